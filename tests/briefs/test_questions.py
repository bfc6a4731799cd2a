"""What the answers say, held against numbers worked by hand on the invented catalogue."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from theodolite.briefs.assessment import Assessment, assess
from theodolite.briefs.first_screen import first_screen
from theodolite.briefs.question import Answer
from theodolite.briefs.questions.q40_vintage import aged
from theodolite.briefs.used import shares, used
from theodolite.briefs.weight import rests_on
from theodolite.core.catalog import Catalog
from theodolite.errors import PlanError, TheodoliteError, UnknownNameError
from theodolite.evidence.ledger import Ledger

from .conftest import LENS, write_catalog

Assessed = Callable[..., Assessment]


def answer(assessment: Assessment, start: str) -> Answer:
    """The answer to the question that begins with `start`."""
    return next(a for a in assessment.answers if a.question.startswith(start))


def test_the_finding_gives_the_span_and_the_lens_through_which_it_stands_above(assessed: Assessed) -> None:
    assert assessed("XBB", "XAA").finding == (
        "Borduria ranks anywhere from 1st to 3rd, depending on which of two lenses one looks through; "
        "it stands above Arcadia through one of two (Power)."
    )


def test_several_others_are_each_compared(assessed: Assessed) -> None:
    assert assessed("XAA", "XBB", "XCC").finding == (
        "Arcadia ranks 2nd through two lenses; it stands above Borduria through one of two (Use) and above "
        "the United Isles through one of two (Power)."
    )


def test_who_is_not_ranked_by_a_lens_is_told_why(assessed: Assessed) -> None:
    found = assessed("XDD", "XAA")
    assert found.finding == "Dystopia ranks 4th of 4, through one of two lenses; it stands below Arcadia."
    assert found.answers[0].findings[-1] == (
        "Use: Dystopia is not ranked (it has no figure for what the lens looks at)."
    )


def test_pillars_are_ranked_and_scored_as_by_hand(assessed: Assessed) -> None:
    found = assessed("XAA", "XBB")
    assert found.answers[0].findings[0] == ("Power: its best pillar is machines (1st), its worst minds (joint 3rd).")
    standings = found.answers[0].exhibits[0].frame  # type: ignore[union-attr]
    assert standings.filter(lens="powers")["score"].to_list() == [50.0, 75.0]


def test_the_lowest_lens_names_the_pillars_that_hold_it_down(assessed: Assessed) -> None:
    said = answer(assessed("XCC", "XAA"), "Where do the lenses disagree").finding
    assert said == (
        "The United Isles stands highest through Use (1st of 3) and lowest through Power (3rd of 4); "
        "there it is held down by machines (4th of 4)."
    )


def test_every_lens_that_gives_the_highest_place_is_named(tmp_path: Path) -> None:
    root = write_catalog(tmp_path / "catalog")
    again = (root / "lenses/powers.yaml").read_text(encoding="utf-8").replace("title: Power", "title: Might")
    (root / "lenses/again.yaml").write_text(again, encoding="utf-8")
    said = answer(assess("XBB", ["XAA"], Ledger.open(Catalog((root,)))), "Where do the lenses disagree").finding
    assert said.startswith(
        "Borduria stands highest through Might and Power (1st through both) and lowest through Use (3rd of 3)"
    )


@pytest.mark.parametrize(
    ("years", "told"),
    [
        ([2024, 2025, 2026], "none is more than two years old"),
        ([2022, 2023, 2024], "two are more than two years old (none more than four)"),
        ([2021, 2022, 2023], "three are more than two years old (one of them more than four)"),
    ],
)
def test_ages_are_counted_beyond_two_years_and_beyond_four(years: list[int], told: str) -> None:
    assert aged(years, 2026) == told


@pytest.mark.parametrize(
    ("entity", "told"),
    [
        ("XBB", "ranks 1st at building artificial intelligence and 3rd at using it, among the three economies that "
                "both lenses rank: a diffusion deficit of two places."),
        ("XCC", "ranks 3rd at building artificial intelligence and 1st at using it, among the three economies that "
                "both lenses rank: use runs ahead by two places."),
        ("XAA", "ranks 2nd at building artificial intelligence and 2nd at using it, among the three economies that "
                "both lenses rank: use keeps pace."),
        ("XDD", "Dystopia is not ranked through Use, so there is no gap to measure."),
    ],
)  # fmt: skip
def test_the_diffusion_deficit(assessed: Assessed, entity: str, told: str) -> None:
    other = "XAA" if entity != "XAA" else "XBB"
    assert answer(assessed(entity, other), "Does use keep pace").finding.endswith(told)


def test_a_conflict_names_what_is_used_and_what_is_set_aside(assessed: Assessed) -> None:
    found = answer(assessed("XBB", "XAA"), "Where do sources conflict")
    assert found.finding == (
        "More than one source tells of one of the figures that the lenses take for Borduria and Arcadia; "
        "the two conflict."
    )
    assert found.findings == ("People, Arcadia, 2019: 10 (Bureau) is used, against 12 (Institute, 2026-01).",)


def test_without_a_second_source_nothing_conflicts(assessed: Assessed) -> None:
    found = answer(assessed("XBB", "XDD"), "Where do sources conflict")
    assert found.finding.startswith("No figure that a lens takes for Borduria and Dystopia is told of by more")


def test_a_conflict_of_an_earlier_year_is_told_apart(assessed: Assessed) -> None:
    found = answer(assessed("XBB", "XCC"), "Where do sources conflict")
    assert found.finding == (
        "More than one source tells of none of the figures that the lenses take for Borduria and the United Isles. "
        "For one figure, two sources tell of an earlier year, and do not say the same."
    )
    assert found.findings == (
        "People, United Isles, 2023 (the last year that both tell of): 18 (Bureau) is used, "
        "against 24 (Institute, 2026-01).",
    )


def test_old_figures_and_the_two_kinds_of_missing_are_counted_apart(assessed: Assessed) -> None:
    found = answer(assessed("XCC", "XAA", "XDD"), "How fresh")
    assert found.finding == (
        "The lenses take two figures for the United Isles; their middle year is 2024, and none is more than "
        "two years old on 12 August 2026, the date of the evidence."
    )
    assert found.findings[0] == (
        "The United Isles: two of the three figures looked for are there; for one the source lists all that it knows "
        "and records nothing: a true zero."
    )
    assert found.findings[2] == (
        "Dystopia: two of the three figures looked for are there; one is unknown and left out of the averages."
    )
    assert found.findings[3] == "Older than four years and still in use: People (Arcadia, 2019)."


def test_the_oldest_figure_in_use_says_what_it_weighs(assessed: Assessed) -> None:
    first = first_screen(assessed("XBB", "XAA"))
    assert first.oldest == (
        "People for Arcadia is of 2019, seven years before the date of the evidence; "
        "it weighs 50\N{NO-BREAK SPACE}% in the lens Power."
    )


def test_weights_multiply_from_leaf_to_root(assessed: Assessed) -> None:
    asked = assessed("XBB", "XAA").asked
    assert shares(asked.rankings["powers"].lens) == {"machines/racks": 0.5, "minds/people": 0.5}
    states = {(u.indicator, u.entity): u.state for u in used(assessed("XCC", "XDD").asked)}
    assert states["machines/racks", "XCC"] == "none-recorded"
    assert states["use/share", "XDD"] == "unknown"


def test_a_lens_by_name_is_the_only_one_looked_through(invented: Ledger) -> None:
    found = assess("XBB", ["XAA"], invented, through=["diffusion"])
    assert list(found.asked.rankings) == ["diffusion"]
    assert found.finding == "Borduria ranks 3rd of 3, through one lens; it stands below Arcadia."
    assert answer(found, "Does use keep pace").finding.startswith("Not answered")


def test_wrong_names_are_refused(invented: Ledger) -> None:
    with pytest.raises(UnknownNameError, match="Borduria"):
        assess("Bordurai", ["XAA"], invented)
    with pytest.raises(TheodoliteError, match="against itself"):
        assess("XAA", ["Arcadia"], invented)
    with pytest.raises(UnknownNameError, match="diffusion"):
        assess("XAA", ["XBB"], invented, through=["difusion"])


def test_an_unusable_lens_is_left_out_with_its_reason(invented: Ledger) -> None:
    thin = invented.rows.filter(~(invented.rows["indicator"] == "use/share"))
    found = assess("XBB", ["XAA"], Ledger(invented.catalog, thin))
    assert list(found.asked.rankings) == ["powers"]
    assert found.finding.startswith("Borduria ranks 1st of 4, through one lens (one left out)")
    assert "Share of users has no figure" in found.answers[0].caveats[0]
    with pytest.raises(PlanError, match="no lens can be computed"):
        assess("XBB", ["XAA"], Ledger(invented.catalog, thin.clear(), invented.now))


def test_what_a_place_rests_on_is_said_with_the_caveat_of_the_indicator(tmp_path: Path) -> None:
    root = write_catalog(tmp_path / "catalog")
    path = root / "indicators/use/share.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "caveats: [Asked of few., Asked twice.]\n", encoding="utf-8")
    found = assess("XBB", ["XAA"], Ledger.open(Catalog((root,))))
    said = "Use rests for all of its weight on one indicator, Share of users (Bureau)."
    assert first_screen(found).rests[0] == f"{said} Asked of few."
    assert found.answers[0].caveats[0] == f"{said} Asked of few. Asked twice."
    assert f"{said} Asked of few. Asked twice." in answer(found, "Does use keep pace").caveats


def test_one_work_behind_several_indicators_is_told_of(assessed: Assessed) -> None:
    found = assessed("XBB", "XAA")
    assert rests_on(found.asked, found.asked.rankings["powers"], "XBB")[-1] == (
        "Power rests for all of its weight on one work, Yearbook (Bureau), through two indicators."
    )


def test_each_place_has_its_range_over_the_versions_of_its_lens(assessed: Assessed) -> None:
    """Without racks people alone rank XBB 1st, XCC 2nd, the others 3rd; without people XAA 1st, XBB 2nd."""
    first = first_screen(assessed("XBB", "XAA", "XCC"))
    assert [(c.text, c.small) for c in first.places.rows[0]] == [
        ("Power", "of 4"), ("1st", "(1–2)"), ("2nd", "(1–3)"), ("3rd", "(2–4)"),
    ]  # fmt: skip
    assert first.key == (
        "In brackets: the places that it takes in 90 of 100 plausible versions of the lens.",
        "Without versions, so without brackets: Use.",
    )
    assert [c.small for c in first.places.rows[1][1:]] == ["", "", ""]


def test_a_place_of_which_little_is_known_is_marked(tmp_path: Path) -> None:
    root = write_catalog(tmp_path / "catalog")
    lens = LENS.format(
        title="Both", question="Who has both?",
        framework="  - {pillar: both, indicators: [{indicator: minds/people}, {indicator: use/share}]}",
    ).replace("pillars: arithmetic", "pillars: arithmetic, missing: re-weight")  # fmt: skip
    (root / "lenses/both.yaml").write_text(lens, encoding="utf-8")
    found = assess("XBB", ["XDD"], Ledger.open(Catalog((root,))), through=["both"])
    half = "50\N{NO-BREAK SPACE}%"
    assert found.finding.endswith(f"where one place rests on only part of the weight: Dystopia through Both ({half}†).")
    first = first_screen(found)
    assert first.places.rows[0][2].text == "4th†"
    least = half.replace("50", "85")
    assert first.key[1] == f"† Known for less than {least} of the lens's weight: Dystopia through Both {half}."


def test_lenses_that_are_left_out_stand_on_the_first_screen(invented: Ledger) -> None:
    thin = invented.rows.filter(~(invented.rows["indicator"] == "use/share"))
    first = first_screen(assess("XBB", ["XAA"], Ledger(invented.catalog, thin)))
    assert len(first.left_out) == 1
    assert first.left_out[0].startswith("diffusion: the indicator Share of users has no figure")


def through_windows(tmp_path: Path, how: str) -> Assessment:
    """Borduria against the United Isles through one lens that joins the figures of people over four years."""
    root = write_catalog(tmp_path / "catalog")
    framework = f"  - {{pillar: minds, indicators: [{{indicator: minds/people, period: {{take: {how}, over: 4}}}}]}}"
    path = root / "indicators/minds/people.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("unknown", "none-recorded"), encoding="utf-8")
    lens = LENS.format(title="Window", question="Over years?", framework=framework)
    (root / "lenses/window.yaml").write_text(lens, encoding="utf-8")
    return assess("XBB", ["XCC"], Ledger.open(Catalog((root,))), through=["window"])


def test_a_sum_over_years_is_as_old_as_the_middle_of_its_window(tmp_path: Path) -> None:
    """The United Isles had 18 in 2023 and 20 in 2025; the evidence is of August 2026."""
    own = next(u for u in used(through_windows(tmp_path, "sum").asked) if u.entity == "XCC")
    assert (own.value, own.year, len(own.rows)) == (38.0, 2024, 2)
    assert own.period == "sum of 2023–2026, the last year in part"


def test_the_highest_of_several_years_is_of_its_own_year(tmp_path: Path) -> None:
    own = next(u for u in used(through_windows(tmp_path, "max").asked) if u.entity == "XCC")
    assert (own.value, own.year, len(own.rows)) == (20.0, 2025, 1)
    assert own.period == "2025, the highest of 2023–2026"


def test_another_figure_of_one_origin_is_restated_and_told_with_its_size(tmp_path: Path) -> None:
    """The survey repeats the yearbook and gives 12 where it gives 10: a fifth more."""
    root = write_catalog(tmp_path / "catalog")
    path = root / "sources/institute/survey-2026-01.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "origin: [bureau/yearbook]\n", encoding="utf-8")
    found = answer(assess("XBB", ["XAA"], Ledger.open(Catalog((root,)))), "Where do sources conflict")
    assert found.finding.endswith(
        "none of them conflicts; one was restated later. The restated figure and the one before it are "
        "20\N{NO-BREAK SPACE}% apart."
    )


def test_the_deficit_is_told_in_the_figures_of_the_lens_and_runs_the_other_way_where_use_is_ahead(
    assessed: Assessed,
) -> None:
    """XCC uses most of all (40 against a middle of 15) and has no racks (peers: 75): nothing holds its use back."""
    found = answer(assessed("XCC", "XAA"), "Does use keep pace")
    assert "holds its use back" not in " ".join(found.findings)
    table = found.exhibits[1].frame  # type: ignore[union-attr]
    rows = table.select("indicator", "role", "XCC", "middle_of_peers").rows()
    assert rows == [
        ("use/share", "carries its use", 40.0, 15.0),
        ("machines/racks", "holds its building back", 0.0, 75.0),
    ]


def test_a_pillar_without_weight_is_neither_the_best_nor_the_worst(tmp_path: Path) -> None:
    root = write_catalog(tmp_path / "catalog")
    path = root / "lenses/powers.yaml"
    text = path.read_text(encoding="utf-8").replace("pillar: machines,", "pillar: machines, weight: 0,")
    path.write_text(text, encoding="utf-8")
    found = assess("XAA", ["XBB"], Ledger.open(Catalog((root,))))
    assert not any("machines" in sentence for sentence in found.answers[0].findings)
    assert "Machines" not in found.answers[0].figures[0].svg
