"""Words: the terms beside a quantity that tell what it is about, without those that tell nothing of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from theodolite.core.catalog import Catalog
from theodolite.core.spec import Spec
from theodolite.reading.claim import Claim
from theodolite.reading.indicators import lexicon
from theodolite.reading.plain import plain
from theodolite.reading.subjects.mentions import mentions_of
from theodolite.reading.subjects.names import Names, names_of
from theodolite.reading.terms import Ways

AROUND = 14
"""Terms before and after a quantity that may tell what it is about."""

SHINGLE = 3
"""Terms that stand together in one piece of a text, by which two texts are compared."""

WINDOW = 600
"""Characters of a quote before and after a quantity that are looked at, however long its sentence is."""

SHORTEST_STEM = 4
"""Letters that are left of a term without its ending."""

_ENDING = re.compile(r"(?:ings?|ed|e)$")
_KINDS = ("economy", "people", "seat", "world")


class Unspecific(Spec):
    """One entry of `codelists/unspecific.yaml`: words that do not tell what a number is about."""

    title: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Words:
    """The terms of a claim: those of its counted `noun` in order, those `near` it, and all `shingles` of its quote.

    Only terms that tell something stand in `noun` and `near`: no grammar, no names of economies, no numbers. Those of
    `near` are stems.
    """

    noun: tuple[str, ...]
    spelt: Mapping[str, str]
    """Those near it: the stem by which they are compared → the term."""
    follows: frozenset[str]
    """Those of `near` that stand behind the quantity, at most a handful of words away."""
    field: frozenset[str]
    """Words of the whole field that its quote holds (ai, technology)."""
    shingles: frozenset[tuple[str, ...]]

    @cached_property
    def near(self) -> frozenset[str]:
        """The stems of the terms near it."""
        return frozenset(self.spelt)


CLOSE = 6
"""Terms behind a quantity that still belong to what it counts: fifty firms that develop language models."""


def words_of(claim: Claim, catalog: Catalog) -> Words:
    """The terms of a claim, as `codelists/synonyms.yaml` joins them, from WINDOW characters around its quantity."""
    read = lexicon(catalog).read
    silent, fields = _silent(catalog)
    text, at = window(claim)
    terms = read(plain(text))
    before = [term.said for term in terms if term.start < at][-AROUND:]
    after = [term.said for term in terms if term.start >= at + len(claim.span)][:AROUND]
    counted = [term.said for term in read(plain(claim.noun or ""))]
    noun = [said for said in counted if _tells(said, silent - {counted[-1]})]
    everything = [term.said for term in terms]
    shingles = frozenset(tuple(everything[k : k + SHINGLE]) for k in range(max(1, len(everything) - SHINGLE + 1)))
    return Words(
        tuple(noun),
        {stem(said): said for said in (*before, *after, *noun) if _tells(said, silent)},
        frozenset(said for said in after[:CLOSE] if _tells(said, silent)),
        frozenset(everything) & fields,
        shingles,
    )


def window(claim: Claim) -> tuple[str, int]:
    """The words of a claim's quote around its quantity, and where it begins in them."""
    at = claim.start - claim.quote_start
    first = max(0, at - WINDOW)
    return claim.quote[first : at + len(claim.span) + WINDOW], at - first


def is_name_of_one_thing(noun: tuple[str, ...], catalog: Catalog) -> bool:
    """Whether the words of a noun say exactly what is counted: several words, or one that stands for several (llm)."""
    return len(noun) > 1 or (len(noun) == 1 and noun[0] in _joined(catalog))


def stem(said: str) -> str:
    """A term without the ending of a verb, for comparing: train, trains, trained and training are one."""
    found = _ENDING.sub("", said)
    return found if len(found) >= SHORTEST_STEM else said


def likeness(one: Iterable[object], other: Iterable[object]) -> float:
    """The Jaccard index of two sets, |A ∩ B| / |A ∪ B|; 0 where both are empty."""
    a, b = frozenset(one), frozenset(other)
    return len(a & b) / len(a | b) if a | b else 0.0


def _tells(said: str, silent: frozenset[str]) -> bool:
    return said not in silent and not said.replace(",", "").isdigit() and len(said) > 1


def names_in(text: str, catalog: Catalog) -> list[tuple[int, int, str]]:
    """The names of economies, peoples and organisations in a plain text: where each stands, and the name."""
    return [(one.start, one.end, one.name) for one in mentions_of(text, _names(catalog))]


@lru_cache(maxsize=8)
def _names(catalog: Catalog) -> Names:
    return names_of(catalog)


@lru_cache(maxsize=8)
def _silent(catalog: Catalog) -> tuple[frozenset[str], frozenset[str]]:
    """The terms that tell nothing, names of economies among them, and those of them that are words of the field."""
    read = lexicon(catalog).read
    listed = catalog.codelist("unspecific", Unspecific)
    words = {kind: {term.said for word in one.words for term in read(word)} for kind, one in listed.items()}
    named = {term.said for n in _names(catalog).by_text.values() if n.kind in _KINDS for term in read(plain(n.text))}
    told = set[str]().union(*words.values())
    return frozenset(told | named), frozenset(words.get("field", ()))


@lru_cache(maxsize=8)
def _joined(catalog: Catalog) -> frozenset[str]:
    """The terms that stand for several words, but for those of the whole field."""
    ways = catalog.codelist("synonyms", Ways)
    return frozenset(term for term, one in ways.items() if any(" " in way for way in one.ways)) - _silent(catalog)[1]
