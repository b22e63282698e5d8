"""A brief at one click: read as it arrives, checked, kept, in the language wanted, and told when it fails."""

import json
import signal

import pytest

from tests.e2e.brief_states import MUON_SAYS, Held, spoken
from tests.e2e.conftest import Begin
from tests.e2e.papers import MUON, OWN, own
from tests.e2e.popup import Popup
from tests.e2e.reader import Reader
from tests.e2e.service import folder_with
from tests.standins.groq import CHAT, INVALID_KEY, GroqStandin

CLAIM = MUON_SAYS["en"][0]["text"]
CHECKED = "4 of 5 statements checked"

LAID_BESIDE, TRANSLATED, REFUSED, INVENTED = (
    "2506.12543",
    "2506.04805",
    "2506.15535",
    "2506.17187",
)


@pytest.fixture
def afresh(begin: Begin, tmp_path) -> Reader:
    """A service of its own, which knows our papers by our abstracts, and may be killed."""
    return begin(folder_with(OWN, tmp_path / "own"))


# What a button says next, if only for a moment.
SAYS_NEXT = """globalThis.said = new Promise((done) => {
  const button = document.querySelector('#brief-copy');
  new MutationObserver(() => done(button.textContent)).observe(button, { childList: true });
}); 0"""


def passages(popup: Popup) -> list[str]:
    """The words that are underlined in what is unfolded."""
    found: list[str] = popup.evaluate("[...document.querySelectorAll('.brief mark')].map((mark) => mark.innerText)")
    return found


def shows_passages(popup: Popup, expected: list[str]) -> None:
    popup.wait_for(lambda: passages(popup) == expected, f"the passages {expected}")


def written(popup: Popup) -> tuple[list[str], str, str] | None:
    """Of a brief that is being written: its statements, the draft of the next, and how many were checked."""
    said, draft, ending = popup.evaluate(
        """[[...document.querySelectorAll('.brief .statement')].map((one) => one.innerText),
            ...['.draft', '.ending'].map((part) => document.querySelector(`.brief ${part}`)?.innerText ?? '')]"""
    )
    return (said, draft, ending) if said and draft else None


def test_statements_come_as_they_are_checked_outlive_the_popup_and_show_what_they_rest_on(
    afresh: Reader, groq: GroqStandin
):
    reader, page = afresh, afresh.opens(own()[MUON])
    held = Held(spoken(MUON_SAYS["en"]), rest=60)
    groq.queue(CHAT, held.answer)
    asked = len(groq.asked())
    with reader.clicks_the_button(page) as popup:
        popup.click("button", "Brief")
        said, draft, ending = popup.wait_for(lambda: written(popup), "a statement, and the draft of the next")
        assert said[0].startswith(CLAIM)
        assert draft not in "".join(said)
        assert not ending
    reader.browser.kill_worker()
    with reader.clicks_the_button(page) as popup:  # the service went on; so it does once more
        popup.click("button", "Brief")
        popup.wait_for_text("Being written")
        popup.wait_for_text(CLAIM)
        held.goes_on.set()
        popup.wait_for_text(CHECKED)
    with reader.clicks_the_button(page) as popup:
        popup.click("button", "Brief")
        shown = popup.wait_for_text(CHECKED)
        assert "70 billion" not in shown
        assert passages(popup) == []
        popup.key("j", "Enter")
        shows_passages(popup, ["Muon solves a problem whose weight matrices obey a spectral norm constraint"])
        popup.key("Escape")
        shows_passages(popup, [])
        assert popup.is_open
        popup.evaluate("document.querySelector('.brief .unchecked summary').click()")
        popup.wait_for_text("This number is not in the paper: 70 billion")
        popup.evaluate(SAYS_NEXT)
        popup.click("button", "Copy as Markdown")
        assert popup.evaluate("said") == "Copied"
        popup.click("button", "Open in a tab")
        tab = reader.browser.wait_for(
            lambda: [tab for tab in reader.browser.context.pages if "briefs.html?id=" in tab.url],
            "the brief's own page",
        )[0]
        tab.get_by_text(CLAIM).wait_for()
    assert len(groq.asked()) == asked + 1


