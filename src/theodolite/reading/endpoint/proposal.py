"""Proposals: what a model replied, as JSON of one strict shape, or the reason why a part of it is none."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import Any, get_args

from theodolite.reading.claim import Modality
from theodolite.reading.endpoint.address import EndpointError

MOST = 200
"""Proposals of one reply; the rest are refused."""

LONGEST_QUOTE = 4_000
LONGEST_WORDS = 300

NUMBERS = ("value", "low", "high")
WORDS = ("subject", "counterpart", "period", "attributed_to")
KEYS = ("quote", "span", *NUMBERS, *WORDS, "modality")


@dataclass(frozen=True, slots=True)
class Proposal:
    """One claim as a model proposes it: all its words are to stand in the text that it was sent.

    `quote` is the sentence, `span` the quantity within it; `value` is None where a range is said, with its bounds in
    `low` and `high`; the others are words of the text, None where it does not say.
    """

    quote: str
    span: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    subject: str | None = None
    counterpart: str | None = None
    period: str | None = None
    attributed_to: str | None = None
    modality: Modality | None = None


@dataclass(frozen=True, slots=True)
class Malformed:
    """A part of a reply that is no proposal, and why; `text` is its quote, where it has one."""

    text: str
    reason: str


def proposals(reply: str) -> list[Proposal | Malformed]:
    """The proposals of a reply, `{"claims": [...]}`, in a code fence or not.

    Raises EndpointError where it is not JSON of this shape; each claim of it stands or falls alone.
    """
    try:
        said = json.loads(_unfenced(reply), parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise EndpointError("the model's reply is not JSON", expected='{"claims": […]}') from None
    claims = said.get("claims") if isinstance(said, dict) else None
    if not isinstance(claims, list) or set(said) != {"claims"}:
        raise EndpointError("the model's reply is JSON of another shape", expected='{"claims": […]}')
    made = [_proposal(claim) for claim in claims[:MOST]]
    if len(claims) > MOST:
        made.append(Malformed("", f"{len(claims) - MOST} claims beyond the {MOST} that one reply may hold"))
    return made


def _unfenced(reply: str) -> str:
    text = reply.strip()
    if not (text.startswith("```") and text.endswith("```") and len(text) >= 6):
        return text
    inside = text[3:-3]
    return inside[4:] if inside[:4].lower() == "json" else inside


def _no_number(word: str) -> float:
    raise ValueError(word)


def _proposal(claim: Any) -> Proposal | Malformed:
    if not isinstance(claim, dict):
        return Malformed("", "not an object")
    quote = claim.get("quote")
    shown = quote[:LONGEST_WORDS] if isinstance(quote, str) else ""
    if unknown := sorted(set(claim) - set(KEYS)):
        return Malformed(shown, f"an unknown key {str(unknown[0])[:40]!r}")
    for key in ("quote", "span"):
        if not isinstance(claim.get(key), str) or not claim[key].strip():
            return Malformed(shown, f"without a {key}")
        if len(claim[key]) > LONGEST_QUOTE:
            return Malformed(shown, f"a {key} of more than {LONGEST_QUOTE:,} characters")
    for key in WORDS:
        word = claim.get(key)
        if word is not None and (not isinstance(word, str) or not word.strip() or len(word) > LONGEST_WORDS):
            return Malformed(shown, f"{key} is not a few words")
    if claim.get("modality") not in (None, *get_args(Modality)):
        return Malformed(shown, "a modality that there is not")
    numbers = {key: _number(claim.get(key)) for key in NUMBERS}
    if wrong := [key for key, number in numbers.items() if number is not None and math.isnan(number)]:
        return Malformed(shown, f"{wrong[0]} is not a number")
    words = {key: claim.get(key) for key in KEYS if key not in numbers}
    return Proposal(**words, **numbers)  # pyright: ignore[reportArgumentType]


def _number(said: Any) -> float | None:
    """A JSON number as a float, NaN where it is none."""
    if said is None:
        return None
    if isinstance(said, bool) or not isinstance(said, int | float):
        return math.nan
    try:
        return float(said)
    except OverflowError:
        return math.nan
