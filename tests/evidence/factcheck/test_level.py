"""Level: claims of figures against small hand-made ledgers, every verdict worked out by hand."""

from __future__ import annotations

import pytest

from theodolite.evidence.verdicts import check_claims

SERIES = """
CHN x 2018 665 a-2024
CHN x 2020 633 a-2024
CHN x 2022 612 a-2024
CHN x 2023 608 a-2024
USA x 2023 160 a-2024
JPN x 2023 300 a-2024
"""
OWN = {"x": {"own_count": True}}


@pytest.mark.parametrize(
    ("number", "value", "more", "verdict"),
    [
        ("608", 608, {}, ("confirmed", None)),
        ("610", 610, {}, ("confirmed", None)),
        ("about 600", 600, {"qualifier": "approx"}, ("confirmed", None)),
        ("more than 600", 600, {"qualifier": "more_than"}, ("confirmed", None)),
        ("612", 612, {}, ("imprecise", "wrong-year")),
        ("620", 620, {}, ("imprecise", "rounding")),
        ("more than 620", 620, {"qualifier": "more_than"}, ("imprecise", "hedge")),
        ("665", 665, {}, ("contradicted", "value")),
        ("160", 160, {}, ("contradicted", "wrong-entity")),
        ("6,080", 6_080, {}, ("contradicted", "order-of-magnitude")),
        ("900", 900, {}, ("contradicted", "value")),
        ("more than 900", 900, {"qualifier": "more_than"}, ("contradicted", "value")),
    ],
)
def test_a_claim_of_a_year_is_held_against_the_figure_of_that_year(
    said, small, claim, number: str, value: float, more: dict[str, str], verdict: tuple[str, str | None]
) -> None:
    ledger = small(SERIES)
    assert said(ledger, claim(f"In 2023 it had {number}.", number, value, period="2023", **more)) == verdict


def test_the_rows_behind_a_verdict_are_the_figure_and_the_one_it_was_mixed_up_with(one, small, claim) -> None:
    ledger = small(SERIES)
    verdict = one(ledger, claim("In 2023 it had 160.", "160", 160, period="2023"))
    figures = [(ledger.at(row)["entity"], ledger.at(row)["value"]) for row in verdict.rows]
    assert figures == [("CHN", 608.0), ("USA", 160.0)]
    assert verdict.why == (
        "it is the figure of the United States: 160 in 2023 (made/a-2024); 608 in 2023 (made/a-2024) for what is named"
    )


def test_of_several_others_the_one_that_the_text_names_is_told(one, said, small, claim) -> None:
    ledger = small(SERIES + "KOR x 2023 160 a-2024\n")
    plain = claim("In 2023 it had 160.", "160", 160, period="2023")
    assert said(ledger, plain) == ("contradicted", "value"), "two others have it: whose it is cannot be told"
    named = claim("In 2023 it had 160, more than Korea.", "160", 160, period="2023", counterpart="KOR")
    assert "South Korea" in one(ledger, named).why


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"period": "2015"}, "no-figure"),
        ({"entity": "IND", "period": "2023"}, "no-figure"),
        ({"entity": None}, "no-entity"),
        ({"entity": "CHN;USA"}, "no-entity"),
        ({"entity": "Huawei"}, "no-entity"),
        ({"indicator": None}, "unmapped"),
        ({"value": None}, "no-number"),
        ({"modality": "target"}, "not-a-fact"),
        ({"modality": "counterfactual"}, "not-a-fact"),
        ({"modality": "projected", "period": "2023"}, "no-figure"),
        ({"value": 900, "period": "2023", "confidence": 0.4}, "unsure"),
    ],
)
def test_what_the_evidence_base_does_not_hold_cannot_be_checked(one, small, claim, more: dict, reason: str) -> None:
    fields = {"value": 608, "entity": "CHN", **more}
    asked = claim("It had 608.", "608", fields.pop("value"), fields.pop("entity"), **fields)
    verdict = one(small(SERIES), asked)
    assert (verdict.holds, verdict.reason, verdict.rows) == ("cannot check", reason, ())


