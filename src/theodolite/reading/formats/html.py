"""HTML: what a reader of the page would see, block by block, with the place of each in the source."""

from __future__ import annotations

import re

from theodolite.reading.document import Document
from theodolite.reading.formats.blocks import Page, page_of
from theodolite.reading.formats.decode import Decoded, decode
from theodolite.reading.formats.draft import Draft
from theodolite.reading.formats.main_part import main_text, settle
from theodolite.reading.formats.page_facts import facts_of_page
from theodolite.reading.formats.registry import reads

_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?><!--.{0,2000}?-->\s*)*+"
    rb"<(?:!doctype\s+html|html|head|body|title|meta|article|main|div|section|table|p|h1)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(rb"<meta[^>]{0,300}charset\s*=\s*[\"']?\s*([\w-]{2,30})|"
                      rb"<\?xml[^>]{0,200}encoding=[\"']([\w-]{2,30})", re.IGNORECASE)  # fmt: skip


def looks_like_html(content: bytes) -> bool:
    """Whether bytes open as a page does."""
    return _START.match(content[:8000]) is not None


@reads("html", suffixes=(".html", ".htm", ".xhtml"), looks=looks_like_html)
def read_html(content: bytes) -> Document:
    """A page: its main part as body, with headings, captions, tables and notes; menus and notices as boilerplate.

    Scripts and hidden text are left out. `places` lead to the offsets of the decoded source.
    """
    decoded = decoded_page(content)
    page = page_of(decoded.text)
    main = main_text(decoded.text)
    settle(page.blocks, main.text)
    draft = Draft()
    draft_page(draft, page, decoded.skipped)
    told = () if main.text else (f"{main.why}: all but menus and forms is read as text",)
    return draft.document("html", facts_of_page(page), (*decoded.notes, *told))


def decoded_page(content: bytes) -> Decoded:
    """The source of a page as text, in the encoding that its first lines state."""
    found = _CHARSET.search(content[:4096])
    stated = (found[1] or found[2]).decode("ascii") if found else None
    return decode(content, stated)


def draft_page(draft: Draft, page: Page, skipped: int | None = 0) -> None:
    """Add the blocks of `page`; offsets are moved by `skipped` characters, or left unsaid where that is None."""
    for block in page.blocks:
        pieces = [
            piece._replace(offset=None if piece.offset is None or skipped is None else piece.offset + skipped)
            for piece in block.pieces
        ]
        draft.add(pieces, block.told)
