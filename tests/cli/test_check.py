"""The rules of `check`: a small sound catalogue, one thing broken at a time, and the rule that must see it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from theodolite.cli.main import app
from theodolite.core.catalog import Catalog
from theodolite.core.check import Finding, check, rules
from theodolite.core.source import Provides
from theodolite.evidence.pull.reader import Files, Reading, reader


@reader("small.count")
def count(_files: Files, _provides: Provides) -> Iterator[Reading]:
    """A reader that reads nothing: only its name is checked."""
    return iter(())


CONTROL = {
    "chip-codelists-name-what-there-is", "control-rules-act-on-what-there-is", "control-rules-follow-each-other",
    "control-rules-load", "control-rules-test-figures-that-are-held",
}  # fmt: skip
"""Rules that are seen to fail in tests/scenarios/test_control_checks.py."""

SCENARIO = {"assumptions-load", "scenarios-load", "scenarios-rest-on-what-there-is"}
"""Rules that are seen to fail in tests/scenarios/test_scenario_checks.py."""

SITING = {"sitings-are-whole", "sitings-load", "sitings-stand-in-known-places"}
"""Rules that are seen to fail in tests/scenarios/test_siting_checks.py."""

INDICATOR = """\
title: A title
unit: count
direction: more
kind: stock
missing-means: unknown
definition: What is counted.
"""
ROW = "CHN,compute/clusters,2024,5.0,4.0,6.0,count,A,epoch/clusters,2026-08,a.csv#row=2,\n"
SMALL = {
    "codelists/units.yaml": "count: {title: count, class: count}\n",
    "codelists/economies.yaml": "CHN: {title: China, aliases: [PRC]}\nWLD: {title: World, group: true}\n",
    "codelists/pillars.yaml": "compute: {title: C, definition: D, levels-at-least: 2, economies-at-least: 1}\n",
    "indicators/compute/clusters.yaml": INDICATOR + "concept: machines\nprefer: [epoch/clusters]\n",
    "indicators/compute/machines.yaml": INDICATOR.replace("stock", "flow")
    + "concept: machines\ndenominators: [population]\n",
    "indicators/compute/share.yaml": INDICATOR.replace("stock", "share") + "variant-of: compute/clusters\n",
    "sources/epoch/clusters-2026-08.yaml": """\
title: Clusters
producer: Epoch AI
published: 2026-08-12
accessed: 2026-11-22
citation: Epoch AI.
url: https://epoch.ai
licence: {name: CC BY 4.0}
tier: primary
files:
  - {name: a.csv, hash: "sha256:0000000000000000000000000000000000000000000000000000000000000000"}
provides:
  - {indicator: compute/clusters, reader: small.count, measure: count}
  - {indicator: compute/machines, reader: small.count, measure: count}
  - {indicator: compute/share, reader: small.count, measure: count}
""",
    "observations/epoch/clusters-2026-08.csv": (
        "entity,indicator,period,value,low,high,unit,status,source,edition,locator,note\n"
        + ROW
        + ROW.replace("clusters,2024", "machines,2024").replace("row=2", "row=2;5-7")
    ),
    "lenses/small.yaml": """\
title: Small
question: Who?
replicates: small-2026
after: [{title: A handbook, href: "https://example.org"}]
framework:
  - pillar: compute
    indicators:
      - {indicator: compute/clusters}
      - {indicator: compute/machines, denominate: population}
steps:
  - {do: denominate, by: none}
  - {do: normalise, how: min-max, to: [0, 100]}
  - {do: aggregate, indicators: arithmetic, pillars: arithmetic}
""",
    "systems/small-2026.yaml": """\
