"""Chances that can be worked by hand, and what never changes them: threads, interruptions, units, order."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.index.robustness.conftest import Made, design_of

from theodolite.errors import PlanError
from theodolite.index.dataset import Array
from theodolite.index.ranking import Ranking
from theodolite.index.robustness import checkpoint
from theodolite.index.robustness.checkpoint import Tally
from theodolite.index.robustness.draw import robustness
from theodolite.index.robustness.kernel import fill_points
from theodolite.index.robustness.points import point_at
from theodolite.index.robustness.result import Robustness
from theodolite.index.robustness.stream import Interrupted

SCALE = {"do": "normalise", "how": "min-max", "to": [1, 100]}
MEANS = {"do": "aggregate", "indicators": "arithmetic", "pillars": "arithmetic"}
FREE = {"weights": {"free": "simplex"}}
WHOLE: dict[str, Any] = {
    "steps": [SCALE, MEANS],
    "doubt": {"normalise": [{"how": "min-max"}, {"how": "rank"}], "weights": {"within": "60%"}, "drop-indicator": True},
}


def chances(ranking: Ranking, draws: int = 100_000) -> Robustness:
    return robustness(ranking, draws, drivers=False)


def same(a: Robustness, b: Robustness) -> bool:
    return (
        a.tally.histogram.tobytes() == b.tally.histogram.tobytes() and a.tally.wins.tobytes() == b.tally.wins.tobytes()
    )


def test_the_chance_to_stand_above_under_free_weights(made: Made) -> None:
    # 4w > 1 − w where w > 0.2: eight draws in ten; the third entity has less of both and stands below always.
    found = chances(made(np.array([[4.0, 0], [0, 1], [-1, -1]]), doubt=FREE))
    assert found.beat("E000", "E001") == pytest.approx(0.8, abs=0.005)
    assert found.beats[2].tolist() == [0, 0, 0]
    assert found.probabilities[found.entities.index("E000")] == pytest.approx([0.8, 0.2, 0], abs=0.005)


def test_three_free_weights_are_uniform_on_the_simplex(made: Made) -> None:
    # the share of the simplex where w₁ > ½ is a quarter; with each weight uniform before scaling it is a sixth.
    values = np.array([[1.0, 0, 0], [0.5, 0.5, 0.5], [0, 0, 0]])
    assert chances(made(values, doubt=FREE)).beat("E000", "E001") == pytest.approx(1 / 4, abs=0.005)
    each = chances(made(values, doubt={"weights": {"free": "each"}}))
    assert each.beat("E000", "E001") == pytest.approx(1 / 6, abs=0.005)


def test_weights_within_a_share_keep_within_it(made: Made) -> None:
    # weights from 0.75 to 1.25: the ratio never exceeds 5/3, and 1.5 with the chance of a triangle's share.
    found = chances(made(np.array([[1.0, 0], [0, 1.68], [0, 0]]), doubt={"weights": {"within": "25%"}}))
    assert found.beat("E000", "E001") == 0
    found = chances(made(np.array([[1.0, 0], [0, 1.5], [0, 0]]), doubt={"weights": {"within": "25%"}}))
    # u > 1.5 v with u, v uniform from 0.75 to 1.25: v < u/1.5, a triangle of sides 1/8 and 1/12 in a square of 1/4.
    assert found.beat("E000", "E001") == pytest.approx(0.5 * (1 / 8) * (1 / 12) / 0.25, abs=0.002)


def test_none_or_one_of_the_indicators_is_left_out_with_equal_chances(made: Made) -> None:
    # without the first of three indicators, and then alone, the second entity is ahead.
    found = chances(made(np.array([[9.0, 1, 1], [1, 2, 2], [0, 0, 0]]), doubt={"drop-indicator": True}))
    assert found.beat("E001", "E000") == pytest.approx(1 / 4, abs=0.005)


def test_alternatives_are_equally_likely_and_ties_count_for_neither(made: Made) -> None:
    values = np.array([[10.0, 0], [0, 5], [10, 1], [5, 0]])
    steps = [{"do": "normalise", "how": "min-max"}, MEANS]
    found = chances(made(values, steps=steps, doubt={"normalise": [{"how": "min-max"}, {"how": "rank"}, SCALE]}))
    tied = [found.beat("E000", "E001"), found.beat("E001", "E000")]
    assert tied == pytest.approx([0, 1 / 3], abs=0.005)


def test_a_disputed_figure_is_anywhere_between_its_ends(made: Made) -> None:
    spread = np.array([[2.0], [0.0], [0.0]])
    found = chances(made(np.array([[3.0], [4.0], [0.0]]), spread, doubt={"evidence": "intervals"}))
    assert found.beat("E000", "E001") == pytest.approx(1 / 4, abs=0.005)


def test_points_are_those_of_a_slow_computation_whichever_block_they_are_in() -> None:
    block = np.empty((5, 7))
    fill_points(np.uint64(3), 1000, block)
    assert (block == [point_at(draw, 7, 3) for draw in range(1000, 1005)]).all()
    assert (point_at(1000, 7, 4) != block[0]).all()


def test_points_are_even_and_independent() -> None:
    block = np.empty((200_000, 3))
    fill_points(np.uint64(0), 0, block)
    assert block.mean(axis=0) == pytest.approx([0.5] * 3, abs=0.003)
    assert block.var(axis=0) == pytest.approx([1 / 12] * 3, abs=0.001)
    assert np.abs(np.corrcoef(block.T)[np.triu_indices(3, 1)]).max() < 0.01
    assert np.abs(np.corrcoef(block[:-1, 0], block[1:, 0])[0, 1]) < 0.01


@pytest.fixture
def table() -> Array:
    return np.round(np.random.default_rng(7).lognormal(0, 1, (17, 5)), 3)


def test_threads_do_not_change_a_byte_and_the_seed_does(made: Made, table: Array) -> None:
    ranking = made(table, **WHOLE)
    one = robustness(ranking, 5_000, 3, 1)
    for threads in (2, 7):
        other = robustness(ranking, 5_000, 3, threads)
        assert same(one, other)
        assert other.drivers is not None
        assert one.drivers is not None
        assert one.drivers.of() == other.drivers.of()
    assert not same(one, robustness(ranking, 5_000, 4, 1, drivers=False))


def test_a_pillar_without_weight_need_not_be_above_zero(made: Made) -> None:
    # 4ᵃ > 2ᵃ3ᵇ with a + b = 1 where a > ln 3/ln 6: in ln 2/ln 6 of the draws. The third pillar has the weight 0.
    framework: list[dict[str, Any]] = [
        {"pillar": name, "weight": weight, "indicators": [{"indicator": f"i{j}"}]}
        for j, (name, weight) in enumerate({"a": 1, "b": 1, "c": 0}.items())
    ]
    steps = [{"do": "aggregate", "indicators": "arithmetic", "pillars": "geometric"}]
    values = np.array([[4.0, 1, 0], [2, 3, 5], [0.5, 0.5, -1]])
    found = chances(made(values, framework=framework, steps=steps, doubt=FREE))
    assert found.beat("E000", "E001") == pytest.approx(np.log(2) / np.log(6), abs=0.005)
    assert found.beat("E001", "E002") == 1


@pytest.mark.parametrize("after", [1, 3])
def test_an_interrupted_run_carries_on_to_the_same_bytes(made: Made, table: Array, after: int, tmp_path: Path) -> None:
    ranking, told = made(table, **WHOLE), []

    def interrupt(done: int, _: int) -> None:
        told.append(done)
        if len(told) == after:
            raise KeyboardInterrupt

    with pytest.raises(Interrupted) as stopped:
        robustness(ranking, 3_000_000, 0, 2, drivers=False, progress=interrupt, keep=tmp_path)
    assert 0 < stopped.value.done < 3_000_000
    assert [file.suffix for file in tmp_path.iterdir()] == [".npz"]
    draws = stopped.value.done + 10_000
    resumed = robustness(ranking, draws, 0, 1, drivers=False, keep=tmp_path)
    assert same(resumed, robustness(ranking, draws, 0, 3, drivers=False))
    assert list(tmp_path.iterdir()) == []


def test_a_shorter_run_leaves_what_a_longer_one_kept(made: Made, table: Array, tmp_path: Path) -> None:
    ranking = made(table, **WHOLE)

    def interrupt(*_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(Interrupted) as stopped:
        robustness(ranking, 3_000_000, 0, 2, drivers=False, progress=interrupt, keep=tmp_path)
    (file,) = tmp_path.iterdir()
    kept = file.read_bytes()
    shorter = robustness(ranking, 1_000, drivers=False, keep=tmp_path)
    assert same(shorter, robustness(ranking, 1_000, drivers=False))
    with pytest.raises(KeyboardInterrupt) as again:
        robustness(ranking, stopped.value.done - 1, drivers=False, progress=interrupt, keep=tmp_path)
    assert not isinstance(again.value, Interrupted)
    assert [one.read_bytes() for one in tmp_path.iterdir()] == [kept]


def spoilt(file: Path, entities: int, draws: int) -> None:
    """A checkpoint of ten draws, in `draws` of which none of so many entities had a rank."""
    histogram = np.zeros((entities, entities + 1), np.int64)
    histogram[:, 0] = draws
    checkpoint.write(file, Tally(10, histogram, np.zeros((entities, entities), np.int64)))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda file: file.write_text("nothing"),
        lambda file: (np.save(file.with_suffix(".npy"), np.zeros(3)), file.with_suffix(".npy").rename(file)),
        lambda file: spoilt(file, 16, 10),
        lambda file: spoilt(file, 17, 9),
    ],
    ids=["text", "array", "other entities", "other counts"],
)
def test_a_spoilt_checkpoint_is_refused(made: Made, table: Array, tmp_path: Path, spoil: Any) -> None:
    ranking = made(table, **WHOLE)
    spoil(tmp_path / f"{design_of(ranking).hash[:32]}-0.npz")
    with pytest.raises(PlanError, match="is no checkpoint"):
        robustness(ranking, 100, keep=tmp_path)


def test_units_do_not_matter(made: Made, table: Array) -> None:
    moved = table * np.array([2.0, 4, 0.5, 8, 16])
    assert same(chances(made(table, **WHOLE), 20_000), chances(made(moved, **WHOLE), 20_000))


def test_the_order_of_entities_does_not_matter(made: Made, table: Array) -> None:
    found, turned = chances(made(table, **WHOLE), 20_000), chances(made(table[::-1].copy(), **WHOLE), 20_000)
    assert (found.tally.histogram == turned.tally.histogram[::-1]).all()
    assert (found.tally.wins == turned.tally.wins[::-1, ::-1]).all()


def test_a_better_figure_never_lowers_a_rank_in_any_draw(made: Made, table: Array) -> None:
    doubt = {"weights": {"within": "60%"}, "drop-indicator": True}
    better = table.copy()
    better[4, 2] += 0.5
    before, after = (chances(made(values, doubt=doubt), 20_000).tally.histogram[4] for values in (table, better))
    assert (np.cumsum(after[1:]) >= np.cumsum(before[1:])).all()


def test_every_draw_gives_each_entity_one_rank_and_each_pair_an_order(made: Made, table: Array) -> None:
    found = chances(made(table, **WHOLE), 10_000)
    assert (found.tally.histogram.sum(axis=1) == 10_000).all()
    assert (found.tally.wins + found.tally.wins.T <= 10_000).all()
    assert (np.diag(found.tally.wins) == 0).all()
    above = found.tally.wins.sum(axis=0)
    assert (above == found.tally.histogram[:, 1:] @ np.arange(17)).all()


def test_percentiles_groups_and_odds_follow_from_the_counts(made: Made) -> None:
    found = chances(made(np.array([[4.0, 0], [0, 1], [-1, -1]]), doubt=FREE))
    assert found.table.select("entity", "p05", "median", "p95", "group").rows() == [
        ("E000", 1, 1, 2, 1),
        ("E001", 1, 2, 2, 1),
        ("E002", 3, 3, 3, 2),
    ]
    assert found.groups == (("E000", "E001"), ("E002",))
    assert found.table["top_1"].to_list() == pytest.approx([0.8, 0.2, 0], abs=0.005)
    told = found.explain("E001")
    assert told["tied_with"] == ["E000"]
    assert told["above"]["E002"] == 1
