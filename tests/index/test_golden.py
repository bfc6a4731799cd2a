"""Parity with COINr 1.1.14 on its ASEM example, to 1e-9: every file of its steps that is valid, one by one."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from theodolite.index import weightings
from theodolite.index.aggregate import Aggregate
from theodolite.index.copeland import outranking
from theodolite.index.dataset import Array, Dataset
from theodolite.index.denominate import per
from theodolite.index.framework import Leaf, Pillar, shares
from theodolite.index.impute import Impute
from theodolite.index.normalise import Normalise
from theodolite.index.ranking import ranks
from theodolite.index.screen import Screen
from theodolite.index.treat import Treat
from theodolite.index.treatments import box_cox, moments, shifted_box_cox, shifted_log, winsorise

PAGE = Path(__file__).parents[2] / "docs/methods/steps.md"
CLOSE = 1e-9

Difference = Callable[[Path], float]
FILES: dict[str, Difference] = {}
"""Golden file → the largest absolute difference between it and what we compute."""

ELSEWHERE = ("analysis/", "sensitivity/")
"""Folders that the tests of coherence and of robustness hold us to."""

GIVEN = (
    "data/", "steps/Raw.csv", "steps/Lineage.csv", "steps/Meta_", "weights/original.csv",
    "aggregate/input_minmax_1_100.csv",
)  # fmt: skip
"""What COINr was given: nothing to compute."""

NOT_VALID = ("impute/amelia_EM_pillar_seed1.csv",)
"""A random draw of another program."""


def golden(*files: str) -> Callable[[Callable[..., float]], Callable[..., float]]:
    """Register how the difference from each of `files` is computed."""

    def register(difference: Callable[..., float]) -> Callable[..., float]:
        for file in files:
            FILES[file] = lambda coinr, file=file: difference(coinr, file)
        return difference

    return register


@pytest.fixture(scope="module")
def coinr(shared: Path) -> Path:
    return shared / "golden" / "coinr"


def records(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def table(path: Path) -> Dataset:
    rows = records(path)
    codes = tuple(code for code in rows[0] if code not in ("uCode", "uName", "Rank"))
    values = np.array([[float(row[code]) if row[code] else np.nan for code in codes] for row in rows])
    return Dataset(tuple(row["uCode"] for row in rows), codes, values, np.ones(len(codes)))


def meta(coinr: Path) -> dict[str, dict[str, str]]:
    return {row["iCode"]: row for row in records(coinr / "data/ASEM_iMeta.csv")}


def turned(coinr: Path, data: Dataset) -> Dataset:
    known = meta(coinr)
    return replace(data, directions=np.array([float(known[code]["Direction"]) for code in data.indicators]))


def framework(coinr: Path, parent: str = "Index") -> tuple[Any, ...]:
    return tuple(
        Leaf(indicator=code, weight=float(row["Weight"]))
        if row["Type"] == "Indicator"
        else Pillar(pillar=code.lower(), weight=float(row["Weight"]), indicators=framework(coinr, code))
        for code, row in meta(coinr).items()
        if row["Parent"] == parent and row["Type"] in ("Indicator", "Aggregate")
    )


def differ(found: Array, expected: Array) -> float:
    assert (np.isnan(found) == np.isnan(expected)).all()
    return float(np.nanmax(np.abs(found - expected)))


@golden("steps/Denominated.csv")
def denominated(coinr: Path, file: str) -> float:
    raw, expected, known = table(coinr / "steps/Raw.csv"), table(coinr / file), meta(coinr)
    rows = {row["uCode"]: row for row in records(coinr / "data/ASEM_iData.csv")}
    worst = 0.0
    for code in raw.indicators:
        column, by = raw.column(code), known[code]["Denominator"]
        if by:
            column = per(column, np.array([float(rows[e][by] or "nan") for e in raw.entities]), raw.entities, by)
        worst = max(worst, differ(column, expected.column(code)))
    return worst


IMPUTED: dict[str, dict[str, Any]] = {
    "impute/i_mean.csv": {"how": "mean"},
    "impute/i_median.csv": {"how": "median"},
    "impute/i_mean_grp.csv": {"how": "group-mean", "by": "EurAsia_group"},
    "steps/Imputed.csv": {"how": "group-mean", "by": "EurAsia_group"},
    "impute/i_median_grp.csv": {"how": "group-median", "by": "EurAsia_group"},
    "impute/i_mean_grp_GDP.csv": {"how": "group-mean", "by": "GDP_group"},
    "impute/row_mean_in_pillar.csv": {"how": "row-mean"},
    "impute/row_mean_all.csv": {"how": "row-mean", "within": "all"},
}


@golden(*IMPUTED)
def imputed(coinr: Path, file: str) -> float:
    data = turned(coinr, table(coinr / "steps/Denominated.csv"))
    rows = {row["uCode"]: row for row in records(coinr / "data/ASEM_iData.csv")}
    groups = {name: tuple(rows[e][name] for e in data.entities) for name in ("EurAsia_group", "GDP_group")}
    found = Impute.model_validate(IMPUTED[file]).apply(replace(data, groups=groups), framework(coinr))
    assert sum(flag.kind == "imputed" for flag in found.flags) == 65
    return differ(found.values, table(coinr / file).values)


@golden("impute/na_counts.csv")
def gaps(coinr: Path, file: str) -> float:
    rows = records(coinr / file)
    found = [np.isnan(table(coinr / f"steps/{row['step']}.csv").values).sum() for row in rows]
    return max(abs(count - int(row["nNA"])) for count, row in zip(found, rows, strict=True))


@golden("steps/Screened.csv")
def screened(coinr: Path, file: str) -> float:
    data, expected = table(coinr / "steps/Imputed.csv"), table(coinr / file)
    found = Screen(have_at_least=0.9).apply(data, ())
    assert found.entities == expected.entities
    return differ(found.values, expected.values)


WINSORISED: dict[str, dict[str, Any]] = {
    **{f"treat/winmax{most}_logCT": {"at_most": most} for most in (1, 2, 3, 4, 5)},
    "treat/strict_1_2": {"skewness": 1, "kurtosis": 2},
    "treat/boxcox0_fallback": {"at_most": 1, "then": "shifted-box-cox", "lambda_": 0.0},
    "treat/boxcox05_fallback": {"at_most": 1, "then": "shifted-box-cox", "lambda_": 0.5},
    "treat/log_CT_orig_fallback": {"at_most": 1, "then": "shifted-box-cox"},
    "treat/combine": {"at_most": 1, "of": "drawn-in"},
    "steps/Treated": {},
}


@golden(*(f"{name}.csv" for name in WINSORISED))
def treated(coinr: Path, file: str) -> float:
    options = {key.replace("_", "-").rstrip("-"): v for key, v in WINSORISED[file.removesuffix(".csv")].items()}
    found = Treat.model_validate({"how": "winsorise", **options}).apply(table(coinr / "steps/Screened.csv"), ())
    return differ(found.values, table(coinr / file).values)


@golden(*(f"{name}_table.csv" for name in WINSORISED if name != "steps/Treated"), "treat/default_Dets_Table.csv")
def told(coinr: Path, file: str) -> float:
    """Points drawn in, and skewness and kurtosis before, after drawing in, and after the transformation."""
    options, data = WINSORISED.get(file.removesuffix("_table.csv"), {}), table(coinr / "steps/Screened.csv")
    pairs: list[tuple[float, str]] = []
    for row in records(coinr / file):
        x = data.column(row["iCode"])
        drawn = winsorise(x, **{**options, "of": "drawn-in"}).drawn
        stages = [x] if drawn is None else [x, drawn, winsorise(x, **options).values]
        for stage, column in enumerate(stages):
            if row.get(f"check_SkewKurt{stage}.Skew"):
                names = (f"check_SkewKurt{stage}.{moment}" for moment in ("Skew", "Kurt"))
                pairs += zip(moments(column), (row[name] for name in names), strict=True)
        if drawn is not None:
            pairs.append((float((drawn != x).sum()), row["winsorise.nwin"]))
        assert (drawn is None) == (row["check_SkewKurt0.Pass"] == "TRUE")
    return max(abs(found - float(expected)) for found, expected in pairs)


@golden("treat/default_Treated_Points.csv")
def points(coinr: Path, file: str) -> float:
    data = table(coinr / "steps/Screened.csv")
    found = Treat.model_validate({"how": "winsorise"}).apply(data, ())
    touched = {(f.entity, f.indicator) for f in found.flags if f.kind == "treated" and f.entity}
    marked = {
        (entity, code)
        for entity, row in zip(data.entities, records(coinr / file), strict=True)
        for code, mark in row.items()
        if mark
    }
    return float(len(touched ^ marked))


@golden("treat/raw_skew_kurt.csv")
def skewed(coinr: Path, file: str) -> float:
    raw = table(coinr / "steps/Raw.csv")
    rows = records(coinr / file)
    found = np.array([moments(raw.column(row["iCode"])) for row in rows])
    return differ(found, np.array([(float(row["skew"]), float(row["kurt"])) for row in rows]))


@golden("treat/vector_Goods.csv")
def vector(coinr: Path, file: str) -> float:
    rows = records(coinr / file)
    column = {name: np.array([float(row[name]) for row in rows]) for name in rows[0]}
    x = column["x"]
    found = {
        "log_CT": shifted_log(x), "log_CT_plus": shifted_log(x), "log_CT_orig": shifted_box_cox(x, lambda_=0),
        "boxcox0": shifted_box_cox(x, lambda_=0), "boxcox05": shifted_box_cox(x, lambda_=0.5),
        "boxcox_m1": box_cox(x - x.min() + 1, lambda_=-1), "win3": winsorise(x, at_most=3, then="none"),
    }  # fmt: skip
    return max(differ(one.values, column[name]) for name, one in found.items())


NORMALISED: dict[str, dict[str, Any]] = {
    "n_minmax": {"how": "min-max", "to": [0, 100]},
    "n_minmax_1_100": {"how": "min-max", "to": [1, 100]},
    "n_zscore": {"how": "z-score"},
    "n_zscore_10_2": {"how": "z-score", "mean": 10, "sd": 2},
    "n_rank": {"how": "rank"},
    "n_borda": {"how": "borda"},
    "n_dist2max": {"how": "distance-to-maximum"},
    "n_dist2targ": {"how": "distance-to-target"},
    "n_fracmax": {"how": "fraction-of-maximum"},
    "n_goalposts_notrunc": {"how": "goalposts", "truncate": False},
    "n_scaled": {"how": "scaled", "from": [-10, 200]},
}


@golden(*(f"normalise/{name}.csv" for name in NORMALISED), "steps/Normalised.csv")
def normalised(coinr: Path, file: str) -> float:
    return _normalised(coinr, "steps/Treated.csv", file)


@golden(*(f"normalise/raw_n_{name}.csv" for name in ("minmax", "zscore", "rank", "borda")))
def normalised_with_gaps(coinr: Path, file: str) -> float:
    return _normalised(coinr, "steps/Raw.csv", file)


def _normalised(coinr: Path, given: str, file: str) -> float:
    """Where less is better COINr turns figures and not goalposts, and a fraction of the maximum is not defined."""
    data, known, name = turned(coinr, table(coinr / given)), meta(coinr), Path(file).stem.removeprefix("raw_")
    options, columns = NORMALISED["n_minmax" if name == "Normalised" else name], list(data.indicators)
    expected = table(coinr / file)
    posts = {code: (0.0, 50.0) if d > 0 else (-50.0, 0.0) for code, d in zip(columns, data.directions, strict=True)}
    inside = [Leaf(indicator=c, target=float(known[c]["Target"]), goalposts=posts[c]) for c in columns]
    more = [code for code, d in zip(columns, data.directions, strict=True) if d > 0]
    less = [code for code in columns if code not in more]
    worst = 0.0
    for part, turn in ((more, 1), (less, -1)):
        own = dict(options, only=part)
        if turn < 0 and "from" in own:
            own["from"] = [-end for end in reversed(own["from"])]
        if turn > 0 or name != "n_fracmax":
            step, pillar = Normalise.model_validate(own), Pillar(pillar="all", indicators=tuple(inside))
            found = step.apply(data, (pillar,))
            worst = max(worst, *(differ(found.column(code), expected.column(code)) for code in part))
    return worst


AGGREGATED: dict[str, Any] = {
    "a_amean": "arithmetic", "a_gmean": "geometric", "a_hmean": "harmonic", "a_copeland_wrapped": "copeland",
    "a_genmean_2": {"how": "generalised", "p": 2}, "a_genmean_05": {"how": "generalised", "p": 0.5},
}  # fmt: skip


@golden(*(f"aggregate/{name}.csv" for name in AGGREGATED), *(f"aggregate/{name}_ranks.csv" for name in AGGREGATED))
def aggregated(coinr: Path, file: str) -> float:
    data, name = table(coinr / "aggregate/input_minmax_1_100.csv"), Path(file).stem
    how = AGGREGATED[name.removesuffix("_ranks")]
    found = Aggregate.model_validate({"levels": [how] * 3}).apply(data, framework(coinr))
    return _scores(found, table(coinr / file), ranks if name.endswith("_ranks") else np.asarray)


@golden("steps/Aggregated.csv", "steps/results_scores.csv", "steps/results_ranks.csv")
def whole(coinr: Path, file: str) -> float:
    """From screened figures to scores (printed ones are rounded) and ranks."""
    data = turned(coinr, table(coinr / "steps/Screened.csv"))
    for step in (Treat.model_validate({"how": "winsorise"}), Normalise.model_validate({"how": "min-max"})):
        data = step.apply(data, ())
    found = Aggregate.model_validate({"indicators": "arithmetic", "pillars": "arithmetic"}).apply(
        data, framework(coinr)
    )
    expected = table(coinr / file)
    order = [data.entities.index(entity) for entity in expected.entities]
    shown = {"ranks": ranks, "scores": lambda x: np.round(x, 2)}.get(
        Path(file).stem.removeprefix("results_"), np.asarray
    )
    return _scores({name: shown(scores)[order] for name, scores in found.items()}, expected, np.asarray)


def _scores(found: dict[str, Array], expected: Dataset, shown: Callable[[Array], Any]) -> float:
    names = {
        code: found["" if code == "Index" else code.lower()] for code in expected.indicators if in_tree(code, found)
    }
    assert len(names) == 11
    return max(differ(np.asarray(shown(scores), dtype=float), expected.column(code)) for code, scores in names.items())


def in_tree(code: str, found: dict[str, Array]) -> bool:
    return code == "Index" or code.lower() in found


@golden("aggregate/outrank_all49_equal.csv")
def outranked(coinr: Path, file: str) -> float:
    with (coinr / file).open(encoding="utf-8", newline="") as stream:
        expected = np.array([[float(cell) for cell in row] for row in list(csv.reader(stream))[1:]])
    values = table(coinr / "aggregate/input_minmax_1_100.csv").values
    found = outranking(values, np.full(values.shape[1], 1 / values.shape[1]))
    return differ(found - np.eye(len(found)) / 2, expected)


@golden("weights/effective.csv")
def effective(coinr: Path, file: str) -> float:
    tree = framework(coinr)
    own, total = dict(shares(tree)), dict[str, float]()

    def walk(nodes: tuple[Any, ...], above: float) -> None:
        for node in nodes:
            name = node.indicator if isinstance(node, Leaf) else node.pillar
            total[name] = above * own[name]
            walk(() if isinstance(node, Leaf) else node.indicators, total[name])

    walk(tree, 1.0)
    lower = {name.lower(): share for name, share in total.items()}
    rows = [row for row in records(coinr / file) if row["iCode"] != "Index"]
    return max(abs(lower[row["iCode"].lower()] - float(row["EffWeight"])) for row in rows)


@golden(*(f"weights/pca_level{level}.csv" for level in (1, 2, 3)))
def loadings(coinr: Path, file: str) -> float:
    """Loadings, whose signs COINr leaves as they come: here both are turned so that they sum up."""
    scores, level = table(coinr / "steps/Aggregated.csv"), Path(file).stem[-1]
    expected = {row["iCode"]: float(row["Weight"]) for row in records(coinr / file) if row["Weight"]}
    worst = 0.0
    for codes in siblings(coinr, level):
        theirs = np.array([expected[code] for code in codes])
        ours = weightings.pca(np.column_stack([scores.column(code) for code in codes]))
        worst = max(worst, differ(ours, theirs if theirs.sum() >= 0 else -theirs))
    return worst


def siblings(coinr: Path, level: str) -> Iterator[list[str]]:
    known = {code: row for code, row in meta(coinr).items() if row["Level"] == level}
    for parent in sorted({row["Parent"] for row in known.values()}):
        yield [code for code, row in known.items() if row["Parent"] == parent]


@golden("weights/opt_balance_level3.csv")
def balance(coinr: Path, file: str) -> float:
    values = columns(coinr, file)
    found = weightings.balanced(values, lambda weights: values @ weights, additive=True)
    return differ(found / found.sum(), np.array([float(row["OptWeight"]) for row in records(coinr / file)]))


@golden("weights/opt_infomax_level2.csv", "weights/opt_infomax_level3.csv")
def information(coinr: Path, file: str) -> float:
    """By how much COINr's search finds a greater sum of correlations than the closed form: by nothing."""
    values = columns(coinr, file)
    score = values @ weightings.infomax(values)
    ours = sum(float(np.corrcoef(column, score)[0, 1]) for column in values.T)
    return max(0.0, sum(float(row["Obtained"]) for row in records(coinr / file)) - ours)


