"""Authors as a page shows them: in the part it calls so, under a label that says so, or in the line below the title."""

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile

from paper_radar.pages.names import name_list, person
from paper_radar.pages.visible.blocks import Block

# In a table of fields, in the languages of repositories.
_LABEL_WORDS = """
author authors author(s) by creator creators creator(s) contributor contributors contributor(s) autor autorin autoren
autor(en) verfasser auteur auteurs autore autori autores autor(es) dc.contributor.author dc.creator 作者 著者
"""
LABELS = frozenset(_LABEL_WORDS.split())
_CALLED = (
    "author",
    "authors",
    "creator",
    "creators",
    "contributor",
    "contributors",
    "byline",
    "autor",
    "auteur",
    "auteurs",
)
# What stands in the part that a page calls "authors" and is no author.
_BESIDE_WORDS = """
affiliation affiliations aff info note notes footnote footnotes email correspondence corresponding bio biography
related reference references comment comments instructions guidelines contributions search menu
address institution recommended sidebar login cite
"""
_BESIDE = tuple(_BESIDE_WORDS.split())
_ROLE = re.compile(r"\s*\(([^()]*)\)\s*$")
_OTHER_ROLE = re.compile(
    r"director|advis|supervis|reader|sponsor|editor|referee|examin|committee|translat|publish|orientador|betreuer", re.I
)
_CREATOR = re.compile(r"creator|author", re.I)
_PARTICLE_WORDS = """
de da do dos das del della di du des van von der den ter ten la le el al bin ibn ben y e zu zum af av
"""
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
# Words that stand in headings, affiliations and buttons, in capitals like names.
_NO_NAME_WORDS = """
university université università universität institute institut department faculty school college journal abstract
download volume issue article page pages view search login sign home about press society received accepted published
online email center centre laboratory hospital copyright rights the of for with in on by a an to from how why what is
are more info show all author authors al al. paper code video data arxiv pdf demo supplementary research science free
full text name institution relations information background permission permissions request blog logo
"""
_NO_NAME = frozenset(_NO_NAME_WORDS.split())
_WORD = re.compile(r"[^\W\d_][\w.’'‐-]*\.?", re.UNICODE)
_FOOTNOTES = re.compile(r"[\d*†‡§¶‖∥#⁎✉,⁰¹²³⁴-⁹ᵃ-ᵛ]+$|\[[^\[\]]{0,80}\]|\(\d{4}-\d{4}-\d{4}-\d{3}[\dX]\)")
_SPLIT = re.compile(r"\s*(?:[;|·•\n]|,?\s+(?:and|&|und|et|y|e)\s+|,)\s*")
_SEMICOLON = re.compile(r"\s*[;|]\s*(?:(?:and|&)\s+)?")
_DANGLING = re.compile(r"[\s,;]+(?:and|&|und|et)?\s*$")
_PROFILE = re.compile(r"(?:View\s)?ORCID(?:\s(?:Profile|iD|logo))?", re.I)
_NUMBER = re.compile(r"(?<![\d-])\d{3,}(?![\d-])")
_SIGNED = re.compile(
    r"(?:^|[|·•]\s*|(?:19|20)\d\d,?\s+)(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or|[Dd]i|作者\s*[:：])\s+"
    r"(?P<names>[^\W\d_].{3,150})$"
)
_OTHERS = re.compile(r"\+\s*\d+ (?:more )?(?:co-?)?authors?|(?:and |\+)?\s*\d+ (?:more|other) (?:co-?)?authors?", re.I)
_MOST = 3_000
_CLOSE = 2  # lines below the title
_GAP = 15  # blocks between two authors, with their affiliations, notes and icons
_LONGEST_VALUE = 100  # characters of a field that holds one name
_LONGEST = 3_000  # characters that are looked at as a list of names


def authors(blocks: Sequence[Block], head: Sequence[Block], above: Sequence[Block] = ()) -> tuple[str, ...]:
    """The authors in their order. `head` are the blocks between the title and what follows it (see `head.head_of`),
    `above` those just before the title.
    """
    if _is_shortened(head):
        return ()
    called, anywhere = _called(head), _called(blocks)
    if called and anywhere[: len(called)] == called:
        called = anywhere  # the head ends after some dozens of blocks, in the midst of a long list
    for found in (_labelled(blocks), called, _below_title(head), anywhere, _signed([*above, *head])):
        if found:
            return found[:_MOST]
    return ()


def _is_shortened(head: Sequence[Block]) -> bool:
    """Whether the page shows some of the authors and a button for the others: some of them are the wrong ones."""
    return any(_OTHERS.fullmatch(block.text[:60].strip()) for block in head)


def is_name(text: str) -> bool:
    """Whether the text looks like one person's name: two to six words with capitals, and none that no name holds."""
    words = text.replace(",", " ").split()
    if not 2 <= len(words) <= 6 or len(text) > 60 or any(sign.isdigit() for sign in text):
        return False
    # "A" and "E" within a name are initials: "Dennis A Benson".
    spoken = (word for place, word in enumerate(words) if place == 0 or not (len(word) == 1 and word.isupper()))
    if not _NO_NAME.isdisjoint(word.lower().rstrip(":") for word in spoken):
        return False
    if not all(_WORD.fullmatch(word) for word in words):
        return False
    return all(word[0].isupper() or word.lower() in _PARTICLES for word in words)


