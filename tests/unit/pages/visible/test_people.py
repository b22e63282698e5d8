"""Authors that a page shows: called so, labelled so, or in the line below the title."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_radar.pages.visible.blocks import read_blocks
from paper_radar.pages.visible.head import head_of
from paper_radar.pages.visible.people import authors, is_name

TITLE = "A note on the analytical engine"


def shown(body: str) -> tuple[str, ...]:
    blocks = read_blocks(f"<h1>{TITLE}</h1>{body}<h2>Abstract</h2><p>By Nobody Else</p>")
    return authors(blocks, head_of(blocks, TITLE))


@pytest.mark.parametrize(
    "body",
    [
        "<p>Ada Lovelace and Alan M. Turing</p>",
        "<p>Ada Lovelace<sup>1,2</sup>, Alan M. Turing<sup>*</sup></p>",
        "<p>Ada Lovelace1,2, Alan M. Turing3</p>",
        "<h2>Ada Lovelace, Alan M. Turing</h2>",
        "<p>Ada Lovelace<br>Alan M. Turing</p>",
        "<div class=authors><a>Ada Lovelace</a>, <a>Alan M. Turing</a></div>",
        "<p><span class=AuthorName>Ada Lovelace</span> <span class=AuthorName>Alan M. Turing</span></p>",
        "<ul><li class=author>Ada Lovelace<div class=affiliation>King's College</div>"
        "<li class=author>Alan M. Turing</ul>",
        "<table><tr><th>Author</th><td>Lovelace, Ada</td></tr><tr><th></th><td>Turing, Alan M.</td></tr></table>",
        "<dl><dt>Contributors</dt><dd>Lovelace, Ada (creator)</dd><dd>Turing, Alan M. (creator)</dd>"
        "<dd>Babbage, Charles (Director)</dd></dl>",
        "<p>Authors: <a>Ada Lovelace</a>; <a>Alan M. Turing</a></p>",
        "<p>December 20, 1943 by Ada Lovelace and Alan M. Turing</p>",
        "<p>Ada Lovelace, Alan M. Turing</p><p>Chem. Commun., 1943,48, 11088-11090</p>",
        "<p>Ada Lovelace, Alan M. Turing <a href=https://arxiv.org/abs/2602.11557>arXiv</a></p>",
    ],
)
def test_authors_are_read_in_their_order_from_what_a_reader_sees(body: str):
    assert shown(body) == ("Ada Lovelace", "Alan M. Turing")


def test_a_given_name_in_an_element_of_its_own_is_nobody_else():
    assert shown("<p class=authors><b class=name>Juan Pablo Alperin</b> <i class=name>Juan Pablo</i></p>") == (
        "Juan Pablo Alperin",
    )


def test_one_name_alone_counts_only_as_the_first_thing_below_the_title():
    assert shown("<p>Ada Lovelace</p>") == ("Ada Lovelace",)
    assert shown("<p>A first paragraph.</p><p>And a second one.</p><p>Programm der Tagung</p>") == ()


def test_buttons_and_affiliations_are_no_authors():
    assert shown("<p>Download Article and Request Permissions</p><p>University of Cambridge</p>") == ()
    assert shown("<p class='author-info'>About the Author and Public Relations</p>") == ()


@pytest.mark.parametrize(
    "name", ["Ada Lovelace", "A. M. Turing", "Ludwig van Beethoven", "In-Sue Oh", "Jean-Luc Godard"]
)
def test_names_are_known(name: str):
    assert is_name(name)


@pytest.mark.parametrize("text", ["Ada", "The Analytical Engine", "volume 3", "we prove it", "Table 1", "", "x" * 100])
def test_other_words_are_no_names(text: str):
    assert not is_name(text)


@given(st.text(max_size=200))
def test_wild_text_below_the_title_never_raises(text: str):
    assert isinstance(shown(f"<p class=authors>{text}</p><p>{text}</p>"), tuple)
