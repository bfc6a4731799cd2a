"""Elements of XML: their names and attributes, without namespaces."""

from __future__ import annotations

from typing import Any


def tag_of(element: Any) -> str:
    """The name of an element without its namespace; empty for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def value_of(element: Any, name: str) -> str | None:
    """The attribute `name` of any namespace; None where there is none."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)
