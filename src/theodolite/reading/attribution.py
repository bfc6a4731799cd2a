"""Attribution: who a text says that a quantity comes from, and how that is known."""

from __future__ import annotations

import re
from dataclasses import dataclass

from theodolite.reading.notes import Note, marks_in
from theodolite.reading.quantities.quantity import Quantity
from theodolite.reading.scene import Scene
from theodolite.reading.subjects.cast import Cast
from theodolite.reading.subjects.speakers import Speaker


@dataclass(frozen=True, slots=True)
class Said:
    """Who a text says that a quantity comes from, as it names them, and how that is known; None where it names nobody.

    `via` is `text`, `previous sentence`, `citation` or `footnote 7`; with a footnote `to` is whom its entry names.
    """

    to: str | None = None
    via: str | None = None


NOBODY = Said()

FARTHEST = 3
"""Sentences that are gone back for whom `the report` or `it` stands for."""

_CITED = re.compile(
    r"[(\[](?:[Ss]ources?: |see |cf\. |based on )?(?P<name>[A-Z][\w&.' -]{1,60}?)(?: et al\.)?,? (?P<year>(?:19"
    r"|20)\d\d[a-z]?)(?:[,;:][^)\]]{0,60})?[)\]]"
)
_SOURCE = re.compile(r"[(\[]?\b[Ss]ources?: (?P<name>[A-Z][^).;\n]{1,80})")
_PUBLISHER = re.compile(
    r"[\"'],? (?:in )?(?P<name>[A-Z][\w&.' -]{2,50}?)(?:,| \(|$)|^(?P<first>[A-Z][\w&.' -]{1,50}?)(?:,| \()"
)
_QUOTES = re.compile(r"\"[^\"]{0,300}\"")
_BREAK = re.compile(r"; |, (?:but|while|whereas|although|though)\b|\b(?:but|while|whereas)\b")


def attribution_of(scene: Scene, number: int, quantity: Quantity, cast: Cast) -> Said:
    """Who is said to say a quantity of the sentence `number`.

    A citation in brackets after it; who says so in its own sentence, before it or at the end; for `the report found`,
    who is named before; a footnote's publisher; and of a quantity of the same thing, who was named in the sentence
    before. Nobody where only unnamed people (`analysts`) or the author say so.
    """
    sentence = scene.sentences[number]
    if cited := _citation(scene, quantity, sentence.end):
        return cited
    if speaker := _speaker(scene, number, quantity, cast):
        return _of_speaker(speaker, number, cast)
    if noted := _footnote(scene, number, quantity, cast):
        return noted
    return _carried(scene, number, quantity, cast)


def _citation(scene: Scene, quantity: Quantity, end: int) -> Said | None:
    for pattern in (_CITED, _SOURCE):
        if found := pattern.search(scene.text, quantity.end, end):
            return Said(found["name"].strip(), "citation")
    return None


def _speaker(scene: Scene, number: int, quantity: Quantity, cast: Cast) -> Speaker | None:
    """The speaker of a quantity: the last before it, else one named at the end of its part of the sentence."""
    speakers = cast.view(number).speakers
    before = [s for s in speakers if s.end <= quantity.start and not _left(scene.text, s, quantity)]
    after = [s for s in speakers if s.start >= quantity.end and s.last]
    if before and not before[-1].last:
        return before[-1]
    if after and not re.search(r"; ", scene.text[quantity.end : after[0].start]):
        return after[0]
    if before:
        return before[-1]
    later = [s for s in speakers if s.start >= quantity.end and _quoting(scene.text, s)]
    return later[0] if later else None


def _left(text: str, speaker: Speaker, quantity: Quantity) -> bool:
    """Whether what the speaker says has ended before the quantity: another part of the sentence has begun."""
    between = text[speaker.end : quantity.start]
    return (speaker.last and bool(_BREAK.search(between))) or "; " in between


def _quoting(text: str, speaker: Speaker) -> bool:
    """Whether a speaker in the middle or at the end says what stands before: X grew, the ministry said on Friday."""
    return (
        text[max(0, speaker.start - 2) : speaker.start] in (", ", '" ', ',"')
        and text[speaker.verb : speaker.verb + 5] != " that"
    )


