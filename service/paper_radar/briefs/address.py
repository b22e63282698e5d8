"""Where a model is asked: Groq's own address, or that of any server that speaks as Groq's or OpenAI's does. Pure."""

import re
from urllib.parse import urlsplit

NO_KEY = "none"  # what stands in GROQ_API_KEY for a server of one's own that asks for none
_GROQ = "https://api.groq.com"
_UNDER_GROQ = "/openai/v1"
_ENDPOINT = "/chat/completions"
_VERSION = re.compile(r"v\d")  # how the last part of a path begins under which the endpoints stand

_NEAR = re.compile(r"localhost|127\.|\[|(?:[^/.]*|[\d.]*|[^/]*\.local):\d")


class Address:
    """The address that a person means by `base_url`: with "/v1", "/openai/v1" or nothing at its end, or the whole
    endpoint; "" is Groq's own. What is no address at all is found out when it is asked.

    `origin` is "https://api.groq.com" or the like, `root` the path under which the endpoints stand, as far as is known.
    """

    def __init__(self, base_url: str) -> None:
        text = base_url.strip()
        if text and "://" not in text:
            # A key must not go in the clear; what is on this machine speaks no TLS.
            text = f"{'http' if _NEAR.match(text) else 'https'}://{text}"
        try:
            parts = urlsplit(text or _GROQ)
            host = parts.hostname or ""
            self.origin, self._host = f"{parts.scheme}://{parts.netloc}", f"{host}:{parts.port}" if parts.port else host
            path = parts.path.rstrip("/").removesuffix(_ENDPOINT)
            self._roots = (_UNDER_GROQ,) if host.endswith("groq.com") else _roots(path)
        except ValueError:
            self.origin, self._host, self._roots = text, text, (_UNDER_GROQ,)

    @property
    def root(self) -> str:
        """The path under which "/chat/completions" stands."""
        return self._roots[0]

    @property
    def is_groq(self) -> bool:
        """Whether it is Groq that is asked, or one that stands for it: nobody else has its path."""
        return self.root.endswith(_UNDER_GROQ)

    @property
    def server(self) -> str:
        """What a person is told: "Groq", or the name and port."""
        return "Groq" if self.is_groq else self._host

    def turn(self) -> bool:
        """Nothing stands under this root: take the next. False if there is none."""
        if len(self._roots) < 2:
            return False
        self._roots = self._roots[1:]
        return True


def _roots(path: str) -> tuple[str, ...]:
    if path.endswith(_UNDER_GROQ) or _VERSION.match(path.rpartition("/")[2]):
        return (path,)
    return (f"{path}{_UNDER_GROQ}", f"{path}/v1", *([path] if path else []))
