"""Documents in the workspace: once each, searched by words alike in both databases, and nothing half-kept."""

from __future__ import annotations

import pytest

from theodolite.errors import WorkspaceError
from theodolite.store.documents import Added, add_document, content, documents, passages, search
from theodolite.store.reviews import add_reviews, claims
from theodolite.store.rows import ClaimRow, Content, DocumentRow, PassageRow, ReviewRow
from theodolite.store.workspace import Workspace, open_workspace


def row(id: str, file: str = "a.txt") -> DocumentRow:
    """A document of which nothing is known but its file."""
    return DocumentRow(id, file, "text", None, "not said", None, "not said", "2024", "its heading", "me")


def put(space: Workspace, id: str, file: str, *texts: str) -> Added:
    """A document of these passages."""
    parts = [PassageRow(id, number, 0, len(text), "body", 1, text) for number, text in enumerate(texts)]
    return add_document(space, row(id, file), Content("\n\n".join(texts), "{}"), parts)


def found(space: Workspace, words: str) -> list[tuple[str, int]]:
    """The document and number of each passage that is found."""
    return [(passage.document, passage.number) for passage in search(space, words)]


def test_a_document_comes_out_as_it_was_put_in_and_twice_adds_nothing(place: str) -> None:
    space = open_workspace(place)
    passage = PassageRow("sha256:1", 0, 0, 5, "heading", None, "Title")
    claim = ClaimRow("1-0-2", "sha256:1", 0, 2, 0, '{"value": 1}')
    first = row("sha256:1")
    assert add_document(space, first, Content("Title", "{}"), [passage], [claim]) == (True, 1)
    other = claim._replace(body='{"value": 2}')
    assert add_document(space, row("sha256:1", "copy.txt"), Content("Title", "{}"), [passage], [other]) == (False, 0)
    again = open_workspace(place)
    assert documents(again) == [first]
    assert passages(again, "sha256:1") == [passage]
    assert content(again, "sha256:1") == Content("Title", "{}")
    assert claims(again) == ([claim], {})
    assert content(again, "sha256:2") is None


def test_claims_that_another_reading_finds_are_added_beside_those_that_are_there(place: str) -> None:
    space = open_workspace(place)
    one, two = (ClaimRow(f"1-{at}-9", "sha256:1", at, 9, number, "{}") for number, at in enumerate((0, 5)))
    add_document(space, row("sha256:1"), Content("", "{}"), claims=[two])
    assert add_document(space, row("sha256:1"), Content("", "{}"), claims=[one, two]) == (False, 1)
    assert claims(space, "sha256:1")[0] == [one, two]
    assert claims(space, "sha256:2") == ([], {})


def test_claims_of_another_text_are_not_added_to_the_text_that_is_there(place: str) -> None:
    space = open_workspace(place)
    add_document(space, row("sha256:1", "s.txt"), Content("<p>5 cars</p>", "{}"))
    claim = ClaimRow("1-0-1", "sha256:1", 0, 1, 0, "{}")
    with pytest.raises(WorkspaceError, match=r"s\.html are kept already, as read from s\.txt .*another text"):
        add_document(space, row("sha256:1", "s.html"), Content("5 cars", "{}"), claims=[claim])
    assert content(space, "sha256:1") == Content("<p>5 cars</p>", "{}")
    assert claims(space) == ([], {})


def test_a_document_that_is_kept_anew_replaces_all_that_was_read_of_it_before(place: str) -> None:
    space = open_workspace(place)
    put(space, "sha256:1", "a.txt", "old sand", "old coal")
    put(space, "sha256:2", "b.txt", "other coal")
    old, new = ClaimRow("1-0-3", "sha256:1", 0, 3, 0, "{}"), ClaimRow("1-4-8", "sha256:1", 4, 8, 0, "{}")
    add_document(space, row("sha256:1"), Content("old sand\n\nold coal", "{}"), claims=[old])
    part = PassageRow("sha256:1", 0, 0, 8, "body", 1, "new coal")
    done = add_document(space, row("sha256:1"), Content("new coal", "{}"), [part], [new], anew=True)
    assert done == (True, 1)
    assert content(space, "sha256:1") == Content("new coal", "{}")
    assert passages(space, "sha256:1") == [part]
    assert claims(space) == ([new], {})
    assert found(space, "sand") == found(space, "old") == []
    assert found(space, "coal") == [("sha256:1", 0), ("sha256:2", 0)]


