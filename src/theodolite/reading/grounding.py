"""Grounding: the proof that a quote stands in a document, character for character, or the reason why it does not."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from theodolite.reading.claim import Claim
from theodolite.reading.document import Document
from theodolite.reading.plain import plain

How = Literal["at its offsets", "found once", "found in other signs"]

CONTEXT = 32
"""Characters of prefix and suffix that a selector keeps."""

MOST_WINDOWS = 20
"""Places that are looked at for the nearest passage."""

MOST_WORDS = 60
"""Words of a quote that are compared with each of them."""

_WORD = re.compile(r"\w+")
_WHITE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Grounded:
    """A quote that stands in a document: `quote` is the document's own characters `start` to `end`, `how` says how."""

    start: int
    end: int
    quote: str
    how: How


@dataclass(frozen=True, slots=True)
class Ungrounded:
    """A quote that does not stand in a document, why, and the passage that is most like it where there is one."""

    reason: str
    nearest: str | None = None
    start: int | None = None
    """Where the nearest passage begins."""


Grounding = Grounded | Ungrounded


def ground(document: Document, start: int | None, end: int | None, quote: str) -> Grounding:
    """Where `quote` stands in `document`.

    In this order: its very characters at `start` to `end`; its very characters once elsewhere, and the offsets are
    those; once where the quote and the text differ in nothing but kinds of quotation mark, hyphen and white space
    (`plain`, a run of white space as one space), and the characters are the document's. Anything else is Ungrounded: a
    quote that is empty, stands at several places, or stands at none. Offsets count code points.
    """
    text = document.text
    if not quote.strip():
        return Ungrounded("the quote is empty")
    if start is not None and end == start + len(quote) and start >= 0 and text.startswith(quote, start):
        return Grounded(start, start + len(quote), quote, "at its offsets")
    found = _places(text, quote)
    if len(found) == 1:
        return Grounded(found[0], found[0] + len(quote), quote, "found once")
    if found:
        return Ungrounded("the quote stands at several places of the document", quote, found[0])
    return _in_other_signs(text, quote)


def regrounds(claim: Claim, document: Document) -> Grounding:
    """Where the quote of `claim` stands in `document` read again; its quantity must stand in it at the same place.

    Ungrounded too where the document is another one: a claim is of the bytes that it was read in.
    """
    if document.id != claim.doc:
        return Ungrounded(f"the claim is of {claim.doc}, the document is {document.id}")
    end = claim.quote_start + len(claim.quote)
    found = ground(document, claim.quote_start, end, claim.quote)
    if isinstance(found, Ungrounded):
        return found
    inside = claim.start - claim.quote_start
    if inside < 0 or claim.end > end or not claim.quote.startswith(claim.span, inside) or not claim.span:
        return Ungrounded("the quantity does not stand in its quote", claim.quote, claim.quote_start)
    if claim.end - claim.start != len(claim.span):
        return Ungrounded("the quantity is longer or shorter than its offsets say", claim.quote, claim.quote_start)
    return found


def selector(document: Document, start: int, end: int) -> dict[str, object]:
    """The passage `start` to `end` as a target of the Web Annotation Data Model (W3C, 2017).

    A TextQuoteSelector with CONTEXT characters on either side, a TextPositionSelector in code points of the text as
    read, and where the file has pages a FragmentSelector (RFC 3778) with the page.
    """
    text = document.text
    selectors: list[dict[str, object]] = [
        {
            "type": "TextQuoteSelector",
            "exact": text[start:end],
            "prefix": text[max(0, start - CONTEXT) : start],
            "suffix": text[end : end + CONTEXT],
        },
        {"type": "TextPositionSelector", "start": start, "end": end},
    ]
    if (page := document.place(start).page) is not None:
        conforms = "http://tools.ietf.org/rfc/rfc3778"
        selectors.append({"type": "FragmentSelector", "conformsTo": conforms, "value": f"page={page}"})
    return {"type": "SpecificResource", "source": document.id, "selector": selectors}


def _places(text: str, quote: str) -> list[int]:
    """The first two places, overlapping ones too, at which `quote` stands."""
    first = text.find(quote)
    if first < 0:
        return []
    second = text.find(quote, first + 1)
    return [first] if second < 0 else [first, second]


def _in_other_signs(text: str, quote: str) -> Grounding:
    folded, offsets = _folded(text)
    sought = _WHITE.sub(" ", plain(quote)).strip()
    found = _places(folded, sought)
    if len(found) == 1:
        start, end = offsets[found[0]], offsets[found[0] + len(sought) - 1] + 1
        return Grounded(start, end, text[start:end], "found in other signs")
    if found:
        start, end = offsets[found[0]], offsets[found[0] + len(sought) - 1] + 1
        return Ungrounded("the quote stands at several places of the document, in other signs", text[start:end], start)
    return _nearest(text, quote)


def _folded(text: str) -> tuple[str, list[int]]:
    """Plain text with one space for each run of white space, and where each of its characters stands in `text`."""
    parts: list[str] = []
    offsets: list[int] = []
    same = plain(text)
    at = 0
    for run in _WHITE.finditer(same):
        parts += [same[at : run.start()], " "]
        offsets += [*range(at, run.start()), run.start()]
        at = run.end()
    parts.append(same[at:])
    offsets += range(at, len(same))
    return "".join(parts), offsets


def _nearest(text: str, quote: str) -> Ungrounded:
    """The refusal, with the passage around the quote's rarest word that has most of its words in their order."""
    reason = "the quote does not stand in the document"
    sought = [found.group().casefold() for found in _WORD.finditer(quote)][:MOST_WORDS]
    words = list(_WORD.finditer(text))
    said = [word.group().casefold() for word in words]
    counted = Counter(said)
    known = [word for word in sought if word in counted]
    if not known:
        return Ungrounded(reason)
    rare = min(known, key=lambda word: counted[word])
    before, length = sought.index(rare), len(sought)
    best, place = 0.0, 0
    for at in [number for number, word in enumerate(said) if word == rare][:MOST_WINDOWS]:
        first = max(0, at - before)
        alike = SequenceMatcher(None, sought, said[first : first + length], autojunk=False).ratio()
        if alike > best:
            best, place = alike, first
    last = min(place + length, len(words)) - 1
    return Ungrounded(reason, text[words[place].start() : words[last].end()], words[place].start())
