"""The noun that a number counts: the words after it up to the head of their phrase."""

from __future__ import annotations

import re
from functools import lru_cache

_STOP = frozenset(
    ["of", "in", "for", "by", "to", "and", "or", "but", "that", "which", "who", "whom", "whose", "when", "where", "while", "as", "at", "on", "per", "from", "with", "within", "without", "than", "then", "was", "were", "is", "are", "be", "been", "being", "has", "have", "had", "will", "would", "could", "can", "may", "might", "must", "shall", "should", "do", "does", "did", "into", "onto", "over", "under", "above", "below", "after", "before", "since", "until", "through", "across", "among", "between", "against", "during", "about", "around", "if", "because", "so", "yet", "not", "no", "nor", "this", "these", "those", "their", "its", "his", "her", "our", "your", "they", "we", "it", "he", "she", "i", "you", "also", "only", "just", "both", "either", "each", "all", "any", "some", "more", "most", "less", "fewer", "such", "annually", "yearly", "monthly", "daily", "worldwide", "globally", "nationwide", "today", "now", "currently", "alone", "together", "respectively", "compared", "according", "up", "down", "out", "off", "there", "here", "how", "why", "what", "via", "plus", "minus", "versus", "vs", "amid", "despite", "following", "including", "based", "behind", "ahead", "above-mentioned", "last", "next", "a", "an", "the"]
)
_IRREGULAR = frozenset(
    ["people", "children", "men", "women", "staff", "data", "personnel", "police", "aircraft", "alumni", "criteria", "media", "headcount", "teu", "gpus", "cpus", "tpus"]
)
_NOT_PLURAL = re.compile(r"(?:ss|us|is|ics)$")
_WORD = re.compile(r"[ ]?(?:\"|')?([A-Za-z][A-Za-z0-9'/&+-]*|AI)(?:\"|')?")
_GAP = re.compile(r"(?: ?\([A-Z][A-Za-z&-]*\))?")
MOST = 8
"""Words that are looked at for the head of a phrase."""


def plural(word: str) -> bool:
    """Whether a word looks like a plural noun (companies, people; not business, status, economics)."""
    small = word.lower()
    return (
        small in _IRREGULAR
        or (len(small) > 3 and small.endswith("s") and not _NOT_PLURAL.search(small))
        or (len(word) > 2 and word.endswith("s") and word[:-1].isupper())
    )


def noun_after(text: str, at: int) -> tuple[str, str, int] | None:
    """The head noun after `at` of a plain text, the whole phrase with its adjectives, and where it ends.

    The first plural of the phrase is its head (large language models developed by …); a phrase without one ends with its
    last word. None where no noun follows at once.
    """
    words: list[tuple[str, int]] = []
    place = at
    while len(words) < MOST and (found := _WORD.match(text, place)):
        word = found[1]
        if word.lower() in _STOP or (words and _verb(word)):
            break
        words.append((word, found.end()))
        if plural(word) and not _compound(text, found.end()):
            break
        place = found.end()
        if text[place : place + 2] == ", " and len(words) < MOST and _adjective(word):
            place += 1
    if not words or (words[0][0] != words[-1][0] and False):
        return None
    head, end = words[-1]
    return head.lower() if not head.isupper() else head, text[at:end].strip(), end


def _compound(text: str, at: int) -> bool:
    """Whether a plural is itself an attribute of a plural that follows at once (systems engineers, sales managers)."""
    found = _WORD.match(text, at)
    return bool(
        found
        and found[1].lower() not in _STOP
        and plural(found[1])
        and not _verb(found[1])
        and found[1].islower()
        and not found[1].endswith("ches")
    )


@lru_cache(maxsize=4096)
def _verb(word: str) -> bool:
    """Whether a word after a noun looks like a verb: developing, approved, uses."""
    small = word.lower()
    return bool(re.search(r"(?:ed|ing)$", small)) and small not in (
        "training",
        "computing",
        "manufacturing",
        "engineering",
        "learning",
        "processing",
        "funding",
        "speed",
        "feed",
        "seed",
        "charging",
        "filing",
        "filings",
        "advanced",
        "skilled",
        "unmanned",
        "connected",
        "related",
        "qualified",
        "licensed",
        "registered",
        "peer-reviewed",
        "dedicated",
        "nvidia-accelerated",
        "trained",
        "semiconductor-related",
    )


def _adjective(word: str) -> bool:
    return word.islower() and not plural(word)


_BACK = re.compile(r"([A-Za-z][A-Za-z-]*)")


def noun_before(text: str, at: int) -> str | None:
    """The last plural noun before `at`: what a number without a noun of its own counts (publications, totaling 15,051)."""
    words = _BACK.findall(text[max(0, at - 140) : at])
    for word in reversed(words):
        if plural(word) and word.lower() not in _STOP and word.islower():
            return word.lower()
    return None
