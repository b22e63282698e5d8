"""Abstracts, and what only stands in their place."""

from xml.sax.saxutils import escape

import pytest
from tests.unit.sources.journals.documents import paper_of

ABSTRACT = "We show that spiders of this genus live in caves, and that they have done so for a very long time."

WITH = {
    "plain": ABSTRACT,
    "OUP": f'<span class="paragraphSection"><div class="boxTitle">Abstract</div>{ABSTRACT}</span>',
    "Cambridge": f'<div class="abstract" data-abstract-type="normal">\n\n<p>{ABSTRACT}</p></div>',
    "Wiley": f"Abstract\n{ABSTRACT}",
    "APS": f"Author(s): A. Jones, et al.<br/><p>{ABSTRACT}</p><br/>[PRX Quantum 7, 020330] Published Fri May 15, 2026",
    "CNKI": f"Yinpeng ZHANG;Xiaolong LIU;</br>{ABSTRACT}",
    "PubMed": "<div><p>Parasitol Int. 2021 Dec 17. doi: 10.1016/j.parint.2021.102531.</p><p><b>ABSTRACT</b></p>"
    f'<p xmlns:mml="http://www.w3.org/1998/Math/MathML">{ABSTRACT}</p>'
    '<p style="x">PMID:<a href="x">1</a> | DOI:2</p></div>',
    "bioRxiv": f"O_LIO_ST_ABS{ABSTRACT}C_ST_ABSC_LI",
    "Nature Communications": "<p>Nature Communications, Published online: 05 April 2023; "
    f'<a href="https://x.example">doi:10.1038/s41467-023-1</a></p>{ABSTRACT}',
    "ScienceDirect": f"<p>Publication date: May 2026</p><p><b>Source:</b> J, Volume 1</p><p>{ABSTRACT}</p>",
    "PLOS": f"<p>by Ada Lovelace, Alan Turing</p>{ABSTRACT}",
    "arXiv": f"arXiv:2504.09784v1 Announce Type: new \nAbstract: {ABSTRACT}",
    "JATS": f"<jats:title>Abstract</jats:title><jats:p>{ABSTRACT}</jats:p>",
}


@pytest.mark.parametrize("text", WITH.values(), ids=WITH)
def test_an_abstract_is_read_without_what_stands_around_it(text: str) -> None:
    assert paper_of(f"<description>{escape(text)}</description>").abstract == ABSTRACT


WITHOUT = (
    "Science, Volume 392, Issue 6800, Page 814-814, May 2026.",
    "Volume 67, Issue 4, December 2021, Page 283-289<br/>. <br/>",
    "TAXON, EarlyView. ",
    ". <br/>",
    '<p>Nature, Published online: 05 April 2023; <a href="x">doi:10.1038/s41586-023-1</a></p>A paper',
    "<p>Publication date: February 2022</p><p><b>Source:</b> Molecular Phylogenetics, Volume 167</p>"
    "<p>Author(s): David R. Bickel</p>",
    "Ada Lovelace and Alan Turing in Proceedings of the 38th Pacific Asia Conference on Language",
    "Journal of the American Chemical Society DOI: 10.1021/jacs.6c00001",
)


@pytest.mark.parametrize("text", WITHOUT)
def test_the_place_of_publication_is_no_abstract(text: str) -> None:
    assert paper_of(f"<description>{escape(text)}</description>").abstract == ""


def test_an_author_in_the_middle_of_a_sentence_ends_no_abstract() -> None:
    text = f"{ABSTRACT} Corresponding author: the first. And so it goes on."
    assert paper_of(f"<description>{text}</description>").abstract == text


def test_the_longest_of_several_texts_counts() -> None:
    rest = f"<description>{ABSTRACT[:50]}...</description><content:encoded>{ABSTRACT}</content:encoded>"
    assert paper_of(rest).abstract == ABSTRACT


def test_a_title_is_read_with_its_italics_and_formulas() -> None:
    assert paper_of("", title="The genus <em>Salamandra</em> at <i>z</i> = 2&#x2009;×&#x2009;10<sup>4</sup>").title == (
        "The genus Salamandra at z = 2 × 104"
    )
    math = "Spectra of <mml:math><mml:msub><mml:mi>H</mml:mi><mml:mn>2</mml:mn></mml:msub></mml:math> near $T_c$"
    assert "<" not in paper_of("", title=math).title
