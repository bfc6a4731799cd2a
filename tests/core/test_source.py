"""Sources: the ids, and what a source may say of the figures it takes."""

from __future__ import annotations

from pathlib import Path

import pytest

from theodolite.core.source import Source, split_source_id
from theodolite.core.spec import load_spec
from theodolite.errors import SpecError

GOOD = """
title: Made
producer: Made
published: 2025-01-01
accessed: 2025-01-02
citation: Made.
url: https://a.test/
licence: {name: CC0}
tier: primary
provides:
  - {indicator: a/b, reader: made.up, measure: x, where: {column: text}, period: "2018/2022", status: B}
"""


def load(folder: Path, text: str) -> Source:
    """The source `made/x-2025-01` with this text."""
    path = folder / "x-2025-01.yaml"
    path.write_text(text, encoding="utf-8")
    return load_spec(path, Source, id="made/x-2025-01")


def test_an_id_is_a_work_and_an_edition() -> None:
    assert split_source_id("aspi/critical-technology-tracker-2023-09") == (
        "aspi/critical-technology-tracker",
        "2023-09",
    )
    assert split_source_id("a/list-of-44-2024-05-01") == ("a/list-of-44", "2024-05-01")


def test_a_source_may_say_where_and_of_which_period_and_status_its_figures_are(tmp_path: Path) -> None:
    provides = load(tmp_path, GOOD).provides[0]
    assert (provides.where, provides.period, provides.status) == ({"column": "text"}, "2018/2022", "B")


@pytest.mark.parametrize(("right", "wrong"), [("2018/2022", "2018-2022"), ("status: B", "status: X")])
def test_a_period_or_status_of_no_known_form_is_refused_with_its_line(tmp_path: Path, right: str, wrong: str) -> None:
    with pytest.raises(SpecError) as error:
        load(tmp_path, GOOD.replace(right, wrong))
    assert error.value.where is not None
    assert error.value.where.endswith("x-2025-01.yaml:11")
