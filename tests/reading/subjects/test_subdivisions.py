"""Regions of ISO 3166-2 by name: whose they are, and the names that are left; worked by hand."""

from __future__ import annotations

from theodolite.core.catalog import Catalog
from theodolite.reading.subjects.mentions import mentions_of
from theodolite.reading.subjects.names import names_of
from theodolite.reading.subjects.subdivisions import subdivision_names


def test_a_region_is_named_with_its_marks_and_without_them() -> None:
    told = dict(subdivision_names(()))
    assert (told["Gauteng"], told["Haryāna"], told["Haryana"], told["Vologodskaya"]) == ("ZAF", "IND", "IND", "RUS")


def test_a_name_of_two_economies_or_an_ordinary_word_names_no_region() -> None:
    assert "Reading" in dict(subdivision_names(()))
    told = dict(subdivision_names({"Reading"}))
    assert not {"Reading", "Punjab", "Central"} & set(told)


def test_an_adjective_of_a_place_names_the_place() -> None:
    found = mentions_of("Bavarian firms and Welsh schools", names_of(Catalog()))
    assert [(mention.name, mention.code) for mention in found] == [("Bavaria", "DEU"), ("Wales", "GBR")]
