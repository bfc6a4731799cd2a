"""Publisher: whether a claim says whose figure it tells, so that its number must be that one."""

from __future__ import annotations

import re

from theodolite.core.catalog import Catalog
from theodolite.core.source import Source
from theodolite.evidence.factcheck.figures import Figure
from theodolite.reading.claim import Claim
from theodolite.reading.plain import unaccented

_SMALL = frozenset({"of", "the", "and", "for", "on", "in", "via", "by"})
_WORD = re.compile(r"[^\W_]+")


def names_publisher(claim: Claim, figure: Figure, catalog: Catalog) -> bool:
    """Whether the claim's sentence, or who it is attributed to, names who made the figure, by name or by initials."""
    return names_source(claim, catalog.sources[figure.edition_id], catalog)


def names_source(claim: Claim, source: Source, catalog: Catalog) -> bool:
    """The same of the edition that the figure is of.

    A work that is called as its indicator is (Notable AI models) is not named by who tells what was counted.
    """
    known = catalog.indicators
    counted = _plain(known[claim.indicator].title) if claim.indicator in known else ""
    said = f" {_plain(' '.join(filter(None, (claim.quote, claim.attributed_to))))} "
    return any(f" {name} " in said for name in _names(source) - {counted})


def _names(source: Source) -> set[str]:
    """The producer's name and initials, the name of its folder and the work's: `international energy agency`, `iea`."""
    producer = source.producer.partition(",")[0]
    words = [word for word in _WORD.findall(producer) if word.casefold() not in _SMALL]
    initials = "".join(word[0] for word in words) if len(words) > 2 else ""
    names = {_plain(producer), _plain(initials), _plain(source.id.partition("/")[0]), _plain(source.title)}
    return {name for name in names if len(name) > 2}


def _plain(text: str) -> str:
    return " ".join(unaccented(word) for word in _WORD.findall(text))
