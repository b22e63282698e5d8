"""Cue words: which turns of phrase show that a sentence of an abstract tells claim, method, evidence or limits."""

import re

from paper_radar.briefs.sections import Role


def _cues(*pairs: tuple[str, float]) -> tuple[tuple[re.Pattern[str], float], ...]:
    return tuple((re.compile(pattern, re.IGNORECASE), weight) for pattern, weight in pairs)


_WE = (
    r"\b(?:we|i|(?:(?:this|our)(?: [a-z-]+){0,2}?|the(?: present)?) "
    r"(?:paper|work|article|study|letter|note|thesis|report|survey|review|research))"
)
_FOLLOWS_ON = (
    r"^\W*(?:further|furthermore|moreover|additionally|in addition|also|finally|then|next|subsequently|"
    r"second(?:ly)?|third(?:ly)?|"
    r"as a result|consequently|besides)\b"
)
_OF_OTHERS = (
    r"\b(?:existing|previous|prior|current|traditional|conventional|recent|earlier) "
    r"(?:\w+[ -]){0,3}?(?:works?|methods?|approaches|studies|models?|techniques?|research|"
    r"systems?|algorithms?|literature|workflows?|pipelines?|frameworks?|solutions?|tools?|benchmarks?)\b"
)
_TROUBLE = (
    r"\b(?:often|however|suffers? from|struggles? (?:to|with)|overlooks?|ignor(?:e|es|ing)|"
    r"lacks?|underexplored|little is known)\b"
)
_TESTED = (
    r"^\W*(?:extensive |comprehensive |numerical |empirical |our |the |through |"
    r"in )*(?:experiment|evaluation|result|simulation|finding)"
)
_TESTING = (
    r"\b(?:we|i)(?: \w+ly| also| further| then)? (?:conduct|perform|carry out|run|report)(?:ed)? (?:\w+ ){0,4}?"
    r"(?:experiment|evaluation|simulation|ablation|empirical|comparison)"
)
_OUTCOME = r"\b(?:outperform\w*|surpass\w*|exceed(?:s|ed|ing)?|superior\w*|state-of-the-art|sota)\b"

_HOPE = (
    r"\b(?:lays?|pav(?:e|es|ing)|foundation for|contribut(?:e|es|ing) to|serves? as an?|insights into|"
    r"opens? (?:up )?new|(?:holds?|ha[sv]e?|shows?|offers?) (?:\w+ )?(?:potential|promise)|"
    r"promising (?:solution|direction|avenue|approach|tool)|"
    r"(?:offers?|provides?) (?:an? )?(?:\w+ ){0,3}(?:solution|foundation|framework|alternative|tool|template))\b"
)

