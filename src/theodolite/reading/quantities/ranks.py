"""Ranks: second place, ranked 12th, the world's third-largest, No. 1, leads the world."""

from __future__ import annotations

import re
from collections.abc import Iterator

from theodolite.reading.quantities.nouns import noun_after, plural
from theodolite.reading.quantities.quantity import Qualifier, Quantity

_ORDINALS = {
    word: value
    for value, word in enumerate(
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"],
        start=1,
    )
}
_ORD = rf"(?P<{{0}}>{'|'.join(_ORDINALS)}|\d{{{{1,3}}}}(?:st|nd|rd|th))"
_WORLD = r"(?:globally|worldwide|in the world|internationally|overall|nationally|regionally|among|in Europe|in Asia|in Africa|in ASEAN|in the EU|of \d+|out of \d+)"
_SUPER = (
    r"(?:largest|biggest|highest|most|best|fastest|leading|strongest|busiest|top|lowest|smallest|cheapest|greatest|richest|"
    r"most[ -]\w+|heaviest|longest|oldest|deepest|broadest)"
)
_FORMS: tuple[tuple[str, str], ...] = (
    ("rank-verb", r"\b(?:rank(?:s|ed|ing)?|plac(?:es|ed|ing)|com(?:es|ing)|came|stands?|stood|sits?|sat|finish(?:es|ed)?|is|was|are|were|now|rose to|climbed to|fell to|"
     r"slipped to|dropped to|moved up to|jumped to|up to|from|at|positioned|slid to|advanced to|improved to)(?: (?:a|an|the|only|now|currently|just|as|in|at))*? "
     r"(?P<close>close |distant |joint )?" + _ORD.format("a") + rf"(?: (?:place|position|rank|spot)\b| (?={_WORLD})|(?= (?:to|behind|after|in|on|for|by|and|from|with|only)\b)|(?= (?:a|the|two|three|one) (?:year|years|edition)\b| last year| previously)|(?=[,.;)]|$))"),
    ("rank-by", _ORD.format("i") + r"(?= in (?:the |terms of |its )?(?:number|share|volume|list|ranking|table|index|world|region|size|value|per capita|global|overall|absolute))"),
    ("rank-place", r"(?P<close2>close |distant |joint )?" + _ORD.format("b") + r"[ -](?:place|position|rank|spot)\b"),
    ("rank-super", _ORD.format("c") + rf"[ -]{_SUPER}(?![\w])"),
    ("rank-in", _ORD.format("d") + rf"(?= {_WORLD})"),
    ("rank-only", r"(?<!\w)(?P<e>second|third|fourth) only to\b"),
    ("rank-number", r"(?<!\w)(?:(?:No\.|no\.|#|number|Number|rank) ?(?P<f>\d{1,3}|one|two|three|four|five)(?= (?:in|globally|worldwide|spot|position|place|ranking|ranked|out of|of \d)|[,.;)]|$))"),
    ("rank-leads", r"(?P<g>\b(?:lead(?:s|ing)?|led) (?:the world|globally|all (?:other )?(?:countries|nations|economies))\b|\btop(?:s|ped)? the (?:list|ranking|rankings|table|index)\b|\b(?:ranks?|ranked|came|comes) (?:top|first)\b(?! and)"
     r"|\bby far the (?:most|largest|biggest|highest)\b|\b(?:took|takes|taking|holds?|held|claims?|claimed) (?:the )?(?:top spot|top place|first place|pole position|lead)\b)"),
    ("rank-in-region", r"(?<!one of )(?<!among )(?P<j>\bthe (?:single )?(?:largest|biggest|fastest|highest|most \w+))\b(?= (?:[\w-]+ ){1,4}(?:in|on) (?:the )?(?:world|Middle East|continent|region|country|European Union|EU|Europe|Africa|Asia|Latin America|South America|North America|Southeast Asia|Gulf|bloc|OECD|southern hemisphere|Nordics)\b)"),
    ("rank-largest", r"(?<!one of )(?<!among )(?P<h>\b(?:the |its |their )?(?:world's|world|globe's|continent's|region's|Europe's|Asia's|Africa's|Latin America's|Southeast Asia's|bloc's|country's) (?:single )?(?:largest|biggest|leading|top|highest|fastest|number one|most \w+))\b(?! (?:\w+ ){0,2}(?:companies|firms|powers|economies|nations|countries|players|universities|banks))"),
)  # fmt: skip
_RANK = tuple((name, re.compile(form, re.IGNORECASE)) for name, form in _FORMS)
_AND = re.compile(r"(?:\band|,|\bbut|;) (?:only )?" + _ORD.format("a") + r"(?= (?:in|on|for|among|worldwide|globally|overall|by|per)\b)", re.IGNORECASE)
_HINT = re.compile(
    r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\d(?:st|nd|rd|th)\b|teenth|twentieth|largest|biggest|"
    r"lead(?:s|ing) |led |\btop|no\. ?\d|#\d|number|by far|highest|fastest|rank|most|lead\b",
    re.IGNORECASE,
)
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_NOT_AFTER = re.compile(
    r"[ -]?(?:half|quarter|party|plenary|plenum|session|phase|stage|step|time|round|century|generation|countr(?:y|ies)|part(?:y|ies)|wave|"
    r"year|week|month|day|edition|reading|pillar|priority|objective|chapter|section|reason|point|option|hand|term|amendment|lady|"
    r"anniversary|congress|industrial|world|meeting|summit|draft|version|report|step|iteration|tranche|batch|cohort|floor)",
    re.IGNORECASE,
)
_AMONG = re.compile(
    r"\b(?:one|some|many|several|two|three|four|five|few|most) of (?:the )?$|\bamong (?:the )?$", re.IGNORECASE
)
_RANK_OF = re.compile(r" (?:of|out of|among) (\d{1,3})\b")


