"""The terminal: what tables and sentences are printed on."""

from __future__ import annotations

from rich.console import Console


class Terminal(Console):
    """A console whose reader may go away early, as `head` does: that is no error, and every verb ends with 0 then."""

    def on_broken_pipe(self) -> None:
        """Let the pipe's own error through to where a verb's errors become exit codes."""
        raise BrokenPipeError
