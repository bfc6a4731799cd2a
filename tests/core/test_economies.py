"""Economies: the names that publishers use, each of them one economy's or group's alone."""

from __future__ import annotations

import pytest

from theodolite.core.catalog import Catalog
from theodolite.core.entity import EconomyNames, fold
from theodolite.errors import UnknownNameError


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("China", "CHN"),
        ("Hong Kong SAR, China", "HKG"),
        ("Macau", "MAC"),
        ("Taiwan, China", "TWN"),
        ("UK", "GBR"),
        ("the United States", "USA"),
        ("Congo (DRC)", "COD"),
        ("Congo", "COG"),
        ("Congo, Republic of the", "COG"),
        ("Cote D'Ivoire", "CIV"),
        ("Türkiye", "TUR"),
        ("Turkey", "TUR"),
        ("Korea", "KOR"),
        ("North Korea", "PRK"),
        ("UAE", "ARE"),
        ("NA", "NAM"),
        ("XK", "XKX"),
        ("OWID_KOS", "XKX"),
        ("OWID_WRL", "WLD"),
        ("EU", "EUU"),
        ("EU-27", "EUU"),
        ("European Union - 27 countries (from 2020)", "EUU"),
    ],
)
def test_a_publishers_name_is_an_economy(catalog: Catalog, name: str, code: str) -> None:
    assert catalog.economies.find(name) == code


@pytest.mark.parametrize("name", ["Multinational", "Africa", "OWID_AFR", "High income", "Euro area", ""])
def test_a_sum_of_economies_is_none(catalog: Catalog, name: str) -> None:
    assert catalog.economies.find(name) is None


def test_a_misspelt_name_brings_the_nearest_ones(catalog: Catalog) -> None:
    with pytest.raises(UnknownNameError, match="did you mean Singapore"):
        catalog.economies.resolve("Singapur")


def test_no_name_belongs_to_two(catalog: Catalog) -> None:
    import pycountry

    owners: dict[str, set[str]] = {}
    for country in pycountry.countries:
        for name in (country.name, country.alpha_2, country.alpha_3):
            owners.setdefault(fold(name), set()).add(country.alpha_3)
    for code, entry in catalog.codelist("economies", EconomyNames).items():
        for name in filter(None, (entry.title, entry.alpha_2, *entry.aliases)):
            owners.setdefault(fold(name), set()).add(code)
    assert {name: codes for name, codes in owners.items() if len(codes) > 1} == {}
