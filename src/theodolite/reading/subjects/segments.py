"""Segments: the parts of a sentence that may each have a subject of their own, and whom each of them names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from theodolite.reading.subjects.mentions import Mention
from theodolite.reading.subjects.speakers import Speaker
from theodolite.reading.subjects.words import BREAK, FINITE, FIRM, NATION, REGION, REPORT, SELF, STATE, WE

AtomKind = Literal["mention", "self", "nation", "region", "state", "firm", "we"]
"""A mention, or words that stand for one: it, the country, the government, the company, we."""

Opening = Literal["start", "stop", "comma", "compare", "follow", "clause", "relative", "said"]
"""What opens a segment: the sentence itself, a stop, a comma, a comparison, a conjunction, which, a verb of saying."""


@dataclass(frozen=True, slots=True)
class Atom:
    """Somebody who may be a subject: one mention or several joined by `and`, or a word that stands for one."""

    start: int
    end: int
    kind: AtomKind
    mentions: tuple[Mention, ...] = ()
    speaks: bool = False
    """Whether it stands in the name of a speaker (the IEA projects) and is no subject of what is said."""

    @property
    def world(self) -> bool:
        """Whether it is the whole world that is named, and nobody else."""
        return bool(self.mentions) and all(mention.kind == "world" for mention in self.mentions)

    @property
    def entity(self) -> str | None:
        """The entity or entities that are named, joined by `;`; None for words that stand for somebody."""
        return ";".join(dict.fromkeys(m.entity for m in self.mentions if m.entity)) or None


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a sentence, what opens it, and the atoms in it."""

    start: int
    end: int
    opens: Opening
    atoms: tuple[Atom, ...]

    def bare(self, text: str, atom: Atom) -> bool:
        """Whether nothing that holds a verb stands between the beginning of the segment and `atom`."""
        return FINITE.search(text, self.start, atom.start) is None


_JOIN = re.compile(
    r"(?:'s?)?(?: and|,? and|, as well as| or|/| &|-|–|,)(?: both| in| the| those of| by| of| from)* ?(?:the )?"
)
_PARENTHESIS = re.compile(r"\([^()]{0,400}\)")
_APPOSITION = re.compile(r"(?:'s?)? (?:[a-z][\w-]* ){0,4}$|(?:'s?)? $")
_NO_APPOSITION = re.compile(
    r"\b(?:such|like|including|and|or|of|in|for|to|with|from|by|on|at|than|as|via|for|through|using|against|behind)\b"
)


