"""How claims of one key relate: to each other, by the digits that they print, and to the evidence base."""

from __future__ import annotations

from typing import Any

import pytest

from theodolite.core.observation import COLUMNS
from theodolite.core.result import Result
from theodolite.errors import UnknownNameError
from theodolite.evidence.claim_conflicts import ClaimConflicts, claim_conflicts
from theodolite.evidence.ledger import Ledger
from theodolite.reading.claim import Claim

from .conftest import doc, told

ROBOTS: dict[str, Any] = {"unit": "robots", "noun": "robots", "indicator": "adoption/robots-installed",
                          "confidence": 0.9, "period": "2022"}  # fmt: skip


def robots(value: float, of: str, words: str = "It put up {} robots.", **said: Any) -> Claim:
    """A count of robots installed in China in 2022, in a sentence of its own."""
    span = f"{value:,.0f}"
    return told(words.format(span), span, value, of=of, **{**ROBOTS, **said})


def relations(found: ClaimConflicts) -> list[tuple[str, list[str | None]]]:
    """Relation of each case, and those of its sides."""
    return [(case["relation"], [side["relation"] for side in case["sides"]]) for case in found.documents()]


FAR = "The count of machines that factories set up there was {} at last."


@pytest.mark.parametrize(
    ("other", "said", "relation"),
    [
        (290144, {}, "agrees"),
        (290000, {}, "compatible"),
        (280000, {"qualifier": "more_than", "low": 280000}, "compatible"),
        (310000, {}, "conflicts"),
        (300000, {"qualifier": "more_than", "low": 300000}, "conflicts"),
        (250000, {"period": "2021"}, None),
        (310000, {"modality": "projected"}, None),
        (310000, {"entity": "JPN"}, "different-subject"),
        (310000, {"confidence": 0.5}, None),
    ],
)
def test_two_documents_by_their_numbers(
    empty: Ledger, other: float, said: dict[str, Any], relation: str | None
) -> None:
    claims = [robots(290144, "a"), robots(other, "b", FAR, **said)]
    assert [name for name, _ in relations(claim_conflicts(claims, empty))] == ([relation] if relation else [])


def test_a_conflict_says_both_numbers_and_whether_a_period_is_missing(empty: Ledger) -> None:
    claims = [robots(290144, "a"), robots(410000, "b", FAR, period=None)]
    (case,) = claim_conflicts(claims, empty).documents()
    assert case["why"] == (
        "used because it says of when; 410,000 robots against 290,144 robots: no number is what both say, and one does "
        "not say of when"
    )
    assert case["used"] == claims[0].id


@pytest.mark.parametrize(("dated", "cases"), [("2023", ["conflicts"]), ("2030", [])])
def test_a_claim_without_a_period_speaks_of_the_years_before_its_document(
    empty: Ledger, dated: str, cases: list[str]
) -> None:
    claims = [robots(290144, "a"), robots(410000, "b", FAR, period=None)]
    found = claim_conflicts(claims, empty, {doc("b"): dated})
    assert [name for name, _ in relations(found)] == cases


def test_one_source_named_twice_is_one_piece_of_evidence_and_restated_by_the_later_document(empty: Ledger) -> None:
    by = {"attributed_to": "the Robot Federation"}
    same = [robots(290144, "a", **by), robots(290000, "b", FAR, **by)]
    assert relations(claim_conflicts(same, empty)) == [("same-origin", [None, "same-origin"])]
    later = [robots(290144, "a", **by), robots(276288, "b", FAR, **by)]
    found = claim_conflicts(later, empty, {doc("a"): "2023", doc("b"): "2024-09"})
    assert relations(found) == [("superseded", [None, "superseded"])]
    assert found.documents()[0]["used"] == later[1].id
    assert "the Robot Federation is named for both, and the other document is later" in found.documents()[0]["why"]


COPIED = "After years of haste the country's plants put up {} robots in all, more than anybody had thought."


