"""The words of a brief's form."""

import re

import pytest

from paper_radar.briefs.sections import LABELS, LANGUAGES, ROLES
from paper_radar.briefs.statements import KINDS, SECTIONS
from paper_radar.briefs.text import PAPERS
from tests.shared import ROOT


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_section_of_every_kind_has_a_name_of_its_own_in_every_language(language):
    names = LABELS[language]
    assert set(names) == {section for kind in KINDS for section in SECTIONS[kind]}
    assert len(set(names.values())) == len(names)


def test_the_sections_that_sentences_fill_are_sections_of_a_brief_of_one_paper():
    assert set(ROLES) < set(SECTIONS["paper"])


def test_a_copied_brief_calls_its_sections_what_the_extension_calls_them():
    module = (ROOT / "extension" / "shared" / "brief-sections.js").read_text(encoding="utf-8")
    shown = {name: (en, zh) for name, en, zh in re.findall(r"^  (\w+): \['(.+?)', '(.+?)'\],$", module, re.MULTILINE)}
    assert shown.pop("papers") == (PAPERS["en"], PAPERS["zh_CN"])
    assert shown == {section: (LABELS["en"][section], LABELS["zh_CN"][section]) for section in LABELS["en"]}