ROLE_CUES: dict[Role, tuple[tuple[re.Pattern[str], float], ...]] = {
    "claim": _cues(
        (
            _WE + r"(?: \w+ly| also| first| then| thus| therefore)? (?:propos|introduc|present|prov(?:e|es|"
            r"ed)\b|show|argu|demonstrat|establish|"
            r"develop|identif|discover|claim|advocate|describ|report|offer|devis|deriv|design|releas|"
            r"unveil|formali[sz]|formulat|construct|"
            r"giv(?:e|es)\b|obtain|determin|classif|calculat|predict)",
            3.0,
        ),
        # What is proved is the claim, what was studied only its matter.
        (r"\b(?:we|i)(?: \w+ly)? (?:show|prove|establish|disprove|confirm|refute) (?:that|the|a|an)\b", 1.2),
        (
            _WE + r"(?: \w+ly| also| first| then| thus| therefore)? (?:stud(?:y|ies|ied)|investigat|examin|"
            r"explor|analy[sz]|consider|address|aim|"
            r"seek|provid|review|survey|fill|adopt|find|found|reveal|conduct|revisit|focus|suggest|tackle|buil[dt]|trace|bring|place|"
            r"bridge|compar|characteri[sz])",
            2.2,
        ),
        (
            r"\b(?:is|are|was|were) (?:also )?(?:proposed|introduced|presented|developed|studied|investigated|derived|"
            r"established|shown|proved|proven)\b",
            1.8,
        ),
        (r"\bin (?:this|our) (?:paper|work|article|study|letter|note|thesis|report|survey)\b|^\W*here,? we\b", 1.2),
        (
            r"\bto (?:address|bridge|fill|overcome|tackle|resolve|mitigate|solve|close|remedy|"
            r"alleviate) (?:this|these|the|such|both)\b",
            1.0,
        ),
        (
            r"\b(?:purpose|goal|aim|objective|contribution)s? of this\b|\bour (?:main )?(?:contribution|"
            r"goal|aim)\b",
            2.0,
        ),
        (r"\bthe first\b|\bnovel\b|\bnew\b", 0.4),
        (r"(?:本文|我们|本研究|该文).{0,12}(?:提出|证明|研究|给出|建立|介绍|探讨|设计|构建)", 3.0),
        (
            r"^\W*[A-Z][\w-]+(?: \([^()]{1,40}\))? is an? (?:[\w-]+ ){0,4}?"
            r"(?:platform|tool|framework|library|system|data ?set|benchmark|model|method|"
            r"toolkit|package|corpus|simulator|language|algorithm|approach)\b",
            2.4,
        ),
        (r"\bwe\b.{1,120}?\band (?:show|prove|establish|demonstrate)\b", 1.0),
        # A question is the claim where nobody says what is claimed.
        (_WE + r" (?:\w+ )?asks?\b", 1.2),
        (
            r"\bit (?:is|was|remains) (?:still |largely )?(?:unclear|unknown|open|not known) (?:whether|how|if|what)\b",
            1.7,
        ),
        (r"^\W*after \w+ing\b|^\W*(?:this|these|it|they) (?:was|were|is|are|has|have)\b", -1.5),
        (_FOLLOWS_ON, -2.0),
        (_TESTED, -2.0),
        (_TESTING, -2.0),
        (r"^\W*(?:specifically|in particular|concretely|for (?:example|instance))\b", -1.2),
        (_OF_OTHERS, -0.6),
        (_TROUBLE, -0.6),
    ),
    "method": _cues(
        (
            r"\b(?:we|i|our (?:\w+[ -]){0,3}?(?:method|approach|framework|model|algorithm|system|"
            r"pipeline|network|architecture|proof|analysis))"
            r"(?: \w+ly| also| first| then)? (?:us(?:e|es|ed)\b|utili[sz]|employ|leverag|train|appl(?:y|"
            r"ies|ied)|adopt|combin|design|formulat|"
            r"construct|buil[dt]|collect|comput|model|simulat|measur|fine-tun|integrat|incorporat|"
            r"extend|analy[sz]|sampl|"
            r"perform|conduct|relies|rely|cast|decompos|deriv|develop|encod|learn|optimi[sz]|generat|"
            r"create|curate|annotat)",
            2.0,
        ),
        (
            r"^\W*(?:specifically|in particular|concretely|to this end|technically|to achieve this|"
            r"to do so|first(?:ly)?|initially)\b",
            1.5,
        ),
        (
            r"\b(?:key|core|main|central|basic) (?:idea|insight|ingredient|technique|innovation|"
            r"component|contribution)s?\b|\bidea is\b",
            2.0,
        ),
        (
            r"\b(?:consists? of|compris(?:es?|ing)|is composed of|is based on|are based on|"
            r"builds? (?:up)?on|relies on|two-stage|three-stage|"
            r"(?:includes|has|involves) (?:two|three|four|five|several))\b",
            1.4,
        ),
        (r"(?:采用|利用|通过|基于).{1,40}(?:方法|模型|算法|框架|数据)|首先|其次", 2.0),
        (r"\bfirst\b.{0,300}?\bthen\b|\(1\).{0,300}?\(2\)|\(i\).{0,300}?\(ii\)", 1.0),
        (r"\bby (?:\w+ly )?\w+ing\b", 0.8),
        (r"\b(?:based on|using|via|through|leverag(?:es|ing)|with the help of|by means of|making use of)\b", 0.7),
        (
            r"\b(?:employs|introduces|incorporates|integrates|utili[sz]es|combines|adopts|leverages|"
            r"uses|constructs|learns|encodes)\b",
            0.9,
        ),
        (
            r"\b(?:module|mechanism|architecture|loss|pipeline|procedure|objective|encoder|decoder|"
            r"estimator|protocol)s?\b",
            0.4,
        ),
        (_OUTCOME, -1.8),
        (_TESTED, -2.0),
        (_OF_OTHERS, -1.5),
        (_TROUBLE, -1.2),
        (r"\b(?:results|findings) \w+", -0.8),
        (r"\bwe (?:\w+ly )?(?:show|demonstrate|find|observe|prove) that\b|\breduces? the need\b", -1.5),
        (r"\b(?:highlights?|underscores?|demonstrates?|reveals?|suggests?|indicates?|leads? to)\b", -1.2),
        (_HOPE, -1.5),
        (r"\b(?:may|might|could|can help|promising|implications?|insights)\b", -0.8),
    ),
    "evidence": _cues(
        (_OUTCOME, 1.8),
        (r"(?:实验|结果|研究|分析)(?:结果)?(?:表明|显示|证明|发现)|优于", 2.3),
        (
            r"\b(?:experiment\w*|evaluations?|results?|findings?|simulations?|analys[ie]s|tests?|investigations?|"
            r"studies|ablations?)\b.{0,80}?"
            r"\b(?:show|demonstrat|indicat|reveal|suggest|confirm|verif|validat|prove|highlight|"
            r"illustrat|support|establish)",
            2.3,
        ),
        (
            r"\bwe(?: \w+ly| also| further| then| then)? (?:find|found|show|observ|demonstrat|prove|"
            r"achiev|obtain|discover|confirm|report|"
            r"verify that|validate that|conclude|establish|measure|improve|reduce|detect|recover|reveal)",
            1.3,
        ),
        (r"\d\s*(?:\\?%|×|\\times|x\b|times\b|percent|percentage|points?\b|dB\b|-?fold\b|σ|\\sigma|°|hours?\b)", 1.5),
        (
            r"\b(?:achiev(?:e|es|ed|ing)|attain\w*|yield(?:s|ed)|improv(?:es|ed|ing|ements?)|reduc(?:es|"
            r"ed|ing|tions?)|gains?|speed-?ups?|accelerat\w*)\b",
            1.0,
        ),
        (
            r"\b(?:significant(?:ly)?|substantial(?:ly)?|consistent(?:ly)?|effective(?:ness)?|"
            r"competitive|robust(?:ness)?|accuracy|compared (?:to|with))\b",
            0.5,
        ),
        (r"\b(?:evaluat|validat|benchmark)\w*\b", 0.5),
        (_TESTED, 1.0),
        (_TESTING, 0.6),
        (
            r"\b(?:these|our|the|such) (?:\w+ )?(?:results|findings|observations) (?:\w+ly )?(?:cast|point|imply|"
            r"underscore|emphasi[sz]e|stress|challenge|question|contradict|position|provide evidence)",
            2.0,
        ),
        (r"^\W*(?:surprisingly|interestingly|notably|strikingly|remarkably|contrary to|conversely)\b", 0.8),
        (r"\b(?:may|might|could|can help|would|(?:is|are) often)\b", -0.8),
        (r"\bwill (?:\w+ly )?(?:advance|enable|help|facilitate|benefit|accelerate|support)", -1.5),
        (r"\bshow(?:s|ed|ing)? (?:promising|strong|good|excellent|great|high|clear|better|improved)\b", 1.5),
        (_HOPE, -1.5),
        (r"\b(?:theorem|convergence rate|upper bound|lower bound|optimal (?:rate|up to)|if and only if)\b", 0.8),
        (r"\bin this (?:paper|work|article|study|letter)\b|\bwe (?:propose|introduce|present)\b", -2.0),
        (_OF_OTHERS + r".{0,60}\b(?:suffer|ignore|overlook|fail|focus|rely|struggle|lack)", -3.0),
        (r"^\W*(?:however|despite|although|while|to address|to (?:tackle|overcome|bridge))\b", -1.2),
        (
            r"\b(?:is|are) (?:crucial|essential|important|vital|widely)\b|\bhas attracted\b|"
            r"\bhave (?:shown|achieved|demonstrated)\b",
            -1.5,
        ),
    ),
    # Few abstracts tell their limits, and many words of limits tell of the limits of others: only what is sure counts.
    "limits": _cues(
        (
            r"\blimitations? of (?:our|this|the (?:proposed|present)|these (?:results|findings))\b|"
            r"\b(?:our|its|their|current) (?:main )?limitations\b",
            2.5,
        ),
        (
            r"\b(?:discuss|acknowledg|outlin|not)\w*\b.{0,60}\b(?:limitations?|open (?:challenge|"
            r"problem|question)s?|caveats?)\b",
            2.5,
        ),
        (r"\b(?:left|leave|leaving)\b.{0,40}\b(?:future|open)\b", 3.0),
        (
            r"\bfuture (?:work|studies|research|efforts)(?: \w+ly)? (?:is|are|should|will|must|could|needs?|aims?)\b",
            3.0,
        ),
        (
            r"\b(?:further|more|additional) (?:research|work|investigation|studies|study|"
            r"validation)\b.{0,40}\b(?:need|requir|necessary|warrant)",
            3.0,
        ),
        (
            r"\bremains? (?:an? |still |largely |highly )?(?:open|unclear|unknown|challeng|unresolved|"
            r"elusive|difficult|to be|limited|unsolved)",
            2.2,
        ),
        (r"(?:局限|不足)(?:性|之处|在于)|未来(?:的)?(?:工作|研究)", 3.0),
        (r"^\W*(?:however|nevertheless|nonetheless|yet|still|but)\b", 1.0),
        (
            r"^\W*(?:however|nevertheless|nonetheless|yet|still|but)\b.{0,120}?\b(?:not|fails?|failed|"
            r"remain\w*|limited|decrease\w*|lacking|"
            r"struggl\w+|difficult\w*|challeng\w+|cannot|only|worse|poor\w*|less|lower|weak\w*)\b",
            1.4,
        ),
        (
            r"\bat the (?:cost|expense|price) of\b|\bonly (?:when|if|holds|applies)\b|"
            r"(?<!not )\blimited to\b|\bunder the assumption\b",
            1.6,
        ),
        (
            r"\b(?:without|avoid|prevent|mitigat|reduc|overcom|address|tackl|resolv|bridg|alleviat|"
            r"circumvent|remed|solv|surpass)\w*\b.{0,60}\b(?:limit|cost|expense|degrad|open)",
            -5.0,
        ),
        (
            r"\blimitations? (?:of|in) (?:existing|current|previous|prior|traditional|conventional|such|"
            r"standard|state|llm|large)",
            -4.0,
        ),
        (
            r"\b(?:facilitat|support|inspir|guid|enabl|stimulat|pav|encourag|foster|foundation|promot|"
            r"benefit|direction)\w*\b.{0,60}\b(?:future|further|open)\b",
            -4.0,
        ),
        (_OF_OTHERS, -2.0),
        (r"\bunlike\b|\bthese \w+ often\b|\bh(?:as|ave) (?:always |long )?been limited\b|\badoption\b", -4.0),
        (_OUTCOME, -1.5),
        (
            r"\bwe (?:then )?(?:\w+ly )?(?:propose|introduce|present|prove|show)\b|"
            r"\bin this (?:position )?(?:paper|work)\b",
            -3.0,
        ),
    ),
}

