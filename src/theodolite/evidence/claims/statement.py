"""Statement: a claim made ready to be held against others: whom and what it is of, and the interval that it says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from theodolite.core.catalog import Catalog
from theodolite.core.indicator import Indicator
from theodolite.evidence.claims.words import Words, words_of
from theodolite.evidence.factcheck.said import Interval, meant, signed
from theodolite.evidence.factcheck.times import RECENT, Dated, Days, dated, days_of
from theodolite.evidence.factcheck.units import in_unit_of, multiples
from theodolite.reading.claim import Claim
from theodolite.reading.subjects.words import FIRM

Form = Literal["level", "change", "duration", "lag", "rank", "ratio", "goal"]
"""What kind of number it is: an amount or share, a change, a length of time, months behind somebody, a place, so many
times another, or the year by which something is to be reached."""

MOST = 40
"""Claims of one sentence that are held against others."""


@dataclass(frozen=True, eq=False)
class Statement:
    """A claim with what decides whether another one is of the same thing.

    `said` and `value` (None for a range or a bound) are in `unit`: the indicator's where the claim is of one, else the
    unit that `codelists/multiples.yaml` says its own is a multiple of; one of the claim's is `factor` of them. `narrow`
    says that it is of one thing of the entity and not of all of it (the company). `window` are the days that it may be
    about where it gives no period.
    """

    number: int
    claim: Claim
    entity: str
    counterpart: str | None
    narrow: str | None
    form: Form
    unit: str
    factor: float
    said: Interval
    value: float | None
    modality: str
    days: Days | None
    window: Days | None
    written: date | None
    catalog: Catalog

    @cached_property
    def words(self) -> Words:
        """The terms that tell what it is about."""
        return words_of(self.claim, self.catalog)

    @property
    def about(self) -> str | None:
        """The indicator; of a lag, which is one thing whatever it is measured by, None."""
        return self.claim.indicator if self.form != "lag" else None

    @property
    def indicator(self) -> Indicator | None:
        """The indicator that it is of, where the catalogue has it."""
        id, known = self.claim.indicator, self.catalog.indicators
        return known[id] if id is not None and id in known else None

    @property
    def flow(self) -> bool:
        """Whether it adds up over its period, so that a figure of a year is none of a decade."""
        return self.indicator is not None and self.indicator.kind == "flow"

    @property
    def exact(self) -> bool:
        """Whether it says a number and no bound or range."""
        return self.value is not None


def statements(
    claims: Iterable[Claim], catalog: Catalog, dates: Mapping[str, str | None] | None = None
) -> list[Statement]:
    """The claims that can be held against others: those of one entity and with a number, in their order.

    `dates` maps a document to its ISO day, month or year where that is known. A sentence with more than MOST claims is
    no sentence but a list that was read as one, whose words tell nothing of each of its numbers: it is left out.
    """
    claims = list(claims)
    days = dated(claims, dates or {})
    held = Counter((claim.doc, claim.quote_start) for claim in claims)
    made = (
        _statement(number, claim, days[claim.doc], catalog)
        for number, claim in enumerate(claims)
        if held[claim.doc, claim.quote_start] <= MOST
    )
    return [one for one in made if one is not None]


def _statement(number: int, claim: Claim, written: Dated, catalog: Catalog) -> Statement | None:
    entity = _whole(claim.entity, catalog)
    form = _form(claim)
    said = _said(claim, form)
    if entity is None or said is None:
        return None
    counterpart = _whole(claim.counterpart, catalog) if form in ("lag", "ratio") else None
    if form == "lag" and claim.direction == "ahead" and counterpart is not None:
        entity, counterpart = counterpart, entity
    unit, factor = _unit(claim, form, catalog)
    value = claim.value if claim.qualifier in (None, "close") else None
    value = -value if value and form == "change" and claim.direction == "decrease" else value
    days = None if form == "goal" else days_of(claim)
    return Statement(
        number, claim, entity, counterpart, _narrow(claim), form, unit, factor,
        said.times(factor), None if value is None else value * factor, _modality(claim, form), days,
        _window(written) if days is None and form != "goal" else None, written.day, catalog,
    )  # fmt: skip


def _whole(name: str | None, catalog: Catalog) -> str | None:
    """The code or plain name of one entity; None for none and for several."""
    if not name or ";" in name:
        return None
    return catalog.economies.find(name) or name.strip()


def _form(claim: Claim) -> Form:
    if claim.type == "target" and claim.unit_class == "date":
        return "goal"
    if claim.type == "duration":
        return "lag" if claim.direction in ("behind", "ahead") and claim.counterpart else "duration"
    if claim.type == "change" or claim.type == "rank" or claim.type == "ratio":
        return claim.type
    return "level"


def _said(claim: Claim, form: Form) -> Interval | None:
    if form == "goal":
        return None if claim.value is None else Interval(claim.value, claim.value)
    said = meant(claim)
    return signed(claim, said) if said is not None and form == "change" else said


def _unit(claim: Claim, form: Form, catalog: Catalog) -> tuple[str, float]:
    """The unit in which a claim is compared, and how many of it one of its own is."""
    if form == "level" and claim.indicator is not None and claim.indicator in catalog.indicators:
        indicator = catalog.indicators[claim.indicator]
        shares = {claim.unit_class == "percent", catalog.units[indicator.unit].class_ == "percent"}
        if len(shares) == 1 and (factor := in_unit_of(claim, indicator, catalog)) is not None:
            return indicator.unit, factor
    known = multiples(catalog).get(claim.unit)
    if known is not None:
        return known.of, known.times
    return ("count" if claim.unit_class == "count" else claim.unit), 1.0


def _modality(claim: Claim, form: Form) -> str:
    """Observed and estimated are one: both say what is. A goal is a target whatever the sentence looks like."""
    if form == "goal":
        return "target"
    return "observed" if claim.modality == "estimated" else claim.modality


def _narrow(claim: Claim) -> str | None:
    """The words for one thing of the entity, with the document in which they mean it; None where all of it is meant."""
    found = FIRM.search(claim.subject or "")
    return f"{found[0].casefold()} in {claim.doc}" if found else None


def _window(written: Dated) -> Days | None:
    last = written.day or written.floor
    return None if last is None else Days(last - RECENT if last > date.min + RECENT else last, last)
