"""What a page states of itself: title, publisher and date, in its meta elements, its JSON-LD, its times."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from theodolite.reading.document import UNSAID, Known
from theodolite.reading.formats.blocks import Page
from theodolite.reading.metadata import Facts, first_known, known, known_day

_TITLES = ("citation_title", "og:title", "dc.title", "dcterms.title", "twitter:title")
_PUBLISHERS = ("citation_publisher", "dc.publisher", "dcterms.publisher", "og:site_name", "publisher")
_DAYS = (
    "article:published_time", "citation_publication_date", "citation_date", "dc.date.issued", "dcterms.issued",
    "dcterms.created", "dc.date", "datepublished", "publication_date", "publish-date", "publish_date", "pubdate",
    "date",    "parsely-pub-date", "sailthru.date", "og:published_time", "article.published",
)  # fmt: skip


def facts_of_page(page: Page) -> Facts:
    """Title, publisher and date as the page states them, each with the element that does; the first that is sound."""
    data = list(_objects(page))
    heading = next((block.text for block in page.blocks if block.first), None)
    title = first_known(
        _meta(page, _TITLES, known),
        _data(data, "headline", known),
        known(heading, "the page's first heading"),
        known(page.title, "the page's title element"),
    )
    publisher = first_known(_meta(page, _PUBLISHERS, known), _data(data, "publisher", known))
    return Facts(
        title,
        publisher,
        first_known(_meta(page, _DAYS, known_day), _data(data, "datePublished", known_day), _time(page)),
    )


def _meta(page: Page, names: tuple[str, ...], read: Any) -> Known:
    return first_known(
        *(read(page.metas[name], f"the page's meta element {name}") for name in names if name in page.metas)
    )


def _data(objects: list[dict[str, Any]], key: str, read: Any) -> Known:
    values = [one[key] for one in objects if key in one]
    names = [value.get("name") if isinstance(value, dict) else value for value in values]
    return first_known(*(read(name, f"the page's JSON-LD, {key}") for name in names if isinstance(name, str)))


def _objects(page: Page) -> Iterator[dict[str, Any]]:
    for script in page.data:
        try:
            found = json.loads(script)
        except (ValueError, RecursionError):
            continue
        for one in found if isinstance(found, list) else [found]:
            if isinstance(one, dict):
                yield one
                graph = one.get("@graph")
                yield from (each for each in graph if isinstance(each, dict)) if isinstance(graph, list) else ()


def _time(page: Page) -> Known:
    """The time that an element states as the day of publication, or the first one under the page's first heading."""
    for _, published, when in page.times:
        if published and (day := known_day(when, "the page's element of the day of publication")).value:
            return day
    top = next((at for at, block in enumerate(page.blocks) if block.first), None)
    prose = next((at for at, block in enumerate(page.blocks) if at > (top or 0) and len(block.text) > 200), None)
    for at, _, when in page.times:
        if top is not None and top - 2 <= at <= (prose if prose is not None else at):
            return known_day(when, "the page's first time element")
    return UNSAID
