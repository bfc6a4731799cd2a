"""The evidence with the publishers' whole tables, which are read from beside the project and do not ship."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from theodolite.core.catalog import Catalog
from theodolite.evidence.ledger import Ledger
from theodolite.evidence.pull.run import pull
from theodolite.index.lens import load_lens
from theodolite.index.ranking import Ranking, rank_entities

TABLES = (
    "tortoise/global-ai-index-table-2021",
    "oxford/government-ai-readiness-pillars-2023",
    "oxford/government-ai-readiness-workbook-2024",
    "oxford/government-ai-readiness-workbook-2025",
    "imf/ai-preparedness-extract-2024",
)


@pytest.fixture(scope="session")
def tables(catalog: Catalog, shared: Path) -> pl.DataFrame:
    """The observations of every table that does not ship, through the readers that a user pulls them with."""
    places = [shared / "data/raw", shared / "facts"]
    return pl.concat([pull(catalog.sources[id], places, catalog) for id in TABLES])


@pytest.fixture(scope="session")
def pulled(catalog: Catalog, tables: pl.DataFrame) -> Ledger:
    """The shipped evidence with those tables."""
    return Ledger.open(catalog, None, tables)


@pytest.fixture(scope="session")
def through(pulled: Ledger) -> Callable[[str], Ranking]:
    """The ranking through a lens by its name, on the pulled evidence."""
    return lambda name: rank_entities(pulled, load_lens(name, pulled.catalog))
