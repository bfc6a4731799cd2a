"""Whom a document is about: the one economy, or the one firm, that it plainly speaks of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from theodolite.reading.scene import Scene
from theodolite.reading.subjects.author import author_of
from theodolite.reading.subjects.mentions import Mention, mentions_of
from theodolite.reading.subjects.names import Names
from theodolite.reading.subjects.words import FINITE, REGION

_WEIGHT = {"economy": 2.0, "people": 2.0, "seat": 1.5, "place": 1.0, "state": 1.5, "firm": 0.5}
_IN_TITLE = 6.0
_EARLY = 3.0
"""What a name weighs in the title, and more in the first lines than further down."""
_PER_AMOUNT, _MOST_OF_AMOUNTS = 1.5, 8.0
_OF_UNION = 0.6
"""A union is named more often than it is spoken of: averages, funds, rules."""
_COMPARED = re.compile(
    r"\b(?:than|behind|after|against|unlike|versus|rivals in|exports to|compared (?:with|to)) (?:in |an? |the )*$"
)
_SHARE, _LEAD, _LEAST = 0.45, 1.25, 0.3
"""A share of all that is named, or a lead over the next with a least share, makes a document be about one."""


@dataclass(frozen=True, slots=True)
class Home:
    """The economy that a document is plainly about, and the firm, each None where there is none.

    `share` is the economy's part of all that is named, from 0 to 1; `group` the bloc (ASEAN, the OECD) that is named
    most where no economy is what the document is about.
    """

    economy: str | None
    firm: str | None = None
    share: float = 0.0
    group: str | None = None
    place: str | None = None
    """The state, city or region inside the economy that the document is about."""

    @property
    def entity(self) -> str | None:
        """The firm or the place where the document is about one, else the economy."""
        return self.firm or self.place or self.economy or self.group


def home_of(scene: Scene, mentions: Sequence[Mention], names: Names) -> Home:
    """The economy (and the firm) that a document is plainly about.

    Names weigh by what they are, those of the title and the first lines more; money in a currency of one economy alone
    speaks for that one. Notes and references at the end do not count.
    """
    counted: Counter[str] = Counter()
    firms: Counter[str] = Counter()
    early = scene.sentences[min(3, len(scene.sentences) - 1)].end if scene.sentences else 0
    for mention in mentions:
        if scene.document.zone(mention.start) in ("endnotes", "boilerplate", "table"):
            continue
        weight = _WEIGHT.get(mention.kind, 0.0) * (_EARLY if mention.start < early else 1.0)
        if (
            mention.code
            and mention.kind != "world"
            and not _COMPARED.search(scene.text, mention.start - 16, mention.start)
        ):
            counted[mention.code] += weight * (_OF_UNION if mention.code == "EUU" else 1.0)
        if mention.kind == "firm" and mention.entity:
            firms[mention.entity] += _EARLY if mention.start < early else 1.0
    _of_title(scene, names, counted)
    _of_money(scene, names, counted)
    economy, share = _first(counted)
    bloc = _bloc_of_title(scene.text[:early], mentions)
    economy = None if bloc else economy
    group = None if economy else bloc or _group(mentions) or _place(mentions)
    title = scene.text[: scene.sentences[min(1, len(scene.sentences) - 1)].end] if scene.sentences else ""
    headed = scene.text[: scene.sentences[0].end] if scene.sentences else ""
    headed = headed if not headed.rstrip().endswith((".", "!")) else ""
    titled = f"{scene.document.title.value or ''} {title}"
    firm = _firm(firms, counted) or author_of(scene, mentions) or _titled(titled, mentions, "firm")
    named = _titled(titled, mentions, "place")
    named = named or _titled_place(scene, f"{scene.document.title.value or ''} {headed}", mentions, economy)
    return Home(economy, firm, share, group, named if economy and not firm else None)


_ACTS = re.compile(rf"(?:'s)? (?:\w+ )?(?:{FINITE.pattern})|'s? ")
_PLACED = re.compile(r"\b(?:in|from|near|at|to|of|around|outside|for) (?:the )?$")


def _titled_place(scene: Scene, title: str, mentions: Sequence[Mention], economy: str | None) -> str | None:
    """The place inside the economy that the title or the first sentence names, and the text more than the economy.

    `The province` and the like are counted as names of it, once it has done or had something itself.
    """
    places = Counter(m.name for m in mentions if m.kind in ("place", "seat") and m.code == economy)
    whole = sum(m.code == economy and m.kind in ("economy", "people", "state") for m in mentions)
    name = next((name for name, _ in places.most_common(1) if name in title), None)
    if name is None:
        return None
    acts = any(
        _ACTS.match(scene.text, m.end) and not _PLACED.search(scene.text, max(0, m.start - 9), m.start)
        for m in mentions
        if m.name == name
    )
    standing = len(REGION.findall(scene.text)) if acts else 0
    times = places[name] + standing
    least = _MANY if any(m.kind == "seat" and m.name == name for m in mentions) else _TWICE
    return name if times > _OFTEN and standing and times >= least * max(1, whole) else None


def _titled(title: str, mentions: Sequence[Mention], kind: str) -> str | None:
    """The firm or place that the title or the first sentence names and the text more often than every economy."""
    named = Counter(m.name if m.kind == "place" else m.entity for m in mentions if m.kind not in ("body", "world"))
    own = {m.name if m.kind == "place" else m.entity for m in mentions if m.kind == kind and m.code != "EUU"}
    first = next(((name, times) for name, times in named.most_common(2) if name in own), None)
    if first is None or first[0] is None or first[1] < _MANY or first[0] not in title:
        return None
    rest = max((times for name, times in named.items() if name not in own), default=0)
    return first[0] if first[1] >= _TWICE * rest else None


def _group(mentions: Sequence[Mention]) -> str | None:
    """The bloc or body of several economies that is named most, at least twice."""
    named = Counter(m.entity for m in mentions if m.entity and (m.kind == "bloc" or m.entity in _GROUPS))
    name, times = named.most_common(1)[0] if named else (None, 0)
    return name if times >= _OFTEN else None


def _bloc_of_title(early: str, mentions: Sequence[Mention]) -> str | None:
    """The bloc that the first lines name and that the text names as often as any economy."""
    blocs = Counter(m.entity for m in mentions if m.kind == "bloc" and m.entity)
    economies = Counter(m.code for m in mentions if m.kind in ("economy", "people") and m.code)
    name, times = blocs.most_common(1)[0] if blocs else (None, 0)
    if name is None or (name == "Europe" and economies["EUU"]):
        return None
    first = any(m.entity == name and m.end <= len(early) for m in mentions)
    return name if first and times >= max(_OFTEN, *economies.values(), 0) else None


def _place(mentions: Sequence[Mention]) -> str | None:
    """The place inside a country that is named more than once, and more than any other name."""
    named = Counter(m.name if m.kind == "place" else m.entity for m in mentions if m.kind not in ("body", "world"))
    (name, times) = named.most_common(1)[0] if named else (None, 0)
    places = {m.name for m in mentions if m.kind == "place"}
    return name if name in places and times >= _OFTEN else None


_GROUPS = {"OECD"}
_OFTEN, _MANY, _TWICE = 2, 4, 2


def _of_title(scene: Scene, names: Names, counted: Counter[str]) -> None:
    for known in (scene.document.title, scene.document.publisher):
        for word in _codes(known.value or "", names):
            counted[word] += _IN_TITLE


def _codes(text: str, names: Names) -> Iterable[str]:
    return (m.code for m in mentions_of(text, names) if m.code and m.kind != "world")


def _of_money(scene: Scene, names: Names, counted: Counter[str]) -> None:
    """Amounts in a currency whose code begins with its economy's alpha-2 code; dollars and euros speak for nobody."""
    amounts: Counter[str] = Counter()
    for quantities in scene.quantities:
        for quantity in quantities:
            if quantity.unit_class == "money" and (code := names.by_currency.get(quantity.unit)):
                amounts[code] += _PER_AMOUNT
    for code, weight in amounts.items():
        counted[code] += min(weight, _MOST_OF_AMOUNTS)


def _first(counted: Counter[str]) -> tuple[str | None, float]:
    if not counted:
        return None, 0.0
    ranked = counted.most_common(2)
    (code, most), total = ranked[0], sum(counted.values())
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    plain = most >= _SHARE * total or (most >= _LEAD * second and most >= _LEAST * total)
    return (code if plain else None), most / total if total else 0.0


def _firm(firms: Counter[str], counted: Counter[str]) -> str | None:
    """The firm that a document is about: named early and often, and more than every economy."""
    if not firms:
        return None
    (name, times), total = firms.most_common(1)[0], sum(firms.values())
    return name if times >= 6 and times >= 0.6 * total and times > 1.2 * max(counted.values(), default=0) else None
