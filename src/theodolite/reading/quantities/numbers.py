"""Numbers in a plain text: digits with their groups and scale, and numbers in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

SMALL = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
TENS = {
    word: 10 * value
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "quadrillion": 1e15,
    "lakh": 1e5, "lakhs": 1e5, "crore": 1e7, "crores": 1e7, "dozen": 12.0, "score": 20.0,
}  # fmt: skip
SHORT = {
    "mn": 1e6, "mln": 1e6, "m": 1e6, "bn": 1e9, "bln": 1e9, "b": 1e9, "tn": 1e12, "trn": 1e12, "t": 1e12, "k": 1e3,
    "cr": 1e7, "mio": 1e6, "mrd": 1e9,
}  # fmt: skip
"""Short forms of scales; those of one letter are read only right after a digit."""

_DIGITS = r"\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d{1,3}(?: \d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
_LARGE = "thousand|million|billion|trillion|quadrillion|crores?|lakhs?"
_LONG = rf"lakh crores?|(?:hundred |thousand )?(?:{_LARGE})|hundred|dozen"
_SCALE = (
    rf"(?:[ -]?(?P<scale>{_LONG}|mn|mln|bn|bln|tn|trn|mio|mrd|cr)(?![A-Za-z])|(?P<letter>[mbktMBKT])(?![A-Za-z0-9/]))"
)
_WORD = "|".join([*SMALL, *TENS, "hundred", "thousand", "million", "billion", "trillion", "lakh", "crore", "dozen"])
_SPELT = (
    rf"(?:an?|half an?|{_WORD})(?:(?:-odd |[ -]|[ -]and[ -](?:a[ -])?)(?:{_WORD}|half|quarter))*"
)  # fmt: skip
_STARTS = r"(?:(?<![\d.,/_])|(?<=\bRs\.)|(?<=\bRp\.)|(?<=\bc\.)|(?<=\bca\.))"
"""Where digits may begin: not after a point, save that of a currency's sign or of *about*."""

NUMBER = re.compile(
    rf"(?P<power>(?<![\d.,/_])(?:(?P<mantissa>\d+(?:\.\d+)?) ?[x×*·] ?)?10 ?(?:\^|\*\*) "
    rf"?(?P<exponent>-?\d{{1,3}})|(?<![\d.,/_])\d+(?:\.\d+)?[eE]\+?\d{{1,3}}(?!\w))|"
    rf"(?P<digits>{_STARTS}(?:{_DIGITS})(?:{_SCALE})?)|(?P<words>(?<![\w'-])(?:{_SPELT})(?![\w]))",
    re.IGNORECASE,
)
WORDS = frozenset([*SMALL, *TENS, *SCALES]) - {"score"}
"""A text without a digit and without one of these words holds no number."""


LONGEST = 24
"""Words of one number in words; what goes on for longer is no number that anybody means."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number at `start` to `end` of a text: its value with the scale multiplied out.

    `spelt` tells words from digits, `scaled` whether a scale is said; `bare` is the value without it.
    """

    start: int
    end: int
    value: float
    bare: float
    spelt: bool
    scaled: bool
    letter: bool = False
    """Whether the scale is one letter (5m), which may be a unit instead."""


def numbers_in(text: str) -> Iterator[Number]:
    """Every number of a plain text, in order; those inside names (A100, GPT-4) too, for the caller to refuse."""
    at = 0
    while found := NUMBER.search(text, at):
        number = (
            _of_power(found)
            if found["power"]
            else _of_digits(found)
            if found["digits"]
            else _of_words(found.start(), found["words"])
        )
        if number is not None:
            yield number
        at = number.end if number is not None else found.end()


def digits_value(text: str) -> float:
    """The value of digits with groups: 3,200,000; 1,00,000; 10 000; 2.5."""
    return float(text.replace(",", "").replace(" ", ""))


def _of_power(found: re.Match[str]) -> Number:
    """A number in scientific notation: 10^26, 3 x 10^25, 1e26."""
    exponent = found["exponent"]
    value = float(f"{found['mantissa'] or 1}e{exponent}") if exponent else float(found["power"])
    return Number(found.start(), found.end(), value, value, spelt=False, scaled=True)


