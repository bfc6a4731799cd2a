"""Places inside a country: when a city, state or province is itself whom a quantity is said of, by its plain name."""

from __future__ import annotations

import re

from theodolite.reading.scene import Scene
from theodolite.reading.subjects.cast import Cast
from theodolite.reading.subjects.segments import Atom
from theodolite.reading.subjects.words import FINITE

UNION = "EUU"
"""The European Union, whose member states are its places."""

_WHERE = re.compile(r" ?(?:(?:[Ii]n|[Aa]cross|[Ff]or) )?(?:the )?(?:state of |province of |city of |region of )?")
_INSIDE = re.compile(r"[^.;]{0,60} (?:in|across) (?:the )?")
_BUILT = re.compile(
    r"\b(?:plants?|factory|factories|fabs?|cent(?:re|er)s?|campus(?:es)?|sites?|machines?|lines?|reactors?|mines?|hubs?"
    r"|projects?|supercomputers?|facilit(?:y|ies)|stations?|branch|offices?|rooms?|halls?|students?) in (?:the )?$"
)
"""What somebody built or keeps at a place: its figures are those of its country or of whoever built it."""
_ITSELF = re.compile(
    rf"'s? | alone\b|, \d+(?:\.\d+)?(?: per ?cent|%)| the \w+ (?:\w+ )?(?:{FINITE.pattern})|,? where\b|,? which\b"
    rf"| (?:\w+ )?{FINITE.pattern}"
    r"| (?:with |about |some |only |nearly )?\d"
)
_CITY = re.compile(
    r" alone\b|,? where\b|,? (?:which|with) | (?:\w+ )?(?:hosts?|hosted|houses|ranks?|ranked|is (?:home|first|second"
    r"|third|the \w+est)|was (?:home|first|second|third|ranked)|has (?:been|become|the \w+est)|had become|consumes?"
    r"|consumed|imports?|imported|employs?)\b|'s (?:share|population|residents|start-?ups|universities|schools"
    r"|residents|port|airport|metro|region|grid|pipeline|data cent(?:re|er)s|engineers|developers|mayor)\b"
)
"""What a seat of government does or has as a city; else it stands for its country."""
_IN = re.compile(r" ?(?:[Ii]n|[Aa]cross) (?:the )?")
_GOVERNS = re.compile(
    r"\b(?:government|ministry|minister|ministers|parliament|regulator|officials?|cabinet|lawmakers|signed|agreed|said"
    r"|says|announced|summit|met)\b"
)


def place_named(scene: Scene, cast: Cast, number: int, atom: Atom, rule: str) -> str | None:
    """The plain name of a city, state or province that is itself the subject: Virginia's share, in Ohio alone.

    It is where it opens the clause as its subject, as whose something is or as where it holds (`in Ohio the share`), or
    where somebody or something that is found all over stands in it (`an engineer in Bandung earns`). None for one that
    only says where (a plant in Dresden): what stands there is its economy's. A seat of government is a city only where
    it does or has what a city does.
    """
    if atom.kind == "region":
        return cast.home.group if cast.home.group else cast.place_before(atom.start)
    if rule == "column" and atom.mentions and atom.mentions[0].kind == "place":
        return atom.mentions[0].name
    if not rule.startswith(("clause", "relative", "before", "hangs")) or not atom.mentions:
        return None
    if any(m.kind not in ("place", "seat") or m.code == UNION for m in atom.mentions):
        return None
    segment = next((s for s in cast.view(number).segments if s.start <= atom.start < s.end), None)
    if segment is None or segment.opens == "said" or not _meant(scene, atom, segment.start, rule):
        return None
    return ";".join(mention.name for mention in atom.mentions) or None


def _meant(scene: Scene, atom: Atom, start: int, rule: str) -> bool:
    """Whether the words of its segment, which begins at `start`, make a place the subject."""
    text = scene.text
    led = text[start : atom.start]
    if any(mention.kind == "seat" for mention in atom.mentions):
        return bool(_WHERE.fullmatch(led) and _CITY.match(text, atom.end)) or (
            bool(_IN.fullmatch(led)) and not _GOVERNS.search(text, atom.end, atom.end + 80)
        )
    one = atom.mentions[0]
    if text[one.start : one.end] != one.name and _WHERE.fullmatch(led):
        return True
    inside = rule in ("clause", "relative") and _INSIDE.fullmatch(led) and not _BUILT.search(led)
    if inside and FINITE.search(led) is None and _VERB.match(text, atom.end):
        return True
    return bool(_WHERE.fullmatch(led) and _ITSELF.match(text, atom.end))


_VERB = re.compile(rf" (?:now |still |already |also |alone )?(?:{FINITE.pattern})")
