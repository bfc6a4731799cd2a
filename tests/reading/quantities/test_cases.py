"""The grammar of quantities reads each case of `cases/reading/quantities.yaml` as an economist would."""

from __future__ import annotations

import math
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from theodolite.core.spec import parse_yaml, read_text
from theodolite.reading.plain import plain
from theodolite.reading.quantities.grammar import find_quantities
from theodolite.reading.quantities.quantity import Quantity

CASES = Path(__file__).parents[2] / "cases" / "reading" / "quantities.yaml"
FORMS: dict[str, list[dict[str, Any]]] = parse_yaml(read_text(CASES), CASES)
EACH = {f"{form}: {case['text'][:40]}": case for form, cases in FORMS.items() for case in cases}


def number(said: str) -> float | None:
    return float(said) if said.strip() else None


def expected(line: str) -> dict[str, Any]:
    span, value, unit, type_, *rest = [part.strip() for part in line.split(" | ")]
    low, dots, high = value.partition("..")
    said: dict[str, Any] = {"text": span, "unit": unit, "type": type_, "qualifier": rest[0] if rest else None}
    if dots and number(low) is not None and number(high) is not None:
        return said | {"value": None, "low": number(low), "high": number(high)}
    if dots:
        return said | {"value": number(low or high), "low": number(low), "high": number(high)}
    first, of, whole = value.partition(" of ")
    return said | {"value": float(first), **({"denominator": float(whole)} if of else {})}


def same(found: Quantity, said: dict[str, Any]) -> bool:
    for name, value in said.items():
        got = getattr(found, name)
        if isinstance(value, float) and got is not None and math.isclose(got, value, rel_tol=1e-9):
            continue
        if got != value:
            return False
    return True


@pytest.mark.parametrize("case", EACH.values(), ids=EACH)
def test_a_sentence_is_read_as_its_case_says(case: dict[str, Any]) -> None:
    text = plain(case["text"])
    found, refused = find_quantities(text)
    wanted = [expected(line) for line in case["finds"]]
    told = [f"{q.text} | {q.value} {q.low}..{q.high} | {q.unit} | {q.type} | {q.qualifier}" for q in found]
    assert len(found) == len(wanted), told
    for one, said in zip(found, wanted, strict=True):
        assert same(one, said), (told, said)
    reasons = {one.text: one.reason for one in refused}
    for line in case.get("refuses", ()):
        span, reason = line.split(" | ")
        assert reasons.get(span) == reason, reasons


@pytest.mark.parametrize("case", EACH.values(), ids=EACH)
def test_what_is_found_stands_where_it_says(case: dict[str, Any]) -> None:
    text = plain(case["text"])
    found, refused = find_quantities(text)
    spans = sorted((one.start, one.end) for one in (*found, *refused))
    assert all(text[one.start : one.end] == one.text for one in (*found, *refused))
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
