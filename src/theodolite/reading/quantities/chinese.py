"""Quantities in Chinese: digits and characters, 万 and 亿, percentages, multiples, ranks, money and measure words."""

from __future__ import annotations

import math
import re
from dataclasses import replace

from theodolite.core.unit import UnitClass
from theodolite.reading.quantities.lexicon import Lexicon
from theodolite.reading.quantities.looking import ends
from theodolite.reading.quantities.qualifiers import bounds
from theodolite.reading.quantities.quantity import Qualifier, Quantity, QuantityType, Rejected

_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TEN = {"十": 10, "百": 100, "千": 1000}
_BIG = {"万": 1e4, "亿": 1e8}
_CJK = re.compile(r"[\u4e00-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]")
_SAID: dict[Qualifier, tuple[str, ...]] = {
    "approx": ("大约", "约为", "约"),
    "nearly": ("将近", "接近", "近"),
    "more_than": ("超过", "突破", "高于", "多于", "超", "逾"),
    "at_least": ("至少", "不低于", "不少于"),
    "less_than": ("不足", "低于", "少于"),
    "at_most": ("不超过", "最多", "至多"),
}
_QUALIFIERS: dict[str, Qualifier] = {word: kind for kind, words in _SAID.items() for word in words}
_BEHIND: dict[str, Qualifier] = {
    "以上": "at_least",
    "以下": "at_most",
    "以内": "at_most",
    "左右": "approx",
    "上下": "approx",
}
_NUM = (
    r"(?:(?<!\d[.,])(?<![\deE^×xX])\d[\d,]*(?:\.\d+)?(?![eE^×]|\d)|"
    r"[零〇一二两三四五六七八九十百千]+(?:点[零一二三四五六七八九]+)?)"
)
_QUALIFIER = "|".join(sorted(_QUALIFIERS, key=len, reverse=True))
_FORM = re.compile(
    rf"(?P<before>{_QUALIFIER})?(?:(?P<percent>百分之(?P<p>{_NUM}))|(?P<part>(?P<m>[二三四五六七八九十])分之(?P<n>[一二两三四五六七八九]))|"
    rf"(?P<rank>第(?P<r>{_NUM})(?P<place>位|名)?)|(?P<low>{_NUM}(?P<lowscale>万亿|亿|万|千|百)?%?)(?:至|到|-|—|~"
    rf"|–)(?P<high>{_NUM}(?P<highscale>万亿|亿|万|千|百)?)(?P<pct2>%)?|"
    rf"(?P<value>{_NUM})(?P<scale>(?:万亿|亿|万|千|百)?)(?P<more>多|余)?(?P<pct>%)?)"
)
_COUNTERS = "个|架|批|家|件|项|人|名|篇|款|台|套|座|张|所|只|枚|次|种|辆|座|条|户|块|片|部|位|股|卡"
_YEAR = re.compile(
    r"(?:\d{4}|[一二三四五六七八九零〇]{4})年|\d{1,2}月(?:\d{1,2}日)?|\d{1,2}日|[一二三四五六七八九十]+月|上半年|下半年"
)


def is_chinese(text: str) -> bool:
    """Whether a sentence is written in Chinese: more of its letters are Chinese than Latin."""
    return (found := len(_CJK.findall(text))) > 2 and 2 * found > len(_LATIN.findall(text))


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


def chinese_quantities(text: str, words: Lexicon) -> tuple[tuple[Quantity, ...], tuple[Rejected, ...]]:
    """The quantities of a Chinese sentence in order, and its numbers that are none.

    What is counted is the noun before a measure word (企业数量超过4700家), or else the one after it.
    """
    found: list[Quantity] = []
    rejected: list[Rejected] = []
    dates = [match.span() for match in _YEAR.finditer(text)]
    for match in _FORM.finditer(text):
        if any(s < match.end() and match.start() < e for s, e in dates):
            continue
        one = _read(text, match, words)
        if isinstance(one, Quantity):
            found.append(_bounded(text, _as_before(one, found)))
        elif any(c.isdigit() for c in match[0]):
            rejected.append(Rejected(match.start(), match.end(), match[0], one))
    found += [_rank(match) for match in _FIRST.finditer(text)]
    found += _goals(text, found)
    goals = [(q.start, q.end) for q in found if q.unit == "calendar_year"]
    rejected += [Rejected(s, e, text[s:e], "a date") for s, e in dates if not any(a <= s < b for a, b in goals)]
    return tuple(sorted(found, key=lambda q: q.start)), tuple(sorted(rejected, key=lambda r: r.start))


