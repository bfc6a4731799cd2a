"""Units of cells: what the head of a column or row says that its bare figures are of (US$ bn, MW, Firms, Share, %)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from theodolite.core.unit import UnitClass
from theodolite.reading.quantities.english import PARTS_OF_A_DOCUMENT, listed
from theodolite.reading.quantities.lexicon import Lexicon
from theodolite.reading.quantities.nouns import noun_after, plural
from theodolite.reading.quantities.numbers import SCALES, SHORT, scale_value


class Lent(NamedTuple):
    """What a bare figure is of: its unit, how many of it one is, and the words that are counted."""

    unit: str
    unit_class: UnitClass
    times: float = 1.0
    noun: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell at `start` to `end` of a row, with the words that head it: column, row, corner and titles."""

    start: int
    end: int
    column: tuple[str, ...] = ()
    row: tuple[str, ...] = ()
    corner: tuple[str, ...] = ()
    title: tuple[str, ...] = ()


_LONG = "|".join(sorted((word for word in SCALES if word != "score"), key=len, reverse=True))
_SHORT = "|".join(sorted(SHORT, key=len, reverse=True))
_SCALE = re.compile(
    rf"(?:(?P<long>(?:(?:hundred|thousand|lakh) )?(?:{_LONG}))s?|(?P<thousands>'?000s?)|(?P<short>{_SHORT}))"
    r"(?![A-Za-z0-9])(?: of\b)?",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"(?:as |in )?(?:an? )?(?:%|per ?cent\b|percentages?\b|pct\b)", re.IGNORECASE)
_POINTS = re.compile(r"(?:percentage|%|per ?cent) ?-?points?\b|pp\b|p\.p\.", re.IGNORECASE)
_PART = re.compile(r"[(\[]([^)\]]{1,40})[)\]]|[,;:/–—] ?([^,;:(\[–—]{1,40})|\bin ([^,;:(\[]{1,40})")
_LAST = re.compile(r" ([^\s\w]{0,2}[A-Za-z]{0,3}[^\s\w]{0,2} ?[A-Za-z%/0-9]{0,6})$")
_NUMBER_OF = re.compile(
    r"(?:(?:total |annual |cumulative )?(?:number|no\.?|count|stock|total) of (?:the )?|total |# ?(?:of )?)",
    re.IGNORECASE,
)
_RANK = re.compile(r"(?:global |world )?(?:rank|ranking|position|place)\b", re.IGNORECASE)
_SCORE = re.compile(r"(?:[\w-]+ ){0,3}(?:score|index|points)s?$", re.IGNORECASE)
_RATIO = re.compile(r"(?:[\w-]+ ){0,3}(?:PUE|ratio|coefficient)$", re.IGNORECASE)
_ENTITIES = re.compile(
    r"(?:country|countries|economy|economies|regions?|states?|provinces?|city|cities|territory|territories|sectors?"
    r"|company|companies|firms?|members?|years?|names?|areas?|models?|industry|industries|agency|agencies"
    r"|organi[sz]ations?)\b",
    re.IGNORECASE,
)
_NO_COUNT = (
    listed("years dates notes sources names details remarks comments series values results others")
    | PARTS_OF_A_DOCUMENT
)
_BY = re.compile(
    r"(?:(?:table|figure|exhibit|chart|box) ?[\d.]*\w?[.:]? )?(?:number of )?(.{2,60}?) (?:by|per) ", re.IGNORECASE
)


def lent_by(cell: Cell, words: Lexicon) -> Lent | None:
    """What the heads of a cell say that its bare figure is of; None where none says it.

    A unit of measure is looked for in the column's head and the row's; then the noun that the column's head counts;
    then a unit in the corner or the titles; then a noun in the row's, where rows do not name countries, and in a title.
    """
    for head in (*cell.column, *cell.row):
        if found := _measure(head, words):
            return found
    entities = any(_ENTITIES.fullmatch(head) for head in cell.corner)
    of_row = None if entities else next((found for head in cell.row if (found := _noun(head))), None)
    of_column = next((found for head in cell.column if (found := _noun(head))), None)
    if of_column and not (of_row and of_column.noun and of_column.noun[0].isupper() and " " not in of_column.noun):
        return of_column
    for head in (*cell.corner, *cell.title):
        if (found := _measure(head, words)) and found.unit_class not in ("time", "rank", "ratio"):
            return found
    return of_row or next((found for head in cell.title if (by := _BY.match(head)) and (found := _noun(by[1]))), None)


def _measure(head: str, words: Lexicon) -> Lent | None:
    """The unit of measure in a head: in brackets, after a comma or `in`, as its last word, or the head itself."""
    parts = [next(part for part in found if part) for found in _PART.findall(head)]
    for part in (*parts, head):
        if found := _said(part.strip(), words, head):
            return found
    if (last := _LAST.search(head)) and (found := _said(last[1].strip(), words, head, sign=True)):
        return found
    if _RANK.match(head):
        return Lent("rank", "rank")
    if _RATIO.search(head):
        return Lent("ratio", "ratio")
    return Lent("points", "other") if _SCORE.fullmatch(head) else None


def _said(part: str, words: Lexicon, head: str, *, sign: bool = False) -> Lent | None:
    """The unit that a part of a head begins with; of a last word (`sign`), only one that is no common word."""
    if _POINTS.match(part):
        return Lent("percentage_points", "percent")
    if _PERCENT.match(part):
        return Lent("percent", "percent")
    if money := words.money_at(part):
        code, end = money
        scale = _SCALE.match(part[end:].lstrip(" -,("))
        rest = part[end:].strip()
        if scale or not rest or not rest[0].isalpha() or rest.split()[0] in ("per", "at", "a", "in", "equivalent"):
            return Lent(code, "money", _factor(scale))
    scale = None if sign else _SCALE.match(part)
    if scale:
        rest = part[scale.end() :].strip()
        if money := words.money_at(rest):
            return Lent(money[0], "money", _factor(scale))
        if measure := words.measure_at(rest, 0):
            return Lent(measure[0], measure[1].class_, _factor(scale) * measure[1].times)
        noun = _noun(rest) or _noun(head)
        long = len(scale[0]) > 1 or not rest
        return noun._replace(times=_factor(scale)) if noun and long else None
    measure = words.measure_at(part, 0)
    if measure is None or (sign and part not in words.measures) or (measure[1].class_ == "time" and part[-1] != "s"):
        return None
    rest = part[measure[2] :].strip()
    if rest and not re.match(r"(?:per|a|of|/|\(|CO|e\b|eq)", rest):
        return None
    return Lent(measure[0], measure[1].class_, measure[1].times)


def _factor(scale: re.Match[str] | None) -> float:
    if scale is None:
        return 1.0
    if scale["thousands"]:
        return 1e3
    said = scale["long"] or scale["short"]
    return scale_value(said if said.lower() in SCALES or scale["short"] else said.removesuffix("s"))


def _noun(head: str) -> Lent | None:
    """What a head counts: its first plural (AI start-ups; Number of patents), if that is no name of a place."""
    said = re.split(r"[,;:(\[]", head, maxsplit=1)[0].strip()
    if led := _NUMBER_OF.match(said):
        said = said[led.end() :]
    found = noun_after(" " + said, 0, one=False)
    if found is None or not plural(found[0]) or found[0] in _NO_COUNT:
        return None
    last = found[1].split()[-1]
    if " " in found[1] and last[0].isupper() and not last[:2].isupper() and not said.istitle():
        return None
    named = " " in found[1] and last[0].isupper() and last[1:2].islower() and led is None
    return None if named else Lent(found[0], "count", 1.0, found[1])
