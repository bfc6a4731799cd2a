"""A quote is grounded by its very characters, or refused with the nearest passage; work is bounded."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from theodolite.reading.claim import Claim
from theodolite.reading.document import Document, Place, Zone
from theodolite.reading.grounding import CONTEXT, Grounded, Ungrounded, ground, regrounds, selector

TEXT = (
    "Kenya licensed “over 120” sandboxes in 2023.\n"
    "By June, 47 of them had closed.  The ministry counted 9 new ones.\n"
    "The ministry counted 9 new ones in Nairobi alone."
)


def document(text: str = TEXT, **more: object) -> Document:
    return replace(Document("sha256:aa", "memo.txt", "text", text, (Zone(0, len(text), "body"),)), **more)  # type: ignore[arg-type]


def claim(start: int, end: int, quote_start: int, quote_end: int) -> Claim:
    return Claim(
        doc="sha256:aa", start=start, end=end, span=TEXT[start:end], quote=TEXT[quote_start:quote_end],
        quote_start=quote_start, value=47, low=None, high=None, unit="sandboxes", unit_class="count", qualifier=None,
        type="level", direction=None, denominator=None, noun=None, entity=None, subject=None, counterpart=None,
        indicator=None, confidence=None, period=None, period_text=None, attributed_to=None, attributed_via=None,
        modality="observed", zone="body", page=None, rule="digits",
    )  # fmt: skip


def test_exact_characters_at_their_offsets() -> None:
    start = TEXT.index("47 of them")
    assert ground(document(), start, start + 10, "47 of them") == Grounded(
        start, start + 10, "47 of them", "at its offsets"
    )


def test_of_two_places_the_offsets_say_which_is_meant() -> None:
    second = TEXT.rindex("counted 9")
    assert ground(document(), second, second + 9, "counted 9") == Grounded(
        second, second + 9, "counted 9", "at its offsets"
    )


@pytest.mark.parametrize(("start", "end"), [(None, None), (3, 13), (-1, 9), (10**9, 10**9 + 10), (97, 98)])
def test_wrong_offsets_are_mended_where_the_quote_stands_once(start: int | None, end: int | None) -> None:
    at = TEXT.index("47 of them")
    assert ground(document(), start, end, "47 of them") == Grounded(at, at + 10, "47 of them", "found once")


def test_a_quote_that_stands_twice_is_refused_without_offsets() -> None:
    found = ground(document(), None, None, "The ministry counted 9 new ones")
    assert isinstance(found, Ungrounded)
    assert found.reason == "the quote stands at several places of the document"
    assert found.start == TEXT.index("The ministry")


def test_of_other_quotation_marks_and_spaces_the_documents_own_are_taken() -> None:
    found = ground(document(), None, None, 'licensed "over 120" sandboxes in 2023. By June,')
    assert found == Grounded(6, 53, "licensed “over 120” sandboxes in 2023.\nBy June,", "found in other signs")
    assert TEXT[6:53] == "licensed “over 120” sandboxes in 2023.\nBy June,"


@pytest.mark.parametrize(
    "quote",
    [
        "47 of then had closed",
        "48 of them had closed",
        "kenya licensed",
        "47 of them have closed",
        "of them had closed,",
    ],
)
def test_one_character_altered_is_another_quote(quote: str) -> None:
    assert isinstance(ground(document(), None, None, quote), Ungrounded)


def test_a_refusal_shows_the_nearest_passage() -> None:
    found = ground(document(), None, None, "By June, 48 of them had been closed")
    assert isinstance(found, Ungrounded)
    assert found.reason == "the quote does not stand in the document"
    assert found.nearest is not None
    assert found.nearest.startswith("By June, 47 of them had closed")
    assert found.start == TEXT.index("By June")


@pytest.mark.parametrize(("quote", "reason"), [("", "empty"), (" \n", "empty"), ("Łódź", "does not stand")])
def test_nothing_is_near_to_nothing(quote: str, reason: str) -> None:
    found = ground(document(), 0, 0, quote)
    assert isinstance(found, Ungrounded)
    assert reason in found.reason
    assert found.nearest is None


def test_a_long_text_of_one_word_costs_no_more_than_its_length() -> None:
    text = "again " * 200_000
    found = ground(document(text), None, None, "again " * 500 + "once")
    assert isinstance(found, Ungrounded)
    assert found.start == 0


def test_a_claim_grounds_in_its_document_and_in_no_other() -> None:
    quote = TEXT.index("By June")
    sound = claim(quote + 9, quote + 11, quote, quote + 31)
    assert isinstance(regrounds(sound, document()), Grounded)
    other = regrounds(sound, document(id="sha256:bb"))
    assert other == Ungrounded("the claim is of sha256:aa, the document is sha256:bb")


@pytest.mark.parametrize(
    "altered",
    [{"span": "48"}, {"start": 0, "end": 2}, {"end": 58}, {"span": ""}, {"quote": "By June, 48 of them had closed."}],
)
def test_a_claim_whose_words_were_changed_does_not_ground(altered: dict[str, object]) -> None:
    quote = TEXT.index("By June")
    sound = claim(quote + 9, quote + 11, quote, quote + 31)
    assert isinstance(regrounds(replace(sound, **altered), document()), Ungrounded)  # type: ignore[arg-type]


def test_a_selector_is_a_target_of_the_web_annotation_model() -> None:
    start = TEXT.index("47")
    made = selector(document(places=(Place(0, page=1), Place(40, page=2))), start, start + 2)
    assert made == {
        "type": "SpecificResource",
        "source": "sha256:aa",
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": "47",
                "prefix": TEXT[start - CONTEXT : start],
                "suffix": " of them had closed.  The minist",
            },
            {"type": "TextPositionSelector", "start": start, "end": start + 2},
            {"type": "FragmentSelector", "conformsTo": "http://tools.ietf.org/rfc/rfc3778", "value": "page=2"},
        ],
    }


def test_a_selector_at_the_edge_has_no_context_and_without_pages_no_page() -> None:
    made = selector(document("12 labs"), 0, 7)
    assert made["selector"] == [
        {"type": "TextQuoteSelector", "exact": "12 labs", "prefix": "", "suffix": ""},
        {"type": "TextPositionSelector", "start": 0, "end": 7},
    ]


@given(st.text(alphabet="ab \n'’“”3,", max_size=40), st.text(alphabet="ab \n'’“”3,", max_size=12))
def test_what_is_grounded_is_always_the_documents_own(text: str, quote: str) -> None:
    found = ground(document(text), None, None, quote)
    if isinstance(found, Grounded):
        assert text[found.start : found.end] == found.quote
        assert found.start < found.end
