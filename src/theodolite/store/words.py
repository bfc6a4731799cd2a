"""Words for searching: a text as the words that an index holds, the same for every database."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

LONGEST_WORD = 64
"""Characters of a word that count; what is longer is not a word that anybody types."""

_RUN = re.compile(r"\w+")
_THOUSANDS = re.compile(r"(?<=\d)[,\u00a0\u202f'’](?=\d{3}(?!\d))")
_UNSPACED = re.compile("([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+)")
"""Signs that are written without spaces between words: Han and kana."""


def index_words(text: str) -> list[str]:
    """The words of a text for an index, each once, sorted: letters and digits without case, accents and other signs.

    A number is one word however its thousands are set apart (38,000 is 38000). Chinese and Japanese are cut into
    single characters and pairs of neighbours, so that a part of a run can be found.
    """
    return sorted(counted_words(text))


def counted_words(text: str) -> Counter[str]:
    """How often each word of `index_words` stands in a text."""
    return Counter(word for run in _runs(text) for word in _cut(run, whole=False))


def sought_words(text: str) -> list[str]:
    """The words that a passage must all hold to be found by `text`, each once, sorted: as `index_words` cuts them.

    Of a Chinese or Japanese run of two characters or more the pairs alone, which say more than its single characters.
    """
    return sorted({word for run in _runs(text) for word in _cut(run, whole=True)})


def _runs(text: str) -> Iterator[str]:
    joined = _THOUSANDS.sub("", unicodedata.normalize("NFKC", _THOUSANDS.sub("", text)))
    spelt = unicodedata.normalize("NFKD", joined.casefold())
    plain = "".join(c for c in spelt if not unicodedata.combining(c))
    for found in _RUN.finditer(plain.replace("_", " ")):
        yield from (part for part in _UNSPACED.split(unicodedata.normalize("NFC", found.group())) if part)


def _cut(run: str, *, whole: bool) -> Iterator[str]:
    if not _UNSPACED.fullmatch(run):
        yield run[:LONGEST_WORD]
        return
    if len(run) == 1 or not whole:
        yield from run
    yield from (run[i : i + 2] for i in range(len(run) - 1))
