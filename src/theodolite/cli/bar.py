"""A bar on standard error while something takes long; none where nobody looks."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def bar(what: str, total: int | None = None) -> Iterator[Callable[[int, int | None], Any]]:
    """What is called with how much is done, and of how much where that is known only then."""
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as shown:
        task = shown.add_task(what, total=total)
        yield lambda done, of: shown.update(task, completed=done, total=of)


@contextmanager
def steps(what: str, total: int | None = None) -> Iterator[Callable[[int], Any]]:
    """As `bar`, called with how much more is done."""
    done = 0
    with bar(what, total) as told:

        def more(count: int) -> None:
            nonlocal done
            done += count
            told(done, total)

        yield more
