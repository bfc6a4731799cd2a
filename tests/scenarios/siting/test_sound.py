"""Sitings that would come out wrong in silence, or be refused although they fit."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.scenarios.siting.lemuria import HOURS, course, flat, lemuria, saved, stated, written

from theodolite.errors import ScenarioError
from theodolite.evidence.ledger import Ledger
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
    many = {f"r{at}": {"title": f"R{at}", "latitude": 0, "longitude": 0} for at in range(5_300)}
    share = stated("dimensionless", **dict.fromkeys(many, 1 / len(many)))
    with pytest.raises(ScenarioError, match="regions × classes × hubs × hours"):
        inputs_of(
            ledger, lemuria(tmp_path, regions=many, figures={"share": share}, courses={"demand": course(flat() * 2)})
        )


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
    assert np.isfinite([account.curtailed for account in site(ledger, one).hubs]).all()
