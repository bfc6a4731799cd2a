"""Composed names: a country's name inside a longer one that means a firm, a body or an organ of its state."""

from __future__ import annotations

import re
from dataclasses import replace

from theodolite.reading.subjects.mentions import Mention

_AFTER = re.compile(r"(?: (?:and|of|for|&)(?= [A-Z])| [A-Z][\w&'-]*[\w]\.?(?![\w]))+")
_BEFORE = re.compile(
    r"(?:^|(?<=[^\w]))(?P<head>(?:(?!The )[A-Z][\w-]+ ){0,3}(?:University|Port|Bank|Institute|College|Reserve Bank"
    r"|Academy|Commonwealth Bank|"
    r"National Bank|Federation|Confederation|Chamber|Government|Parliament|Supreme Court|Technical University"
    r"|Statistics) "
    r"(?:of|for) (?:the )?)$"
)
_SCHOOL = re.compile(r"University|Port|Institute|College")
_STATE = re.compile(
    r"\b(?:Ministry|Ministries|Minister|Department|Agency|Authority|Commission|Council|Government|Parliament"
    r"|Congress|Senate|"
    r"Cabinet|Bureau|Office|Treasury|President|Court|Assembly|Bundestag|Act|Strategy|Plan|Programme|Program"
    r"|Mission|Initiative|"
    r"Fund|Policy|Administration|Reserve Bank|Bank of|National Bank|Patent Office|Army|Navy|Forces|Board|Statistics)\b"
)
_FIRM = re.compile(
    r"\b(?:Co|Inc|Ltd|Corp|Corporation|Company|Bank|Mobile|Telecom|Telecommunications|Airlines|Motors|Energy"
    r"|Electric|Group|"
    r"Holdings|Semiconductor|Semiconductors|Power|Oil|Gas|Steel|Railways|Unicom|Life|Resources|Technologies"
    r"|Petroleum|University|"
    r"Institute of Technology|Cloud)\.?$"
)
_BODY = re.compile(
    r"\b(?:Association|Institute|Academy|Research|Risk|Times|Post|Journal|Daily|News|Watch|Centre|Center"
    r"|Foundation|Society|"
    r"Federation|Chamber|Survey|Report|Index|Tracker|Observatory|Review|Forum|Network|Consortium|Herald|Today"
    r"|Morning Post|"
    r"Standard|Mail|Insights|Briefing|Monitor|Tribune)$"
)
_WORK = re.compile(r"\b(?:Dam|Campus|Supercomputer|Cluster|Park|Observatory|Hub|Valley)$")
_LEADING = re.compile(r"(?<![.!?] )\b(?!The |In |At |Of |For |By |And |With )(?:[A-Z][a-z]+ )+$")
_PLAIN = re.compile(r"^ (?:AI|ICT|GDP|GPU|LLMs?|R&D|EV|EVs|Big Tech|CEO|STEM|IT|GW|MW|TWh|SMEs?)\b")


_OF_PLACE = re.compile(
    r"^ (?:and|of|for|&|State|Region|Province|County|City|Metropolitan|District|Prefecture|Governorate|Oblast|Territory"
    r"|New|Area|Mayor|Governor|Premier|Senator|Prime|January|February|March|April|May|June|July|August|September"
    r"|October|November|December)\b"
)
_APPOSED = re.compile(r", an? [a-z]")


def composed(text: str, mention: Mention) -> Mention:
    """`mention`, or the longer name that it is a part of: Japan Robot Association, University of Toronto.

    An organ of the state stands for its economy, a firm for itself, a body that publishes for itself. Words in capitals
    that are no part of a name (Chinese AI, US Big Tech) are left.
    """
    if mention.kind not in ("economy", "people", "place", "seat") or mention.code is None:
        return mention
    if head := _BEFORE.search(text, max(0, mention.start - 60), mention.start):
        first = head.start("head")
        name = text[first : mention.end]
        if _SCHOOL.search(head["head"]):
            return replace(mention, start=first, kind="firm", entity=name, name=name)
        return replace(mention, start=first, kind="state", name=name)
    tail = _AFTER.match(text, mention.end)
    if not tail:
        return mention
    said = tail[0].removesuffix(" and").removesuffix("'s").rstrip()
    if _PLAIN.match(said) and not any(kind.search(said) for kind in (_FIRM, _BODY)):
        return mention
    end, name = mention.end + len(said), text[mention.start : mention.end] + said
    if _WORK.search(said):
        led = _LEADING.search(text, max(0, mention.start - 40), mention.start)
        first = led.start() if led else mention.start
        return replace(mention, start=first, end=end, kind="firm", entity=text[first:end], name=text[first:end])
    if _FIRM.search(said):
        return replace(mention, end=end, kind="firm", entity=name, name=name)
    if _BODY.search(said):
        return replace(mention, end=end, kind="body", entity=name, name=name)
    if _STATE.search(said):
        return replace(mention, end=end, kind="state", name=name)
    own = mention.kind == "place" and not _OF_PLACE.match(said)
    if own or (mention.kind == "economy" and _APPOSED.match(text, end)):
        return replace(mention, end=end, kind="firm", entity=name, name=name)
    return mention


def initials(name: str) -> str:
    """The initials of a name's words: Taiwan Semiconductor Manufacturing Co. is TSMC."""
    return "".join(word[0] for word in re.findall(r"[A-Z]\w*", name))
