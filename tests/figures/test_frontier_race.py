"""The race of frontiers: dots, steps and spans stand at their days and values, and labels cover nothing."""

from __future__ import annotations

import random
import re
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from tests.figures.drawn import astray, covered, texts, told

from theodolite.figures.frontier_race import frontier_race, gap_table, race_table
from theodolite.figures.height_gaps import Dot
from theodolite.figures.race_plot import Course, Runner
from theodolite.figures.theme import COLOURS, INK, NARROW, WIDE, looks

WIDTHS = [NARROW, 390.0, WIDE, 1280.0]
CHINA, AMERICA, THIRD = looks(["China", "United States", 'Lands of <b> & "c" ' + "far away " * 9])
START, NOW = date(2023, 1, 1), date(2024, 8, 1)
COURSE = Course("Index of skill", "points", NOW)
BAD = "<script>&\"'"


def dot(day: date, value: float, title: str = "made", error: float | None = None) -> Dot:
    """A release, with an interval where an error is given."""
    low, high = (None, None) if error is None else (value - error, value + error)
    return Dot(day, value, low, high, title)


def many(count: int, behind: float, seed: int, error: float | None = None, *, powers: bool = False) -> tuple[Dot, ...]:
    """Invented releases that rise by 3 a month with noise, some days behind."""
    draw = random.Random(seed)
    days = [draw.randrange((NOW - START).days) for _ in range(count)]
    heights = [(day - behind) / 10 + draw.gauss(0, 6) for day in days]
    return tuple(
        dot(START + timedelta(days=day), 10 ** (20 + h / 10) if powers else h, f"Model {k} of a long series", error)
        for k, (day, h) in enumerate(zip(days, heights, strict=True))
    )


LEADING = (dot(date(2024, 1, 1), 10), dot(date(2024, 3, 1), 20), dot(date(2024, 5, 1), 30))
FOLLOWING = (dot(date(2023, 12, 15), 5), dot(date(2024, 2, 1), 12), dot(date(2024, 7, 1), 20))

RACES = {
    "usual": ([Runner(CHINA, many(33, 200, 1, 4.0)), Runner(AMERICA, many(114, 0, 2, 2.0))], COURSE),
    "three, one with a long name": (
        [Runner(THIRD, many(40, 100, 3)), Runner(AMERICA, many(80, 0, 4)), Runner(CHINA, many(50, 300, 5))],
        COURSE,
    ),
    "powers": (
        [Runner(CHINA, many(60, 150, 6, powers=True)), Runner(AMERICA, many(60, 0, 7, powers=True))],
        Course("Training compute", "FLOP", NOW, log=True),
    ),
    "one release": ([Runner(CHINA, ()), Runner(AMERICA, LEADING[:1])], COURSE),
    "ahead": ([Runner(CHINA, many(60, 0, 8)), Runner(AMERICA, many(60, 250, 9))], COURSE),
    "all beyond": ([Runner(CHINA, (dot(date(2023, 1, 2), -40.0),)), Runner(AMERICA, many(60, 0, 10))], COURSE),
    "less is better": ([Runner(CHINA, FOLLOWING[:1], less=True), Runner(AMERICA, LEADING[::2], less=True)], COURSE),
    "alone": ([Runner(CHINA, LEADING)], COURSE),
    "on one day": ([Runner(CHINA, (dot(NOW, 1.0),)), Runner(AMERICA, (dot(NOW, 2.0),))], COURSE),
    "nothing": ([], COURSE),
}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", RACES)
def test_every_text_stays_inside_and_covers_no_other(name: str, width: float) -> None:
    runners, course = RACES[name]
    svg = frontier_race("T", runners, course, width)
    assert astray(svg, width) == []
    assert covered(svg) == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["usual", "powers", "ahead"])
