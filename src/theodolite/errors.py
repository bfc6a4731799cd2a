"""Every error a user can meet: what happened, where, what would be right, and the next step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

LISTED: Mapping[str, str] = {
    "document": "`theodolite claims` prints the documents that were read, each before its claims",
    "economy": "`theodolite list economies` prints their codes and names",
    "entity": "`theodolite list economies` prints their codes and names",
    "indicator": "`theodolite list indicators` prints those that there are",
    "lens": "`theodolite list lenses` prints those that there are",
    "scenario": "`theodolite list scenarios` prints those that there are",
    "assumption": "`theodolite list assumptions` prints those that there are",
    "siting": "`theodolite list sitings` prints those that there are",
    "source": "`theodolite list sources` prints those that there are",
    "system": "`theodolite list systems` prints those that there are",
}
"""Kind of name → what lists the names that there are."""


class TheodoliteError(Exception):
    """A mistake a user can mend, told in one message of at most four parts.

    `what` says what happened, `where` names the file and line (or document and page),
    `expected` says what would be right, `next_step` is what to do now.
    The command line prints it and exits with `exit_code`.
    """

    exit_code = 2

    def __init__(
        self,
        what: str,
        *,
        where: str | None = None,
        expected: str | None = None,
        next_step: str | None = None,
    ) -> None:
        self.what = what
        self.where = where
        self.expected = expected
        self.next_step = next_step
        super().__init__(self.message())

    def message(self) -> str:
        """The whole message, one part a line."""
        lines = [self.what]
        if self.where:
            lines.append(f"  where:    {self.where}")
        if self.expected:
            lines.append(f"  expected: {self.expected}")
        if self.next_step:
            lines.append(f"  try:      {self.next_step}")
        return "\n".join(lines)


class SpecError(TheodoliteError):
    """A catalogue file that cannot be read as what it should be."""


class UnknownNameError(TheodoliteError):
    """A name that is not in the list it should come from; carries the nearest known ones, or says what lists them."""

    def __init__(
        self, kind: str, name: str, near: Iterable[str], *, where: str | None = None, next_step: str | None = None
    ) -> None:
        self.kind, self.name, self.near = kind, name, tuple(near)
        hint = None
        if self.near:
            hint = "did you mean " + " or ".join(self.near) + "?"
        elif next_step is None:
            next_step = LISTED.get(kind)
        super().__init__(f"no {kind} is called {name!r}", where=where, expected=hint, next_step=next_step)


class SnapshotError(TheodoliteError):
    """A publisher's file that is missing, too large, changed under its hash, or not in its encoding."""


class TableError(TheodoliteError):
    """An observation table with a malformed row, column or value."""


class EvidenceError(TheodoliteError):
    """Observations that contradict the rules of the ledger."""


class PlanError(TheodoliteError):
    """A lens that cannot be computed on this evidence; raised before numbers are."""


class ScenarioError(TheodoliteError):
    """Inputs of a scenario that do not fit each other: units, years, intervals, or a siting that cannot be."""


class FrontierError(TheodoliteError):
    """A comparison of frontiers that cannot be made: of groups, scores or numbers of models that do not allow it."""


class DocumentError(TheodoliteError):
    """A document that cannot be read: not there, too large, locked, damaged, empty, or of no format that is known."""


class OutputError(TheodoliteError):
    """A folder or file that cannot be written."""


class WorkspaceError(TheodoliteError):
    """A workspace that cannot be reached, is no database, or was made by another version."""


class ReviewError(TheodoliteError):
    """A review that cannot be made: of a claim, state, field or value that is none."""


class ReviewConflict(ReviewError):
    """A review that does not know of another one, which somebody made meanwhile."""
