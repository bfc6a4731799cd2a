"""Naming: two names of one edition never become one id, and countries are economies that we know."""

from __future__ import annotations

from datetime import date

import pytest

from theodolite.core.catalog import Catalog
from theodolite.core.source import Licence, Provides, Source, SourceFile
from theodolite.errors import EvidenceError, UnknownNameError
from theodolite.evidence.pull.naming import entities
from theodolite.evidence.pull.reader import Files
from theodolite.evidence.snapshot import Snapshot

COLUMNS = "Model,Publication date,Country (of organization),Organization,Parameters,Confidence\n"


def named(catalog: Catalog, *records: str):
    file = SourceFile(name="list.csv", hash="sha256:" + "0" * 64)
    source = Source(
        id="made/list-2024", title="List", producer="Made", published=date(2024, 1, 1), accessed=date(2024, 1, 1),
        citation="Made", url="https://example.org", licence=Licence(name="CC0"), tier="primary", files=(file,),
        provides=(Provides(indicator="frontier/parameters", reader="epoch-models.figure", measure="Parameters"),),
        skips=("Multinational",),
    )  # fmt: skip
    content = COLUMNS + "\n".join(records) + "\n"
    return entities(source, Files({"list.csv": Snapshot(file, content.encode())}), catalog)


def test_a_model_has_its_makers_once_and_its_economies_as_codes(catalog: Catalog) -> None:
    (one,) = named(catalog, 'GPT–X,2024-01-01,"Korea (Republic of),China,Multinational,China","P,Q,P",1e9,')
    assert (one.entity, one.title) == ("model/gpt-x", "GPT–X")
    assert (one.makers, one.economies, one.released) == ("P;Q", "CHN;KOR", "2024-01-01")
    assert (one.source, one.edition, one.locator) == ("made/list", "2024", "list.csv#row=2")


def test_two_names_that_would_be_one_id_are_refused(catalog: Catalog) -> None:
    with pytest.raises(EvidenceError, match=r"'GPT X' and 'GPT-X' would both be model/gpt-x"):
        named(catalog, "GPT X,2024-01-01,China,P,1e9,", "GPT-X,2024-02-01,China,P,1e9,")


def test_an_unknown_country_is_refused_with_its_record(catalog: Catalog) -> None:
    with pytest.raises(UnknownNameError) as error:
        named(catalog, "A,2024-01-01,Chnia,P,1e9,")
    assert error.value.where == "list.csv#row=2"
    assert "China (CHN)" in error.value.near
