"""Labelled texts to score reading on: our own corpus, and where they lie beside the project, the gold files."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from reading_scores import Mark

ROOT = Path(__file__).parents[1]
OWN = ROOT / "tests/reading/corpus"
SHARED = ROOT.parent / "shared"

KEPT_APART = "004"
"""The seed whose labels are kept apart while rules are written."""


class Corpus(NamedTuple):
    """Texts by name, labels of what stands in them, and stretches that are no claims by the reason why."""

    name: str
    texts: Mapping[str, str]
    labels: tuple[Mark, ...]
    none: tuple[tuple[Mark, str], ...] = ()
    folder: Path = OWN
    """Where the files lie by the texts' names."""
    dates: Mapping[str, str] = MappingProxyType({})
    """The day of a text, where its labels state one: what relative dates were labelled against."""
    of_quantities: bool = False
    """Whether spans of quantities are labelled, count nouns included, and nothing else."""


def own(part: str) -> Corpus:
    """Our own corpus: `dev`, which rules are written against, or `held-out`, which they are not."""
    texts: dict[str, str] = {}
    labels: list[Mark] = []
    none: list[tuple[Mark, str]] = []
    dates: dict[str, str] = {}
    for path in sorted((OWN / part).glob("*.json")):
        said, doc = json.loads(path.read_text(encoding="utf-8")), f"{path.stem}.txt"
        texts[doc], dates[doc] = _text(path.with_suffix(".txt")), said["date"]
        labels += [_own(doc, claim) for claim in said["claims"]]
        none += [(Mark(doc, one["start"], one["end"]), one["reason"]) for one in said["distractors"]]
    return Corpus(f"own corpus, {part}", texts, tuple(labels), tuple(none), OWN / part, dates)


def gold() -> Iterator[Corpus]:
    """The labelled claims of three seeds, those kept apart last; nothing where ../shared is absent."""
    folder = SHARED / "gold"
    if not folder.is_dir():
        return
    claims = list(_lines(folder / "claims.jsonl"))
    distractors = list(_lines(folder / "distractors.jsonl"))
    for name, apart in (("gold claims", False), ("gold claims, kept apart", True)):
        docs = sorted({claim["doc"] for claim in claims if claim["doc"].startswith(KEPT_APART) is apart})
        texts = {doc: _text(SHARED / "seeds" / doc) for doc in docs}
        none = [(Mark(one["doc"], one["start"], one["end"]), one["reason_auto"]) for one in distractors]
        yield Corpus(
            name,
            texts,
            tuple(_gold(claim) for claim in claims if claim["doc"] in texts),
            tuple(one for one in none if one[0].doc in texts),
            SHARED / "seeds",
        )


def measeval() -> Iterator[Corpus]:
    """MeasEval's quantity spans (train, trial), a third of the articles kept apart; nothing where they are absent."""
    folder = SHARED / "gold/measeval"
    paths = sorted(folder.glob("t*/tsv/*.tsv"))
    for name, apart in (("MeasEval", False), ("MeasEval, kept apart", True)):
        texts: dict[str, str] = {}
        labels: list[Mark] = []
        for path in (path for path in paths if _apart(path.stem) is apart):
            (text,) = path.parents[1].glob(f"t*xt/{path.stem}.txt")
            texts[path.stem] = _text(text)
            labels += _spans(path)
        if texts:
            yield Corpus(name, texts, tuple(labels), of_quantities=True)


def every() -> Iterator[Corpus]:
    """All that there are, ours first."""
    yield from (own(part) for part in ("dev", "held-out"))
    yield from gold()
    yield from measeval()


def _own(doc: str, claim: Mapping[str, Any]) -> Mark:
    same = ("value", "low", "high", "unit", "unit_class", "qualifier", "subject", "counterpart", "period",
            "period_text", "attributed_to", "modality")  # fmt: skip
    return Mark(doc, claim["start"], claim["end"], **{field: claim[field] for field in same})


def _gold(claim: Mapping[str, Any]) -> Mark:
    start, end = claim["period"]["start"], (claim["period"]["end"] or "").removesuffix("-12-31") or None
    period = end if start in (None, end) else f"{start}/{end or ''}"
    return Mark(
        claim["doc"], claim["span_start"], claim["span_end"], claim["value"], claim["value_low"], claim["value_high"],
        claim["unit"], claim["unit_class"], claim["qualifier"], claim["subject"], claim["counterpart"], period,
        claim["period"]["text"], claim["attributed_to"], "projection" if claim["is_projection"] else "observation",
    )  # fmt: skip


def _spans(path: Path) -> Iterator[Mark]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["annotType"] == "Quantity":
                yield Mark(path.stem, int(row["startOffset"]), int(row["endOffset"]))


def _apart(stem: str) -> bool:
    article = stem.rpartition("-")[0]
    return hashlib.sha256(article.encode()).digest()[0] % 3 == 0


def _lines(path: Path) -> Iterable[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8")
