"""Asked: a claim made ready to be held against figures: its interval, its days, and the figures of its entity."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from theodolite.core.indicator import Indicator
from theodolite.core.unit import UnitClass
from theodolite.evidence.factcheck.denial import denied
from theodolite.evidence.factcheck.figures import Figure, Figures
from theodolite.evidence.factcheck.publisher import names_publisher
from theodolite.evidence.factcheck.said import Interval, meant
from theodolite.evidence.factcheck.times import Dated, Days, days_of
from theodolite.evidence.factcheck.units import POINTS, in_unit_of
from theodolite.evidence.factcheck.verdict import Verdict, unknown
from theodolite.reading.claim import Claim
from theodolite.reading.plain import plain

Kind = Literal["level", "change", "ratio", "rank"]
"""What a claim is held against: a figure itself, or what is worked out from several."""

SURE = 0.6
"""Below this confidence a number that is simply another one may be about something else."""

NOT_FACTS = ("target", "counterfactual")
"""Modalities of what is not, or not yet, so: no figure says whether it is true."""


@dataclass(frozen=True)
class Setting:
    """What all claims of one document are checked with.

    `beside` are the other entities of which the document tells, in whose figures a mix-up is looked for first.
    """

    figures: Figures
    dated: Dated
    beside: frozenset[str]

    @property
    def until(self) -> date:
        """The last day that the document can tell of."""
        return self.dated.day or self.figures.ledger.now


@dataclass(frozen=True)
class Asked:
    """A claim with what it is held against.

    `said` is in the indicator's unit where the claim is of the indicator itself, and in its own where it is of a
    change, ratio or rank; `value` likewise, None for a range or a bound. `pool` are the figures of its entity with its
    modality.
    """

    claim: Claim
    kind: Kind
    setting: Setting
    indicator: Indicator
    entity: str
    said: Interval
    value: float | None
    days: Days | None
    pool: tuple[Figure, ...]
    expected: tuple[Figure, ...]
    """The figures of its entity that are projected; none where the claim itself is."""

    @property
    def figures(self) -> Figures:
        """All figures that are held of the indicators asked for."""
        return self.setting.figures

    def agrees(self, figure: Figure) -> bool:
        """Whether a figure lies in the claim's interval, or the claim's number in what the figure may stand for."""
        within = self.value is not None and figure.low <= self.value <= figure.high
        return within or self.said.meets(figure.value, figure.value)

    def near(self, figure: Figure) -> bool:
        """Whether a figure misses the claim's interval by little."""
        return self.said.near(figure.value, figure.value)

    def contradicts(self, figure: Figure) -> bool:
        """Whether another number than a figure's can be wrong, and is not simply another count of the same thing."""
        return not self.indicator.own_count or names_publisher(self.claim, figure, self.figures.ledger.catalog)

    @property
    def sure(self) -> bool:
        """Whether it is sure enough that the claim is about the indicator for a difference to tell."""
        return (1.0 if self.claim.confidence is None else self.claim.confidence) >= SURE

    @property
    def projected(self) -> bool:
        """Whether the claim is about what is expected."""
        return self.claim.modality == "projected"


def asked(claim: Claim, setting: Setting) -> Asked | Verdict:
    """The claim made ready, or the verdict that it cannot be checked, with the reason."""
    figures = setting.figures
    if claim.indicator is None or claim.indicator not in figures.ledger.catalog.indicators:
        return unknown(claim, "unmapped")
    if claim.modality in NOT_FACTS or claim.type == "target":
        return unknown(claim, "not-a-fact")
    if denied(claim):
        return unknown(claim, "denied")
    indicator = figures.indicator(claim.indicator)
    entity = entity_of(claim.entity, indicator, figures)
    said = meant(claim)
    if entity is None or said is None:
        return unknown(claim, "no-entity" if entity is None else "no-number")
    kind = _kind(claim, figures.ledger.catalog.units[indicator.unit].class_)
    factor = _factor(claim, kind, indicator, figures)
    if factor is None:
        return unknown(claim, "unit", _other_unit(claim, kind, indicator, figures))
    held = figures.of(entity, indicator.id)
    pool = tuple(one for one in held if one.projected == (claim.modality == "projected"))
    if pool and kind != "ratio":
        pool = tuple(one for one in pool if claim.doc not in read_in(one, figures))
        if not pool:
            return unknown(claim, "own-source")
    if not pool:
        return unknown(claim, "no-figure")
    value = claim.value if claim.value is not None and claim.qualifier in (None, "approx") else None
    return Asked(
        claim, kind, setting, indicator, entity, said.times(factor), None if value is None else value * factor,
        _own_days(claim, setting), pool, tuple(one for one in held if one not in pool and one.projected),
    )  # fmt: skip


def _kind(claim: Claim, own: UnitClass) -> Kind:
    """What a claim is held against: per cent of what is no share are a change of it, whatever the claim's type."""
    if claim.type in ("change", "ratio", "rank"):
        return claim.type
    return "change" if claim.unit_class == "percent" and own != "percent" else "level"


def _factor(claim: Claim, kind: Kind, indicator: Indicator, figures: Figures) -> float | None:
    """What the claim's numbers are multiplied by; a change is in per cent, and ratios and places have no unit."""
    if kind == "level":
        return in_unit_of(claim, indicator, figures.ledger.catalog)
    in_per_cent = claim.unit_class == "percent" and claim.unit not in POINTS
    return 1.0 if kind != "change" or in_per_cent else None


def _other_unit(claim: Claim, kind: Kind, indicator: Indicator, figures: Figures) -> str:
    if kind == "change":
        return f"a change is checked in per cent, and this one is told in {_unit_of(claim)}"
    unit = figures.ledger.catalog.units[indicator.unit].title
    return f"it is told in {_unit_of(claim)}, and {indicator.title} in {unit}: the one is not the other"


def _unit_of(claim: Claim) -> str:
    return plain(claim.unit).replace("_", " ")


def _own_days(claim: Claim, setting: Setting) -> Days | None:
    """The days of a claim; None where its document is told as older than what it observes, so that it means another."""
    days, day = days_of(claim), setting.dated.day
    later = days is not None and day is not None and days.first is not None and days.first > day
    return None if later and claim.modality != "projected" else days


def read_in(figure: Figure, figures: Figures) -> tuple[str, ...]:
    """The documents in which a figure was read."""
    return figures.ledger.catalog.sources[figure.edition_id].read_in


def entity_of(name: str | None, indicator: Indicator, figures: Figures) -> str | None:
    """The entity of the ledger that a claim names, by code or by name; None where it names none, or several."""
    if not name or ";" in name:
        return None
    catalog = figures.ledger.catalog
    if indicator.of in ("model", "chip", "organisation"):
        id = name if "/" in name else catalog.entity_ids.id(indicator.of, name)
        return id if id in figures.ledger.entities else None
    return catalog.economies.find(name)
