"""The words of a digest, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from paper_radar.papers.model import Paper
from paper_radar.radar.entries import Hit

Spoken = Literal["en", "zh_CN"]

_WEEKDAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "zh_CN": ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"),
}
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_KINDS = ("author", "topic", "category")
_SOURCES = {"arxiv": "arXiv", "huggingface": "Hugging Face"}


@dataclass(frozen=True, slots=True)
class Words:
    """Sentences with places for what differs; `kinds` names the kinds of entries."""

    tag: str
    kicker: str
    title: str
    one: str
    many: str
    nothing: str
    rest_one: str
    rest_many: str
    revised: str
    withdrawn: str
    unsure: str
    why: str
    foot: str
    test_subject: str
    test: str
    kinds: Mapping[str, str]
    comma: str


WORDS: dict[str, Words] = {
    "en": Words(
        tag="en",
        kicker="Curated daily",
        title="What is new on your radar",
        one="1 new paper on your radar",
        many="{n:,} new papers on your radar",
        nothing="Nothing new is on your radar.",
        rest_one="One more is in the feed of your browser.",
        rest_many="{n:,} more are in the feed of your browser.",
        revised="revised v{n}",
        withdrawn="withdrawn by its authors",
        unsure="{name} (possible)",
        why="On your radar: {why}",
        foot="Paper Radar on your own computer sends this once a day, and only when there is something new. "
        "To change the hour or to stop it, open its options, under Digest.",
        test_subject="Paper Radar: a test mail",
        test="It works: the digest of your radar will come to this address, once a day and only when there is "
        "something new.",
        kinds={"author": "author", "topic": "topic", "category": "category"},
        comma=", ",
    ),
    "zh_CN": Words(
        tag="zh-CN",
        kicker="每日精选",
        title="雷达上的新论文",
        one="雷达上有 1 篇新论文",
        many="雷达上有 {n:,} 篇新论文",
        nothing="雷达上没有新论文。",
        rest_one="另有 1 篇，请在浏览器的论文流中查看。",
        rest_many="另有 {n:,} 篇，请在浏览器的论文流中查看。",
        revised="修订版 v{n}",
        withdrawn="作者已撤稿",
        unsure="{name}（可能）",
        why="命中：{why}",
        foot="这封邮件由你自己电脑上的 Paper Radar 发送，每天一封，没有新论文就不发。"
        "如需更改时间或停止发送，请打开选项中的“每日摘要”。",
        test_subject="Paper Radar：测试邮件",
        test="设置成功。雷达上的新论文会每天汇总发到这个邮箱，没有新论文就不发。",
        kinds={"author": "作者", "topic": "主题", "category": "分类"},
        comma="、",
    ),
}


def day_in_words(day: str, language: Spoken) -> str:
    """ "2026-06-19" as "Friday 19 June 2026"."""
    at = date.fromisoformat(day)
    weekday = _WEEKDAYS[language][at.weekday()]
    if language == "zh_CN":
        return f"{at.year}年{at.month}月{at.day}日 {weekday}"
    return f"{weekday} {at.day} {_MONTHS[at.month - 1]} {at.year}"


def number_in_words(total: int, language: Spoken) -> str:
    """How many new papers there are."""
    words = WORDS[language]
    if not total:
        return words.nothing
    return words.one if total == 1 else words.many.format(n=total)


def rest_in_words(rest: int, language: Spoken) -> str:
    """How many are not shown; "" for none."""
    words = WORDS[language]
    if rest <= 0:
        return ""
    return words.rest_one if rest == 1 else words.rest_many.format(n=rest)


def facts(paper: Paper, language: Spoken) -> str:
    """Where the paper is from, of which day, and what is remarkable of it: "arXiv cs.LG · 17 Jun 2026 · ▲ 14"."""
    words = WORDS[language]
    source = _SOURCES.get(paper.source.partition("-")[0].partition(":")[0], "")
    place = " ".join(filter(None, (source, paper.primary_category))) or paper.venue
    version = paper.version or 1
    said = (
        place,
        _short_day((paper.announced or paper.published)[:10], language),
        words.revised.format(n=version) if paper.announce_type.startswith("replace") and version > 1 else "",
        f"▲ {paper.upvotes:,}" if paper.upvotes else "",
        words.withdrawn if paper.withdrawn else "",
    )
    return " · ".join(filter(None, said))


@dataclass(frozen=True, slots=True)
class Reason:
    """An entry that hits: its kind, that in words, and its name."""

    kind: str
    word: str
    name: str


def reasons(hits: tuple[Hit, ...], language: Spoken) -> list[Reason]:
    """Why the paper is there: each entry once, what is sure before what is possible, authors before topics."""
    words = WORDS[language]
    found: dict[str, Reason] = {}
    for hit in sorted(hits, key=lambda hit: (hit.level != "match", _KINDS.index(hit.kind), hit.value)):
        name = hit.value if hit.level == "match" else words.unsure.format(name=hit.value)
        found.setdefault(hit.entry_id, Reason(hit.kind, words.kinds[hit.kind], name))
    return list(found.values())


def reasons_in_words(hits: tuple[Hit, ...], language: Spoken) -> str:
    """The same in one line: "author Difan Zou, topic diffusion"; "" for none."""
    return WORDS[language].comma.join(f"{reason.word} {reason.name}" for reason in reasons(hits, language))


def _short_day(day: str, language: Spoken) -> str:
    try:
        at = date.fromisoformat(day)
    except ValueError:
        return day
    if language == "zh_CN":
        return f"{at.year}年{at.month}月{at.day}日"
    return f"{at.day} {_MONTHS[at.month - 1][:3]} {at.year}"
