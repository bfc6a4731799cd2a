"""Where sentences stop: full stops that end one, told from those of abbreviations, initials and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

_STOP = re.compile(
    r"""[.!?…؟۔।。！？；](?:
        (?<=[。！？；])["'）」』】)\]]*(?:\[\d{1,3}\])*
      | (?P<more>(?:[ ]?[.])*[!?…]*)
        (?P<close>["')\]}*_）”’]*)
        (?P<mark>(?:\[\^?\w{1,4}\])+|\d{1,3}(?:[,–-]\d{1,3})*|[¹²³⁰⁴-⁹]+|[*†‡]+)?["')\]]*
        (?=\s|$|[\u2e80-\u9fff]))""",
    re.VERBOSE,
)
_NEXT = re.compile(r"""\s*["'(\[{*_<>#•·–—-]*\s*([^\W\d_]?)([^\W\d_]*)""")

_WORD = re.compile(r"[^\s\"'()\[\]–—/-]+$")


def _words(said: str) -> frozenset[str]:
    return frozenset(said.split())


_NEVER = _words(
    "mr mrs ms messrs dr drs prof gen lt col capt sgt sen rep gov hon rev st e.g eg i.e ie cf vs viz approx ca c "
    "incl excl resp p pp para paras art arts vol vols ch chap eds ed trans repr eq eqs sec fig figs tab nr v "
    "al. u.a z.b d.h bzw mt ft"
)
"""Abbreviations that something always follows."""

_BEFORE_A_NUMBER = _words("no nos n nº art fig figs tab eq sec ch chap vol p pp para rs rp nr kr fr")
"""Abbreviations where a number follows, and words of their own where none does."""

_EITHER = _words(
    "inc ltd corp co llc plc cos bros assn dept univ inst govt est etc al jr sr esq "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun ave blvd ph.d"
)
"""Abbreviations that may end a sentence: they do where the next word is one that opens sentences."""

_LETTERS = re.compile(r"(?:[a-z]\.)*[a-z]")
"""In small letters, an initial, or letters with points between them: J, U.S, D.C."""

_OPENERS = _words(
    "a about above according across additionally after again against all along also although amid among an and another "
    "any around as at because before behind below besides between beyond both but by consequently currently despite "
    "during each early earlier either even eventually every experts few finally first following for from further "
    "furthermore given globally he hence her here his historically how however i if in indeed instead into it its just "
    "last later less like likewise many meanwhile more moreover most much my neither nevertheless next no nobody "
    "nonetheless nor not nothing notably now of officials on once one only or other others our over overall perhaps "
    "previously rather recent recently regardless researchers second several she should similarly since so some "
    "sometimes soon still such than that the their then there therefore these they third this those though through "
    "throughout thus to today together two under unless unlike until up upon we what when where whereas whether which "
    "while who why with within without yet you your yes"
)
"""Words that open sentences, and seldom follow an abbreviation with a capital."""


def stops_of(text: str, start: int, end: int) -> Iterator[int]:
    """Where sentences end between `start` and `end` of a plain text, closing signs and footnote marks included.

    The end of the paragraph is not among them. A full stop ends no sentence before a small letter, inside a number, or
    after an abbreviation that something always follows; after an initial or another abbreviation it ends one where the
    next word is one that opens sentences.
    """
    for found in _STOP.finditer(text, start, end):
        at = found.end()
        if found["more"] is None or (_ends(text, start, found) and _opens(text, at, end)):
            yield at


def _opens(text: str, at: int, end: int) -> bool:
    """Whether what follows may open a sentence: anything but a small letter (iFlytek and xAI are no small letters)."""
    found = _NEXT.match(text, at, end)
    if found is None or not found[1].islower():
        return True
    return any(letter.isupper() for letter in found[2][:2])


def _ends(text: str, start: int, found: re.Match[str]) -> bool:
    """Whether the stop itself may end a sentence, by the word before it and the mark after it."""
    at = found.start()
    if text[at] in "!?؟…" or found["more"]:
        return True
    if found["mark"] is None and at - start > 7 and text[at - 7 : at].isalpha():
        return True
    before = text[max(start, at - 24) : at]
    tail = _WORD.search(before)
    if tail is None:
        return bool(before.strip())
    word = tail[0].lower()
    if found["mark"] and found["mark"][0].isdigit() and not found["close"]:
        return _marked(before, word)
    return _ends_after(word, text, found.end())


def _marked(before: str, word: str) -> bool:
    """Whether digits glued to a stop are a footnote's mark: not the decimals of a number, not the number of No.5."""
    if word in _BEFORE_A_NUMBER or word in _NEVER:
        return False
    if before[-1].isdigit():
        return bool(re.search(r"(?<![\d,.])(?:19|20)\d\d$", before))
    return True


def _ends_after(word: str, text: str, at: int) -> bool:
    """Whether a full stop between `word` and `at` ends a sentence, by what kind of abbreviation the word is."""
    if word in _BEFORE_A_NUMBER:
        return word not in _NEVER and not text[at : at + 3].strip()[:1].isdigit()
    if word in _NEVER:
        return False
    if word in _EITHER or (_LETTERS.fullmatch(word) and not word.isdigit()):
        if len(word) == 1 and text[at - 4 : at - 3].isdigit():
            return True
        following = _NEXT.match(text, at)
        return following is not None and (following[1] + following[2]).lower() in _OPENERS
    return True