def _as_before(one: Quantity, found: list[Quantity]) -> Quantity:
    """The quantity of a bare measure word with what the count before it counts: 302款服务，其中新增238款."""
    last = next((q for q in reversed(found) if q.unit_class == "count"), None)
    bare = one.unit_class == "count" and len(one.unit) == 1 and one.unit != "人"
    return replace(one, unit=last.unit) if bare and last else one


_FIRST = re.compile(r"首位|榜首|第一大|位居第一|排名第一")
_GOAL = re.compile(r"到(?P<year>20\d\d)年(?:底)?")
_AIMS = re.compile(r"建成|达到|实现|力争|成为|目标|力求|形成|争取|迈入")


def _rank(match: re.Match[str]) -> Quantity:
    return Quantity(match.start(), match.end(), match[0], 1.0, None, None, "rank", "rank", "rank", "chinese-first")


def _goals(text: str, found: list[Quantity]) -> list[Quantity]:
    """Each year by which something is to be reached, in a clause that holds no other quantity."""
    goals: list[Quantity] = []
    for match in _GOAL.finditer(text):
        end = next((at for at in range(match.end(), len(text)) if text[at] in "；;。"), len(text))
        if _AIMS.search(text, match.end(), end) and not any(match.end() <= q.start < end for q in found):
            year = float(match["year"])
            kind: tuple[str, UnitClass, QuantityType, str] = ("calendar_year", "date", "target", "chinese-goal")
            goals.append(Quantity(match.start(), match.end(), match[0], year, None, None, *kind))
    return goals


def _bounded(text: str, one: Quantity) -> Quantity:
    """The quantity with the word behind it that bounds it: 六成以上, 30%左右."""
    after = next((word for word in _BEHIND if text.startswith(word, one.end)), None)
    if after is None or one.value is None:
        return one
    qualifier = _BEHIND[after]
    low, high = bounds(one.value, qualifier)
    end = one.end + len(after)
    return replace(one, end=end, text=text[one.start : end], qualifier=qualifier, low=low, high=high)


def _read(text: str, match: re.Match[str], words: Lexicon) -> Quantity | str:
    qualifier = _QUALIFIERS[match["before"]] if match["before"] else None
    if match["percent"]:
        return _made(text, match, characters_value(match["p"]), ("percent", "percent"), _change(text, match), qualifier)
    if match["part"]:
        value = 100 * characters_value(match["n"]) / characters_value(match["m"])
        return _made(text, match, round(value, 4), ("percent", "percent"), "share", qualifier)
    if match["rank"]:
        ranked = match["place"] or re.match(r"大|[，。、；,.;)）]|$", text[match.end() :])
        return (
            _made(text, match, characters_value(match["r"]), ("rank", "rank"), "rank", qualifier)
            if ranked
            else "an ordinal"
        )
    if match["low"]:
        return _range(text, match, words)
    value = characters_value(match["value"]) * _scale(match["scale"])
    if not math.isfinite(value):
        return "too large to be a number"
    qualifier = "more_than" if match["more"] else qualifier
    if match["pct"]:
        return _made(text, match, value, ("percent", "percent"), _change(text, match), qualifier)
    return _measured(text, match, value, qualifier, words)


_CHANGED = re.compile(r"(?:增长|增加|上升|下降|减少|降低|提高|增幅|降幅|提升)(?:了|约|近|超过|至少|为)?$")


def _change(text: str, match: re.Match[str]) -> QuantityType:
    return "change" if _CHANGED.search(text[: match.start()]) else "share"


