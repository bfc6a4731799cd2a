"""The fan of scenarios: medians and bands stand at their years and values, and no text covers another."""

from __future__ import annotations

import math
import re

import pytest
from tests.figures.drawn import astray, covered, texts, told

from theodolite.figures.fan_marks import Said, said_table
from theodolite.figures.scenario_fan import Course, course_table, scenario_fan
from theodolite.figures.theme import COLOURS, FIELD, INK, NARROW, WIDE, looks

NAMES = ("Wall stands", "Wall falls", "Only the lesser chip of a long name", "Own chips", "Rented", "Everybody alone")
LOOKS = looks(NAMES)
YEARS = tuple(range(2022, 2031))
MARKS = (
    Said("Agency of energy, outlook of 2025", 2024, 102, 102), Said("the same, higher", 2030, 277, 277),
    Said("a bank", 2030, 250, 300), Said("an academy with many more words to its name", 2026, 655, 655),
)  # fmt: skip
BAD = "<script>&\"'"


def course(at: int, growth: float = 1.5, spread: float = 1.4) -> Course:
    """An invented scenario that grows by a factor a year, its interval by another factor either way."""
    middle = tuple(20.0 * (growth + at / 20) ** k for k in range(len(YEARS)))
    return Course(LOOKS[at], YEARS, tuple(m / spread for m in middle), middle, tuple(m * spread for m in middle))


FANS = {
    "six": [course(at) for at in range(6)],
    "two": [course(0), course(1)],
    "one": [course(2)],
    "even": [course(0, 1.01)],
    "one year": [Course(LOOKS[0], (2030,), (1.0,), (2.0,), (3.0,))],
    "nothing": [],
}


def medians(svg: str) -> list[list[tuple[float, float]]]:
    """The points of the strong lines of the plots, without the sample of the key."""
    paths = re.findall(r'<path d="M([^"z]+)" fill="none" stroke="#\w+" stroke-width="2.4"', svg)
    return [[tuple(map(float, point.split())) for point in path.split("L")] for path in paths]  # type: ignore[misc]


@pytest.mark.parametrize("width", [NARROW, 390.0, WIDE, 960.0])
@pytest.mark.parametrize("name", FANS)
@pytest.mark.parametrize("counted", [None, 2022, 2025, 2030])
def test_no_text_leaves_the_fan_or_covers_another(name: str, width: float, counted: int | None) -> None:
    svg = scenario_fan("T", "TWh a year", FANS[name], width, counted=counted, marks=MARKS)
    assert astray(svg, width) == []
    assert covered(svg) == []


def test_equal_ratios_are_equal_heights_where_values_span_more_than_thirty_times() -> None:
    """Ten, 100 and 1,000: two steps of one height; their ends at half and double stand as far from them everywhere."""
    one = Course(LOOKS[0], (2022, 2023, 2024), (5, 50, 500), (10, 100, 1000), (20, 200, 2000))
    svg = scenario_fan("T", "U", [one], WIDE)
    (((x0, y0), (x1, y1), (x2, y2)),) = medians(svg)
    assert y0 - y1 == pytest.approx(y1 - y2, abs=0.11)
    assert x1 - x0 == pytest.approx(x2 - x1, abs=0.11)
    band = re.findall(rf'd="M([\d. L]+)z" fill="{COLOURS[0]}" fill-opacity', svg)[0].split("L")
    highs, lows = [float(p.split()[1]) for p in band[:3]], [float(p.split()[1]) for p in band[:2:-1]]
    step = (y0 - y1) * math.log10(2)
    assert [y0 - highs[0], lows[0] - y0, y2 - highs[2]] == pytest.approx([step] * 3, abs=0.11)


def test_heights_begin_at_zero_where_values_lie_within_thirty_times() -> None:
    one = Course(LOOKS[0], (2022, 2023), (10, 20), (10, 20), (10, 20))
    svg = scenario_fan("T", "U", [one], WIDE)
    (((_, y0), (_, y1)),) = medians(svg)
    bottom = float(re.findall(r'd="M[\d.]+ ([\d.]+)L[\d.]+ \1" stroke="#55606d"', svg)[0])
    assert bottom - y1 == pytest.approx(2 * (bottom - y0), abs=0.2)


def test_a_value_of_zero_keeps_the_heights_even() -> None:
    one = Course(LOOKS[0], (2022, 2023, 2024), (0, 1, 2), (0, 500, 1000), (0, 1001, 2002))
    (((_, y0), (_, y1), (_, y2)),) = medians(scenario_fan("T", "U", [one], WIDE))
    assert y0 - y1 == pytest.approx(y1 - y2, abs=0.11)


