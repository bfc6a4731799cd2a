"""What the reading room reads, in the form that is scored: the quantities of a text, and the claims of a document."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from reading_scores import Mark

from theodolite import Catalog
from theodolite.reading.claim import Claim
from theodolite.reading.claims import claims_of
from theodolite.reading.document import Known
from theodolite.reading.quantities.quantity import Quantity
from theodolite.reading.read import read_document
from theodolite.reading.staging import stage
from theodolite.reading.subjects.names import Names, names_of


def quantities(doc: str, text: str) -> list[Mark]:
    """Every quantity that the grammar alone reads, sentence by sentence."""
    scene = stage(read_document(text.encode(), doc if doc.endswith(".txt") else f"{doc}.txt")).scene
    return [_quantity(doc, one) for sentence in scene.quantities for one in sentence]


def _quantity(doc: str, one: Quantity) -> Mark:
    return Mark(
        doc, one.start, one.end, one.value, one.low, one.high, one.unit, one.unit_class, one.qualifier, noun=one.noun
    )


def claims(doc: str, content: bytes, date: str | None = None) -> list[Mark]:
    """Every claim of a document, from its bytes on; `date` is told to it where it does not say its own."""
    catalog, names = _known()
    document = read_document(content, doc)
    if document.date.value is None and date is not None:
        document = replace(document, date=Known(date, "told"))
    return [of_claim(doc, one) for one in claims_of(document, names, catalog).claims]


@lru_cache(maxsize=1)
def _known() -> tuple[Catalog, Names]:
    catalog = Catalog.open()
    return catalog, names_of(catalog)


def of_claim(doc: str, one: Claim) -> Mark:
    """One claim as it is scored."""
    return Mark(
        doc, one.start, one.end, one.value, one.low, one.high, one.unit, one.unit_class, one.qualifier, one.entity,
        one.counterpart, one.period, one.period_text, one.attributed_to, one.modality, one.noun,
    )  # fmt: skip
