"""Releases from the ledger: one edition, each model once, and whose it is."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from theodolite.errors import FrontierError, UnknownNameError
from theodolite.evidence.ledger import Ledger
from theodolite.frontier.from_ledger import releases, score_id

ONE = {"list-2024": "2024-12-31"}


def told(frame: pl.DataFrame, *columns: str) -> list[tuple[object, ...]]:
    return frame.select(columns).rows()


def test_a_release_has_the_days_of_its_period_and_an_error_from_its_interval(score_ledger) -> None:
    """3.2897 is twice the 95 % quantile of a standard normal: a width of 6.5794 is two standard errors."""
    found = releases(score_ledger("b 2024-02 10 list-2024 A 6.7103 13.2897\na 2024-01-05 5 list-2024", ONE), "made")
    assert told(found.frame, "entity", "start", "end", "value") == [
        ("model/a", date(2024, 1, 5), date(2024, 1, 5), 5.0),
        ("model/b", date(2024, 2, 1), date(2024, 2, 29), 10.0),
    ]
    assert found.frame["se"].to_list() == [None, pytest.approx(2.0, abs=1e-4)]
    assert (found.score, found.title, found.less_is_better) == ("frontier/made", "Made score", False)
    assert (found.now, found.sources) == (date(2024, 2, 29), ("made/list-2024",))


def test_the_newest_edition_speaks_alone_and_what_the_older_has_more_is_told(score_ledger) -> None:
    published = {"list-2023": "2023-12-31", "list-2024": "2024-12-31"}
    found = releases(
        score_ledger("a 2023-01-05 5 list-2023\nb 2023-02-05 6 list-2023\na 2023-01-05 7 list-2024", published), "made"
    )
    assert told(found.frame, "entity", "value", "edition") == [("model/a", 7.0, "2024")]
    assert found.notes[0] == "Left out: 1 model of other editions, whose scores may be on another scale."


def test_of_two_works_the_one_with_more_models_speaks_unless_the_indicator_prefers_the_other(score_ledger) -> None:
    lines = "a 2024-01-05 5 list-2024\nb 2024-02-05 6 list-2024\na 2024-01-05 70 memo-2025"
    published = {**ONE, "memo-2025": "2025-06-30"}
    assert releases(score_ledger(lines, published), "made").frame["value"].to_list() == [5, 6]
    preferred = score_ledger(lines, published, more="prefer: [made/memo]\n")
    assert releases(preferred, "made").frame["value"].to_list() == [70]


def test_as_of_a_day_only_what_was_out_then_counts_in_the_edition_of_then(score_ledger) -> None:
    published = {"list-2023": "2023-12-31", "list-2024": "2024-12-31"}
    ledger = score_ledger(
        "a 2023-01-05 5 list-2023\na 2023-01-05 7 list-2024\nb 2024-03-05 8 list-2024\nc 2024-10 9 list-2024", published
    )
    assert told(releases(ledger, "made", date(2024, 6, 1)).frame, "entity", "value") == [("model/a", 5.0)]
    later = releases(ledger, "made", date(2024, 12, 31))
    assert (later.frame["entity"].to_list(), later.now) == (["model/a", "model/b", "model/c"], date(2024, 10, 31))


def test_before_every_edition_the_earliest_later_one_stands_in_and_says_so(score_ledger) -> None:
    lines = "a 2023-01-05 5 list-2024\nb 2024-03-05 8 list-2024\nc 2024-10 9 list-2024\na 2023-01-05 6 list-2025"
    ledger = score_ledger(lines, {**ONE, "list-2025": "2025-12-31"})
    found = releases(ledger, "made", date(2024, 10, 15))
    assert (found.frame["entity"].to_list(), found.frame["value"].to_list()) == (["model/a", "model/b"], [5, 8])
    assert found.now == date(2024, 10, 15)
    assert found.notes == (
        "Scores as measured later, in the edition of 2024-12-31: none was out on 2024-10-15.",
        "Left out: 1 model that may have come out after 2024-10-15.",
        "No country is known of 2 models.",
    )


def test_projections_undated_and_future_models_and_second_figures_are_left_out_and_told(score_ledger) -> None:
    lines = """
    a 2024-03-05 5 list-2024
    a 2024-01-05 4 list-2024
    b 2025-03-05 6 list-2024
    c undated 7 list-2024
    d 2024-01-05 8 list-2024 F
    """
    found = releases(score_ledger(lines, ONE), "made")
    assert told(found.frame, "entity", "start", "value") == [("model/a", date(2024, 1, 5), 4.0)]
    assert found.notes[:4] == (
        "Left out: 1 model projected.",
        "Left out: 1 model of no known day.",
        "Left out: 1 model dated after the edition came out.",
        "Left out: 1 later figure of a model: its first one counts.",
    )


def test_a_model_is_where_its_table_puts_it_or_else_where_its_makers_are(score_ledger) -> None:
    """`kimi-x` stands in no table: the codelist knows by its name that it is Moonshot's."""
    entities = """
    model/a A P;Q - open list-2024
    model/b B P KOR closed list-2024
    organisation/p P - JPN;FRA - list-2024
    organisation/q Q - FRA;DEU - list-2024
    """
    lines = "\n".join(f"{name} 2024-01-05 5 list-2024" for name in ("a", "b", "kimi-x", "unheard-of"))
    found = releases(score_ledger(lines, ONE, entities), "made")
    assert told(found.frame, "title", "makers", "economies", "weights") == [
        ("A", "P;Q", "JPN;FRA;DEU", "open"),
        ("B", "P", "KOR", "closed"),
        ("kimi-x", "Moonshot", "CHN", ""),
        ("unheard-of", "", "", ""),
    ]
    assert found.notes == ("No country is known of 1 model.",)
    assert found.economies() == {"FRA": 1, "DEU": 1, "JPN": 1, "KOR": 1, "CHN": 1}


