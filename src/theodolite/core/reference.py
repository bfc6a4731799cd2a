"""A reference: the work that something comes from, its address, and the page in it."""

from __future__ import annotations

from theodolite.core.address import Address
from theodolite.core.spec import Spec


class Reference(Spec):
    """Where something comes from: a work, its address where it has one that lasts, and the page in it."""

    title: str
    href: Address | None = None
    page: int | None = None
