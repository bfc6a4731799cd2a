"""Verdicts: each claim of documents held against the evidence base, with what says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from theodolite.core.nearest import nearest
from theodolite.core.prose import counted
from theodolite.errors import UnknownNameError
from theodolite.evidence.factcheck.asked import Asked, Setting, asked
from theodolite.evidence.factcheck.change import check_change
from theodolite.evidence.factcheck.figures import Figures
from theodolite.evidence.factcheck.level import check_level
from theodolite.evidence.factcheck.mistakes import mended
from theodolite.evidence.factcheck.rank import check_rank
from theodolite.evidence.factcheck.ratio import check_ratio
from theodolite.evidence.factcheck.reservation import with_reservations
from theodolite.evidence.factcheck.times import dated
from theodolite.evidence.factcheck.verdict import HOLDS, Verdict
from theodolite.evidence.ledger import Ledger
from theodolite.reading.claim import Claim

BEHIND = ("row", "entity", "indicator", "period", "value", "low", "high", "unit", "status", "source", "edition",
          "locator")  # fmt: skip
"""What is said of each observation behind a verdict."""

_CHECKS = {"level": check_level, "change": check_change, "ratio": check_ratio, "rank": check_rank}


@dataclass(frozen=True, eq=False)
class Verdicts:
    """The verdict on every claim that was asked about, in the order of the claims."""

    ledger: Ledger
    verdicts: tuple[Verdict, ...]

    @cached_property
    def table(self) -> pl.DataFrame:
        """One row a claim, the gravest verdict first and the claims' order within it.

        `claim` (its id), `doc`, `span`, `entity`, `indicator`, `period`, `verdict`, `error`, `reason`, `why`, and of
        the observation that decides `row`, `figure`, `unit`, `source` (edition), `locator`; null where there is none.
        """
        rows = [self._row(one) for one in sorted(self.verdicts, key=lambda one: HOLDS.index(one.holds))]
        schema = dict.fromkeys(_COLUMNS, pl.String) | {"row": pl.Int64, "figure": pl.Float64}
        return pl.DataFrame(rows, schema=schema, orient="row")

    @cached_property
    def finding(self) -> str:
        """How many claims hold, and the first of those that are contradicted."""
        if not self.verdicts:
            return "No claim was asked about."
        counts = Counter(one.holds for one in self.verdicts)
        said = [
            f"{counts[name]:,} {_SAID[name]}" for name in ("confirmed", "imprecise", "contradicted", "cannot check")
        ]
        claims = counted(len(self.verdicts), "claim")
        return f"Of {claims}, {', '.join(said[:3])} and {said[3]} by the evidence base.{self._gravest()}"

    @property
    def sources(self) -> tuple[str, ...]:
        """Every edition that an observation behind a verdict is of, sorted."""
        rows = self.observations()
        return tuple(sorted(set(rows["source"] + "-" + rows["edition"])))

    def explain(self, entity: str) -> list[dict[str, Any]]:
        """Every claim about one entity with its verdict; raises UnknownNameError where nobody tells of it."""
        named = {name for one in self.verdicts for name in one.claim.entities}
        if entity not in named and entity not in self.ledger.entities:
            raise UnknownNameError("entity", entity, nearest(entity, named | self.ledger.entities))
        return self.documents(one for one in self.verdicts if entity in one.claim.entities)

    def observations(self) -> pl.DataFrame:
        """The ledger's rows that a verdict rests on."""
        rows = sorted({row for one in self.verdicts for row in one.rows})
        return self.ledger.rows.filter(pl.col("row").is_in(rows))

    def documents(self, verdicts: Iterable[Verdict] | None = None) -> list[dict[str, Any]]:
        """The verdicts (or those given), JSON-ready.

        Each is `{claim, verdict, error, reason, why, computed, in_use, observations}`; `in_use` is the `row` of the
        observation that is used, where the first one, which decides, is another source's.
        """
        asked = self.verdicts if verdicts is None else tuple(verdicts)
        return [
            {
                "claim": one.claim.as_dict(),
                "verdict": one.holds,
                "error": one.error,
                "reason": one.reason,
                "why": one.why,
                "computed": one.computed,
                "in_use": one.in_use,
                "observations": [self._behind(row) for row in one.rows],
            }
            for one in asked
        ]

    def _behind(self, row: int) -> dict[str, Any]:
        at = self.ledger.at(row)
        return {**{name: at[name] for name in BEHIND}, "published": str(at["published"])}

    def _row(self, one: Verdict) -> tuple[Any, ...]:
        claim = one.claim
        said = (claim.id, claim.doc, claim.span, claim.entity, claim.indicator, claim.period, one.holds, one.error,
                one.reason, one.why)  # fmt: skip
        if not one.rows:
            return (*said, None, None, None, None, None)
        at = self.ledger.at(one.rows[0])
        return (*said, one.rows[0], at["value"], at["unit"], f"{at['source']}-{at['edition']}", at["locator"])

    def _gravest(self) -> str:
        wrong = [one for one in self.verdicts if one.holds == "contradicted"]
        if not wrong:
            return ""
        claim, why = wrong[0].claim, wrong[0].why
        about = self.ledger.catalog.indicators[str(claim.indicator)].title
        who = self.ledger.catalog.economies.said(str(claim.entity))
        return f" The first that is contradicted is ‘{' '.join(claim.span.split())}’ for {about} of {who}: {why}."


_COLUMNS = ("claim", "doc", "span", "entity", "indicator", "period", "verdict", "error", "reason", "why", "row",
            "figure", "unit", "source", "locator")  # fmt: skip
_SAID = {
    "confirmed": "confirmed",
    "imprecise": "imprecise",
    "contradicted": "contradicted",
    "cannot check": "that cannot be checked",
}


def check_claims(claims: Iterable[Claim], ledger: Ledger, dates: Mapping[str, str | None] | None = None) -> Verdicts:
    """The verdict on each claim, against the figures of its entity, indicator, period and modality.

    `dates` maps a document to its ISO day, month or year where that is known. A claim is never confirmed or
    contradicted where the evidence base holds no figure of the same thing. What the kinds of claims are held against is
    said in `check_level`, `check_change`, `check_ratio` and `check_rank`. Where the figures of an indicator decide, its
    first caveat is told once.
    """
    claims = tuple(claims)
    figures = Figures(ledger, _wanted(claims, ledger))
    days = dated(claims, dates or {})
    told: dict[str, set[str]] = {}
    for claim in claims:
        told.setdefault(claim.doc, set()).update(filter(None, (claim.entity, claim.counterpart)))
    found: list[Verdict] = []
    for claim in claims:
        setting = Setting(figures, days[claim.doc], frozenset(told[claim.doc] - {claim.entity or ""}))
        ready = asked(claim, setting)
        found.append(_CHECKS[ready.kind](ready) if isinstance(ready, Asked) else ready)
    return Verdicts(ledger, with_reservations([mended(one, ledger.catalog) for one in found], ledger.catalog))


def _wanted(claims: Iterable[Claim], ledger: Ledger) -> set[str]:
    """The indicators of claims, those of the same concept, and those that they are views of."""
    known = ledger.catalog.indicators
    own = {claim.indicator for claim in claims if claim.indicator in known}
    asked = {name for name in own if name is not None}
    concepts = {known[name].concept for name in asked} - {None}
    related = {name for name in known if known[name].concept in concepts} if concepts else set[str]()
    levels = {level for name in asked if (level := known[name].variant_of)}
    return asked | related | levels
