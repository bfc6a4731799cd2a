"""Makers: whose a model is by its name, and checks of the list that says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from theodolite.core.catalog import Catalog
from theodolite.core.check import check
from theodolite.frontier.makers import Maker, Register

LISTED = {
    "p": Maker(title="P", economies=("FRA",), models=("lum", "lum-pro")),
    "q": Maker(title="Q", economies=("JPN", "KOR"), models=("lum-pro-x",)),
}


@pytest.mark.parametrize(
    ("name", "makers", "economies"),
    [
        ("lum", "P", "FRA"),
        ("lum3-large", "P", "FRA"),
        ("lum-mini", "P", "FRA"),
        ("lumen", "", ""),
        ("lum-pro-xl", "P", "FRA"),
        ("lum-pro-x-2", "Q", "JPN;KOR"),
        ("host-lum-pro-x-2", "Q", "JPN;KOR"),
        ("ghost-lum", "", ""),
    ],
)
def test_the_longest_beginning_of_a_name_tells_its_maker(name: str, makers: str, economies: str) -> None:
    known = Register({}, LISTED, {"host"}).known(f"model/{name}")
    assert (known.makers, known.economies, known.title) == (makers, economies, name)


def test_a_maker_in_no_economy_and_a_name_of_two_makers_are_findings(tmp_path: Path) -> None:
    (tmp_path / "codelists").mkdir()
    (tmp_path / "codelists/makers.yaml").write_text(
        "p-lab: {title: P, economies: [UKX, EUU], models: [zed]}\nq-lab: {title: Q, economies: [FRA], models: [zed]}\n"
    )
    found = sorted((one.rule, one.what) for one in check(Catalog.open(tmp_path)))
    assert found == [
        ("a-model-has-one-maker", "models that begin 'zed' are p-lab's and q-lab's"),
        ("makers-are-at-home-in-economies", "p-lab is at home in 'EUU', which is no economy"),
        ("makers-are-at-home-in-economies", "p-lab is at home in 'UKX', which is no economy"),
    ]
