"""Phrases: what an indicator is called, as the terms that a text must hold, and how well a text holds them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from theodolite.errors import SpecError
from theodolite.reading.terms import Term, Terms, singular

NEAR = 20
"""Words: a term so far from the quantity counts half."""

BREAKS = {**dict.fromkeys(("while", "whereas", "but", "although", "though", "versus", "against", "than"), 10), "and": 5}
"""Words that begin another clause or another thing, and for how many words they count."""

BEFORE = 0.5
"""What a term counts that stands in the text before the sentence alone."""

SHORTEST = 3
"""Letters: no `*` stands after fewer."""

VOCABULARY = 50_000
"""Terms whose slots are remembered."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of a phrase: the terms of which one must stand there, and the beginnings of such."""

    terms: frozenset[str]
    beginnings: tuple[str, ...] = ()

    def holds(self, term: str) -> bool:
        """Whether a term fills the place."""
        return term in self.terms or (bool(self.beginnings) and term.startswith(self.beginnings))


@dataclass(frozen=True, slots=True)
class Phrase:
    """One line of `said-as:`: every slot must be filled, and none of `without`."""

    slots: tuple[Slot, ...]
    without: tuple[Slot, ...]

    def stands_in(self, terms: Collection[str]) -> bool:
        """Whether a text with these terms holds the phrase."""
        empty = any(not any(slot.holds(term) for term in terms) for slot in self.slots)
        return not empty and not any(slot.holds(term) for slot in self.without for term in terms)

    def names(self, nouns: Iterable[str]) -> bool:
        """Whether one of the nouns is a word of the phrase."""
        return any(slot.holds(noun) for noun in nouns for slot in self.slots)


def phrase(line: str, terms: Terms) -> Phrase:
    """A line such as `robot install*/deploy* -humanoid`; raises SpecError on one that asks for no word."""
    wanted = [_slot(part, terms) for part in line.split() if not part.startswith("-")]
    without = [_slot(part[1:], terms) for part in line.split() if part.startswith("-")]
    if not wanted:
        raise SpecError(f"{line!r} asks for no word", expected="words that a text must hold, as in: robot install*")
    return Phrase(tuple(wanted), tuple(without))


def _slot(part: str, terms: Terms) -> Slot:
    said = part.split("/")
    if any(word.endswith("*") and len(word) <= SHORTEST for word in said):
        raise SpecError(f"{part!r} begins with too little", expected=f"at least {SHORTEST} letters before a *")
    whole = frozenset(terms.canonical(word) for word in said if not word.endswith("*"))
    return Slot(whole, tuple(singular(word[:-1]) for word in said if word.endswith("*")))


@dataclass(frozen=True, slots=True)
class Heard:
    """How well a text holds a phrase.

    `weight` is that of its terms by their nearness, `most` what it could be, `here` the share of `most` that stands in
    the sentence itself and not in the text before it. `key` is the nearness of its rarest word there, 0 where that
    stands before.
    """

    owner: str
    phrase: Phrase
    weight: float
    most: float
    here: float
    key: float


class Phrasebook:
    """Every phrase of a catalogue with its owner, found by the terms of a text."""

    def __init__(self, phrases: Mapping[str, Sequence[Phrase]]) -> None:
        self._phrases = [(owner, one) for owner, ones in phrases.items() for one in ones]
        self._slots = list(dict.fromkeys(slot for _, one in self._phrases for slot in (*one.slots, *one.without)))
        self._filled: dict[str, tuple[int, ...]] = {}
        number = {slot: n for n, slot in enumerate(self._slots)}
        self._wanted = [tuple(number[slot] for slot in one.slots) for _, one in self._phrases]
        self._without = [tuple(number[slot] for slot in one.without) for _, one in self._phrases]
        self._leads: dict[int, list[int]] = defaultdict(list)
        for at, slots in enumerate(self._wanted):
            self._leads[slots[0]].append(at)
        self._whole: dict[str, list[int]] = defaultdict(list)
        self._begun: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for n, slot in enumerate(self._slots):
            for term in slot.terms:
                self._whole[term].append(n)
            for beginning in slot.beginnings:
                self._begun[beginning[:SHORTEST]].append((beginning, n))
        self._weights = self._rarity()

    def _rarity(self) -> list[float]:
        """A slot weighs 1 + ln(n/k) where k of n owners ask for its commonest word: what is common tells little."""
        owners: dict[str, set[str]] = defaultdict(set)
        for owner, one in self._phrases:
            for slot in one.slots:
                for word in (*slot.terms, *slot.beginnings):
                    owners[word].add(owner)
        total = max(1, len({owner for owner, _ in self._phrases}))
        words = ((*slot.terms, *slot.beginnings) for slot in self._slots)
        return [1 + math.log(total / max(1, *(len(owners[word]) for word in said), 1)) for said in words]

    def heard(self, here: Mapping[str, float], before: Iterable[str] = ()) -> list[Heard]:
        """Every phrase that a text holds: `here` are the sentence's terms with their nearness to the quantity (0 to 1).

        A slot may be filled by the text `before`, for BEFORE of its weight; a word that must not stand there is looked
        for in the sentence alone.
        """
        near: dict[int, float] = {}
        for term, value in here.items():
            for slot in self._fills(term):
                near[slot] = max(value, near.get(slot, 0.0))
        earlier = {slot for term in before for slot in self._fills(term)}
        found: list[Heard] = []
        for lead in near.keys() | earlier:
            for at in self._leads.get(lead, ()):
                if (heard := self._hear(at, near, earlier)) is not None:
                    found.append(heard)
        return found

    def _hear(self, at: int, near: Mapping[int, float], earlier: set[int]) -> Heard | None:
        weight = most = here = rarest = key = 0.0
        for slot in self._wanted[at]:
            value = near.get(slot, 0.0)
            if not value and slot not in earlier:
                return None
            if self._weights[slot] > rarest:
                rarest, key = self._weights[slot], value
            weight += self._weights[slot] * (value or BEFORE)
            here += self._weights[slot] if value else 0.0
            most += self._weights[slot]
        if any(slot in near for slot in self._without[at]):
            return None
        owner, one = self._phrases[at]
        return Heard(owner, one, weight, most, here / most, key)

    def _fills(self, term: str) -> tuple[int, ...]:
        if term not in self._filled:
            if len(self._filled) >= VOCABULARY:
                self._filled.clear()
            begun = [n for beginning, n in self._begun.get(term[:SHORTEST], ()) if term.startswith(beginning)]
            self._filled[term] = tuple({*self._whole.get(term, ()), *begun})
        return self._filled[term]


def nearness(terms: Sequence[Term], at: int | None) -> dict[str, float]:
    """Each term with NEAR / (NEAR + d), d the words from the character `at` to its nearest place; 1 without an `at`.

    A word of BREAKS counts for several.
    """
    if at is None:
        return {term.said: 1.0 for term in terms}
    places: list[int] = []
    broken = middle = 0
    for said, place, start in terms:
        broken += BREAKS.get(said, 0)
        places.append(place + broken)
        middle = place + broken if start <= at else middle
    near: dict[str, float] = {}
    for (said, _, _), place in zip(terms, places, strict=True):
        value = NEAR / (NEAR + abs(place - middle))
        if value > near.get(said, 0.0):
            near[said] = value
    return near
