"""Rules over what indicators are called in texts."""

from __future__ import annotations

from collections.abc import Iterator

from theodolite.core.check import Survey, place, rule
from theodolite.errors import SpecError
from theodolite.reading.lexicon import Unmeasured
from theodolite.reading.phrases import phrase
from theodolite.reading.terms import Terms, Ways


@rule
def ways_of_saying_ask_for_words(survey: Survey) -> Iterator[tuple[str, str, str | None]]:
    """Every line of `said-as:` and `mistaken-for:` asks for a word, and three letters stand before every `*`."""
    terms = Terms.of({term: one.ways for term, one in survey.catalog.codelist("synonyms", Ways).items()})
    for id, one in survey.catalog.codelist("unmeasured", Unmeasured).items():
        for line in one.said_as:
            try:
                phrase(line, terms)
            except SpecError as error:
                yield f"codelists/unmeasured.yaml ({id})", error.what, error.expected
    for id, indicator in survey.indicators.items():
        lines = [("said-as", line) for line in indicator.said_as]
        lines += [("mistaken-for", one.words) for one in indicator.mistaken_for]
        for key, line in lines:
            try:
                phrase(line, terms)
            except SpecError as error:
                yield place(survey.catalog.indicators, id, key), error.what, error.expected
