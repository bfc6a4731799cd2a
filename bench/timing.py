"""Timing: runs of a process or a function, their medians, and one line of the table beside a limit of the same run."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from typing import NamedTuple

RUNS = 5


class Spent(NamedTuple):
    """What one run took: seconds of the clock and of the processor, and the largest resident memory in MB."""

    seconds: float
    processor: float
    megabytes: float


def process(*words: str, cold: bool = False) -> Spent:
    """One fresh process of this Python; `cold` gives it no bytecode and no compiled kernel to start from."""
    with tempfile.TemporaryDirectory() as caches:
        environment = {
            **os.environ,
            **(dict.fromkeys(("PYTHONPYCACHEPREFIX", "NUMBA_CACHE_DIR"), caches) if cold else {}),
        }
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
