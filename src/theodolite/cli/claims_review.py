"""`theodolite claims review`: one claim at a time, a word for each, and each decision in the log before the next."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

from rich.text import Text

from theodolite.cli.claim_words import one_line
from theodolite.cli.claims_done import Desk, told
from theodolite.cli.claims_review_shown import claim_card, help_card, summary
from theodolite.cli.claims_review_words import Typed, edits, typed
from theodolite.cli.claims_shown import change_lines
from theodolite.cli.left_out import sentence
from theodolite.cli.options import print_json
from theodolite.cli.terminal import Terminal
from theodolite.errors import ReviewConflict, TheodoliteError
from theodolite.evidence.factcheck.verdict import Verdict
from theodolite.evidence.keep import from_json
from theodolite.evidence.ledger import Ledger
from theodolite.evidence.listing import Reviewed, Wanted, listed
from theodolite.evidence.review import TAKEN, Decision, Reviewer, State, history, review
from theodolite.evidence.unfit import unfit
from theodolite.evidence.verdicts import check_claims
from theodolite.store.rows import ReviewRow

Move = Literal["next", "back", "again", "quit"]
"""What is shown after a claim: the next one, the one before, itself as it stands then, or none."""

PROMPT = "accept, reject, edit, needs-source, skip, back, quit, help> "

_STATES: Mapping[str, State] = {state: state for state in get_args(State)}


@dataclass(frozen=True)
class Sitting:
    """A reviewer at the claims that were chosen, with what has been written so far and the verdicts worked out."""

    desk: Desk
    reviewer: Reviewer
    chosen: tuple[Reviewed, ...]
    ledger: Ledger
    console: Terminal
    written: list[ReviewRow] = field(default_factory=list[ReviewRow])
    verdicts: dict[str, dict[str, Verdict]] = field(default_factory=dict[str, dict[str, Verdict]])
    """Of each document that was looked at, its claims' verdicts; of one in which something was edited, none."""

    def ask(self, prompt: str) -> str:
        """The next line that is typed, or that stands in a file of words; raises EOFError where there is none."""
        line = self.console.input(Text(prompt, style="bold"))
        if not sys.stdin.isatty():
            self.console.print(Text(one_line(line)))
        return line


def review_each(desk: Desk, wanted: Wanted, reviewer: Reviewer) -> int:
    """Ask for a word at each claim that is `wanted`, of those that nobody has reviewed where no state is named.

    A decision is in the log before the next word is asked for. The end of the input ends the review.
    """
    asked = wanted if wanted.state else replace(wanted, state=("proposed",))
    chosen = listed(desk.space, desk.catalog, asked).claims
    console = Terminal(stderr=desk.given.json, highlight=False)
    sitting = Sitting(desk, reviewer, chosen, desk.given.open_ledger(), console)
    if not chosen:
        console.print("No claim that was asked for waits for a review.")
    try:
        _through(sitting)
    except EOFError:
        console.print()
    finally:
        if chosen:
            states: dict[str, State] = {line.claim: _STATES[line.state] for line in sitting.written}
            console.print(summary(states, chosen))
    if desk.given.json:
        waiting = len({one.claim.id for one in chosen} - {line.claim for line in sitting.written})
        print_json({"reviews": [told(line) for line in sitting.written], "waiting": waiting})
    return 0


def _through(sitting: Sitting) -> None:
    """Show one claim after another, until none is left or the reviewer stops."""
    at = 0
    while at < len(sitting.chosen):
        one = _as_it_stands(sitting, sitting.chosen[at])
        verdict = _verdict(sitting, one)
        for part in claim_card(one, verdict, sitting.desk.catalog, f"{at + 1:,} of {len(sitting.chosen):,}"):
            sitting.console.print(part)
        move = _asked(sitting, one, first=at == 0)
        if move == "quit":
            return
        at += {"next": 1, "back": -1, "again": 0}[move]
        sitting.console.print()


def _asked(sitting: Sitting, one: Reviewed, *, first: bool) -> Move:
    """Ask for words until one is understood and done; what is wrong with one is told in a line."""
    while True:
        try:
            word = typed(sitting.ask(PROMPT))
            if word.act == "help":
                sitting.console.print(help_card())
            elif word.act == "back" and first:
                sitting.console.print("this is the first claim")
            elif word.act in ("back", "quit"):
                return word.act
            elif word.act == "skip":
                return "next"
            else:
                return _decided(sitting, one, word)
        except ReviewConflict as error:
            sitting.console.print(Text(one_line(f"{error.what}; it is shown as it stands now"), style="yellow"))
            return "again"
        except TheodoliteError as error:
            sitting.console.print(Text(one_line(_as_words(error, one)), style="red"), soft_wrap=True)


def _as_words(error: TheodoliteError, one: Reviewed) -> str:
    """An error in a line, with the words that are typed here in the place of a shell's."""
    said = sentence(error).replace(f"theodolite claims accept {one.claim.id}", "accept")
    return said.replace(" and --set ", " ").replace("--set ", "edit ")


def _decided(sitting: Sitting, one: Reviewed, word: Typed) -> Move:
    """Write a decision, and say what it changed and what it leaves open."""
    decision, reason, changed = _meant(sitting, word)
    seen = 0 if one.last is None else one.last.id
    (line,) = review(
        sitting.desk.space, [one.claim.id], decision, sitting.reviewer, sitting.desk.catalog,
        reason=reason, edits=changed, seen=seen,
    )  # fmt: skip
    sitting.written.append(line)
    for text in change_lines(line):
        sitting.console.print(text)
    out = unfit(from_json(line.after), sitting.desk.catalog) if line.state in TAKEN else None
    if out is not None:
        sitting.console.print(
            Text(one_line(f"no observation: {out.reason}; expected {out.expected}"), style="yellow"), soft_wrap=True
        )
    if decision != "edited":
        return "next"
    sitting.verdicts.pop(one.claim.doc, None)
    return "again"


def _meant(sitting: Sitting, word: Typed) -> tuple[Decision, str, dict[str, str] | None]:
    """The decision that a word makes, its reason (asked for where it is wanted and not typed yet), and its edits."""
    if word.act == "edit":
        return "edited", "", edits(word.rest)
    if word.act == "accept":
        return "accepted", word.rest, None
    if word.act == "reject":
        return "rejected", word.rest or sitting.ask("why? "), None
    return "needs-source", word.rest or sitting.ask("which source does it need? "), None


def _as_it_stands(sitting: Sitting, one: Reviewed) -> Reviewed:
    """A claim with whatever has been said of it by now, by whomever."""
    lines = history(sitting.desk.space, [one.claim.id])
    if not lines:
        return one
    return replace(one, claim=from_json(lines[-1].after), state=_STATES[lines[-1].state], last=lines[-1])


def _verdict(sitting: Sitting, one: Reviewed) -> Verdict | None:
    """What the evidence base says of a claim, read beside the other claims of its document as they stand."""
    document = one.document
    if document.id not in sitting.verdicts:
        whole = listed(sitting.desk.space, sitting.desk.catalog, Wanted(document=(document.id,))).claims
        found = check_claims((other.claim for other in whole), sitting.ledger, {document.id: document.date})
        sitting.verdicts[document.id] = {verdict.claim.id: verdict for verdict in found.verdicts}
    return sitting.verdicts[document.id].get(one.claim.id)
