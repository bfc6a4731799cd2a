"""Checks of the codelist of makers: their homes are economies, and no two begin the names of models alike."""

from __future__ import annotations

from collections.abc import Iterator

from theodolite.core.catalog import Catalog
from theodolite.core.check import Survey, rule
from theodolite.frontier.makers import Maker

_WHERE = "codelists/makers.yaml"


@rule
def makers_are_at_home_in_economies(survey: Survey) -> Iterator[tuple[str, str, str | None]]:
    """Every economy of a maker is a code of ours."""
    economies = survey.catalog.economies
    for id, maker in _makers(survey.catalog).items():
        for code in maker.economies:
            if code not in economies.titles or code in economies.groups:
                yield _WHERE, f"{id} is at home in {code!r}, which is no economy", economies.find(code)


@rule
def a_model_has_one_maker(survey: Survey) -> Iterator[tuple[str, str, str | None]]:
    """No two makers have models whose names begin with the same words."""
    seen: dict[str, str] = {}
    for id, maker in _makers(survey.catalog).items():
        for start in maker.models:
            if (other := seen.setdefault(start, id)) != id:
                yield _WHERE, f"models that begin {start!r} are {other}'s and {id}'s", "one maker of a name"


def _makers(catalog: Catalog) -> dict[str, Maker]:
    return catalog.codelist("makers", Maker)
