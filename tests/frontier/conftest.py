"""Small tables of releases, written by hand for one test."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from theodolite.core.catalog import Catalog
from theodolite.core.observation import schema
from theodolite.core.period import parse_period
from theodolite.evidence.ledger import Ledger
from theodolite.frontier.release import SCHEMA, Releases, in_order

MadeReleases = Callable[[str], Releases]
ScoreLedger = Callable[..., Ledger]

INDICATOR = """
title: Made score
unit: index
direction: more
kind: index
missing-means: unknown
definition: What the tests make of it.
of: model
"""
SOURCE = """
title: Made
producer: Nobody
published: {published}
accessed: 2026-01-01
citation: Nobody, Made
url: https://example.org
licence: {{name: CC0}}
tier: primary
provides: [{{indicator: frontier/made, reader: iaps.score, measure: made}}]
"""
ENTITIES = "entity,title,makers,economies,weights,released,source,edition,locator\n"


@pytest.fixture
def made() -> MadeReleases:
    """Releases from lines `name period value makers economies weights [group]`, `-` for what is not known."""

    def build(lines: str) -> Releases:
        rows = []
        for line in filter(None, map(str.strip, lines.splitlines())):
            name, period, value, *rest = line.split()
            makers, economies, weights, group = ("" if word == "-" else word for word in (rest + ["-"] * 4)[:4])
            span = parse_period(period)
            rows.append((f"model/{name}", name, makers, economies, weights, group, span.start, span.end, float(value)))
        frame = pl.DataFrame(rows, schema=list(SCHEMA)[:9], orient="row").with_columns(
            *(pl.lit(None).alias(name) for name in list(SCHEMA)[9:])
        )
        last = frame["end"].max()
        assert isinstance(last, date)
        return Releases("frontier/made", "Made score", "index", False, in_order(frame), last)

    return build


@pytest.fixture
def score_ledger(tmp_path: Path) -> ScoreLedger:
    """A ledger of scores from lines `model period value work-edition [status] [low high]` of `frontier/made`.

    `published` gives the day of each edition; `entities` are lines `entity title makers economies weights edition`,
    with `-` for what is empty; `more` are other lines of the indicator's file.
    """

    def build(lines: str, published: dict[str, str], entities: str = "", more: str = "") -> Ledger:
        _write(tmp_path / "indicators/frontier/made.yaml", INDICATOR + more)
        for source, day in published.items():
            _write(tmp_path / f"sources/made/{source}.yaml", SOURCE.format(published=day))
        tables: dict[str, list[str]] = {}
        for line in filter(None, map(str.strip, entities.splitlines())):
            entity, title, makers, economies, weights, source = ("" if w == "-" else w for w in line.split())
            work, _, edition = source.partition("-")
            row = f"{entity},{title},{makers},{economies},{weights},,made/{work},{edition},t.csv#row=2\n"
            tables.setdefault(source, []).append(row)
        for source, records in tables.items():
            _write(tmp_path / f"entities/made/{source}.csv", ENTITIES + "".join(records))
        rows = [_observation(line) for line in filter(None, map(str.strip, lines.splitlines()))]
        return Ledger.of(Catalog.open(tmp_path), pl.DataFrame(rows, schema=schema(), orient="row"))

    return build


def _observation(line: str) -> tuple[object, ...]:
    model, period, value, source, *rest = line.split()
    status, low, high = (rest + ["A", "", ""][len(rest) :])[:3]
    work, _, edition = source.partition("-")
    bounds = [float(text) if text else None for text in (low, high)]
    place = f"made/{work}", edition, "t.csv#row=2", ""
    return (f"model/{model}", "frontier/made", period, float(value), *bounds, "index", status, *place)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
