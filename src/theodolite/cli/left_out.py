"""Left out: what of several things could not be done is said with its reason, and the others go on."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from theodolite.errors import TheodoliteError


def sentence(error: TheodoliteError) -> str:
    """An error in one line: what happened, where, what would be right; and what to try."""
    parts = (
        error.what,
        error.where and f"where: {error.where}",
        error.expected and f"expected: {error.expected}",
        error.next_step and f"try: {error.next_step}",
    )
    return "; ".join(" ".join(part.split()) for part in parts if part)


def say(what: str, error: TheodoliteError) -> None:
    """One line on standard error: `what` (not read: memo.pdf), and why."""
    print(f"{what}: {sentence(error)}", file=sys.stderr)


def tell(done: bool, left: Sequence[tuple[str, TheodoliteError]], verb: str, nothing: str) -> None:
    """Say each of `left` (its name, and why) as `verb` (not read); raises where nothing was `done`.

    `nothing` says that (nothing was read of 3 documents); a single one raises its own error.
    """
    if not done and len(left) == 1:
        raise left[0][1]
    for name, error in left:
        say(f"{verb}: {name}", error)
    if not done:
        raise TheodoliteError(nothing, next_step="see the reasons above")
