"""The options that every verb has, and how a verb's answer or error reaches the user."""

from __future__ import annotations

import gc
import os
import sys
import tempfile
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from inspect import Signature, signature
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from theodolite.errors import TheodoliteError

if TYPE_CHECKING:
    from theodolite.core.catalog import Catalog
    from theodolite.evidence.ledger import Ledger
    from theodolite.store.workspace import Workspace as Store

FEWEST = 50_000
"""New objects before the collector looks for cycles: a verb makes many that live to its end, and looking takes time."""


@dataclass(frozen=True)
class Given:
    """What every verb is given beside its own words."""

    json: Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")] = False
    seed: Annotated[int, typer.Option("--seed", min=0, help="Seed of every random draw; 0 is a seed.")] = 0
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="Answer with what was known on this day.")
    ] = None
    catalog: Annotated[
        list[Path] | None,
        typer.Option(
            "--catalog", metavar="DIR", envvar="THEODOLITE_CATALOG", help="Your own catalogue, added to ours."
        ),
    ] = None
    workspace: Annotated[
        str | None,
        typer.Option(
            "--workspace",
            metavar="FILE-OR-URL",
            envvar="THEODOLITE_WORKSPACE",
            help="Where pulled tables, documents and reviews lie.",
        ),
    ] = None

    def open_catalog(self) -> Catalog:
        """The shipped catalogue with the user's folders."""
        return open_catalog(self.catalog)

    def open_ledger(self) -> Ledger:
        """The evidence base as known at --as-of, with what was pulled or accepted into the workspace, if any."""
        return open_ledger(self.catalog, self.as_of, self.workspace)


def verb(function: Callable[..., int | None]) -> Callable[..., None]:
    """Give a function whose first parameter is `given` the options of every verb, and turn its errors into exit codes.

    0 answered, 1 something was left out, 2 the user's error, 3 ours, 130 an interrupt.
    """
    own = [one for one in signature(function, eval_str=True).parameters.values() if one.name != "given"]
    shared = [one.replace(kind=one.KEYWORD_ONLY) for one in signature(Given, eval_str=True).parameters.values()]
    names = {one.name for one in shared}

    @wraps(function)
    def run(**words: Any) -> None:
        gc.set_threshold(FEWEST)
        given = Given(**{name: word for name, word in words.items() if name in names})
        code = _code(lambda: function(given, **{name: word for name, word in words.items() if name not in names}))
        raise typer.Exit(code)

    asked = [one.replace(kind=one.KEYWORD_ONLY) for one in own] + shared
    run.__signature__ = Signature(asked)  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in asked}
    return run


def _code(answer: Callable[[], int | None]) -> int:
    try:
        return answer() or 0
    except TheodoliteError as error:
        print(f"error: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("interrupted: nothing was half-written", file=sys.stderr)
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        print(f"error: our fault: {type(error).__name__}; the traceback is in {_traceback()}", file=sys.stderr)
        return 3


def _traceback() -> str:
    handle, name = tempfile.mkstemp(prefix="theodolite-", suffix=".log")
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(traceback.format_exc())
    return name


def open_catalog(folders: list[Path] | None) -> Catalog:
    """The shipped catalogue with the user's folders."""
    from theodolite.core.catalog import Catalog

    return Catalog.open(*(folders or []))


def open_ledger(folders: list[Path] | None, as_of: str | None, workspace: str | None = None) -> Ledger:
    """The evidence base as known at `as_of`, with what was pulled or accepted into the workspace, if any."""
    from theodolite.evidence.ledger import Ledger

    catalog, day, space = open_catalog(folders), parse_day(as_of), existing_workspace(workspace)
    if space is None:
        return Ledger.open(catalog, day)
    from theodolite.evidence.accepted import accepted_observations, with_documents

    accepted = accepted_observations(space, catalog, day)
    whole = with_documents(catalog, accepted.sources) if accepted.sources else catalog
    return Ledger.open(whole, day, space.observations().vstack(accepted.observations))


def own_copies(workspace: str | None) -> list[Path]:
    """The user's own copies of publishers' files, as the workspace remembers them; none where there is no workspace."""
    space = existing_workspace(workspace)
    return [] if space is None else [Path(copy.path) for copy in space.copies()]


def existing_workspace(workspace: str | None) -> Store | None:
    """The workspace, or None where there is none yet; raises TheodoliteError where one was named and is not there."""
    from theodolite.store.location import locate, missing, was_named

    place = locate(workspace)
    if missing(place):
        if was_named(workspace):
            raise TheodoliteError(
                f"no workspace {place!r}",
                expected="a file that `theodolite pull` or `theodolite read` has made",
                next_step="pull a source, or read a document",
            )
        return None
    from theodolite.store.workspace import open_workspace

    return open_workspace(place)


def needed_workspace(workspace: str | None) -> Store:
    """The workspace; raises TheodoliteError where there is none yet."""
    space = existing_workspace(workspace)
    if space is None:
        raise TheodoliteError(
            "there is no workspace yet", expected="documents that were read", next_step="theodolite read FILE"
        )
    return space


def login_name() -> str:
    """The name that the user is logged in by; empty where the system has none."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, ImportError, OSError):
        return ""


def parse_day(text: str | None) -> date | None:
    """A day written 2026-03-31; None stays None."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise TheodoliteError(f"{text!r} is not a day", expected="a date such as 2026-03-31") from None


def print_json(document: Any) -> None:
    """One JSON document on standard output."""
    import json

    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n")
