"""Words for searching: what is one word, and which words must all be there."""

from __future__ import annotations

import pytest

from theodolite.store.words import LONGEST_WORD, index_words, sought_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("China's GDP", ["china", "gdp", "s"]),
        ("38,000 or 38\u202f000 or ３８，０００ or 38.5", ["38", "38000", "5", "or"]),
        ("1,2,3 and 12,34", ["1", "12", "2", "3", "34", "and"]),
        ("Économie ÉCONOMIE economie", ["economie"]),
        ("snake_case", ["case", "snake"]),
        ("ＡＩ", ["ai"]),
        ("straße STRASSE", ["strasse"]),
        ('"NEAR(" * AND -x', ["and", "near", "x"]),
        ("… — ?!", []),
    ],
)
def test_words_are_letters_and_digits_without_case_and_accents(text: str, words: list[str]) -> None:
    assert index_words(text) == words
    assert sought_words(text) == words


def test_chinese_is_cut_so_that_a_part_of_a_run_is_found_and_its_signs_in_another_order_are_not() -> None:
    assert index_words("AI算力中心") == sorted(["ai", "算", "力", "中", "心", "算力", "力中", "中心"])
    assert sought_words("力中心") == ["中心", "力中"]
    assert sought_words("心") == ["心"]
    assert not set(sought_words("中力")) <= set(index_words("算力中心"))


def test_what_is_longer_than_a_word_is_cut_the_same_on_both_sides() -> None:
    assert index_words("x" * 5000) == ["x" * LONGEST_WORD] == sought_words("x" * 70)
