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
    """A date as 12 August 2026."""
    return f"{date.day} {date:%B %Y}"


def in_titles(reason: str, catalog: Catalog) -> str:
    """A reason with the ids of indicators replaced by their titles."""
    words = re.split(r"([a-z-]+/[a-z0-9-]+)", reason)
    return "".join(catalog.indicators[word].title if word in catalog.indicators else word for word in words)


def shortened(text: str, most: int) -> str:
    """A text of at most `most` characters, cut between words with an ellipsis."""
    if len(text) <= most:
        return text
    return text[: most - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def of_100(share: float) -> str:
    """How often something holds in a hundred: in all, in more than 99 of 100, in 63 of 100, in none."""
    if share >= 1:
        return "in all"
    if share <= 0:
        return "in none"
    if share < 0.005:
        return "in fewer than one of 100"
    return "in more than 99 of 100" if share >= 0.995 else f"in {int(share * 100 + 0.5)} of 100"


def at_least(share: float) -> str:
    """`of_100` as a lower bound: in at least 93 of 100; in all, and in more than 99, as they are."""
    said = of_100(share)
    return said.replace("in ", "in at least ", 1) if said[3:4].isdigit() else said
