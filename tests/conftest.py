"""Fixtures that several rooms' tests share."""

from __future__ import annotations

import hashlib
import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sql

from theodolite.core.catalog import Catalog
from theodolite.evidence.ledger import Ledger
from theodolite.reading.claim import Claim
from theodolite.reading.document import Document, Known, Place, Zone

SHARED = Path(__file__).parents[2] / "shared"
SERVERS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))


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


def not_as_root() -> dict[str, Any]:
    """Whom a server runs as that refuses to run as root: Debian's user for it, or whoever runs the tests."""
    if os.geteuid() != 0:
        return {}
    users = {entry.pw_name: entry for entry in pwd.getpwall()}
    user = users.get("postgres") or users["nobody"]
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


@pytest.fixture(scope="session")
def postgres() -> Iterator[Callable[[], str]]:
    """A PostgreSQL server of Debian's package for this run alone; a call makes an empty schema: its address."""
    if not SERVERS:
        pytest.skip("[service] postgresql is not installed")
    owner = not_as_root()
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    if owner:
        os.chown(folder, owner["user"], owner["group"])

    def run(program: str, *words: str) -> None:
        command = [str(SERVERS[-1] / program), "-D", str(folder / "data"), *words]
        quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run(command, check=True, cwd=folder, timeout=120, **quiet, **owner)

    run("initdb", "--auth=trust", "--username=theodolite", "--encoding=UTF8", "--locale=C", "--no-sync")
    quick = f"-k {folder} -c listen_addresses='' -c fsync=off -c max_connections=50"
    run("pg_ctl", "start", "--wait", "--log", str(folder / "log"), "--options", quick)
    address = f"postgresql+psycopg://theodolite@/postgres?host={folder}"
    number = itertools.count()

    def schema() -> str:
        name = f"w{next(number)}"
        with sql.create_engine(address, poolclass=sql.NullPool).begin() as connection:
            connection.exec_driver_sql(f"CREATE SCHEMA {name}")
        return f"{address}&options=-csearch_path%3D{name}"

    yield schema
    run("pg_ctl", "stop", "--mode", "immediate")
    shutil.rmtree(folder)


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a workspace may lie that is not there yet: a file, and a schema of a PostgreSQL server."""
    if request.param == "sqlite":
        return str(tmp_path / "deep" / "workspace.sqlite")
    return request.getfixturevalue("postgres")()


MEMO = """What the two built

In 2023 China published 1,200 papers on the matter, said the Institute for Made-up Figures. Its paper mills, one
reader notes, are another story.

Private investment in India came to US$3.5 billion in 2024, and may reach US$9 billion by 2030.

Sources
1. The yearbook of made-up figures, page 12.
"""


def made_document(text: str, file: str = "memo.txt", date: str | None = "2025-03") -> Document:
    """A plain document of two pages: a heading, a body, and endnotes from the line `Sources` on."""
    heading, notes = text.index("\n"), text.find("\nSources") + 1 or len(text)
    zones = (Zone(0, heading, "heading"), Zone(heading, notes, "body"), Zone(notes, len(text), "endnotes"))
    half = text.find("Private") if "Private" in text else len(text) // 2
    return Document(
        "sha256:" + hashlib.sha256(text.encode()).hexdigest(),
        file,
        "text",
        text,
        tuple(zone for zone in zones if zone.end > zone.start),
        title=Known(text[:heading], "its first line"),
        date=Known(date, "the name of its file" if date else "the document does not say"),
        places=(Place(0, 1, 0), Place(half, 2, half)),
        notes=("page 3 has no text",),
    )


def claim_in(document: Document, span: str, **said: Any) -> Claim:
    """The claim of the first `span` of a document, quoted with its sentence: a count of papers of China in 2023."""
    start = document.text.index(span)
    first = max(document.text.rfind(sign, 0, start) + len(sign) for sign in (". ", "\n\n"))
    last = min(at for sign in (". ", ".\n") if (at := document.text.find(sign, start)) >= 0) + 1
    fields: dict[str, Any] = {
        "doc": document.id, "start": start, "end": start + len(span), "span": span, "quote": document.text[first:last],
        "quote_start": first, "value": 1200.0, "low": None, "high": None, "unit": "papers", "unit_class": "count",
        "qualifier": None, "type": "level", "direction": None, "denominator": None, "noun": "papers", "entity": "CHN",
        "subject": "China", "counterpart": None, "indicator": "research/ai-publications", "confidence": 0.7,
        "period": "2023", "period_text": "In 2023", "attributed_to": "Institute for Made-up Figures",
        "attributed_via": "said", "modality": "observed", "zone": "body", "page": document.place(start).page,
        "rule": "count",
    }  # fmt: skip
    return Claim(**{**fields, **said})


INDIA: dict[str, Any] = {
    "value": 3.5e9, "unit": "USD", "unit_class": "money", "noun": None, "entity": "IND", "subject": "India",
    "indicator": "industry/private-investment", "period": "2024", "period_text": "in 2024", "attributed_to": None,
    "attributed_via": None,
}  # fmt: skip


@dataclass(frozen=True)
class Memo:
    """A made-up document, and its three claims: papers of China, investment in India, and what it may reach."""

    document: Document
    papers: Claim
    invested: Claim
    planned: Claim

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All of them, in their order."""
        return self.papers, self.invested, self.planned


MakeMemo = Callable[..., Memo]


@pytest.fixture(scope="session")
def make_memo() -> MakeMemo:
    """Makes the memo, with `more` text at its end, from a `file` of some `date`."""

    def make(more: str = "", file: str = "memo.txt", date: str | None = "2025-03") -> Memo:
        document = made_document(MEMO + more, file, date)
        reach = {**INDIA, "value": 9e9, "period": "2030", "period_text": "by 2030", "modality": "projected"}
        return Memo(
            document,
            claim_in(document, "1,200"),
            claim_in(document, "US$3.5 billion", **INDIA),
            claim_in(document, "US$9 billion", **reach),
        )

    return make


@pytest.fixture(scope="session")
def memo(make_memo: MakeMemo) -> Memo:
    """The memo as it is."""
    return make_memo()