def _of_digits(found: re.Match[str]) -> Number:
    said = found["scale"] or found["letter"]
    end = found.end()
    bare = digits_value(re.match(_DIGITS, found["digits"])[0])  # type: ignore[index]
    if not said:
        return Number(found.start(), end, bare, bare, spelt=False, scaled=False)
    value = bare * scale_value(said)
    return Number(found.start(), end, _clean(value), bare, spelt=False, scaled=True, letter=bool(found["letter"]))


def scale_value(said: str) -> float:
    """The factor that a scale stands for: million, lakh crore, bn."""
    value = 1.0
    for word in said.lower().split():
        value *= SCALES.get(word) or SHORT[word]
    return value


def _clean(value: float) -> float:
    """A product without the noise of binary fractions: 1.1 million is 1,100,000."""
    return float(f"{value:.12g}")


def _of_words(start: int, said: str) -> Number | None:
    """A number in words; the longest beginning of `said` that is one, None where no beginning is.

    Where the whole is none, two numbers may stand beside each other (fifty thousand and forty thousand): the cut is
    made at an `and` first.
    """
    pieces = [piece for piece in re.finditer(r"[A-Za-z]+", said) if piece[0].lower() != "odd"][:LONGEST]
    if pieces[0][0].lower() in SCALES:
        return None
    words = [piece[0].lower() for piece in pieces]
    joints = [i for i, word in enumerate(words) if word == "and" and i]
    for count in (len(words), *reversed(joints), *range(len(words) - 1, 0, -1)):
        value = words_value(words[:count])
        if value is not None:
            scaled = any(word in SCALES for word in words[:count])
            return Number(start, start + pieces[count - 1].end(), value, value, spelt=True, scaled=scaled)
    return None


def words_value(words: list[str]) -> float | None:
    """The value of number words (three hundred and twenty thousand; two and a half million); None if they are none."""
    if words[:2] in (["half", "a"], ["half", "an"]):
        rest = words_value(words[2:]) if len(words) > 2 and words[2] in SCALES else None
        return None if rest is None else rest / 2
    if words[0] in ("a", "an"):
        if len(words) == 1 or words[1] not in SCALES:
            return None
        words = ["one", *words[1:]]
    sum_ = _Sum()
    return _clean(sum_.total + sum_.group) if all(map(sum_.takes, words)) and words[-1] not in _LINKS else None


_LINKS = ("and", "a", "an")


@dataclass
class _Sum:
    """A number in words as it is heard: the sum so far, the group that no scale has closed, and the last scale."""

    total: float = 0.0
    group: float = 0.0
    scale: float = float("inf")
    last: str = ""
    joined: str = ""
    """The word before the last one: `and` joins to a scale (two hundred and six), not two numbers."""

    def takes(self, word: str) -> bool:
        """Add one more word; False where it cannot go on so."""
        fits = self._add(word)
        self.joined, self.last = self.last, word
        return fits

    def _add(self, word: str) -> bool:
        if word in SMALL or word in TENS:
            value = SMALL.get(word) or TENS.get(word, 0)
            apart = self.last != "and" or self.joined in SCALES
            self.group += value
            return apart and self.last not in SMALL and (self.last not in TENS or value < 10)
        if word in ("half", "quarter"):
            self.group += (0.5 if word == "half" else 0.25) * (self.scale if self.group == 0 and self.total else 1)
            return self.last in (*_LINKS, *SCALES)
        if word in ("hundred", "dozen"):
            self.group = (self.group or 1.0) * SCALES[word]
            return self.group < 1e5
        if word in SCALES:
            return self._close(SCALES[word], runs=self.last in SCALES and self.last not in ("hundred", "dozen"))
        return word in _LINKS and (self.last != "and" or word != "and")

    def _close(self, scale: float, *, runs: bool) -> bool:
        if runs:
            self.total *= scale
            return True
        fits = scale < self.scale
        self.total, self.group, self.scale = self.total + (self.group or 1.0) * scale, 0.0, scale
        return fits
