"""Quantities in Chinese: digits and characters, 万 and 亿, percentages, multiples, ranks, money and measure words."""

from __future__ import annotations

import re

from theodolite.core.unit import UnitClass
from theodolite.reading.quantities.lexicon import lexicon
from theodolite.reading.quantities.qualifiers import bounds
from theodolite.reading.quantities.quantity import Qualifier, Quantity, QuantityType, Rejected

_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TEN = {"十": 10, "百": 100, "千": 1000}
_BIG = {"万": 1e4, "亿": 1e8}
_CJK = re.compile(r"[\u4e00-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]")
_QUALIFIERS: dict[str, Qualifier] = {
    "约": "approx", "大约": "approx", "约为": "approx", "近": "nearly", "将近": "nearly", "接近": "nearly", "超过": "more_than", "超": "more_than", "突破": "more_than", "逾": "more_than",
    "高于": "more_than", "多于": "more_than", "至少": "at_least", "不低于": "at_least", "不少于": "at_least", "达到": "at_least", "不足": "less_than", "低于": "less_than", "少于": "less_than",
    "最多": "at_most", "不超过": "at_most", "至多": "at_most",
}  # fmt: skip
del _QUALIFIERS["达到"]
_NUM = r"(?:\d[\d,]*(?:\.\d+)?|[零〇一二两三四五六七八九十百千]+(?:点[零一二三四五六七八九]+)?)"
_QUALIFIER = "|".join(sorted(_QUALIFIERS, key=len, reverse=True))
_FORM = re.compile(
    rf"(?P<before>{_QUALIFIER})?(?:(?P<percent>百分之(?P<p>{_NUM}))|(?P<part>(?P<m>[二三四五六七八九十])分之(?P<n>[一二两三四五六七八九]))|"
    rf"(?P<rank>第(?P<r>{_NUM})(?P<place>位|名)?)|(?P<low>{_NUM}(?P<lowscale>万亿|亿|万|千|百)?%?)(?:至|到|-|—|~|–)(?P<high>{_NUM}(?P<highscale>万亿|亿|万|千|百)?)(?P<pct2>%)?|"
    rf"(?P<value>{_NUM})(?P<scale>(?:万亿|亿|万|千|百)?)(?P<more>多|余)?(?P<pct>%)?)"
)
_COUNTERS = "个|家|件|项|人|名|篇|款|台|套|座|张|所|只|枚|次|种|辆|座|条|户|块|片|部|位|股|卡"
_YEAR = re.compile(
    r"(?:\d{4}|[一二三四五六七八九零〇]{4})年|\d{1,2}月(?:\d{1,2}日)?|\d{1,2}日|[一二三四五六七八九十]+月|上半年|下半年"
)
_AFTER_WORD = re.compile(rf"(?:{_COUNTERS})?([\u4e00-\u9fff]{{0,8}})")


def is_chinese(text: str) -> bool:
    """Whether a sentence is written in Chinese: more of its letters are Chinese than Latin."""
    return (found := len(_CJK.findall(text))) > 3 and 2 * found > len(_LATIN.findall(text))


def characters_value(said: str) -> float:
    """The value of digits or of Chinese number characters: 三百二十, 十五, 两千, 3,200, 一点五."""
    if said[0].isdigit():
        return float(said.replace(",", ""))
    whole, _, part = said.partition("点")
    total = group = 0.0
    if all(c in _DIGIT for c in whole) and len(whole) > 1:
        total = float("".join(str(_DIGIT[c]) for c in whole))
    else:
        for c in whole:
            if c in _TEN:
                total, group = total + (group or 1) * _TEN[c], 0.0
            else:
                group = _DIGIT[c]
        total += group
    return total + (float("0." + "".join(str(_DIGIT[c]) for c in part)) if part else 0.0)


def _scale(said: str) -> float:
    value = 1.0
    for c in said or "":
        value *= _BIG.get(c) or _TEN[c]
    return value


