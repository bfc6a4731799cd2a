"""Plain text for the grammars: the same number of characters, with one sign for each of the many that mean the same."""

from __future__ import annotations

import unicodedata

_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\u200b\ufeff"
_SINGLE = "\u2018\u2019\u201a\u201b\u2032\u02bc\uff07\u0060\u00b4"
_DOUBLE = "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\uff02"
_HYPHENS = "\u2010\u2011\u00ad\u2043\ufe63\uff0d"
_MINUS = "\u2212"
_WIDE = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in "，。；：！？、（）"}

_TABLE = str.maketrans(
    {
        **_WIDE,
        **dict.fromkeys(_SPACES, " "),
        **dict.fromkeys(_SINGLE, "'"),
        **dict.fromkeys(_DOUBLE, '"'),
        **dict.fromkeys(_HYPHENS, "-"),
        _MINUS: "-",
    }
)


def plain(text: str) -> str:
    """`text` with typographic spaces, quotes, hyphens, minus signs and full-width forms as their plain ones.

    Every character becomes one character, so that an offset means the same in both; dashes (– and —) stay. Letters with
    accents stay as they are written.
    """
    return text.translate(_TABLE)


def unaccented(word: str) -> str:
    """`word` without accents and case, for comparing words: not of the same length."""
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)).casefold()
