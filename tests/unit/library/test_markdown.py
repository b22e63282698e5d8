"""A reading list in which nothing is taken for markup."""

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from paper_radar.library.export import FORMATS
from paper_radar.library.export.markdown import escape, link_to
from tests.unit.library.papers import HIGGS, MUON, patient, saved, wild_saved


def write(*items):
    return FORMATS["markdown"].write(items)


def test_a_list_is_written_so():
    one = saved(MUON, tags=("steepest descent",), note="Read §4.\n- not a list", stars=3, status="reading")
    assert write(one, saved(HIGGS)) == (
        "# Reading list\n"
        "\n"
        "- [The Implicit Bias of Steepest Descent with Mini-batch Stochastic Gradient]"
        "(https://arxiv.org/abs/2602.11557)\n"
        "  Jichu Li, Xuan Tang, Difan Zou · arXiv, 2026\\\n"
        "  reading · ★★★ · #steepest-descent\n"
        "\n"
        "  > Read §4.\n"
        "  > \\- not a list\n"
        "\n"
        "- [Observation of a new particle in the search for the Standard Model Higgs boson with the ATLAS detector]"
        "(https://www.sciencedirect.com/science/article/pii/S037026931200857X)\n"
        "  The ATLAS Collaboration · Physics Letters B, 2012\\\n"
        "  to read\n"
    )


def test_no_title_ends_its_link_and_no_address_runs():
    hostile = replace(MUON, title="x](javascript:alert(1)) <img src=x> `code`", url="javascript:alert(1)")
    assert "- [x\\](javascript:alert(1)) \\<img src=x\\> \\`code\\`](https://arxiv.org/abs/2602.11557)\n" in write(
        saved(hostile)
    )
    assert link_to("https://a.example/x) [y](z") == "https://a.example/x%29%20%5By%5D%28z"
    assert link_to("data:text/html,x") == ""


@patient
@given(st.lists(wild_saved, max_size=3))
def test_every_paper_is_one_item_whatever_stands_in_it(items):
    text = write(*items)
    text.encode()
    assert len(re.findall("^- ", text, re.MULTILINE)) == len(items)
    assert len(re.findall("^#", text, re.MULTILINE)) == 1
    assert all(line.startswith(("# ", "- ", "  ")) for line in text.split("\n") if line)


@patient
@given(st.text("\\`*_[]<>#|~$&!@ab ", max_size=30))
def test_what_is_escaped_comes_back_without_the_backslashes(text):
    assert re.sub(r"\\(.)", r"\1", escape(text)) == text
