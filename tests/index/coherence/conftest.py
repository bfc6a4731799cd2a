"""COINr's ASEM example: its output files, and the ranking of its 51 economies through a lens of the same steps."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from theodolite.core.reference import Reference
from theodolite.evidence.ledger import Ledger
from theodolite.index.aggregate import Aggregate
from theodolite.index.dataset import Dataset
from theodolite.index.framework import Leaf, Pillar
from theodolite.index.lens import Lens
from theodolite.index.normalise import Normalise
from theodolite.index.ranking import Ranking, rank_stage
from theodolite.index.stage import Stage
from theodolite.index.treat import Treat

Records = Callable[[str], list[dict[str, str]]]


@pytest.fixture(scope="session")
def records(shared: Path) -> Records:
    """The rows of one of COINr's files by its path below golden/coinr."""

    def read(name: str) -> list[dict[str, str]]:
        with (shared / "golden/coinr" / name).open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))

    return read


@pytest.fixture(scope="session")
def figures(records: Records) -> Callable[[str], Dataset]:
    """The indicators of one of COINr's steps as a dataset."""
    codes = [row["iCode"] for row in records("data/ASEM_iMeta.csv") if row["Type"] == "Indicator"]

    def read(step: str) -> Dataset:
        rows = records(f"steps/{step}.csv")
        values = np.array([[float(row[code]) if row[code] else np.nan for code in codes] for row in rows])
        return Dataset(tuple(row["uCode"] for row in rows), tuple(codes), values, np.ones(len(codes)))

    return read


@pytest.fixture(scope="session")
def asem(records: Records, figures: Callable[[str], Dataset], ledger: Ledger) -> Ranking:
    """From screened figures to ranks; the ledger only lends its day."""
    meta = records("data/ASEM_iMeta.csv")
    way = {row["iCode"]: float(row["Direction"]) for row in meta if row["Direction"]}
    data = figures("Screened")
    data = replace(data, directions=np.array([way[code] for code in data.indicators]))
    lens = Lens(
        id="asem",
        title="ASEM",
        question="How connected, and how sustainably?",
        after=(Reference(title="COINr 1.1.14"),),
        framework=tuple(node for node in framework(meta, "Index") if isinstance(node, Pillar)),
        steps=(
            Treat.model_validate({"how": "winsorise"}),
            Normalise.model_validate({"how": "min-max"}),
            Aggregate.model_validate({"indicators": "arithmetic", "pillars": "arithmetic"}),
        ),
    )
    return rank_stage(Stage(data), lens, ledger)


def framework(meta: list[dict[str, str]], parent: str) -> tuple[Leaf | Pillar, ...]:
    """The nodes below `parent`; a pillar is named by its code in small letters."""
    return tuple(
        Leaf(indicator=row["iCode"], weight=float(row["Weight"]))
        if row["Type"] == "Indicator"
        else Pillar(pillar=row["iCode"].lower(), weight=float(row["Weight"]), indicators=framework(meta, row["iCode"]))
        for row in meta
        if row["Parent"] == parent and row["Type"] in ("Indicator", "Aggregate")
    )
