"""Arithmetic inside one document, each case worked by hand."""

from __future__ import annotations

from typing import Any

import pytest

from theodolite.core.catalog import Catalog
from theodolite.core.observation import COLUMNS
from theodolite.core.result import Result
from theodolite.errors import UnknownNameError
from theodolite.evidence.claims.telling import said as told_as
from theodolite.evidence.internal_checks import InternalChecks, internal_checks
from theodolite.reading.claim import Claim

PERCENT: dict[str, Any] = {"unit": "percent", "unit_class": "percent", "type": "share"}
CHANGE: dict[str, Any] = {"unit": "percent", "unit_class": "percent", "type": "change", "direction": "increase"}
RATIO: dict[str, Any] = {"unit": "ratio", "unit_class": "ratio", "type": "ratio"}
RANK: dict[str, Any] = {"unit": "rank", "unit_class": "rank", "type": "rank"}


def said(quote: str, span: str, value: float | None, at: int = 0, **fields: Any) -> Claim:
    """What `span` of one of our sentences says: a count of China, as a reader who makes no mistake would have it."""
    start = at + quote.index(span)
    known: dict[str, Any] = {
        "doc": "sha256:" + "a" * 64, "start": start, "end": start + len(span), "span": span, "quote": quote,
        "quote_start": at, "value": value, "low": None, "high": None, "unit": "count", "unit_class": "count",
        "qualifier": None, "type": "level", "direction": None, "denominator": None, "noun": None, "entity": "CHN",
        "subject": "China", "counterpart": None, "indicator": None, "confidence": None, "period": None,
        "period_text": None, "attributed_to": None, "attributed_via": None, "modality": "observed", "zone": "body",
        "page": 3, "rule": "made",
    }  # fmt: skip
    return Claim(**{**known, **fields})


def checked(catalog: Catalog, *claims: Claim) -> list[tuple[str, str, str]]:
    """Kind, computation and outcome of each check."""
    return [(c.kind, c.shown, c.outcome) for c in internal_checks(claims, catalog).checks]


@pytest.mark.parametrize(
    ("word", "value", "outcome"),
    [("double", 2.0, "imprecise"), ("2.3 times", 2.3, "holds"), ("four times", 4.0, "does not hold")],
)
def test_one_is_so_many_times_another(catalog: Catalog, word: str, value: float, outcome: str) -> None:
    quote = f"China has 15,051, which is {word} what Britain has (6,533)."
    claims = (
        said(quote, "15,051", 15051), said(quote, word, value, **RATIO, counterpart="GBR"),
        said(quote, "6,533", 6533, entity="GBR"),
    )  # fmt: skip
    assert checked(catalog, *claims) == [("ratio", "15,051 / 6,533 = 2.3", outcome)]


def test_more_than_double_is_what_two_point_three_is(catalog: Catalog) -> None:
    quote = "China has 15,051, more than double what Britain has (6,533)."
    more = said(quote, "more than double", 2, **RATIO, counterpart="GBR", qualifier="more_than", low=2)
    claims = said(quote, "15,051", 15051), more, said(quote, "6,533", 6533, entity="GBR")
    assert [outcome for *_, outcome in checked(catalog, *claims)] == ["holds"]


def test_a_ratio_of_which_one_number_is_told_cannot_be_computed(catalog: Catalog) -> None:
    quote = "China has 15,051 papers, double what Britain has."
    claims = said(quote, "15,051", 15051), said(quote, "double", 2, **RATIO, counterpart="GBR")
    assert checked(catalog, *claims) == [
        ("ratio", "the text gives no number of the United Kingdom for it", "cannot compute")
    ]
    assert checked(catalog, claims[1]) == []


def test_numbers_of_another_thing_or_a_far_sentence_are_not_taken(catalog: Catalog) -> None:
    quote, far = "China has 15,051 papers, double what Britain has.", "Britain has 6,533 of them."
    one, two = said(quote, "15,051", 15051), said(quote, "double", 2, **RATIO, counterpart="GBR")
    assert checked(catalog, one, two, said(far, "6,533", 6533, entity="GBR", at=60))[0][2] == "imprecise"
    assert checked(catalog, one, two, said(far, "6,533", 6533, entity="GBR", at=900))[0][2] == "cannot compute"
    money = said(far, "6,533", 6533, entity="GBR", at=60, unit="GBP", unit_class="money")
    assert checked(catalog, one, two, money)[0][2] == "cannot compute"


