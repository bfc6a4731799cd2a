"""A claim: a quantity read in a document, with its exact words, who it is about, of when, and who is said to say so."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from theodolite.core.unit import UnitClass
from theodolite.reading.document import ZoneKind
from theodolite.reading.quantities.quantity import Direction, Qualifier, QuantityType

Modality = Literal["observed", "estimated", "projected", "target", "counterfactual"]


@dataclass(frozen=True, slots=True)
class Claim:
    """One quantitative claim of one document.

    `start` and `end` are the offsets of its quantity (qualifier and unit included) in the document's text, `span` those
    characters; `quote` is the sentence that holds them, at `quote_start`. `value`, `low`, `high`, `unit`, `unit_class`,
    `qualifier`, `type`, `direction`, `denominator` and `rule` are its quantity's. `entity` is an ISO alpha-3 code, WLD,
    EUU or a plain name (several joined by `;`), None where the text does not say; `counterpart` whom it is compared to.
    `period` is as SDMX writes it (2019, 2014/2024), `period_text` the words that say so.
    """

    doc: str
    start: int
    end: int
    span: str
    quote: str
    quote_start: int
    value: float | None
    low: float | None
    high: float | None
    unit: str
    unit_class: UnitClass
    qualifier: Qualifier | None
    type: QuantityType
    direction: Direction | None
    denominator: float | None
    noun: str | None
    entity: str | None
    subject: str | None
    """The words that the entity was read from, or a narrower subject (Chinese LLMs); None where none are."""
    counterpart: str | None
    indicator: str | None
    """An id of the catalogue; None where the claim is about something that it does not measure."""
    confidence: float | None
    """How sure the mapping to the indicator is, 0 to 1."""
    period: str | None
    period_text: str | None
    attributed_to: str | None
    attributed_via: str | None
    modality: Modality
    zone: ZoneKind
    page: int | None
    rule: str
    origin: str = "grammar"
    """What proposed it: the grammar, or an endpoint by its model's name."""

    @property
    def id(self) -> str:
        """Names the claim for good: the first twelve digits of the document's hash and the place of the quantity."""
        return f"{self.doc.removeprefix('sha256:')[:12]}-{self.start}-{self.end}"

    @property
    def entities(self) -> tuple[str, ...]:
        """Everybody that it is about, each by itself (CHN and USA of `CHN;USA`); empty where the text does not say."""
        return tuple(name for name in (self.entity or "").split(";") if name)

    def as_dict(self) -> dict[str, Any]:
        """The claim as one JSON-ready mapping, its id first."""
        return {"id": self.id, **asdict(self)}
