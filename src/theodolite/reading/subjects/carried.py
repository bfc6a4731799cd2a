"""What a sentence that names nobody goes on about: the firm, machine, place or programme of the sentence before."""

from __future__ import annotations

import re

from theodolite.reading.scene import Scene
from theodolite.reading.subjects.cast import Cast, is_economy
from theodolite.reading.subjects.words import FINANCE

_OF_NATION = re.compile(
    r"\b(?:countr(?:y|ies)|nations?|national(?:ly)?|nationwide|governments?|ministr(?:y|ies)|ministers?|parliament"
    r"|referendum|vot(?:ed|ers?)|elections?|population|households?|inhabitants|citizens|GDP|inflation|index|exports?"
    r"|imports?|firms|companies|enterprises|businesses|employers|universities|schools|the self-employed|statutory"
    r"|domestic|law|bill|decree|statute|treasury|industry|sector|economy|market|competitors?|rivals?|elsewhere"
    r"|others|analysts|reactors?|wind|nuclear|coal|solar|gas|I|we|our|my|you|your)\b"
)
"""Words of a sentence that speaks of more than the one thing named before it."""
_OWNED = re.compile(
    r"(?:(?:but|and|yet|so|by then|since then|last year|this year|today|now|at present|in all|all told|in \d{4}),? )?"
    r"(?:(?:of|among) the (?:\d[\d,.]* )?|(?:the|half of|most of|about|some|roughly) )?"
    r"(?:(?:average|total|annual|main|second|third|last|current|present|full|net|gross|monthly|peak|installed|permanent"
    r"|operating|first) )*"
    r"(?:occupancy|utili[sz]ation|staff|workforce|tenants?|offices?|rents?|halls?|construction|applications?|decisions?"
    r"|contracts?|auditors|members(?:hip)?|subscribers?|customers?|clients?|users?|downloads?|orders?|board|management"
    r"|enrolments?|graduates|students|researchers|endowment|budget|building|site|towers?|phases?|awards?|grants?"
    r"|payments?|beneficiaries|uptake|costs?|delivery|training|tokens|parameters|accuracy|racks|nodes|processors|chips"
    r"|partners|founders|investors|losses|debts?|passengers|ridership|patients|teachers|pupils|visitors|jobs"
    r"|\d[\d,.]* (?:received|approved))\b",
    re.IGNORECASE,
)
"""The subject of a sentence that is a part of what was named before: its staff, the tenants, the average decision."""


def carried(scene: Scene, cast: Cast, number: int) -> str | None:
    """The plain name that a sentence without a name of its own goes on about, None where it does not.

    What a firm alone has (revenue, headcount) is of the firm named last in this paragraph or the one before; a part of
    what the sentence before is about (the tenants, the average contract) belongs to that.
    """
    sentence = scene.sentences[number]
    if any(mention.kind not in ("place", "world") for mention in cast.within(sentence.start, sentence.end)):
        return None
    if FINANCE.search(scene.text, sentence.start, sentence.end):
        return cast.protagonist or cast.firm_before(number)
    said = scene.text[sentence.start : sentence.end]
    before = cast.topic(number - 1) if cast.continues(number) else None
    if before is None or is_economy(before) or not _OWNED.match(said) or _OF_NATION.search(said):
        return None
    return before
