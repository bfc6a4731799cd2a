"""Options of methods: written in kebab-case, as every key of a catalogue."""

from __future__ import annotations

import inspect

import pytest
from pydantic import TypeAdapter, ValidationError

from theodolite.index.method import methods
from theodolite.index.step import Step

STEP: TypeAdapter[Step] = TypeAdapter(Step)


def test_an_option_is_written_in_kebab_case_alone() -> None:
    treat = {"do": "treat", "how": "winsorise"}
    assert STEP.validate_python({**treat, "at-most": 3}).options["at_most"] == 3
    with pytest.raises(ValidationError, match=r"no option 'at_most': did you mean 'at-most'\?"):
        STEP.validate_python({**treat, "at_most": 3})


def test_what_a_method_says_of_itself_takes_its_own_options() -> None:
    told: list[str] = []
    for step in ("normalise", "aggregate"):
        for known in methods(step).values():
            options = dict.fromkeys(known.options.model_fields)
            for said in (known.least, known.link):
                if said is not None:
                    inspect.signature(said).bind(**options)
                    told.append(known.name)
    assert {"min-max", "distance-to-reference", "distance-to-target", "goalposts", "generalised", "copeland"} <= set(
        told
    )
