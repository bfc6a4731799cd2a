"""Indicators: what sentences are about, written for the purpose and said by hand; and what they are not about."""

from __future__ import annotations

from pathlib import Path

import pytest

from theodolite.core.catalog import Catalog
from theodolite.core.unit import UnitClass
from theodolite.errors import SpecError
from theodolite.reading.indicators import TAKEN_OVER, indicator_of
from theodolite.reading.lexicon import mistaken
from theodolite.reading.quantities.quantity import QuantityType

Case = tuple[str, str, str | None, str, UnitClass, QuantityType]

ABOUT: list[tuple[str | None, Case]] = [
    ("published/wipo-genai-families",
     ("Inventors in Korea filed 4,155 GenAI patents.", "4,155", "GenAI patents", "patents", "count", "level")),
    ("research/ai-patent-applications",
     ("Offices in China took in 66,000 AI patent applications.", "66,000", "AI patent applications", "applications",
      "count", "level")),
    ("research/ai-patents-granted-share",
     ("Almost 70% of AI patents granted worldwide went there.", "70%", None, "percent", "percent", "share")),
    ("energy/datacentre-electricity",
     ("Its data centres consumed 183 TWh of power.", "183 TWh", None, "TWh", "energy", "level")),
    ("energy/datacentre-electricity-share",
     ("Data centers account for 4% of electricity demand.", "4%", None, "percent", "percent", "share")),
    ("energy/datacentre-water",
     ("Data centers consumed 1.3 billion cubic metres of water.", "1.3 billion", None, "m3", "volume", "level")),
    ("energy/renewable-share",
     ("Renewables made up 45 per cent of electricity.", "45 per cent", None, "percent", "percent", "share")),
    ("energy/coal-share",
     ("Coal still provides 60% of its power.", "60%", None, "percent", "percent", "share")),
    ("energy/nuclear-generation",
     ("Nuclear plants generated 320 TWh.", "320 TWh", None, "TWh", "energy", "level")),
    ("adoption/robots-installed",
     ("Plants installed 46,000 industrial robots.", "46,000", "industrial robots", "robots", "count", "level")),
    ("adoption/robots-installed",
     ("Robot installations fell by 5 percent.", "5 percent", None, "percent", "percent", "change")),
    ("adoption/robots-installed-share",
     ("Its plants installed 51% of all industrial robots in the world.", "51%", None, "percent", "percent", "share")),
    ("adoption/robot-density",
     ("Korea has 1,012 robots per 10,000 employees.", "1,012", "robots per 10,000 employees", "robots", "count",
      "level")),
    ("industry/private-investment",
     ("Private investment in artificial intelligence came to $109 billion.", "$109 billion", None, "USD", "money",
      "level")),
    ("models/notable",
     ("American institutions made 40 notable AI models.", "40", "notable AI models", "models", "count", "level")),
    ("talent/elite-researchers-origin",
     ("They supply 26% of elite AI researchers.", "26%", None, "percent", "percent", "share")),
    ("research/rd-expenditure",
     ("R&D spending reached 2.68% of GDP.", "2.68%", None, "percent", "percent", "share")),
    ("published/aspi-technologies-led",
     ("It leads in 57 of 64 critical technologies.", "57", "critical technologies", "technologies", "count", "level")),
    ("published/tortoise-rank",
     ("It came 14th in the Global AI Index.", "14th", None, "rank", "rank", "rank")),
    ("published/oxford-rank",
     ("Oxford Insights ranks the country 8th for government AI readiness.", "8th", None, "rank", "rank", "rank")),
    ("research/ai-publications",
     ("China is first in the world by AI publications.", "first", None, "rank", "rank", "rank")),
    ("talent/researchers-per-million",
     ("There are 1,800 researchers per million people.", "1,800", "researchers per million people", "researchers",
      "count", "level")),
    ("energy/datacentre-electricity",
     ("数据中心用电量为102亿千瓦时。", "102", None, "TWh", "energy", "level")),
]  # fmt: skip

ABOUT_NOTHING: list[Case] = [
    ("At least 50 companies develop LLMs worldwide.", "50", "companies", "companies", "count", "level"),
    ("Humanoid robots: 2,000 robots were deployed.", "2,000", "robots", "robots", "count", "level"),
    ("AI could add $15.7 trillion to GDP.", "$15.7 trillion", None, "USD", "money", "level"),
    ("GDP would be 2 per cent higher with AI.", "2 per cent", None, "percent", "percent", "change"),
    ("Renewable capacity of 500 GW was added to the grid.", "500 GW", None, "GW", "power", "level"),
    ("Renewable electricity rose by 12 percent.", "12 percent", None, "percent", "percent", "change"),
    ("Exports of chips are worth $3 billion, 4 percent of GDP.", "$3 billion", None, "USD", "money", "level"),
    ("Private investment in AI reached 900 billion won.", "900 billion won", None, "KRW", "money", "level"),
    ("Data centre prices fell by 40 percent.", "40 percent", None, "percent", "percent", "change"),
    ("A second data centre opened.", "second", None, "rank", "rank", "rank"),
    ("On AI papers it was third.", "third", None, "rank", "rank", "rank"),
    ("AI will take ten years.", "ten years", None, "years", "time", "duration"),
    ("China wants to lead in AI patents by 2030.", "2030", None, "calendar_year", "date", "target"),
    ("The survey covers 39% of the population.", "39%", None, "percent", "percent", "share"),
    ("The share of AI patents fell by 3 percentage points worldwide.", "3", None, "percentage_points", "percent",
     "share"),
    ("", "", None, "", "count", "level"),
]  # fmt: skip


