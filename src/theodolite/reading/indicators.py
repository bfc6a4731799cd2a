"""Indicators: which indicator of the catalogue a quantity of a text is a figure of, and how sure that is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from theodolite.core.catalog import Catalog
from theodolite.core.indicator import Indicator
from theodolite.core.unit import UnitClass
from theodolite.reading.lexicon import Lexicon, lexicon
from theodolite.reading.phrases import Heard, nearness
from theodolite.reading.plain import plain
from theodolite.reading.quantities.quantity import QuantityType

LEAST = 0.35
"""A confidence below this maps nothing."""

LEAST_PLACE = 0.7
"""The same for a place by the size of a figure, of which a text says little."""

RIVAL = 0.9
"""Two indicators whose weights are so near to each other are as good: neither is taken."""

SAME_CONCEPT = 0.7
"""What the confidence is multiplied by where the rival counts the same idea by another definition."""

UNNAMED = 0.85
"""The same for a count of which the text does not say what is counted."""

TAKEN_OVER = 0.55
"""The highest confidence where some of the words stand before the sentence."""

MOSTLY_HERE = 0.4
"""The share of a phrase's weight that must stand in the sentence itself, where it does not begin with a pronoun."""

FAR_BEFORE = 400
"""Characters before the sentence that are looked at: a sentence or two."""

WORKED_OUT = ("change", "ratio", "rank")
"""Types whose numbers are worked out from an indicator's figures: one word alone does not tell of which."""

_PRONOUN = re.compile(
    r"\W*(?:\S+ \S+,? )?(?:it|they|this|that|these|those|their|its|both|the (?:figure|number|share|total))\b", re.I
)
_WORLD = re.compile(
    r"\b(?:world(?:wide|'s)?|global(?:ly)?|international(?:ly)?|any other (?:country|nation|economy)|全球|世界)", re.I
)
_GROWTH = re.compile(r"\bgrowth rates?\b[^.;]{0,60}$|\brates? of growth\b[^.;]{0,60}$", re.I)
_AFTER_NOUN = re.compile(
    r"\b(?:of|in|for|by|per|with|that|which|who|from|since|between|on|at|to|as|and|are|is|were|was)\b|[,;:(]"
)
_NO_NOUN = frozenset({"", "count", "number", "total", "unit", "percent"})
_LEVELS: frozenset[UnitClass] = frozenset({"count", "money", "energy", "power", "volume", "data", "other"})
_AMOUNTS: frozenset[UnitClass] = frozenset({"energy", "power", "volume", "data", "other", "time", "date", "ratio"})

Mapped = tuple[str, float] | tuple[None, None]


@dataclass(frozen=True, slots=True)
class _Quantity:
    """What is known of a quantity whose indicator is looked for.

    `nouns` are what it counts, `over` whether its sentence only says it, they or these, `world` whether it speaks of
    the world.
    """

    unit: str
    unit_class: UnitClass
    type: QuantityType
    nouns: frozenset[str]
    over: bool
    world: bool


def indicator_of(
    words: str,
    noun: str | None,
    unit: str,
    unit_class: UnitClass,
    type: QuantityType,
    catalog: Catalog,
    *,
    at: int | None = None,
    before: str = "",
) -> Mapped:
    """The indicator that a quantity of the sentence `words` is a figure of, with a confidence of 0 to 1; or two Nones.

    `noun`, `unit`, `unit_class` and `type` are the quantity's, `at` is where it stands in `words` (None: all words
    count alike), `before` what stands before it in its paragraph. An indicator is taken where its unit can be the
    quantity's, one of its `said-as:` lines stands in the text, what is counted is a word of that line, no other
    indicator is as good, and nothing that is not measured (`codelists/unmeasured.yaml`) stands nearer. What stands in
    the sentence itself goes before what takes words over from `before`, which is less sure. Of several that count one
    concept the best is taken, with less confidence. A place among economies is one of a level only where the text
    speaks of the world.
    """
    known, said = lexicon(catalog), plain(words)
    earlier = {term.said for term in known.read(plain(before[-FAR_BEFORE:]))}
    heard = known.book.heard(nearness(known.read(said), at), earlier)
    if not heard:
        return None, None
    if unit_class == "percent" and type in ("share", "level") and _GROWTH.search(said, 0, at or 0):
        type = "change"
    over, world = _PRONOUN.match(said) is not None, _WORLD.search(said) is not None
    quantity = _Quantity(unit, unit_class, type, _nouns(known, noun, unit), over, world)
    beside = max((one.key for one in heard if _is_unmeasured(one, quantity, known)), default=0.0)
    best: dict[str, tuple[float, float]] = {}
    for one in heard:
        owner = known.owners[one.owner]
        if owner.indicator is None or one.key < beside or not _can_be(quantity, owner.indicator, owner.unit_class):
            continue
        if _stands(one, quantity, owner.unit_class) and (sure := _sureness(one, quantity, owner.unit_class)):
            best[one.owner] = max(best.get(one.owner, (0.0, 0.0)), (one.weight, sure))
    own_words = {one.owner for one in heard if one.here == 1.0} & best.keys()
    return _chosen({id: how for id, how in best.items() if not own_words or id in own_words}, known)