def _of_speaker(speaker: Speaker, number: int, cast: Cast) -> Said:
    if speaker.kind == "named":
        return Said(speaker.name, "text")
    if speaker.kind == "unnamed":
        return Said(speaker.name, "text") if speaker.name else NOBODY
    if speaker.kind == "own":
        return NOBODY
    for at in range(number - 1, max(-1, number - 1 - FARTHEST), -1):
        for earlier in reversed(cast.view(at).speakers):
            if earlier.kind == "named":
                return Said(earlier.name, "previous sentence")
        bodies = [mention for mention in cast.view(at).mentions if mention.kind == "body"]
        if bodies and cast.scene.sentences[at].paragraph == cast.scene.sentences[number].paragraph:
            return Said(bodies[0].name, "previous sentence")
    return NOBODY


def _footnote(scene: Scene, number: int, quantity: Quantity, cast: Cast) -> Said | None:
    """The publisher that a footnote leads to: the first mark after the quantity, or that of the next sentence.

    The next one counts where this one has no mark and it goes on about the same thing (`This is double …7`).
    """
    notes = cast.notes
    if not notes:
        return None
    for at in (number, number + 1):
        if at >= len(scene.sentences) or scene.sentences[at].paragraph != scene.sentences[number].paragraph:
            return None
        sentence = scene.sentences[at]
        if at > number and not _GOES_ON.match(scene.text, sentence.start):
            return None
        for mark in marks_in(scene.text, sentence.start, min(len(scene.text), sentence.end + 4)):
            if mark.note in notes and mark.start >= quantity.end:
                return Said(_publisher(notes[mark.note], cast), f"footnote {mark.note}")
    return None


_GOES_ON = re.compile(r"(?:This|That|These|Those|It|They|Of (?:these|those|this|that))\b")


def _publisher(note: Note, cast: Cast) -> str | None:
    """Whom the entry of a note names as publisher, a known body first; what stands in quotes is its title."""
    text = cast.scene.text
    titles = [found.span() for found in _QUOTES.finditer(text, note.start, note.end)]
    for mention in cast.within(note.start, note.end):
        inside = any(first <= mention.start < last for first, last in titles)
        if mention.kind in ("body", "firm", "state") and not inside:
            return mention.name
    found = _PUBLISHER.search(note.said)
    return (found["name"] or found["first"]).strip() if found else None


_GOES_ON_SPEAKING = re.compile(r"(?:\A|(?<=\n)|(?<=[.!?] )|(?<=[.!?]\" ))\"[^\"]*\"$|^(?![^.]*\bif\b)[^\"]*\bwould\b")
_AGAIN = re.compile(r"(?:It|He|She) \w+")


def _carried(scene: Scene, number: int, quantity: Quantity, cast: Cast) -> Said:
    """Who was named in the sentence before, where it states quantities of the same thing in the same paragraph."""
    sentence = scene.sentences[number]
    if number and _GOES_ON_SPEAKING.search(scene.text, sentence.start, sentence.end) and not cast.view(number).speakers:
        for at in range(number - 1, max(-1, number - 1 - FARTHEST), -1):
            if named := [s for s in cast.view(at).speakers if s.kind == "named"]:
                spoken = (
                    scene.text[sentence.start] == '"' or scene.text[named[-1].end : named[-1].verb].strip() == "said"
                )
                return Said(named[-1].name, "previous sentence") if spoken else NOBODY
    if not number or scene.sentences[number - 1].paragraph != sentence.paragraph or cast.view(number).speakers:
        return NOBODY
    if _AGAIN.match(scene.text, sentence.start):
        named = [s for s in cast.view(number - 1).speakers if s.kind == "named" and not s.last]
        return Said(named[-1].name, "previous sentence") if named else NOBODY
    before = scene.quantities[number - 1]
    counted = quantity.unit_class in ("count", "rank")
    same = [q for q in before if q.unit == quantity.unit or (quantity.unit_class == "rank" and q.unit_class == "count")]
    shared = [q for q in scene.quantities[number] if any(q.unit == p.unit and q.unit_class == "count" for p in before)]
    if not counted or not (same and shared):
        return NOBODY
    named = [s for s in cast.view(number - 1).speakers if s.kind == "named"]
    return Said(named[-1].name, "previous sentence") if named else NOBODY
