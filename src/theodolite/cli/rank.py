"""`theodolite rank`: where everybody stands through one lens, who is left out, and how far the rank depends on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from theodolite.cli import complete
from theodolite.cli.choose import Coinr, CoinTool, given_study
from theodolite.cli.options import Given, print_json, verb
from theodolite.errors import OutputError

if TYPE_CHECKING:
    from rich.table import Table

    from theodolite.evidence.ledger import Ledger
    from theodolite.index.lens import Lens
    from theodolite.index.ranking import Ranking

SHOWN = 25
"""Rows of the table in the terminal, where --top does not say otherwise."""

NAMED = 5
"""How many are named of those who are not ranked for one reason."""

NARROW = 75
"""Characters that the table takes without the pillars."""


@verb
def rank(
    given: Given,
    lens: Annotated[
        str | None, typer.Argument(help="A lens by name, or a YAML file with one.", autocompletion=complete.lenses)
    ] = None,
    top: Annotated[int | None, typer.Option("--top", min=1, help="Show only so many of the first.")] = None,
    coinr: Coinr = None,
    coin_tool: CoinTool = None,
    xlsx: Annotated[
        Path | None,
        typer.Option("--xlsx", metavar="FILE", help="Write the ranking as a workbook, with the COIN Tool's sheets."),
    ] = None,
) -> None:
    """Rank economies through a lens, and how far a rank depends on any one indicator and on the choice of lens."""
    if xlsx is not None:
        _check_place(xlsx, [*(coinr or ()), coin_tool])
    ledger, chosen = given_study(given, lens, coinr, coin_tool)
    rankings, refused = _through_all(ledger, chosen)
    document = _document(rankings[chosen.id], rankings, refused, top)
    if xlsx is not None:
        _write(rankings[chosen.id], xlsx)
    if given.json:
        print_json(document)
    else:
        _show(rankings[chosen.id], document, len(document["scores"]) if top else SHOWN)


def _check_place(path: Path, read: Sequence[Path | None]) -> None:
    """Raise OutputError where a workbook would stand over a file that is read, under another name, or in no folder."""
    if any(one is not None and one.resolve() == path.resolve() for one in read):
        raise OutputError(
            f"{str(path)!r} is read: it would be overwritten",
            expected="another file for the workbook",
            next_step="give --xlsx a new name",
        )
    if path.suffix.lower() != ".xlsx":
        raise OutputError(f"{str(path)!r} is no name of a workbook", expected="a file whose name ends in .xlsx")
    if not path.parent.is_dir():
        raise OutputError(
            f"there is no folder {str(path.parent)!r}", expected="a folder that is there", next_step="make it first"
        )


def _write(ranking: Ranking, path: Path) -> None:
    from theodolite.index.own.export import to_workbook
    from theodolite.store.atomic import write_whole

    write_whole(path, to_workbook(ranking))


def _through_all(ledger: Ledger, chosen: Lens) -> tuple[dict[str, Ranking], dict[str, str]]:
    """The rankings through the chosen lens and the catalogue's own, and which of these refuse the evidence and why."""
    from theodolite.index.lens import own_lenses
    from theodolite.index.ranking import rank_each

    others = [lens for lens in own_lenses(ledger.catalog) if lens.id != chosen.id]
    rankings, refused = rank_each(ledger, [chosen, *others])
    if chosen.id in refused:
        raise refused[chosen.id]
    return rankings, {id: error.what for id, error in refused.items()}