def test_zero_has_a_stronger_rule_where_values_lie_below_it() -> None:
    def fan(low: float) -> str:
        return scenario_fan("T", "U", [Course(LOOKS[0], (2022, 2023), (low, 0), (5, 10), (10, 20))], WIDE)

    rule = rf'd="M[\d.]+ ([\d.]+)L[\d.]+ \1" stroke="{INK}" stroke-width="1.2"'
    zero = next((top + bottom) / 2 for word, _, _, top, bottom in texts(fan(-10)) if word == "0")
    assert [float(y) for y in re.findall(rule, fan(-10))] == pytest.approx([zero], abs=2)
    assert re.findall(rule, fan(0)) == []


def test_a_line_is_dashed_from_the_last_counted_year_and_a_rule_stands_there() -> None:
    svg = scenario_fan("T", "U", [course(0)], WIDE, counted=2024)
    solid, dashed = medians(svg)
    assert (len(solid), len(dashed)) == (3, 7)
    assert solid[-1] == dashed[0]
    assert re.findall(r'stroke-width="2.4"( stroke-dasharray="6 3")?', svg)[-2:] == ["", ' stroke-dasharray="6 3"']
    rule = re.findall(rf'd="M([\d.]+) [\d.]+L\1 [\d.]+" stroke="{INK}" stroke-width="1" stroke-dasharray="2 2"', svg)
    assert float(rule[0]) == pytest.approx(solid[-1][0], abs=0.06)
    assert {"sales counted", "projected"} <= {word for word, *_ in texts(svg)}
    assert "sales counted" not in {word for word, *_ in texts(scenario_fan("T", "U", [course(0)], WIDE))}


def test_two_scenarios_share_a_plot_and_three_have_one_each_on_one_scale() -> None:
    two = scenario_fan("T", "U", FANS["two"], WIDE)
    three = scenario_fan("T", "U", [course(at, 1.2) for at in range(3)], WIDE)
    assert len(re.findall(r'fill-opacity=".18"', two)) == 3
    faint = re.findall(rf'fill="none" stroke="{FIELD}" stroke-width="1"', three)
    assert len(faint) == 6, "each plot has the medians of the two others"
    lefts = [line[0][0] for line in medians(three)]
    assert len(set(lefts)) == 3
    assert len({line[0][1] for line in medians(three)}) == 1, "all begin at one value, so at one height"
    assert [word for word, *_ in texts(three)].count("0") == 1, "heights are told once"


def test_what_others_say_stands_at_its_year_and_value_with_its_number_in_the_list() -> None:
    one = Course(LOOKS[0], (2024, 2030), (50, 150), (100, 300), (150, 450))
    svg = scenario_fan("T", "U", [one], WIDE, marks=[Said("A", 2024, 100, 100), Said("B", 2030, 200, 400)])
    (start, end), = medians(svg)  # fmt: skip
    diamonds = re.findall(rf'<path d="M([\d.]+) ([\d.]+)l4\.25 4\.25[^>]*fill="#ffffff" stroke="{INK}"', svg)[1:]
    places = [(float(x), float(y) + 3.4 * 1.25) for x, y in diamonds]
    assert places[0] == pytest.approx(start, abs=0.11)
    assert places[1] == pytest.approx(end, abs=0.11)
    words = [word for word, *_ in texts(svg)]
    assert words[-4:] == ["1", "A, 2024: 100", "2", "B, 2030: 200 to 400"]


def test_the_last_figure_of_each_scenario_is_told_below_its_name_and_in_words() -> None:
    one = Course(LOOKS[0], (2029, 2030), (1, 600_001), (1, 1_200_444), (1, 2_299_999))
    svg = scenario_fan(BAD, BAD, [one], WIDE, marks=[Said(BAD, 2030, 3, 4)])
    assert "<script" not in svg
    title, words = told(svg)
    assert title == BAD
    last = "2030: 1.2 M (0.6 M to 2.3 M)".replace(" M", "\N{NO-BREAK SPACE}M")
    assert words == f"{BAD}. Wall stands, {last}; {BAD}, 2030: 3 to 4."
    assert last in {word for word, *_ in texts(svg)}


def test_the_tables_hold_what_is_drawn() -> None:
    table = course_table([Course(LOOKS[0], (2029, 2030), (1, 2), (3, 4), (5, 6)), FANS["one year"][0]])
    assert table.rows() == [
        ("Wall stands", 2029, 1, 3, 5), ("Wall stands", 2030, 2, 4, 6), ("Wall stands", 2030, 1, 2, 3),
    ]  # fmt: skip
    assert said_table(MARKS).row(3) == (4, "an academy with many more words to its name", 2026, 655, 655)
    assert course_table([]).is_empty()
    assert said_table([]).is_empty()
