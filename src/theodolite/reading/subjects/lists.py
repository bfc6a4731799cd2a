"""Lists of names and quantities: which belongs to which, and the total of which they are parts."""

from __future__ import annotations

import re

from theodolite.reading.quantities.quantity import Quantity
from theodolite.reading.scene import Scene
from theodolite.reading.subjects.cast import View
from theodolite.reading.subjects.segments import Atom

_RESPECTIVELY = re.compile(r"\brespectively\b")
_RUN = re.compile(r"[\w' -]{0,24}?(?:,| and|, and) ?(?:[\w'-]+ ){0,2}")
_WORLDS = re.compile(
    r"\bof (?:the |a |all )?(?:world's|world|global|worldwide|global total of|world total of)(?: [\w-]+){0,2} ?$"
)
_OUT_OF = re.compile(r"\b(?:of|among|out of) (?:the |all )?$")
_COUNTRIES = re.compile(r" (?:\w+ )?(?:countries|economies|nations|states|jurisdictions)\b")
_HOLDS = re.compile(
    r"\b(?:accounts?|accounted|leads?|led|leader|dominates?|represents?|makes? up|made up|share|responsible"
    r"|are in|is in|were in|"
    r"come from|came from|originate)\b"
)
_MADE = re.compile(
    r"\b(?:filed|holds?|held|owns?|owned|authored|wrote|writes|published|produced|produces|released|contributed|supplied"
    r"|manufactured|makes?|granted|registered)\b"
)
_FOREMOST = re.compile(r" (?:\w+ )?(?:largest|biggest|leading|best|fastest|foremost|most|top|highest|greatest)\b")
_THE = re.compile(r" of (?:the|all) (?:about |some |over |nearly )?$")
_OWN = re.compile(r" [\w' -]{0,60}\b(?:it|they|its|their|we|our|in|at|for|within|promised|planned|proposed)\b")

_NEAR = 45
"""Characters between a list of quantities and `respectively`: the noun that they count."""


def respective(scene: Scene, view: View, quantity: Quantity, number: int) -> Atom | None:
    """The name that a quantity has in a list with `respectively`: the first of the names is the first quantity's."""
    sentence, text = scene.sentences[number], scene.text
    word = _RESPECTIVELY.search(text, sentence.start, sentence.end)
    run = _run(scene, quantity, number) if word else []
    if word is None or len(run) < 2:
        return None
    if not (-_NEAR <= word.start() - run[-1].end <= _NEAR or -_NEAR <= run[0].start - word.end() <= _NEAR):
        return None
    groups = [a for s in view.segments for a in s.atoms if len(a.mentions) == len(run)]
    before = [group for group in groups if group.end <= run[0].start]
    for group in (*reversed(before), *groups):
        one = group.mentions[run.index(quantity)]
        return Atom(one.start, one.end, "mention", (one,), False)
    return None


def _run(scene: Scene, quantity: Quantity, number: int) -> list[Quantity]:
    """The quantities that stand in one list with `quantity`: joined by commas and `and`."""
    run: list[Quantity] = []
    for one in scene.quantities[number]:
        if run and (one.unit != run[-1].unit or not _RUN.fullmatch(scene.text, run[-1].end, one.start)):
            if quantity in run:
                break
            run = []
        run.append(one)
    return run if quantity in run else []


def of_the_world(scene: Scene, number: int, quantity: Quantity) -> bool:
    """Whether a quantity is the M of `N of the world's M`, or of `N of M` where N is somebody's part of all."""
    sentence, text = scene.sentences[number], scene.text
    if _WORLDS.search(text, sentence.start, quantity.start):
        return True
    if _OUT_OF.search(text, sentence.start, quantity.start) and _COUNTRIES.match(text, quantity.end):
        return True
    for part in scene.quantities[number]:
        if part.denominator is not None and part.denominator == quantity.value and part.end <= quantity.start:
            if _of_all(scene, number, part, quantity):
                return True
            named = _HOLDS.search(text, sentence.start, part.start) or _HOLDS.search(text, quantity.end, sentence.end)
            if named and quantity.unit_class != "percent":
                return True
    return False


def _of_all(scene: Scene, number: int, part: Quantity, total: Quantity) -> bool:
    """Whether `filed 3 of the 5 patents` counts everybody's: what is made all over, or the largest of its kind."""
    text, sentence = scene.text, scene.sentences[number]
    if total.unit_class == "percent" or not _THE.fullmatch(text, part.end, total.start):
        return False
    if _FOREMOST.match(text, total.end):
        return True
    return bool(_MADE.search(text, sentence.start, part.start)) and _OWN.match(text, total.end, sentence.end) is None
