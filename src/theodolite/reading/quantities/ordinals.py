"""Ranks that an ordinal says: second place, ranked 12th, third-largest, a close second, second only to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from theodolite.reading.quantities.english import any_of
from theodolite.reading.quantities.looking import ends
from theodolite.reading.quantities.quantity import Quantity

_FIRST = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
)  # fmt: skip
_TENTHS = ("twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet")
ORDINALS = {word: value for value, word in enumerate(_FIRST, start=1)} | {
    f"{tens}{end}": 10 * ten + one
    for ten, tens in enumerate(_TENTHS, start=2)
    for one, end in enumerate(("ieth", *(f"y-{first}" for first in _FIRST[:9])))
}
"""Ordinal → its number."""

HINTS = frozenset(part for word in ORDINALS for part in word.split("-")) | {"st", "nd", "rd", "th"}
"""A sentence without one of these words says no ordinal."""

_ORDINAL = re.compile(
    rf"(?<![A-Za-z\d])(?:{'|'.join(sorted(ORDINALS, key=len, reverse=True))}|\d{{1,3}}(?:st|nd|rd|th))(?![A-Za-z\d])",
    re.IGNORECASE,
)
_PLACE = r"[ -](?:place|position|rank|spot)\b(?! to )"
_AMONG = any_of(
    r"globally worldwide in_the_world internationally overall nationally regionally among in_Europe in_Asia in_Africa "
    r"in_ASEAN in_the_EU of_\d+ out_of_\d+"
)
_VERB = any_of(
    r"rank(?:s|ed|ing)? plac(?:es|ed|ing) com(?:es|ing) came stands? stood sits? sat finish(?:es|ed)? is was been are "
    r"were now rose_to climbed_to fell_to falls_to drops_to rises_to climbs_to slipped_to dropped_to moved_up_to "
    r"jumped_to up_to from at positioned slid_to advanced_to improved_to while"
)
_SUPERLATIVE = any_of(
    r"largest biggest highest most best fastest leading strongest busiest top lowest smallest cheapest greatest "
    r"richest most[_-]\w+ heaviest longest oldest deepest broadest"
)
_MEASURE = any_of(
    "number share volume list ranking table index world region size value per_capita global overall absolute terms_of"
)
_CLOSE = r"(?:(?P<close>close )|distant |joint )?$"
_AFTER_A_VERB = (
    rf"(?:{_PLACE}| (?:{_AMONG})| (?:to|behind|after|in|on|for|by|and|from|with|only)\b"
    r"| (?:a|the|two|three|one) (?:year|years|edition)\b| last year| previously|[,.;)]|$)"
)
_FORMS = {
    "rank-verb": (
        rf"\b(?:{_VERB})(?: (?:a(?= close| distant| joint)|the|only|now|currently|just|as|in|at))*? {_CLOSE}",
        _AFTER_A_VERB,
    ),
    "rank-put": (
        r"\b(?:ranks?|ranked|puts?|plac(?:es|ed)|lists?|listed) "
        r"(?:it|them|us|(?-i:[A-Z])\w+(?: (?-i:[A-Z])\w+)?) (?:in |at |only )?$",
        _AFTER_A_VERB,
    ),
    "rank-place": (_CLOSE, _PLACE),
    "rank-by": ("$", rf" in (?:the |its )?(?:{_MEASURE})\b"),
    "rank-super": ("$", rf"[ -](?:{_SUPERLATIVE})(?!\w)"),
    "rank-among": ("$", rf" (?:{_AMONG})"),
    "rank-only": ("$", r" only to\b"),
    "rank-behind": ("$", r",? (?:just |only )?(?:behind|ahead of|after) (?-i:[A-Z])"),
}
"""Form → what stands before an ordinal, and what after it."""

_RANK = {
    name: (re.compile(before, re.IGNORECASE), re.compile(after, re.IGNORECASE))
    for name, (before, after) in _FORMS.items()
}
_AND = re.compile(r"(?:\band|,|\bbut|;) (?:only )?$", re.IGNORECASE)
_AND_AFTER = re.compile(r" (?:in|on|for|among|worldwide|globally|overall|by|per)\b", re.IGNORECASE)
_ORDERS = any_of(
    r"half quarter party plenary plenum session phase stage step time round century generation countr(?:y|ies) "
    r"part(?:y|ies) wave year week month day edition reading pillar priority objective chapter section reason point "
    r"option hand term amendment lady anniversary congress industrial world meeting summit draft version report "
    r"iteration tranche batch cohort floor"
)
_NO_RANK = re.compile(rf"[ -]?(?:{_ORDERS})s?\b", re.IGNORECASE)
_PLACED = re.compile(_PLACE, re.IGNORECASE)
_ONE_OF = re.compile(
    r"\b(?:one|some|many|several|two|three|four|five|few|most) of (?:the )?$|\bamong (?:the )?$", re.IGNORECASE
)
_OF = re.compile(r" (?:of|out of|among) (\d{1,3})\b")

REACH = 60
"""Characters before an ordinal in which its verb is looked for."""


def ordinal_ranks(text: str, said: frozenset[str]) -> Iterator[Quantity]:
    """Every rank that an ordinal of a plain text says, in order; an ordinal that orders a text or dates is none.

    `said` are the words of the text, in small letters.
    """
    before = False
    for found in () if said.isdisjoint(HINTS) else _ORDINAL.finditer(text):
        rank = _rank(text, found, after_another=before)
        if rank is not None:
            before = True
            yield rank


def _rank(text: str, found: re.Match[str], *, after_another: bool) -> Quantity | None:
    start, end = found.span()
    if _ONE_OF.search(text, max(0, start - REACH), start):
        return None
    for name, (left, right) in _RANK.items():
        after = right.match(text, end)
        before = left.search(text, max(0, start - REACH), start) if after else None
        if before and after and not (name in ("rank-verb", "rank-among") and _NO_RANK.match(text, end)):
            close = before.groupdict().get("close") is not None
            return _made(text, found, name, after.end() if name == "rank-super" else end, close=close)
    joined = after_another and ends(_AND, text, start) and _AND_AFTER.match(text, end)
    return _made(text, found, "rank-and", end, close=False) if joined and not _NO_RANK.match(text, end) else None


def _made(text: str, found: re.Match[str], name: str, end: int, *, close: bool) -> Quantity:
    place = _PLACED.match(text, end)
    end = place.end() if place else end
    word, of = found[0].lower(), _OF.match(text, end)
    value = float(ORDINALS.get(word) or re.sub(r"\D", "", word))
    return Quantity(
        found.start(), end, text[found.start() : end], value, None, None, "rank", "rank", "rank", name,
        "close" if close else None, denominator=float(of[1]) if of else None,
    )  # fmt: skip
