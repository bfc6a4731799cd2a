"""Theodolite: an assessment of nations in artificial intelligence is evidence seen through a lens."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from theodolite.briefs.assessment import assess as assess
    from theodolite.core.catalog import Catalog as Catalog
    from theodolite.core.check import check as check
    from theodolite.errors import TheodoliteError as TheodoliteError
    from theodolite.evidence.claim_conflicts import claim_conflicts as claim_conflicts
    from theodolite.evidence.conflicts import conflicts as conflicts
    from theodolite.evidence.internal_checks import internal_checks as internal_checks
    from theodolite.evidence.ledger import Ledger as Ledger
    from theodolite.evidence.pull.run import pull as pull
    from theodolite.evidence.quote import quote as quote
    from theodolite.evidence.reconcile import reconcile as reconcile
    from theodolite.evidence.verdicts import check_claims as check_claims
    from theodolite.frontier.capability.index import capability_index as capability_index
    from theodolite.frontier.fan import fan as fan
    from theodolite.frontier.from_ledger import releases as releases
    from theodolite.frontier.from_table import table_releases as table_releases
    from theodolite.frontier.groups import parse_pair as parse_pair
    from theodolite.frontier.lag import lag as lag
    from theodolite.frontier.past import past as past
    from theodolite.index.coherence.coherence import coherence as coherence
    from theodolite.index.compare import compare as compare
    from theodolite.index.deficit import deficit as deficit
    from theodolite.index.exact.flip import least_weight_change as least_weight_change
    from theodolite.index.exact.levers import levers as levers
    from theodolite.index.exact.reach import reach as reach
    from theodolite.index.explain import explain as explain
    from theodolite.index.leave_one_out import leave_one_out as leave_one_out
    from theodolite.index.lens import load_lens as load_lens
    from theodolite.index.own.coin_tool import from_coin_tool as from_coin_tool
    from theodolite.index.own.coinr import from_coinr as from_coinr
    from theodolite.index.own.export import to_workbook as to_workbook
    from theodolite.index.own.frame import from_frame as from_frame
    from theodolite.index.panel import rank_panel as rank_panel
    from theodolite.index.published.contrast import contrast as contrast
    from theodolite.index.published.editions import lens_editions as lens_editions
    from theodolite.index.published.editions import system_editions as system_editions
    from theodolite.index.published.recover import recover as recover
    from theodolite.index.published.replicate import replicate as replicate
    from theodolite.index.published.standings import standings as standings
    from theodolite.index.ranking import rank_entities as rank_entities
    from theodolite.index.ranking import rank_through as rank_through
    from theodolite.index.robustness.draw import robustness as robustness
    from theodolite.reading.claims import claims_of as claims_of
    from theodolite.reading.grounding import ground as ground
    from theodolite.reading.read import read_document as read_document
    from theodolite.reading.subjects.names import names_of as names_of
    from theodolite.scenarios.climate import climate as climate
    from theodolite.scenarios.controls.controls import control_table as control_table
    from theodolite.scenarios.controls.controls import controls as controls
    from theodolite.scenarios.controls.controls import controls_of as controls_of
    from theodolite.scenarios.controls.own import own_chip as own_chip
    from theodolite.scenarios.controls.own import read_own as read_own
    from theodolite.scenarios.scenario import load_scenario as load_scenario
    from theodolite.scenarios.side_by_side import side_by_side as side_by_side
    from theodolite.scenarios.simulate import simulate as simulate

_PUBLIC = {
    "Catalog": "core.catalog",
    "Ledger": "evidence.ledger",
    "TheodoliteError": "errors",
    "assess": "briefs.assessment",
    "capability_index": "frontier.capability.index",
    "check": "core.check",
    "check_claims": "evidence.verdicts",
    "claim_conflicts": "evidence.claim_conflicts",
    "claims_of": "reading.claims",
    "climate": "scenarios.climate",
    "coherence": "index.coherence.coherence",
    "compare": "index.compare",
    "conflicts": "evidence.conflicts",
    "contrast": "index.published.contrast",
    "control_table": "scenarios.controls.controls",
    "controls": "scenarios.controls.controls",
    "controls_of": "scenarios.controls.controls",
    "deficit": "index.deficit",
    "explain": "index.explain",
    "fan": "frontier.fan",
    "from_coin_tool": "index.own.coin_tool",
    "from_coinr": "index.own.coinr",
    "from_frame": "index.own.frame",
    "ground": "reading.grounding",
    "internal_checks": "evidence.internal_checks",
    "lag": "frontier.lag",
    "least_weight_change": "index.exact.flip",
    "leave_one_out": "index.leave_one_out",
    "lens_editions": "index.published.editions",
    "levers": "index.exact.levers",
    "load_lens": "index.lens",
    "load_scenario": "scenarios.scenario",
    "names_of": "reading.subjects.names",
    "own_chip": "scenarios.controls.own",
    "parse_pair": "frontier.groups",
    "past": "frontier.past",
    "pull": "evidence.pull.run",
    "quote": "evidence.quote",
    "rank_entities": "index.ranking",
    "rank_panel": "index.panel",
    "rank_through": "index.ranking",
    "reach": "index.exact.reach",
    "read_document": "reading.read",
    "read_own": "scenarios.controls.own",
    "reconcile": "evidence.reconcile",
    "recover": "index.published.recover",
    "releases": "frontier.from_ledger",
    "replicate": "index.published.replicate",
    "robustness": "index.robustness.draw",
    "side_by_side": "scenarios.side_by_side",
    "simulate": "scenarios.simulate",
    "standings": "index.published.standings",
    "system_editions": "index.published.editions",
    "table_releases": "frontier.from_table",
    "to_workbook": "index.own.export",
}
"""Public word → the module that holds it, imported when the word is first used."""

__all__ = [
    "Catalog",
    "Ledger",
    "TheodoliteError",
    "assess",
    "capability_index",
    "check",
    "check_claims",
    "claim_conflicts",
    "claims_of",
    "climate",
    "coherence",
    "compare",
    "conflicts",
    "contrast",
    "control_table",
    "controls",
    "controls_of",
    "deficit",
    "explain",
    "fan",
    "from_coin_tool",
    "from_coinr",
    "from_frame",
    "ground",
    "internal_checks",
    "lag",
    "least_weight_change",
    "leave_one_out",
    "lens_editions",
    "levers",
    "load_lens",
    "load_scenario",
    "names_of",
    "own_chip",
    "parse_pair",
    "past",
    "pull",
    "quote",
    "rank_entities",
    "rank_panel",
    "rank_through",
    "reach",
    "read_document",
    "read_own",
    "reconcile",
    "recover",
    "releases",
    "replicate",
    "robustness",
    "side_by_side",
    "simulate",
    "standings",
    "system_editions",
    "table_releases",
    "to_workbook",
]
__version__ = "0.3.0"


def __getattr__(name: str) -> object:
    if name not in _PUBLIC:
        raise AttributeError(f"module 'theodolite' has no attribute {name!r}")
    return getattr(import_module(f"theodolite.{_PUBLIC[name]}"), name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
