"""Names that only this text knows: firms, machines, models, parks and bodies written with capitals, as of somebody."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from theodolite.reading.subjects.mentions import Mention
from theodolite.reading.subjects.words import FINITE

_WORD = r"[A-ZÀ-ÖØ-Þ][\w&'-]*[\w]"
_NAME = re.compile(
    rf"(?:The )?(?:University|Port) of {_WORD}(?: {_WORD})?"
    rf"|{_WORD}(?: (?:(?:de|da|do|del|dos|la|le|el|al|von|van|der|di) )*"
    rf"(?:{_WORD}|\d[\w-]*)){{0,5}}"
)
_LEGAL = re.compile(
    r"\b(?:Inc|Ltd|Corp|Corporation|GmbH|AG|plc|PLC|SA|Pty|Co|LLC|Holdings|Technologies|Semiconductor|Labs?"
    r"|Systems|Motors|Robotics|Compute|Telecom|Energy|Ventures|Capital|Electronics|Networks|Undertaking"
    r"|Consortium|Alliance|Group|Laboratory|Laboratories|Observatory|Dam|Academy|Cluster|Park)\.?$"
)
_SHAPED = re.compile(r"^(?=.*[A-Z])(?:[A-Z]{4,}|[A-Z][a-z]+[A-Z]\w*|[A-Z][\w]*-(?:[A-Z]\w*|\d+))$")
_COMMON = re.compile(
    r"^(?:The|This|That|These|Those|In|On|At|By|Of|For|From|With|And|But|Or|It|Its|They|Their|We|Our|As|If|When|While|"
    r"Although|Since|After|Before|Under|Over|Between|Among|All|Some|Most|Many|Each|Every|No|Not|Both|More|Less"
    r"|Only|About|Of|Nor|So|Such|Today|Now|Then|Yet|Still|Even|Just|Once|Until|Unlike|Inside|Outside|Across|Abroad"
    r"|Table|Figure|Chapter|Section|Annex|Article|Part|Phase|Note|Box|Source|Appendix|Mr|Mrs|Ms|Dr|Professor|Minister|"
    r"President|Prime|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Q|A|What|Who|How|Why|Where|Here|There|"
    r"January|February|March|April|May|June|July|August|September|October|November|December|AI|ICT|GDP|GPU|GPUs"
    r"|CPU|STEM|"
    r"LLM|LLMs|R&D|CEO|PhD|NGO|SME|SMEs|IT|HPC|Parliament|Government|Ministry|Commission|Council|Committee|Department|"
    r"Treasury|Cabinet|Congress|Senate|House|Member|Members|State|States|One|Two|Three|Four|Five|Six|Seven|Eight"
    r"|Nine|Ten|Chair|Chairman|Mayor|Governor|Senator|Deputy|Director|Sir|Madam|Question|Answer|Option|Step|Tier"
    r"|Level|Stage|Scenario|Item|Motion|Goal|Target|Pillar|Objective|Action|Recommendation|Finding|Spring|Summer|Autumn"
    r"|Winter|Commissioner|Plan|Women|Men|People|Children|Everyone|Nobody|His|Her|My|Your|Any|An|Another|Other|Such"
    r"|Much|Few|Several|Domestic|Foreign|Private"
    r"|Public|Local|National|Global|Federal|Industrial|Former|New|Old|Big|Small|Large|Total|Average|Early|Later|Last"
    r"|Next|Named|Called|Dubbed|Rival|Rivals|Operator|Developer|Utility|Chipmaker|Carmaker|Start-up|Startup|Lender"
    r"|First|Second|Third|Finally|Meanwhile|However|Indeed|Instead|Also|Perhaps|Thus|Hence|Within|Without"
    r"|Through|Throughout|Despite|Because|Whether|During|Including|Based|According|Given|GW|MW|TWh|kWh|USD|EUR|GBP"
    r"|Agenda|Resolution|USMCA|NAFTA|English|French|Spanish|Arabic|Mandarin|Swahili|North|South|East|West|Northeast"
    r"|Northwest|Southeast|Southwest|Internet|Web|State)$"
)
_ORGANISED = re.compile(
    r"\b(?:University|College|Polytechnic|Laboratory|Laboratories|Technopark|Inc|Ltd|GmbH|plc|Corp)$"
)
"""How names end that are an organisation's wherever they stand."""
_BARE = re.compile(
    r"University|Meeting|Conference|Forum|College|Company|Group|Bank|Port|Board|Hospital|School|Institute|Foundation|Laboratory"
)
_TERM = re.compile(r"^(?:[A-Z]{1,3}s?|[A-Z]\d*|I'[a-z]+)$")
_NO_NAME = re.compile(
    r"^(?:Wi-Fi|USMCA|NAFTA|GDPR|STEM|CAGR|C(?:OVID|ovid).*|ESG|X-ray|SWIFT|BRICS|HBM\d|CEO-.*|E-.*|FY\d*"
    r"|FY\d{2,4}[-/]\d+|Q\d|H\d|[A-Z]+\d+s|.*(?:-based|-style|-led|-made|-owned|-backed|-wide|-century|-era|-speaking"
    r"|-like))$"
)
_INSTITUTION = re.compile(
    r"\b(?:Ministry|Commission|Council|Committee|Department|Treasury|Parliament|Government|Agency|Authority"
    r"|Office|Act|Bill|"
    r"Plan|Strategy|Programme|Program|Fund|Agenda|Initiative|Policy|Law|Directive|Regulation|Report|Survey|Index"
    r"|Decade|Mission|"
    r"Framework|Review|Board|Bank|Resource|Union|Party|Court|Assembly|Bureau|Minister|Secretary|President|"
    r"Framework|Resolution|Decision|Decree|Congress|Association|Roadmap|Pact|Scheme|Package"
    r"|Summit|"
    r"Accord|Charter|Network|Facility|Project|Foundation|Centre|Center|Kingdom|Republic|Speaker|Member)s?$"
)
_PAST = re.compile(r" (?:has |have )?[a-z]+ed\b")
_HEADED = re.compile(
    r" (?:systems?|models?|machine|supercomputer|cluster|campus|chips?|plant|park|site|fab|dam|platform|app|chatbot"
    r"|reactor"
    r"|cable|zone|mine|terminal|hub|corridor|processors?|data cent(?:re|er)|project)\b"
)
_NOUN = re.compile(r"(?:s|ing|[ts]ion|ment|ity|ness|[ae]nce|ship|ism|er|ry|ure|ers|ment)$")
_DOES = re.compile(
    r",? (?:our|an?|its) [a-z]|, [a-z]+ed (?:by|in|at|on|from|with|for) |"
    r" (?:shipped|ships|launched|bought|hired|raised|invested|signed|acquired|sold|announced|unveiled|opened|gave"
    r"|pledged"
    r"|employs|employed|owns|operates|won|plans|paid)\b"
)
_VERB_NEXT = re.compile(
    rf"(?:'s)?(?:{_HEADED.pattern},?)?(?: \w+ly)?(?: alone| itself| also| already| now| still"
    rf"| in turn)?(?: (?:near|in|at|outside) {_WORD})?,? {FINITE.pattern}"
    rf"|, (?:in|near|an?|the|its?|our|where|which|with|whose) |, [a-z]+ed (?:by|in|at|on|from|with|for) "
    rf"|{_HEADED.pattern}"
)
_KIND = re.compile(r" (?:Campus|Park|Valley|Dam|Reactor|Cloud|Data|Labs?|AI|Works|Hub|Corridor|City|University)$")
_SAYS = re.compile(
    r" (?:also |then )?(?:says|said|adds|added|argues|argued|warns|warned|told|wrote|writes|thinks|insists|shrugs"
    r"|smiles"
    r"|recalls|explains|replied|replies|believes|asked|asks|noted|notes|laughs|nods|points out)\b"
)
_UNDER = re.compile(
    r"\b(?:[Ii]n|near|at|from|to|of|with|by|like|for|on|via|through|under|against|than|[Ww]hen|[Ii]f|into"
    r"|using) (?:the )?$"
)
_NAMED = re.compile(r"\b(?:named|called|dubbed|christened|known as) \"?$")
_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Senator|Minister|Secretary|President|Premier|Chancellor|Mayor"
    r"|Governor|Commissioner|Judge|Justice|General|Chair|Chairman|Director|Member|MP|by|said|says|professor|minister"
    r"|director|engineer|analyst|economist|founder|chief|head|author)\.? $"
)
_ORGAN = re.compile(rf"\b{_WORD} (?:of|for|on|and|&) (?:the )?$")
_OPENS = re.compile(r"(?:^|[.!?:;\"”)\]•*—–-] ?|\n|\d[.)] ?)$")


