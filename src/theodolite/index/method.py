"""Methods by name: a function registered under a step becomes a choice that a lens can write down."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, TypeVar

from pydantic import ConfigDict, ValidationError, create_model, model_validator

from theodolite.core.nearest import nearest
from theodolite.core.spec import Spec, kebab

FunctionT = TypeVar("FunctionT", bound=Callable[..., Any])

Domain = Literal["real", "not-negative", "positive"]
"""The values that a kernel is defined on."""


class Link(NamedTuple):
    """The function g of a mean with g(mean) = Σ wᵢ g(xᵢ), its inverse, and what is added up there.

    `power` says which g: 1 for x, 0 for ln x, and any other p for xᵖ.
    """

    scale: str
    of: Callable[[Any], Any]
    back: Callable[[Any], Any]
    power: float


class OptionError(ValueError):
    """An option that a method does not take, or not so; `key` is the option as written, whose line is looked up."""

    def __init__(self, message: str, key: str) -> None:
        super().__init__(message)
        self.key = key.partition(".")[0]


@dataclass(frozen=True)
class Method:
    """A registered kernel, the model of the options that a lens may give it, and what others must know of it."""

    step: str
    name: str
    kernel: Callable[..., Any]
    options: type[Spec]
    domain: Domain = "real"
    link: Callable[..., Link] | None = None
    """Of a mean: where the parts of a score add up, from its options; None where they do nowhere."""
    least: Callable[..., float] | None = None
    """The least value that it may give, from its options; None where the data decide."""
    constant: bool = False
    """Of a normalisation: whether it is defined for a column that is the same for every entity."""
    relative: bool = False
    """Of a mean: whether the score of a row depends on the other rows too."""
    facts: tuple[str, ...] = ()
    """What the kernel is handed besides the figures: the names of its further positional arguments."""

    def check(self, given: Mapping[str, object]) -> dict[str, object]:
        """The options as the kernel's keyword arguments; raises ValueError that names a wrong or unknown one."""
        try:
            return dict(self.options.model_validate(dict(given), by_alias=True, by_name=False))
        except ValidationError as error:
            wrong = error.errors(include_url=False)
            first = min(wrong, key=lambda one: one["type"] != "extra_forbidden")
            key = str(first["loc"][0])
            known = [kebab(field) for field in self.options.model_fields]
            if first["type"] == "extra_forbidden":
                near = nearest(key, known)
                hint = f"did you mean {near[0]!r}?" if near else f"it takes {', '.join(known) or 'no options'}"
                raise OptionError(f"{self.step} {self.name} has no option {key!r}: {hint}", key) from None
            if first["type"] == "missing":
                raise OptionError(f"{self.step} {self.name} must be told {key}:", key) from None
            raise OptionError(f"{self.step} {self.name}, {key}: {first['msg']}", key) from None


_METHODS: dict[str, dict[str, Method]] = {}


def method(
    step: str,
    name: str,
    *,
    domain: Domain = "real",
    link: Callable[..., Link] | None = None,
    least: Callable[..., float] | None = None,
    constant: bool = False,
    relative: bool = False,
) -> Callable[[FunctionT], FunctionT]:
    """Register a kernel as `{do: step, how: name}`; its keyword-only arguments are the options of the lens.

    The other arguments are what others must know of it (see `Method`): nothing goes by its name.
    """

    def register(kernel: FunctionT) -> FunctionT:
        parameters = list(inspect.signature(kernel, eval_str=True).parameters.values())
        named = [p for p in parameters if p.kind is inspect.Parameter.KEYWORD_ONLY]
        options = {p.name: (p.annotation, ... if p.default is p.empty else p.default) for p in named}
        model = create_model(f"{step}_{name}", __base__=Spec, **options)  # pyright: ignore[reportCallIssue, reportArgumentType]
        facts = tuple(p.name for p in parameters[1:] if p not in named)
        _METHODS.setdefault(step, {})[name] = Method(
            step, name, kernel, model, domain, link, least, constant, relative, facts
        )
        return kernel

    return register


def find_method(step: str, name: str) -> Method:
    """The method of `step` called `name`; raises ValueError with the nearest names."""
    known = _METHODS.get(step, {})
    if name not in known:
        near = nearest(name, known)
        hint = f"did you mean {near[0]!r}?" if near else f"one of {', '.join(sorted(known))}"
        raise OptionError(f"{step} knows no method {name!r}: {hint}", "how")
    return known[name]


def methods(step: str) -> Mapping[str, Method]:
    """Every registered method of `step` by name."""
    return dict(sorted(_METHODS.get(step, {}).items()))


class MethodStep(Spec):
    """A step that is one registered method: `how` names it, and the method's own options stand beside it.

    Options that are not given are filled in, so that two steps that compute the same are equal.
    """

    model_config = ConfigDict(extra="allow")

    do: str
    how: str

    @model_validator(mode="before")
    @classmethod
    def _filled(cls, data: Any) -> Any:
        if not isinstance(data, dict) or not isinstance(data.get("how"), str):
            return data
        step = str(data.get("do", cls.model_fields["do"].default))
        own = {name for field in cls.model_fields for name in (field, kebab(field))}
        kept = {key: value for key, value in data.items() if key in own}
        options = find_method(step, data["how"]).check({key: value for key, value in data.items() if key not in own})
        return {**kept, "do": step, **{kebab(key): value for key, value in options.items()}}

    @property
    def method(self) -> Method:
        """The method named by `how`."""
        return find_method(self.do, self.how)

    @property
    def said(self) -> str:
        """The step and its method, as errors name them."""
        return f"{self.do}: {self.how}"

    @property
    def options(self) -> dict[str, Any]:
        """The method's keyword arguments."""
        return self.method.check(self.model_extra or {})

    def __hash__(self) -> int:
        return hash(self.model_dump_json())


class ColumnStep(MethodStep):
    """A step that takes indicators one by one, all of them or those that it names."""

    only: tuple[str, ...] = ()
    """The indicators that it is carried out on; all where left out."""
    except_: tuple[str, ...] = ()
    """The indicators that it is not carried out on."""

    @model_validator(mode="after")
    def _either(self) -> ColumnStep:
        if self.only and self.except_:
            raise ValueError("a step says only: or except:, not both")
        return self

    def columns(self, indicators: Sequence[str]) -> list[int]:
        """The places among `indicators` that it is carried out on; raises OptionError for one that is not there."""
        for key, named in (("only", self.only), ("except", self.except_)):
            for name in named:
                if name not in indicators:
                    near = nearest(name, indicators)
                    hint = f"did you mean {near[0]!r}?" if near else "it is not in the framework"
                    raise OptionError(f"{self.said} names the indicator {name!r}: {hint}", key)
        return [
            j for j, name in enumerate(indicators) if name not in self.except_ and (not self.only or name in self.only)
        ]
