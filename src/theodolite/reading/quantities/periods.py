"""Times that date and do not measure: the past ten years, a decade ago, aged 15 to 24, every five years."""

from __future__ import annotations

import re

from theodolite.reading.quantities.amounts import Amount

_BEFORE = re.compile(
    r"\b(?:(?:in|over|during|for|within|of|throughout|across) )?(?:the |its |their |these |those )?(?:past|last|previous|preceding|recent|"
    r"first|final|next|coming|following|ensuing|succeeding|upcoming|intervening) (?:about |roughly |around |nearly |almost |two |few )?$"
    r"|\b(?:every|each|per|once every|after|some|a) $",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r" (?:ago|earlier|previously|before that|later|old\b|of age|from now|on(?=[,.;:])|after (?:the|its|it|that)|since|running|in a row|straight)",
    re.IGNORECASE,
)
_AGED = re.compile(r"\b(?:aged?|ages|age group|over|under) (?:of )?$", re.IGNORECASE)
_SPELT = re.compile(r"^-?(?:year|month|day|week|hour)s?[ -]olds?\b", re.IGNORECASE)


def dates_a_period(text: str, amount: Amount) -> str | None:
    """Why an amount of time in a plain text is none of its own: it dates a claim, an age or a rhythm; None otherwise."""
    if amount.unit_class != "time":
        return None
    before = text[max(0, amount.start - 48) : amount.start]
    if _BEFORE.search(before):
        return "a period that dates"
    if _AFTER.match(text, amount.end):
        return "a time ago or an age"
    if amount.hyphen and re.match(r"-olds?\b", text[amount.end :]):
        return "an age"
    return None
