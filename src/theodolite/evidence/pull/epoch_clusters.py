"""Epoch AI's clusters: the stock by country at the end of each year, the largest single one, and what is planned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from theodolite.core.source import Provides
from theodolite.evidence.pull.reader import Files, Reading, number, reader
from theodolite.evidence.pull.tally import Tally, stock_points
from theodolite.evidence.snapshot import Snapshot

COUNTED_CERTAINTY = frozenset({"Confirmed", "Likely"})


class Cluster(NamedTuple):
    """One record that is counted; `opened` and `closed` are ISO days or months, empty where there is none."""

    row: int
    name: str
    country: str
    status: str
    opened: str
    closed: str
    cells: Mapping[str, str]

    def stood(self, day: str) -> bool:
        """Whether it was in operation on `day`; one without a first day, or gone on an unknown day, was not."""
        if self.status == "Planned" or (self.status == "Decommissioned" and not self.closed):
            return False
        return bool(self.opened) and self.opened <= day and not (self.closed and self.closed <= day)


def clusters(table: Snapshot, where: Mapping[str, str] | None = None) -> list[Cluster]:
    """The records that are counted: confirmed or likely, no possible duplicate of another, and of a known country.

    With `where`, only those that hold the given text in the given columns.
    """
    wanted = (where or {}).items()
    return [
        Cluster(
            row, cells["Name"], cells["Country"], cells["Status"], cells["First Operational Date"],
            cells["Decommissioned Date (if applicable)"], cells,
        )
        for row, cells in table.rows()
        if cells["Certainty"] in COUNTED_CERTAINTY and not cells["Possible Duplicate"] and cells["Country"]
        and all(cells[column] == text for column, text in wanted)
    ]  # fmt: skip


def later_phases(counted: list[Cluster]) -> dict[str, list[Cluster]]:
    """Name of a cluster → the counted ones that took its place; the publisher gives a later phase in full.

    Either record may name the other: the earlier in `Superseded by`, the later in `Builds Upon`.
    """
    by_name = {cluster.name: cluster for cluster in counted}
    later: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in counted:
        if earlier := cluster.cells["Builds Upon"]:
            later[earlier].append(cluster)
        if (successor := by_name.get(cluster.cells["Superseded by"])) is not None:
            later[cluster.name].append(successor)
    return later


def standing(counted: list[Cluster], day: str) -> Iterator[Cluster]:
    """The clusters in operation on `day`, each site by its last phase alone."""
    later = later_phases(counted)
    for cluster in counted:
        if cluster.stood(day) and not any(phase.stood(day) for phase in later.get(cluster.name, ())):
            yield cluster


@reader("epoch-clusters.stock")
def stock(files: Files, provides: Provides) -> Iterator[Reading]:
    """Clusters in operation at the end of each year by country: their number, or the sum of the column `measure`.

    The last point is the month of the newest first day. A cluster without a figure adds nothing to a sum; `where:`
    counts only some of the records.
    """
    yield from _standing_by_year(files.of(provides), provides).sums()


@reader("epoch-clusters.largest")
def largest(files: Files, provides: Provides) -> Iterator[Reading]:
    """The largest figure of the column `measure` of one cluster in operation at the end of each year by country.

    Records that are no single cluster (the publisher's `Single cluster?`) are passed over.
    """
    yield from _standing_by_year(files.of(provides), provides, single=True).largest()


@reader("epoch-clusters.planned")
def planned(files: Files, provides: Provides) -> Iterator[Reading]:
    """The sum of the column `measure` over planned clusters by country, each site by its last planned phase alone.

    The period is the month of the newest first day in the file: what was planned as of then.
    """
    table = files.of(provides)
    counted = [cluster for cluster in clusters(table) if cluster.status == "Planned"]
    later = later_phases(counted)
    period, _ = _points(table)[-1]
    tally = Tally(table.file.name)
    for cluster in counted:
        value = _value(cluster, provides)
        if value is not None and cluster.name not in later:
            tally.add(cluster.country, period, cluster.row, value)
    yield from tally.sums()


def _standing_by_year(table: Snapshot, provides: Provides, *, single: bool = False) -> Tally:
    counted = clusters(table, provides.where)
    tally = Tally(table.file.name)
    for period, day in _points(table):
        for cluster in standing(counted, day):
            value = _value(cluster, provides)
            if value is not None and (not single or cluster.cells["Single cluster?"] == "Yes"):
                tally.add(cluster.country, period, cluster.row, value)
    return tally


def _points(table: Snapshot) -> list[tuple[str, str]]:
    return stock_points(cluster.opened for cluster in clusters(table) if cluster.status != "Planned")


def _value(cluster: Cluster, provides: Provides) -> float | None:
    return 1.0 if provides.measure == "count" else number(cluster.cells[provides.measure])
