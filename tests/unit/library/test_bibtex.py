"""BibTeX as others read it and as others write it."""

from dataclasses import replace

import pytest

from paper_radar.library.export import FORMATS, bibtex
from tests.unit.library.papers import HIGGS, LORA, MUON, saved

WRITTEN = """\
@misc{hu2021lora,
	title = {{LoRA}: Low-Rank Adaptation of Large Language Models},
	author = {Hu, Edward J. and Shen, Yelong and Wang, Lu},
	year = {2021},
	eprint = {2106.09685},
	archiveprefix = {arXiv},
	url = {https://arxiv.org/abs/2106.09685},
	abstract = {50\\% of \\$x\\_1\\$ \\& more\\textasciitilde{}},
	keywords = {peft},
	annote = {Read \\#4},
	month = jun
}
"""


def test_an_entry_is_written_so():
    lora = replace(LORA, abstract="50% of $x_1$ & more~")
    assert FORMATS["bibtex"].write([saved(lora, tags=("peft",), note="Read #4")]) == WRITTEN


def test_a_published_paper_is_an_article_with_its_journal_and_an_organisation_stays_whole():
    text = FORMATS["bibtex"].write([saved(HIGGS)])
    assert text.startswith("@article{theatlascollaboration2012observation,")
    assert "author = {{The ATLAS Collaboration}}" in text
    assert "journal = {Physics Letters B}" in text
    assert "doi = {10.1016/j.physletb.2012.08.020}" in text


@pytest.mark.parametrize(
    "title", ["Unbalanced { brace", "} {", "Ends with \\", 'He said "no"', "@article{a, title={b}}"]
)
def test_no_title_can_break_out_of_its_braces(title):
    text = FORMATS["bibtex"].write([saved(replace(MUON, title=title)), saved(LORA)])
    inside = text.replace("{\\&}", "")
    assert inside.count("{") == inside.count("}")
    assert [item.paper.title for item in bibtex.read(text).items] == [title, LORA.title]


@pytest.mark.parametrize("field", ["title", "abstract", "venue", "doi", "url", "published", "primary_category"])
def test_no_field_can_begin_another_entry(field):
    hostile = replace(MUON, **{field: "2026}}\n@misc{x, title={Evil}}\n"})
    titles = [item.paper.title for item in bibtex.read(FORMATS["bibtex"].write([saved(hostile), saved(LORA)])).items]
    assert len(titles) == 2
    assert titles[1] == LORA.title


def read_one(text: str):
    read = bibtex.read(text)
    assert read.skipped == ()
    (item,) = read.items
    return item


def test_an_entry_of_google_scholar_names_its_arxiv_id_in_the_journal():
    item = read_one(
        """@article{hu2021lora,
  title={Lora: Low-rank adaptation of large language models},
  author={Hu, Edward J and Shen, Yelong and others},
  journal={arXiv preprint arXiv:2106.09685},
  year={2021}
}"""
    )
    assert (item.paper.key, item.paper.venue, item.paper.published) == ("arxiv:2106.09685", "", "2021")
    assert item.paper.authors == ("Edward J Hu", "Yelong Shen")
    assert item.paper.url == "https://arxiv.org/abs/2106.09685"


def test_an_entry_of_arxiv_with_tex_and_a_date_is_read():
    item = read_one(
        r"""@misc{x, title={{\"U}ber die {$\ell_1$}-Norm}, author={J{\"o}rg M{\"u}ller and {\L}ukasz Kaiser},
        eprint={hep-th/9901001}, archivePrefix={arXiv}, primaryClass={hep-th}, date={1999-01-04}}"""
    )
    assert item.paper.authors == ("Jörg Müller", "Łukasz Kaiser")
    assert item.paper.title.startswith("Über die ")
    assert (item.paper.arxiv_id, item.paper.categories, item.paper.published) == (
        "hep-th/9901001",
        ("hep-th",),
        "1999-01-04",
    )


def test_an_entry_of_a_publisher_with_entities_and_escaped_addresses_is_read():
    item = read_one(
        r"""@ARTICLE{x, Author = "van der Berg, Jan and King, Jr., Martin L.", Title = "Nuts \&amp; <i>Bolts</i>",
        Journal = {Journal of Things}, Year = 2020, Month = feb,
        URL = {\url{https://example.org/a\_b}}, DOI = {https://doi.org/10.1000/ABC_D}, Keywords = {nuts; bolts}}"""
    )
    assert item.paper.title == "Nuts & Bolts"
    assert item.paper.authors == ("Jan van der Berg", "Martin L. King Jr.")
    assert (item.paper.doi, item.paper.url) == ("10.1000/abc_d", "https://example.org/a_b")
    assert (item.paper.published, item.paper.venue, item.tags) == ("2020-02", "Journal of Things", ("nuts", "bolts"))


def test_macros_and_concatenations_are_resolved():
    item = read_one(
        """@string{icml = "International Conference on Machine Learning"}
        @inproceedings{x, title="Muon", booktitle = "Proceedings of the " # ICML # {, 2026}, url="https://a.example"}"""
    )
    assert item.paper.venue == "Proceedings of the International Conference on Machine Learning, 2026"


def test_two_entries_under_one_key_are_two_papers_and_the_first_of_two_fields_counts():
    read = bibtex.read(
        """@misc{a, title={{First}}, title={Not this}, author={{Team A}}, url={https://a.example}}
        @misc{a, title={Second}, author={B, C and {D}}, url={https://b.example}}"""
    )
    assert [(item.paper.title, item.paper.authors) for item in read.items] == [
        ("First", ("Team A",)),
        ("Second", ("C B", "D")),
    ]


def test_a_broken_entry_is_skipped_with_its_line_and_the_others_are_read():
    read = bibtex.read(
        """@misc{a, title={First}, url={https://a.example}}
@misc{b, title={never closed
@misc{c, author={No Title}, url={https://c.example}}
@misc{d, title={Last}, url={https://d.example}}"""
    )
    assert [item.paper.title for item in read.items] == ["First", "Last"]
    (broken, broken_reason), (untitled, untitled_reason) = read.skipped
    assert broken == "line 2"
    assert "not BibTeX" in broken_reason
    assert (untitled, untitled_reason) == ("c (line 3)", "there is no title")


def test_deeply_nested_braces_end_nothing():
    deep = "{" * 5000 + "x" + "}" * 5000
    read = bibtex.read(
        f"@misc{{a, title={{{deep}}}, url={{https://a.example}}}}\n" + FORMATS["bibtex"].write([saved(LORA)])
    )
    assert LORA.title in [item.paper.title for item in read.items]


def test_what_cannot_be_read_is_told_in_the_report_and_not_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    read = bibtex.read("@article{" * 200)
    assert read.skipped and caplog.records == []