def test_no_step_line_and_no_span_runs_through_a_label_of_the_plot(name: str, width: float) -> None:
    runners, course = RACES[name]
    svg = frontier_race("T", runners, course, width)
    labels = [box for box in texts(svg) if "Model" in box[0] or "month" in box[0]][1:]
    levels: list[tuple[float, float, float]] = []
    for path in re.findall(r'<path d="(M[\d.]+ [\d.]+[HV][^"]+)" fill="none" stroke="#\w+" stroke-width="3"', svg):
        places = [
            (float(a or c), float(b or d))
            for a, b, c, d in re.findall(r"M([\d.]+) ([\d.]+)|H([\d.]+)(?:V([\d.]+))?", path)
            if b or d
        ]
        ends = [x for x, _ in places[1:]] + [float(path.rsplit("H", 1)[1])]
        levels += [(x, end, y) for (x, y), end in zip(places, ends, strict=True)]
    spans = re.findall(rf'<path d="M([\d.]+) ([\d.]+)L([\d.]+) \2" stroke="{INK}"', svg)[1:]
    levels += [(float(a), float(b), float(y)) for a, y, b in spans]
    assert len(levels) > 10
    assert len(labels) > 3
    crossed = [
        (word, level)
        for word, left, right, top, bottom in labels
        for level in levels
        if level[0] < right and left < level[1] and top < level[2] < bottom
    ]
    assert crossed == []


def test_a_span_runs_from_the_day_of_the_leader_to_that_of_the_follower() -> None:
    """Ten was reached on 1 January and 1 February, 20 on 1 March and 1 July, 30 on 1 May and not yet."""
    svg = frontier_race("T", [Runner(CHINA, FOLLOWING), Runner(AMERICA, LEADING)], COURSE, WIDE)
    spans = [
        (float(a), float(b), float(y), rest)
        for a, y, b, rest in re.findall(rf'<path d="M([\d.]+) ([\d.]+)L([\d.]+) \2" stroke="{INK}"([^>]*)/>', svg)[1:]
    ]
    words = {word for word, *_ in texts(svg)}
    day = (max(b for _, b, _, _ in spans) - min(a for a, *_ in spans)) / (NOW - date(2024, 1, 1)).days
    lengths = sorted(round((b - a) / day) for a, b, *_ in spans)
    assert lengths == [31, 92, 153], "the gap of now stands at 20 instead of that of the record"
    assert ["dasharray" in rest for *_, rest in sorted(spans, key=lambda one: one[2])] == [True, False, False]
    assert {"1 month", "over 3 months", "China today: 5 months behind"} <= words


def test_who_came_first_is_told_where_the_follower_did() -> None:
    """Eleven on 1 March and 1 June: 92 days; 20, the other's best, on 1 March, 153 days before now."""
    late = (dot(date(2024, 6, 1), 11), FOLLOWING[2])
    svg = frontier_race("T", [Runner(CHINA, LEADING), Runner(AMERICA, late)], COURSE, WIDE)
    words = {word for word, *_ in texts(svg)}
    assert {"China today: 5 months ahead", "China first, by 3 months"} <= words


@pytest.mark.parametrize("width", WIDTHS)
def test_the_gap_of_now_is_told_however_little_room_there_is(width: float) -> None:
    leading = tuple(dot(START + timedelta(days=100 * k), 10.0 * k, f"A long title of a model {k}", 4) for k in range(6))
    following = (dot(START + timedelta(days=330), 1.0), dot(START + timedelta(days=450), 20.0))
    svg = frontier_race("T", [Runner(CHINA, following), Runner(AMERICA, leading)], COURSE, width)
    months = (NOW - START).days - 200
    assert any(word.endswith(f"{months / 30.4375:.0f} months behind") for word, *_ in texts(svg))


def test_titles_of_the_best_group_stand_above_its_line_where_less_is_better_too() -> None:
    leading = tuple(dot(date(2023, 2 + k, 1), 90 - 10 * k, f"first {k}") for k in range(6))
    following = tuple(dot(date(2023, 5 + k, 1), 95 - 10 * k, f"second {k}") for k in range(6))
    svg = frontier_race("T", [Runner(CHINA, following, less=True), Runner(AMERICA, leading, less=True)], COURSE, WIDE)
    steps = {
        colour: [float(y) for y in re.findall(r"V([\d.]+)", path)]
        for path, colour in re.findall(r'<path d="(M[^"]+)" fill="none" stroke="(#\w+)" stroke-width="3"', svg)
    }
    height = {word: bottom for word, _, _, _, bottom in texts(svg)}
    assert height["first 4"] < steps[COLOURS[1]][3] + 6
    assert height["second 4"] > steps[COLOURS[0]][3] + 6


