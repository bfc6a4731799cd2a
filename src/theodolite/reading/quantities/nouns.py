"""The noun that a number counts: the words after it up to the head of their phrase, or the last plural before it."""

from __future__ import annotations

import re
from functools import lru_cache

from theodolite.reading.quantities.english import (
    ATTRIBUTES,
    FIELDS,
    IRREGULAR_PLURALS,
    NO_NOUNS,
    PARTICIPLES_OF_NOUNS,
    STOPS,
    listed,
)

_NOT_PLURAL = re.compile(r"(?:ss|us|is)$")
_VERBAL = re.compile(r"(?:ed|ing)$")
_WORD = re.compile(r" ?[\"']?([A-Za-z][A-Za-z0-9'/&+-]*)[\"']?")
_BACK = re.compile(r"[A-Za-z][A-Za-z-]*")
_SIZED = re.compile(r" \d+(?:\.\d+)?-[a-z]+(?= [A-Za-z])")
"""A size that stands before a noun: 55,000 12-inch wafers."""

_NOUNS_TOO = listed("states plans reports measures names accounts claims estimates exports shows numbers ranks")
"""Verbs in -s that are nouns right after a number (27 states), unless `that` follows."""

_MORE = re.compile(
    r" (?:more|fewer|less|other|additional|further|extra|such|of (?:the|its|our|their))\b(?= [A-Za-z])", re.IGNORECASE
)
MOST = 8
"""Words that are looked at for the head of a phrase."""

REACH = 140
"""Characters before a number in which its noun is looked for."""


def plural(word: str) -> bool:
    """Whether a word looks like a plural noun (companies, people, GPUs; not business, status, economics)."""
    small = word.lower()
    if small in IRREGULAR_PLURALS or small in FIELDS:
        return small in IRREGULAR_PLURALS
    if len(word) > 2 and word.endswith("s") and word[:-1].isupper():
        return True
    people = word[0].isupper() and small.endswith("is") and len(small) > 5
    return people or (len(small) > 3 and small.endswith("s") and not _NOT_PLURAL.search(small))


def noun_after(text: str, at: int, *, one: bool = True) -> tuple[str, str, int] | None:
    """The head noun after `at` of a plain text, the whole phrase with its adjectives, and where it ends.

    The first plural of the phrase is its head (large language models developed by …); a phrase without one ends
    with its last word, which must look like a plural unless `one` is counted. None where no noun follows at once.
    """
    words: list[tuple[str, int]] = []
    more = _SIZED.match(text, at) or _MORE.match(text, at)
    place = more.end() if more else at
    while len(words) < MOST and (found := _WORD.match(text, place)):
        word = found[1]
        if (word.lower() in STOPS and not word.isupper()) or (words and _verb(word)):
            break
        words.append((word, found.end(1)))
        if plural(word) and not _attribute(text, found.end(), word):
            break
        place = found.end()
        if len(words) == 1 and text[place : place + 2] == ", " and word.islower():
            place += 1
    if not words or (len(words) == 1 and _verb(words[0][0])):
        return None
    head, end = words[-1]
    verb = head in NO_NOUNS and (head not in _NOUNS_TOO or text.startswith(" that ", end))
    if len(head) == 1 or (not one and (verb or (not plural(head) and not head[:2].isupper()))):
        return None
    return head if head[:2].isupper() else head.lower(), text[at:end].strip(), end


def noun_before(text: str, at: int) -> str | None:
    """The last plural noun before `at`: what a number without a noun counts (publications, totaling 15,051)."""
    first = max(0, at - REACH)
    for found in reversed(list(_BACK.finditer(text, first, at))):
        word = found[0].lower() if found.start() == 0 else found[0]
        if word.islower() and plural(word) and word not in STOPS and word not in NO_NOUNS:
            return word
    return None


def _attribute(text: str, at: int, word: str) -> bool:
    """Whether a plural stands before another noun as its attribute (systems engineers, data centre racks)."""
    if word.lower() not in ATTRIBUTES or (found := _WORD.match(text, at)) is None or found[1].lower() in STOPS:
        return False
    behind = _WORD.match(text, found.end())
    return plural(found[1]) or bool(behind and behind[1].lower() not in STOPS and plural(behind[1]))


@lru_cache(maxsize=4096)
def _verb(word: str) -> bool:
    """Whether a word after the first of a phrase looks like a verb that ends it: developing, approved."""
    small = word.lower()
    return bool(_VERBAL.search(small)) and small not in PARTICIPLES_OF_NOUNS and "-" not in small
