"""`new` and `list`: scaffolds that load and are never written over another file, and the names that there are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from theodolite.cli.main import app
from theodolite.core.catalog import Catalog
from theodolite.index.lens import load_lens


def run(*words: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, list(words))
    return done.exit_code, done.stdout, done.stderr


def test_each_scaffold_loads_as_written(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    for kind, id in [("indicator", "compute/mine"), ("source", "me/work-2026-03"), ("lens", "mine")]:
        code, out, _ = run("new", kind, id, "--catalog", str(folder), "--json")
        assert code == 0
        assert Path(json.loads(out)["file"]).read_text(encoding="utf-8").startswith("# ")
    catalog = Catalog.open(folder)
    assert catalog.indicators["compute/mine"].missing_means == "unknown"
    assert catalog.sources["me/work-2026-03"].edition == "2026-03"
    assert [pillar.pillar for pillar in load_lens("mine", catalog).framework] == ["compute"]


def test_a_commented_key_of_a_scaffold_is_a_key_that_the_model_knows(tmp_path: Path) -> None:
    for kind, id in [("indicator", "compute/mine"), ("source", "me/work-2026-03"), ("lens", "mine")]:
        run("new", kind, id, "--catalog", str(tmp_path))
    for path in tmp_path.rglob("*.yaml"):
        first, *lines = path.read_text(encoding="utf-8").splitlines()
        filled = [line.removeprefix("# ") for line in lines if not line.startswith("# ships")]
        path.write_text("\n".join([first, *filled]), encoding="utf-8")
    catalog = Catalog.open(tmp_path)
    assert catalog.indicators["compute/mine"].concept == "an-idea"
    assert catalog.sources["me/work-2026-03"].skips == ("World", "Other")
    assert load_lens("mine", catalog).caveats


def test_a_pillar_of_ones_own_stands_in_ones_own_codelist(tmp_path: Path) -> None:
    code, _, error = run("new", "indicator", "space/launches", "--catalog", str(tmp_path))
    path = tmp_path / "codelists/pillars.yaml"
    assert (code, str(path) in "".join(error.split())) == (2, True)
    path.parent.mkdir()
    path.write_text("space: {title: Space, definition: What flies.}\n", encoding="utf-8")
    assert run("new", "indicator", "space/launches", "--catalog", str(tmp_path))[0] == 0
    assert "no pillar" not in run("check", "--catalog", str(tmp_path))[1]


@pytest.mark.parametrize(
    ("kind", "id", "said"),
    [
        ("indicator", "clusters", "pillar/name"),
        ("indicator", "compute/../../x", "pillar/name"),
        ("indicator", "nopillar/labs", "no pillar is called 'nopillar'"),
        ("indicator", "computee/labs", "did you mean compute?"),
        ("source", "epoch/clusters", "publisher/work-edition"),
        ("lens", "Mine", "a name"),
        ("lens", "/tmp/x", "a name"),
        ("lens", "biggest", "is there already"),
        ("indicator", "compute/clusters-h100e", "an indicator called 'compute/clusters-h100e' is there already"),
        ("lenses", "mine", "is not one of"),
    ],
)
def test_what_cannot_be_begun_is_refused(tmp_path: Path, kind: str, id: str, said: str) -> None:
    code, _, error = run("new", kind, id, "--catalog", str(tmp_path))
    assert code == 2
    assert said in error
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "lenses").mkdir()
    mine = tmp_path / "lenses" / "mine.yaml"
    mine.write_text("title: my work\n", encoding="utf-8")
    assert run("new", "lens", "mine", "--catalog", str(tmp_path))[0] == 2
    assert mine.read_text(encoding="utf-8") == "title: my work\n"
    assert run("new", "lens", "mine")[0] == 2


def test_a_list_holds_ids_titles_and_coverage(catalog: Catalog) -> None:
    listed = {
        kind: {row["id"]: row for row in json.loads(run("list", kind, "--json")[1])[kind]}
        for kind in ("lenses", "indicators", "sources", "economies")
    }
    assert listed["lenses"]["biggest"]["title"] == load_lens("biggest", catalog).title
    assert listed["indicators"].keys() == set(catalog.indicators)
    clusters = listed["indicators"]["compute/clusters-count"]
    assert (clusters["pillar"], clusters["unit"]) == ("compute", "count")
    assert clusters["entities"] > 30
    assert listed["economies"]["CHN"]["title"] == "China"
    assert listed["economies"]["WLD"]["group"] is True
    assert all(source["published"] >= "2000" for source in listed["sources"].values())


def test_a_list_as_of_an_early_day_has_no_coverage() -> None:
    rows = json.loads(run("list", "indicators", "--json", "--as-of", "1990-01-01")[1])["indicators"]
    assert rows
    assert {row["entities"] for row in rows} == {0}
