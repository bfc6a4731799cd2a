"""A document of the workspace as a source: who published it and when, so far as it says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from theodolite.core.address import is_address
from theodolite.core.entity import slug
from theodolite.core.period import UNDATED
from theodolite.core.source import Licence, OwnSource, Provides, SourceFile
from theodolite.errors import UnknownNameError
from theodolite.store.rows import DocumentRow

LONGEST_SLUG = 48
"""Characters of a title that the id of a document's source keeps."""

NOT_STATED = "not stated"


class DocumentSource(OwnSource):
    """A document of the workspace, with the sentences in which its figures stand: in memory alone, never in a file."""

    quotes: Mapping[str, str] = {}
    """The sentence at each locator."""


def document_source(
    document: DocumentRow, published: date, indicators: Iterable[str], quotes: Mapping[str, str]
) -> DocumentSource:
    """The source of what is accepted of a document: `documents/<title>-<hash>-<its date>`, a secondary one.

    `published` is the last day that its date may mean, `quotes` the sentence at each locator. A document does not say
    under what terms it may be used, and is the user's own copy: nothing of it ships. The first digits of its hash keep
    apart two that bear one title.
    """
    title = document.title or document.file
    producer = document.publisher or NOT_STATED
    day = document.date or UNDATED
    said = ", ".join(part for part in (document.publisher, title, document.date) if part)
    return DocumentSource(
        id=f"documents/{_slug(document)}-{document.id.removeprefix('sha256:')[:12]}-{day}",
        title=title,
        producer=producer,
        published=published,
        published_basis=document.date_known,
        accessed=published,
        citation=f"{said}.",
        url=document.file if is_address(document.file) else "",
        licence=Licence(name=NOT_STATED),
        tier="secondary",
        ships=False,
        why_not_shipped="A document of the user's own.",
        read_in=(document.id,),
        files=(SourceFile(name=document.file, hash=document.id),),
        provides=tuple(
            Provides(indicator=indicator, reader="claims", measure="accepted claims")
            for indicator in sorted(indicators)
        ),
        quotes=quotes,
    )


def _slug(document: DocumentRow) -> str:
    """The title as an id writes it, else the name of the file; a title in letters that no id has gives `document`."""
    for name in (document.title, document.file.rpartition("/")[2].rpartition(".")[0]):
        try:
            return slug(name or "")[:LONGEST_SLUG].rstrip("-")
        except UnknownNameError:
            continue
    return "document"
