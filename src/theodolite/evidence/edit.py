"""Edits: a field of a claim set to what a person types, held against what such a field may say."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Any, Literal, NamedTuple, get_args, get_origin, get_type_hints

from theodolite.core.catalog import Catalog
from theodolite.core.nearest import nearest
from theodolite.core.period import parse_period
from theodolite.errors import ReviewError, UnknownNameError
from theodolite.evidence.edit_words import check_unit, names
from theodolite.reading.claim import Claim

FIXED: Mapping[str, str] = {
    "doc": "it says where the claim stands",
    "start": "it names the claim",
    "end": "it names the claim",
    "span": "it is what stands in the document there",
    "quote_start": "it follows from the quote",
    "confidence": "it says how sure the program was",
    "zone": "it says where the claim stands",
    "page": "it says where the claim stands",
    "rule": "it says how the claim was read",
    "origin": "it says what proposed the claim",
}
"""Fields that no review changes, and why."""

EDITABLE = tuple(field.name for field in fields(Claim) if field.name not in FIXED)
"""Fields that a review may change."""

_FIELDS = ", ".join(EDITABLE)
_HINTS = get_type_hints(Claim)


def edited(claim: Claim, edits: Mapping[str, str], text: str, catalog: Catalog) -> Claim:
    """The claim with `edits` (field → what was typed; nothing empties a field that may be empty) made to it.

    A quote must be characters of `text`, the document's, that hold the claim's quantity. Numbers must be finite, low ≤
    value ≤ high, a denominator above 0, and a range has both its bounds. A period must be one that we know, an
    indicator one of the catalogue. An entity or counterpart that the catalogue knows by name becomes its code; another
    must stand in `text`. A unit must be one of its class, or, of counts, a noun that stands in `text`. Raises
    ReviewError, PeriodError or UnknownNameError with the nearest names.
    """
    at = Place(text, catalog)
    values: dict[str, Any] = {name: _value(name, typed.strip(), at) for name, typed in edits.items()}
    if "quote" in values:
        values["quote_start"] = _quote_start(claim, values["quote"], text)
    after = replace(claim, **values)
    if values.keys() & {"value", "low", "high", "qualifier"}:
        _check_numbers(after)
    if "denominator" in values and after.denominator is not None and after.denominator <= 0:
        raise ReviewError(f"the denominator would be {after.denominator:g}", expected="a number that is more than 0")
    if values.keys() & {"unit", "unit_class"}:
        check_unit(after, text, catalog)
    return after


class Place(NamedTuple):
    """What a value is read against: the text of the claim's document, and the catalogue."""

    text: str
    catalog: Catalog


def _check_numbers(after: Claim) -> None:
    inside = [bound for bound in (after.low, after.value, after.high) if bound is not None]
    if inside != sorted(inside):
        raise ReviewError(
            f"low, value and high are {', '.join(f'{bound:g}' for bound in inside)}", expected="low ≤ value ≤ high"
        )
    if (after.value, after.low, after.high) == (None, None, None):
        raise ReviewError("the claim would have no number", expected="a value, or the low and high of a range")
    if after.qualifier == "range" and (after.low is None or after.high is None):
        raise ReviewError("a range needs both its bounds", expected="--set low=… and --set high=…")


def _value(name: str, typed: str, at: Place) -> Any:
    if name in FIXED:
        raise ReviewError(
            f"the field {name!r} is not edited: {FIXED[name]}",
            expected=f"one of {_FIELDS}",
            next_step="reject the claim where it is wrong",
        )
    if name not in EDITABLE:
        near = nearest(name, EDITABLE)
        raise UnknownNameError("field of a claim", name, near, next_step=None if near else f"one of {_FIELDS}")
    kinds = _kinds(name)
    if not typed:
        if type(None) not in kinds:
            raise ReviewError(f"{name} cannot be empty", expected=f"--set {name}=…")
        return None
    choices = [choice for kind in kinds if get_origin(kind) is Literal for choice in get_args(kind)]
    if choices:
        return _chosen(name, typed, choices)
    return _number(name, typed) if float in kinds else _READ.get(name, _as_typed)(typed, at)


def _kinds(name: str) -> tuple[Any, ...]:
    hint = _HINTS[name]
    return (hint,) if get_origin(hint) is Literal or not get_args(hint) else get_args(hint)


def _chosen(name: str, typed: str, choices: list[str]) -> str:
    if typed not in choices:
        near = nearest(typed, choices)
        raise ReviewError(
            f"{name} cannot be {typed!r}",
            expected=f"did you mean {' or '.join(near)}?" if near else "one of " + ", ".join(choices),
        )
    return typed


def _number(name: str, typed: str) -> float:
    try:
        number = float(typed)
    except ValueError:
        number = math.nan
    if not math.isfinite(number) or "_" in typed:
        raise ReviewError(
            f"{name} cannot be {typed!r}: it is no number", expected=f"digits alone, as in --set {name}=38000 or 1.5e9"
        )
    return number


def _as_typed(typed: str, _at: Place) -> str:
    return typed


def _names(typed: str, at: Place) -> str | None:
    return names(typed, at.text, at.catalog)


def _period(typed: str, _at: Place) -> str:
    return str(parse_period(typed))


def _indicator(typed: str, at: Place) -> str:
    if typed not in at.catalog.indicators:
        raise UnknownNameError("indicator", typed, nearest(typed, at.catalog.indicators))
    return typed


_READ: Mapping[str, Callable[[str, Place], str | None]] = {
    "entity": _names,
    "counterpart": _names,
    "period": _period,
    "indicator": _indicator,
}


def _quote_start(claim: Claim, quote: str, text: str) -> int:
    """Where `quote` stands in the text around the claim's quantity."""
    at = text.find(quote, max(0, claim.end - len(quote)), claim.start + len(quote))
    if at < 0 or not at <= claim.start <= claim.end <= at + len(quote):
        raise ReviewError(
            "the quote is not edited: these words do not stand in the document around the quantity",
            where=f"characters {claim.start} to {claim.end}: {claim.span!r}",
            expected="an exact piece of the document that holds the quantity",
        )
    return at
