"""Regions, provinces and counties of ISO 3166-2, by the names that texts in English call them."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator

SHORTEST = 4
"""Characters of a name; what is shorter is more often a word."""

_KIND = re.compile(
    r" ?(?:\[.*?\]|\(.*?\)|,.*)|\b(?:oblast'?|län|oblysy|okrug|kraj|distrikt|apskritis|megye|Sheng|Shi|novads)(?!\w).*"
)
_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-Þ]\w")


def subdivision_names(ordinary: Collection[str]) -> Iterator[tuple[str, str]]:
    """Each name, with its letters' marks and without, and the alpha-3 code of its economy.

    A name that two economies have names neither; those in `ordinary` are words or other names more often.
    """
    import pycountry

    alpha_3 = {country.alpha_2: country.alpha_3 for country in pycountry.countries}
    told: dict[str, set[str]] = defaultdict(set)
    for one in pycountry.subdivisions:
        name = _KIND.sub("", one.name).strip()
        for text in (name, _unmarked(name)):
            told[text].add(alpha_3[one.country_code])
    for text, codes in told.items():
        if len(codes) == 1 and len(text) >= SHORTEST and _CAPITAL.match(text) and text not in ordinary:
            yield text, next(iter(codes))


def _unmarked(text: str) -> str:
    """`text` without accents and other marks on its letters."""
    return "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))
