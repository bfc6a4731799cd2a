"""What rules of export control make of one chip, and of all: the results, with their five things."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import polars as pl

from theodolite.core.observation import schema
from theodolite.core.prose import counted
from theodolite.scenarios.controls.chip import Chip
from theodolite.scenarios.controls.judge import Verdict

if TYPE_CHECKING:
    from theodolite.scenarios.controls.rule import ControlRule

CATCHES = ("yes", "licence-case-by-case")
"""The verdicts that ask for a licence."""

_COLUMNS: Mapping[str, type[pl.DataType]] = {
    "chip": pl.String, "title": pl.String, "rule": pl.String, "effective": pl.Date, "until": pl.Date,
    "controlled": pl.String, "paragraph": pl.String, "because": pl.String,
}  # fmt: skip


@dataclass(frozen=True)
class Controls:
    """What every rule makes of one chip; `as_of` a day, only the rules of that day.

    `variants` are other chips of the name that was asked for.
    """

    chip: Chip
    verdicts: tuple[Verdict, ...]
    variants: tuple[str, ...] = ()
    as_of: date | None = None

    @cached_property
    def finding(self) -> str:
        """One sentence: which rules ask for a licence, and how many leave it out or cannot be told."""
        when = "" if self.as_of is None else f" in force on {self.as_of}"
        if not self.verdicts:
            return f"No rule of export control that is held here was{when}."
        asking = [_named(one) for one in self.verdicts if one.controlled in CATCHES]
        count = Counter(one.controlled for one in self.verdicts)
        by = f" ({'; '.join(asking)})" if asking else ""
        rest = f"no: {count['no']}; not told for want of figures: {count['undetermined']}"
        what = f"{len(asking)} of {counted(len(self.verdicts), 'rule')}{when}"
        verb = "is or was" if self.as_of is None else "is"
        return f"A licence {verb} needed for {self.chip.title} by {what}{by}; {rest}."

    @property
    def table(self) -> pl.DataFrame:
        """One row a rule: chip, title, rule, effective, until, controlled, paragraph, because."""
        return table({self.chip.id: self.chip}, self.verdicts)

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the editions that the figures come from, sorted."""
        return _sources([self.chip])

    def explain(self, entity: str) -> dict[str, Any]:
        """The chip's figures, how each is made and by whom, and every verdict; raises KeyError for another chip."""
        if entity != self.chip.id:
            raise KeyError(entity)
        return {"chip": entity, "figures": figures(self.chip), "verdicts": [verdict(one) for one in self.verdicts]}

    def observations(self) -> pl.DataFrame:
        """The verdicts as rows for other rooms (see `rows`)."""
        return rows(self.verdicts)

    def document(self) -> dict[str, Any]:
        """What `controls CHIP --json` prints."""
        return {
            "chip": self.chip.id,
            "title": self.chip.title,
            "variants": list(self.variants),
            "as_of": self.as_of and self.as_of.isoformat(),
            "finding": self.finding,
            "figures": figures(self.chip),
            "verdicts": [verdict(one) for one in self.verdicts],
            "sources": list(self.sources),
        }


@dataclass(frozen=True)
class ControlTable:
    """What every rule makes of every chip."""

    chips: Mapping[str, Chip]
    verdicts: tuple[Verdict, ...]
    as_of: date | None = None

    @cached_property
    def finding(self) -> str:
        """One sentence: how many chips each rule asks a licence for, and how many verdicts are open."""
        when = "" if self.as_of is None else f" on {self.as_of}"
        caught = Counter(one.rule.id for one in self.verdicts if one.controlled in CATCHES)
        open_ = sum(one.controlled == "undetermined" for one in self.verdicts)
        rules = dict.fromkeys(one.rule.id for one in self.verdicts)
        by = ", ".join(f"{id} {caught[id]}" for id in rules)
        return (
            f"Of {counted(len(self.chips), 'chip')}{when}, rules ask a licence for: {by or 'none'}; "
            f"{counted(open_, 'verdict')} of {len(self.verdicts):,} cannot be told for want of figures."
        )

    @cached_property
    def table(self) -> pl.DataFrame:
        """One row a chip and rule: chip, title, rule, effective, until, controlled, paragraph, because."""
        return table(self.chips, self.verdicts)

    @property
    def rules(self) -> tuple[ControlRule, ...]:
        """The rules, in the order in which they came into force."""
        return tuple({one.rule.id: one.rule for one in self.verdicts}.values())

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the editions that the figures come from, sorted."""
        return _sources(list(self.chips.values()))

    def explain(self, entity: str) -> dict[str, Any]:
        """The figures and verdicts of one chip; raises KeyError for one that is not in the table."""
        chip = self.chips[entity]
        return Controls(chip, tuple(one for one in self.verdicts if one.chip == entity)).explain(entity)

    def observations(self) -> pl.DataFrame:
        """The verdicts as rows for other rooms (see `rows`)."""
        return rows(self.verdicts)

    def document(self) -> dict[str, Any]:
        """What `controls --json` prints."""
        return {
            "as_of": self.as_of and self.as_of.isoformat(),
            "finding": self.finding,
            "verdicts": [{"chip": one.chip, **verdict(one)} for one in self.verdicts],
            "sources": list(self.sources),
        }


def table(chips: Mapping[str, Chip], verdicts: Sequence[Verdict]) -> pl.DataFrame:
    """One row a verdict."""
    told = [
        (one.chip, chips[one.chip].title, one.rule.id, one.rule.effective, one.rule.until, one.controlled,
         one.paragraph, one.because) for one in verdicts
    ]  # fmt: skip
    return pl.DataFrame(told, schema=dict(_COLUMNS), orient="row")


def rows(verdicts: Sequence[Verdict]) -> pl.DataFrame:
    """Verdicts as rows of the ledger's form: entity the chip, indicator `control/RULE`, period the day of effect.

    The value is 1 where a licence is asked (the note says whether case by case) and 0 where not; what is undetermined
    is no row.
    """
    told = [
        (one.chip, f"control/{one.rule.id}", one.rule.effective.isoformat(), float(one.controlled in CATCHES), None,
         None, "licence", "E", "theodolite/controls", one.rule.effective.isoformat(), one.rule.reference.url,
         one.controlled) for one in verdicts if one.controlled != "undetermined"
    ]  # fmt: skip
    return pl.DataFrame(told, schema=schema(), orient="row")


def verdict(one: Verdict) -> dict[str, Any]:
    """A verdict as it stands in a JSON document."""
    rule = one.rule
    return {
        "rule": rule.id,
        "title": rule.title,
        "effective": rule.effective.isoformat(),
        "until": rule.until and rule.until.isoformat(),
        "controlled": one.controlled,
        "paragraph": one.paragraph,
        "because": one.because,
        "destinations": list(rule.destinations),
        "reference": f"{rule.reference.citation}, {rule.reference.section}",
        "read": rule.read,
        "sources": list(one.sources),
    }


def figures(chip: Chip) -> list[dict[str, Any]]:
    """The figures of a chip as they stand in a JSON document."""
    return [
        {"figure": one.name, "value": one.value, "low": one.low, "high": one.high, "how": one.how,
         "sources": list(one.sources)} for one in chip.figures.values()
    ]  # fmt: skip


def _named(one: Verdict) -> str:
    title = one.rule.title[:1].lower() + one.rule.title[1:]
    return title + (", case by case" if one.controlled == "licence-case-by-case" else "")


def _sources(chips: Sequence[Chip]) -> tuple[str, ...]:
    return tuple(sorted({source for chip in chips for one in chip.figures.values() for source in one.sources}))