def test_a_projection_is_held_against_projections_alone(said, small, claim) -> None:
    ledger = small("CHN x 2026 300 a-2024 F\nCHN x 2024 100 a-2024 E\n")
    by_2026 = claim("By 2026 it will have 300.", "300", 300, period="/2026", modality="projected")
    assert said(ledger, by_2026) == ("confirmed", None)
    assert said(ledger, claim("In 2024 it had 100.", "100", 100, period="2024", modality="estimated")) == (
        "confirmed",
        None,
    )
    assert said(ledger, claim("In 2026 it had 300.", "300", 300, period="2026")) == ("cannot check", "no-figure")


def test_what_a_later_edition_replaced_was_right_once(said, small, claim) -> None:
    ledger = small("CHN x 2022 290258 r-2023\nCHN x 2022 290144 r-2024\n")
    asked = claim("It had 290,258.", "290,258", 290_258, period="2022")
    assert said(ledger, asked) == ("imprecise", "vintage")
    assert said(ledger, claim("It had 290,144.", "290,144", 290_144, period="2022")) == ("confirmed", None)


def test_any_standing_source_confirms_and_others_are_told(one, said, small, claim) -> None:
    ledger = small("CHN x 2023 130 a-2024\nCHN x 2023 100 b-2024\n", {"x": {"prefer": ("made/a",)}})
    verdict = one(ledger, claim("It had 100.", "100", 100, period="2023"))
    assert (verdict.holds, len(verdict.rows)) == ("confirmed", 2)
    assert verdict.why == (
        "100 in 2023 (made/b-2024), which is not the figure in use: that is 130 in 2023 (made/a-2024)"
    )
    assert verdict.in_use is not None
    assert ledger.at(verdict.in_use)["value"] == 130
    in_use = one(ledger, claim("It had 130.", "130", 130, period="2023"))
    assert (in_use.holds, in_use.in_use) == ("confirmed", None)
    assert in_use.why == "130 in 2023 (made/a-2024); others differ: 100 in 2023 (made/b-2024)"
    near = one(ledger, claim("It had 102.", "102", 102, period="2023"))
    assert near.why == "100 in 2023 (made/b-2024), which is not the figure in use: that is 130 in 2023 (made/a-2024)"
    undated = one(ledger, claim("It has 100.", "100", 100), "2024-06")
    assert undated.why == (
        "the text gives no year; 100 in 2023 (made/b-2024), which is not the figure in use: that is 130 in 2023 "
        "(made/a-2024), so 2023 is meant"
    )
    between = claim("It had 115.", "115", 115, period="2023")
    assert said(ledger, between) == ("imprecise", "definition")


def test_another_count_of_the_same_idea_is_no_contradiction(said, small, claim) -> None:
    idea = {"concept": "things"}
    ledger = small("CHN x 2023 100 a-2024\nCHN y 2023 400 b-2024\n", {"x": idea, "y": idea})
    assert said(ledger, claim("It had 400.", "400", 400, period="2023")) == ("imprecise", "definition")


def test_an_own_count_contradicts_only_who_names_its_publisher(said, small, claim) -> None:
    ledger = small("CHN x 2023 100 a-2024\n", OWN, {"a-2024": {"producer": "Institute of Far Things"}})
    assert said(ledger, claim("It had 150.", "150", 150, period="2023")) == ("imprecise", "definition")
    assert said(ledger, claim("It had 900.", "900", 900, period="2023")) == ("cannot check", "unsure")
    named = claim("It had 150, says the IFT.", "150", 150, period="2023")
    assert said(ledger, named) == ("contradicted", "value")
    attributed = claim("It had 150.", "150", 150, period="2023", attributed_to="Institute of Far Things")
    assert said(ledger, attributed) == ("contradicted", "value")


