"""The names that texts call economies, their peoples, places and organisations by, from the catalogue's codelists."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from theodolite.core.catalog import Catalog
from theodolite.core.spec import Spec
from theodolite.reading.alternation import alternation
from theodolite.reading.quantities.lexicon import Currency
from theodolite.reading.subjects.subdivisions import subdivision_names

MentionKind = Literal["economy", "people", "seat", "place", "state", "firm", "product", "bloc", "body", "world"]
"""What a name is: an economy, its people (Kenyan), the seat of its government (Nairobi), a place inside it, an organ of
its state, a firm or laboratory, a product of one, a bloc of several economies, a body that publishes, or the world."""


class EconomyWords(Spec):
    """One entry of `codelists/names.yaml`: how texts name an economy, over its names in economies.yaml and ISO 3166."""

    people: tuple[str, ...] = ()
    """What its people and things are called: Chinese."""
    seats: tuple[str, ...] = ()
    """Seats of government that stand for it: Beijing, the Kremlin."""
    places: tuple[str, ...] = ()
    """Cities, provinces and states inside it."""
    adjectives: Mapping[str, str] = {}
    """Adjectives of those places, and the place: Scottish, of Scotland."""
    names: tuple[str, ...] = ()
    """Other names of it in running text, in any script."""


class Organisations(Spec):
    """One entry of `codelists/organisations.yaml`: the organisations of an economy."""

    firms: tuple[str, ...] = ()
    """Firms, laboratories and universities, whose own figures bear their own name."""
    products: tuple[str, ...] = ()
    """Models and machines of theirs."""
    state: tuple[str, ...] = ()
    """Ministries and agencies, whose figures are the country's."""


class Phrases(Spec):
    """One entry of `codelists/blocs.yaml` or `phrases.yaml`: words under a title."""

    title: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Name:
    """A name as written, what it is, its code (an economy's; None for blocs and bodies) and who is meant by it.

    `entity` is what a claim about it says: the economy's code, or the plain name of a firm or bloc; None where the name
    hides a country's (Indian Ocean) and nobody is meant.
    """

    text: str
    kind: MentionKind
    code: str | None
    entity: str | None
    called: str | None = None
    """The plain name of the place that an adjective stands for."""


@dataclass(frozen=True)
class Names:
    """Every name, by its first three characters, the longest first; those of other scripts apart.

    Names of two characters (US, EU) stand under those two.
    """

    by_head: Mapping[str, tuple[Name, ...]]
    small: re.Pattern[str]
    """The names that begin with a small letter or a digit."""
    other: re.Pattern[str]
    """The names in Chinese characters."""
    by_text: Mapping[str, Name]
    money: re.Pattern[str]
    """A currency's word, in the singular too, that makes a name before it the currency's: Polish zlotys."""
    by_currency: Mapping[str, str]
    """ISO 4217 code → the economy whose currency it is, where it is that of one alone (not USD, EUR)."""


def names_of(catalog: Catalog) -> Names:
    """The names that `catalog` knows, those of economies and peoples in capitals too (for headings).

    Where two entries hold a name, the first of economy, people, organisation stays.
    """
    found: dict[str, Name] = {}
    for name in _all(catalog):
        found.setdefault(name.text, name)
    for name in [name for name in found.values() if name.kind in ("economy", "people") and len(name.text) > 3]:
        found.setdefault(name.text.upper(), replace(name, text=name.text.upper()))
    heads: dict[str, list[Name]] = defaultdict(list)
    for text, name in found.items():
        heads[text[:3]].append(name)
    small = [text for text in found if text[0].islower() or text[0].isdigit()]
    other = [text for text in found if text[0] > "\u2e80"]
    return Names(
        by_head={head: tuple(sorted(names, key=lambda n: -len(n.text))) for head, names in heads.items()},
        small=re.compile(rf"(?:{alternation(small)})(?![^\W_])"),
        other=re.compile(alternation(other)),
        by_text=found,
        money=_money(catalog),
        by_currency=_currencies(),
    )


_SHARED = {"US", "EU"}
"""Whose currency is written about everywhere."""


def _money(catalog: Catalog) -> re.Pattern[str]:
    told = [words.split()[-1] for one in catalog.codelist("currencies", Currency).values() for words in one.after]
    words = {word for word in told if word.isascii() and not word.isupper()} | {"cents"}
    return re.compile(
        rf" ?(?:\$|(?:{alternation(words | {word.removesuffix('s') for word in words})})\b)", re.IGNORECASE
    )


def _currencies() -> Mapping[str, str]:
    """Currencies by the rule of ISO 4217: the first two letters are the economy's of ISO 3166."""
    import pycountry

    codes = {country.alpha_2: country.alpha_3 for country in pycountry.countries if country.alpha_2 not in _SHARED}
    return {c.alpha_3: codes[c.alpha_3[:2]] for c in pycountry.currencies if c.alpha_3[:2] in codes}


def _all(catalog: Catalog) -> Iterator[Name]:
    """Every name of the codelists, those that win over others first."""
    phrases = catalog.codelist("phrases", Phrases)
    for text in phrases["hidden"].words if "hidden" in phrases else ():
        yield Name(text, "body", None, None)
    words = catalog.codelist("names", EconomyWords)
    for code, entry in words.items():
        for text in entry.names:
            yield Name(text, "world" if code == "WLD" else "economy", code, code)
    yield from _economies(catalog)
    for code, entry in words.items():
        for text in entry.people:
            yield Name(text, "people", code, code)
            if text.endswith(("n", "i", "k", "r", "e", "t")):
                yield Name(text + "s", "people", code, code)
        for text in entry.seats:
            yield Name(text, "seat", code, code)
        for text in entry.places:
            yield Name(text, "place", code, code)
        for text, place in entry.adjectives.items():
            yield Name(text, "place", code, code, place)
    for code, entry in catalog.codelist("organisations", Organisations).items():
        for text in entry.state:
            yield Name(text, "state", code, code)
        for text in entry.firms:
            yield Name(text, "firm", code, text)
        for text in entry.products:
            yield Name(text, "product", code, text)
    for bloc in catalog.codelist("blocs", Phrases).values():
        for text in (bloc.title, *bloc.words):
            yield Name(text, "bloc", None, bloc.title)
    for text in phrases["bodies"].words if "bodies" in phrases else ():
        yield Name(text, "body", None, text)
    for text, code in subdivision_names(phrases["ordinary"].words if "ordinary" in phrases else ()):
        yield Name(text, "place", code, code)


_CODED = re.compile(r"[_()\d]|, |^[a-z]")


def _economies(catalog: Catalog) -> Iterator[Name]:
    """The names of ISO 3166 and economies.yaml as texts write them: `Iran, Islamic Republic of` is Iran."""
    economies = catalog.economies
    for code, title in economies.titles.items():
        kind: MentionKind = "world" if code == "WLD" else "economy"
        yield Name(title.partition(", ")[0], kind, code, code)
        for alias in economies.own[code].aliases if code in economies.own else ():
            if not _CODED.search(alias):
                yield Name(alias, kind, code, code)
        short = economies.own[code].alpha_2 if code in economies.own else None
        if kind == "economy" and code in economies.groups and short:
            yield Name(short, kind, code, code)
