"""What the words that a model copied mean: an economy by the catalogue's names, a period by our grammar of dates."""

from __future__ import annotations

from functools import partial

from theodolite.reading.document import Document
from theodolite.reading.endpoint.check import Meaning
from theodolite.reading.periods.dates import dates_in
from theodolite.reading.periods.meaning import period_said
from theodolite.reading.plain import plain
from theodolite.reading.subjects.names import Names


def meaning_of(document: Document, names: Names, home: str | None = None) -> Meaning:
    """How words of `document` are resolved: names by the catalogue's, dates against the document's own date.

    `home` is the economy that it is plainly about.
    """
    return Meaning(partial(_entity, names=names), partial(_period, today=document.date.value), home)


def _entity(words: str, names: Names) -> str | None:
    """The code or plain name of exactly these words, with or without an article; None where no table has them."""
    said = plain(words).removeprefix("the ").removeprefix("The ").removesuffix("'s")
    found = names.by_text.get(said)
    return None if found is None else found.entity


def _period(words: str, today: str | None) -> str | None:
    """The period of the first date in these words."""
    said = plain(words)
    dates = dates_in(said)
    return period_said(said[dates[0].start : dates[0].end], dates[0], today, None) if dates else None
