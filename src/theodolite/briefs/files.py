"""The files of an assessment: the report, one JSON document, tables as CSV and figures as SVG."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from theodolite.briefs.assessment import Assessment
from theodolite.briefs.html import render
from theodolite.store.atomic import write_all


def write(assessment: Assessment, folder: Path) -> dict[str, Any]:
    """Write everything into `folder`, all or nothing, and return the JSON document that was written.

    Raises OutputError where the folder cannot be written.
    """
    files: dict[str, str] = {"report.html": render(assessment)}
    for answer in assessment.answers:
        files |= {f"tables/{name}.csv": table.write_csv() for name, table in answer.tables.items()}
        for figure in answer.figures:
            files[f"figures/{figure.name}.svg"] = figure.svg
            files[f"figures/{figure.name}.csv"] = figure.table.write_csv()
    document = assessment.document(tuple(sorted([*files, "assessment.json"])))
    files["assessment.json"] = to_json(document)
    write_all(folder, {name: text.encode() for name, text in files.items()})
    return document


def to_json(document: Any) -> str:
    """A document as JSON text, the same bytes for the same content."""
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
