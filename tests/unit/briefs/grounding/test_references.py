"""Papers that a statement names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_radar.briefs.grounding.references import is_known, references_in


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("It improves on [1] and [2, 3].", [1, 2, 3]),
        ("Paper 2 differs from paper #3.", [2, 3]),
        ("论文2优于论文 [3]，见第一篇和第 4 篇", [1, 2, 3, 4]),
        ("Values in [0, 1] of 2 papers.", []),
        ("Nothing of the kind (1), 2.", []),
    ],
)
def test_papers_named_by_number_are_found(text, numbers):
    assert sorted(number for number, _ in references_in(text).numbers) == numbers


@pytest.mark.parametrize(
    ("text", "works"),
    [
        ("See arXiv:2503.11742v2.", ["arXiv:2503.11742v2"]),
        ("See 2503.11742 and hep-th/9901001.", ["2503.11742", "hep-th/9901001"]),
        ("See https://evil.example/x?y=1, or www.evil.example.", ["https://evil.example/x?y=1", "www.evil.example"]),
        ("见 10.1038/s41586-020-2649-2。", ["10.1038/s41586-020-2649-2"]),
        ("A loss of 1234.5678 and 0.12345.", []),
    ],
)
def test_ids_dois_and_addresses_are_found(text, works):
    assert sorted(references_in(text).works) == sorted(works)


def test_what_is_left_has_no_numbers_of_papers():
    read = references_in("Paper 2 gains 5% over [1], see arXiv:2503.11742.")
    assert read.rest.split() == ["gains", "5%", "over", ",", "see", "."]
    assert len(read.rest) == len("Paper 2 gains 5% over [1], see arXiv:2503.11742.")


@pytest.mark.parametrize(
    "work",
    ["arXiv:2503.11742", "2503.11742v1", "https://arxiv.org/abs/2503.11742", "doi:10.1000/XYZ", "github.com/a/b"],
)
def test_a_paper_of_the_brief_is_known(work):
    ids = ["2503.11742v1", "10.1000/xyz", "http://www.arxiv.org/abs/2503.11742/", ""]
    assert is_known(work, ids, ["The code is at https://github.com/a/b."])


@pytest.mark.parametrize("work", ["arXiv:2503.11743", "2503.11742v9", "10.1000/xyzw", "https://github.com/a/evil"])
def test_any_other_is_not(work):
    assert not is_known(work, ["2503.11742v1", "10.1000/xyz", ""], ["The code is at https://github.com/a/b."])


@given(st.text(alphabet="[]0123456789.,v:/ arxivdoi论文第篇http-", max_size=100))
def test_any_text_keeps_its_length(text):
    assert len(references_in(text).rest) == len(text)
