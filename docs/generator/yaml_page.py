"""The page of the catalogue's YAML, written from the models that read it, the methods and the rules of `check`."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import textwrap
from collections.abc import Callable
from itertools import pairwise
from typing import Any, get_args

from markdown import NOTE, code, own, plain, table
from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from theodolite.core.check import rules
from theodolite.core.entity import EconomyNames
from theodolite.core.indicator import Indicator
from theodolite.core.observation import COLUMNS, STATUSES
from theodolite.core.pillar import KnownPillar
from theodolite.core.source import Source
from theodolite.core.spec import Spec, kebab
from theodolite.core.unit import Unit
from theodolite.evidence import pull
from theodolite.evidence.corrections import Correction
from theodolite.evidence.pull.reader import readers
from theodolite.frontier.capability.benchmark import Benchmark, Runs
from theodolite.frontier.makers import Host, Maker
from theodolite.index.lens import Lens
from theodolite.index.method import methods
from theodolite.index.published.system import System
from theodolite.index.step import Step
from theodolite.reading.quantities.lexicon import Currency, Measured
from theodolite.reading.subjects.names import EconomyWords, Organisations
from theodolite.reading.terms import Ways
from theodolite.scenarios.assumption import Assumption
from theodolite.scenarios.controls.figure import NumberFormat
from theodolite.scenarios.controls.own import OwnChip
from theodolite.scenarios.controls.product_line import Family, ProductLine
from theodolite.scenarios.controls.rule import ControlRule
from theodolite.scenarios.scenario import ScenarioFile
from theodolite.scenarios.siting.spec import SitingSpec

FILES: dict[str, type[BaseModel]] = {
    "indicators/PILLAR/NAME.yaml": Indicator,
    "sources/PUBLISHER/WORK-EDITION.yaml": Source,
    "corrections/…/NAME.yaml": Correction,
    "lenses/NAME.yaml": Lens,
    "systems/NAME.yaml": System,
    "controls/NAME.yaml": ControlRule,
    "assumptions/SUBJECT/NAME.yaml": Assumption,
    "scenarios/NAME.yaml": ScenarioFile,
    "sitings/NAME.yaml": SitingSpec,
    "codelists/units.yaml, under each code": Unit,
    "codelists/economies.yaml, under each code": EconomyNames,
    "codelists/pillars.yaml, under each folder": KnownPillar,
    "codelists/names.yaml, under each code": EconomyWords,
    "codelists/organisations.yaml, under each code": Organisations,
    "codelists/currencies.yaml, under each code": Currency,
    "codelists/measures.yaml, under each unit": Measured,
    "codelists/synonyms.yaml, under each term": Ways,
    "codelists/makers.yaml, under each organisation": Maker,
    "codelists/hosts.yaml, under each word": Host,
    "codelists/benchmarks.yaml, under each indicator": Benchmark,
    "codelists/runs.yaml, under each model": Runs,
    "codelists/number-formats.yaml, under each indicator": NumberFormat,
    "codelists/chip-families.yaml, under each name": Family,
    "codelists/product-lines.yaml, under each line's words": ProductLine,
    "a chip of your own, for `theodolite controls --own`": OwnChip,
}


def page() -> str:
    """One section a file, one a step of a lens, the columns of observation tables, and the rules of `check`."""
    parts = [
        NOTE,
        "# The files of a catalogue\n",
        "A catalogue is a folder. An entry's path below `indicators/`, `sources/` or `lenses/` is its id. Keys are "
        "written in kebab-case; a key that is not listed here is an error that names the line and the nearest key.\n",
    ]
    seen: set[type[BaseModel]] = set()
    for file, model in FILES.items():
        parts += [f"## {file}\n", *_models(model, seen)]
    parts += ["## Steps of a lens\n", "Steps are carried out in the order written.\n"]
    for step in get_args(get_args(Step)[0]):
        parts.append(_step(step))
    parts += [
        "## Readers\n",
        "A source names for each indicator the reader that takes it out of the file.\n",
        _readers(),
    ]
    parts += ["## Observation tables\n", _columns(), "## Rules of `theodolite check`\n", _rules()]
    return "\n".join(parts)


def _models(model: type[BaseModel], seen: set[type[BaseModel]]) -> list[str]:
    if model in seen:
        return []
    seen.add(model)
    parts = [_sentence(model) + "\n", _fields(model)]
    for inner in _inner(model):
        if inner not in seen and "do" not in inner.model_fields:
            parts += [f"### {inner.__name__}\n", *_models(inner, seen)]
    return parts


def _inner(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        found = [_models_in(info.annotation) for info in annotation.model_fields.values()]
        return [model for models in found for model in models]
    return []


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in _models_in(part)]


def _fields(model: type[BaseModel]) -> str:
    said = _field_docs(model)
    rows = [
        [code(info.alias or kebab(name)), plain(_type(info.annotation)), _default(info), own(said.get(name))]
        for name, info in model.model_fields.items()
        if name not in ("id", "do")
    ]
    return table(["key", "value", "where left out", "meaning"], rows)


def _default(info: Any) -> str:
    if info.is_required():
        return "an error"
    default = info.default if info.default is not PydanticUndefined else None
    empty = default in (None, (), "", {}) or isinstance(default, BaseModel)
    return "" if empty else code(str(default).lower() if isinstance(default, bool) else default)


def _field_docs(model: type[BaseModel]) -> dict[str, str]:
    """Field → the text that stands below it in the class."""
    found: dict[str, str] = {}
    for base in reversed(model.__mro__):
        if not issubclass(base, Spec) or base is Spec:
            continue
        body = ast.parse(textwrap.dedent(inspect.getsource(base))).body[0].body  # type: ignore[attr-defined]
        for field, text in pairwise(body):
            said = isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant)
            if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and said:
                found[field.target.id] = str(text.value.value)
    return found


def _type(annotation: Any) -> str:
    if isinstance(annotation, type):
        names = {"str": "text", "float": "number", "int": "whole number", "bool": "true or false", "date": "day"}
        return names.get(annotation.__name__, annotation.__name__)
    parts = [part for part in get_args(annotation) if part not in (type(None), Ellipsis)]
    origin = getattr(annotation, "__origin__", None)
    if "Literal" in str(origin):
        return " | ".join(map(str, parts))
    if origin is tuple:
        one = len({str(part) for part in parts}) == 1 and Ellipsis in get_args(annotation)
        return f"list of {_type(parts[0])}" if one else ", ".join(_type(part) for part in parts)
    if origin is dict:
        return f"map of {_type(parts[0])} to {_type(parts[1])}"
    if "Annotated" in str(type(annotation)):
        return _type(parts[0])
    return " | ".join(dict.fromkeys(_type(part) for part in parts)) or "text"


def _step(step: type[BaseModel]) -> str:
    name = step.model_fields["do"].default
    parts = [f"### do: {name}\n", _sentence(step) + "\n"]
    keys = {key: info for key, info in step.model_fields.items() if key not in ("do", "id")}
    if list(keys) != ["how"]:
        parts.append(_fields(step))
    for inner in dict.fromkeys(_inner(step)):
        parts += [f"#### {inner.__name__.lower()}\n", _sentence(inner) + "\n", _fields(inner)]
    for method in methods(name).values():
        options = [
            [code(kebab(key)), plain(_type(info.annotation)), _default(info)]
            for key, info in method.options.model_fields.items()
        ]
        parts += [f"#### {name}: {method.name}\n", _docstring(method.kernel) + "\n"]
        parts += [table(["option", "value", "where left out"], options)] if options else []
    return "\n".join(parts)


def _sentence(thing: Any) -> str:
    return own(inspect.cleandoc(thing.__doc__ or ""))


def _docstring(function: Callable[..., Any]) -> str:
    return "\n\n".join(own(part) for part in inspect.cleandoc(function.__doc__ or "").split("\n\n"))


def _readers() -> str:
    for module in pkgutil.iter_modules(pull.__path__):
        importlib.import_module(f"{pull.__name__}.{module.name}")
    ours = {name: one for name, one in readers().items() if one.__module__.startswith("theodolite.")}
    return "\n".join(f"### {name}\n\n{_docstring(function)}\n" for name, function in sorted(ours.items()))


def _columns() -> str:
    codes = ", ".join(f"{code(status)} {plain(title)}" for status, title in STATUSES.items())
    return f"CSV in UTF-8 with the columns {', '.join(map(code, COLUMNS))}. `status` is one of: {codes}.\n"


def _rules() -> str:
    return table(["rule", "what it holds"], [[code(name), own(rule.__doc__)] for name, rule in rules().items()])
