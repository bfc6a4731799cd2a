"""The fan of lags: figures stand at their months, what lies beyond is an arrow, and claims are numbered."""

from __future__ import annotations

import re
from math import inf, nan

import pytest
from tests.figures.drawn import astray, covered, texts, told

from theodolite.figures.claim_lane import CLAIM, FanClaim, claim_table
from theodolite.figures.lag_fan import FanRow, FanScore, Span, fan_table, lag_fan
from theodolite.figures.theme import COLOURS, INK, NARROW, WIDE

WIDTHS = [NARROW, 390.0, WIDE, 1280.0]
NAMES = ("mean by level", "median by level", "restricted mean by level", "mean over days", "today", "mean over records")
UNKNOWN = Span(nan, nan, nan)
LONG = "Assessmentofeverythingthatanybodyhaseverthoughtofinonewordwithoutaspaceinit and <more> & more words after it"
BAD = "<script>&\"'"


def row(name: str, months: float, low: float, high: float, corrected: Span = UNKNOWN) -> FanRow:
    """One estimator of a score."""
    return FanRow(name, Span(months, low, high), corrected)


def score(title: str, shift: float = 0.0) -> FanScore:
    """A score with six estimators, one of them beyond, one not defined."""
    rows = [row(name, 6 + shift + k, 3 + shift, 11 + shift, Span(2 + shift, -4.0, 9.0)) for k, name in enumerate(NAMES)]
    rows[1] = row(NAMES[1], inf, 8.5, inf)
    rows[5] = FanRow(NAMES[5], UNKNOWN, UNKNOWN)
    return FanScore(title, 33, 1114, tuple(rows))


CLAIMS = [
    FanClaim("A minister", "May 2024", 24, 24, "speech:10"),
    FanClaim("Two laboratories that know both of the sides rather well", "2025", 6, 9, "page:2"),
    FanClaim(LONG, "2025", 12, inf, "page:3"),
    FanClaim("Somebody", "2026", -inf, 4, "page:4"),
]
DRAWN = {
    "nine": ([score(f"Score number {k}", k / 2) for k in range(9)], CLAIMS),
    "one": ([score("Index of skill")], CLAIMS[:1]),
    "no claim": ([score("Index of skill")], []),
    "claims alone": ([], CLAIMS),
    "nothing": ([], []),
    "long": ([FanScore(LONG, 5, 12345, (row(LONG, 4, 2, 900), row("b", 4, -900, 7)))], CLAIMS),
    "all beyond": ([FanScore("S", 1, 2, tuple(row(name, inf, inf, inf) for name in NAMES))], []),
}


def draw(scores: list[FanScore], claims: list[FanClaim], width: float, chosen: str = "") -> str:
    """The fan of an invented pair."""
    return lag_fan("T", scores, claims, width, follower="China", leader="the United States", chosen=chosen)


def dots(svg: str, fill: str) -> list[float]:
    """The places of the round marks that have this inside, without the one in the key."""
    return [
        float(x) for x in re.findall(rf'<circle cx="([\d.]+)" [^>]*fill="{fill}" stroke="#\w+" stroke-width="1.6"', svg)
    ][1:]


def at(svg: str, months: str) -> float:
    """Where a month of the scale stands: the middle of its number."""
    return next((left + right) / 2 for word, left, right, *_ in texts(svg) if word == months)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", DRAWN)
def test_every_text_stays_inside_and_covers_no_other(name: str, width: float) -> None:
    svg = draw(*DRAWN[name], width)
    assert astray(svg, width) == []
    assert covered(svg) == []


def test_figures_stand_at_their_months_filled_as_computed_and_hollow_once_corrected() -> None:
    svg = draw([FanScore("S", 3, 4, (row("a", 9, 6, 12, Span(3, 1, 5)),))], [], WIDE)
    (raw,), (corrected,) = dots(svg, COLOURS[0]), dots(svg, "#ffffff")
    month = (at(svg, "6") - at(svg, "0")) / 6
    assert (raw - at(svg, "0")) / month == pytest.approx(9, abs=0.02)
    assert (corrected - at(svg, "0")) / month == pytest.approx(3, abs=0.02)
    (low, high) = map(float, re.findall(r'd="M([\d.]+) [\d.]+H([\d.]+)" stroke="#b8390e" stroke-width="6"', svg)[1])
    assert (high - low) / month == pytest.approx(6, abs=0.02)
    thin = re.findall(rf'd="M([\d.]+) ([\d.]+)L([\d.]+) \2" stroke="{INK}" stroke-width="1.2"', svg)[2]
    assert (float(thin[2]) - float(thin[0])) / month == pytest.approx(4, abs=0.02)


