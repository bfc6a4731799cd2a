"""The assessment: every question answered for one entity against others, from one body of evidence."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from theodolite.briefs.question import Answer, Asked, questions
from theodolite.core.catalog import Catalog
from theodolite.evidence.ledger import Ledger
from theodolite.index.lens import lenses, load_lens
from theodolite.index.ranking import rank_entities
from theodolite.store.tables import to_csv


@dataclass(frozen=True)
class Assessment:
    """Questions and answers about `entity`, held against `against`."""

    entity: str
    against: tuple[str, ...]
    ledger: Ledger
    answers: tuple[Answer, ...]

    @property
    def finding(self) -> str:
        """The first answer's sentence."""
        return self.answers[0].finding

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """Every edition that an answer rests on, sorted."""
        return tuple(sorted({source for answer in self.answers for source in answer.sources}))

    @cached_property
    def evidence_hash(self) -> str:
        """The hash of all observations that were known: the same evidence has the same hash."""
        return "sha256:" + hashlib.sha256(to_csv(self.ledger.rows)).hexdigest()

    def document(self, files: tuple[str, ...]) -> dict[str, Any]:
        """The assessment as one JSON-ready document; `files` are the names written beside it."""
        return {
            "entity": self.entity,
            "against": list(self.against),
            "as_of": self.ledger.now.isoformat(),
            "answers": [
                {
                    "question": answer.question,
                    "finding": answer.finding,
                    "findings": list(answer.findings),
                    "figure": [f"figures/{figure.name}.svg" for figure in answer.figures],
                    "sources": list(answer.sources),
                }
                for answer in self.answers
            ],
            "files": list(files),
            "evidence_hash": self.evidence_hash,
        }


def assess(entity: str, against: tuple[str, ...], ledger: Ledger) -> Assessment:
    """Ask every question about `entity` against `against` (codes or names), through every lens of the catalogue.

    Raises UnknownNameError for a name that is no economy.
    """
    catalog: Catalog = ledger.catalog
    code, others = catalog.economies.resolve(entity), tuple(catalog.economies.resolve(name) for name in against)
    rankings = {id: rank_entities(ledger, load_lens(id, catalog)) for id in lenses(catalog)}
    asked = Asked(code, others, ledger, rankings)
    return Assessment(code, others, ledger, tuple(question(asked) for question in questions()))
