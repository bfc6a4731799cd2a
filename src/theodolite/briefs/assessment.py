"""The assessment: every question answered for one entity against others, from one body of evidence."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from theodolite.briefs.question import Answer, Asked, Own, questions
from theodolite.briefs.wording import in_titles, shortened
from theodolite.core.catalog import Catalog
from theodolite.core.observation import COLUMNS
from theodolite.errors import PlanError, TheodoliteError
from theodolite.evidence.claims.written import Written
from theodolite.evidence.ledger import Ledger
from theodolite.index.gather import reconciled
from theodolite.index.lens import load_lens, own_lenses
from theodolite.index.ranking import rank_each

if TYPE_CHECKING:
    from theodolite.reading.claims import Reading

Progress = Callable[[int, int], None]
T = TypeVar("T")
FIRST_LENS = "powers"
"""The lens that is told of first, where the catalogue holds it; the others follow by name."""


@dataclass(frozen=True)
class Assessment:
    """Questions and answers about an entity, held against others."""

    asked: Asked
    answers: tuple[Answer, ...]
    through: tuple[str, ...] = ()
    """The lenses that were named; none: all of the catalogue."""
    seed: int = 0

    @property
    def ledger(self) -> Ledger:
        """The evidence that was asked."""
        return self.asked.ledger

    @property
    def finding(self) -> str:
        """The first answer's sentence."""
        return self.answers[0].finding

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """Every edition that an answer rests on, sorted."""
        return tuple(sorted({source for answer in self.answers for source in answer.sources}))

    @cached_property
    def evidence_hash(self) -> str:
        """The hash of all observations that were known, in the ledger's order."""
        table = self.ledger.rows.select(COLUMNS).write_csv()
        return "sha256:" + hashlib.sha256(table.encode()).hexdigest()

    def document(self, files: Sequence[str]) -> dict[str, Any]:
        """The assessment as one JSON-ready document; `files` are the names written beside it."""
        return {
            "entity": self.asked.entity,
            "against": list(self.asked.against),
            "as_of": self.ledger.known,
            "seed": self.seed,
            "read": [Written.of(one.document).as_dict() for one in self.asked.read],
            "lenses": {id: ranking.lens.hash for id, ranking in self.asked.rankings.items()},
            "answers": [_answer(answer) for answer in self.answers],
            "files": list(files),
            "evidence_hash": self.evidence_hash,
        }


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "question": answer.question,
        "finding": answer.finding,
        "findings": list(answer.findings),
        "figure": [f"figures/{figure.name}.svg" for figure in answer.figures],
        "tables": [f"tables/{name}.csv" for name in (*(e.name for e in answer.exhibits), *answer.tables)],
        "sources": list(answer.sources),
        "caveats": list(answer.caveats),
    }


def assess(
    entity: str,
    against: Sequence[str],
    ledger: Ledger,
    *,
    through: Sequence[str | Path] = (),
    seed: int = 0,
    own: Own | None = None,
    read: Sequence[Reading] = (),
    progress: Progress | None = None,
) -> Assessment:
    """Ask every question about `entity` against `against` (codes or names).

    `through` names lenses or their files; without it every lens of the catalogue is looked through that re-makes
    nobody's published system, and one that cannot be computed on this evidence is left out with its reason.
    `own` says how data of the user's own were named on the command line, for the commands that the report prints.
    `read` are documents of the user's: with them it is asked what they claim, and whether it holds.
    `progress` is told of each step done.

    Raises UnknownNameError for a name that is no economy or lens, PlanError where no lens can be computed.
    """
    code, others = _entities(entity, against, ledger.catalog)
    unasked = [] if through else [lens.id for lens in own_lenses(ledger.catalog)]
    names = list(through) or sorted(unasked, key=lambda id: (id != FIRST_LENS, id))
    ask_all = questions()
    told = _told(progress, len(names) + len(ask_all))
    chosen = [load_lens(name, ledger.catalog) for name in names]
    figures = reconciled(ledger, chosen)
    rankings, refused = rank_each(ledger, told(chosen), figures)
    if through and refused:
        raise next(iter(refused.values()))
    unusable = {id: in_titles(error.what, ledger.catalog) for id, error in refused.items()}
    if not rankings:
        raise PlanError(
            f"no lens can be computed on what was known on {ledger.now}",
            expected=f"figures for at least one lens; of the first, {shortened(next(iter(unusable.values())), 160)}",
            next_step="ask for a later day with --as-of, or name a --catalog that holds observations",
        )
    asked = Asked(code, others, ledger, rankings, figures, unusable, seed, own, tuple(read))
    answers = tuple(answer for question in told(ask_all) if (answer := question(asked)))
    return Assessment(asked, answers, tuple(map(str, through)), seed)


def _told(progress: Progress | None, steps: int) -> Callable[[Iterable[T]], Iterator[T]]:
    done = itertools.count(1)

    def told(work: Iterable[T]) -> Iterator[T]:
        for item in work:
            yield item
            if progress is not None:
                progress(next(done), steps)

    return told


def _entities(entity: str, against: Sequence[str], catalog: Catalog) -> tuple[str, tuple[str, ...]]:
    code = catalog.economies.resolve(entity)
    others = tuple(dict.fromkeys(catalog.economies.resolve(name) for name in against))
    for name in (code, *others):
        if name in catalog.economies.groups:
            raise TheodoliteError(
                f"{catalog.economies.title(name)} is a group of economies, and groups are not ranked",
                expected="an economy, as China or CHN",
            )
    if code in others:
        raise TheodoliteError(
            f"{catalog.economies.title(code)} cannot be held against itself", next_step="name another with --against"
        )
    return code, others
