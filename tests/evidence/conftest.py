"""Small catalogues and ledgers, written by hand for one test."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from theodolite.core.catalog import Catalog
from theodolite.evidence.ledger import Ledger
from theodolite.reading.claim import Claim

HEADER = "entity,indicator,period,value,low,high,unit,status,source,edition,locator,note\n"

SmallLedger = Callable[..., Ledger]
MadeClaim = Callable[..., Claim]

MADE_DOCUMENT = "sha256:" + "a" * 64


@pytest.fixture
def small(tmp_path: Path) -> SmallLedger:
    """Builds a ledger on top of the shipped catalogue from lines of figures.

    A line is `entity indicator period value source [status] [low high]`; an indicator `x` is `research/x`, a source
    `a-2024` is `made/a-2024`. `indicators` and `sources` give further YAML lines by those short names; a source is
    published on the first day of the year after its edition unless it says otherwise.
    """

    def build(
        lines: str,
        indicators: Mapping[str, str] | None = None,
        sources: Mapping[str, str] | None = None,
        as_of: date | None = None,
    ) -> Ledger:
        tables: dict[str, list[str]] = {}
        for number, line in enumerate(filter(None, map(str.strip, lines.splitlines())), start=2):
            entity, indicator, period, value, source, *rest = line.split()
            status, low, high = (rest + ["A", "", ""][len(rest) :])[:3]
            _write(
                tmp_path / f"indicators/research/{indicator}.yaml", _indicator((indicators or {}).get(indicator, ""))
            )
            work, _, edition = source.partition("-")
            _write(
                tmp_path / f"sources/made/{source}.yaml", _source(indicator, edition, (sources or {}).get(source, ""))
            )
            tables.setdefault(source, []).append(
                f"{entity},research/{indicator},{period},{value},{low},{high},count,{status},"
                f"made/{work},{edition},t.csv#row={number},\n"
            )
        for source, rows in tables.items():
            _write(tmp_path / f"observations/made/{source}.csv", HEADER + "".join(rows))
        catalog = Catalog.open(tmp_path)
        made = Ledger.open(catalog, as_of).rows.filter(pl.col("source").str.starts_with("made/"))
        return Ledger(catalog, made.drop("row").with_row_index("row"), as_of)

    return build


@pytest.fixture(scope="session")
def claim() -> MadeClaim:
    """Builds a claim of a sentence and the words in it that are the quantity; other fields have plain defaults.

    An indicator `x` is `research/x`. A claim is a count of the level unless `unit_class` or `type` say otherwise.
    """

    def build(quote: str, span: str, value: float | None, entity: str | None = "CHN", **more: Any) -> Claim:
        indicator = more.pop("indicator", "x")
        fields: dict[str, Any] = {
            "doc": MADE_DOCUMENT, "quote": quote, "quote_start": 0, "span": span, "start": quote.index(span),
            "end": quote.index(span) + len(span), "value": value, "low": None, "high": None, "unit": "things",
            "unit_class": "count", "qualifier": None, "type": "level", "direction": None, "denominator": None,
            "noun": None, "entity": entity, "subject": None, "counterpart": None,
            "indicator": f"research/{indicator}" if indicator and "/" not in indicator else indicator,
            "confidence": 0.9, "period": None, "period_text": None, "attributed_to": None, "attributed_via": None,
            "modality": "observed", "zone": "body", "page": None, "rule": "made",
        }  # fmt: skip
        return Claim(**{**fields, **more})

    return build


def _indicator(extra: str) -> str:
    kind = "" if "kind:" in extra else "kind: flow\n"
    return f"title: Made\nunit: count\ndirection: more\n{kind}missing-means: unknown\ndefinition: Made up.\n{extra}"


def _source(indicator: str, edition: str, extra: str) -> str:
    defaults = {"published": f"{int(edition[:4]) + 1}-01-01", "tier": "primary"}
    said = "".join(f"{key}: {value}\n" for key, value in defaults.items() if f"{key}:" not in extra)
    return (
        "title: Made\nproducer: Made\naccessed: 2030-01-01\ncitation: Made.\nurl: https://example.org\n"
        f"licence: {{name: CC0}}\nprovides: [{{indicator: research/{indicator}, reader: made.up, measure: x}}]\n"
        + said + extra
    )  # fmt: skip


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