SHARE = "China has {} models, accounting for 40% of the world's total."


def test_a_share_implies_a_total(catalog: Catalog) -> None:
    quote = SHARE.format("at least 130")
    claims = (
        said(quote, "at least 130", 130, qualifier="at_least", low=130, unit="models"),
        said(quote, "40%", 40, **PERCENT),
    )
    assert checked(catalog, *claims) == [("share of a total", "130 / 40 % = at least 325 in all", "implied")]


@pytest.mark.parametrize(
    ("total", "outcome", "shown"),
    [(325, "holds", "130 / 325 = 40 %"), (300, "imprecise", "130 / 300 = 43.3 %"),
     (1328, "does not hold", "130 / 1,328 = 9.79 %")],
)  # fmt: skip
def test_a_share_is_held_against_the_total_that_the_text_gives(
    catalog: Catalog, total: float, outcome: str, shown: str
) -> None:
    quote, whole = SHARE.format("130"), f"Of all models there are {total:,}."
    claims = (
        said(quote, "130", 130, unit="models"), said(quote, "40%", 40, **PERCENT),
        said(whole, f"{total:,}", total, at=100, unit="models", entity="WLD"),
    )  # fmt: skip
    found = [check for check in checked(catalog, *claims) if check[0] == "share of a total"]
    assert found == [("share of a total", shown, outcome)]


def test_a_share_of_something_else_implies_nothing(catalog: Catalog) -> None:
    quote = "China makes 200 goods, accounting for 50% of global output of many."
    assert checked(catalog, said(quote, "200", 200, noun="goods"), said(quote, "50%", 50, **PERCENT)) == []


@pytest.mark.parametrize(
    ("part", "per_cent", "outcome"), [(38000, 70, "holds"), (38000, 72, "imprecise"), (38000, 60, "does not hold")]
)
def test_a_of_b_with_its_share(catalog: Catalog, part: float, per_cent: float, outcome: str) -> None:
    quote = f"Of these, {part:,} of 54,000 families ({per_cent}%) are Chinese."
    claims = (
        said(quote, f"{part:,}", part, denominator=54000, unit="families"),
        said(quote, f"{per_cent}%", per_cent, **PERCENT),
    )
    assert checked(catalog, *claims)[0] == ("share of a total", "38,000 / 54,000 = 70.4 %", outcome)


def test_a_part_is_no_greater_than_its_whole(catalog: Catalog) -> None:
    quote = "China leads in 47 of 44 technologies."
    claim = said(quote, "47", 47, denominator=44, unit="technologies")
    assert checked(catalog, claim) == [("part of a whole", "47 / 44 = 107 %", "does not hold")]
    sound = said("China leads in 37 of 44.", "37", 37, denominator=44)
    assert checked(catalog, sound) == [("part of a whole", "37 / 44 = 84.1 %", "implied")]


@pytest.mark.parametrize(("usa", "outcome"), [(6000, "holds"), (26000, "does not hold")])
def test_parts_are_no_more_than_their_whole(catalog: Catalog, usa: float, outcome: str) -> None:
    quote = f"China has 38,000 and America {usa:,} of the world's 54,000 families."
    same: dict[str, Any] = {"unit": "families"}
    claims = (
        said(quote, "38,000", 38000, **same), said(quote, f"{usa:,}", usa, entity="USA", **same),
        said(quote, "54,000", 54000, entity="WLD", **same),
    )  # fmt: skip
    shown = f"38,000 + {usa:,} = {38000 + usa:,} of 54,000"
    assert checked(catalog, *claims) == [("parts and whole", shown, outcome)]


@pytest.mark.parametrize(
    ("words", "value", "said_as", "shown", "outcome"),
    [
        ("a rise of 50%", 50, CHANGE, "30 / 20 − 1 = +50.0 %", "holds"),
        ("a rise of 48%", 48, CHANGE, "30 / 20 − 1 = +50.0 %", "holds"),
        ("a rise of 20%", 20, CHANGE, "30 / 20 − 1 = +50.0 %", "does not hold"),
        ("a fall of 50%", 50, {**CHANGE, "direction": "decrease"}, "30 / 20 − 1 = +50.0 %", "does not hold"),
        ("up by 10 points", 10, {**CHANGE, "unit": "percentage_points"}, "30 − 20 = 10 percentage points", "holds"),
        ("a doubling", 2, RATIO, "30 / 20 = 1.5", "does not hold"),
    ],
)
def test_from_one_number_to_another(
    catalog: Catalog, words: str, value: float, said_as: dict[str, Any], shown: str, outcome: str
) -> None:
    quote = f"Use rose from 20 to 30 in a year, {words}."
    span = words.split("of ")[-1].removeprefix("up by ").removeprefix("a ")
    claims = said(quote, "20", 20), said(quote, "30", 30), said(quote, span, value, **said_as)
    assert checked(catalog, *claims) == [("change", shown, outcome)]


