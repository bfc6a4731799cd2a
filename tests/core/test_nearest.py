"""The nearest known names: worked by hand."""

from __future__ import annotations

from theodolite.core.nearest import nearest

KNOWN = ["normalise", "denominate", "aggregate", "screen"]


def test_the_nearest_name_comes_first() -> None:
    assert nearest("normalize", KNOWN) == ["normalise"]
    assert nearest("NORMALISE", KNOWN) == ["normalise"]
    assert nearest("agregate", KNOWN) == ["aggregate"]


def test_a_name_inside_another_is_near() -> None:
    assert nearest("scree", KNOWN)[0] == "screen"
    assert nearest("h100e", ["compute/clusters-h100e", "compute/clusters-mw"]) == ["compute/clusters-h100e"]


def test_what_is_like_nothing_has_no_near_name() -> None:
    assert nearest("zzz", KNOWN) == []
    assert nearest("", KNOWN) == []
    assert nearest("screen", []) == []


def test_equal_likeness_is_in_alphabetical_order_and_at_most_so_many() -> None:
    assert nearest("abc4", ["abc3", "abc1", "abc2", "abc5"], most=2) == ["abc1", "abc2"]
