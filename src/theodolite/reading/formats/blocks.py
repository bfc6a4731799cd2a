"""The blocks of an HTML page that a reader would see, in order: what stands in each, and what its tags say of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from theodolite.reading.document import ZoneKind
from theodolite.reading.formats.draft import Piece
from theodolite.reading.formats.limits import MOST_TAGS, too_much
from theodolite.reading.formats.markup import Tag, Words, runs_of, tokens_of
from theodolite.reading.layout.line import LONGEST_CELL

DEEPEST = 2_000
"""Elements inside each other; what is nested deeper is read as if it stood at this depth."""

_BLOCKS = frozenset(
    ["address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl",
     "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
     "legend", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "ul"]
)  # fmt: skip
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_UNSEEN = frozenset(
    ["audio", "canvas", "datalist", "head", "iframe", "map", "noembed", "noframes", "noscript", "object", "rp", "rt",
     "script", "select", "style", "svg", "template", "textarea", "title", "video", "xmp"]
)  # fmt: skip
_AROUND = frozenset(["button", "dialog", "form", "menu", "nav"])
_KINDS: dict[str, ZoneKind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"), "caption": "caption", "figcaption": "caption",
    "li": "body", "dd": "body",
}  # fmt: skip
_CLOSED_BY = {
    "li": ("li",), "dt": ("dt", "dd"), "dd": ("dt", "dd"), "tr": ("tr", "td", "th"), "td": ("td", "th"),
    "th": ("td", "th"), "option": ("option",),
}  # fmt: skip
"""Elements that the opening of another one of them closes."""

_NOTES = re.compile(
    r"(?:^|[\s_-])(?:foot-?notes?|end-?notes?|references|reflist|bibliography|cite_note|fn:?\d+|_?ftn\d+|doc-endnotes?|"
    r"doc-footnote|doc-bibliography)(?:$|[\s_:-])"
)
_ASIDE = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|breadcrumbs?|cookies?|consent|gdpr|share|sharing|social|newsletter|subscribe|signup|"
    r"related|recommended|promo|adverts?|ads|sponsor(?:ed)?|sidebar|widget|comments?|bio|toolbar|paywall|popup|modal|tags|"
    r"pagination|skip|footer|masthead|toc)(?:$|[\s_-])"
)
_HIDDEN_CLASS = re.compile(r"(?:^|\s)(?:sr-only|visually-?hidden|screen-reader(?:-text)?|hidden|d-none)(?:$|\s)")
_SHOWN_WIDE = re.compile(r"(?:^|\s)(?:(?:sm|md|lg|xl|2xl):(?!hidden)|d-(?:sm|md|lg|xl)-(?!none))")
"""Shown all the same where the screen is wide enough."""

_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])"
)


@dataclass
class Block:
    """One block: its pieces, the kind that its tags tell, and whether they tell that it stands around the text."""

    pieces: list[Piece]
    told: ZoneKind | None
    around: bool = False
    """Its tags say that it stands around the text (nav, form)."""
    aside: bool = False
    """A name of its class says so, which is no proof."""
    linked: int = 0
    """Characters of it that are links."""
    first: bool = False
    """It is the page's first heading of the first level."""

    @property
    def text(self) -> str:
        """Its text, without white space around it."""
        return "".join(piece.text for piece in self.pieces).strip()


class _Open(NamedTuple):
    """An element that is open, with what it and those around it tell."""

    name: str
    told: ZoneKind | None
    hidden: bool
    around: bool
    aside: bool
    inside: bool
    """Inside an article or the main part of the page."""


@dataclass
class Page:
    """A page as walked through: its blocks, and what its head states."""

    source: str
    blocks: list[Block] = field(default_factory=list)
    metas: dict[str, str] = field(default_factory=dict)
    title: str = ""
    data: list[str] = field(default_factory=list)
    """JSON-LD scripts as written."""
    times: list[tuple[int, bool, str]] = field(default_factory=list)
    """Times that elements state: before which block, whether as the day of publication, and the words."""


