"""A small invented catalogue: four economies, three indicators, two lenses, and one source that contradicts another."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from theodolite.briefs.assessment import Assessment, assess
from theodolite.core.catalog import Catalog
from theodolite.core.observation import COLUMNS
from theodolite.evidence.ledger import Ledger

ECONOMIES = "XAA: {title: Arcadia}\nXBB: {title: Borduria}\nXCC: {title: United Isles}\nXDD: {title: Dystopia}\n"
UNITS = 'count: {title: count, class: count}\npercent: {title: per cent, class: percent, symbol: "%"}\n'
INDICATOR = (
    "title: {title}\nunit: {unit}\ndirection: more\nkind: stock\nmissing-means: {missing}\ndefinition: Invented.\n"
)
SOURCE = """title: {title}
producer: {producer}
published: {published}
accessed: 2026-11-22
citation: Invented by the {producer}.
url: {url}
licence: {{name: CC0}}
tier: primary
provides:
  - {{indicator: machines/racks, reader: none.none, measure: racks}}
"""
LENS = """title: {title}
question: {question}
after: [{{title: Invented for a test}}]
framework:
{framework}
steps:
  - {{do: normalise, how: min-max, to: [0, 100]}}
  - {{do: aggregate, indicators: arithmetic, pillars: arithmetic}}
"""
ROWS = (
    ("XAA", "machines/racks", "2025", 100, "count", "bureau/yearbook"),
    ("XBB", "machines/racks", "2025", 50, "count", "bureau/yearbook"),
    ("XDD", "machines/racks", "2025", 25, "count", "bureau/yearbook"),
    ("XAA", "minds/people", "2019", 10, "count", "bureau/yearbook"),
    ("XBB", "minds/people", "2025", 30, "count", "bureau/yearbook"),
    ("XCC", "minds/people", "2025", 20, "count", "bureau/yearbook"),
    ("XDD", "minds/people", "2025", 10, "count", "bureau/yearbook"),
    ("XAA", "minds/people", "2019", 12, "count", "institute/survey"),
    ("XCC", "minds/people", "2023", 18, "count", "bureau/yearbook"),
    ("XCC", "minds/people", "2023", 24, "count", "institute/survey"),
    ("XAA", "use/share", "2024", 20, "percent", "bureau/yearbook"),
    ("XBB", "use/share", "2024", 10, "percent", "bureau/yearbook"),
    ("XCC", "use/share", "2024", 40, "percent", "bureau/yearbook"),
)
"""Scores by hand. Power: racks 100, 50, 0, 25 and people 0, 100, 50, 0 give XBB 75, XAA 50, XCC 25, XDD 12.5.
Use: XCC 100, XAA 33.3, XBB 0; nobody knows that of XDD.
Power is drawn in three versions, a third each: as it is (XBB, XAA, XCC, XDD), by people alone (XBB, XCC, then XAA and
XDD together) and by racks alone (XAA, XBB, XDD, XCC). Nothing about Use is doubted."""


def write_catalog(root: Path, *, hostile: str = "") -> Path:
    """The catalogue's files below `root`; `hostile` text is put into every title, name and note."""
    words = f"'{hostile.replace(chr(39), chr(39) * 2)}'" if hostile else ""
    files = {
        "codelists/economies.yaml": ECONOMIES.replace("Arcadia", words or "Arcadia"),
        "codelists/units.yaml": UNITS,
        "sources/bureau/yearbook-2026-08.yaml": SOURCE.format(
            title=words or "Yearbook", producer="Bureau", published="2026-08-12", url="https://example.org/yearbook"
        ),
        "sources/institute/survey-2026-01.yaml": SOURCE.format(
            title="Survey", producer="Institute", published="2026-01-10", url="https://example.org/survey"
        ),
        "lenses/powers.yaml": LENS.format(
            title=words or "Power",
            question=words or "Who can build it?",
            framework="  - {pillar: machines, indicators: [{indicator: machines/racks}]}\n"
            "  - {pillar: minds, indicators: [{indicator: minds/people}]}",
        )
        + "doubt: {drop-indicator: true}\n",
        "lenses/diffusion.yaml": LENS.format(
            title="Use", question="Who uses it?", framework="  - {pillar: use, indicators: [{indicator: use/share}]}"
        ),
    }
    for id, title, unit, missing in (
        ("machines/racks", words or "Racks", "count", "none-recorded"),
        ("minds/people", "People", "count", "unknown"),
        ("use/share", "Share of users", "percent", "unknown"),
    ):
        files[f"indicators/{id}.yaml"] = INDICATOR.format(title=title, unit=unit, missing=missing)
    for work, edition in (("bureau/yearbook", "2026-08"), ("institute/survey", "2026-01")):
        files[f"observations/{work}-{edition}.csv"] = _table(work, edition, hostile)
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def _table(work: str, edition: str, note: str) -> str:
    quoted = '"' + note.replace('"', '""') + '"'
    lines = [
        f"{e},{i},{p},{v},,,{u},A,{w},{edition},table.csv#row={n},{quoted}"
        for n, (e, i, p, v, u, w) in enumerate(ROWS, start=2)
        if w == work
    ]
    return "\n".join([",".join(COLUMNS), *lines]) + "\n"


@pytest.fixture
def invented(tmp_path: Path) -> Ledger:
    """The evidence of the invented catalogue alone."""
    return Ledger.open(Catalog((write_catalog(tmp_path / "catalog"),)))


@pytest.fixture
def assessed(invented: Ledger) -> Callable[..., Assessment]:
    """Assess an invented economy against others."""
    return lambda entity, *against: assess(entity, against, invented)
