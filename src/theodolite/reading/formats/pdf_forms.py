"""What a page of a PDF draws by its forms: drawings that it names, which may name others in their turn."""

from __future__ import annotations

import re
from typing import Any

DEEPEST = 30
"""Forms inside each other."""

LEAST = 500
"""Bytes that drawing a form counts for at least, as each has its own fonts and state to be set up."""

_NAME_OR_DRAWING = re.compile(rb"/([^\s\x00/<>\[\](){}%]*)|(?<![^\s\x00/<>\[\](){}%])Do(?![^\s\x00/<>\[\](){}%])")
_CODED = re.compile(rb"#([0-9a-fA-F]{2})")


class Forms:
    """The forms of one PDF, each of them measured once."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._known: dict[tuple[int, int], tuple[Any, Any, int]] = {}
        """The form and the resources it draws with, by their identities → both, kept alive, and its bytes."""

    def drawn(self, page: Any) -> int:
        """The bytes that a page of pypdf's draws, those of a form as often as it is drawn; above `most`, no more exact.

        A form that draws itself, or lies deeper than DEEPEST, counts as more than `most`.
        """
        contents = page.get_contents()
        data = b"" if contents is None else contents.get_data()
        return self._of(data, _resolved(page.get("/Resources")), 0)

    def _of(self, data: bytes, resources: Any, depth: int) -> int:
        """The bytes of `data` and of the forms that it draws: each drawing, the largest form named since the last."""
        whole = len(data)
        forms = _forms_in(resources)
        named: set[str] = set()
        for found in _NAME_OR_DRAWING.finditer(data) if forms else ():
            if whole > self._most:
                break
            if found[1] is not None:
                name = _CODED.sub(lambda code: bytes([int(code[1], 16)]), found[1]).decode("utf-8", "replace")
                named |= {name} & forms.keys()
            else:
                whole += max((self._size(forms[name], resources, depth + 1) for name in named), default=0)
                named = set()
        return whole

    def _size(self, form: Any, around: Any, depth: int) -> int:
        resources = _resolved(form.get("/Resources")) or around
        key = (id(form), id(resources))
        if key not in self._known:
            self._known[key] = (form, resources, self._most + 1)
            if depth <= DEEPEST:
                size = max(LEAST, self._of(form.get_data(), resources, depth))
                self._known[key] = (form, resources, size)
        return self._known[key][2]


def _forms_in(resources: Any) -> dict[str, Any]:
    """Name → form, of the drawings that `resources` name; pictures are none."""
    named = _resolved(resources.get("/XObject")) if resources else None
    found = {key[1:]: _resolved(value) for key, value in (named or {}).items()}
    return {name: one for name, one in found.items() if hasattr(one, "get_data") and one.get("/Subtype") == "/Form"}


def _resolved(value: Any) -> Any:
    return value.get_object() if hasattr(value, "get_object") else value
