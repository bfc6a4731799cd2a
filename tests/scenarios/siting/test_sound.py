"""Sitings that would come out wrong in silence, or be refused although they fit."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.scenarios.siting.lemuria import HOURS, course, flat, lemuria, saved, stated, written

from theodolite.errors import ScenarioError
from theodolite.evidence.ledger import Ledger
from theodolite.scenarios.siting.courses import consecutive
from theodolite.scenarios.siting.home import home
from theodolite.scenarios.siting.inputs import inputs_of
from theodolite.scenarios.siting.overview import UNSHIFTED, overview
from theodolite.scenarios.siting.savings import savings
from theodolite.scenarios.siting.site import site
from theodolite.scenarios.siting.siting import load_siting


def test_what_an_heir_says_of_a_hub_takes_the_place_of_what_was_said_of_its_kinds(
    ledger: Ledger, tmp_path: Path
) -> None:
    written(tmp_path, figures={"contract": stated("MW", near__sun=50, far__sun=70)}, courses={
        "demand": course(flat()), "sun": course(flat(0.5)),
    })  # fmt: skip
    heir = {"inherits": "lemuria", "figures": {"contract": stated("MW", near=0)}}
    found = inputs_of(ledger, load_siting("heir", saved(tmp_path, heir, "heir")))
    near, far = found.available.sum(axis=(1, 3))[:, 0]
    assert (near, far) == (0, pytest.approx(70 * 0.5 * HOURS))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"figures": {"window": stated("hour", batch=0.9)}}, "the window of batch is 0.9 hours"),
        ({"courses": {"demand": course(flat()), "price": course(flat(0))}}, "the course of price of near is 0"),
        (
            {"courses": {"demand": [*course(flat(), "live"), *course(flat(2), "live")]}},
            "the course 'demand' of live is said twice",
        ),
    ],
)
def test_what_would_be_changed_in_silence_is_refused(
    ledger: Ledger, tmp_path: Path, changes: dict[str, object], said: str
) -> None:
    with pytest.raises(ScenarioError, match=said):
        inputs_of(ledger, lemuria(tmp_path, **changes))  # type: ignore[arg-type]


def test_a_siting_too_large_to_be_solved_is_refused(ledger: Ledger, tmp_path: Path) -> None:
    ages = consecutive(lemuria(tmp_path), "always", 14_000)
    with pytest.raises(ScenarioError, match="has 2,688,000 regions × classes × hubs × hours"):
        inputs_of(ledger, ages)


def test_work_that_is_not_shifted_has_what_may_be_built_too(ledger: Ledger, tmp_path: Path) -> None:
    tight = lemuria(
        tmp_path, figures={
            "capacity": stated("MW", near=20, far=20), "build-limit": stated("MW", near=80, far=80),
            "build-cost": stated("LEM/MW/year", near=10, far=10),
        },
    )  # fmt: skip
    found = savings(ledger, tight)
    built = sum(one.built for one in found.base.hubs)
    assert built == pytest.approx(100 - 40, rel=1e-6)


def test_no_more_is_built_for_work_that_is_not_shifted_than_it_takes(ledger: Ledger, tmp_path: Path) -> None:
    """Of 75 MW near Nearby 50 have room there and 40 of all 100 at Faraway, so that 10 are built and not 25."""
    figures = {
        "capacity": stated("MW", near=50, far=40), "build-limit": stated("MW", near=80),
        "build-cost": stated("LEM/MW/year", near=10),
    }  # fmt: skip
    near, far = savings(ledger, lemuria(tmp_path, figures=figures)).base.hubs
    assert (near.built, far.built) == (pytest.approx(10), 0)
    assert (near.work, far.work) == (pytest.approx(60), pytest.approx(40))


def test_work_that_is_not_shifted_runs_on_contracts_where_its_connection_is_too_thin(
    ledger: Ledger, tmp_path: Path
) -> None:
    """75 MW at Nearby draw 112.5, of which 100 come from the grid; without contracts 200 / 3 MW can stay there."""
    siting = lemuria(
        tmp_path, figures={"grid-limit": stated("MW", near=100), "contract": stated("MW", near__sun=25)},
        courses={"demand": course(flat()), "sun": course(flat(0.5))},
    )  # fmt: skip
    assert savings(ledger, siting).base.hubs[0].work == pytest.approx(75)
    assert savings(ledger, siting, contracts=False).base.hubs[0].work == pytest.approx(200 / 3)


def test_a_thousand_regions_stay_at_home_as_two_of_the_same_work_do(ledger: Ledger, tmp_path: Path) -> None:
    siting = lemuria(tmp_path, figures={"capacity": stated("MW", near=50, far=90)})
    two = inputs_of(ledger, siting)
    many = replace(two, **{
        name: np.repeat(getattr(two, name), 500, axis=0)
        for name in ("kilometres", "round_trip", "network_limit")
    }, demand=np.repeat(two.demand, 500, axis=0) / 500)  # fmt: skip
    far = (home(one, latency=True)[:, :, 1].sum() for one in (two, many))
    assert list(far) == pytest.approx([50 * HOURS, 50 * HOURS])


def test_a_line_of_one_region_holds_while_nothing_is_shifted(ledger: Ledger, tmp_path: Path) -> None:
    """Of the 25 MW of the south 15 pass its line to Faraway, the 10 of live work among them; 10 of batch go on."""
    figures = {"capacity": stated("MW", near=90, far=60), "network-limit": stated("MW", south__far=15)}
    found = site(ledger, lemuria(tmp_path, figures=figures), space=False, time=False)
    sent = {(one["region"], one["class"], one["hub"]): one["mw"] for one in found.flow_list}
    assert sent["south", "live", "far"] == pytest.approx(10)
    assert sent["south", "batch", "far"] == pytest.approx(5)
    assert sent["south", "batch", "near"] == pytest.approx(10)
    assert ("north", "batch", "far") not in sent


def test_what_a_saving_would_take_is_asked_of_the_one_that_the_siting_quotes(ledger: Ledger, tmp_path: Path) -> None:
    """Without limits of room, a part x of movable work saves 0.75 x × 100 × 30 of 8,250 an hour."""
    told: dict[str, Any] = {"quoted-saving": {"part": 0.2, "quantity": "cost", "after": [{"title": "A traveller"}]}}
    catalog = written(tmp_path, figures={"capacity": stated("MW", near=200, far=200)}, **told)
    needed = overview(_with(ledger, catalog), "lemuria", full=True).needed
    assert needed is not None
    assert needed.share == pytest.approx(0.2 / (0.75 * 30 / 82.5), abs=0.01)


def test_the_shipped_siting_quotes_what_is_told_of_such_a_system(ledger: Ledger) -> None:
    quoted = load_siting("china", ledger.catalog).quoted_saving
    assert quoted is not None
    assert (quoted.part, quoted.quantity) == (0.15, "energy")


def test_where_nothing_fits_unshifted_the_overview_says_so_and_tells_the_rest(ledger: Ledger, tmp_path: Path) -> None:
    least = site(ledger, lemuria(tmp_path / "free"), "carbon").totals["carbon"]
    catalog = written(tmp_path / "capped", figures={"carbon-cap": stated("tCO2/year", all=least * 1.01)})
    found = overview(_with(ledger, catalog), "lemuria")
    assert found.savings is None
    assert "while nothing is shifted" in found.findings[0]
    assert UNSHIFTED not in set(found.table["variant"])


def _with(ledger: Ledger, catalog: object) -> Ledger:
    """The same evidence under a catalogue that holds another siting."""
    return Ledger(catalog, ledger.rows, ledger.as_of)  # type: ignore[arg-type]


def test_contracts_that_are_not_used_are_not_curtailed(ledger: Ledger, tmp_path: Path) -> None:
    one = lemuria(
        tmp_path, figures={"contract": stated("MW", near__sun=50), "contract-price": stated("LEM/MWh", near__sun=1)},
        courses={"demand": course(flat()), "sun": course(flat(0.5))},
    )  # fmt: skip
    assert all(account.curtailed == 0 for account in site(ledger, one, contracts=False).hubs)
    used = site(ledger, one, "carbon").hubs[0]
    assert (used.renewable, used.curtailed) == (pytest.approx(25 * 8766), pytest.approx(0, abs=1e-6))
