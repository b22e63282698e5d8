"""Papers go to a running Zotero, and whatever keeps it from taking them is told."""

from dataclasses import replace

import pytest

from paper_radar.library.zotero import BATCH, Zotero, ZoteroError, item
from tests.standins.server import Answer
from tests.standins.zotero import FAILED, OUTDATED, READ_ONLY, SESSION_EXISTS, ZoteroStandin, told
from tests.unit.library.papers import HIGGS, LORA, MUON, saved

SAVE = "/connector/saveItems"


@pytest.fixture
def zotero():
    with ZoteroStandin(collection="Optimizers") as standin:
        yield standin


def send(zotero: ZoteroStandin, *items):
    return Zotero(zotero.url).send(items, [f"key{number}" for number in range(len(items))])


def code_of(zotero: ZoteroStandin, *items) -> str:
    with pytest.raises(ZoteroError) as refused:
        send(zotero, *(items or [saved(MUON)]))
    assert refused.value.message
    assert refused.value.hint
    return refused.value.code


def test_papers_arrive_where_zotero_saves_now(zotero):
    target = send(zotero, saved(MUON), saved(LORA))
    assert [one["title"] for one in zotero.items] == [MUON.title, LORA.title]
    assert (target.library, target.collection) == ("My Library", "Optimizers")


def test_an_arxiv_paper_is_a_preprint_with_tags_note_and_pdf():
    sent = item(saved(MUON, tags=("muon", "bias"), note="Read <§4> & 5.\nThen §6."), "li2026implicit")
    assert (sent["itemType"], sent["repository"], sent["archiveID"]) == ("preprint", "arXiv", "arXiv:2602.11557")
    assert sent["creators"][2] == {"firstName": "Difan", "lastName": "Zou", "creatorType": "author"}
    assert sent["tags"] == [{"tag": "muon"}, {"tag": "bias"}]
    assert sent["notes"] == [{"note": "<p>Read &lt;§4&gt; &amp; 5.</p><p>Then §6.</p>"}]
    assert sent["attachments"] == [
        {"title": "PDF", "url": "https://arxiv.org/pdf/2602.11557", "mimeType": "application/pdf"}
    ]
    assert sent["extra"] == "arXiv:2602.11557 [cs]\nCitation Key: li2026implicit"
    assert (sent["date"], sent["url"]) == ("2026-02-12", "https://arxiv.org/abs/2602.11557")


def test_a_published_paper_is_an_article_and_an_organisation_one_name():
    sent = item(saved(HIGGS), "k")
    assert (sent["itemType"], sent["publicationTitle"], sent["DOI"]) == ("journalArticle", HIGGS.venue, HIGGS.doi)
    assert sent["creators"] == [{"lastName": "The ATLAS Collaboration", "fieldMode": 1, "creatorType": "author"}]
    talk = item(saved(replace(HIGGS, venue="Proceedings of ICML")), "k")
    assert (talk["itemType"], talk["proceedingsTitle"]) == ("conferencePaper", "Proceedings of ICML")


def test_many_papers_go_in_sessions_of_their_own(zotero):
    send(zotero, *(saved(replace(MUON, title=f"Paper {n}")) for n in range(2 * BATCH + 1)))
    assert [one["title"] for one in zotero.items] == [f"Paper {n}" for n in range(2 * BATCH + 1)]
    assert len(zotero.sessions) == 3


def test_a_zotero_that_does_not_run_is_told(zotero):
    with ZoteroStandin() as gone:
        pass
    assert code_of(gone) == "zotero_down"


def test_a_session_that_is_taken_is_tried_once_more_with_another_id(zotero):
    zotero.queue(SAVE, SESSION_EXISTS)
    send(zotero, saved(MUON))
    assert len(zotero.items) == 1


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ([SESSION_EXISTS, SESSION_EXISTS], "zotero_busy"),
        ([told(503)], "zotero_busy"),
        ([READ_ONLY], "zotero_read_only"),
        ([FAILED], "zotero_failed"),
        ([OUTDATED], "zotero_old"),
        ([Answer(412, b"", {})], "zotero_old"),
        ([told(404)], "zotero_old"),
        ([Answer(200, b"<html>", {"content-type": "text/html"})], "zotero_foreign"),
        ([Answer(302, b"", {"location": "http://elsewhere.example/"})], "zotero_foreign"),
    ],
)
def test_each_refusal_has_its_word_and_a_hint(zotero, answers, code):
    zotero.queue(SAVE, *answers)
    assert code_of(zotero) == code
    assert zotero.items == []


def test_a_library_that_cannot_be_written_to_is_told_by_its_name_before_anything_is_sent():
    with ZoteroStandin(library="The group’s", editable=False) as standin:
        assert code_of(standin) == "zotero_read_only"
        assert standin.requests(SAVE) == []


def test_what_was_sent_before_a_refusal_is_told(zotero):
    zotero.queue(SAVE, told(201), FAILED)
    with pytest.raises(ZoteroError, match=f"{BATCH} of {BATCH + 1} papers are in Zotero"):
        send(zotero, *(saved(replace(MUON, title=f"Paper {n}")) for n in range(BATCH + 1)))
