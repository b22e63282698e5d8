"""POST /match: pages in, what is on the radar and what is related out."""

from dataclasses import replace

from paper_radar.api.services import Services
from paper_radar.papers.model import Paper
from tests.api.conftest import Api, Clock

TOPIC = "implicit bias of gradient descent and the maximum margin it converges to"


def paper(number: int, title: str, *authors: str, announced: str = "2026-06-17") -> Paper:
    return Paper(
        key=f"arxiv:2606.{number:05}",
        title=title,
        authors=authors or (f"Author {chr(65 + number % 26)}ston", f"Second {chr(65 + number % 26)}man"),
        abstract=f"We study the {TOPIC} in setting number {number}, with steepest descent.",
        categories=("cs.LG",),
        primary_category="cs.LG",
        announced=announced,
        arxiv_id=f"2606.{number:05}",
        url=f"https://arxiv.org/abs/2606.{number:05}",
        source="arxiv",
    )


def fill(services: Services, *papers: Paper) -> None:
    services.pool.add(papers, seen_at="2026-06-19T08:00:00+00:00")


def abs_facts(title: str = "The Implicit Bias of Steepest Descent", arxiv_id: str = "2602.11557") -> dict[str, object]:
    return {
        "url": f"https://arxiv.org/abs/{arxiv_id}",
        "meta": [
            ["citation_title", title],
            ["citation_author", "Lovelace, Ada"],
            ["citation_author", "Zou, Difan"],
            ["citation_arxiv_id", arxiv_id],
            ["citation_abstract", f"We show the {TOPIC}, for steepest descent."],
        ],
    }


def match(api: Api, facts: dict[str, object], **more: object) -> dict[str, object]:
    answer = api.post("/match", {"facts": facts, **more})
    assert answer.status_code == 200, answer.get_json()
    result: dict[str, object] = answer.get_json()
    return result


def test_a_paper_page_shows_who_and_what_hit_with_the_exact_words(api: Api) -> None:
    api.post("/radar", {"kind": "author", "value": "Difan Zou"})
    api.post("/radar", {"kind": "topic", "value": "implicit bias"})
    answer = match(api, abs_facts())
    assert answer["page"]["kind"] == "paper"
    assert answer["page"]["key"] == "arxiv:2602.11557"
    [shown] = answer["papers"]
    hits = {hit["kind"]: hit for hit in shown["hits"]}
    author, topic = hits["author"], hits["topic"]
    assert shown["authors"][author["index"]][author["start"] : author["end"]] == author["text"]
    assert shown[topic["field"]][topic["start"] : topic["end"]] == topic["text"]
    assert (author["level"], topic["text"]) == ("match", "Implicit Bias")
    assert answer["counts"]["hits"] == 1


def test_related_papers_come_with_reasons_and_without_the_page_itself(api: Api, services: Services) -> None:
    fill(
        services,
        paper(1, "Implicit bias of Muon"),
        replace(paper(2, "x"), key="arxiv:2602.11557", arxiv_id="2602.11557"),
    )
    answer = match(api, abs_facts())
    items = answer["related"]["items"]
    assert [item["key"] for item in items] == ["arxiv:2606.00001"]
    assert items[0]["shared"]
    assert items[0]["reasons"]
    assert items[0]["new"] is True


def test_the_next_batch_continues_one_order_although_the_pool_grows(api: Api, services: Services) -> None:
    fill(services, *(paper(n, f"Steepest descent, part {n}") for n in range(30)))
    first = match(api, abs_facts(), limit=10)["related"]
    whole = match(api, abs_facts(), limit=50)["related"]
    fill(services, *(paper(n, "Implicit bias of steepest descent") for n in range(40, 60)))
    second = match(api, abs_facts(), limit=10, offset=10, order=first["order"])["related"]
    assert second["order"] == first["order"]
    assert [item["key"] for item in first["items"] + second["items"]] == [item["key"] for item in whole["items"][:20]]


