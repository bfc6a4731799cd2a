"""Cited facts: which records are taken, of which period, and what is said of where they stand."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from theodolite.core.catalog import Catalog
from theodolite.core.period import PeriodError
from theodolite.errors import EvidenceError, SnapshotError
from theodolite.evidence.ledger import Ledger
from theodolite.evidence.pull.facts import period_of, pointer
from theodolite.evidence.pull.run import pull
from theodolite.evidence.snapshot import digest
from theodolite.store.tables import to_csv

MADE = """
entity_iso3 | indicator | period             | value | unit  | source_title | source_url      | locator
ATL         | led       | 2018-2022 (old ed) | 3     | of 44 | One          | https://a.test/ | Figure 6.2.3, p.338
ATL         | led       | 2018-2022          | 5     | of 64 | Two          | https://b.test/ | near: it leads in five
LEM         | led       | 2019-2023          |       | of 64 | Two          | https://b.test/ |
LEM         | other     | 2019-2023          | 9     | of 64 | Two          | https://b.test/ |
"""
MOST = 14
"""Economies that are cited of a publisher who forbids the copying of his table."""

FORBIDDING = "^(linkedin|ifr|oxford|stanford|tortoise|imf|oecd|aminer|macropolo)/"


def test_only_the_records_of_the_work_that_is_named_are_taken(read_with) -> None:
    found = read_with("facts.cited", MADE, "led", {"source_title": "One"})
    assert {case: reading.value for case, reading in found.items()} == {("ATL", "2018/2022"): 3}
    assert set(read_with("facts.cited", MADE, "led", {"source_title": "Two"})) == {("ATL", "2018/2022")}


def test_a_citation_that_cites_nothing_is_refused(read_with) -> None:
    with pytest.raises(EvidenceError, match="no record of 'led'"):
        read_with("facts.cited", MADE, "led", {"unit": "of 74"})
    with pytest.raises(SnapshotError, match="source_titel"):
        read_with("facts.cited", MADE, "led", {"source_titel": "One"})


NOTED = """
id | source_url      | source_value               | explanation
K1 | https://a.test/ | >1,234; 40 % (since 2019)  | H20 counted as of 12 May; 3.5 of 7
K2 |                 | about 8                    |
"""


@pytest.mark.parametrize(
    ("id", "column", "number", "value", "locator"),
    [
        ("K1", "source_value", "1", 1234, "https://a.test/"),
        ("K1", "source_value", "2", 40, "https://a.test/"),
        ("K1", "explanation", "2", 3.5, "made.csv#row=2"),
        ("K2", "source_value", "1", 8, "made.csv#row=3"),
    ],
)
def test_a_figure_of_a_note_is_named_by_its_place_in_the_cell(
    read_with, id: str, column: str, number: str, value: float, locator: str
) -> None:
    found = read_with("facts.noted", NOTED, column, {"id": id, "entity": "ATL", "number": number})
    assert [(one.place, one.value, one.locator) for one in found.values()] == [("ATL", value, locator)]


@pytest.mark.parametrize(("id", "number"), [("K1", "9"), ("K1", "0"), ("K1", "one"), ("K3", "1")])
def test_a_figure_that_is_not_in_the_note_is_refused(read_with, id: str, number: str) -> None:
    with pytest.raises(EvidenceError, match=f"no number '{number}' under 'explanation' of the record '{id}'"):
        read_with("facts.noted", NOTED, "explanation", {"id": id, "entity": "ATL", "number": number})


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2023 data (2024 ed)", "2023"),
        ("2023 data (restated in 2025 ed)", "2023"),
        ("2018-2022 (Mar 2023 ed)", "2018/2022"),
        ("2014-2023", "2014/2023"),
        ("~2014-2024", "2014/2024"),
        ("2021ed", "2021"),
        ("2025-H2", "2025-S2"),
        ("2024-11", "2024-11"),
    ],
)
def test_the_period_is_what_the_figure_is_about_and_not_the_edition(written: str, meant: str) -> None:
    assert str(period_of(written)) == meant


@pytest.mark.parametrize("written", ["cumulative", "2025 (AIPRM prediction) or so", "2025?"])
def test_what_is_no_period_is_refused(written: str) -> None:
    with pytest.raises(PeriodError):
        period_of(written)


@pytest.mark.parametrize(
    ("address", "place", "meant"),
    [
        ("https://a.example/report (full text read: github.com/x/y)", "Figure 6.2.3, p.338; label China",
         "https://a.example/report#page=338&figure=6.2.3"),
        ("https://github.com/x/y/data.json (from https://a.example/api)", "metrics.USA", "https://a.example/api"),
        ("https://a.example/report", 'p.336: "initial members including Australia"', "https://a.example/report#page=336"),
        ("https://a.example/x ; https://b.example/y", "near: a sentence of others", "https://a.example/x"),
        ("https://github.com/x/y/data.csv", "row CHN,2019", None),
        ("http://46.0.0.1/words.txt", "same block", None),
    ],
)  # fmt: skip
def test_a_locator_points_at_the_origin_and_repeats_no_words(address: str, place: str, meant: str | None) -> None:
    assert pointer(address, place) == meant


SOURCE = """
title: Made
producer: Made
published: 2025-01-01
accessed: 2025-01-02
citation: Made.
url: https://a.test/
licence: {{name: CC0}}
tier: secondary
files: [{{name: made.csv, hash: "{hash}"}}]
provides:
  - {{indicator: energy/datacentre-electricity, reader: facts.cited, measure: used, status: E}}
  - {{indicator: energy/datacentre-electricity, reader: facts.cited, measure: to come, period: "2030", status: F}}
