"""A digest as it is read: every word of a paper is text, and nothing is loaded from anywhere."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from paper_radar.digest.choice import Found, best_first, ranked
from paper_radar.digest.rendering import authors, clean, link, render, render_test
from paper_radar.digest.wording import WORDS, Spoken, day_in_words, facts
from tests.fakes.digest import found, hit

LANGUAGES: tuple[Spoken, ...] = ("en", "zh_CN")


def titled(title: str, **told: object) -> Found:
    return found(1, title=title, **told)


def test_authors_go_before_topics_and_more_before_fewer_and_then_upvotes() -> None:
    topic, votes, author = found(1), found(2, upvotes=14), found(3, author=True)
    category = Found(found(4).paper, (hit("category", "cs.LG", "cs.LG"),))
    possible = Found(found(5).paper, (hit("author", "D. Zou", "Difan Zou", "possible"),))
    two = Found(found(6).paper, (*topic.hits, hit("topic", "Muon", "Muon")))
    ordered = best_first(map(ranked, [category, topic, possible, votes, two, author]))
    assert [each.key[-1] for each in ordered] == ["3", "6", "2", "1", "5", "4"]


@given(st.permutations(range(8)))
def test_the_order_is_one_whatever_the_papers_came_in(numbers: list[int]) -> None:
    papers = [ranked(found(number, author=number % 2 == 0, upvotes=number // 4)) for number in numbers]
    assert best_first(papers) == best_first(sorted(papers, key=lambda each: each.key))


def test_the_text_names_each_paper_with_its_reason_and_its_address() -> None:
    rendered = render("2026-06-19", 12, [found(1, author=True, upvotes=14)], "en")
    assert rendered.subject == "12 new papers on your radar · Friday 19 June 2026"
    assert "01. Implicit bias 1\n    Ada Lovelace, Difan Zou\n    18 Jun 2026 · ▲ 14\n" in rendered.text
    assert "    On your radar: author Difan Zou, topic implicit bias\n" in rendered.text
    assert "    https://arxiv.org/abs/2606.00001\n" in rendered.text
    assert "11 more are in the feed of your browser." in rendered.text
    assert "Options" not in rendered.text.split("-- ")[0]


def test_one_paper_is_told_as_one_and_none_as_none() -> None:
    assert render("2026-06-19", 1, [found(1)], "en").subject == "1 new paper on your radar · Friday 19 June 2026"
    assert "One more is in the feed" in render("2026-06-19", 2, [found(1)], "en").text
    assert render("2026-06-19", 0, [], "en").subject == "Nothing new is on your radar · Friday 19 June 2026"
    assert render("2026-06-19", 0, [], "zh_CN").subject == "雷达上没有新论文 · 2026年6月19日 星期五"


def test_both_languages_have_every_word() -> None:
    english, chinese = WORDS["en"], WORDS["zh_CN"]
    for name in english.__dataclass_fields__:
        assert getattr(english, name) and getattr(english, name) != getattr(chinese, name), name
    for language in LANGUAGES:
        assert day_in_words("2026-02-28", language) and render_test(language).text


def test_where_a_paper_is_from_is_told_shortly() -> None:
    paper = found(1, source="arxiv-rss", primary_category="cs.LG", announce_type="replace", version=2).paper
    assert facts(paper, "en") == "arXiv cs.LG · 18 Jun 2026 · revised v2"
    assert facts(replace(paper, withdrawn=True), "zh_CN") == "arXiv cs.LG · 2026年6月18日 · 修订版 v2 · 作者已撤稿"
    journal = found(1, source="feed:nature", venue="Nature", announced="", published="2026").paper
    assert facts(journal, "en") == "Nature · 2026"


def test_of_many_authors_those_followed_are_shown_with_the_first_and_the_last() -> None:
    many = found(1)
    paper = replace(many.paper, authors=tuple(f"A{n}" for n in range(12)))
    followed = replace(hit("author", "A8", "A8"), field="authors", index=8)
    listed = authors(Found(paper, (followed,)))
    assert ", ".join(name for name, _ in listed) == "A0, A1, A2, A3, A4, …, A8, …, A11"
    assert [name for name, marked in listed if marked] == ["A8"]
    assert authors(Found(replace(paper, authors=()), ())) == []


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "https://x y", "", "vbscript:x", "HTTPS:x"]
)
def test_only_the_web_is_linked(url: str) -> None:
    assert link(found(1, title="t")) and link(Found(replace(found(1).paper, url=url), ())) == ""


wild = st.text(st.characters(exclude_categories=()), max_size=60)


@given(title=wild, name=wild, abstract=wild, url=wild, fact=wild, language=st.sampled_from(LANGUAGES))
def test_whatever_a_paper_holds_is_text(
    title: str, name: str, abstract: str, url: str, fact: str, language: Spoken
) -> None:
    plain = found(1, title=title or "t", abstract=abstract, venue=fact, primary_category=fact, announced=fact)
    paper = replace(plain.paper, authors=(name,), url=url)
    rendered = render("2026-06-19", 1, [Found(paper, plain.hits)], language)
    assert "\n" not in rendered.subject
    rendered.text.encode(), rendered.html.encode()
    page = html.document_fromstring(rendered.html)
    allowed = {"html", "head", "meta", "title", "body", "div", "p", "h1", "h2", "a", "span", "b"}
    assert {element.tag for element in page.iter()} <= allowed
    assert {name for element in page.iter() for name in element.attrib} <= {
        "lang",
        "charset",
        "name",
        "content",
        "href",
    } | {"style"}
    assert all(element.get("href").startswith(("http://", "https://")) for element in page.iter("a"))
    assert clean(title) in " ".join(page.text_content().split())


def test_the_html_loads_nothing() -> None:
    page = render("2026-06-19", 2, [found(1, author=True), found(2)], "en").html
    assert "<img" not in page and "url(" not in page and "<link" not in page and "<script" not in page
    assert '<a href="https://arxiv.org/abs/2606.00001"' in page
