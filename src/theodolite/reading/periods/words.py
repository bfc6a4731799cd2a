"""The English words of time: months, seasons, what leads a relative date, and how many."""

from __future__ import annotations

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

COUNTS = {
    "half a": 0.5, "half": 0.5, "one": 1, "two": 2, "couple of": 2, "three": 3, "few": 3, "four": 4, "five": 5,
    "six": 6, "several": 5, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "dozen": 12,
    "thirteen": 13,
    "fourteen": 14, "fifteen": 15, "sixteen": 16, "eighteen": 18, "twenty": 20, "twenty-five": 25, "thirty": 30,
    "forty": 40, "fifty": 50,
}  # fmt: skip
"""How many years or months a word stands for; `few` and `several` are ours."""

YEAR = r"(?:1[89]|2[01])\d\d"
NUMBER = rf"(?:\d{{1,3}}|{'|'.join(sorted(COUNTS, key=len, reverse=True))})"
LEADS = "past|last|next|coming|following|previous|preceding|subsequent|recent|prior"
UNITS = "(?:calendar|fiscal|financial|academic|full)"
ORDINAL = "first|second|third|fourth|final|last|1st|2nd|3rd|4th"
_LETTERS = "".join(sorted({name[0] for name in MONTHS}))
_TAILS = "|".join(sorted({name[1:] for name in MONTHS if len(name) > 4 or name in ("May", "June", "July")}, key=len))
_SHORT = "|".join(sorted({name[1:] for name in MONTHS if len(name) <= 4 and name not in ("May", "June", "July")}))
MONTH = rf"[{_LETTERS}](?:(?:{_TAILS})\b|(?:{_SHORT})\b\.?)"
"""A month as written, its initial first so that a text is searched fast."""
