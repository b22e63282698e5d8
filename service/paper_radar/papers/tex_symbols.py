"""What TeX commands stand for in Unicode: symbols, accents, fonts, superscripts and subscripts."""

import unicodedata
from collections.abc import Mapping

from pylatexenc.latex2text import get_default_latex_context_db


def _pylatexenc_symbols() -> dict[str, str]:
    """Its table of commands without arguments. Mathematical alphabets beyond the BMP (𝕀) become plain letters: few
    fonts have them, and spans counted in Python and in JavaScript agree only within the BMP."""
    specs = get_default_latex_context_db().iter_macro_specs()
    symbols = {spec.macroname: spec.simplify_repl for spec in specs if isinstance(spec.simplify_repl, str)}
    return {
        name: unicodedata.normalize("NFKC", symbol) if any(letter > "\uffff" for letter in symbol) else symbol
        for name, symbol in symbols.items()
        if symbol and not set(symbol) & set("%<")
    }


SYMBOLS: Mapping[str, str] = _pylatexenc_symbols() | {
    "epsilon": "ε",
    "phi": "φ",
    "star": "*",
    "ast": "*",
    "prime": "′",
    "deg": "°",
    "degree": "°",
    "ddagger": "‡",
    "colon": ":",
    "cdots": "…",
    "|": "‖",
    "S": "§",
    "P": "¶",
    "copyright": "©",
    "pounds": "£",
    "euro": "€",
    "textgreater": ">",
    "textless": "<",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textunderscore": "_",
    "lbrack": "[",
    "rbrack": "]",
    "LaTeX": "LaTeX",
    "TeX": "TeX",
    "eg": "e.g.",
    "ie": "i.e.",
    "etal": "et al.",
    "etc": "etc.",
    "item": " • ",
    "par": " ",
    "newline": " ",
    "quad": " ",
    "qquad": " ",
    "space": " ",
    "%": "%",
    "'": "′",
    "/": "",
    "-": "",
    "!": "",
    "@": "",
    ">": " ",
    "\n": " ",
    "\t": " ",
}

_OPERATORS = """
arg argmax argmin cos cosh cot det dim exp gcd hom inf ker lim liminf limsup ln log max min mod poly polylog
Pr rank sgn sign sin sinh span sup tan tanh tr Tr diag supp vol GL SL SU SO Re Im
"""
OPERATORS = frozenset(_OPERATORS.split())

# Combining marks by command: those of text, then those of mathematics. A mark over several letters is left out.
ACCENTS: Mapping[str, str] = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "d": "\u0323",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
    "grave": "\u0300",
    "acute": "\u0301",
    "hat": "\u0302",
    "widehat": "\u0302",
    "tilde": "\u0303",
    "widetilde": "\u0303",
    "bar": "\u0304",
    "overline": "\u0304",
    "breve": "\u0306",
    "dot": "\u0307",
    "ddot": "\u0308",
    "mathring": "\u030a",
    "check": "\u030c",
    "vec": "\u20d7",
}

# Double-struck letters of the BMP, which all fonts have; every other alphabet is shown as plain letters.
DOUBLE_STRUCK = str.maketrans("CHNPQRZ", "ℂℍℕℙℚℝℤ")

# Commands whose argument is text even within mathematics.
TEXT_FONTS = frozenset(
    ["text", "textrm", "textit", "textbf", "textsf", "texttt", "textsc", "textup", "textnormal", "mbox", "hbox", "emph"]
)

# Commands that only change the look, and what is dropped together with its arguments.
_DECLARATIONS = """
bf em it rm sc sf sl tt bfseries itshape scshape ttfamily boldmath unboldmath displaystyle textstyle scriptstyle tiny
small large Large LARGE huge normalsize left right big Big bigg Bigg bigl bigr Bigl Bigr limits nolimits xspace
noindent centering protect relax allowbreak hfill smallskip medskip bigskip newpage
"""
_DROPPED = """
cite citep citet citealp citealt citeauthor citeyear parencite textcite ref eqref cref Cref autoref label thanks
hspace vspace includegraphics begin end color phantom hphantom vphantom tag bibliography input include
"""
DECLARATIONS = frozenset(_DECLARATIONS.split())
DROPPED = frozenset(_DROPPED.split())

SUPERSCRIPTS = str.maketrans(
    "0123456789+-−=()niabcdefghjklmoprstuvwxyzTKLMNDBAGHIJOPRUVWE⊤",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱᵃᵇᶜᵈᵉᶠᵍʰʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀᴷᴸᴹᴺᴰᴮᴬᴳᴴᴵᴶᴼᴾᴿᵁⱽᵂᴱᵀ",
)
SUBSCRIPTS = str.maketrans("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
