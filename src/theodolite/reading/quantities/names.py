"""Numbers that are part of a name or a word: A100, GPT-4, 4Paradigm, 01.AI, two-pronged."""

from __future__ import annotations

import re

from theodolite.reading.quantities.amounts import PERCENT
from theodolite.reading.quantities.lexicon import Lexicon
from theodolite.reading.quantities.looking import ends
from theodolite.reading.quantities.numbers import Number
from theodolite.reading.quantities.ratios import times_after

_NAME = re.compile(r"(?<!^)(?<![.!?] )\b([A-Z][A-Za-z]+) $")
_LANDS = frozenset({"UK", "US", "USA", "UAE", "EU"})
"""Short names of economies, before which a number may count what the one before it does: Germany 9 and the UK 5."""

_AGED = re.compile(r"(?<!, )\b[A-Z][\w.'-]*[a-z] (?:[a-z]{2,3} )?[A-Z][\w'-]+, $")
_OF_AGE = re.compile(r"[1-9]\d(?=[,.;)](?!\d))")
"""An age behind a name and its surname: Linda Marsh, 63, disagrees."""

_ZERO = re.compile(r"[ -](?:trust|sum|day|shot|knowledge|emissions?|carbon|tolerance|in on)\b")
_PARAMETERS = re.compile(r"[ -](?:parameters?|tokens|users)\b")
_ENDS = re.compile(r"[,.;:)]|$| (?:[A-Z]|which|is|was|has|and|or|in|on|at|by|to|bought|performs|scored)")


def part_of_a_name(text: str, number: Number, words: Lexicon) -> str | None:
    """Why a number belongs to a name or a word; None where it stands alone, or has a currency or unit joined to it."""
    before, after = text[max(0, number.start - 2) : number.start], text[number.end : number.end + 2]
    joined = len(before) == 2 and before[1] in "-/_" and before[0].isalpha()
    if ends(_AGED, text, number.start) and _OF_AGE.match(text, number.start):
        return "an age"
    if number.spelt and number.value == 0 and _ZERO.match(text, number.end):
        return "part of a name"
    if number.spelt:
        return "part of a word" if joined and before[1] == "-" else None
    if joined or before[-1:].isalpha():
        return None if words.currency_before(text, number.start) else "part of a name"
    named = None if words.currency_before(text, number.start) else ends(_NAME, text, number.start)
    if named and number.letter and text[number.end - 1].isupper() and not _PARAMETERS.match(text, number.end):
        return "part of a name"
    if named and named[1] not in _LANDS:
        version = "." in text[number.start : number.end] and not named[1].isupper()
        if (version or named[1].isupper()) and not number.scaled and _ENDS.match(text, number.end):
            return "part of a name"
    dotted = after[:1] == "." and after[1:].isupper() and text[number.start] == "0"
    if not dotted and not (after[:1].isascii() and after[:1].isalpha()):
        return None
    known = (
        PERCENT.match(text, number.end)
        or words.measure_at(text, number.end)
        or words.currency_at(text, number.end)
        or times_after(text, number.end)
    )
    return None if known else "part of a name"
