"""Peers of the quantity grammar: quantulum3, and rules on a blank spaCy pipeline, brought to the same form."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from reading_scores import Mark

from theodolite.reading.quantities.lexicon import lexicon

Reader = Callable[[str, str], list[Mark]]
"""The name of a text and the text → what was read in it."""

NOUN = re.compile(r"[ -]?((?:[A-Za-z][\w-]*)(?: [A-Za-z][\w-]*){0,2})")
"""Up to three words right after a number: what it counts, for tools that say nothing of it."""

PARTS = re.compile(r"third|quarter|half|halves|fifth|tenth|percent|per cent", re.IGNORECASE)
SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "mn": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9,
          "trillion": 1e12, "tn": 1e12, "crore": 1e7, "lakh": 1e5}  # fmt: skip
YEAR = re.compile(r"(?:19|20)\d\d")


def quantulum3() -> Reader | None:
    """quantulum3 without its classifier, which does not load with the scikit-learn of today; None where it is absent.

    What it reads without a unit is a count of the words that follow; fractions in words are shares; bare years and
    numbers of a lone digit in brackets are left in: it is a reader of quantities, not of claims.
    """
    try:
        from quantulum3 import classifier, parser
    except ImportError:
        return None
    classifier.USE_CLF = False

    def read(doc: str, text: str) -> list[Mark]:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return [_quantulum(doc, text, at, found) for at, line in _lines(text) for found in parser.parse(line)]

    return read


def _quantulum(doc: str, text: str, at: int, found: Any) -> Mark:
    start, end = at + found.span[0], at + found.span[1]
    value, name = float(found.value), str(found.unit.name)
    noun = _noun(text, end)
    if name == "percentage":
        unit, kind = "percent", "percent"
    elif code := getattr(found.unit, "currency_code", None):
        unit, kind = str(code), "money"
    elif known := _known(name):
        unit, kind = known
    elif name == "dimensionless" and value < 1 and PARTS.search(found.surface):
        unit, kind, value = "percent", "percent", value * 100
    elif name == "dimensionless":
        unit, kind = noun.split()[-1] if noun else "", "count"
    else:
        unit, kind = name, "other"
    if spread := found.uncertainty:
        return Mark(doc, start, end, None, value - spread, value + spread, unit, kind, noun=noun)
    return Mark(doc, start, end, value, unit=unit, unit_class=kind, noun=noun)


def spacy_rules() -> Reader | None:
    """Number-like tokens of a blank English spaCy pipeline, with a sign before or a word after as the unit.

    A plain baseline: scale words multiply, a percent sign, a currency and our own table of units give the unit, any
    other number counts the words that follow, and a bare year is none. None where spaCy is absent.
    """
    try:
        import spacy
    except ImportError:
        return None
    pipeline = spacy.blank("en")

    def read(doc: str, text: str) -> list[Mark]:
        tokens = list(pipeline(text))
        found: list[Mark] = []
        at = 0
        while at < len(tokens):
            last = _run(tokens, at)
            year = last == at + 1 and YEAR.fullmatch(tokens[at].text)
            if last > at and not year and (mark := _spacy(doc, text, tokens, at, last)):
                found.append(mark)
            at = max(last, at + 1)
        return found

    return read


def _run(tokens: list[Any], at: int) -> int:
    """Where the run of number-like tokens and scale words that begins at `at` ends."""
    last = at
    while last < len(tokens) and (tokens[last].like_num or (last > at and tokens[last].lower_ in SCALES)):
        last += 1
    return last


def _spacy(doc: str, text: str, tokens: list[Any], at: int, last: int) -> Mark | None:
    value = _value([token.lower_ for token in tokens[at:last]])
    if value is None:
        return None
    start, end = tokens[at].idx, tokens[last - 1].idx + len(tokens[last - 1])
    after = re.compile(r" ?(%|percent|per cent)").match(text, end)
    before = lexicon().currency_before(text, start)
    if after:
        return Mark(doc, start, after.end(), value, unit="percent", unit_class="percent")
    if before:
        return Mark(doc, before[1], end, value, unit=before[0], unit_class="money")
    place = end + (text[end : end + 1] == " ")
    if money := lexicon().currency_at(text, place):
        return Mark(doc, start, money[1], value, unit=money[0], unit_class="money")
    if measure := lexicon().measure_at(text, place):
        return Mark(doc, start, measure[2], value, unit=measure[0], unit_class=measure[1].class_)
    noun = _noun(text, end)
    return Mark(doc, start, end, value, unit=noun.split()[-1] if noun else "", unit_class="count", noun=noun)


def _value(words: list[str]) -> float | None:
    total: float | None = None
    for word in words:
        if word in SCALES:
            total = (1 if total is None else total) * SCALES[word]
        elif (number := _number(word)) is not None:
            total = (total or 0) + number
    return total


def _number(word: str) -> float | None:
    try:
        return float(word.replace(",", ""))
    except ValueError:
        return _words().get(word)


@lru_cache(maxsize=1)
def _words() -> dict[str, float]:
    ones = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen"""
    tens, ranks = "twenty thirty forty fifty sixty seventy eighty ninety", "first second third fourth fifth sixth"
    return {
        **{word: float(number) for number, word in enumerate(ones.split())},
        **{word: 10.0 * number for number, word in enumerate(tens.split(), start=2)},
        **{word: float(number) for number, word in enumerate(ranks.split(), start=1)},
    }


def _known(name: str) -> tuple[str, str] | None:
    found = lexicon().measures.get(name.lower()) or lexicon().measures.get(f"{name.lower()}s")
    return (found[0], found[1].class_) if found else None


def _noun(text: str, end: int) -> str:
    found = NOUN.match(text, end)
    return found[1] if found else ""


def _lines(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield at, line
        at += len(line)
