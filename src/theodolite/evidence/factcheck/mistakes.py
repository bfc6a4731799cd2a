"""Mistakes: what a text calls an indicator that is something else, by the indicator's own list."""

from __future__ import annotations

from dataclasses import replace

from theodolite.core.catalog import Catalog
from theodolite.evidence.factcheck.verdict import HOLDS, Verdict
from theodolite.reading.lexicon import mistaken


def mended(verdict: Verdict, catalog: Catalog) -> Verdict:
    """The verdict, no better than the first mistake of the claim's sentence allows; others are left as they are."""
    claim = verdict.claim
    if verdict.holds not in ("confirmed", "imprecise") or claim.indicator is None:
        return verdict
    found = mistaken(claim.quote, claim.indicator, catalog)
    if found is None or HOLDS.index(found.verdict) > HOLDS.index(verdict.holds):
        return verdict
    return replace(verdict, holds=found.verdict, error=found.error, why=f"{verdict.why}; but {found.because}")
