"""The words of measure that the grammar knows: currencies, units, nouns of discourse, from the codelists."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from theodolite.core.catalog import Catalog
from theodolite.core.spec import Spec
from theodolite.core.unit import UnitClass
from theodolite.reading.alternation import alternation


class Currency(Spec):
    """One entry of `codelists/currencies.yaml`: signs that stand before an amount, words that stand after it."""

    before: tuple[str, ...] = ()
    """Signs right before an amount, with their capitals."""
    after: tuple[str, ...] = ()
    """Words right after it, in any letters."""
    of: str | None = None
    """The economy whose money it is: asked where a sign is shared."""
    shared: tuple[str, ...] = ()
    """Signs and words of another entry that texts about `of` mean this currency by."""


class Measured(Spec):
    """One entry of `codelists/measures.yaml`: a unit, as texts write it.

    `symbols` are read with their capitals, `words` in any; one of it is `times` of `unit` (itself, if not given).
    """

    class_: UnitClass
    """What sort of unit it is."""
    symbols: tuple[str, ...] = ()
    """Read with their capitals: MW is not mW."""
    words: tuple[str, ...] = ()
    """Read in any letters."""
    unit: str | None = None
    """The unit that a claim of it is kept in, where that is another."""
    times: float = 1
    """How many of that unit one of it is: a decade is 10 years."""


class Words(Spec):
    """A list of words under a title."""

    title: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Lexicon:
    """What the codelists say, compiled for matching at a place in a text."""

    before: re.Pattern[str]
    """A currency's sign right before a number, at the end of the text given."""
    after: re.Pattern[str]
    """A currency's word right after a number."""
    symbols: re.Pattern[str]
    words: re.Pattern[str]
    money: dict[str, str]
    """Sign or word (words in small letters) → ISO 4217 code."""
    rivals: dict[tuple[str, str], str]
    """Economy and a shared sign or word (in small letters) → the currency that texts about that economy mean by it."""
    coins: re.Pattern[str]
    """A currency's sign or word, by itself."""
    measures: dict[str, tuple[str, Measured]]
    """Symbol or word (words in small letters) → the unit and what is known of it."""
    discourse: frozenset[str]

    def measure_at(self, text: str, at: int) -> tuple[str, Measured, int] | None:
        """The unit that begins at `at` of `text`, what is known of it and where it ends; None where none does."""
        found = self.symbols.match(text, at)
        if found:
            return (*self.measures[found[0]], found.end())
        found = self.words.match(text, at)
        return (*self.measures[found[0].lower()], found.end()) if found else None

    def currency_at(self, text: str, at: int) -> tuple[str, int] | None:
        """The currency whose word begins at `at` of `text`, and where it ends."""
        if text[at : at + 1] in "([,.;: ":
            return None
        found = self.after.match(text, at)
        return (self.money[found[0].lower()], found.end()) if found else None

    def money_at(self, said: str) -> tuple[str, int] | None:
        """The currency that `said` begins with, as a sign or a word, and where that ends; None where it names none."""
        found = self.coins.match(said)
        return None if found is None else (self.money.get(found[0]) or self.money[found[0].lower()], found.end())

    def currency_before(self, text: str, at: int) -> tuple[str, int] | None:
        """The currency whose sign ends right before `at` of `text`, and where it begins."""
        found = self.before.search(text, max(0, at - 8), at)
        return (self.money[found[1]], found.start()) if found else None


@lru_cache(maxsize=8)
def lexicon(catalog: Catalog = Catalog()) -> Lexicon:  # noqa: B008 - a catalogue is a constant: the shipped one
    """The codelists of a catalogue, read once."""
    currencies = catalog.codelist("currencies", Currency)
    measures = catalog.codelist("measures", Measured)
    signs = {sign: code for code, entry in currencies.items() for sign in entry.before}
    names = {word.lower(): code for code, entry in currencies.items() for word in entry.after}
    symbols = {symbol: (entry.unit or code, entry) for code, entry in measures.items() for symbol in entry.symbols}
    words = {word.lower(): (entry.unit or code, entry) for code, entry in measures.items() for word in entry.words}
    return Lexicon(
        before=re.compile(rf"(?<![A-Za-z])({alternation(signs)}) ?$"),
        after=re.compile(rf"(?:{alternation(names)})(?![A-Za-z]| ?\d)", re.IGNORECASE),
        symbols=re.compile(rf"(?:{alternation(symbols)})(?![A-Za-z0-9])"),
        words=re.compile(rf"(?:{alternation(words)})(?![A-Za-z])", re.IGNORECASE),
        money={**{sign.strip(): code for sign, code in signs.items()}, **signs, **names},
        coins=re.compile(rf"(?:{alternation(signs)}|(?i:{alternation(names)}))(?:(?<![A-Za-z])|(?![A-Za-z&]))"),
        rivals={(e.of, sign.lower()): code for code, e in currencies.items() if e.of for sign in e.shared},
        measures={**symbols, **words},
        discourse=frozenset(word for entry in catalog.codelist("discourse", Words).values() for word in entry.words),
    )
