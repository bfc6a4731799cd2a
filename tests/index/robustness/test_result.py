"""The result of a shipped lens has what every result has, on real evidence."""

from __future__ import annotations

import pytest

from theodolite.core.observation import COLUMNS
from theodolite.core.result import Result
from theodolite.errors import UnknownNameError
from theodolite.evidence.ledger import Ledger
from theodolite.index.lens import load_lens
from theodolite.index.ranking import rank_entities
from theodolite.index.robustness.draw import robustness
from theodolite.index.robustness.result import Robustness


@pytest.fixture(scope="module")
def found(ledger: Ledger) -> Robustness:
    return robustness(rank_entities(ledger, load_lens("biggest", ledger.catalog)), 2_000)


def test_it_has_the_five_things(found: Robustness, ledger: Ledger) -> None:
    assert isinstance(found, Result)
    assert found.finding.startswith("Over 2,000 lenses that the doubt about 'Biggest and fastest' allows, ")
    assert found.finding.endswith(".")
    assert set(found.sources) <= set(ledger.catalog.sources)
    assert found.explain("USA")["rank"] == 1
    rows = found.observations()
    assert set(COLUMNS) <= set(rows.columns)
    assert set(rows["indicator"]) == {f"lens/biggest/rank/{name}" for name in ("p05", "median", "p95")}
    medians = dict(rows.filter(indicator="lens/biggest/rank/median").select("entity", "value").iter_rows())
    assert medians == dict(found.table.filter(found.table["rank"].is_not_null()).select("entity", "median").iter_rows())


def test_who_is_not_ranked_is_not_known(found: Robustness) -> None:
    with pytest.raises(UnknownNameError):
        found.beat("USA", "XXX")


def test_drivers_of_the_whole_and_of_one_are_of_the_same_choices(found: Robustness) -> None:
    assert found.drivers is not None
    assert {row["choice"] for row in found.drivers.of()} == {row["choice"] for row in found.drivers.of("CHN")}
    for row in found.drivers.of():
        assert row["first_order"] <= row["total"] + 0.02
