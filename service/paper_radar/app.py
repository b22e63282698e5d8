"""The wiring: `create_app(settings)` puts every part together; `hosted()` is what a Procfile host serves."""

import atexit
import logging
import os
import secrets
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from flask_openapi3 import Info, OpenAPI

from paper_radar import __version__
from paper_radar.api import (
    atom,
    auth,
    briefs,
    categories,
    corrections,
    digest,
    errors,
    feed,
    feedback,
    feeds,
    formats,
    health,
    library,
    library_many,
    looked,
    match,
    pages,
    pair,
    people,
    pool,
    radar,
    radar_many,
    refresh,
    search,
    settings,
    sightings,
    sources,
    start,
    taste,
    usage,
)
from paper_radar.api.json_answers import FastJSONProvider
from paper_radar.api.kept import KeptPapers
from paper_radar.api.learned import Learned
from paper_radar.api.pairing import PairingCodes
from paper_radar.api.reading import PATIENCE_SECONDS, Reading
from paper_radar.api.reads import Reads
from paper_radar.api.services import Services, Visited
from paper_radar.briefs.full_text import FullTexts
from paper_radar.briefs.jobs import BriefJobs
from paper_radar.briefs.shelf import Shelf
from paper_radar.briefs.usage import Usage
from paper_radar.briefs.writer import GroqWriter, Writer
from paper_radar.config import Settings, from_environment
from paper_radar.digest.atom import AtomSecret
from paper_radar.digest.digests import Digests
from paper_radar.digest.papers import RadarPapers
from paper_radar.digest.posting import Post
from paper_radar.digest.runner import Runner
from paper_radar.digest.smtp import deliver
from paper_radar.errors import StorageError
from paper_radar.feed.board import Boards
from paper_radar.feed.feed import Feed
from paper_radar.feed.questions import Tab, World
from paper_radar.library.renewal import Renewal
from paper_radar.library.saved import Library
from paper_radar.matching.followed import FollowedRadar
from paper_radar.matching.worker import Traffic, Worker
from paper_radar.papers.model import Paper
from paper_radar.search.abroad import ArxivSearch, HuggingFaceSearch
from paper_radar.search.asking import Asks
from paper_radar.search.finding import Finder
from paper_radar.search.suggestions import Suggester
from paper_radar.semantic.arrivals import WatchedPool
from paper_radar.semantic.embedder import Embedder
from paper_radar.sources.arxiv import ArxivApi
from paper_radar.sources.arxiv.full_text import HASTE, ArxivFullText
from paper_radar.sources.build import build_sources
from paper_radar.sources.gates import HF_INTERVAL, Gates
from paper_radar.sources.http import Http
from paper_radar.sources.huggingface import HuggingFace
from paper_radar.sources.huggingface.memory import trending
from paper_radar.sources.journals.subscriptions import HASTY, Subscriptions
from paper_radar.sources.lookup import Lookups
from paper_radar.sources.refresh import Refresher
from paper_radar.sources.retention import Retention
from paper_radar.sources.scheduler import Scheduler
from paper_radar.start.author import AuthorSearch
from paper_radar.storage.lock import FolderLock
from paper_radar.storage.pool import SqlitePool
from paper_radar.storage.tiny import TinyWorkspace
from paper_radar.storage.vectors import SqliteVectors

log = logging.getLogger(__name__)
WORKSPACE_FILE = "workspace.json"
POOL_FILE = "pool.sqlite"
VECTORS_FILE = "vectors.sqlite"


def utc_now() -> datetime:
    """The present, with its zone."""
    return datetime.now(UTC)


