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

COLUMNS = "Model,Publication date,Country (of organization),Organization,Parameters,Confidence,Open model weights?\n"


def named(catalog: Catalog, *records: str, reader: str = "epoch-models.figure"):
    file = SourceFile(name="list.csv", hash="sha256:" + "0" * 64)
    source = Source(
        id="made/list-2024", title="List", producer="Made", published=date(2024, 1, 1), accessed=date(2024, 1, 1),
        citation="Made", url="https://example.org", licence=Licence(name="CC0"), tier="primary", files=(file,),
        provides=(Provides(indicator="frontier/parameters", reader=reader, measure="Parameters"),),
        skips=("Multinational",),
    )  # fmt: skip
    content = COLUMNS + "\n".join(records) + "\n"
    return entities(source, Files({"list.csv": Snapshot(file, content.encode())}), catalog)


def test_a_model_has_its_makers_and_economies_once_and_as_they_are_printed(catalog: Catalog) -> None:
    (one,) = named(catalog, 'GPT–X,2024-01-01,"Korea (Republic of),China,Multinational,China","P,Q,P",1e9,,Yes')
    assert (one.entity, one.title) == ("model/gpt-x", "GPT–X")
    assert (one.makers, one.economies, one.released) == ("P;Q", "KOR;CHN", "2024-01-01")
    assert one.weights == "open"
    assert (one.source, one.edition, one.locator) == ("made/list", "2024", "list.csv#row=2")


def test_two_names_that_would_be_one_id_are_refused(catalog: Catalog) -> None:
    with pytest.raises(EvidenceError, match=r"'GPT X' and 'GPT-X' would both be model/gpt-x"):
        named(catalog, "GPT X,2024-01-01,China,P,1e9,,", "GPT-X,2024-02-01,China,P,1e9,,")


def test_an_unknown_country_is_refused_with_its_record(catalog: Catalog) -> None:
    with pytest.raises(UnknownNameError) as error:
        named(catalog, "A,2024-01-01,Chnia,P,1e9,,")
    assert error.value.where == "list.csv#row=2"
    assert "China (CHN)" in error.value.near


@pytest.mark.parametrize(("word", "weights"), [("Yes", "open"), ("No", "closed"), ("", "")])
def test_weights_are_open_or_closed_or_not_known(catalog: Catalog, word: str, weights: str) -> None:
    (one,) = named(catalog, f"A,2024-01-01,China,P,1e9,,{word}")
    assert one.weights == weights


def test_an_organisation_is_at_home_where_most_records_that_tell_it_apart_put_it(catalog: Catalog) -> None:
    """Two records put P in France and one in China; one pairs Q with Japan; what S is cannot be told."""
    found = named(
        catalog, "A,2024-01-01,France,P,1e9,,", "B,2024-02-01,China,P,1e9,,",
        'C,2024-03-01,"Japan,France","Q,P",1e9,,', 'D,2024-04-01,"Japan,China","Q,P,S",1e9,,',
        reader="epoch-models.makers",
    )  # fmt: skip
    assert [(one.entity, one.economies, one.locator) for one in found] == [
        ("organisation/p", "FRA", "list.csv#row=2;4"),
        ("organisation/q", "JPN", "list.csv#row=4"),
    ]


def test_of_two_homes_with_as_many_records_the_newest_is_taken(catalog: Catalog) -> None:
    found = named(
        catalog, "A,2023-01-01,France,P,1e9,,", 'B,2024-02-01,"Multinational,China",P,1e9,,',
        reader="epoch-models.makers",
    )  # fmt: skip
    assert [(one.entity, one.economies) for one in found] == [("organisation/p", "CHN")]
