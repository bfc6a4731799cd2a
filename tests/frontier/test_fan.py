"""Fan: all scores of a pair side by side with what has been said, and what is left out and why."""

from __future__ import annotations

import json
from datetime import date

import pytest

from theodolite.core.catalog import Catalog
from theodolite.errors import TheodoliteError, UnknownNameError
from theodolite.evidence.ledger import Ledger
from theodolite.frontier.fan import Fan, claimed, fan, in_fan
from theodolite.frontier.from_ledger import scores

SCORES = ("frontier/eci", "frontier/gpqa-diamond", "frontier/training-compute")


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return Ledger.open(Catalog.open())


@pytest.fixture(scope="module")
def china(ledger: Ledger) -> Fan:
    return fan(ledger, "CHN", "USA", among=SCORES, resamples=100, simulated=0)


def test_every_score_of_the_catalogues_fan_is_one_of_models(ledger: Ledger) -> None:
    assert all(ledger.catalog.indicators[id].of == "model" for id in in_fan(ledger.catalog))
    assert "frontier/eci" in set(in_fan(ledger.catalog)) & set(scores(ledger))


def test_compute_lags_by_more_than_what_it_buys(china: Fan) -> None:
    months = {one.releases.score: one.estimate("level-mean").months for one in china.lags}
    assert list(months) == list(SCORES)
    assert months["frontier/eci"] == pytest.approx(7.3, abs=0.05)
    assert months["frontier/training-compute"] > 2 * months["frontier/eci"]


def test_the_finding_names_the_ends_and_what_was_said(china: Fan) -> None:
    assert china.finding.startswith(
        "China is behind the United States by 7.2 (GPQA Diamond) to 7.3 (Epoch Capabilities Index) months, "
        "raw means over 2 scores; by training compute of a model 30.1 months behind; 7 published claims say "
    )
    said = [*china.claims["low"].drop_nulls(), *china.claims["value"].drop_nulls(), *china.claims["high"].drop_nulls()]
    assert f"say {min(said):g} to {max(said):g}." in china.finding
    assert "7, from 4 to 14" in [claimed(row) for row in china.claims.iter_rows(named=True)], "a mean and its range"
    assert china.claims["locator"].str.len_chars().min() > 0, "every claim says where it stands"


def test_who_leads_is_said_to_be_ahead(ledger: Ledger) -> None:
    found = fan(ledger, "USA", "CHN", among=SCORES[:1], resamples=20, simulated=0)
    assert found.finding.startswith("The United States is ahead of China by 6.5 (Epoch Capabilities Index) months, raw")


def test_its_document_holds_all_estimators_of_all_scores_in_one_list(china: Fan) -> None:
    document = json.loads(json.dumps(china.document(), allow_nan=False))
    assert [(one["score"], one["name"]) for one in document["estimators"][:1]] == [("frontier/eci", "level-mean")]
    assert len(document["estimators"]) == 6 * len(SCORES)
    assert document["current"] == document["scores"][0]["current"], "what a fan says once is of its first score"
    assert document["sources"] == sorted(document["sources"])
    assert china.table.height == 6 * len(SCORES)
    assert china.explain("frontier/eci")["finding"] == china.lags[0].finding
    assert set(china.observations()["indicator"]) == {f"lag/{one.name}" for one in china.lags[0].estimators}


def test_a_score_with_too_few_models_is_left_out_and_told(ledger: Ledger) -> None:
    found = fan(ledger, "KOR", "USA", resamples=20, simulated=0)
    assert [one.releases.score for one in found.lags] == ["frontier/training-compute"]
    assert "no release" in found.left_out["frontier/eci"]


def test_of_a_day_only_what_was_out_by_then_is_asked(ledger: Ledger) -> None:
    found = fan(ledger, "CHN", "USA", among=SCORES[:1], as_of=date(2025, 2, 5), resamples=20, simulated=0)
    assert found.lags[0].now == date(2025, 2, 5)
    assert found.lags[0].current == pytest.approx(1.6, abs=0.05), "as the history of the lag says of that day"
    assert found.claims["end"].max() <= date(2025, 2, 5), "what was said later was not known"


def test_names_that_nobody_has_and_pairs_without_a_score_are_refused(ledger: Ledger) -> None:
    with pytest.raises(UnknownNameError, match="Atlantis"):
        fan(ledger, "Atlantis", "USA", among=SCORES[:2])
    with pytest.raises(TheodoliteError, match="TCD or USA has no model with any of 2 scores"):
        fan(ledger, "TCD", "USA", among=SCORES[:2])