def create_services(configured: Settings, now: Callable[[], datetime] = utc_now) -> Services:
    """Open the data folder and build every part on it. Raises FolderInUseError if another process holds it."""
    lock = FolderLock(configured.data_dir)
    lock.acquire()
    traffic = Traffic()
    try:
        workspace = TinyWorkspace(configured.data_dir / WORKSPACE_FILE)
        papers, embedder = _pool(configured, now, lambda keys: renewal.arrived(keys), traffic.give_way)
    except BaseException:
        lock.release()
        raise
    gates = Gates(
        arxiv_urls=(
            configured.arxiv_api_url,
            configured.arxiv_rss_url,
            configured.arxiv_authors_url,
            configured.arxiv_html_url,
        ),
        ar5iv_url=configured.ar5iv_url,
        arxiv_interval=configured.arxiv_interval,
        hf_url=configured.hf_url,
        # Tests and measurements speed up both by one setting; the default of 3 s leaves Hugging Face at its own.
        hf_interval=min(HF_INTERVAL, configured.arxiv_interval),
        now=now,
    )
    http = Http(contact=configured.contact, gates=gates, allow_private=configured.private_feeds, now=now)
    api = ArxivApi(http, gates.arxiv, configured.arxiv_api_url)
    hasty = Http(contact=configured.contact, gates=gates, allow_private=configured.private_feeds, now=now, **HASTY)
    waited_for = Http(contact=configured.contact, gates=gates, now=now, **HASTE)
    full_text = ArxivFullText(waited_for, gates, configured.arxiv_html_url, configured.ar5iv_url)
    subscriptions = Subscriptions(workspace, http, gates, configured.feeds, now, trying=hasty)
    built = build_sources(
        configured,
        http,
        gates,
        lambda: settings.fetched_categories(workspace, configured, reading.entries()),
        now,
        lambda: reading.entries(),
        partial(sightings.confirm, workspace),
        traffic.give_way,
        lambda: saved.arxiv_ids(),
        papers.last_seen,
    )
    recorded = [fetch for name in papers.last_fetches() for fetch in papers.fetches(name, limit=10)]
    gates.recall(recorded, {source.name: source.url for source in subscriptions.sources()})
    refresher = Refresher(papers, lambda: [*built, *subscriptions.sources()], now, lambda: settings.paused(workspace))
    shelf = Shelf(workspace)
    saved = Library(workspace, now, shelf)
    finder = Finder(
        papers.search,
        saved,
        shelf,
        lambda: (papers.revision(), papers.filling.steps, saved.revision(), workspace.revision("briefs")),
    )
    renewal = Renewal(saved, papers)
    visited = Visited()
    nearness = embedder.nearness if embedder else lambda _: None
    learned = Learned(workspace, papers, saved)
    reading = Reading(workspace, papers, saved, now, hits=papers.hits, taste=learned, nearness=nearness)
    reads = Reads(workspace, papers, now)

    def world(followed: FollowedRadar, tab: Tab) -> World:
        fetched = settings.fetched_categories(workspace, configured, followed.entries) if tab == "categories" else ()
        return World(
            entries=followed.entries,
            dismissed=reading.dismissed(),
            read=reads.keys(),
            categories=frozenset(fetched),
            trending=trending(papers.memory("huggingface")) if tab == "trending" else (),
        )

    retention = Retention(
        papers,
        KeptPapers(workspace, saved),
        lambda: settings.retention_days(workspace, configured),
        now,
        traffic.give_way,
    )

    def known(keys: Sequence[str]) -> list[Paper]:
        return [paper for key in keys if (paper := services.paper(key)) is not None]

    usage = Usage(workspace, now, lambda: settings.daily_tokens(workspace))
    writers: dict[str, Writer] = {}  # by model: each remembers what its model takes and what is left

    def writer() -> Writer | None:
        if not configured.groq_api_key:
            return None
        model = settings.groq_model(workspace, configured)
        if model not in writers:
            writers[model] = usage.counted(
                GroqWriter(configured.groq_api_key, model, configured.groq_base_url, now=now)
            )
        return writers[model]

    def quiet() -> bool:
        return not (refresher.running or refresher.due(configured.refresh_minutes))

    digests = Digests(
        workspace,
        RadarPapers(
            papers,
            papers.hits,
            lambda: reading.followed(),
            lambda: reading.dismissed(),
            lambda: reading.matching.settle(seconds=PATIENCE_SECONDS),
            quiet,
            traffic.give_way,
        ),
        now,
        spoken=lambda: str(settings.chosen(workspace).get("language", "auto")),
    )
    post = Post(digests, workspace, deliver, now, configured.smtp_password)

    services = Services(
        settings=configured,
        now=now,
        secret=secrets.token_urlsafe(32),
        lock=lock,
        workspace=workspace,
        pool=papers,
        library=saved,
        learned=learned,
        reading=reading,
        reads=reads,
        feed=Feed(Boards(papers.hits, reading.followed, reading.window), world, reading.looks.since),
        finder=finder,
        suggester=Suggester(papers.search),
        asks=Asks(
            {
                "arxiv": ArxivSearch(ArxivApi(waited_for, gates.arxiv, configured.arxiv_api_url)),
                "huggingface": HuggingFaceSearch(HuggingFace(waited_for, configured.hf_url, gates.huggingface)),
            },
            papers,
            now,
        ),
        briefs=BriefJobs(
            workspace,
            writer,
            known,
            now,
            why_of=lambda paper: reading.why(paper),
            material_of=FullTexts(full_text.page).material_of,
            may_write=usage.check,
            shelf=shelf,
        ),
        usage=usage,
        writer=writer,
        subscriptions=subscriptions,
        refresher=refresher,
        scheduler=Scheduler(refresher, configured.refresh_minutes, chores=[retention.step]),
        lookups=Lookups(api.paper, api.papers, papers, now),
        authors=AuthorSearch(
            waited_for,
            gates.arxiv,
            configured.arxiv_authors_url,
            ArxivApi(waited_for, gates.arxiv, configured.arxiv_api_url),
            papers.hits,
        ),
        codes=PairingCodes(now),
        digests=digests,
        post=post,
        postman=Runner(post.send_due),
        atom=AtomSecret(workspace, now),
        clock_ahead=lambda: http.clock_ahead,
        visited=visited,
        embedder=embedder,
        traffic=traffic,
        workers=(
            Worker("matching", reading.matching, traffic),
            Worker("library", renewal, traffic, look=2.0),
            Worker("search", papers.filling, traffic, look=2.0),
        ),
    )
    return services


