"""Looking back: whether a form ends right where a number begins, in time that does not grow with the sentence."""

from __future__ import annotations

import re

REACH = 100
"""Characters before a place in which a form that ends there is looked for."""


def ends(form: re.Pattern[str], text: str, at: int) -> re.Match[str] | None:
    """The match of a form that ends with `$` right before `at` of a text, in the last REACH characters before it."""
    return form.search(text, max(0, at - REACH), at)
