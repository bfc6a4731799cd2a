"""Names of economies: what people and publishers write, and the ISO 3166-1 code that it means."""

from __future__ import annotations

import pytest

from theodolite.core.catalog import Catalog
from theodolite.core.entity import Economies, EconomyNames
from theodolite.errors import UnknownNameError


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("CHN", "CHN"), (" chn ", "CHN"), ("cn", "CHN"), ("china", "CHN"), ("PRC", "CHN"), ("P.R. China", "CHN"),
        ("UK", "GBR"), ("Great Britain", "GBR"), ("GB", "GBR"), ("U.S.", "USA"), ("U.S.A.", "USA"), ("usa", "USA"),
        ("Korea", "KOR"), ("South Korea", "KOR"), ("Republic of Korea", "KOR"), ("Korea, Rep.", "KOR"),
        ("North Korea", "PRK"), ("Korea, Dem. People's Rep.", "PRK"),
        ("Taiwan", "TWN"), ("Chinese Taipei", "TWN"), ("Taiwan, Province of China", "TWN"),
        ("Hong Kong", "HKG"), ("Hong Kong SAR", "HKG"), ("Macao", "MAC"), ("Macau", "MAC"),
        ("Türkiye", "TUR"), ("Turkiye", "TUR"), ("Turkey", "TUR"), ("Czechia", "CZE"), ("Czech Republic", "CZE"),
        ("Ivory Coast", "CIV"), ("Côte d’Ivoire", "CIV"), ("Cote d'Ivoire", "CIV"), ("Kosovo", "XKX"),
        ("the netherlands", "NLD"), ("Holland", "NLD"), ("The Bahamas", "BHS"), ("Gambia, The", "GMB"),
        ("Viet Nam", "VNM"), ("Vietnam", "VNM"), ("Russia", "RUS"), ("Lao PDR", "LAO"),
        ("São Tomé and Príncipe", "STP"),
        ("Congo", "COG"), ("DRC", "COD"), ("Congo, Dem. Rep.", "COD"), ("Niger", "NER"), ("Nigeria", "NGA"),
        ("Trinidad & Tobago", "TTO"), ("St. Lucia", "LCA"), ("EU", "EUU"), ("World", "WLD"),
    ],
)  # fmt: skip
def test_a_name_means_its_economy(catalog: Catalog, name: str, code: str) -> None:
    assert catalog.economies.resolve(name) == code


@pytest.mark.parametrize(
    "name", ["Chinese", "British", "American", "German", "Atlantis", "Republic of China", "", "??"]
)
def test_what_is_no_name_of_one_economy_is_not_resolved(catalog: Catalog, name: str) -> None:
    with pytest.raises(UnknownNameError):
        catalog.economies.resolve(name)


@pytest.mark.parametrize(("name", "near"), [("Chnia", "China (CHN)"), ("Swizerland", "Switzerland (CHE)")])
def test_a_mistyped_name_is_told_the_nearest(catalog: Catalog, name: str, near: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        catalog.economies.resolve(name, where="a table")
    assert near in (caught.value.expected or "")
    assert caught.value.where == "a table"


def test_groups_and_small_economies_keep_their_own_codes(catalog: Catalog) -> None:
    economies = catalog.economies
    assert economies.groups == {"EUU", "WLD"}
    assert [economies.title(code) for code in ("HKG", "MAC", "TWN", "XKX")] == [
        "Hong Kong",
        "Macao",
        "Taiwan",
        "Kosovo",
    ]
    assert economies.title("model/x") == "model/x"


def test_codes_of_ones_own_may_be_any_text_and_a_name_that_two_have_finds_neither() -> None:
    own = Economies(
        {"AV 1": EconomyNames(title="Avalon"), "CN": EconomyNames(title="China"), "x": EconomyNames(title="China")},
        iso=False,
    )
    assert own.find("AV 1") == own.find("avalon") == own.find("av-1") == "AV 1"
    assert own.find("China") is None
    assert own.find("USA") is None
    assert own.title("CN") == "China"
