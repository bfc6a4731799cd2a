"""The counterpart of a quantity: whom it is compared to."""

from __future__ import annotations

import re

from theodolite.reading.quantities.quantity import Quantity
from theodolite.reading.scene import Scene
from theodolite.reading.subjects.cast import Cast, measures
from theodolite.reading.subjects.segments import Atom, Segment
from theodolite.reading.subjects.words import COMPETITOR, PEERS

_TO = re.compile(
    r"\b(?:second|third|next|runner-up|close|closest|lag|lags|gap|behind|ahead of|than|relative|compared|equal"
    r"|equivalent|comparable|"
    r"trails?|trailing|outpac\w+|overt\w+|surpass\w+|exceed\w+|catch\w* up|match\w*|double|twice|times|half|that"
    r"|those|as many as|"
    r"record|above|below|place|places|with)\b[\w\s,'%-]{0,60}?\b(?:to|of|in|with|by|behind|than|above|below"
    r"|ahead of|over|from)? ?(?:the |its |their )?$"
)
_SHARE_OF_WORLD = re.compile(
    r"(?: [\w-]+){0,2} of (?:the |all )?(?:\w+ )?(?:world|global|worldwide)\b|(?: [\w'-]+){0,6} (?:worldwide"
    r"|globally|in the world)\b"
)


def counterpart_of(scene: Scene, number: int, quantity: Quantity, cast: Cast, entity: str) -> str | None:
    """Whom the quantity is compared to, None where nobody is.

    A share of the world's has the world. What stands in a comparison (`than in Taiwan`, `their US counterparts`) is
    compared with the clause before it, and the other way round for a ratio, a rank or a lag.
    """
    view = cast.view(number)
    segments = view.segments
    own = next((i for i in range(len(segments) - 1, -1, -1) if segments[i].start <= quantity.start), 0)
    for atom in (a for s in segments for a in s.atoms):
        if atom.mentions and atom.entity != entity and _compared(scene, segments, own, atom, quantity):
            return atom.entity
    if segments[own].opens == "compare":
        main = cast.named(number)
        if main and main != entity:
            return main
    if quantity.type == "share" and entity != "WLD" and _SHARE_OF_WORLD.match(scene.text, quantity.end):
        return "WLD"
    return None


_CHINESE = ("是", "比", "超过", "高于", "低于", "较", "相当于")


def _compared(scene: Scene, segments: tuple[Segment, ...], own: int, atom: Atom, quantity: Quantity) -> bool:
    """Whether `atom` is what the quantity is compared to."""
    text = scene.text
    if any(quantity.end <= q.start < atom.start for q in scene.quantities[scene.sentence_at(atom.start)]):
        return False
    if PEERS.match(text, atom.end) or COMPETITOR.search(text, max(0, atom.start - 24), atom.start):
        return True
    holder = next((s for s in segments if s.start <= atom.start < s.end), segments[own])
    if measures(text, holder, atom) and (
        quantity.type in ("ratio", "share", "change") or quantity.unit_class == "ratio"
    ):
        return atom.start >= quantity.start or text[max(0, atom.start - 2) : atom.start].endswith(_CHINESE)
    comparing = quantity.type in ("ratio", "rank", "duration") or quantity.unit_class in ("ratio", "rank")
    if not comparing and quantity.direction is None and quantity.type != "change":
        return False
    where = next((i for i, s in enumerate(segments) if s.start <= atom.start < s.end), own)
    if segments[where].opens == "compare" and where in (own, own + 1):
        return atom.start >= segments[where].start
    if where != own or atom.start < quantity.start:
        return where == own and bool(
            re.search(
                r"\b(?:lag|gap|distance|lead) (?:\w+ )?(?:to|behind|over|with) (?:the )?$",
                text[max(segments[own].start, atom.start - 24) : atom.start],
            )
        )
    return bool(_TO.search(text, quantity.start, atom.start))
