"""Judging: whether a rule catches a chip, by tests that may be true, false or not known (Kleene's strong logic)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from theodolite.core.prose import shown
from theodolite.scenarios.controls.chip import Chip
from theodolite.scenarios.controls.figure import TITLES, Figure
from theodolite.scenarios.controls.rule import Case, ControlRule, Threshold

Controlled = Literal["yes", "no", "undetermined", "licence-case-by-case"]


@dataclass(frozen=True)
class Verdict:
    """What one rule makes of one chip, by which paragraph, and because of which figures and limits."""

    chip: str
    rule: ControlRule
    controlled: Controlled
    because: str
    paragraph: str | None = None
    sources: tuple[str, ...] = ()


def every(truths: Iterable[bool | None]) -> bool | None:
    """False where one is false, else not known where one is not known, else true."""
    told = list(truths)
    return False if False in told else None if None in told else True


def some(truths: Iterable[bool | None]) -> bool | None:
    """True where one is true, else not known where one is not known, else false."""
    told = list(truths)
    return True if True in told else None if None in told else False


def holds(test: Threshold, figure: Figure | None) -> bool | None:
    """Whether a test holds of a figure; None where it is not known, or where sources differ across the limit."""
    if figure is None:
        return None
    if test.is_ is not None:
        return bool(figure.value) == test.is_
    truths: list[bool | None] = []
    if test.at_least is not None:
        truths.append(_agreed(figure.low >= test.at_least, figure.high >= test.at_least))
    if test.more_than is not None:
        truths.append(_agreed(figure.low > test.more_than, figure.high > test.more_than))
    if test.below is not None:
        truths.append(_agreed(figure.low < test.below, figure.high < test.below))
    return every(truths)


def _agreed(one: bool, other: bool) -> bool | None:
    return one if one == other else None


def fits(case: Case, chip: Chip) -> bool | None:
    """Whether a paragraph fits a chip."""
    truths = [holds(test, chip.figures.get(test.figure)) for test in case.tests]
    return every(truths) if case.all else some(truths)


def judge(chip: Chip, rule: ControlRule, rules: Mapping[str, ControlRule]) -> Verdict:
    """What a rule makes of a chip; `rules` holds the one that it may act on.

    A rule about memory says nothing of a processor. A missing figure leaves a verdict undetermined wherever it could
    turn it, and nowhere else.
    """
    if rule.about != chip.about:
        return Verdict(chip.id, rule, "no", f"the rule is about {rule.about} and this is a {chip.about}")
    if chip.id in rule.names:
        return Verdict(chip.id, rule, rule.outcome, f"{rule.reference.citation} names it", rule.reference.section)
    if rule.of is not None:
        return _acting_on(chip, rule, judge(chip, rules[rule.of], rules))
    return _caught(chip, rule)


def _acting_on(chip: Chip, rule: ControlRule, base: Verdict) -> Verdict:
    """The verdict of a rule that acts on what another catches, and leaves the rest alone."""
    other = base.paragraph is not None and not base.paragraph.startswith(rule.paragraphs or "")
    if base.controlled == "no" or other:
        because = f"it acts on what {base.rule.id} catches under {' or '.join(rule.paragraphs) or 'any paragraph'}"
        return Verdict(chip.id, rule, "no", f"{because}; {base.because}", None, base.sources)
    if base.controlled == "undetermined" or not rule.catches:
        controlled = "undetermined" if base.controlled == "undetermined" else rule.outcome
        return Verdict(chip.id, rule, controlled, base.because, base.paragraph, base.sources)
    own = _caught(chip, rule)
    if own.controlled == "no":
        return Verdict(chip.id, rule, base.controlled, f"not eligible: {own.because}", base.paragraph, own.sources)
    return own


def _caught(chip: Chip, rule: ControlRule) -> Verdict:
    """The verdict of a rule's own paragraphs."""
    catches = [(case, fits(case, chip)) for case in rule.catches]
    exempts = [(case, fits(case, chip)) for case in rule.exempts]
    caught = [case for case, truth in catches if truth]
    if not caught and not any(truth is None for _, truth in catches):
        return _left_out(chip, rule)
    for case, truth in exempts:
        if truth:
            return _verdict(chip, rule, "no", Told([case], True, f"{case.paragraph} exempts it: "), case.paragraph)
    open_ = [case for case, truth in exempts if truth is None]
    if caught and not open_:
        return _verdict(chip, rule, rule.outcome, Told(caught[:1], True), caught[0].paragraph)
    if caught:
        lead = f"{caught[0].paragraph} fits, and {open_[0].paragraph} may exempt it: "
        return _verdict(chip, rule, "undetermined", Told(open_, None, lead), caught[0].paragraph)
    return _verdict(chip, rule, "undetermined", Told([case for case, truth in catches if truth is None], None))


def _left_out(chip: Chip, rule: ControlRule) -> Verdict:
    """The verdict where no paragraph fits."""
    if not rule.catches:
        return Verdict(chip.id, rule, "no", f"{rule.reference.citation} does not name it")
    return _verdict(chip, rule, "no", Told(rule.catches, False))


@dataclass(frozen=True)
class Told:
    """What a verdict is told by: the tests of `cases` whose truth is `wanted`, after some first words."""

    cases: Sequence[Case]
    wanted: bool | None
    lead: str = ""


def _verdict(
    chip: Chip, rule: ControlRule, controlled: Controlled, told: Told, paragraph: str | None = None
) -> Verdict:
    limits: dict[str, list[str]] = {}
    for case in told.cases:
        for test in case.tests:
            if holds(test, chip.figures.get(test.figure)) is told.wanted:
                limits.setdefault(test.figure, []).append(_limit(test, told.wanted, case.paragraph))
    figures = [chip.figures[name] for name in limits if name in chip.figures]
    sources = tuple(sorted({source for figure in figures for source in figure.sources}))
    parts = [_said(name, chip) + "".join(dict.fromkeys(said)) for name, said in limits.items()]
    return Verdict(chip.id, rule, controlled, told.lead + "; ".join(parts), paragraph, sources)


def _said(name: str, chip: Chip) -> str:
    figure = chip.figures.get(name)
    return f"{TITLES[name][0]} is not known" if figure is None else figure.said


def _limit(test: Threshold, truth: bool | None, paragraph: str) -> str:
    """On which side of which limit a figure lies, and which paragraph asks it; nothing for what is so or is not."""
    if test.is_ is not None:
        return ""
    limits = (("at least", test.at_least), ("more than", test.more_than), ("below", test.below))
    words = " and ".join(f"{word} {shown(limit)}" for word, limit in limits if limit is not None)
    side = {True: "", False: "not ", None: "asked is "}[truth]
    return f", {side}{words} ({paragraph})"
