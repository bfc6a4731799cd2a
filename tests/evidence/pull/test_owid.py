"""Our World in Data: series, shares, growth and projections, against figures read by hand in the files."""

from __future__ import annotations

import pytest

from theodolite.core.source import Provides, SourceFile
from theodolite.errors import SnapshotError, SpecError
from theodolite.evidence.ledger import Ledger
from theodolite.evidence.pull.owid import share
from theodolite.evidence.pull.reader import Files
from theodolite.evidence.snapshot import Snapshot

ELECTRICITY = "owid/electricity"
CHART = """
Entity         | Code     | Year | Made
China          | CHN      | 2019 | 100
China          | CHN      | 2024 | 161.051
China          | CHN      | 2025 |
Kosovo         | OWID_KOS | 2024 | 0
Africa (Ember) |          | 2024 | 5
"""


def files(**tables: str) -> Files:
    """Files called `<name>.csv`, their lines parted by spaces."""
    return Files(
        {
            f"{name}.csv": Snapshot(
                SourceFile(name=f"{name}.csv", hash="sha256:" + "0" * 64), "\n".join(text.split()).encode()
            )
            for name, text in tables.items()
        }
    )


@pytest.mark.parametrize(
    ("work", "case", "value"),
    [
        (ELECTRICITY, "CHN energy/generation 2025", 10583.36),
        (ELECTRICITY, "USA energy/generation 2025", 4519.79),
        (ELECTRICITY, "CHN energy/carbon-intensity 2025", 525.34),
        (ELECTRICITY, "USA energy/carbon-intensity 2025", 384.4),
        (ELECTRICITY, "CHN energy/renewable-share 2025", 37.043716),
        (ELECTRICITY, "USA energy/generation-per-person 2025", 13014.986),
        (ELECTRICITY, "CHN energy/coal-generation 2024", 5827.6),
        (ELECTRICITY, "CHN energy/coal-share 2018", 66.47721088),
        ("owid/robots-cited", "CHN adoption/robots-installed 2017", 156000),
        ("owid/robots-cited", "USA adoption/robots-installed 2022", 40000),
        (ELECTRICITY, "CHN energy/solar-generation 2025", 1174.96),
        (ELECTRICITY, "USA energy/wind-generation 2025", 464.39),
        (ELECTRICITY, "CHN energy/hydro-generation 2025", 1397.06),
        (ELECTRICITY, "USA energy/nuclear-generation 2025", 784.78),
        ("owid/cset-publications", "CHN research/ai-publications 2023", 103493),
        ("owid/cset-publications", "USA research/ai-publications 2023", 50039),
        ("owid/cset-patents", "CHN research/ai-patent-applications 2020", 66276),
        ("owid/cset-patents", "USA research/ai-patent-applications 2020", 14601),
        ("owid/cset-investment", "CHN industry/private-investment 2024", 13876362142),
        ("owid/cset-investment", "USA industry/private-investment 2024", 148345083627),
        ("owid/ai-bills", "CHN government/ai-bills 2024", 4),
        ("owid/ai-bills", "USA government/ai-bills 2024", 27),
        ("owid/large-scale-models", "CHN models/large-scale 2026", 192),
        ("owid/large-scale-models", "USA models/large-scale 2026", 215),
        ("owid/ai-views", "CHN adoption/public-mostly-help 2021", 61),
        ("owid/ai-views", "USA adoption/public-mostly-help 2021", 35.024876),
        ("owid/population", "TWN context/population 2023", 23317145),
        ("owid/gdp", "TWN context/gdp 2022", 1247874288934),
    ],
)
def test_a_figure_is_as_the_publisher_prints_it(figure, work: str, case: str, value: float) -> None:
    assert figure(work, case) == value


def test_the_low_carbon_share_agrees_with_the_publishers_own_column(figure) -> None:
    assert figure(ELECTRICITY, "CHN energy/low-carbon-share 2025") == pytest.approx(41.651043, abs=1e-4)
    assert figure(ELECTRICITY, "TWN energy/low-carbon-share 2025") == pytest.approx(13.367314, abs=1e-4)


