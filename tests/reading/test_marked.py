"""Texts whose figures are marked in place: how many that are read are right, and how many of the marked are read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import isclose
from pathlib import Path

import pytest

from theodolite.core.catalog import Catalog
from theodolite.reading.claim import Claim
from theodolite.reading.claims import claims_of
from theodolite.reading.read import read_document
from theodolite.reading.subjects.names import names_of

TEXTS = sorted((Path(__file__).parent / "corpus" / "marked").glob("*.txt"))
MARK = re.compile(r"\{\{(?P<span>.*?)\|(?P<value>.*?)\|(?P<unit>.*?)\}\}|\[\[(?P<none>.*?)\]\]", re.DOTALL)


@dataclass(frozen=True)
class Marked:
    """A figure at `start` to `end` of a text: its value, or its bounds, and its unit."""

    start: int
    end: int
    values: tuple[float, ...]
    unit: str


def unmarked(text: str) -> tuple[str, list[Marked]]:
    """A text without its marks, and what they mark."""
    plain, figures, at = "", [], 0
    for found in MARK.finditer(text):
        plain += text[at : found.start()]
        start, at = len(plain), found.end()
        plain += found["none"] if found["span"] is None else found["span"]
        if found["span"] is not None:
            values = tuple(float(value) for value in found["value"].split(".."))
            figures.append(Marked(start, len(plain), values, found["unit"]))
    return plain + text[at:], figures


def right(claim: Claim, figure: Marked) -> bool:
    """Whether a claim has the value and the unit of a figure; of counts, the noun in one form or the other."""
    said = (claim.low, claim.high) if len(figure.values) == 2 else (claim.value,)
    values = all(a is not None and isclose(a, b, rel_tol=1e-4) for a, b in zip(said, figure.values, strict=True))
    a, b = (unit.lower().replace("_", " ").rstrip("s") for unit in (claim.unit, figure.unit))
    return values and (b == "?" or a == b or (claim.unit_class == "count" and (a in b or b in a)))


def matched(claims: list[Claim], figures: list[Marked]) -> int:
    """How many figures are read as marked; a claim counts once."""
    left = list(claims)
    count = 0
    for figure in figures:
        over = [one for one in left if one.start < figure.end and figure.start < one.end]
        best = max(over, key=lambda one: min(one.end, figure.end) - max(one.start, figure.start), default=None)
        if best is not None:
            left.remove(best)
            count += right(best, figure)
    return count


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_digit_of_a_marked_text_is_marked(path: Path) -> None:
    assert re.findall(r"[^\n]{0,20}\d[^\n]{0,20}", MARK.sub("", path.read_text(encoding="utf-8"))) == []


def test_what_is_read_of_the_marked_texts_is_mostly_right_and_most_of_it_is_read() -> None:
    catalog = Catalog.open()
    names = names_of(catalog)
    read = marked = good = 0
    for path in TEXTS:
        text, figures = unmarked(path.read_text(encoding="utf-8"))
        claims = claims_of(read_document(text.encode(), "case.txt"), names, catalog).claims
        read, marked, good = read + len(claims), marked + len(figures), good + matched(list(claims), figures)
    assert len(TEXTS) == 20
    assert good / read >= 0.95
    assert good / marked >= 0.9
