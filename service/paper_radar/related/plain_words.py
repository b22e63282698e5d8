"""Words that every paper uses to speak of itself and that name no subject: they stand in no phrase shown to a reader.

Kept by hand, from the words that stood wrongly among the shared ones of 40 pages of the corpus, and their like.
"""

# Verbs, of which every form counts.
_VERBS = """
accelerate accomplish achieve acquire address adjust adopt advance aid aim alleviate allow analyze apply argue arise
assess assume attain avoid become begin benefit bring build capture carry cause choose circumvent combine compare
complement comprise conclude conduct confirm consider consist constitute construct contain contribute create define
deliver demonstrate depend derive describe determine develop devise differ discover discuss document eliminate emerge
emphasize employ empower enable encompass encounter encourage enhance enrich ensure establish evaluate examine exceed
exhibit exist expand explain exploit explore extend facilitate fail find focus follow formulate foster found fulfill
gain give help highlight hinder identify illustrate implement improve include incorporate increase incur indicate
inform inspire integrate interact introduce investigate involve keep know lack lead learn leverage limit maintain
manage meet mitigate modify motivate necessitate need note observe obtain occur offer outperform overcome perform pose
possess preserve produce promote propose prove provide pursue raise reach realize receive recognize recommend reduce
refer reinforce rely remain remove report represent require resolve restrict reveal satisfy seek show solve specify
struggle suffer suggest summarize support surpass sustain tackle take tend think degrade uncover underscore understand
undertake unveil utilize validate verify yield
"""
# Of these only the inflected forms are verbs; the others name things ("test", "design").
_VERBS_AND_NOUNS = """
account approach attempt balance base call challenge change claim cost cover demand design display exhibit focus form
gain hold impact influence link look make model name place play plan present process question range report result
return review run score set start state structure study survey target test train turn use view want work
"""
_OTHERS = """
ability abilities able about accurate awareness content additional adequate advanced alternative ample appropriate
available basic beneficial better best big broad broader central certain challenging clear close closer common compact
comparable competitive complete comprehensive considerable consistent conventional core correct crucial current deeper
desirable desired detailed different difficult distinct diverse easier easy effective efficient emerging empirical
enough entire essential existing extensive extra faster few final fine flexible former further future genuine given
good great greater higher highest huge ideal identical important impressive inadequate inherent initial insightful
intricate intuitive key known larger largest last late later latest latter likely limited little longer lower lowest
main major meaningful minor modern naive necessary negligible new newer newest next notable novel numerous obvious old
ongoing original other overall particular past plausible poor popular possible potential powerful practical precise
preliminary previous principled prior profound prominent promising proper raw real realistic reasonable recent related
relevant reliable remarkable representative respective rich right rigorous scalable secondary seminal serious severe
significant similar simpler smaller smallest sophisticated special specific straightforward stronger subsequent
substantial subtle successful such sufficient suitable superior sure systematic technical technology technologies
thorough total traditional true typical ultimate underlying unexpected unique unprecedented useful usual valid
valuable various vast vital well whole wide widespread wider worse worst across along alone amid apart around aside
back beyond despite else ever except far forward half like near never one two three four five six seven eight nine ten
onto rather since soon still together unlike via yet advantage advantages aim aims amount approach aspect aspects
attempt author authors baseline baselines capability capabilities case cases challenge challenges claim claims
comparison comparisons conclusion conclusions contribution contributions contrast criteria criterion enhancement
enhancements detail details development difficulty direction directions drawback drawbacks effect effectiveness
effects effort efforts evidence example examples experiment experiments extent fact finding findings focus idea ideas
impact impacts implication implications importance improvement improvements initiative insight insights interest
interests issue issues kind kinds lack landscape limitation limitations literature manner means merit merits need
needs notion novelty opportunity opportunities paper papers performance perspective perspectives presence progress
project promise prospect purpose purposes reason reasons research researcher researchers result results scenario
scenarios scope studies study success superiority technique techniques term terms thing things topic topics trend
trends understanding usage use version versions way ways website work works eliciting intelligence optimizing
simulating speculation aware make run train turn want em textbf textit texttt emph mathbf mathrm mathcal mathbb textsc
href url cite footnote
"""
# Nouns that name a subject only with what stands before them ("language model", never "model").
_GENERAL = """
multi cross inter self accuracies accuracy algorithm algorithms analyses analysis application applications
architecture architectures area areas assumption assumptions attention balance behavior behaviour benchmark benchmarks
bound bounds categories category change changes characteristics choice class classes code component components concept
concepts condition conditions constraint constraints context contexts control cost cover data dataset datasets demand
design designs difference differences domain domains efficiency environment environments equation equations error
errors evaluation factor factors feature features field fields file files following form formulation framework
frameworks function functions gap gaps generation goal goals growth guideline guidelines information input inputs
instance instances interaction interactions interface interfaces interval knowledge label labels layer layers level
levels library limit link links list loss mechanism mechanisms method methodology methods metric metrics mode model
models modularity module modules norm norms number numbers object objective objectives objects operation operations
option options order outcome outcomes output outputs parameter parameters part parts pattern patterns phase phases
pipeline pipelines plan plans platform play point points practice practices principle principles problem problems
process processes product products profile properties property protocol protocols quality question questions range
ratio regime region regions relation relations requirement requirements resource resources response responses role
roles row rows rule rules sample samples scale score scores section sequence sequences set sets setting settings
simulation site size solution solutions source sources space spaces speed stage stages state states step steps
strategies strategy structure structures subject subjects survey system systems target targets task tasks test tests
theory time tool tools trial trials type types user users validity value values variable variables varieties variety
view views
"""
# Of what sort a thing is: part of many names ("deep learning", "optimal transport"), but never alone, nor at their end.
_QUALITIES = """
agricultural anonymous clinical cognitive commercial complex computational critical deep demographic digital dynamic
economic educational environmental experimental explicit external fair fast first frozen full fundamental general
global hard harmful high human interactive internal large legal long low malicious massive mathematical medical mental
minimal mobile multiple natural neutral numerical open optimal political primary private relative renewable robust
scientific second semantic simple single small social spatial standard statistical strong symbolic temporal textual
theoretical third unified visual
"""
# Compounds that say of what sort a thing is, and need the thing beside them.
_COMPOUNDS = """
closed-source cost-effective cutting-edge down-stream end-to-end general-purpose ground-breaking high-level
high-performance high-quality in-depth large-scale long-standing long-term low-cost low-level non-trivial
off-the-shelf open-ended open-source open-weight plug-and-play real-life real-time real-world resource-constrained
short-term small-scale state-of-the-art task-specific time-consuming user-friendly well-established well-known
wide-ranging world-wide
"""
_TAILS = (
    "-agnostic -aware -based -centered -centric -centred -constrained -dependent -driven -end -focused -free"
    " -friendly -guided -informed -intensive -like -level -oriented -powered -quality -related -scale -sensitive"
    " -specific -style -wise"
)
_IRREGULAR = """
became began beginning begun brought built chose chosen found gave given held incurred incurring kept knew known led
made making met occurred occurring ran referred referring running setting shown sought taken thought took understood
"""
# Forms made by the rule that are the names of subjects.
_SUBJECTS = "building learning meeting modeling planning playing processing testing training working"


