"""Ids of models, chips and organisations: what a publisher's name becomes, and who is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from theodolite.core.catalog import Catalog
from theodolite.core.entity import EntityNames, slug
from theodolite.core.entity_table import Entity, EntityIds, in_turn, read_entities, to_csv
from theodolite.errors import TableError, UnknownNameError


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("DeepSeek-V3", "deepseek-v3"),
        ("NVIDIA H100 SXM5 80GB", "nvidia-h100-sxm5-80gb"),
        ("GPT-4.5", "gpt-4-5"),
        ("GPT-4 (Mar 2023)", "gpt-4-mar-2023"),
        ("DALL·E 3", "dall-e-3"),
        ("NÜWA", "nuwa"),
        ("PanGu-Σ", "pangu-sigma"),
        ("λ-WASP", "lamda-wasp"),
        ("π0.6 (pi-0.6)", "pi0-6-pi-0-6"),
        ("Xinghai (星海)", "xinghai"),
        ("DeepSeek-Coder-V2 + RAG", "deepseek-coder-v2-plus-rag"),
        ("o1_preview", "o1-preview"),
    ],
)
def test_a_name_becomes_lower_case_words_and_hyphens(name: str, expected: str) -> None:
    assert slug(name) == expected
    assert slug(expected) == expected


@pytest.mark.parametrize("name", ["", "星海", "---", "·"])
def test_a_name_without_a_latin_letter_or_digit_is_refused(name: str) -> None:
    with pytest.raises(UnknownNameError):
        slug(name)


def test_our_own_id_stands_over_the_slug() -> None:
    ids = EntityIds({"chip/h20": EntityNames(title="NVIDIA H20", aliases=("NVIDIA HGX H20",))})
    assert ids.id("chip", "NVIDIA HGX H20") == "chip/h20"
    assert ids.id("chip", "nvidia h20") == "chip/h20"
    assert ids.id("model", "NVIDIA H20") == "model/nvidia-h20"


def test_a_kind_that_is_none_is_refused() -> None:
    with pytest.raises(UnknownNameError):
        EntityIds({}).id("planet", "Mars")


def test_the_newest_edition_speaks_first_and_others_fill_its_gaps(tmp_path: Path) -> None:
    old = Entity("model/x", "X (old)", "Lab", "CHN", "open", "2024-01-01", "a/list", "2024", "l.csv#row=2")
    new = Entity("model/x", "X", "", "", "", "2024-01-02", "a/list", "2025", "l.csv#row=3")
    for entity in (old, new):
        (tmp_path / f"{entity.edition}.csv").write_bytes(to_csv([entity]))
    tables = {"a/list-2024": tmp_path / "2024.csv", "a/list-2025": tmp_path / "2025.csv"}
    assert read_entities(tables) == {
        "model/x": Entity("model/x", "X", "Lab", "CHN", "open", "2024-01-02", "a/list", "2025", "l.csv#row=3")
    }


def test_tables_speak_in_turn_by_work_and_the_newest_edition_first() -> None:
    ids = ["b/list-2024", "a/list-2024", "a/list-2025", "c/x-2020"]
    assert in_turn(ids) == ["a/list-2025", "a/list-2024", "b/list-2024", "c/x-2020"]
    assert in_turn(ids, first=["c/x"]) == ["c/x-2020", "a/list-2025", "a/list-2024", "b/list-2024"]


def test_a_table_made_before_weights_were_told_is_read_and_knows_none(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        "entity,title,makers,economies,released,source,edition,locator\nmodel/x,X,L,CHN,2024,a/list,2025,l.csv#row=2\n"
    )
    found = read_entities({"a/list-2025": tmp_path / "a.csv"})["model/x"]
    assert (found.weights, found.released, found.locator) == ("", "2024", "l.csv#row=2")


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("entity,name\n", ":1"),
        ("entity,title,makers,economies,weights,released,source,edition,locator\nmodel/x\n", ":2"),
    ],
)
def test_a_malformed_table_is_refused_with_its_line(tmp_path: Path, content: str, line: str) -> None:
    path = tmp_path / "list-2024.csv"
    path.write_text(content)
    with pytest.raises(TableError) as error:
        read_entities({"a/list-2024": path})
    assert str(error.value.where).endswith(line)


def test_the_catalogue_titles_entities_of_every_kind(catalog: Catalog) -> None:
    assert catalog.title("CHN") == "China"
    assert catalog.title("chip/h20") == "NVIDIA HGX H20"
    assert catalog.title("organisation/microsoft") == "Microsoft"
    assert catalog.title("model/nobody-made-this") == "model/nobody-made-this"
