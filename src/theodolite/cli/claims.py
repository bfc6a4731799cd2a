"""`theodolite claims`: what documents claim, listed, reviewed by people, searched, and exported."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from theodolite.cli import complete
from theodolite.cli.options import Given, login_name, needed_workspace, parse_day, verb
from theodolite.errors import ReviewError, TheodoliteError

if TYPE_CHECKING:
    from theodolite.cli.claims_done import Desk
    from theodolite.evidence.listing import Wanted
    from theodolite.evidence.review import Decision, Reviewer


class Action(StrEnum):
    """What is done with claims."""

    list = "list"
    review = "review"
    accept = "accept"
    edit = "edit"
    reject = "reject"
    needs_source = "needs-source"
    history = "history"
    search = "search"
    export = "export"


Texts = list[str] | None
DECISIONS: dict[Action, Decision] = {
    Action.accept: "accepted", Action.edit: "edited", Action.reject: "rejected", Action.needs_source: "needs-source",
}  # fmt: skip
REVIEWING = tuple(DECISIONS)
CHOOSING = (Action.list, Action.review, Action.export)
OF_ACTIONS: dict[str, tuple[Action, ...]] = {
    "--set": (Action.edit,),
    "--reason": REVIEWING,
    "--after": REVIEWING,
    "--labelled": (Action.export,),
    "--observations": (Action.export,),
    **dict.fromkeys(
        ("--document", "--entity", "--indicator", "--state", "--modality", "--attributed-to", "--text"), CHOOSING
    ),
}
"""The actions that an option is of; another one does not take it."""


Ids = Annotated[Texts, typer.Argument(metavar="ID…", help="Claims by their ids, or the words to search.")]
OfDocument = Annotated[Texts, typer.Option(help="Only of this document: a file, a title, digits of its hash.")]
OfEntity = Annotated[Texts, typer.Option(help="Only about this economy: a code or a name.")]
OfIndicator = Annotated[Texts, typer.Option(help="Only of this indicator.", autocompletion=complete.indicators)]
OfState = Annotated[Texts, typer.Option(help="Only proposed, accepted, edited, rejected or needs-source ones.")]
OfModality = Annotated[Texts, typer.Option(help="Only observed, estimated, projected, target or counterfactual ones.")]
OfSpeaker = Annotated[Texts, typer.Option(help="Only what somebody of this name is said to say.")]
OfWords = Annotated[Texts, typer.Option(help="Only those in whose quote these words stand.")]
Set = Annotated[Texts, typer.Option("--set", metavar="FIELD=VALUE", help="Let a field say this; may be repeated.")]
Reason = Annotated[str, typer.Option(help="Why, in your own words; a rejection needs one.")]
By = Annotated[str | None, typer.Option(envvar="THEODOLITE_REVIEWER", help="Who you are; your login name otherwise.")]
After = Annotated[
    int | None, typer.Option(min=0, help="You have seen the log up to this line: what others said until then.")
]
Labelled = Annotated[Path | None, typer.Option(help="Write reviewed claims to this file, as JSON lines.")]
Observed = Annotated[Path | None, typer.Option(help="Write what accepted claims observe to this file, as CSV.")]


@verb
def claims(
    given: Given,
    action: Annotated[Action, typer.Argument(help="What to do with them.")] = Action.list,
    names: Ids = None,
    document: OfDocument = None,
    entity: OfEntity = None,
    indicator: OfIndicator = None,
    state: OfState = None,
    modality: OfModality = None,
    attributed_to: OfSpeaker = None,
    text: OfWords = None,
    set_: Set = None,
    reason: Reason = "",
    by: By = None,
    after: After = None,
    labelled: Labelled = None,
    observations: Observed = None,
) -> int:
    """List what documents claim, say of each whether it holds, search the documents, and export what was said.

    `review` shows the proposed claims one at a time and takes a word for each. Nothing enters the evidence base before
    a person accepts it, and the log of reviews only grows. `search` finds the passages that hold all words, those first
    that are most about them.

    Options that choose claims may be repeated; they go with list, review and export.
    """
    choosing = {
        "document": document, "entity": entity, "indicator": indicator, "state": state, "modality": modality,
        "attributed_to": attributed_to, "text": text,
    }  # fmt: skip
    others = {
        "set": set_, "reason": reason, "after": after is not None, "labelled": labelled, "observations": observations
    }  # fmt: skip
    words = names or []
    _check(action, words, {f"--{name.replace('_', '-')}": value for name, value in {**choosing, **others}.items()})
    from theodolite.cli import claims_done as done

    desk = done.Desk(given, needed_workspace(given.workspace), given.open_catalog())
    if action in CHOOSING:
        return _with_chosen(desk, action, _wanted(given, choosing), by, (labelled, observations))
    if action is Action.history:
        return done.show_history(desk, words)
    if action is Action.search:
        return done.search_passages(desk, " ".join(words))
    return done.review_claims(desk, DECISIONS[action], words, _reviewer(by), reason, _edits(set_ or []), after)


def _with_chosen(
    desk: Desk, action: Action, wanted: Wanted, by: str | None, files: tuple[Path | None, Path | None]
) -> int:
    """List, review or export the claims that are wanted."""
    from theodolite.cli.claims_done import export, list_claims
    from theodolite.cli.claims_review import review_each

    if action is Action.list:
        return list_claims(desk, wanted)
    if action is Action.review:
        return review_each(desk, wanted, _reviewer(by))
    return export(desk, wanted, *files)


def _check(action: Action, names: list[str], options: dict[str, object]) -> None:
    """Refuse options and names that an action does not take."""
    for option, value in options.items():
        if value and action not in OF_ACTIONS[option]:
            raise TheodoliteError(
                f"{action} does not take {option}", expected=f"{option} with {' or '.join(OF_ACTIONS[option])}"
            )
    if action in CHOOSING and names:
        raise TheodoliteError(
            f"{action} does not take names: {names[0]!r}",
            expected="options that choose claims, as --document",
            next_step="theodolite claims history ID shows one claim",
        )
    if action is Action.search and not names:
        raise TheodoliteError("search needs words", expected="words of a passage, as in search robots 2023")
    if action not in CHOOSING and not names:
        raise TheodoliteError(
            f"{action} needs ids of claims",
            expected="ids such as 5fe00c1fa580-5-8: the first digits of the document's hash, and the characters",
            next_step="`theodolite claims` prints them, each before its claim",
        )
    if action is Action.export and not (options["--labelled"] or options["--observations"]):
        raise TheodoliteError("export needs a file to write", expected="--labelled FILE or --observations FILE")


def _wanted(given: Given, chosen: dict[str, Texts]) -> Wanted:
    from theodolite.evidence.listing import Wanted

    return Wanted(**{name: tuple(names or ()) for name, names in chosen.items()}, as_of=parse_day(given.as_of))


def _reviewer(by: str | None) -> Reviewer:
    from datetime import UTC, datetime

    from theodolite.evidence.review import Reviewer

    name = by or login_name()
    if not name:
        raise ReviewError("it is not known who you are", next_step="say it with --by")
    return Reviewer(name, lambda: datetime.now(UTC))


def _edits(typed: Sequence[str]) -> dict[str, str]:
    edits: dict[str, str] = {}
    for one in typed:
        name, equals, value = one.partition("=")
        field = name.strip().replace("-", "_")
        if not equals or field in edits:
            raise ReviewError(
                f"--set {one!r} is no edit" if not equals else f"{field} is set twice",
                expected="--set FIELD=VALUE, as --set entity=CHN, once for each field",
            )
        edits[field] = value
    return edits