def page_of(source: str) -> Page:
    """The blocks of `source` that are shown, in order, and what its head states.

    Scripts, styles, comments and elements hidden by an attribute, an inline style or a known class are passed over.
    """
    return _Walk(source).walked()


class _Walk:
    """One way through a page, with the elements that are open."""

    def __init__(self, source: str) -> None:
        self.page = Page(source)
        self.open = [_Open("", None, False, False, False, False)]
        self.block = Block([], None)
        self.rows: list[int] = []
        """For each table that is open, the number of its cells in this row so far."""
        self.broken = False
        self.lists: list[int] = []

    def walked(self) -> Page:
        data, tags = False, 0
        for token in tokens_of(self.page.source):
            if isinstance(token, Tag):
                tags += 1
                if tags > MOST_TAGS:
                    raise too_much("tags", MOST_TAGS)
                data = token.name == "script" and "ld+json" in token.inside
                self._close(token) if token.closing else self._begin(token)
            elif token.of == "title":
                self.page.title = self.page.title or " ".join(self._shown(token).split())
            elif token.of == "script" and data and token.end - token.start < 500_000:
                self.page.data.append(self.page.source[token.start : token.end])
            elif token.of is None and not self.open[-1].hidden:
                self._add(token)
        self._flush()
        return self.page

    def _shown(self, words: Words) -> str:
        return "".join(text for text, _ in runs_of(self.page.source, words))

    def _add(self, words: Words) -> None:
        top = self.open[-1]
        for text, offset in runs_of(self.page.source, words):
            if self.broken and text.strip():
                self._break(text)
            if text == " " and (not self.block.pieces or self.block.pieces[-1].text[-1:] in (" ", "\t")):
                continue
            self.block.pieces.append(Piece(text, None, offset))
            if any(one.name == "a" for one in self.open[-4:]):
                self.block.linked += len(text)
        self.block.told, self.block.around, self.block.aside = top.told, top.around, top.aside

    def _break(self, text: str) -> None:
        """A line break ends a block, unless the sentence goes on after it."""
        self.broken = False
        before = "".join(piece.text for piece in self.block.pieces[-3:]).rstrip()
        if self.rows or (before and before[-1] not in ".:!?" and text[0].islower()):
            self.block.pieces.append(Piece(" "))
        else:
            self._flush()

    def _flush(self) -> None:
        if self.block.text:
            self.page.blocks.append(self.block)
        self.block, self.broken = Block([], None), False

    def _begin(self, tag: Tag) -> None:
        if tag.name == "br":
            self.broken = True
            return
        attributes = tag.attributes() if tag.inside.strip() else {}
        self._stated(tag, attributes)
        if tag.name in _VOID:
            self._flush() if tag.name == "hr" else None
            return
        self._imply(tag.name)
        self._arrange(tag.name)
        if len(self.open) < DEEPEST:
            self.open.append(_opened(tag.name, attributes, self.open[-1]))
        if tag.name == "li" and self.lists and self.lists[-1] >= 0 and self.open[-1].told == "endnotes":
            self.lists[-1] += 1
            self.block.pieces.append(Piece(f"{self.lists[-1]}. "))
        if tag.name in ("ol", "ul"):
            start = attributes.get("start", "1")
            self.lists.append(int(start[:4]) - 1 if tag.name == "ol" and start[:4].isdigit() else -1)

    def _arrange(self, name: str) -> None:
        """What the opening of an element does to the block that is being read."""
        if name == "table":
            self._flush()
            self.rows.append(0)
        elif name == "tr" and self.rows:
            self._flush()
            self.rows[-1] = 0
        elif name in ("td", "th") and self.rows:
            if self.rows[-1]:
                self.block.pieces.append(Piece("\t"))
            self.rows[-1] += 1
        elif name in _BLOCKS and self.rows and name not in ("caption", "h1", "h2", "h3", "ul", "ol"):
            self.block.pieces.append(Piece(" "))
        elif name in _BLOCKS:
            self._flush()

    def _imply(self, name: str) -> None:
        """Close what the opening of `name` closes: a paragraph, an item, a cell."""
        last = self.open[-1].name
        if (last == "p" and name in _BLOCKS) or last in _CLOSED_BY.get(name, ()):
            self._close(Tag(last, True, ""))
            if name == "tr" and self.open[-1].name == "tr":
                self._close(Tag("tr", True, ""))

    def _close(self, tag: Tag) -> None:
        if tag.name == "tr" and self.rows:
            self._end_row()
        elif tag.name == "table" and self.rows:
            self._end_row()
            self.rows.pop()
        elif tag.name in ("td", "th"):
            self.broken = False
        elif tag.name in _BLOCKS and (not self.rows or tag.name in ("caption", "h1", "h2", "h3")):
            if tag.name == "h1" and self.block.text and not any(block.first for block in self.page.blocks):
                self.block.first = not self.block.around
            self._flush()
        if tag.name in ("ol", "ul") and self.lists:
            self.lists.pop()
        for depth in range(len(self.open) - 1, max(0, len(self.open) - 300), -1):
            if self.open[depth].name == tag.name:
                del self.open[depth:]
                break

    def _end_row(self) -> None:
        """A row is one block of cells, unless a cell is so long that the table only lays out the page."""
        cells: list[list[Piece]] = [[]]
        for piece in self.block.pieces:
            if piece.text == "\t":
                cells.append([])
            else:
                cells[-1].append(piece)
        lengths = [sum(len(piece.text) for piece in cell) for cell in cells]
        row = self.block
        if max(lengths) > LONGEST_CELL or len(cells) == 1:
            for cell in cells:
                self.block = Block(cell, row.told, row.around, row.aside, row.linked)
                self._flush()
            return
        row.told = row.told or "table"
        self._flush()

    def _stated(self, tag: Tag, attributes: dict[str, str]) -> None:
        """Keep what a meta element or an element with a time states."""
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        if tag.name == "meta" and name and attributes.get("content"):
            self.page.metas.setdefault(name.lower(), attributes["content"])
        when = attributes.get("datetime") or attributes.get("content")
        published = attributes.get("itemprop") == "datePublished" or "pubdate" in attributes
        if when and tag.name != "meta" and (tag.name == "time" or published):
            self.page.times.append((len(self.page.blocks), published, when))


