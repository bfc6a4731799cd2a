"""Rules over indicators and codelists: names that exist, pillars that are known, aliases that mean one economy."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from theodolite.core.check import Survey, broken, did_you_mean, place, rule
from theodolite.core.entity import fold
from theodolite.core.nearest import nearest
from theodolite.core.pillar import KnownPillar

Places = Iterator[tuple[str, str, str | None]]

FOLDERS = frozenset(
    {"actors", "assumptions", "codelists", "controls", "corrections", "entities", "indicators", "lenses",
     "observations", "pledges", "rules", "scenarios", "sitings", "sources", "systems"}
)  # fmt: skip
"""The folders of a catalogue."""


@rule
def files_load(survey: Survey) -> Places:
    """Every indicator and source can be read as what it should be."""
    yield from broken(survey.catalog.indicators)
    yield from broken(survey.catalog.sources)


@rule
def files_stand_in_known_folders(survey: Survey) -> Places:
    """Every file of a catalogue stands in a folder that is read, and ends with .yaml or .csv."""
    for path in (path for root in survey.catalog.roots for path in sorted(root.iterdir())):
        if path.is_dir() and path.name not in FOLDERS:
            yield str(path), f"nothing reads the folder {path.name!r}", did_you_mean(nearest(path.name, FOLDERS))
    for folder in (root / name for root in survey.catalog.roots for name in sorted(FOLDERS)):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix not in {".yaml", ".csv"}:
                yield str(path), f"nothing reads a file that ends with {path.suffix!r}", ".yaml or .csv"


@rule
def units_exist(survey: Survey) -> Places:
    """Every indicator's unit is a code of codelists/units.yaml."""
    for id, indicator in survey.indicators.items():
        if indicator.unit not in survey.units:
            where = place(survey.catalog.indicators, id, "unit")
            yield where, f"no unit is called {indicator.unit!r}", did_you_mean(nearest(indicator.unit, survey.units))


@rule
def pillars_exist(survey: Survey) -> Places:
    """Every indicator stands in a folder that codelists/pillars.yaml names."""
    known = survey.catalog.codelist("pillars", KnownPillar)
    for id, indicator in survey.indicators.items():
        if indicator.pillar not in known:
            near = did_you_mean(nearest(indicator.pillar, known))
            yield str(survey.catalog.indicators.paths[id]), f"no pillar is called {indicator.pillar!r}", near


@rule
def variants_exist(survey: Survey) -> Places:
    """`variant-of:` names another indicator that is no variant itself."""
    for id, indicator in survey.indicators.items():
        level = indicator.variant_of
        if level is None:
            continue
        where = place(survey.catalog.indicators, id, "variant-of")
        if level not in survey.catalog.indicators:
            yield where, f"no indicator is called {level!r}", did_you_mean(nearest(level, survey.catalog.indicators))
        elif level == id or (level in survey.indicators and survey.indicators[level].variant_of):
            yield where, f"{level!r} is no level", "the indicator that both are views of"


@rule
def recorders_exist(survey: Survey) -> Places:
    """`recorded-by:` names the count of a list, and stands where what the list does not name is a true zero."""
    for id, indicator in survey.indicators.items():
        by = indicator.recorded_by
        if by is None:
            continue
        where = place(survey.catalog.indicators, id, "recorded-by")
        counting = survey.indicators.get(by)
        if by not in survey.catalog.indicators:
            yield where, f"no indicator is called {by!r}", did_you_mean(nearest(by, survey.catalog.indicators))
        elif counting and (by == id or counting.recorded_by or counting.missing_means != "none-recorded"):
            yield where, f"{by!r} does not count what is recorded", "a count whose missing-means is none-recorded"
        if indicator.missing_means != "none-recorded":
            yield where, f"what is missing in {id!r} is unknown anyway", "missing-means: none-recorded"


@rule
def concepts_are_shared(survey: Survey) -> Places:
    """A concept is the idea that at least two indicators count, or there is nothing to compare."""
    if not survey.complete:
        return
    count = Counter(indicator.concept for indicator in survey.indicators.values())
    for id, indicator in survey.indicators.items():
        if indicator.concept is not None and count[indicator.concept] < 2:
            others = [name for name in count if name and name != indicator.concept]
            where = place(survey.catalog.indicators, id, "concept")
            yield (
                where,
                f"{id!r} alone has the concept {indicator.concept!r}",
                did_you_mean(nearest(indicator.concept, others)),
            )


@rule
def shares_have_no_denominator(survey: Survey) -> Places:
    """A share, index or rank is not divided by population or output."""
    for id, indicator in survey.indicators.items():
        if indicator.denominators and indicator.kind in {"share", "index", "rank"}:
            where = place(survey.catalog.indicators, id, "denominators")
            yield where, f"{id!r} is of kind {indicator.kind!r} and has denominators", "no denominators"


@rule
def preferred_works_exist(survey: Survey) -> Places:
    """`prefer:` names works that the catalogue has, and that provide the indicator."""
    providers: dict[str, set[str]] = defaultdict(set)
    for source in survey.sources.values():
        for provides in source.provides:
            providers[provides.indicator].add(source.work)
    loaded = {source.work for source in survey.sources.values()}
    for id, indicator in survey.indicators.items():
        for at, work in enumerate(indicator.prefer):
            if work not in survey.works:
                where = place(survey.catalog.indicators, id, "prefer", at)
                yield where, f"no work is called {work!r}", did_you_mean(nearest(work, survey.works))
            elif work in loaded and work not in providers[id]:
                where = place(survey.catalog.indicators, id, "prefer", at)
                yield where, f"{work!r} does not provide {id!r}", ", ".join(sorted(providers[id])) or None


@rule
def names_mean_one_economy(survey: Survey) -> Places:
    """No name of codelists/economies.yaml stands for two economies, and none takes the ISO name of another."""
    economies = survey.catalog.economies
    holders: dict[str, set[str]] = defaultdict(set)
    for code, title in economies.titles.items():
        holders[fold(title)].add(code)
    for code, entry in economies.own.items():
        for name in entry.aliases:
            holders[fold(name)].add(code)
    for name, codes in sorted(holders.items()):
        if len(codes) > 1:
            yield "codelists/economies.yaml", f"{name!r} may mean {' or '.join(sorted(codes))}", "one economy a name"
