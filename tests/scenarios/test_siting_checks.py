"""Checks on sitings: those that do not load, that leave figures out, and that stand in places that nobody knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from theodolite.core.catalog import Catalog
from theodolite.core.check import check

PUE = "figures: {pue: [{of: {all: 1.1}, unit: dimensionless, illustrative: true, says: A round figure.}]}\n"
HUB = "hubs: {port: {title: Port, region: CN-NM, latitude: 40, longitude: 110}}\n"


@pytest.mark.parametrize(
    ("text", "rule", "line", "said"),
    [
        ("inherits: china\n" + PUE, None, 0, ""),
        ("inherits: china\n" + PUE.replace("1.1", "0.1"), "sitings-are-whole", 2, "pue of all is 0.1 dimensionless"),
        ("inherits: china\n" + HUB, "sitings-are-whole", 1, "says no capacity of port"),
        ("title: Alone\n", "sitings-are-whole", 1, "says no country:"),
        ("inherits: chine\n", "sitings-are-whole", 1, "no siting is called 'chine'"),
        ("inherits: china\npeu: 1\n", "sitings-load", 2, "unknown key 'peu'"),
        ("inherits: china\ncountry: CHI\n", "sitings-stand-in-known-places", 2, "no economy has the code 'CHI'"),
    ],
)
def test_a_siting_is_held_to_what_it_needs(tmp_path: Path, text: str, rule: str | None, line: int, said: str) -> None:
    path = tmp_path / "sitings" / "mine.yaml"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    found = [one for one in check(Catalog.open(tmp_path)) if str(tmp_path) in one.where]
    assert [one.rule for one in found] == ([] if rule is None else [rule])
    assert all(said in one.what and one.where == f"{path}:{line}" for one in found)


def test_a_hub_in_no_region_of_iso_3166_2_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "sitings" / "mine.yaml"
    path.parent.mkdir()
    path.write_text(
        "inherits: china\nhubs:\n  guian: {title: G, region: CN-QQ, latitude: 26, longitude: 106}\n", encoding="utf-8"
    )
    (found,) = [one for one in check(Catalog.open(tmp_path)) if one.rule == "sitings-stand-in-known-places"]
    assert found.what == "no region has the code 'CN-QQ'"
    assert found.where == f"{path}:3"
