"""One request to arXiv's RSS: the combined feed of some categories, if it has changed."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from paper_radar.sources.arxiv.feed import Feed, read_feed
from paper_radar.sources.errors import RefusedError, UnreadableError
from paper_radar.sources.gate import Gate
from paper_radar.sources.http import Http, Validators

# arXiv cuts a feed at this many items (arxiv-feed, feed/database.py; by its code of 2024 it was the new papers that it
# dropped).
MOST_ITEMS = 2000
_CATEGORY = re.compile(r"[a-z]+(?:-[a-z]+)*(?:\.[A-Za-z]+(?:-[A-Za-z]+)*)?")
_BAD_NAME = re.compile(r"Bad (?:archive|subject class) '([^']*)'")


@dataclass(frozen=True, slots=True)
class Told:
    """What arXiv answered: `feed` is None if it has not changed; `fresh_for` is in seconds, None if untold."""

    feed: Feed | None
    validators: Validators
    fresh_for: float | None = None


class ArxivRss:
    """Below `url` (https://rss.arxiv.org/rss) stands one feed for every combination of categories."""

    def __init__(
        self,
        http: Http,
        gate: Gate,
        url: str,
        *,
        most_items: int = MOST_ITEMS,
        pause: Callable[[], None] = lambda: None,
    ) -> None:
        """`pause` is called now and then while a feed is read, to let those go first who must not wait."""
        self._pause = pause
        self._http = http
        self._gate = gate
        self.url = url.rstrip("/")
        self.most_items = most_items

    def ask(self, categories: Sequence[str], validators: Validators | None = None) -> Told:
        """The feed of these categories, deduplicated and labelled by arXiv against the whole set.

        A feed that reports an error is an answer (`feed.error`). Raises SourceError.
        """
        url = f"{self.url}/{quote('+'.join(categories), safe='+')}"
        # A category that does not exist answers 400 with a feed that says so.
        response = self._http.get(url, gate=self._gate, answers=(200, 400), validators=validators)
        if response.not_modified:
            return Told(None, response.validators, response.fresh_for)
        if response.is_html:
            raise UnreadableError(
                "arXiv answered with a web page in place of its feed.",
                "A proxy or a network sign-in page may stand in between: open rss.arxiv.org in a browser to see it.",
            )
        feed = read_feed(response.body, self._pause)
        if response.status != 200 and not feed.error:
            raise RefusedError(f"arXiv refused the feed with HTTP {response.status}.", "Check the categories.")
        return Told(feed, response.validators, response.fresh_for)


def may_exist(category: str) -> bool:
    """Is this written as a category is? What is not, is never asked for."""
    return _CATEGORY.fullmatch(category) is not None


def culprits(error: str, asked: Sequence[str]) -> list[str]:
    """The categories that arXiv's error is about: "Bad subject class 'XX'" names XX alone, not cs.XX."""
    match = _BAD_NAME.search(error)
    bad = match.group(1) if match else ""
    return [category for category in asked if bad and bad in (category, *category.split("."))]
