"""The cast of a document: who is named where, whom each sentence speaks of, and whom the document is about."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from theodolite.reading.notes import Note, notes_of
from theodolite.reading.scene import Scene
from theodolite.reading.subjects.composed import composed, initials
from theodolite.reading.subjects.home import Home, home_of
from theodolite.reading.subjects.locals import local_names
from theodolite.reading.subjects.mentions import Mention, mentions_of
from theodolite.reading.subjects.names import Names
from theodolite.reading.subjects.segments import Atom, Segment, brackets_of, segments_of
from theodolite.reading.subjects.speakers import Speaker, speakers_of
from theodolite.reading.subjects.words import FINITE

FARTHEST = 4
"""Sentences that are gone back, inside one paragraph, for whom a pronoun stands."""


@dataclass(frozen=True, slots=True)
class View:
    """One sentence taken apart: who speaks in it, what stands in brackets, its segments."""

    speakers: tuple[Speaker, ...]
    brackets: tuple[tuple[int, int], ...]
    segments: tuple[Segment, ...]
    mentions: tuple[Mention, ...]

    def open_atoms(self, segment: Segment) -> tuple[Atom, ...]:
        """The atoms of a segment that do not stand in brackets."""
        return tuple(a for a in segment.atoms if not any(b <= a.start < e for b, e in self.brackets))


@dataclass
class Cast:
    """Mentions, sentences taken apart and topics of one scene; sentences are taken apart when first asked for."""

    scene: Scene
    mentions: tuple[Mention, ...]
    home: Home
    _starts: list[int] = field(default_factory=list, repr=False)
    _views: dict[int, View] = field(default_factory=dict, repr=False)
    _topics: dict[int, str | None] = field(default_factory=dict, repr=False)

    @cached_property
    def notes(self) -> Mapping[int, Note]:
        """The notes at the end of the document by number."""
        return notes_of(self.scene)

    def within(self, start: int, end: int) -> tuple[Mention, ...]:
        """The mentions at `start` to `end` of the text."""
        return self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def view(self, number: int) -> View:
        """The sentence `number`, taken apart."""
        if number not in self._views:
            sentence = self.scene.sentences[number]
            text, start, end = self.scene.text, sentence.start, sentence.end
            mentions, speakers = self.within(start, end), speakers_of(text, start, end)
            brackets = brackets_of(text, start, end)
            taken = [*((q.start, q.end) for q in self.scene.quantities[number]), *brackets]
            segments = segments_of(text, start, end, mentions, speakers, taken)
            self._views[number] = View(speakers, brackets, segments, mentions)
        return self._views[number]

    def topic(self, number: int) -> str | None:
        """Whom the sentence `number` speaks of, or the nearest before it in the paragraph that names somebody."""
        paragraph = self.scene.sentences[number].paragraph if 0 <= number < len(self.scene.sentences) else None
        for at in range(number, max(-1, number - FARTHEST), -1):
            if self.scene.sentences[at].paragraph != paragraph:
                break
            if (found := self.named(at)) is not None:
                return found
        return None

    def named(self, number: int) -> str | None:
        """Whom the sentence `number` itself is about, None where it names nobody."""
        if number not in self._topics:
            self._topics[number] = None
            self._topics[number] = self._named(number)
        return self._topics[number]

    def _named(self, number: int) -> str | None:
        text, view = self.scene.text, self.view(number)
        later: str | None = None
        for segment in view.segments:
            if segment.opens in ("compare", "follow", "relative"):
                continue
            for atom in view.open_atoms(segment):
                if atom.speaks or atom.world or subordinate(text, segment, atom) or _publishes(atom):
                    continue
                if measures(text, segment, atom):
                    continue
                found = self.meant(atom, number)
                if (
                    found
                    and segment.bare(text, atom)
                    and (segment is view.segments[0] or FINITE.search(text, atom.end, segment.end))
                ):
                    return found
                later = later or found
        return later or next(
            (a.entity for s in view.segments for a in s.atoms if a.speaks and self.acts(number, a)), None
        )

    def acts(self, number: int, atom: Atom) -> bool:
        """Whether a speaker says it of itself: an economy, its government, a firm by its own name."""
        if not any(m.kind in ("economy", "seat", "state", "firm", "people", "place") for m in atom.mentions):
            return False
        names = [s.name or "" for s in self.view(number).speakers if s.start <= atom.start < s.end]
        if atom.mentions[-1].kind == "firm":
            return any(
                re.fullmatch(rf"(?:[A-Z][\w-]+ )?{re.escape(atom.entity or '')}(?:,.*)?", name) for name in names
            )
        return any(name.startswith(atom.mentions[0].name) for name in names)

    def meant(self, atom: Atom, number: int) -> str | None:
        """Who is meant by an atom of the sentence `number`."""
        if atom.kind == "mention":
            return self._own_place(atom) or self._europe(atom.entity)
        if atom.kind == "we":
            return self.home.entity
        before = self.topic(number - 1) if self.continues(number) else None
        if atom.kind == "self":
            brought = self._introduced(number - 1) if self.continues(number) else None
            company = self._company(atom, number)
            return company or self._antecedent(atom, number) or brought or before or self._above(number)
        if atom.kind == "firm":
            return self._last(number, atom.start, firm=True) or self.protagonist or self.home.entity
        if atom.kind == "region":
            return self.home.place or self.home.economy or self.home.group or before
        if atom.kind == "state" and self.home.firm and _ORGAN.search(self.scene.text, atom.start, atom.end):
            return self.home.firm
        if atom.kind == "state" and self.home.place and not _FEDERAL.search(self.scene.text, atom.start, atom.end):
            return self.home.place
        if atom.kind == "state" and self.home.economy and self.home.share >= STRONG:
            return self.home.economy
        if self.home.group and _MEMBERS.match(self.scene.text, atom.start):
            return self.home.group
        economy = before if before and is_economy(before) else self._last(number, None, firm=False)
        if economy is None and self.home.share < STRONG:
            economy = self._next(number)
        return economy or self.home.economy

    def _own_place(self, atom: Atom) -> str | None:
        """The place that the document is about, where the atom names that alone."""
        one = atom.mentions[0]
        own = len(atom.mentions) == 1 and one.kind in ("place", "seat") and one.name == self.home.place
        return self.home.place if own else None

    def _antecedent(self, atom: Atom, number: int) -> str | None:
        """Whom a pronoun stands for in its own sentence: the first subject before it; if it opens it, the one after."""
        view, text = self.view(number), self.scene.text
        first: str | None = None
        for segment in view.segments:
            for other in view.open_atoms(segment):
                if (
                    not other.mentions
                    or other.world
                    or subordinate(text, segment, other)
                    or measures(text, segment, other)
                ):
                    continue
                if other.mentions[-1].kind == "body" or (other.speaks and not self.acts(number, other)):
                    continue
                if other.end <= atom.start and segment.bare(text, other):
                    return self._itself(segment, other) or self._europe(other.entity)
                if other.start > atom.end and segment.opens == "comma" and segment.bare(text, other) and not first:
                    first = self._europe(other.entity)
        opens = not FINITE.search(text, view.segments[0].start, atom.start) and atom.end <= view.segments[0].end
        return first if opens and text[view.segments[0].start : atom.start].strip() else None

    def _itself(self, segment: Segment, atom: Atom) -> str | None:
        """The plain name of a city or state that opens a segment as its subject and not as where something is."""
        if len(atom.mentions) != 1 or atom.mentions[0].kind != "place" or atom.mentions[0].code == "EUU":
            return None
        led = self.scene.text[segment.start : atom.start].strip()
        return atom.mentions[0].name if led in ("", "The", "the") else None

    def _introduced(self, number: int) -> str | None:
        """The machine, model or firm that a sentence brings in as what is new and says what it is."""
        text, sentence = self.scene.text, self.scene.sentences[number]
        for mention in reversed(self.view(number).mentions):
            if mention.kind in ("firm", "product") and _BRINGS.search(text, sentence.start, mention.start):
                return mention.entity if _IS_A.match(text, mention.end) else None
        return None

    def _next(self, number: int) -> str | None:
        """The economy that the rest of the paragraph names first, other than in a comparison."""
        sentences, text = self.scene.sentences, self.scene.text
        last = number
        while last + 1 < len(sentences) and sentences[last + 1].paragraph == sentences[number].paragraph:
            last += 1
        for mention in self.within(sentences[number].start, sentences[last].end):
            if mention.kind in ("economy", "people") and not _THAN.search(text, mention.start - 12, mention.start):
                return mention.entity
        return None

    @cached_property
    def protagonist(self) -> str | None:
        """The firm that the text is about: the subject of its first sentences, named again later."""
        if self.home.firm:
            return self.home.firm
        sentences = [n for n, s in enumerate(self.scene.sentences) if s.zone == "body"][:2]
        for number in sentences:
            named = self.named(number)
            again = sum(m.entity == named for m in self.mentions if m.kind == "firm")
            if named and again and (again > 1 or re.search(r"\b[Tt]he (?:company|firm|chipmaker)\b", self.scene.text)):
                return named
        return None

    def place_before(self, at: int) -> str | None:
        """The city or state named last before `at`, by its plain name."""
        home = self.home.economy
        places = (m for m in reversed(self.within(0, at)) if m.kind == "place" and m.code in (home or m.code, None))
        places = (place for place in places if place.code != "EUU")
        return next((place.name for place in places), None)

    def continues(self, number: int) -> bool:
        """Whether a sentence stands in the paragraph of the one before it."""
        sentences = self.scene.sentences
        return number > 0 and sentences[number].paragraph == sentences[number - 1].paragraph

    def _europe(self, entity: str | None) -> str | None:
        return "EUU" if entity == "Europe" and self.home.economy == "EUU" else entity

    def _company(self, atom: Atom, number: int) -> str | None:
        """The firm that a pronoun stands for where `the company` stands before it: the company says it has spent."""
        for segment in self.view(number).segments:
            for other in segment.atoms:
                if other.kind == "firm" and other.end <= atom.start and segment.bare(self.scene.text, other):
                    return self.meant(other, number)
        return None

    def _above(self, number: int) -> str | None:
        """Whom a pronoun stands for where its paragraph has named nobody: whom the one above was about, else home."""
        sentences = self.scene.sentences
        if number and sentences[number - 1].zone != "heading" and sentences[number].zone == "body":
            first = number
            while first > 0 and sentences[first - 1].paragraph == sentences[number].paragraph:
                first -= 1
            if first and sentences[first - 1].zone == "body":
                return self.topic(first - 1) or self.home.entity
        return self.home.entity

    def _last(self, number: int, end: int | None, *, firm: bool) -> str | None:
        """The firm, or economy, named last in the paragraph before `end`, or before the sentence."""
        sentences = self.scene.sentences
        first = number
        while first > 0 and number - first < FARTHEST and sentences[first - 1].paragraph == sentences[number].paragraph:
            first -= 1
        for mention in reversed(self.within(sentences[first].start, end or sentences[number].start)):
            if (mention.kind == "firm") is firm and mention.kind not in ("body", "world", "bloc"):
                return mention.entity
        return None

    def firm_before(self, number: int) -> str | None:
        """The firm that was named last in this paragraph or the one before it, with no heading between."""
        sentences = self.scene.sentences
        first = number
        while first > 0 and number - first < 2 * FARTHEST and sentences[first - 1].zone != "heading":
            first -= 1
        mentions = reversed(self.within(sentences[first].start, sentences[number].start))
        return next((mention.entity for mention in mentions if mention.kind == "firm"), None)

    def paragraph(self, number: int) -> str | None:
        """The economy that the paragraph around a sentence names first and does not only compare with."""
        sentences, paragraph = self.scene.sentences, self.scene.sentences[number].paragraph
        for at in range(max(0, number - 2 * FARTHEST), min(len(sentences), number + 2 * FARTHEST)):
            if sentences[at].paragraph == paragraph and (found := self.named(at)) and is_economy(found):
                return found
        return None

    def section(self, number: int) -> str | None:
        """The one economy that the nearest heading above names, None where it names none or several."""
        for at in range(number, -1, -1):
            sentence = self.scene.sentences[at]
            if sentence.zone == "heading" and at < number:
                named = {m.code for m in self.within(sentence.start, sentence.end) if m.code and m.kind != "world"}
                return named.pop() if len(named) == 1 else None
        return None


STRONG = 0.6
"""The share of all names from which `the government` is that of the economy the document is about."""

_OBJECT = re.compile(
    r"\b(?:exports?|imports?|sales|shipments?|deliver(?:y|ies)|supply|access|lag|gap|deficit|surplus|dependence"
    r"|reliance|"
    r"restrictions?|controls?|tariffs?|sanctions?|compared|relative|second|next|close|comparable|similar|equal|trade|"
    r"agreement|deal|partnership|flights?|exposure|threat|response|answer|loans?|aid|grants?) (?:\w+ )?(?:to|with"
    r"|on|upon|against|for|from|vis-à-vis) (?:the )?$"
)


_ORGAN = re.compile(r"\b(?:Council|Authority|Agency|Commission)$")
_MEMBERS = re.compile(r"[Mm]ember [Ss]tates|[Tt]he (?:union|Union|continent|bloc)")
_FEDERAL = re.compile(r"\b(?:[Ff]ederal|[Nn]ational|[Cc]entral|Union|President|Prime Minister|Bundestag|Congress)\b")
_BRINGS = re.compile(
    r"\b(?:releas\w+|launch\w+|unveil\w+|opened|built|created|inaugurated|presented|introduced|developed|published"
    r"|trained"
    r"|commissioned|founded|rests on|runs on|relies on|named|called|dubbed|switched on|set up) (?:the |an? |its "
    r"|their )?"
    r"(?:[a-z][\w-]* ){0,4}$"
)
_IS_A = re.compile(r",? (?:an?|the|its|which|with|whose|in|on|this|last|at) |\.|$")
_THAN = re.compile(r"\b(?:than|behind|against|unlike|versus) (?:in |the )*$")
_MEASURE = re.compile(
    r"(?:half|third|quarter|fifth|tenth|\w+th|times|twice|double|triple|percent|per cent"
    r"|%) (?:[\w-]+ ){0,3}(?:of |those of |that of )?(?:what )?(?:the |an? )?$"
)
_MEASURED = re.compile(
    r"(?:'s?)? (?:[\w-]+ )?(?:sum|level|figure|total|average|rate|amount|number|price|cost|record|peak)s?\b"
)
_WHAT = re.compile(
    r"(?:\bwhat (?:an? |the )?|\b(?:those|that) (?:of|in) (?:the )?"
    r"|(?:是|比|超过|高于|低于|较|相当于|与|和|占|居|位居|位列|具有|在))$"
)


def measures(text: str, segment: Segment, atom: Atom) -> bool:
    """Whether an atom is what something is measured by: a third of the American sum, twice what Japan pays."""
    first = max(segment.start, atom.start - 60)
    if _WHAT.search(text, first, atom.start):
        return True
    return bool(_MEASURED.match(text, atom.end) and _MEASURE.search(text, first, atom.start))


def subordinate(text: str, segment: Segment, atom: Atom) -> bool:
    """Whether an atom stands as the object of a noun and not as a subject: exports to China, a gap with Japan."""
    return _OBJECT.search(text, max(segment.start, atom.start - 40), atom.start) is not None


def _publishes(atom: Atom) -> bool:
    return bool(atom.mentions) and all(mention.kind == "body" for mention in atom.mentions)


def is_economy(entity: str) -> bool:
    """Whether an entity is written as an economy's code is."""
    return len(entity) == 3 and entity.isupper()


