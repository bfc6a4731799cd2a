"""Courses through the hours: demand, prices and yields as arrays over seasons and hours, and a month made of days."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from theodolite.core.nearest import nearest
from theodolite.errors import ScenarioError
from theodolite.scenarios.siting.siting import HeldCourse, Siting
from theodolite.scenarios.siting.spec import Season
from theodolite.scenarios.siting.stated import EVERY

DAY = 24


def hours_of(siting: Siting) -> int:
    """How many hours each season has; raises ScenarioError where courses are not whole days, or not equally long."""
    found: dict[int, HeldCourse] = {}
    for held in siting.courses:
        unknown = [one for one in held.course.hours if one not in siting.seasons]
        missing = [one for one in siting.seasons if one not in held.course.hours]
        if unknown or missing:
            name = (unknown or missing)[0]
            near = nearest(name, siting.seasons) if unknown else []
            what = "has a season that the siting has not" if unknown else "leaves out a season"
            raise ScenarioError(
                f"the course {held.name!r} {what}: {name!r}", where=held.where,
                expected=f"did you mean {near[0]!r}?" if near else ", ".join(siting.seasons),
            )  # fmt: skip
        for values in held.course.hours.values():
            found.setdefault(len(values), held)
    lengths = sorted(found)
    if not lengths or len(lengths) > 1 or lengths[0] % DAY:
        raise ScenarioError(
            f"courses have {' and '.join(map(str, lengths)) or 'no'} hours",
            where=found[lengths[-1]].where if lengths else f"{siting.path}:1",
            expected=f"the same number of hours in every season, whole days of {DAY}",
        )
    return lengths[0]


def weights(siting: Siting, hours: int) -> np.ndarray:
    """How many hours of the siting's time each hour stands for: seasons × hours."""
    return np.array([[one.days * DAY / hours] * hours for one in siting.seasons.values()])


def course(siting: Siting, name: str, subject: str, most: float | None = None) -> np.ndarray | None:
    """The course of one subject, seasons × hours; None where none is given.

    Raises ScenarioError where a figure is below 0, or above `most`.
    """
    for wanted in (subject, EVERY):
        for held in siting.courses:
            if held.name == name and wanted in held.course.of:
                values = np.array([held.course.hours[season] for season in siting.seasons])
                if values.min() < 0 or (most is not None and values.max() > most):
                    bad = values.min() if values.min() < 0 else values.max()
                    expected = "at least 0" + ("" if most is None else f" and at most {most:g}")
                    raise ScenarioError(
                        f"the course {name!r} of {subject} is {bad:g} in an hour", where=held.where, expected=expected
                    )
                return values
    return None


def consecutive(siting: Siting, season: str, days: int) -> Siting:
    """The siting over `days` days of one season, one after another, so that work can be put off past midnight.

    A season of several days is run through again and again. Raises ScenarioError where there is no such season.
    """
    if season not in siting.seasons or days < 1:
        raise ScenarioError(
            f"no {days} days of {season!r} can be made of the siting {siting.id!r}",
            expected="at least one day of " + ", ".join(siting.seasons),
        )
    length = days * DAY

    def lengthened(held: HeldCourse) -> HeldCourse:
        one = held.course.hours[season]
        repeated = (one * (length // len(one) + 1))[:length]
        return replace(held, course=held.course.model_copy(update={"hours": {season: repeated}}))

    hours_of(siting)
    courses = tuple(lengthened(held) for held in siting.courses)
    return replace(siting, seasons={season: Season(days=days)}, courses=courses)
