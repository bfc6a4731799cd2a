"""YAML files into frozen models, with errors that name the file, the line and the nearest known key."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from theodolite.core.nearest import nearest
from theodolite.errors import SpecError

LARGEST_SPEC = 2_000_000
"""Bytes: a catalogue file larger than this is not a catalogue file."""

_ALIAS = re.compile(r"(?:^|[\s\[{,:-])[*&][A-Za-z0-9_]", re.MULTILINE)


def kebab(name: str) -> str:
    """The YAML key of a Python field: `missing_means` is written `missing-means`."""
    return name.rstrip("_").replace("_", "-")


class Spec(BaseModel):
    """Base of every catalogue entry: frozen, kebab-case keys, unknown keys refused."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=kebab, populate_by_name=True, allow_inf_nan=False
    )


SpecT = TypeVar("SpecT", bound=BaseModel)


def load_spec(path: Path, model: type[SpecT], **given: object) -> SpecT:
    """Read the YAML file at `path` as a `model`; `given` are fields that come from the path, not from the text.

    Raises SpecError with file and line on YAML that does not parse, anchors, unknown keys and wrong values.
    """
    text = read_text(path)
    data = parse_yaml(text, path)
    if not isinstance(data, dict):
        raise SpecError("a catalogue file holds keys and values", where=f"{path}:1", expected="key: value")
    return build_spec({**data, **given}, model, path, text)


def build_spec(data: object, model: type[SpecT], path: Path, text: str, below: tuple[int | str, ...] = ()) -> SpecT:
    """Validate parsed `data` as `model`; `text` is only read again to find the line of an error.

    `below` are the keys under which `data` stands in the file.
    """
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise _explain(error, model, path, text, below) from None


def read_text(path: Path) -> str:
    """The UTF-8 text of a catalogue file, refused where it is missing, too large or not UTF-8."""
    try:
        if path.stat().st_size > LARGEST_SPEC:
            raise SpecError(
                f"the file is larger than {LARGEST_SPEC:,} bytes", where=str(path), expected="a catalogue file"
            )
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise SpecError(f"byte {error.start} is not UTF-8", where=str(path), expected="a UTF-8 text") from None
    except OSError as error:
        raise SpecError(f"the file cannot be read: {error.strerror}", where=str(path)) from None


def parse_yaml(text: str, path: Path) -> Any:
    """Parse YAML 1.2 into plain Python values; anchors and aliases are refused, for they can be made to explode."""
    if _ALIAS.search(text) and _has_alias(text):
        raise SpecError("anchors and aliases are not read", where=str(path), expected="the value written out")
    try:
        return YAML(typ="safe", pure=True).load(text)
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        what = " ".join(str(error.problem or error.context or "not YAML").split())
        raise SpecError(f"not readable as YAML: {what}", where=f"{path}:{line}") from None
    except (YAMLError, RecursionError, ValueError) as error:
        what = " ".join(str(error).split())[:200]
        raise SpecError(f"not readable as YAML: {what}", where=str(path)) from None


def _has_alias(text: str) -> bool:
    try:
        return any(type(token).__name__ in {"AliasToken", "AnchorToken"} for token in YAML(pure=True).scan(text))
    except YAMLError:
        return False


def _explain(
    error: ValidationError, model: type[BaseModel], path: Path, text: str, below: tuple[int | str, ...]
) -> SpecError:
    first = error.errors(include_url=False)[0]
    where = f"{path}:{line_of(text, (*below, *first['loc']))}"
    name = ".".join(str(part) for part in (*below, *first["loc"]))
    if first["type"] == "extra_forbidden":
        known = [kebab(field) for field in fields_at(model, first["loc"][:-1])]
        near = nearest(str(first["loc"][-1]), known)
        hint = f"did you mean {near[0]!r}?" if near else "one of: " + ", ".join(sorted(known))
        return SpecError(f"unknown key {name!r}", where=where, expected=hint)
    if first["type"] == "missing":
        return SpecError(f"the key {name!r} is missing", where=where, expected=_hint(first))
    return SpecError(f"{name}: {first['msg']}", where=where, expected=_hint(first))


def _hint(first: ErrorDetails) -> str | None:
    expected = first.get("ctx", {}).get("expected")
    return str(expected) if expected else None


def fields_at(model: type[BaseModel], loc: Sequence[int | str]) -> list[str]:
    """The field names possible at `loc` below `model`; list places and the tags of unions are walked through."""
    models = [model]
    for part in loc:
        if isinstance(part, str):
            inner = [
                m
                for one in models
                for f, info in one.model_fields.items()
                if kebab(f) == part or f == part
                for m in _models_in(info.annotation)
            ]
            models = inner or _tagged(models, part)
    return sorted({field for one in models for field in one.model_fields})


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for inner in getattr(annotation, "__args__", ()) for model in _models_in(inner)]


def _tagged(models: list[type[BaseModel]], tag: str) -> list[type[BaseModel]]:
    return [m for m in models if any(info.default == tag for info in m.model_fields.values())] or models


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
