"""Choosing a lens on the command line: by name or by path, and what to choose from where none is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from theodolite.errors import TheodoliteError

if TYPE_CHECKING:
    from theodolite.core.catalog import Catalog
    from theodolite.index.lens import Lens


def chosen_lens(name: str | None, catalog: Catalog) -> Lens:
    """The lens called `name`, or the one in that YAML file; without a name, an error that lists them all."""
    from theodolite.index.lens import lenses, load_lens

    if name is not None:
        return load_lens(name, catalog)
    listed = "\n".join(f"    {id:12} {lens.question}" for id, lens in lenses(catalog).items())
    raise TheodoliteError(f"no lens is named; there are\n{listed}", next_step="name one of them, or a YAML file")
