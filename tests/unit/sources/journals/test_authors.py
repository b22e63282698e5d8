"""Authors in the forms of publishers, aggregators and people who type them by hand."""

from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.sources.journals.documents import creators, paper_of

from paper_radar.sources.journals.authors import authors_of, names_and_proceedings

LINES = {
    # bioRxiv: everybody in one field, family first
    "Kaur, M., Shukla, A., Bhati, K. K.": ("M. Kaur", "A. Shukla", "K. K. Bhati"),
    "Van Verk, M. C., de Jager, M., Lin, H.-X.": ("M. C. Van Verk", "M. de Jager", "H.-X. Lin"),
    "Zhang, a., jiang, x., zhang, x.": ("A. Zhang", "X. Jiang", "X. Zhang"),
    "Genre, A., PAPADOPOULOU, K.": ("A. Genre", "K. Papadopoulou"),
    "Smith, J., Jr., Jones, A.": ("J. Smith Jr.", "A. Jones"),
    # OUP and medical journals: initials without dots behind the family
    "García-Castaño J, Balao F, et al.": ("J. García-Castaño", "F. Balao"),
    "de Oliveira AB, Smith J": ("A. B. de Oliveira", "J. Smith"),
    "Brandão S, Saeedi H, Brandt A.": ("S. Brandão", "H. Saeedi", "A. Brandt"),
    "Jones T, The CARDIo Study Group": ("T. Jones", "The CARDIo Study Group"),
    "Li W": ("W. Li",),
    # OJS, Wiley, ACL: full names with commas between
    "Volker Assing, Heinrich Meybohm": ("Volker Assing", "Heinrich Meybohm"),
    "Rachel M. Binks, \nMargaret Heslewood, \nPeter G. Wilson": (
        "Rachel M. Binks",
        "Margaret Heslewood",
        "Peter G. Wilson",
    ),
    "Ada Lovelace, Alan Turing, and Grace Hopper": ("Ada Lovelace", "Alan Turing", "Grace Hopper"),
    "Ada Lovelace and Alan Turing": ("Ada Lovelace", "Alan Turing"),
    "Ada Lovelace; Alan Turing": ("Ada Lovelace", "Alan Turing"),
    "Ada Lovelace (University of London), Alan Turing (Princeton)": ("Ada Lovelace", "Alan Turing"),
    # Cambridge and repositories: one person, family first
    "Inoda, Toshio": ("Toshio Inoda",),
    "de Araujo, Mayara R.": ("Mayara R. de Araujo",),
    "De Silva, Chaminda": ("Chaminda De Silva",),
    # Chinese names as they are
    "张三, 李四": ("张三", "李四"),
    "王小明；李华": ("王小明", "李华"),
    # nobody
    "et al.": (),
    "The Editors": ("The Editors",),
    "https://example.org/x": (),
    "Anonymous": (),
}


@pytest.mark.parametrize("line", LINES, ids=lambda line: line[:40].replace("\n", " "))
def test_a_line_of_authors_is_taken_apart(line: str) -> None:
    assert paper_of(creators([line])).authors == LINES[line]


def test_each_author_has_an_element_of_their_own() -> None:
    assert paper_of(creators(["Ada Lovelace", "Turing, Alan", "Ada Lovelace"])).authors == (
        "Ada Lovelace",
        "Alan Turing",
    )


@pytest.mark.parametrize("text", ["ada@x.org (Ada Lovelace)", "ada@x.example (Ada Lovelace)", "Ada Lovelace"])
def test_an_address_beside_the_name_is_left_out(text: str) -> None:
    assert paper_of(f"<author>{text}</author>").authors == ("Ada Lovelace",)


def test_an_address_alone_is_nobody() -> None:
    assert paper_of("<author>noreply@journal.org</author>").authors == ()


def test_a_family_name_in_capitals_is_no_initials() -> None:
    assert paper_of(creators(["Fei LI", "Yu WU", "Jian WANG"])).authors == ("Fei Li", "Yu Wu", "Jian Wang")


def test_initials_are_read_in_elements_of_their_own_too() -> None:
    assert paper_of(creators(["Balao F", "Smith JA"])).authors == ("F. Balao", "J. A. Smith")


DESCRIBED = {
    "<p>Publication date: May 2026</p><p>Author(s): Ada Lovelace, Alan Turing</p>": ("Ada Lovelace", "Alan Turing"),
    "Author(s): Arjen Vaartjes, et al.<br/><p>Readout improves.</p>": ("Arjen Vaartjes",),
    "Author(s): A. Jones, B. Smith, and C. Wu<br/>": ("A. Jones", "B. Smith", "C. Wu"),
    "Yinpeng ZHANG;Xiaolong LIU;Justin BERNSTEIN;</br>Geckos are diverse.": (
        "Yinpeng Zhang",
        "Xiaolong Liu",
        "Justin Bernstein",
    ),
    "张三;李四;<br/>摘要": ("张三", "李四"),
    "Ada Lovelace, Alan M. Turing and Grace Hopper in Proceedings of the 38th Conference": (
        "Ada Lovelace",
        "Alan M. Turing",
        "Grace Hopper",
    ),
}


@pytest.mark.parametrize("text", DESCRIBED, ids=lambda text: text[:30])
def test_authors_are_found_in_the_description_where_there_is_no_field_for_them(text: str) -> None:
    assert paper_of(f"<description>{escape(text)}</description>").authors == DESCRIBED[text]


def test_a_sentence_with_proceedings_in_it_names_nobody() -> None:
    text = "We study how the ideas of the first workshop, which were many, came to be in Proceedings of the second."
    assert names_and_proceedings(text) == ("", "")


@given(st.text(), st.lists(st.text(max_size=40), max_size=5))
def test_whatever_stands_there_the_names_are_texts_each_once(text: str, names: list[str]) -> None:
    found = authors_of({"authors": [{"name": name} for name in names]}, [text])
    assert len(set(found)) == len(found) and all(name.strip() == name and name for name in found)
    assert authors_of({"authors": text}, [text]) is not None
    assert authors_of({"authors": [None, 3, {"name": None}]}, []) == ()
