"""Whose own text a document is: the firm, university, council or port that its head names and that it speaks as."""

from __future__ import annotations

import re
from collections.abc import Sequence

from theodolite.reading.scene import Scene
from theodolite.reading.subjects.mentions import Mention

_WORD = r"[A-ZÀ-ÖØ-Þ][\w&'-]*\w"
_KIND = (
    r"Council|University|College|Polytechnic|Bank|Banco|Banque|Port|Airport|Hospital|Trust|School|Group|Holdings?|Inc"
    r"|Ltd|Limited|plc|PLC|Corp|Corporation|GmbH|AG|ASA|AB|Oyj|SA|SE|NV|LLC|Company|Robotics|Semiconductors?|Technologies"
    r"|Systems|Labs?|Cloud|Compute|Networks|Telecom|Energy|Motors|Electronics|Analytics|Software|Airlines|Railways"
    r"|Utilities|Water|Logistics|Insurance|Capital|Ventures|Partners|Pharma|Photonics|Steel|Mining|Fund"
)
_NAMED = re.compile(
    rf"(?:(?!(?:The|This|Our|That|Its)\b){_WORD} ){{1,4}}(?:{_KIND})\b"
    rf"|\b(?!Council|Fund)(?:{_KIND}) (?:of (?:the )?{_WORD}|{_WORD})(?: (?:of |and )?{_WORD}){{0,3}}"
)
_OF_PLACE = re.compile(r"(?:University|Port|College) ")
_GUEST = re.compile(r"\b(?:at|to|before|by|for|with|via) (?:the )?$")
_STATE = re.compile(
    r"\b(?:Government|Ministry|Minister|Ministers|Parliament|Senate|Commission|Republic|Kingdom|Federal|Federation"
    r"|National|Central|Reserve|State|European|World|Union|Security|Research|Policy|Economic|House)\b"
)
_LEGAL = re.compile(r" (?:Inc|Ltd|Limited|plc|PLC|Corp|Corporation|GmbH|AG|ASA|AB|Oyj|SA|SE|NV|LLC)$")
_COUNCIL = re.compile(r" (?:(?:City|Town|County|Borough|District|Municipal|Metropolitan|Regional) )?Council$")
_WE = re.compile(r"\b(?:[Ww]e|[Oo]ur|[Uu]s)\b")
_HEAD, _LEAST, _OVER, _AGAIN = 260, 4, 1.5, 2
"""Characters of the head; how often a text speaks as its author at least, against its naming any economy, and by name
or by a word that stands for it."""


def author_of(scene: Scene, mentions: Sequence[Mention]) -> str | None:
    """The organisation that the head of the text names and that the text speaks as, or of, more than of any economy.

    Counted are its name, `we` and `our`, and the words that stand for it (the Group, the University). A city's council
    speaks for the city. Organs of a state, and houses that publish about others, are none.
    """
    text = scene.text
    for found in _NAMED.finditer(text, 0, _HEAD):
        if _GUEST.search(text, 0, found.start()) or _STATE.search(found[0]) or _of_economy(found, mentions):
            continue
        name = _LEGAL.sub("", found[0].removeprefix("The "))
        kind = re.findall(rf"\b(?:{_KIND})\b", found[0])[-1].lower()
        standing = re.compile(
            rf"\b(?:[Tt]he|[Ii]ts) (?:{kind}|{kind.title()}|[Cc]ompany|[Gg]roup|[Ff]irm|Board|[Cc]ity|[Tt]own)\b"
        )
        known = len(standing.findall(text)) + text.count(name)
        own = len(_WE.findall(text)) + known
        if known >= _AGAIN and own >= max(_LEAST, _OVER * _most_named(mentions)):
            firm = [
                m for m in mentions if m.kind == "firm" and m.code and m.start < found.end() and found.start() < m.end
            ]
            return firm[0].entity if firm else _COUNCIL.sub("", name)
    return _body(text, mentions)


def _body(text: str, mentions: Sequence[Mention]) -> str | None:
    """The international body that the head names and that the text then calls by its last word: the Bank."""
    for mention in mentions:
        if mention.kind == "body" and mention.end <= _HEAD and not _GUEST.search(text, 0, mention.start):
            called = re.compile(rf"\b[Tt]he {re.escape(mention.name.rpartition(' ')[2])}\b")
            if " " in mention.name and len(called.findall(text)) >= max(_AGAIN, _most_named(mentions)):
                return mention.entity
    return None


def _of_economy(found: re.Match[str], mentions: Sequence[Mention]) -> bool:
    """Whether a name holds that of a whole economy (the Bank of Thailand) or of a firm that is known."""
    inside = [m for m in mentions if m.start < found.end() and found.start() < m.end]
    known = any(mention.kind == "firm" and mention.code for mention in inside)
    return (known and not _OF_PLACE.match(found[0])) or any(
        mention.kind in ("economy", "people", "bloc", "state") for mention in inside
    )


def _most_named(mentions: Sequence[Mention]) -> int:
    """How often the text names the economy that it names most."""
    codes = [m.code for m in mentions if m.kind in ("economy", "people") and m.code]
    return max((codes.count(code) for code in set(codes)), default=0)