def test_a_sentence_copied_with_its_number_is_one_origin_and_with_another_number_a_conflict(empty: Ledger) -> None:
    copied = [robots(290144, "a", COPIED), robots(290144, "b", COPIED + " ")]
    assert relations(claim_conflicts(copied, empty)) == [("same-origin", [None, "same-origin"])]
    changed = [robots(290144, "a", COPIED), robots(390144, "b", COPIED)]
    assert relations(claim_conflicts(changed, empty)) == [("conflicts", [None, "conflicts"])]


def test_claims_of_one_named_plan_and_of_one_footnote_have_one_origin(empty: Ledger) -> None:
    plan = "The National Robot Plan of that year tells of {} robots."
    one = [robots(290144, "a", plan), robots(290000, "b", "Under the National Robot Plan {} machines stand.")]
    assert relations(claim_conflicts(one, empty)) == [("same-origin", [None, "same-origin"])]
    noted = {"attributed_via": "footnote 7"}
    two = [robots(290144, "a", **noted), robots(290000, "a", FAR, **noted, quote_start=900)]
    assert relations(claim_conflicts(two, empty)) == [("same-origin", [None, "same-origin"])]


def test_a_sentence_does_not_contradict_itself_and_a_document_only_where_it_says_of_when(empty: Ledger) -> None:
    quote = "It went from 100,000 robots to 290,144 robots."
    both = [told(quote, "100,000", 1e5, **ROBOTS), told(quote, "290,144", 290144, **ROBOTS)]
    assert relations(claim_conflicts(both, empty)) == []
    undated = [robots(290144, "a"), robots(100000, "a", FAR, period=None, quote_start=500)]
    assert relations(claim_conflicts(undated, empty)) == []
    dated = [robots(290144, "a"), robots(100000, "a", FAR, quote_start=500)]
    assert relations(claim_conflicts(dated, empty)) == [("conflicts", [None, "conflicts"])]


GRANTS = "Grants for laboratories of quantum sensing in Kenya came to {} last year."
GRANTED: dict[str, Any] = {"entity": "KEN", "unit": "USD", "unit_class": "money", "period": "2023"}


def test_without_an_indicator_the_words_beside_a_number_decide(empty: Ledger) -> None:
    one = told(GRANTS.format("$5 million"), "$5 million", 5e6, **GRANTED)
    other = "For sensing with quanta, quantum sensing that is, grants to Kenyan laboratories were $9 million."
    elsewhere = "Roads and bridges around the port cost $9 million."
    apart = [one, told(other, "$9 million", 9e6, of="b", **GRANTED)]
    assert relations(claim_conflicts(apart, empty)) == [("conflicts", [None, "conflicts"])]
    assert claim_conflicts(apart, empty).documents()[0]["key"]["indicator"] is None
    assert claim_conflicts([one, told(elsewhere, "$9 million", 9e6, of="b", **GRANTED)], empty).cases == ()


def test_a_claim_without_an_indicator_is_held_against_one_with_it_where_words_or_a_named_thing_say_so(
    empty: Ledger,
) -> None:
    one = robots(290144, "a")
    other: dict[str, Any] = {**ROBOTS, "indicator": None, "confidence": None}
    apart = told("Plants set up 410,000 robots.", "410,000", 410000, of="b", **other)
    assert [name for name, _ in relations(claim_conflicts([one, apart], empty))] == ["conflicts"]
    assert claim_conflicts([apart, one], empty).documents()[0]["key"]["indicator"] == "adoption/robots-installed"
    stock = told("Plants run 1,500,000 robots.", "1,500,000", 1.5e6, of="b", **other)
    assert relations(claim_conflicts([one, stock], empty)) == [], "five times as many may be another thing"
    undated = told("Plants set up 410,000 robots.", "410,000", 410000, of="b", **{**other, "period": None})
    assert relations(claim_conflicts([one, undated], empty)) == []
    power: dict[str, Any] = {"unit": "percent", "unit_class": "percent", "type": "share", "entity": "IRL",
                             "period": "2024"}  # fmt: skip
    share = told("Data centres took 22 % of Irish electricity.", "22 %", 22, **power, confidence=0.9,
                 indicator="energy/datacentre-electricity-share")  # fmt: skip
    less = told("Of electricity, data centers have taken 15 %.", "15 %", 15, of="b", **power)
    assert [name for name, _ in relations(claim_conflicts([share, less], empty))] == ["conflicts"]
    roads = told("Of cars there 15 % are new.", "15 %", 15, of="b", **power)
    assert relations(claim_conflicts([share, roads], empty)) == []


