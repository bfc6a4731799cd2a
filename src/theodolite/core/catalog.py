"""The catalogue: entries by their path in the shipped folder and in the user's own, loaded once, or held in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from theodolite.core.entity import Economies, EconomyNames, EntityNames
from theodolite.core.entity_table import Entity, EntityIds, read_entities
from theodolite.core.indicator import Indicator
from theodolite.core.nearest import nearest
from theodolite.core.source import Source
from theodolite.core.spec import build_spec, load_spec, parse_yaml, read_text
from theodolite.core.spec_error import line_of
from theodolite.core.unit import Unit
from theodolite.errors import SpecError, UnknownNameError

SHIPPED = Path(__file__).resolve().parent.parent / "catalog"

EntryT = TypeVar("EntryT", bound=BaseModel)


class Entries(Mapping[str, EntryT], Generic[EntryT]):
    """A read-only mapping id → entry whose files are parsed when first asked for."""

    def __init__(
        self,
        kind: str,
        paths: Mapping[str, Path],
        load: Callable[[str, Path], EntryT],
        held: Mapping[str, EntryT] | None = None,
    ) -> None:
        self.kind = kind
        self.paths = {**paths, **{id: Path(id) for id in held or {}}}
        self._load = load
        self._loaded: dict[str, EntryT] = dict(held or {})

    def __getitem__(self, id: str) -> EntryT:
        if id not in self._loaded:
            if id not in self.paths:
                raise UnknownNameError(self.kind, id, nearest(id, self.paths))
            self._loaded[id] = self._load(id, self.paths[id])
        return self._loaded[id]

    def __contains__(self, id: object) -> bool:
        return id in self.paths

    def __iter__(self) -> Iterator[str]:
        return iter(self.paths)

    def __len__(self) -> int:
        return len(self.paths)


@dataclass(frozen=True)
class Catalog:
    """The shipped catalogue and any folders of the user's; an id that stands in two of them is an error.

    A catalogue made by `of` has no folders: `held` has its entries by folder and by codelist.
    """

    roots: tuple[Path, ...] = (SHIPPED,)
    held: Mapping[str, Mapping[str, Any]] = field(default_factory=dict[str, Mapping[str, Any]], repr=False, hash=False)
    _kinds: dict[str, Entries[Any]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def open(cls, *own: Path | str) -> Catalog:
        """The shipped catalogue with the folders `own` added, each once; raises SpecError where one is not there."""
        folders = [Path(folder) for folder in own]
        for folder in folders:
            if not folder.is_dir():
                raise SpecError(
                    f"no catalogue folder {str(folder)!r}",
                    expected="a folder with indicators/, sources/, lenses/ or observations/ in it",
                )
        once = {folder.resolve(): folder for folder in reversed(folders)}
        once.pop(SHIPPED, None)
        return cls((SHIPPED, *reversed(once.values())))

    @classmethod
    def of(
        cls,
        *,
        indicators: Iterable[Indicator],
        sources: Iterable[Source],
        units: Mapping[str, Unit],
        economies: Mapping[str, str],
        groups: Mapping[str, Mapping[str, str]] | None = None,
        lenses: Mapping[str, BaseModel] | None = None,
    ) -> Catalog:
        """A catalogue in memory, of somebody's own data: nothing of the shipped one is in it.

        `economies` maps a code, which may be any text, to the name that is printed; `groups` maps a grouping of them
        to code → group, `lenses` an id to the lens.
        """
        return cls(
            (),
            {
                "indicators": {one.id: one for one in indicators},
                "sources": {one.id: one for one in sources},
                "units": units,
                "economies": {code: EconomyNames(title=title) for code, title in economies.items()},
                "groups": groups or {},
                "lenses": lenses or {},
            },
        )

    def files(self, folder: str, suffix: str) -> dict[str, Path]:
        """Id → path of every file below `folder` with `suffix`, sorted by id; raises SpecError on a doubled id."""
        found: dict[str, Path] = {}
        for root in self.roots:
            base = root / folder
            for path in sorted(base.rglob(f"*{suffix}")):
                id = path.relative_to(base).as_posix().removesuffix(suffix)
                if id in found:
                    raise SpecError(f"{folder}/{id} stands twice", where=f"{found[id]} and {path}")
                found[id] = path
        return dict(sorted(found.items()))

    def entries(self, folder: str, model: type[EntryT], kind: str) -> Entries[EntryT]:
        """The entries of one folder as `model`, whose field `id` is given by the path."""
        if folder not in self._kinds:
            paths, held = self.files(folder, ".yaml"), self.held.get(folder)
            self._kinds[folder] = Entries(kind, paths, lambda id, path: load_spec(path, model, id=id), held)
        return self._kinds[folder]

    @cached_property
    def indicators(self) -> Entries[Indicator]:
        """Every indicator by id."""
        return self.entries("indicators", Indicator, "indicator")

    @cached_property
    def sources(self) -> Entries[Source]:
        """Every edition of every source by id."""
        return self.entries("sources", Source, "source")

    @cached_property
    def units(self) -> Mapping[str, Unit]:
        """Every unit of measure by code."""
        return self.codelist("units", Unit)

    @cached_property
    def economies(self) -> Economies:
        """Names and codes of economies and groups."""
        return Economies(self.codelist("economies", EconomyNames), iso="economies" not in self.held)

    @property
    def groups(self) -> Mapping[str, Mapping[str, str]]:
        """Grouping → code of an economy → the group that it is in: of data of one's own alone."""
        return self.held.get("groups", {})

    @cached_property
    def regions(self) -> Mapping[str, EconomyNames]:
        """Our names of regions by ISO 3166-2 code."""
        return self.codelist("regions", EconomyNames)

    @cached_property
    def entity_ids(self) -> EntityIds:
        """Ids of models, chips and organisations by the names that publishers use."""
        return EntityIds(self.codelist("entities", EntityNames))

    @cached_property
    def entities(self) -> Mapping[str, Entity]:
        """Every model, chip and organisation that a source names, by id."""
        return read_entities(self.files("entities", ".csv"))

    def title(self, entity: str) -> str:
        """The printed name of any entity; its id where no table names it."""
        if entity in self.regions:
            return self.regions[entity].title
        if "/" not in entity or not self.economies.iso:
            return self.economies.title(entity)
        return self.entities[entity].title if entity in self.entities else entity

    def codelist(self, name: str, model: type[EntryT]) -> dict[str, EntryT]:
        """The codelist `codelists/<name>.yaml` of every root, code → entry, a user's codes added to ours.

        Raises SpecError where a code stands in two roots: what we say of a code is not overridden.
        """
        table: dict[str, EntryT] = dict(self.held.get(name, {}))
        holder: dict[str, Path] = {}
        for root in self.roots:
            path = root / "codelists" / f"{name}.yaml"
            if path.exists():
                text = read_text(path)
                entries = parse_yaml(text, path) or {}
                if not isinstance(entries, dict):
                    raise SpecError(
                        "a codelist holds codes and entries", where=f"{path}:1", expected="code: {title: …}"
                    )
                for code, entry in entries.items():
                    if str(code) in table:
                        raise SpecError(
                            f"the code {str(code)!r} stands in two codelists {name}",
                            where=f"{holder[str(code)]} and {path}:{line_of(text, (code,))}",
                            expected="a code that no other catalogue folder holds",
                        )
                    holder[str(code)] = path
                    table[str(code)] = build_spec(entry, model, path, text, below=(code,))
        return table

    def observation_tables(self) -> dict[str, Path]:
        """Source id → the CSV table of its observations."""
        return self.files("observations", ".csv")
