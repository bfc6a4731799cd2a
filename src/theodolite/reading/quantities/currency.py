"""Money under a sign that several currencies share: dollars in Canada are Canadian, ¥ in Japan are yen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from theodolite.reading.quantities.lexicon import Lexicon
from theodolite.reading.quantities.quantity import Quantity

_SIGN = re.compile(r"[^\d\s,.~≈<>()–—-]+")
_OF_ALL = ("$", "dollars", "dollar")
"""Signs in which sums of other economies are told, too."""


def settled(
    quantity: Quantity, home: str | None, subject: str | None, words: Lexicon, around: Sequence[Quantity] = ()
) -> Quantity:
    """The quantity in the currency that a text about the economy `home` means by a sign that several share.

    Whom the quantity itself is said of comes first, save for dollars, in which sums of all the world are told.
    A bare dollar that converts a sum of that economy's own money (C$5 billion ($3.6 billion)) is the first currency's;
    `around` are the quantities of its sentence. `words` are those of measure that the catalogue knows.
    """
    if quantity.unit_class != "money":
        return quantity
    rivals = words.rivals
    for sign in sorted({sign.lower() for sign in _SIGN.findall(quantity.text)}):
        for economy in (None if sign in _OF_ALL else subject, home):
            rival = rivals.get((economy, sign)) if economy else None
            if rival and not (sign in _OF_ALL and _converts(quantity, rival, around)):
                return replace(quantity, unit=rival)
    return quantity


LARGEST_GAP = 12
"""Characters between a sum and what it comes to in other money: a bracket, and `about` or `or`."""


def _converts(quantity: Quantity, unit: str, around: Sequence[Quantity]) -> bool:
    """Whether a sum stands right behind, or right before, one that is written in `unit`."""
    gaps = (max(quantity.start - one.end, one.start - quantity.end) for one in around if one.unit == unit)
    return any(0 <= gap <= LARGEST_GAP for gap in gaps)
