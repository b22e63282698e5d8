"""PDFs read in a process of their own, with a deadline and a limit of memory.

A PDF comes from anywhere, and pypdf, which is Python, can be kept busy by one within any limits of its own; a thread
cannot be stopped. The process reads one file and ends; it is given nothing of the service's but the code: neither keys
(its environment holds what Python needs and no more) nor files.
"""

import contextlib
import json
import os
import subprocess
import sys
import threading
from importlib import import_module
from typing import IO, Any

from paper_radar.errors import PaperRadarError
from paper_radar.pages.pdf import Lack, Origins, read_with_lack
from paper_radar.pages.pdf.errors import BrokenPdfError, EncryptedPdfError, NotPdfError
from paper_radar.papers.model import Paper, from_json, to_json

DEADLINE = 10.0  # seconds; a usual paper takes half a second, of which the start of Python is the most
_CPU = 9  # seconds
_MEMORY = 512_000_000  # bytes of address space, of which 30 MB are the file
_AT_ONCE = 2  # files; more would keep all threads of the service waiting
_ENVIRONMENT = ("PATH", "PYTHONPATH", "PYTHONHOME", "SYSTEMROOT", "LD_LIBRARY_PATH", "LANG", "TEMP", "TMP")
_PIECE = 1 << 16  # bytes
_ADDRESS = "ADDRESS_OF_PDF"
_ERRORS: dict[str, type[BrokenPdfError | EncryptedPdfError | NotPdfError]] = {
    error.code: error for error in (BrokenPdfError, EncryptedPdfError, NotPdfError)
}
_places = threading.BoundedSemaphore(_AT_ONCE)


class BusyError(PaperRadarError):
    """Other PDFs are being read, and each of them takes long."""

    code = "pdf_busy"
    status = 503

    def __init__(self) -> None:
        super().__init__("Other PDFs are being read.", "Try again in a few seconds.")


def read_apart(source: IO[bytes], url: str, *, deadline: float = DEADLINE) -> tuple[Paper | None, Origins, Lack]:
    """What `pages.pdf.read_with_lack` says of the file, which goes through this process piece by piece.

    Raises NotPdfError, EncryptedPdfError, BrokenPdfError (also for a file that takes longer than `deadline`, in
    seconds, or more memory than any paper needs), BusyError, and whatever reading from `source` raises.
    """
    if not _places.acquire(timeout=deadline):
        raise BusyError
    try:
        answer = _asked(source, url, deadline)
    finally:
        _places.release()
    if error := _ERRORS.get(answer.get("error", "")):
        raise error
    paper = from_json(answer["paper"]) if answer["paper"] else None
    return paper, answer["origins"], answer["lack"]


def _asked(source: IO[bytes], url: str, deadline: float) -> dict[str, Any]:
    # The address goes by the environment, which no other user of the machine can see, as they can a command line.
    environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ} | {_ADDRESS: url}
    try:
        process = subprocess.Popen(  # our own module, by the Python that runs us
            [sys.executable, "-P", "-m", "paper_radar.pdf_process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except (OSError, ValueError):
        raise BrokenPdfError from None
    timer = threading.Timer(deadline, process.kill)
    timer.start()
    try:
        said = _exchanged(process, source)
        answer: dict[str, Any] = json.loads(said)
    except ValueError:
        raise BrokenPdfError from None
    finally:
        timer.cancel()
        process.kill()
        process.wait()
    return answer


def _exchanged(process: subprocess.Popen[bytes], source: IO[bytes]) -> bytes:
    """All of the file in, and then all of the answer out, which comes only then; nothing where the process ended."""
    if process.stdin is None or process.stdout is None:
        return b""
    with process.stdout as answer:
        try:
            while piece := source.read(_PIECE):
                with contextlib.suppress(BrokenPipeError):
                    process.stdin.write(piece)
        finally:
            with contextlib.suppress(BrokenPipeError):
                process.stdin.close()
        return answer.read()


def _limit() -> None:
    """Windows knows no such limits, and macOS not all; there the deadline and pypdf's own limits stand alone."""
    with contextlib.suppress(ImportError):
        import resource

        for name, most in (("RLIMIT_AS", _MEMORY), ("RLIMIT_CPU", _CPU), ("RLIMIT_FSIZE", 0), ("RLIMIT_CORE", 0)):
            with contextlib.suppress(AttributeError, ValueError, OSError):
                resource.setrlimit(getattr(resource, name), (most, most))


def main(source: IO[bytes], target: IO[bytes], url: str) -> None:
    """Read one file from `source` and write what it is to `target`."""
    import_module("paper_radar.pages.pdf.reading")  # now, while Python may still keep what it compiles
    _limit()
    try:
        paper, origins, lack = read_with_lack(source.read(), url)
        answer: dict[str, Any] = {"paper": to_json(paper) if paper else None, "origins": origins, "lack": lack}
    except (BrokenPdfError, EncryptedPdfError, NotPdfError) as error:
        answer = {"error": error.code}
    target.write(json.dumps(answer).encode())


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer, os.environ.get(_ADDRESS, ""))
