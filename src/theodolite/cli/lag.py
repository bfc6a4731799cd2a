"""`theodolite lag`: how many months one group's best models stand behind another's, by which measure, and how sure."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from theodolite.cli import complete
from theodolite.cli.bar import bar
from theodolite.cli.options import Given, open_ledger, parse_day, print_json, verb
from theodolite.errors import TheodoliteError

if TYPE_CHECKING:
    from theodolite.evidence.ledger import Ledger
    from theodolite.frontier.fan import Fan
    from theodolite.frontier.past import Past
    from theodolite.frontier.release import Releases
    from theodolite.frontier.result import Lag
    from theodolite.frontier.rules import Rules

ALL, FIRST = "all", "eci"
"""What stands for every score, and the score that is asked where none is named."""

PARTY = "an economy (CHN, China, FRA+DEU), open or closed weights, an organisation (OpenAI), or rest: everybody else"

Follower = Annotated[str, typer.Argument(help=f"Who is asked about: {PARTY}.", autocompletion=complete.economies)]
Leader = Annotated[
    str, typer.Argument(help="Whom it is held against, named likewise.", autocompletion=complete.economies)
]
Score = Annotated[
    str | None, typer.Option("--score", help="A score of models, as eci or gpqa-diamond; or all: the fan of scores.")
]
Data = Annotated[
    Path | None,
    typer.Option(
        "--data", metavar="FILE", help="Your own CSV of releases: entity, date, score, and a group or country."
    ),
]
Less = Annotated[bool, typer.Option("--less", help="In --data, less is better.")]
HongKong = Annotated[
    Literal["apart", "with-china"], typer.Option("--hong-kong", help="Whether Hong Kong's models are China's too.")
]
Joint = Annotated[
    Literal["each", "sole", "first"],
    typer.Option("--joint", help="A model of several economies counts for each, for none but all, or for the first."),
]
Weights = Annotated[
    Literal["any", "open", "closed"], typer.Option("--weights", help="Ask only models with such weights.")
]
Shrink = Annotated[bool, typer.Option("--shrink", help="Draw noisy scores towards their group's trend first.")]
Resamples = Annotated[int, typer.Option("--resamples", min=20, help="How many resamples make an interval.")]
OverTime = Annotated[
    bool, typer.Option("--over-time", help="Tell too what would have been said at past dates, and how that did.")
]
Out = Annotated[
    Path | None, typer.Option("--out", metavar="DIR", help="Write figures (SVG) and tables (CSV) into this folder.")
]


@verb
def lag(
    given: Given,
    follower: Follower,
    leader: Leader,
    score: Score = None,
    data: Data = None,
    less: Less = False,
    hong_kong: HongKong = "apart",
    joint: Joint = "each",
    weights: Weights = "any",
    shrink: Shrink = False,
    resamples: Resamples = 2_000,
    over_time: OverTime = False,
    out: Out = None,
) -> int:
    """Say how many months one group's best is behind another's: six estimators, each with its interval and its bias."""
    from theodolite.frontier.rules import Rules

    rules = Rules(hong_kong, joint, weights)
    settings = {"shrink": shrink, "resamples": resamples, "seed": given.seed}
    _check(score, data, less=less, over_time=over_time)
    if score == ALL:
        found: Fan | Lag = _fan(given, follower, leader, rules, settings)
    else:
        found = _one(given, follower, leader, score or FIRST, (data, less), rules, settings)
    past = _past(found) if over_time else None
    files = _written(found, past, out) if out is not None else []
    if given.json:
        print_json(found.document() | ({"past": past.document()} if past else {}) | {"files": files})
    else:
        from theodolite.cli.lag_shown import show_lag

        show_lag(found, past, files)
    return 1 if getattr(found, "left_out", None) else 0


def _check(score: str | None, data: Path | None, *, less: bool, over_time: bool) -> None:
    """Raise TheodoliteError on options that do not go together, before anything is computed."""
    if score is not None and data is not None:
        raise TheodoliteError(
            "--score is of the evidence base", expected="--data FILE without it, whose scores are one"
        )
    if less and data is None:
        raise TheodoliteError("--less is said of a table of your own", expected="--data FILE with it")
    if over_time and score == ALL:
        raise TheodoliteError("--over-time tells of one score", expected="--score eci, or another one")


def _ledger(given: Given) -> Ledger:
    """The evidence base of today: as of which day releases are looked at is asked of them, not of their editions."""
    return open_ledger(given.catalog, None, given.workspace)


def _fan(given: Given, follower: str, leader: str, rules: Rules, settings: dict[str, Any]) -> Fan:
    from theodolite.frontier.fan import fan

    with bar("scores") as told:
        return fan(
            _ledger(given), follower, leader, as_of=parse_day(given.as_of), rules=rules,
            told=lambda _id, done, of: told(done, of), **settings,
        )  # fmt: skip


def _one(
    given: Given, follower: str, leader: str, score: str, own: tuple[Path | None, bool], rules: Rules,
    settings: dict[str, Any],
) -> Lag:  # fmt: skip
    from theodolite.frontier.groups import parse_pair
    from theodolite.frontier.lag import lag as measure

    known, catalog = _releases(given, score, own)
    pair = parse_pair(follower, leader, catalog, known)
    with bar("resampling") as progress:
        return measure(known, *pair, rules, progress=progress, **settings)


def _releases(given: Given, score: str, own: tuple[Path | None, bool]) -> tuple[Releases, Any]:
    """The releases of a table of the user's own, or of the ledger, with the catalogue that names their economies."""
    path, less = own
    day = parse_day(given.as_of)
    if path is not None:
        from theodolite.frontier.from_table import table_releases

        catalog = given.open_catalog()
        return table_releases(path, catalog, as_of=day, less_is_better=less), catalog
    from theodolite.frontier.from_ledger import releases

    ledger = _ledger(given)
    return releases(ledger, score, day), ledger.catalog


def _past(found: Fan | Lag) -> Past:
    from theodolite.frontier.past import past
    from theodolite.frontier.result import Lag as One

    assert isinstance(found, One)
    with bar("past dates") as progress:
        return past(found, progress=progress)


def _written(found: Fan | Lag, past: Past | None, folder: Path) -> list[str]:
    from theodolite.briefs.files import write_exhibits
    from theodolite.briefs.lag_exhibits import exhibits

    return write_exhibits(exhibits(found, past), folder)
