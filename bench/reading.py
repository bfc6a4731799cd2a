"""Reading: how well and how fast texts become quantities and claims, beside others' tools in the same run."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from reading_corpora import SHARED, Corpus, every, own
from reading_ours import claims, quantities
from reading_peers import Reader, quantulum3, spacy_rules
from reading_scores import Mark, Score, extended, scores

from theodolite.reading.read import read_document
from theodolite.reading.staging import stage

LETTERS = 15_000
"""Characters of the documents that speed is measured on."""

RUNS = 5
ASKED = {"sentences and grammar": 100, "bytes to claims": 20}
"""Documents per second and core that are asked for: of the grammar alone, and of the whole."""


def reading() -> None:
    """Every measure of this file."""
    others = peers()
    if not others:
        print("peers: pip install --requirement requirements/bench.txt")
    for corpus in every():
        if corpus.labels:
            table(corpus, scored(corpus, others))
    print(f"\ndocuments of {LETTERS:,} characters a second, on one core")
    for name, rate in rates(others).items():
        asked = f"   asked for: {ASKED[name]}" if name in ASKED else ""
        print(f"{name:24}{rate:10.1f}{asked}", flush=True)


def peers() -> dict[str, Reader]:
    """The peers that are installed."""
    made = {"quantulum3": quantulum3(), "blank spaCy": spacy_rules()}
    return {name: reader for name, reader in made.items() if reader is not None}


def scored(corpus: Corpus, others: Mapping[str, Reader]) -> dict[str, dict[str, Score]]:
    """The scores of ours and of every peer on one corpus, by reader and name."""
    return {name: _scored(corpus, reader, name != "ours") for name, reader in {"ours": ours(corpus), **others}.items()}


def ours(corpus: Corpus) -> Reader:
    """Claims where claims are labelled; of quantities in science, those of the grammar alone."""
    if corpus.of_quantities:
        return quantities
    return lambda doc, _text: claims(doc, (corpus.folder / doc).read_bytes(), corpus.dates.get(doc))


def table(corpus: Corpus, made: Mapping[str, Mapping[str, Score]]) -> None:
    """Precision, recall and F1 of every reader on one corpus; fields that only we read are told of us alone."""
    print(f"\n{corpus.name}: {len(corpus.labels)} labels in {len(corpus.texts)} texts")
    print(f"{'':28}" + "".join(f"{name:^24}" for name in made))
    print(f"{'':28}" + "".join(f"{'P':>8}{'R':>8}{'F1':>8}" for _ in made))
    for row in made["ours"]:
        cells = [_cells(told[row]) for told in made.values() if row in told]
        print(f"{row:28}{''.join(cells)}".rstrip(), flush=True)


def _scored(corpus: Corpus, reader: Reader, peer: bool) -> dict[str, Score]:
    read = [mark for doc, text in corpus.texts.items() for mark in reader(doc, text)]
    if corpus.of_quantities:
        longer = [extended(mark, corpus.texts[mark.doc], 1 if peer else None) for mark in read]
        plain, counted = scores(corpus.labels, read), scores(corpus.labels, longer)
        names = ("span, exact", "span, overlap")
        return {**{name: plain[name] for name in names}, "exact, noun included": counted[names[0]]}
    made = scores(corpus.labels, [mark for mark in read if not (peer and _dates(mark, corpus))])
    return {name: score for name, score in made.items() if not peer or name.startswith(("span", "value"))}


def _dates(mark: Mark, corpus: Corpus) -> bool:
    """Whether a peer read a bare year, which is no claim by our conventions."""
    said = corpus.texts[mark.doc][mark.start : mark.end]
    return len(said) == 4 and said.isdigit() and said[:2] in ("19", "20")


def _cells(score: Score) -> str:
    three = (score.precision, score.recall, score.f1)
    return "".join(f"{value:8.3f}" if value == value else f"{'—':>8}" for value in three)


def rates(others: Mapping[str, Reader]) -> dict[str, float]:
    """Documents of LETTERS characters a second on one core, by what is run: the median of several runs of ours."""
    documents = list(pieces())
    laid = {text: read_document(text.encode(), "piece.txt") for text in documents}
    runs: dict[str, Callable[[str], object]] = {
        "sentences and grammar": lambda text: stage(laid[text]),
        "bytes to claims": lambda text: claims("piece.txt", text.encode()),
        **{name: (lambda text, read=read: read("piece", text)) for name, read in others.items()},
    }
    made: dict[str, float] = {}
    with one_core():
        for name, run in runs.items():
            run(documents[0])
            took = statistics.median(_seconds(run, documents) for _ in range(RUNS if name in ASKED else 1))
            made[name] = len(documents) / took
    return made


def pieces() -> Iterator[str]:
    """The seeds, or where they are absent our own corpus, one after another, cut at the end of a line."""
    paths = sorted((SHARED / "seeds").glob("*.txt"))
    texts = [path.read_text(encoding="utf-8") for path in paths] or list(own("dev").texts.values())
    whole, at = "\n".join(texts), 0
    while len(whole) - at >= LETTERS:
        end = whole.rfind("\n", at, at + LETTERS) + 1
        end = end if end > at + LETTERS // 2 else at + LETTERS
        yield whole[at:end]
        at = end


def _seconds(run: Callable[[str], object], documents: Sequence[str]) -> float:
    """Seconds of the processor, so that what else the machine does is not counted."""
    began = time.process_time()
    for document in documents:
        run(document)
    return time.process_time() - began


@contextmanager
def one_core() -> Iterator[None]:
    """Holds this process to one core, where the system can."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


if __name__ == "__main__":
    reading()
