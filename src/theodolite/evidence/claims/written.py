"""Written: a document as it is told of beside its claims: what it is called, of when, and how that was known."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import Any

from theodolite.reading.document import Document
from theodolite.store.rows import DocumentRow


@dataclass(frozen=True, slots=True)
class Written:
    """What is known of a document, and how; None where it does not say. Its id is the hash of its bytes."""

    id: str
    file: str
    title: str | None
    title_known: str
    publisher: str | None
    publisher_known: str
    date: str | None
    date_known: str

    @classmethod
    def of(cls, document: Document) -> Written:
        """What a document that was read says of itself."""
        title, publisher, date = document.title, document.publisher, document.date
        return cls(document.id, document.file, title.value, title.how, publisher.value, publisher.how, date.value,
                   date.how)  # fmt: skip

    @classmethod
    def of_row(cls, row: DocumentRow) -> Written:
        """What the workspace says of one."""
        return cls(row.id, row.file, row.title, row.title_known, row.publisher, row.publisher_known, row.date,
                   row.date_known)  # fmt: skip

    @property
    def name(self) -> str:
        """What it is called: its title, else the last part of its file's name."""
        return self.title or re.split(r"[/\\]", self.file.rstrip("/"))[-1] or self.file

    def as_dict(self) -> dict[str, Any]:
        """All of it as one JSON-ready mapping."""
        return {**asdict(self), "hash": self.id}
