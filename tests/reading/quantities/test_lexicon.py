"""The words of measure: a catalogue of one's own adds to them, and what it adds is read."""

from __future__ import annotations

from pathlib import Path

from theodolite.core.catalog import Catalog
from theodolite.reading.claims import claims_of
from theodolite.reading.read import read_document
from theodolite.reading.subjects.names import names_of


def test_a_currency_of_ones_own_is_read(tmp_path: Path) -> None:
    (tmp_path / "codelists").mkdir()
    (tmp_path / "codelists" / "currencies.yaml").write_text('XTS: {before: ["Zorg$"], after: [zorkmids]}\n')
    document = read_document(b"Chad paid 300 zorkmids. Chad paid Zorg$500 million. Chad paid 20 euros.", "note.txt")
    for catalog, units in ((Catalog(), {"zorkmids", "EUR", "USD"}), (Catalog.open(tmp_path), {"XTS", "EUR"})):
        claims = claims_of(document, names_of(catalog), catalog).claims
        assert {claim.unit for claim in claims} <= units, catalog
        assert ("XTS" in units) == any(claim.unit == "XTS" for claim in claims)
    assert [claim.value for claim in claims] == [300, 500_000_000, 20]
