"""Scores by hand: matching one to one, values, units and periods as the conventions say."""

from __future__ import annotations

import importlib.util
import math
import sys
from pathlib import Path
from types import ModuleType

import pytest

BENCH = Path(__file__).parents[2] / "bench"


def bench(name: str) -> ModuleType:
    """A module of the bench, which is no package."""
    spec = importlib.util.spec_from_file_location(name, BENCH / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


scoring = bench("reading_scores")
Mark, scores, matched = scoring.Mark, scoring.scores, scoring.matched


def test_precision_and_recall_are_counted_apart() -> None:
    score = scoring.Score(right=6, read=8, labelled=12)
    assert (score.precision, score.recall, score.f1) == (0.75, 0.5, 0.6)
    assert math.isnan(scoring.Score(0, 0, 3).precision)


def test_the_longest_overlap_is_matched_first_and_each_only_once() -> None:
    labels = [Mark("d", 0, 10), Mark("d", 12, 20)]
    read = [Mark("d", 8, 20), Mark("d", 9, 11), Mark("e", 0, 10)]
    assert matched(labels, read) == [(labels[0], read[1]), (labels[1], read[0])]
    made = scores(labels, read)
    assert made["span, overlap"] == scoring.Score(2, 3, 2)
    assert made["span, exact"] == scoring.Score(0, 3, 2)


def test_one_that_is_read_is_not_right_twice() -> None:
    labels = [Mark("d", 0, 4, value=1.0), Mark("d", 5, 9, value=1.0)]
    assert scores(labels, [Mark("d", 0, 9, value=1.0)])["value"] == scoring.Score(1, 1, 2)


@pytest.mark.parametrize(
    ("label", "read", "same"),
    [
        ({"value": 66.6667}, {"value": 200 / 3}, True),
        ({"value": 38_000}, {"value": 38_001}, False),
        ({"value": 38_000}, {"value": 38}, False),
        ({"low": 6, "high": 24}, {"low": 6, "high": 24}, True),
        ({"low": 6, "high": 24}, {"value": 6, "low": 6, "high": 24}, False),
        ({"low": 6, "high": 24}, {"low": 6}, False),
        ({"value": 50, "low": 50}, {"value": 50}, True),
        ({"value": 0}, {"value": None}, False),
    ],
)
def test_values(label: dict[str, float], read: dict[str, float], same: bool) -> None:
    assert scoring.same_value(Mark("d", 0, 1, **label), Mark("d", 0, 1, **read)) is same


@pytest.mark.parametrize(
    ("label", "read", "noun", "exact", "like"),
    [
        ("patents", "Patent", None, True, True),
        ("calendar_year", "calendar year", None, True, True),
        ("companies", "company", None, True, True),
        ("patents", "generative AI patents", None, False, True),
        ("households", "households", "households in Lagos", True, True),
        ("ai_companies", "start-ups", "companies", False, True),
        ("patents", "applications", "patents applications filed", False, True),
        ("patents", "researchers", "researchers", False, False),
        ("data_points", "points", None, False, True),
    ],
)
def test_units_of_counts(label: str, read: str, noun: str | None, exact: bool, like: bool) -> None:
    pair = Mark("d", 0, 1, unit=label, unit_class="count"), Mark("d", 0, 1, unit=read, unit_class="count", noun=noun)
    assert (scoring.same_unit(*pair), scoring.like_unit(*pair)) == (exact, like)


def test_other_units_are_the_same_or_not() -> None:
    pair = Mark("d", 0, 1, unit="USD", unit_class="money"), Mark("d", 0, 1, unit="HKD", unit_class="money")
    assert not scoring.like_unit(*pair)
    assert scoring.same_class(*pair)


@pytest.mark.parametrize(
    ("label", "read", "same"),
    [
        (("2014/2024", None), ("2014/2024", None), True),
        (("2014/2024", None), ("2014/2023", None), False),
        (("/2030-12-31", None), ("2030", None), True),
        (("2030", None), ("/2030", None), False),
        (("2025-06", None), ("2025-Q2", None), True),
        (("2014/", None), ("2014/2024", None), True),
        ((None, "annual"), (None, "annual"), True),
        ((None, "in the last decade"), (None, "the last decade"), True),
        ((None, "annual"), (None, "monthly"), False),
        ((None, None), (None, None), False),
    ],
)
def test_years(label: tuple[str | None, str | None], read: tuple[str | None, str | None], same: bool) -> None:
    a, b = (Mark("d", 0, 1, period=period, period_text=text) for period, text in (label, read))
    assert scoring.same_years(a, b) is same


def test_fields_are_scored_on_matches_and_two_that_say_nothing_agree() -> None:
    labels = [
        Mark("d", i, i + 1, subject=s) for i, s in enumerate(["KEN", "USA;CHN", None, "the Brazilian Senate", "IND"])
    ]
    read = [Mark("d", i, i + 1, subject=s) for i, s in enumerate(["KEN", "CHN;USA", None, "Brazilian Senate"])]
    made = scores(labels, [*read, Mark("d", 9, 10, subject="FRA")])
    assert made["subject"] == scoring.Score(3, 3, 3)
    assert made["subject, of matches"] == scoring.Score(4, 4, 4)
    assert made["span, overlap"] == scoring.Score(4, 5, 5)


def test_a_subject_where_none_is_labelled_costs_precision() -> None:
    made = scores([Mark("d", 0, 1), Mark("d", 2, 3, subject="KEN")], [Mark("d", 0, 1, subject="KEN"), Mark("d", 2, 3)])
    assert made["subject"] == scoring.Score(0, 1, 1)
    assert made["subject, of matches"] == scoring.Score(0, 2, 2)


@pytest.mark.parametrize(
    ("label", "read", "same"),
    [("projection", "target", True), ("observation", "estimated", True), ("observation", "projected", False),
     ("estimated", "observed", False), ("target", "target", True)],
)  # fmt: skip
def test_modalities(label: str, read: str, same: bool) -> None:
    assert scoring.same_modality(label, read) is same


def test_attributions_may_be_longer_or_shorter() -> None:
    assert scoring.same_attribution("Ministry of Energy (2023)", "the Ministry of Energy")
    assert scoring.same_attribution("IEA", "IEA report")
    assert not scoring.same_attribution("Ministry of Energy", "Ministry of Health")


def test_a_count_is_lengthened_by_its_noun_where_that_follows() -> None:
    text = "In all 5,318 young participants came."
    mark = Mark("d", 7, 12, unit="participants", unit_class="count", noun="young participants")
    assert scoring.extended(mark, text).end == text.index(" came")
    assert scoring.extended(mark, text, 1).end == text.index(" participants")
    assert scoring.extended(mark._replace(noun="patients"), text) == mark._replace(noun="patients")
    assert scoring.extended(mark._replace(unit_class="money"), text).end == 12


@pytest.mark.parametrize(
    ("part", "least"),
    [
        ("dev", {"value": 0.90, "value + unit": 0.86, "subject, of matches": 0.74}),
        ("held-out", {"value": 0.84, "value + unit": 0.80, "subject, of matches": 0.60}),
    ],
)
def test_our_own_corpus_is_read_no_worse_than_before(part: str, least: dict[str, float]) -> None:
    corpus, ours = bench("reading_corpora").own(part), bench("reading_ours")
    read = [
        mark for doc in corpus.texts for mark in ours.claims(doc, (corpus.folder / doc).read_bytes(), corpus.dates[doc])
    ]
    made = scores(corpus.labels, read)
    assert {name: made[name].f1 for name, figure in least.items() if made[name].f1 < figure} == {}
    assert len(corpus.labels) >= 400
