"""Sentences end where a reader would end them; every text here is made up."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from theodolite.reading.document import Document, Zone, ZoneKind
from theodolite.reading.plain import plain
from theodolite.reading.read import read_document
from theodolite.reading.sentences import LONGEST_SENTENCE, sentences_of


def sentences(text: str, kind: ZoneKind = "body", form: str = "text") -> list[str]:
    """The sentences of a text that is one zone."""
    document = Document("sha256:aa", "memo.txt", form, text, (Zone(0, len(text), kind),))
    return [text[one.start : one.end] for one in sentences_of(document, plain(text))]


@pytest.mark.parametrize(
    "said",
    [
        ["The U.S. Department of Trade counted 5.", "Of these, 3.5 per cent left."],
        ["He left the U.S.", "The law had passed."],
        ["Chips came from the U.S.", "Recent controls changed that."],
        ["J. R. Smith and Dr. Jones agreed.", "Nobody else did."],
        ["It cost approx. 5 crowns vs. 6 before, e.g. in No. 5 of Fig. 3.", "Then it fell."],
        ["The answer was no.", "That held until Jan. 2020."],
        ["An outlay of Rs. 8,250 crore was cleared.", "Rp. 9 trillion followed."],
        ["Baxter Inc. sold 12 of them.", "Cole et al. (2023) counted 14."],
        ["It was worth $5 bn.", "Freedonia paid.", "It drew 3 m. Then it stopped."],
        ["The landscape changed.1", "These advances came late.12,13", "Others followed.[4]", "Nobody asked.²"],
        ["Sylvania has more (32,205).7", "Still, it is behind."],
        ["It began in 2019.12", "However, version 3.5 Turbo came in 2023."],
        ["\u201cWe have 5.\u201d", "He has none."],
        ["\u201cHave you 5?\u201d he asked.", "She had (she said) 6."],
        ["Growth . . . continued.", "It went on…", "Then it stopped."],
        ["iFlytek rose by 4%.", "iFlytek fell again.", "xAI did not."],
        ["Prices rose 3.2 per cent.", "37 of 44 firms agreed.", "What of the rest?", "None!"],
        ["中国有130个模型，占全球40%。", "其余在美国；", "日本有12个！"],
        ["في عام 2023 ركبت 500 آلة.", "هل هذا كثير؟", "نعم."],
    ],
)
def test_stops_end_sentences_and_points_of_other_kinds_do_not(said: list[str]) -> None:
    joined = "".join(said) if said[0][0] == "中" else " ".join(said)
    if "bn." in joined:
        said = [*said[:2], "It drew 3 m.", "Then it stopped."]
    assert sentences(joined) == said


def test_the_sign_of_an_item_belongs_to_no_sentence() -> None:
    text = "- Robots: 5 of them. They work.\n2. Cars: none.\n• (b) Ships\n（一）总体情况\n-5 degrees was measured."
    assert sentences(text) == [
        "Robots: 5 of them.", "They work.", "Cars: none.", "Ships", "总体情况", "-5 degrees was measured."
    ]  # fmt: skip


def test_a_newline_ends_a_sentence_unless_lines_are_wrapped() -> None:
    assert sentences("Spending rose\nWages fell by 3%") == ["Spending rose", "Wages fell by 3%"]
    wrapped = (
        "The ministry of trade counted the machines of every factory in the land\n"
        "and found twelve thousand of them at work, a third of which were bought\n"
        "in one year. A second count is due in the spring.\n\nIt was the first."
    )
    assert [one.replace("\n", " ")[-27:] for one in sentences(wrapped)] == [
        "ch were bought in one year.", "count is due in the spring.", "It was the first."
    ]  # fmt: skip
    assert sentences("Spending\nrose.\n\nWages fell", form="markdown") == ["Spending\nrose.", "Wages fell"]


@pytest.mark.parametrize("kind", ["heading", "table", "endnotes"])
def test_headings_rows_and_notes_are_one_sentence_each(kind: ZoneKind) -> None:
    assert sentences("1. Mr. A. B. Cole, Robots. A count. 2024.", kind)[0].endswith("Robots. A count. 2024.")


def test_a_text_without_stops_is_cut_at_a_space() -> None:
    found = sentences("seven of them " * 2000)
    assert max(map(len, found)) <= LONGEST_SENTENCE
    assert "".join(found).replace(" ", "") == "sevenofthem" * 2000
    assert all(one.startswith(("seven", "of", "them")) for one in found)
    assert [len(one) for one in sentences("x" * 9000)] == [4000, 4000, 1000]


def test_paragraphs_are_numbered_in_order() -> None:
    text = "One of 5. Two of 5.\n\nThree of 5."
    document = Document("sha256:aa", "memo.txt", "text", text, (Zone(0, len(text), "body"),))
    assert [(one.paragraph, one.zone) for one in sentences_of(document, text)] == [
        (0, "body"),
        (0, "body"),
        (1, "body"),
    ]


def test_every_labelled_quote_of_the_seeds_is_one_sentence_of_the_text_proper(shared: Path) -> None:
    quotes = [json.loads(line) for line in (shared / "gold" / "claims.jsonl").read_text(encoding="utf-8").splitlines()]
    found: dict[str, dict[tuple[int, int], ZoneKind]] = {}
    for name in {quote["doc"] for quote in quotes}:
        document = read_document((shared / "seeds" / name).read_bytes(), name)
        found[name] = {(one.start, one.end): one.zone for one in sentences_of(document, plain(document.text))}
    zones = [found[quote["doc"]].get((quote["quote_start"], quote["quote_end"])) for quote in quotes]
    assert len(zones) == 49
    assert {zone: zones.count(zone) for zone in sorted(set(map(str, zones)))} == {
        "body": 41, "caption": 4, "heading": 4
    }  # fmt: skip
