"""Completion in a shell: the names of lenses, economies, indicators and sources that begin with what is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from theodolite.errors import TheodoliteError

if TYPE_CHECKING:
    from theodolite.core.catalog import Catalog


def lenses(ctx: typer.Context, incomplete: str) -> list[str]:
    """Names of lenses."""
    return _entries(ctx, "lenses", incomplete)


def scenarios(ctx: typer.Context, incomplete: str) -> list[str]:
    """Names of scenarios."""
    return _entries(ctx, "scenarios", incomplete)


def systems(ctx: typer.Context, incomplete: str) -> list[str]:
    """Names of published systems and of lenses."""
    return sorted({*_entries(ctx, "systems", incomplete), *_entries(ctx, "lenses", incomplete)})


def indicators(ctx: typer.Context, incomplete: str) -> list[str]:
    """Ids of indicators."""
    return _entries(ctx, "indicators", incomplete)


def sources(ctx: typer.Context, incomplete: str) -> list[str]:
    """Ids of editions."""
    return _entries(ctx, "sources", incomplete)


def chips(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Ids of chips, each with its name."""
    try:
        known = _catalog(ctx).entities
    except TheodoliteError:
        return []
    return [
        (id, one.title) for id, one in sorted(known.items()) if id.startswith(incomplete) and id.startswith("chip/")
    ]


def economies(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Codes of economies, each with its name."""
    try:
        titles = _catalog(ctx).economies.titles
    except TheodoliteError:
        return []
    return [(code, title) for code, title in sorted(titles.items()) if code.startswith(incomplete)]


def _entries(ctx: typer.Context, folder: str, incomplete: str) -> list[str]:
    """The ids of one folder of the catalogue that begin with `incomplete`; none where the catalogue is not sound."""
    try:
        return [id for id in _catalog(ctx).files(folder, ".yaml") if id.startswith(incomplete)]
    except TheodoliteError:
        return []


def _catalog(ctx: typer.Context) -> Catalog:
    from theodolite.core.catalog import Catalog

    return Catalog.open(*(ctx.params.get("catalog") or ()))
