"""The figures of certainty: intervals and cells stand for their numbers, and nothing covers anything else."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from xml.etree import ElementTree

import pytest

from theodolite.figures.chance import SHADES, chance
from theodolite.figures.drivers import Driver, Share, driver_table, drivers
from theodolite.figures.neighbourhood import neighbourhood, skipped
from theodolite.figures.pairwise_wins import pairwise_wins
from theodolite.figures.rank_heatmap import RankChances, rank_heatmap
from theodolite.figures.rank_intervals import RankInterval, rank_intervals
from theodolite.figures.reach_ladder import Move, Rung, reach_ladder
from theodolite.figures.theme import NARROW, WIDE, Look, looks, text_width

LONG = ("Saint Vincent and the Grenadines", "Democratic Republic of the Congo", "Lao People's Democratic Republic")
LOOKS = looks(LONG)
NONE = Share(0.0, 0.0, 0.0)


def field(count: int, asked: tuple[int, ...], spread: int) -> list[RankInterval]:
    """An invented field of economies with long names, each moving `spread` places either way."""
    look = dict(zip(asked, LOOKS, strict=False))
    return [
        RankInterval(LONG[k % 3], k + 1, max(1, k + 1 - spread), k + 1, min(count, k + 1 + spread), look.get(k))
        for k in range(count)
    ]


def chances(count: int, asked: tuple[int, ...], spread: int) -> list[RankChances]:
    """The same field, every rank within `spread` equally likely."""
    rows = []
    for own in field(count, asked, spread):
        many = own.high - own.low + 1
        shares = tuple(1 / many if own.low <= k + 1 <= own.high else 0.0 for k in range(count))
        rows.append(RankChances(own.name, own.rank, shares, own.look))
    return rows


def square(count: int) -> tuple[list[str], list[list[float]], list[Look | None]]:
    """Every one stands above the next in 60 of 100 versions, and above those further down always."""
    wins = [[0.6 if b == a + 1 else 0.4 if b == a - 1 else float(b > a) for b in range(count)] for a in range(count)]
    return [LONG[k % 3] for k in range(count)], wins, [LOOKS[0], *[None] * (count - 1)]


MANY = [Driver("Which of the indicators is left out", Share(0.5, 0.4, 0.6), Share(0.97, 0.9, 1.04)),
        Driver("Evidence", Share(-0.02, -0.05, 0.01), NONE)]  # fmt: skip
RUNGS = [Rung(34, (Move("Users of generative artificial intelligence", "16.3 % to 18.9 %", 4.0),
                   Move("Broadband", "40 to 41", 1.0)), passes=LONG[1]),
         Rung(33, (), "Nothing reaches it.")]  # fmt: skip

DRAWN: dict[str, Callable[[float], str]] = {
    "three": lambda width: rank_intervals("T", field(3, (0,), 1), width),
    "two hundred": lambda width: rank_intervals("T", field(200, (52, 17, 199), 9), width),
    "sure": lambda width: rank_intervals("T", field(30, (), 0), width),
    "heat of three": lambda width: rank_heatmap("T", chances(3, (0,), 2), width),
    "heat of two hundred": lambda width: rank_heatmap("T", chances(200, (52, 17), 30), width),
    "heat, sure": lambda width: rank_heatmap("T", chances(12, (3,), 0), width),
    "wins": lambda width: pairwise_wins("T", *square(12), width),
    "wins of two": lambda width: pairwise_wins("T", *square(2), width),
    "drivers": lambda width: drivers("T", MANY, width),
    "first of the drivers": lambda width: drivers("T", MANY, width, what="assumption of some length", most=1),
    "no driver": lambda width: drivers("T", [Driver("Weights", NONE, NONE)], width, "China is 2nd whatever is chosen."),
    "ladder": lambda width: reach_ladder("T", LOOKS[2], 35, RUNGS, width),
}


def boxes(svg: str) -> list[tuple[str, float, float, float, float]]:
    """Every text with its left, right, top and bottom."""
    found = []
    for text in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text"):
        size, x, y = (float(text.get(name, default)) for name, default in (("font-size", "13"), ("x", "0"), ("y", "0")))
        long = text_width(text.text or "", size, bold=text.get("font-weight") is not None)
        left = {"start": x, "middle": x - long / 2, "end": x - long}[text.get("text-anchor", "start")]
        found.append((text.text or "", left, left + long, y - size * 0.75, y + size * 0.2))
    return found


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("draw", DRAWN.values(), ids=DRAWN)
def test_every_text_stays_inside_and_covers_no_other(draw: Callable[[float], str], width: float) -> None:
    svg = draw(width)
    height = float((ElementTree.fromstring(svg).get("viewBox") or "").split()[3])
    found = boxes(svg)
    for word, left, right, top, bottom in found:
        assert -1 <= left < right <= width + 1, word
        assert -2 <= top < bottom <= height + 1, word
    for a, b in itertools.combinations(found, 2):
        assert a[2] <= b[1] + 1 or b[2] <= a[1] + 1 or a[4] <= b[3] + 1 or b[4] <= a[3] + 1, (a, b)


def test_an_interval_runs_from_its_low_to_its_high_rank() -> None:
    rows = [RankInterval("A", 1, 1, 1, 3, LOOKS[0]), RankInterval("B", 2, 1, 2, 5), RankInterval("C", 5, 5, 5, 5)]
    svg = rank_intervals("T", rows, WIDE)
    bars = [(float(a), float(b)) for a, b in re.findall(r'd="M([\d.]+) [\d.]+H([\d.]+)"', svg)]
    step = (bars[1][1] - bars[1][0]) / 4
    assert bars[0][1] - bars[0][0] == pytest.approx(2 * step, abs=0.02)
    assert bars[2][0] == bars[2][1] == bars[1][1]
    assert [word for word, *_ in boxes(svg) if re.fullmatch(r"\d–\d", word)] == ["1–3", "1–5"]


def test_of_a_long_field_those_asked_about_and_their_neighbours_are_drawn_and_the_others_counted() -> None:
    assert neighbourhood(5, [0], 24) == [0, 1, 2, 3, 4]
    assert neighbourhood(100, [49], 5) == [47, 48, 49, 50, 51]
    assert neighbourhood(100, [0, 99], 4) == [0, 1, 98, 99]
    assert neighbourhood(100, [], 3) == [0, 1, 2]
    assert skipped([0, 1, 98, 99], 100) == [0, 0, 96, 0, 0]
    svg = rank_intervals("T", field(200, (52,), 3), WIDE)
    assert re.findall(r"… (\d+) more not drawn", svg) == ["40", "136"]


def test_chances_never_hide_that_something_happens_or_does_not() -> None:
    written = [chance(share) for share in (0, 0.0001, 0.005, 0.625, 0.994, 0.9951, 0.99999, 1)]
    assert written == ["", "<1", "1", "63", "99", ">99", ">99", "100"]


@pytest.mark.parametrize(("ground", "ink"), [(shade[1], shade[2]) for shade in SHADES])
def test_a_number_can_be_read_on_its_shade(ground: str, ink: str) -> None:
    def luminance(colour: str) -> float:
        channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(ground), luminance(ink)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_shades_darken_with_the_chance() -> None:
    grounds = [shade[1] for shade in SHADES]
    assert grounds == sorted(grounds)
    assert [shade[0] for shade in SHADES] == sorted((shade[0] for shade in SHADES), reverse=True)


def test_a_column_of_several_ranks_holds_the_sum_of_their_chances() -> None:
    """Forty ranks and twelve columns that fit a phone: four ranks each, ten columns."""
    rows = [RankChances("A", 20, tuple(0.5 if k in (18, 19) else 0.0 for k in range(40)), LOOKS[0]),
            RankChances("B", 40, tuple(1.0 if k == 0 else 0.0 for k in range(40)))]  # fmt: skip
    svg = rank_heatmap("T", rows, NARROW)
    assert "A column holds 4 ranks" in svg
    numbers = [word for word, *_ in boxes(svg) if re.fullmatch(r"\d+", word)]
    assert numbers[:10] == ["1", "5", "9", "13", "17", "21", "25", "29", "33", "37"]
    assert numbers[10:] == ["100", "100"], "19th and 20th are one column, and the first rank of B another"


def test_wins_are_read_along_the_row_and_down_the_column() -> None:
    svg = pairwise_wins("T", ["A", "B"], [[0.0, 0.7], [0.25, 0.0]], [LOOKS[0], None], WIDE)
    cells = {word: (left, top) for word, left, _, top, _ in boxes(svg) if word in ("70", "25")}
    assert cells["70"][0] > cells["25"][0]
    assert cells["70"][1] < cells["25"][1]


def test_shares_are_bars_of_their_length_and_estimates_below_zero_are_none() -> None:
    svg = drivers("T", MANY, WIDE)
    bars = [float(w) for w in re.findall(r'<rect x="190.00" y="[\d.]+" width="([\d.]+)"', svg)]
    assert bars[1] / bars[0] == pytest.approx(0.97 / 0.5, abs=0.01)
    assert bars[2:] == [0.0, 0.0]


def test_of_many_drivers_the_first_are_drawn_and_the_rest_counted_with_the_largest_of_them() -> None:
    rows = [
        Driver(name, Share(at, at, at), Share(at, at, at))
        for name, at in zip("abcd", (0.5, 0.3, 0.1, 0.04), strict=True)
    ]
    svg = drivers("T", rows, WIDE, what="assumption", most=2)
    words = [word for word, *_ in boxes(svg)]
    assert "Not drawn: 2 assumptions, the largest with 10 % in total." in words
    assert "this assumption alone" in words
    assert ("b" in words, "c" in words) == (True, False)
    told = ElementTree.fromstring(svg).findtext("{http://www.w3.org/2000/svg}desc")
    assert told == (
        "Share of the spread that each assumption makes. a 50 % alone, 50 % in total; b 30 % alone, 30 % in total."
    )
    assert driver_table(MANY).row(0) == ("Which of the indicators is left out", 0.5, 0.4, 0.6, 0.97, 0.9, 1.04)


def test_a_ladder_has_the_best_rank_on_top_and_bars_of_years() -> None:
    svg = reach_ladder("T", LOOKS[2], 35, RUNGS, WIDE)
    four, one = (float(w) for w in re.findall(r'<rect [^>]*width="([\d.]+)"', svg))
    assert four / one == pytest.approx(4, abs=0.01)
    heights = [next(top for word, _, _, top, _ in boxes(svg) if word.startswith(start)) for start in ("33", "34", "35")]
    assert heights == sorted(heights)
    assert f"34th, past {LONG[1]}: 4 years side by side, 5 years added up" in svg


def test_every_text_is_escaped() -> None:
    bad = "<script>&\"'"
    look = looks([bad])[0]
    for svg in (
        rank_intervals(bad, [RankInterval(bad, 1, 1, 1, 1, look)], WIDE),
        rank_heatmap(bad, [RankChances(bad, 1, (1.0,), look)], WIDE),
        pairwise_wins(bad, [bad], [[0.0]], [look], WIDE),
        drivers(bad, [Driver(bad, Share(1, 1, 1), Share(1, 1, 1))], WIDE),
        drivers(bad, [], WIDE, bad),
        reach_ladder(bad, look, 2, [Rung(1, (Move(bad, bad, 1.0),), bad, bad)], WIDE),
    ):
        assert "<script" not in svg
        assert "&lt;script&gt;" in svg
        assert ElementTree.fromstring(svg).get("aria-label") == bad
