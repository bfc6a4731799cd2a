"""Claim words: how a claim is put in a terminal, in our words and in its own with the quantity in them set off."""

from __future__ import annotations

import re

from rich.text import Text

from theodolite.core.prose import printable, shown
from theodolite.reading.claim import Claim


def amount(claim: Claim) -> str:
    """A claim's quantity in our words: at least 130 models; 6 to 24 months; 37 of 44 technologies."""
    if claim.unit_class == "date" and claim.value is not None:
        return f"{claim.value:.0f}"
    bounds = [shown(bound) for bound in (claim.low, claim.high) if bound is not None]
    number = " to ".join(bounds) if claim.value is None else shown(claim.value)
    qualifier = f"{claim.qualifier.replace('_', ' ')} " if claim.qualifier not in (None, "range") else ""
    of = f" of {shown(claim.denominator)}" if claim.denominator is not None else ""
    return f"{qualifier}{number}{of} {claim.unit}"


def page(claim: Claim) -> str:
    """The page that a claim stands on: page 3; nothing where its document has none."""
    return f"page {claim.page}" if claim.page is not None else ""


def quoted(claim: Claim, around: int, style: str, base: str = "") -> Text:
    """A claim's quote in one line in the style `base`, its quantity in `style`, `around` characters on either side."""
    first = claim.start - claim.quote_start
    last = first + len(claim.span)
    said = Text("…" if first > around else "", style=base)
    said.append(one_line(claim.quote[max(0, first - around) : first]))
    said.append(one_line(claim.quote[first:last]), style=style)
    said.append(one_line(claim.quote[last : last + around]))
    return said.append("…" if len(claim.quote) - last > around else "")


def one_line(text: str) -> str:
    """A text in one line, without what a terminal would carry out."""
    return printable(re.sub(r"\s+", " ", text))


def lines(text: str) -> str:
    """A text of ours in its own lines, without what a terminal would carry out."""
    return printable(re.sub(r"[^\S\n]+", " ", text))
