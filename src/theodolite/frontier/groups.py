"""Groups: the economies, organisations or kinds of models that are held against each other, by their names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from theodolite.core.catalog import Catalog
from theodolite.core.entity import fold
from theodolite.core.nearest import nearest
from theodolite.errors import FrontierError, UnknownNameError
from theodolite.frontier.release import Releases

Kind = Literal["economies", "weights", "makers", "own", "rest"]

WEIGHTS = {"open": "open weights", "closed": "closed weights"}
REST = "rest"


@dataclass(frozen=True)
class Group:
    """Whose releases are looked at: `name` is printed, `kind` says what the `members` are.

    Members are codes of economies, `open` or `closed`, names of makers, or names of the user's own groups; the `rest`
    has none, and is everybody who is not in `other`.
    """

    name: str
    kind: Kind
    members: tuple[str, ...] = ()
    other: Group | None = None


def parse_group(text: str | Sequence[str], catalog: Catalog, releases: Releases) -> Group:
    """The group that `text` names, or several joined by `+` or given as a list.

    A name is looked for in this order: a group of the user's own, `open` or `closed` (weights), an economy by code or
    any name of it (the European Union is its members), and an organisation as its table prints it. Several are all
    economies, all organisations, or all groups of the user's own. Raises UnknownNameError with the nearest names, and
    FrontierError where several are of different kinds.
    """
    names = [name.strip() for name in (text.split("+") if isinstance(text, str) else text)]
    if isinstance(text, str) and (whole := _found(text.strip(), catalog, releases)) is not None:
        return whole
    found = [_named(name, catalog, releases) for name in names]
    if len({group.kind for group in found}) > 1:
        said = ", ".join(f"{group.name} ({group.kind})" for group in found)
        raise FrontierError(f"these make no one group: {said}", expected="several economies, or several makers")
    members = dict.fromkeys(member for group in found for member in group.members)
    named = dict.fromkeys(group.name for group in found)
    return Group(_listed([*named]), found[0].kind, tuple(members))


def parse_pair(
    follower: str | Sequence[str], leader: str | Sequence[str], catalog: Catalog, releases: Releases
) -> tuple[Group, Group]:
    """Two groups as `parse_group` reads them; one of them may be `rest`: everybody who is not in the other."""
    follower, leader = (REST if isinstance(one, str) and fold(one) == REST else one for one in (follower, leader))
    if follower == REST and leader == REST:
        raise FrontierError("both groups are the rest", expected="one group that is named")
    if follower == REST:
        named = parse_group(leader, catalog, releases)
        return _rest(named), named
    named = parse_group(follower, catalog, releases)
    return named, (_rest(named) if leader == REST else parse_group(leader, catalog, releases))


def _rest(other: Group) -> Group:
    return Group(f"all but {other.name}", "rest", (), other)


def _named(name: str, catalog: Catalog, releases: Releases) -> Group:
    if (group := _found(name, catalog, releases)) is not None:
        return group
    titles = {catalog.economies.title(code): code for code in releases.economies()}
    near = nearest(name, [*titles, *titles.values(), *releases.makers(), *releases.groups(), *WEIGHTS, REST])
    groups = releases.groups()
    step = f"one of the table's groups: {', '.join([*groups][:20])}" if groups and not near else None
    raise UnknownNameError("economy, organisation or group", name, near, next_step=step)


def _found(name: str, catalog: Catalog, releases: Releases) -> Group | None:
    if (own := _same(name, releases.groups())) is not None:
        return Group(own, "own", (own,))
    if name.casefold() in WEIGHTS:
        return Group(WEIGHTS[name.casefold()], "weights", (name.casefold(),))
    if name and (code := catalog.economies.find(name)) is not None:
        listed = catalog.economies.own.get(code)
        return Group(catalog.economies.said(code), "economies", (listed.members if listed else ()) or (code,))
    if (maker := _same(name, releases.makers())) is not None:
        return Group(maker, "makers", (maker,))
    return None


def _same(name: str, among: Mapping[str, int]) -> str | None:
    """The one of `among` that is `name` but for case, accents and punctuation; the one that has most releases."""
    if name in among:
        return name
    return next((one for one in among if fold(one) and fold(one) == fold(name)), None)


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]
