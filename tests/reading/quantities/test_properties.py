"""What holds of every quantity, whatever the text: finite, inside its bounds, in its place, apart from others."""

from __future__ import annotations

import math
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from theodolite.reading.plain import plain
from theodolite.reading.quantities.grammar import find_quantities

WORDS = (
    "1e999|half|a third|two hundred|five|1.5|12,000|%|per cent|$|€|亿元|九|百分之|to|and|of|between|at least|nearly|3"
    "|2030|by|firms|MW|million|(|)|-|–|second"
)
PIECES = st.sampled_from(["9" * 400, *WORDS.split("|")])


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=25), st.text(max_size=30))
def test_every_quantity_is_finite_in_its_bounds_and_stands_where_it_says(pieces: list[str], tail: str) -> None:
    text = plain(" ".join(pieces) + tail)
    found, refused = find_quantities(text)
    for one in found:
        numbers = [number for number in (one.low, one.value, one.high) if number is not None]
        assert all(math.isfinite(number) for number in numbers)
        assert numbers == sorted(numbers)
        assert text[one.start : one.end] == one.text
    spans = sorted((one.start, one.end) for one in (*found, *refused))
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


@given(st.text(alphabet="｀`’'“\"－-–１２ ab\u00a0", max_size=40))
def test_plain_text_is_plain_already(text: str) -> None:
    assert len(plain(text)) == len(text)
    assert plain(plain(text)) == plain(text)
