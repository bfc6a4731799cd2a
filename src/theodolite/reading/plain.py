"""Plain text for the grammars: the same number of characters, with one sign for each of the many that mean the same."""

from __future__ import annotations

import unicodedata

_SPACES = "\t\u00a0\u1680\u200b\u202f\u205f\u3000\ufeff" + "".join(chr(code) for code in range(0x2000, 0x200B))
_SINGLE = "\u2018\u2019\u201a\u201b\u2032\u02bc\uff07\u0060\u00b4"
_DOUBLE = "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\uff02"
_HYPHENS = "\u2010\u2011\u00ad\u2043\ufe63\uff0d"
_MINUS = "\u2212"
_WIDE = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in "，。；：！？、（）"}

_SIGNS = {
    **_WIDE,
    **dict.fromkeys(_SPACES, " "),
    **dict.fromkeys(_SINGLE, "'"),
    **dict.fromkeys(_DOUBLE, '"'),
    **dict.fromkeys(_HYPHENS, "-"),
    _MINUS: "-",
}
_TABLE = {sign: _SIGNS.get(one, one) for sign, one in _SIGNS.items()}
"""Sign → the plain one, which is in the table as no sign itself: the order of replacing does not matter."""


def plain(text: str) -> str:
    """`text` with typographic spaces, quotes, hyphens, minus signs and full-width forms as their plain ones.

    Every character becomes one character, so that an offset means the same in both; dashes (– and —) stay. Letters with
    accents stay as they are written.
    """
    for sign in _TABLE.keys() & set(text):
        text = text.replace(sign, _TABLE[sign])
    return text


def unaccented(word: str) -> str:
    """`word` without accents and case, for comparing words: not of the same length."""
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)).casefold()
