"""Denial: a figure that the text denies, doubts or supposes is no statement that it is so."""

from __future__ import annotations

import pytest

from theodolite.evidence.factcheck.denial import denied


@pytest.mark.parametrize(
    "quote",
    [
        "China did not install 608 things in 2023",
        "Contrary to what was printed, China never installed 608 things",
        "It is false that China installed 608 things",
        "The ministry denied that China had installed 608 things",
        "If China installed 608 things it would lead",
        "Had China installed 608 things, it would lead",
        "China didn’t install 608 things in 2023",
        "It isn’t so that China installed 608 things",
        "China no\u00a0longer installed 608 things",
    ],
)
def test_a_figure_that_is_denied_doubted_or_supposed(quote: str, claim) -> None:
    assert denied(claim(quote, "608 things", 608))


@pytest.mark.parametrize(
    "quote",
    [
        "China installed 608 things in 2023",
        "Not only did China install 608 things, it also exported some",
        "China, which did not lead before; it installed 608 things",
        "China had installed 608 things by then",
        "The country, had we counted, or so they say, installed 608 things",
        "China installed not less than 608 things",
        "If one looks at 2023, China installed 608 things",
        "China installed 608 things, not 700",
    ],
)
def test_a_figure_that_is_told(quote: str, claim) -> None:
    assert not denied(claim(quote, "608 things", 608))


def test_a_denied_figure_is_neither_confirmed_nor_contradicted(said, small, claim) -> None:
    ledger = small("CHN x 2023 608 a-2024")
    for number in (608, 900):
        asked = claim(f"China did not install {number} things", f"{number} things", number, period="2023")
        assert said(ledger, asked) == ("cannot check", "denied")
