"""From what is wrong in a YAML file to one message that names the file, the line and what would be right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from theodolite.core.nearest import nearest
from theodolite.errors import SpecError, TheodoliteError

Loc = tuple[int | str, ...]


def explain_error(
    error: ValidationError, model: type[BaseModel], data: object, path: Path, text: str, below: Loc
) -> SpecError:
    """The most telling of the mistakes in `error`, for `data` that stands under the keys `below` in the file."""
    first = _most_telling(error.errors(include_url=False), data)
    loc = _written(first, data)
    where = f"{path}:{line_of(text, (*below, *loc))}"
    if first["type"] == "extra_forbidden":
        what, expected = f"unknown key {_name(loc, below)}", _nearest_key(model, first["loc"])
    elif first["type"] in {"missing", "union_tag_not_found"}:
        what, expected = f"the key {_name(loc, below)} is missing", _tags(model, first)
    elif first["type"] == "union_tag_invalid":
        tag = str(first["ctx"]["tag"]) if "ctx" in first else ""
        what, expected = f"{_name(loc, below)} cannot be {tag!r}", _choice(tag, _tags(model, first))
    elif first["type"] == "literal_error":
        what = f"{_name(loc, below)} cannot be {_shown(first['input'])}"
        expected = _choice(str(first["input"]), str(first.get("ctx", {}).get("expected")))
    else:
        what, expected = _wrong_value(first, loc, below)
    return SpecError(what, where=where, expected=expected)


def fields_at(model: type[BaseModel], loc: Sequence[int | str]) -> list[str]:
    """The keys possible at `loc` below `model`; list places and the tags of unions are walked through."""
    models = [model]
    for part in (part for part in loc if isinstance(part, str)):
        inner = [
            found
            for one in models
            for field, info in one.model_fields.items()
            if part in (info.alias, field)
            for found in _models_in(info.annotation)
        ]
        models = inner or [m for m in models if part == m.__name__ or _default_tag(m, part)] or models
    return sorted({info.alias or field for one in models for field, info in one.model_fields.items()})


def line_of(text: str, loc: Sequence[int | str]) -> int:
    """The 1-based line at which the deepest known part of `loc` stands in the YAML `text`; 1 where unknown."""
    try:
        node: Any = YAML(typ="rt").load(text)
    except (YAMLError, RecursionError, ValueError):
        return 1
    line = 0
    for part in loc:
        try:
            place: Any = node.lc
            line = place.key(part)[0] if hasattr(node, "keys") else place.item(part)[0]
            node = node[part]
        except (AttributeError, KeyError, IndexError, TypeError):
            continue
    return line + 1


def _most_telling(errors: list[ErrorDetails], data: object) -> ErrorDetails:
    """The mistake to show: of a union the kind that fits best, and a misspelt key before the key it leaves missing."""
    kinds: dict[Loc, dict[int | str, int]] = {}
    for error in errors:
        for place, tag in _unions(error, data):
            kinds.setdefault(place, {}).setdefault(tag, 0)
            kinds[place][tag] += len(error["loc"]) <= len(place) + 2  # mistakes deeper down say nothing of the kind
    best = {place: min(counts, key=lambda tag: counts[tag]) for place, counts in kinds.items()}
    fitting = [e for e in errors if all(best[place] == tag for place, tag in _unions(e, data))]
    return min(fitting or errors, key=lambda e: e["type"] not in {"extra_forbidden", "invalid_key"})


def _unions(error: ErrorDetails, data: object) -> list[tuple[Loc, int | str]]:
    """The places in an error's path where pydantic names a member of a union: no key or item of the data."""
    found: list[tuple[Loc, int | str]] = []
    node: Any = data
    for at, part in enumerate(error["loc"]):
        last = at == len(error["loc"]) - 1
        if isinstance(node, dict) and (part in node or (last and error["type"] == "missing")):
            node = node.get(part)
        elif isinstance(node, list | tuple) and isinstance(part, int) and part < len(node):
            node = node[part]
        else:
            found.append((error["loc"][:at], part))
    return found


def _written(error: ErrorDetails, data: object) -> Loc:
    """The path as the user wrote it: without the members of unions, with the key that a union goes by."""
    tags = {len(place) for place, _ in _unions(error, data)}
    loc = tuple(part for at, part in enumerate(error["loc"]) if at not in tags)
    if error["type"].startswith("union_tag"):
        return (*loc, str(error.get("ctx", {}).get("discriminator", "")).strip("'"))
    culprit = str(getattr(error.get("ctx", {}).get("error"), "key", ""))
    held = error["input"]
    return (*loc, culprit) if isinstance(held, dict) and culprit in held else loc


def _name(loc: Loc, below: Loc) -> str:
    """`'weight' (in framework, item 1)`."""
    *outer, last = (*below, *loc)
    name = f"item {last + 1}" if isinstance(last, int) else repr(last)
    places = [f"item {part + 1}" if isinstance(part, int) else part for part in outer]
    return f"{name} (in {', '.join(places)})" if places else name


def _nearest_key(model: type[BaseModel], loc: Loc) -> str:
    known = fields_at(model, loc[:-1])
    near = nearest(str(loc[-1]), known)
    return f"did you mean {near[0]!r}?" if near else "one of: " + ", ".join(known)


def _tags(model: type[BaseModel], error: ErrorDetails) -> str | None:
    if "expected_tags" in error.get("ctx", {}):
        return str(error["ctx"]["expected_tags"])  # pyright: ignore[reportTypedDictNotRequiredAccess]
    if error["type"] == "missing":
        return None
    models = [found for info in model.model_fields.values() for found in _models_in(info.annotation)]
    key = str(error.get("ctx", {}).get("discriminator", "")).strip("'")
    return ", ".join(repr(m.model_fields[key].default) for m in models if key in m.model_fields) or None


def _choice(given: str, expected: str | None) -> str | None:
    near = nearest(given, [name.strip(" '") for name in (expected or "").replace(" or ", ",").split(",")])
    return f"{expected}; did you mean {near[0]!r}?" if near else expected


def _wrong_value(error: ErrorDetails, loc: Loc, below: Loc) -> tuple[str, str | None]:
    said = error["msg"].removeprefix("Value error, ")
    cause = error.get("ctx", {}).get("error")
    if isinstance(cause, TheodoliteError):
        return f"{_name(loc, below)}: {cause.what}", cause.expected
    if error["type"] == "value_error":
        return (f"{_name(loc, below)}: {said}" if (*below, *loc) else said), None
    if error["type"] == "invalid_key":
        return f"the key {error['input']} is no text", "write it in quotes"
    said = re.sub(r"^\w+ should", "should", said)
    if "not" in said:
        return f"{_name(loc, below)} {said}", None
    quotes = "write it in quotes" if error["type"] == "string_type" and _scalar(error["input"]) else None
    return f"{_name(loc, below)} {said}, and not {_shown(error['input'])}", quotes


def _scalar(value: object) -> bool:
    return value is not None and not isinstance(value, dict | list)


def _shown(value: object) -> str:
    if value is None:
        return "empty"
    if isinstance(value, dict | list):
        return "a list" if isinstance(value, list) else "a map of keys"
    shown = repr(value) if isinstance(value, str) else str(value)
    return shown if len(shown) <= 60 else shown[:57] + "…"


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for inner in getattr(annotation, "__args__", ()) for model in _models_in(inner)]


def _default_tag(model: type[BaseModel], tag: str) -> bool:
    return any(info.default == tag for info in model.model_fields.values())