def test_what_lies_beyond_is_an_arrow_and_is_told_as_more_than_its_low_end() -> None:
    def heads(*rows: FanRow) -> int:
        return draw([FanScore("S", 3, 4, rows)], [], WIDE).count(f'z" fill="{COLOURS[0]}"')

    assert heads(row("a", 9, 6, 12)) == 0
    assert heads(row("a", 9, 6, inf)) == 1
    assert heads(row("a", inf, 6, inf)) == 1
    assert heads(row("a", 9, -900, 900)) == 2, "an interval far beyond the figures does not set the scale"
    words = {word for word, *_ in texts(draw([score("S")], [], WIDE))}
    assert {"over 8.5", "not defined", "6.0 (3.0 to 11.0)", "33 and 1,114 models"} <= words


def test_a_follower_that_is_ahead_stands_to_the_left_of_zero() -> None:
    svg = draw([FanScore("S", 3, 4, (row("a", -5, -8, -2),))], [], WIDE)
    assert dots(svg, COLOURS[0])[0] < at(svg, "0")
    assert "−5.0 (−8.0 to −2.0)" in {word for word, *_ in texts(svg)}


def test_claims_are_numbered_as_in_their_table_and_an_open_end_has_no_mark() -> None:
    svg = draw([score("S")], CLAIMS, WIDE)
    words = [word for word, *_ in texts(svg)]
    assert re.findall(r'font-size="9.5">(\d+)<', svg) == ["1", "2", "3", "4"]
    assert {"24", "6 to 9", "12 or more", "up to 4"} <= set(words)
    assert "2025" in words[words.index("3", words.index("6 to 9")) + 1 : words.index("12 or more")][-1], (
        "when is not cut"
    )
    lanes = re.findall(rf'<path d="(M[^"]+)" fill="{CLAIM}" stroke="{CLAIM}"', svg)[1:]
    assert [lane.count("z") for lane in lanes] == [1, 2, 1, 1]
    assert svg.count(f'z" fill="{CLAIM}"/>') == 2
    table = claim_table(CLAIMS)
    assert table["number"].to_list() == [1, 2, 3, 4]
    assert table["locator"].to_list()[1] == "page:2"


def test_a_narrow_page_folds_many_scores_to_the_chosen_estimator_and_says_so() -> None:
    many = [score(f"S{k}", k) for k in range(9)]
    svg = draw(many, [], NARROW, chosen="mean over days")
    assert len(dots(svg, COLOURS[0])) == 9
    assert "Of each score: mean over days. The table has" in svg
    assert len(dots(draw(many[:2], [], NARROW), COLOURS[0])) == 8, "two scores of six are all drawn"
    assert len(dots(draw(many, [], WIDE), COLOURS[0])) == 36


def test_a_very_wide_page_has_the_scores_in_two_columns_with_a_scale_each() -> None:
    many = [score(f"S{k}", k) for k in range(8)]
    wide, narrow = draw(many, CLAIMS, 1280), draw(many, CLAIMS, WIDE)
    assert wide.count("<g ") == 2
    heights = [float(re.search(r'viewBox="0 0 \d+ ([\d.]+)"', svg)[1]) for svg in (wide, narrow)]  # type: ignore[index]
    assert heights[0] < 0.7 * heights[1]


def test_every_text_is_escaped_and_the_picture_says_what_it_shows() -> None:
    claim = FanClaim(BAD, BAD, 3, 3, BAD)
    svg = lag_fan(BAD, [FanScore(BAD, 1, 2, (row(BAD, 7, 4, 9),))], [claim], WIDE, follower=BAD, leader=BAD)
    assert "<script" not in svg
    title, words = told(svg)
    assert title == BAD
    assert words == f"Months that {BAD} is behind {BAD}. {BAD}: {BAD} 7.0 (4.0 to 9.0). claim 1, {BAD}, {BAD}: 3."


def test_the_table_has_nothing_where_nothing_is_known_and_says_what_is_beyond() -> None:
    table = fan_table([score("S")])
    assert table["months"].to_list() == [6.0, None, 8.0, 9.0, 10.0, None]
    assert table["beyond"].to_list() == [False, True, False, False, False, False]
    assert table["corrected_low"].to_list()[0] == -4.0
    assert fan_table([]).is_empty()
    assert claim_table([]).is_empty()