def _inflected(verb: str) -> list[str]:
    if verb.endswith("e"):
        return [f"{verb}d", f"{verb[:-1]}ing"]
    if verb.endswith("y") and verb[-2] not in "aeo":
        return [f"{verb[:-1]}ied", f"{verb}ing"]
    return [f"{verb}ed", f"{verb}ing"]


def _third_person(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeo":
        return f"{verb[:-1]}ies"
    return f"{verb}es" if verb.endswith(("s", "x", "ch", "sh")) else f"{verb}s"


_GENERAL_NOUNS = frozenset(_GENERAL.split())
_ADJECTIVES = frozenset(f"{_QUALITIES} {_COMPOUNDS}".split())
_ENDS = tuple(_TAILS.split())
_FORMS = {form for verb in f"{_VERBS} {_VERBS_AND_NOUNS}".split() for form in _inflected(verb)}
_PLAIN_WORDS = (
    {*_VERBS.split(), *map(_third_person, _VERBS.split()), *_OTHERS.split(), *_IRREGULAR.split(), *_FORMS}
    - _GENERAL_NOUNS
    - frozenset(_SUBJECTS.split())
)


def names_nothing(word: str) -> bool:
    """Whether the word, in lower case, is never part of the name of a subject."""
    return word in _PLAIN_WORDS or (word.endswith("ly") and "-" not in word)


def needs_another(word: str) -> bool:
    """Whether the word, in lower case, names a subject only together with another one."""
    return word in _GENERAL_NOUNS or is_quality(word)


def is_quality(word: str) -> bool:
    """Whether the word, in lower case, says of what sort a thing is, and needs the thing after it."""
    return word in _ADJECTIVES or word.endswith(_ENDS) or word.endswith(("ful", "ous"))


def head(word: str) -> str:
    """What a compound is about: "LLM" of "LLM-based"; of other words, the word."""
    return word.rpartition("-")[0] if word.lower().endswith(_ENDS) else word