def local_names(text: str, known: Sequence[Mention]) -> tuple[Mention, ...]:
    """Names that the tables do not know and that the text writes of as it does of a firm or a machine.

    A name is kept if it is followed by a verb or an apposition somewhere, and is shaped as names are (`JUPITER`,
    `Isambard-AI`), ends as firms do (`Compute`, `Ltd`), is of several words, or is one word that stands with its
    capital in the middle of a sentence and never without it. Ministries, programmes and laws are no such names: what
    they do is the state's; persons, who speak and have titles, are none either.
    """
    taken = [(m.start, m.end) for m in known]
    found = [(start, end) for start, end in _candidates(text) if not _overlaps(start, end, taken)]
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for start, end in found:
        places[text[start:end]].append((start, end))
    people = _people(text, places)
    small = set(_SMALL.findall(text))
    kept = {name for name, spans in places.items() if name not in people and _kept(text, name, spans, small)}
    whole = {**{name: name for name in kept}, **_short(kept, places, people, small)}
    return tuple(
        Mention(start, end, "firm", None, whole[text[start:end]], text[start:end])
        for start, end in found
        if text[start:end] in whole
    )


def _short(
    kept: set[str], places: Mapping[str, Sequence[tuple[int, int]]], people: set[str], small: set[str]
) -> dict[str, str]:
    """Names of one word by which the text goes on to call a longer name that it begins: Halden of Halden Optics."""
    found: dict[str, str] = {}
    for name in sorted(kept, key=len):
        first = name.partition(" ")[0]
        if first == name or first not in places or first in people or first.lower() in small:
            continue
        if places[name][0] < places[first][0]:
            found.setdefault(first, name)
    return found