def ranks(text: str) -> Iterator[Quantity]:
    """Every rank that a plain text says, in the order of the forms; a lead of the world is rank 1."""
    if _HINT.search(text) is None:
        return
    said = False
    for name, form in _RANK:
        for found in form.finditer(text):
            rank = _rank(text, name, found)
            if rank is not None:
                said = True
                yield rank
    if said:
        for found in _AND.finditer(text):
            rank = _rank(text, "rank-and", found)
            if rank is not None:
                yield rank


def _of_many(text: str, end: int) -> bool:
    """Whether a superlative is of a plural (the world's fastest machines), which ranks nobody."""
    noun = noun_after(text, end)
    return noun is not None and plural(noun[0])


def _rank(text: str, name: str, found: re.Match[str]) -> Quantity | None:
    group = next(key for key in "abcdefghij" if key in found.re.groupindex and found[key])
    start, end = found.start(group), found.end(group)
    said = found[group].lower()
    if name == "rank-largest" and _of_many(text, end):
        return None
    if _AMONG.search(text, 0, start) or (name in ("rank-verb", "rank-in") and _NOT_AFTER.match(text, end)):
        return None
    value = (
        1.0
        if name in ("rank-leads", "rank-largest", "rank-in-region")
        else float(_NUMBERS.get(said) or _ORDINALS.get(said) or re.sub(r"\D", "", said))
    )
    if name in ("rank-verb", "rank-place") and re.match(r"[ -](?:place|position|rank|spot)\b", text[end : end + 10]):
        end += len(re.match(r"[ -]\w+", text[end:])[0])  # type: ignore[index]
    if name == "rank-super":
        end = found.end()
    if name == "rank-number":
        start = found.start()
    closeness = (found.groupdict().get("close") or found.groupdict().get("close2") or "").strip().lower()
    qualifier: Qualifier | None = "close" if closeness == "close" else None
    of = _RANK_OF.match(text, end)
    return Quantity(
        start, end, text[start:end], value, None, None, "rank", "rank", "rank", name, qualifier,
        denominator=float(of[1]) if of else None,
    )  # fmt: skip
