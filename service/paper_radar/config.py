"""Settings: every one an environment variable, each with a default that works on a fresh machine."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import platformdirs

from paper_radar.errors import BadInputError

DATA_DIR = Path(platformdirs.user_data_dir("paper-radar", appauthor=False))


def _setting(variable: str, default: Any, meaning: str) -> Any:
    return field(default=default, metadata={"variable": variable, "meaning": meaning})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the environment decides. Every upstream address can be set, so that tests can point it at a stand-in."""

    data_dir: Path = _setting(  # noqa: RUF009  # a path is as frozen as the text beside it
        "PAPER_RADAR_DATA_DIR", DATA_DIR, "The folder of the workspace and the pool"
    )
    host: str = _setting("PAPER_RADAR_HOST", "127.0.0.1", "The address to listen on; keep it on loopback")
    port: int = _setting("PAPER_RADAR_PORT", 23180, "The port to listen on")
    allowed_hosts: tuple[str, ...] = _setting(
        "PAPER_RADAR_ALLOWED_HOSTS", (), "More host names under which the service may be asked, with commas between"
    )
    contact: str = _setting("PAPER_RADAR_CONTACT", "", "Your e-mail address, told to arXiv in the User-Agent")
    arxiv_api_url: str = _setting("PAPER_RADAR_ARXIV_API_URL", "https://export.arxiv.org/api/query", "The arXiv API")
    arxiv_rss_url: str = _setting("PAPER_RADAR_ARXIV_RSS_URL", "https://rss.arxiv.org/rss", "The arXiv RSS feeds")
    arxiv_authors_url: str = _setting(
        "PAPER_RADAR_ARXIV_AUTHORS_URL", "https://arxiv.org/a", "The arXiv feeds of authors who claimed an author id"
    )
    arxiv_html_url: str = _setting(
        "PAPER_RADAR_ARXIV_HTML_URL", "https://arxiv.org/html", "arXiv's papers as web pages, for full briefs"
    )
    ar5iv_url: str = _setting(
        "PAPER_RADAR_AR5IV_URL",
        "https://ar5iv.labs.arxiv.org/html",
        "The same of ar5iv, for papers that lack one there",
    )
    hf_url: str = _setting("PAPER_RADAR_HF_URL", "https://huggingface.co", "Hugging Face")
    arxiv_interval: float = _setting(
        "PAPER_RADAR_ARXIV_INTERVAL", 3.0, "Seconds between two requests to arXiv; its terms ask for 3"
    )
    categories: tuple[str, ...] = _setting(
        "PAPER_RADAR_CATEGORIES",
        ("cs.LG", "cs.AI", "cs.CL", "cs.CV", "stat.ML"),
        "arXiv categories to fetch until the options page says otherwise, with commas between",
    )
    feeds: tuple[str, ...] = _setting(
        "PAPER_RADAR_FEEDS",
        (),
        "Journal feeds to fetch until the options page says otherwise: names of the catalogue, or addresses",
    )
    private_feeds: bool = _setting(
        "PAPER_RADAR_PRIVATE_FEEDS", False, "1 lets journal feeds be on this machine or in a private network"
    )
    retention_days: int = _setting(
        "PAPER_RADAR_RETENTION_DAYS", 90, "For how many days the pool keeps what nobody saved; 0 keeps everything"
    )
    refresh_minutes: int = _setting(
        "PAPER_RADAR_REFRESH_MINUTES", 180, "After how many minutes the pool is stale and refreshed; 0 turns it off"
    )
    zotero_url: str = _setting(
        "PAPER_RADAR_ZOTERO_URL", "http://127.0.0.1:23119", "Where Zotero's connector listens; on this machine only"
    )
    groq_api_key: str = _setting(
        "GROQ_API_KEY", "", "Your Groq key; without one, briefs are extractive. none: GROQ_BASE_URL asks for no key"
    )
    groq_base_url: str = _setting(
        "GROQ_BASE_URL", "", "Another address that speaks as Groq or OpenAI does, such as http://localhost:11434/v1"
    )
    groq_model: str = _setting("PAPER_RADAR_GROQ_MODEL", "openai/gpt-oss-20b", "The model that writes briefs")
    smtp_password: str = _setting(
        "PAPER_RADAR_SMTP_PASSWORD", "", "The password of the mail server that sends the digest, if not in the options"
    )
    semantic_model: str = _setting(
        "PAPER_RADAR_SEMANTIC_MODEL", "", "The folder of a sentence-embedding model: model.onnx and tokenizer.json"
    )

    def __repr__(self) -> str:
        shown = (f"{f.name}={getattr(self, f.name)!r}" for f in fields(self) if f.name not in _SECRETS)
        return f"Settings({', '.join(shown)})"


_SECRETS = frozenset({"groq_api_key", "smtp_password"})
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_WORDS = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
VARIABLES = {f.metadata["variable"]: f for f in fields(Settings)}


def from_environment(environment: Mapping[str, str]) -> Settings:
    """The settings that the environment names. Raises BadInputError that names the variable at fault."""
    values: dict[str, Any] = {}
    for variable, setting in VARIABLES.items():
        text = environment.get(variable, "").strip()
        if text:
            values[setting.name] = _read(variable, text, setting.default)
    settings = Settings(**values)
    if not 0 <= settings.port <= 65535:
        raise BadInputError(f"PAPER_RADAR_PORT must be 0 to 65535, not {settings.port}")
    if settings.refresh_minutes < 0 or settings.arxiv_interval < 0:
        raise BadInputError("PAPER_RADAR_REFRESH_MINUTES and PAPER_RADAR_ARXIV_INTERVAL cannot be negative")
    if (urlsplit(settings.zotero_url).hostname or "") not in _LOOPBACK:
        raise BadInputError("PAPER_RADAR_ZOTERO_URL must be on this machine, such as http://127.0.0.1:23119")
    if settings.retention_days < 0:
        raise BadInputError("PAPER_RADAR_RETENTION_DAYS cannot be negative; 0 keeps everything")
    return settings


def _read(variable: str, text: str, default: Any) -> Any:
    if isinstance(default, tuple):
        return tuple(part.strip() for part in text.split(",") if part.strip())
    if isinstance(default, Path):
        return Path(text).expanduser()
    if isinstance(default, bool):
        if text.lower() not in _WORDS:
            raise BadInputError(f"{variable} must be 1 or 0, not {text!r:.40}")
        return _WORDS[text.lower()]
    if isinstance(default, int | float):
        try:
            return type(default)(text)
        except ValueError:
            raise BadInputError(f"{variable} must be a number, not {text!r:.40}") from None
    return text
