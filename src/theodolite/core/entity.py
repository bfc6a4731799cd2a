"""Entities: what an observation is about, and how a name in a text becomes a code."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from theodolite.core.indicator import EntityKind
from theodolite.core.nearest import nearest
from theodolite.core.prose import the
from theodolite.core.spec import Spec
from theodolite.errors import SpecError, UnknownNameError

_REGION = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")
_KINDS: Mapping[str, EntityKind] = MappingProxyType({"model": "model", "chip": "chip", "organisation": "organisation"})


class EntityNames(Spec):
    """One entry of `codelists/entities.yaml`: an id of ours where publishers' names would not do."""

    title: str
    aliases: tuple[str, ...] = ()


class EconomyNames(Spec):
    """One entry of `codelists/economies.yaml`: the name we print, and other names that publishers use.

    A catalogue of your own adds codes that ours does not list, with their names; a code that both list, and a name that
    another economy has, are errors.
    """

    title: str
    group: bool = False
    alpha_2: str | None = None
    aliases: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    """Of a group: the codes of the economies that it is made of, where they are listed."""


def kind_of(entity: str, groups: frozenset[str] = frozenset()) -> EntityKind:
    """The kind of an entity id: `CHN` an economy, `CN-NM` a region, `model/…` a model, a code in `groups` a group."""
    head, slash, _ = entity.partition("/")
    if slash and head in _KINDS:
        return _KINDS[head]
    if entity in groups:
        return "group"
    if _REGION.fullmatch(entity):
        return "region"
    if re.fullmatch(r"[A-Z]{3}", entity):
        return "economy"
    raise UnknownNameError("entity", entity, ())


def slug(name: str) -> str:
    """A publisher's name of a model, chip or organisation as the second part of an id: lower-case words and hyphens.

    Accents are dropped (`NÜWA` is `nuwa`), Greek letters spelt (`PanGu-Σ` is `pangu-sigma`), a plus is `plus`, and
    every other run of signs is one hyphen (`DALL·E 3` is `dall-e-3`). A slug is its own slug. Raises
    UnknownNameError where nothing is left.
    """
    spelt = "".join(_spelt(c) for c in unicodedata.normalize("NFKD", name.replace("+", " plus ")))
    words = re.findall(r"[a-z0-9]+", spelt.casefold())
    if not words:
        raise UnknownNameError("entity", name, ())
    return "-".join(words)


def _spelt(character: str) -> str:
    if unicodedata.combining(character):
        return ""
    greek = re.fullmatch(r"GREEK (?:SMALL|CAPITAL) LETTER (\w+)", unicodedata.name(character, ""))
    return greek[1] if greek else character


def fold(name: str) -> str:
    """A name without case, accents, articles or punctuation, for comparing: `U.S.` is `us`."""
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    plain = plain.replace("&", " and ").replace(".", "")
    plain = re.sub(r"\bthe\b|[^\w]+", " ", plain)
    return " ".join(plain.split())


@dataclass(frozen=True)
class Economies:
    """Every economy and group we know: ISO 3166-1 by way of pycountry, and our own names and aliases over it.

    Without `iso` the `own` ones alone: their codes may be any text, and a name that two of them have finds neither.
    """

    own: Mapping[str, EconomyNames]
    iso: bool = True

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """Code → the name we print; our own names first, ISO's otherwise."""
        own = {code: entry.title for code, entry in self.own.items()}
        if not self.iso:
            return MappingProxyType(own)
        import pycountry

        names = {c.alpha_3: getattr(c, "common_name", c.name) for c in pycountry.countries}
        return MappingProxyType({**names, **own})

    @cached_property
    def groups(self) -> frozenset[str]:
        """Codes that stand for several economies (WLD, EUU): observed, never ranked."""
        return frozenset(code for code, entry in self.own.items() if entry.group)

    @cached_property
    def _by_name(self) -> Mapping[str, str]:
        return self._names_over_iso() if self.iso else self._own_names()

    def _own_names(self) -> Mapping[str, str]:
        named = [(fold(title), code) for code, title in self.titles.items()]
        count = Counter(name for name, _ in named)
        names = {name: code for name, code in named if name and count[name] == 1}
        return MappingProxyType({**names, **{fold(code): code for code in self.titles}})

    def _names_over_iso(self) -> Mapping[str, str]:
        import pycountry

        table = {code.casefold(): code for code in self.titles}
        for country in pycountry.countries:
            for name in (country.name, getattr(country, "official_name", ""), getattr(country, "common_name", "")):
                table[fold(name)] = country.alpha_3
            table[country.alpha_2.casefold()] = country.alpha_3
        for code, entry in self.own.items():
            for name in (entry.title, entry.alpha_2 or "", *entry.aliases):
                if (other := table.setdefault(fold(name), code)) != code and name:
                    raise SpecError(
                        f"{name!r} may mean {other} or {code}",
                        where="codelists/economies.yaml",
                        expected="a name that no other economy has",
                    )
        table.pop("", None)
        return MappingProxyType(table)

    def find(self, name: str) -> str | None:
        """The code of an economy or group by code, ISO name or alias; None where no name is equal to it."""
        return name if name in self.titles else self._by_name.get(fold(name))

    def resolve(self, name: str, *, where: str | None = None) -> str:
        """As `find`, but raises UnknownNameError with the nearest names where nothing is equal."""
        if (code := self.find(name)) is not None:
            return code
        near = [f"{self.titles[self._by_name[n]]} ({self._by_name[n]})" for n in nearest(fold(name), self._by_name)]
        raise UnknownNameError("economy", name, dict.fromkeys(near), where=where)

    def near(self, name: str, among: Collection[str]) -> list[str]:
        """The codes `among` whose own or whose economy's name is `name`, or else is most like it, best first."""
        if (code := self.find(name)) is not None and code in among:
            return [code]
        named = {fold(said): code for code in among for said in (code, self.title(code))}
        return list(dict.fromkeys(named[said] for said in nearest(fold(name), named)))

    def title(self, code: str) -> str:
        """The printed name of a code; the code itself where it is not an economy or group."""
        return self.titles.get(code, code)

    def said(self, code: str) -> str:
        """The name as it stands inside a sentence: the United States, China."""
        return the(self.title(code))
