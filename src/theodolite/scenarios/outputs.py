"""Outputs: what a scenario tells, each with its title, its unit for people, and whose it is."""

from __future__ import annotations

from typing import NamedTuple

from theodolite.scenarios.dimension import factor

SHOWN_IN = {
    "H100-equivalent": "H100e", "FLOP": "FLOP/year", "MW": "MW", "TWh": "TWh/year", "percent": "percent",
    "m3": "m3/year", "MtCO2": "MtCO2/year", "household": "household", "months": "month", "usd": "USD/year",
}  # fmt: skip
"""Unit code of the catalogue → the unit of the model that it stands for; of a flow, a year's."""


SHORT = {
    "H100-equivalent": "H100e",
    "percent": "%",
    "MtCO2": "Mt CO₂",
    "m3": "m³",
    "household": "households",
    "usd": "US$",
}
"""Codes of units as they stand in a narrow place."""


class Output(NamedTuple):
    """One thing that a scenario tells of every year."""

    name: str
    title: str
    unit: str
    """A code of the catalogue's units."""
    reckoned: str
    """The unit in which the model gives it."""
    scope: str = ""
    log: bool = True
    """Whether its spread is one of ratios: then the shares of its variance are those of its logarithm."""

    @property
    def scale(self) -> float:
        """What the model's figures are multiplied by."""
        return factor(self.reckoned, SHOWN_IN[self.unit])


AI = "AI chips alone"
ABROAD = "AI chips, those rented abroad among them"

OUTPUTS = (
    Output("training-compute", "Computing for training", "H100-equivalent", "H100e", ABROAD),
    Output("stock-imported", "of it imported within the rules", "H100-equivalent", "H100e", AI, log=False),
    Output("stock-smuggled", "of it smuggled", "H100-equivalent", "H100e", AI, log=False),
    Output("stock-domestic", "of it made at home", "H100-equivalent", "H100e", AI, log=False),
    Output("stock-remote", "of it rented abroad", "H100-equivalent", "H100e", "AI chips abroad", log=False),
    Output("home-compute", "of it at home", "H100-equivalent", "H100e", AI),
    Output("inference-decode", "Computing for inference, writing answers", "H100-equivalent", "H100e", ABROAD),
    Output("inference-prefill", "Computing for inference, reading questions", "H100-equivalent", "H100e", ABROAD),
    Output(
        "effective-compute",
        "Effective training compute, in methods of the first year",
        "FLOP",
        "TFLOP/year",
        ABROAD,
    ),
    Output("power", "Power at full load, cooling included", "MW", "MW", AI),
    Output("energy", "Electricity", "TWh", "MWh/year", AI),
    Output("households", "as that of so many US households", "household", "household", AI),
    Output("energy-spared", "Electricity that H100 chips would spare", "TWh", "MWh/year", AI, log=False),
    Output("households-spared", "as that of so many US households", "household", "household", AI, log=False),
    Output("electricity-share", "Share of national electricity", "percent", "dimensionless", AI),
    Output("water", "Water consumed", "m3", "m3/year", AI),
    Output("carbon", "Carbon dioxide emitted", "MtCO2", "tCO2/year", AI),
    Output("emissions-share", "Share of national emissions", "percent", "dimensionless", AI),
    Output("product-to-match", "Product it has to add for carbon intensity not to rise", "usd", "USD/year", AI),
    Output("national-electricity", "Electricity of the nation", "TWh", "MWh/year", "the whole nation", log=False),
    Output("delay", "Delay, by a heuristic", "months", "month", ABROAD, log=False),
)

TOLD = (
    "training-compute", "inference-decode", "effective-compute", "energy", "electricity-share", "water", "carbon",
    "delay",
)  # fmt: skip
"""Those whose drivers are told."""
