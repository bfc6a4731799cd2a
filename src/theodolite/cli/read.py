"""`theodolite read`: documents in, claims out, each with its exact words; what could not be read is told."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from theodolite.cli.left_out import say, tell
from theodolite.cli.options import Given, login_name, parse_day, print_json, verb
from theodolite.errors import DocumentError, TheodoliteError

if TYPE_CHECKING:
    from datetime import date

    from theodolite.evidence.intake import Named
    from theodolite.reading.claims import Reading
    from theodolite.reading.document import Document


class Unread(NamedTuple):
    """A document that could not be read, or not be kept, and why."""

    file: str
    error: TheodoliteError


@verb
def read(
    given: Given,
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE…",
            help="Files, folders, patterns, https addresses, or - for standard input.",
            show_default=False,
        ),
    ],
    endpoint: Annotated[
        str | None,
        typer.Option(
            "--endpoint",
            metavar="URL",
            help="An OpenAI-compatible address to send the text to, for a model to propose more; off unless named.",
        ),
    ] = None,
    model: Annotated[str | None, typer.Option("--model", metavar="NAME", help="The model to ask there.")] = None,
    anew: Annotated[
        bool, typer.Option("--anew", help="Replace what is kept of a document, if nobody has reviewed any of it.")
    ] = False,
) -> int:
    """Read documents (PDF, DOCX, HTML, EPUB, Markdown, text) and list the quantities that they claim.

    Each claim has its exact words, whom it is about, of when, and who is said to say so. The documents and their claims
    are kept in your workspace, where `theodolite claims` reviews them; nothing enters the evidence base before that. A
    document that is there already adds nothing; with --anew what is kept of it gives way to this reading, unless a
    claim of it was reviewed. A key for --endpoint is read from THEODOLITE_ENDPOINT_KEY.
    """
    from theodolite.cli.read_endpoint import addressed, asked, told

    named = addressed(endpoint, model)
    readings, unread = read_all(given, files)
    tell_unread(readings, unread)
    further = asked(readings, named, given.open_catalog())
    readings = further.readings
    for line in told(further):
        print(line, file=sys.stderr)
    unkept = keep(given, readings, anew=anew)
    if given.json:
        print_json({**_document(readings, unread), "not_kept": _reasons(unkept), **further.fields()})
    else:
        from theodolite.cli.read_shown import show_readings

        show_readings(readings)
    return 1 if unread or further.unread or unkept else 0


def read_all(given: Given, places: Sequence[str]) -> tuple[list[Reading], list[Unread]]:
    """What was read of each document that `places` stand for, the same bytes once, and what could not be read."""
    from theodolite.evidence.intake import named_in
    from theodolite.reading.claims import claims_of
    from theodolite.reading.subjects.names import names_of

    catalog, day = given.open_catalog(), parse_day(given.as_of)
    names = names_of(catalog)
    readings: dict[str, Reading] = {}
    unread: list[Unread] = []
    for one in _shown(named_in(places)):
        try:
            document = _one(one, day)
            if document.id in readings:
                print(
                    f"read once: {_called(one)} has the bytes of {readings[document.id].document.file}", file=sys.stderr
                )
            else:
                readings[document.id] = claims_of(document, names, catalog)
        except TheodoliteError as error:
            unread.append(Unread(_called(one), error))
    return list(readings.values()), unread


def _one(named: Named, as_of: date | None) -> Document:
    """One document; raises DocumentError where its date does not say that it was out on `as_of`.

    One without a date is read: whoever names it says that it was there.
    """
    from theodolite.evidence.listing import known_on
    from theodolite.reading.read import read_document

    name = _called(named)
    document = read_document(named.load(), name)
    said = document.date.value
    if said is not None and not known_on(said, as_of):
        raise DocumentError(
            f"{name} is dated {said}, and may be later than {as_of}",
            expected=f"a document that was out on {as_of}",
            next_step="leave --as-of out, or the document",
        )
    return document


def _called(named: Named) -> str:
    """What a document is called that was named: its name, or standard input."""
    from theodolite.evidence.intake import STDIN

    return "standard input" if named.name == STDIN else named.name


def _shown(named: Sequence[Named]) -> Iterable[Named]:
    """`named` one after another, with a bar on a terminal that tells how far it has come."""
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    return track(
        named, "read", total=len(named), console=console, transient=True,
        disable=not console.is_terminal,
    )  # fmt: skip


def tell_unread(readings: Sequence[Reading], unread: Sequence[Unread]) -> None:
    """Say what could not be read and why; raises where nothing else was."""
    tell(bool(readings), unread, "not read", f"nothing was read of {len(unread)} documents")


def keep(given: Given, readings: Sequence[Reading], *, anew: bool = False) -> list[Unread]:
    """Put what was read into the workspace, in the place of what is kept if `anew`; say and return what cannot be."""
    from theodolite.evidence.keep import keep as keep_document
    from theodolite.store.location import locate
    from theodolite.store.workspace import open_workspace

    try:
        space = open_workspace(locate(given.workspace))
    except TheodoliteError as error:
        say("not kept in the workspace", error)
        return [Unread(reading.document.file, error) for reading in readings]
    unkept: list[Unread] = []
    for reading in readings:
        try:
            keep_document(space, reading.document, reading.claims, login_name(), anew=anew)
        except TheodoliteError as error:
            unkept.append(Unread(reading.document.file, error))
            say(f"not kept in the workspace: {reading.document.file}", error)
    return unkept


def _document(readings: Sequence[Reading], unread: Sequence[Unread]) -> dict[str, Any]:
    from theodolite.cli.read_shown import finding

    return {
        "finding": finding(readings),
        "documents": [_facts(reading.document) for reading in readings],
        "claims": [claim.as_dict() for reading in readings for claim in reading.claims],
        "rejected": [
            {
                "doc": reading.document.id, "start": one.start, "end": one.end, "text": one.text, "reason": one.reason,
            }
            for reading in readings
            for one in reading.rejected
        ],
        "left_out": _reasons(unread),
    }  # fmt: skip


def _reasons(several: Sequence[Unread]) -> list[dict[str, str]]:
    return [{"file": one.file, "reason": str(one.error)} for one in several]


def _facts(document: Document) -> dict[str, Any]:
    """What is known of a document, and how."""
    return {
        "id": document.id,
        "file": document.file,
        "hash": document.id,
        "format": document.format,
        "title": document.title.value,
        "title_known": document.title.how,
        "publisher": document.publisher.value,
        "publisher_known": document.publisher.how,
        "date": document.date.value,
        "date_known": document.date.how,
        "characters": len(document.text),
        "notes": list(document.notes),
    }
