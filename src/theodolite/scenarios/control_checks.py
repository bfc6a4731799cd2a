"""Rules over rules of export control: that they load, that their dates meet, and that what they name is held."""

from __future__ import annotations

from collections.abc import Iterator

from theodolite.core.check import Survey, broken, did_you_mean, place, rule, sound
from theodolite.core.nearest import nearest
from theodolite.scenarios.controls.chip import known_chips
from theodolite.scenarios.controls.figure import HELD_AS, formats
from theodolite.scenarios.controls.product_line import families
from theodolite.scenarios.controls.rule import rule_entries

Places = Iterator[tuple[str, str, str | None]]


@rule
def control_rules_load(survey: Survey) -> Places:
    """Every rule of export control can be read as what it should be."""
    yield from broken(rule_entries(survey.catalog))


@rule
def control_rules_follow_each_other(survey: Survey) -> Places:
    """A rule of export control ends on the day on which the rule that replaces it comes into force."""
    entries = rule_entries(survey.catalog)
    loaded = sound(entries)
    for id, one in loaded.items():
        after = one.replaced_by
        if after is not None and after not in entries:
            where = place(entries, id, "replaced-by")
            yield where, f"no rule of export control is called {after!r}", did_you_mean(nearest(after, entries))
        elif after in loaded and loaded[after].effective != one.until:
            where = place(entries, id, "until")
            yield where, f"it ends on {one.until} and {after!r} begins on {loaded[after].effective}", "one day"


@rule
def control_rules_test_figures_that_are_held(survey: Survey) -> Places:
    """Every figure that a rule of export control tests is made of indicators of the catalogue."""
    entries = rule_entries(survey.catalog)
    for id, one in sound(entries).items():
        for key, cases in (("catches", one.catches), ("exempts", one.exempts)):
            for at, case in enumerate(cases):
                for test in case.tests:
                    where = place(entries, id, key, at)
                    if test.figure not in HELD_AS:
                        near = did_you_mean(nearest(test.figure, HELD_AS)) or ", ".join(HELD_AS)
                        yield where, f"no figure is called {test.figure!r}", near
                    for indicator in HELD_AS.get(test.figure, ()):
                        if indicator not in survey.catalog.indicators:
                            yield where, f"{test.figure!r} is made of {indicator!r}, which no indicator is", None


@rule
def control_rules_act_on_what_there_is(survey: Survey) -> Places:
    """The rules and chips that a rule of export control names exist, and it acts on a rule with limits of its own."""
    entries = rule_entries(survey.catalog)
    known, loaded = known_chips(survey.catalog), sound(entries)
    for id, one in loaded.items():
        if one.of is not None and one.of not in entries:
            near = did_you_mean(nearest(one.of, entries))
            yield place(entries, id, "of"), f"no rule of export control is called {one.of!r}", near
        elif one.of in loaded and loaded[one.of].of is not None:
            yield place(entries, id, "of"), f"{one.of!r} acts on another rule itself", "a rule with its own limits"
        for chip in one.names:
            if chip not in known:
                yield place(entries, id, "names"), f"no chip is called {chip!r}", did_you_mean(nearest(chip, known))


@rule
def chip_codelists_name_what_there_is(survey: Survey) -> Places:
    """A family stands for a chip that a source names, and a number format is that of an indicator."""
    known = known_chips(survey.catalog)
    for name, family in families(survey.catalog).items():
        if family.stands_for not in known:
            near = did_you_mean(nearest(family.stands_for, known))
            yield "codelists/chip-families.yaml", f"{name} stands for no chip: {family.stands_for!r}", near
    for indicator in formats(survey.catalog):
        if indicator not in survey.catalog.indicators:
            near = did_you_mean(nearest(indicator, survey.catalog.indicators))
            yield "codelists/number-formats.yaml", f"no indicator is called {indicator!r}", near
