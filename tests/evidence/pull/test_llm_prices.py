"""List prices: since when each is asked, and what is said where the file does not tell."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from theodolite.core.catalog import Catalog
from theodolite.core.source import Provides, SourceFile
from theodolite.errors import SnapshotError, SpecError
from theodolite.evidence.ledger import Ledger
from theodolite.evidence.pull.reader import Files, find_reader
from theodolite.evidence.pull.run import pull
from theodolite.evidence.snapshot import Snapshot
from theodolite.frontier.from_ledger import releases

CUT: dict[str, Any] = {
    "vendor": "v",
    "models": [
        {"id": "m", "name": "M", "price_history": [
            {"input": 2, "output": 10.5, "from_date": "2025-02-08", "to_date": None},
            {"input": 4, "output": 12, "from_date": None, "to_date": "2025-02-08"},
        ]},
        {"id": "n", "name": "N", "price_history": [{"input": 0, "output": None, "from_date": None, "to_date": None}]},
    ],
}  # fmt: skip


def read(content: Any, measure: str, period: str | None = "2026-08-05"):
    file = SourceFile(name="v.json", hash="sha256:" + "0" * 64)
    provides = Provides(indicator="made/x", reader="llm-prices.listed", measure=measure, period=period)
    text = content if isinstance(content, str) else json.dumps(content)
    return list(find_reader("llm-prices.listed")(Files({"v.json": Snapshot(file, text.encode())}), provides))


def test_a_price_stands_at_its_first_day_or_at_one_on_which_it_was_asked() -> None:
    assert [(one.place, one.period, one.value, one.locator) for one in read(CUT, "input")] == [
        ("model/m", "2025-02-08", 2, "v.json#/models/0/price_history/0"),
        ("model/m", "2025-02-07", 4, "v.json#/models/0/price_history/1"),
        ("model/n", "2026-08-05", 0, "v.json#/models/1/price_history/0"),
    ]
    assert [one.note for one in read(CUT, "output")] == ["", "the last day of this price: its first is not told"]


def test_a_price_that_is_listed_twice_alike_is_told_once() -> None:
    doubled = {"models": [*CUT["models"], {**CUT["models"][1], "name": "N, short texts"}]}
    assert [one.place for one in read(doubled, "input")] == ["model/m", "model/m", "model/n"]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("{", "not a JSON file"),
        ("[]", "no field 'models'"),
        ({"models": [{"name": "M", "price_history": [{"input": 1, "from_date": None, "to_date": None}]}]}, "'id'"),
        ({"models": [{"id": "m", "price_history": [{"input": "1"}]}]}, "no field 'input'"),
        ({"models": [{"id": "m", "price_history": [{"input": 1, "from_date": "soon", "to_date": None}]}]}, "no day"),
    ],
)
def test_a_file_of_another_form_is_refused(content: Any, what: str) -> None:
    with pytest.raises(SnapshotError, match=what):
        read(content, "input")


def test_a_source_without_a_day_for_undated_prices_is_refused() -> None:
    with pytest.raises(SpecError, match="most prices have no day"):
        read(CUT, "input", period=None)


def test_less_is_better_in_the_prices_of_the_publishers_files(catalog: Catalog, shared: Path) -> None:
    """Read in deepseek.json: 0.28 until 7 February 2025 for a million tokens of output, 1.10 from then on."""
    pulled = pull(catalog.sources["llm-prices/list-prices-2026-08"], shared / "data/raw/llm-prices", catalog)
    chat = pulled.filter((pulled["entity"] == "model/deepseek-chat") & pulled["indicator"].str.ends_with("output"))
    assert dict(chat.select("period", "value").iter_rows()) == {"2025-02-07": 0.28, "2025-02-08": 1.1}
    found = releases(Ledger.of(catalog, pulled), "list-price-output")
    assert found.less_is_better
    assert (found.frame["economies"] == "").sum() == 0
