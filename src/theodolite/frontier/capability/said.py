"""Said: what the capability index finds, in one sentence."""

from __future__ import annotations

import polars as pl

from theodolite.frontier.capability.agreement import agreement


def finding(table: pl.DataFrame, benchmarks: int, first: float, published: str) -> str:
    """The ablest model with its interval, the share of resamples in which it is `first`, and the agreement.

    `published` is the title of the published index; the scale is that one's where the table has its scores.
    """
    ablest, beside = table.row(0, named=True), agreement(table)
    digits = 2 if beside is None else 1
    figures = f"{ablest['ability']:.{digits}f} ({ablest['low']:.{digits}f}–{ablest['high']:.{digits}f})"
    said = (
        f"Of {len(table)} models on {benchmarks} benchmarks {ablest['title']} is the ablest at {figures}, "
        f"and so in {first:.0%} of resamples"
    )
    if beside is None:
        return f"{said}, on a scale of the index's own, for it shares too few models with the {published}."
    return (
        f"{said}; the {beside.models} models that have a score on the {published} too stand there in an order that "
        f"correlates at {beside.spearman:.3f} (Spearman), {beside.mean_difference:.1f} points apart on average."
    )
