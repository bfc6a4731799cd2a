"""The files of an assessment: the report, one JSON document, tables as CSV and figures as SVG."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import polars as pl

from theodolite.briefs.appendix import appendix
from theodolite.briefs.assessment import Assessment
from theodolite.briefs.exhibit import Figure
from theodolite.briefs.html import render
from theodolite.store.atomic import write_all

FORMULA = r"^([=+\-@\t\r\n＝＋－＠])"
"""How a text begins that spreadsheets take for a formula, in full-width signs too."""


def write(assessment: Assessment, folder: Path) -> dict[str, Any]:
    """Write everything into `folder`, all or nothing, and return the JSON document that was written.

    Raises OutputError where the folder cannot be written.
    """
    files = {"report.html": render(assessment), **tables(assessment), **figures(assessment)}
    document = assessment.document(sorted([*files, "assessment.json"]))
    files["assessment.json"] = to_json(document)
    write_all(folder, {name: text.encode() for name, text in files.items()})
    return document


def write_exhibits(figures: Iterable[Figure], folder: Path) -> list[str]:
    """Write pictures (SVG) and the tables that they are drawn from (CSV) into `folder`, all or nothing; their paths.

    Raises OutputError where the folder cannot be written.
    """
    shown = list(figures)
    files = {f"figures/{one.name}.svg": one.svg for one in shown}
    files |= {f"tables/{one.name}.csv": to_csv(one.table) for one in shown}
    write_all(folder, {name: text.encode() for name, text in files.items()})
    return sorted(files)


def tables(assessment: Assessment) -> dict[str, str]:
    """Every table as CSV text by its path: those shown, those beside, and the appendix."""
    shown = [exhibit for answer in assessment.answers for exhibit in answer.exhibits]
    frames = {exhibit.name: exhibit.table if isinstance(exhibit, Figure) else exhibit.frame for exhibit in shown}
    for answer in assessment.answers:
        frames |= answer.tables
    numbers = appendix(assessment.asked)
    return {f"tables/{name}.csv": to_csv(frame) for name, frame in {**frames, numbers.name: numbers.frame}.items()}


def to_csv(frame: pl.DataFrame) -> str:
    """A table as CSV text; a text that a spreadsheet would read as a formula gets an apostrophe before it."""
    return frame.with_columns(pl.col(pl.String).str.replace(FORMULA, "'$1")).write_csv()


def figures(assessment: Assessment) -> dict[str, str]:
    """Every picture as SVG text by its path, at its wide size; its table is the CSV of the same name."""
    return {f"figures/{figure.name}.svg": figure.svg for answer in assessment.answers for figure in answer.figures}


def to_json(document: Any) -> str:
    """A document as JSON text, the same bytes for the same content."""
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
