"""Stream: blocks of draws through the kernel on several threads, into counts; the draws themselves are not kept."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from pathlib import Path

import numpy as np

from theodolite.index.robustness import checkpoint
from theodolite.index.robustness.checkpoint import Tally
from theodolite.index.robustness.design import Design, whole_vectors

Progress = Callable[[int, int], None]
"""Told how many draws are done, of how many."""

TICK = 0.1
"""Seconds between two words on the progress."""


class Interrupted(KeyboardInterrupt):
    """An interrupt after which the draws that were done lie in a file."""

    def __init__(self, done: int, draws: int, file: Path) -> None:
        self.done, self.draws, self.file = done, draws, file
        super().__init__(f"stopped after {done:,} of {draws:,} draws, which are kept in {file}")


class _Work:
    """The blocks that are still to be drawn, taken in order by any thread, and the tally of those that are done.

    A block that is taken is finished, so that what is done is always the first so many blocks.
    """

    def __init__(self, design: Design, draws: int, seed: int, so_far: Tally) -> None:
        self.design, self.draws, self.seed = design, draws, np.uint64(seed)
        self.tally = so_far
        self.next = so_far.draws
        self.lock = threading.Lock()
        self.stopped = False

    def run(self) -> None:
        """Draw blocks until there are none left, or an interrupt or error stops all threads."""
        from theodolite.index.robustness import kernel

        design, n = self.design, len(self.design.matrices.entities)
        width, points = whole_vectors(n), np.empty((design.block, design.space.dimensions))
        ranks, above = np.zeros((design.block, width), np.int16), np.empty((n, width), np.int16)
        room = design.room()
        histogram, wins = np.zeros((n, n + 1), np.int64), np.zeros((n, n), np.int64)
        while (taken := self._take()) is not None:
            first, size = taken
            kernel.fill_points(self.seed, first, points[:size])
            sound = False
            try:
                design.rank(points[:size], ranks[:size], room)
                sound = True
            finally:
                self.stopped = self.stopped or not sound
            kernel.tally(ranks[:size], histogram, wins, above)
            self._done(size)
        with self.lock:
            self.tally = Tally(self.tally.draws, self.tally.histogram + histogram, self.tally.wins + wins)

    def _take(self) -> tuple[int, int] | None:
        with self.lock:
            if self.stopped or self.next >= self.draws:
                return None
            first, size = self.next, min(self.design.block, self.draws - self.next)
            self.next += size
            return first, size

    def _done(self, size: int) -> None:
        with self.lock:
            self.tally = self.tally._replace(draws=self.tally.draws + size)


def stream(
    design: Design, draws: int, seed: int, threads: int, progress: Progress | None = None, keep: Path | None = None
) -> Tally:
    """The tally of draws 0 … `draws` − 1, the same on any number of threads and with or without interruptions.

    On an interrupt the tally so far is written into the folder `keep`, under a name that says design and seed, and
    Interrupted is raised; the same design and seed carry on from what lies there. What lies there of more draws than
    these is left as it is. Without `keep` an interrupt leaves nothing.
    """
    n = len(design.matrices.entities)
    file = keep / f"{design.hash[:32]}-{seed}.npz" if keep else None
    kept = checkpoint.read(file, n) if file else None
    if kept and kept.draws > draws:
        file, kept = None, None
    work = _Work(design, draws, seed, kept or Tally(0, np.zeros((n, n + 1), np.int64), np.zeros((n, n), np.int64)))
    with ThreadPoolExecutor(threads) as pool:
        running = {pool.submit(work.run) for _ in range(threads)}
        try:
            while running:
                finished, running = wait(running, TICK if progress else None, FIRST_EXCEPTION)
                for future in finished:
                    future.result()
                if progress:
                    progress(work.tally.draws, draws)
        except KeyboardInterrupt:
            work.stopped = True
            wait(running)
            if file is None:
                raise
            checkpoint.write(file, work.tally)
            raise Interrupted(work.tally.draws, draws, file) from None
    if file:
        file.unlink(missing_ok=True)
    return work.tally
