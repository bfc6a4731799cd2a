"""Mentions: names that mean an economy, a firm or a bloc, and the traps that do not; worked by hand."""

from __future__ import annotations

import pycountry
import pytest

from theodolite.core.catalog import Catalog
from theodolite.core.spec import parse_yaml, read_text
from theodolite.reading.subjects.composed import composed
from theodolite.reading.subjects.mentions import mentions_of
from theodolite.reading.subjects.names import EconomyWords, Names, names_of


@pytest.fixture(scope="module")
def names() -> Names:
    return names_of(Catalog())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The US told us that U.S. firms and the States agree.", ["USA", "USA", "USA"]),
        ("Turkey, Türkiye and the Turkish lira", ["TUR", "TUR"]),
        ("Korea, North Korea, South Korean firms", ["KOR", "PRK", "KOR"]),
        ("Congo, DR Congo, Republic of the Congo", ["COD", "COD", "COG"]),
        ("Guinea, Guinea-Bissau, Papua New Guinea, Equatorial Guinea", ["GIN", "GNB", "PNG", "GNQ"]),
        ("Niger and Nigeria; Nigerien and Nigerian", ["NER", "NGA", "NER", "NGA"]),
        ("Ireland and Northern Ireland", ["IRL", "GBR"]),
        ("American Samoa and Samoa", ["ASM", "WSM"]),
        ("the Indian Ocean, the South China Sea, South China Morning Post", ["South China Morning Post"]),
        ("the polish of the Polish plan", ["POL"]),
        ("Chinese Taipei and Taiwan", ["TWN", "TWN"]),
        ("3 Russian rubles, 5 Polish zlotys, a Swiss franc; Ghanaian cedis and Ghanaian chips", ["GHA"]),
        ("5 million Hong Kong dollars, US$3 million, 40 Norwegian kroner", []),
        ("non-EU firms and anti-China talk", []),
        ("an English-language text in Chinese.", []),
        ("the EU's 27 states and the World Bank", ["EUU", "World Bank"]),
        ("global demand, worldwide sales, a world-class hub, a world leader", ["WLD", "WLD"]),
        ("Emirati, Kenyan and Ivorian firms in Bengaluru", ["ARE", "KEN", "CIV", "IND"]),
        ("Beijing, Washington, Brussels, Seoul, New Delhi and the Kremlin", ["CHN", "USA", "EUU", "KOR", "IND", "RUS"]),
        ("中国、美国和欧盟", ["CHN", "USA", "EUU"]),
        ("CHINA AND SOUTH AFRICA", ["CHN", "ZAF"]),
        ("xAI, DeepSeek and imec", ["xAI", "DeepSeek", "imec"]),
        ("Nordic, ASEAN and Latin American banks", ["Nordic countries", "ASEAN", "Latin America"]),
        ("Jordan Peterson and Chad Smith visited Jordan and Chad.", ["JOR", "TCD"]),
    ],
)
def test_names(text: str, said: list[str], names: Names) -> None:
    assert [mention.entity for mention in mentions_of(text, names)] == said


@pytest.mark.parametrize(
    ("text", "kind", "entity"),
    [
        ("Japan Robot Association", "body", "Japan Robot Association"),
        ("University of Nairobi", "firm", "University of Nairobi"),
        ("Bank of Thailand", "state", "THA"),
        ("Chinese AI", "people", "CHN"),
        ("Korea Electric", "firm", "Korea Electric"),
        ("German Federal Ministry", "state", "DEU"),
    ],
)
def test_a_name_inside_a_longer_one(text: str, kind: str, entity: str, names: Names) -> None:
    whole = composed(text, mentions_of(text, names)[0])
    assert (whole.kind, whole.entity) == (kind, entity)


def test_every_country_has_the_name_of_its_people() -> None:
    words = Catalog().codelist("names", EconomyWords)
    without = {"ATA", "ATF", "BVT", "HMD", "IOT", "SGS", "UMI", "COG", "STP", "DMA"}
    independent = {code for code, entry in words.items() if entry.people}
    assert len(independent) >= 185
    assert {"VUT", "KIR", "KGZ", "CIV", "NER", "LSO"} <= independent
    assert not independent & without


def test_every_code_of_the_tables_is_an_economy() -> None:
    catalog = Catalog()
    known = {country.alpha_3 for country in pycountry.countries} | {"EUU", "WLD", "XKX"}
    for name in ("names", "organisations"):
        path = catalog.roots[0] / "codelists" / f"{name}.yaml"
        assert set(parse_yaml(read_text(path), path)) <= known