def columns(coinr: Path, file: str) -> Array:
    scores = table(coinr / "steps/Aggregated.csv")
    return np.column_stack([scores.column(row["iCode"]) for row in records(coinr / file)])


@pytest.mark.parametrize("file", sorted(FILES))
def test_a_file_is_matched_to_nine_digits(coinr: Path, file: str) -> None:
    assert FILES[file](coinr) < CLOSE


def test_every_valid_file_is_matched_and_told_on_the_page(coinr: Path) -> None:
    every = {path.relative_to(coinr).as_posix() for path in coinr.rglob("*.csv")}
    left = {file for file in every if not file.startswith((*ELSEWHERE, *GIVEN, *NOT_VALID))}
    assert left == set(FILES)
    rows = [line.split("|") for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    printed = {cells[1].strip(" `"): cells[2].strip() for cells in rows if cells[1].strip(" `").endswith(".csv")}
    assert set(printed) == set(FILES)
    assert all(float(figure) < CLOSE for figure in printed.values())


def test_what_is_still_skewed_after_treatment_is_marked(coinr: Path) -> None:
    rows = records(coinr / "treat/winmax1_logCT_table.csv")
    found = Treat.model_validate({"how": "winsorise", "at-most": 1}).apply(table(coinr / "steps/Screened.csv"), ())
    expected = {row["iCode"] for row in rows if row["check_SkewKurt2.Pass"] == "FALSE"}
    assert (
        {flag.indicator for flag in found.flags if flag.kind == "still-skewed"} == expected == {"ForPort", "CultServ"}
    )