def read(case: Case, catalog: Catalog, before: str = "") -> tuple[str | None, float | None]:
    words, span, noun, unit, unit_class, type = case
    return indicator_of(words, noun, unit, unit_class, type, catalog, at=words.find(span), before=before)


@pytest.mark.parametrize(("id", "case"), ABOUT, ids=[case[0][:30] for _, case in ABOUT])
def test_a_sentence_is_about_its_indicator(catalog: Catalog, id: str, case: Case) -> None:
    found, sure = read(case, catalog)
    assert found == id
    assert sure is not None
    assert 0.6 <= sure <= 1


@pytest.mark.parametrize("case", ABOUT_NOTHING, ids=[case[0][:30] or "empty" for case in ABOUT_NOTHING])
def test_a_sentence_about_something_else_is_mapped_to_nothing(catalog: Catalog, case: Case) -> None:
    assert read(case, catalog) == (None, None)


def test_words_are_taken_over_from_the_sentence_before_with_less_confidence(catalog: Catalog) -> None:
    before = "Elite AI researchers are few."
    it = ("In 2022 they were 26%.", "26%", None, "percent", "percent", "share")
    assert read(it, catalog, before) == ("talent/elite-researchers-origin", TAKEN_OVER)
    assert read(it, catalog) == (None, None)
    other = ("Turnout was 26%.", "26%", None, "percent", "percent", "share")
    assert read(other, catalog, before) == (None, None), "without a pronoun nothing is taken over whole"


def test_what_is_not_measured_and_stands_nearer_takes_the_quantity(catalog: Catalog) -> None:
    words = "It gets 65% of its electricity from nuclear plants and 92% of it from low-carbon sources."
    atom = indicator_of(words, None, "percent", "percent", "share", catalog, at=words.index("65%"))
    clean = indicator_of(words, None, "percent", "percent", "share", catalog, at=words.index("92%"))
    assert (atom[0], clean[0]) == (None, "energy/low-carbon-share")
    firm = "It employs many people in R&D, and its revenue was 0.7 percent of GDP."
    assert indicator_of(firm, None, "percent", "percent", "share", catalog, at=firm.index("0.7")) == (None, None)


def test_a_rate_of_growth_is_a_change_of_an_amount(catalog: Catalog) -> None:
    case = ("Installations of robots had a growth rate of 4 percent.", "4 percent", None, "percent", "percent", "share")
    assert read(case, catalog)[0] == "adoption/robots-installed"


def test_part_of_a_phrase_may_stand_before(catalog: Catalog) -> None:
    case = ("The United States has 6,276 patents.", "6,276", "patents", "patents", "count", "level")
    assert read(case, catalog, "GenAI is a Chinese domain.") == ("published/wipo-genai-families", TAKEN_OVER)


def test_of_two_quantities_each_goes_to_what_stands_near_it(catalog: Catalog) -> None:
    words = "Solar plants generated 839 TWh of electricity, while nuclear reactors generated 451 TWh of electricity."
    sun = indicator_of(words, None, "TWh", "energy", "level", catalog, at=words.find("839"))
    atom = indicator_of(words, None, "TWh", "energy", "level", catalog, at=words.find("451"))
    assert (sun[0], atom[0]) == ("energy/solar-generation", "energy/nuclear-generation")


OWN = "title: T\nunit: count\ndirection: more\nkind: stock\nmissing-means: unknown\ndefinition: D.\n"


def made(folder: Path, **said: str) -> Catalog:
    for name, lines in said.items():
        path = folder / "indicators" / "models" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(OWN + lines, encoding="utf-8")
    return Catalog.open(folder)


def test_two_indicators_that_are_as_good_give_none_unless_they_count_one_idea(tmp_path: Path) -> None:
    case = ("They own 7 gizmos.", "7", "gizmos", "gizmos", "count", "level")
    apart = made(tmp_path / "a", one="said-as: [own gizmo]\n", two="said-as: [own gizmo]\n")
    assert read(case, apart) == (None, None)
    idea = "concept: gizmos\nsaid-as: [own gizmo]\n"
    id, sure = read(case, made(tmp_path / "b", one=idea, two=idea))
    assert id == "models/one"
    assert sure is not None
    assert sure < 0.7


def test_a_line_that_asks_for_nothing_names_itself(tmp_path: Path) -> None:
    with pytest.raises(SpecError, match="'-gizmo' asks for no word"):
        read(("7 gizmos", "7", None, "gizmos", "count", "level"), made(tmp_path, one="said-as: [-gizmo]\n"))


def test_a_mistake_is_found_by_its_words(catalog: Catalog) -> None:
    id = "published/wipo-genai-families"
    wrong = mistaken("38,000 GenAI patents were granted.", id, catalog)
    assert wrong is not None
    assert (wrong.error, wrong.verdict) == ("unit", "contradicted")
    assert mistaken("Inventors there have 38,000 GenAI patents.", id, catalog) is None
    assert mistaken("38,000 were granted.", "energy/renewable-share", catalog) is None
