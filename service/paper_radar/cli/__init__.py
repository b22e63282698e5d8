"""The commands. Each speaks the API: to the service that runs on the data folder, or to the folder itself."""

from paper_radar.cli.briefs import brief
from paper_radar.cli.digest import digest
from paper_radar.cli.feeds import feeds
from paper_radar.cli.files import import_
from paper_radar.cli.group import main
from paper_radar.cli.library import export, import_library
from paper_radar.cli.papers import match, related
from paper_radar.cli.refresh import refresh
from paper_radar.cli.saved import library
from paper_radar.cli.search import search
from paper_radar.cli.service import doctor, pair, serve
from paper_radar.cli.sources import sources

__all__ = ["main"]

for command in (
    serve,
    refresh,
    sources,
    feeds,
    import_,
    match,
    related,
    search,
    brief,
    digest,
    library,
    export,
    import_library,
    pair,
    doctor,
):
    main.add_command(command)
