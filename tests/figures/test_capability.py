"""Abilities over time and beside published ones: marks stand where their figures say, and names cover nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from tests.figures.drawn import astray, covered

from theodolite.figures.capability import Able, capability_beside, capability_over_time
from theodolite.figures.theme import NARROW, WIDE, looks

CHINA, AMERICA = looks(["China", 'Lands of <b> & "c" ' + "far away " * 9])
MODELS = [
    Able("Low", CHINA, date(2023, 1, 1), 100.0, 90.0, 110.0, 100.0),
    Able("Middle", CHINA, date(2024, 1, 1), 120.0, 118.0, 123.0, 122.0),
    Able("High <one>", CHINA, date(2025, 1, 1), 140.0, 139.0, 142.0, 130.0),
]


def middles(svg: str) -> list[tuple[float, float]]:
    """The middles of the round marks in the plot."""
    return [(float(x), float(y)) for x, y in re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="2.8"', svg)]


def test_marks_stand_at_their_days_and_abilities() -> None:
    """2024 has 366 days and 2023 has 365; 120 is halfway from 100 to 140."""
    low, middle, high = middles(capability_over_time("T", MODELS, "Points", WIDE))
    assert (middle[0] - low[0]) / (high[0] - low[0]) == pytest.approx(365 / 731, abs=0.001)
    assert (low[1] - middle[1]) / (low[1] - high[1]) == pytest.approx(0.5, abs=0.001)


def test_an_interval_is_as_long_as_it_says() -> None:
    spans = re.findall(r"M[\d.]+ ([\d.]+)V([\d.]+)", capability_over_time("T", MODELS, "Points", WIDE))
    lengths = [float(low) - float(high) for high, low in spans]
    assert lengths[0] / lengths[1] == pytest.approx(20 / 5, rel=0.02)


def test_a_model_on_which_both_agree_stands_on_the_diagonal() -> None:
    svg = capability_beside("T", MODELS, "Points", "Published", WIDE)
    found = re.search(r'd="M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)"[^>]*dasharray', svg)
    assert found is not None
    x1, y1, x2, y2 = map(float, found.groups())
    off = [y - (y1 + (y2 - y1) * (x - x1) / (x2 - x1)) for x, y in middles(svg)]
    assert off[0] == pytest.approx(0, abs=0.05)
    assert off[1] > 1, "ours is lower: below the diagonal"
    assert off[2] < -1, "ours is higher: above it"


def test_a_model_without_a_published_score_is_in_the_first_figure_alone() -> None:
    models = [*MODELS, replace(MODELS[0], title="New", published=None)]
    assert len(middles(capability_over_time("T", models, "Points", WIDE))) == 4
    assert len(middles(capability_beside("T", models, "Points", "Published", WIDE))) == 3
    assert "No model can be shown." in capability_beside("T", models[3:], "Points", "Published", WIDE)


@pytest.mark.parametrize("width", [NARROW, 390.0, WIDE, 1280.0])
def test_no_text_leaves_the_picture_or_covers_another_and_all_is_escaped(width: float) -> None:
    models = [*MODELS, *(replace(one, look=AMERICA, ability=one.ability + 3, high=150.0) for one in MODELS)]
    for svg in (
        capability_over_time("T", models, "Points of an index with a name", width),
        capability_beside("T", models, "Points of an index with a name", "The one as published " * 5, width),
    ):
        assert astray(svg, width) == []
        assert covered(svg) == []
        assert "<one>" not in svg
        assert "<b>" not in svg


def test_what_is_shown_is_told_in_words() -> None:
    assert "3 models; the ablest is High &lt;one&gt; at 140.0 (139.0–142.0)." in capability_over_time(
        "T", MODELS, "Points", WIDE
    )
    assert "High &lt;one&gt; differs most: 140.0 (139.0–142.0) here, 130.0 published." in capability_beside(
        "T", MODELS, "Points", "Published", WIDE
    )
