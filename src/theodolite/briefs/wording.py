"""Wording: lists, places and dates as English prose has them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from theodolite.core.catalog import Catalog
from theodolite.core.period import plain_period as plain_period
from theodolite.figures.numbers import ordinal


def listed(words: Sequence[str]) -> str:
    """One; one and two; one, two and three."""
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]])) if words else ""


def plural(count: int, one: str, many: str | None = None) -> str:
    """The noun that goes with a count: 1 figure, 2 figures."""
    return one if count == 1 else (many or f"{one}s")


def place(rank: int, joint: bool = False) -> str:
    """2nd, or joint 2nd where others share it."""
    return f"joint {ordinal(rank)}" if joint else ordinal(rank)


def span(ranks: Sequence[int]) -> str:
    """The places that several ranks span: 2nd, or 2nd to 31st."""
    low, high = min(ranks), max(ranks)
    return ordinal(low) if low == high else f"{ordinal(low)} to {ordinal(high)}"


def day(date: date) -> str:
    """A date as 12 August 2026; the last day that there is stands for evidence without a date."""
    return "a day not stated" if date == date.max else f"{date.day} {date:%B %Y}"


def in_titles(reason: str, catalog: Catalog) -> str:
    """A reason with the ids of indicators replaced by their titles."""
    words = re.split(r"([a-z-]+/[a-z0-9-]+)", reason)
    return "".join(catalog.indicators[word].title if word in catalog.indicators else word for word in words)


def shortened(text: str, most: int) -> str:
    """A text of at most `most` characters, cut between words with an ellipsis."""
    if len(text) <= most:
        return text
    return text[: most - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def versions(share: float, what: str = "version", *, at_least: bool = False) -> str:
    """How often something holds: in every version, in 63 of 100 versions, in no version; as a lower bound if wanted."""
    if share >= 1:
        return f"in every {what}"
    if share <= 0:
        return f"in no {what}"
    if share < 0.005:
        return f"in fewer than one of 100 {what}s"
    if share >= 0.995:
        return f"in more than 99 of 100 {what}s"
    return f"in {'at least ' if at_least else ''}{int(share * 100 + 0.5)} of 100 {what}s"
