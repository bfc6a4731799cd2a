"""Theodolite: an assessment of nations in artificial intelligence is evidence seen through a lens."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from theodolite.briefs.assessment import assess as assess
    from theodolite.core.catalog import Catalog as Catalog
    from theodolite.core.check import check as check
    from theodolite.errors import TheodoliteError as TheodoliteError
    from theodolite.evidence.conflicts import conflicts as conflicts
    from theodolite.evidence.ledger import Ledger as Ledger
    from theodolite.evidence.pull.run import pull as pull
    from theodolite.evidence.quote import quote as quote
    from theodolite.evidence.reconcile import reconcile as reconcile
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

_PUBLIC = {
    "Catalog": "core.catalog",
    "Ledger": "evidence.ledger",
    "TheodoliteError": "errors",
    "assess": "briefs.assessment",
    "check": "core.check",
    "coherence": "index.coherence.coherence",
    "compare": "index.compare",
    "conflicts": "evidence.conflicts",
    "contrast": "index.published.contrast",
    "deficit": "index.deficit",
    "explain": "index.explain",
    "from_coin_tool": "index.own.coin_tool",
    "from_coinr": "index.own.coinr",
    "from_frame": "index.own.frame",
    "leave_one_out": "index.leave_one_out",
    "least_weight_change": "index.exact.flip",
    "levers": "index.exact.levers",
    "lens_editions": "index.published.editions",
    "load_lens": "index.lens",
    "pull": "evidence.pull.run",
    "quote": "evidence.quote",
    "rank_entities": "index.ranking",
    "rank_panel": "index.panel",
    "rank_through": "index.ranking",
    "reach": "index.exact.reach",
    "reconcile": "evidence.reconcile",
    "recover": "index.published.recover",
    "replicate": "index.published.replicate",
    "standings": "index.published.standings",
    "system_editions": "index.published.editions",
    "robustness": "index.robustness.draw",
    "to_workbook": "index.own.export",
}
"""Public word → the module that holds it, imported when the word is first used."""

__all__ = [
    "Catalog",
    "Ledger",
    "TheodoliteError",
    "assess",
    "check",
    "coherence",
    "compare",
    "conflicts",
    "contrast",
    "deficit",
    "explain",
    "from_coin_tool",
    "from_coinr",
    "from_frame",
    "least_weight_change",
    "leave_one_out",
    "lens_editions",
    "levers",
    "load_lens",
    "pull",
    "quote",
    "rank_entities",
    "rank_panel",
    "rank_through",
    "reach",
    "reconcile",
    "recover",
    "replicate",
    "robustness",
    "standings",
    "system_editions",
    "to_workbook",
]
__version__ = "0.2.0"


def __getattr__(name: str) -> object:
    if name not in _PUBLIC:
        raise AttributeError(f"module 'theodolite' has no attribute {name!r}")
    return getattr(import_module(f"theodolite.{_PUBLIC[name]}"), name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
