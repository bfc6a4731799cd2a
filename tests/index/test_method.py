"""Options of methods: written in kebab-case, as every key of a catalogue."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from theodolite.index.step import Step

STEP: TypeAdapter[Step] = TypeAdapter(Step)


def test_an_option_is_written_in_kebab_case_alone() -> None:
    treat = {"do": "treat", "how": "winsorise"}
    assert STEP.validate_python({**treat, "at-most": 3}).options["at_most"] == 3
    with pytest.raises(ValidationError, match=r"no option 'at_most': did you mean 'at-most'\?"):
        STEP.validate_python({**treat, "at_most": 3})
