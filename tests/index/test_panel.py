"""Panels: the same goalposts in every year, worked by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from theodolite.errors import PlanError, UnknownNameError
from theodolite.index import stage
from theodolite.index.panel import PanelRanking, rank_panel
from theodolite.index.ranking import rank_entities, rank_stage
from theodolite.index.step import carry_out

THREE = {
    "AUT": {"a/x": {"2023": 2.0, "2024": 2.0}, "a/y": {"2023": 10.0, "2024": 40.0}},
    "BEL": {"a/x": {"2023": 0.0, "2024": 6.0}, "a/y": {"2023": 30.0, "2024": 20.0}},
    "CHE": {"a/x": {"2023": 4.0, "2024": 8.0}, "a/y": {"2023": 0.0, "2024": 0.0}},
}
TWO: dict[str, dict[str, object]] = {"a/x": {}, "a/y": {}}


def scores(ranking: Any) -> dict[str, float]:
    return dict(ranking.table.select("entity", "score").iter_rows())


def test_the_goalposts_are_those_of_all_years_together(world: Any) -> None:
    # x runs from 0 (BEL 2023) to 8 (CHE 2024), y from 0 (CHE) to 40 (AUT 2024), each onto 0 to 100.
    panel = rank_panel(*world(TWO, THREE), [2024, 2023])
    assert scores(panel.at(2023)) == pytest.approx({"AUT": (25 + 25) / 2, "BEL": (0 + 75) / 2, "CHE": (50 + 0) / 2})
    assert scores(panel.at(2024)) == pytest.approx({"AUT": (25 + 100) / 2, "BEL": (75 + 50) / 2, "CHE": (100 + 0) / 2})
    assert panel.moved("AUT") == ("AUT", 2023, 2024, 2, 1, 25.0, 62.5)
    assert panel.moved("BEL") == ("BEL", 2023, 2024, 1, 1, 37.5, 62.5)


def test_a_figure_that_stays_keeps_its_normalised_value_while_others_move(world: Any) -> None:
    ledger, lens = world(TWO, THREE)
    panel = rank_panel(ledger, lens, [2023, 2024])
    assert [panel.at(year).final.value("AUT", "a/x") for year in (2023, 2024)] == [25.0, 25.0]
    alone = rank_entities(ledger, lens)
    assert alone.final.value("AUT", "a/x") == 0.0


def test_a_year_takes_the_figures_that_were_over_by_its_end_by_the_lens_s_own_rule(world: Any) -> None:
    figures = {
        "AUT": {"a/x": {"2020": 1.0, "2022": 5.0}},
        "BEL": {"a/x": {"2019": 2.0}},
        "CHE": {"a/x": {"2021": 3.0, "2022": 0.0}},
        "DNK": {"a/x": {"2021": 9.0}},
    }
    lens = {"period": {"take": "latest", "not-older-than": "2 years"}}
    panel = rank_panel(*world({"a/x": {}}, figures, **lens), [2021, 2022])
    assert panel.at(2021).raw.column("a/x").tolist() == [1.0, 2.0, 3.0, 9.0]
    at_2022 = panel.at(2022)
    assert at_2022.excluded == {"BEL": "a figure is missing: a/x"}
    assert at_2022.raw.entities == ("AUT", "BEL", "CHE", "DNK")
    assert np.isnan(at_2022.raw.column("a/x")[1])
    assert scores(at_2022) == pytest.approx({"DNK": 100, "AUT": 500 / 9, "CHE": 0})


def test_every_row_is_named_by_its_entity_in_flags_cells_and_tree(world: Any) -> None:
    figures = {**THREE, "DNK": {"a/x": {"2023": 1.0}, "a/y": {"2024": 1.0}}}
    panel = rank_panel(*world(TWO, figures), [2023, 2024])
    first = panel.at(2023)
    assert first.excluded == {"DNK": "a figure is missing: a/y"}
    assert first.cell("AUT", "a/y") is not None
    assert first.explain("AUT")["pillars"][0]["indicators"][1]["value"] == 10.0
    assert sorted(panel.explain("DNK")) == [2024]
    assert {flag.entity for flag in first.flags} <= {None, "AUT", "BEL", "CHE", "DNK"}
    rows = panel.observations()
    assert dict(rows.filter(entity="CHE", indicator="lens/lens").select("period", "value").iter_rows()) == {
        "2023": 25.0,
        "2024": 50.0,
    }


@pytest.mark.parametrize("years", [[], [2023], [2023, 2023], [23, 24]])
def test_what_is_no_panel_is_refused(world: Any, years: list[int]) -> None:
    with pytest.raises(PlanError, match="not the years of a panel"):
        rank_panel(*world(TWO, THREE), years)


def test_a_year_before_an_indicator_begins_is_refused_with_the_first_that_works(world: Any) -> None:
    figures = {**THREE, "AUT": {"a/x": {"2023": 2.0}, "a/y": {"2024": 1.0}}}
    figures = {entity: {"a/x": row["a/x"], "a/y": {"2024": 1.0 + len(row)}} for entity, row in figures.items()}
    with pytest.raises(PlanError, match=r"a/y begin in 2024, and the panel in 2023"):
        rank_panel(*world(TWO, figures), [2023, 2024])


@pytest.mark.parametrize("until", [2025, 2099])
def test_a_year_after_the_last_figure_is_refused_with_the_last_that_works(world: Any, until: int) -> None:
    # The evidence knows up to 2026-01, and its figures end in 2024.
    with pytest.raises(PlanError, match=rf"end in 2024, and the panel in {until}") as found:
        rank_panel(*world(TWO, THREE), [2023, until])
    assert (found.value.expected, found.value.next_step.split(":")[0]) == ("years up to 2024", "end earlier")


def test_a_year_after_the_day_that_is_known_is_refused_whatever_period_a_figure_is_of(world: Any) -> None:
    figures = {entity: {id: {**row[id], "2030": 1.0} for id in row} for entity, row in THREE.items()}
    ledger, lens = world(TWO, figures)
    assert list(rank_panel(ledger, lens, [2024, 2026]).rankings) == [2024, 2026]
    with pytest.raises(PlanError, match="end in 2026, and the panel in 2027"):
        rank_panel(ledger, lens, [2024, 2027])


def test_one_indicator_may_end_before_the_others_as_long_as_the_lens_takes_its_last_figure(world: Any) -> None:
    figures = {entity: {"a/x": {"2021": row["a/x"]["2023"]}, "a/y": row["a/y"]} for entity, row in THREE.items()}
    assert scores(rank_panel(*world(TWO, figures), [2023, 2024]).at(2024))["AUT"] == (50 + 100) / 2
    with pytest.raises(PlanError, match="a/x has no figure") as found:
        rank_panel(*world(TWO, figures, period={"take": "latest", "not-older-than": "2 years"}), [2023, 2024])
    assert found.value.next_step == "end earlier, or let the lens take older figures"


@pytest.mark.parametrize(
    "mean",
    [
        {"how": "arithmetic", "then": {"how": "min-max", "to": [0, 100]}},
        {"how": "benefit-of-the-doubt", "within": 0.5},
        "copeland",
    ],
)
@pytest.mark.parametrize("level", ["indicators", "pillars"])
def test_a_score_that_depends_on_who_else_is_there_has_no_goalposts_over_the_years(
    world: Any, mean: Any, level: str
) -> None:
    # Within 2023 alone Austria's 25 would be the least of 25, 37.5 and 25 and score 0; within 2024 its 62.5 the most.
    means = {"indicators": "arithmetic", "pillars": "arithmetic", level: mean}
    steps = [{"do": "normalise", "how": "min-max", "to": [0, 100]}, {"do": "aggregate", **means}]
    with pytest.raises(PlanError, match="two years have no scale in common"):
        rank_panel(*world(TWO, THREE, steps=steps), [2023, 2024])


def test_a_year_or_an_entity_that_is_not_there_is_an_unknown_name(world: Any) -> None:
    panel = rank_panel(*world(TWO, THREE), [2023, 2024])
    with pytest.raises(UnknownNameError, match="2022"):
        panel.at(2022)
    with pytest.raises(UnknownNameError, match="FRA"):
        panel.moved("FRA")


def test_the_finding_tells_the_leaders_and_who_moved_most(world: Any) -> None:
    said = rank_panel(*world(TWO, THREE), [2023, 2024]).finding
    assert "from 2023 to 2024, with goalposts fixed over all years" in said
    assert "Belgium stands first in 2023, Austria in 2024" in said
    assert "of 3 economies ranked in both, Austria gains 37.5 points (rank 2 to 1), and" in said


def test_the_steps_are_carried_out_once_for_all_years_and_give_what_each_stage_gives(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger, lens = world(TWO, {**THREE, "DNK": {"a/x": {"2023": 1.0}, "a/y": {"2024": 1.0}}})
    called: list[int] = []

    def counted(*given: Any) -> Any:
        called.append(len(given))
        return carry_out(*given)

    monkeypatch.setattr(stage, "carry_out", counted)
    panel = rank_panel(ledger, lens, [2023, 2024])
    assert len(called) == 1
    for ranking in panel.rankings.values():
        alone = rank_stage(ranking.stage, lens, ledger)
        assert alone.table.equals(ranking.table)
        assert (alone.flags, alone.excluded) == (ranking.flags, ranking.excluded)
        assert (alone.raw.entities, alone.raw.cells) == (ranking.raw.entities, ranking.raw.cells)


def test_few_are_told_by_who_is_ranked_in_the_year_and_not_by_the_rows_of_the_panel(world: Any) -> None:
    codes = ["AUT", "BEL", "CHE", "DNK", "ESP", "FIN", "FRA", "GBR", "GRC", "HUN"]
    ten = {code: {"a/x": {"2023": float(n), "2024": float(n)}} for n, code in enumerate(codes)}

    def told(panel: PanelRanking) -> dict[int, list[str]]:
        return {
            year: [flag.what for flag in r.flags if flag.kind == "few-entities"] for year, r in panel.rankings.items()
        }

    # 10 rows of 5 entities, 20 of 10, and 20 of which one has no score in 2023.
    five = rank_panel(*world({"a/x": {}}, dict(list(ten.items())[:5])), [2023, 2024])
    assert told(five) == {2023: ["only 5 entities are ranked"], 2024: ["only 5 entities are ranked"]}
    assert told(rank_panel(*world({"a/x": {}}, ten), [2023, 2024])) == {2023: [], 2024: []}
    both = {code: {**row, "a/y": {"2023": float(n % 3)}} for n, (code, row) in enumerate(ten.items())}
    both["HUN"] = {"a/x": {"2024": 9.0}, "a/y": {"2023": 1.0}}
    assert told(rank_panel(*world(TWO, both), [2023, 2024])) == {2023: ["only 9 entities are ranked"], 2024: []}
