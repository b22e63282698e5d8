"""What the cases share: one browser and one service for all, stand-ins upstream, and a reader who starts afresh."""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect, sync_playwright

from tests.e2e.browser import PATIENCE, Browser
from tests.e2e.feed_page import of_these_days
from tests.e2e.papers import own, pool_file
from tests.e2e.reader import Reader, pair
from tests.e2e.service import Service, copied, folder_with
from tests.e2e.sites import HOSTS, Sites
from tests.standins.arxiv import ArxivStandin
from tests.standins.groq import GroqStandin
from tests.standins.huggingface import HuggingFaceStandin


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where it is decided what lands, a case that fails is run once more, and the summary names it: a machine of
    strangers may stall for seconds in the middle of any of some hundred waits. At the desk it fails at once: most of
    what failed seldom was a race of ours.
    """
    if not os.environ.get("CI"):
        return
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    expect.set_options(timeout=PATIENCE * 1000)  # five seconds of its own are too few on a machine that stalls
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def sites() -> Iterator[Sites]:
    with Sites() as server:
        yield server


@pytest.fixture(scope="session")
def arxiv() -> Iterator[ArxivStandin]:
    with ArxivStandin(papers=list(own().values())) as standin:
        yield standin


@pytest.fixture(scope="session")
def huggingface() -> Iterator[HuggingFaceStandin]:
    with HuggingFaceStandin(papers=list(own().values())) as standin:
        yield standin


@pytest.fixture(scope="session")
def groq() -> Iterator[GroqStandin]:
    with GroqStandin() as standin:
        yield standin


@pytest.fixture(autouse=True)
def _nothing_is_left_over(arxiv: ArxivStandin, huggingface: HuggingFaceStandin, groq: GroqStandin) -> Iterator[None]:
    """A case that fails in the middle leaves no answer for the next one, nor for its own second run."""
    yield
    for standin in (arxiv, huggingface, groq):
        standin.forget_queued()


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the pool filled, which nobody serves: cases copy it."""
    return folder_with(pool_file(), tmp_path_factory.mktemp("template"))


@pytest.fixture(scope="session")
def recent_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same papers as if the last of their days were today: what a feed is made of. Cases copy it."""
    folder = tmp_path_factory.mktemp("recent")
    file = folder / "recent.jsonl"
    with file.open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(paper) + "\n" for paper in of_these_days())
    return folder_with(file, folder / "data")


@pytest.fixture(scope="session")
def upstream(arxiv: ArxivStandin, huggingface: HuggingFaceStandin, groq: GroqStandin) -> dict[str, str]:
    """The environment that points a service at the stand-ins."""
    return {
        "PAPER_RADAR_ARXIV_API_URL": f"{arxiv.url}/api/query",
        "PAPER_RADAR_ARXIV_RSS_URL": f"{arxiv.url}/rss",
        "PAPER_RADAR_ARXIV_HTML_URL": arxiv.html_url,
        "PAPER_RADAR_AR5IV_URL": arxiv.ar5iv_url,
        "PAPER_RADAR_HF_URL": huggingface.url,
        "GROQ_BASE_URL": groq.url,
        "GROQ_API_KEY": "gsk_a_key_of_the_tests",
    }


@pytest.fixture(scope="session")
def service(template: Path, upstream: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with Service(copied(template, tmp_path_factory.mktemp("service")), upstream) as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright, sites: Sites, service: Service) -> Iterator[Browser]:
    """Chromium with the extension, paired with the service."""
    with Browser(playwright, hosts=HOSTS, port=sites.port) as running:
        pair(running, service)
        yield running


@pytest.fixture
def reader(browser: Browser, service: Service, sites: Sites) -> Iterator[Reader]:
    """The paired reader, with an empty radar and an empty library."""
    here = Reader(browser, service, sites)
    here.starts_afresh()
    yield here
    browser.close_pages()


Begin = Callable[..., Reader]


@pytest.fixture
def begin(playwright: Playwright, sites: Sites, upstream: dict[str, str], tmp_path: Path) -> Iterator[Begin]:
    """Makes a reader with a browser and a service of their own: `begin(folder, paired=False, GROQ_API_KEY="")`. With
    `first_run`, the tab that the extension opened when it was installed is still there.

    Without a folder the pool is empty; what else is named overrides the environment.
    """
    with ExitStack() as stack:

        def begun(
            folder: Path | None = None, *, paired: bool = True, first_run: bool = False, **environment: str
        ) -> Reader:
            own = tmp_path / "service"
            service = Service(copied(folder, own) if folder else own, {**upstream, **environment})
            stack.enter_context(service)
            browser = stack.enter_context(Browser(playwright, hosts=HOSTS, port=sites.port, first_run=first_run))
            if paired:
                pair(browser, service)
            return Reader(browser, service, sites)

        yield begun
