"""What ships of models, clusters, chips and lists is what the publishers' files give: pulled again, the same bytes."""

from __future__ import annotations

from pathlib import Path

import pytest

from theodolite.core.catalog import Catalog
from theodolite.core.entity_table import to_csv as entities_to_csv
from theodolite.evidence.pull.naming import entities
from theodolite.evidence.pull.reader import Files
from theodolite.evidence.pull.run import read
from theodolite.evidence.snapshot import take
from theodolite.store.tables import to_csv


@pytest.mark.parametrize("publisher", ["epoch", "iaps", "top500"])
def test_pulling_again_gives_the_bytes_that_ship(publisher: str, catalog: Catalog, shared: Path) -> None:
    ids = [id for id in catalog.sources if id.startswith(publisher + "/")]
    assert ids
    tables, named = catalog.observation_tables(), catalog.files("entities", ".csv")
    for id in ids:
        source = catalog.sources[id]
        files = Files(take(source, shared / "data/raw"))
        assert to_csv(read(source, files, catalog)) == tables[id].read_bytes(), id
        if found := entities(source, files, catalog):
            assert entities_to_csv(found) == named[id].read_bytes(), id
