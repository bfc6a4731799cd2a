"""Which blocks of a page are its main part: those that trafilatura keeps, and what stands between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from theodolite.reading.formats.blocks import Block
from theodolite.reading.formats.quiet import quiet

LARGEST_SEARCHED = 3_000_000
"""Characters of a page beyond which its main part is not searched for, and only its tags tell."""

MOST_SEARCHED = 40_000
"""Tags of a page beyond which it is not searched either."""

PROSE = 120
"""Characters of a block outside the main part that is prose all the same."""

_SHORT = 25
_SPACE = re.compile(r"[\s|]+")


class MainText(NamedTuple):
    """The text of a page's main part; where there is none, why."""

    text: str | None
    why: str


def main_text(source: str) -> MainText:
    """The text that trafilatura takes for the main part of a page; None where it finds none, fails, or is not asked."""
    for count, most, things in (
        (len(source), LARGEST_SEARCHED, "characters"),
        (source.count("<"), MOST_SEARCHED, "tags"),
    ):
        if count > most:
            return MainText(None, f"it has more than {most:,} {things}, so that no main part was searched for")
    from lxml.etree import LxmlError
    from trafilatura import extract

    try:
        with quiet("trafilatura", "htmldate", "courlan", "readability"):
            found = extract(source, include_comments=False, include_tables=True, favor_recall=True, deduplicate=False)
    except (LxmlError, RecursionError, ValueError, TypeError, AttributeError, LookupError) as error:
        return MainText(None, f"the search for its main part failed ({type(error).__name__})")
    return MainText(found, "") if found else MainText(None, "no main part was found")


def settle(blocks: Sequence[Block], main: str | None) -> None:
    """Mark in place, as standing around the text, the blocks that are no part of `main`, a page's main text.

    Headings, captions, tables and notes stay what their tags tell between the first and the last block of it. Where
    there is no main text, tags and links alone decide.
    """
    whole = _single(main or "")
    lines = {_single(line.lstrip("- ")) for line in (main or "").splitlines()}
    kept = [_kept(block, whole, lines) for block in blocks]
    first = kept.index(True) if True in kept else 0
    last = len(kept) - 1 - kept[::-1].index(True) if True in kept else len(kept) - 1
    for at, block in enumerate(blocks):
        between = first <= at <= last
        if not (kept[at] or block.told == "endnotes" or _stays(block, between, bool(main))):
            block.told = "boilerplate"


def _kept(block: Block, whole: str, lines: set[str]) -> bool:
    text = _single(block.text)
    return text in lines or (len(text) >= _SHORT and text in whole)


def _stays(block: Block, between: bool, found: bool) -> bool:
    """Whether a block that is not in the main text is all the same no block around it."""
    if block.around or block.first:
        return block.first and not block.around
    text = block.text
    links = 2 * block.linked > len(text)
    if not found:
        return not (links and len(text) < 2 * PROSE)
    if links or block.aside:
        return False
    return between or len(text) >= PROSE


def _single(text: str) -> str:
    return _SPACE.sub(" ", text).strip()
