"""Tiles of siting: each hub in its place, bars filled as far as capacity is used, shades by the factor of the grid."""

from __future__ import annotations

import re

import pytest
from tests.figures.drawn import astray, covered, texts, told

from theodolite.figures.siting_tiles import BARS, SHADES, Hub, State, siting_table, siting_tiles
from theodolite.figures.theme import NARROW, WIDE

HUBS = [
    Hub("North Plain", 1, 0, 2000, 0.7), Hub("West Hills", 0, 1, 800, 0.12), Hub("South–Coast", 2, 3, 1234.5, 0.45),
    Hub("The valley of the long river", 2, 1, 12_000, 0.31),
]  # fmt: skip
HELD, FREE = (
    State("limits hold", (500, 800, 0, 11_000)),
    State("no limits at all, whatever comes of it", (2000, 0, 1, 7)),
)
BAD = "<script>&\"'"


def filled(svg: str, k: int) -> list[float]:
    """The widths of the filled parts of one state's bars, without that of the key."""
    return [float(w) for w in re.findall(rf'width="([\d.]+)" height="8.00" fill="{BARS[k]}"', svg)][1:]


def strips(svg: str) -> list[tuple[float, float, str]]:
    """Where the tops of the tiles stand, and their grounds."""
    found = re.findall(r'<rect x="([\d.]+)" y="([\d.]+)" width="[\d.]+" height="17.00" fill="(#\w+)"', svg)
    return [(float(x), float(y), ground) for x, y, ground in found]


@pytest.mark.parametrize("width", [NARROW, 390.0, WIDE, 960.0])
@pytest.mark.parametrize("states", [[], [HELD], [HELD, FREE]])
def test_no_text_leaves_the_tiles_or_covers_another(width: float, states: list[State]) -> None:
    svg = siting_tiles("T", HUBS, states, width)
    assert astray(svg, width) == []
    assert covered(svg) == []


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_a_bar_is_filled_by_the_share_of_its_own_capacity_that_is_used(width: float) -> None:
    svg = siting_tiles("T", HUBS, [HELD, FREE], width)
    first, second = filled(svg, 0), filled(svg, 1)
    whole = first[1]
    assert [one / whole for one in first] == pytest.approx([0.25, 1, 0, 11 / 12], abs=0.01)
    assert [one / whole for one in second] == pytest.approx([1, 0, 1 / 1234.5, 7 / 12_000], abs=0.01)


def test_tiles_stand_by_column_and_row_from_the_first_that_is_taken() -> None:
    tiles = strips(siting_tiles("T", [hub._replace(column=hub.column + 4) for hub in HUBS], [HELD], WIDE))
    (north_x, north_y, _), (west_x, west_y, _), (south_x, south_y, _), (river_x, river_y, _) = tiles
    assert west_x == 0
    assert south_x == river_x == pytest.approx(2 * north_x, abs=0.02)
    assert west_y == river_y
    assert south_y - north_y == pytest.approx(3 * (west_y - north_y), abs=0.02)


def test_a_factor_has_the_shade_of_its_class_and_the_key_has_only_those_that_there_are() -> None:
    """Up to 0.7 in at most five round classes: each is 0.2 wide; 0.12 is the first, 0.31 the second and so on."""
    svg = siting_tiles("T", HUBS, [HELD], WIDE)
    assert [ground for *_, ground in strips(svg)] == [SHADES[k][0] for k in (3, 0, 2, 1)]
    words = {word for word, *_ in texts(svg)}
    assert {"0 to 0.2", "0.2 to 0.4", "0.4 to 0.6", "0.6 to 0.8"} <= words
    fewer = siting_tiles("T", HUBS[:2], [State("s", (1, 2))], WIDE)
    assert "0.2 to 0.4" not in {word for word, *_ in texts(fewer)}


def test_what_is_used_beyond_the_capacity_does_not_leave_the_bar_and_nothing_fills_none() -> None:
    hubs = [Hub("A", 0, 0, 100, 0.1), Hub("B", 1, 0, 0, 0.1), Hub("C", 2, 0, 50, 0.1)]
    full, empty, half = filled(siting_tiles("T", hubs, [State("s", (130, 5, 25))], WIDE), 0)
    assert half * 2 == pytest.approx(full, abs=0.011)
    assert empty == 0


def test_two_hubs_in_one_place_are_refused_by_name() -> None:
    with pytest.raises(ValueError, match="North Plain, Intruder"):
        siting_tiles("T", [*HUBS, Hub("Intruder", 1, 0, 1, 1)], [], WIDE)


def test_a_long_name_breaks_after_its_dash_where_the_tile_is_narrow() -> None:
    hubs = [Hub("Southern–Northern", k, 0, 10, 0.1 * k) for k in range(4)]
    svg = siting_tiles("T", hubs, [State("s", (1, 2, 3, 4))], NARROW)
    assert [word for word, *_ in texts(svg)].count("Southern–") == 4
    assert "…" not in svg


def test_names_are_escaped_and_every_use_is_told_in_words() -> None:
    svg = siting_tiles(BAD, [Hub(BAD, 0, 0, 20, 0.25)], [State(BAD, (5,))], WIDE)
    assert "<script" not in svg
    assert told(svg) == (BAD, f"{BAD}: {BAD} 5 of 20 MW. Grid, kgCO₂/kWh: {BAD} 0.25.")


def test_the_table_has_a_row_a_state_and_hub() -> None:
    table = siting_table(HUBS[:2], [State("s", (1, 2)), State("t", (3, 4))])
    assert table.rows() == [
        ("s", "North Plain", 1, 2000, 0.7), ("s", "West Hills", 2, 800, 0.12),
        ("t", "North Plain", 3, 2000, 0.7), ("t", "West Hills", 4, 800, 0.12),
    ]  # fmt: skip
    assert "svg" in siting_tiles("T", [], [], WIDE)
