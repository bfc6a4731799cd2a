"""The report in a real browser: it opens from disk, asks for nothing, fits a phone, and can be read by everybody."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from theodolite.cli.main import app

CHROMIUM = shutil.which("chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
WIDTHS = {"desktop": 1280, "phone": 390}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of China against the United States, from the shipped evidence."""
    folder = tmp_path_factory.mktemp("report")
    done = CliRunner().invoke(app, ["assess", "CHN", "--against", "USA", "--out", str(folder)])
    assert done.exit_code == 0, done.output
    return folder / "report.html"


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    """Debian's Chromium, driven by playwright."""
    if CHROMIUM is None:
        pytest.skip("[service] chromium is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_the_report_fits_its_window_and_asks_for_nothing(browser, report: Path, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(report.as_uri())
    assert asked == [report.as_uri()], "the report opens without a network"
    assert said == [], "the browser complains about nothing"
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width, f"the page is {wide} px wide in a window of {width}"
    page.close()


@pytest.mark.parametrize("width", [340, 390, 1280])
@pytest.mark.parametrize("others", [["USA"], ["USA", "CHE"], ["USA", "CHE", "LUX"]], ids=len)
def test_no_place_is_cut_on_the_first_screen(browser, tmp_path: Path, others: list[str], width: int) -> None:
    against = [word for other in others for word in ("--against", other)]
    done = CliRunner().invoke(app, ["assess", "CHN", *against, "--lens", "diffusion", "--out", str(tmp_path)])
    assert done.exit_code == 0, done.output
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto((tmp_path / "report.html").as_uri())
    wanted, given = page.evaluate(
        "(() => { const box = document.querySelector('.glance .scroll'); return [box.scrollWidth, box.clientWidth] })()"
    )
    assert wanted <= given
    page.close()


def test_no_figure_is_taller_than_a_printed_page(browser, report: Path) -> None:
    page = browser.new_page(viewport={"width": 673, "height": 986})
    page.emulate_media(media="print")
    page.goto(report.as_uri())
    heights = page.evaluate("[...document.querySelectorAll('figure')].map(f => f.getBoundingClientRect().height)")
    assert max(heights) <= 986, "A4 less its margins, in CSS pixels"
    page.close()


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_the_first_screen_holds_the_sentence_the_places_the_oldest_figure_and_the_lens(
    browser, report: Path, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(report.as_uri())
    held = [page.locator("h1").first, page.locator(".glance table"), page.locator(".glance dt").last]
    boxes = [one.bounding_box() for one in held]
    assert all(box is not None and box["y"] + box["height"] < 900 for box in boxes), boxes
    page.close()


def test_the_report_has_no_accessibility_violation(browser, report: Path) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(report.as_uri())
    found = Axe().run(page).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"][:120]) for v in found] == []
    page.close()
