"""Qualifiers around a number: nearly, more than, at least, or so; what each does to its interval."""

from __future__ import annotations

import re

from theodolite.reading.quantities.english import any_of
from theodolite.reading.quantities.quantity import Qualifier

_WELL = "(?:(?:well|far|much|significantly|considerably|substantially|comfortably) )?"
_SLIGHTLY = "(?:just|slightly|a little|marginally)"
_BEFORE: dict[Qualifier, str] = {
    "slightly_more_than": rf"{_SLIGHTLY} (?:over|above|more than)",
    "slightly_less_than": rf"{_SLIGHTLY} (?:under|below|less than|fewer than|shy of|short of)|shy of",
    "at_least": any_of(
        "at_least at_a_minimum a_minimum_of no_less_than no_fewer_than not_less_than minimum a_good ≥ >="
    ),
    "at_most": any_of(
        "at_most up_to as_many_as as_much_as no_more_than not_more_than a_maximum_of maximum capped_at within "
        "not_exceeding ≤ <="
    ),
    "more_than": _WELL
    + "(?:"
    + any_of(
        r"more_than over above in_excess_of upwards?_of greater_than exceed(?:s|ed|ing)? surpass(?:es|ed|ing)? "
        r"north_of beyond "
        r"topp(?:ed|ing) higher_than (?<!the_)(?<!in_)past"
    )
    + ")|>",
    "less_than": _WELL + "(?:less than|fewer than|under|below|lower than|south of)|<",
    "nearly": any_of("nearly almost close_to approaching nearing not_quite practically virtually"),
    "approx": any_of(
        r"(?:an_)?estimated approximately about around roughly some circa approx\. ca\. c\. broadly "
        r"something_like on_the_order_of "
        r"in_the_(?:region|order|range|neighbou?rhood)_of an?_(?:average|median|mean)_of_(?:about|around|roughly"
        r"|approximately|some) "
        r"~ ≈"
    ),
}
_QUALIFIER = re.compile(
    "(?<![A-Za-z-])(?:"
    + "|".join(f"(?P<{kind}>{forms})" for kind, forms in _BEFORE.items())
    + r")(?:(?<=[~≈<>=≥≤.])|\s)\s*(?:an? (?:total|estimated|record|combined) (?:of )?|the )?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?P<at_least>\+(?!\w)| ?-plus\b| plus\b(?= \w)| or (?:more|above|higher|greater|over)\b| and (?:above"
    r"|upwards|over)\b)"
    r"|(?P<at_most> or (?:less|fewer|below|lower|under)\b)|(?P<approx> or (?:so|thereabouts)\b|-odd\b|-ish\b)",
    re.IGNORECASE,
)
_NO_QUALIFIER = re.compile(
    r"(?:\b(?:all|all the|everyone) (?:over|above|under|below)\s|(?:hand|take|taken) over\s)$", re.IGNORECASE
)

REACH = 48
"""Characters before a number in which its qualifier is looked for."""


def qualifier_before(text: str, at: int) -> tuple[Qualifier, int] | None:
    """The qualifier that ends right before `at` of a plain text, and where it begins; None where none does."""
    window = text[max(0, at - REACH) : at]
    found = _QUALIFIER.search(window)
    if found is None or _NO_QUALIFIER.search(window):
        return None
    kind: Qualifier = next(kind for kind in _BEFORE if found[kind] is not None)
    return kind, at - len(window) + found.start()


def qualifier_after(text: str, at: int) -> tuple[Qualifier, int] | None:
    """The qualifier that begins right at `at` (500+, 200 or more), and where it ends; None where none does."""
    found = _AFTER.match(text, at)
    if found is None:
        return None
    kinds: tuple[Qualifier, ...] = ("at_least", "at_most", "approx")
    return next(kind for kind in kinds if found[kind] is not None), found.end()


def bounds(value: float, qualifier: Qualifier | None) -> tuple[float | None, float | None]:
    """The bounds that a qualifier sets around a value: at least 50 is from 50; None where it sets none."""
    if qualifier in ("at_least", "more_than", "slightly_more_than", "order_of_magnitude"):
        return value, None
    if qualifier in ("at_most", "less_than", "nearly", "slightly_less_than"):
        return None, value
    return None, None
