"""Which claims go back to one origin, and how few pairs of many copies have to be compared for it."""

from __future__ import annotations

from theodolite.core.catalog import Catalog
from theodolite.evidence.claims.alike import same_key
from theodolite.evidence.claims.joined import Joined
from theodolite.evidence.claims.origin import origins, same_origin
from theodolite.evidence.claims.statement import Statement, statements

from .conftest import told

COPIES = 60
SAID = "By {} of the yearbook the northern coast had {:,} industrial robots at work in all of its plants."


def copies(catalog: Catalog) -> list[Statement]:
    """Three numbers, each told by COPIES documents in nearly the same words."""
    claims = [
        told(SAID.format(f"copy {copy}", value), f"{value:,}", value, of=str(copy), at=1000 * place, unit="robots",
             noun="industrial robots")
        for copy in range(COPIES)
        for place, value in enumerate((1234, 1571, 2357))
    ]  # fmt: skip
    return statements(claims, catalog)


def test_sixty_copies_of_three_numbers_have_three_origins_after_one_comparison_each(catalog: Catalog) -> None:
    asked: list[tuple[int, int]] = []

    def same(one: Statement, other: Statement) -> bool:
        asked.append((one.number, other.number))
        return same_origin(one, other) is not None and same_key(one, other)

    assert origins(copies(catalog), same) == [0, 1, 2] * COPIES
    assert len(asked) <= 3 * COPIES + 3 * 2 * COPIES, "each with one of its copies, and with those of its document"


def test_sets_are_joined_through_others_and_named_by_their_lowest_place() -> None:
    sets = Joined(6)
    sets.join(5, 3)
    sets.join(4, 1)
    sets.join(3, 4)
    assert [sets.root(place) for place in range(6)] == [0, 1, 2, 1, 1, 1]
