"""What every result has: one sentence, one table, an explanation, its sources and its observations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    import polars as pl


@runtime_checkable
class Result(Protocol):
    """The five things that every answer of every room gives."""

    @property
    def finding(self) -> str:
        """One sentence with its uncertainty: the same on the command line, the page and the brief."""
        ...

    @property
    def table(self) -> pl.DataFrame:
        """The figures, one row a case."""
        ...

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the editions that the result rests on, sorted."""
        ...

    def explain(self, entity: str) -> object:
        """How the figure of one entity came about, down to observations."""
        ...

    def observations(self) -> pl.DataFrame:
        """The result as rows of the ledger, for rooms that build on it."""
        ...
