"""How far behind is it? The question of an assessment, on the evidence that ships and on a document of ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from theodolite.briefs.assessment import Assessment, assess
from theodolite.briefs.exhibit import Figure
from theodolite.briefs.question import Answer
from theodolite.briefs.questions.q22_lag import QUESTION
from theodolite.core.catalog import Catalog
from theodolite.evidence.ledger import Ledger
from theodolite.reading.claims import claims_of
from theodolite.reading.read import read_document
from theodolite.reading.subjects.names import names_of

from .conftest import write_catalog

MEMO = "DATE: 3 May 2025\nSome say that China is ten to fifteen months behind the United States in AI models.\n"


def asked(assessment: Assessment) -> Answer:
    return next(one for one in assessment.answers if one.question == QUESTION)


@pytest.fixture(scope="module")
def found() -> Answer:
    catalog = Catalog.open()
    ledger = Ledger.open(catalog)
    reading = claims_of(read_document(MEMO.encode(), "memo.txt"), names_of(catalog), catalog)
    return asked(assess("CHN", ["USA", "KOR"], ledger, through=["biggest"], read=[reading]))


def test_the_spread_is_the_finding_and_each_other_has_a_sentence(found: Answer) -> None:
    assert found.finding.startswith("China is behind the United States by ")
    assert "Epoch Capabilities Index" in found.findings[0]
    assert any("South Korea" in line for line in found.findings)


def test_the_pictures_and_their_tables_are_there(found: Answer) -> None:
    names = [one.name for one in found.exhibits]
    assert names == ["lag-fan", "lag-claims", "lag-race-eci", "lag-history-eci", "lag-estimators"]
    assert all(one.svg.startswith("<svg") and one.table.height for one in found.exhibits if isinstance(one, Figure))


def test_what_a_document_says_of_the_lag_is_drawn_over_it(found: Answer) -> None:
    claims = next(one for one in found.exhibits if one.name == "lag-claims")
    assert not isinstance(claims, Figure)
    mine = [row for row in claims.rows if row[4].text == "memo.txt"]
    assert [row[2].text for row in mine] == ["10 to 15"]
    assert mine[0][4].small.startswith("characters ")


def test_who_leads_is_told_how_far_the_other_is_behind() -> None:
    said = asked(assess("USA", ["CHN"], Ledger.open(Catalog.open()), through=["biggest"]))
    assert said.finding.startswith("China is behind the United States by ")


def test_it_is_not_asked_of_a_catalogue_without_scores_of_models(tmp_path: Path) -> None:
    ledger = Ledger.open(Catalog((write_catalog(tmp_path / "catalog"),)))
    assert QUESTION not in [one.question for one in assess("XBB", ["XAA"], ledger).answers]