def test_a_figure_that_was_read_in_the_document_confirms_nothing_in_it(said, small, claim) -> None:
    ledger = small("CHN x 2023 100 a-2024\n", sources={"a-2024": {"read_in": ("sha256:" + "a" * 64,)}})
    asked = claim("It had 100.", "100", 100, period="2023")
    assert said(ledger, asked) == ("cannot check", "own-source")
    elsewhere = claim("It had 100.", "100", 100, period="2023", doc="sha256:" + "b" * 64)
    assert said(ledger, elsewhere) == ("confirmed", None)


SINCE = "CHN x 2018 665 a-2024\nCHN x 2020 633 a-2024\nCHN x 2022 612 a-2024\nCHN x 2023 608 a-2024\n"


@pytest.mark.parametrize(
    ("text", "number", "value", "day", "verdict"),
    [
        ("It has 608.", "608", 608, "2024-06", ("confirmed", None)),
        ("It has 612.", "612", 612, "2024-06", ("confirmed", None)),
        ("It has 665.", "665", 665, "2024-06", ("imprecise", "stale")),
        ("It still has 665.", "665", 665, "2024-06", ("contradicted", "stale")),
        ("It still has 665.", "665", 665, "2019-06", ("confirmed", None)),
        ("It still has 665.", "665", 665, None, ("confirmed", None)),
        ("It has 720.", "720", 720, "2024-06", ("imprecise", "value")),
        ("It has 640.", "640", 640, "2024-06", ("imprecise", "rounding")),
        ("It has 5,000.", "5,000", 5_000, "2024-06", ("contradicted", "value")),
        ("It has 608.", "608", 608, "2010", ("cannot check", "no-figure")),
    ],
)
def test_a_claim_without_a_year_speaks_of_the_day_of_its_document(
    said, small, claim, text: str, number: str, value: float, day: str | None, verdict: tuple[str, str | None]
) -> None:
    assert said(small(SINCE), claim(text, number, value), day) == verdict


@pytest.mark.parametrize(
    ("text", "rank", "verdict"),
    [
        ("It ranked 4th in the Index 2023.", 4, ("confirmed", None)),
        ("It ranked 3rd in the Index 2023.", 3, ("contradicted", "value")),
        ("It ranked 3rd in the 2022 Index.", 3, ("cannot check", "no-figure")),
        ("It ranked 3rd in the Index.", 3, ("confirmed", None)),
    ],
)
def test_a_rank_in_an_edition_is_not_held_against_another_edition(
    said, small, claim, text: str, rank: int, verdict: tuple[str, str | None]
) -> None:
    ledger = small("CHN x 2021 3 a-2024\nCHN x 2023 4 a-2024\n", {"x": {"kind": "rank"}})
    made = claim(text, text.split()[2], float(rank), unit="rank", unit_class="rank", type="rank")
    assert said(ledger, made, "2021-12" if "Index." in text else "2024-06") == verdict


def test_the_year_that_was_meant_is_told(one, small, claim) -> None:
    verdict = one(small(SINCE), claim("It has 612.", "612", 612), "2024-06")
    assert verdict.why == "the text gives no year; 612 in 2022 (made/a-2024), so 2022 is meant"


def test_a_document_that_tells_of_2022_is_not_of_2018(small, claim) -> None:
    ledger = small(SINCE)
    still = claim("It still has 665.", "665", 665)
    told = claim("In 2022 it had 7 plants.", "7", 7, indicator=None, period="2022")
    first, _ = check_claims([still, told], ledger).verdicts
    assert (first.holds, first.error) == ("contradicted", "stale")


def test_a_replaced_figure_without_a_year_is_of_an_old_edition(said, small, claim) -> None:
    ledger = small("CHN x 2018/2022 37 t-2023\nCHN x 2018/2022 52 t-2024\nCHN x 2019/2023 57 t-2025\n")
    assert said(ledger, claim("It leads in 37.", "37", 37), "2024-06") == ("imprecise", "vintage")


