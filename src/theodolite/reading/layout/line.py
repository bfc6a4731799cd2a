"""What one line of a document is by itself: a heading, a caption, a row of a table, around the text, or prose."""

from __future__ import annotations

import re

from theodolite.reading.document import ZoneKind
from theodolite.reading.layout.words import signs
from theodolite.reading.plain import plain

LONGEST_HEADING = 100
"""Characters of a heading without a sign of its own."""

LONGEST_AROUND = 500
"""Characters of a paragraph that a single phrase (we use cookies) tells as standing around the text."""

LONGEST_CAPTION = 200
"""Characters of a caption that no colon marks (Figure 3 Exports by country)."""

LONGEST_ROW = 2_000
"""Characters of a row of a table."""

LONGEST_CELL = 300
"""Characters of a cell of a table; what has longer ones only lays out a page, or is a frame around text."""

HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
"""A sign of Chinese or Japanese, which are written without spaces."""

_STOPS = (".", "?", "!", ";", ",", ":")

LEADERS = re.compile(r"(?:\. ?){6,}\s*(?:\d{1,4}|[ivxlc]{1,6})$")
"""The points that lead to a page's number in a table of contents."""

_ITEM = re.compile(r"(?:[-–—•*·▪◦●‣∙+]|\(?\d{1,3}[.)]|\(?[a-z]\)|\[\d{1,3}\])\s")
_WORD = re.compile(r"[^\W_]")
_NUMBER = re.compile(r"[-+(]?[$€£¥]?\d[\d.,]*\)?%?")
_AROUND = re.compile(
    r"\d{1,3}\s?-?\s?min(?:s|utes?)?(?:\s(?:read|leggi|lesezeit))?|(?:reading time|time to read)\W+\d+.*"
    r"|(?:page\s?)?[-–—|\s]*\d{1,4}(?:\s(?:of|/)\s\d{1,4})?[-–—|\s]*|第\s?\d+\s?页.*"
    r"|(?:https?://|www\.)\S+|\S+@\S+\.\w+|(?:©|\(c\)|copyright\b(?:\s©)?\s(?:19|20)\d\d).{0,200}"
    r"|\d[\d.,]*[km]?\s(?:shares?|views?|likes?|comments?|followers?|reads?)",
    re.DOTALL,
)
_NAME = re.compile(r"(?:[A-ZÀ-Þ][\w.'’-]*|and|und|et|y|e|de|di|da|del|van|von|der|la|le|bin|al|&)")


def kind_of(line: str) -> ZoneKind | None:
    """What `line` is by its own words; None for prose, and for what only its neighbours can tell (`is_headlike`)."""
    if len(line) > LONGEST_AROUND:
        return "caption" if is_caption(line) else "table" if is_row(line) else None
    words = plain(line).casefold().strip()
    if not _WORD.search(words) or (words[-1] not in ".!?" and LEADERS.search(words)):
        return "boilerplate"
    if is_row(line):
        return "table"
    if is_around(words) or is_byline(line):
        return "boilerplate"
    return "caption" if is_caption(line) else None


def is_around(words: str) -> bool:
    """Whether plain `words` in small letters stand around a text: a button, a notice, an address."""
    if len(words) > LONGEST_AROUND:
        return False
    bare = words.rstrip(" .:!>»›→").strip()
    known = signs()
    if bare in known.around_lines or _AROUND.fullmatch(words) or known.around_starts.match(words):
        return True
    return any(phrase in words for phrase in known.around_phrases)


def is_caption(line: str) -> bool:
    """Whether `line` opens as a caption does: Figure 3: …, Source: …, photo …"""
    words = plain(line[:LONGEST_AROUND])
    known = signs()
    if known.captions.match(words):
        return True
    numbered = known.numbered.match(words)
    if numbered and len(line) <= LONGEST_CAPTION and not words.rstrip().endswith((".", ":", ";")):
        rest = line[numbered.end() :].lstrip()
        return bool(rest) and not rest[0].islower()
    picture = known.pictures.match(words)
    if picture is None or len(words) <= picture.end():
        return False
    return bool(re.match(r"\s?[A-ZÀ-Þ]", line[picture.end() :])) and len(words) > picture.end() + 8


def is_byline(line: str) -> bool:
    """Whether `line` only names its author: By Ada Lovelace and Karen Jones."""
    found = signs().bylines.match(plain(line)) if len(line) <= LONGEST_HEADING else None
    if found is None:
        return False
    names = line[found.end() :].strip().rstrip(",.|").replace(",", " ").split()
    if HAN.search(line):
        return len(line) <= 20
    return 2 <= len(names) <= 10 and all(_NAME.fullmatch(name) for name in names)


def is_row(line: str) -> bool:
    """Whether `line` is a row of a table: cells between tabs or bars, or mostly numbers."""
    stripped = line.strip()
    if len(stripped) > LONGEST_ROW:
        return False
    if "\t" in stripped or stripped.count("|") >= 2 or "  " in stripped:
        cells = [cell for cell in re.split(r"\s*[\t|]\s*|\s{2,}", stripped.strip("|")) if cell.strip()]
        barred = "\t" in stripped or (stripped.startswith("|") and stripped.endswith("|"))
        if len(cells) >= 2 and max(map(len, cells)) <= LONGEST_CAPTION and (barred or _numeric(cells) >= 2):
            return not stripped.endswith((".", "?", "!")) or _numeric(cells) > 0
    if len(stripped) > LONGEST_CAPTION or stripped.endswith(_STOPS):
        return False
    tokens = stripped.split()
    numbers = _numeric(tokens)
    return numbers >= 3 and 5 * numbers >= 3 * len(tokens)


def is_headlike(line: str) -> bool:
    """Whether `line` could be a heading: short, begun as a sentence is, no stop at its end, no sign of a list."""
    words = line.strip()
    longest = 40 if 3 * len(HAN.findall(words)) > len(words) else LONGEST_HEADING
    said = words.rstrip("\"'”’»)）]")
    if (
        not said
        or len(words) > longest
        or said[-1] in ".;,!。；，！、"
        or words[0] in "(（"
        or _INNER_STOP.search(words)
    ):
        return False
    if _ITEM.match(words):
        return _SECTION.fullmatch(words) is not None
    first = next((sign for sign in words if sign.isalnum()), "")
    return len(words) > 1 and bool(first) and not first.islower() and any(sign.isalpha() for sign in words)


def is_item(line: str) -> bool:
    """Whether `line` opens with the sign or number of a list's item."""
    return _ITEM.match(line) is not None


def is_memo_head(line: str) -> bool:
    """Whether `line` is a head line of a memo or letter: TO: …, DATE: …"""
    found = re.match(r"[^:：]{1,20}[:：]", line)
    return found is not None and signs().memo.match(plain(line[:40])) is not None and len(line) <= 250


_INNER_STOP = re.compile(r"[a-z%\d]{3}[.!?][\"'”’)]? [A-Z(\"“]|[。！]")
"""The end of a sentence inside a line: what has one is no heading."""

_SECTION = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]?\s[A-Z][^.!?;,:]{2,70}")
"""A numbered heading: 2. Methods."""


def _numeric(cells: list[str]) -> int:
    return sum(bool(_NUMBER.fullmatch(cell.strip())) for cell in cells)