_SMALL = re.compile(r"(?<![\w-])[a-z]{2,}")


def _kept(text: str, name: str, spans: Sequence[tuple[int, int]], small: set[str]) -> bool:
    """Whether the text writes of a name as of somebody who does or is something."""
    legal = _LEGAL.search(name)
    acts = [s for s in spans if _VERB_NEXT.match(text, s[1]) or (legal and _PAST.match(text, s[1]))]
    acts = [span for span in acts if _beside(text, span[1]) or not _UNDER.search(text, max(0, span[0] - 14), span[0])]
    called = any(_NAMED.search(text, max(0, start - 14), start) for start, _ in spans)
    if " " in name and _ORGANISED.search(name):
        return True
    if not acts and not called:
        return False
    if _SHAPED.match(name) or (" " in name and (legal or " of " in name)):
        return True
    inside = [start for start, _ in spans if not _OPENS.search(text, max(0, start - 3), start)]
    if called or _KIND.search(name):
        return True
    if " " in name:
        return name.split(" ")[0].lower() not in small or bool(inside)
    if _TERM.match(name) or name.lower() in small or name.lower().rstrip("s") in small:
        return False
    if inside:
        return True
    if any(_HEADED.match(text, end) and text[start - 4 : start] in ("The ", "the ") for start, end in acts):
        return True
    return not _NOUN.search(name) and (len(spans) > 1 or bool(_DOES.match(text, acts[0][1])))


def _beside(text: str, end: int) -> bool:
    """Whether words beside a name say what it is: Alps, the successor of …"""
    return text[end : end + 2] == ", " and not FINITE.match(text, end + 2)


def _people(text: str, places: Mapping[str, Sequence[tuple[int, int]]]) -> set[str]:
    """The names of persons: those with a title before them or a verb of saying after; a surname goes with its name."""
    found: set[str] = set()
    for name, spans in places.items():
        if _LEGAL.search(name) or _SHAPED.match(name):
            continue
        if any(_SAYS.match(text, end) or _TITLED.search(text, max(0, start - 14), start) for start, end in spans):
            found.add(name)
    last = {name.rpartition(" ")[2] for name in found}
    return {name for name in places if name in found or name.rpartition(" ")[2] in last}


_COUNTS = re.compile(rf"%|[.,]\d| (?!{FINITE.pattern})[a-z]")
"""What follows a number that counts something and is no part of the name before it."""


def _candidates(text: str) -> Iterator[tuple[int, int]]:
    for name in _NAME.finditer(text):
        start = name.start()
        words = name[0].split(" ")
        while words and _COMMON.match(words[0]):
            start += len(words[0]) + 1
            words = words[1:]
        while words and _COMMON.match(words[-1]):
            words = words[:-1]
        if len(words) > 1 and words[-1].isdigit() and _COUNTS.match(text, name.end()):
            words = words[:-1]
        said = " ".join(words)
        said = said.removesuffix("'s")
        if (
            said
            and (_LEGAL.search(said) or not _INSTITUTION.search(said))
            and not said.isdigit()
            and not _BARE.fullmatch(said)
            and not _NO_NAME.match(said)
            and not _ORGAN.search(text, max(0, start - 30), start)
        ):
            yield start, start + len(said)


def _overlaps(start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
    at = bisect_right(taken, (start, end))
    return any(first < end and start < last for first, last in taken[max(0, at - 2) : at + 2])
