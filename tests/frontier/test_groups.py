"""Groups and rules: who is meant, and whose a joint model is."""

from __future__ import annotations

import pytest

from theodolite.core.catalog import Catalog
from theodolite.errors import FrontierError, UnknownNameError
from theodolite.frontier.groups import parse_group, parse_pair
from theodolite.frontier.rules import Rules, shared, side

FIVE = """
a 2024-01-01 1 P       CHN         open
b 2024-01-02 2 Q       USA         closed
c 2024-01-03 3 P;Q     USA;CHN     open
d 2024-01-04 4 R       HKG         -
e 2024-01-05 5 S       FRA;DEU     closed
f 2024-01-06 6 -       -           -
"""


@pytest.mark.parametrize(
    ("text", "name", "kept"),
    [
        ("CHN", "China", "ac"),
        ("china", "China", "ac"),
        ("United States", "the United States", "bc"),
        ("FRA+HKG", "France and Hong Kong", "de"),
        (["FRA", "Hong Kong", "China"], "France, Hong Kong and China", "acde"),
        ("European Union", "the European Union", "e"),
        ("EUU+HKG", "the European Union and Hong Kong", "de"),
        ("open", "open weights", "ac"),
        ("closed", "closed weights", "be"),
        ("q", "Q", "bc"),
        ("R+S", "R and S", "de"),
    ],
)
def test_a_group_is_an_economy_an_organisation_or_a_kind_of_weights(
    made, catalog: Catalog, text: str | list[str], name: str, kept: str
) -> None:
    releases = made(FIVE)
    group = parse_group(text, catalog, releases)
    assert group.name == name
    assert "".join(side(releases, group)["title"]) == kept


@pytest.mark.parametrize(
    ("rules", "china", "states"),
    [
        (Rules(), "ac", "bc"),
        (Rules(joint="sole"), "a", "b"),
        (Rules(joint="first"), "a", "bc"),
        (Rules(hong_kong="with-china"), "acd", "bc"),
        (Rules(weights="open"), "ac", "c"),
    ],
)
def test_the_rules_say_whose_a_joint_model_is(made, catalog: Catalog, rules: Rules, china: str, states: str) -> None:
    releases = made(FIVE)
    for name, kept in (("CHN", china), ("USA", states)):
        assert "".join(side(releases, parse_group(name, catalog, releases), rules)["title"]) == kept


def test_a_model_is_solely_of_a_group_that_has_all_its_economies(made, catalog: Catalog) -> None:
    releases = made(FIVE)
    both = parse_group("DEU+FRA", catalog, releases)
    assert "".join(side(releases, both, Rules(joint="sole"))["title"]) == "e"


def test_the_rest_is_everybody_who_is_not_in_the_other_group(made, catalog: Catalog) -> None:
    releases = made(FIVE)
    follower, leader = parse_pair("rest", "USA", catalog, releases)
    assert (follower.name, leader.name) == ("all but the United States", "the United States")
    assert "".join(side(releases, follower)["title"]) == "adef"
    assert "".join(side(releases, follower, Rules(joint="sole"))["title"]) == "acdef"
    assert "".join(side(releases, parse_pair("R", "rest", catalog, releases)[1])["title"]) == "abcef"
    with pytest.raises(FrontierError, match="both groups are the rest"):
        parse_pair("rest", "rest", catalog, releases)


def test_joint_models_on_both_sides_are_told(made, catalog: Catalog) -> None:
    releases = made(FIVE)
    china, states = (side(releases, group) for group in parse_pair("CHN", "USA", catalog, releases))
    assert shared(china, states) == "1 joint release counts on both sides."
    assert shared(china, states.filter(states["title"] == "b")) is None


def test_a_group_of_the_users_own_comes_before_an_economy_of_that_name(made, catalog: Catalog) -> None:
    releases = made("a 2024-01-01 1 P CHN open USA\nb 2024-01-02 2 Q USA open other")
    assert "".join(side(releases, parse_group("usa", catalog, releases))["title"]) == "a"


def test_a_name_that_nobody_has_is_refused_with_near_ones(made, catalog: Catalog) -> None:
    releases = made(FIVE.replace(" R ", " DeepSeek "))
    with pytest.raises(UnknownNameError) as error:
        parse_group("Deepseak", catalog, releases)
    assert error.value.near[0] == "DeepSeek"
    with pytest.raises(UnknownNameError) as error:
        parse_group("CHN+Chnia", catalog, releases)
    assert error.value.near[0] == "China"


def test_groups_of_different_kinds_make_no_one_group(made, catalog: Catalog) -> None:
    with pytest.raises(FrontierError, match="make no one group"):
        parse_group("CHN+open", catalog, made(FIVE))


def test_a_group_without_a_release_is_refused_with_those_that_have_some(made, catalog: Catalog) -> None:
    releases = made(FIVE)
    with pytest.raises(FrontierError) as error:
        side(releases, parse_group("JPN", catalog, releases))
    assert "Japan has no release with a score of Made score" in error.value.what
    assert error.value.expected == "one of CHN (2), USA (2), DEU (1), FRA (1), HKG (1)"
    assert error.value.exit_code == 2
    with pytest.raises(FrontierError, match="open weights of France has no release"):
        side(releases, parse_group("FRA", catalog, releases), Rules(weights="open"))


@pytest.mark.parametrize("word", ["rest", "Rest", "REST"])
def test_the_rest_is_meant_in_any_letters(made, catalog: Catalog, word: str) -> None:
    assert parse_pair("CHN", word, catalog, made(FIVE))[1].name == "all but China"
