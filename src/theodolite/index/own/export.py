"""A ranking as a workbook: the COIN Tool's sheets, and the results beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from theodolite.errors import PlanError
from theodolite.index.denominate import Denominate, denominator_of, size_of
from theodolite.index.framework import Leaf, Node, leaves, pillars
from theodolite.index.own.coin_tool import (
    CODE,
    DATABASE,
    DIRECTION,
    ENTITIES,
    ENTITY_CODE,
    ENTITY_NAME,
    FIRST_ENTITY,
    FIRST_INDICATOR,
    FRAMEWORK,
    FRAMEWORK_HEADER,
    FRAMEWORK_NAME,
    INDICATORS,
    LABEL,
    LEVELS,
    LOWER,
    NAME,
    NUMBERED,
    PILLAR_CODE,
    PILLAR_NAME,
    PILLAR_WEIGHT,
    ROOT,
    UPPER,
    WEIGHT,
)
from theodolite.index.own.workbook import write_sheets
from theodolite.index.ranking import Ranking

MISSING_FIGURE = "n/a"
"""What the COIN Tool writes where there is no figure."""

Sheet = list[list[object]]


class Branch(NamedTuple):
    """A pillar on the way from the root to an indicator."""

    code: str
    weight: float
    title: str


class Column(NamedTuple):
    """An indicator, the pillars above it from the root down, and its weight in the last of them."""

    indicator: str
    above: tuple[Branch, ...]
    weight: float


def to_workbook(ranking: Ranking) -> bytes:
    """The workbook of a ranking: Database and Framework as the COIN Tool has them, and sheets of results.

    Database holds the figures as gathered, before any step; Indicators and Entities hold what the COIN Tool has no
    place for: units, denominators and groups. `from_coin_tool` reads it with the same steps to the same index. Raises
    PlanError where the framework has more levels than the COIN Tool.
    """
    columns = list(_columns(ranking.lens.framework))
    deepest = max(len(column.above) for column in columns)
    if deepest > len(LEVELS):
        raise PlanError(
            f"the lens {ranking.lens.id!r} has {deepest} levels of pillars",
            where="the COIN Tool",
            expected=f"at most {len(LEVELS)}",
            next_step="take --json, or a lens with fewer levels",
        )
    columns = [_filled(column, deepest) for column in columns]
    return write_sheets(
        {
            DATABASE: _database(ranking, columns),
            FRAMEWORK: _framework(ranking, columns, deepest),
            INDICATORS: _indicators(ranking),
            ENTITIES: _entities(ranking),
            "Scores": _scores(ranking),
            "Normalised": _normalised(ranking),
            "Not ranked": [["uCode", "reason"], *([code, why] for code, why in ranking.excluded.items())],
            "Flags": _flags(ranking),
            "Steps": _steps(ranking),
        }
    )


def _columns(nodes: Sequence[Node], above: tuple[Branch, ...] = ()) -> Iterator[Column]:
    for node in nodes:
        if isinstance(node, Leaf):
            yield Column(node.indicator, above, node.weight)
        else:
            yield from _columns(node.indicators, (*above, Branch(node.pillar, node.weight, node.title or node.pillar)))


def _filled(column: Column, levels: int) -> Column:
    """With pillars of its own where others have more levels: a mean of one is itself."""
    lacking = levels - len(column.above)
    if not lacking:
        return column
    names = [column.indicator.replace("/", " ") + " alone" + " again" * n for n in range(lacking)]
    alone = [Branch(name, 1.0 if n else column.weight, name) for n, name in enumerate(names)]
    return Column(column.indicator, (*column.above, *alone), 1.0)


def _database(ranking: Ranking, columns: Sequence[Column]) -> Sheet:
    catalog, raw = ranking.ledger.catalog, ranking.raw
    places = [raw.indicators.index(column.indicator) for column in columns]
    sheet: Sheet = [[None] * (FIRST_INDICATOR + len(columns)) for _ in range(FIRST_ENTITY + len(raw.entities))]
    sheet[0][ENTITY_NAME] = f"{ranking.lens.title}: figures as gathered"
    none = (MISSING_FIGURE, MISSING_FIGURE)
    posts = {leaf.indicator: leaf.goalposts or none for leaf in leaves(ranking.lens.framework)}
    heads: dict[int, tuple[str, list[object]]] = {
        WEIGHT: ("Weight", [column.weight for column in columns]),
        LOWER: ("Lower goalpost", [posts[column.indicator][0] for column in columns]),
        UPPER: ("Upper goalpost", [posts[column.indicator][1] for column in columns]),
        DIRECTION: ("Direction", [float(raw.directions[j]) for j in places]),
        NAME: ("Name", [catalog.indicators[column.indicator].title for column in columns]),
        CODE: ("Code", [column.indicator for column in columns]),
        CODE - 5: (ROOT, [ROOT] * len(columns)),
        **{row: (begins, [_code(column, row) for column in columns]) for row, begins in LEVELS.items()},
    }
    for row, (label, cells) in heads.items():
        sheet[row][LABEL:] = [label, *cells]
    for i, entity in enumerate(raw.entities, start=FIRST_ENTITY):
        figures = [raw.values[i - FIRST_ENTITY, j] for j in places]
        cells = [float(value) if value == value else MISSING_FIGURE for value in figures]
        sheet[i][ENTITY_NAME], sheet[i][ENTITY_CODE] = catalog.title(entity), entity
        sheet[i][FIRST_INDICATOR:] = cells
    return sheet


def _code(column: Column, row: int) -> str:
    """The code of the pillar above an indicator at the level of a row; all share one where the level is not used."""
    up = list(LEVELS).index(row)
    begins = LEVELS[row]
    if up >= len(column.above):
        return f"{begins}00"
    code = column.above[-1 - up].code
    return code if code.startswith(begins) and NUMBERED.fullmatch(code) else begins + code


def _framework(ranking: Ranking, columns: Sequence[Column], levels: int) -> Sheet:
    used = list(enumerate(LEVELS))[:levels]
    branches = {_code(column, row): column.above[-1 - up] for up, row in used for column in columns}
    rows = [(ROOT, 1.0, ranking.lens.title), *((code, one.weight, one.title) for code, one in branches.items())]
    sheet: Sheet = [[None] * (PILLAR_NAME + 1) for _ in range(FRAMEWORK_HEADER + 1 + len(rows))]
    sheet[FRAMEWORK_HEADER][PILLAR_CODE:] = ["Code", None, "Weight", None, None, FRAMEWORK_NAME]
    for i, (code, weight, name) in enumerate(rows, start=FRAMEWORK_HEADER + 1):
        sheet[i][PILLAR_CODE], sheet[i][PILLAR_WEIGHT], sheet[i][PILLAR_NAME] = code, weight, name
    return sheet


def _indicators(ranking: Ranking) -> Sheet:
    known = ranking.ledger.catalog.indicators
    targets = {leaf.indicator: leaf.target for leaf in leaves(ranking.lens.framework)}
    rows: Sheet = [["iCode", "Unit", "Denominator", "Target"]]
    rows.extend([id, known[id].unit, by, targets[id]] for id, by in _denominators(ranking).items())
    return rows


def _denominators(ranking: Ranking) -> dict[str, str | None]:
    """What each indicator is divided by; where the lens divides nothing, what it may be divided by first."""
    known, chosen = ranking.ledger.catalog.indicators, dict[str, str | None]()
    by = next((step.by for step in ranking.lens.steps if isinstance(step, Denominate)), "none")
    for leaf in leaves(ranking.lens.framework):
        chosen[leaf.indicator] = denominator_of(leaf.denominate, by, leaf.indicator, known[leaf.indicator].denominators)
    return chosen if any(chosen.values()) else {id: next(iter(known[id].denominators), None) for id in chosen}


def _entities(ranking: Ranking) -> Sheet:
    raw = ranking.raw
    groups = {name: labels for name, labels in raw.groups.items() if any(labels)}
    sizes = {by: _sizes(ranking, by) for by in sorted({by for by in _denominators(ranking).values() if by})}
    sheet: Sheet = [["uCode", *groups, *sizes]]
    for i, entity in enumerate(raw.entities):
        labels = [groups[name][i] or None for name in groups]
        sheet.append([entity, *labels, *(figures.get(entity) for figures in sizes.values())])
    return sheet


def _sizes(ranking: Ranking, by: str) -> dict[str, float]:
    """Entity → its denominator: as gathered where the lens divides by it, else its last figure."""
    raw, ledger = ranking.raw, ranking.ledger
    if by in raw.sizes:
        found = zip(raw.entities, raw.sizes[by].tolist(), strict=True)
        return {entity: value for entity, value in found if value == value}
    rows = ledger.select(indicator=size_of(by, ledger.catalog.indicators)).sort("end")
    return dict(rows.select("entity", "value").iter_rows())


def _scores(ranking: Ranking) -> Sheet:
    names = [pillar.pillar for pillar in pillars(ranking.lens.framework)]
    rows: Sheet = [["rank", "uCode", "uName", "score", *names, "coverage", "oldest period"]]
    for row in ranking.table.iter_rows(named=True):
        name = ranking.ledger.catalog.title(row["entity"])
        scores = [row["score"], *(row[pillar] for pillar in names)]
        rows.append([row["rank"], row["entity"], name, *scores, row["coverage"], row["oldest_period"]])
    return rows


def _normalised(ranking: Ranking) -> Sheet:
    final = ranking.final
    rows: Sheet = [["uCode", *final.indicators]]
    for i, entity in enumerate(final.entities):
        rows.append([entity, *(float(value) if value == value else None for value in final.values[i])])
    return rows


def _flags(ranking: Ranking) -> Sheet:
    rows: Sheet = [["uCode", "iCode", "kind", "what"]]
    rows.extend([flag.entity, flag.indicator, flag.kind, flag.what] for flag in ranking.flags)
    return rows


def _steps(ranking: Ranking) -> Sheet:
    rows: Sheet = [["step", "as a lens writes it"]]
    rows.extend([step.do, step.model_dump_json(by_alias=True)] for step in ranking.lens.steps)
    return rows
