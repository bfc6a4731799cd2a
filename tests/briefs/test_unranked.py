"""An economy that no lens ranks: its figures are shown as a lens would take them, and what would rank it is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from theodolite.briefs.assessment import Assessment, assess
from theodolite.briefs.html import render
from theodolite.briefs.used import used
from theodolite.core.catalog import Catalog
from theodolite.evidence.ledger import Ledger

from .conftest import LENS, write_catalog

SIZED = LENS.format(
    title="Sized",
    question="Who is large?",
    framework="  - {pillar: minds, indicators: [{indicator: minds/people}, {indicator: use/share}]}",
)


@pytest.fixture
def unranked(tmp_path: Path) -> Assessment:
    """The United Isles through a lens that keeps to economies with 20 racks, of which they have none on record."""
    root = write_catalog(tmp_path / "catalog")
    rule = "economies: {indicator: machines/racks, at-least: 20}\n"
    steps = "aggregate, indicators: arithmetic, pillars: arithmetic"
    text = SIZED.replace("steps:", f"{rule}steps:").replace(steps, f"{steps}, missing: re-weight")
    (root / "lenses/sized.yaml").write_text(text, encoding="utf-8")
    return assess("XCC", ["XAA"], Ledger.open(Catalog((root,))), through=["sized"])


def test_its_figures_are_those_that_the_rule_of_the_lens_takes(unranked: Assessment) -> None:
    own = {u.indicator: (u.value, u.period, u.state) for u in used(unranked.asked) if u.entity == "XCC"}
    assert own == {"minds/people": (20.0, "2025", "not-taken"), "use/share": (40.0, "2024", "not-taken")}


def test_the_answers_do_not_contradict_each_other(unranked: Assessment) -> None:
    fresh = next(a for a in unranked.answers if a.question.startswith("How fresh"))
    assert fresh.finding.startswith("No lens ranks the United Isles; two figures of it are there; their middle year is")
    assert fresh.findings[0] == (
        "The United Isles: no lens ranks it; all the two figures looked for are there and shown, and count nowhere."
    )


def test_why_no_lens_ranks_it_and_what_lens_would(unranked: Assessment) -> None:
    assert unranked.answers[0].findings[0] == (
        "The United Isles: no lens ranks it (size unknown: no figure of Racks). It would take a lens of your own, "
        "begun with “theodolite new lens”, without a rule of economies. The figures that there are stand under "
        "“Every number and its source”."
    )


def test_what_would_be_empty_is_left_out_and_the_values_are_on_the_page(unranked: Assessment) -> None:
    shown = {exhibit.name for answer in unranked.answers for exhibit in answer.exhibits}
    assert "reasons" not in shown
    assert "deficit-indicators" not in shown
    assert "2025, in no lens" in render(unranked)
