"""Flows of siting: bands as thick as their MW from region to hub, none lost at either end, labels that fit."""

from __future__ import annotations

import re

import pytest
from tests.figures.drawn import astray, covered, texts, told

from theodolite.figures.siting_flows import TONES, Flow, flow_table, siting_flows
from theodolite.figures.theme import INK, NARROW, WIDE

FEW = [Flow("Coast", "Port", 30, 0), Flow("Coast", "Hills", 0, 60), Flow("Inland", "Hills", 10, 20)]
MANY = [
    Flow(f"Region {r} of many words", f"Hub at the far end {h}", 400.0 / (1 + abs(2 * r - h)) ** 3, 7.0 * h)
    for r in range(5)
    for h in range(10)
]
BAD = "<script>&\"'"


def bands(svg: str, kind: str) -> list[tuple[float, float, float]]:
    """Where the bands of a kind begin and end, and how thick they are, without the sample of the key."""
    found = re.findall(
        rf'd="M[\d.]+ ([\d.]+)C[\d. ]+ ([\d.]+)v([\d.]+)C[^"]*z" fill="{TONES[kind][0]}" fill-opacity', svg
    )
    return [(float(start), float(end), float(tall)) for start, end, tall in found]


def bars(svg: str) -> list[tuple[float, float]]:
    """The tops and heights of the places, the regions first."""
    found = re.findall(rf'<rect [^>]*y="([\d.]+)" width="9.00" height="([\d.]+)" fill="{INK}"', svg)
    return [(float(top), float(tall)) for top, tall in found]


@pytest.mark.parametrize("width", [NARROW, 390.0, WIDE, 960.0])
@pytest.mark.parametrize("flows", [FEW, MANY, MANY[:1], [], [Flow("A", "B", 0, 0)]])
def test_no_text_leaves_the_flows_or_covers_another(width: float, flows: list[Flow]) -> None:
    svg = siting_flows("T", flows, width)
    assert astray(svg, width) == []
    assert covered(svg) == []


def test_bands_are_as_thick_as_their_megawatts_and_what_is_zero_has_none() -> None:
    svg = siting_flows("T", FEW, WIDE)
    (thick, thin), (most, less) = bands(svg, "realtime"), bands(svg, "batch")
    assert thick[2] / thin[2] == pytest.approx(3, abs=0.01)
    assert most[2] / thin[2] == pytest.approx(6, abs=0.01)
    assert less[2] / thin[2] == pytest.approx(2, abs=0.01)


@pytest.mark.parametrize("flows", [FEW, MANY])
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_bands_fill_the_places_at_both_ends_without_a_gap(flows: list[Flow], width: float) -> None:
    svg = siting_flows("T", flows, width)
    every = [*bands(svg, "realtime"), *bands(svg, "batch")]
    places = bars(svg)
    count = len({flow.region for flow in flows})
    for end, side in ((0, places[:count]), (1, places[count:])):
        for top, tall in side:
            inside = sorted((one[end], one[2]) for one in every if top - 0.1 <= one[end] < top + tall - 1e-3)
            assert sum(thick for _, thick in inside) == pytest.approx(tall, abs=0.15)
            reached = top
            for start, thick in inside:
                assert start == pytest.approx(reached, abs=0.15)
                reached = start + thick


def test_places_have_the_sum_of_their_bands_in_their_label() -> None:
    words = {word for word, *_ in texts(siting_flows("T", FEW, WIDE))}
    assert {"Coast, 90 MW", "Inland, 30 MW", "Port, 30 MW", "Hills, 90 MW"} <= words


def test_hubs_stand_in_the_order_of_the_regions_that_they_serve() -> None:
    """The last hub named serves the first region alone: it stands on top."""
    flows = [Flow("North", "Shared", 1, 9), Flow("South", "Own", 5, 5), Flow("South", "Shared", 1, 9),
             Flow("North", "Near", 4, 0)]  # fmt: skip
    heights = {word.split(",")[0]: top for word, _, _, top, _ in texts(siting_flows("T", flows, WIDE))}
    assert heights["Near"] < heights["Shared"] < heights["Own"]
    assert heights["North"] < heights["South"]


def test_a_name_that_is_too_long_breaks_after_its_dash_and_the_text_keeps_every_letter() -> None:
    words = [word for word, *_ in texts(siting_flows("T", [Flow("Northern–Southern", "Hub", 1, 0)], NARROW))]
    assert words[words.index("Northern–") + 1] == "Southern"


def test_names_are_escaped_and_every_flow_is_told_in_words() -> None:
    svg = siting_flows(BAD, [Flow(BAD, BAD, 3, 4.5)], WIDE)
    assert "<script" not in svg
    assert told(svg) == (BAD, f"{BAD} to {BAD} 3 MW in real time and 4.5 in batch.")


def test_the_table_has_a_row_a_flow() -> None:
    assert flow_table(FEW).rows()[1:] == [("Coast", "Hills", 0, 60), ("Inland", "Hills", 10, 20)]
    assert flow_table([]).is_empty()
