"""Numbers that are no quantities, and why: names and identifiers, addresses, dates, footnote marks, list numbers, sections."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_YEAR = r"(?:1[89]\d\d|20\d\d|2100)"
_NAMED = (
    r"(?:Article|Section|Sec\.|Chapter|Figure|Fig\.|Table|Box|Annex|Appendix|Part|Title|Page|Pages|pp?\.|Paragraph|Para\.|"
    r"Clause|Schedule|Chart|Exhibit|Volume|Vol\.|Issue|Note|Footnote|Item|Level|Tier|Phase|Stage|Step|Type|Class|Category|Version|"
    r"Release|Resolution|Directive|Regulation|Order|Act|Law|Bill|Decree|Document|Circular|Notice|Decision|Recommendation|"
    r"Goal|SDG|Target|Pillar|Objective|Priority|Action|Question|Q|Room|Route|Highway|Window|Web|Industry|Society|Agenda|Vision|"
    r"Horizon|Channel|Formula|Boeing|Airbus|Apollo|Model|Series|Mark|Grade|Line|Unit|Block|Zone|Round|Day|Week|Row|Column|"
    r"ISO(?:/IEC)?|IEC|IEEE|Cmnd?\.?|CP|HB|SB|H\.R\.|S\.|E\.O\.|EO|Executive Order|Title|Chapter|Clauses?|Articles|Sections|"
    r"Tables|Figures|Levels|Chapters|Recital|Recitals|Rule|Rules|Protocol|Paper|Working Paper|Report No\.|Ref\.?|Doc\.?)"
)
_SPELT_SMALL = r"(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)"

_REASONS: tuple[tuple[str, str], ...] = (
    ("address", r"(?:https?://|www\.)[^\s)\]>\"]+|\b[\w.+-]+@[\w-]+\.[\w.]+|\bdoi:\s?\S+|\b10\.\d{4,9}/\S+"),
    (
        "phone or reference number",
        r"(?<!\w)\+\d{1,3}[ -]\(?\d[\d ()-]{6,}\d|\(\d{3,5}\) \d{3,4}[ -]?\d{3,4}|\b\d{3}-\d{3}-\d{4}\b"
        r"|\b(?:ISBN|ISSN)[: ]?[\d-]+X?",
    ),
    (
        "clock time",
        r"\b\d{1,2}[:.]\d{2} ?(?:a\.m\.|p\.m\.|am|pm|GMT|UTC|CET|EST)\b|\b\d{1,2} ?(?:a\.m\.|p\.m\.|am\b|pm\b)|\b\d{1,2}:\d{2}(?::\d{2})?\b|\b24/7\b|\b9-9-6\b|\b996\b",
    ),
    (
        "date",
        rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?:-\d{{1,2}}| ?[–—] ?\d{{1,2}})? (?:of )?{_MONTH}\b(?:,? {_YEAR})?|\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?"
        rf"(?:(?:-| ?[–—] ?)\d{{1,2}})?\b(?:,? {_YEAR}\b)?(?![\d,]*\d| ?(?:percent|per cent|%|million|billion))|\b{_MONTH},? {_YEAR}\b|\b\d{{4}}-\d{{2}}-\d{{2}}\b|\b\d{{1,2}}/\d{{1,2}}/\d{{2,4}}\b"
        rf"|\b\d{{1,2}}\.\d{{1,2}}\.{_YEAR}\b",
    ),
    (
        "financial year",
        rf"\b(?:FY|fiscal(?: year)?|financial year|academic year)[ -]?'?(?:{_YEAR}|\d{{2}})(?:(?:-|/|–)\d{{2,4}})?\b|\b(?:Q[1-4]|H[12]|[1-4]Q|[12]H)[ -]?'?(?:{_YEAR}|\d{{2}})?\b|\b{_YEAR}[ -]?(?:Q[1-4]|H[12])\b",
    ),
    (
        "years",
        rf"(?<![\w$€£¥₹.,-])'?{_YEAR}(?:s\b|(?: ?[-–—/] ?(?:{_YEAR}|\d{{2}})(?![\d%,])))|(?<!\w)'\d{{2}}s?\b|\b(?:early|mid|late|pre|post)-?{_YEAR}s?\b|\b(?:19|20)\d0s\b"
        r"|\b(?:twenties|thirties|nineties|eighties)\b",
    ),
    (
        "section or named number",
        rf"\b{_NAMED} (?:No\. ?)?(?:\d[\d.]*(?:\([a-z0-9]+\))*|{_SPELT_SMALL})(?:(?:-|–| and | to |, )\d[\d.]*\b(?! ?(?:%|per|million|billion)))?(?![\d,%])|§+ ?\d[\d.]*|\bNo\. \d[\d/-]*\b(?= of\b|,|\.|\)|;|$| \()|\b(?:19|20)\d\d/\d{1, 4}\b",
    ),
    (
        "ordinal name",
        r"\b\d{1,2}(?:st|nd|rd|th)[ -](?:century|centuries|Party|National|Congress|Plenum|plenary|Five-Year|Session|session|"
        r"meeting|anniversary|edition|amendment|Amendment|generation|Parliament|Assembly|birthday|floor|grade|Street|Avenue|Conference|Summit|"
        r"CPC|Central|Lok|President|Dalai|round|day|hour|minute)\b|\bG[ -]?(?:7|8|20|77)\b|\bFive-Year\b|\bfive-year plans?\b",
    ),
    ("identifier", r"(?<![\w])(?=[\w.+/-]*[A-Za-z])(?=[\w.+/-]*\d)[A-Za-z][\w]*(?:[-./+]?\w+)*"),
)
"""Reason → what such a number looks like, in the order in which they are tried."""

_TEXT = re.compile("|".join(f"(?P<r{i}>{form})" for i, (_, form) in enumerate(_REASONS)))
_AMOUNT_FORM = re.compile(
    r"^(?:US|USD|EUR|GBP|CNY|RMB|INR|JPY|KRW|SGD|AUD|CAD|HK|NT|AED|SAR|QAR|Rs|Rp|RM|R|KSh|Sh|CHF|SEK|NOK|DKK|NIS|CAD|c|ca)\.?\d"
)
_PREFIXED = re.compile(r"^(?:sub|over|under|top|all|the|a|pre|some|about|per|by|of|to|and|or|in)-\d", re.IGNORECASE)
LIST_MARK = re.compile(r"(?:^|\n)[ \t]*(?:\(?\d{1,2}[.)]|\[\d{1,3}\]|\d{1,2}(?:\.\d{1,2})+\.?)(?=[ \t]+\S)")
_FOOTNOTE = re.compile(
    r"(?<=[a-z)\]\"'%][.,;:])\d{1,3}(?=[ \n]|$)(?!\s?%)|(?<=[a-z]{3})\d{1,3}(?=[.,;:\s]|$)|(?<=[a-z)][.,;:\"'])\[\d{1,3}\]|\[\d{1,3}(?:[,–-] ?\d{1,3})*\]"
    r"|(?<=\d[)\]][.,;:])\d{1,3}(?=\s|$)|(?<=\d\.)\d{1,2}(?= [A-Z])(?<!\d\.\d\.\d)"
)


def masks(text: str) -> Iterator[tuple[int, int, str]]:
    """Each stretch of a plain text that holds numbers which are no quantities: where it begins and ends, and the reason."""
    for found in LIST_MARK.finditer(text):
        yield found.end() - len(found[0].strip()), found.end(), "list number"
    for found in _FOOTNOTE.finditer(text):
        yield found.start(), found.end(), "footnote mark"
    for found in _TEXT.finditer(text):
        group = found.lastgroup
        reason = _REASONS[int(group[1:])][0] if group else "identifier"
        if reason == "identifier" and (_AMOUNT_FORM.match(found[0]) or _PREFIXED.match(found[0])):
            continue
        yield found.start(), found.end(), reason
