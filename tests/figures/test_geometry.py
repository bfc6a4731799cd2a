"""Figures hold what they show: lengths in proportion, ranks in their places, text inside the picture and escaped."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Callable
from xml.etree import ElementTree

import pytest

from theodolite.figures.claim_marks import ClaimMark, claim_marks
from theodolite.figures.coverage_tiles import CoverageRow, coverage_tiles
from theodolite.figures.figure_ages import AgeRow, figure_ages
from theodolite.figures.pillar_bars import PillarRow, pillar_bars
from theodolite.figures.rank_lanes import LensRanks, rank_lanes
from theodolite.figures.rank_slope import Pair, rank_slope
from theodolite.figures.source_values import Disagreement, Said, source_values
from theodolite.figures.theme import COLOURS, INK, NARROW, SHAPES, WIDE, looks, text_width

NAMES = ("China", "Democratic Republic of the Congo")
LOOKS = looks(NAMES)
ROWS = [PillarRow("Open source and <everything>", (80.0, 20.0), ("2nd", "joint 31st"), (80.0, 20.0, 5.0, 40.0))]
SIDES = (Said("Bureau, Yearbook (2026)", 30.0, "30", used=True), Said("Institute (2025)", 10.0, "10", used=False))
CLAIM = ClaimMark("China: robots, and <all> of that", "said: 12", "contradicted", COLOURS[0], 2.0, 1.5, None, 0.9, 1.1)

DRAWN: dict[str, Callable[[float], str]] = {
    "bars": lambda width: pillar_bars("T", LOOKS, ROWS, width),
    "lanes": lambda width: rank_lanes("T", LOOKS, [LensRanks("The biggest of all machines", 150, (2, 53))], width),
    "slope": lambda width: rank_slope("T", "AI powers", "AI diffusion", [Pair(2, 53, LOOKS[0]), Pair(1, 9)], width),
    "values": lambda width: source_values("T", [Disagreement("AI publications, 2024", COLOURS[0], SIDES)], width),
    "ages": lambda width: figure_ages("T", LOOKS, [AgeRow("Researchers", "Talent", (2017, None))], 2026, 4, width),
    "claims": lambda width: claim_marks("T", [CLAIM], width),
    "tiles": lambda width: coverage_tiles("T", LOOKS, [CoverageRow("Talent", (("figure", "old"),) * 2)], width),
}


def bars(svg: str, colour: str) -> list[float]:
    """The widths of the bars of one colour."""
    return [float(w) for w in re.findall(rf'<rect [^>]*width="([\d.]+)"[^>]*fill="{colour}"', svg)]


def circle(svg: str, colour: str) -> list[tuple[float, float]]:
    """The middles of the round marks of one colour, the legend's first."""
    found = re.findall(rf'<circle cx="([\d.]+)" cy="([\d.]+)" r="[\d.]+" [^>]*stroke="{colour}"', svg)
    return [(float(x), float(y)) for x, y in found]


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_bars_are_proportional_to_their_scores(width: float) -> None:
    svg = pillar_bars("T", LOOKS, ROWS, width)
    (long,), (short,) = bars(svg, COLOURS[0]), bars(svg, COLOURS[1])
    assert long / short == pytest.approx(80 / 20, abs=0.01)


def test_bars_of_negative_scores_run_to_the_left_of_zero() -> None:
    row = PillarRow("Talent", (-1.0, 2.0), ("3rd", "1st"), (-1.0, 0.5, 2.0))
    svg = pillar_bars("T", LOOKS, [row], WIDE)
    (left,), (right,) = bars(svg, COLOURS[0]), bars(svg, COLOURS[1])
    assert right / left == pytest.approx(2, abs=0.01)
    starts = [float(x) for x in re.findall(rf'<rect x="([\d.]+)"[^>]*fill="(?:{COLOURS[0]}|{COLOURS[1]})"', svg)]
    assert starts[0] + left == pytest.approx(starts[1], abs=0.02)


def test_the_field_has_one_dot_an_economy() -> None:
    svg = pillar_bars("T", LOOKS, ROWS, WIDE)
    assert len(re.findall(r"M[\d.]+ [\d.]+h0", svg)) == 4


def test_equal_ratios_of_ranks_are_equal_distances() -> None:
    lenses = [LensRanks(name, 100, (rank, None)) for name, rank in (("A", 1), ("B", 10), ("C", 100))]
    svg = rank_lanes("T", LOOKS, lenses, WIDE)
    first, tenth, last = (x for x, _ in circle(svg, COLOURS[0])[1:])
    assert tenth - first == pytest.approx(last - tenth, abs=0.02)
    assert svg.count("not ranked") == 3


def test_a_slope_falls_to_the_lower_rank() -> None:
    svg = rank_slope("T", "L", "R", [Pair(1, 10, LOOKS[0]), Pair(100, 100)], WIDE)
    (_, left), (_, right) = circle(svg, COLOURS[0])
    bottom = left + 2 * (right - left)
    assert right > left
    assert math.isclose(bottom, 420 - 16, abs_tol=0.05), "rank 100 is as far below 10 as 10 is below 1"


