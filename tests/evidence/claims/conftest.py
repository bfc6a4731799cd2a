"""Claims of made-up documents, each as the words of one of our own sentences say it."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from theodolite.core.catalog import Catalog
from theodolite.evidence.claim_conflicts import ClaimConflicts, claim_conflicts
from theodolite.evidence.ledger import Ledger
from theodolite.reading.claim import Claim


def doc(name: str) -> str:
    """The id of a document of that name."""
    return "sha256:" + hashlib.sha256(name.encode()).hexdigest()


def told(quote: str, span: str, value: float | None, *, of: str = "a", at: int = 0, **said: Any) -> Claim:
    """The claim that `span` of `quote` makes in the document `of`, whose sentence begins at `at`: a count of China."""
    start = at + quote.index(span)
    fields: dict[str, Any] = {
        "doc": doc(of), "start": start, "end": start + len(span), "span": span, "quote": quote, "quote_start": at,
        "value": value, "low": None, "high": None, "unit": "count", "unit_class": "count", "qualifier": None,
        "type": "level", "direction": None, "denominator": None, "noun": None, "entity": "CHN", "subject": "China",
        "counterpart": None, "indicator": None, "confidence": None, "period": None, "period_text": None,
        "attributed_to": None, "attributed_via": None, "modality": "observed", "zone": "body", "page": None,
        "rule": "made",
    }  # fmt: skip
    return Claim(**{**fields, **said})


@pytest.fixture
def empty(catalog: Catalog, ledger: Ledger) -> Ledger:
    """The shipped catalogue with no observation at all: only documents tell of anything."""
    return Ledger(catalog, ledger.rows.clear(), ledger.now)


def of_relation(found: ClaimConflicts, relation: str) -> list[dict[str, Any]]:
    """The cases of one relation, as JSON holds them."""
    return [case for case in found.documents() if case["relation"] == relation]


__all__ = ["claim_conflicts", "doc", "of_relation", "told"]
