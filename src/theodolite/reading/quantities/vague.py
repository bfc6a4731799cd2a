"""Quantities of which a text tells the order of magnitude alone: tens of thousands, several hundred, billions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from theodolite.reading.quantities.lexicon import Lexicon
from theodolite.reading.quantities.nouns import noun_after
from theodolite.reading.quantities.numbers import SCALES, scale_value
from theodolite.reading.quantities.quantity import Quantity

_PLURAL = {"dozens": 12.0, "tens": 10.0, "scores": 20.0} | {
    f"{scale}s": value for scale, value in SCALES.items() if value >= 100 and not scale.endswith("s")
}
HINTS = frozenset(_PLURAL) | {"several", "few", "many", "multiple", "crores", "lakhs"}
"""A sentence without one of these words holds no such quantity."""

_FORM = re.compile(
    r"(?<![\w-])(?:(?P<many>(?:tens|dozens|hundreds|thousands) of (?:thousands|millions|billions|trillions))"
    r"|(?P<several>(?:several|a few|many|multiple) "
    r"(?P<scale>(?:hundred )?(?:thousand|million|billion|trillion|crore|lakh)|hundred|dozen))|(?P<one>hundreds"
    r"|thousands|millions|billions|trillions|dozens|crores|lakhs)(?= of\b))(?![\w-])",
    re.IGNORECASE,
)


def vague_quantities(text: str, said: frozenset[str], words: Lexicon) -> Iterator[Quantity]:
    """The quantities of a plain sentence that only an order of magnitude says: its lower end is the value."""
    for found in () if said.isdisjoint(HINTS) else _FORM.finditer(text):
        parts = found[0].lower().split()
        if found["several"]:
            value = scale_value(found["scale"])
        else:
            value = 1.0
            for word in parts:
                value *= _PLURAL.get(word, 1.0)
        after = found.end() + (3 if text[found.end() : found.end() + 4] == " of " else 0)
        coin = words.currency_at(text, after + 1) if text[after : after + 1] == " " else None
        noun = noun_after(text, after)
        unit, kind, end = (coin[0], "money", coin[1]) if coin else (noun[0] if noun else "count", "count", found.end())
        yield Quantity(
            found.start(), end, text[found.start() : end], value, value, None, unit, kind, "level", "vague",
            "order_of_magnitude", noun=noun[1] if noun else None,
        )  # fmt: skip
