"""Reconcile: from all that was said of one case to the value that is used, with low, high and the reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import polars as pl

from theodolite.evidence.ledger import Ledger

KEY = ("entity", "indicator", "period")
"""The comparison key: figures are held against each other only inside it (units are one per indicator)."""

ORDER = ("wider", "projected", "preference", "secondary", "-coverage", "-published", "source")
"""What decides which figure of a key is used, in this order; a minus puts the largest first."""

_LAST = 10_000


def reconcile(ledger: Ledger, indicators: Iterable[str]) -> pl.DataFrame:
    """One row per entity × indicator × period: the value used and the interval that the others span.

    The stated policy, in this order:

    1. an edition replaces earlier editions of the same work, cell by cell (relation *superseded*);
    2. of what is left, what was observed or estimated before what was projected; then the work named first in the
       indicator's `prefer:`; then primary before secondary; then the work that covers more entities for this
       indicator; then the one published last; then alphabetical;
    3. `low` and `high` are the reported interval of the value used, widened to hold every other work's value, except
       projections of what has been observed, and works that repeat the one used or share an origin with it.

    Missing values are not filled. Returns the columns of KEY, `value`, `low`, `high`, `row` (of the value used),
    `works` (how many stood side by side), `disputed` (whether those that widen give other values), `source`, `edition`,
    `start`, `end`, `published`, `status` and `withdrawn` (see there), sorted by KEY.
    An indicator may take its values from several works: `source` says which one stands behind each.
    """
    said = ledger.select(indicator=sorted(set(indicators)))
    ranked = in_order(standing(ledger, said), ledger)
    gone = withdrawn(said).implode()
    beside = ~pl.col("same_origin") & (pl.col("projected") == pl.col("projected").first().over(*KEY))
    ranked = ranked.with_columns(pl.when(beside).then("value").alias("widens"))
    widens = pl.col("widens")
    return (
        ranked.group_by(*KEY, maintain_order=True)
        .agg(
            pl.col("value", "row", "source", "edition", "start", "end", "published", "status").first(),
            pl.min_horizontal(pl.col("low").first(), widens.min()).alias("low"),
            pl.max_horizontal(pl.col("high").first(), widens.max()).alias("high"),
            pl.col("source").n_unique().alias("works"),
            (widens.min() != widens.max()).alias("disputed"),
        )
        .with_columns(pl.col("row").is_in(gone).alias("withdrawn"))
    )


def withdrawn(rows: pl.DataFrame) -> pl.Series:
    """The numbers of those `rows` of the ledger that a later edition of their work has, by all signs, taken back.

    It has figures of the same indicator for the entity in other periods, and for other entities in the same period,
    and none in this cell. Such a figure still stands, and is flagged: silence is no retraction, but it is a sign.
    """
    rows = in_editions(rows)
    cell, work = ("entity", "indicator", "period"), ("indicator", "source")
    has = rows.select(*cell, "source", later="order")
    old = rows.filter(pl.col("order") < pl.col("order").max().over(*work)).select("row", *cell, "source", "order")
    after = old.join(has.select(*work, "period", "later").unique(), on=[*work, "period"])
    after = after.filter(pl.col("later") > pl.col("order"))
    after = after.join(has, on=[*work, "entity", "later"], how="semi")
    return after.join(has, on=[*cell, "source", "later"], how="anti")["row"].unique()


def standing(ledger: Ledger, rows: pl.DataFrame) -> pl.DataFrame:
    """The `rows` of the ledger that no later edition of their work has replaced; what was projected apart.

    Adds `projected` (status F), `preference` (place in the indicator's `prefer:`, a large number where it has none),
    `secondary`, `coverage` (how many entities the work covers for the indicator), and `wider`, which is false: whoever
    holds the figure of a longer period against these says so in it, and no such figure comes first.
    """
    rows = in_editions(rows)
    rows = rows.filter(pl.col("order") == pl.col("order").max().over(*KEY, "source", "projected"))
    names = sorted(rows["indicator"].unique())
    places = [(name, work, n) for name in names for n, work in enumerate(ledger.catalog.indicators[name].prefer)]
    preference = pl.DataFrame(
        places, schema={"indicator": pl.String, "source": pl.String, "preference": pl.Int64}, orient="row"
    )
    return rows.join(preference, on=["indicator", "source"], how="left", maintain_order="left").with_columns(
        pl.lit(value=False).alias("wider"),
        pl.col("preference").fill_null(_LAST),
        (pl.col("tier") == "secondary").alias("secondary"),
        pl.col("entity").n_unique().over("indicator", "source").alias("coverage"),
    )


def in_editions(rows: pl.DataFrame) -> pl.DataFrame:
    """`rows` with `projected` (status F) and `order`, a number that is larger for later editions."""
    editions = rows.select("source", "edition", "published").unique().sort("published", "edition", "source")
    order = editions.drop("published").with_row_index("order")
    return rows.join(order, on=["source", "edition"], how="left", maintain_order="left").with_columns(
        (pl.col("status") == "F").alias("projected")
    )


def in_order(rows: pl.DataFrame, ledger: Ledger, key: Sequence[str] = KEY) -> pl.DataFrame:
    """The `standing` rows sorted by `key` and, within it, by the policy: the first of each key is the one used.

    Adds `same_origin`: the row is not the first, and its work repeats the first one's or shares an origin with it.
    """
    names = [name.removeprefix("-") for name in ORDER]
    descending = [*[False] * len(key), *[name.startswith("-") for name in ORDER], False]
    rows = rows.sort(*key, *names, "row", descending=descending).with_row_index("place")
    repeating = _repeating(rows, ledger, key).implode()
    return rows.with_columns(pl.col("place").is_in(repeating).alias("same_origin")).drop("place")


def _repeating(rows: pl.DataFrame, ledger: Ledger, key: Sequence[str]) -> pl.Series:
    """The places of rows whose work has an origin in common with the first row of their key."""
    shared = rows.filter(pl.col("source").n_unique().over(*key) > 1)
    shared = shared.select("place", *key, "source", "edition", first=pl.col("place").min().over(*key))
    family = shared.join(origins(shared, ledger), on=["source", "edition"])
    first, others = family.filter(pl.col("place") == pl.col("first")), family.filter(pl.col("place") != pl.col("first"))
    return others.join(first, on=["first", "origin"], how="semi")["place"].unique()


def origins(rows: pl.DataFrame, ledger: Ledger) -> pl.DataFrame:
    """Source and edition of each of `rows` with every work that its figures may come from, itself among them."""
    used = rows.select("source", "edition").unique().sort("source", "edition")
    pairs = [
        (work, edition, origin)
        for work, edition in used.iter_rows()
        for origin in (work, *ledger.catalog.sources[f"{work}-{edition}"].origin)
    ]
    return pl.DataFrame(pairs, schema={"source": pl.String, "edition": pl.String, "origin": pl.String}, orient="row")
