"""The front of two aims: solutions stand at their figures, the named ones are told, and names cover nothing."""

from __future__ import annotations

import re

import pytest
from tests.figures.drawn import astray, covered, texts, told

from theodolite.figures.pareto_front import Front, Solution, front_table, pareto_front
from theodolite.figures.theme import COLOURS, NARROW, WIDE, looks

FIRST, SECOND, THIRD = looks(["with the limits", "without any limit, however long the words", "without contracts"])
BAD = "<script>&\"'"


def curve(size: float, shift: float, names: tuple[str, str] = ("cheapest", "cleanest")) -> tuple[Solution, ...]:
    """An invented front: cost and carbon in inverse proportion."""
    ends = {0: names[0], 9: names[1]}
    return tuple(Solution(size * (10 + k), 100 / (10 + k) + shift, ends.get(k, "")) for k in range(10))


FRONTS = {
    "three": [
        Front(FIRST, curve(1, 0), (Solution(16, 12, "nothing shifted"),)), Front(SECOND, curve(0.9, -1)),
        Front(THIRD, curve(1, 4)),
    ],
    "one": [Front(FIRST, curve(1e7, 0))],
    "on each other": [Front(FIRST, curve(1, 0)), Front(SECOND, curve(1, 0)), Front(THIRD, curve(1, 0))],
    "a single solution": [Front(FIRST, (Solution(5, 5, "the only one there is"),))],
    "nothing": [Front(FIRST, ())],
}  # fmt: skip


def draw(fronts: list[Front], width: float) -> str:
    """The picture of cost and carbon."""
    return pareto_front("T", "Cost, US$ a year", "Carbon dioxide, t a year", fronts, width)


def paths(svg: str, colour: str) -> list[tuple[float, float]]:
    """The points of one front's line."""
    (path,) = re.findall(rf'd="M([\d. L]+)" fill="none" stroke="{colour}" stroke-width="2"', svg)
    return [tuple(map(float, point.split())) for point in path.split("L")]  # type: ignore[misc]


@pytest.mark.parametrize("width", [NARROW, 390.0, WIDE, 960.0])
@pytest.mark.parametrize("name", FRONTS)
def test_no_text_leaves_the_picture_or_covers_another(name: str, width: float) -> None:
    svg = draw(FRONTS[name], width)
    assert astray(svg, width) == []
    assert covered(svg) == []


def test_solutions_stand_at_their_figures_in_order_across_however_they_are_given() -> None:
    given = (Solution(30, 1), Solution(10, 5), Solution(20, 2))
    (x0, y0), (x1, y1), (x2, y2) = paths(draw([Front(FIRST, given)], WIDE), COLOURS[0])
    assert x1 - x0 == pytest.approx(x2 - x1, abs=0.11)
    assert y1 - y0 == pytest.approx(3 * (y2 - y1), abs=0.25), "less is lower"
    assert y1 > y0


def test_fronts_share_their_scales_and_differ_by_their_strokes() -> None:
    svg = draw([Front(FIRST, curve(1, 0)), Front(SECOND, curve(1, 2))], WIDE)
    first, second = paths(svg, COLOURS[0]), paths(svg, COLOURS[1])
    assert [x for x, _ in first] == [x for x, _ in second]
    falls = {round(a - b, 0) for (_, a), (_, b) in zip(first, second, strict=True)}
    assert max(falls) - min(falls) <= 1
    assert re.search(rf'stroke="{COLOURS[0]}" stroke-width="2"/>', svg)
    assert re.search(rf'stroke="{COLOURS[1]}" stroke-width="2" stroke-dasharray="6 3"/>', svg)


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_named_solutions_are_told_beside_their_marks_and_one_apart_is_hollow_and_off_the_line(width: float) -> None:
    svg = draw(FRONTS["three"], width)
    words = [word for word, *_ in texts(svg)]
    assert [words.count(name) for name in ("cheapest", "cleanest", "nothing shifted")] == [3, 3, 1]
    assert len(paths(svg, COLOURS[0])) == 10
    (hollow,) = re.findall(rf'<circle cx="([\d.]+)" cy="([\d.]+)" r="5" fill="#ffffff" stroke="{COLOURS[0]}"', svg)
    name = next(box for box in texts(svg) if box[0] == "nothing shifted")
    assert max(name[1] - float(hollow[0]), float(hollow[0]) - name[2]) < 40
    assert abs((name[3] + name[4]) / 2 - float(hollow[1])) < 40


def test_a_name_that_stands_away_from_its_solution_is_led_to_it() -> None:
    """Four solutions in one corner with long names: not all find room beside their marks."""
    close = tuple(Solution(10 + k / 10, 10 - k / 10, f"a name of some length {k}") for k in range(4))
    crowded = draw([Front(FIRST, (*close, Solution(19, 5)))], NARROW)
    leaders = re.findall(rf'd="M([\d.]+) ([\d.]+)L[\d. ]+" stroke="{COLOURS[0]}" stroke-width="0.9"', crowded)
    marks = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="5"', crowded)
    assert leaders
    assert set(leaders) <= set(marks)
    assert sum("a name of some length" in word for word, *_ in texts(crowded)) == 4
    assert 'stroke-width="0.9"' not in draw(FRONTS["one"], WIDE)


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_no_solution_lies_below_a_name(width: float) -> None:
    svg = draw(FRONTS["three"], width)
    names = [box for box in texts(svg) if box[0] in ("cheapest", "cleanest", "nothing shifted")]
    places = [point for colour in COLOURS[:3] for point in paths(svg, colour)]
    marks = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="5"', svg)
    inside = [
        (name, x, y)
        for name, left, right, top, bottom in names
        for x, y in [*places, *((float(x), float(y)) for x, y in marks)]
        if left < x < right and top < y < bottom
    ]
    assert inside == []


def test_names_are_escaped_and_the_named_solutions_or_the_ends_are_told_in_words() -> None:
    (look,) = looks([BAD])
    fronts = [Front(look, curve(1, 0, (BAD, "")), (Solution(30, 40, "apart"),)), Front(SECOND, curve(1, 0, ("", "")))]
    svg = pareto_front(BAD, BAD, "carbon", fronts, WIDE)
    assert "<script" not in svg
    assert told(svg) == (
        BAD,
        f"{BAD}, and carbon. {BAD}: {BAD} 10 and 10, apart 30 and 40; "
        "without any limit, however long the words: an end 10 and 10, an end 19 and 5.26.",
    )


def test_the_table_says_which_solutions_are_on_the_front() -> None:
    table = front_table([Front(FIRST, (Solution(1, 2, "a"),), (Solution(3, 4, "b"),))])
    assert table.rows() == [("with the limits", "a", 1, 2, True), ("with the limits", "b", 3, 4, False)]
    assert front_table([]).is_empty()
