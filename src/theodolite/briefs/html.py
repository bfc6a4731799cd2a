"""The assessment as one self-contained HTML page: no network, no script, everything escaped."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, select_autoescape

from theodolite.briefs.assessment import Assessment


@cache
def environment() -> Environment:
    """The templates, with escaping on for every variable."""
    return Environment(
        loader=PackageLoader("theodolite.briefs", "templates"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(assessment: Assessment) -> str:
    """The page as text."""
    sources = [assessment.ledger.catalog.sources[id] for id in assessment.sources]
    return environment().get_template("report.html").render(a=assessment, sources=sources)
