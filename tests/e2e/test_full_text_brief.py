"""A full brief of a paper whose HTML arXiv has: it rests on the sections, shows which, and says that it read them."""

from tests.e2e.papers import own
from tests.e2e.reader import Reader
from tests.standins.arxiv import ArxivStandin
from tests.standins.arxiv.html import page
from tests.standins.groq import CHAT, GroqStandin, stream
from tests.standins.groq_answers import dumped, said

PAPER = "2506.11214"
LIMIT = "We assume that the noise has a bounded variance, which heavy tails do not grant."
WALK = "Each step is divided by the norm of the momentum, and the radius shrinks as the walk goes on. " * 8


def test_a_full_brief_reads_the_sections_of_the_paper_and_shows_in_which_one_a_statement_stands(
    reader: Reader, groq: GroqStandin, arxiv: ArxivStandin
):
    paper = own()[PAPER]
    arxiv.pages[PAPER] = page(paper, {"Introduction": [WALK, WALK], "Limitations": [LIMIT]})
    with reader.clicks_the_button(reader.opens(paper)) as popup:
        popup.click("button", "Brief")
        popup.wait_for_text("read: the abstract")
        groq.queue(CHAT, stream([dumped([said("limits", "The noise has a bounded variance.", (1, LIMIT))])]))
        popup.click("button", "Full")
        popup.wait_for_text("read: the main sections of the full text, from arXiv")
        popup.click("button", "The words it rests on")
        shown = popup.wait_for_text("2 Limitations")
    assert LIMIT in shown
    assert LIMIT in groq.asked()[-1]["messages"][-1]["content"]
