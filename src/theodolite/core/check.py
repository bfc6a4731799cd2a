"""Check: one function per rule over the whole catalogue; each yields a finding for every place that breaks it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pathlib import Path

from theodolite.core.catalog import Catalog, Entries, EntryT
from theodolite.core.indicator import Indicator
from theodolite.core.source import Source, split_source_id
from theodolite.core.spec import read_text
from theodolite.core.spec_error import line_of
from theodolite.core.unit import Unit
from theodolite.errors import SpecError, TheodoliteError


@dataclass(frozen=True, order=True)
class Finding:
    """One place in the catalogue that breaks a rule, with what would be right where that is known."""

    rule: str
    where: str
    what: str
    expected: str | None = None


@dataclass(frozen=True, eq=False)
class Survey:
    """The catalogue as rules see it: entries that do not load are left out here and reported by the rule that loads."""

    catalog: Catalog

    @cached_property
    def indicators(self) -> Mapping[str, Indicator]:
        """Every indicator that loads, by id."""
        return sound(self.catalog.indicators)

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """Every edition that loads, by id."""
        return sound(self.catalog.sources)

    @property
    def complete(self) -> bool:
        """Whether every indicator loads: rules that count them wait until then."""
        return len(self.indicators) == len(self.catalog.indicators)

    @cached_property
    def works(self) -> frozenset[str]:
        """The id without edition of every source, loaded or not."""
        return frozenset(_work(id) for id in self.catalog.sources)

    @cached_property
    def units(self) -> Mapping[str, Unit]:
        """Every unit by code; empty where the codelist does not load."""
        try:
            return self.catalog.units
        except SpecError:
            return {}


Rule = Callable[[Survey], Iterable[Finding]]

_RULES: dict[str, Rule] = {}

_ROOMS = Path(__file__).resolve().parent.parent


def rules() -> dict[str, Rule]:
    """Every rule by name: those that the modules called `…_checks` register, room by room."""
    for path in sorted(_ROOMS.glob("*/*_checks.py")):
        import_module(f"theodolite.{path.parent.name}.{path.stem}")
    return dict(_RULES)


def rule(function: Callable[[Survey], Iterator[tuple[str, str, str | None]]]) -> Rule:
    """Register a rule under its function's name; the function yields where, what is wrong, and what would be right."""
    name = function.__name__.replace("_", "-")

    def run(survey: Survey) -> Iterator[Finding]:
        for where, what, expected in function(survey):
            yield Finding(name, where, what, expected)

    run.__doc__ = function.__doc__
    _RULES[name] = run
    return run


def check(catalog: Catalog) -> list[Finding]:
    """Every finding of every rule, sorted by rule and place; a rule that meets a broken file reports it and ends."""
    survey, found, known = Survey(catalog), set[Finding](), rules()
    for name, run in known.items():
        try:
            found.update(run(survey))
        except SpecError as error:
            found.add(Finding("files-load", error.where or "the catalogue", error.what, error.expected))
        except TheodoliteError as error:
            found.add(Finding(name, error.where or "the catalogue", error.what, error.expected))
    return sorted(found, key=lambda f: (list(known).index(f.rule), f.where, f.what))


def sound(entries: Entries[EntryT]) -> dict[str, EntryT]:
    """The entries that load, by id."""
    found: dict[str, EntryT] = {}
    for id in entries:
        try:
            found[id] = entries[id]
        except SpecError:
            continue
    return found


def broken(entries: Entries[EntryT]) -> Iterator[tuple[str, str, str | None]]:
    """Where, what and what would be right, for every entry that does not load."""
    for id in entries:
        try:
            _ = entries[id]
        except SpecError as error:
            yield error.where or str(entries.paths[id]), error.what, error.expected


def place(entries: Entries[EntryT], id: str, *keys: int | str) -> str:
    """File and line of an entry, or of the value below `keys` in it."""
    path = entries.paths[id]
    return f"{path}:{line_of(read_text(path), keys)}"


def did_you_mean(near: list[str]) -> str | None:
    """The hint for a misspelt name; None where nothing is near."""
    return f"did you mean {near[0]!r}?" if near else None


def _work(id: str) -> str:
    try:
        return split_source_id(id)[0]
    except ValueError:
        return id
