"""Mentions: where a plain text names an economy, a people, a place, an organisation, a bloc or the world."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from theodolite.reading.subjects.names import MentionKind, Name, Names


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at `start` to `end` of a text: what it is, whose code it has and which entity a claim about it has."""

    start: int
    end: int
    kind: MentionKind
    code: str | None
    entity: str | None
    name: str


_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-ÞČŁŚŠŽİ]\w*")
_WORLD = re.compile(r"[GgWw](?:lob(?:al|ally|e)|orld(?:wide|-wide|'s)?)(?![\w-])")
_NOT_WORLD = re.compile(
    r" (?:Bank|Health|Trade|Intellectual|Economic|War|Cup|Robot|Times|Expo|Heritage|Fund|Partnership|Index|AI Index|"
    r"Digital|South|North|Innovation|Gateway|Service|leaders?\b|leading|stage|class|order|powers?\b|hub\b|hubs\b|view|"
    r"warming|centre|center|players?\b|record\b)|-class"
)
_NEGATED = re.compile(r"\b(?:[Nn]on|[Aa]nti|[Pp]ro|[Pp]ost|[Ee]x)-$")
_LANGUAGE = re.compile(r"[- ]languages?\b|-speaking\b| (?:characters?|script|text|corpus|translation)\b")
_IN_LANGUAGE = re.compile(r"\b(?:in|into|from|speak|speaks|read) $")
_PERSON = re.compile(r"\b(?:Mr|Ms|Mrs|Dr|Professor|Prof|Sir|Lady|Lord)\.? (?:[A-Z][\w-]+ )?$")
_TITLE = {"chad", "jordan", "georgia", "israel", "paris", "florence"}
_SURNAME = re.compile(r" [A-Z][a-z]+(?:son|man|ez|berg|stein|er)\b| [A-Z][a-z]+ (?:said|says)\b| Smith\b")
_FIRST_NAME = re.compile(
    r"(?:^|[^.\w])(?!(?:In|The|And|But|While|For|From|Of|By|To|With|Both|As|At|On|Like|Unlike)\b)[A-Z][a-z]+ $"
)


def mentions_of(text: str, names: Names) -> tuple[Mention, ...]:
    """Every mention in a plain text, in order; the longest name at a place is the one meant.

    `US` is read in capitals alone (`us` is a pronoun), a people's name before a currency is the currency's (`Hong Kong
    dollars`), and a name inside a longer one that does not mean the country (`South China Sea`, `China Water Risk`) is
    not read at all.
    """
    found: list[Mention] = []
    last = 0
    for mention in sorted((*_written(text, names), *_of_world(text)), key=lambda m: (m.start, -m.end)):
        if mention.start >= last:
            last = mention.end
            if mention.entity is not None:
                found.append(mention)
    return tuple(found)


def _written(text: str, names: Names) -> Iterator[Mention]:
    """The names of the tables, each as long as it can be."""
    heads, last = names.by_head, 0
    for capital in _CAPITAL.finditer(text):
        start = capital.start()
        if start < last or (start and text[start - 1].isalnum()):
            continue
        for name in (*heads.get(text[start : start + 3], ()), *heads.get(text[start : start + 2], ())):
            end = start + len(name.text)
            if text.startswith(name.text, start) and not text[end : end + 1].isalnum():
                last = end
                if _meant(text, start, end, name, names):
                    yield _mention(text, start, end, name)
                break
    for found in names.small.finditer(text):
        if not (found.start() and (text[found.start() - 1].isalnum() or text[found.start() - 1] in "-.,$")):
            yield _mention(text, *found.span(), names.by_text[found[0]])
    if not text.isascii():
        for found in names.other.finditer(text):
            yield _mention(text, *found.span(), names.by_text[found[0]])


def _mention(text: str, start: int, end: int, name: Name) -> Mention:
    return Mention(start, end, name.kind, name.code, name.entity, name.called or text[start:end])


def _meant(text: str, start: int, end: int, name: Name, names: Names) -> bool:
    """Whether what stands beside a name lets it mean what it says."""
    before = text[max(0, start - 24) : start]
    if text[end : end + 1] == "$" or text[start - 1 : start] == "@":
        return False
    if name.kind in ("economy", "people") and names.money.match(text, end):
        return False
    if before.endswith("-") and _NEGATED.search(before):
        return False
    if name.kind == "people":
        if _LANGUAGE.match(text, end):
            return False
        if _IN_LANGUAGE.search(before) and not re.match(r" [a-z]", text[end : end + 2]):
            return False
    if _PERSON.search(before):
        return False
    if name.text.lower() in _TITLE:
        return not (_FIRST_NAME.search(before) or _SURNAME.match(text, end))
    return True


def _of_world(text: str) -> Iterator[Mention]:
    """World, global, worldwide, where they speak of the whole world."""
    for found in _WORLD.finditer(text):
        start, end = found.span()
        if start and (text[start - 1].isalnum() or text[start - 1] == "-"):
            continue
        if not _NOT_WORLD.match(text, end):
            yield Mention(start, end, "world", "WLD", "WLD", found[0])
