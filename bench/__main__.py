"""`make bench`: how long things take and how well texts are read, beside limits and peers; nothing is asserted."""

from __future__ import annotations

import tempfile
from pathlib import Path

from capability import capability
from exact import exact
from robustness import drawn
from siting import siting
from timing import inside, line, median, process

from frontier import frontier
from reading import reading
from scenarios import scenarios

ASSESS = "-m theodolite assess CHN --against USA --json --out"


def starts() -> None:
    """What happens before any evidence is read."""
    bare = median(lambda: process("-c", "pass"))
    line("python -c pass", bare, None, "itself", bare)
    line("import theodolite", median(lambda: process("-c", "import theodolite")), 0.2, "python -c pass", bare)
    line("theodolite --help", median(lambda: process("-m", "theodolite", "--help")), 0.5, "python -c pass", bare)


def evidence() -> None:
    """From the tables to a ranking, in one process, against polars' own reading of the same files."""
    import polars as pl

    from theodolite import Catalog, Ledger, load_lens, rank_entities

    paths = list(Catalog.open().observation_tables().values())
    csv = median(lambda: inside(lambda: [pl.read_csv(path, infer_schema=False) for path in paths]))
    against = "polars' read_csv of the tables"
    line("polars read_csv of the tables", csv, None, "itself", csv)
    line("Catalog and Ledger.open", median(lambda: inside(lambda: Ledger.open(Catalog.open()))), None, against, csv)
    ledger = Ledger.open(Catalog.open())
    powers = load_lens("powers", ledger.catalog)
    line(
        "rank_entities, lens powers", median(lambda: inside(lambda: rank_entities(ledger, powers))), None, against, csv
    )


def assessment() -> None:
    """The main job in fresh processes, with nothing compiled and warm, against an import of what it stands on."""
    imports = "import polars, numpy, pydantic, jinja2, rich, ruamel.yaml, pycountry"
    limit = median(lambda: process("-c", imports))
    line("import of its dependencies", limit, None, "itself", limit)
    with tempfile.TemporaryDirectory() as folder:
        words = [*ASSESS.split(), str(Path(folder) / "out")]
        line("assess CHN USA, cold", median(lambda: process(*words, cold=True), 3), 15, "its imports", limit)
        line("assess CHN USA, warm", median(lambda: process(*words)), 5, "its imports", limit)


def main() -> None:
    """Every measure; the budgets are those of the design, the memory budget of assess is 1,000 MB."""
    print(f"{'median of several runs':30}{'clock':>10}{'processor':>10}{'budget':>10}{'memory':>11}   times a limit")
    starts()
    evidence()
    assessment()
    drawn()
    exact()
    frontier()
    capability()
    scenarios()
    siting()
    reading()


if __name__ == "__main__":
    main()
