"""Markdown: the document's text is the file's own characters, markup included; what the markup says becomes zones."""

from __future__ import annotations

import re

from theodolite.reading.document import Document, Place, ZoneKind
from theodolite.reading.formats.decode import decode
from theodolite.reading.formats.limits import check_text
from theodolite.reading.formats.registry import reads
from theodolite.reading.layout.line import is_headlike
from theodolite.reading.layout.paragraphs import Span, apart, lines_of
from theodolite.reading.metadata import Facts, facts_of, known, known_day
from theodolite.reading.zones import Paragraph, zones_of

_FENCE = re.compile(r"(`{3,}|~{3,})")
_UNDERLINE = re.compile(r"=+|-{2,}")
_DELIMITER = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")
_OPENS = re.compile(
    r"(?:[-*+]|\d{1,9}[.)]|>)\s|>$|#{1,6}\s|\[\^[^\]]{1,40}\]:|\[[^\]]{1,200}\]:\s|<!--|</?[a-zA-Z]|!\[|\|"
)
_SIGNS: tuple[tuple[re.Pattern[str], ZoneKind], ...] = (
    (re.compile(r"#{1,6}\s"), "heading"),
    (re.compile(r"\[\^[^\]]{1,40}\]:"), "endnotes"),
    (re.compile(r"\[[^\]]{1,200}\]:\s+\S+"), "boilerplate"),
    (re.compile(r"<!--"), "boilerplate"),
    (re.compile(r"</?[a-zA-Z][^>]{0,500}>$"), "boilerplate"),
    (re.compile(r"\[?!\[[^\]]*\]\([^)]*\)[^.]{0,300}$"), "caption"),
    (re.compile(r"\|"), "table"),
)
_STATED = re.compile(r"(title|date|published|publisher)\s*[:=]\s*(.+)", re.IGNORECASE)


@reads("markdown", suffixes=(".md", ".markdown"))
def read_markdown(content: bytes) -> Document:
    """A Markdown file: headings, tables, captions and notes by their markup; code and front matter stand around it.

    Offsets are those of the file's characters. What its front matter states as title, date and publisher is known.
    """
    text, skipped, notes = decode(content)
    check_text(text)
    lines = lines_of(text)
    first = _front_matter(text, lines)
    paragraphs = [] if first == 0 else [Paragraph(lines[0].start, lines[first - 1].end, "boilerplate")]
    paragraphs += _paragraphs(text, lines[first:])
    zones = zones_of(text, paragraphs)
    facts = facts_of(text, zones, _stated(text, lines[:first]))
    return Document("", "", "markdown", text, zones, *facts, places=(Place(0, None, skipped),), notes=notes)


def _front_matter(text: str, lines: list[Span]) -> int:
    """How many lines at the beginning are front matter, its fences included."""
    fence = text[lines[0].start : lines[0].end]
    if fence not in ("---", "+++") or text[: lines[0].start].strip():
        return 0
    for number, line in enumerate(lines[1:200], start=2):
        if text[line.start : line.end] in (fence, "..."):
            return number
    return 0


def _stated(text: str, lines: list[Span]) -> Facts:
    said = [_STATED.fullmatch(text[line.start : line.end]) for line in lines]
    stated = {match[1].lower(): match[2].strip("\"' ") for match in said if match}
    day = stated.get("date") or stated.get("published")
    return Facts(
        known(stated.get("title"), "the front matter's title"),
        known(stated.get("publisher"), "the front matter's publisher"),
        known_day(day, "the front matter's date"),
    )


def _paragraphs(text: str, lines: list[Span]) -> list[Paragraph]:
    found: list[Paragraph] = []
    at = 0
    while at < len(lines):
        line = text[lines[at].start : lines[at].end]
        if fence := _FENCE.match(line):
            end = _until(text, lines, at, fence[1])
            told: ZoneKind | None = "boilerplate"
        elif line.startswith("<!--") and "-->" not in line:
            end, told = _until(text, lines, at, "-->"), "boilerplate"
        elif _is_table(text, lines, at):
            end, told = at + 1, "table"
        else:
            told = next((kind for sign, kind in _SIGNS if sign.match(line)), None)
            end = at + 1 if told == "heading" else _joined(text, lines, at)
            told = told or _set_off(text, lines, at, end)
        found.append(Paragraph(lines[at].start, lines[end - 1].end, told))
        at = end
    return _underlined(text, found)


def _until(text: str, lines: list[Span], at: int, mark: str) -> int:
    """The number of the line after the next one that begins or ends with `mark`."""
    for number in range(at + 1, len(lines)):
        line = text[lines[number].start : lines[number].end]
        if line.startswith(mark) or (mark == "-->" and mark in line):
            return number + 1
    return len(lines)


def _is_table(text: str, lines: list[Span], at: int) -> bool:
    """Whether a line is part of a table: a row between bars, or one beside the dashes under the columns' names."""
    line = text[lines[at].start : lines[at].end]
    if "|" not in line:
        return False
    if line.startswith("|") or _DELIMITER.fullmatch(line[:2000]):
        return True
    first = at
    while first > 0 and not apart(text, lines[first - 1], lines[first]) and "|" in text[slice(*lines[first - 1])]:
        first -= 1
        if at - first > 500:
            return True
    return any(
        number < len(lines) and _DELIMITER.fullmatch(text[slice(*lines[number])][:2000]) is not None
        for number in (first, first + 1)
    )


def _joined(text: str, lines: list[Span], at: int) -> int:
    """The number of the line after the paragraph that begins at line `at`."""
    end = at + 1
    while end < len(lines) and not apart(text, lines[end - 1], lines[end]):
        line = text[lines[end].start : lines[end].end]
        if (
            _OPENS.match(line)
            or _FENCE.match(line)
            or _UNDERLINE.fullmatch(line)
            or "  \n" in text[lines[end - 1].end : lines[end].start]
        ):
            break
        end += 1
    return end


def _set_off(text: str, lines: list[Span], at: int, end: int) -> ZoneKind | None:
    """A heading, where one line is all in bold."""
    line = text[lines[at].start : lines[at].end]
    bold = re.fullmatch(r"(\*\*|__)(.{2,100})\1:?", line)
    return "heading" if bold and end == at + 1 and is_headlike(bold[2]) else None


def _underlined(text: str, found: list[Paragraph]) -> list[Paragraph]:
    """A line of = or - right under a paragraph makes it a heading, and stands around the text itself."""
    for at in range(1, len(found)):
        before, line = found[at - 1], found[at]
        rule = _UNDERLINE.fullmatch(text[line.start : line.end]) is not None
        if rule and before.told is None and not apart(text, Span(*before[:2]), Span(*line[:2])):
            found[at - 1] = before._replace(told="heading")
            found[at] = line._replace(told="boilerplate")
    return found
