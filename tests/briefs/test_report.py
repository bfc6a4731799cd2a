"""The page and the files: escaping, footnotes both ways, the same bytes twice, and nothing half-written."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest

from theodolite.briefs import files
from theodolite.briefs.appendix import method_rows
from theodolite.briefs.assessment import Assessment, assess
from theodolite.briefs.html import render, safe_link, untold
from theodolite.briefs.notes import short_locator
from theodolite.core.catalog import Catalog
from theodolite.errors import OutputError
from theodolite.evidence.ledger import Ledger

from .conftest import write_catalog

Assessed = Callable[..., Assessment]
HOSTILE = "</title></style><script>alert('x')</script> \"quoted\" & <b>"


class Page(HTMLParser):
    """Every tag of a page with its attributes, and whether each that was opened is closed."""

    EMPTY = frozenset({"meta", "br", "hr", "img", "link", "input", "path", "rect", "circle"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def all(self, name: str) -> list[str]:
        """The values of one attribute over the page."""
        return [value for _, attributes in self.tags if (value := attributes.get(name)) is not None]


def test_text_of_a_catalogue_is_escaped_everywhere(tmp_path: Path) -> None:
    root = write_catalog(tmp_path / "hostile", hostile=HOSTILE)
    found = assess("XAA", ["XBB"], Ledger.open(Catalog((root,))))
    page = Page(render(found))
    assert page.open == []
    assert "script" not in {tag for tag, _ in page.tags}
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
    assert not [link for link in page.all("href") if link.startswith("javascript")]
    assert "&lt;script&gt;" in render(found)
    for figure in (f for answer in found.answers for f in answer.figures):
        assert "<script" not in figure.svg + figure.narrow


def test_what_a_spreadsheet_would_run_and_what_a_terminal_would_obey_is_made_harmless(tmp_path: Path) -> None:
    root = write_catalog(tmp_path / "hostile", hostile="=1+1\u202e")
    frame = pl.DataFrame({"text": ["=1+1", "+x", "-x", "@x", "plain", None], "number": [-1, 0, 1, 2, 3, 4]})
    assert files.to_csv(frame).splitlines()[1:] == ["'=1+1,-1", "'+x,0", "'-x,1", "'@x,2", "plain,3", ",4"]
    found = assess("XAA", ["XBB"], Ledger.open(Catalog((root,))))
    assert "=1+1" in render(found)
    assert "\u202e" not in render(found)
    titles = pl.read_csv(files.tables(found)["tables/numbers.csv"].encode())["title"].unique()
    assert [title for title in titles if title.startswith("=")] == []


def test_every_number_carries_the_definition_and_the_caveats_of_its_indicator(tmp_path: Path) -> None:
    root = write_catalog(tmp_path / "catalog")
    path = root / "indicators/use/share.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "caveats: [Asked of few.]\n", encoding="utf-8")
    page = render(assess("XAA", ["XBB"], Ledger.open(Catalog((root,)))))
    assert "<summary>Definition and caveats</summary><p>Invented.</p><p>Asked of few.</p>" in page
    assert page.count("<summary>Definition</summary><p>Invented.</p>") == 2


def test_only_web_addresses_are_links() -> None:
    assert safe_link("https://example.org/a") == "https://example.org/a"
    assert safe_link("javascript:alert(1)") == ""
    assert safe_link("data:text/html,x") == ""


def test_footnotes_lead_there_and_back(assessed: Assessed) -> None:
    page = Page(render(assessed("XBB", "XAA", "XCC")))
    ids, links = page.all("id"), [link[1:] for link in page.all("href") if link.startswith("#")]
    assert len(ids) == len(set(ids))
    assert set(links) <= set(ids)
    notes = [id for id in ids if id.startswith("note-")]
    references = [id for id in ids if id.startswith("ref-")]
    assert set(notes) | set(references) <= set(links)
    assert len(notes) == 9, "eight figures in use and one of an earlier year; what is set aside has no note"


def test_headings_step_down_by_one(assessed: Assessed) -> None:
    levels = [int(tag[1]) for tag, _ in Page(render(assessed("XBB", "XAA"))).tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_page_asks_for_nothing_and_names_no_time(assessed: Assessed) -> None:
    text = render(assessed("XBB", "XAA"))
    assert not Page(text).all("src")
    assert "url(" not in text
    assert "@import" not in text
    assert not re.search(r"\b\d\d:\d\d\b", text)
    assert "12 August 2026" in text


def test_the_same_evidence_gives_the_same_bytes(tmp_path: Path, invented: Ledger) -> None:
    for name in ("one", "two"):
        files.write(assess("XBB", ["XAA"], Ledger.open(invented.catalog)), tmp_path / name)
    first = {p.relative_to(tmp_path / "one"): p.read_bytes() for p in (tmp_path / "one").rglob("*.*")}
    assert first == {p.relative_to(tmp_path / "two"): p.read_bytes() for p in (tmp_path / "two").rglob("*.*")}
    assert len(first) > 10


def test_the_evidence_hash_follows_the_evidence(invented: Ledger) -> None:
    before = assess("XBB", ["XAA"], invented).evidence_hash
    changed = invented.rows.with_columns(value=pl.col("value") * 2)
    assert assess("XBB", ["XAA"], Ledger(invented.catalog, changed)).evidence_hash != before


def test_the_document_names_every_file_and_every_file_is_there(tmp_path: Path, assessed: Assessed) -> None:
    document = files.write(assessed("XBB", "XAA"), tmp_path / "out")
    assert json.loads((tmp_path / "out/assessment.json").read_text(encoding="utf-8")) == document
    assert sorted(document["files"]) == sorted(
        p.relative_to(tmp_path / "out").as_posix() for p in (tmp_path / "out").rglob("*") if p.is_file()
    )
    assert document["as_of"] == "2026-08-12"
    assert {path for a in document["answers"] for path in a["figure"]} <= set(document["files"])


def test_the_table_of_numbers_holds_value_unit_and_locator(tmp_path: Path, assessed: Assessed) -> None:
    files.write(assessed("XBB", "XAA"), tmp_path)
    numbers = pl.read_csv(tmp_path / "tables/numbers.csv")
    row = numbers.row(by_predicate=(pl.col("indicator") == "minds/people") & (pl.col("entity") == "XAA"), named=True)
    assert (row["value"], row["year"], row["state"]) == (10.0, 2019, "old")
    assert (row["locator"], row["url"]) == ("table.csv#row=5", "https://example.org/yearbook")


def test_a_folder_that_cannot_be_written_is_one_clear_error(tmp_path: Path, assessed: Assessed) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OutputError, match="cannot write"):
        files.write(assessed("XBB", "XAA"), tmp_path / "file")


def test_an_interrupt_leaves_nothing_half_written(
    tmp_path: Path, assessed: Assessed, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = assessed("XBB", "XAA")
    files.write(found, tmp_path)
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    monkeypatch.setattr("theodolite.store.atomic.os.chmod", _interrupt)
    with pytest.raises(KeyboardInterrupt):
        files.write(assessed("XCC", "XAA"), tmp_path)
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == before


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_long_list_of_rows_is_cut_for_reading() -> None:
    assert short_locator("a.csv#row=5") == "a.csv#row=5"
    rows = ";".join(str(n) for n in range(1, 41))
    assert short_locator(f"a.csv#row={rows}") == "a.csv#row=1;2;3 and 37 more"


def test_a_method_names_only_the_options_that_a_lens_chose(tmp_path: Path) -> None:
    root = write_catalog(tmp_path / "catalog")
    steps = "  - {do: treat, how: winsorise, skewness: 2.5, then: none}\n  - {do: normalise, how: min-max"
    for lens in (root / "lenses").iterdir():
        lens.write_text(lens.read_text(encoding="utf-8").replace("  - {do: normalise, how: min-max", steps))
    found = assess("XAA", ["XBB"], Ledger.open(Catalog((root,))))
    assert method_rows(found.asked)[0][1:] == (
        "machines 50\N{NO-BREAK SPACE}%, minds 50\N{NO-BREAK SPACE}%",
        "treat (winsorise, skewness 2.5, then none) → normalise (min-max) → "
        "aggregate (indicators arithmetic, pillars arithmetic, missing refuse)",
    )


def test_a_reservation_is_told_once_on_a_page() -> None:
    told: list[str] = []
    assert untold(["Use rests on one indicator, Users. An estimate.", "Power: A sample."], told) == told
    assert untold(["Users: An estimate.", "Power: A sample.", "Racks: A count."], told) == ["Racks: A count."]
