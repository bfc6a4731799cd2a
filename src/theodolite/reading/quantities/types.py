"""What a quantity says: a level, a share, a change, a duration; and which way it goes."""

from __future__ import annotations

import re
from dataclasses import replace

from theodolite.reading.quantities.english import any_of
from theodolite.reading.quantities.looking import ends
from theodolite.reading.quantities.quantity import Direction, Quantity

_UP = any_of(
    r"r[io]se[ns]? rising grew grow(?:s|n|ing)? increas\w+ expand\w* jump\w* surg\w+ climb\w* gain\w* soar\w* "
    r"rais\w+ boost\w* "
    r"lift\w* accelerat\w+ growth added improv\w+ swell\w* leap\w* advanced higher more faster larger greater "
    r"(?<!made_)(?<!make_)(?<!makes_)(?<!making_)(?<!set_)up(?!_to\b)"
)
_DOWN = any_of(
    r"fell fall(?:s|en|ing)? decreas\w+ declin\w+ dropp?\w* cut(?:s|ting)? reduc\w+ down shr[aiu]nk\w* slid\w* "
    r"slump\w* plung\w+ "
    r"lower\w* contract(?:ed|ing|ion) sav\w+ less fewer slower smaller cheaper loss lost"
)
_BETWEEN = any_of(
    r"steadily sharply slightly again only just annually modestly rapidly further nearly strongly year_on_year "
    r"year-on-year prices "
    r"spending costs? use consumption output emissions demand exports imports \w+ly it them energy_consumption "
    r"power_use investment "
    r"in_\d{4} last_year"
)
_RATE_OF = (
    r"(?:an? )?(?:annual average of |average of |compound annual (?:growth )?rate of |further |additional |another )?"
)
_BY = (
    r"(?:by|of|rate of|at|an average of|(?:at )?an? (?:annual|average|annualised|compound annual|cumulative|mean"
    r"|record)"
    r"[\w ]{0,24}?(?:of|by)?)?"
)
_BEFORE = re.compile(
    rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b(?: (?:{_BETWEEN}))* ?{_BY},? ?{_RATE_OF}(?:the )?$", re.IGNORECASE
)
_MOVED_BY = re.compile(
    rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b(?: [\w&'-]+){{1,8}} by (?:an? )?(?:additional |further |another )?$",
    re.IGNORECASE,
)
_NOUN_UP = "growth|increase|rise|gain|jump|surge|CAGR|expansion|inflation"
_NOUN_DOWN = "decline|drop|fall|reduction|cut|contraction"
_RATE = re.compile(
    rf"\b(?:{_NOUN_UP}|(?P<down>{_NOUN_DOWN}))\b(?: rates?)?(?:[^.;,%]{{0,30}}?)(?:of|at|was|is|to|by|:)? ?(?:an? "
    rf")?(?:annual )?"
    r"(?:average )?(?:of )?$",
    re.IGNORECASE,
)
_YEARLY = r"(?:(?:annual|yearly|year-on-year|year on year|cumulative|compound|average|further|overall|real) )*"
_AFTER = re.compile(
    rf" ?(?:(?P<up>{_YEARLY}(?:{_NOUN_UP}|improvement|boost|uplift|uptick)|more|higher|larger|faster|greater)"
    rf"|(?P<down>{_YEARLY}(?:decrease|{_NOUN_DOWN}|saving|loss|dip)|less|fewer|lower|smaller|cheaper|slower))\b",
    re.IGNORECASE,
)
_SIDE = re.compile(r" ?(?:(?P<behind>behind|slower|later than|lag\b)|(?P<ahead>ahead|earlier than))", re.IGNORECASE)
_LAGS = re.compile(r"\b(?:lag(?:s|ged|ging)?|trail(?:s|ed|ing)?|behind)\b[^.;]{0,40}$", re.IGNORECASE)
_FROM_TO = re.compile(r"\b(?:from|to) (?:a |an |the )?(?:record |total )?$", re.IGNORECASE)
_BY_ITSELF = re.compile(r"\bby (?:an? )?(?:additional |further |another )?$", re.IGNORECASE)

REACH = 90
"""Characters before a quantity in which a word of change is looked for."""


def typed(text: str, found: Quantity) -> Quantity:
    """The quantity with its type and direction, as the words around it in a plain sentence say."""
    if found.unit == "ratio":
        return found
    if found.unit_class == "time":
        return _duration(text, found)
    changed = _changed(text, found)
    if changed is not None:
        return replace(found, type="change", direction=changed)
    if found.unit == "percent":
        return replace(found, type="share")
    return replace(found, type="change") if found.unit in ("percentage_points", "basis_points") else found


def _duration(text: str, found: Quantity) -> Quantity:
    """A duration, with its side where one is behind or ahead by it; hours of something are a level."""
    side = _SIDE.match(text, found.end)
    way: Direction | None = ("behind" if side["behind"] else "ahead") if side else None
    if way is None and ends(_LAGS, text, found.start):
        way = "behind"
    level = way is None and text.startswith(" of ", found.end)
    return replace(found, type="level" if level else "duration", direction=way)


def _changed(text: str, found: Quantity) -> Direction | None:
    """The direction of a change by this much; None where the quantity is a level."""
    window = text[max(0, found.start - REACH) : found.start]
    relative = found.unit_class == "percent"
    before, to = _BEFORE.search(window) or _MOVED_BY.search(window), _FROM_TO.search(window)
    if before and not to and (relative or _BY_ITSELF.search(window)):
        return "increase" if before["up"] else "decrease"
    if not relative:
        return None
    if after := _AFTER.match(text, found.end):
        return "increase" if after["up"] else "decrease"
    rate = None if to else _RATE.search(window)
    return None if rate is None else "decrease" if rate["down"] else "increase"
