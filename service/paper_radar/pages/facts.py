"""What a page says of itself, raw and unjudged, as the extension's content script collects it."""

import re
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

# JavaScript cuts its texts between the halves of a character; no file and no database takes what is left.
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


def _cut_to(longest: int) -> BeforeValidator:
    """Texts that are too long are cut, not refused: one long title must not cost the reader a whole page."""

    def cut(value: object) -> object:
        if value is None:
            return ""
        if not isinstance(value, str):
            return value
        value = value[:longest]
        return value if value.isascii() else _HALF_CHARACTER.sub("\ufffd", value)

    return BeforeValidator(cut)


Line = Annotated[str, _cut_to(500), Field(max_length=500)]
Address = Annotated[str, _cut_to(4_000), Field(max_length=4_000)]
Paragraph = Annotated[str, _cut_to(20_000), Field(max_length=20_000)]
Script = Annotated[str, _cut_to(200_000), Field(max_length=200_000)]
Body = Annotated[str, _cut_to(500_000), Field(max_length=500_000)]
Count = Annotated[int, Field(ge=0, le=10_000_000)]


class _Facts(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Link(_Facts):
    """A <link> of the page's head."""

    rel: Line = ""
    href: Address = ""
    type: Line = ""


class Item(_Facts):
    """One paper as a row, a card or the body of a page shows it. `href` leads to it; the rest may be missing.

    `subjects` is arXiv's own line, "Machine Learning (cs.LG); Optimization and Control (math.OC)", the primary one
    first; `date` is whatever the page writes; `upvotes` and `comments` are Hugging Face's.
    """

    href: Address
    title: Paragraph = ""
    authors: list[Line] = Field(default_factory=list, max_length=6_000)
    abstract: Paragraph = ""
    subjects: Paragraph = ""
    date: Paragraph = ""
    upvotes: Count | None = None
    comments: Count | None = None


class PageFacts(_Facts):
    """The facts of one page. `meta` holds [name, content] pairs in the order of the page, `jsonld` and `coins` raw
    texts, `dois` and `arxiv_ids` those the page links to; `items` the papers it lists, or the one it shows. `text`
    (the visible text), `body` (HTML as it is built, without scripts, menus and most attributes), `data` (scripts that
    hold the page's data) and `selection` come only when the user asked to save."""

    url: Address
    canonical: Address = ""
    title: Paragraph = ""
    lang: Line = ""
    meta: list[Annotated[list[Paragraph], Field(min_length=2, max_length=2)]] = Field(
        default_factory=list, max_length=8_000
    )
    jsonld: list[Script] = Field(default_factory=list, max_length=50)
    coins: list[Paragraph] = Field(default_factory=list, max_length=500)
    links: list[Link] = Field(default_factory=list, max_length=500)
    dois: list[Line] = Field(default_factory=list, max_length=500)
    arxiv_ids: list[Line] = Field(default_factory=list, max_length=500)
    items: list[Item] = Field(default_factory=list, max_length=2_000)
    headings: list[Line] = Field(default_factory=list, max_length=500)
    byline: Paragraph = ""
    text: Paragraph = ""
    body: Body = ""
    data: list[Script] = Field(default_factory=list, max_length=10)
    selection: Paragraph = ""
