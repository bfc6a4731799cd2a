"""Names that a quantity hangs on by itself: in brackets after a name, of or in somebody, after a label."""

from __future__ import annotations

import re

from theodolite.reading.quantities.quantity import Quantity
from theodolite.reading.scene import Scene
from theodolite.reading.subjects.cast import View
from theodolite.reading.subjects.segments import Atom, Segment
from theodolite.reading.subjects.words import FINITE

_HEAD = re.compile(r"(?:'s?)?(?: [\w'-]+){0,5} ?")
_HANGS = re.compile(
    r"(?: [\w'%$-]+,?){0,8}? (?:in|of|from|by|for|at|across|among|within|inside|throughout) "
    r"(?:the |its |all |both |most )?(?:[a-z-]+ ){0,2}"
)
_DIRECT = re.compile(r" (?:of |in |for |by )?(?:the |all )?(?:[a-z-]+ ){0,1}")
_PIECE = re.compile(r"[;,/]| and ")


def bracket_of(view: View, quantity: Quantity) -> tuple[int, int] | None:
    """The brackets that a quantity stands in."""
    return next((b for b in view.brackets if b[0] <= quantity.start and quantity.end <= b[1]), None)


def in_bracket(scene: Scene, view: View, quantity: Quantity, bracket: tuple[int, int]) -> Atom | None:
    """A name in the same brackets, in the same piece of them: `(China 38 %; Japan 12 %)`."""
    first, last = bracket
    for cut in _PIECE.finditer(scene.text, *bracket):
        if cut.end() <= quantity.start:
            first = cut.end()
        elif cut.start() >= quantity.end:
            last = cut.start()
            break
    atoms = [a for s in view.segments for a in s.atoms if first <= a.start and a.end <= last and a.mentions]
    return atoms[0] if atoms else None


def before_bracket(scene: Scene, view: View, bracket: tuple[int, int], number: int) -> Atom | None:
    """The name right before the brackets: `the United Kingdom (6,533)`, `South Korean firms (4,000)`."""
    atoms = [a for s in view.segments for a in s.atoms if a.end <= bracket[0] and a.mentions and not a.world]
    if not atoms:
        return None
    between = scene.text[atoms[-1].end : bracket[0]]
    if not _HEAD.fullmatch(between) or FINITE.search(between):
        return None
    if any(atoms[-1].end <= q.start < bracket[0] for q in scene.quantities[number]):
        return None
    one = atoms[-1].mentions[-1]
    return Atom(one.start, one.end, "mention", (one,), False)


def _others(scene: Scene, quantity: Quantity, number: int) -> list[int]:
    """Where the quantities after this one begin, the M of its N of M not among them."""
    return [
        q.start
        for q in scene.quantities[number]
        if q.start >= quantity.end and not (quantity.denominator is not None and q.value == quantity.denominator)
    ]


_LATER = re.compile(r".*\b(?:in|by|of|from|for|at|across|among) (?:the |its |all )?(?:[a-z-]+ ){0,2}")


_PREPOSITION = re.compile(r"\b(?:in|by|from|for|at|across|among|to|with|on|into|through|since|under|over)\b")

MOST_BETWEEN = 3
"""Prepositions between a quantity and a name that still says where it holds; further on a sentence has moved on."""


def later(scene: Scene, view: View, segment: Segment, quantity: Quantity, number: int) -> Atom | None:
    """The name that stands further on in the quantity's own segment: 12 plants are to be built in Vietnam."""
    end = min([segment.end, *_others(scene, quantity, number)])
    for atom in view.open_atoms(segment):
        if quantity.end <= atom.start < end and atom.kind == "mention" and not atom.speaks and not atom.world:
            if len(_PREPOSITION.findall(scene.text, quantity.end, atom.start)) > MOST_BETWEEN:
                return None
            return atom if _LATER.fullmatch(scene.text, quantity.end, atom.start) else None
    return None


_WORLDWIDE = re.compile(r"(?: [\w-]+){0,4} (?:worldwide|globally)")


def attached(scene: Scene, view: View, segment: Segment, quantity: Quantity, number: int) -> Atom | None:
    """The name that the quantity's own noun hangs on: `13.5 % of EU enterprises`, `12 plants in Vietnam`."""
    text = scene.text
    end = min([segment.end, *_others(scene, quantity, number)])
    for atom in view.open_atoms(segment):
        if atom.start < quantity.end or atom.start >= end or atom.speaks:
            continue
        if atom.kind not in ("mention", "nation"):
            return None
        if atom.world and _WORLDWIDE.fullmatch(text, quantity.end, atom.end):
            return atom
        between = text[quantity.end : atom.start]
        if _HANGS.fullmatch(between) and not FINITE.search(between):
            return atom
        return atom if atom.mentions and atom.mentions[0].kind == "people" and _DIRECT.fullmatch(between) else None
    return None


_LABEL = re.compile(r"(?:'s?)?(?: [\w'-]+){0,4} ?[:–—-] ?")


def labelled(scene: Scene, view: View, quantity: Quantity) -> Atom | None:
    """The name of a label right before the quantity: `Denmark: 27.6 %`."""
    atoms = [a for s in view.segments for a in view.open_atoms(s) if a.end <= quantity.start and a.mentions]
    if atoms and not atoms[-1].world and _LABEL.fullmatch(scene.text, atoms[-1].end, quantity.start):
        return atoms[-1]
    return None


_GAP = re.compile(
    r"(?:,? (?:with|at|only|just|some|a|another|about|around|nearly|almost|roughly|approximately|more than|less than"
    r"|over|under|fewer than|at least|up to|the other|the remaining))*,? ?"
)
_NEXT = re.compile(r"(?:[,;]|\b(?:and|while|whereas|but|versus)) (?:the )?$")


def gapped(scene: Scene, view: View, quantity: Quantity, number: int) -> Atom | None:
    """The name right before a quantity whose verb is the one before: `Spain built 12, and France about 15`."""
    atoms = [a for s in view.segments for a in view.open_atoms(s) if a.end <= quantity.start and a.mentions]
    if not atoms or atoms[-1].world or len(atoms[-1].mentions) > 1:
        return None
    if not any(one.end <= atoms[-1].start for one in scene.quantities[number]):
        return None
    start = scene.sentences[number].start
    before = _NEXT.search(scene.text, max(start, atoms[-1].start - 12), atoms[-1].start)
    return atoms[-1] if before and _GAP.fullmatch(scene.text, atoms[-1].end, quantity.start) else None
