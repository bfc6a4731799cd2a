"""How a number is written, in one place: 1.35 M, 12.4 %, US$148.3 bn, 2nd."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from theodolite.core.prose import LARGEST_IN_DIGITS, power_of_ten
from theodolite.core.unit import Unit

SPACE = "\N{NO-BREAK SPACE}"
NOTHING = "–"
MINUS = "\N{MINUS SIGN}"

_SCALES = ((1e12, "tn"), (1e9, "bn"), (1e6, "M"))
_LEAST_BESIDE, _LARGEST_PLAIN = 0.1, 1e8
_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def number(value: float | None, beside: Sequence[float | None] = ()) -> str:
    """A number for reading: two decimals below 10, one above, none from 1,000 on; then M, bn, tn and powers of ten.

    Missing is a dash. Trailing zeros are dropped; below 1 three significant digits are kept. With the numbers that
    stand `beside` it, all are told on the scale of the largest (6.7 M and 0.281 M), or in full where the least is under
    a tenth of that (6,700,000 and 38,270), unless they are as far apart as a hundred million and one.
    """
    if value is None:
        return NOTHING
    sign, size = (MINUS if value < 0 else ""), abs(value)
    sizes = [abs(other) for other in (value, *beside) if other]
    largest = max(sizes, default=0.0)
    if largest >= LARGEST_IN_DIGITS or not sizes:
        return sign + (power_of_ten(size) if size >= LARGEST_IN_DIGITS else _scaled(size, size))
    if min(sizes) >= _LEAST_BESIDE * _scale(largest)[0]:
        return sign + _scaled(size, largest)
    return sign + (_plain(size) if largest < _LARGEST_PLAIN else _scaled(size, size))


def _scale(size: float) -> tuple[float, str]:
    return next(((scale, name) for scale, name in _SCALES if round(size / scale, 4) >= 1), (1.0, ""))


def _scaled(size: float, like: float) -> str:
    scale, name = _scale(like)
    return f"{_plain(size / scale)}{SPACE}{name}" if name and size else _plain(size)


def three_digits(value: float) -> float:
    """A figure that is no more exact than its third digit, as medians of draws are: 5,765,881 is 5,770,000."""
    return float(f"{value:.2e}")


def with_unit(value: float | None, unit: Unit, beside: Sequence[float | None] = ()) -> str:
    """A number with the symbol of its unit, before or after as the codelist says; counts have no symbol."""
    if value is None:
        return NOTHING
    if unit.class_ == "date":
        return f"{value:.0f}"
    shown = number(value, beside)
    if not unit.symbol:
        return shown
    return unit.symbol + shown if unit.before else shown + SPACE + unit.symbol


def percent(share: float) -> str:
    """A share of one as per cent: 0.124 is 12.4 %."""
    return f"{_plain(share * 100)}{SPACE}%"


def score(value: float) -> str:
    """A score on a lens's scale, to one decimal."""
    return f"{value:.1f}".replace("-", MINUS)


def ordinal(rank: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th, 21st."""
    ending = "th" if rank % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    return f"{rank}{ending}"


def in_words(count: int) -> str:
    """Counts up to ten in words, as prose has them; larger ones in digits."""
    return _WORDS[count] if 0 <= count < len(_WORDS) else f"{count:,}"


def _plain(size: float) -> str:
    if size == 0:
        return "0"
    if size < 1:
        return f"{size:.3g}" if size >= 1e-4 else power_of_ten(size)
    places = 2 if size < 10 else 1 if size < 1000 else 0
    rounded = Decimal(repr(size)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{rounded:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
