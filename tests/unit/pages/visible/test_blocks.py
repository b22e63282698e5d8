"""Blocks: the text of a page in its order, with the names and labels that the page gives to its parts."""

from hypothesis import given, settings
from hypothesis import strategies as st

from paper_radar.pages.visible.blocks import Block, read_blocks


def texts(body: str) -> list[str]:
    return [block.text for block in read_blocks(body) if block.whole < 0]


def test_paragraphs_headings_and_items_are_blocks_in_their_order():
    assert texts("<h1>Muon</h1><p>By <b>Ada</b> Lovelace</p><ul><li>one<li>two</ul>") == [
        "Muon",
        "By Ada Lovelace",
        "one",
        "two",
    ]


def test_inline_parts_with_a_telling_name_stand_behind_the_block_they_are_part_of():
    whole, *parts = read_blocks('<p>By <span class="AuthorName">Ada Lovelace</span> and <i>others</i></p>')
    assert (whole.text, whole.whole) == ("By Ada Lovelace and others", -1)
    assert [(part.text, part.whole) for part in parts] == [("Ada Lovelace", 0)]
    assert parts[0].called("author")


def test_names_are_the_words_of_class_id_and_itemprop_whatever_their_spelling():
    (block,) = read_blocks('<div id="pb_articleTitle" class="main-header" itemprop="headline">Muon</div>')
    assert {"pb", "article", "title", "main", "header", "headline"} <= block.names


def test_a_block_knows_the_names_around_it():
    (block,) = read_blocks('<section class="abstract"><div><p>We prove it.</p></div></section>')
    assert block.within("abstract")
    assert not block.called("abstract")


def test_terms_first_cells_and_words_before_a_colon_are_labels():
    fields = read_blocks(
        "<dl><dt>Author:</dt><dd>Ada</dd></dl><table><tr><td>Date</td><td>1843</td></tr></table><p>Source: Notes</p>"
    )
    labelled = [(block.label, block.text) for block in fields if block.tag not in ("dt", "th")]
    assert labelled == [("author", "Ada"), ("date", "1843"), ("source", "Notes")]


def test_a_title_with_a_colon_is_no_label():
    (title,) = read_blocks("<h1>Muon: an optimizer</h1>")
    assert (title.label, title.text) == ("", "Muon: an optimizer")


def test_numbers_set_high_are_left_out_of_the_bare_text_only():
    (block,) = read_blocks("<p>Ada Lovelace<sup>1,2</sup> on H<sub>2</sub>O</p>")
    assert block.text == "Ada Lovelace1,2 on H2O"
    assert block.bare == "Ada Lovelace on H2O"


def test_a_line_break_is_kept_and_a_break_in_the_source_is_none():
    assert texts("<p>Ada\nLovelace<br>Alan Turing</p>") == ["Ada Lovelace\nAlan Turing"]


def test_nothing_is_read_of_what_is_no_page():
    assert read_blocks("") == ()
    assert read_blocks(" \n ") == ()


@settings(max_examples=200)
@given(st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=300))
def test_wild_text_never_raises(body: str):
    assert all(isinstance(block, Block) for block in read_blocks(body))


_PIECES = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div class='author'>",
        "<span itemprop=name>",
        "</span>",
        "<tr><td>",
        "<td>",
        "<br>",
        "<sup>1</sup>",
        "Ada Lovelace",
        " & ",
        "<!--",
        "-->",
        "<a href='x.pdf'>",
        "\x00",
        "&#0;",
        "<table>",
        "<dt>",
        "Date: 1843",
        "]]>",
    ]
)


@settings(max_examples=200)
@given(st.lists(_PIECES, max_size=60))
def test_wild_markup_never_raises_and_every_part_is_in_its_block(pieces: list[str]):
    blocks = read_blocks("".join(pieces))
    for block in blocks:
        assert block.text
        assert block.whole < len(blocks)
        assert block.whole < 0 or blocks[block.whole].whole < 0


def test_a_page_nested_without_end_or_of_a_million_elements_is_read_as_far_as_it_goes():
    assert len(read_blocks("<div>a" * 30_000)) <= 6_000
    assert len(read_blocks("<p class=author>a</p>" * 20_000)) == 6_000
    assert len(read_blocks("<span class=author>" * 20_000 + "a")) <= 6_000
