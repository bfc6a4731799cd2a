"""Keeping what was read: once, grounded, and out again as it was."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from theodolite.core.period import PeriodError
from theodolite.errors import EvidenceError, WorkspaceError
from theodolite.evidence.keep import LONGEST_PASSAGE, from_json, keep, kept, passages_of, to_json
from theodolite.reading.document import Document, Known, Place, Zone
from theodolite.store.documents import documents, passages, search
from theodolite.store.reviews import claims
from theodolite.store.workspace import open_workspace


def test_a_document_and_its_claims_come_out_as_they_were_read_and_twice_adds_nothing(place: str, memo: Any) -> None:
    space = open_workspace(place)
    assert keep(space, memo.document, reversed(memo.claims), "ann") == (True, 3)
    assert keep(space, memo.document, memo.claims, "ben") == (False, 0)
    again = open_workspace(place)
    assert kept(again, memo.document.id) == memo.document
    assert [from_json(row.body) for row in claims(again)[0]] == list(memo.claims)
    assert [row.added_by for row in documents(again)] == ["ann"]


def test_the_same_bytes_under_another_name_are_the_same_document(place: str, make_memo: Any) -> None:
    space = open_workspace(place)
    keep(space, make_memo().document, [], "ann")
    assert keep(space, make_memo(file="copy.txt").document, make_memo().claims[:1], "ben") == (False, 1)
    assert [row.file for row in documents(space)] == ["memo.txt"]
    assert keep(space, make_memo("One more word.").document, [], "ann").document


def test_passages_are_the_paragraphs_with_their_zone_and_page(place: str, memo: Any) -> None:
    space = open_workspace(place)
    keep(space, memo.document, memo.claims, "ann")
    found = passages(space, memo.document.id)
    assert [(one.zone, one.page, one.text.split()[0]) for one in found] == [
        ("heading", 1, "What"), ("body", 1, "In"), ("body", 2, "Private"), ("endnotes", 2, "Sources"),
    ]  # fmt: skip
    assert all(memo.document.text[one.start : one.end] == one.text for one in found)
    assert [one.number for one in search(space, "investment 2030")] == [2]


def test_a_long_paragraph_is_cut_at_the_ends_of_sentences_and_no_character_is_lost() -> None:
    sentence = "Of the things that are counted here there is one more. "
    text = sentence * 100 + "\n \n\n" + "x" * 3000
    document = Document("sha256:00", "long.txt", "text", text, (Zone(0, len(text), "body"),), places=(Place(0),))
    found = list(passages_of(document))
    assert max(one.end - one.start for one in found) <= LONGEST_PASSAGE
    assert all(one.text.endswith("more.") for one in found[:5])
    assert "".join("".join(one.text.split()) for one in found) == "".join(text.split())
    assert [one.number for one in found] == list(range(len(found)))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"quote_start": 0}, "the quantity does not stand in its quote"),
        ({"quote": "These words stand nowhere."}, "does not stand in the document"),
        ({"span": "1,300"}, "the quantity does not stand in its quote"),
        ({"doc": "sha256:ff"}, "the claim is of sha256:ff"),
    ],
)
def test_a_claim_that_does_not_stand_where_it_says_is_refused_with_all(
    wrong: dict[str, Any], said: str, place: str, memo: Any
) -> None:
    space = open_workspace(place)
    with pytest.raises(EvidenceError, match=said) as caught:
        keep(space, memo.document, [memo.invested, replace(memo.papers, **wrong)], "ann")
    assert "memo.txt, characters" in str(caught.value)
    assert documents(space) == []


def test_a_claim_that_is_shifted_as_a_whole_is_refused(place: str, memo: Any) -> None:
    one = memo.papers
    shifted = replace(one, start=one.start + 1, end=one.end + 1, quote_start=one.quote_start + 1)
    with pytest.raises(EvidenceError, match="its quote stands elsewhere"):
        keep(open_workspace(place), memo.document, [shifted], "ann")


def test_a_date_that_is_none_is_refused(place: str, memo: Any) -> None:
    document = replace(memo.document, date=Known("last spring", "a guess"))
    with pytest.raises(PeriodError, match="last spring"):
        keep(open_workspace(place), document, [], "ann")


def test_a_claim_of_a_newer_version_is_told_and_one_of_an_older_is_read(memo: Any, place: str) -> None:
    newer = json.dumps({**json.loads(to_json(memo.papers)), "mood": "glad"})
    with pytest.raises(WorkspaceError, match="unknown field 'mood'"):
        from_json(newer)
    older = {name: said for name, said in json.loads(to_json(memo.papers)).items() if name != "origin"}
    assert from_json(json.dumps(older)) == memo.papers
    with pytest.raises(WorkspaceError, match="cannot be read"):
        from_json("{}")
    with pytest.raises(WorkspaceError, match="has no document sha256:00"):
        kept(open_workspace(place), "sha256:00")
