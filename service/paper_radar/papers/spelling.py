"""British and American spelling: one of two."""

import re

# Rules by which British words (and those of the ISO and of many journals) become American ones. First match wins.
_NOT_IZE = """
advertise advise arise comprise compromise concise cruise demise devise disguise enterprise exercise expertise franchise
imprecise improvise likewise merchandise noise otherwise paradise praise precise premise promise raise revise rise
supervise surprise televise wise
"""
_KEPT = "|".join(word[:-1] for word in _NOT_IZE.split())
_ENDINGS = "e|ed|es|er|ers|ing|ation|ations|ational|able"
_AMERICAN = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"^(.*)(behavi|col|fav|flav|harb|hon|hum|lab|neighb|vap|tum|arm|endeav|od|rig|vig)our", r"\1\2or"),
        (r"^(.*)(cent|fib|lit|theat|calib|spect|lust|(?:milli|centi|kilo|nano|micro|^)met)re(s)?$", r"\1\2er\3"),
        (r"^(.*)(cent|fib|calib)red$", r"\1\2ered"),
        (r"^(.*)centring$", r"\1centering"),
        (
            rf"^(?!(?:{_KEPT})(?:e|ed|es|er|ers|ing)$)(.{{3,}})is(e|ed|es|er|ers|ing|ation|ations|ational|able)$",
            r"\1iz\2",
        ),
        (r"^(.+)lys(e|ed|er|ers|ing)$", r"\1lyz\2"),
        (
            r"^(mod|lab|chann|tunn|lev|canc|trav|fu|pan|counc|mars?h|unlab|relab|remod)ell(ed|ing|er|ers)$",
            r"\1el\2",
        ),
        (r"^(sign|equ|tot|riv|spir|dia|initi|fin)all(ed|ing|er|ers)$", r"\1al\2"),
        (r"^(catal|dial|anal|monol|epil|prol)ogue", r"\1og"),
        (r"^(.*)sulph", r"\1sulf"),
        (r"^(.*)(an)aesth", r"\1\2esth"),
        (r"^(haem|paed|oestr|foet|oed)", lambda match: match.group(1).replace("ae", "e").replace("oe", "e")),
    )
)
# What one of the rules may be about.
_BRITISH = re.compile(r"our|re[sd]?$|centring|is|lys|ell|all|ogue|sulph|aesth|^(?:haem|paed|oestr|foet|oed)")
# The same, and plurals that the stemmer does not know, word by word.
_WORDS = """
ageing>aging aluminium>aluminum analyses>analysis artefact>artifact artefacts>artifacts corpora>corpus crises>crisis
criteria>criterion defence>defense defences>defenses diagnoses>diagnosis greyscale>grayscale grey>gray
hypotheses>hypothesis indices>index judgement>judgment judgements>judgments licence>license matrices>matrix
offence>offense phenomena>phenomenon practise>practice programme>program programmes>programs sceptic>skeptic
syntheses>synthesis vertices>vertex
"""
_AMERICAN_WORDS = dict(pair.split(">") for pair in _WORDS.split())


def american(word: str) -> str:
    """The American spelling of a folded English word: behaviour, optimisation, modelling."""
    if word in _AMERICAN_WORDS:
        return _AMERICAN_WORDS[word]
    if len(word) < 5 or not _BRITISH.search(word):
        return word
    for pattern, replacement in _AMERICAN:
        changed, count = pattern.subn(replacement, word)
        if count:
            return changed
    return word
