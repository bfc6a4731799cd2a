"""Title, publisher and date: what a document states of itself, how it was known, and nothing guessed from its prose."""

from __future__ import annotations

import pytest

from theodolite.reading.document import UNSAID, Known
from theodolite.reading.metadata import day_in, known_day
from theodolite.reading.read import read_document

PROSE = (
    "On 7 June 2021 the ministry counted the machines of every factory in the land, and found that twelve thousand of "
    "them were at work. A third was bought in one year, and most of these stand in the plants of four makers of cars."
)


def head(*lines: str) -> tuple[Known, Known, Known]:
    document = read_document("\n\n".join([*lines, PROSE]).encode(), "memo.txt")
    return document.title, document.publisher, document.date


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2024-09-18", "2024-09-18"),
        ("18 September 2024", "2024-09-18"),
        ("Wed, 18 Sep 2024 10:04:00 +0200", "2024-09-18"),
        ("September 18th, 2024", "2024-09-18"),
        ("Sept. 18, 2024", "2024-09-18"),
        ("September 2024", "2024-09"),
        ("2024年9月18日", "2024-09-18"),
        ("2024年9月", "2024-09"),
        ("18/09/2024", "2024-09-18"),
        ("09/18/2024", "2024-09-18"),
        ("18.09.2024", "2024-09-18"),
        ("09/08/2024", None),
        ("31 February 2024", None),
        ("since 2024", None),
    ],
)
def test_dates_are_read_in_the_forms_that_have_one_meaning(words: str, day: str | None) -> None:
    assert day_in(words) == day


@pytest.mark.parametrize(
    ("stated", "day"),
    [("D:20240918103000+02'00'", "2024-09-18"), ("2024-09-18T10:00:00Z", "2024-09-18"), ("2024-09", "2024-09"),
     ("2024", "2024"), ("20240918", "2024-09-18"), ("", None), (None, None), ("soon", None), ("20249999", None)],
)  # fmt: skip
def test_a_stated_date_is_an_iso_day_month_or_year(stated: str | None, day: str | None) -> None:
    assert known_day(stated, "so it is said").value == day


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("3 May 2024", "2024-05-03"),
        ("Published on Friday, 3 May 2024 at 10:30", "2024-05-03"),
        ("By Ann Cole | 3 May 2024 | 5 min read", "2024-05-03"),
        ("Policy brief no. 7, May 2024", "2024-05"),
        ("Opening address by the Minister of Trade at the Chamber of Crafts, 3 May 2024", "2024-05-03"),
        ("Freedonia City, 3 May 2024. Check against delivery.", "2024-05-03"),
        ("What the world knew of machines after May 2024 and what it did", None),
        ("We met on 3 May 2024 and talked of machines.", None),
    ],
)
def test_the_first_date_in_the_head_is_taken_where_it_stands_for_itself(line: str, day: str | None) -> None:
    how = "the first date in the head of the document" if day else "the document does not say"
    assert head("Machines at work", line)[2] == Known(day, how)


def test_a_memo_says_its_date_and_subject() -> None:
    title, _, date = head("TO: All", "FROM: Ann Cole", "DATE: 3 May 2024", "SUBJECT: What machines cost")
    assert title == Known("What machines cost", "the memo's line SUBJECT:")
    assert date == Known("2024-05-03", "the memo's line DATE:")


def test_a_dateline_says_the_date_and_a_date_in_the_prose_does_not() -> None:
    assert head("Plant opens", f"SYLVANIA CITY, 3 May 2024 (Wire) – {PROSE}")[2] == Known(
        "2024-05-03", "the document's dateline"
    )
    assert head("Plant opens", f"SYLVANIA CITY, May 3 – {PROSE}")[2] == UNSAID
    assert head("Plant opens")[2] == UNSAID


def test_a_title_is_the_first_heading_that_is_no_date_and_no_name_of_a_part() -> None:
    assert head("3 May 2024", "Executive summary", "Machines at work in 2024")[0] == Known(
        "Machines at work in 2024", "the first heading of the document"
    )
    assert head("Trade and Crafts", "Machines at work", "Trade and Crafts")[0].value == "Machines at work"
    assert head("Introduction")[0] == UNSAID


def test_a_publisher_is_named_by_a_copyright_or_in_words() -> None:
    assert head("Machines", "© 2024 Freedonia Institute. All rights reserved.")[1] == Known(
        "Freedonia Institute", "the line of its copyright"
    )
    assert head("Machines", "Published by: The Chamber of Crafts")[1] == Known(
        "The Chamber of Crafts", "the line that names its publisher"
    )
    assert head("Machines")[1] == UNSAID
