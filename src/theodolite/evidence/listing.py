"""Listing: the claims of a workspace as they stand after their last review, chosen by what they say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from theodolite.core.catalog import Catalog
from theodolite.core.entity import fold
from theodolite.core.nearest import nearest
from theodolite.core.period import parse_period
from theodolite.core.prose import counted
from theodolite.errors import ReviewError, UnknownNameError
from theodolite.evidence.keep import from_json
from theodolite.evidence.review import State
from theodolite.reading.claim import Claim, Modality
from theodolite.store.documents import documents
from theodolite.store.reviews import claims
from theodolite.store.rows import DocumentRow, ReviewRow
from theodolite.store.words import index_words, sought_words
from theodolite.store.workspace import Workspace

SHORTEST_HASH = 6
"""Digits of a document's hash that may stand for it."""


@dataclass(frozen=True)
class Wanted:
    """Which claims: those that match one of the names in every field that has any; `as_of` hides later documents.

    A document is meant by its hash (SHORTEST_HASH digits or more), file or title; an entity by code or name, as subject
    or counterpart; `attributed_to` by some of its words; `text` by words that stand in the quote.
    """

    document: tuple[str, ...] = ()
    entity: tuple[str, ...] = ()
    indicator: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    modality: tuple[str, ...] = ()
    attributed_to: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    as_of: date | None = None


ALL = Wanted()
"""Every claim."""


@dataclass(frozen=True)
class Reviewed:
    """A claim as it stands: with the edits made to it, its state, and its last review where it has one."""

    claim: Claim
    state: State
    document: DocumentRow
    last: ReviewRow | None

    def as_dict(self) -> dict[str, Any]:
        """The claim and where it stands as one JSON-ready mapping; no clock time is in it."""
        last = self.last
        return {
            **self.claim.as_dict(),
            "file": self.document.file,
            "state": self.state,
            "review": None if last is None else {"line": last.id, "by": last.by, "reason": last.reason},
        }


@dataclass(frozen=True)
class Listing:
    """The claims that were asked for, in the order of their documents' files, and the line at which the log stands."""

    claims: tuple[Reviewed, ...]
    line: int

    @property
    def finding(self) -> str:
        """How many there are, in which state, and at which line the log stands, in one sentence."""
        count, files = len(self.claims), len({one.document.id for one in self.claims})
        if not count:
            return f"No claim is such; the log stands at line {self.line}."
        states = Counter(one.state for one in self.claims)
        told = ", ".join(f"{states[state]} {state}" for state in get_args(State) if states[state])
        of = f"{counted(count, 'claim')} of {counted(files, 'document')}"
        return f"{of}: {told}; the log stands at line {self.line}."


def listed(space: Workspace, catalog: Catalog, wanted: Wanted = ALL) -> Listing:
    """The claims of the workspace that are `wanted`.

    Raises UnknownNameError on a document, indicator or entity that is none, with the nearest, and ReviewError on such a
    state or modality; an entity is one that the catalogue knows or a claim names. One of whom nothing is said, and a
    speaker who is not heard, finds nothing.
    """
    _check("state", wanted.state, get_args(State))
    _check("modality", wanted.modality, get_args(Modality))
    for id in wanted.indicator:
        if id not in catalog.indicators:
            raise UnknownNameError("indicator", id, nearest(id, catalog.indicators))
    there = documents(space)
    chosen = {row.id: row for row in _documents(there, wanted.document) if known_on(row.date, wanted.as_of)}
    rows, last = claims(space)
    every = {row.id: row for row in there}
    standing = [_standing(row.body, last.get(row.id), every[row.document]) for row in rows]
    _check_entities(wanted.entity, standing, catalog)
    found = [one for one in standing if one.document.id in chosen]
    kept = [one for one in found if _matches(one, wanted, catalog)]
    place = {id: number for number, id in enumerate(chosen)}
    kept.sort(key=lambda one: place[one.document.id])
    return Listing(tuple(kept), max((review.id for review in last.values()), default=0))


def day_known(document: DocumentRow) -> date | None:
    """The last day on which a document may have come out by its date; None where it has none."""
    return None if document.date is None else parse_period(document.date).end


def known_on(said: str | None, as_of: date | None) -> bool:
    """Whether a document of the date `said` was out on the day `as_of`, whatever day of that date is meant.

    An undated one was out on no day that is asked for; where none is asked for, every document was.
    """
    return as_of is None or (said is not None and parse_period(said).end <= as_of)


def _standing(body: str, last: ReviewRow | None, document: DocumentRow) -> Reviewed:
    if last is None:
        return Reviewed(from_json(body), "proposed", document, None)
    state: Mapping[str, State] = {name: name for name in get_args(State)}
    return Reviewed(from_json(last.after), state[last.state], document, last)


def _check(kind: str, names: Sequence[str], known: Sequence[str]) -> None:
    for name in names:
        if name not in known:
            raise ReviewError(f"no {kind} is called {name!r}", expected="one of " + ", ".join(known))


def _check_entities(names: Sequence[str], said: Sequence[Reviewed], catalog: Catalog) -> None:
    if not names:
        return
    told = {name for one in said for text in (one.claim.entity, one.claim.counterpart) for name in _apart(text)}
    named = {fold(name) for name in told}
    for name in names:
        ids = (catalog.entities, catalog.regions, catalog.economies.titles)
        if catalog.economies.find(name) is None and fold(name) not in named and not any(name in one for one in ids):
            known = told.union(catalog.economies.titles.values())
            raise UnknownNameError("entity", name, nearest(name, known))


def _apart(entities: str | None) -> list[str]:
    """The entities that one field of a claim names."""
    return [name for name in (entities or "").split(";") if name]


def _documents(rows: Sequence[DocumentRow], names: Sequence[str]) -> list[DocumentRow]:
    if not names:
        return list(rows)
    found: dict[str, DocumentRow] = {}
    for name in names:
        same = [row for row in rows if _is_called(row, name)]
        if not same:
            known = {row.file for row in rows} | {row.title for row in rows if row.title}
            raise UnknownNameError("document", name, nearest(name, known))
        found |= {row.id: row for row in same}
    return [row for row in rows if row.id in found]


def _is_called(row: DocumentRow, name: str) -> bool:
    digits = name.removeprefix("sha256:").lower()
    by_hash = len(digits) >= SHORTEST_HASH and row.id.removeprefix("sha256:").startswith(digits)
    return by_hash or name in (row.file, row.file.rpartition("/")[2]) or fold(name) == fold(row.title or "\0")


def _matches(one: Reviewed, wanted: Wanted, catalog: Catalog) -> bool:
    claim = one.claim
    if wanted.state and one.state not in wanted.state:
        return False
    if wanted.modality and claim.modality not in wanted.modality:
        return False
    if wanted.indicator and claim.indicator not in wanted.indicator:
        return False
    about = {fold(name) for said in (claim.entity, claim.counterpart) for name in _apart(said)}
    if wanted.entity and not any(fold(catalog.economies.find(name) or name) in about for name in wanted.entity):
        return False
    return all(
        not names or any(_holds(said, name) for name in names)
        for said, names in ((claim.attributed_to, wanted.attributed_to), (claim.quote, wanted.text))
    )


def _holds(said: str | None, words: str) -> bool:
    sought = sought_words(words)
    return bool(sought) and set(sought) <= set(index_words(said or ""))