def test_what_was_reviewed_does_not_give_way_to_a_new_reading(place: str) -> None:
    space = open_workspace(place)
    claim = ClaimRow("1-0-3", "sha256:1", 0, 3, 0, "{}")
    add_document(space, row("sha256:1"), Content("old", "{}"), claims=[claim])
    add_reviews(space, [claim.id], lambda *_: [ReviewRow(0, claim.id, "2025", "ann", "accepted", "", "{}", "{}")])
    with pytest.raises(
        WorkspaceError, match=r"a\.txt is not read anew: 1 claim of it had a review[\s\S]*another --work"
    ):
        add_document(space, row("sha256:1"), Content("new", "{}"), anew=True)
    assert content(space, "sha256:1") == Content("old", "{}")
    assert claims(space)[0] == [claim]


def test_words_find_the_same_passages_in_both_databases(place: str) -> None:
    space = open_workspace(place)
    put(space, "sha256:2", "b.txt", "China filed 38,000 patents.", "Nothing here", "Élan vital, e.g. in Côte d'Ivoire")
    put(space, "sha256:1", "b.txt", "The patents of China", "算力中心在内蒙古")
    put(space, "sha256:3", "a.txt", "CHINA: a patent, and patents; 1e5 FLOP/s; a-b_c; http://x.org/p?q=1", "")
    everywhere = [("sha256:1", 0), ("sha256:2", 0), ("sha256:3", 0)]
    assert found(space, "china patents") == found(space, "Patents CHINA") == everywhere
    assert found(space, "38000") == found(space, "38,000 filed") == [("sha256:2", 0)]
    assert found(space, "elan cote") == [("sha256:2", 2)]
    assert found(space, "算力") == found(space, "内蒙古") == [("sha256:1", 1)]
    assert found(space, "力算") == []
    assert found(space, "1e5") == found(space, "b-c") == found(space, "x.org p") == [("sha256:3", 0)]
    assert found(space, "pat") == found(space, "china unicorn") == found(space, "") == found(space, "?!") == []
    assert search(space, "vital")[0].text == "Élan vital, e.g. in Côte d'Ivoire"


def test_passages_that_are_more_about_the_words_stand_first(place: str) -> None:
    space = open_workspace(place)
    long = "Ships and trains carry coal, and one of the trains carries sand, salt, and grain to the sea."
    put(space, "sha256:1", "a.txt", long, "Coal trains.", "Coal is dear; coal trains carry coal.")
    put(space, "sha256:2", "b.txt", "Coal trains.")
    # 2 · 2.2 / 1.54 = 2.86 twice; 6.6 / 4.14 + 2.2 / 2.14 = 2.62; 2.2 / 3.58 + 4.4 / 4.58 = 1.58.
    assert found(space, "coal trains") == [("sha256:1", 1), ("sha256:2", 0), ("sha256:1", 2), ("sha256:1", 0)]


SIGNS = (
    '"', "'", '"china', "china*", "china OR nothing", "NOT china", "NEAR(china patents)", "text: china", "^china",
    "china & !patents", "'china':*", "china'; DROP TABLE reviews; --", "\\", "%", "china\0", "-", "(", ":query",
)  # fmt: skip


def test_signs_of_a_query_language_are_no_more_than_signs(place: str) -> None:
    space = open_workspace(place)
    put(space, "sha256:1", "b.txt", "China or nothing: a text, not near patents")
    for words in SIGNS:
        plain = "".join(c if c.isalnum() else " " for c in words)
        held = set(plain.casefold().split()) <= {"china", "or", "nothing", "a", "text", "not", "near", "patents"}
        assert found(space, words) == ([("sha256:1", 0)] if held and plain.strip() else []), words


@pytest.mark.parametrize("text", ["a\0b", "a\ud800b"])
def test_a_character_that_no_database_keeps_is_refused_and_nothing_is_kept(text: str, place: str) -> None:
    space = open_workspace(place)
    with pytest.raises(WorkspaceError, match=r"character 1 cannot be kept: U\+(0000|D800)"):
        add_document(space, row("sha256:1"), Content(text, "{}"))
    with pytest.raises(WorkspaceError, match="cannot be kept"):
        add_document(space, row("sha256:1", f"{text}.txt"), Content("", "{}"))
    assert documents(space) == []


def test_a_document_that_fails_half_way_leaves_nothing(place: str) -> None:
    space = open_workspace(place)
    twice = [PassageRow("sha256:1", 0, 0, 1, "body", None, "x")] * 2
    with pytest.raises(WorkspaceError, match="cannot be used"):
        add_document(space, row("sha256:1"), Content("x", "{}"), twice)
    assert documents(space) == []
    assert search(space, "x") == []
