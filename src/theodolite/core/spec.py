"""YAML files into frozen models, with errors that name the file, the line and the nearest known key."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent, ScalarEvent

from theodolite.core.spec_error import explain_error, line_of
from theodolite.errors import SpecError

LARGEST_SPEC = 1_000_000
"""Bytes: a catalogue file larger than this is not a catalogue file."""

DEEPEST_SPEC = 64
"""Lists and maps inside each other: deeper than this is not a catalogue file."""


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
    for key in given:
        if key in data:
            raise SpecError(
                f"{key!r} is not written in the file",
                where=f"{path}:{line_of(text, (key,))}",
                expected=f"the file's path gives it: {given[key]!r}",
            )
    return build_spec({**data, **given}, model, path, text)


def build_spec(data: object, model: type[SpecT], path: Path, text: str, below: tuple[int | str, ...] = ()) -> SpecT:
    """Validate parsed `data` as `model`; `text` is only read again to find the line of an error.

    `below` are the keys under which `data` stands in the file.
    """
    try:
        return model.model_validate(data, by_alias=True, by_name=False)
    except ValidationError as error:
        raise explain_error(error, model, data, path, text, below) from None


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
    """Parse YAML 1.2 into plain Python values; raises SpecError with the line.

    The compiled parser is tried first, being five times as fast; what it refuses goes to the one written in Python,
    which knows all of YAML 1.2 (the compiled one stumbles over `{href: https://…}`) and has the last word.
    """
    try:
        return _parse(text, path, pure=False)
    except (YAMLError, ValueError):
        return _last_word(text, path)


def _last_word(text: str, path: Path) -> Any:
    try:
        return _parse(text, path, pure=True)
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        what = " ".join(str(error.problem or error.context or "not YAML").split())
        raise SpecError(f"not readable as YAML: {what}", where=f"{path}:{line}") from None
    except ValueError as error:
        line = _line_of_value(text)
        where = f"{path}:{line}" if line else str(path)
        raise SpecError(f"a value cannot be read: {error}", where=where, expected="a value that exists") from None
    except YAMLError as error:
        what = " ".join(str(error).split())[:200]
        raise SpecError(f"not readable as YAML: {what}", where=str(path)) from None


def _parse(text: str, path: Path, *, pure: bool) -> Any:
    """Parse after a look at the events: anchors can be made to explode, and deep nesting to overflow."""
    depth = 0
    for event in YAML(typ="safe", pure=pure).parse(text):
        where = f"{path}:{event.start_mark.line + 1}"
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
            raise SpecError("anchors and aliases are not read", where=where, expected="the value written out")
        if isinstance(event, CollectionStartEvent):
            depth += 1
        elif isinstance(event, CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST_SPEC:
            raise SpecError("lists or maps are nested too deeply", where=where, expected="a catalogue file")
    return YAML(typ="safe", pure=pure).load(text)


def _line_of_value(text: str) -> int | None:
    """The line of the first plain value that cannot be read when it stands alone: 2026-02-30 is no day."""
    for event in YAML(typ="safe", pure=True).parse(text):
        if isinstance(event, ScalarEvent) and not event.style:
            try:
                YAML(typ="safe", pure=True).load(event.value)
            except ValueError:
                return event.start_mark.line + 1
            except YAMLError:
                continue
    return None