def chinese_quantities(text: str) -> tuple[tuple[Quantity, ...], tuple[Rejected, ...]]:
    """The quantities of a Chinese sentence in order, and its numbers that are none."""
    found: list[Quantity] = []
    rejected: list[Rejected] = []
    dates = [match.span() for match in _YEAR.finditer(text)]
    rejected += [Rejected(s, e, text[s:e], "a date") for s, e in dates]
    for match in _FORM.finditer(text):
        if any(s < match.end() and match.start() < e for s, e in dates):
            continue
        one = _read(text, match)
        if isinstance(one, Quantity):
            found.append(one)
        elif any(c.isdigit() for c in match[0]):
            rejected.append(Rejected(match.start(), match.end(), match[0], one))
    return tuple(found), tuple(sorted(rejected, key=lambda r: r.start))


def _read(text: str, match: re.Match[str]) -> Quantity | str:
    qualifier = _QUALIFIERS[match["before"]] if match["before"] else None
    if match["percent"]:
        return _made(text, match, characters_value(match["p"]), "percent", "percent", "share", qualifier)
    if match["part"]:
        return _made(
            text,
            match,
            100 * characters_value(match["n"]) / characters_value(match["m"]),
            "percent",
            "percent",
            "share",
            qualifier,
        )
    if match["rank"]:
        ranked = match["place"] or re.match(r"大|，|。|$", text[match.end() :])
        return (
            _made(text, match, characters_value(match["r"]), "rank", "rank", "rank", qualifier)
            if ranked
            else "an ordinal"
        )
    if match["low"]:
        return _range(text, match)
    value = characters_value(match["value"]) * _scale(match["scale"])
    if match["more"]:
        qualifier = "more_than"
    if match["pct"]:
        return _made(text, match, value, "percent", "percent", _change(text, match), qualifier)
    return _measured(text, match, value, qualifier)


def _change(text: str, match: re.Match[str]) -> QuantityType:
    return (
        "change"
        if re.search(r"(?:增长|增加|上升|下降|减少|降低|提高)(?:了|约|近|超过)?$", text[: match.start()])
        else "share"
    )


def _range(text: str, match: re.Match[str]) -> Quantity | str:
    high = characters_value(re.match(_NUM, match["high"])[0]) * _scale(match["highscale"] or "")  # type: ignore[index]
    low = characters_value(re.match(_NUM, match["low"])[0]) * _scale(match["lowscale"] or match["highscale"] or "")  # type: ignore[index]
    unit, kind, end = ("percent", "percent", match.end()) if match["pct2"] else _unit(text, match.end())
    if unit is None or not low < high:
        return "a bare number"
    qualifier: Qualifier = "range"
    return Quantity(
        match.start(), end, text[match.start() : end], None, low, high, unit, kind, "level", "chinese-range", qualifier
    )


def _measured(text: str, match: re.Match[str], value: float, qualifier: Qualifier | None) -> Quantity | str:
    if times := re.match(r"倍", text[match.end() :]):
        return _made(text, match, value, "ratio", "ratio", "ratio", qualifier, more=times.end())
    if (
        match["value"]
        and re.match(r"成(?:的|以上|左右)?", text[match.end() :])
        and value <= 10
        and not match["value"][0].isdigit()
    ):
        return _made(text, match, 10 * value, "percent", "percent", "share", qualifier, more=1)
    unit, kind, end = _unit(text, match.end())
    if unit is None:
        return "a bare number" if match["value"][0].isdigit() else "part of a word"
    kind_of: QuantityType = "duration" if kind == "time" else "level"
    return _made(text, match, value, unit, kind, kind_of, qualifier, more=end - match.end())


def _unit(text: str, at: int) -> tuple[str | None, UnitClass, int]:
    words = lexicon()
    if coin := words.currency_at(text, at):
        return coin[0], "money", coin[1]
    if measure := words.measure_at(text, at):
        return measure[0], measure[1].class_, measure[2]
    counted = re.match(rf"(?:{_COUNTERS})", text[at:])
    if counted:
        noun = re.match(r"[\u4e00-\u9fff]{0,8}", text[at + counted.end() :])
        return (noun[0] if noun and noun[0] else counted[0]), "count", at
    return None, "count", at


def _made(
    text: str,
    match: re.Match[str],
    value: float,
    unit: str,
    kind: UnitClass,
    type_: QuantityType,
    qualifier: Qualifier | None,
    more: int = 0,
) -> Quantity:
    low, high = bounds(value, qualifier)
    end = match.end() + more
    value = float(f"{value:.12g}")
    return Quantity(
        match.start(), end, text[match.start() : end], value, low, high, unit, kind, type_, "chinese", qualifier
    )
