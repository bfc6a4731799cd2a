"""Weights recovered from published tables: exactly those known, and altered copies are seen to be such."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from typer.testing import CliRunner

from theodolite.cli.main import app
from theodolite.evidence.ledger import Ledger
from theodolite.index.published.known import held_against_published
from theodolite.index.published.recover import Recovered, recover
from theodolite.index.published.scores import PublishedScores, decimals, read_scores

PILLARS = ["Talent", "Infrastructure", "Operating Environment", "Research", "Development", "Government Strategy",
           "Commercial"]  # fmt: skip


@pytest.fixture(scope="module")
def tortoise(shared: Path) -> PublishedScores:
    """The publisher's table as a user would hand it over."""
    return read_scores(shared / "data/raw/tortoise/AI_index_db.csv")


def scores(ledger: Ledger, total: str, pillars: list[str], period: str) -> PublishedScores:
    """Printed totals and pillar scores of one period out of the ledger."""
    rows = ledger.rows.filter(pl.col("period") == period, pl.col("indicator").is_in([total, *pillars]))
    wide = rows.unique(["entity", "indicator"]).pivot("indicator", index="entity", values="value")
    wide = wide.drop_nulls().sort("entity")
    printed = tuple(decimals([repr(value) for value in wide[name]]) for name in (*pillars, total))
    values = wide.select(pillars).to_numpy()
    return PublishedScores(tuple(wide["entity"]), tuple(pillars), values, wide[total].to_numpy(), printed)


def test_tortoise_is_5_3_2_5_3_1_5_then_put_on_0_to_100(tortoise: PublishedScores) -> None:
    found = recover(tortoise)
    assert list(found.weights) == PILLARS
    assert found.ratio == (5, 3, 2, 5, 3, 1, 5)
    assert (found.rescaled, found.span) == (True, (0, 100))
    assert found.r2 == pytest.approx(0.99999995, abs=5e-9)
    assert abs(found.largest[1]) < 0.0075
    assert found.flags == ()


@pytest.mark.parametrize(
    ("total", "pillars", "period", "ratio", "residual"),
    [
        ("oxford-score", "oxford-2024-government oxford-2024-technology-sector oxford-2024-data-and-infrastructure",
         "2024", (1, 1, 1), 1e-8),
        ("oxford-score", "oxford-2024-government oxford-2024-technology-sector oxford-2024-data-and-infrastructure",
         "2023", (1, 1, 1), 0.0085),
        ("oxford-score", "oxford-2025-policy-capacity oxford-2025-ai-infrastructure oxford-2025-governance "
         "oxford-2025-public-sector-adoption oxford-2025-development-and-diffusion oxford-2025-resilience",
         "2025", (2, 5, 3, 3, 5, 2), 0.0071),
        ("imf-score", "imf-digital-infrastructure imf-human-capital imf-innovation imf-regulation",
         "2023", (1, 1, 1, 1), 1.3e-5),
        ("oxford-2025-policy-capacity", "oxford-2025-policy-vision oxford-2025-policy-commitment",
         "2025", (2, 3), 0.0051),
        ("oxford-2025-development-and-diffusion",
         "oxford-2025-human-capital oxford-2025-ai-sector-maturity oxford-2025-ai-technology-diffusion",
         "2025", (3, 4, 3), 0.0085),
    ],
)  # fmt: skip
def test_other_tables_give_their_weights_too(
    total: str, pillars: str, period: str, ratio: tuple[int, ...], residual: float, pulled: Ledger
) -> None:
    names = [f"published/{name}" for name in pillars.split()]
    found = recover(scores(pulled, f"published/{total}", names, period))
    assert found.mean == "arithmetic"
    assert found.ratio == ratio
    assert not found.rescaled
    assert abs(found.largest[1]) < residual
    assert {flag.kind for flag in found.flags} <= {"equal-weights"}


def altered(
    tortoise: PublishedScores, totals: np.ndarray, ledger: Ledger
) -> tuple[Recovered, set[tuple[str, str | None]]]:
    table = PublishedScores(tortoise.entities, tortoise.pillars, tortoise.values, totals, tortoise.decimals)
    found = recover(table)
    raised = (*found.flags, *held_against_published(found, ledger))
    return found, {(flag.kind, flag.entity) for flag in raised}


def test_a_copy_with_one_altered_total_is_flagged_by_its_residual(tortoise: PublishedScores, ledger: Ledger) -> None:
    totals = tortoise.totals.copy()
    totals[0] = 90.85
    found, raised = altered(tortoise, totals, ledger)
    assert found.ratio == (5, 3, 2, 5, 3, 1, 5)
    assert found.largest == ("United States of America", pytest.approx(-9.15, abs=0.01))
    assert raised == {(kind, "United States of America") for kind in ("altered-total", "not-as-published")}


def test_a_copy_whose_totals_are_the_plain_mean_is_flagged_though_it_fits(
    tortoise: PublishedScores, ledger: Ledger
) -> None:
    """The mean of the seven pillars of the United States is 90.85: the copy that circulates is made like this."""
    totals = tortoise.values.mean(axis=1).round(2)
    assert totals[0] == 90.85
    found, raised = altered(tortoise, totals, ledger)
    assert found.ratio == (1,) * 7
    assert {("equal-weights", None), ("other-weights", None)} <= raised
    assert ("not-as-published", "United States of America") in raised
    assert len(raised) == 2 + 14, "every shipped total differs"


def test_the_verb_reads_the_publishers_own_file(shared: Path) -> None:
    done = CliRunner().invoke(app, ["recover", str(shared / "data/raw/tortoise/AI_index_db.csv"), "--json"])
    document = json.loads(done.stdout)
    assert document["ratio"] == dict(zip(PILLARS, (5, 3, 2, 5, 3, 1, 5), strict=True))
    assert document["flags"] == []
