"""A page: one sentence while it is read, with what is taken of it and what was found."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass, field

from theodolite.reading.quantities.counts import RESPECTIVE
from theodolite.reading.quantities.heads import Cell, Lent, lent_by
from theodolite.reading.quantities.lexicon import Lexicon
from theodolite.reading.quantities.looking import ends
from theodolite.reading.quantities.nouns import noun_after, noun_before, plural
from theodolite.reading.quantities.quantity import Quantity, Rejected

_NAMED = re.compile(r"\b(?:number|count|total|stock|volume|pool|of) (?:of )?(?:[\w-]+ ){0,3}\w$")
"""What names, before a plural, that it is what is counted: the number of published papers."""


_INHABITED = re.compile(
    r"\b(?:country|nation|population|city|region|continent|island|economy|bloc|staff|team|workforce|crew"
    r"|cohort) of (?:about |around |some |nearly "
    r"|over |only |just )?$"
)
"""What a number counts people of: a country of some 130 million."""


_MOVED = re.compile(
    r" (?:have |had |has )?(?:r[io]sen?|rose|fell|fallen|grew|grown|increased|dropped|climbed|declined|jumped"
    r"|surged|reached|hit|"
    r"numbered|total(?:led|ed|ling|ing)|stood|exceeded|passed|came|amounted|added up)(?: \w+)?"
    r"(?: by [a-z -]{1,20}| by \d[\d.,]* ?(?:%|per ?cent))?(?: to| from| at)? "
    r"(?:[a-z]+ )?$"
)
"""What says, between a plural and a number, that so many there were: flights fell to 40."""


_MEASURED = re.compile(
    r"\b(?:ages?|prices?|costs?|wages?|salary|salaries|fees?|scores?|speed|length|temperature|weight|yield|lifetime)"
    r" (?:of|for|in|at) (?!about |around )[^.;,:\d]{1,30} (?:is|was|are|were|stood at|stands at|rose to|fell to) "
    r"(?:about |around |some |only |just |now )?$",
    re.IGNORECASE,
)
"""What says that a number measures, and counts nothing before it: the age of the staff is 41."""

_OF_THEM = re.compile(r"[\w.,-]+ of (?:(?:those|these) (?P<noun>[a-z-]{3,}s)\b|(?:them|those|these|which|whom)\b)")
_NUMBER_OF = re.compile(r"\b(?:number|total|count|sum) of (?:about |around |some |nearly |over |only |just )?$")


_LABEL = re.compile(r"([A-Z][^:;.\d]{2,60}): (?:about |around |some |nearly |over |only |just )?$")
"""A label that opens a sentence, or an item, and what it counts: Staff at the agency: 43."""

_OF_THOSE = re.compile(
    r"^(?:(?:Of|Among) (?:those|these|them|the total)(?: [a-z]+)?,?|Another|A further) (?:only |some |about |just )?$"
)


_SIGN = re.compile(r"[~≈<>≤≥+(-]? ?|c(?:a|irca)?\. ?")
_MARK = re.compile(r"\)?[*†‡]*|\[\d+\]| ?\([a-z]\)| ?[ef]")
"""What may stand beside a figure that has a cell of a table to itself."""


@dataclass
class Page:
    """One plain sentence, the one before it, and what has been read of it so far."""

    text: str
    before: str
    words: Lexicon
    cells: Sequence[Cell] = ()
    """Of a row of a table, its cells with what heads them."""
    quantities: list[Quantity] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    _spans: list[tuple[int, int]] = field(default_factory=list)
    """What is taken or refused, in order: no two overlap."""

    def free(self, start: int, end: int) -> bool:
        """Whether nothing of a stretch is taken or refused yet."""
        at = bisect_left(self._spans, (start, start))
        after = at == len(self._spans) or end <= self._spans[at][0]
        return after and (at == 0 or self._spans[at - 1][1] <= start)

    def take(self, found: Quantity) -> None:
        """Keep a quantity, and its stretch of the text."""
        self.quantities.append(found)
        insort(self._spans, (found.start, found.end))

    def refuse(self, start: int, end: int, reason: str) -> None:
        """Keep a number that is none, and its stretch of the text."""
        self.rejected.append(Rejected(start, end, self.text[start:end], reason))
        insort(self._spans, (start, end))

    def last(self) -> Quantity | None:
        """The quantity that stands last in the text so far."""
        return max(self.quantities, key=lambda found: found.start, default=None)

    def lent(self, start: int, end: int) -> Lent | None:
        """What the heads of a cell say that a figure at `start` to `end` is of; None unless the cell holds it alone."""
        for cell in self.cells:
            if cell.start <= start and end <= cell.end:
                alone = _SIGN.fullmatch(self.text, cell.start, start) and _MARK.fullmatch(self.text, end, cell.end)
                return lent_by(cell, self.words) if alone else None
        return None

    def noun(self, start: int) -> tuple[str, str] | None:
        """What a number at `start` counts that no noun follows, and the rule by which that is known; or None.

        `people` of a country; what the count before it counts, unless the text names another between them (the number
        of papers rose to 500); what is so named; of a number in brackets behind a name, the last plural before it.
        """
        if ends(_MEASURED, self.text, start):
            return None
        if ends(_INHABITED, self.text, start):
            return "people", "count-of-people"
        if (them := _OF_THEM.match(self.text, start)) and them["noun"]:
            return them["noun"], "count-of-those"
        earlier = [found for found in self.quantities if found.unit_class == "count" and found.start < start]
        said = noun_before(self.text, start)
        place = self.text.lower().rfind(said, 0, start) if said else -1
        named = said and (_NAMED.search(self.text[: place + 1]) or _MOVED.match(self.text[place + len(said) : start]))
        if them and not (earlier and said and place <= earlier[-1].end + len(earlier[-1].noun or "") + 1):
            return None
        if earlier and not (named and place > earlier[-1].end):
            return earlier[-1].unit, "count-as-before"
        if said and named:
            return said, "count-named"
        label = _LABEL.match(self.text, 0, start)
        if label and (counted := noun_after(" " + label[1], 0, one=False)) and plural(counted[0]):
            return counted[0], "count-labelled"
        if not any(
            (
                self.text.endswith("(", 0, start),
                ends(_NUMBER_OF, self.text, start),
                ends(_OF_THOSE, self.text, start),
                RESPECTIVE.match(self.text, start),
            )
        ):
            return None
        behind = said or noun_before(self.before, len(self.before))
        return (behind, "count-in-brackets") if behind else None