def test_to_one_number_from_another_and_a_range_that_something_grew_over(catalog: Catalog) -> None:
    quote = "The price went to 270 from 30, a ninefold rise."
    claims = said(quote, "270", 270), said(quote, "30", 30), said(quote, "ninefold", 9, **RATIO)
    assert checked(catalog, *claims) == [("change", "270 / 30 = 9", "holds")]
    quote = "Use grew from 20 to 30 million users, by 50%."
    grown = said(quote, "20 to 30 million", None, low=2e7, high=3e7, qualifier="range")
    assert checked(catalog, grown, said(quote, "50%", 50, **CHANGE)) == [
        ("change", "30,000,000 / 20,000,000 − 1 = +50.0 %", "holds")
    ]


def test_a_yearly_rate_needs_the_years(catalog: Catalog) -> None:
    quote = "Stocks rose from 100 in 2017 to 186 in 2022, or 13% a year."
    rate = said(quote, "13%", 13, **CHANGE)
    dated = said(quote, "100", 100, period="2017"), said(quote, "186", 186, period="2022"), rate
    assert checked(catalog, *dated) == [("change", "(186 / 100)^(1/5) − 1 = +13.2 % a year", "holds")]
    (check,) = checked(catalog, said(quote, "100", 100), said(quote, "186", 186), rate)
    assert check[2] == "cannot compute"


@pytest.mark.parametrize(("last", "outcome"), [(15, "holds"), (25, "does not hold")])
def test_shares_with_the_rest_make_all_of_it(catalog: Catalog, last: float, outcome: str) -> None:
    quote = f"Firms pay 60% of it, states 25%, and households the remaining {last}%."
    claims = (said(quote, f"{n}%", n, **PERCENT, entity=None) for n in (60, 25, last)) if last != 25 else (
        said(quote, "60%", 60, **PERCENT), said(quote, "25%", 25, **PERCENT),
        said(quote, "25%", 25, **{**PERCENT, "start": 64, "end": 67}),
    )  # fmt: skip
    assert checked(catalog, *claims) == [("shares of one whole", f"60 + 25 + {last} = {85 + last} %", outcome)]


def test_shares_of_the_world_are_no_more_than_it_and_others_are_not_summed(catalog: Catalog) -> None:
    quote = "China has 60% and America 50% of the world's racks."
    claims = said(quote, "60%", 60, **PERCENT), said(quote, "50%", 50, **PERCENT, entity="USA")
    assert checked(catalog, *claims) == [("shares of one whole", "60 + 50 = 110 %", "does not hold")]
    quote = "In China 60% of firms use it and in America 70% do."
    claims = said(quote, "60%", 60, **PERCENT), said(quote, "70%", 70, **PERCENT, entity="USA")
    assert checked(catalog, *claims) == []


@pytest.mark.parametrize(
    ("place", "outcome"), [("first", "does not hold"), ("second", "holds"), ("fourth", "cannot compute")]
)
def test_a_place_by_the_numbers_told(catalog: Catalog, place: str, outcome: str) -> None:
    value = {"first": 1.0, "second": 2.0, "fourth": 4.0}[place]
    quote = f"With 6,000 families America is {place}, behind China's 38,000 and ahead of Korea's 4,000."
    claims = (
        said(quote, "6,000", 6000, entity="USA"), said(quote, place, value, **RANK, entity="USA"),
        said(quote, "38,000", 38000), said(quote, "4,000", 4000, entity="KOR"),
    )  # fmt: skip
    found = [check for check in checked(catalog, *claims) if check[0] == "place"]
    shown = "6,000 is place 2 of the 3 that the text gives numbers of behind 38,000"
    assert found == [("place", shown, outcome)]


