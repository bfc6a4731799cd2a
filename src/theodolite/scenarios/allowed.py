"""What export controls let through in a year: of a chip, the part of it without a licence, and case by case."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from theodolite.core.catalog import Catalog
from theodolite.scenarios.controls.chip import Chip
from theodolite.scenarios.controls.judge import judge
from theodolite.scenarios.controls.rule import ControlRule, control_rules
from theodolite.scenarios.equation import Array


class Allowed(NamedTuple):
    """Parts of each year, and the rules of which it cannot be told whether they catch the chip, where that decides."""

    free: Array
    case: Array
    undetermined: tuple[str, ...]


def allowed(
    chip: Chip, catalog: Catalog, entity: str, years: Sequence[int], lifted: Sequence[Collection[str]]
) -> Allowed:
    """The parts of each year in which a chip may be sold to a country freely, and case by case; one number a year.

    `lifted` are the rules that do not hold, year by year. A rule that catches it bars it, unless another one in force
    reviews its licences case by case; where a figure is missing that could decide, it is barred.
    """
    rules = {id: rule for id, rule in control_rules(catalog).items() if entity in rule.binds}
    verdicts = {id: judge(chip, rule, control_rules(catalog)).controlled for id, rule in rules.items()}
    free, case = np.zeros(len(years)), np.zeros(len(years))
    open_ = dict[str, None]()
    for at, (year, gone) in enumerate(zip(years, lifted, strict=True)):
        for day, part in _stretches(year, rules.values()):
            held = [id for id, rule in rules.items() if rule.holds_on(day) and not _gone(id, gone)]
            told = {verdicts[id] for id in held}
            if told == {"no", "undetermined"} or told == {"undetermined"}:
                open_ |= dict.fromkeys(id for id in held if verdicts[id] == "undetermined")
            free[at] += part * (not told - {"no"})
            case[at] += part * ("licence-case-by-case" in told)
    return Allowed(free, case, tuple(open_))


def _stretches(year: int, rules: Iterable[ControlRule]) -> list[tuple[date, float]]:
    """The first day of every stretch of a year in which the same rules are in force, and its part of the year."""
    first, end = date(year, 1, 1), date(year + 1, 1, 1)
    turns = {day for rule in rules for day in (rule.effective, rule.until) if day is not None and first < day < end}
    days = [first, *sorted(turns), end]
    return [(day, (after - day).days / (end - first).days) for day, after in pairwise(days)]


def _gone(rule: str, lifted: Collection[str]) -> bool:
    return "all" in lifted or rule in lifted
