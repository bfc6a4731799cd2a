"""Conflicts: every relation on a ledger worked by hand, and the first real cases on the shipped evidence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl
import pytest

from theodolite.core.result import Result
from theodolite.errors import UnknownNameError
from theodolite.evidence.conflicts import conflicts
from theodolite.evidence.ledger import Ledger
from theodolite.evidence.reconcile import reconcile

Small = Callable[..., Ledger]


def only(ledger: Ledger, **asked: Any) -> dict[str, Any]:
    """The one case that the ledger holds."""
    (case,) = conflicts(ledger, **asked).documents()
    return case


@pytest.mark.parametrize(
    ("first", "second", "relation"),
    [
        ("5.1", "5.08", "agrees"), ("12", "12", "agrees"), ("12", "13", "conflicts"), ("1", "2", "conflicts"),
        ("38000", "38210", "compatible"), ("38000", "38600", "conflicts"), ("100 A 80 120", "70 A 60 90", "compatible"),
        ("100 A 95 120", "70 A 60 90", "conflicts"), ("67200000000", "67219384736", "compatible"),
    ],
)  # fmt: skip
def test_figures_agree_are_compatible_or_conflict(small: Small, first: str, second: str, relation: str) -> None:
    lines = [f"CHN x 2023 {text.split()[0]} {source} {' '.join(text.split()[1:])}"
             for text, source in ((first, "a-2024"), (second, "b-2024"))]  # fmt: skip
    case = only(small("\n".join(lines)))
    assert case["relation"] == relation
    assert [side["relation"] for side in case["sides"]] == [None, relation]


def test_a_case_says_who_says_what_and_which_is_used_and_why(small: Small) -> None:
    lines = "CHN x 2023 100 a-2024\n CHN x 2023 130 b-2024\n USA x 2023 5 a-2024"
    found = conflicts(small(lines, sources={"a-2024": "tier: secondary\n"}))
    (case,) = found.documents()
    assert case["key"] == {
        "entity": "CHN", "indicator": "research/x", "concept": None, "period": "2023", "unit": "count",
        "modality": "observed",
    }  # fmt: skip
    assert [(s["source"], s["value"], s["used"]) for s in case["sides"]] == [
        ("made/b", 130.0, True),
        ("made/a", 100.0, False),
    ]
    assert (case["used"], case["why"]) == ("made/b-2024", "made/b is primary")
    assert found.finding == (
        "1 case is told of more than once: 1 conflicts. The largest disagreement is over 'Made' of China in 2023: "
        "130 against 100 count, 1.3 times."
    )
    assert found.sources == ("made/a-2024", "made/b-2024")
    assert sorted(found.observations()["value"]) == [100.0, 130.0]
    assert isinstance(found, Result)


def test_a_later_edition_supersedes_another_value_but_not_the_same(small: Small) -> None:
    lines = "CHN x 2022 7 a-2023\n CHN x 2022 7 a-2024\n IND x 2023 4 a-2024\n IND x 2023 7 a-2025"
    case = only(small(lines))
    assert (case["relation"], case["used"]) == ("superseded", "made/a-2025")
    assert [(s["edition"], s["value"]) for s in case["sides"]] == [("2025", 7.0), ("2024", 4.0)]
    assert case["why"] == "the edition 2025 replaces earlier ones"


@pytest.mark.parametrize(
    ("original", "copy", "relation"),
    [
        ("40 a-2024", "40 copy-2025", "same-origin"),
        ("38210 a-2024", "38000 copy-2023", "same-origin"),
        ("31 a-2025", "15 copy-2024", "superseded"),
        ("40 a-2024", "59 copy-2025", "conflicts"),
    ],
)
def test_a_copy_is_the_same_evidence_and_another_number_restated_or_a_conflict(
    small: Small, original: str, copy: str, relation: str
) -> None:
    """38,000 may have been rounded from 38,210; what came out later than the figure used restates nothing."""
    sources = {copy.split()[1]: "origin: [made/a]\ntier: secondary\n"}
    case = only(small(f"CHN x 2022 {original}\n CHN x 2022 {copy}", sources=sources))
    assert (case["relation"], case["used"]) == (relation, f"made/{original.split()[1]}")


def test_the_worst_relation_of_several_names_the_case(small: Small) -> None:
    lines = "CHN x 2023 40 a-2024\n CHN x 2023 40 b-2024\n CHN x 2023 59 c-2024"
    case = only(small(lines))
    assert (case["relation"], [s["relation"] for s in case["sides"]]) == ("conflicts", [None, "agrees", "conflicts"])


def test_definitions_of_one_concept_are_compared_by_ratio(small: Small) -> None:
    concept = {"x": "concept: idea\n", "y": "concept: idea\n"}
    found = conflicts(small("CHN x 2020 10 a-2024\n CHN y 2020 90 b-2024\n CHN y 2021 95 b-2024", concept))
    (row,) = found.table.rows(named=True)
    assert (row["about"], row["relation"], row["ratio"], row["used"]) == ("idea", "different-definition", 9.0, None)
    assert found.documents()[0]["key"]["concept"] == "idea"


def test_what_was_projected_is_not_held_against_what_was_observed(small: Small) -> None:
    assert conflicts(small("CHN x 2023 40 a-2024\n CHN x 2023 59 b-2024 F")).table.is_empty()
    case = only(small("CHN x 2030 40 a-2024 F\n CHN x 2030 59 b-2024 F"))
    assert (case["key"]["modality"], case["relation"]) == ("projected", "conflicts")


def test_other_subjects_and_other_years_raise_no_alarm(small: Small) -> None:
    ledger = small("CHN x 2023 38000 a-2024\n KOR x 2023 4000 b-2024\n CHN x 2022 5 b-2024")
    assert conflicts(ledger).finding == "No case is told of by more than one source."


@pytest.mark.parametrize(("kind", "cases"), [("stock", 2), ("flow", 0)])
def test_a_level_is_compared_within_a_wider_period_and_a_flow_is_not(small: Small, kind: str, cases: int) -> None:
    lines = "CHN x 2023 40 a-2024\n CHN x 2023-Q1 30 b-2024\n CHN x 2023-Q4 59 b-2024"
    found = conflicts(small(lines, {"x": f"kind: {kind}\n"})).table
    assert len(found) == cases
    assert found["at"].to_list() == ["2023-Q4", "2023-Q1"][:cases]


def test_a_wider_period_of_the_preferred_work_is_held_against_the_figure_used_and_not_used(small: Small) -> None:
    lines = "CHN x 2023 40 a-2024\n CHN x 2023-Q4 59 b-2024\n CHN x 2023-Q4 61 c-2024"
    ledger = small(lines, {"x": "kind: stock\nprefer: [made/a, made/b]\n"})
    case = only(ledger)
    used = {side["source"]: (side["used"], side["relation"]) for side in case["sides"]}
    assert used == {"made/b": (True, None), "made/a": (False, "conflicts"), "made/c": (False, "conflicts")}
    assert (case["key"]["period"], case["why"]) == ("2023-Q4", "the indicator prefers made/b")
    alone = only(small("CHN z 2023 40 a-2024\n CHN z 2023-Q4 59 b-2024", {"z": "kind: stock\nprefer: [made/a]\n"}),
                 indicator="research/z")  # fmt: skip
    assert (alone["used"], alone["why"]) == ("made/b-2024", "made/b tells of the very period")


def test_conflicts_and_reconcile_use_the_same_figures(ledger: Ledger) -> None:
    sides = conflicts(ledger).sides.filter(pl.col("source").n_unique().over("case") > 1, modality="observed")
    used = sides.filter("used")
    assert set(used["row"]) <= set(reconcile(ledger, used["indicator"].unique())["row"])
    assert used["period"].equals(used["at"], check_names=False)


def test_an_indicator_or_entity_can_be_asked_for(small: Small) -> None:
    lines = "CHN x 2023 1 a-2024\n CHN x 2023 2 b-2024\n USA y 2023 1 a-2024\n USA y 2023 5 b-2024"
    ledger = small(lines)
    assert only(ledger, indicator="research/y")["key"]["entity"] == "USA"
    assert only(ledger, entity="CHN")["key"]["indicator"] == "research/x"
    assert [case["key"]["entity"] for case in conflicts(ledger).explain("USA")] == ["USA"]
    with pytest.raises(UnknownNameError, match="CHN"):
        conflicts(ledger).explain("CHM")
    with pytest.raises(UnknownNameError, match="research/x"):
        conflicts(ledger, indicator="research/xy")


def cases_of(ledger: Ledger, indicator: str, entity: str, period: str) -> list[dict[str, Any]]:
    found = conflicts(ledger, indicator, entity).documents()
    return [case for case in found if case["key"]["period"] == period]


def test_openalex_counts_china_nine_times_as_ncses_does_for_2010(ledger: Ledger) -> None:
    (case,) = cases_of(ledger, "research/ai-articles-scopus", "CHN", "2010")
    assert case["relation"] == "different-definition"
    values = {side["source"]: side["value"] for side in case["sides"]}
    assert 8.5 < values["openalex/ai-works"] / values["ncses/ai-articles"] < 9.5


def test_three_definitions_of_ai_publications_stand_side_by_side(ledger: Ledger) -> None:
    (case,) = cases_of(ledger, "research/ai-publications", "CHN", "2018")
    works = {"owid/cset-publications", "ncses/ai-articles", "openalex/ai-works"}
    assert {side["source"] for side in case["sides"]} == works


def test_cset_and_the_ai_index_conflict_on_american_investment_in_2023(ledger: Ledger) -> None:
    (case,) = (
        c for c in cases_of(ledger, "industry/private-investment", "USA", "2023") if c["relation"] == "conflicts"
    )
    assert sorted(side["value"] / 1e9 for side in case["sides"]) == pytest.approx([67.2, 112.77], abs=0.05)
    assert case["used"].startswith("owid/cset-investment")


def test_the_ai_index_repeats_epochs_count_of_notable_models(ledger: Ledger) -> None:
    (case,) = (c for c in cases_of(ledger, "models/notable", "CHN", "2025") if c["relation"] != "superseded")
    assert case["relation"] == "same-origin"
    assert {side["value"] for side in case["sides"]} == {35.0}


def test_stanford_moved_india_from_fourth_to_seventh_on_the_data_of_2023(ledger: Ledger) -> None:
    (case,) = cases_of(ledger, "published/stanford-rank", "IND", "2023")
    assert case["relation"] == "superseded"
    assert [side["value"] for side in case["sides"]] == [7.0, 4.0]
