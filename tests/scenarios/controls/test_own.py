"""A chip of one's own: from a file and from figures, against limits worked by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from theodolite.core.catalog import Catalog
from theodolite.errors import SpecError, TheodoliteError
from theodolite.scenarios.controls.controls import controls_of
from theodolite.scenarios.controls.own import own_chip, read_own

OF_2023 = "bis-2023-11-advanced-computing"


def told(chip, catalog: Catalog, rule: str = OF_2023) -> tuple[str, str | None]:
    found = {one.rule.id: one for one in controls_of(chip, catalog).verdicts}[rule]
    return found.controlled, found.paragraph


@pytest.mark.parametrize(
    ("tops", "die", "verdict"),
    [
        (600, 3000, ("yes", "3A090.a.1")),
        (599, 3000, ("no", None)),
        (299, 404, ("yes", "3A090.a.2")),
        (299, 405, ("yes", "3A090.b.2")),
        (300, 750, ("yes", "3A090.b.1")),
        (300, 1500, ("yes", "3A090.b.1")),
        (300, 1501, ("no", None)),
        (200, 500, ("yes", "3A090.b.2")),
        (200, 501, ("no", None)),
        (199, 100, ("no", None)),
    ],
)
def test_the_limits_of_2023_at_their_edges(
    catalog: Catalog, tops: float, die: float, verdict: tuple[str, str | None]
) -> None:
    assert told(own_chip(tops, 8, die, data_centre=True), catalog) == verdict


def test_a_file_tells_rates_in_several_formats_and_the_largest_counts(tmp_path: Path, catalog: Catalog) -> None:
    path = tmp_path / "chip.yaml"
    path.write_text("title: Ours\nrates:\n  - {tops: 200, bits: 16}\n  - {tops: 650, bits: 8}\n", encoding="utf-8")
    found = controls_of(read_own(path), catalog)
    told = {one.rule.id: one for one in found.verdicts}[OF_2023]
    assert (told.controlled, told.because) == (
        "yes", "total processing performance 5,200 TPP [8 bits × 650 TOPS], at least 4,800 (3A090.a.1)",
    )  # fmt: skip
    assert found.finding.startswith("A licence is or was needed for Ours by 2 of 6 rules")


def test_memory_is_judged_by_its_bandwidth_over_its_area(tmp_path: Path, catalog: Catalog) -> None:
    path = tmp_path / "stack.yaml"
    for bandwidth, controlled in ((242, "yes"), (220, "no")):
        path.write_text(f"about: memory\nmemory-bandwidth: {bandwidth}\npackage: 110\n", encoding="utf-8")
        assert told(read_own(path), catalog, "bis-2024-12-memory")[0] == controlled
    assert told(read_own(path), catalog)[0] == "no"


def test_half_a_rate_and_figures_that_cannot_be_are_refused_with_what_would_be_right(tmp_path: Path) -> None:
    with pytest.raises(TheodoliteError, match="--tops 296 --bits 8, both"):
        own_chip(tops=296)
    with pytest.raises(TheodoliteError, match="not a fit --die"):
        own_chip(296, 8, die=0)
    path = tmp_path / "chip.yaml"
    path.write_text("rates: [{tops: 3, bits: 8}]\ndye: 4\n", encoding="utf-8")
    with pytest.raises(SpecError, match=r"chip.yaml:2(.|\n)*die"):
        read_own(path)
