"""Thin pillars: the catalogue says which and why, and the counts are those of the ledger."""

from __future__ import annotations

import polars as pl

from theodolite.briefs.assessment import assess
from theodolite.briefs.pillar_evidence import thin_pillars
from theodolite.core.pillar import KnownPillar
from theodolite.evidence.ledger import Ledger
from theodolite.figures.numbers import in_words


def test_a_pillar_is_thin_where_the_catalogue_says_so_with_the_counts_of_the_ledger(ledger: Ledger) -> None:
    asked = assess("CHN", ["USA"], ledger, through=["diffusion"]).asked
    said = thin_pillars(asked)
    known = ledger.catalog.codelist("pillars", KnownPillar)
    assert [one.split(" is thin")[0] for one in said] == ["Adoption", "Government"]
    held = ledger.rows.filter(pl.col("indicator").str.starts_with("government/"))["indicator"].n_unique()
    assert said[1].startswith(
        f"Government is thin: {known['government'].thin}. It has {in_words(held)} indicators in all"
    )
    assert "the lenses use none" in said[1], "no government figure stands in the lens of diffusion"
    users = ledger.select(indicator="adoption/ai-user-share")["entity"].n_unique()
    assert f"Users of generative AI, {users} economies" in said[0]