def test_a_number_in_words_and_in_digits_in_one_document_is_one_piece_of_evidence(empty: Ledger) -> None:
    quote = "A quarter of its firms with staff, to be exact 25.1 per cent, used AI."
    share: dict[str, Any] = {"unit": "percent", "unit_class": "percent", "type": "share"}
    claims = [told(quote, "A quarter", 25, **share), told(quote, "25.1 per cent", 25.1, **share)]
    assert relations(claim_conflicts(claims, empty)) == [("same-origin", [None, "same-origin"])]


def test_a_yearly_rate_and_a_change_in_all_are_two_definitions(empty: Ledger) -> None:
    grown: dict[str, Any] = {**ROBOTS, "type": "change", "unit": "percent", "unit_class": "percent",
                             "direction": "increase", "period": "2017/2022", "noun": None}  # fmt: skip
    total = told("Since then its stock of robots has grown by 86 %.", "86 %", 86, **grown)
    yearly = told("Robots there grew by 13 % a year.", "13 %", 13, of="b", **grown)
    assert [name for name, _ in relations(claim_conflicts([total, yearly], empty))] == ["different-definition"]
    shrunk = told("Its stock of robots fell by 86 %.", "86 %", 86, of="b", **{**grown, "direction": "decrease"})
    assert [name for name, _ in relations(claim_conflicts([total, shrunk], empty))] == ["conflicts"]


def test_who_is_not_one_entity_or_says_no_number_is_no_side(empty: Ledger) -> None:
    claims = [robots(290144, "a"), robots(1000, "b", entity="CHN;USA"), robots(1000, "c", entity=None),
              told("Robots there are many.", "many", None, of="d", **ROBOTS)]  # fmt: skip
    found = claim_conflicts(claims, empty)
    assert found.cases == ()
    assert found.finding == "No claim is of the same thing as another one, or as a figure of the evidence base."


def test_the_evidence_base_is_used_where_it_holds_the_figure(ledger: Ledger) -> None:
    claims = [robots(290144, "a"), robots(300000, "b", FAR, qualifier="nearly", high=300000), robots(410000, "c")]
    (case,) = claim_conflicts(claims, ledger).documents()
    assert (case["relation"], case["used"]) == ("conflicts", "ifr/world-robotics-2024-09")
    assert [(side["kind"], side["value"], side["relation"]) for side in case["sides"]] == [
        ("evidence", 290144.0, None), ("claim", 290144, "agrees"), ("claim", 410000, "conflicts"),
        ("claim", 300000, "compatible"),
    ]  # fmt: skip
    assert case["why"].startswith("ifr/world-robotics-2024-09 is in the evidence base; 290,144 in 2022")


def test_who_names_the_publisher_repeats_it(ledger: Ledger) -> None:
    said = "The International Federation of Robotics counted {} robots."
    (case,) = claim_conflicts([robots(290144, "a", said)], ledger).documents()
    assert case["relation"] == "same-origin"
    assert {side["origin"] for side in case["sides"]} == {1}


def test_a_change_is_held_against_what_is_worked_out(ledger: Ledger) -> None:
    grown: dict[str, Any] = {**ROBOTS, "type": "change", "unit": "percent", "unit_class": "percent",
                             "direction": "increase", "period": "2017/2022"}  # fmt: skip
    claim = told("Installations are up by 13 % since 2017.", "13 %", 13, **grown)
    (case,) = claim_conflicts([claim], ledger).documents()
    assert case["relation"] == "conflicts"
    assert case["sides"][0]["worked_out"] is True
    assert case["sides"][0]["value"] == pytest.approx(85.9, abs=0.1)