def test_a_dismissed_paper_is_related_no_more_until_it_is_undone(api: Api, services: Services) -> None:
    fill(services, paper(1, "Implicit bias of Muon"))
    key = "arxiv:2606.00001"
    api.post("/feedback", {"key": key})
    assert match(api, abs_facts())["related"]["items"] == []
    assert api.delete(f"/feedback/{key}").status_code == 200
    assert [item["key"] for item in match(api, abs_facts())["related"]["items"]] == [key]


def test_a_dismissed_paper_leaves_the_order_that_is_being_read_and_undo_puts_it_back(
    api: Api, services: Services
) -> None:
    fill(services, *(paper(number, f"Implicit bias {number}") for number in range(1, 13)))

    def keys(**more: object) -> list[str]:
        return [item["key"] for item in match(api, abs_facts(), **more)["related"]["items"]]

    token = match(api, abs_facts())["related"]["order"]
    before = keys(order=token, limit=12)
    api.post("/feedback", {"key": before[2]})
    after = [key for key in before if key != before[2]]
    assert keys(order=token) == after[:10]
    assert keys(order=token, offset=10) == after[10:]
    assert match(api, abs_facts(), order=token)["related"]["total"] == 11
    api.delete(f"/feedback/{before[2]}")
    assert keys(order=token, limit=12) == before


def test_a_muted_topic_is_related_no_more(api: Api, services: Services) -> None:
    fill(services, paper(1, "Implicit bias of Muon"))
    api.post("/radar", {"kind": "topic", "value": "Muon", "negative": True})
    assert match(api, abs_facts())["related"]["items"] == []


def test_new_is_what_came_since_the_last_look(api: Api, services: Services, clock: Clock) -> None:
    fill(services, paper(1, "Implicit bias of Muon", announced="2026-06-17"))
    assert match(api, abs_facts())["related"]["items"][0]["new"] is True
    api.post("/looked")
    clock.forward(days=2)
    late = [
        paper(2, "Implicit bias of Adam", announced="2026-06-20"),
        paper(3, "Implicit bias", announced="2026-02-01"),
    ]
    services.pool.add(late, seen_at=clock().isoformat(timespec="seconds"))
    news = {item["key"]: item["new"] for item in match(api, abs_facts())["related"]["items"]}
    # The third came today and is an old paper all the same: a category was added, or an author followed.
    assert news == {"arxiv:2606.00001": False, "arxiv:2606.00002": True, "arxiv:2606.00003": False}
    assert match(api, abs_facts(), limit=1)["related"]["new"] == 1


def test_a_listing_answers_only_what_hits_or_is_saved_and_says_what_it_understood(api: Api) -> None:
    api.post("/radar", {"kind": "author", "value": "Difan Zou"})
    api.post("/library", {"paper": {"key": "arxiv:2606.00003", "title": "Saved before"}})
    rows = [
        {"href": "https://arxiv.org/abs/2606.00001", "title": "One", "authors": ["Difan Zou"]},
        {"href": "https://arxiv.org/abs/2606.00002", "title": "Two", "authors": ["Difan Zhou"]},
        {"href": "https://arxiv.org/abs/2606.00003", "title": "Three", "authors": ["James Zou"]},
        {"href": "nonsense", "title": "Four"},
    ]
    answer = match(api, {"url": "https://arxiv.org/list/cs.LG/recent", "items": rows})
    assert answer["page"]["kind"] == "listing"
    assert (answer["page"]["rows"], answer["page"]["understood"]) == (4, 3)
    assert [(shown["key"], shown["item"], shown["saved"]) for shown in answer["papers"]] == [
        ("arxiv:2606.00001", 0, False),
        ("arxiv:2606.00003", 2, True),
    ]
    assert answer["counts"]["hits"] == 1
    assert answer["related"] is None


