"""Qualifiers around a number: nearly, more than, at least, or so; what each does to its interval."""

from __future__ import annotations

import re

from theodolite.reading.quantities.quantity import Qualifier

_BEFORE: dict[Qualifier, str] = {
    "slightly_more_than": r"just over|just above|just more than|slightly (?:over|above|more than)|a little (?:over|more than)|"
    r"marginally (?:over|above|more than)",
    "slightly_less_than": r"just (?:under|below|shy of|short of|less than)|slightly (?:under|below|less than|fewer than)|a little "
    r"(?:under|less than)|shy of|marginally (?:under|below|less than)",
    "at_least": r"at least|at a minimum|a minimum of|no (?:less|fewer) than|not less than|minimum|a good|≥|>=",
    "at_most": r"at most|up to|as (?:many|much) as|no more than|not more than|a maximum of|maximum|capped at|within|≤|<=|"
    r"not exceeding",
    "more_than": r"(?:well |far |much |significantly |considerably |substantially |comfortably )?(?:more than|over|above|"
    r"in excess of|upwards? of|greater than|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|north of|beyond|topp(?:ed|ing)|higher than|(?<!the )(?<!in )past)|>",
    "less_than": r"(?:well |far |much |significantly |considerably )?(?:less than|fewer than|under|below|lower than|south of)|<",
    "nearly": r"nearly|almost|close to|approaching|nearing|not quite|practically|virtually",
    "approx": r"(?:an )?(?:estimated)|approximately|about|around|roughly|some|circa|approx\.|ca\.|c\.|in the (?:region|order|range|"
    r"neighbou?rhood) of|on the order of|something like|or so|~|≈|broadly|an? (?:average|median|mean) of (?:about|around|"
    r"roughly|approximately|some)",
}
_WORDS = {re.sub(r"\s+", " ", words): kind for kind, words in _BEFORE.items()}
_ALL = re.compile(
    "(?<![A-Za-z-])(?:"
    + "|".join(f"(?P<{kind}>{words})" for words, kind in _WORDS.items())
    + r")(?:(?<=[~≈<>=≥≤])|\s)\s*(?:an? (?:total|estimated|record|combined) (?:of )?|the )?$",
    re.IGNORECASE,
)
_LEAD = re.compile(r"(?:an? (?:total|estimated|record|combined)(?: of)?|the|an)\s+$", re.IGNORECASE)
_AFTER = re.compile(
    r"(?P<at_least>\+(?!\w)| ?-plus\b| plus\b(?= \w)| or (?:more|above|higher|greater|over)\b| and (?:above|upwards|over)\b)"
    r"|(?P<at_most> or (?:less|fewer|below|lower|under)\b)|(?P<approx> or (?:so|thereabouts)\b|-odd\b|-ish\b)",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"(?:\b(?:all|all the|everyone) (?:over|above|under|below)\s|hand over\s|take over\s|taken over\s)$", re.IGNORECASE
)


def qualifier_before(text: str, at: int) -> tuple[Qualifier, int] | None:
    """The qualifier that ends right before `at` of a plain text, and where it begins; None where none does."""
    window = text[max(0, at - 48) : at]
    found = _ALL.search(window)
    if found is None or _NOT.search(window):
        return None
    kind = found.lastgroup
    assert kind is not None
    return kind, at - len(window) + found.start()  # type: ignore[return-value]


def qualifier_after(text: str, at: int) -> tuple[Qualifier, int] | None:
    """The qualifier that begins right at `at` (500+, 200 or more), and where it ends; None where none does."""
    found = _AFTER.match(text, at)
    return (found.lastgroup, found.end()) if found and found.lastgroup else None  # type: ignore[return-value]


def bounds(value: float, qualifier: Qualifier | None) -> tuple[float | None, float | None]:
    """The bounds that a qualifier sets around a value: at least 50 is from 50; None where it sets none."""
    if qualifier in ("at_least", "more_than", "slightly_more_than", "order_of_magnitude"):
        return value, None
    if qualifier in ("at_most", "less_than", "nearly", "slightly_less_than"):
        return None, value
    return None, None
