"""Zones: what each paragraph of a plain text is, by its words and its neighbours; every text here is made up."""

from __future__ import annotations

from pathlib import Path

import pytest

from theodolite.reading.document import ZoneKind
from theodolite.reading.read import read_document

PROSE = (
    "The ministry counted the machines of every factory in the land, and found that twelve thousand of them were at "
    "work in 2023. A third was bought in one year, and most of these stand in the plants of four makers of cars."
)
NOTE = '{}. Ann Cole, "A Count of Machines," Freedonia Times, March {}, 2024, https://example.org/{}.'


def zones(*lines: str) -> list[ZoneKind]:
    """The kind of the zone of each of `lines`."""
    document = read_document("\n".join(lines).encode(), "memo.txt")
    assert [document.text[zone.start : zone.end] for zone in document.zones] == [line for line in lines if line.strip()]
    return [zone.kind for zone in document.zones]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("What was counted", "heading"),
        ("How much does a robot cost?", "heading"),
        ("2. What was counted", "heading"),
        ("二、总体情况", "heading"),
        ("Wages fell by 3 per cent.", "body"),
        ("2. Robots: Freedonia wants 20,000 of them by 2030.", "body"),
        ("- Robots: 20,000 by 2030", "body"),
        ("(Reporting by the Freedonia City desk)", "body"),
        ("Shares fell on Friday. (1 crown = 4.5 marks)", "body"),
        ("Figure 3: Robots by year", "caption"),
        ("Table 2. Robots by country, 2019–2023", "caption"),
        ("Fig. 4 Robots by country", "caption"),
        ("Source: Ministry of Trade, 2024", "caption"),
        ("photo Robots at work in a plant of the north", "caption"),
        ("Figure 3 shows that robots became cheaper in 2023.", "body"),
        ("Freedonia\t10,970\t12,400", "table"),
        ("| Freedonia | 10,970 | 12,400 |", "table"),
        ("Freedonia   10,970   12,400", "table"),
        ("12 45 88 7", "table"),
        ("We use cookies to make this page work for you.", "boilerplate"),
        ("© 2024 Freedonia Institute. All rights reserved.", "boilerplate"),
        ("14 min", "boilerplate"),
        ("6-minute read", "boilerplate"),
        ("Share this article", "boilerplate"),
        ("By Ann Cole and Bert van Dyke", "boilerplate"),
        ("https://example.org/robots", "boilerplate"),
        ("press@example.org", "boilerplate"),
        ("62", "boilerplate"),
        ("— — — — —", "boilerplate"),
        ("2.1 Counting . . . . . . . . . . . . . 14", "boilerplate"),
        ("The views expressed here are those of the author alone.", "boilerplate"),
    ],
)
def test_a_line_is_told_by_its_own_words(line: str, kind: ZoneKind) -> None:
    assert zones(PROSE, line, PROSE.replace("twelve", "ten"))[1] == kind


def test_the_head_lines_of_a_memo_are_headings() -> None:
    head = [
        "MEMORANDUM",
        "TO: Whom it may concern",
        "FROM: Ann Cole",
        "DATE: 3 May 2024",
        "SUBJECT: What machines cost.",
    ]
    assert zones(*head, PROSE) == ["heading"] * 5 + ["body"]


def test_a_numbered_list_of_works_is_notes_and_a_numbered_list_of_prose_is_not() -> None:
    notes = [NOTE.format(number, number + 2, number) for number in range(1, 5)]
    items = [
        f"{number}. Robots: the state wants {number},000 of them, and pays a third of each." for number in (1, 2, 3)
    ]
    assert zones(*items, PROSE, *notes) == ["body"] * 4 + ["endnotes"] * 4


def test_notes_go_on_under_their_heading_until_prose_begins_again() -> None:
    notes = [
        "1. Excludes machines with fewer than three axes.",
        "2. Ibid., p. 14.",
        "Cole, A. (2023). Machines. City Press.",
    ]
    found = zones(PROSE, "Notes", *notes, "Annex: how machines were counted", PROSE.upper() * 2)
    assert found == ["body", "heading", "endnotes", "endnotes", "endnotes", "heading", "body"]


def test_what_is_about_the_author_goes_on_to_the_next_heading_or_at_the_end_to_the_end() -> None:
    assert zones("About the author", "What was counted", PROSE) == ["boilerplate", "heading", "body"]
    end = [
        "About the author",
        "Ann Cole counts machines at the institute.",
        "Freedonia Institute",
        "It was made in 1950.",
    ]
    assert zones(PROSE, PROSE.upper(), *end)[2:] == ["boilerplate"] * 4


def test_a_slogan_between_two_lines_around_the_text_is_one_of_them_and_a_sentence_or_title_is_not() -> None:
    assert zones(PROSE, "Share", "WE COUNT FOR YOU.", "Subscribe")[1:] == ["boilerplate"] * 3
    assert zones(PROSE, "Share", "We count 5 for you.", "Subscribe")[2] == "body"
    assert zones(PROSE, "Share", "Machines at work", "Subscribe")[2] == "heading"


def test_numbers_alone_are_a_column_of_a_table_where_there_are_three() -> None:
    assert zones(PROSE, "62", PROSE)[1] == "boilerplate"
    assert zones(PROSE, "62", "1,905", "4.5%", PROSE)[1:4] == ["table"] * 3


def test_the_names_of_columns_belong_to_the_table() -> None:
    assert zones("Country | 2022 | 2023", "Freedonia | 10,970 | 12,400", PROSE)[:2] == ["table", "table"]


def test_a_sentence_set_twice_is_a_caption_where_it_stands_alone() -> None:
    quote = PROSE.split(". ")[1]
    assert zones(PROSE, quote, PROSE.upper()) == ["body", "caption", "body"]
    assert zones(PROSE[:200], "Ten firms use it, says the ministry.", PROSE[:200])[2] == "caption"


def test_the_seeds_have_their_notes_captions_and_notices(shared: Path) -> None:
    def kinds(name: str) -> dict[str, int]:
        [path] = (shared / "seeds").glob(f"{name}_*.txt")
        found = [zone.kind for zone in read_document(path.read_bytes(), path.name).zones]
        return {kind: found.count(kind) for kind in sorted(set(found))}

    assert kinds("000") == {"boilerplate": 7, "body": 20, "endnotes": 13, "heading": 5}
    assert kinds("001")["boilerplate"] == 6
    assert kinds("002")["caption"] == 3
    assert "endnotes" not in kinds("004")