def test_a_paper_of_a_listing_that_was_dismissed_says_so_and_counts_no_more(api: Api) -> None:
    api.post("/radar", {"kind": "author", "value": "Difan Zou"})
    rows = [
        {"href": f"https://arxiv.org/abs/2606.0000{n}", "title": f"Paper {n}", "authors": ["Difan Zou"]} for n in (1, 2)
    ]
    facts = {"url": "https://arxiv.org/list/cs.LG/recent", "items": rows}
    api.post("/feedback", {"key": "arxiv:2606.00001"})
    answer = match(api, facts)
    assert [shown["dismissed"] for shown in answer["papers"]] == [True, False]
    assert answer["counts"]["hits"] == 1
    api.delete("/feedback/arxiv:2606.00001")
    assert match(api, facts)["counts"]["hits"] == 2


def test_a_paper_that_a_page_lists_twice_is_one_paper_at_its_first_row(api: Api) -> None:
    api.post("/radar", {"kind": "author", "value": "Difan Zou"})
    rows = [
        {"href": f"https://arxiv.org/abs/2606.00001{v}", "title": "One", "authors": ["Difan Zou"]} for v in ("v1", "")
    ]
    answer = match(api, {"url": "https://arxiv.org/search/", "items": rows})
    assert [shown["item"] for shown in answer["papers"]] == [0]
    assert (answer["page"]["rows"], answer["counts"]["hits"]) == (2, 1)


def test_a_listing_sends_the_abstracts_in_which_something_was_found(api: Api, services: Services) -> None:
    fill(services, paper(1, "Margins"), paper(2, "Implicit bias", "Difan Zou"))
    api.post("/radar", {"kind": "author", "value": "Difan Zou"})
    rows = [{"href": f"https://arxiv.org/abs/2606.0000{n}", "title": "x", "authors": []} for n in (1, 2)]
    facts = {"url": "https://arxiv.org/list/cs.LG/recent", "items": rows}
    assert [shown["abstract"] for shown in match(api, facts)["papers"]] == [""]
    api.post("/radar", {"kind": "topic", "value": "steepest descent"})
    assert all("steepest descent" in shown["abstract"] for shown in match(api, facts)["papers"])


def test_an_answer_takes_any_character(api: Api) -> None:
    answer = match(api, abs_facts(title="Half a pair \ud83d, 深度学习 and \u2028"))
    assert "深度学习" in answer["papers"][0]["title"]


def test_a_pdf_tab_is_known_by_its_address_alone(api: Api, services: Services) -> None:
    fill(services, paper(1, "Implicit bias of Muon"))
    answer = match(api, {"url": "https://arxiv.org/pdf/2606.00001v2"})
    assert [shown["title"] for shown in answer["papers"]] == ["Implicit bias of Muon"]
    assert answer["page"]["version"] == 2


def test_a_page_that_is_no_paper_page_is_read_with_the_origin_of_every_field(api: Api) -> None:
    facts = {
        "url": "https://journal.example/article/7",
        "title": "On Margins | Journal",
        "meta": [
            ["citation_title", "On Margins"],
            ["citation_author", "Noether, Emmy"],
            ["citation_doi", "10.1234/ABC.7"],
        ],
    }
    answer = match(api, facts)
    assert answer["page"]["kind"] == "other"
    [shown] = answer["papers"]
    assert (shown["title"], shown["doi"]) == ("On Margins", "10.1234/abc.7")
    assert set(answer["origins"]) >= {"title", "authors", "doi"}


def test_hostile_titles_come_back_as_the_text_they_are(api: Api) -> None:
    answer = match(api, abs_facts(title='<img src=x onerror="alert(1)"> & bias'))
    assert "onerror" not in answer["papers"][0]["title"]
    answer = match(api, abs_facts(title="if a<b and b>c then"))
    assert answer["papers"][0]["title"] == "if a<b and b>c then"


def test_unknown_facts_are_refused(api: Api) -> None:
    assert api.post("/match", {"facts": {"url": "https://arxiv.org/", "cookies": "x"}}).status_code == 422
    assert (
        api.post("/match", {"facts": {"url": "https://arxiv.org/", "items": [{"href": "x"}] * 2001}}).status_code == 422
    )
