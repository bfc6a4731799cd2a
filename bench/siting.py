"""Siting: seconds of a year of representative days, of a month of hours and of a front, for ten hubs."""

from __future__ import annotations

from timing import inside, line, median, process

from theodolite import Catalog, Ledger
from theodolite.scenarios.siting.courses import consecutive
from theodolite.scenarios.siting.pareto import pareto
from theodolite.scenarios.siting.savings import savings
from theodolite.scenarios.siting.share import needed_share
from theodolite.scenarios.siting.site import site
from theodolite.scenarios.siting.siting import load_siting

FRESH = """
from theodolite import Catalog, Ledger
from theodolite.scenarios.siting.courses import consecutive
from theodolite.scenarios.siting.siting import load_siting
from theodolite.scenarios.siting.site import site
ledger = Ledger.open(Catalog.open())
print(site(ledger, consecutive(load_siting("china", ledger.catalog), "spring", 31), "carbon").finding)
"""
"""A month of hours from nothing, for its memory."""

MONTH = 60
"""Seconds that a month of hours for ten hubs may take on two cores."""


def siting() -> None:
    """Every measure beside a year of 96 hours, which is what one answer takes."""
    ledger = Ledger.open(Catalog.open())
    china = load_siting("china", ledger.catalog)
    month = consecutive(china, "spring", 31)
    site(ledger, china)
    year = median(lambda: inside(lambda: site(ledger, china)))
    line("siting, 10 hubs × 96 hours", year, None, "itself", year)
    for goal in ("cost", "carbon", "water"):
        took = median(lambda goal=goal: inside(lambda: site(ledger, month, goal)), 3)
        line(f"siting, 10 × 744, {goal}", took, MONTH, "96 hours", year)
    line("siting, 10 × 744, fresh", median(lambda: process("-c", FRESH), 1), MONTH, "96 hours", year)
    shifted = median(lambda: inside(lambda: savings(ledger, month)), 1)
    line("savings, 4 × 10 × 744", shifted, None, "96 hours", year)
    line(
        "front of 9 points, 96 hours", median(lambda: inside(lambda: pareto(ledger, china)), 1), None, "96 hours", year
    )
    asked = median(lambda: inside(lambda: needed_share(ledger, china, 0.15, "carbon")), 1)
    line("what it takes for 15 %", asked, None, "96 hours", year)


if __name__ == "__main__":
    siting()
