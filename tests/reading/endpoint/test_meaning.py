"""Words that a model copied are looked up in our own tables and read by our own grammar of dates."""

from __future__ import annotations

from dataclasses import replace

import pytest

from theodolite.core.catalog import Catalog
from theodolite.reading.document import UNSAID, Known
from theodolite.reading.endpoint.meaning import meaning_of
from theodolite.reading.subjects.names import names_of

from .conftest import scene


@pytest.mark.parametrize(
    ("words", "entity"),
    [
        ("Kenya", "KEN"),
        ("the United States", "USA"),
        ("Ghana’s", "GHA"),
        ("Nairobi", "KEN"),
        ("the pilot projects", None),
    ],
)
def test_entities(words: str, entity: str | None, catalog: Catalog) -> None:
    assert meaning_of(scene().document, names_of(catalog)).entity(words) == entity


@pytest.mark.parametrize(
    ("words", "dated", "undated"),
    [("in 2023", "2023", "2023"), ("between 2014 and 2024", "2014/2024", "2014/2024"), ("last year", "2024", None),
     ("of old", None, None)],
)  # fmt: skip
def test_periods(words: str, dated: str | None, undated: str | None, catalog: Catalog) -> None:
    document, names = scene().document, names_of(catalog)
    of_2025 = replace(document, date=Known("2025-06-30", "stated"))
    assert meaning_of(of_2025, names).period(words) == dated
    assert meaning_of(replace(document, date=UNSAID), names).period(words) == undated
