"""The catalogue: entries found by their path, in the shipped folder and in one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from theodolite.core.catalog import SHIPPED, Catalog
from theodolite.core.indicator import Indicator
from theodolite.core.unit import Unit
from theodolite.errors import SpecError, UnknownNameError

UNIT = "hours: {title: hours, class: time}\n"


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


def test_an_entry_has_its_path_as_id_and_is_parsed_once(catalog: Catalog) -> None:
    clusters = catalog.indicators["compute/clusters-h100e"]
    assert (clusters.id, clusters.pillar) == ("compute/clusters-h100e", "compute")
    assert catalog.indicators["compute/clusters-h100e"] is clusters


def test_an_unknown_id_is_told_the_nearest(catalog: Catalog) -> None:
    with pytest.raises(UnknownNameError, match="clusters-h100e"):
        catalog.indicators["compute/cluster-h100e"]


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SpecError, match="no catalogue folder"):
        Catalog.open(tmp_path / "none")


def test_the_shipped_folder_and_a_folder_named_twice_are_read_once(tmp_path: Path) -> None:
    assert Catalog.open(SHIPPED).roots == (SHIPPED,)
    assert Catalog.open(tmp_path, tmp_path / ".", SHIPPED).roots == (SHIPPED, tmp_path)


def test_an_id_in_two_folders_is_refused_with_both_places(tmp_path: Path) -> None:
    text = (SHIPPED / "lenses" / "equal.yaml").read_text(encoding="utf-8")
    mine = write(tmp_path, "lenses/equal.yaml", text)
    with pytest.raises(SpecError, match="lenses/equal stands twice") as caught:
        Catalog.open(mine).files("lenses", ".yaml")
    assert str(SHIPPED) in (caught.value.where or "")
    assert str(tmp_path) in (caught.value.where or "")


def test_codes_of_ones_own_are_added_to_the_shipped_ones(tmp_path: Path) -> None:
    units = Catalog.open(write(tmp_path, "codelists/units.yaml", UNIT)).units
    assert units["hours"].class_ == "time"
    assert units["count"].class_ == "count"


@pytest.mark.parametrize("text", ["- hours\n", "hours\n"])
def test_a_codelist_that_is_no_map_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(SpecError, match="a codelist holds codes and entries"):
        _ = Catalog.open(write(tmp_path, "codelists/units.yaml", text)).units


def test_a_mistake_in_a_codelist_names_its_code_and_line(tmp_path: Path) -> None:
    mine = write(tmp_path, "codelists/units.yaml", UNIT + "days: {titel: days, class: time}\n")
    with pytest.raises(SpecError, match="unknown key 'titel'") as caught:
        Catalog.open(mine).codelist("units", Unit)
    assert caught.value.where == f"{tmp_path / 'codelists' / 'units.yaml'}:2"


@pytest.mark.parametrize(
    ("codelist", "text"), [("economies", "USA: {title: Hijacked}\n"), ("units", "count: {title: x, class: count}\n")]
)
def test_a_code_of_ours_is_not_overridden(tmp_path: Path, codelist: str, text: str) -> None:
    mine = Catalog.open(write(tmp_path, f"codelists/{codelist}.yaml", "# mine\n" + text))
    with pytest.raises(SpecError, match="stands in two codelists") as caught:
        _ = mine.economies if codelist == "economies" else mine.units
    ours = SHIPPED / "codelists" / f"{codelist}.yaml"
    assert caught.value.where == f"{ours} and {tmp_path / 'codelists' / f'{codelist}.yaml'}:2"


def test_an_economy_of_ones_own_brings_names_that_are_free(tmp_path: Path) -> None:
    mine = Catalog.open(write(tmp_path, "codelists/economies.yaml", "XAB: {title: Somaliland, aliases: [Hargeisa]}\n"))
    assert (mine.economies.find("hargeisa"), mine.economies.find("PRC")) == ("XAB", "CHN")


@pytest.mark.parametrize("name", ["China", "PRC", "France", "French Republic", "FR", "CHN"])
def test_an_economy_of_ones_own_takes_no_name_of_another(tmp_path: Path, name: str) -> None:
    mine = Catalog.open(write(tmp_path, "codelists/economies.yaml", f"XAB: {{title: Made, aliases: [{name}]}}\n"))
    with pytest.raises(SpecError, match=f"'{name}' may mean ... or XAB"):
        mine.economies.find("Made")


def test_a_model_of_ones_own_takes_no_name_of_another(tmp_path: Path, catalog: Catalog) -> None:
    id, entry = next(iter(catalog.entity_ids.own.items()))
    kind = id.partition("/")[0]
    text = f"{kind}/mine: {{title: Mine, aliases: ['{entry.title}']}}\n"
    mine = Catalog.open(write(tmp_path, "codelists/entities.yaml", text))
    with pytest.raises(SpecError, match=f"'{id}' or '{kind}/mine'"):
        mine.entity_ids.id(kind, "anything")


def in_memory() -> Catalog:
    roads = Indicator(
        id="Roads",
        title="Roads",
        unit="km",
        direction="more",
        kind="stock",
        missing_means="unknown",
        definition="Roads.",
    )
    return Catalog.of(
        indicators=[roads],
        sources=[],
        units={"km": Unit(title="km", class_="other")},
        economies={"AV": "Avalon", "old avalon/north": "Avalon"},
        groups={"Region": {"AV": "west"}},
    )


def test_a_catalogue_in_memory_holds_what_it_was_given_and_nothing_shipped() -> None:
    own = in_memory()
    assert (list(own.indicators), list(own.sources), list(own.units)) == (["Roads"], [], ["km"])
    assert own.indicators["Roads"].title == "Roads"
    assert own.groups["Region"] == {"AV": "west"}
    assert own.title("old avalon/north") == "Avalon"
    assert own.economies.find("China") is None
    with pytest.raises(UnknownNameError, match="Roads"):
        own.indicators["Raods"]


def test_two_catalogues_in_memory_are_not_the_same() -> None:
    assert in_memory() == in_memory()
    assert in_memory() != Catalog.of(indicators=[], sources=[], units={}, economies={})
    assert len({Catalog(), in_memory()}) == 2
