"""The first page in a real browser, on a real server; skipped where Chromium or its driver is not installed."""

import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
import uvicorn

from api import create_app
from graph import build
from graph.knowledge import Knowledge
from graph.model import Document
from graph.settings import Settings
from graph.store import Store, open_store
from tests.test_api import EVIL, Annotators, Given, evil_reading, seeds

webdriver = pytest.importorskip("selenium.webdriver", reason="the page is tested with selenium: install it")
from selenium.common.exceptions import StaleElementReferenceException  # noqa: E402
from selenium.webdriver.common.by import By  # noqa: E402 -- only where it is installed
from selenium.webdriver.common.keys import Keys  # noqa: E402
from selenium.webdriver.support.wait import WebDriverWait  # noqa: E402

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
DRIVER = shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(
    not (CHROMIUM and DRIVER), reason="the page is tested in Chromium: apt-get install chromium chromium-driver"
)

QUIET = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--window-size=1280,900",
]
QUESTION = "who spoke with Gallant?"
TWELVE = "approximately twelve"


@contextmanager
def serving(store: Store) -> Iterator[str]:
    """Serve a store on a free port, and give the address."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        config = uvicorn.Config(create_app(store, Knowledge.load()), log_level="error", ws="none", lifespan="off")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with open_store(tmp_path_factory.mktemp("graph") / "db") as store:
        build.add(seeds(), Settings(), extractor=Annotators(), store=store)
        with serving(store) as served:
            yield served


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory):
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for argument in (*QUIET, f"--user-data-dir={tmp_path_factory.mktemp('chromium')}"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    yield driver
    driver.quit()


@pytest.fixture
def browser(chromium):
    """Give the browser as it was, and see that no page complained: no error, and nothing refused by the policy."""
    chromium.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    chromium.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    chromium.get_log("browser")
    yield chromium
    assert [entry for entry in chromium.get_log("browser") if entry["level"] == "SEVERE"] == []


def wait(browser, condition):
    # What is looked at may be drawn anew meanwhile.
    return WebDriverWait(browser, 20, ignored_exceptions=[StaleElementReferenceException]).until(lambda _: condition())


def all_of(browser, selector: str) -> list:
    return browser.find_elements(By.CSS_SELECTOR, selector)


def texts(browser, selector: str) -> list[str]:
    return [element.text for element in all_of(browser, selector)]


def answered(browser) -> str:
    """Wait for the answer and give its text."""
    wait(browser, lambda: all_of(browser, "#answer[aria-busy=false]"))
    return browser.find_element(By.ID, "verdict").text


def open_question(browser, address: str, question: str) -> str:
    browser.get(f"{address}/?q={quote(question)}")
    return answered(browser)


def test_a_question_gets_its_answer_its_sentence_and_its_picture(browser, address):
    browser.get(address)
    answered(browser)
    browser.find_element(By.ID, "question").send_keys(QUESTION, Keys.ENTER)
    wait(browser, lambda: "Austin" in browser.find_element(By.ID, "verdict").text)
    answered(browser)
    assert "Sullivan" in browser.find_element(By.ID, "verdict").text
    sentences = texts(browser, "#shown blockquote mark")
    assert any(TWELVE in sentence for sentence in sentences)
    assert "12 times" in texts(browser, "#shown .count")
    assert {"occurred", "planned"} <= set(texts(browser, "#shown .status"))
    assert "Axios · 11 October 2024" in " ".join(texts(browser, "#shown figcaption"))
    nodes = {node.get_attribute("data-id") for node in all_of(browser, "#canvas .node")}
    assert {"person/yoav-gallant", "person/lloyd-austin", "person/jake-sullivan"} <= nodes
    assert len(all_of(browser, "#canvas .edge")) >= 2
    assert "SELECT" in browser.find_element(By.CSS_SELECTOR, "#shown .query pre").get_attribute("textContent")
    assert browser.current_url.startswith(f"{address}/?q=who%20spoke%20with%20Gallant")


def test_examples_lead_on_and_back(browser, address):
    first = open_question(browser, address, QUESTION)
    chips = wait(browser, lambda: all_of(browser, "#examples .chip"))
    example = chips[1].text
    chips[1].click()
    wait(browser, lambda: quote(example, safe="?") in browser.current_url or quote(example) in browser.current_url)
    second = wait(browser, lambda: (said := answered(browser)) != first and said)
    assert second
    assert browser.find_element(By.ID, "question").get_attribute("value") == example
    browser.back()
    assert wait(browser, lambda: answered(browser) == first)
    assert browser.find_element(By.ID, "question").get_attribute("value") == QUESTION


def test_the_picture_works_by_keyboard(browser, address):
    open_question(browser, address, QUESTION)
    node = wait(browser, lambda: all_of(browser, '#canvas .node[data-id="person/lloyd-austin"]'))[0]
    assert node.get_attribute("aria-label").startswith("Lloyd Austin, person, ")
    browser.execute_script("arguments[0].focus()", node)
    node.send_keys(Keys.ENTER)
    wait(browser, lambda: "Lloyd Austin" in texts(browser, "#actor > h2"))
    assert any(TWELVE in sentence for sentence in texts(browser, "#actor blockquote"))
    browser.execute_script("arguments[0].focus()", node)
    focused = "return document.activeElement.dataset.id"
    moved = set()
    for key in (Keys.ARROW_LEFT, Keys.ARROW_RIGHT, Keys.ARROW_UP, Keys.ARROW_DOWN):
        browser.switch_to.active_element.send_keys(key)
        moved.add(browser.execute_script(focused))
    assert len(moved) > 1
    assert None not in moved


def test_a_name_shows_the_actor(browser, address):
    open_question(browser, address, QUESTION)
    next(name for name in all_of(browser, "#shown .name") if name.text == "Yoav Gallant").click()
    wait(browser, lambda: "Yoav Gallant" in texts(browser, "#actor > h2"))
    assert "Defense Minister, Israel" in browser.find_element(By.ID, "actor").text


def test_the_evidence_leads_to_its_place_in_the_document(browser, address):
    open_question(browser, address, QUESTION)
    figure = next(each for each in all_of(browser, "#shown figure.evidence") if TWELVE in each.text)
    sentence = figure.find_element(By.TAG_NAME, "mark").text
    figure.find_element(By.TAG_NAME, "a").click()
    place = wait(browser, lambda: all_of(browser, "mark:target"))[0]
    assert place.text.strip() == sentence
    assert browser.execute_script(
        "const b = arguments[0].getBoundingClientRect(); return 0 <= b.top && b.top < innerHeight", place
    )
    assert not browser.find_element(By.CSS_SELECTOR, "details.card").get_attribute("open")


def test_what_is_not_understood_leads_to_what_is(browser, address):
    open_question(browser, address, "colourless green ideas sleep furiously")
    assert "unsure" in browser.find_element(By.ID, "verdict").get_attribute("class")
    wait(browser, lambda: all_of(browser, "#shown .chip"))[0].click()
    assert wait(browser, lambda: answered(browser) and all_of(browser, "#shown .card"))


def test_a_problem_is_shown_with_its_remedy(chromium, address):
    """The browser itself complains about the status, so that its log is not looked at."""
    open_question(chromium, address, "x" * 501)
    shown = chromium.find_element(By.CSS_SELECTOR, "[role=alert]").text
    assert "Parameter not valid" in shown
    assert "500" in shown


@pytest.mark.parametrize("path", ["/?q=who%20called%20Bob", "/", "/documents/evil%3Cscript%3E"])
def test_what_comes_from_a_document_stays_text(browser, tmp_path: Path, path: str):
    reading = evil_reading()
    document = Document(
        reading.id, EVIL, None, "<img src=x onerror=alert(7)>", "javascript:alert(8)", "<script>alert(9)</script>"
    )
    with open_store(tmp_path / "db") as store:
        build.add([document], Settings(), extractor=Given(reading), store=store)
        with serving(store) as served:
            browser.get(served + path)
            if path.startswith("/documents"):
                assert "<script>alert(1)</script>" in browser.find_element(By.CSS_SELECTOR, "mark").text
            else:
                answered(browser)
                wait(browser, lambda: any("alert(1)" in sentence for sentence in texts(browser, "blockquote")))
                wait(browser, lambda: "<script>alert(9)</script>" in browser.find_element(By.ID, "shown").text)
                assert "Eve Lang<script>alert(3)</script>" in texts(browser, "#shown .name")
                assert all_of(browser, "#canvas .node")
            assert all_of(browser, "main script, main img, main b, [onerror], a[href^='javascript']") == []
            browser.get("about:blank")


def test_the_documentation_works_without_internet(browser, address):
    browser.get(f"{address}/docs")
    wait(browser, lambda: len(all_of(browser, ".opblock")) >= 12)
    shown = " ".join(texts(browser, ".opblock-summary"))
    assert "/interactions" in shown
    assert "Ask a question in plain English" in shown


def test_sparql_is_written_and_answered_without_internet(browser, address):
    browser.get(f"{address}/query")
    wait(browser, lambda: all_of(browser, "#yasgui .CodeMirror"))
    buttons = {button.text: button for button in all_of(browser, "#examples .chip")}
    assert len(buttons) >= 5
    for title, told in (("Evidence of each call", "Biden"), ("Offices and their holders", "Defense Minister")):
        buttons[title].click()
        wait(browser, lambda told=told: told in " ".join(texts(browser, ".yasr tbody")))
    buttons["What one document says"].click()
    wait(browser, lambda: "ag:Report" in " ".join(texts(browser, ".yasr tbody")))


@pytest.mark.parametrize("path", ["/?q=who%20spoke%20with%20Gallant", "/documents/001_943307701e58fa28", "/"])
def test_it_fits_a_telephone(browser, address, path):
    metrics = {"width": 360, "height": 740, "deviceScaleFactor": 2, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    browser.get(address + path)
    wait(browser, lambda: all_of(browser, "#canvas .node, article.text"))
    assert browser.execute_script("return document.documentElement.scrollWidth <= 360")


def test_the_dark_is_dark(browser, address):
    brightness = "return getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)"
    browser.get(address)
    assert min(browser.execute_script(brightness)[:3]) > 200
    media = {"features": [{"name": "prefers-color-scheme", "value": "dark"}]}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
    browser.get(address)
    assert max(browser.execute_script(brightness)[:3]) < 60
