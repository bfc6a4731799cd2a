"""The subject of a quantity: whom a sentence says it of, and whom it is compared to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from theodolite.reading.quantities.quantity import Quantity
from theodolite.reading.scene import Scene
from theodolite.reading.subjects.attached import (
    attached,
    before_bracket,
    bracket_of,
    gapped,
    in_bracket,
    labelled,
    later,
)  # fmt: skip
from theodolite.reading.subjects.carried import carried
from theodolite.reading.subjects.cast import Cast, View, is_economy, measures, subordinate
from theodolite.reading.subjects.counterparts import counterpart_of
from theodolite.reading.subjects.generic import of_nobody
from theodolite.reading.subjects.lists import of_the_world, respective
from theodolite.reading.subjects.places import place_named
from theodolite.reading.subjects.segments import Atom, Segment
from theodolite.reading.subjects.tables import column_of
from theodolite.reading.subjects.words import COMPETITOR, FINITE, MADE, PEERS


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a quantity is said of: an ISO alpha-3 code, WLD, EUU or plain names joined by `;`, None where not said.

    `words` are the words it was read from, `counterpart` whom the quantity is compared to, `rule` how it was found.
    """

    entity: str | None
    words: str | None = None
    counterpart: str | None = None
    rule: str = "unsaid"


def subject_of(scene: Scene, number: int, quantity: Quantity, cast: Cast) -> Subject:
    """The subject of one of the quantities of the sentence `number`.

    Asked in this order, the first answer stands: the brackets that the quantity stands in and the name before them, a
    list with `respectively`, the total of the world, the name right before it where the verb is left out, the name that
    the quantity's own noun hangs on (`27 % in Denmark`), the subject of its part of the sentence, that of the parts
    around it, the sentences before, the heading above, and the economy that the whole document is plainly about. None
    rather than a guess.
    """
    found = _found(scene, number, quantity, cast)
    if found.entity is None or len(scene.quantities[number]) > MOST:
        return found
    against = counterpart_of(scene, number, quantity, cast, found.entity)
    return replace(found, counterpart=against) if against != found.entity else found


def _found(scene: Scene, number: int, quantity: Quantity, cast: Cast) -> Subject:
    if atom := column_of(scene, cast, number, quantity):
        return _said(scene, cast, number, atom, "column")
    at = quantity.start
    if bracket := bracket_of(cast.view(number), quantity):
        if atom := in_bracket(scene, cast.view(number), quantity, bracket):
            return _said(scene, cast, number, atom, "bracket")
        if atom := before_bracket(scene, cast.view(number), bracket, number):
            return _said(scene, cast, number, atom, "before bracket")
        before = [q for q in scene.quantities[number] if q.end <= bracket[0]]
        if before and before[-1].end >= bracket[0] - 30:
            return _found(scene, number, before[-1], cast)
        at = bracket[0]
    if atom := respective(scene, cast.view(number), quantity, number):
        return _said(scene, cast, number, atom, "respectively")
    if of_nobody(scene, number, quantity, cast.view(number)):
        return Subject(None, None, None, "anything of its kind")
    if of_the_world(scene, number, quantity):
        return Subject("WLD", None, None, "total of the world")
    return _of_clause(scene, number, quantity, cast, at)


