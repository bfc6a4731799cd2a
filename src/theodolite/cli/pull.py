"""`theodolite pull`: publishers' own files into your workspace, or into observation tables."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from theodolite.cli import complete
from theodolite.cli.left_out import tell
from theodolite.cli.options import Given, print_json, verb
from theodolite.errors import TheodoliteError

if TYPE_CHECKING:
    from theodolite.core.catalog import Catalog
    from theodolite.evidence.pull.several import LeftOut, Pulled


@verb
def pull(
    given: Given,
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="SOURCE…", help="An edition, or a work.", autocompletion=complete.sources),
    ] = None,
    from_: Annotated[
        list[str] | None,
        typer.Option("--from", metavar="PLACE", help="A folder, a file or an https address; may be repeated."),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Every edition in the catalogue.")] = False,
    into: Annotated[
        Path | None, typer.Option("--into", metavar="DIR", help="Write tables below DIR/observations instead.")
    ] = None,
) -> int:
    """Read publishers' own files, so that the evidence base holds what may not be shipped or is newer.

    Without --from each file is fetched from the address that its source gives, held against its hash, and kept.
    """
    from theodolite.core.prose import counted

    known = given.open_catalog()
    ids = _chosen(sources or [], everything, into, known)
    pulled, left = _pulled(ids, _places(from_ or [], ids, known), known)
    tell(bool(pulled), left, "left out", f"nothing was pulled of {len(left)} sources")
    if into is not None:
        _into_tables(pulled, into)
    else:
        _into_workspace(pulled, given.workspace)
    if given.json:
        print_json(_document(pulled, left))
    else:
        rows = sum(len(one.observations) for one in pulled)
        where = "the workspace" if into is None else str(into)
        stands = f"{'stands' if rows == 1 else 'stand'} in {where}"
        stand = f"{counted(rows, 'observation')} of {counted(len(pulled), 'edition')} {stands}"
        print(f"{stand}; {len(left)} {'was' if len(left) == 1 else 'were'} left out")
    return 1 if left else 0


def _chosen(names: list[str], everything: bool, into: Path | None, catalog: Catalog) -> list[str]:
    """The editions to pull; what may not be shipped never goes into the shipped catalogue."""
    from theodolite.core.catalog import SHIPPED
    from theodolite.evidence.pull.several import editions_of

    if everything == bool(names):
        raise TheodoliteError(
            "say which sources to pull", expected="names of sources, or --all", next_step=_list(catalog)
        )
    ids = list(catalog.sources) if everything else editions_of(names, catalog)
    if into is None or not into.resolve().is_relative_to(SHIPPED):
        return ids
    held = [id for id in ids if not (catalog.sources[id].ships and catalog.sources.paths[id].is_relative_to(SHIPPED))]
    if held and not everything:
        raise TheodoliteError(
            f"{held[0]} may not be shipped: {catalog.sources[held[0]].why_not_shipped or 'it is not of our catalogue'}",
            expected="a folder of your own after --into",
            next_step="leave --into out, to pull it into your workspace",
        )
    return [id for id in ids if id not in held]


def _list(catalog: Catalog) -> str:
    return f"one of the {len(catalog.sources)} that `theodolite list sources` prints"


def _places(given: list[str], ids: list[str], catalog: Catalog) -> list[Path | str]:
    places = [place if "://" in place else Path(place) for place in given]
    if any(isinstance(place, str) for place in places) and sum(len(catalog.sources[id].files) for id in ids) != 1:
        raise TheodoliteError(
            "an address stands for one file, and more than one is wanted",
            expected="one edition of one file",
            next_step="save the files in a folder and name that with --from",
        )
    return places


def _pulled(ids: list[str], places: list[Path | str], catalog: Catalog) -> tuple[list[Pulled], list[LeftOut]]:
    from rich.console import Console
    from rich.progress import track

    from theodolite.evidence.pull.several import Pulled, pull_several

    console = Console(stderr=True)
    steps: Iterable[Pulled | LeftOut] = track(
        pull_several(ids, places, catalog), "pull", total=len(ids), console=console, transient=True,
        disable=not console.is_terminal,
    )  # fmt: skip
    done = list(steps)
    good = [one for one in done if isinstance(one, Pulled)]
    return good, [one for one in done if not isinstance(one, Pulled)]


def _into_tables(pulled: list[Pulled], folder: Path) -> None:
    from theodolite.core.entity_table import to_csv as entities_to_csv
    from theodolite.store.atomic import write_all
    from theodolite.store.tables import to_csv

    files = {f"observations/{one.source.id}.csv": to_csv(one.observations) for one in pulled}
    files |= {f"entities/{one.source.id}.csv": entities_to_csv(one.entities) for one in pulled if one.entities}
    write_all(folder, files)


def _into_workspace(pulled: list[Pulled], asked: str | None) -> None:
    from theodolite.store.atomic import write_whole
    from theodolite.store.location import data_folder, is_address, locate
    from theodolite.store.rows import Copy
    from theodolite.store.workspace import open_workspace

    place = locate(asked)
    space = open_workspace(place)
    kept = (data_folder() if is_address(place) else Path(place).resolve().parent) / "snapshots"
    copies: list[Copy] = []
    for one in pulled:
        for name, file in one.files.items():
            path = file.path
            if path is None:
                path = kept / file.file.hash.partition(":")[2][:16] / Path(name).name
                write_whole(path, file.content)
            copies.append(Copy(one.source.id, name, file.file.hash, str(path.resolve())))
    space.replace({one.source.id: one.observations for one in pulled}, copies)


def _document(pulled: list[Pulled], left: list[LeftOut]) -> dict[str, Any]:
    return {
        "pulled": [
            {
                "source": one.source.id,
                "observations": len(one.observations),
                "indicators": sorted(one.observations["indicator"].unique()),
                "files": [{"name": name, "hash": file.file.hash} for name, file in one.files.items()],
            }
            for one in pulled
        ],
        "left_out": [{"source": one.source, "reason": str(one.reason)} for one in left],
    }
