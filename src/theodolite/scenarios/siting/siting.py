"""A siting with all that it inherits, where every figure stands, and the figures that it gives by name."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from theodolite.core.catalog import Catalog
from theodolite.core.nearest import nearest
from theodolite.core.spec import kebab, load_spec, read_text
from theodolite.core.spec_error import line_of
from theodolite.errors import ScenarioError, UnknownNameError
from theodolite.scenarios.dimension import factor
from theodolite.scenarios.siting.quantity import QUANTITIES, Quantity
from theodolite.scenarios.siting.spec import Hub, QuotedSaving, Region, Season, SitingSpec, WorkClass, siting_entries
from theodolite.scenarios.siting.stated import EVERY, Course, Figures, Stated

MONEY = "USD"
"""What units of money are reckoned as while they convert: any currency converts to itself alone."""


@dataclass(frozen=True)
class HeldFigures:
    """Figures with the file and the keys under which they are stated."""

    quantity: str
    stated: Stated
    path: Path
    keys: tuple[int | str, ...]

    def where(self, subject: str) -> str:
        """File and line of one of them."""
        return f"{self.path}:{line_of(read_text(self.path), (*self.keys, 'of', subject))}"


@dataclass(frozen=True)
class HeldCourse:
    """A course with its name, and the file and the keys under which it is stated."""

    name: str
    course: Course
    path: Path
    keys: tuple[int | str, ...]

    @property
    def where(self) -> str:
        """File and line."""
        return f"{self.path}:{line_of(read_text(self.path), self.keys)}"


@dataclass(frozen=True)
class Siting:
    """A siting as it is solved: everything that it and what it inherits from say, the heir's word first."""

    id: str
    title: str
    country: str
    year: int
    currency: str
    regions: Mapping[str, Region]
    hubs: Mapping[str, Hub]
    classes: Mapping[str, WorkClass]
    seasons: Mapping[str, Season]
    figures: tuple[HeldFigures, ...]
    courses: tuple[HeldCourse, ...]
    caveats: tuple[str, ...]
    path: Path
    quoted_saving: QuotedSaving | None = None

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of renewable electricity: every course but those of demand and price."""
        return tuple(sorted({one.name for one in self.courses} - {"demand", "price"}))

    def find(self, quantity: str, *subjects: str) -> float:
        """The figure of the first of `subjects` that has one, else that of all, else the default.

        It is in the unit of the quantity. Raises ScenarioError where there is none and there must be.
        """
        about = QUANTITIES[quantity]
        for subject in (*subjects, EVERY):
            for held in self.figures:
                if held.quantity == quantity and subject in held.stated.of:
                    return self._converted(held, subject, about)
        if about.default is None:
            raise ScenarioError(
                f"the siting {self.id!r} says no {quantity} of {' or '.join(subjects) or EVERY}",
                where=f"{self.path}:{line_of(read_text(self.path), ('figures', quantity))}",
                expected=f"a figure under figures: {quantity}:, in a unit that converts to {self.unit(quantity)}",
            )
        return about.default

    def unit(self, quantity: str) -> str:
        """The unit in which a quantity is reckoned, with the siting's currency."""
        return QUANTITIES[quantity].unit.replace("CUR", self.currency)

    def _converted(self, held: HeldFigures, subject: str, about: Quantity) -> float:
        own, asked = held.stated.unit, self.unit(held.quantity)
        if "CUR" in about.unit and self.currency not in own:
            what = f"{own!r} is no unit of money in {self.currency}"
            raise ScenarioError(what, where=held.where(subject), expected=asked)
        try:
            size = factor(own.replace(self.currency, MONEY), about.unit.replace("CUR", MONEY))
        except ScenarioError as error:
            what = error.what.replace(MONEY, self.currency)
            raise ScenarioError(what, where=held.where(subject), expected=f"a unit of {asked}") from None
        value = held.stated.of[subject] * size
        if not about.least <= value <= about.most:
            bounds = f"at least {about.least:g}" + ("" if about.most == math.inf else f" and at most {about.most:g}")
            raise ScenarioError(
                f"{held.quantity} of {subject} is {value:g} {asked}", where=held.where(subject), expected=bounds
            )
        return value


def load_siting(name: str | Path, catalog: Catalog) -> Siting:
    """The siting called `name` in the catalogue, or the one in the YAML file `name`, with all that it inherits.

    Raises UnknownNameError where there is none, SpecError where it cannot be read, ScenarioError where it inherits from
    itself, or where it does not say what a siting has to.
    """
    known, path = siting_entries(catalog), Path(name)
    if path.suffix in (".yaml", ".yml"):
        chain = [(load_spec(path, SitingSpec, id=path.stem), path)]
    else:
        chain = [(known[str(name)], known.paths[str(name)])]
    while (parent := chain[-1][0].inherits) is not None:
        where = f"{chain[-1][1]}:{line_of(read_text(chain[-1][1]), ('inherits',))}"
        if parent not in known:
            raise UnknownNameError("siting", parent, nearest(parent, known), where=where)
        if any(parent == one.id for one, _ in chain):
            raise ScenarioError(f"the siting {parent!r} inherits from itself", where=where)
        chain.append((known[parent], known.paths[parent]))
    return _checked(_joined(chain[::-1]))


