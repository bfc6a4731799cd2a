"""The pages of indicators, lenses, sources, published systems and attribution, written from the shipped catalogue."""

from __future__ import annotations

from collections import defaultdict

import polars as pl
from markdown import NOTE, code, plain, years

from theodolite.core.catalog import Catalog
from theodolite.core.indicator import Indicator
from theodolite.core.pillar import KnownPillar
from theodolite.evidence.ledger import Ledger
from theodolite.index.framework import Leaf, Node
from theodolite.index.lens import Lens, lenses
from theodolite.index.published.system import systems


def pages() -> dict[str, str]:
    """Path below docs/ → text of the five pages."""
    ledger = Ledger.open(Catalog.open())
    return {
        "reference/indicators.md": indicators(ledger),
        "reference/lenses.md": lens_page(ledger.catalog),
        "reference/sources.md": sources(ledger.catalog),
        "reference/systems.md": system_page(ledger.catalog),
        "attribution.md": attribution(ledger.catalog),
    }


def indicators(ledger: Ledger) -> str:
    """One section a pillar and one an indicator, with its sources and the economies and years that it covers."""
    catalog = ledger.catalog
    providers: dict[str, list[str]] = defaultdict(list)
    for id, source in catalog.sources.items():
        for provides in source.provides:
            providers[provides.indicator].append(id)
    counted = ledger.rows.group_by("indicator").agg(
        pl.col("entity").n_unique(), pl.col("start").dt.year().min(), pl.col("end").dt.year().max()
    )
    covered = {name: (number, years(first, last)) for name, number, first, last in counted.iter_rows()}
    parts = [NOTE, "# Indicators\n", "`theodolite list indicators` prints them with their coverage.\n"]
    for name, pillar in catalog.codelist("pillars", KnownPillar).items():
        parts += [f"## {plain(pillar.title)}\n", plain(pillar.definition) + "\n"]
        for id, indicator in catalog.indicators.items():
            if indicator.pillar == name:
                parts.append(_indicator(indicator, sorted(set(providers[id])), covered.get(id)))
    return "\n".join(parts)


def _indicator(indicator: Indicator, providers: list[str], covered: tuple[int, str] | None) -> str:
    facts = [
        f"Unit: {code(indicator.unit)}; {indicator.direction} is better; a {indicator.kind}.",
        f"Missing means {indicator.missing_means.replace('-', ' ')}.",
        f"Records are counted by {code(indicator.recorded_by)}." if indicator.recorded_by else "",
        f"About: {indicator.of}." if indicator.of != "economy" else "",
        f"A view of {code(indicator.variant_of)}: the two count once." if indicator.variant_of else "",
        f"Counts the same idea as others of the concept {code(indicator.concept)}." if indicator.concept else "",
        f"May be divided by {' or '.join(indicator.denominators)}." if indicator.denominators else "",
        f"Ships: {covered[0]} entities, {covered[1]}." if covered else "Does not ship: its figures are pulled.",
    ]
    sources = ", ".join(map(code, providers)) or "none yet"
    caveats = [f"- {plain(caveat)}" for caveat in indicator.caveats]
    return "\n".join(
        [f"### {indicator.id}\n", f"**{plain(indicator.title)}.** {plain(indicator.definition)}\n"]
        + [" ".join(filter(None, facts)) + f" Sources: {sources}.\n"]
        + ([*caveats, ""] if caveats else [])
    )


def lens_page(catalog: Catalog) -> str:
    """One section a lens: its question, where it comes from, framework, weights and steps."""
    parts = [NOTE, "# Lenses\n", "A lens is a YAML file: copy one, change it, and look again.\n"]
    return "\n".join([*parts, *(_lens(id, lens) for id, lens in lenses(catalog).items())])


