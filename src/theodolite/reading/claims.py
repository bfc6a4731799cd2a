"""Claims of a document: each quantity that it states, with who it is about, when, who says so, and its indicator."""

from __future__ import annotations

from dataclasses import dataclass

from theodolite.core.catalog import Catalog
from theodolite.reading.attribution import attribution_of
from theodolite.reading.claim import Claim
from theodolite.reading.context import context_of
from theodolite.reading.document import Document
from theodolite.reading.indicators import indicator_of
from theodolite.reading.modality import modality_of
from theodolite.reading.periods.resolve import period_of
from theodolite.reading.quantities.currency import settled
from theodolite.reading.quantities.lexicon import lexicon as measures
from theodolite.reading.quantities.quantity import Quantity, Rejected
from theodolite.reading.scene import Scene
from theodolite.reading.staging import stage
from theodolite.reading.subjects.cast import Cast, cast_of
from theodolite.reading.subjects.names import Names
from theodolite.reading.subjects.resolve import subject_of


@dataclass(frozen=True)
class Reading:
    """What was read in one document: its claims in order, the numbers that claim nothing and why, and its scene."""

    document: Document
    claims: tuple[Claim, ...]
    rejected: tuple[Rejected, ...]
    scene: Scene
    home: str | None = None
    """The code of the economy that the document is plainly about; None where it is about no single one."""


def claims_of(document: Document, names: Names, catalog: Catalog) -> Reading:
    """The claims of `document`; `names` are those that `catalog` knows (`subjects.names.names_of`).

    Every offset counts in the document's own text. What the text does not say (who, when, who says so) is None.
    """
    staged = stage(document, measures(catalog))
    cast = cast_of(staged.scene, names)
    claims = (
        _claim(staged.scene, number, quantity, cast, catalog)
        for number, quantities in enumerate(staged.scene.quantities)
        for quantity in quantities
    )
    return Reading(document, tuple(claims), staged.rejected, staged.scene, cast.home.economy)


def _claim(scene: Scene, number: int, quantity: Quantity, cast: Cast, catalog: Catalog) -> Claim:
    document, sentence = scene.document, scene.sentences[number]
    subject = subject_of(scene, number, quantity, cast)
    quantity = settled(quantity, cast.home.economy, subject.entity, scene.words, scene.quantities[number])
    when = period_of(scene, number, quantity)
    said = attribution_of(scene, number, quantity, cast)
    modality = modality_of(scene, number, quantity)
    indicator, confidence = _indicator(scene, number, quantity, catalog)
    return Claim(
        doc=document.id,
        start=quantity.start,
        end=quantity.end,
        span=quantity.text,
        quote=document.text[sentence.start : sentence.end],
        quote_start=sentence.start,
        value=quantity.value,
        low=quantity.low,
        high=quantity.high,
        unit=quantity.unit,
        unit_class=quantity.unit_class,
        qualifier=quantity.qualifier,
        type="target" if modality == "target" else quantity.type,
        direction=quantity.direction,
        denominator=quantity.denominator,
        noun=quantity.noun,
        entity=subject.entity,
        subject=subject.words,
        counterpart=subject.counterpart,
        indicator=indicator,
        confidence=confidence,
        period=when.period,
        period_text=when.text,
        attributed_to=said.to,
        attributed_via=said.via,
        modality=modality,
        zone=sentence.zone,
        page=document.place(quantity.start).page,
        rule=quantity.rule,
    )


def _indicator(scene: Scene, number: int, quantity: Quantity, catalog: Catalog) -> tuple[str | None, float | None]:
    """The indicator of a quantity by the words around it, and those beside its sentence."""
    return indicator_of(
        scene.said(number),
        quantity.noun,
        quantity.unit,
        quantity.unit_class,
        quantity.type,
        catalog,
        at=quantity.start - scene.sentences[number].start,
        before=context_of(scene, number),
    )
