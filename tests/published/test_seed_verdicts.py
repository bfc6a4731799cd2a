"""Verdicts on five texts, held against those worked out by hand, wherever the evidence base holds the fact."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from theodolite.core.catalog import Catalog
from theodolite.evidence.factcheck.verdict import Verdict
from theodolite.evidence.ledger import Ledger
from theodolite.evidence.verdicts import Verdicts, check_claims
from theodolite.reading.claims import claims_of
from theodolite.reading.document import Document
from theodolite.reading.plain import plain
from theodolite.reading.read import read_document
from theodolite.reading.subjects.names import names_of

HELD = [
    "FCK001", "FCK003", "FCK004", "FCK009", "FCK010", "FCK012", "FCK013", "FCK014", "FCK017", "FCK018", "FCK020",
    "FCK026", "FCK027", "FCK028", "FCK029", "FCK030",
]  # fmt: skip
"""Of the 39 that were worked by hand, those whose fact the evidence base holds."""

GRAVEST = ("contradicted", "imprecise", "confirmed", "cannot check")

Worked = dict[str, dict[str, str]]


@pytest.fixture(scope="module")
def documents(shared: Path) -> dict[str, Document]:
    files = sorted((shared / "seeds").glob("*.txt"))
    assert len(files) == 5
    return {file.name: read_document(file.read_bytes(), file.name) for file in files}


@pytest.fixture(scope="module")
def worked(shared: Path) -> Worked:
    with (shared / "facts" / "seed_factcheck.csv").open(encoding="utf-8") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


@pytest.fixture(scope="module")
def verdicts(documents: dict[str, Document], catalog: Catalog, ledger: Ledger) -> Verdicts:
    names = names_of(catalog)
    claims = [claim for one in documents.values() for claim in claims_of(one, names, catalog).claims]
    return check_claims(claims, ledger, {one.id: one.date.value for one in documents.values()})


@pytest.fixture(scope="module")
def found(documents: dict[str, Document], worked: Worked, verdicts: Verdicts) -> dict[str, list[Verdict]]:
    """The verdicts on the claims inside the words that each row of the hand-worked list is about."""
    inside: dict[str, list[Verdict]] = defaultdict(list)
    for id, row in worked.items():
        document = documents[row["seed_file"]]
        start = plain(document.text).find(plain(row["seed_quote"]))
        assert start >= 0, id
        for one in verdicts.verdicts:
            if one.claim.doc == document.id and start <= one.claim.start < start + len(row["seed_quote"]):
                inside[id].append(one)
    return inside


@pytest.mark.parametrize("id", HELD)
def test_a_verdict_is_the_one_worked_by_hand(worked: Worked, found: dict[str, list[Verdict]], id: str) -> None:
    holds = min((one.holds for one in found[id]), key=GRAVEST.index)
    assert holds == worked[id]["status"], [one.why for one in found[id]]


def test_what_is_not_held_is_neither_confirmed_nor_contradicted(
    worked: Worked, found: dict[str, list[Verdict]]
) -> None:
    others = [one for id in worked.keys() - set(HELD) for one in found[id]]
    assert len(worked) == 39
    assert {one.holds for one in others} == {"cannot check"}, [(one.claim.span, one.why) for one in others if one.rows]


def test_nothing_but_what_was_found_wrong_by_hand_is_contradicted(
    worked: Worked, found: dict[str, list[Verdict]], verdicts: Verdicts
) -> None:
    wrong = {one.claim.id for id in HELD if worked[id]["status"] == "contradicted" for one in found[id]}
    assert {one.claim.id for one in verdicts.verdicts if one.holds == "contradicted"} <= wrong


def test_the_kinds_of_error_are_those_told_by_hand(found: dict[str, list[Verdict]]) -> None:
    kinds = {id: {one.error for one in found[id] if one.error} for id in HELD}
    assert kinds["FCK013"] == kinds["FCK014"] == {"rate-basis"}
    assert kinds["FCK017"] == {"wrong-entity"}
    assert kinds["FCK004"] == {"adjective"}
    assert kinds["FCK030"] == {"unit"}
    assert kinds["FCK001"] == {"vintage"}
    assert kinds["FCK020"] == {"stale"}
    assert {id for id in HELD if not kinds[id]} == {
        "FCK009", "FCK010", "FCK012", "FCK018", "FCK026", "FCK027", "FCK029",
    }  # fmt: skip
