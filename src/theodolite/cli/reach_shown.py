"""The answers of `theodolite reach` in the terminal: moves, levers, weights and what stays as it is."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from theodolite.index.exact.attainable import Attainable
    from theodolite.index.exact.flip import Flip
    from theodolite.index.exact.levers import Levers
    from theodolite.index.exact.reach import Reach
    from theodolite.index.ranking import Ranking

SHOWN = 0.0005
"""The least change of a weight that is shown: less is printed as nothing."""


def show_reach(found: Reach, levers: Levers, extremes: Attainable | str) -> None:
    """The moves for a rank, the levers, what is not moved and why, and the ranks that weights alone can give."""
    from rich.markup import escape

    from theodolite.cli.terminal import Terminal

    console = Terminal()
    console.print(escape(found.finding))
    if not found.hill.still:
        _movement(console, found, levers)
    console.print(escape(f"\n{extremes if isinstance(extremes, str) else extremes.finding}"))


def _movement(console: Console, found: Reach, levers: Levers) -> None:
    from rich.markup import escape

    title = found.ranking.ledger.catalog.indicators
    if found.possible and found.moves:
        rows = [(m.indicator, m.start, m.to, m.years, m.points, m.pace.peer) for m in found.moves]
        _moves(console, found.ranking, f"The moves to rank {found.rank}", rows)
    console.print(escape(f"\n{levers.finding}"))
    rows = [(v.indicator, v.start, v.to, v.years, v.points, v.pace.peer) for v in levers.strongest]
    _moves(console, found.ranking, "The strongest levers, each alone", rows)
    reasons: dict[str, list[str]] = defaultdict(list)
    for id, reason in found.unmoved.items():
        reasons[reason].append(title[id].title)
    for reason, names in reasons.items():
        console.print(escape(f"not moved, {reason}: {', '.join(names)}"))


def _moves(
    console: Console, ranking: Ranking, heading: str, rows: list[tuple[str, float, float, float, float, str]]
) -> None:
    from rich.markup import escape
    from rich.table import Table

    from theodolite.core.prose import shown

    catalog = ranking.ledger.catalog
    table = Table(title=escape(f"\n{heading}"), title_justify="left", box=None)
    for name in ("indicator", "from", "to", "years", "points", "at the pace of"):
        words = name in ("indicator", "at the pace of")
        table.add_column(name, justify="left" if words else "right", no_wrap=not words)
    for id, start, to, years, points, peer in rows:
        figures = (shown(start), shown(to), f"{years:.2g}" if years < 0.1 else f"{years:.1f}", f"{points:+.2f}")
        table.add_row(escape(catalog.indicators[id].title), *figures, escape(catalog.economies.title(peer)))
    console.print(table)


def show_flip(found: Flip) -> None:
    """The weights as written and at the tie, with what speaks for whom."""
    from rich.markup import escape
    from rich.table import Table

    from theodolite.cli.terminal import Terminal

    console = Terminal()
    console.print(escape(found.finding))
    ahead = found.ranking.ledger.catalog.economies.title(found.a)
    table = Table(title="", box=None)
    for name in ("weight of", "as written", "at the tie", "change", f"{ahead} ahead by"):
        table.add_column(name, justify="left" if name == "weight of" else "right", no_wrap=True)
    rows = list(found.table.iter_rows(named=True))
    moved = [row for row in rows if row["change"] is None or abs(row["change"]) >= SHOWN] or rows
    for row in moved:
        tie = "–" if row["at_tie"] is None else f"{row['at_tie']:.1%}"
        change = "–" if row["change"] is None else f"{row['change']:+.1%}"
        lead = "–" if row["difference"] is None else f"{row['difference']:+.3g}"
        table.add_row(escape(row["weight"]), f"{row['given']:.1%}", tie, change, lead)
    console.print(table)
    if stay := len(rows) - len(moved):
        console.print(
            f"{stay} of {len(rows)} weights stay as they are, or move by less than {SHOWN:.2%} (--json has all)"
        )
    console.print(f"the last column: in {found.level.link.scale}, if all the weight were on it")
