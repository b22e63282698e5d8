"""Topics against the keywords that a reader gave to papers: which papers does a followed keyword hit, and which not?

The labels are `ai_keywords` of recorded Hugging Face days (a model read the paper and named its topics). Run
`python -m tests.benchmarks.topics`; `--wrong N` prints N hits that the labels call wrong and `--missed N` as many
labels that were not found, drawn with a fixed seed, to be judged by hand. docs/topics.md tells what was found.
"""

import argparse
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz, process

from paper_radar.papers.model import Paper
from paper_radar.radar.entries import Entry, Hit
from paper_radar.radar.topics import Topics
from tests.shared import DATA

Words = tuple[str, ...]
Found = dict[str, set[str]]

LEAST = 5
SEED = 20
_IN_BRACKETS = re.compile(r"^(.*?)\s*\(([^()]+)\)(.*)$")


@dataclass(frozen=True, slots=True)
class Labelled:
    """Papers by key; keywords to follow, as written most often; and the keys of the papers that have each of them, by
    the labels alone and with the short names that the labels themselves define ("large language models (LLMs)").
    """

    papers: Mapping[str, Paper]
    keywords: Sequence[str]
    held: Found
    held_by_either_name: Found


def read() -> Labelled:
    """The recorded days. A label is folded (case, hyphens, plurals); "X (Y)" is both X and Y; and a paper has a keyword
    if one of its labels holds the words of it in a row, parted or not: "video diffusion model" is one on "diffusion
    model", "multi-modal" is "multimodal".
    """
    papers: dict[str, Paper] = {}
    labels: dict[str, list[Words]] = {}
    written: dict[str, Counter[str]] = defaultdict(Counter)
    names: dict[str, set[str]] = defaultdict(set)
    for day in sorted((DATA / "huggingface" / "daily").glob("*.json")):
        for item in json.loads(day.read_text(encoding="utf-8")):
            paper = item["paper"]
            key = f"arxiv:{paper['id']}"
            if not paper.get("ai_keywords") or key in papers:
                continue
            papers[key] = Paper(key=key, title=paper["title"], abstract=" ".join(paper["summary"].split()))
            labels[key] = []
            for label in paper["ai_keywords"]:
                bracket = _IN_BRACKETS.match(label)
                parts = [bracket[1] + bracket[3], bracket[2]] if bracket else [label]
                words = [folded(part) for part in parts]
                if bracket and len(words[1]) == 1:
                    long, short = "".join(words[0]), words[1][0]
                    names[long].add(short)
                    names[short].add(long)
                for part, found in zip(parts, words, strict=True):
                    if found:
                        labels[key].append(found)
                        written["".join(found)][part.strip()] += 1
    held: dict[str, set[str]] = defaultdict(set)
    for key, found_in in labels.items():
        for words in found_in:
            for start in range(len(words)):
                for end in range(start + 1, len(words) + 1):
                    held["".join(words[start:end])].add(key)
    keywords = {words: counted.most_common(1)[0][0] for words, counted in written.items() if len(held[words]) >= LEAST}
    return Labelled(
        papers,
        sorted(keywords.values()),
        {text: held[words] for words, text in keywords.items()},
        {text: held[words].union(*(held[name] for name in names[words])) for words, text in keywords.items()},
    )


@cache
def folded(label: str) -> Words:
    return tuple(map(_singular, re.findall(r"[^\W_]+(?:\.\d+)?", label.lower())))


def _singular(word: str) -> str:
    if len(word) > 3 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def hits(labelled: Labelled) -> dict[str, list[tuple[str, Hit]]]:
    """The hits of each keyword with the paper's key."""
    topics = Topics([Entry(id=keyword, kind="topic", value=keyword) for keyword in labelled.keywords])
    found: dict[str, list[tuple[str, Hit]]] = {keyword: [] for keyword in labelled.keywords}
    for key, paper in labelled.papers.items():
        for hit in topics.find(paper):
            found[hit.entry_id].append((key, hit))
    return found


def exact(labelled: Labelled) -> Found:
    texts = {key: f"{paper.title}\n{paper.abstract}" for key, paper in labelled.papers.items()}
    found: Found = {}
    for keyword in labelled.keywords:
        pattern = re.compile(rf"(?<!\w){re.escape(keyword)}(?!\w)", re.IGNORECASE)
        found[keyword] = {key for key, text in texts.items() if pattern.search(text)}
    return found


def fuzzy(labelled: Labelled, scorer: Callable[..., float]) -> Found:
    texts = {key: f"{paper.title}\n{paper.abstract}".lower() for key, paper in labelled.papers.items()}
    return {
        keyword: {
            key for _, _, key in process.extract(keyword.lower(), texts, scorer=scorer, score_cutoff=90, limit=None)
        }
        for keyword in labelled.keywords
    }