def test_of_many_others_none_is_told_by_chance(said, small, claim) -> None:
    crowd = "".join(f"E{n:02} x 2023 {1000 + n} a-2024\n" for n in range(20))
    ledger = small(SERIES + crowd)
    assert said(ledger, claim("In 2023 it had 1,007.", "1,007", 1_007, period="2023")) == ("contradicted", "value")
    assert said(small(SERIES), claim("It has 160.", "160", 160), "2024-06") == ("contradicted", "value"), "nor undated"


def test_a_stock_holds_at_some_time_of_its_year(said, small, claim) -> None:
    lines = "IND x 2022-Q4 106 a-2024\nIND x 2023-Q4 142 a-2024\n"
    ledger = small(lines, {"x": {"kind": "stock"}})
    assert said(ledger, claim("In 2023 it had 132.", "132", 132, "IND", period="2023")) == ("confirmed", None)
    assert said(ledger, claim("In 2023 it had 200.", "200", 200, "IND", period="2023")) == ("contradicted", "value")
    quarter = claim("In late 2023 it had 132.", "132", 132, "IND", period="2023-Q4")
    assert said(ledger, quarter) == ("contradicted", "value")
    assert said(small(lines), claim("In 2023 it had 132.", "132", 132, "IND", period="2023")) == (
        "cannot check",
        "no-figure",
    )


def test_what_is_expected_is_not_held_against_what_was(said, small, claim) -> None:
    ledger = small("USA x 2024 183 a-2024\nUSA x 2030 426 a-2024 F\n")
    assert said(ledger, claim("It has 426.", "426", 426, "USA")) == ("cannot check", "unsure")
    assert said(ledger, claim("In 2024 it had 426.", "426", 426, "USA", period="2024")) == ("cannot check", "unsure")
    assert said(ledger, claim("It has 999.", "999", 999, "USA")) == ("contradicted", "value")


def test_of_a_late_document_an_old_figure_tells_nothing(said, small, claim) -> None:
    ledger = small("KEN x 2010 227 a-2024\n")
    assert said(ledger, claim("It has 120.", "120", 120, "KEN"), "2026-03") == ("cannot check", "no-figure")
    assert said(ledger, claim("It has 220.", "220", 220, "KEN"), "2011-03") == ("imprecise", "rounding")


def test_what_is_observed_after_its_document_is_of_another_day(said, small, claim) -> None:
    asked = claim("It has 608.", "608", 608, period="2026")
    assert said(small(SINCE), asked, "2024-06") == ("confirmed", None)
    assert said(small(SINCE), asked) == ("cannot check", "no-figure")


def test_amounts_are_converted_and_foreign_money_is_not(said, ledger, claim) -> None:
    energy = {"indicator": "energy/solar-generation", "unit_class": "energy", "period": "2024"}
    assert said(ledger, claim("839 TWh", "839 TWh", 839, unit="TWh", **energy)) == ("confirmed", None)
    assert said(ledger, claim("839,000 GWh", "839,000 GWh", 839_000, unit="GWh", **energy)) == ("confirmed", None)
    assert said(ledger, claim("839 barrels", "839 barrels", 839, unit="barrels", **energy)) == ("cannot check", "unit")
    yuan = claim("5 yuan", "5 yuan", 5, indicator="industry/private-investment", unit="CNY", unit_class="money")
    assert said(ledger, yuan) == ("cannot check", "unit")


@pytest.mark.parametrize(
    ("text", "value", "more"),
    [
        ("608 USD", 608, {"unit": "USD", "unit_class": "money"}),
        ("608 kWh", 608, {"unit": "kWh", "unit_class": "energy"}),
        ("608 days", 608, {"unit": "days", "unit_class": "time"}),
        ("608 per mille", 608, {"unit": "per_mille", "unit_class": "other"}),
    ],
)
def test_a_count_says_nothing_of_money_or_time(one, said, small, claim, text: str, value: float, more: dict) -> None:
    ledger, asked = small(SERIES), claim(f"In 2023 it had {text}.", text, value, period="2023", **more)
    assert said(ledger, asked) == ("cannot check", "unit")
    assert (
        one(ledger, asked).why
        == f"it is told in {more['unit'].replace('_', ' ')}, and Made in count: the one is not the other"
    )


