"""`python -m tests.benchmarks.recorded_refresh`: a whole refresh of what was recorded, papers per source and time.

The application as it serves, before stand-ins on loopback that answer with the recorded bytes: arXiv's feeds of Friday
20 November 2026, ten days of Hugging Face's daily papers as the ten workdays before, every journal's feed. The clock
begins that Friday at noon in New York. No pauses at the gates, so that what is seen is our own work; the stand-ins run
in the same process, so their time is in it too. Then the same again, as the next refresh would find it.
"""

import json
import re
import sys
import tempfile
import time
from collections.abc import Iterable
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import click

from paper_radar.api.pairing import issue_token
from paper_radar.api.services import Services
from paper_radar.app import create_app, create_services
from paper_radar.cli.columns import columns
from paper_radar.cli.source_rows import print_troubles
from paper_radar.config import Settings
from tests.api.conftest import EXTENSION, Api
from tests.shared import DATA
from tests.standins.arxiv import ArxivStandin, rss_answer
from tests.standins.huggingface import HuggingFaceStandin
from tests.standins.server import Answer, Request, Standin, tagged

BEGIN = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
DAYS = 10
_ITEM = re.compile(r"<item>.*?</item>", re.DOTALL)
_GUID = re.compile(r"<guid[^>]*>([^<]+)</guid>")


class RecordedArxiv(ArxivStandin):
    """The rendered feeds of the day, merged as arXiv merges the categories asked for; its API has no papers."""

    def __init__(self) -> None:
        super().__init__(day=BEGIN.date())
        self.feeds = {
            name: (DATA / "arxiv" / "rss" / f"rendered_rss_{name}.xml").read_text()
            for name in ("astro-ph", "math", "cs.LG+stat.ML")
        }

    @property
    def categories(self) -> tuple[str, ...]:
        return tuple("+".join(self.feeds).split("+"))

    def _rss(self, request: Request) -> Answer:
        asked = set(request.path.removeprefix("/rss/").split("+"))
        documents = [text for name, text in self.feeds.items() if asked & set(name.split("+"))]
        items = {_GUID.search(item).group(1): item for text in documents for item in _ITEM.findall(text)}  # type: ignore[union-attr]
        head, _, _ = documents[0].partition("<item>")
        return tagged(rss_answer(f"{head}{''.join(items.values())}</channel></rss>"))


class RecordedHuggingFace(HuggingFaceStandin):
    """The newest recorded lists, as those of the last workdays."""

    def __init__(self) -> None:
        super().__init__(day=BEGIN.date())
        files = sorted((DATA / "huggingface" / "daily").glob("*.json"))[-DAYS:]
        self.lists = {
            day.isoformat(): json.loads(file.read_text())
            for day, file in zip(workdays(BEGIN.date(), DAYS), reversed(files), strict=True)
        }

    def _daily(self, request: Request) -> Answer:
        day = request.query.get("date") or max(self.lists)
        listed = self.lists.get(day, []) if int(request.query.get("p", 0)) == 0 else []
        return tagged(Answer(200, json.dumps(listed).encode(), {"content-type": "application/json; charset=utf-8"}))


def workdays(last: date, count: int) -> list[date]:
    days: list[date] = []
    while len(days) < count:
        if last.weekday() < 5:
            days.append(last)
        last -= timedelta(days=1)
    return days


def journal(file: Path) -> Standin:
    """One recorded feed on a host of its own."""
    standin = Standin()
    kind = "text/html" if "captcha" in file.name else "application/xml"
    standin.route("/", lambda _: tagged(Answer(200, file.read_bytes(), {"content-type": f"{kind}; charset=utf-8"})))
    return standin


def settings_of(folder: Path, arxiv: RecordedArxiv, hub: Standin, feeds: Iterable[str]) -> Settings:
    return Settings(
        data_dir=folder,
        arxiv_api_url=arxiv.api_url,
        arxiv_rss_url=arxiv.rss_url,
        arxiv_authors_url=arxiv.authors_url,
        hf_url=hub.url,
        arxiv_interval=0.0,
        categories=arxiv.categories,
        feeds=tuple(feeds),
        private_feeds=True,
    )


def refresh(services: Services, api: Api, said: str) -> None:
    """One refresh: a line a source, and how long it took."""
    begun: dict[str, float] = {}
    began, computed = time.perf_counter(), time.process_time()
    services.refresher.run(lambda progress: begun.setdefault(progress.source, time.perf_counter()) and None)
    ended, cost = time.perf_counter(), time.process_time() - computed
    state = api.get("/refresh").get_json()
    times = sorted(begun.values())
    click.secho(
        f"\n{said}: {state['new']:,} new papers, {ended - began:.2f} s, of which {cost:.2f} s of CPU", bold=True
    )
    rows = [("Source", "New", "Updated", "Passed over", "Status", "ms", "Next try")]
    for source in state["sources"]:
        start = begun[source["source"]]
        next_one = next((at for at in times if at > start), ended)
        counts = (f"{source[name]:,}" for name in ("new", "updated", "skipped"))
        status = source["code"] or (
            "304" if source["status"] == 304 else "ok" if source["status"] else "nothing to ask"
        )
        next_try = f"{source['next_try'][5:16].replace('T', ' ')} {source['next_why']}"
        rows.append((source["name"], *counts, status, f"{(next_one - start) * 1000:,.0f}", next_try))
    for line in columns(rows, right=(1, 2, 3, 5)):
        click.echo(line)
    print_troubles(state["sources"], services.now())


def main() -> None:
    if not DATA.is_dir():
        sys.exit("This needs the recorded data beside this checkout (../shared/data).")
    begun = time.monotonic()
    with ExitStack() as stack, tempfile.TemporaryDirectory() as folder:
        arxiv, hub = stack.enter_context(RecordedArxiv()), stack.enter_context(RecordedHuggingFace())
        files = sorted((DATA / "journals").glob("*.xml"))
        feeds = [f"{stack.enter_context(journal(file)).url}/{file.stem}" for file in files]
        settings = settings_of(Path(folder), arxiv, hub, feeds)
        services = create_services(settings, lambda: BEGIN + timedelta(seconds=time.monotonic() - begun))
        stack.callback(services.close)
        api = Api(create_app(services).test_client(), issue_token(services.workspace, EXTENSION, "now"))
        refresh(services, api, "First refresh")
        refresh(services, api, "Second refresh, nothing has changed")
        click.echo(f"\nIn the pool: {services.pool.count():,} papers")


if __name__ == "__main__":
    main()
