"""Terms: the words of a text in the one form in which they are compared, each with the place where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from theodolite.core.spec import Spec
from theodolite.reading.plain import unaccented

_WORD = re.compile(r"\d{1,3}(?:,\d{3})+|[^\W_]+(?:['.&][^\W_]+)*")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_JOINED = str.maketrans("", "", ".',")
_SIBILANT = ("sses", "xes", "ches", "shes")


class Ways(Spec):
    """The ways in which one term is written: codes of `codelists/synonyms.yaml` are terms, and lists their entries."""

    ways: tuple[str, ...]
    """Words or phrases that mean the term; one in Chinese characters is found inside a run of them."""


class Term(NamedTuple):
    """One term of a text, `place` counted in words from its beginning and `start` in characters."""

    said: str
    place: int
    start: int


@dataclass(frozen=True)
class Terms:
    """What reads a text as terms: words in their singular, and several words of one meaning as one term.

    `ways` maps the first word of a synonym to every synonym that begins so, longest first, with its term. `signs` are
    those written in Chinese characters, which no space divides.
    """

    ways: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    signs: Mapping[str, str]

    @classmethod
    def of(cls, synonyms: Mapping[str, Iterable[str]]) -> Terms:
        """The terms of a table term → the ways in which it is written; a term is a way of its own."""
        found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        signs: dict[str, str] = {}
        for term, ways in synonyms.items():
            for way in (term.replace("-", " "), *ways):
                if _HAN.search(way):
                    signs[way] = term
                elif words := tuple(singular(word) for word in _WORD.findall(way)):
                    found.setdefault(words[0], []).append((words, term))
        ordered = {first: tuple(sorted(ways, key=lambda way: -len(way[0]))) for first, ways in found.items()}
        return cls(ordered, dict(sorted(signs.items(), key=lambda sign: -len(sign[0]))))

    def read(self, text: str) -> tuple[Term, ...]:
        """The terms of a text in their order; white space, signs and what stands in no word are passed over."""
        signs = _HAN.search(text) is not None
        apart = _HAN.sub(" ", text) if signs else text
        found = [(match[0], match.start()) for match in _WORD.finditer(apart)]
        words = [singular(word) for word, _ in found]
        terms: list[Term] = []
        place = 0
        while place < len(words):
            length, said = 1, words[place]
            for way, term in self.ways.get(said, ()):
                if len(way) == 1 or tuple(words[place : place + len(way)]) == way:
                    length, said = len(way), term
                    break
            terms.append(Term(said, place, found[place][1]))
            place += length
        return (*terms, *self._signs(text)) if signs else tuple(terms)

    def canonical(self, word: str) -> str:
        """The term that one word of ours stands for: itself where it is one, or the term of which it is a way."""
        read = self.read(word.replace("-", " "))
        return read[0].said if len(read) == 1 else singular(word)

    def _signs(self, text: str) -> tuple[Term, ...]:
        taken: set[int] = set()
        found: list[Term] = []
        for sign, term in self.signs.items():
            for match in re.finditer(re.escape(sign), text):
                places = range(match.start(), match.end())
                if taken.isdisjoint(places):
                    taken.update(places)
                    found.append(Term(term, match.start(), match.start()))
        return tuple(found)


@lru_cache(maxsize=20_000)
def singular(word: str) -> str:
    """A word without case, accents and the ending of its plural: `Companies` is `company`, `analysis` stays."""
    word = unaccented(word).removesuffix("'s").translate(_JOINED)
    if len(word) < 4 or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(_SIBILANT) else word.removesuffix("s")
