"""Who, when, who says so and of what kind: sentences of our own, worked by hand, read as documents are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from theodolite.core.catalog import Catalog
from theodolite.core.spec import parse_yaml
from theodolite.reading.attribution import attribution_of
from theodolite.reading.document import Known
from theodolite.reading.modality import modality_of
from theodolite.reading.periods.resolve import period_of
from theodolite.reading.read import read_document
from theodolite.reading.staging import Staged, stage
from theodolite.reading.subjects.cast import cast_of
from theodolite.reading.subjects.names import Names, names_of
from theodolite.reading.subjects.resolve import subject_of

FOLDER = Path(__file__).parents[1] / "cases" / "reading"
FILES = ("subjects", "organisations", "comparisons", "pronouns", "periods", "attribution", "modality")


def _cases() -> Iterator[Any]:
    for name in FILES:
        path = FOLDER / f"{name}.yaml"
        for case in parse_yaml(path.read_text(encoding="utf-8"), path):
            for claim in case["claims"]:
                label = f"{name}: {case['text'].strip()[:50]} [{claim['quantity']}]"
                yield pytest.param(case["text"], case.get("date"), claim, id=label)


@pytest.fixture(scope="module")
def names() -> Names:
    return names_of(Catalog())


def staged(text: str, date: str | None) -> Staged:
    document = read_document(text.encode(), "case.txt")
    return stage(replace(document, date=Known(str(date) if date else None, "the case")))


@pytest.mark.parametrize(("text", "date", "claim"), [*_cases()])
def test_case(text: str, date: str | None, claim: dict[str, Any], names: Names) -> None:
    scene = staged(text, date).scene
    at = scene.text.index(claim["quantity"])
    number, quantity = next(
        (number, quantity)
        for number, quantities in enumerate(scene.quantities)
        for quantity in quantities
        if quantity.start < at + len(claim["quantity"]) and at < quantity.end
    )
    cast = cast_of(scene, names)
    subject = subject_of(scene, number, quantity, cast)
    said = attribution_of(scene, number, quantity, cast)
    read = {
        "subject": subject.entity,
        "counterpart": subject.counterpart,
        "period": period_of(scene, number, quantity).period,
        "attributed-to": said.to,
        "via": said.via,
        "modality": modality_of(scene, number, quantity),
    }
    asked = {key: value for key, value in claim.items() if key != "quantity"}
    assert {key: read[key] for key in asked} == asked