def _of_clause(scene: Scene, number: int, quantity: Quantity, cast: Cast, at: int) -> Subject:
    view = cast.view(number)
    own = next((i for i in range(len(view.segments) - 1, -1, -1) if view.segments[i].start <= at), 0)
    segment = view.segments[own]
    if atom := gapped(scene, view, quantity, number):
        return _said(scene, cast, number, atom, "clause without a verb")
    atom = _subject_in(scene, cast, number, segment, at)
    hung = attached(scene, view, segment, quantity, number)
    if (
        hung
        and not _compares(scene.text, quantity, hung)
        and (atom is None or _yields(atom, hung, segment, scene, quantity))
    ):
        return _said(scene, cast, number, hung, "hangs on")
    if atom:
        return _said(scene, cast, number, atom, "clause")
    if atom := _apposed(scene, view, own, quantity):
        return _said(scene, cast, number, atom, "apposition")
    if atom := _led_in(scene, cast, number, segment, quantity):
        return _said(scene, cast, number, atom, "clause")
    if atom := labelled(scene, view, quantity):
        return _said(scene, cast, number, atom, "label")
    after = later(scene, view, segment, quantity, number) if quantity.type != "ratio" else None
    if after and not _compares(scene.text, quantity, after):
        return _said(scene, cast, number, after, "clause further on")
    return _around(scene, number, cast, own, at) or _beyond(scene, number, cast)


NEAR, MOST = 8, 60
"""Quantities before one that may hold a name of their own; quantities of a sentence from which it is a mere list."""


def nearby(quantities: Sequence[Quantity], at: int) -> Sequence[Quantity]:
    """The last quantities before `at`, at most NEAR of them."""
    last = bisect_left(quantities, at, key=lambda quantity: quantity.start)
    return quantities[max(0, last - NEAR) : last]


def _eligible(scene: Scene, cast: Cast, number: int, segment: Segment) -> list[Atom]:
    """The atoms of a segment that may be subjects, names of peoples and places before the world."""
    text = scene.text
    atoms = [
        atom
        for atom in cast.view(number).open_atoms(segment)
        if not atom.speaks
        and not subordinate(text, segment, atom)
        and not MADE.match(text, atom.end)
        and not PEERS.match(text, atom.end)
        and not COMPETITOR.search(text, max(segment.start, atom.start - 24), atom.start)
        and not _only_bodies(atom)
        and not measures(text, segment, atom)
        and not (_product(atom) and not _ALONE.fullmatch(text, segment.start, atom.start))
    ]
    return [atom for atom in atoms if not atom.world] or [a for a in atoms if segment.bare(text, a)]


_ALONE = re.compile(r" ?(?:the |a )?(?:[\w-]+ )?", re.IGNORECASE)


def _product(atom: Atom) -> bool:
    return bool(atom.mentions) and all(mention.kind == "product" for mention in atom.mentions)


def _only_bodies(atom: Atom) -> bool:
    return bool(atom.mentions) and all(mention.kind == "body" for mention in atom.mentions)


def _subject_in(scene: Scene, cast: Cast, number: int, segment: Segment, at: int) -> Atom | None:
    """The subject in the quantity's own segment: the first name before it that no other quantity hangs on."""
    taken = {
        hung.start
        for one in nearby(scene.quantities[number], at)
        if segment.start <= one.start < at and (hung := attached(scene, cast.view(number), segment, one, number))
    }
    before = [a for a in _eligible(scene, cast, number, segment) if a.end <= at]
    own = [atom for atom in before if atom.start not in taken or FINITE.search(scene.text, atom.end, at)]
    return own[0] if own else None


_A_KIND = re.compile(r" ?an? (?:[\w-]+ ){1,5}(?:of|with) (?:about |some |over )?$")


def _apposed(scene: Scene, view: View, own: int, quantity: Quantity) -> Atom | None:
    """The firm, machine or model that a phrase after it says the kind and the size of: Titan, a machine of 3 MW."""
    segment = view.segments[own]
    if not own or segment.opens != "comma" or not _A_KIND.fullmatch(scene.text, segment.start, quantity.start):
        return None
    before = view.segments[own - 1]
    atoms = [atom for atom in before.atoms if _firm(atom) and scene.text[atom.end : before.end].strip() == ""]
    return atoms[-1] if atoms else None