def test_records_have_marks_and_intervals_and_the_rest_are_dots() -> None:
    runner = Runner(
        CHINA, (dot(START, 5, error=1), dot(date(2023, 6, 1), 9, error=2), dot(date(2023, 9, 1), 7, error=3))
    )
    svg = frontier_race("T", [runner], COURSE, WIDE)
    assert len(re.findall(rf'<circle [^>]*r="3.2" fill="{COLOURS[0]}"', svg)) == 2
    bars = re.findall(rf'<path d="M([\d.]+) ([\d.]+)L\1 ([\d.]+)" stroke="{COLOURS[0]}" stroke-width="1"/>', svg)
    short, long = (float(b) - float(a) for _, a, b in bars)
    assert long / short == pytest.approx(2, abs=0.01)


def test_what_is_worse_than_the_records_reach_is_counted_and_what_came_out_later_is_not_there() -> None:
    more = (*LEADING, dot(date(2024, 4, 1), -500), dot(date(2024, 4, 2), -600), dot(date(2025, 1, 1), 90, "later one"))
    svg = frontier_race("T", [Runner(AMERICA, more)], COURSE, WIDE)
    assert "Not drawn, worse than the scale reaches: 2 models. The table has all." in svg
    assert "later one" not in svg


def test_a_value_that_is_not_known_is_no_release() -> None:
    runner = Runner(CHINA, (dot(START, float("nan")), dot(START, float("inf")), dot(START, 5)))
    assert [one.value for one in runner.dots] == [5]


def test_a_logarithmic_course_refuses_zero() -> None:
    with pytest.raises(ValueError, match="above 0"):
        frontier_race("T", [Runner(CHINA, (dot(START, 0.0),))], Course("C", "FLOP", NOW, log=True), WIDE)


@pytest.mark.parametrize("width", WIDTHS)
def test_three_thousand_releases_stay_a_light_picture(width: float) -> None:
    runners = [Runner(look, many(1000, 90 * k, k)) for k, look in enumerate((CHINA, AMERICA, THIRD))]
    rising = Runner(CHINA, tuple(dot(START + timedelta(days=k % 500), k) for k in range(3000)))
    for race in (runners, [rising, runners[1]]):
        svg = frontier_race("T", race, COURSE, width)
        assert len(svg) < 150_000
        assert covered(svg) == []


def test_every_text_is_escaped_and_the_picture_says_what_it_shows() -> None:
    (look,) = looks([BAD])
    svg = frontier_race(
        BAD, [Runner(look, (dot(START, 1, BAD),)), Runner(AMERICA, LEADING)], Course(BAD, BAD, NOW), WIDE
    )
    assert "<script" not in svg
    title, words = told(svg)
    assert title == BAD
    assert f"United States reached 10 on 2024-01-01 and {BAD} has not yet" in words
    assert f"the best of {BAD} is {BAD} of 2023-01-01" in words
    assert ElementTree.fromstring(svg).get("role") == "img"


def test_the_tables_hold_every_release_and_every_gap() -> None:
    runners = [Runner(CHINA, FOLLOWING), Runner(AMERICA, (*LEADING, dot(date(2024, 6, 1), 25)))]
    table = race_table(runners)
    assert table["value"].to_list() == [5, 12, 20, 10, 20, 30, 25]
    assert table["record"].to_list() == [True, True, True, True, True, True, False]
    assert table["group"].unique(maintain_order=True).to_list() == ["China", "United States"]
    found = gap_table(runners[0], runners[1], NOW)
    assert found["months"].to_list() == pytest.approx([31 / 30.4375, 122 / 30.4375, 92 / 30.4375])
    assert found["open"].to_list() == [False, False, True]
    assert race_table([]).is_empty()
    assert gap_table(Runner(CHINA, ()), Runner(AMERICA, ()), NOW).is_empty()
