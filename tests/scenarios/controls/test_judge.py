"""Judging, worked by hand: limits, intervals, missing figures, exemptions, and rules that act on others."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from theodolite.scenarios.controls.chip import Chip
from theodolite.scenarios.controls.figure import DATA_CENTRE, DENSITY, INTERCONNECT, TPP, Figure, performance, quotient
from theodolite.scenarios.controls.judge import every, holds, judge, some
from theodolite.scenarios.controls.rule import Case, ControlRule, Threshold


def figure(name: str, low: float, high: float | None = None) -> Figure:
    return Figure(name, low, low, low if high is None else high)


def chip(*figures: Figure, about: str = "processor") -> Chip:
    return Chip("chip/x", "X", {one.name: one for one in figures}, about)


def rule(id: str = "one", **said: Any) -> ControlRule:
    reference = {"title": "T", "citation": "1 X 2", "section": "s", "url": "https://x.test/"}
    given = {"id": id, "title": "One", "reference": reference, "read": "primary", "read_in": [{"title": "T"}],
             "effective": date(2030, 1, 1), "destinations": ["Lemuria"]}  # fmt: skip
    return ControlRule(**{**given, **said})


LARGE = Case(paragraph="p.1", all=(Threshold(figure=TPP, at_least=100),))
DENSE = Case(paragraph="p.2", all=(Threshold(figure=TPP, at_least=40), Threshold(figure=DENSITY, at_least=2, below=6)))
DESK = Case(paragraph="note", all=(Threshold(figure=DATA_CENTRE, is_=False), Threshold(figure=TPP, below=100)))


def told(one: Chip, **said: Any) -> tuple[str, str | None]:
    found = judge(one, rule(**{"catches": (LARGE, DENSE), "exempts": (DESK,), **said}), {})
    return found.controlled, found.paragraph


@pytest.mark.parametrize(
    ("low", "high", "at_least", "more_than", "below"),
    [
        (5, 5, True, False, False),
        (4, 5, None, False, None),
        (4, 4.5, False, False, True),
        (5, 6, True, None, False),
        (6, 7, True, True, False),
        (4, 6, None, None, None),
    ],
)
def test_a_limit_holds_where_the_whole_interval_lies_on_its_side(
    low: float, high: float, at_least: bool | None, more_than: bool | None, below: bool | None
) -> None:
    one = figure(TPP, low, high)
    assert holds(Threshold(figure=TPP, at_least=5), one) is at_least
    assert holds(Threshold(figure=TPP, more_than=5), one) is more_than
    assert holds(Threshold(figure=TPP, below=5), one) is below
    assert holds(Threshold(figure=TPP, below=5), None) is None


def test_what_is_not_known_decides_only_where_nothing_else_does() -> None:
    assert every([True, None, False]) is False
    assert every([True, None]) is None
    assert some([False, None, True]) is True
    assert some([False, None]) is None


def test_a_figure_that_could_turn_the_verdict_leaves_it_open() -> None:
    assert told(chip(figure(TPP, 100))) == ("yes", "p.1")
    assert told(chip(figure(TPP, 39))) == ("no", None)
    assert told(chip(figure(TPP, 40))) == ("undetermined", None)
    assert told(chip(figure(TPP, 40), figure(DENSITY, 6))) == ("no", None)
    assert told(chip(figure(TPP, 40), figure(DENSITY, 1.9, 2.1))) == ("undetermined", None)
    assert told(chip(figure(DENSITY, 3))) == ("undetermined", None)


def test_an_exemption_spares_what_is_caught_and_leaves_open_what_it_may_spare() -> None:
    dense = (figure(TPP, 40), figure(DENSITY, 2))
    assert told(chip(*dense, figure(DATA_CENTRE, 1))) == ("yes", "p.2")
    assert told(chip(*dense, figure(DATA_CENTRE, 0))) == ("no", "note")
    assert told(chip(*dense)) == ("undetermined", "p.2")
    assert told(chip(figure(TPP, 100), figure(DATA_CENTRE, 0))) == ("yes", "p.1")
    assert told(chip(figure(TPP, 40), figure(DATA_CENTRE, 0))) == ("no", "note")


def test_any_of_several_tests_is_enough_where_a_paragraph_says_so() -> None:
    either = Case(paragraph="e", any=(Threshold(figure=TPP, at_least=9), Threshold(figure=INTERCONNECT, at_least=9)))
    assert told(chip(figure(INTERCONNECT, 9)), catches=(either,), exempts=())[0] == "yes"
    assert told(chip(figure(INTERCONNECT, 8)), catches=(either,), exempts=())[0] == "undetermined"
    assert told(chip(figure(INTERCONNECT, 8), figure(TPP, 8)), catches=(either,), exempts=())[0] == "no"


def test_a_rule_about_memory_says_no_of_a_processor_and_a_name_needs_no_figure() -> None:
    assert told(chip(figure(TPP, 100)), about="memory") == ("no", None)
    assert told(chip(figure(TPP, 100), about="memory"), about="memory") == ("yes", "p.1")
    assert told(chip(), catches=(), names=("chip/x",)) == ("yes", "s")
    assert told(chip(), catches=(), names=("chip/y",)) == ("no", None)


EASE = Case(paragraph="ease", all=(Threshold(figure=INTERCONNECT, below=50),))


@pytest.mark.parametrize(
    ("figures", "controlled"),
    [
        ([figure(TPP, 100), figure(INTERCONNECT, 49)], "licence-case-by-case"),
        ([figure(TPP, 100), figure(INTERCONNECT, 50)], "yes"),
        ([figure(TPP, 100)], "undetermined"),
        ([figure(TPP, 40), figure(INTERCONNECT, 49)], "undetermined"),
        ([figure(TPP, 39), figure(INTERCONNECT, 49)], "no"),
        ([figure(TPP, 40), figure(DENSITY, 2), figure(INTERCONNECT, 49)], "no"),
    ],
)
def test_a_rule_that_eases_acts_on_the_paragraphs_it_names_of_what_another_catches(
    figures: list[Figure], controlled: str
) -> None:
    base = rule(catches=(LARGE, DENSE))
    ease = rule("two", of="one", paragraphs=("p.1",), catches=(EASE,), outcome="licence-case-by-case")
    assert judge(chip(*figures), ease, {"one": base, "two": ease}).controlled == controlled


def test_a_rule_that_widens_catches_all_that_the_other_does() -> None:
    base, wide = rule(catches=(LARGE,)), rule("two", of="one")
    assert [judge(chip(figure(TPP, tpp)), wide, {"one": base}).controlled for tpp in (99, 100)] == ["no", "yes"]


def test_performance_is_the_largest_product_of_rate_and_bits_and_density_that_over_the_die() -> None:
    assert performance([(150, 16), (296, 8), (400, 4)]) == (2400, 150, 16)
    assert performance([(148, 16), (296, 8), (640, 4)]) == (2560, 640, 4)
    assert performance([]) is None
    made = quotient(DENSITY, figure(TPP, 2400), (400, 300, 480), ("a",), "how")
    assert (made.value, made.low, made.high) == (6, 5, 8)


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"catches": (LARGE,), "until": date(2031, 1, 1)},
        {"catches": (LARGE,), "replaced_by": "two"},
        {"catches": (LARGE,), "until": date(2029, 1, 1), "ended_by": "a court"},
    ],
)
def test_a_rule_that_catches_nothing_or_whose_end_is_half_told_does_not_load(said: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        rule(**said)


def test_a_test_without_a_limit_and_a_paragraph_without_a_test_do_not_load() -> None:
    with pytest.raises(ValidationError, match="says at-least"):
        Threshold(figure=TPP)
    with pytest.raises(ValidationError, match="says at-least"):
        Threshold(figure=TPP, at_least=1, is_=True)
    with pytest.raises(ValidationError, match="under all: or under any:"):
        Case(paragraph="p")
