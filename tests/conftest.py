"""Fixtures that several rooms' tests share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from theodolite.core.catalog import Catalog
from theodolite.evidence.ledger import Ledger

SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of publishers' files beside the project; the test skips where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("needs ../shared, which is not here")
    return SHARED


@pytest.fixture(scope="session", autouse=True)
def no_workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test sees or touches the workspace of the person who runs it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        patch.delenv("THEODOLITE_WORKSPACE", raising=False)
        yield


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The shipped catalogue."""
    return Catalog.open()


@pytest.fixture(scope="session")
def ledger(catalog: Catalog) -> Ledger:
    """The shipped evidence, all of it."""
    return Ledger.open(catalog)