def _labelled(blocks: Sequence[Block]) -> tuple[str, ...]:
    for place, block in enumerate(blocks):
        if block.label in LABELS and block.tag not in ("dt", "th") and not _is_label(block):
            values = _of_label(block.label, blocks[place:])
            # Where the values are links, each is one person; the text around them may hold roles and places.
            each = [bare for value in values if value.whole >= 0 and is_name(bare := _bare(value.bare))]
            texts = [value.bare for value in values if value.whole < 0 and value.label == block.label]
            plain = [text for text in texts if _is_creator(text) and len(text) <= _LONGEST_VALUE]
            names = _whole_names(_persons(each)) or _persons(plain)
            if names:
                return names
    return ()


def _of_label(label: str, blocks: Sequence[Block]) -> list[Block]:
    return list(takewhile(lambda block: block.label == label or block.whole >= 0, blocks))


def _is_label(block: Block) -> bool:
    return block.text.strip().rstrip(":").strip().lower() == block.label


def _is_creator(text: str) -> bool:
    role = _ROLE.search(text)
    return not (role and _OTHER_ROLE.search(role[1]))


def _called(blocks: Sequence[Block]) -> tuple[str, ...]:
    """Names in the first part that the page calls its authors, each in an element of its own or all in one."""
    places = [place for place, block in enumerate(blocks) if _is_authors(block)]
    # Further down the page others are called authors: of related papers, of comments.
    near = takewhile(lambda pair: pair[1] - pair[0] <= _GAP, zip(places[:1] + places, places, strict=False))
    own = [blocks[place] for _, place in near]
    named = [(block.whole >= 0, bare) for block in own if is_name(bare := _bare(block.bare))]
    # Where names have elements of their own, the text around these holds all of them, and more.
    parts = any(inline for inline, _ in named)
    each = _persons(bare for inline, bare in named if inline or not parts)
    together = next((listed for block in own if (listed := listed_names(block.bare))), ())
    return max(_whole_names(each), together, key=len)


def _is_authors(block: Block) -> bool:
    return block.within(*_CALLED) and not block.within(*_BESIDE) and not block.is_heading


def _whole_names(names: Sequence[str]) -> tuple[str, ...]:
    """The names without those that are the beginning of another: a given name in an element of its own."""
    plain = [name.replace(".", "") for name in names]
    begun = {" ".join(words[:end]) for words in map(str.split, plain) for end in range(1, len(words))}
    return tuple(name for name, bare in zip(names, plain, strict=True) if bare not in begun)


def listed_names(text: str) -> tuple[str, ...]:
    """The names of a text that is a list of names and nothing else; () for any other."""
    lines = [_DANGLING.sub("", _unbracketed(_PROFILE.sub("", line))) for line in text[:_LONGEST].split("\n")]
    if any(_NUMBER.search(_FOOTNOTES.sub("", line)) for line in lines):
        return ()  # a line of the issue: "Chem. Commun., 2012, 48, 11088"
    # Between semicolons stand "Family, Given"; elsewhere a comma parts two people.
    split = [(_SEMICOLON if ";" in line else _SPLIT).split(line) for line in lines]
    names = [_bare(part) for parts in split for part in parts if any(map(str.isalpha, part))]
    return _persons(names) if names and all(is_name(name) for name in names) else ()


def _below_title(head: Sequence[Block]) -> tuple[str, ...]:
    """The first line or lines below the title that are names and nothing else; the names may be one to a line."""
    names: list[str] = []
    lines = [line for block in head if block.whole < 0 for line in _without_links(block, head).split("\n")]
    for place, line in enumerate(lines[:_MOST]):
        listed = listed_names(line)
        # One name alone is somebody's only where it is the first thing said.
        if listed and (names or len(listed) > 1 or place < _CLOSE):
            names += listed
        elif names:
            break
    return _persons(names)


def _signed(blocks: Sequence[Block]) -> tuple[str, ...]:
    """The names of a line that is signed with them: "December 20, 2016 by Ada Lovelace"."""
    for block in blocks:
        signed = _SIGNED.search(block.bare) if len(block.bare) < 200 else None
        if signed and (names := listed_names(signed["names"])):
            return names
    return ()


def _without_links(block: Block, head: Sequence[Block]) -> str:
    """The text without what leads elsewhere at its end: "Ada Lovelace, Alan Turing [arXiv] [Code]"."""
    text = block.bare
    parts = [part for part in head if part.whole >= 0 and part.tag == "a" and not is_name(_bare(part.bare))]
    for part in reversed(parts):
        if len(part.bare) < 20:
            text = text.rstrip(" []|·/").removesuffix(part.bare)
    return text


def _persons(texts: Iterable[str]) -> tuple[str, ...]:
    return name_list([_unbracketed(text[:_LONGEST]) for text in texts])


def _unbracketed(text: str) -> str:
    return _ROLE.sub("", re.sub(r"\[[^\[\]]{0,200}\]", "", text)).strip()


def _bare(text: str) -> str:
    text = _PROFILE.sub("", text[:200])
    former = None
    while former != text:
        former, text = text, _FOOTNOTES.sub("", text.strip(" ,;.·")).strip()
    return text if person(text) else ""