def _document(
    ranking: Ranking, rankings: Mapping[str, Ranking], refused: Mapping[str, str], top: int | None
) -> dict[str, Any]:
    from theodolite.index.leave_one_out import leave_one_out
    from theodolite.index.ranking import span_of_ranks

    one_out = leave_one_out(ranking)
    pillars = [name for name in ranking.scores if name]
    rows = ranking.table.head(top) if top else ranking.table
    scores: list[dict[str, Any]] = []
    for row in rows.iter_rows(named=True):
        span = span_of_ranks(list(rankings.values()), row["entity"])
        scores.append(
            {
                "entity": row["entity"],
                "score": row["score"],
                "rank": row["rank"],
                "pillars": {name: row[name] for name in pillars},
                "coverage": row["coverage"],
                "oldest_period": row["oldest_period"],
                "leave_one_out": one_out.of(row["entity"]),
                "span": span._asdict() if span else None,
            }
        )
    return {
        "lens": ranking.lens.id,
        "question": ranking.lens.question,
        "finding": ranking.finding,
        "as_of": ranking.ledger.known,
        "scores": scores,
        "excluded": [{"entity": entity, "reason": reason} for entity, reason in ranking.excluded.items()],
        "leave_one_out": one_out.finding,
        "span_over": sorted(rankings),
        "span_without": [{"lens": id, "reason": reason} for id, reason in refused.items()],
        "flags": [
            {"kind": f.kind, "what": f.what, "entity": f.entity, "indicator": f.indicator} for f in ranking.flags
        ],
        "caveats": list(ranking.lens.caveats),
        "sources": list(ranking.sources),
    }


def _show(ranking: Ranking, document: Mapping[str, Any], shown: int) -> None:
    from rich.markup import escape

    from theodolite.cli.terminal import Terminal

    console = Terminal()
    rows = document["scores"][:shown]
    console.print(_table(ranking, rows, console.width))
    if (rest := len(ranking.table) - len(rows)) > 0:
        console.print(f"… and {rest} more (--top {len(ranking.table)} shows all)")
    console.print(escape(f"\n{ranking.finding}"))
    console.print("one out: best and worst rank with any one indicator left out")
    if len(document["span_over"]) > 1:
        console.print(f"span: best and worst rank over the lenses {', '.join(document['span_over'])}")
    for refused in document["span_without"]:
        console.print(escape(f"  without {refused['lens']}: {refused['reason']}"))
    for line in _not_ranked(ranking):
        console.print(escape(line))
    for caveat in ranking.lens.caveats:
        console.print(escape(f"caveat: {caveat}"))


def _not_ranked(ranking: Ranking) -> Iterator[str]:
    """A line for each kind of reason, the most frequent first: how many are not ranked for it, and who."""
    title = ranking.ledger.catalog.economies.title
    kinds: dict[str, list[str]] = defaultdict(list)
    for entity, reason in ranking.excluded.items():
        kinds[reason.split(":")[0]].append(title(entity))
    for kind, names in sorted(kinds.items(), key=lambda item: -len(item[1])):
        more = f" and {len(names) - NAMED} more: --json has all" if len(names) > NAMED else ""
        yield f"not ranked: {len(names)} {kind} ({', '.join(names[:NAMED])}{more})"


def _table(ranking: Ranking, rows: list[dict[str, Any]], width: int) -> Table:
    """The table of ranks, with the pillars' scores where the terminal is wide enough for their names."""
    from rich.markup import escape
    from rich.table import Table

    pillars = [pillar.pillar for pillar in ranking.lens.framework]
    if width < NARROW + sum(len(pillar) + 2 for pillar in pillars):
        pillars = []
    table = Table(title=escape(f"{ranking.lens.title}: {ranking.lens.question}"), title_justify="left", box=None)
    spans = any(row["span"] and row["span"]["lenses"] > 1 for row in rows)
    dated = any(row["oldest_period"] for row in rows)
    headings = ["rank", "one out", *(["span"] if spans else []), "economy", "score", *pillars, "coverage"]
    for heading in (*headings, *(["oldest"] if dated else [])):
        table.add_column(heading, justify="left" if heading == "economy" else "right", no_wrap=heading != "economy")
    if not pillars:
        table.caption = "the pillars' scores: in a wider terminal, or with --json"
    for row in rows:
        span, one_out = row["span"], row["leave_one_out"]
        table.add_row(
            str(row["rank"]),
            f"{one_out['best']}–{one_out['worst']}",
            *([f"{span['best']}–{span['worst']}" if span else ""] if spans else []),
            escape(ranking.ledger.catalog.economies.title(row["entity"])),
            f"{row['score']:.1f}",
            *(_points(row["pillars"][pillar]) for pillar in pillars),
            f"{row['coverage']:.0%}",
            *([row["oldest_period"] or "none"] if dated else []),
        )
    return table


def _points(score: float | None) -> str:
    return "–" if score is None else f"{score:.0f}"
