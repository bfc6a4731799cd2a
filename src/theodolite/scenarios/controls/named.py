"""Which chip a name means: an id, a printed name, or a family of which one chip answers and the others are listed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from theodolite.core.catalog import Catalog
from theodolite.core.entity import slug
from theodolite.core.nearest import nearest
from theodolite.errors import UnknownNameError
from theodolite.scenarios.controls.product_line import families, holds_words


class Named(NamedTuple):
    """The chip that is meant, and the other chips that share the name."""

    id: str
    variants: tuple[str, ...] = ()


def find_chip(name: str, known: Iterable[str], catalog: Catalog) -> Named:
    """The chip that `name` means among the ids `known`.

    An id or a whole printed name means that chip. A family's name means the chip that `codelists/chip-families.yaml`
    says; words that one id alone holds, or ends with, mean that one. Raises UnknownNameError where none does, or where
    several do and no family says which, with those that do.
    """
    ids = list(known)
    if name in ids:
        return Named(name)
    words = slug(name.removeprefix("chip/"))
    sharing = [id for id in ids if holds_words(id, words)]
    if (family := families(catalog).get(words)) is not None:
        return Named(family.stands_for, tuple(id for id in sharing if id != family.stands_for))
    if (whole := catalog.entity_ids.id("chip", name)) in ids:
        return Named(whole)
    ending = [id for id in sharing if id.endswith(words)]
    if len(ending) == 1 or len(sharing) == 1:
        meant = (ending or sharing)[0]
        return Named(meant, tuple(id for id in sharing if id != meant))
    if sharing:
        raise UnknownNameError("single chip", name, sharing)
    titles = {catalog.title(id).casefold(): id for id in ids}
    near = [titles[one] for one in nearest(name, titles)]
    raise UnknownNameError("chip", name, near, next_step="theodolite controls, without a name, lists all")
