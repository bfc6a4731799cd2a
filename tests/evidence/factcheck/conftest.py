"""Small ledgers in memory: a catalogue of their own, with nothing of the shipped one in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import polars as pl
import pytest

from theodolite.core.catalog import Catalog
from theodolite.core.indicator import Indicator
from theodolite.core.observation import schema
from theodolite.core.source import Licence, Provides, Source
from theodolite.core.unit import Unit
from theodolite.evidence.factcheck.verdict import Verdict
from theodolite.evidence.ledger import Ledger
from theodolite.evidence.verdicts import check_claims
from theodolite.reading.claim import Claim

ECONOMIES = {"CHN": "China", "USA": "United States", "GBR": "United Kingdom", "JPN": "Japan", "KOR": "South Korea",
             "IND": "India"}  # fmt: skip
UNITS = {"count": Unit.model_validate({"title": "count", "class": "count"})}

SmallLedger = Callable[..., Ledger]
Verdicts = Callable[..., Verdict]
Told = Callable[..., tuple[str, str | None]]


@pytest.fixture(scope="session")
def one() -> Verdicts:
    """Gives the one verdict on a claim, where its document is of `day`."""

    def give(ledger: Ledger, asked: Claim, day: str | None = None) -> Verdict:
        (verdict,) = check_claims([asked], ledger, {asked.doc: day}).verdicts
        return verdict

    return give


@pytest.fixture(scope="session")
def said(one: Verdicts) -> Told:
    """Gives the verdict on a claim in two words: whether it holds, and the error or reason."""

    def give(ledger: Ledger, asked: Claim, day: str | None = None) -> tuple[str, str | None]:
        verdict = one(ledger, asked, day)
        return verdict.holds, verdict.error or verdict.reason

    return give


@pytest.fixture(scope="session")
def small() -> SmallLedger:
    """Builds a ledger from lines `entity indicator period value source [status]`.

    An indicator `x` is `research/x`, a source `a-2024` is `made/a-2024`, published on the first day of the year after
    its edition. `indicators` and `sources` give further fields by those short names.
    """

    def build(
        lines: str,
        indicators: Mapping[str, Mapping[str, Any]] | None = None,
        sources: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> Ledger:
        rows = [line.split() for line in lines.splitlines() if line.strip()]
        names = sorted({row[1] for row in rows} | set(indicators or {}))
        editions = sorted({row[4] for row in rows})
        codes = {row[0] for row in rows}
        catalog = Catalog.of(
            indicators=[_indicator(name, (indicators or {}).get(name, {})) for name in names],
            sources=[_source(edition, (sources or {}).get(edition, {})) for edition in editions],
            units=UNITS,
            economies={code: ECONOMIES.get(code, code) for code in codes | set(ECONOMIES)},
        )
        table = [_row(number, *row) for number, row in enumerate(rows, start=2)]
        return Ledger.of(catalog, pl.DataFrame(table, schema=schema(), orient="row"))

    return build


def _indicator(name: str, more: Mapping[str, Any]) -> Indicator:
    fields = {"title": "Made", "unit": "count", "direction": "more", "kind": "flow", "missing_means": "unknown"}
    return Indicator(**{"id": f"research/{name}", "definition": "Made up.", **fields, **more})


def _source(edition: str, more: Mapping[str, Any]) -> Source:
    fields: dict[str, Any] = {
        "id": f"made/{edition}", "title": "Made", "producer": "Made", "citation": "Made.", "tier": "primary",
        "published": date(int(edition.partition("-")[2][:4]) + 1, 1, 1), "accessed": date(2030, 1, 1),
        "url": "https://example.org", "licence": Licence(name="CC0"),
        "provides": (Provides(indicator="research/x", reader="made.up", measure="x"),),
    }  # fmt: skip
    return Source(**{**fields, **more})


def _row(number: int, entity: str, indicator: str, period: str, value: str, source: str, status: str = "A") -> tuple:
    work, _, edition = source.partition("-")
    return (entity, f"research/{indicator}", period, float(value), None, None, "count", status, f"made/{work}", edition,
            f"t.csv#row={number}", "")  # fmt: skip
