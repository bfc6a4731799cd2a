"""iMeta: what every column of the user's data is, and the hierarchy that its indicators make up.

The form is COINr's (Becker and others 2022, https://doi.org/10.21105/joss.04567).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from theodolite.core.nearest import nearest
from theodolite.errors import TableError
from theodolite.evidence.own_table import MISSING, Row, Table
from theodolite.index.framework import Leaf, Pillar
from theodolite.index.lens import COLUMNS_OF_A_RANKING

REQUIRED = ("Level", "iCode", "Direction", "Weight", "Parent", "Type")
"""The columns that iMeta cannot do without; iName, Unit, Target and Denominator may be there too, and the goalposts
Lower and Upper."""

MOST_LEVELS = 32
LARGEST_WEIGHT = 1e12
LONGEST_NAME = 200
"""Bounds of a hierarchy, of a weight, and of the characters of an aggregate's code."""

TYPES = ("Indicator", "Aggregate", "Group", "Denominator", "Other")


class Entry(NamedTuple):
    """One row of iMeta; an empty text or None is what does not stand there."""

    row: Row
    code: str
    title: str
    type: str
    level: float | None
    direction: float | None
    weight: float | None
    parent: str
    unit: str
    denominator: str
    target: float | None
    goalposts: tuple[float, float] | None


@dataclass(frozen=True, eq=False)
class Meta:
    """What iMeta says: `entries` by code in the order written, and `root`, the aggregate that no other holds."""

    table: Table
    entries: Mapping[str, Entry]
    root: Entry

    def of_type(self, type: str) -> tuple[Entry, ...]:
        """The entries of one type, in the order written."""
        return tuple(entry for entry in self.entries.values() if entry.type == type)

    @property
    def framework(self) -> tuple[Pillar, ...]:
        """What the root holds, as pillars of any depth; a root that holds indicators is a pillar itself."""
        below = self._below(self.root.code)
        branches = tuple(node for node in below if isinstance(node, Pillar))
        return branches or (Pillar(pillar=self.root.code, title=self.root.title, indicators=below),)

    def _below(self, code: str) -> tuple[Leaf | Pillar, ...]:
        return tuple(
            _leaf(entry)
            if entry.type == "Indicator"
            else Pillar(
                pillar=entry.code,
                title=entry.title,
                weight=entry.weight or 0.0,
                indicators=self._below(entry.code),
            )
            for entry in children(self.entries, code)
        )


def _leaf(entry: Entry) -> Leaf:
    return Leaf(indicator=entry.code, weight=entry.weight or 0.0, target=entry.target, goalposts=entry.goalposts)


def read_meta(table: Table) -> Meta:
    """The hierarchy in an iMeta table, checked level by level.

    Raises TableError with file and line on a missing column, a code that is missing, doubled or of no known type, a
    Direction that is not 1 or -1, a Weight that is missing or negative, weights of one parent that are all 0, a Parent
    that is missing, unknown or no aggregate, a cycle, a skipped level, and a second root.
    """
    table.need(*REQUIRED)
    entries = _entries(table)
    placed = [entry for entry in entries.values() if entry.type in ("Indicator", "Aggregate")]
    if not any(entry.type == "Indicator" for entry in placed):
        raise table.refused(None, "no row is of the Type Indicator", "at least one indicator")
    for entry in placed:
        _check_parent(table, entries, entry)
    root = _root(table, placed)
    for entry in placed:
        _check_cycle(table, entries, entry)
        _check_numbers(table, entries, entry, root)
    for entry in placed:
        if entry.type == "Aggregate":
            _check_held(table, entry, children(entries, entry.code))
    for entry in entries.values():
        _check_denominator(table, entries, entry)
    return Meta(table, entries, root)


def children(entries: Mapping[str, Entry], code: str) -> Sequence[Entry]:
    """The entries whose Parent is `code`, in the order written."""
    return [entry for entry in entries.values() if entry.parent == code]


def _entries(table: Table) -> dict[str, Entry]:
    codes = {table.text(row, "iCode") for row in table.rows}
    entries: dict[str, Entry] = {}
    for row in table.rows:
        code, type = table.text(row, "iCode"), table.text(row, "Type")
        if not code:
            raise table.refused(row, "iCode is missing", "a code in every row")
        if code in entries:
            raise table.refused(row, f"the code {code} stands twice", f"one row: see {table.where(entries[code].row)}")
        if type not in TYPES:
            near = nearest(type, TYPES)
            hint = f"did you mean {near[0]!r}?" if near else "one of " + ", ".join(TYPES)
            raise table.refused(row, f"the Type of {code} is {type!r}", hint)
        entries[code] = _entry(table, row, code, type, codes)
    return entries


def _entry(table: Table, row: Row, code: str, type: str, codes: set[str]) -> Entry:
    placed = type in ("Indicator", "Aggregate")
    return Entry(
        row=row,
        code=code,
        title=_said(table, row, "iName") or code,
        type=type,
        level=table.number(row, "Level") if placed else None,
        direction=table.number(row, "Direction") if placed else None,
        weight=table.number(row, "Weight") if placed else None,
        parent=_code(table, row, "Parent", codes) if placed else "",
        unit=_said(table, row, "Unit"),
        denominator=_code(table, row, "Denominator", codes) if type == "Indicator" else "",
        target=table.number(row, "Target"),
        goalposts=_goalposts(table, row, code),
    )


