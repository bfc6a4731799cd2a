"""The check of a proposal: its quote is the document's, and our own grammar reads the same value from it."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from theodolite.reading.claim import Claim
from theodolite.reading.endpoint.proposal import WORDS, Proposal
from theodolite.reading.endpoint.windows import Window
from theodolite.reading.grounding import Ungrounded, ground
from theodolite.reading.plain import plain
from theodolite.reading.quantities.currency import settled
from theodolite.reading.quantities.quantity import Quantity, Rejected
from theodolite.reading.scene import Scene
from theodolite.reading.staging import text_before

SAME = 1e-12
"""Relative difference of two floats that say the same number: the rounding of one multiplication by a scale."""

MOST_PLACES = 8
"""Places of a span in its quote that are looked at."""

Find = Callable[[str, str], tuple[tuple[Quantity, ...], tuple[Rejected, ...]]]
"""The grammar: one plain sentence, and the text before it → its quantities, and its numbers that are none."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """How words of a text are resolved: an entity's code, a period as SDMX writes it; None where they are not known."""

    entity: Callable[[str], str | None]
    period: Callable[[str], str | None]
    home: str | None = None
    """The economy that the document is plainly about, whose money a sign stands for that several currencies share."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """What was proposed and is no claim, and why. `start` and `end` are of the passage that is most like it."""

    text: str
    reason: str
    start: int | None = None
    end: int | None = None


def checked(
    proposal: Proposal, window: Window, scene: Scene, find: Find, meaning: Meaning, model: str
) -> Claim | Refusal:
    """The claim that `proposal` makes of the text of `window`, or why it is refused.

    Its quote stands in the window once, character for character; its span stands in the quote; our grammar reads a
    quantity there, both from the quote alone and from the whole sentence around it, and its value is the one proposed.
    All other words stand in the window. Unit, bounds, qualifier and type are what our grammar reads.
    """
    sent = scene.document.text[window.start : window.end]
    found = ground(replace(scene.document, text=sent), None, None, proposal.quote)
    if isinstance(found, Ungrounded):
        start = None if found.start is None else window.start + found.start
        end = None if start is None or found.nearest is None else start + len(found.nearest)
        return Refusal(proposal.quote, f"{found.reason.replace('document', 'text sent')}", start, end)
    at, end = window.start + found.start, window.start + found.end
    if found.quote != proposal.quote:
        return Refusal(proposal.quote, "the quote stands in the text sent with other signs only", at, end)
    for word in WORDS:
        said = getattr(proposal, word)
        if said is not None and not _stands(said, sent):
            return Refusal(proposal.quote, f"{word} is not in words of the text sent", at, end)
    places = list(islice(_places(proposal.quote, proposal.span), MOST_PLACES))
    if not places:
        return Refusal(proposal.quote, "the span does not stand in the quote", at, end)
    reasons: list[str] = []
    for place in places:
        read = _read(proposal, at, at + place, scene, find)
        if isinstance(read, Quantity):
            return _claim(proposal, read, scene, meaning, model)
        reasons.append(read)
    return Refusal(proposal.quote, reasons[0], at, end)


def _read(proposal: Proposal, at: int, span: int, scene: Scene, find: Find) -> Quantity | str:
    """The quantity of the document that the span at `span` is part of; a reason where its value is another or none."""
    end, last = at + len(proposal.quote), span + len(proposal.span)
    number = scene.sentence_at(span)
    before = text_before(scene.text, scene.sentences[number])
    whole = next((q for q in scene.quantities[number] if q.start < last and span < q.end), None)
    whole = whole or _found(scene, number, before, span, last, find)
    if isinstance(whole, str):
        return whole
    if whole.start < at or whole.end > end:
        return "the quote cuts the quantity off"
    alone = next((q for q in find(plain(proposal.quote), before)[0] if at + q.start < last and span < at + q.end), None)
    if alone is None or not _same(alone, whole.value, whole.low, whole.high):
        return "the quote alone does not say the same quantity as its sentence"
    if not _proposed(proposal, whole):
        return f"the value does not re-parse: our grammar reads {_told(whole)} from {whole.text!r}"
    return whole


def _found(scene: Scene, number: int, before: str, start: int, end: int, find: Find) -> Quantity | str:
    """What our grammar reads at `start` to `end` of a sentence that the scene holds no quantity of; else why none."""
    first = scene.sentences[number].start
    quantities, rejected = find(scene.said(number), before)
    found = next((q for q in quantities if first + q.start < end and start < first + q.end), None)
    if found is not None:
        return replace(found, start=first + found.start, end=first + found.end)
    why = [r.reason for r in rejected if first + r.start < end and start < first + r.end]
    return f"our grammar reads no quantity there ({why[0]})" if why else "our grammar reads no quantity there"


def _proposed(proposal: Proposal, read: Quantity) -> bool:
    """Whether the value is the one read; bounds only where a range is said, for a qualifier's bounds are ours."""
    if read.value is not None:
        return _near(proposal.value, read.value)
    return proposal.value is None and _same(read, None, proposal.low, proposal.high)


def _same(read: Quantity, value: float | None, low: float | None, high: float | None) -> bool:
    return _near(read.value, value) and _near(read.low, low) and _near(read.high, high)


def _near(a: float | None, b: float | None) -> bool:
    return a is b if a is None or b is None else math.isclose(a, b, rel_tol=SAME)


def _told(read: Quantity) -> str:
    return f"{read.value:.15g}" if read.value is not None else f"{read.low} to {read.high}"


def _stands(words: str, text: str) -> bool:
    """Whether `words` stand in `text` as words of their own: Niger is none of Nigeria's."""
    first = r"(?<![A-Za-z0-9])" if words[0].isascii() and words[0].isalnum() else ""
    last = r"(?![A-Za-z0-9])" if words[-1].isascii() and words[-1].isalnum() else ""
    return re.search(first + re.escape(words) + last, text) is not None


def _places(quote: str, span: str) -> Iterator[int]:
    at = quote.find(span)
    while at >= 0:
        yield at
        at = quote.find(span, at + 1)


def _claim(proposal: Proposal, read: Quantity, scene: Scene, meaning: Meaning, model: str) -> Claim:
    number = scene.sentence_at(read.start)
    sentence = scene.sentences[number]
    text, document = scene.document.text, scene.document
    who, than = (None if said is None else meaning.entity(said) for said in (proposal.subject, proposal.counterpart))
    read = settled(read, meaning.home, who, scene.words, scene.quantities[number])
    when = None if proposal.period is None else meaning.period(proposal.period)
    return Claim(
        doc=document.id, start=read.start, end=read.end, span=text[read.start : read.end],
        quote=text[sentence.start : sentence.end], quote_start=sentence.start, value=read.value, low=read.low,
        high=read.high, unit=read.unit, unit_class=read.unit_class, qualifier=read.qualifier, type=read.type,
        direction=read.direction, denominator=read.denominator, noun=read.noun, entity=who or proposal.subject,
        subject=proposal.subject, counterpart=than or proposal.counterpart, indicator=None, confidence=None,
        period=when, period_text=proposal.period, attributed_to=proposal.attributed_to,
        attributed_via=None if proposal.attributed_to is None else "endpoint", modality=proposal.modality or "observed",
        zone=sentence.zone, page=document.place(read.start).page, rule=read.rule, origin=model,
    )  # fmt: skip
