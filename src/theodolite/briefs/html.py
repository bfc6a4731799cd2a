"""The assessment as one self-contained HTML page: no network, no script, everything escaped."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from theodolite.briefs.appendix import appendix, attribution, method_rows, remake
from theodolite.briefs.assessment import Assessment
from theodolite.briefs.exhibit import Figure
from theodolite.briefs.first_screen import first_screen
from theodolite.briefs.notes import Notes
from theodolite.briefs.wording import day
from theodolite.core.prose import printable
from theodolite.evidence.claims.written import Written


@cache
def environment() -> Environment:
    """The templates, with escaping on for every variable."""
    env = Environment(
        loader=PackageLoader("theodolite.briefs", "templates"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    env.filters.update(day=day, safe_link=safe_link, picture=Markup, untold=untold)
    env.tests["figure"] = lambda exhibit: isinstance(exhibit, Figure)
    return env


def render(assessment: Assessment) -> str:
    """The page as text: the same assessment gives the same bytes."""
    notes = Notes(assessment.ledger)
    return environment().get_template("report.html").render(
        a=assessment,
        asked=assessment.asked,
        first=first_screen(assessment),
        appendix=appendix(assessment.asked),
        methods=method_rows(assessment.asked),
        attribution=attribution(assessment),
        remake=remake(assessment),
        notes=notes,
        documents=[Written.of(one.document) for one in assessment.asked.read],
    )  # fmt: skip


def untold(caveats: Sequence[str], told: list[str]) -> list[str]:
    """The caveats that none of those `told` so far holds already, with or without what they begin with; told now."""

    def known(caveat: str) -> bool:
        said = caveat.partition(": ")[2] or caveat
        return any(caveat in one or said in one for one in told)

    new = [caveat for caveat in caveats if not known(caveat)]
    told += new
    return new


def _shown(value: object) -> object:
    """What a template prints, without the characters that nobody should print; a picture stays as it is drawn."""
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def safe_link(address: str) -> str:
    """An address that a page may link to: http or https, anything else is no link."""
    return address if urlsplit(address).scheme in ("http", "https") else ""
