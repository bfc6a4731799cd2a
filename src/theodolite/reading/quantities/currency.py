"""Money under a sign that several currencies share: dollars in Canada are Canadian, ¥ in Japan are yen."""

from __future__ import annotations

import re
from dataclasses import replace

from theodolite.reading.quantities.lexicon import lexicon
from theodolite.reading.quantities.quantity import Quantity

_SIGN = re.compile(r"[^\d\s,.~≈<>()–—-]+")


def settled(quantity: Quantity, home: str | None) -> Quantity:
    """The quantity in the currency that a text about the economy `home` means by a sign that several share."""
    if quantity.unit_class != "money" or home is None:
        return quantity
    rivals = lexicon().rivals
    said = {sign.lower() for sign in _SIGN.findall(quantity.text)}
    code = next((rivals[home, sign] for sign in sorted(said) if (home, sign) in rivals), None)
    return quantity if code is None else replace(quantity, unit=code)
