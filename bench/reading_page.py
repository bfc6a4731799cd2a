"""Writes the scores of this run into the method page of reading: `python bench/reading_page.py`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from reading_corpora import every
from reading_scores import Score

from reading import LETTERS, peers, rates, scored

PAGE = Path(__file__).parents[1] / "docs/methods/reading.md"
BEGIN, END = "<!-- scores: python bench/reading_page.py -->\n", "<!-- end of scores -->"

Made = Mapping[str, Mapping[str, Score]]
"""Reader → its scores by name."""


def page() -> str:
    """The method page with its tables made anew; raises SystemExit without ../shared or the peers' packages."""
    others = peers()
    corpora = {corpus.name: corpus for corpus in every() if corpus.labels}
    if len(others) < 2 or len(corpora) < 6:
        raise SystemExit("the page is written where every corpus and both peers are there")
    made = {name: scored(corpus, others) for name, corpus in corpora.items()}
    sizes = {name: (len(corpus.labels), len(corpus.texts)) for name, corpus in corpora.items()}
    claimed = [name for name, corpus in corpora.items() if not corpus.of_quantities]
    spans = [name for name in corpora if name not in claimed]
    parts = [
        "Our own corpus, the part that is held out "
        f"({sizes['own corpus, held-out'][0]} labels in {sizes['own corpus, held-out'][1]} texts):\n\n",
        _three(made["own corpus, held-out"]),
        "\nF1 of ours on every labelled file (labels):\n\n",
        _by_corpus({name: made[name]["ours"] for name in claimed}, sizes),
        "\nSpans of quantities in science (MeasEval, train and trial):\n\n",
        *(_spans(f"{name} ({sizes[name][0]})", made[name]) for name in spans),
        _speeds(rates(others)),
    ]
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    return f"{before}{BEGIN}\n{''.join(parts)}{END}{rest.partition(END)[2]}"


def _three(made: Made) -> str:
    names = list(made)
    head = ["", "precision", "recall", "F1", *(f"{name}, F1" for name in names if name != "ours")]
    rows = [
        [row, *_told(score), *(_two(made[name][row].f1) if row in made[name] else "" for name in names[1:])]
        for row, score in made["ours"].items()
    ]
    return _table(head, rows)


def _by_corpus(made: Mapping[str, Mapping[str, Score]], sizes: Mapping[str, tuple[int, int]]) -> str:
    head = ["", *(f"{name} ({sizes[name][0]})" for name in made)]
    rows = [[row, *(_two(told[row].f1) for told in made.values())] for row in next(iter(made.values()))]
    return _table(head, rows)


def _spans(name: str, made: Made) -> str:
    head = [name, *(f"{reader}: {part}" for reader in made for part in ("P", "R", "F1"))]
    rows = [[row, *(cell for told in made.values() for cell in _told(told[row]))] for row in made["ours"]]
    return _table(head, rows) + "\n"


def _speeds(made: Mapping[str, float]) -> str:
    told = ", ".join(f"{name} {rate:.0f}" for name, rate in made.items())
    return f"Documents of {LETTERS:,} characters a second on one core of the machine that made this page: {told}.\n"


def _told(score: Score) -> tuple[str, str, str]:
    return _two(score.precision), _two(score.recall), _two(score.f1)


def _two(value: float) -> str:
    return f"{value:.2f}" if value == value else "–"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---", *("---:" for _ in head[1:])], *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