@pytest.mark.parametrize(("korea", "outcome"), [(4000, "holds"), (7000, "does not hold")])
def test_a_list_that_says_who_follows_falls(catalog: Catalog, korea: float, outcome: str) -> None:
    quote = f"America has 6,000, followed by Korea ({korea:,}) and Japan (3,500)."
    claims = (
        said(quote, "6,000", 6000, entity="USA"), said(quote, f"{korea:,}", korea, entity="KOR"),
        said(quote, "3,500", 3500, entity="JPN"),
    )  # fmt: skip
    assert checked(catalog, *claims) == [("order", f"6,000 > {korea:,} > 3,500", outcome)]


def test_respectively(catalog: Catalog) -> None:
    quote = "Japan and the United States set up 50,000 and 40,000 robots, respectively."
    one, two = said(quote, "50,000", 50000, entity="JPN"), said(quote, "40,000", 40000, entity="USA")
    assert checked(catalog, one, two) == [("respectively", "Japan: 50,000, the United States: 40,000", "holds")]
    quote = "China, Japan and the United States set up 50,000 and 40,000 robots, respectively."
    one, two = said(quote, "50,000", 50000, entity="CHN"), said(quote, "40,000", 40000, entity="JPN")
    assert checked(catalog, one, two) == [
        ("respectively", "3 names (China, Japan, United States) and 2 numbers", "does not hold")
    ]
    quote = "Among banks the two shares are 71% and 33%, respectively."
    one, two = said(quote, "71%", 71, **PERCENT), said(quote, "33%", 33, **PERCENT)
    assert [outcome for *_, outcome in checked(catalog, one, two)] == ["cannot compute"]


def test_the_result(catalog: Catalog) -> None:
    quote = "China leads in 47 of 44 technologies."
    claim = said(quote, "47", 47, denominator=44, unit="technologies")
    found = internal_checks([claim, said("It has 5.", "5", 5, at=90, entity="IND")], catalog)
    assert isinstance(found, Result)
    assert found.finding == (
        "Of 1 check that the documents' own numbers allow, 1 does not hold. First: 47 technologies of 44; "
        "47 / 44 = 107 %."
    )
    assert found.sources == ()
    assert set(COLUMNS) <= set(found.observations().columns)
    (told,) = found.documents()
    assert list(told) == ["doc", "kind", "said", "computed", "value", "outcome", "claims"]
    assert told["claims"][0]["quote"] == quote
    assert found.explain("CHN") == [told]
    assert found.explain("IND") == []
    with pytest.raises(UnknownNameError):
        found.explain("Atlantis")
    assert InternalChecks((), ()).finding == "The documents' own numbers allow no check."


def test_a_claim_of_several_is_of_each_of_them(catalog: Catalog) -> None:
    quote = "China and the United States lead in 47 of 44 technologies."
    claim = said(quote, "47", 47, denominator=44, unit="technologies", entity="CHN;USA")
    assert claim.entities == ("CHN", "USA")
    assert said(quote, "47", 47, entity=None).entities == ()
    found = internal_checks([claim], catalog)
    assert found.explain("USA") == found.explain("CHN") == found.documents()
    assert found.about(["USA"]).checks == found.about(["CHN", "IND"]).checks == found.checks
    assert found.about(["IND"]).checks == ()
    with pytest.raises(UnknownNameError):
        found.explain("CHN;USA")


def test_documents_are_checked_apart(catalog: Catalog) -> None:
    quote = "China has 15,051 papers, double what Britain has."
    one, two = said(quote, "15,051", 15051), said(quote, "double", 2, **RATIO, counterpart="GBR")
    other = said("Britain has 6,533 of them.", "6,533", 6533, entity="GBR", at=60, doc="sha256:" + "b" * 64)
    assert [outcome for *_, outcome in checked(catalog, one, two, other)] == ["cannot compute"]


def test_spaces_that_do_not_break_a_line_are_spaces_in_arithmetic(catalog: Catalog) -> None:
    quote = "Output rose by 50\u202f% a\u00a0year, from\u00a0100 papers in 2020 up to\u2009225 papers in 2022."
    claims = (
        said(quote, "50\u202f%", 50, **CHANGE), said(quote, "100", 100, period="2020"),
        said(quote, "225", 225, period="2022"),
    )  # fmt: skip
    assert checked(catalog, *claims) == [("change", "(225 / 100)^(1/2) − 1 = +50.0 % a year", "holds")]


def test_what_is_told_of_a_number_has_plain_spaces() -> None:
    claim = said("It has 600 language\u00a0models.", "600", 600, noun="language\u00a0models")
    assert told_as(claim) == "600 language models"
