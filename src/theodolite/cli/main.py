"""The command line: one verb a function, its heavy imports inside."""

from __future__ import annotations

import typer

from theodolite.cli.assess import assess
from theodolite.cli.check import check
from theodolite.cli.check_claims import check_claims
from theodolite.cli.claims import claims
from theodolite.cli.coherence import coherence
from theodolite.cli.conflicts import conflicts
from theodolite.cli.contrast import contrast
from theodolite.cli.controls import controls
from theodolite.cli.explain import explain
from theodolite.cli.lag import lag
from theodolite.cli.list import list_names
from theodolite.cli.new import new
from theodolite.cli.panel import panel
from theodolite.cli.plain import Verb
from theodolite.cli.pull import pull
from theodolite.cli.rank import rank
from theodolite.cli.reach import reach
from theodolite.cli.read import read
from theodolite.cli.recover import recover
from theodolite.cli.robustness import robustness
from theodolite.cli.simulate import simulate

app = typer.Typer(
    name="theodolite",
    help="Where nations stand in artificial intelligence, how sure that is, and who says so.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
for _verb in (
    assess,
    check,
    check_claims,
    claims,
    coherence,
    explain,
    conflicts,
    lag,
    list_names,
    new,
    rank,
    robustness,
    panel,
    pull,
    read,
    reach,
    recover,
    contrast,
    controls,
    simulate,
):
    app.command("list" if _verb is list_names else None, cls=Verb)(_verb)


@app.callback()
def _root() -> None:
    """Where nations stand in artificial intelligence, how sure that is, and who says so."""