def _lens(id: str, lens: Lens) -> str:
    after = [
        f"- After: {plain(work.title)}" + (f", {work.href}" if work.href else "")
        + (f", page {work.page}" if work.page else "") for work in lens.after
    ]  # fmt: skip
    steps = [f"{n}. {code(_choices(step.model_dump(by_alias=True)))}" for n, step in enumerate(lens.steps, 1)]
    framework = [line for node in lens.framework for line in _nodes(node, 0)]
    caveats = [f"- {plain(caveat)}" for caveat in lens.caveats]
    head = [f"## {id}\n", f"**{plain(lens.title)}.** {plain(lens.question)}\n", *after]
    head += [f"- Re-makes the published system {code(lens.replicates)}."] if lens.replicates else []
    head += ["- Its weights are unknown: nothing is ranked through it until somebody gives them."] * (
        lens.weights == "unknown"
    )
    head.append("")
    body = ["Framework:\n", *framework, "", "Steps:\n", *steps, "", *([*caveats, ""] if caveats else [])]
    return "\n".join([*head, *body])


def _nodes(node: Node, depth: int) -> list[str]:
    indent = "  " * depth
    if isinstance(node, Leaf):
        return [f"{indent}- {code(node.indicator)}, weight {node.weight:g}"]
    inner = [line for child in node.indicators for line in _nodes(child, depth + 1)]
    return [f"{indent}- {plain(node.pillar)}, weight {node.weight:g}", *inner]


def _choices(step: dict[str, object]) -> str:
    told = [f"{key}: {value}" for key, value in step.items() if value is not None]
    return ", ".join(told)


def sources(catalog: Catalog) -> str:
    """One section an edition."""
    parts = [NOTE, "# Sources\n", "One section for each edition; `--as-of` sees those published by then.\n"]
    for id, source in catalog.sources.items():
        provided = ", ".join(dict.fromkeys(code(provides.indicator) for provides in source.provides))
        ships = "Its observations ship." if source.ships else f"Does not ship: {plain(source.why_not_shipped)}"
        origin = f" Repeats figures of {', '.join(map(code, source.origin))}." if source.origin else ""
        parts += [
            f"## {id}\n",
            f"**{plain(source.title)}**, {plain(source.producer)}. Published {source.published}, looked at "
            f"{source.accessed}; {source.tier}. Licence: {plain(source.licence.name)}. {ships}{origin}\n",
            f"<{source.url}>\n",
            f"Provides: {provided}.\n",
            *([*(f"- {plain(caveat)}" for caveat in source.caveats), ""] if source.caveats else []),
        ]
    return "\n".join(parts)


def system_page(catalog: Catalog) -> str:
    """One section a published system: what it measures, how it is made, and the lens that re-makes it."""
    parts = [NOTE, "# Published systems\n", "What others publish; `theodolite contrast` holds two of them together.\n"]
    for id, system in systems(catalog).items():
        remade = [code(name) for name, lens in lenses(catalog).items() if lens.replicates == id]
        covers = f"Covers {system.covers} economies." if system.covers else "How many economies it covers is not known."
        parts += [
            f"## {id}\n",
            f"**{plain(system.title)}**, {plain(system.producer)}. {plain(system.concept)}\n",
            f"Measures {_MEASURES[system.measures]}. {covers} Re-made by: {', '.join(remade) or 'no lens'}.\n",
            f"Weights: {plain(system.weights)}\n",
            *(f"- After: {plain(work.title)}" + (f", {work.href}" if work.href else "") for work in system.after),
            *(f"- {plain(caveat)}" for caveat in system.caveats),
            "",
        ]
    return "\n".join(parts)


_MEASURES = {"size": "size", "intensity": "intensity, free of size", "both": "size and intensity together"}


def attribution(catalog: Catalog) -> str:
    """The citation and licence of every source that ships, by producer."""
    parts = [
        NOTE,
        "# Attribution\n",
        "The code is under the Apache License 2.0. The observations are our own tables of figures that these works "
        "publish, under the terms named here. Works whose figures are pulled by you are listed at the end.\n",
    ]
    producers: dict[str, list[str]] = defaultdict(list)
    for source in catalog.sources.values():
        if source.ships:
            address = f" <{source.licence.url}>" if source.licence.url else ""
            line = f"- {plain(source.citation)} <{source.url}> Licence: {plain(source.licence.name)}.{address}"
            producers[source.producer].append(line)
    for producer in sorted(producers, key=str.casefold):
        parts += [f"## {plain(producer)}\n", *dict.fromkeys(producers[producer]), ""]
    pulled = [f"- {plain(s.citation)} <{s.url}>" for s in catalog.sources.values() if not s.ships]
    return "\n".join([*parts, "## Pulled by you\n", *dict.fromkeys(pulled), ""])