title: Small system
producer: Epoch AI
concept: How many clusters.
measures: size
weights: None.
editions: [epoch/clusters-2026-08]
period: "2024"
score: compute/clusters
ranks: {CHN: 1}
after: [{title: A list, href: "https://example.org"}]
""",
}
TABLE, SOURCE, LENS = (
    "observations/epoch/clusters-2026-08.csv",
    "sources/epoch/clusters-2026-08.yaml",
    "lenses/small.yaml",
)
CLUSTERS, MACHINES = "indicators/compute/clusters.yaml", "indicators/compute/machines.yaml"
CORRECTION = "corrections/epoch/one.yaml"
FIX = """\
source: epoch/clusters-2026-08
where: {indicator: compute/machines}
expect: {rows: 1}
drop: true
reason: It is wrong.
reference: https://example.org
status: unreported
"""
SHARE, ECONOMIES = "indicators/compute/share.yaml", "codelists/economies.yaml"
PILLARS = "codelists/pillars.yaml"
MAKERS = "codelists/makers.yaml"
TWO_MAKERS = "p: {title: P, economies: [CHN], models: [zed]}\nq: {title: Q, economies: [CHN], models: [zed]}\n"
SYSTEM = "systems/small-2026.yaml"
BEFORE = "follows: small-2026\nbridge: {before: {compute/clusters: [compute/machines]}, after: {}}\n"

BROKEN = [
    ("files-load", CLUSTERS, "kind: stock", "kindd: stock", "unknown key 'kindd'"),
    ("files-load", SOURCE, "sha256:00", "sha256:", "'hash' (in files, item 1)"),
    ("files-load", ECONOMIES, "title: China", "titel: China", "unknown key 'titel' (in CHN)"),
    ("files-stand-in-known-folders", "lens/mine.yaml", "", "title: x", "nothing reads the folder 'lens'"),
    ("files-stand-in-known-folders", "lenses/mine.yml", "", "title: x", "ends with '.yml'"),
    ("units-exist", CLUSTERS, "unit: count", "unit: counts", "no unit is called 'counts'"),
    ("pillars-exist", PILLARS, "compute:", "computes:", "no pillar is called 'compute'"),
    ("variants-exist", SHARE, "compute/clusters", "compute/cluster", "no indicator is called"),
    ("variants-exist", SHARE, "compute/clusters", "compute/share", "is no level"),
    ("recorders-exist", CLUSTERS, "concept:", "recorded-by: compute/machine\nconcept:", "no indicator is called"),
    ("recorders-exist", CLUSTERS, "concept:", "recorded-by: compute/machines\nconcept:", "does not count what"),
    ("recorders-exist", CLUSTERS, "concept:", "recorded-by: compute/machines\nconcept:", "is unknown anyway"),
    ("concepts-are-shared", CLUSTERS, "concept: machines", "concept: machinery", "alone has the concept"),
    ("denominators-exist", MACHINES, "[population]", "[populaton, gdp]", "no denominator is called 'populaton'"),
    ("shares-have-no-denominator", MACHINES, "kind: flow", "kind: share", "and has denominators"),
    ("preferred-works-exist", CLUSTERS, "[epoch/clusters]", "[epoch/cluster]", "no work is called 'epoch/cluster'"),
    ("names-mean-one-economy", ECONOMIES, "aliases: [PRC]", "aliases: [Chad]", "'chad' may mean CHN or TCD"),
    ("ways-of-saying-ask-for-words", CLUSTERS, "concept:", "said-as: [-humanoid]\nconcept:", "asks for no word"),
    ("ways-of-saying-ask-for-words", CLUSTERS, "concept:", "said-as: [ai pa*]\nconcept:", "begins with too little"),
    ("provided-indicators-exist", SOURCE, "compute/share,", "compute/shares,", "is called 'compute/shares'"),
    ("indicators-are-provided", "indicators/compute/more.yaml", "", INDICATOR, "no source provides 'compute/more'"),
    ("readers-exist", SOURCE, "share, reader: small.count", "share, reader: small.coutn", "'small.coutn'"),
    ("readers-exist", SOURCE, "share, reader: small.count", "share, reader: nobody.x", "'nobody.x'"),
    ("files-are-listed", SOURCE, "measure: count}\n", "measure: count, file: b.csv}\n", "'b.csv', which is not listed"),
    ("origins-exist", SOURCE, "tier: primary", "tier: primary\norigin: [epoch/chips]", "no work is called"),
    ("editions-are-dated", SOURCE, "2026-11-22", "2026-08-11", "before it was published on 2026-08-12"),
    ("what-may-not-ship-has-no-table", SOURCE, "tier:", "ships: false\nwhy-not-shipped: x\ntier:", "does not ship"),
    ("what-may-not-ship-has-no-table", SOURCE, "tier:", "why-not-shipped: x\ntier:", "ships is True"),
    ("tables-load", TABLE, ",5.0,", ",many,", "value is not a finite number"),
    ("tables-load", "observations/epoch/other-2026.csv", "", SMALL[TABLE].splitlines()[0], "no source is called"),
    ("rows-have-their-source", TABLE, "epoch/clusters,2026-08,a", "epoch/chips,2026-08,a", "source is 'epoch/chips'"),
    ("rows-have-their-source", SOURCE, "compute/clusters, ", "compute/share, ", "indicator is 'compute/clusters'"),
    ("rows-have-the-unit-of-their-indicator", TABLE, "6.0,count", "6.0,persons", "unit is 'persons'"),
    ("periods-are-known-by-then", TABLE, ",2024,", ",24,", "period is '24'"),
    ("periods-are-known-by-then", TABLE, ",2024,", ",1999,", "period is '1999'"),
    ("periods-are-known-by-then", TABLE, ",2024,", ",2027,", "period is '2027'"),
    ("periods-are-known-by-then", TABLE, "machines,2024,", "machines,2026,", "period is '2026'"),
    ("statuses-are-known", TABLE, "count,A", "count,X", "status is 'X'"),
    ("intervals-hold-their-value", TABLE, "5.0,4.0", "5.0,5.5", "value is 5.0"),
    ("intervals-hold-their-value", TABLE, "5.0,4.0", "5.0,", "value is 5.0"),
    ("rows-stand-once", TABLE, "compute/machines,", "compute/clusters,", "CHN × compute/clusters × 2024"),
    ("entities-are-known", TABLE, "CHN,compute/clusters", "CHX,compute/clusters", "entity is 'CHX'"),
    ("entities-are-known", TABLE, "CHN,compute/clusters", "model/x,compute/clusters", "entity is 'model/x'"),
    ("entities-are-known", TABLE, "CHN,compute/clusters", "CN-QQ,compute/clusters", "entity is 'CN-QQ'"),
    ("corrections-name-what-they-correct", CORRECTION, "", FIX.replace("where", "wher"), "unknown key 'wher'"),
    ("corrections-name-what-they-correct", CORRECTION, "", FIX.replace("-08", "-07"), "no source is called"),
    ("corrections-name-what-they-correct", CORRECTION, "", FIX.replace("machines", "nothing"), "does not provide"),
    ("locators-name-a-listed-file", TABLE, "a.csv#row=2,", "b.csv#row=2,", "locator is 'b.csv#row=2'"),
    ("locators-name-a-listed-file", TABLE, "a.csv#row=2,", "a.csv#the row on China,", "the row on China"),
    ("pillars-hold-enough", PILLARS, "levels-at-least: 2", "levels-at-least: 3", "2 levels"),
    ("pillars-hold-enough", PILLARS, "economies-at-least: 1", "economies-at-least: 2", "0 levels with 2"),
    ("lenses-load", LENS, "how: min-max", "hwo: min-max", "steps, item 2"),
    ("lenses-name-known-indicators", LENS, "compute/machines", "compute/machine", "is called 'compute/machine'"),
    ("lenses-name-known-indicators", MACHINES, "kind:", "of: chip\nkind:", "is about the kind 'chip'"),
    ("lenses-say-where-they-come-from", LENS, ', href: "https://example.org"', "", "cannot be followed"),
    ("lenses-load", LENS, "pillar: compute", "pillar: compute\n    weight: 0", "give one of them a weight above 0"),
    ("levels-count-once", LENS, "compute/machines, denominate: population", "compute/share", "views of one thing"),
    ("denominators-are-allowed", LENS, "denominate: population", "denominate: gdp", "is divided by 'gdp'"),
    ("doubts-allow-the-lens-as-written", LENS, "steps:", "doubt: {normalise: [{how: rank}]}\nsteps:", "leaves out"),
    ("systems-load", SYSTEM, "measures: size", "measures: length", "measures"),
    ("systems-name-what-exists", SYSTEM, "compute/clusters", "compute/cluster", "is called 'compute/cluster'"),
    ("systems-name-what-exists", SYSTEM, "[epoch/clusters-2026-08]", "[epoch/clusters-2026-07]", "no source is called"),
    ("systems-name-what-exists", SYSTEM, "ranks: {CHN: 1}", "ranks: {CHI: 1}", "no economy has the code 'CHI'"),
    ("systems-name-what-exists", SYSTEM, "ranks:", BEFORE.replace("2026", "2025") + "ranks:", "no system is called"),
    ("bridges-lead-somewhere", SYSTEM, "ranks:", "follows: small-2026\nranks:", "stand together"),
    ("bridges-lead-somewhere", SYSTEM, "ranks:", BEFORE.replace("machines", "machine") + "ranks:", "'compute/machine'"),
    ("replicas-name-their-system", LENS, "replicates: small-2026", "replicates: small-2025", "no system is called"),
    ("makers-are-at-home-in-economies", MAKERS, "", "p: {title: P, economies: [ZZQ]}\n", "'ZZQ', which is no economy"),
    ("a-model-has-one-maker", MAKERS, "", TWO_MAKERS, "'zed' are p's and q's"),
    ("unknown-weights-are-a-publishers", LENS, "replicates: small-2026", "weights: unknown", "that you know"),
]  # fmt: skip


def found(folder: Path, changes: dict[str, str]) -> list[Finding]:
    for name, text in {**SMALL, **changes}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return check(Catalog((folder,)))


def test_a_sound_catalogue_has_no_findings(tmp_path: Path) -> None:
    assert found(tmp_path, {}) == []


@pytest.mark.parametrize(("rule", "file", "old", "new", "said"), BROKEN)
def test_a_broken_catalogue_is_found_by_its_rule(
    tmp_path: Path, rule: str, file: str, old: str, new: str, said: str
) -> None:
    text = SMALL.get(file, "")
    assert old in text
    findings = found(tmp_path, {file: text.replace(old, new, 1)})
    assert [f for f in findings if f.rule == rule and said in f.what], findings


@pytest.mark.parametrize("rule", sorted(rules()))
def test_every_rule_is_seen_to_fail(rule: str) -> None:
    elsewhere = {"tables-stay-small", *CONTROL, *SCENARIO, *SITING}
    assert rule in {name for name, *_ in BROKEN} | elsewhere


def test_tables_of_more_than_15_megabytes_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("theodolite.evidence.table_checks.LARGEST_SHIPPED", 200)
    assert [f.what for f in found(tmp_path, {}) if f.rule == "tables-stay-small"] == ["the tables have 247 bytes"]


def test_a_broken_file_hides_no_other_finding(tmp_path: Path) -> None:
    findings = found(
        tmp_path,
        {CLUSTERS: SMALL[CLUSTERS].replace("kind", "kindd"), TABLE: SMALL[TABLE].replace("count,A", "count,X")},
    )
    assert {f.rule for f in findings} == {"files-load", "statuses-are-known"}


def test_a_finding_names_file_and_line(tmp_path: Path) -> None:
    rows = SMALL[TABLE].replace("machines,2024,5.0,4.0", "machines,2024,5.0,5.5")
    (finding,) = found(tmp_path, {TABLE: rows})
    assert finding.where == f"{tmp_path / TABLE}:3"
    (finding,) = found(
        tmp_path, {TABLE: SMALL[TABLE], SOURCE: SMALL[SOURCE].replace("share, reader: small.c", "share, reader: c")}
    )
    assert finding.where == f"{tmp_path / SOURCE}:14"


def test_the_exit_code_says_whether_something_is_to_be_mended(tmp_path: Path) -> None:
    (tmp_path / "lens").mkdir()
    done = CliRunner().invoke(app, ["check", "--catalog", str(tmp_path), "--json"])
    assert done.exit_code == 1
    found = {f["where"]: f["what"] for f in json.loads(done.stdout)["findings"]}
    assert found[str(tmp_path / "lens")] == "nothing reads the folder 'lens'"
    assert CliRunner().invoke(app, ["check", "--catalog", str(tmp_path / "none")]).exit_code == 2


def test_the_shipped_catalogue_is_sound(catalog: Catalog) -> None:
    assert check(catalog) == []


def test_a_sound_correction_and_a_model_that_a_table_names_are_no_findings(tmp_path: Path) -> None:
    model = {
        CORRECTION: FIX,
        "indicators/compute/size.yaml": INDICATOR + "of: model\n",
        SOURCE: SMALL[SOURCE] + "  - {indicator: compute/size, reader: small.count, measure: count}\n",
        TABLE: SMALL[TABLE] + ROW.replace("CHN,compute/clusters", "model/x,compute/size"),
    }
    assert [f.what for f in found(tmp_path, model)] == ["entity is 'model/x' in model/x × compute/size × 2024"]
    header = "entity,title,makers,economies,weights,released,source,edition,locator"
    named = f"{header}\nmodel/x,X,,,,,epoch/clusters,2026-08,a.csv#row=2\n"
    assert found(tmp_path, {**model, "entities/epoch/clusters-2026-08.csv": named}) == []