def _led_in(scene: Scene, cast: Cast, number: int, segment: Segment, quantity: Quantity) -> Atom | None:
    """The subject that follows a phrase which leads it in and holds the quantity: with 90 cards it was second."""
    if not _LED_IN.match(scene.text, segment.start):
        return None
    for atom in _eligible(scene, cast, number, segment):
        if atom.start >= quantity.end and FINITE.match(scene.text, atom.end + 1):
            return atom if segment.bare(scene.text, atom) else None
    return None


def _yields(atom: Atom, hung: Atom, segment: Segment, scene: Scene, quantity: Quantity) -> bool:
    """Whether a name that the quantity hangs on is meant before the subject of the clause.

    It is where the subject is a bloc or the world that holds it, or a list of names, or stands for somebody (its); a
    named subject that has, sells or sends something somewhere stays.
    """
    if atom.kind != "mention":
        return (
            atom.kind in ("nation", "state", "self")
            and bool(hung.mentions)
            and hung.mentions[0].kind in ("economy", "people")
        )
    if len(atom.mentions) > 1:
        return True
    if not hung.mentions:
        return False
    group = atom.mentions[0].kind in ("bloc", "world") or atom.entity in ("EUU", "WLD")
    if group and not hung.world and hung.mentions[0].kind not in ("bloc",):
        return True
    return FINITE.search(scene.text, atom.end, quantity.start) is None and segment.opens == "compare"


_LEVEL = re.compile(
    r"(?:'s?)? (?:[\w-]+ )?(?:sum|level|figure|total|average|rate|amount|number|price|cost|equivalent|median|mean"
    r"|record|peak)s?\b"
)
_AS_MUCH = re.compile(
    r"\b(?:equal(?:s|led)?|equivalent|enough|as much|powering|consumption|needs) (?:[\w-]+ ){0,6}(?:of|to|for|as"
    r"|power) (?:some |about )?$"
)


def _compares(text: str, quantity: Quantity, hung: Atom) -> bool:
    """Whether what the quantity hangs on is what it is measured by: a third of the American sum, first in Africa."""
    if quantity.type == "ratio" or quantity.unit_class == "ratio":
        return True
    if quantity.type == "rank":
        return hung.world or hung.entity == "EUU" or (bool(hung.mentions) and hung.mentions[0].kind == "bloc")
    between = text[quantity.end : hung.start]
    if quantity.type == "share":
        return hung.world or "those of" in between or " what " in between or bool(_LEVEL.match(text, hung.end))
    return bool(_AS_MUCH.search(text, max(0, quantity.start - 60), quantity.start))


def _around(scene: Scene, number: int, cast: Cast, own: int, at: int) -> Subject | None:
    """The subject of the parts of the sentence before the quantity's own, else of those after it."""
    view = cast.view(number)
    segment = view.segments[own]
    if segment.opens == "relative":
        before = [
            atom for s in view.segments[:own] for atom in view.open_atoms(s) if not atom.speaks and not atom.world
        ]
        if before:
            return _said(scene, cast, number, before[-1], "relative")
    led: Subject | None = None
    first = segment.start + (scene.text[segment.start : segment.start + 1] == " ")
    verbal = FINITE.match(scene.text, first) or _BY.match(scene.text, first)
    for at_, earlier in reversed(list(enumerate(view.segments[:own]))):
        if earlier.opens in ("compare", "follow", "relative"):
            continue
        mute = earlier.opens == "comma" and not FINITE.search(scene.text, earlier.start, earlier.end)
        if verbal and at_ and mute and not (led is None and _whole(scene.text, earlier)):
            continue
        for atom in _eligible(scene, cast, number, earlier):
            if _WHEN.match(scene.text, earlier.start - 5) and _firm(atom):
                continue
            said = _said(scene, cast, number, atom, "clause before")
            if earlier.bare(scene.text, atom) and not _LED_IN.match(scene.text, earlier.start):
                return said
            led = led or said
    if led is None or _LED_IN.match(scene.text, segment.start):
        opened = not any(FINITE.search(scene.text, s.start, s.end) for s in view.segments[:own])
        for following in view.segments[own + 1 :] if opened and _leads(scene.text, segment, at) else ():
            if following.opens in ("compare", "follow", "relative"):
                continue
            atoms = _eligible(scene, cast, number, following)
            if atoms and not (atoms[0].kind == "self" and following.opens == "clause"):
                return _said(scene, cast, number, atoms[0], "clause after")
    return led


