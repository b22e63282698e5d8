"""The full text of a paper for its brief: sections out of arXiv's HTML, cut to what a prompt has room for."""

from paper_radar.briefs.full_text.fitting import fitted, fitted_for
from paper_radar.briefs.full_text.reading import parts_of
from paper_radar.briefs.full_text.texts import FullTexts

__all__ = ["FullTexts", "fitted", "fitted_for", "parts_of"]