def test_it_is_a_result_whose_sources_and_observations_are_the_evidence(ledger: Ledger) -> None:
    claims = [robots(290144, "a"), robots(410000, "b", FAR)]
    found = claim_conflicts(claims, ledger)
    assert isinstance(found, Result)
    assert found.sources == ("ifr/world-robotics-2024-09",)
    assert set(COLUMNS) <= set(found.observations().columns)
    assert found.observations()["value"].to_list() == [290144.0]
    widest = "The widest conflict is over 'Industrial robots installed' of China: 410,000 against 290,144 count."
    assert found.finding == f"2 claims of 2 documents make 1 case: in 1 the numbers conflict. {widest}"
    row = found.table.row(0, named=True)
    assert (row["lowest"], row["highest"], row["sides"], row["pieces"]) == (290144, 410000, 3, 3)
    assert found.explain("CHN") == found.documents()
    assert found.about(["USA"]).cases == ()
    assert found.about(["CHN"], ["adoption/robots-installed"]).cases == found.cases
    with pytest.raises(UnknownNameError):
        found.explain("Atlantis")


def test_the_same_claims_in_another_order_make_the_same_cases(empty: Ledger) -> None:
    claims = [robots(290144, "a"), robots(290000, "b", FAR), robots(410000, "c", COPIED)]
    forth, back = claim_conflicts(claims, empty), claim_conflicts(claims[::-1], empty)
    assert relations(forth) == [("conflicts", [None, "compatible", "conflicts"])]
    assert forth.table["relation"].to_list() == back.table["relation"].to_list()


def test_a_period_that_is_none_makes_no_error(empty: Ledger) -> None:
    claims = [robots(290144, "a"), robots(290144, "b", FAR, period="the day after")]
    assert [name for name, _ in relations(claim_conflicts(claims, empty))] == ["agrees"]


def test_a_page_of_nothing_but_numbers_is_no_sentence(empty: Ledger) -> None:
    quote = " ".join(f"{number} robots" for number in range(1000, 1041))
    page = [told(quote, str(number), number, **ROBOTS) for number in range(1000, 1041)]
    assert claim_conflicts([*page, robots(1000, "b")], empty).cases == ()
    few = [told(quote, str(number), number, **ROBOTS) for number in range(1000, 1040)]
    assert [name for name, _ in relations(claim_conflicts([*few, robots(1000, "b")], empty))] == ["agrees"]


def test_a_word_without_end_is_looked_at_in_bounded_time(empty: Ledger) -> None:
    long = "A" * 200_000
    claims = [robots(290144, name, f"{long} {{}} robots {long} Plan.") for name in ("a", "b")]
    assert [name for name, _ in relations(claim_conflicts(claims, empty))] == ["same-origin"]


NOTABLE: dict[str, Any] = {"unit": "models", "noun": "notable models", "indicator": "models/notable",
                           "confidence": 0.9, "period": "2024"}  # fmt: skip


def test_what_agrees_with_a_figure_that_its_origin_has_told_anew_is_superseded(ledger: Ledger) -> None:
    claims = [told("It made 15 notable models in 2024.", "15", 15, **NOTABLE),
              told("In 2024 it had 31 notable models.", "31", 31, of="b", **NOTABLE)]  # fmt: skip
    (case,) = claim_conflicts(claims, ledger).documents()
    assert (case["relation"], case["used"]) == ("superseded", "epoch/notable-ai-models-2026-07")
    assert [(side["value"], side["relation"]) for side in case["sides"]] == [
        (31.0, None), (15, "superseded"), (31, "agrees"),
    ]  # fmt: skip
    named = [told("The Stanford AI Index counts 15 notable models in 2024.", "15", 15, **NOTABLE)]
    (alone,) = claim_conflicts(named, ledger).documents()
    assert (alone["relation"], alone["used"]) == ("superseded", "epoch/notable-ai-models-2026-07")


def test_what_agrees_with_a_source_that_is_not_in_use_conflicts_with_the_one_that_is(ledger: Ledger) -> None:
    money = {"unit": "USD", "unit_class": "money", "indicator": "industry/private-investment", "confidence": 0.9}
    claim = told("It took US$9.3 billion in 2024.", "US$9.3 billion", 9.3e9, **money, period="2024")
    (case,) = claim_conflicts([claim], ledger).documents()
    assert case["relation"] == "conflicts"
    assert case["used"] == "owid/cset-investment-2026-05"
    assert "which is not the figure in use" in case["why"]
