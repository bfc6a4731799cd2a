"""What export controls make of a chip, of a chip of one's own, and of all chips."""

from __future__ import annotations

from datetime import date

from theodolite.core.catalog import Catalog
from theodolite.evidence.ledger import Ledger
from theodolite.scenarios.controls.chip import Chip, chips, known_chips
from theodolite.scenarios.controls.judge import Verdict, judge
from theodolite.scenarios.controls.named import find_chip
from theodolite.scenarios.controls.result import Controls, ControlTable
from theodolite.scenarios.controls.rule import control_rules


def controls(ledger: Ledger, name: str, as_of: date | None = None) -> Controls:
    """What every rule of export control makes of the chip that `name` means; with `as_of`, the rules of that day.

    The figures are those of the ledger, whatever the day: a chip's make does not change. A name that several chips
    share is answered for the one that `codelists/chip-families.yaml` says, and lists the others. Raises
    UnknownNameError for a name that means no chip, or several.
    """
    found = find_chip(name, known_chips(ledger.catalog), ledger.catalog)
    chip = chips(ledger, [found.id])[found.id]
    return Controls(chip, verdicts(chip, ledger.catalog, as_of), found.variants, as_of)


def controls_of(chip: Chip, catalog: Catalog, as_of: date | None = None) -> Controls:
    """As `controls`, of a chip whose figures are given."""
    return Controls(chip, verdicts(chip, catalog, as_of), (), as_of)


def control_table(ledger: Ledger, as_of: date | None = None) -> ControlTable:
    """What every rule makes of every chip of which the ledger holds a figure; with `as_of`, the rules of that day."""
    known = chips(ledger)
    told = [one for chip in known.values() for one in verdicts(chip, ledger.catalog, as_of)]
    return ControlTable(known, tuple(told), as_of)


def verdicts(chip: Chip, catalog: Catalog, as_of: date | None = None) -> tuple[Verdict, ...]:
    """The verdict of every rule on one chip, in the order in which the rules came into force."""
    rules = control_rules(catalog)
    return tuple(judge(chip, rule, rules) for rule in rules.values() if rule.holds_on(as_of))