def test_a_score_has_a_short_name_and_an_unknown_one_is_told_with_all(ledger: Ledger) -> None:
    assert score_id(ledger, "eci") == score_id(ledger, "frontier/eci") == "frontier/eci"
    with pytest.raises(UnknownNameError) as error:
        score_id(ledger, "gpqa-dimond")
    assert error.value.near[0] == "gpqa-diamond"
    assert "frontier/training-compute" in str(error.value.next_step)
    with pytest.raises(UnknownNameError):
        score_id(ledger, "population")


def test_a_score_that_must_be_pulled_says_from_where(ledger: Ledger) -> None:
    with pytest.raises(FrontierError, match="holds no figure of frontier/lmarena-rating") as error:
        score_id(ledger, "lmarena-rating")
    assert error.value.next_step == "theodolite pull lmarena/chatbot-arena-2025-02 --from FOLDER"


def test_a_day_before_every_model_is_refused(ledger: Ledger) -> None:
    with pytest.raises(FrontierError, match="had been released by 1900-01-01"):
        releases(ledger, "eci", date(1900, 1, 1))


def test_every_model_with_a_capability_score_has_its_economy(ledger: Ledger) -> None:
    """Counted in the publisher's file of February 2026: 147 models, of which 33 are marked as of China."""
    found = releases(ledger, "eci")
    assert (len(found.frame), found.economies()["CHN"]) == (147, 33)
    assert (found.frame["economies"] == "").sum() == 0
    assert found.now == date(2026, 2, 5)
    gemini = found.frame.filter(pl.col("entity") == "model/gemini-3-flash").row(0, named=True)
    assert (gemini["economies"], gemini["weights"]) == ("USA;GBR", "closed")
    best = found.frame.filter(pl.col("entity") == "model/claude-opus-4-6").row(0, named=True)
    assert ledger.at(best["row"])["value"] == best["value"] == pytest.approx(152.65, abs=0.01)
