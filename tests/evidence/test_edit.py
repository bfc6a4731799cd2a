"""Edits of a claim: what a field may say, and what is told where it may not."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from typing import Any

import pytest

from theodolite.core.catalog import Catalog
from theodolite.core.period import PeriodError
from theodolite.errors import ReviewError, TheodoliteError, UnknownNameError
from theodolite.evidence.edit import EDITABLE, FIXED, edited
from theodolite.reading.claim import Claim


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ("value=1.3e3", "value", 1300.0),
        ("value= 5 ", "value", 5.0),
        ("low=", "low", None),
        ("low=1000", "low", 1000.0),
        ("entity=United States", "entity", "USA"),
        ("entity=China; Korea", "entity", "CHN;KOR"),
        ("entity=Institute for Made-up Figures", "entity", "Institute for Made-up Figures"),
        ("entity=the institute; WLD", "entity", "the institute;WLD"),
        ("entity=DeepMind", "entity", "DeepMind"),
        ("entity=Beijing", "entity", "CHN"),
        ("entity=model/deepseek-v3", "entity", "model/deepseek-v3"),
        ("entity= ; ", "entity", None),
        ("entity=", "entity", None),
        ("counterpart=the UK", "counterpart", "GBR"),
        ("indicator=research/scientific-articles", "indicator", "research/scientific-articles"),
        ("period=2013/2024", "period", "2013/2024"),
        ("modality=estimated", "modality", "estimated"),
        ("qualifier=at_least", "qualifier", "at_least"),
        ("unit=persons", "unit", "persons"),
        ("unit=paper mills", "unit", "paper mills"),
        ("unit=H100-equivalent", "unit", "H100-equivalent"),
        ("denominator=44", "denominator", 44.0),
        ("attributed_to=A = B", "attributed_to", "A = B"),
    ],
)
def test_a_field_says_what_was_typed(typed: str, field: str, said: object, memo: Any, catalog: Catalog) -> None:
    name, _, value = typed.partition("=")
    after = edited(memo.papers, {name: value}, memo.document.text, catalog)
    assert getattr(after, field) == said
    assert after.id == memo.papers.id


@pytest.mark.parametrize(
    ("typed", "error", "said"),
    [
        ("value=many", ReviewError, "value cannot be 'many': it is no number"),
        ("value=1,300", ReviewError, "digits alone"),
        ("value=1_300", ReviewError, "no number"),
        ("value=nan", ReviewError, "no number"),
        ("value=1e999", ReviewError, "no number"),
        ("value=", ReviewError, "would have no number"),
        ("low=1300", ReviewError, "low, value and high are 1300, 1200"),
        ("unit=", ReviewError, "unit cannot be empty"),
        ("modality=", ReviewError, "modality cannot be empty"),
        ("modality=estimatd", ReviewError, "did you mean estimated?"),
        ("type=number", ReviewError, "one of level, share"),
        ("period=last year", PeriodError, "not a period"),
        ("period=2024/2023", PeriodError, "ends before it starts"),
        ("indicator=research/ai-publication", UnknownNameError, "research/ai-publications"),
        ("entity=Atlantis", UnknownNameError, "no economy is called 'Atlantis'"),
        ("entity=China; Atlantis", UnknownNameError, "no economy is called 'Atlantis'"),
        ("entity=Chinna", UnknownNameError, "did you mean China (CHN)"),
        ("entity=apers", UnknownNameError, "or one that stands in the document"),
        ("entity=!", UnknownNameError, "no economy is called '!'"),
        ("entity=1,200", UnknownNameError, "no economy is called '1,200'"),
        ("counterpart=Foo", UnknownNameError, "no economy is called 'Foo'"),
        ("unit=bananas", ReviewError, "'bananas' does not stand in the document"),
        ("unit=1,200", ReviewError, "'1,200' does not stand in the document"),
        ("unit=percent", ReviewError, "'percent' is of the class percent, and not count"),
        ("unit_class=money", ReviewError, "no unit of the class money is called 'papers'"),
        ("denominator=-3", ReviewError, "the denominator would be -3"),
        ("denominator=0", ReviewError, "more than 0"),
        ("qualifier=range", ReviewError, "a range needs both its bounds"),
        ("entty=CHN", UnknownNameError, "did you mean entity"),
        ("start=3", ReviewError, "it names the claim"),
        ("span=1,300", ReviewError, "what stands in the document there"),
        ("id=3", UnknownNameError, "field of a claim"),
        ("quote=In 2023 China published 1,300 papers", ReviewError, "do not stand in the document around"),
        ("quote=another story", ReviewError, "do not stand in the document around"),
        ("quote=", ReviewError, "quote cannot be empty"),
    ],
)
def test_what_a_field_cannot_say_is_told(
    typed: str, error: type[TheodoliteError], said: str, memo: Any, catalog: Catalog
) -> None:
    name, _, value = typed.partition("=")
    with pytest.raises(error, match=re.escape(said)):
        edited(memo.papers, {name: value}, memo.document.text, catalog)


@pytest.mark.parametrize(
    ("unit", "unit_class"),
    [
        ("USD", "money"), ("usd", "money"), ("percent", "percent"), ("percentage_points", "percent"), ("MW", "power"),
        ("ratio", "ratio"), ("calendar_year", "date"), ("rank", "rank"), ("months", "time"), ("papers", "count"),
    ],
)  # fmt: skip
def test_a_unit_goes_with_its_class(unit: str, unit_class: str, memo: Any, catalog: Catalog) -> None:
    after = edited(memo.papers, {"unit": unit, "unit_class": unit_class}, memo.document.text, catalog)
    assert (after.unit, after.unit_class) == (unit, unit_class)


@pytest.mark.parametrize(
    ("unit", "unit_class", "said"),
    [
        ("bananas", "money", "no unit of the class money is called 'bananas'"),
        ("UDS", "money", "did you mean AUD or USD"),
        ("MW", "energy", "'MW' is of the class power, and not energy"),
        ("papers", "percent", "no unit of the class percent is called 'papers'"),
    ],
)
def test_a_unit_of_another_class_is_refused(unit: str, unit_class: str, said: str, memo: Any, catalog: Catalog) -> None:
    with pytest.raises(ReviewError, match=re.escape(said)):
        edited(memo.papers, {"unit": unit, "unit_class": unit_class}, memo.document.text, catalog)


def test_a_claim_that_its_reader_gave_another_unit_may_still_be_edited_elsewhere(memo: Any, catalog: Catalog) -> None:
    odd = replace(memo.papers, unit="bananas", qualifier="range", denominator=-3.0)
    assert edited(odd, {"period": "2024"}, memo.document.text, catalog).period == "2024"


def test_a_range_keeps_both_its_bounds(memo: Any, catalog: Catalog) -> None:
    said = {"value": "", "low": "5", "high": "7", "qualifier": "range"}
    span = edited(memo.papers, said, memo.document.text, catalog)
    assert (span.low, span.high, span.qualifier) == (5.0, 7.0, "range")
    with pytest.raises(ReviewError, match="both its bounds"):
        edited(span, {"high": ""}, memo.document.text, catalog)


def test_a_quote_may_be_shorter_or_longer_where_it_stands_in_the_document_around_the_quantity(
    memo: Any, catalog: Catalog
) -> None:
    text = memo.document.text
    for quote in (
        "1,200",
        "China published 1,200 papers on the matter",
        "built\n\nIn 2023 China published 1,200 papers",
    ):
        after = edited(memo.papers, {"quote": quote}, text, catalog)
        assert text[after.quote_start :].startswith(quote)
        assert after.quote_start <= after.start < after.end <= after.quote_start + len(quote)


def test_of_a_quote_that_stands_twice_the_one_around_the_quantity_is_meant(make_memo: Any, catalog: Catalog) -> None:
    twice = make_memo("The papers: 1,200 papers on the matter.")
    after = edited(twice.papers, {"quote": "1,200 papers on the matter"}, twice.document.text, catalog)
    assert after.quote_start == twice.papers.start


def test_several_edits_are_made_at_once_so_that_a_range_can_move(memo: Any, catalog: Catalog) -> None:
    after = edited(memo.papers, {"value": "", "low": "5", "high": "7"}, "", catalog)
    assert (after.value, after.low, after.high) == (None, 5.0, 7.0)


def test_every_field_of_a_claim_is_edited_or_says_why_not() -> None:
    assert {*EDITABLE, *FIXED} == {field.name for field in fields(Claim)}
    assert not set(EDITABLE) & set(FIXED)
