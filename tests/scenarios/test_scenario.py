"""Scenarios: what is inherited, what differs, and what does not fit."""

from __future__ import annotations

from pathlib import Path

import pytest

from theodolite.core.catalog import Catalog
from theodolite.errors import ScenarioError, SpecError, UnknownNameError
from theodolite.scenarios.assumption import Side
from theodolite.scenarios.scenario import load_scenario, scenario_entries

SHIPPED = Catalog.open()


def write(folder: Path, name: str, text: str) -> Catalog:
    path = folder / "scenarios" / f"{name}.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    return Catalog.open(folder)


@pytest.mark.parametrize("name", scenario_entries(SHIPPED))
def test_every_shipped_scenario_is_whole(name: str) -> None:
    one = load_scenario(SHIPPED, name)
    assert (one.about, one.span) == ("CHN", range(2022, 2031))
    assert {arrival.by for arrival in one.arrivals} == {"sold", "bought", "smuggled", "made", "rented"}


def test_the_six_scenarios_of_the_first_subject_are_there() -> None:
    six = {"controls-hold", "controls-lifted", "h20-only", "domestic-surge", "cloud-access", "protectionist"}
    assert six <= set(scenario_entries(SHIPPED))


def test_a_scenario_of_ones_own_says_only_what_differs(tmp_path: Path) -> None:
    own = write(
        tmp_path, "mine",
        "title: Mine\nquestion: What if?\ninherits: domestic-surge\n"
        "use: {power/pue: {low: 1.1, high: 1.2, after: [{title: My own measurement}]}}\n"
        "policies:\n  surge: null\n"
        "  late: {title: Later, from: 2028, use: {supply/hbm-stacks: supply/hbm-stacks-surge}}\n",
    )  # fmt: skip
    one = load_scenario(own, "mine")
    assert one.lineage == ("domestic-surge", "controls-hold")
    assert list(one.policies) == ["late"]
    assert one.arrivals == load_scenario(SHIPPED, "controls-hold").arrivals
    pue = one.use["power/pue"]
    assert isinstance(pue, Side)
    assert (pue.low, pue.after[0].title) == (1.1, "My own measurement")


def test_a_scenario_may_be_named_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "any.yaml"
    path.write_text("title: Any\nquestion: What if?\ninherits: h20-only\n")
    assert load_scenario(SHIPPED, str(path)).lineage == ("h20-only", "controls-hold")


def test_scenarios_that_inherit_in_a_circle_are_refused(tmp_path: Path) -> None:
    write(tmp_path, "one", "title: One\nquestion: What if?\ninherits: two\n")
    own = write(tmp_path, "two", "title: Two\nquestion: What if?\ninherits: one\n")
    with pytest.raises(ScenarioError, match="in a circle: one → two → one"):
        load_scenario(own, "one")


def test_a_name_that_is_none_tells_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="did you mean domestic-surge"):
        load_scenario(SHIPPED, "domestic-surges")
    own = write(tmp_path, "one", "title: One\nquestion: What if?\ninherits: control-hold\n")
    with pytest.raises(UnknownNameError, match="did you mean controls-hold"):
        load_scenario(own, "one")


@pytest.mark.parametrize(("policy", "span"), [("from: 2035", "2035"), ("from: 2028, until: 2026", "2028 to 2026")])
def test_a_policy_outside_the_years_is_refused(tmp_path: Path, policy: str, span: str) -> None:
    text = f"title: One\nquestion: What if?\ninherits: h20-only\npolicies: {{late: {{title: Late, {policy}}}}}\n"
    with pytest.raises(ScenarioError, match=f"'late' runs from {span} and the scenario 'one' from 2022 to 2030"):
        load_scenario(write(tmp_path, "one", text), "one")


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("years: {from: 2030, to: 2022}", "forwards"),
        ("years: {from: 2022, to: 2022000}", "at most 60"),
        ("regions: [{region: CN-NM, low: 2, high: 1, after: [{title: A}]}]", "upside down"),
        ("regions: [{region: CN-NM, low: 1, high: 2}]", "after"),
        ("policy: {}", "did you mean 'policies'"),
    ],
)
def test_what_cannot_be_is_refused_with_its_file(tmp_path: Path, line: str, what: str) -> None:
    own = write(tmp_path, "one", f"title: One\nquestion: What if?\ninherits: h20-only\n{line}\n")
    with pytest.raises(SpecError, match=what) as caught:
        load_scenario(own, "one")
    assert str(caught.value.where).startswith(str(tmp_path / "scenarios" / "one.yaml"))


def test_what_nobody_says_is_asked_for(tmp_path: Path) -> None:
    own = write(tmp_path, "one", "title: One\nquestion: What if?\nabout: FRA\n")
    with pytest.raises(ScenarioError, match="'one' does not say years"):
        load_scenario(own, "one")
