"""Numbers that are no quantities, and why: names, addresses, dates, footnote marks, list numbers, sections."""

from __future__ import annotations

import re
from collections.abc import Iterator

from theodolite.reading.quantities.english import NAMED_BY_NUMBER, OF_AN_ORDINAL
from theodolite.reading.quantities.lexicon import Lexicon
from theodolite.reading.quantities.looking import ends

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_YEAR = r"(?:1[89]\d\d|20\d\d|2100)"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_UNIT_AFTER = r" ?(?:percent|per cent|%|million|billion)"


def _names(words: tuple[str, ...]) -> str:
    return "|".join(
        re.escape(word)
        for word in sorted({*words, *(word.upper() for word in words)}, key=lambda word: (-len(word), word))
    )


_SPELT = "One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten"
_NAMED = _names(NAMED_BY_NUMBER)
_REASONS: dict[str, tuple[str, ...]] = {
    "an address": (
        r"(?:https?://|www\.)[^\s)\]>\"]+",
        r"\b[\w.+-]+@[\w-]+\.[\w.]+",
        r"\bdoi:\s?\S+",
        r"\b10\.\d{4,9}/\S+",
    ),
    "a phone or reference number": (
        r"(?<!\w)\+\d{1,3}[ -]\(?\d[\d ()-]{6,}\d",
        r"\(\d{3,5}\) \d{3,4}[ -]?\d{3,4}",
        r"\b\d{3}-\d{3}-\d{4}\b",
        r"\b\d{3,4}-\d{2,4}-\d{4}\b",
        r"\b0\d{2,3}-\d{7,8}\b",
        r"\b(?:ISBN|ISSN)[: ]?[\d-]+X?",
        r"\b\d{9,}\b",
        r"\b\d{4,6}-\d{2}\b(?!%)",
        r"\b\d{1,3}(?:-\d{1,3}){2,}\b",
        r"\b\d{3}-0\d{3}\b",
    ),
    "a process node": (r"\b\d{1,2}(?:/\d{1,2})+[ -]?(?:nm|nanomet\w+)\b",),
    "an equation": (
        r"(?:[A-Z]{0,3} ?[^\w\s]{0,2}|\b[A-Z]{2,3} ?)\d[\w.,]*(?: [\w-]+){0,2} = [A-Z]{0,3}[^\w\s]{0,2}[\d.,]+(?: "
        r"[a-z]+)?",
        r"\b[A-Za-z] ?= ?\d[\d,.]*",
        r"\bp ?[<>=≤≥] ?0?\.\d+|\b(?:s\.e\.|SE) ?=? ?\d[\d.]*",
    ),
    "a cut of a ranking": (
        r"\b[Tt]op[ -](?:\d{1,3}|two|three|four|five|six|ten|twenty|dozen|fifty|hundred)\b(?! ?(?:%|per ?cent))",
    ),
    "an age": (
        r"\b(?:[Aa]ged?|[Aa]ges|age group|age band)(?: of| between|s)? \d{1,3}(?:(?:[-–]| to | and )\d{1,3})?"
        r"(?:\+| and over| or over)?\b",
    ),
    "a time of day": (
        r"\b\d{1,2}[:.]\d{2} ?(?:a\.m\.|p\.m\.|am|pm|GMT|UTC|CET|EST)\b",
        r"\b\d{1,2} ?(?:a\.m\.|p\.m\.|am\b|pm\b)",
        r"\b\d{1,2}:\d{2}(?::\d{2})?\b",
        r"\b(?:24/7|9-9-6|996|50-50|50/50)\b",
        r"[Rr]eading time:? \d+ ?min\w*",
        r"\b24-hour\b",
        r"\b(?:[1-7]|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even) days (?:a|per) week\b",
    ),
    "a date": (
        rf"\b{_DAY}(?:-\d{{1,2}}| ?[–—] ?\d{{1,2}})? (?:of )?{_MONTH}\b(?:,? {_YEAR})?",
        rf"\b{_MONTH} {_DAY}(?:(?:-| ?[–—] ?)\d{{1,2}})?\b(?:,? {_YEAR}\b)?(?![\d,]*\d|{_UNIT_AFTER})",
        rf"\b{_MONTH},? {_YEAR}\b",
        r"\b\d{4}-\d{2}-\d{2}\b",
        r"\b\d{1,2}/\d{1,2}/\d{2,4}\b",
        rf"\b\d{{1,2}}\.\d{{1,2}}\.{_YEAR}\b",
    ),
    "a financial year": (
        rf"\b(?:FY|(?:fiscal|financial|academic)(?: year)?)[ -]?'?(?:{_YEAR}|\d{{2}})(?:[-/–]\d{{2,4}})?\b",
        rf"\b(?:Q[1-4]|H[12]|[1-4]Q|[12]H)(?:[ -]?'?{_YEAR}|[ -]'?\d{{2}})?\b",
        rf"\b{_YEAR}[ -]?(?:Q[1-4]|H[12])\b",
    ),
    "years that date": (
        rf"(?<![\w$€£¥₹.,-]){_YEAR} ?[-–—/] ?(?:{_YEAR}|\d{{2}})(?![\d%]|,\d)",
        r"\b(?:1[89]|20)\d0s\b",
        r"(?<!\w)'\d{2}s?\b",
        rf"\b(?:early|mid|late|pre|post)-?{_YEAR}s?\b",
    ),
    "a section or a named number": (
        rf"\b(?:{_NAMED}) (?:No\. ?)?\d[\d.]*(?:\([a-z0-9]+\))*(?:(?:-|–| and | to |, "
        rf")\d[\d.]*\b(?!{_UNIT_AFTER}))?(?![\d%]|,\d)",
        rf"\b(?:{_NAMED}) (?:{_SPELT})\b",
        r"§+ ?\d[\d.]*",
        r"\bN[Oo]\. \d[\d/-]*\b(?= of\b|,|\.|\)|;|$| \()",
        r"\b(?:19|20)\d\d/\d{1,4}\b",
        r"\b\d{1,2}/\d{3,5}\b",
        r"\b\d{1,3} (?:U\.S\.C\.|USC|C\.F\.R\.|CFR|Fed\. Reg\.|F\.\dd|U\.S\.) ?(?:§+ ?)?\d[\d.,]*(?:\([a-z0-9]+\))*",
    ),
    "an ordinal in a name": (
        rf"\b\d{{1,2}}(?:st|nd|rd|th)[ -](?:{'|'.join(OF_AN_ORDINAL)})\b",
        r"\bG[ -]?(?:7|8|20|77)\b",
        r"\bFive-Year\b|\b[Ff]ive-year plans?\b",
    ),
    "part of a name": (
        r"[\"'“‘]\d{1,3} (?:Million|Billion|Thousand) [A-Z][a-z]+(?: [A-Z][a-z]+)*[\"'”’]",
        r"(?<![\w])(?=[\w.+/-]*[A-Za-z])(?=[\w.+/-]*\d)[A-Za-z][\w]*(?:[-./+]?\w+)*",
    ),
}
"""Reason → what such a number looks like, in the order in which they are tried."""

