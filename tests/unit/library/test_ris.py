"""RIS as others read it and as others write it."""

from dataclasses import replace

from paper_radar.library.export import FORMATS, ris
from tests.unit.library.papers import HIGGS, LORA, MUON, saved


def test_a_record_is_written_so():
    assert FORMATS["ris"].write([saved(LORA, tags=("peft", "nlp"))]) == (
        "TY  - UNPB\n"
        "TI  - LoRA: Low-Rank Adaptation of Large Language Models\n"
        "AU  - Hu, Edward J.\n"
        "AU  - Shen, Yelong\n"
        "AU  - Wang, Lu\n"
        "PY  - 2021\n"
        "DA  - 2021/06/17\n"
        "AN  - arXiv:2106.09685\n"
        "UR  - https://arxiv.org/abs/2106.09685\n"
        f"AB  - {LORA.abstract}\n"
        "KW  - peft\n"
        "KW  - nlp\n"
        "DP  - Paper Radar\n"
        "ID  - hu2021lora\n"
        "ER  - \n"
    )


def test_the_whole_date_comes_back():
    assert [item.paper.published for item in ris.read(FORMATS["ris"].write([saved(MUON), saved(HIGGS)])).items] == [
        "2026-02-12",
        "2012-09-17",
    ]


def test_a_record_of_a_publisher_is_read():
    text = (
        "Provider: Example Publisher\n\n"
        "TY - JOUR\nT1 - Nuts &amp; bolts\nA1 - van der Berg, Jan\nA1 - King, Martin L., Jr.\n"
        "Y1 - 2020/02/28/\nJF - Journal of Things\nN2 - First line\nAI - is not a tag here\n"
        "DO - 10.1000/ABC\nUR - https://example.org/a;jsessionid=1\nER - \n"
    )
    (item,) = ris.read(text.replace("JF -", "JF  -")).items
    assert item.paper.title == "Nuts & bolts"
    assert item.paper.authors == ("Jan van der Berg", "Martin L. King Jr.")
    assert (item.paper.published, item.paper.venue) == ("2020-02-28", "Journal of Things")
    assert item.paper.abstract == "First line AI - is not a tag here"
    assert (item.paper.doi, item.paper.url) == ("10.1000/abc", "https://example.org/a;jsessionid=1")


def test_a_record_without_its_end_loses_neither_itself_nor_the_next():
    text = "TY  - JOUR\nTI  - First\nUR  - https://a.example\nTY  - JOUR\nTI  - Second\nUR  - https://b.example\n"
    assert [item.paper.title for item in ris.read(text).items] == ["First", "Second"]


def test_a_record_without_a_title_is_skipped_with_its_line():
    text = "TY  - JOUR\nUR  - https://a.example\nER  - \n\nTY  - JOUR\nTI  - Second\nER  - \n"
    read = ris.read(text)
    assert [item.paper.title for item in read.items] == ["Second"]
    assert read.skipped == (("line 1", "there is no title"),)


def test_no_text_can_begin_a_line_of_its_own():
    hostile = replace(MUON, title="One\nER  - \nTY  - JOUR\nTI  - Two", abstract="a\rER  - ")
    (item,) = ris.read(FORMATS["ris"].write([saved(hostile)])).items
    assert item.paper.title == "One ER - TY - JOUR TI - Two"