_ASIDE = re.compile(
    r"https?://|\bwww\.|\b(?:code|data|dataset|datasets|models?|weights|implementation|demo|"
    r"video|videos|software|resources?|materials?)\b"
    r".{0,60}\b(?:(?:is|are|be|been|made) (?:\w+ )?(?:available|released|open-?sourced?)|"
    r"available at)\b|\bproject (?:page|website)\b|"
    r"\baccepted (?:at|to|by|for)\b|\bextended (?:version|abstract) of\b|^\W*(?:keywords|comments?)\s*:",
    re.IGNORECASE,
)


# "We introduce X, which runs on data that are widely available" is none.
_SAYS_MORE = re.compile(_WE + r" (?:propos|introduc|present|develop|prov|show)", re.IGNORECASE)


def is_aside(sentence: str) -> bool:
    """Whether the sentence tells where code, data or pages are, or the like: true, but no part of a brief."""
    return bool(_ASIDE.search(sentence)) and not _SAYS_MORE.search(sentence)


_NAMED: dict[str, Role] = {
    **dict.fromkeys(("aim", "aims", "objective", "objectives", "purpose"), "claim"),
    **dict.fromkeys(("method", "methods", "methodology", "materials and methods", "approach"), "method"),
    **dict.fromkeys(("result", "results", "findings"), "evidence"),
    **dict.fromkeys(("limitation", "limitations"), "limits"),
}
_NAME = re.compile(r"^\W*([A-Za-z]+(?: and [A-Za-z]+)?)\s*(?::|\.(?=\s))")