def _range(text: str, match: re.Match[str], words: Lexicon) -> Quantity | str:
    high = characters_value(_digits(match["high"])) * _scale(match["highscale"] or "")
    low = characters_value(_digits(match["low"])) * _scale(match["lowscale"] or match["highscale"] or "")
    percent = ("percent", "percent", match.end())
    unit, kind, end = percent if match["pct2"] else _unit(text, match, words, scaled=True)
    if unit is None or not low < high:
        return "a bare number"
    said = text[match.start() : end]
    return Quantity(match.start(), end, said, None, low, high, unit, kind, "level", "chinese-range", "range")


def _digits(said: str) -> str:
    found = re.match(_NUM, said)
    return found[0] if found else said


_RATIO_NAMES = re.compile(r"(?:利用效率|PUE|比率|系数|比值)[^，。；\d]{0,8}$")


def _measured(
    text: str, match: re.Match[str], value: float, qualifier: Qualifier | None, words: Lexicon
) -> Quantity | str:
    if text.startswith("倍", match.end()):
        return _made(text, match, value, ("ratio", "ratio"), "ratio", qualifier, more=1)
    if text.startswith("成", match.end()) and value <= 10 and not match["value"][0].isdigit():
        return _made(text, match, 10 * value, ("percent", "percent"), "share", qualifier, more=1)
    if _RATIO_NAMES.search(text[: match.start()]):
        return _made(text, match, value, ("ratio", "ratio"), "level", qualifier)
    scaled = bool(match["scale"]) or "," in match["value"]
    unit, kind, end = _unit(text, match, words, scaled=scaled)
    if unit is None:
        return "a bare number" if match["value"][0].isdigit() else "part of a word"
    kind_of: QuantityType = "duration" if kind == "time" else "change" if kind == "percent" else "level"
    return _made(text, match, value, (unit, kind), kind_of, qualifier, more=end - match.end())


def _unit(text: str, match: re.Match[str], words: Lexicon, *, scaled: bool) -> tuple[str | None, UnitClass, int]:
    """The unit after a number: a currency, a measure, or what is counted, by a measure word or (if large) without."""
    start, at = match.span()
    place = at + (text[at : at + 1] == " ")
    if coin := words.currency_at(text, place):
        return coin[0], "money", coin[1]
    if measure := words.measure_at(text, place):
        return measure[0], measure[1].class_, measure[2]
    counter = re.match(_COUNTERS, text[at:])
    if not counter and not scaled:
        return None, "count", at
    behind = _NOUN.match(text, at + (counter.end() if counter else 0))
    before = ends(_NOUN_BEFORE, text, start)
    named = _LED.sub("", before[1]) if before else ""
    noun = behind[0] if behind else named if len(named) > 1 else counter[0] if counter else None
    return noun, "count", at


_LED = re.compile(r"^.*(?:[年月日比较]|其中|新增|计划|累计|力争|达到|增加|减少|已有|已|投产|建成|拥有|现有|共有)")
"""What stands before a noun and is no part of it: to the year, more than, reached."""


_NOUN = re.compile(
    r"(?![的，。；、和与及在是为占由从到])[\u4e00-\u9fff]{2,12}?(?=[，。；、（）,;()\s]|的|和|与|$|在|并|以"
    r"|开设|设立|建成|投入|获得|完成|实现|参与|入选|提供|通过|发布)"
)
_NOUN_BEFORE = re.compile(
    r"(?:全国|全省|全市|全球|我国|该国|该省|该市|本市)?([\u4e00-\u9fff]{2,6}?)(?:总数量|总规模|总数|数量|规模|人数|总量|数)?(?:已经|已|将"
    r"|现)?(?:累计)?(?:达到|达|为|有|超过|突破|超|近|约|新增|增至|共|增加到"
    r"|增加|至|逾)?$"
)


def _made(
    text: str, match: re.Match[str], value: float, unit: tuple[str, UnitClass], kind: QuantityType,
    qualifier: Qualifier | None, more: int = 0,
) -> Quantity:  # fmt: skip
    low, high = bounds(value, qualifier)
    end = match.end() + more
    value = float(f"{value:.12g}")
    return Quantity(match.start(), end, text[match.start() : end], value, low, high, *unit, kind, "chinese", qualifier)
