"""The English words of time: months, seasons, what leads a relative date, and how many."""

from __future__ import annotations

import re

from theodolite.reading.quantities.numbers import SMALL, TENS

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "January Jan",
            "February Feb",
            "March Mar",
            "April Apr",
            "May",
            "June Jun",
            "July Jul",
            "August Aug",
            "September Sept Sep",
            "October Oct",
            "November Nov",
            "December Dec",
        ),
        start=1,
    )
    for name in names.split()
}
"""Name or short name of a month → its number."""

SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}
"""Seasons of the northern half of the earth, as first and last month; winter has two years."""

_ONES = tuple(word for word, value in SMALL.items() if 0 < value < 10)
COUNTS = (
    {"half a": 0.5, "half": 0.5, "quarter of a": 0.25, "couple of": 2, "few": 3, "several": 5, "dozen": 12}
    | {word: value for word, value in SMALL.items() if value}
    | TENS
    | {f"{ten}-{one}": value + SMALL[one] for ten, value in TENS.items() for one in _ONES}
)
"""How many years or months a word stands for; `few` and `several` are ours."""

YEAR = r"(?:1[89]|2[01])\d\d"
_WHOLE = sorted((word for word in COUNTS if "-" not in word and word not in TENS), key=len, reverse=True)
NUMBER = rf"(?:\d{{1,3}}|{'|'.join(_WHOLE)}|(?:{'|'.join(TENS)})(?:-(?:{'|'.join(_ONES)}))?)"
LEADS = "past|last|next|coming|following|previous|preceding|subsequent|recent|prior"
UNITS = "(?:calendar|fiscal|financial|academic|full)"
ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "final": 4,
    "last": 4,
}
"""Which quarter of a year a word stands for; the last half is the second."""

ORDINAL = "|".join(ORDINALS)


def _ends(letter: str) -> str:
    """What follows the initial of a month as written; a short name may have a point."""
    names = [name for name in MONTHS if name[0] == letter]
    whole = [name[1:] for name in names if len(name) > 4 or name in ("May", "June", "July")]
    short = [name[1:] for name in names if name[1:] not in whole]
    return "|".join(rf"{end}\b" for end in whole) + "".join(rf"|{end}\b\.?" for end in short)


_INITIALS = "".join(sorted({name[0] for name in MONTHS}))
MONTH = rf"(?=[{_INITIALS}])(?:{'|'.join(f'{letter}(?:{_ends(letter)})' for letter in _INITIALS)})"
"""A month as written, its initials first so that a text is searched fast."""
MONTH_NAME = re.compile("|".join(sorted(MONTHS, key=len, reverse=True)))
