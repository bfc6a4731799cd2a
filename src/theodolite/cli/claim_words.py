"""Claim words: how a claim is put in a terminal, in our words and in its own with the quantity in them set off."""

from __future__ import annotations

import re

from rich.text import Text

from theodolite.core.prose import printable
from theodolite.evidence.claims.telling import said
from theodolite.reading.claim import Claim


def amount(claim: Claim) -> str:
    """A claim's quantity in our words: at least 130 models; 6 to 24 months; 37 of 44 technologies."""
    return said(claim, whole=True)


def page(claim: Claim) -> str:
    """The page that a claim stands on: page 3; nothing where its document has none."""
    return f"page {claim.page}" if claim.page is not None else ""


def quoted(claim: Claim, around: int, style: str, base: str = "") -> Text:
    """A claim's quote in one line in the style `base`, its quantity in `style`, `around` characters on either side."""
    first = claim.start - claim.quote_start
    last = first + len(claim.span)
    shown = Text("…" if first > around else "", style=base)
    shown.append(one_line(claim.quote[max(0, first - around) : first]))
    shown.append(one_line(claim.quote[first:last]), style=style)
    shown.append(one_line(claim.quote[last : last + around]))
    return shown.append("…" if len(claim.quote) - last > around else "")


def one_line(text: str) -> str:
    """A text in one line, without what a terminal would carry out."""
    return printable(re.sub(r"\s+", " ", text))


def lines(text: str) -> str:
    """A text of ours in its own lines, without what a terminal would carry out."""
    return printable(re.sub(r"[^\S\n]+", " ", text))
