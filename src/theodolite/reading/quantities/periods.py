"""Times that date and do not measure: the past ten years, a decade ago, aged 15 to 24, over five years."""

from __future__ import annotations

import re
from collections.abc import Sequence

from theodolite.reading.quantities.amounts import Amount
from theodolite.reading.quantities.quantity import Quantity

_BEFORE = re.compile(
    r"\b(?:past|same|last|previous|preceding|recent|first|final|next|coming|following|ensuing|succeeding|upcoming"
    r"|intervening) "
    r"(?:about |roughly |around |nearly |almost |two |few )?$|\b(?:every|each|per|after) $",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r" (?:ago|earlier|previously|before that|later|old\b|of age|from now|on(?=[,.;:]|$)|after (?:the|its|it|that)"
    r"|since|running|"
    r"in a row|straight)",
    re.IGNORECASE,
)
_READ = re.compile(r" read\b")
_OLD = re.compile(r"-olds?\b")
_OVER = re.compile(
    r"\b(?P<by>over|for|in|during|through|throughout|across|after|spanning|what) (?:about |around |some "
    r"|roughly |the )?$",
    re.IGNORECASE,
)
_SPANNING = re.compile(r"(?:over|for) ", re.IGNORECASE)
_OF = re.compile(r" of\b")


def dates_a_period(text: str, amount: Amount) -> str | None:
    """Why an amount of time is no claim of its own: it dates a claim, or is an age or a rhythm; None otherwise."""
    if amount.unit_class != "time":
        return None
    if _READ.match(text, amount.end):
        return "how long a text takes to read"
    if _BEFORE.search(text, max(0, amount.start - 48), amount.start):
        return "a period that dates"
    if _AFTER.match(text, amount.end):
        return "a time ago or an age"
    return "an age" if amount.hyphen and _OLD.match(text, amount.end) else None


def periods_of_others(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """The times among the quantities of a sentence that only say when another one holds, or for how long."""
    others = any(one.unit_class not in ("time", "date", "rank") for one in found)
    return [
        one
        for one in found
        if (one.unit_class == "time" and one.direction is None and _dates(text, one, others=others))
        or (one.unit in ("percent", "quarters") and _quarters_of_a_year(text, one))
    ]


_QUARTERS = re.compile(r"(?: ?quarters)?\b")
_OF_A_WHOLE = re.compile(r" of (?!(?:the|this|last|next) year\b|(?:FY ?|fiscal (?:year )?|financial year )?\d)")


def _quarters_of_a_year(text: str, one: Quantity) -> bool:
    """Whether quarters are times (the first three quarters of 2024), no share and no count of them."""
    end = _QUARTERS.match(text, one.end)
    if end is None or not text.endswith("quarters", one.start, end.end()):
        return False
    if _AFTER.match(text, end.end()):
        return True
    return bool(_BEFORE.search(text, max(0, one.start - 48), one.start)) and not _OF_A_WHOLE.match(text, end.end())


def _dates(text: str, one: Quantity, *, others: bool) -> bool:
    spans = _OVER.search(text, max(0, one.start - 24), one.start)
    if spans and one.unit in ("years", "months") and _OF.match(text, one.end):
        return True
    if not others or one.value is None or (one.type == "level" and one.unit in ("hours", "days", "minutes")):
        return False
    measured = one.qualifier is not None and spans is not None and spans["by"].lower() == "for"
    return not measured and bool(spans or _SPANNING.match(one.text))
