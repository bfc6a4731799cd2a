"""The optional extractor: a model proposes claims of a document, and those that its own words bear out are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from theodolite.reading.claim import Claim
from theodolite.reading.endpoint.address import Endpoint, EndpointError
from theodolite.reading.endpoint.call import Messages, RefusedKey, ask
from theodolite.reading.endpoint.check import Find, Meaning, Refusal, checked
from theodolite.reading.endpoint.proposal import LONGEST_WORDS, Malformed, proposals
from theodolite.reading.endpoint.windows import question, windows
from theodolite.reading.scene import Scene

MOST_FAILURES = 2
"""Questions in a row that may fail before no further one is asked."""

Ask = Callable[[Endpoint, Messages], str]


@dataclass(frozen=True)
class Extraction:
    """What an endpoint was good for: claims that hold, what was refused and why, and windows that were not read."""

    claims: tuple[Claim, ...]
    refused: tuple[Refusal, ...]
    unread: tuple[Refusal, ...]


def extract(scene: Scene, endpoint: Endpoint, find: Find, meaning: Meaning, ask: Ask = ask) -> Extraction:
    """The claims that the model of `endpoint` proposes of a document and that hold, window by window.

    The document's text is sent to `endpoint` and nowhere else. A window whose answer cannot be used is unread and the
    next one is asked, until MOST_FAILURES in a row fail or the key is refused. Nothing that the model says changes how
    it is checked.
    """
    claims: dict[tuple[int, int], Claim] = {}
    refused: list[Refusal] = []
    unread: list[Refusal] = []
    failures = 0
    find = lru_cache(maxsize=256)(find)
    for window in windows(scene):
        if failures >= MOST_FAILURES:
            unread.append(Refusal("", "not asked: the endpoint had failed", *window))
            continue
        try:
            proposed = proposals(ask(endpoint, question(scene, window)))
        except EndpointError as error:
            failures = MOST_FAILURES if isinstance(error, RefusedKey) else failures + 1
            unread.append(Refusal("", error.what, *window))
            continue
        failures = 0
        for proposal in proposed:
            made = proposal if isinstance(proposal, Malformed) else checked(
                proposal, window, scene, find, meaning, endpoint.model
            )  # fmt: skip
            if isinstance(made, Claim) and (made.start, made.end) not in claims:
                claims[made.start, made.end] = made
            else:
                refused.append(_refusal(made, endpoint))
    return Extraction(tuple(claims[place] for place in sorted(claims)), tuple(refused), tuple(unread))


def completed(claims: Iterable[Claim], proposed: Iterable[Claim]) -> tuple[Claim, ...]:
    """`claims` of the grammar with those `proposed` of an endpoint: none is changed in what it says, only completed.

    Of a quantity that both read, the grammar's claim stays; an entity, counterpart, period or attribution that it
    leaves open is taken from the endpoint, and its origin names both.
    """
    by_place = {(claim.start, claim.end): claim for claim in claims}
    for other in proposed:
        own = by_place.get((other.start, other.end))
        by_place[other.start, other.end] = other if own is None else _completed(own, other)
    return tuple(by_place[place] for place in sorted(by_place))


def _completed(own: Claim, other: Claim) -> Claim:
    fills: dict[str, str | None] = {}
    for lead, fields in {
        "entity": ("entity", "subject"), "counterpart": ("counterpart",), "period_text": ("period", "period_text"),
        "attributed_to": ("attributed_to", "attributed_via"),
    }.items():  # fmt: skip
        if getattr(own, lead) is None and getattr(own, fields[0]) is None and getattr(other, lead) is not None:
            fills |= {field: getattr(other, field) for field in fields}
    return replace(own, **fills, origin=f"{own.origin}, {other.origin}") if fills else own


def _refusal(made: Claim | Malformed | Refusal, endpoint: Endpoint) -> Refusal:
    if isinstance(made, Claim):
        return Refusal(made.quote, "proposed twice", made.start, made.end)
    place = (made.start, made.end) if isinstance(made, Refusal) else (None, None)
    return Refusal(endpoint.scrubbed(made.text)[:LONGEST_WORDS], endpoint.scrubbed(made.reason), *place)
