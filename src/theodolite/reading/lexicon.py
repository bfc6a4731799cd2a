"""The lexicon of a catalogue: what its indicators are called in texts, and what texts count that it does not hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from theodolite.core.catalog import Catalog
from theodolite.core.indicator import Indicator, Mistake
from theodolite.core.spec import Spec
from theodolite.core.unit import UnitClass
from theodolite.reading.phrases import Phrase, Phrasebook, phrase
from theodolite.reading.plain import plain
from theodolite.reading.terms import Term, Terms, Ways


class Unmeasured(Spec):
    """One entry of `codelists/unmeasured.yaml`: something that texts count and no indicator is a figure of."""

    title: str
    class_: UnitClass
    said_as: tuple[str, ...]


@dataclass(frozen=True)
class Owner:
    """Whose a phrase is: an indicator, or None for what is not measured, with the class of its unit."""

    indicator: Indicator | None
    unit_class: UnitClass


@dataclass(frozen=True)
class Lexicon:
    """What a catalogue's indicators are called."""

    read: Callable[[str], tuple[Term, ...]]
    """The terms of a text; those of the last texts are remembered, for a sentence holds several quantities."""
    book: Phrasebook
    owners: dict[str, Owner]
    mistakes: dict[str, tuple[tuple[Mistake, Phrase], ...]]
    """Of each indicator, its `mistaken_for` with their phrases, in order."""


@lru_cache(maxsize=8)
def lexicon(catalog: Catalog) -> Lexicon:
    """The lexicon of a catalogue, made once; raises SpecError on a line of `said-as:` that asks for no word."""
    terms = Terms.of({term: one.ways for term, one in catalog.codelist("synonyms", Ways).items()})
    said = {id: one for id, one in catalog.indicators.items() if one.said_as}
    beside = catalog.codelist("unmeasured", Unmeasured)
    owners = {id: Owner(one, catalog.units[one.unit].class_) for id, one in said.items()}
    owners |= {id: Owner(None, one.class_) for id, one in beside.items()}
    lines = {id: one.said_as for id, one in (*said.items(), *beside.items())}
    book = Phrasebook({id: [phrase(line, terms) for line in own] for id, own in lines.items()})
    mistakes = {id: tuple((bad, phrase(bad.words, terms)) for bad in one.mistaken_for) for id, one in said.items()}
    return Lexicon(lru_cache(maxsize=256)(terms.read), book, owners, mistakes)


def mistaken(words: str, id: str, catalog: Catalog) -> Mistake | None:
    """The first of an indicator's `mistaken-for:` that the sentence `words` holds; None where it holds none."""
    known = lexicon(catalog)
    terms = frozenset(term.said for term in known.read(plain(words)))
    return next((mistake for mistake, one in known.mistakes.get(id, ()) if one.stands_in(terms)), None)