def test_a_share_says_nothing_of_a_count_or_of_percentage_points(said, ledger, claim) -> None:
    share = {"indicator": "published/stanford-score", "period": "2023"}
    points = claim("36.95 points", "36.95", 36.95, "CHN", **share)
    assert said(ledger, points)[1] != "unit", "an index is told in points"
    adoption = {"indicator": "adoption/genai-individuals", "period": "2023"}
    things = claim("8 things", "8 things", 8, "DEU", **adoption)
    assert said(ledger, things) == ("cannot check", "unit")
    apart = claim("8 points", "8 points", 8, "DEU", unit="percentage_points", unit_class="percent", **adoption)
    assert said(ledger, apart) == ("cannot check", "unit")


YEARS = "CHN x 2015 900 a-2024\nCHN x 2021 400 a-2024\nCHN x 2022 500 a-2024\nCHN x 2024 250 a-2024\n"


@pytest.mark.parametrize(
    ("number", "verdict"),
    [
        (500, ("contradicted", "wrong-year")),
        (400, ("contradicted", "value")),
        (900, ("contradicted", "value")),
    ],
)
def test_another_year_is_told_where_it_is_near_and_a_chance_where_it_is_far(
    one, small, claim, number: int, verdict: tuple[str, str]
) -> None:
    found = one(small(YEARS), claim(f"In 2024 it had {number}.", str(number), number, period="2024"))
    assert (found.holds, found.error) == verdict


def test_of_two_years_that_agree_the_nearest_is_told(one, small, claim) -> None:
    lines = "CHN x 2022 500 a-2024\nCHN x 2023 500 a-2024\nCHN x 2024 250 a-2024\n"
    found = one(small(lines), claim("In 2024 it had 500.", "500", 500, period="2024"))
    assert found.why == (
        "it is the figure of another year: 500 in 2023 (made/a-2024), 500 in 2022 (made/a-2024); "
        "250 in 2024 (made/a-2024)"
    )


def test_where_sources_are_farther_apart_than_the_claim_is_from_them_no_year_is_told(one, small, claim) -> None:
    lines = "CHN x 2023 130 a-2024\nCHN x 2024 60 a-2024\nCHN x 2024 100 b-2024\n"
    outside = one(small(lines), claim("In 2024 it had 130.", "130", 130, period="2024"))
    assert (outside.holds, outside.error) == ("contradicted", "value"), "130 is 30 off, and the sources are 40 apart"
    inside = one(small(lines), claim("In 2024 it had 80.", "80", 80, period="2024"))
    assert (inside.holds, inside.error) == ("imprecise", "definition")
    assert inside.why == (
        "it lies between what sources say, 60 to 100: 60 in 2024 (made/a-2024), 100 in 2024 (made/b-2024)"
    )


def test_the_figure_of_another_year_is_of_a_work_that_tells_of_the_years_own(one, small, claim) -> None:
    lines = "CHN x 2023 230 a-2024\nCHN x 2024 150 b-2025\n"
    found = one(small(lines), claim("In 2023 it had 150.", "150", 150, period="2023"))
    assert (found.holds, found.error) == ("contradicted", "value"), "b tells nothing of 2023"


def test_a_work_that_is_called_as_what_it_counts_is_not_named_by_who_tells_of_that(said, small, claim) -> None:
    indicators = {"x": {"own_count": True, "title": "Big barns"}}
    ledger = small("CHN x 2023 100 a-2024\n", indicators, {"a-2024": {"title": "Big Barns", "producer": "Barnwatch"}})
    assert said(ledger, claim("It had 900 big barns.", "900", 900, period="2023")) == ("cannot check", "unsure")
    named = claim("It had 900 big barns, says Barnwatch.", "900", 900, period="2023")
    assert said(ledger, named) == ("contradicted", "value")
