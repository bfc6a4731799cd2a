"""Ranks: those of ordinals, and those without: No. 1, leads the world, the region's largest."""

from __future__ import annotations

import re
from collections.abc import Iterator

from theodolite.reading.quantities.english import any_of, listed
from theodolite.reading.quantities.looking import ends
from theodolite.reading.quantities.nouns import noun_after, plural
from theodolite.reading.quantities.numbers import SMALL
from theodolite.reading.quantities.ordinals import ordinal_ranks
from theodolite.reading.quantities.quantity import Quantity

_NUMBERS = {word: value for word, value in SMALL.items() if 0 < value <= 12}
_OWNER = any_of(
    r"world's world globe's continent's region's Europe's Asia's Africa's Latin_America's Southeast_Asia's bloc's "
    r"country's nation's kingdom's Union's EU's OECD's Gulf's"
)
_REGION = any_of(
    r"world Middle_East continent region country European_Union EU Europe Africa Asia Latin_America South_America "
    r"North_America Southeast_Asia Gulf bloc OECD southern_hemisphere Nordics earth"
)
_MANY = any_of("companies firms powers economies nations countries players universities banks")
_FORMS = {
    "rank-number": r"(?<!\w)(?:(?-i:No\.|no\.)|#|number|rank) ?"
    rf"(?P<number>\d{{1,3}}|{'|'.join(_NUMBERS)})(?= (?:in|globally|worldwide|spot|position|place|ranking|ranked|out of"
    r"|of \d|on the)\b|[,.;)]|$)",
    "rank-the": r"\b(?:the|world's|its) (?P<whole>(?-i:No\.|number) ?(?P<number>\d{1,2}|one))(?= [a-z])",
    "rank-leads": r"\b(?:lead(?:s|ing)?|led) (?:the world|globally|all (?:other )?(?:countries|nations|economies))\b"
    r"|\btop(?:s|ped)? the (?:list|ranking|rankings|table|index)\b"
    r"|\b(?:ranks?|ranked|came|comes) (?:top|first)\b(?! and)"
    r"|\bby far the (?:most|largest|biggest|highest)\b"
    r"|\b(?:took|takes|taking|holds?|held|claims?|claimed) (?:the )?"
    r"(?:top spot|top place|first place|pole position|lead)\b",
    "rank-largest": rf"(?<!one of )(?<!among )\b(?:(?:the|its|their) )?(?:{_OWNER}) (?:single )?"
    rf"(?:largest|biggest|leading|top|highest|fastest|number one|most \w+)\b(?!-)(?! (?:\w+ ){{0,2}}(?:{_MANY}))",
    "rank-in-region": r"(?<!one of )(?<!among )\bthe (?:single )?"
    r"(?P<whole>largest|biggest|fastest|highest|strongest|fastest-growing|most \w+)\b"
    rf"(?= (?:[\w-]+ ){{1,4}}(?:(?:in|on) (?:the )?(?:{_REGION})|of its (?:kind|type))\b)",
    "rank-in": r"(?<!the )(?<!-)\b(?:largest|biggest|fastest|highest|strongest)\b"
    rf"(?= in (?:the )?(?:{_REGION})\b)",
}
_RANK = {name: re.compile(form, re.IGNORECASE) for name, form in _FORMS.items()}
_LARGE = listed("largest biggest leading top highest fastest strongest most number")
_HINTS = {
    "rank-number": (listed("no number rank"),),
    "rank-the": (listed("no number"),),
    "rank-leads": (
        listed("lead leads leading led top tops topped ranks rank ranked came comes far took takes holds held claims"),
        listed("world globally all list ranking rankings table index top first most largest biggest spot place lead"),
    ),
    "rank-largest": (
        _LARGE,
        listed(
            "world globe continent region europe asia africa america bloc country nation kingdom union eu oecd gulf"
        ),
    ),
    "rank-in": (_LARGE, frozenset({"in"})),
    "rank-in-region": (
        _LARGE,
        listed(
            "world east continent region country union eu europe africa asia america gulf bloc oecd earth kind type"
        ),
    ),
}
"""Form → sets of words, of each of which a sentence must hold one."""

_TO_LEAD = re.compile(r"\b(?:to|will|could|can|may|might|should|must|would) (?:one day |soon |eventually )?$")
"""What says that a lead is wished for and not held."""


def ranks(text: str, said: frozenset[str]) -> Iterator[Quantity]:
    """Every rank that a plain text says; a lead of the world, and what is largest in it, is rank 1.

    `said` are the words of the text, in small letters.
    """
    yield from ordinal_ranks(text, said)
    for name, form in _RANK.items():
        hinted = all(not said.isdisjoint(words) for words in _HINTS[name]) or (name == "rank-number" and "#" in text)
        for found in form.finditer(text) if hinted else ():
            if not _wished_or_shared(text, name, found):
                yield _rank(text, name, found)


def _wished_or_shared(text: str, name: str, found: re.Match[str]) -> bool:
    """Whether a lead is only wished for, or a superlative is of a plural (the world's fastest machines)."""
    if name == "rank-leads":
        return ends(_TO_LEAD, text, found.start()) is not None
    noun = noun_after(text, found.end()) if name == "rank-largest" else None
    return noun is not None and plural(noun[0])


def _rank(text: str, name: str, found: re.Match[str]) -> Quantity:
    start, end = found.span("whole") if "whole" in found.re.groupindex else found.span()
    said = (found.groupdict().get("number") or "1").lower()
    value = float(_NUMBERS.get(said, said))
    return Quantity(start, end, text[start:end], value, None, None, "rank", "rank", "rank", name)