def test_growth_is_the_compound_rate_of_five_years(figure, read_with) -> None:
    found = read_with("owid.growth", CHART, "Made over 5 years")
    assert found["CHN", "2024"].value == pytest.approx(10)
    assert found["CHN", "2024"].locator == "made.csv#row=2;3"
    assert len(found) == 1
    by_hand = 100 * ((10583.36 / 7779.07) ** 0.2 - 1)
    assert figure(ELECTRICITY, "CHN energy/generation-growth 2025") == pytest.approx(by_hand)
    assert by_hand == pytest.approx(6.35, abs=0.001)


def test_a_share_is_the_published_one_and_a_further_part_with_a_row_of_each_file() -> None:
    made = files(
        share="Entity,Code,Year,Renewables China,CHN,2024,30 India,IND,2024,20",
        part="Entity,Code,Year,Nuclear India,IND,2023,1 China,CHN,2024,5",
        whole="Entity,Code,Year,All China,CHN,2024,50 India,IND,2024,50",
    )
    (one,) = share(made, Provides(indicator="x", reader="owid.share", measure="share.csv + part.csv / whole.csv"))
    assert (one.place, one.value) == ("CHN", 40.0)
    assert one.locator == "share.csv#row=2 part.csv#row=3 whole.csv#row=2"


def test_a_share_may_be_of_one_part_alone() -> None:
    made = files(part="Entity,Code,Year,Coal China,CHN,2024,30", whole="Entity,Code,Year,All China,CHN,2024,50")
    (one,) = share(made, Provides(indicator="x", reader="owid.share", measure="part.csv / whole.csv"))
    assert (one.place, one.value, one.locator) == ("CHN", 60.0, "part.csv#row=2 whole.csv#row=2")


def test_the_place_is_the_code_and_the_name_only_where_there_is_none(read_with) -> None:
    found = read_with("owid.series", CHART, "Made")
    assert {place for place, _ in found} == {"CHN", "OWID_KOS", "Africa (Ember)"}
    assert found["OWID_KOS", "2024"].value == 0
    assert ("CHN", "2025") not in found


def test_a_measure_may_give_later_years_a_status(read_with) -> None:
    found = read_with("owid.series", CHART, "Made | P after 2023")
    assert (found["CHN", "2019"].status, found["CHN", "2024"].status) == ("A", "P")


def test_a_data_set_names_its_columns_otherwise(read_with) -> None:
    found = read_with("owid.series", "country | iso_code | year | gdp\nTaiwan | TWN | 2022 | 7", "gdp")
    assert found["TWN", "2022"].value == 7


def test_a_projection_stands_apart_from_what_was_recorded(ledger: Ledger) -> None:
    rows = ledger.select(entity="USA", indicator="industry/private-investment", source="owid/cset-investment")
    status = dict(rows.select("period", "status").iter_rows())
    assert (status["2024"], status["2025"]) == ("A", "F")
    assert rows["period"].n_unique() == rows.height


def test_a_continent_is_no_economy_and_the_union_is_a_group(ledger: Ledger) -> None:
    entities = set(ledger.select(indicator="energy/generation")["entity"])
    assert {"TWN", "HKG", "XKX", "WLD", "EUU"} <= entities
    assert all(len(entity) == 3 for entity in entities)


def test_what_cannot_be_read_says_what_would_be_right(read_with) -> None:
    with pytest.raises(SnapshotError, match="no column 'Mode'"):
        read_with("owid.series", CHART, "Mode")
    with pytest.raises(SnapshotError, match="CHN stands twice in 2019"):
        read_with("owid.series", CHART + "China | CHN | 2019 | 7", "Made")
    with pytest.raises(SpecError, match="cannot be read"):
        read_with("owid.growth", CHART, "Made")
