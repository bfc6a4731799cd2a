"""Names of a document's own: firms, machines and laboratories that no table knows, by how the text writes of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from theodolite.reading.subjects.mentions import Mention
from theodolite.reading.subjects.words import FINITE

_WORD = r"[A-ZÀ-ÖØ-Þ][\w&'-]*[\w]"
_NAME = re.compile(rf"University of {_WORD}(?: {_WORD})?|{_WORD}(?: (?:{_WORD}|\d[\w-]*)){{0,3}}")
_LEGAL = re.compile(
    r"\b(?:Inc|Ltd|Corp|Corporation|GmbH|AG|plc|PLC|SA|Pty|Co|LLC|Holdings|Technologies|Semiconductor|Labs?"
    r"|Systems|Motors|Robotics|Compute|Telecom|Energy|Ventures|Capital|Electronics|Networks|Undertaking"
    r"|Consortium|Alliance|Group|Laboratory|Laboratories|Observatory|Dam|Academy|Cluster|Park)\.?$"
)
_SHAPED = re.compile(
    r"^(?!Wi-Fi|USMCA|NAFTA|GDPR|STEM|CAGR|COVID|Covid|ESG|X-ray|SWIFT|BRICS|HBM\d|CEO-"
    r"|E-)(?=.*[A-Z])(?:[A-Z]{4,}|[A-Z][a-z]+[A-Z]\w*|[A-Z][\w]*-(?:[A-Z]\w*|\d+))$"
)
_COMMON = re.compile(
    r"^(?:The|This|That|These|Those|In|On|At|By|Of|For|From|With|And|But|Or|It|Its|They|Their|We|Our|As|If|When|While|"
    r"Although|Since|After|Before|Under|Over|Between|Among|All|Some|Most|Many|Each|Every|No|Not|Both|More|Less"
    r"|Only|About|"
    r"Table|Figure|Chapter|Section|Annex|Article|Part|Phase|Note|Box|Source|Appendix|Mr|Mrs|Ms|Dr|Professor|Minister|"
    r"President|Prime|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Q|A|What|Who|How|Why|Where|Here|There|"
    r"January|February|March|April|May|June|July|August|September|October|November|December|AI|ICT|GDP|GPU|GPUs"
    r"|CPU|STEM|"
    r"LLM|LLMs|R&D|CEO|PhD|NGO|SME|SMEs|IT|HPC|Parliament|Government|Ministry|Commission|Council|Committee|Department|"
    r"Treasury|Cabinet|Congress|Senate|House|Member|Members|State|States|One|Two|Three|Four|Five|Six|Seven|Eight"
    r"|Nine|Ten)$"
)
_INSTITUTION = re.compile(
    r"\b(?:Ministry|Commission|Council|Committee|Department|Treasury|Parliament|Government|Agency|Authority"
    r"|Office|Act|Bill|"
    r"Plan|Strategy|Programme|Program|Fund|Agenda|Initiative|Policy|Law|Directive|Regulation|Report|Survey|Index"
    r"|Decade|Mission|"
    r"Framework|Review|Board|Bank|Resource|Zone|Zones|Union|Party|Court|Assembly|Bureau|Minister|Secretary|President|"
    r"Framework|Resolution|Decision|Decree|Congress|Association|Roadmap|Pact|Scheme|Package"
    r"|Summit|"
    r"Accord|Charter|Network|Facility|Project|Foundation|Centre|Center|Kingdom|Republic|Speaker|Member)s?$"
)
_VERB_NEXT = re.compile(
    rf"(?:'s)?(?: (?:system|model|machine|supercomputer|cluster|campus|chip|plant"
    rf"|project),?)?(?: \w+ly)? {FINITE.pattern}|, (?:in|an?|the) "
)


def local_names(text: str, known: Sequence[Mention]) -> tuple[Mention, ...]:
    """Names that the tables do not know and that the text writes of as it does of a firm or a machine.

    A name is kept if it is followed by a verb somewhere, and is shaped as names are (`JUPITER`, `Isambard-AI`), ends as
    firms do (`Compute`, `Ltd`), or is written twice with a capital in the middle of a sentence. Ministries, programmes
    and laws are no such names: what they do is the state's.
    """
    taken = [(m.start, m.end) for m in known]
    found = [(start, end) for start, end in _candidates(text) if not _overlaps(start, end, taken)]
    times = Counter(text[start:end] for start, end in found)
    acting = {text[start:end] for start, end in found if _VERB_NEXT.match(text, end)}
    kept = {
        name
        for name in acting
        if _SHAPED.match(name) or (" " in name and (_LEGAL.search(name) or times[name] > 1 or " of " in name))
    }
    return tuple(
        Mention(start, end, "firm", None, text[start:end], text[start:end])
        for start, end in found
        if text[start:end] in kept
    )


def _candidates(text: str) -> Iterator[tuple[int, int]]:
    for name in _NAME.finditer(text):
        start = name.start()
        words = name[0].split(" ")
        while words and _COMMON.match(words[0]):
            start += len(words[0]) + 1
            words = words[1:]
        while words and _COMMON.match(words[-1]):
            words = words[:-1]
        said = " ".join(words)
        said = said.removesuffix("'s")
        if said and not _INSTITUTION.search(said) and not said.isdigit():
            yield start, start + len(said)


def _overlaps(start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
    at = bisect_right(taken, (start, end))
    return any(first < end and start < last for first, last in taken[max(0, at - 2) : at + 2])
