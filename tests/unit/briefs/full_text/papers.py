"""A paper with a full text of our own making, in the shape of arXiv's HTML."""

from paper_radar.papers.model import Paper
from tests.standins.arxiv.html import appendix, cited, displayed, footnote, formula, page, table

KETTLE = Paper(
    key="arxiv:2602.11557",
    arxiv_id="2602.11557",
    version=2,
    title="Kettles that Know When to Stop: Thermal Margins for Boiling Agents",
    authors=("Ada Brewer", "Lin Pot"),
    abstract="We study when a kettle should stop. Our margin rule saves 31% of the energy on four kitchens.",
    primary_category="cs.LG",
    categories=("cs.LG",),
)
FILLER = "The water warms at a rate that depends on the kitchen, on its altitude and on the patience of who waits. " * 4
STOPS = displayed(r"T\geq\hat{T}-\gamma")
SECTIONS = {
    "Introduction": [
        f"Boiling is costly {cited('(Steam, 2019)')}. {cited('Brewer et al. (2024)')} stop after {formula('t_{0}=90')} "
        f"seconds.{footnote('Measured at sea level.')} We propose the margin rule, which stops early. {FILLER}",
        f"Our contributions are three: a rule, a proof, and four kitchens. {FILLER}",
    ],
    "Related Work": [f"Others have boiled before. {FILLER}", f"Tea came first. {FILLER}"],
    "Method": {
        "The margin rule": [
            f"We stop as soon as{STOPS}holds for the thermometer. {FILLER}",
            '<div class="ltx_theorem"><h6 class="ltx_title ltx_runin ltx_title_theorem"><span class="ltx_tag">'
            "Theorem 1</span> (Safety).</h6><div class=ltx_para><p class=ltx_p>No tea is ruined.</p></div></div>",
            '<div class="ltx_proof"><div class="ltx_para"><p class="ltx_p">By contradiction.</p></div></div>',
        ],
    },
    "Experiments": {
        "Four kitchens": [
            f"The rule saves 31% of the energy compared to the whistle, and never fails in Table 1. {FILLER}",
            table("Energy per litre.", "whistle 112 kJ"),
            '<figure class="ltx_figure"><img class="ltx_graphics" alt="Refer to caption" src="x1.png">'
            '<figcaption class="ltx_caption"><span class="ltx_tag ltx_tag_figure">Figure 2: </span>Curves.</figcaption>'
            "</figure>",
        ],
        "Ablations": [f"Without the margin, 12 of 40 kettles boil over. {FILLER}"],
    },
    "Conclusion": [f"A kettle can know when to stop. {FILLER}"],
    "Limitations": ["We assume a lid; kettles without one lose heat in ways that the rule does not see."],
    "Acknowledgments": ["We thank the department of tea for its funding."],
}
PAGE = page(KETTLE, SECTIONS, end=appendix("Recipes", "Take a kettle and fill it."))