_TEXT = re.compile(
    rf"(?<![A-Za-z0-9])(?=.{{0,30}}?\d|[Tt]op[ -]|[Ff]ive-|[A-Z]\w+ (?:{_SPELT})\b)(?:"
    + "|".join(f"(?P<r{i}>{'|'.join(forms)})" for i, forms in enumerate(_REASONS.values()))
    + ")",
    re.DOTALL,
)
_REASON = tuple(_REASONS)
_ABOUT = re.compile(r"(?<![A-Za-z])ca?\.? ?$")
_DECIMAL = re.compile(r"\s*\d{1,2}\.\d{1,2}")
_NUMBERED = re.compile(r"(?:\d|\d ?(?:thousand|million|billion|trillion|lakh|crore|bn|mn|m|tn|k)) $")
_FIRST_DIGIT = re.compile(r"\d")
_PREFIXED = re.compile(r"(?:sub|over|under|top|all|the|a|pre|some|about|per|by|of|to|and|or|in)-\d", re.IGNORECASE)
_LIST = re.compile(r"(?:^|\n)[ \t]*(?:\(?\d{1,2}[.)]|\[\d{1,3}\]|\d{1,2}(?:\.\d{1,2})+\.?)(?=[ \t]+\S)")
_FOOTNOTE = re.compile(
    r"(?<=[a-z)\]\"'%][.,;:])\d{1,3}(?=[ \n]|$)(?!\s?%)"
    r"|(?<=[a-z]{3})\d{1,3}(?=[.,;:\s]|$)"
    r"|\[\d{1,3}(?:[,–-] ?\d{1,3})*\]"
    r"|(?<=\d[)\]][.,;:])\d{1,3}(?=\s|$)"
    r"|(?<=\d\.\d\.)\d{1,3}(?=\s+[A-Z]|$)"
    r"|(?<=(?:19|20)\d\d\.)\d{1,2}(?=\s+[A-Z]|$)"
)


def masks(text: str, words: Lexicon) -> Iterator[tuple[int, int, str]]:
    """Each stretch of a plain text whose numbers are no quantities: where it begins and ends, and the reason."""
    for found in _LIST.finditer(text):
        if _DECIMAL.fullmatch(found[0]) and _measures(text, found.end(), words):
            continue
        yield found.end() - len(found[0].strip()), found.end(), "a list number"
    for found in _FOOTNOTE.finditer(text):
        if not (words.currency_before(text, found.start()) or ends(_ABOUT, text, found.start())):
            yield found.start(), found.end(), "a footnote mark"
    for found in _TEXT.finditer(text):
        reason = _REASON[int((found.lastgroup or "r0")[1:])]
        if reason != "part of a name" or not (_is_amount(text, found, words) or _PREFIXED.match(found[0])):
            yield found.start(), found.end(), reason


def _measures(text: str, at: int, words: Lexicon) -> bool:
    """Whether what opens a line is a figure and no number of a section: 2.4 GW, 3.5 million, 12.5 researchers."""
    place = at + len(text[at:]) - len(text[at:].lstrip())
    return text[place : place + 1].islower() or text.startswith("%", place) or words.measure_at(text, place) is not None


def _is_amount(text: str, found: re.Match[str], words: Lexicon) -> bool:
    """Whether what looks like a name is a unit after a number (gCO2/kWh), or a sign or *about* joined to it (c.300)."""
    unit = words.measure_at(text, found.start()) if ends(_NUMBERED, text, found.start()) else None
    if unit and unit[2] == found.end():
        return True
    digit = _FIRST_DIGIT.search(text, found.start())
    if digit is None:
        return False
    sign = words.currency_before(text, digit.start())
    return bool(ends(_ABOUT, text, digit.start())) or (sign is not None and sign[1] == found.start())
