"""Checks on scenarios: assumptions without a unit, scenarios of nothing, and what they name that there is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from theodolite.core.catalog import Catalog
from theodolite.core.check import check

ASSUMPTION = "title: Made\nunit: MW\ndefinition: Made.\nsides: [{low: 1, high: 2, after: [{title: Made}]}]\n"
SCENARIO = "title: Made\nquestion: What if?\ninherits: controls-hold\n"
MINE = "assumptions/made/one.yaml", "scenarios/made.yaml"


@pytest.mark.parametrize(
    ("file", "text", "rule", "said"),
    [
        (MINE[0], ASSUMPTION, None, None),
        (MINE[0], ASSUMPTION.replace("MW", "megawats"), "assumptions-load", "no unit is written 'megawats'"),
        (MINE[0], ASSUMPTION.replace(", after: [{title: Made}]", ""), "assumptions-load", "'after'"),
        (MINE[0], ASSUMPTION.replace("low: 1", "low: 3"), "assumptions-load", "upside down"),
        (MINE[1], SCENARIO, None, None),
        (MINE[1], SCENARIO.replace("-hold", "-hold-on"), "scenarios-load", "no scenario is called 'controls-hold-on'"),
        (MINE[1], SCENARIO.replace("controls-hold", "made"), "scenarios-load", "in a circle: made → made"),
        (MINE[1], SCENARIO.replace("title", "titel"), "scenarios-load", "unknown key 'titel'"),
        (MINE[1], SCENARIO + "use: {power/pue: power/none}\n", "scenarios-rest-on-what-there-is", "'power/none'"),
        (MINE[1], SCENARIO + "use: {power/pue: power/household}\n", "scenarios-rest-on-what-there-is", "not convert"),
        (
            MINE[1], SCENARIO + "policies: {p: {title: P, from: 2026, lifts: [bis-2027]}}\n",
            "scenarios-rest-on-what-there-is", "no rule of export control is called 'bis-2027'",
        ),
        (
            MINE[1], SCENARIO + "arrivals: [{by: smuggled, chip: chip/h101, units: supply/smuggled}]\n",
            "scenarios-rest-on-what-there-is", "chip/h101",
        ),
    ],
)  # fmt: skip
def test_a_scenario_is_held_to_what_it_names(
    tmp_path: Path, file: str, text: str, rule: str | None, said: str | None
) -> None:
    path = tmp_path / file
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    found = [one for one in check(Catalog.open(tmp_path)) if str(tmp_path) in one.where]
    assert {one.rule for one in found} == (set() if rule is None else {rule})
    assert all(said is not None and said in one.what for one in found)