def test_the_language_of_one_brief_is_changed_its_quotations_stay_in_the_papers_own(reader: Reader, groq: GroqStandin):
    with reader.clicks_the_button(reader.opens(own()[TRANSLATED])) as popup:
        popup.click("button", "Brief")
        popup.wait_for_text("statements checked")
        popup.click("button", "中文")
        popup.wait_for_text("论文的主张")
        popup.wait_for_text("statements checked")
        popup.click("button", "The words it rests on")
        (quoted,) = popup.wait_for(lambda: passages(popup), "the words it rests on")
        assert quoted.split()[0].isascii()
        asked = len(groq.asked())
        popup.click("button", "EN")
        popup.wait_for(lambda: "论文的主张" not in popup.text, "the English brief")
        assert len(groq.asked()) == asked


def test_a_paper_is_laid_beside_its_related_ones_whose_numbers_lead_to_them(reader: Reader, groq: GroqStandin):
    with reader.clicks_the_button(reader.opens(own()[LAID_BESIDE])) as popup:
        titles = [row.title for row in popup.wait_for_rows()][:7]
        popup.click("button", "Brief")
        popup.wait_for_text("statements checked")
        popup.click("button", "Beside 7 related")
        shown = popup.wait_for_text("read: the abstracts")
        assert "What differs" in shown
        assert all(title in shown for title in titles)
        assert popup.nodes("link", "[1]")
    prompt = json.dumps(groq.asked()[-1])
    assert all(json.dumps(title)[1:-1] in prompt for title in titles)


def test_a_brief_that_fails_says_why_and_is_had_at_one_click_with_the_model_or_without(
    reader: Reader, groq: GroqStandin
):
    groq.queue(CHAT, INVALID_KEY, INVALID_KEY)
    with reader.clicks_the_button(reader.opens(own()[REFUSED])) as popup:
        popup.click("button", "Brief")
        popup.wait_for_text("GROQ_API_KEY")
        popup.click("button", "Without a model")
        popup.wait_for_text("chosen without a model")
    with reader.clicks_the_button(reader.opens(own()[INVENTED])) as popup:
        popup.click("button", "Brief")
        popup.wait_for_text("GROQ_API_KEY")
        popup.click("button", "Try again")
        popup.wait_for_text("Written by openai/gpt-oss-20b")
        popup.wait_for_text("statements checked")


def test_where_nothing_that_the_model_says_is_in_the_paper_nothing_is_shown_as_fact(reader: Reader, groq: GroqStandin):
    groq.queue(CHAT, spoken(MUON_SAYS["en"]))
    with reader.clicks_the_button(reader.opens(own()[INVENTED])) as popup:
        popup.click("button", "Brief")
        shown = popup.wait_for_text("0 of 5 statements checked")
        assert CLAIM not in shown
        popup.node("button", "Without a model")


def test_a_service_killed_in_the_middle_is_waited_for_and_says_that_it_was_interrupted(
    afresh: Reader, groq: GroqStandin
):
    held = Held(spoken(MUON_SAYS["en"]), rest=60)
    groq.queue(CHAT, held.answer)
    with afresh.clicks_the_button(afresh.opens(own()[MUON])) as popup:
        popup.click("button", "Brief")
        popup.wait_for_text(CLAIM)
        afresh.service.stop(signal.SIGKILL)
        held.goes_on.set()
        popup.wait_for_text("The service does not answer; asking again…")
        afresh.service.start()
        popup.wait_for_text("The service stopped while this was being written.")
        groq.queue(CHAT, spoken(MUON_SAYS["en"]))
        popup.click("button", "Write again")
        popup.wait_for_text(CHECKED)


def test_without_a_key_the_brief_is_extractive_and_says_so(begin: Begin, tmp_path, groq: GroqStandin):
    reader = begin(folder_with(OWN, tmp_path / "own"), GROQ_API_KEY="")
    asked = len(groq.asked())
    with reader.clicks_the_button(reader.opens(own()[MUON])) as popup:
        popup.click("button", "Brief")
        shown = popup.wait_for_text("chosen without a model")
        assert "Muon solves a problem" in shown
        assert "read: the abstract" in shown
        assert "gpt-oss" not in shown
    assert len(groq.asked()) == asked