def _is_unmeasured(one: Heard, quantity: _Quantity, known: Lexicon) -> bool:
    """Whether a phrase is of something that no indicator measures, and the quantity may be a figure of that."""
    owner = known.owners[one.owner]
    level = quantity.type in ("share", "level")
    return owner.indicator is None and owner.unit_class == quantity.unit_class and level


def _can_be(quantity: _Quantity, indicator: Indicator, own: UnitClass) -> bool:
    """Whether a quantity of this unit and type can be a figure of the indicator, or be worked out from its figures."""
    type, unit_class = quantity.type, quantity.unit_class
    if type == "duration" or (type == "target" and unit_class == "date"):
        return False
    if type == "rank" or unit_class == "rank":
        return own == "rank" or (own in _LEVELS and quantity.world)
    if type == "ratio":
        return own in _LEVELS
    if unit_class == "percent":
        yearly = indicator.unit == "percent-per-year"
        level = yearly or own in _LEVELS
        return "point" not in quantity.unit and (level if type == "change" else own == "percent" and not yearly)
    if unit_class == "money":
        return own == "money" and quantity.unit in ("USD", "usd", "")
    if unit_class == "count":
        return own == "count" or (own in ("ratio", "other") and indicator.kind in ("index", "share", "stock"))
    return unit_class in _AMOUNTS and (own == unit_class or (unit_class == "energy" and own == "ratio"))


def _stands(one: Heard, quantity: _Quantity, own: UnitClass) -> bool:
    """Whether enough of a phrase stands in the sentence itself for a quantity of this type."""
    if quantity.type in WORKED_OUT and own != "rank" and len(one.phrase.slots) == 1:
        return False
    if one.here < 1.0 and (quantity.type == "rank" or (quantity.unit_class == "energy" and own != "energy")):
        return False
    return one.here >= MOSTLY_HERE or quantity.over


def _sureness(one: Heard, quantity: _Quantity, own: UnitClass) -> float:
    """How sure one phrase is: by nearness; less where nothing counted is named, or words stand before the sentence."""
    sure = one.weight / one.most if one.here == 1.0 else TAKEN_OVER
    if quantity.type == "rank" and own != "rank" and sure < LEAST_PLACE:
        return 0.0
    if quantity.unit_class == "count" and quantity.type != "ratio":
        sure *= float(one.phrase.names(quantity.nouns)) if quantity.nouns else UNNAMED
    return min(1.0, sure)


def _chosen(best: dict[str, tuple[float, float]], known: Lexicon) -> Mapped:
    ranked = sorted(best.items(), key=lambda item: (-item[1][0], item[0]))
    if not ranked:
        return None, None
    id, (weight, sure) = ranked[0]
    first = known.owners[id].indicator
    for rival, (other, _) in ranked[1:]:
        if other < RIVAL * weight:
            break
        if not _same_idea(first, known.owners[rival].indicator):
            return None, None
        sure *= SAME_CONCEPT
    return (id, round(sure, 2)) if sure >= LEAST else (None, None)


def _same_idea(one: Indicator | None, other: Indicator | None) -> bool:
    if one is None or other is None:
        return one is other
    concept = one.concept is not None and one.concept == other.concept
    return concept or one.id == other.variant_of or other.id == one.variant_of


def _nouns(known: Lexicon, noun: str | None, unit: str) -> frozenset[str]:
    """What is counted: the last term of the unit, and of the noun before the first word that begins something else."""
    heads: set[str] = set()
    for said in (unit.replace("_", " "), _AFTER_NOUN.split(noun or "", maxsplit=1)[0]):
        if read := known.read(plain(said)):
            heads.add(read[-1].said)
    return frozenset(heads - _NO_NOUN)