def test_names_of_neighbouring_ranks_do_not_touch_nor_leave_the_picture() -> None:
    many = looks(["Aland", "Borduria", "Cagliostro", "Dystopia"])
    svg = rank_slope("T", "L", "R", [Pair(147 + k, 147 + k, look) for k, look in enumerate(many)], WIDE)
    baselines = sorted({float(y) for y in re.findall(r'<text x="[\d.]+" y="([\d.]+)" text-anchor="end"', svg)})
    assert len(baselines) == 4
    assert min(b - a for a, b in itertools.pairwise(baselines)) >= 15
    assert baselines[-1] <= 420


def test_the_value_used_is_filled_and_each_stands_at_its_size() -> None:
    svg = source_values("T", [Disagreement("X", COLOURS[0], SIDES)], WIDE)
    (used, _), (aside, _) = circle(svg, COLOURS[0])
    zero = 250.0
    assert (used - zero) / (aside - zero) == pytest.approx(3, abs=0.01)
    assert svg.count(f'fill="{COLOURS[0]}" stroke="{COLOURS[0]}"') == 1


def test_old_years_stand_on_shade() -> None:
    svg = figure_ages("T", LOOKS, [AgeRow("R", "Talent", (2021, 2022))], 2026, 4, WIDE)
    shade = re.search(r'<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)" height="[\d.]+" fill="#f3f0e8"', svg)
    assert shade is not None
    edge = float(shade[1]) + float(shade[2])
    old = circle(svg, COLOURS[0])[-1][0]
    young = [float(x) for x in re.findall(rf'<path d="M([\d.]+) [\d.]+h[^>]*fill="{COLOURS[1]}"', svg)][-1]
    assert old < edge < young


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("draw", DRAWN.values(), ids=DRAWN)
def test_every_text_stays_inside_and_the_picture_is_well_formed(draw: Callable[[float], str], width: float) -> None:
    root = ElementTree.fromstring(draw(width))
    assert root.get("role") == "img"
    assert root.get("aria-label") == "T"
    height = float((root.get("viewBox") or "").split()[3])
    for text in root.iter("{http://www.w3.org/2000/svg}text"):
        size = float(text.get("font-size", "13"))
        long = text_width(text.text or "", size, bold=text.get("font-weight") is not None)
        x, y = float(text.get("x", "0")), float(text.get("y", "0"))
        left = {"start": x, "middle": x - long / 2, "end": x - long}[text.get("text-anchor", "start")]
        assert left >= -1, text.text
        assert left + long <= width + 1, text.text
        assert 0 < y <= height, text.text


def test_entities_differ_in_shape_as_well_as_in_colour() -> None:
    many = looks([str(n) for n in range(len(COLOURS) * len(SHAPES))])
    assert len({(look.colour, look.shape) for look in many}) == len(many)


@pytest.mark.parametrize("colour", COLOURS)
def test_colours_can_be_read_on_white(colour: str) -> None:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    assert 1.05 / (luminance + 0.05) >= 4.5


def test_a_claim_of_twice_as_much_lies_as_far_from_the_figure_as_one_of_half() -> None:
    rows = [
        ClaimMark("A", "", "confirmed", COLOURS[0], multiple, multiple, multiple, 1.0, 1.0)
        for multiple in (0.5, 1.0, 2.0, 9.0, 0.01)
    ]
    svg = claim_marks("T", rows, WIDE)
    half, same, double, beyond, below = (x for x, _ in circle(svg, COLOURS[0]))
    assert double - same == pytest.approx(same - half, abs=0.02)
    assert beyond - same == pytest.approx(2 * (double - same), abs=0.02), "four times is the edge"
    assert same - below == pytest.approx(2 * (same - half), abs=0.02)
    assert (svg.count("→"), svg.count("←")) == (1, 1)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_no_rule_of_the_scale_of_claims_runs_through_words(width: float) -> None:
    long = ClaimMark(f"China: {'a long name of what is told ' * 4}", "said: 12; evidence: 6", "imprecise", COLOURS[0],
                     2.0, 1.5, 2.5, 0.9, 1.1)  # fmt: skip
    svg = claim_marks("T", [long, CLAIM], width)
    rules = [
        (float(x), float(top), float(bottom))
        for x, top, x2, bottom in re.findall(r'<path d="M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)" stroke', svg)
        if x == x2
    ]
    words = [
        (
            float(element.get("x", 0)),
            float(element.get("y", 0)),
            float(element.get("font-size", 13)),
            element.text or "",
        )
        for element in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")
        if element.get("text-anchor") != "middle"
    ]
    crossed = [
        (x, said)
        for x, top, bottom in rules
        for left, base, size, said in words
        if left < x < left + text_width(said, size) and top < base and bottom > base - size * 0.7
    ]
    assert rules
    assert crossed == []


def test_the_scale_of_claims_is_drawn_at_every_row_on_a_narrow_page() -> None:
    svg = claim_marks("T", [CLAIM, CLAIM, CLAIM], NARROW)
    found = re.findall(rf'<path d="M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)" stroke="{INK}"', svg)
    assert len({bottom for x, _, x2, bottom in found if x == x2}) == 3
