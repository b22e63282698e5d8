"""A brief without a model: sentences of the papers themselves, each a quotation, in the original language."""

from collections.abc import Sequence

from paper_radar.briefs.extractive.beside import statements_beside
from paper_radar.briefs.extractive.one import statements_of_one
from paper_radar.briefs.extractive.quoting import read
from paper_radar.briefs.extractive.several import statements_of_several
from paper_radar.briefs.material import Material
from paper_radar.briefs.sections import Language, Length
from paper_radar.briefs.statements import Kind, Statement


def extract(kind: Kind, material: Sequence[Material], language: Language, length: Length) -> tuple[Statement, ...]:
    """The statements of the brief in the order of the kind's sections; () if no paper has any text.

    One paper: sentences of it. Beside and several: sentences, too, and in `language` which words the papers share, with
    the sentences in which these stand. A statement of the section "radar" may be without a passage, where the paper
    spells what is followed in another way.
    """
    papers = read(material)
    if not any(one.abstract for one in papers):
        return ()
    if kind == "paper":
        return tuple(statements_of_one(papers[0], language, length))
    if kind == "beside":
        return tuple(statements_beside(papers, language, length))
    return tuple(statements_of_several(papers, language, length))
