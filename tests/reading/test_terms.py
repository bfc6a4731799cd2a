"""Terms: words in one form, several words of one meaning as one term, and Chinese without spaces."""

from __future__ import annotations

import pytest

from theodolite.core.catalog import Catalog
from theodolite.reading.terms import Terms, Ways, singular


@pytest.fixture(scope="module")
def terms(catalog: Catalog) -> Terms:
    return Terms.of({term: one.ways for term, one in catalog.codelist("synonyms", Ways).items()})


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("Companies", "company"), ("boxes", "box"), ("classes", "class"), ("uses", "use"), ("analysis", "analysis"),
        ("status", "status"), ("China's", "china"), ("U.S.", "us"), ("10,000", "10000"), ("gas", "gas"),
        ("Curaçao", "curacao"),
    ],
)  # fmt: skip
def test_a_word_has_one_form(word: str, form: str) -> None:
    assert singular(word) == form


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("AI-related patents", ["ai", "patent"]),
        ("Generative artificial intelligence (GenAI)", ["genai", "genai"]),
        ("data centers, datacentres and a data-centre", ["data-centre", "data-centre", "and", "a", "data-centre"]),
        ("R&D spending per capita", ["r-and-d", "spending", "per-head"]),
        ("large language models", ["llm"]),
        ("1,328 models", ["1328", "model"]),
        ("人工智能专利", ["ai", "patent"]),
        ("生成式人工智能大模型", ["genai", "llm"]),
        ("", []),
    ],
)
def test_several_words_of_one_meaning_are_one_term(terms: Terms, text: str, said: list[str]) -> None:
    assert [term.said for term in terms.read(text)] == said


def test_a_term_knows_where_it_stands(terms: Terms) -> None:
    assert [(term.said, term.place, term.start) for term in terms.read("New data centers use power")] == [
        ("new", 0, 0),
        ("data-centre", 1, 4),
        ("use", 3, 17),
        ("power", 4, 21),
    ]