entities: [CHN, USA]
skips: [Elsewhere]
"""
FACTS = """entity,indicator,period,value,source_url,locator
China,used,2024,102,https://a.test/,p.7
India,used,2024,9,https://a.test/,p.7
Elsewhere,used,2024,8,https://a.test/,p.7
United States,to come,by the end of the decade,426,https://a.test/,p.8
"""


def test_a_source_may_take_a_few_entities_and_state_period_and_status(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "made.csv").write_text(FACTS, encoding="utf-8")
    text = SOURCE.format(hash=digest(FACTS.encode()))
    (tmp_path / "sources" / "made-2025.yaml").write_text(text, encoding="utf-8")
    catalog = Catalog.open(tmp_path)
    rows = pull(catalog.sources["made-2025"], tmp_path, catalog).select(
        "entity", "period", "value", "status", "locator"
    )
    assert set(rows.iter_rows()) == {
        ("CHN", "2024", 102, "E", "https://a.test/#page=7"),
        ("USA", "2030", 426, "F", "https://a.test/#page=8"),
    }


def test_india_was_fourth_by_the_edition_of_2024_and_seventh_as_stated_anew_in_2025(catalog: Catalog) -> None:
    def rank(as_of: date) -> float:
        rows = Ledger.open(catalog, as_of).select(entity="IND", indicator="published/stanford-rank", period="2023")
        return rows.sort("published")["value"].last()

    assert rank(date(2025, 6, 30)) == 4
    assert rank(date(2026, 1, 1)) == 7


FIGURES = {
    "stanford/global-vibrancy": {"USA published/stanford-score 2024": 78.6, "CHN published/stanford-score 2024": 36.95},
    "aspi/critical-technology-tracker": {
        "USA published/aspi-technologies-led 2003/2007": 60,
        "CHN published/aspi-technologies-led 2019/2023": 57,
        "CHN published/aspi-technologies-led 2020/2024": 66,
        "USA published/aspi-technologies-led 2020/2024": 8,
    },
    "wipo/generative-ai-patents": {
        "CHN published/wipo-genai-families 2014/2023": 38_210,
        "USA published/wipo-genai-families 2014/2023": 6_276,
        "KOR published/wipo-genai-families 2014/2023": 4_155,
    },
    "imf/ai-preparedness": {"USA published/imf-score 2023": 0.77127, "CHN published/imf-score 2023": 0.63545},
    "macropolo/global-ai-talent": {"CHN talent/top-researchers-origin 2022": 47},
    "iea/energy-and-ai": {
        "CHN energy/datacentre-electricity 2030": 277,
        "USA energy/datacentre-electricity 2024": 183,
        "WLD energy/datacentre-electricity 2024": 415,
        "WLD energy/datacentre-electricity 2030": 945,
        "CHN energy/datacentre-electricity-share 2024": 1.0,
    },
    "greenpeace/data-centres": {
        "CHN energy/datacentre-electricity 2018": 160.89,
        "CHN energy/datacentre-electricity 2023": 267,
        "CHN energy/datacentre-electricity-share 2018": 2.35,
        "CHN energy/datacentre-carbon 2018": 99,
    },
    "sandpiper/deepseek-energy": {"CHN energy/datacentre-electricity-share 2024": 3},
    "xinhua/data-centres": {
        "CHN energy/datacentre-racks 2023": 8_100_000,
        "CHN energy/datacentre-pue 2025": 1.5,
    },
    "ifr/world-robotics": {
        "CHN adoption/robots-installed 2023": 276_288,
        "USA adoption/robots-installed 2022": 39_576,
        "KOR adoption/robot-density 2023": 1_012,
    },
    "stanford/ai-index": {"CHN industry/newly-funded-companies 2024": 98, "USA adoption/robots-installed 2023": 37_600},
    "oecd/ai-venture-capital": {"CHN industry/venture-capital 2023": 18_271_000_000},
    "cloudscene/directory": {"USA compute/data-centres-listed 2026-05": 5_427},
    "ssrn/ai-compute-sovereignty": {"USA compute/ai-cloud-regions 2024-11": 87},
    "clsa/language-models": {"CHN models/language-models 2023": 130, "USA models/language-models-share 2023": 50},
    "caict/language-models": {
        "WLD models/language-models 2024-07": 1_328,
        "CHN models/language-models-share 2024-07": 36,
    },
    "cac/generative-services": {"CHN government/genai-services-registered 2024-08": 190},
    "china-water-risk/data-centres": {
        "CHN energy/datacentre-water 2024": 1_300_000_000,
        "CHN energy/datacentre-water 2030": 3_000_000_000,
        "CHN energy/datacentre-racks 2020": 4_300_000,
        "CHN energy/datacentre-racks 2030": 11_300_000,
    },
    "iea/electricity": {
        "CHN energy/datacentre-electricity 2026": 300,
        "USA energy/datacentre-electricity 2026": 260,
        "USA energy/datacentre-electricity-share 2026": 6,
        "CHN energy/datacentre-electricity-share 2026": 2.7,
    },
    "linkedin/ai-talent": {"USA talent/net-migration 2024": 1.07},
}


@pytest.mark.parametrize(("work", "case"), [(work, case) for work, cases in FIGURES.items() for case in cases])
def test_what_ships_is_what_was_published(work: str, case: str, figure) -> None:
    assert figure(work, case) == FIGURES[work][case]


def test_the_four_parts_of_the_imf_index_add_up_to_it(ledger: Ledger) -> None:
    table = ledger.select(source="imf/ai-preparedness").pivot("indicator", index="entity", values="value")
    parts = pl.sum_horizontal(pl.selectors.starts_with("published/imf-") - pl.selectors.by_name("published/imf-score"))
    residual = table.select((parts - pl.col("published/imf-score")).abs().max()).item()
    assert residual < 2e-5


def test_the_counts_of_the_technology_tracker_say_out_of_how_many(ledger: Ledger) -> None:
    rows = ledger.select(entity="CHN", indicator="published/aspi-technologies-led").filter(
        pl.col("period") == "2018/2022"
    )
    assert set(rows.select("value", "note").iter_rows()) == {(37, "of 44 technologies"), (52, "of 64 technologies")}


@pytest.mark.parametrize(("entity", "year"), [("USA", "2023"), ("CHN", "2023"), ("USA", "2024"), ("CHN", "2024")])
def test_private_investment_has_two_independent_works_that_differ(ledger: Ledger, entity: str, year: str) -> None:
    rows = ledger.select(entity=entity, indicator="industry/private-investment", period=year)
    said = dict(rows.select("source", "value").iter_rows())
    assert set(said) == {"owid/cset-investment", "stanford/ai-index-press"}
    assert said["owid/cset-investment"] > 1.1 * said["stanford/ai-index-press"]


def test_the_ai_index_repeats_epochs_notable_models_with_other_counts(ledger: Ledger) -> None:
    rows = ledger.select(entity=["USA", "CHN"], indicator="models/notable", period="2024")
    cited = rows.filter(pl.col("source") == "stanford/ai-index-press")
    assert dict(cited.select("entity", "value").iter_rows()) == {"USA": 40, "CHN": 15}
    assert set(rows["source"]) == {"epoch/notable-ai-models", "stanford/ai-index-press"}
    assert "epoch/notable-ai-models" in ledger.catalog.sources["stanford/ai-index-press-2025"].origin


def test_no_publishers_table_ships_whole(ledger: Ledger) -> None:
    cited = ledger.rows.filter(pl.col("source").str.contains(FORBIDDING))
    assert cited.group_by("source", "indicator").agg(pl.col("entity").n_unique())["entity"].max() == MOST


def test_no_locator_holds_words_of_others(ledger: Ledger) -> None:
    cited = [s.work for s in ledger.catalog.sources.values() if s.provides[0].reader == "facts.cited" and s.ships]
    locators = ledger.select(source=cited)["locator"].unique()
    pointer = re.compile(r"https?://[\w./?=-]+(#page=\d+(&figure=[\d.]+)?)?|[\w.]+#(row=\d+|sheet=\S+&cell=[A-Z]+\d+)")
    assert [locator for locator in locators if not pointer.fullmatch(locator)] == []


@pytest.mark.parametrize(
    "id",
    ["stanford/global-vibrancy-2025", "aspi/critical-technology-tracker-2024", "linkedin/ai-talent-2025",
     "ifr/world-robotics-2023-09", "iea/electricity-2024-01", "iea/energy-and-ai-2025", "clsa/language-models-2023",
     "caict/language-models-2024-07", "cac/generative-services-2024-08", "china-water-risk/data-centres-2024-04"],
)  # fmt: skip
def test_a_pull_gives_the_bytes_that_ship(id: str, catalog: Catalog, shared: Path) -> None:
    pulled = pull(catalog.sources[id], shared / "facts", catalog)
    assert to_csv(pulled) == catalog.observation_tables()[id].read_bytes()


SAID = """
id | entity | indicator | period  | value | span   | source_url
1  | A on B | low       | 2024-05 | 6     | 12..24 | https://a.test/
2  | A on B | high      | 2024-05 | 9     | 12     | https://a.test/
3  | A on B | middle    | 2024-05 | 7     | a..b   |
4  | A on C | low       | 2024-05 | 1     |        |
5  | A on C | low       | 2024-06 | 2     |        |
"""


@pytest.mark.parametrize(
    ("measure", "told", "locator"),
    [
        ("middle | low | high", (7, 6, 9), "made.csv#row=2-4"),
        ("low | high", (7.5, 6, 9), "https://a.test/"),
        ("high", (9, None, None), "https://a.test/"),
    ],
)
def test_a_figure_and_its_bounds_are_told_by_several_records(read_with, measure: str, told, locator: str) -> None:
    (one,) = read_with("facts.bounds", SAID, measure, {"entity": "A on B", "about": "ATL"}).values()
    assert ((one.value, one.low, one.high), one.place, one.period) == (told, "ATL", "2024-05")
    assert one.locator == locator


def test_bounds_without_a_record_or_with_two_are_refused(read_with) -> None:
    with pytest.raises(EvidenceError, match="no record of 'lowest'"):
        read_with("facts.bounds", SAID, "lowest | high", {"entity": "A on B", "about": "ATL"})
    with pytest.raises(EvidenceError, match="two records of 'low'"):
        read_with("facts.bounds", SAID, "low", {"entity": "A on C", "about": "ATL"})


def test_a_range_in_one_cell_has_its_middle_as_the_value(read_with) -> None:
    (one,) = read_with("facts.range", SAID, "span", {"id": "1", "about": "ATL"}).values()
    assert (one.value, one.low, one.high, one.locator) == (18, 12, 24, "made.csv#row=2")
    with pytest.raises(EvidenceError, match="no range under 'span'"):
        read_with("facts.range", SAID, "span", {"id": "2", "about": "ATL"})
    with pytest.raises(SnapshotError, match="is not a number"):
        read_with("facts.range", SAID, "span", {"id": "3", "about": "ATL"})
