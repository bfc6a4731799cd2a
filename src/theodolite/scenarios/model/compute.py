"""Compute: what standing chips can do in training and in inference, beside H100 chips, and what comes of it."""

from __future__ import annotations

import numpy as np

from theodolite.scenarios.equation import Array, equation


@equation(gives="H100e", chips="chip", peak="TFLOP/s/chip", reference="TFLOP/s/H100e")
def training(chips: Array, peak: Array, reference: float) -> Array:
    """S φ / φ_H100: by dense 16-bit operations alone."""
    return chips * peak / reference


@equation(
    gives="H100e", chips="chip", peak="TFLOP/s/chip", bandwidth="TB/s/chip", intensity="FLOP/B",
    reference_peak="TFLOP/s/H100e", reference_bandwidth="TB/s/H100e",
)  # fmt: skip
def inference(
    chips: Array, peak: Array, bandwidth: Array, intensity: Array, reference_peak: float, reference_bandwidth: float
) -> Array:
    """S min(φ, I β) / min(φ_H100, I β_H100): by the roofline, with I operations for every byte read from memory.

    Williams, Waterman and Patterson (2009), https://doi.org/10.1145/1498765.1498785.
    """
    return chips * np.minimum(peak, intensity * bandwidth) / np.minimum(reference_peak, intensity * reference_bandwidth)


@equation(
    gives="TFLOP/year", stock="H100e", reference="TFLOP/s/H100e", mfu="dimensionless", cluster="dimensionless",
    time="s/year", progress="dimensionless",
)  # fmt: skip
def effective(stock: Array, reference: float, mfu: Array, cluster: Array, time: Array, progress: Array) -> Array:
    """Training operations of a year, times how much more each is worth than in the first year.

    `mfu` is the share of peak that is reached on a chip, `cluster` what a large cluster keeps of it, `time` how many
    seconds of a year the stock spends on training.
    """
    return stock * reference * mfu * cluster * time * progress


@equation(gives="s/year", share="dimensionless", seconds="s/year")
def training_time(share: Array, seconds: float) -> Array:
    """The part of a year's seconds that the stock spends on training."""
    return share * seconds


@equation(gives="dimensionless", growth="dimensionless", passed="dimensionless")
def progress(growth: Array, passed: float) -> Array:
    """What a yearly growth factor comes to after so many years."""
    return growth**passed


@equation(gives="month", least="TFLOP/year", most="TFLOP/year", growth="dimensionless", year="month")
def delay(least: Array, most: Array, growth: Array, year: float) -> Array:
    """ln(most / least) / ln(growth) years, in months: how long the frontier takes to grow by the ratio of two.

    A heuristic: it takes computing for all that holds a nation back, and the frontier's pace for its own.
    """
    return year * np.log(most / least) / np.log(growth)