def row(name: str, found: Found, labelled: Labelled, keywords: Sequence[str]) -> str:
    """Precision and recall, over all hits and as the mean over keywords, by the labels and by either name."""
    cells = []
    for held in (labelled.held, labelled.held_by_either_name):
        right = [len(found[keyword] & held[keyword]) for keyword in keywords]
        hit = [len(found[keyword]) for keyword in keywords]
        true = [len(held[keyword]) for keyword in keywords]
        precisions = [one / all_ for one, all_ in zip(right, hit, strict=True) if all_]
        recalls = [one / all_ for one, all_ in zip(right, true, strict=True)]
        cells += [sum(right) / max(sum(hit), 1), sum(right) / sum(true)]
        cells += [sum(precisions) / max(len(precisions), 1), sum(recalls) / len(recalls)]
    return f"{name:34} {sum(map(len, (found[keyword] for keyword in keywords))):6} " + " ".join(
        f"{100 * cell:5.1f}" for cell in cells
    )


def table(labelled: Labelled) -> None:
    ours = hits(labelled)
    only: Found = {keyword: {key for key, hit in found if hit.level == "match"} for keyword, found in ours.items()}
    kinds = {
        "topics, match": only,
        "topics, match or possible": {keyword: {key for key, _ in found} for keyword, found in ours.items()},
        "topics, title": {
            keyword: {key for key, hit in found if hit.field == "title" and hit.level == "match"}
            for keyword, found in ours.items()
        },
        "exact phrase": exact(labelled),
        "token_set_ratio >= 90": fuzzy(labelled, fuzz.token_set_ratio),
        "partial_ratio >= 90": fuzzy(labelled, fuzz.partial_ratio),
    }
    print(f"{len(labelled.papers)} papers, {len(labelled.keywords)} keywords of {LEAST} papers or more")
    for label, keywords in (
        ("all keywords", labelled.keywords),
        ("of two words and more", [keyword for keyword in labelled.keywords if len(folded(keyword)) > 1]),
        ("every second keyword", labelled.keywords[::2]),
        ("the other ones (held out)", labelled.keywords[1::2]),
    ):
        print(f"\n{f'{label} ({len(keywords)})':34}   hits   by the labels           by either name")
        print(f"{'':34}        " + "   P     R    mP    mR " * 2)
        for name, found in kinds.items():
            print(row(name, found, labelled, keywords))
    print("\nby rule: hits, right by either name (%)")
    rules: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for keyword, pairs in ours.items():
        for key, hit in pairs:
            rules[hit.level, hit.rule].append(key in labelled.held_by_either_name[keyword])
    for (level, rule), right in sorted(rules.items()):
        print(f"  {level:8} {rule:24} {len(right):6} {100 * sum(right) / len(right):5.1f}")


def wrong(labelled: Labelled, count: int) -> None:
    """Hits at level match that the labels do not have, to be read."""
    pairs = [
        (keyword, key, hit)
        for keyword, found in hits(labelled).items()
        for key, hit in found
        if hit.level == "match" and key not in labelled.held_by_either_name[keyword]
    ]
    for keyword, key, hit in random.Random(SEED).sample(pairs, min(count, len(pairs))):
        paper = labelled.papers[key]
        text = paper.title if hit.field == "title" else paper.abstract
        around = f"{text[max(hit.start - 150, 0) : hit.start]}[[{hit.text}]]{text[hit.end : hit.end + 150]}"
        print(f"{keyword} | {key} | {paper.title} | {hit.field} | {around}\n")


def missed(labelled: Labelled, count: int) -> None:
    """Labels whose papers no hit at level match was found in."""
    ours = hits(labelled)
    pairs = [
        (keyword, key)
        for keyword, held in labelled.held.items()
        for key in sorted(held - {key for key, hit in ours[keyword] if hit.level == "match"})
    ]
    for keyword, key in random.Random(SEED).sample(sorted(pairs), min(count, len(pairs))):
        paper = labelled.papers[key]
        print(f"{keyword} | {key} | {paper.title} | {paper.abstract}\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--wrong", type=int, default=0, metavar="N")
    parser.add_argument("--missed", type=int, default=0, metavar="N")
    asked = parser.parse_args()
    labelled = read()
    if asked.wrong:
        wrong(labelled, asked.wrong)
    elif asked.missed:
        missed(labelled, asked.missed)
    else:
        table(labelled)


if __name__ == "__main__":
    main()