def named_role(sentence: str) -> Role | None:
    """The role that a structured abstract gives the sentence by a word of its own ("Methods: We measured …")."""
    name = _NAME.match(sentence)
    return _NAMED.get(name.group(1).lower()) if name else None


_OPENER = re.compile(
    r"(?:furthermore|moreover|additionally|in addition|finally|specifically|in particular|concretely|"
    r"first(?:ly)?|second(?:ly)?|third(?:ly)?|as such|thus|"
    r"therefore|hence|consequently|accordingly|as a result|overall|notably|importantly|also|then|next|here|"
    r"to this end|to do so|to achieve this|(?:motivated|inspired|driven) by (?:this|these|that)(?: [a-z-]+){0,3}|"
    r"(?:building|based) on (?:this|these|that)(?: [a-z-]+){0,2}|for this purpose|with this in mind|"
    r"to [a-z]+(?: with)? (?:this|these|that|those|both|such)(?: [a-z-]+){0,3}|in response|"
    r"to [a-z]+ the (?:[a-z-]+ ){0,2}(?:challenge|gap|issue|problem|limitation|shortcoming|drawback|difficult)[a-z]*|"
    r"in (?:this|the present|our) (?:paper|work|article|study|letter|note|thesis|report|survey)),?\s+(?=\S)",
    re.IGNORECASE,
)
_OPENED = re.compile(r"[A-Za-z]")


_LISTED = re.compile(r"\(?\d\)\s+(?=\S)")


def opener(sentence: str) -> int:
    """How many characters at its beginning only tie it to the sentence before: "To address this gap, "."""
    listed = _LISTED.match(sentence)
    end = listed.end() if listed else 0
    while True:
        match = _OPENER.match(sentence, end)
        if match is None or not (match.group().rstrip().endswith(",") or sentence.startswith("we ", match.end())):
            return end
        if not _OPENED.match(sentence, match.end()):
            return end
        end = match.end()
