"""What paragraphs are because of where they stand: notes at the end, what is about the author, quotes pulled out."""

from __future__ import annotations

from collections.abc import Sequence

from theodolite.reading.document import ZoneKind
from theodolite.reading.layout.line import is_around, is_headlike, is_item
from theodolite.reading.layout.reference import is_reference, note_number
from theodolite.reading.layout.words import signs
from theodolite.reading.plain import plain

Kinds = list[ZoneKind | None]

LONG_PROSE = 300
"""Characters from which a paragraph that names no work is no note but prose again."""

LAST_PART = 0.7
"""Share of a text after which what follows a heading such as About the author goes on to the end."""

PULLED = range(50, 400)
"""Characters of a sentence that is set a second time, under a picture or between paragraphs."""

_GAP = 3
"""How far the number of an entry may be from the one before it."""

_SHORT = 90
"""Characters of a slogan between two lines that stand around the text."""


def mark_sections(lines: Sequence[str], kinds: Kinds) -> None:
    """Fill `kinds` in place with what the paragraphs `lines` are by their neighbours; what is None after it is prose.

    In this order: notes under a heading of notes; numbered references wherever they stand; what is about the author;
    numbers alone on a line; heads of tables; headings; slogans around the text; sentences set twice.
    """
    _notes_under_heads(lines, kinds)
    _numbered_references(lines, kinds)
    _around_sections(lines, kinds)
    _lone_numbers(lines, kinds)
    _heads_of_tables(lines, kinds)
    _headings(lines, kinds)
    _between(lines, kinds)
    _set_twice(lines, kinds)


def bare(line: str) -> str:
    """`line` in small letters, without the number, hashes and stars around a heading and the colon after it."""
    return plain(line).casefold().strip(" \t#*_.:：0123456789").strip()


def _notes_under_heads(lines: Sequence[str], kinds: Kinds) -> None:
    heads, inside = signs().note_heads, False
    for at, line in enumerate(lines):
        if kinds[at] in (None, "heading") and len(line) < 60 and bare(line) in heads:
            inside = _notes_follow(lines, at)
            kinds[at] = "heading" if inside else kinds[at]
        elif inside:
            inside = _still_notes(lines, kinds, at)
            if inside:
                kinds[at] = "endnotes"


def _notes_follow(lines: Sequence[str], at: int) -> bool:
    """Whether what stands under the heading at `at` opens with an entry of notes, and not with prose."""
    following = lines[at + 1 : at + 4]
    return any(is_reference(line) or note_number(line) is not None for line in following)


def _still_notes(lines: Sequence[str], kinds: Kinds, at: int) -> bool:
    line = lines[at]
    if kinds[at] == "boilerplate" and is_around(plain(line).casefold()) and not is_reference(line):
        return False
    if bare(line) in signs().around_heads:
        return False
    if note_number(line) is not None or is_reference(line):
        return True
    if len(line) >= LONG_PROSE:
        return False
    following = lines[at + 1] if at + 1 < len(lines) else ""
    told = kinds[at] == "heading" or is_headlike(line)
    return not (
        told and len(following) >= LONG_PROSE and not is_reference(following) and note_number(following) is None
    )


def _numbered_references(lines: Sequence[str], kinds: Kinds) -> None:
    """Runs of paragraphs numbered upwards, more than half of which name a work, are notes where they stand."""
    at = 0
    while at < len(lines):
        end, number = at, note_number(lines[at]) if kinds[at] in (None, "body", "endnotes") else None
        while number is not None:
            end += 1
            following = note_number(lines[end]) if end < len(lines) else None
            number = following if following is not None and 0 < following - number <= _GAP else None
        if 2 * sum(is_reference(line) for line in lines[at:end]) > end - at:
            for entry in range(at, end):
                kinds[entry] = "endnotes"
        at = max(at + 1, end)


def _around_sections(lines: Sequence[str], kinds: Kinds) -> None:
    whole = sum(map(len, lines)) or 1
    done, inside, last = 0, False, False
    for at, line in enumerate(lines):
        head = len(line) < 60 and kinds[at] in (None, "heading", "boilerplate") and bare(line) in signs().around_heads
        if head:
            inside, last = True, done / whole >= LAST_PART
        elif inside:
            inside = last or not (kinds[at] == "heading" or is_headlike(line))
            inside = inside and kinds[at] != "endnotes" and bare(line) not in signs().note_heads
        if inside:
            kinds[at] = "boilerplate"
        done += len(line)


def _lone_numbers(lines: Sequence[str], kinds: Kinds) -> None:
    """A number alone on its line counts pages or shares; three on end are a column of a table."""
    lone = [line.strip().replace(",", "").replace(".", "").rstrip("%").isdigit() and len(line) < 20 for line in lines]
    for at, is_lone in enumerate(lone):
        if is_lone:
            threes = [lone[first : first + 3] for first in range(max(0, at - 2), at + 1)]
            column = [True, True, True] in threes
            kinds[at] = "table" if column else "boilerplate"


def _heads_of_tables(lines: Sequence[str], kinds: Kinds) -> None:
    """A line with as many bars as the row of a table under it names its columns."""
    for at, line in enumerate(lines[:-1]):
        if kinds[at] is None and kinds[at + 1] == "table" and 2 <= line.count("|") == lines[at + 1].count("|"):
            kinds[at] = "table"


def _headings(lines: Sequence[str], kinds: Kinds) -> None:
    for at, line in enumerate(lines):
        if kinds[at] is None and is_headlike(line):
            leads = line.rstrip().endswith((":", "：")) and at + 1 < len(lines) and is_item(lines[at + 1])
            kinds[at] = None if leads else "heading"


def _between(lines: Sequence[str], kinds: Kinds) -> None:
    """A slogan in capitals between two lines that stand around the text does so too; a heading may be the title."""
    for at in range(1, len(lines) - 1):
        slogan = len(lines[at]) <= _SHORT and kinds[at] is None and lines[at].isupper()
        if slogan and kinds[at - 1] == kinds[at + 1] == "boilerplate":
            kinds[at] = "boilerplate"


def _set_twice(lines: Sequence[str], kinds: Kinds) -> None:
    """A paragraph of prose that stands word for word in another one, or earlier, is set a second time: a caption."""
    whole = "\n".join(line.strip() for line in lines)
    seen: set[str] = set()
    for at, line in enumerate(lines):
        words = line.strip()
        if kinds[at] in (None, "body") and len(words) in PULLED and not is_item(words):
            first = whole.find(words)
            other = whole.find(words, first + 1)
            if words in seen or (other >= 0 and _inside_another(whole, words, first, other)):
                kinds[at] = "caption"
        seen.add(words)


def _inside_another(whole: str, words: str, *places: int) -> bool:
    """Whether one of `places` where `words` stand in `whole` is a part of a longer line."""
    return any(
        whole[max(0, at - 1) : at] not in ("", "\n") or whole[at + len(words) : at + len(words) + 1] not in ("", "\n")
        for at in places
    )
