"""Scores of reading: what was read held against labels, matched one to one by overlap, precision and recall apart."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

NEAR = 1e-6
"""Relative difference up to which two values are the same."""

_ARTICLE = re.compile(r"^(?:the|a|an)\s+")
_BRACKETS = re.compile(r"\s*\([^)]*\)")
_YEAR = re.compile(r"\d{4}")


class Mark(NamedTuple):
    """One claim, labelled or read, in the form in which the two are compared; None where nothing is said.

    `start` and `end` are characters of the text of `doc`. `noun` is what is counted, in the text's own words. `period`
    is as SDMX writes it (2024, 2014/2024, /2025-10), and its years alone are compared too. A label's `modality` may be
    one of the five, or `projection` or `observation` where the labels tell no more apart.
    """

    doc: str
    start: int
    end: int
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = ""
    unit_class: str = ""
    qualifier: str | None = None
    subject: str | None = None
    counterpart: str | None = None
    period: str | None = None
    period_text: str | None = None
    attributed_to: str | None = None
    modality: str | None = None
    noun: str | None = None


class Score(NamedTuple):
    """How many of what was read and of what was labelled are right."""

    right: int
    read: int
    labelled: int

    @property
    def precision(self) -> float:
        """The share of what was read that is right; not a number where nothing was read."""
        return self.right / self.read if self.read else math.nan

    @property
    def recall(self) -> float:
        """The share of what was labelled that was read right; not a number where nothing is labelled."""
        return self.right / self.labelled if self.labelled else math.nan

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.read + self.labelled) if self.read + self.labelled else math.nan


Pair = tuple[Mark, Mark]


def matched(labelled: Iterable[Mark], read: Iterable[Mark]) -> list[Pair]:
    """Pairs of a label and what was read of it: at most one each, the longest overlap first, then as the text runs."""
    by_doc: defaultdict[str, list[Mark]] = defaultdict(list)
    for mark in read:
        by_doc[mark.doc].append(mark)
    overlaps = [
        (min(label.end, mark.end) - max(label.start, mark.start), label, mark)
        for label in labelled
        for mark in by_doc[label.doc]
        if min(label.end, mark.end) > max(label.start, mark.start)
    ]
    overlaps.sort(key=lambda one: (-one[0], one[1].doc, one[1].start, one[2].start, one[1].end, one[2].end))
    labels, marks = set[Mark](), set[Mark]()
    pairs: list[Pair] = []
    for _, label, mark in overlaps:
        if label not in labels and mark not in marks:
            labels.add(label)
            marks.add(mark)
            pairs.append((label, mark))
    return sorted(pairs)


def same_value(label: Mark, mark: Mark) -> bool:
    """Whether the value is the one labelled; of a range, which has none, both its bounds."""
    if label.value is not None:
        return _near(label.value, mark.value)
    return mark.value is None and _near(label.low, mark.low) and _near(label.high, mark.high)


def same_unit(label: Mark, mark: Mark) -> bool:
    """Whether the units are one but for case, number and underscores."""
    return _unit(label.unit) == _unit(mark.unit)


def like_unit(label: Mark, mark: Mark) -> bool:
    """Whether the units are one; of counts, whether the head nouns are or the noun read has the labelled one in it."""
    if same_unit(label, mark):
        return True
    if label.unit_class != "count" or mark.unit_class != "count":
        return False
    sought = _unit(label.unit).split()
    said = [_unit(mark.unit), _unit(mark.noun or "")]
    heads = {words.split()[-1] for words in said if words}
    return bool(sought) and (sought[-1] in heads or any(set(sought) <= set(words.split()) for words in said))


def same_class(label: Mark, mark: Mark) -> bool:
    """Whether the unit classes are one."""
    return label.unit_class == mark.unit_class


def same_years(label: Mark, mark: Mark) -> bool:
    """Whether the years are those labelled (of those that a label has), or else the words of the text."""
    if (asked := years(label.period)) and (said := years(mark.period)):
        return all(sought in (None, found) for sought, found in zip(asked, said, strict=True))
    return bool(label.period_text and mark.period_text) and _within(label.period_text, mark.period_text)


def same_name(label: str, mark: str) -> bool:
    """Whether two lists of names, joined by `;`, are one but for case and articles; codes among them as they are."""
    return {_name(part) for part in label.split(";")} == {_name(part) for part in mark.split(";")}


def same_attribution(label: str, mark: str) -> bool:
    """Whether two attributions are one, or one has all words of the other."""
    return _within(label, mark)


def same_modality(label: str, mark: str) -> bool:
    """Whether the modality is the one labelled; `projection` stands for projected, target and counterfactual."""
    ahead = mark in ("projected", "target", "counterfactual", "projection")
    return ahead if label == "projection" else not ahead if label == "observation" else label == mark


def scores(labelled: Sequence[Mark], read: Sequence[Mark]) -> dict[str, Score]:
    """Every score by name.

    `span, exact` to `value, unit class` count against all that was read and all that was labelled. The fields after
    them are counted on matched claims: precision over those for which one was read, recall over those for which one is
    labelled; `… of matches` counts two that both say nothing as right.
    """
    pairs = matched(labelled, read)
    found: dict[str, Callable[[Mark, Mark], bool]] = {
        "span, exact": lambda a, b: (a.start, a.end) == (b.start, b.end),
        "span, overlap": lambda _a, _b: True,
        "value": same_value,
        "value + unit": lambda a, b: same_value(a, b) and like_unit(a, b),
        "value + exact unit": lambda a, b: same_value(a, b) and same_unit(a, b),
        "value + unit class": lambda a, b: same_value(a, b) and same_class(a, b),
    }
    made = {name: Score(sum(right(*pair) for pair in pairs), len(read), len(labelled)) for name, right in found.items()}
    for name, (of, same) in FIELDS.items():
        said = [(of(label), of(mark), same(label, mark)) for label, mark in pairs]
        right = sum(a is not None and b is not None and right for a, b, right in said)
        neither = sum(a is None and b is None for a, b, _ in said)
        made[name] = Score(right, sum(b is not None for _, b, _ in said), sum(a is not None for a, _, _ in said))
        made[f"{name}, of matches"] = Score(right + neither, len(pairs), len(pairs))
    return made


def _of(field: str, same: Callable[[str, str], bool]) -> tuple[Callable[[Mark], object], Callable[[Mark, Mark], bool]]:
    def right(label: Mark, mark: Mark) -> bool:
        a, b = getattr(label, field), getattr(mark, field)
        return a is not None and b is not None and same(a, b)

    return (lambda mark: getattr(mark, field)), right


FIELDS = {
    "subject": _of("subject", same_name),
    "counterpart": _of("counterpart", same_name),
    "period, years": ((lambda mark: mark.period or mark.period_text), same_years),
    "period, exact": _of("period", str.__eq__),
    "attribution": _of("attributed_to", same_attribution),
    "qualifier": _of("qualifier", str.__eq__),
    "modality": _of("modality", same_modality),
}
"""Fields by name: what a mark says of it, and whether it says what a label says."""


def extended(mark: Mark, text: str, words: int | None = None) -> Mark:
    """A count with the noun that follows it within its span, all of it or so many `words`; others as they are."""
    if mark.unit_class != "count" or not mark.noun:
        return mark
    noun = " ".join(mark.noun.split()[:words])
    between = len(text[mark.end : mark.end + 2]) - len(text[mark.end : mark.end + 2].lstrip())
    return mark._replace(end=mark.end + between + len(noun)) if text.startswith(noun, mark.end + between) else mark


def years(period: str | None) -> tuple[int | None, int | None] | None:
    """The first and last year of a period, None for an end that is open; None where it says no year."""
    ends = [_YEAR.findall(end) for end in (period or "").split("/")]
    first, last = (int(end[0]) if end else None for end in (ends[0], ends[-1]))
    return (first, last) if first or last else None


def _near(a: float | None, b: float | None) -> bool:
    return a is b if a is None or b is None else math.isclose(a, b, rel_tol=NEAR, abs_tol=1e-12)


def _unit(text: str) -> str:
    return " ".join(_singular(word) for word in re.split(r"[\s_-]+", text.casefold()) if word)


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word


def _name(text: str) -> str:
    return _ARTICLE.sub("", _BRACKETS.sub("", text).strip().casefold())


def _within(a: str, b: str) -> bool:
    one, other = (set(re.findall(r"\w+", _name(text))) for text in (a, b))
    return bool(one and other) and (one <= other or other <= one)
