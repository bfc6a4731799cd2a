"""Checks on rules of export control: dates that do not meet, figures nobody holds, names of nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from theodolite.core.catalog import Catalog
from theodolite.core.check import check

RULE = """
title: A rule of Lemuria
reference: {title: The edict, citation: 1 L 1, section: one, url: "https://l.test/"}
read: primary
read-in: [{title: The edict}]
effective: 2030-01-01
destinations: [Atlantis]
"""
CATCHES = "catches: [{paragraph: p, all: [{figure: interconnect, at-least: 5}]}]\n"


@pytest.mark.parametrize(
    ("more", "rule", "said"),
    [
        (CATCHES, None, None),
        ("names: [chip/h21]\n", "control-rules-act-on-what-there-is", "chip/h21"),
        ("of: bis-2023\n", "control-rules-act-on-what-there-is", "no rule of export control is called 'bis-2023'"),
        ("of: bis-2025-01-diffusion\n", "control-rules-act-on-what-there-is", "acts on another rule itself"),
        (CATCHES.replace("interconnect", "interconect"), "control-rules-test-figures-that-are-held", "interconect"),
        (
            CATCHES + "until: 2031-01-01\nreplaced-by: bis-2026-01-case-by-case\n",
            "control-rules-follow-each-other", "ends on 2031-01-01 and 'bis-2026-01-case-by-case' begins on 2026-01-15",
        ),
        (CATCHES + "until: 2031-01-01\nreplaced-by: nothing\n", "control-rules-follow-each-other", "'nothing'"),
        ("", "control-rules-load", "a rule catches something"),
    ],
)  # fmt: skip
def test_a_rule_is_held_to_what_it_names(tmp_path: Path, more: str, rule: str | None, said: str | None) -> None:
    (tmp_path / "controls").mkdir()
    (tmp_path / "controls" / "lemuria.yaml").write_text(RULE + more, encoding="utf-8")
    found = [one for one in check(Catalog.open(tmp_path)) if str(tmp_path) in one.where]
    assert [one.rule for one in found] == ([] if rule is None else [rule])
    assert all(said is not None and said in one.what for one in found)


def test_a_family_that_stands_for_no_chip_is_told(tmp_path: Path) -> None:
    (tmp_path / "codelists").mkdir()
    (tmp_path / "codelists" / "chip-families.yaml").write_text("z9: {stands-for: chip/z9}\n", encoding="utf-8")
    found = [one.what for one in check(Catalog.open(tmp_path)) if one.rule == "chip-codelists-name-what-there-is"]
    assert found == ["z9 stands for no chip: 'chip/z9'"]