def _joined(chain: list[tuple[SitingSpec, Path]]) -> Siting:
    """One siting of several, the oldest ancestor first: what a later one says takes the place."""
    first, path = chain[0]
    whole = Siting(
        first.id, first.title, first.country or "", first.year or 0, first.currency or "", first.regions, first.hubs,
        first.classes, first.seasons, tuple(_figures(first.figures, path)), tuple(_courses(first, path)),
        first.caveats, path, first.quoted_saving,
    )  # fmt: skip
    for spec, path in chain[1:]:
        whole = replace(
            whole,
            id=spec.id, title=spec.title or whole.title, country=spec.country or whole.country,
            year=spec.year or whole.year, currency=spec.currency or whole.currency,
            regions={**whole.regions, **spec.regions}, hubs={**whole.hubs, **spec.hubs},
            classes={**whole.classes, **spec.classes}, seasons={**whole.seasons, **spec.seasons},
            figures=_over(whole.figures, tuple(_figures(spec.figures, path))),
            courses=_courses_over(whole.courses, tuple(_courses(spec, path))),
            caveats=(*whole.caveats, *spec.caveats), path=path,
            quoted_saving=spec.quoted_saving or whole.quoted_saving,
        )  # fmt: skip
    return whole


def _figures(figures: Figures, path: Path) -> Iterable[HeldFigures]:
    for field in Figures.model_fields:
        said: tuple[Stated, ...] = getattr(figures, field)
        for at, one in enumerate(said):
            yield HeldFigures(kebab(field), one, path, ("figures", kebab(field), at))


def _courses(spec: SitingSpec, path: Path) -> Iterable[HeldCourse]:
    for name, said in spec.courses.items():
        for at, one in enumerate(said):
            yield HeldCourse(name, one, path, ("courses", name, at))


def _over(old: tuple[HeldFigures, ...], new: tuple[HeldFigures, ...]) -> tuple[HeldFigures, ...]:
    """The heir's figures, then what is left of the others'.

    What the heir says of all takes the place of every one of that quantity, and what it says of a hub or region that of
    every narrower one of it: of X also that of X/Y.
    """
    said: dict[str, set[str]] = {}
    for one in new:
        said.setdefault(one.quantity, set()).update(one.stated.of)
    left = (_left(one, said.get(one.quantity, set())) for one in old)
    return (*new, *(one for one in left if one is not None))


def _left(old: HeldFigures, said: Collection[str]) -> HeldFigures | None:
    """What stays of figures once an heir has said something of the same quantity; None where nothing does."""
    if EVERY in said:
        return None
    kept = {name: value for name, value in old.stated.of.items() if name.partition("/")[0] not in said}
    return replace(old, stated=old.stated.model_copy(update={"of": kept})) if kept else None


def _courses_over(old: tuple[HeldCourse, ...], new: tuple[HeldCourse, ...]) -> tuple[HeldCourse, ...]:
    every = {one.name for one in new if EVERY in one.course.of}
    return (*new, *(one for one in old if one.name not in every))


def _checked(siting: Siting) -> Siting:
    """The siting itself, where nothing is missing that every siting has; raises ScenarioError otherwise."""
    for key in ("title", "country", "year", "currency", "regions", "hubs", "classes", "seasons"):
        if not getattr(siting, key):
            raise ScenarioError(
                f"the siting {siting.id!r} says no {key}:", where=f"{siting.path}:1", expected=f"{key}: …"
            )
    _no_doubles(siting)
    for held in siting.figures:
        for subject in held.stated.of:
            if not _is_subject(siting, subject, QUANTITIES[held.quantity].about):
                near = nearest(subject, [*siting.hubs, *siting.regions, *siting.classes])
                raise ScenarioError(
                    f"{held.quantity} is said of {subject!r}, which is none of the siting's",
                    where=held.where(subject),
                    expected=f"did you mean {near[0]!r}?" if near else f"of {QUANTITIES[held.quantity].about}",
                )
    return siting


def _no_doubles(siting: Siting) -> None:
    seen: set[tuple[Path, str, str]] = set()
    for held in siting.figures:
        for subject in held.stated.of:
            if (held.path, held.quantity, subject) in seen:
                raise ScenarioError(
                    f"{held.quantity} of {subject} is said twice", where=held.where(subject), expected="one figure"
                )
            seen.add((held.path, held.quantity, subject))
    drawn: set[tuple[Path, str, str]] = set()
    for one in siting.courses:
        for subject in one.course.of:
            if (one.path, one.name, subject) in drawn:
                raise ScenarioError(
                    f"the course {one.name!r} of {subject} is said twice", where=one.where, expected="one course"
                )
            drawn.add((one.path, one.name, subject))


def _is_subject(siting: Siting, subject: str, about: str) -> bool:
    if subject == EVERY:
        return True
    names = {"hub": siting.hubs, "region": siting.regions, "class": siting.classes, "kind": siting.kinds}
    head, stroke, tail = subject.partition("/")
    first, _, second = about.partition("/")
    if about == "all":
        return False
    if not stroke:
        return head in names[first] and about in ("hub", "class", "region/class", "hub/kind")
    return bool(second) and head in names[first] and tail in names[second]
