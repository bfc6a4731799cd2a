"""Methods by name: a function registered under a step becomes a choice that a lens can write down."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import ValidationError, create_model

from theodolite.core.nearest import nearest
from theodolite.core.spec import Spec, kebab

FunctionT = TypeVar("FunctionT", bound=Callable[..., Any])


@dataclass(frozen=True)
class Method:
    """A registered kernel, and the model of the options that a lens may give it."""

    step: str
    name: str
    kernel: Callable[..., Any]
    options: type[Spec]

    def check(self, given: Mapping[str, object]) -> dict[str, object]:
        """The options as the kernel's keyword arguments; raises ValueError that names a wrong or unknown one."""
        try:
            return dict(self.options.model_validate(dict(given)))
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            key = ".".join(map(str, first["loc"]))
            known = [kebab(field) for field in self.options.model_fields]
            if first["type"] == "extra_forbidden":
                near = nearest(key, known)
                hint = f"did you mean {near[0]!r}?" if near else f"it takes {', '.join(known) or 'no options'}"
                raise ValueError(f"{self.step} {self.name} has no option {key!r}: {hint}") from None
            raise ValueError(f"{self.step} {self.name}, {key}: {first['msg']}") from None


_METHODS: dict[str, dict[str, Method]] = {}


def method(step: str, name: str) -> Callable[[FunctionT], FunctionT]:
    """Register a kernel as `{do: step, how: name}`; its keyword-only arguments are the options of the lens."""

    def register(kernel: FunctionT) -> FunctionT:
        options = {
            p.name: (p.annotation, ... if p.default is inspect.Parameter.empty else p.default)
            for p in inspect.signature(kernel, eval_str=True).parameters.values()
            if p.kind is inspect.Parameter.KEYWORD_ONLY
        }
        model = create_model(f"{step}_{name}", __base__=Spec, **options)  # pyright: ignore[reportCallIssue, reportArgumentType]
        _METHODS.setdefault(step, {})[name] = Method(step, name, kernel, model)
        return kernel

    return register


def find_method(step: str, name: str) -> Method:
    """The method of `step` called `name`; raises ValueError with the nearest names."""
    known = _METHODS.get(step, {})
    if name not in known:
        near = nearest(name, known) or sorted(known)
        raise ValueError(f"{step} knows no method {name!r}: one of {', '.join(near)}")
    return known[name]


def methods(step: str) -> Mapping[str, Method]:
    """Every registered method of `step` by name."""
    return dict(sorted(_METHODS.get(step, {}).items()))
