"""Plain text and Markdown: the text is the file's own characters, whatever its encoding and line ends."""

from __future__ import annotations

import hashlib

import pytest

from theodolite.reading.document import Place
from theodolite.reading.read import read_document

TEXT = "Machines at work\r\n\r\nFreedonia has 12,400 of them – “a third” are new.\r\nSylvania has 3,100.\r\n"


@pytest.mark.parametrize(
    ("content", "skipped"),
    [
        (TEXT.encode(), 0),
        (b"\xef\xbb\xbf" + TEXT.encode(), 1),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), 1),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), 1),
    ],
)
def test_the_text_is_the_files_characters_without_its_byte_order_mark(content: bytes, skipped: int) -> None:
    document = read_document(content, "memo.txt")
    assert document.text == TEXT
    assert document.places == (Place(0, None, skipped),)
    assert document.place(20).offset == 20 + skipped
    assert document.notes == ()
    assert [document.text[zone.start : zone.end] for zone in document.zones] == [
        "Machines at work", "Freedonia has 12,400 of them – “a third” are new.", "Sylvania has 3,100."
    ]  # fmt: skip


def test_bytes_that_are_not_utf_8_are_read_as_windows_1252_with_a_note() -> None:
    document = read_document(TEXT.encode("cp1252"), "memo.txt")
    assert document.text == TEXT
    assert document.notes == ("3 bytes outside UTF-8 read as Windows-1252",)
    mixed = read_document("naïve ".encode() + "café".encode("cp1252") + b" 5", "memo.txt")
    assert mixed.text == "naïve café 5"
    assert mixed.notes == ("1 byte outside UTF-8 read as Windows-1252",)


@pytest.mark.parametrize("file", ["memo.txt", "memo.md"])
def test_a_nul_gives_way_to_a_sign_in_its_place_with_a_note(file: str) -> None:
    said = "Sylvania has 3,100 machines. " * 50
    document = read_document(f"Free\0donia {said}".encode(), file)
    assert document.text == f"Free\ufffddonia {said}"
    assert document.notes == ("1 NUL character stands as \ufffd",)
    two = read_document(f"\0Free\0donia {said * 2}".encode(), file)
    assert two.notes == ("2 NUL characters stand as \ufffd",)


def test_chinese_text_in_its_own_encoding_is_read_with_a_note() -> None:
    said = "工厂的机器人，共有一万二千台。其中的三分之一，是新的。"
    document = read_document(said.encode("gb18030"), "memo.txt")
    assert document.text == said
    assert document.notes == ("the file states no encoding and was read as GB 18030",)


def test_the_same_bytes_are_the_same_document_under_any_name() -> None:
    first, second = read_document(TEXT.encode(), "a.txt"), read_document(TEXT.encode(), "b.txt")
    assert first.id == second.id == "sha256:" + hashlib.sha256(TEXT.encode()).hexdigest()
    assert first == read_document(TEXT.encode(), "a.txt")
    assert first.file == "a.txt"


MARKDOWN = """---
title: "Machines at work"
publisher: City Press
date: 2024-05-03
---
# What was counted

Freedonia has 12,400 machines,
a third of them new.[^1] A **second** line.

Subtitle
--------

| Country | 2023 |
|---------|-----:|
| Freedonia | 12,400 |

- One item
  goes on
- Another item of 5

![Machines by year](a.png)

```python
x = 12345
```

> A quote of 6 words.

[^1]: Ministry of Trade, *Census*, 2024.
"""


def test_markdown_says_what_its_parts_are() -> None:
    document = read_document(MARKDOWN.encode(), "memo.md")
    assert document.text == MARKDOWN
    assert document.format == "markdown"
    assert (document.title.value, document.title.how) == ("Machines at work", "the front matter's title")
    assert (document.publisher.value, document.date.value) == ("City Press", "2024-05-03")
    found = [(zone.kind, document.text[zone.start : zone.end].split("\n")[0]) for zone in document.zones]
    assert found == [
        ("boilerplate", "---"),
        ("heading", "# What was counted"),
        ("body", "Freedonia has 12,400 machines,"),
        ("heading", "Subtitle"),
        ("boilerplate", "--------"),
        ("table", "| Country | 2023 |"),
        ("table", "|---------|-----:|"),
        ("table", "| Freedonia | 12,400 |"),
        ("body", "- One item"),
        ("body", "- Another item of 5"),
        ("caption", "![Machines by year](a.png)"),
        ("boilerplate", "```python"),
        ("body", "> A quote of 6 words."),
        ("endnotes", "[^1]: Ministry of Trade, *Census*, 2024."),
    ]


def test_a_fence_or_comment_that_never_ends_goes_on_to_the_end() -> None:
    for opening in ("```", "<!--"):
        document = read_document(f"Machines.\n\n{opening}\n\nx = 5\n\ny = 6\n".encode(), "memo.md")
        assert [zone.kind for zone in document.zones] == ["body", "boilerplate"]
        assert document.text[document.zones[1].start : document.zones[1].end].endswith("y = 6")