def _whole(text: str, segment: Segment) -> bool:
    """Whether a segment is nothing but the name of a firm, set apart by commas."""
    return any(
        _firm(atom) and text[segment.start : segment.end].strip() == text[atom.start : atom.end]
        for atom in segment.atoms
    )


_WHEN = re.compile(r".{0,4}\b(?:[Ww]hen|if|If|[Bb]ecause|[Ww]here) ")


def _firm(atom: Atom) -> bool:
    return bool(atom.mentions) and all(mention.kind in ("firm", "product") for mention in atom.mentions)


_BY = re.compile(r"(?:by|to) ")
_LED_IN = re.compile(
    r" ?(?:[Ww]ith|[Dd]espite|[Oo]f|[Aa]t|[Bb]y|[Ii]n|[Hh]aving|[Aa]lthough|[Tt]hough|[Oo]n|[Aa]mong|[Ff]rom"
    r"|[Ff]or|[Uu]nder|[Aa]fter|"
    r"[Ss]ince|[Ii]f|[Ee]ven|[Dd]uring|[Ii]nside|[Aa]cross|[Oo]utside|[Bb]eyond|[Uu]nlike|[Ww]ithin|[Tt]hrough"
    r"|[Aa]s|[Uu]p|[Dd]own|"
    r"[Ff]ewer|[Mm]ore|[Oo]ver|[Aa]bout|[Rr]anked|[Ll]eading|[Bb]acked|\d)\b"
)


def _leads(text: str, segment: Segment, at: int) -> bool:
    """Whether a segment leads in what follows: it opens with a preposition, or has no verb before the quantity."""
    return bool(_LED_IN.match(text, segment.start)) or FINITE.search(text, segment.start, at) is None


def _beyond(scene: Scene, number: int, cast: Cast) -> Subject:
    """The subject that the sentence itself does not name: a speaker that acts, sentences before, heading, document."""
    view = cast.view(number)
    for segment in view.segments:
        for atom in segment.atoms:
            if atom.speaks and cast.acts(number, atom):
                return _said(scene, cast, number, atom, "speaker")
    sentence = scene.sentences[number]
    if onward := carried(scene, cast, number):
        return Subject(onward, None, None, "goes on")
    follows = number > 0 and scene.sentences[number - 1].paragraph == sentence.paragraph
    before = cast.topic(number - 1) if follows else None
    home = cast.home
    if before and home.group and before != home.group and is_economy(before):
        return Subject(home.group, None, None, "document")
    if before and (home.economy is None or before == home.entity):
        return Subject(before, None, None, "sentence before")
    if home.economy is None and not home.group and (named := cast.paragraph(number)):
        return Subject(named, None, None, "paragraph")
    if section := cast.section(number):
        return Subject(section, None, None, "heading")
    if cast.home.entity:
        return Subject(cast.home.entity, None, None, "document")
    return Subject(None)


def _said(scene: Scene, cast: Cast, number: int, atom: Atom, rule: str) -> Subject:
    """The subject that an atom names, with its words: a people's name with the noun it belongs to."""
    entity = place_named(scene, cast, number, atom, rule) or cast.meant(atom, number)
    end = atom.end
    if atom.mentions and atom.mentions[-1].kind == "people" and (noun := _NOUN.match(scene.text, end)):
        end = noun.end()
    return Subject(entity, scene.text[atom.start : end], None, rule)


_NOUN = re.compile(r" (?:[a-z-]+ |AI |Big ){0,2}[A-Za-z][\w-]*s\b| [A-Z][A-Za-z]+s?\b")
