"""`theodolite new`: a commented scaffold of an indicator, source, lens, scenario or assumption, to be filled in."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from theodolite.cli.options import Given, open_catalog, print_json, verb
from theodolite.errors import OutputError, TheodoliteError, UnknownNameError

if TYPE_CHECKING:
    from theodolite.core.catalog import Catalog

SCAFFOLDS = Path(__file__).parent / "scaffolds"

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)*")
_SHAPE = {
    "indicator": (re.compile(r"[^/]+/[^/]+"), "pillar/name, as compute/clusters-h100e"),
    "source": (re.compile(r"[^/]+/[^/]+-\d{4}(-\d{2}){0,2}"), "publisher/work-edition, as epoch/gpu-clusters-2026-08"),
    "lens": (re.compile(r".+"), "a name, as powers"),
    "scenario": (re.compile(r".+"), "a name, as controls-hold"),
    "assumption": (re.compile(r"[^/]+/[^/]+"), "subject/name, as power/pue"),
}
_NEXT = {
    "indicator": "fill it in, then: theodolite new source PUBLISHER/WORK-EDITION --catalog {folder}",
    "source": "fill it in, then: theodolite pull {id} --from FOLDER --catalog {folder} --into {folder}",
    "lens": "fill it in, then: theodolite rank {id} --catalog {folder}",
    "scenario": "fill it in, then: theodolite simulate {id} --catalog {folder}",
    "assumption": "fill it in, then name it in a scenario's use:, and: theodolite check --catalog {folder}",
}


class Kind(StrEnum):
    """What can be begun."""

    indicator = "indicator"
    source = "source"
    lens = "lens"
    scenario = "scenario"
    assumption = "assumption"


@verb
def new(
    given: Given,
    kind: Annotated[Kind, typer.Argument(help="What to begin.")],
    id: Annotated[str, typer.Argument(metavar="ID", help="Its id, which is its path: pillar/name for an indicator.")],
) -> None:
    """Write a commented scaffold into the catalogue folder that --catalog names last; nothing is overwritten."""
    if not given.catalog:
        raise TheodoliteError("the new file needs a folder", expected="--catalog DIR, a folder of your own")
    path = write_scaffold(kind.value, id, given.catalog)
    step = _NEXT[kind.value].format(id=id, folder=given.catalog[-1])
    if given.json:
        print_json({"kind": kind.value, "id": id, "file": str(path), "next": step})
    else:
        print(f"{path}\n{step}")


def article(kind: str) -> str:
    """`an indicator`, `a lens`."""
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


def write_scaffold(kind: str, id: str, folders: list[Path]) -> Path:
    """The path of the new file in the last of `folders`, which is made where it is not there.

    Raises TheodoliteError where the id is malformed, known already, of a pillar that no codelist names, or the file
    stands there.
    """
    from theodolite.store.atomic import write_whole

    shape, expected = _SHAPE[kind]
    if not _ID.fullmatch(id) or not shape.fullmatch(id):
        raise TheodoliteError(f"{id!r} cannot be the id of {article(kind)}", expected=expected)
    folder = "lenses" if kind == "lens" else f"{kind}s"
    catalog = open_catalog([known for known in folders if known.is_dir()])
    if kind == "indicator":
        _check_pillar(id.partition("/")[0], catalog, folders[-1])
    known = catalog.files(folder, ".yaml")
    path = folders[-1] / folder / f"{id}.yaml"
    if id in known or path.exists():
        raise OutputError(
            f"{article(kind)} called {id!r} is there already",
            where=str(known.get(id, path)),
            expected="an id that is free",
        )
    write_whole(path, (SCAFFOLDS / f"{kind}.yaml").read_bytes())
    return path


def _check_pillar(name: str, catalog: Catalog, folder: Path) -> None:
    from theodolite.core.nearest import nearest
    from theodolite.core.pillar import KnownPillar

    known = catalog.codelist("pillars", KnownPillar)
    if name not in known:
        own = f"a new one is a line of {folder / 'codelists/pillars.yaml'}: {name}: {{title: …, definition: …}}"
        raise UnknownNameError("pillar", name, nearest(name, known), next_step=f"one of {', '.join(known)}; {own}")
