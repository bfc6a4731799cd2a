"""Paragraphs of plain texts: a line each, or several lines where somebody wrapped them at a width."""

from __future__ import annotations

import textwrap

import pytest

from theodolite.reading.layout.paragraphs import paragraphs_of, wrapped_at

FIRST = (
    "The ministry of trade counted the machines of every factory in the land and found that some twelve thousand of "
    "them were at work in the year before, a third of which had been bought in the last two years alone, most of them "
    "by makers of cars, plastics and food."
)
SECOND = (
    "A second count is due in the spring. It will look at services as well, where more than two dozen makers now sell "
    "machines that carry, clean or cook, at prices that fell by a fifth within two years of their introduction."
)


def paragraphs(text: str) -> list[str]:
    return [" ".join(text[start:end].split()) for start, end in paragraphs_of(text)]


@pytest.mark.parametrize("width", [50, 72, 100])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_wrapped_lines_are_joined(width: int, newline: str) -> None:
    text = "\n\n".join(["1. What was counted", textwrap.fill(FIRST, width), textwrap.fill(SECOND, width)])
    text = text.replace("\n", newline)
    assert wrapped_at(text) is not None
    assert paragraphs(text) == ["1. What was counted", FIRST, SECOND]


def test_wrapped_paragraphs_without_empty_lines_are_told_apart_by_their_indents_and_signs() -> None:
    first = textwrap.fill(FIRST, 60, initial_indent="    ")
    second = textwrap.fill(SECOND, 60, initial_indent="    ")
    assert paragraphs(f"{first}\n{second}") == [FIRST, SECOND]
    items = [textwrap.fill(f"- {said}", 60, subsequent_indent="  ") for said in (FIRST, SECOND)]
    assert paragraphs("\n".join(items)) == [f"- {FIRST}", f"- {SECOND}"]


def test_lines_that_nobody_wrapped_are_paragraphs() -> None:
    assert wrapped_at(f"{FIRST}\n{SECOND}\nWages fell\nPrices rose") is None
    assert paragraphs(f"{FIRST}\n{SECOND}\nWages fell\nPrices rose") == [FIRST, SECOND, "Wages fell", "Prices rose"]
    assert paragraphs("Robots\nCars\nShips\nTrains\nPlanes") == ["Robots", "Cars", "Ships", "Trains", "Planes"]


def test_a_heading_over_wrapped_lines_and_a_table_in_them_stay_apart() -> None:
    rows = "Freedonia\t12,400\nSylvania\t3,100"
    text = f"What was counted\n{textwrap.fill(FIRST, 60)}\n{rows}\n\n{textwrap.fill(SECOND, 60)}"
    assert paragraphs(text) == ["What was counted", FIRST, "Freedonia 12,400", "Sylvania 3,100", SECOND]


def test_chinese_lines_wrapped_at_a_width_are_joined() -> None:
    said = (
        "工业和信息化部对全国每一家工厂的机器人进行了统计结果显示去年共有一万二千台机器人投入使用其中三分之一是在过去两年内购买的"
        * 2
    )
    lines = [said[at : at + 30] for at in range(0, len(said), 30)]
    assert [one.replace(" ", "") for one in paragraphs("\n".join(lines))] == [said]


def test_an_empty_text_has_none() -> None:
    assert paragraphs(" \n\n\t\n") == []