def _opened(name: str, attributes: dict[str, str], around: _Open) -> _Open:
    """The element `name` inside `around`, with what its attributes tell."""
    names = " ".join(
        attributes.get(key, "") for key in ("class", "id", "role", "epub:type")
    ).lower()  # fmt: skip
    hidden = name in _UNSEEN or "hidden" in attributes or attributes.get("aria-hidden") == "true"
    hidden = hidden or (_HIDDEN_CLASS.search(names) is not None and _SHOWN_WIDE.search(names) is None)
    hidden = hidden or _HIDDEN_STYLE.search(attributes.get("style", "").lower()) is not None
    inside = around.inside or name in ("article", "main") or attributes.get("role") == "main"
    page = name in ("html", "body", "main", "article")
    frame = name in _AROUND or (name in ("header", "footer") and not inside)
    frame = frame or attributes.get("role") in ("navigation", "banner", "contentinfo", "search", "dialog", "menu")
    told = around.told if around.told == "endnotes" else _KINDS.get(name) or around.told
    if not page and name != "a" and names and _NOTES.search(names) and name not in ("sup", "span"):
        told = "endnotes"
    return _Open(
        name,
        told,
        around.hidden or hidden,
        around.around or (frame and not page),
        around.aside or (not page and bool(names) and _ASIDE.search(names) is not None),
        inside,
    )