def cast_of(scene: Scene, names: Names) -> Cast:
    """The cast of `scene`: its mentions and the economy it is about; everything else is read when asked for."""
    known = _of_the_state(_composed(scene.text, mentions_of(scene.text, names)))
    mentions = _merged(known, [m for m in local_names(scene.text, known) if m.name not in names.by_text])
    return Cast(scene, mentions, home_of(scene, mentions, names), [m.start for m in mentions])


def _composed(text: str, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The mentions, or the longer names that they are parts of; a firm by its initials where those are known."""
    firms = {mention.entity for mention in mentions if mention.kind == "firm"}
    found: list[Mention] = []
    for mention in mentions:
        if found and mention.start < found[-1].end:
            continue
        whole = composed(text, mention)
        if whole.kind == "firm" and whole is not mention and initials(whole.name) in firms:
            whole = replace(whole, entity=initials(whole.name))
        found.append(whole)
    return tuple(found)


GEORGIA, STATES = "GEO", "USA"


def _of_the_state(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Georgia as the place in the United States where the text names other places there and nobody of the country."""
    named = [m for m in mentions if m.code == GEORGIA]
    if not named or any(m.name != "Georgia" for m in named):
        return mentions
    if sum(m.code == STATES for m in mentions) < 2 or not any(m.code == STATES and m.kind == "place" for m in mentions):
        return mentions
    return tuple(replace(m, kind="place", code=STATES, entity=STATES) if m.code == GEORGIA else m for m in mentions)


def _merged(known: Sequence[Mention], local: Sequence[Mention]) -> tuple[Mention, ...]:
    """Known names and the document's own in order."""
    return tuple(sorted((*known, *local), key=lambda m: m.start)) if local else tuple(known)
