"""Things in general: sentences whose subject is any thing of a kind (a 100-MW site uses …) are said of nobody."""

from __future__ import annotations

import re

from theodolite.reading.quantities.quantity import Quantity
from theodolite.reading.scene import Scene
from theodolite.reading.subjects.cast import View

_ANY = re.compile(
    r"[\"'( ]*(?:(?:But|And|Yet|So|Today|For comparison|By comparison|For scale|On average|Typically|As a rule|Put"
    r" differently|(?:\w+ )?(?:years|months) ago|In (?:the )?(?:worst|best|most|some|other) [a-z]+),? )?"
    r"(?:[Aa]n?|[Aa]ny|[Ss]uch an?|[Ee]ven an?|[Jj]ust one|[Aa] single|[Aa] typical) "
    r"(?P<noun>[^,;:.]{3,90}?) (?:now |still |only |usually |typically )?(?P<verb>can|would|could|may"
    r"|might|needs?|uses?|takes?|costs?|draws?"
    r"|requires?|earns?|consumes?|produces?|emits?|holds?|carries|pays?|weighs?|employs?|serves?|lasts?|reaches"
    r"|delivers?"
    r"|runs?|occupies|covers?|is|are|has|have|waits|gives?|generates?|contains?|makes?|sells?|fetches|becomes|learns?"
    r"|lasted|drew|used to|saves?|burns?|keeps?|charges?|adds?|stores?|answers?|starts?|works?|measures?|loses?|goes)\b"
    r"(?! (?:being|to|now|under|planned|set|expected|due|been|already|proposed|scheduled|risen|fallen|grown)\b)"
)
_NOT_ANY = re.compile(
    r"^(?:few|lot|number|majority|minority|total|further|additional|second|third|fourth|new|recent|later|separate"
    r"|quarter"
    r"|half|fifth|tenth|record|handful|dozen|hundred|thousand|million|series|group|draft|bill|law|decree|plan|pilot"
    r"|programme|national|state|federal|government|local|domestic|year|month|decade|week|net|combined|different|former"
    r"|mere|fraction|share|large|growing|small|smaller|larger|first|last|bigger|great|good|joint|public|central|in|of"
    r"|survey|study|report|poll|review|spokes\w+|minister|official|ministry|scheme|fund|budget|ranking|index|reason"
    r"|other|more|region|of|rule|forecast|estimate|analysis|projection)\b"
    r"|\b(?:forecast|estimate|projection|paper|article|rule|report|survey|study|bill|law|act|plan|strategy|programme"
    r"|agency|ministry|fund|committee|council|of (?:the"
    r"|our|its|these|those|them)|our|its|their|this(?! (?:kind|size|class|sort|type)\b)|that year|last year"
    r"|the country|the state|the region|economy)\b"
)
_SOMEBODY = re.compile(
    r"(?:Elsewhere,? |(?:A|An|One) (?:hyperscaler|company|firm|vendor|supplier|bank|competitor|rival|start-?up"
    r"|manufacturer) (?:has|had|spent|announced|paid|plans)\b)"
)
"""Somebody who is not named, and places that are not."""
_FLOOR = re.compile(r"\b(?:[Yy]ou|[Ww]e|I) (?:now |still |only )?(?:have|'ve|had)(?: about| only| just)? $")
"""The speaker's own time: we have twenty minutes."""
_OURS = re.compile(
    r"\b(?:[Oo]ur|[Ii]ts|[Tt]heir|[Hh]ere|[Dd]omestic|[Nn]ational(?:ly)?|the (?:country|nation|state))\b"
)


_ITS = re.compile(r"\b(?:whatever|whose|with|in|by|of|on) its\b")
"""A pronoun that stands for the thing itself: whatever its size."""


def of_nobody(scene: Scene, number: int, quantity: Quantity, view: View) -> bool:
    """Whether the sentence speaks of any thing of a kind, in the present or of what it would do, and names nobody."""
    sentence, text = scene.sentences[number], scene.text
    if any(mention.kind not in ("world", "body") for mention in view.mentions):
        return False
    if _SOMEBODY.match(text, _turn(text, sentence.start, sentence.end)):
        return True
    if quantity.unit == "minutes" and _FLOOR.search(text, sentence.start, quantity.start):
        return True
    found = _ANY.match(text, sentence.start, sentence.end)
    if found is None or _NOT_ANY.search(found["noun"]):
        return False
    own = quantity.start < found.start("noun") < quantity.end
    last = quantity.start if _ITS.search(text, found.end(), sentence.end) else sentence.end
    return not own and _OURS.search(text, sentence.start, last) is None


_TURN = re.compile(r"(?:(?:Senator|Dr|Mr|Ms|Mrs) )?[A-Z][A-Z'-]+: ")


def _turn(text: str, start: int, end: int) -> int:
    """Where what is said begins, after the name of who speaks in minutes."""
    turn = _TURN.match(text, start, end)
    return turn.end() if turn else start
