"""What a quantity says: a level, a share, a change, a duration; and which way it goes."""

from __future__ import annotations

import re
from dataclasses import replace

from theodolite.reading.quantities.quantity import Direction, Quantity

_UP = (
    r"r[io]se[ns]?|rising|grew|grow(?:s|n|ing)?|increas\w+|expand\w*|jump\w*|surg\w+|climb\w*|(?<!made )(?<!make )(?<!makes )(?<!making )(?<!set )up(?! to\b)|gain\w*|soar\w*|rais\w+|boost\w*|lift\w*|accelerat\w+|"
    r"growth|added|improv\w+|swell\w*|leap\w*|advanced|higher|more|faster|larger|greater"
)
_DOWN = (
    r"fell|fall(?:s|en|ing)?|decreas\w+|declin\w+|dropp?\w*|cut(?:s|ting)?|reduc\w+|down|shr[aiu]nk\w*|slid\w*|slump\w*|plung\w+|lower\w*|contract(?:ed|ing|ion)|"
    r"sav\w+|less|fewer|slower|smaller|cheaper|loss|lost"
)
_BEFORE = re.compile(
    rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b(?: (?:steadily|sharply|slightly|again|only|just|annually|modestly|rapidly|further|nearly|strongly|year on year|year-on-year|prices|"
    rf"spending|costs?|use|consumption|output|emissions|demand|exports|imports|\w+ly|it|them|energy consumption|power use|investment|in \d{{4}}|last year))* ?(?:by|of|rate of|at|an average of|(?:at )?an? (?:annual|average|annualised|compound annual|cumulative|mean|record)"
    rf"[\w ]{{0,24}}?(?:of|by)?)?,? ?(?:an? )?(?:annual average of |average of |compound annual rate of |compound annual growth rate of |further |additional |another )?(?:the )?$",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"\b(?:growth|increase|rise|decline|drop|fall|reduction|cut|gain|jump|surge|CAGR|expansion|contraction|inflation)\b(?: rates?)?(?:[^.;,%]{0,30}?)(?:of|at|was|is|to|by|:)? ?(?:an? )?(?:annual )?(?:average )?(?:of )?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r" ?(?:(?P<up>(?:annual |yearly |year-on-year |year on year |cumulative |compound |average |further |overall |real )*(?:increase|rise|growth|gain|jump|surge|expansion|improvement|boost|uplift|uptick)|more|higher|larger|faster|greater)|"
    r"(?P<down>(?:annual |yearly |year-on-year |cumulative |average |further |overall )*(?:decrease|decline|drop|fall|reduction|cut|saving|contraction|loss|dip)|less|fewer|lower|smaller|cheaper|slower))\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(r" ?(?:(?P<behind>behind|slower|later than|lag\b)|(?P<ahead>ahead|earlier than))", re.IGNORECASE)
_FROM_TO = re.compile(r"\b(?:from|to)\b[^,;.]{0,12}$", re.IGNORECASE)


def typed(text: str, found: Quantity) -> Quantity:
    """The quantity with its type and direction, as the words around it in a plain sentence say."""
    if found.unit == "ratio":
        return found
    if found.unit_class == "time":
        side = _BEHIND.match(text, found.end)
        way: Direction | None = ("behind" if side["behind"] else "ahead") if side else None
        if way is None and re.search(
            r"\b(?:lag(?:s|ged|ging)?|trail(?:s|ed|ing)?|behind)\b[^.;]{0,40}$", text[: found.start], re.IGNORECASE
        ):
            way = "behind"
        of = way is None and re.match(r" of\b", text[found.end :])
        return replace(found, type="level" if of else "duration", direction=way)
    changed = _changed(text, found)
    if changed is not None:
        return replace(found, type="change", direction=changed)
    if found.unit == "percent":
        return replace(found, type="share")
    if found.unit in ("percentage_points", "basis_points"):
        return replace(found, type="change")
    return found


def _changed(text: str, found: Quantity) -> Direction | None:
    """The direction of a change by this much; None where the quantity is a level."""
    window = text[max(0, found.start - 90) : found.start]
    before = _BEFORE.search(window)
    relative = found.unit_class == "percent"
    if (
        before
        and (relative or re.search(r"\bby (?:an? )?(?:additional |further |another )?$", window, re.IGNORECASE))
        and not _FROM_TO.search(window)
    ):
        return "increase" if before["up"] else "decrease"
    after = _AFTER.match(text, found.end)
    if after and relative:
        return "increase" if after["up"] else "decrease"
    rate = _RATE.search(window) if relative and not _FROM_TO.search(window) else None
    if rate:
        down = re.search(r"\b(?:decline|drop|fall|reduction|cut|contraction)\b", rate[0], re.IGNORECASE)
        return "decrease" if down else "increase"
    return None
