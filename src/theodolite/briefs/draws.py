"""Draws: how many plausible versions of a lens a report and `explain` draw, so that both print the same shares."""

DRAWS = 4_000
"""A share of one half is then known to 0.8 of 100."""
