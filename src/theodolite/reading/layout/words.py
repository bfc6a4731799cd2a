"""The words by which a line of a document is told apart, from the catalogue's codelist `layout`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from theodolite.core.catalog import Catalog
from theodolite.core.spec import Spec


class LayoutWords(Spec):
    """A list of words under a title."""

    title: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Signs:
    """What the codelist says, compiled; frozen sets hold small letters, patterns match in any case."""

    note_heads: frozenset[str]
    around_heads: frozenset[str]
    around_lines: frozenset[str]
    section_heads: frozenset[str]
    around_starts: re.Pattern[str]
    around_phrases: tuple[str, ...]
    """Found anywhere in a paragraph, in small letters."""
    captions: re.Pattern[str]
    """The opening of a caption: Figure 3:, Source:."""
    numbered: re.Pattern[str]
    """Figure 3 without a sign after it: a caption only where no sentence follows."""
    pictures: re.Pattern[str]
    """A picture's word before its caption, with no sign between; the caption is the group."""
    bylines: re.Pattern[str]
    memo: re.Pattern[str]
    """A head line of a memo: its word, and what it says."""


@lru_cache(maxsize=1)
def signs() -> Signs:
    """The shipped codelist, read once."""
    lists = {code: entry.words for code, entry in Catalog().codelist("layout", LayoutWords).items()}
    marks, starts = _any(lists["caption-marks"]), _any(lists["caption-starts"])
    number = r"\s?(?:[a-z]?\d[\d.\-]*[a-z]?|[ivx]{1,5})"
    return Signs(
        note_heads=frozenset(lists["note-heads"]),
        around_heads=frozenset(lists["around-heads"]),
        around_lines=frozenset(lists["around-lines"]),
        section_heads=frozenset(lists["section-heads"]),
        around_starts=re.compile(rf"(?:{_any(lists['around-starts'])})\s?[:：]\s", re.IGNORECASE),
        around_phrases=lists["around-phrases"],
        captions=re.compile(
            rf"(?:(?:{marks}){number}\s?[:.：|–—-](?:\s|$)|(?:{starts})(?:\s[^:]{{1,30}})?\s?[:：])", re.IGNORECASE
        ),
        numbered=re.compile(rf"(?:{marks}){number}(?=\s|$)", re.IGNORECASE),
        pictures=re.compile(rf"(?:{_any(lists['photo-words'])})", re.IGNORECASE),
        bylines=re.compile(rf"(?:{_any(lists['by-words'])})\s?[:：]?\s", re.IGNORECASE),
        memo=re.compile(rf"({_any(lists['memo-heads'])})\s?[:：]\s*(.*)", re.DOTALL | re.IGNORECASE),
    )


def _any(words: Iterable[str]) -> str:
    """An alternation of `words`, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
