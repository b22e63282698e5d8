"""Why something hit, in plain English, as the popup says it: the rule as a sentence, the text with the words marked."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from paper_radar.briefs.sentences import sentences

Json = Mapping[str, Any]

# By the words of `radar.entries.Hit.rule`, with "_" for "-"; author, topic and category are for rules newer than this.
# The same sentences as in extension/_locales/en: a test compares them.
SENTENCES: Final[Mapping[str, str]] = {
    "author": "“{found}” is {followed}, whom you follow.",
    "topic": "“{found}” is your topic {followed}.",
    "category": "{found} is within {followed}, which you follow.",
    "doubt": "“{found}” may be {followed}: the names agree, but not beyond doubt.",
    "exact": "“{found}” is exactly the name you follow.",
    "same": "“{found}” is the name of {followed}, whom you follow.",
    "family_first": "“{found}” is {followed} with the family name first.",
    "spacing": "“{found}” is {followed} with other spaces or hyphens.",
    "order": "“{found}” is {followed} with the names the other way round.",
    "middle_agrees": "“{found}” is {followed}; the middle names agree too.",
    "middle_missing": "“{found}” is {followed}; one of the two leaves out a middle name.",
    "initials_same": "“{found}” has the surname and the initials of {followed}.",
    "adopted_forename": "“{found}” is {followed}; one of the two adds an adopted forename.",
    "double_surname": "“{found}” is {followed}; one of the two leaves out a second surname.",
    "patronymic": "“{found}” is {followed}; one of the two leaves out the father’s name.",
    "other_spelling": "“{found}” is {followed} in another spelling.",
    "initials": "“{found}” may be {followed}: the surname is the same, but a forename is only an initial.",
    "forename_form": "“{found}” may be {followed}: the surname is the same, and one forename is a form of the other.",
    "prefix": "“{found}” may be {followed}: the surname is the same, and one forename is the beginning of the other.",
    "half_forename": "“{found}” may be {followed}: the surname is the same, and so is half of the forename.",
    "subset": "“{found}” may be {followed}: some of the names are the same.",
    "turned": "“{found}” may be {followed}: the names agree, but which is the surname is in doubt.",
    "transliteration": "“{found}” may be {followed}, written in another spelling.",
    "slip": "“{found}” may be {followed}: the names differ by no more than a letter or two.",
    "surname_initial": "“{found}” may be {followed}: the forename is the same, but the surname is only an initial.",
    "coauthor": "“{found}” is taken for {followed}: the name agrees, and a co-author of theirs is on this paper too.",
    "other_forename": "“{found}” may be {followed}: the surname is the same, and one forename may be an adopted one.",
    "same_person": "“{found}” is {followed}: you have said so.",
    "confirmed_spelling": "“{found}” may be {followed}: on another paper you confirmed a name spelled like this.",
    "namesake": "“{found}” may be {followed}, or another person of that name.",
    "phrase": "“{found}” is your topic, word for word.",
    "phrase_form": "“{found}” is your topic {followed} in another form.",
    "alias": "“{found}” is another form of {followed} that you gave.",
    "one_word_between": "“{found}” may be your topic {followed}: it has the same words with one more among them.",
    "name": "“{found}” is your topic, written exactly so.",
    "abbreviation": "“{found}” is the short or the long name of your topic {followed}.",
    "defined": "“{found}” is short for your topic {followed}, as the abstract says.",
    "other_meaning": "“{found}” may be your topic {followed}, but the paper seems to mean something else by it.",
    "script": "“{found}” is your topic, character for character.",
    "primary": "{found} is the paper’s primary category.",
    "cross_listed": "The paper is cross-listed in {found}.",
}

# By these rules names are the same. Where one of them gives no more than "possible", something else is in doubt.
SAME_NAME = frozenset(
    [
        "same",
        "spacing",
        "order",
        "middle-agrees",
        "middle-missing",
        "initials-same",
        "adopted-forename",
        "double-surname",
        "patronymic",
        "other-spelling",
    ]
)


def sentence(hit: Json) -> str:
    """The rule that found the hit of an answer, as one plain sentence."""
    form = SENTENCES.get(_form(hit)) or SENTENCES[hit["kind"]]
    return form.format(found=hit["text"], followed=hit["value"])


def _form(hit: Json) -> str:
    rule, found, followed = hit["rule"], hit["text"], hit["value"]
    if hit["kind"] == "author" and hit["level"] == "possible" and rule in SAME_NAME:
        return "doubt"
    if rule == "same" and found == followed:
        return "exact"
    if rule == "same" and "," in found and "," not in followed:
        return "family_first"
    if rule == "phrase" and found.lower() != followed.lower():
        return "phrase_form"
    return str(rule).replace("-", "_")


def quotation(paper: Json, hit: Json) -> tuple[str, list[tuple[int, int]]]:
    """The text in which the words of the hit stand, and all spans in it that hits of the same field found: the whole
    title, the name of the author, or of the abstract the sentences around the words. ("", []) for a category.
    """
    field, index = hit["field"], hit["index"]
    if field == "categories":
        return "", []
    text = paper["authors"][index] if field == "authors" else paper[field]
    if text[hit["start"] : hit["end"]] != hit["text"]:
        return hit["text"], [(0, len(hit["text"]))]  # the answer left the text out
    start, end = _around(text, hit["start"], hit["end"]) if field == "abstract" else (0, len(text))
    found = [(each["start"], each["end"]) for each in paper["hits"] if (each["field"], each["index"]) == (field, index)]
    return text[start:end], [(max(a, start) - start, min(b, end) - start) for a, b in found if a < end and b > start]


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    inside = [each for each in sentences(text) if each.start < end and each.end > start]
    return min(start, inside[0].start), max(end, inside[-1].end)


def marked(text: str, spans: Iterable[tuple[int, int]], marks: Sequence[str]) -> str:
    """The text with each span between the two marks; spans that touch or overlap are marked as one."""
    opening, closing = marks
    parts, at = [], 0
    for start, end in _united(spans):
        parts += [text[at:start], opening, text[start:end], closing]
        at = end
    return "".join([*parts, text[at:]])


def _united(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    united: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if united and start <= united[-1][1]:
            united[-1] = (united[-1][0], max(end, united[-1][1]))
        else:
            united.append((start, end))
    return united
