"""Rules over sources: indicators and readers that exist, files that are listed, tables that may ship."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from theodolite.core.check import Survey, broken, did_you_mean, place, rule, sound
from theodolite.core.nearest import nearest
from theodolite.errors import UnknownNameError
from theodolite.evidence.corrections import corrections
from theodolite.evidence.pull.reader import find_reader

Places = Iterator[tuple[str, str, str | None]]


@rule
def provided_indicators_exist(survey: Survey) -> Places:
    """Every indicator that a source provides is in the catalogue."""
    known = survey.catalog.indicators
    for id, source in survey.sources.items():
        for at, provides in enumerate(source.provides):
            if provides.indicator not in known:
                where = place(survey.catalog.sources, id, "provides", at, "indicator")
                yield (
                    where,
                    f"no indicator is called {provides.indicator!r}",
                    did_you_mean(nearest(provides.indicator, known)),
                )


@rule
def indicators_are_provided(survey: Survey) -> Places:
    """Every indicator is provided by a source."""
    provided = {provides.indicator for source in survey.sources.values() for provides in source.provides}
    for id in survey.indicators:
        if id not in provided:
            yield str(survey.catalog.indicators.paths[id]), f"no source provides {id!r}", "a source that does"


@rule
def readers_exist(survey: Survey) -> Places:
    """Every reader that a source names is a function under evidence/pull/."""
    for id, source in survey.sources.items():
        for at, provides in enumerate(source.provides):
            try:
                find_reader(provides.reader)
            except UnknownNameError as error:
                yield place(survey.catalog.sources, id, "provides", at, "reader"), error.what, error.expected


@rule
def files_are_listed(survey: Survey) -> Places:
    """A source lists each of its files once, with a hash, and indicators stand in files that are listed."""
    for id, source in survey.sources.items():
        names = Counter(file.name for file in source.files)
        if not names:
            yield place(survey.catalog.sources, id), "the source lists no files", "files: with name and hash"
        for name in (name for name, count in names.items() if count > 1):
            yield place(survey.catalog.sources, id, "files"), f"the file {name!r} is listed twice", "each file once"
        for at, provides in enumerate(source.provides):
            if provides.file is not None and provides.file not in names:
                where = place(survey.catalog.sources, id, "provides", at)
                what = f"{provides.indicator} stands in the file {provides.file!r}, which is not listed"
                yield where, what, ", ".join(names) or None


@rule
def origins_exist(survey: Survey) -> Places:
    """`origin:` names works of the catalogue."""
    for id, source in survey.sources.items():
        for at, work in enumerate(source.origin):
            if work not in survey.works:
                where = place(survey.catalog.sources, id, "origin", at)
                yield where, f"no work is called {work!r}", did_you_mean(nearest(work, survey.works))


@rule
def editions_are_dated(survey: Survey) -> Places:
    """An edition is looked at on or after the day it was published."""
    for id, source in survey.sources.items():
        if source.accessed < source.published:
            where = place(survey.catalog.sources, id, "accessed")
            yield where, f"accessed {source.accessed}, before it was published on {source.published}", None


@rule
def what_may_not_ship_has_no_table(survey: Survey) -> Places:
    """A source that ships has an observation table; one that does not says why, and has none."""
    tables = survey.catalog.observation_tables()
    for id, source in survey.sources.items():
        if source.ships and id not in tables:
            yield place(survey.catalog.sources, id), f"{id!r} has no observation table", f"theodolite pull {id}"
        if not source.ships and id in tables:
            yield str(tables[id]), f"the source {id!r} does not ship, and its table stands here", "no table"
        if source.ships == bool(source.why_not_shipped):
            where = place(survey.catalog.sources, id, "why-not-shipped")
            yield where, f"ships is {source.ships} and why-not-shipped is {source.why_not_shipped!r}", "one of the two"


@rule
def corrections_name_what_they_correct(survey: Survey) -> Places:
    """Every correction loads, and names an edition and an indicator that this edition provides."""
    entries = corrections(survey.catalog)
    yield from broken(entries)
    for id, correction in sound(entries).items():
        if correction.source not in survey.catalog.sources:
            near = did_you_mean(nearest(correction.source, survey.catalog.sources))
            yield place(entries, id, "source"), f"no source is called {correction.source!r}", near
        elif correction.source in survey.sources:
            provided = {provides.indicator for provides in survey.sources[correction.source].provides}
            if correction.where.indicator not in provided:
                what = f"{correction.source!r} does not provide {correction.where.indicator!r}"
                yield place(entries, id, "where", "indicator"), what, ", ".join(sorted(provided))
