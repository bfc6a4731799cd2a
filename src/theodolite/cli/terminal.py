"""The terminal: what tables and sentences are printed on."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

ROOMY = 100
"""Columns from which several texts have room beside each other; on less they stand below each other."""


class Terminal(Console):
    """A console whose reader may go away early, as `head` does: that is no error, and every verb ends with 0 then."""

    def on_broken_pipe(self) -> None:
        """Let the pipe's own error through to where a verb's errors become exit codes."""
        raise BrokenPipeError

    def say(self, text: str) -> None:
        """Print a text as it stands: nothing in it is markup, and no part of it is set off."""
        self.print(text, markup=False, highlight=False)

    @property
    def roomy(self) -> bool:
        """Whether texts have room beside each other."""
        return self.width >= ROOMY

    def print_stacked(self, first: Text, other: Text, *, indent: int = 2) -> None:
        """Print a text, and the other below it, set in."""
        self.print(first)
        self.print(Padding(other, (0, 0, 0, indent), expand=False))
