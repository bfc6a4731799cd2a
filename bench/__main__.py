"""`make bench`: how long things take, beside their budget and a limit measured in the same run; nothing is asserted."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

RUNS = 5
ASSESS = "-m theodolite assess CHN --against USA --json --out"


class Spent(NamedTuple):
    """What one run took: seconds of the clock and of the processor, and the largest resident memory in MB."""

    seconds: float
    processor: float
    megabytes: float


def process(*words: str, cold: bool = False) -> Spent:
    """One fresh process of this Python; `cold` gives it no compiled bytecode to start from."""
    with tempfile.TemporaryDirectory() as caches:
        environment = {**os.environ, **({"PYTHONPYCACHEPREFIX": caches} if cold else {})}
        began = time.perf_counter()
        child = subprocess.Popen([sys.executable, *words], stdout=subprocess.DEVNULL, env=environment)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        took = time.perf_counter() - began
        spent = Spent(took, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
    if child.returncode:
        raise SystemExit(f"{' '.join(words)} ended with {child.returncode}")
    return spent


def inside(function: Callable[[], object]) -> Spent:
    """One call in this process; memory is that of the process so far, and not told."""
    began, worked = time.perf_counter(), time.process_time()
    function()
    return Spent(time.perf_counter() - began, time.process_time() - worked, float("nan"))


def median(run: Callable[[], Spent], runs: int = RUNS) -> Spent:
    """The median seconds and the largest memory of several runs."""
    spent = [run() for _ in range(runs)]
    seconds, processor, megabytes = zip(*spent, strict=True)
    return Spent(statistics.median(seconds), statistics.median(processor), max(megabytes))


def line(name: str, spent: Spent, budget: float | None, against: str, limit: Spent) -> None:
    """One line of the table: seconds, budget, memory, and how many times the limit's seconds."""
    asked = f"{budget:6.1f} s" if budget else " " * 8
    memory = f"{spent.megabytes:6.0f} MB" if spent.megabytes == spent.megabytes else " " * 9
    times = f"{spent.seconds / limit.seconds:6.1f} × {against}"
    print(f"{name:30}{spent.seconds:8.3f} s{spent.processor:8.3f} s{asked:>10}{memory:>11}{times}", flush=True)


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
    """The main job in fresh processes, cold (no bytecode) and warm, against an import of what it stands on."""
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


if __name__ == "__main__":
    main()
