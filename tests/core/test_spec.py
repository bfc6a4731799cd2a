"""Catalogue files: what is read, and what a mistake in one is told, with its file, line and the nearest right word."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from theodolite.core.indicator import Indicator
from theodolite.core.source import Source
from theodolite.core.spec import load_spec, parse_yaml
from theodolite.errors import SpecError
from theodolite.index.lens import Lens

INDICATOR = """\
title: Known AI clusters
unit: count
direction: more
kind: stock
missing-means: unknown
definition: Existing AI clusters.
"""
LENS = """\
title: Powers
question: Who can?
after:
  - title: A handbook
framework:
  - pillar: compute
    indicators:
      - indicator: compute/count
      - indicator: compute/watts
        weight: 2
  - pillar: energy
    indicators:
      - pillar: generation
        indicators:
          - {indicator: energy/generation, weight: 1}
steps:
  - do: screen
    have-at-least: 0.6
  - do: normalise
    how: min-max
    to: [1, 100]
  - {do: aggregate, indicators: arithmetic, pillars: arithmetic}
"""
SOURCE = """\
title: GPU Clusters
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
  - indicator: compute/count
    reader: epoch.clusters
    measure: count
"""


def read(folder: Path, text: str | bytes, model: Any = Indicator) -> Any:
    path = folder / "entry.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_spec(path, model, id="compute/entry-2026")


def mistake(folder: Path, text: str | bytes, model: Any = Indicator) -> SpecError:
    with pytest.raises(SpecError) as caught:
        read(folder, text, model)
    return caught.value


@pytest.mark.parametrize(
    ("model", "text", "old", "new", "line", "what", "expected"),
    [
        (Indicator, INDICATOR, "title:", "titel:", 1, "unknown key 'titel'", "did you mean 'title'?"),
        (Indicator, INDICATOR, "missing-means", "missing_means", 5, "unknown key", "did you mean 'missing-means'?"),
        (Indicator, INDICATOR, "unit: count\n", "", 1, "the key 'unit' is missing", None),
        (Indicator, INDICATOR, "unit: count", "unit: [1]", 2, "'unit' should be a valid string, and not a list", None),
        (Indicator, INDICATOR, "unit: count", "unit:", 2, "'unit' should be a valid string, and not empty", None),
        (Indicator, INDICATOR, "unit: count", "unit: 1e26", 2, "not 1e+26", "write it in quotes"),
        (Indicator, INDICATOR, "kind: stock", "kind: stok", 4, "'kind' cannot be 'stok'", "did you mean 'stock'?"),
        (Indicator, INDICATOR, "kind: stock", "kind: stock\nkind: flow", 5, 'duplicate key "kind"', None),
        (Indicator, INDICATOR, "kind: stock", "kind: stock\nid: other", 5, "'id' is not written in the file", "path"),
        (Indicator, INDICATOR, "kind: stock", "kind: stock\n7: other", 5, "the key 7 is no text", "quotes"),
        (Indicator, INDICATOR, "kind: stock", "kind: &k stock\nconcept: *k", 4, "anchors", "written out"),
        (Indicator, INDICATOR, "kind: stock", "kind:\n\tstock", 5, "not readable as YAML", None),
        (Indicator, INDICATOR, "kind: stock", "kind: !!python/name:os.system stock", 4, "not readable as YAML", None),
        (Indicator, INDICATOR, "kind: stock", "---\nkind: stock", 4, "another document", None),
        (Indicator, INDICATOR, INDICATOR, "- a\n- b\n", 1, "a catalogue file holds keys and values", "key: value"),
        (Indicator, INDICATOR, INDICATOR, "", 1, "a catalogue file holds keys and values", "key: value"),
        (Lens, LENS, "weight: 2", "wieght: 2", 10, "unknown key 'wieght' (in framework, item 1, ", "'weight'"),
        (Lens, LENS, "weight: 2", "weight: -2", 10, "the weight -2 is not", None),
        (Lens, LENS, "weight: 2", "weight: 1/0", 10, "a fraction such as 1/5", None),
        (Lens, LENS, "weight: 1}", "wait: 1}", 15, "unknown key 'wait'", "did you mean 'weight'?"),
        (Lens, LENS, "title: A hand", "titel: A hand", 4, "unknown key 'titel' (in after, item 1)", "'title'"),
        (
            Lens,
            LENS,
            "have-at-least",
            "have-at-last",
            18,
            "unknown key 'have-at-last'",
            "did you mean 'have-at-least'?",
        ),
        (Lens, LENS, "least: 0.6", "least: 6", 18, "should be less than or equal to 1, and not 6", None),
        (Lens, LENS, "do: normalise", "do: normalize", 19, "cannot be 'normalize'", "did you mean 'normalise'?"),
        (Lens, LENS, "do: aggregate, ", "", 22, "the key 'do' (in steps, item 3) is missing", "'aggregate'"),
        (Lens, LENS, " pillars: arith", " pilars: arith", 22, "unknown key 'pilars'", "did you mean 'pillars'?"),
        (Source, SOURCE, "{name: CC", "{nam: CC", 7, "unknown key 'nam' (in licence)", "did you mean 'name'?"),
        (Source, SOURCE, "measure: count", "measure: count\n    form: 3", 15, "unknown key 'form'", "'from'"),
        (Source, SOURCE, "2026-08-12", "12 August", 3, "'published' should be a valid date", None),
        (Source, SOURCE, "2026-08-12", "2026-02-30", 3, "day is out of range for month", "a value that exists"),
        (Source, SOURCE, "2026-08-12", "2026-13-01", 3, "a value cannot be read", "a value that exists"),
        (Source, SOURCE, "title: GPU Clusters", "title: " + "9" * 5000, 1, "a value cannot be read", None),
        (Source, SOURCE, "title: GPU", "? [title]\n: GPU", 1, "the key", "quotes"),
        (Source, SOURCE, "sha256:00", "sha256:0", 10, "'hash' (in files, item 1) should match pattern", None),
    ],
)
def test_a_mistake_names_its_line_and_what_would_be_right(
    tmp_path: Path, model: Any, text: str, old: str, new: str, line: int, what: str, expected: str | None
) -> None:
    assert old in text
    error = mistake(tmp_path, text.replace(old, new, 1), model)
    assert what in error.what
    assert error.where == f"{tmp_path / 'entry.yaml'}:{line}"
    assert (expected or "") in (error.expected or "")


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ("to: [1", "too: [1", 21, "has no option 'too': did you mean 'to'?"),
        ("to: [1, 100]", "to: [a, b]", 21, "normalise min-max, to"),
        (
            "indicators: arithmetic",
            "indicators: arithmetics",
            22,
            "(in steps, item 3, indicators): aggregate knows no",
        ),
        ("min-max", "minmax", 20, "normalise knows no method 'minmax': did you mean 'min-max'?"),
    ],
)
def test_a_misspelt_option_of_a_method_names_its_line_and_the_nearest(
    tmp_path: Path, old: str, new: str, line: int, what: str
) -> None:
    error = mistake(tmp_path, LENS.replace(old, new), Lens)
    assert what in error.what
    assert error.where == f"{tmp_path / 'entry.yaml'}:{line}"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (INDICATOR.replace("Known", "Connus, d\xe9j\xe0").encode("latin-1"), "is not UTF-8"),
        (INDICATOR + "caveats:\n" + "- a caveat of some length, again and again\n" * 70_000, "is larger than"),
        (INDICATOR + "caveats: " + "[" * 5_000 + "]" * 5_000, "nested too deeply"),
        (INDICATOR.replace("Known", "Kn\0wn"), "not readable as YAML"),
    ],
)
def test_a_file_that_is_no_catalogue_file_is_refused(tmp_path: Path, text: str | bytes, what: str) -> None:
    error = mistake(tmp_path, text)
    assert what in error.what
    assert error.where is not None
    assert error.where.split(":")[0] == str(tmp_path / "entry.yaml")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SpecError, match="No such file") as caught:
        load_spec(tmp_path / "none.yaml", Indicator, id="none")
    assert caught.value.where == str(tmp_path / "none.yaml")


def test_norway_large_numbers_and_times_are_read_as_they_are_written() -> None:
    read = parse_yaml("a: NO\nb: 1e26\nc: 12:30\nd: on\ne: 017\nf: [NO, 12:30]\n", Path("x.yaml"))
    assert read == {"a": "NO", "b": 1e26, "c": "12:30", "d": "on", "e": 17, "f": ["NO", "12:30"]}


def test_an_asterisk_or_ampersand_inside_a_text_is_no_anchor(tmp_path: Path) -> None:
    entry = read(tmp_path, INDICATOR.replace("Known AI clusters", '"R & D *x* &c"'))
    assert entry.title == "R & D *x* &c"


ODD = [
    *"-?:,[]{}#&*!|>'\"%@`~ \n\t",
    "<<: ",
    "1e400",
    "2026-02-30",
    "0x",
    ".nan",
    "---\n",
    "NO",
    "\x85",
    "!!int ",
    "? ",
]
ENTRIES = [(Indicator, INDICATOR), (Lens, LENS), (Source, SOURCE)]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_text_is_read_or_told_what_is_wrong_with_it(tmp_path: Path, data: st.DataObject) -> None:
    model, text = data.draw(st.sampled_from(ENTRIES))
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(start + 30, len(text))))
        text = text[:start] + data.draw(st.sampled_from(ODD)) + text[end:]
    with contextlib.suppress(SpecError):
        read(tmp_path, text, model)
