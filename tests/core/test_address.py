"""Addresses: what is one, and that a catalogue with anything else is refused with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from theodolite.core.address import is_address
from theodolite.core.reference import Reference
from theodolite.core.source import Source
from theodolite.core.spec import load_spec
from theodolite.errors import SpecError

SOURCE = """
title: Made
producer: Made
published: 2025-01-01
accessed: 2025-01-02
citation: Made.
url: https://a.test/page
licence: {name: CC0, url: "http://a.test/licence"}
tier: primary
files:
  - name: a.csv
    hash: "sha256:0000000000000000000000000000000000000000000000000000000000000000"
    url: https://a.test/file
provides: [{indicator: a/b, reader: made.up, measure: x}]
"""


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("https://a.test", True), ("http://a.test:8080/x?y=1#page=2", True), ("https://[2620:fe::fe]/", True),
        ("https://bücher.example/ä", True), ("http://[x", False), ("https://", False), ("https:///x", False),
        ("javascript:alert(1)", False), ("ftp://a.test", False), ("a.test", False), ("", False),
        ("https://a.test:99999", False), ("https://a.test:x", False), ("https://a.test/x y", False),
        ("https://a.test/<script>", False), ("https://a.test/\n", False),
    ],
)  # fmt: skip
def test_a_text_is_an_address_or_not(text: str, right: bool) -> None:
    assert is_address(text) is right


@pytest.mark.parametrize(
    ("right", "wrong", "line"),
    [
        ("https://a.test/page", "'http://[x'", 7),
        ("http://a.test/licence", "javascript:alert(1)", 8),
        ("https://a.test/file", "http://a.test/file", 13),
    ],
)
def test_a_source_with_what_is_no_address_is_refused_with_its_line(
    tmp_path: Path, right: str, wrong: str, line: int
) -> None:
    path = tmp_path / "x-2025.yaml"
    path.write_text(SOURCE, encoding="utf-8")
    assert load_spec(path, Source, id="made/x-2025").url == "https://a.test/page"
    path.write_text(SOURCE.replace(right, wrong), encoding="utf-8")
    with pytest.raises(SpecError, match="is not an") as caught:
        load_spec(path, Source, id="made/x-2025")
    assert (caught.value.where, caught.value.expected) == (f"{path}:{line}", "https://…")


def test_a_lens_refers_to_addresses_alone() -> None:
    with pytest.raises(ValueError, match="is not an address"):
        Reference(title="Made", href="http://[x")
