"""Microsoft: shares under half and quarter years, in an old encoding."""

from __future__ import annotations

import pytest

from theodolite.core.catalog import Catalog
from theodolite.core.source import Provides
from theodolite.errors import SnapshotError
from theodolite.evidence.pull.microsoft import diffusion
from theodolite.evidence.pull.reader import Files
from theodolite.evidence.snapshot import Snapshot

WORK = "microsoft/ai-diffusion"
PROVIDES = Provides(indicator="x", reader="microsoft.diffusion", measure="AI Diffusion")
TURKEY = "Economy,H1 2025 AI Diffusion,Q1 2026 AI Diffusion\nTürkiye,13.40%,17.40%\n"


@pytest.mark.parametrize(
    ("case", "value"),
    [
        ("CHN adoption/ai-user-share 2026-Q1", 16.4),
        ("USA adoption/ai-user-share 2026-Q1", 31.3),
        ("CHN adoption/ai-user-share 2025-S2", 16.3),
        ("TWN adoption/ai-user-share 2025-S1", 26.4),
        ("TUR adoption/ai-user-share 2025-S1", 13.4),
        ("COG adoption/ai-user-share 2026-Q1", 8.7),
        ("COD adoption/ai-user-share 2026-Q1", 8.7),
        ("CIV adoption/ai-user-share 2026-Q1", 13.1),
        ("BIH adoption/ai-user-share 2026-Q1", 22.1),
    ],
)
def test_a_figure_is_as_the_publisher_prints_it(figure, case: str, value: float) -> None:
    assert figure(WORK, case) == value


def read(catalog: Catalog, text: str) -> list[tuple[str, str, float]]:
    """The readings of a table written in the encoding that the source states."""
    file = catalog.sources["microsoft/ai-diffusion-2026-05"].files[0]
    made = Files({file.name: Snapshot(file, text.encode("mac_roman"))})
    return [(one.place, one.period, one.value) for one in diffusion(made, PROVIDES)]


def test_the_letters_of_an_apple_are_read(catalog: Catalog) -> None:
    assert read(catalog, TURKEY) == [("Türkiye", "2025-S1", 13.4), ("Türkiye", "2026-Q1", 17.4)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (TURKEY.replace("AI Diffusion", "Use"), "reads as a period and 'AI Diffusion'"),
        (TURKEY.replace("13.40%", "0.134"), "'0.134' under 'H1 2025 AI Diffusion' is no share"),
        (TURKEY.replace("13.40%", "134%"), "is no share"),
        (TURKEY.replace("Economy", "Country"), "no column 'Economy'"),
    ],
)
def test_a_wrong_file_is_refused(catalog: Catalog, text: str, said: str) -> None:
    with pytest.raises(SnapshotError, match=said):
        read(catalog, text)
