"""HTML as tags and texts in the order of its source, each with its place; nothing is loaded, run or repaired."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

LONGEST_TAG = 20_000
"""Characters of a tag with its attributes; a longer one ends at its first `>`."""

_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]{0,60})((?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+)>")
_BARE_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]{0,60})([^>]*+)>")
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]{1,60})(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_RAW = {
    name: re.compile(rf"</{name}[\s>/]", re.IGNORECASE)
    for name in ("script", "style", "title", "textarea", "noscript", "template", "iframe", "noembed", "noframes", "xmp")
}
"""Elements whose content is text up to their own end, whatever tags are in it."""


class Tag(NamedTuple):
    """An opening or closing tag; `name` is in small letters, `inside` is its attributes as written."""

    name: str
    closing: bool
    inside: str

    def attributes(self) -> dict[str, str]:
        """Attributes by name in small letters, the first of a name; an attribute without a value is empty."""
        found: dict[str, str] = {}
        for match in _ATTRIBUTE.finditer(self.inside):
            value = next((group for group in match.groups()[1:] if group is not None), "")
            found.setdefault(match[1].lower(), unescape(value))
        return found


class Words(NamedTuple):
    """Text of the source from `start` to `end`, entities not resolved; `of` names an element with raw content."""

    start: int
    end: int
    of: str | None = None


def tokens_of(source: str) -> Iterator[Tag | Words]:
    """Every tag and text of `source` in order; comments, declarations and instructions are passed over.

    What opens and does not end (a comment, a script) goes on to the end of the source, as in a browser. Each character
    is looked at a bounded number of times.
    """
    at = 0
    while at < len(source):
        opening = source.find("<", at)
        if opening < 0 or source.find(">", opening) < 0:
            yield Words(at, len(source))
            return
        if opening > at:
            yield Words(at, opening)
        if source.startswith(("<!", "<?"), opening):
            at = _after_declaration(source, opening)
            continue
        match = _TAG.match(source, opening, opening + LONGEST_TAG) or _BARE_TAG.match(source, opening)
        if match is None:
            yield Words(opening, opening + 1)
            at = opening + 1
            continue
        tag = Tag(match[2].lower(), bool(match[1]), match[3])
        at = match.end()
        yield tag
        if not tag.closing and tag.name in _RAW:
            end = _RAW[tag.name].search(source, at)
            last = len(source) if end is None else end.start()
            yield Words(at, last, tag.name)
            at = last


def _after_declaration(source: str, at: int) -> int:
    comment = source.startswith("<!--", at)
    end = source.find("-->" if comment else ">", at + (4 if comment else 2))
    return len(source) if end < 0 else end + (3 if comment else 1)


_RUN = re.compile(r"\s+|&(?:#\d{1,8}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?|[^\s&]+(?: [^\s&]+)*|&")


def runs_of(source: str, words: Words) -> Iterator[tuple[str, int]]:
    """The text of `words` as it is shown, in pieces that stand in `source` character by character from an offset on.

    White space is one space; an entity is what it stands for.
    """
    for found in _RUN.finditer(source, words.start, words.end):
        run = found[0]
        if run.isspace():
            yield " ", found.start()
        elif run[0] == "&" and len(run) > 1:
            yield unescape(run), found.start()
        else:
            yield run, found.start()
