"""A brief at one click: written by the stand-in for Groq as it arrives, or extractive where there is no key."""

import json

from tests.e2e.conftest import Begin
from tests.e2e.papers import MUON, OWN, own
from tests.e2e.reader import Reader
from tests.e2e.service import folder_with
from tests.standins.groq import BRIEF, CHAT, INVALID_KEY, GroqStandin, stream, words

# A brief is kept, so each case has a paper of its own.
STREAMED, CLOSED, REFUSED = "2506.12543", "2506.04805", "2506.15535"
TEXT = "## Claim\n" + "Muon is steepest descent under a spectral norm. " * 6 + "\n## Limits\nOne data set."


def test_a_brief_arrives_as_text_while_it_is_written(reader: Reader, groq: GroqStandin):
    groq.queue(CHAT, stream(words(TEXT), pause=0.05))
    with reader.clicks_the_button(reader.opens(own()[STREAMED])) as popup:
        popup.click("button", "Brief")
        partial = popup.wait_for_text("Muon is steepest descent")
        assert "One data set." not in partial
        whole = popup.wait_for_text("One data set.")
        popup.wait_for_text("openai/gpt-oss-20b")
        popup.node("heading", "Claim")
        assert "## " not in whole
    assert own()[STREAMED].title in json.dumps(groq.asked()[-1])


def test_a_brief_goes_on_while_the_popup_is_closed_and_is_kept(reader: Reader, groq: GroqStandin):
    groq.queue(CHAT, stream(words(TEXT), pause=0.05))
    page = reader.opens(own()[CLOSED])
    with reader.clicks_the_button(page) as popup:
        popup.click("button", "Brief")
        popup.wait_for_text("Muon is steepest")
    asked = len(groq.asked())
    with reader.clicks_the_button(page) as popup:
        popup.click("button", "Brief")
        popup.wait_for_text("One data set.")
    assert len(groq.asked()) == asked


def test_a_brief_that_fails_says_why_and_is_written_at_the_second_try(reader: Reader, groq: GroqStandin):
    groq.queue(CHAT, INVALID_KEY)
    with reader.clicks_the_button(reader.opens(own()[REFUSED])) as popup:
        popup.click("button", "Brief")
        popup.wait_for_text("GROQ_API_KEY")
        popup.click("button", "Write again")
        popup.wait_for_text(BRIEF["en"].splitlines()[1])


def test_without_a_key_the_brief_is_extractive_and_says_so(begin: Begin, tmp_path, groq: GroqStandin):
    reader = begin(folder_with(OWN, tmp_path / "own"), GROQ_API_KEY="")
    asked = len(groq.asked())
    with reader.clicks_the_button(reader.opens(own()[MUON])) as popup:
        popup.click("button", "Brief")
        shown = popup.wait_for_text("We ask what the Muon optimizer optimizes.")
        assert "abstract" in shown.lower()
        assert "gpt-oss" not in shown
    assert len(groq.asked()) == asked
