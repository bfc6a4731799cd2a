"""Rebuild: pulling the publishers' own files gives the tables that ship, byte for byte, and covers whom it says."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from theodolite.core.catalog import Catalog
from theodolite.evidence.ledger import Ledger
from theodolite.evidence.pull.run import pull
from theodolite.store.tables import to_csv

PUBLISHERS = ("eurostat", "gapminder", "github", "microsoft", "ncses", "openalex", "owid", "worldbank")
REFERENCE = ("USA", "CHN", "GBR", "FRA", "DEU", "KOR", "JPN", "IND", "CAN", "SGP", "ISR", "ARE", "TWN", "SAU")
INDICATOR_OF = {
    "res_ai_pubs_cset": "research/ai-publications",
    "res_ai_articles_ncses": "research/ai-articles-scopus",
    "res_ai_works_openalex": "research/ai-works-openalex",
    "res_ai_patents_cset": "research/ai-patent-applications",
    "res_rd_gdp_2026": "research/rd-expenditure",
    "tal_github_developers": "talent/github-developers",
    "inf_internet_users": "adoption/internet-users",
    "inf_broadband": "adoption/broadband",
    "ene_carbon_intensity": "energy/carbon-intensity",
    "ene_lowcarbon_share": "energy/low-carbon-share",
    "ene_renewable_share": "energy/renewable-share",
    "ene_generation_twh": "energy/generation",
    "ene_generation_pc": "energy/generation-per-person",
    "ene_generation_growth5": "energy/generation-growth",
    "com_private_investment": "industry/private-investment",
    "com_github_orgs": "industry/github-organisations",
    "com_hightech_exports": "industry/high-tech-exports-share",
    "ado_ai_user_share": "adoption/ai-user-share",
    "ado_public_mostly_help": "adoption/public-mostly-help",
    "gov_ai_bills": "government/ai-bills",
    "oss_git_pushes": "open-source/git-pushes",
    "oss_repositories": "open-source/repositories",
    "oss_python_pushers": "open-source/python-pushers",
    "oss_ai_topic_pushers": "open-source/ai-topic-pushers",
    "oss_collab_weight": "open-source/collaboration",
    "mod_large_scale_cum": "models/large-scale",
}
"""Candidates whose list of missing economies is of the same years as what ships."""

SOURCES = sorted(id for id in Catalog.open().sources if id.split("/")[0] in PUBLISHERS)


@pytest.mark.parametrize("id", SOURCES)
def test_a_rebuilt_table_has_the_same_bytes(shared: Path, catalog: Catalog, id: str) -> None:
    source = catalog.sources[id]
    table = to_csv(pull(source, shared / "data" / "raw", catalog))
    shipped = catalog.observation_tables().get(id)
    if not source.ships:
        assert shipped is None, "what may not ship does not"
    else:
        assert shipped is not None
        assert shipped.read_bytes() == table


def test_the_reference_economies_are_missing_where_the_survey_of_candidates_says_so(
    shared: Path, ledger: Ledger
) -> None:
    with (shared / "data" / "candidates.csv").open(encoding="utf-8") as file:
        said = {row["id"]: row["missing_among_14"] for row in csv.DictReader(file)}
    different: dict[str, tuple[list[str], str]] = {}
    for candidate, indicator in INDICATOR_OF.items():
        here = set(ledger.rows.filter(indicator=indicator)["entity"])
        missing = [code for code in REFERENCE if code not in here]
        if missing != [code for code in REFERENCE if code in said[candidate]]:
            different[indicator] = (missing, said[candidate])
    assert different == {}


@pytest.mark.parametrize(
    ("indicator", "missing"),
    [
        ("talent/researchers-per-million", {"ISR", "TWN"}),
        ("talent/tertiary-spending", {"CHN", "ARE", "TWN", "SAU"}),
        ("industry/ip-receipts", {"ARE", "TWN", "SAU"}),
        ("context/population", set()),
        ("context/gdp", set()),
        ("context/gdp-current-usd", {"TWN"}),
    ],
)
def test_the_reference_economies_are_missing_as_stated(ledger: Ledger, indicator: str, missing: set[str]) -> None:
    assert set(REFERENCE) - set(ledger.rows.filter(indicator=indicator)["entity"]) == missing
