"""Exhibits of export controls: chips by rules as tiles, with the table of all verdicts behind them."""

from __future__ import annotations

from collections.abc import Sequence

from theodolite.briefs.exhibit import Figure
from theodolite.figures.control_timeline import ControlRow, RuleHead, control_timeline
from theodolite.scenarios.controls.judge import Verdict
from theodolite.scenarios.controls.result import Controls, ControlTable


def control_figure(found: Controls | ControlTable, chosen: Sequence[str] = ()) -> Figure:
    """The tiles of one chip, or of the `chosen` ones of a table (all where none is); the table behind has all."""
    if isinstance(found, Controls):
        titles = {found.chip.id: found.chip.title}
    else:
        titles = {id: chip.title for id, chip in found.chips.items() if id in chosen or not chosen}
    rows = [ControlRow(titles[id], tuple(one.controlled for one in told)) for id, told in _by_chip(found, titles)]
    rules = {one.rule.id: one.rule for one in found.verdicts}.values()
    heads = [RuleHead(rule.title, rule.effective, rule.until) for rule in rules]
    title = "Export controls by chip and rule"
    caption = "What each rule makes of each chip, by the chip's published figures; rules in the order of their days."
    draw = lambda width: control_timeline(title, heads, rows, width)  # noqa: E731
    return Figure.drawn("control-timeline", title, caption, draw, found.table)


def _by_chip(found: Controls | ControlTable, titles: dict[str, str]) -> list[tuple[str, list[Verdict]]]:
    told: dict[str, list[Verdict]] = {id: [] for id in titles}
    for one in found.verdicts:
        if one.chip in told:
            told[one.chip].append(one)
    return list(told.items())