def brackets_of(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The stretches in round brackets of the sentence at `start` to `end`, brackets included."""
    return tuple(found.span() for found in _PARENTHESIS.finditer(text, start, end))


def segments_of(
    text: str,
    start: int,
    end: int,
    mentions: Sequence[Mention],
    speakers: Sequence[Speaker],
    taken: Sequence[tuple[int, int]],
) -> tuple[Segment, ...]:
    """The segments of the sentence at `start` to `end`; `mentions` are the sentence's own.

    What stands in `taken` (quantities, brackets) breaks nothing; a comma or `and` that joins two names does not either.
    """
    atoms = atoms_of(text, start, end, mentions, speakers)
    held = [(atom.start, atom.end) for atom in atoms]
    cuts: list[tuple[int, int, Opening]] = [(start, start, "start")]
    for found in BREAK.finditer(text, start, end):
        if not _inside(found.start(), found.end(), taken) and not _inside(found.start(), found.end(), held):
            cuts.append((found.start(), found.end(), found.lastgroup))  # type: ignore[arg-type]
    for speaker in speakers:
        if not speaker.last and REPORT.search(text, speaker.verb - 14, speaker.verb):
            cuts.append((speaker.verb, speaker.verb, "said"))
    cuts.sort()
    made: list[Segment] = []
    for at, (_, first, opens) in enumerate(cuts):
        last = cuts[at + 1][0] if at + 1 < len(cuts) else end
        if last > first or not made:
            inside = tuple(atom for atom in atoms if first <= atom.start < last)
            made.append(Segment(first, max(first, last), opens, inside))
    return tuple(made)


def _inside(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(first <= start and end <= last for first, last in spans)


def atoms_of(
    text: str, start: int, end: int, mentions: Sequence[Mention], speakers: Sequence[Speaker]
) -> tuple[Atom, ...]:
    """The atoms of a sentence in order: names that are joined are one, a firm takes the name of its country's place."""
    spoken = [(speaker.start, speaker.end) for speaker in speakers if speaker.kind != "unnamed"]
    found: list[Atom] = []
    for mention in mentions:
        atom = Atom(mention.start, mention.end, "mention", (mention,), _inside(mention.start, mention.end, spoken))
        before = found[-1] if found else None
        if before and before.speaks == atom.speaks and not atom.speaks:
            between = text[before.end : atom.start]
            if _of_firm(before, mention, between):
                meant = before.mentions[0] if mention.kind == "state" else mention
                found[-1] = Atom(before.start, atom.end, "mention", (meant,), atom.speaks)
                continue
            joined = _JOIN.fullmatch(between) and not _begins(text, start, before, atom)
            if joined and _listed(text, before, atom, mentions):
                found[-1] = Atom(before.start, atom.end, "mention", (*before.mentions, mention), atom.speaks)
                continue
        found.append(atom)
    words = [atom for pattern, kind in _STANDING for atom in _words(text, start, end, pattern, kind, spoken)]
    named = {mention.start for mention in mentions if mention.kind in ("firm", "product")}
    free = [
        word
        for word in words
        if not any(a.start < word.end and word.start < a.end for a in found)
        and not (word.kind == "firm" and word.end + 1 in named)
    ]
    return tuple(sorted((*found, *_apart(free)), key=lambda atom: atom.start))


_STANDING: tuple[tuple[re.Pattern[str], AtomKind], ...] = (
    (NATION, "nation"), (REGION, "region"), (STATE, "state"), (FIRM, "firm"), (SELF, "self"), (WE, "we"),
)  # fmt: skip


def _apart(words: list[Atom]) -> list[Atom]:
    """Words that stand for somebody, the first reading of each place alone."""
    kept: list[Atom] = []
    for word in words:
        if all(word.end <= other.start or other.end <= word.start for other in kept):
            kept.append(word)
    return kept


def _words(
    text: str, start: int, end: int, pattern: re.Pattern[str], kind: AtomKind, spoken: Sequence[tuple[int, int]]
) -> list[Atom]:
    return [
        Atom(found.start(), found.end(), kind, (), _inside(found.start(), found.end(), spoken))
        for found in pattern.finditer(text, start, end)
    ]


_VENTURE = re.compile(
    r" (?:[a-z-]+ ){0,2}(?:start-?up|firm|company|lab|laboratory|maker|chipmaker|operator|giant|developer|provider"
    r"|group) "
)


def _of_firm(before: Atom, mention: Mention, between: str) -> bool:
    """Whether a country's name stands before a firm's as its origin: China's Huawei, the Dutch toolmaker ASML."""
    if mention.kind == "product" and between == "'s " and before.mentions[-1].kind == "firm":
        return True
    if mention.kind == "firm" and before.mentions[-1].kind in ("place", "seat") and _VENTURE.fullmatch(between):
        return True
    if mention.kind not in ("firm", "state", "body") or before.mentions[-1].kind not in ("people", "economy", "place"):
        return False
    if len(before.mentions) > 1 or not _APPOSITION.fullmatch(between) or _NO_APPOSITION.search(between):
        return False
    return before.mentions[0].kind == "people" or between.startswith("'") or mention.kind == "state"


def _begins(text: str, start: int, before: Atom, atom: Atom) -> bool:
    """Whether a name after `and` begins a clause of its own: … across the Union, and Brussels will pick four."""
    ended = "," in text[before.end : atom.start] and FINITE.search(text, start, before.start) is not None
    return ended and FINITE.match(text, atom.end + 1) is not None


def _listed(text: str, before: Atom, atom: Atom, mentions: Sequence[Mention]) -> bool:
    """Whether two neighbouring names are parts of one list and not a place and the subject after it."""
    between = text[before.end : atom.start]
    if "and" in between or "or" in between or between in ("-", "–", "/", " & "):
        return True
    for follower in mentions:
        if follower.start >= atom.end:
            return bool(_JOIN.fullmatch(text[atom.end : follower.start]))
    return False