def _pool(
    configured: Settings,
    now: Callable[[], datetime],
    arrived: Callable[[Sequence[str]], None],
    pause: Callable[[], None],
) -> tuple[SqlitePool, Embedder | None]:
    """The pool, and what embeds the papers that come into it if a model of meaning is set; `arrived` is given the keys
    of all that come, again too.
    """
    file = configured.data_dir / POOL_FILE
    if not configured.semantic_model:
        return WatchedPool(file, now, arrived, pause=pause), None
    try:
        vectors = SqliteVectors(configured.data_dir / VECTORS_FILE, now)
    except StorageError as error:
        log.warning("Nearness by meaning is off. %s %s", error.message, error.hint)
        return WatchedPool(file, now, arrived, pause=pause), None

    def both(keys: Sequence[str]) -> None:
        arrived(keys)
        embedder.arrived(keys)

    papers = WatchedPool(file, now, both, lambda keys: embedder.gone(keys), pause)
    embedder = Embedder(Path(configured.semantic_model).expanduser(), papers, vectors)
    return papers, embedder


def create_app(services: Services, *, validate_answers: bool = False) -> OpenAPI:
    """The application over these services. With `validate_answers`, an answer unlike its OpenAPI model is an error."""
    app = OpenAPI(
        __name__,
        info=Info(title="Paper Radar", version=__version__),
        security_schemes={"token": {"type": "http", "scheme": "bearer"}},
        responses={"4XX": errors.ErrorAnswer, "5XX": errors.ErrorAnswer},
        validation_error_model=errors.ErrorAnswer,
        validation_error_callback=errors.invalid,
        doc_ui=False,
        validate_response=validate_answers,
        static_folder=None,
    )
    app.json = FastJSONProvider(app)
    # A key such as url:https://… holds two slashes that must stay two.
    app.url_map.merge_slashes = False
    app.extensions["paper_radar"] = services
    app.wsgi_app = services.traffic.counting(app.wsgi_app)  # type: ignore[method-assign, assignment]
    errors.install(app)
    auth.guard(app, services)
    for blueprint in (
        health.health,
        pair.pair,
        match.blueprint,
        pages.blueprint,
        radar.blueprint,
        radar_many.blueprint,
        sightings.blueprint,
        people.blueprint,
        formats.blueprint,
        library.blueprint,
        library_many.blueprint,
        corrections.blueprint,
        briefs.blueprint,
        digest.blueprint,
        usage.blueprint,
        feed.blueprint,
        feedback.blueprint,
        looked.blueprint,
        feeds.blueprint,
        refresh.blueprint,
        sources.blueprint,
        settings.blueprint,
        categories.blueprint,
        start.blueprint,
        taste.blueprint,
        pool.blueprint,
        search.blueprint,
    ):
        app.register_api(blueprint)
    app.register_blueprint(pair.page)
    app.register_blueprint(atom.page)
    app.add_url_rule("/api/v1/openapi.json", "openapi", lambda: app.api_doc)
    return app


def hosted() -> OpenAPI:
    """What gunicorn serves under a Procfile host: settings from the environment, the port from PORT."""
    services = create_services(from_environment(os.environ))
    atexit.register(services.close)
    port = os.environ.get("PORT", services.settings.port)
    services.lock.announce(f"http://127.0.0.1:{port}", services.secret)
    services.start()
    return create_app(services)
