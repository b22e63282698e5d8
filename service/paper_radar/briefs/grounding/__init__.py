"""Grounding: whether what a model said stands in the papers it was given. Pure, and without a model of its own.

`words` makes texts comparable, `quotations`, `numbers`, `names` and `references` each find one thing in them,
`agreement` says whether a statement can be about its passages, `check` puts them together.
"""

from paper_radar.briefs.grounding.check import checked

__all__ = ["checked"]
