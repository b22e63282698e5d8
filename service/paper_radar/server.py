"""`paper-radar serve`: one process, eight threads, on loopback.

waitress and not gunicorn, because it also runs on Windows and needs no second process to watch the first; a Procfile
host gets gunicorn (see `app.hosted`).
"""

import contextlib
import ctypes
import gc
import logging
import signal
import sys
import threading
import webbrowser
from collections.abc import Callable

import waitress

from paper_radar.app import create_app, create_services
from paper_radar.config import Settings
from paper_radar.errors import PaperRadarError

THREADS = 8
_COLLECT_AFTER = (50_000, 20, 50)
_SWITCH_SECONDS = 0.0005
_M_ARENA_MAX = -8  # glibc, malloc.h


class PortTakenError(PaperRadarError):
    """Something else listens on the port."""

    code = "port_taken"


def serve(settings: Settings, *, open_page: bool, say: Callable[[str], object]) -> None:
    """Serve until SIGINT or SIGTERM. Prints where, and a pairing code while no browser is paired."""
    _share_memory()
    # The radar and its caches are 200,000 objects that stay. At Python's own thresholds (700, 10, 10) they are gone
    # through again and again while a listing of 2,000 papers is answered, for a third of its time.
    gc.set_threshold(*_COLLECT_AFTER)
    # A request reads from the file a dozen times, and each time a thread that computes in the back (a refresh, a feed
    # that is parsed) may keep the interpreter for so long: at Python's own 5 ms a page took 60 ms longer meanwhile.
    sys.setswitchinterval(_SWITCH_SECONDS)
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    logging.getLogger("httpx").setLevel(logging.WARNING)  # it tells whole addresses, with a password that is in one
    services = create_services(settings)
    try:
        try:
            # Every byte is sent at once (send_bytes=1): a brief is read as it is written.
            server = waitress.create_server(
                create_app(services), host=settings.host, port=settings.port, threads=THREADS, send_bytes=1, ident=None
            )
        except OSError as error:
            raise PortTakenError(
                f"Cannot listen at {settings.host}:{settings.port}: {error.strerror}.",
                "`paper-radar doctor` tells who is there; PAPER_RADAR_PORT chooses another port.",
            ) from None
        url = f"http://{settings.host}:{server.effective_port}"
        services.lock.announce(url, services.secret)
        services.start()
        say(f"Paper Radar is at {url}, its data in {settings.data_dir}")
        if services.workspace.all("tokens"):
            say("A browser is paired. To pair another: paper-radar pair --open")
        else:
            address = f"{url}/pair#{services.codes.new()}"
            say(f"To pair the browser, open {address}")
            if open_page:
                # In the back: a browser that starts slowly must not keep the service from answering it.
                threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
        _run_until_signal(server)
        say("Stopped.")
    finally:
        services.close()


def _share_memory() -> None:
    """One heap for all threads: glibc gives each its own, and eight of them keep a third of the memory for nothing."""
    with contextlib.suppress(OSError, AttributeError):  # another C library has no such setting, nor the need
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)


def _run_until_signal(server: waitress.server.BaseWSGIServer) -> None:
    def stop(*_: object) -> None:
        raise SystemExit

    former = signal.signal(signal.SIGTERM, stop)
    try:
        with contextlib.suppress(KeyboardInterrupt, SystemExit):
            server.run()
    finally:
        signal.signal(signal.SIGTERM, former)
        server.close()