def _goalposts(table: Table, row: Row, code: str) -> tuple[float, float] | None:
    low, high = table.number(row, "Lower"), table.number(row, "Upper")
    if low is None or high is None:
        return None
    if low >= high:
        raise table.refused(row, f"the goalposts of {code} are {low:g} and {high:g}", "the lower one first")
    return low, high


def _said(table: Table, row: Row, column: str) -> str:
    text = table.text(row, column)
    return "" if text in MISSING else text


def _code(table: Table, row: Row, column: str, codes: set[str]) -> str:
    """The code in a cell; NA is the code NA where there is one, and nothing otherwise."""
    text = table.text(row, column)
    return "" if text in MISSING and text not in codes else text


def _check_parent(table: Table, entries: Mapping[str, Entry], entry: Entry) -> None:
    if entry.type == "Indicator" and not entry.parent:
        raise table.refused(entry.row, f"the indicator {entry.code} has no Parent", "the aggregate that it counts in")
    if entry.parent and entry.parent not in entries:
        near = nearest(entry.parent, [e.code for e in entries.values() if e.type == "Aggregate"])
        hint = f"did you mean {near[0]!r}?" if near else "a row with this iCode and the Type Aggregate"
        raise table.refused(entry.row, f"the Parent of {entry.code} is {entry.parent!r}, which has no row", hint)
    if entry.parent and entries[entry.parent].type != "Aggregate":
        what = f"the Parent of {entry.code} is {entry.parent}, whose Type is {entries[entry.parent].type}"
        raise table.refused(entry.row, what, "a row of the Type Aggregate")


def _root(table: Table, placed: Sequence[Entry]) -> Entry:
    roots = [entry for entry in placed if not entry.parent]
    if not roots:
        raise table.refused(placed[-1].row, "every aggregate has a Parent: they go in a cycle", "one that has none")
    top = max(roots, key=lambda entry: entry.level or 0)
    for entry in roots:
        if entry is not top:
            what = f"the aggregate {entry.code} has no Parent, and neither has {top.code}"
            raise table.refused(entry.row, what, "one index at the top")
    return top


def _check_cycle(table: Table, entries: Mapping[str, Entry], entry: Entry) -> None:
    seen, above = [entry.code], entry.parent
    while above:
        if above in seen:
            raise table.refused(entry.row, f"the parents of {entry.code} go in a cycle: {' → '.join([*seen, above])}")
        seen.append(above)
        above = entries[above].parent


def _check_numbers(table: Table, entries: Mapping[str, Entry], entry: Entry, root: Entry) -> None:
    code, kind = entry.code, entry.type
    level = entry.level or 0.0
    if not level.is_integer() or not 1 <= level <= MOST_LEVELS or (level == 1) != (kind == "Indicator"):
        found = "missing" if entry.level is None else f"{entry.level:g}"
        expected = f"1 for an indicator, a whole number from 2 to {MOST_LEVELS} for an aggregate"
        raise table.refused(entry.row, f"the Level of {code} is {found}", expected)
    if entry.parent and (above := entries[entry.parent]).level != level + 1:
        found = "missing" if above.level is None else f"{above.level:g}"
        what = f"{code} of Level {level:g} has a Parent of Level {found} ({above.code})"
        raise table.refused(entry.row, what, f"a Parent of Level {level + 1:g}: no level is skipped")
    if entry.direction not in ((1, -1) if kind == "Indicator" else (1, None)):
        found = "missing" if entry.direction is None else f"{entry.direction:g}"
        expected = "1 where more is better, -1 where less is" if kind == "Indicator" else "1, or an empty cell"
        raise table.refused(entry.row, f"the Direction of {code} is {found}", expected)
    if entry is not root and (entry.weight is None or not 0 <= entry.weight <= LARGEST_WEIGHT):
        found = "missing" if entry.weight is None else f"{entry.weight:g}"
        raise table.refused(entry.row, f"the Weight of {code} is {found}", f"a number from 0 to {LARGEST_WEIGHT:g}")
    if code in COLUMNS_OF_A_RANKING:
        raise table.refused(entry.row, f"no part of an index can be called {code!r}", f"none of {_taken()}")


def _check_held(table: Table, entry: Entry, held: Sequence[Entry]) -> None:
    if not held:
        raise table.refused(entry.row, f"the aggregate {entry.code} holds nothing", "a row whose Parent it is")
    if not any(child.weight for child in held):
        raise table.refused(entry.row, f"all weights in {entry.code} are 0", "a weight above 0 for one of them")
    if "/" in entry.code or not entry.code[0].isalnum() or len(entry.code) > LONGEST_NAME:
        expected = f"a name of at most {LONGEST_NAME} characters that begins with a letter or digit and has no slash"
        raise table.refused(entry.row, f"an aggregate cannot be called {entry.code!r}", expected)


def _taken() -> str:
    return ", ".join(COLUMNS_OF_A_RANKING)


def _check_denominator(table: Table, entries: Mapping[str, Entry], entry: Entry) -> None:
    by = entry.denominator
    if by and (by not in entries or entries[by].type != "Denominator"):
        near = nearest(by, [other.code for other in entries.values() if other.type == "Denominator"])
        hint = f"did you mean {near[0]!r}?" if near else "a row with this iCode and the Type Denominator"
        raise TableError(f"the Denominator of {entry.code} is {by!r}", where=table.where(entry.row), expected=hint)
