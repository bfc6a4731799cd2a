"""Money under a sign that several currencies share: dollars in Canada are Canadian, ¥ in Japan are yen."""

from __future__ import annotations

import re
from dataclasses import replace

from theodolite.reading.quantities.lexicon import Lexicon
from theodolite.reading.quantities.quantity import Quantity

_SIGN = re.compile(r"[^\d\s,.~≈<>()–—-]+")
_OF_ALL = ("$", "dollars", "dollar")
"""Signs in which sums of other economies are told, too."""


def settled(quantity: Quantity, home: str | None, subject: str | None, words: Lexicon) -> Quantity:
    """The quantity in the currency that a text about the economy `home` means by a sign that several share.

    Whom the quantity itself is said of comes first, save for dollars, in which sums of all the world are told.
    `words` are those of measure that the catalogue knows.
    """
    if quantity.unit_class != "money":
        return quantity
    rivals = words.rivals
    for sign in sorted({sign.lower() for sign in _SIGN.findall(quantity.text)}):
        for economy in (None if sign in _OF_ALL else subject, home):
            if economy is not None and (economy, sign) in rivals:
                return replace(quantity, unit=rivals[economy, sign])
    return quantity
