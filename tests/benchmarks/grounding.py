"""Grounding, measured: what is found of altered answers, what of true ones is refused, and how long it takes.

`python -m tests.benchmarks.grounding` prints three tables: 50 answers of which 20 are altered (a statement each), the
same with 10 more seeds, and statements written by hand, in which what is false is worded like what is true.
"""

import random
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from paper_radar.briefs.grounding import checked, words
from paper_radar.briefs.grounding import names as name_checks
from paper_radar.briefs.grounding import numbers as number_checks
from paper_radar.briefs.grounding import quotations as quotation_checks
from paper_radar.briefs.grounding import told as told_checks
from paper_radar.briefs.material import Material, Part, of_abstract
from paper_radar.briefs.sentences import sentences
from paper_radar.briefs.statements import RawStatement, Statement
from paper_radar.papers.model import Paper
from paper_radar.papers.text import plain
from tests.benchmarks import grounding_held_out
from tests.benchmarks.grounding_answers import ALTERED, Answer, answers
from tests.benchmarks.grounding_cases import FALSE, TRUE, Case
from tests.benchmarks.papers import corpus

SEED = 6
_MORE_SEEDS = range(100, 110)
_RUNS = 40


@dataclass(slots=True)
class Score:
    """`missed` names the ways of alteration that were not seen, `refused` holds true statements that were."""

    altered: int = 0
    true: int = 0
    missed: list[tuple[str, RawStatement]] = field(default_factory=list)
    refused: list[Statement] = field(default_factory=list)

    def line(self, what: str) -> str:
        return (
            f"{what:<34} altered {self.altered:>4}  found {self.altered - len(self.missed):>4}  missed "
            f"{len(self.missed):>3}   true {self.true:>5}  refused {len(self.refused):>3}"
        )


def score(made: Iterable[Answer]) -> Score:
    """Each statement of each answer, checked."""
    score = Score()
    for answer in made:
        for at, raw in enumerate(answer.said):
            statement = checked(raw, answer.material, answer.kind)
            assert statement is not None
            if at == answer.altered:
                score.altered += 1
                score.missed += [(answer.how, raw)] if statement.is_supported else []
            else:
                score.true += 1
                score.refused += [] if statement.is_supported else [statement]
    return score


def by_hand(papers: Sequence[Paper], true: Sequence[Case], false: Sequence[Case]) -> Score:
    """The statements of `grounding_cases` or `grounding_held_out`."""
    of_id = {paper.arxiv_id: paper for paper in papers}
    score = Score(altered=len(false), true=len(true))
    for cases in (true, false):
        for case in cases:
            statement = _of_case(case, of_id[case[0]])
            if cases is true and not statement.is_supported:
                score.refused.append(statement)
            elif cases is false and statement.is_supported:
                score.missed.append(("by hand", RawStatement(statement.section, statement.text)))
    return score


def _of_case(case: Case, paper: Paper) -> Statement:
    quote = sentences(paper.abstract)[case[1]].text
    if len(case) == 4:
        assert case[3][0] in quote, case
        quote = quote.replace(*case[3])
    statement = checked(RawStatement("claim", case[2], ((1, quote),)), [of_abstract(1, paper)], "paper")
    assert statement is not None
    return statement


def milliseconds(papers: Sequence[Paper]) -> dict[str, list[float]]:
    """Processor time of a full brief's checks, nothing kept from before: 12 statements about 10 abstracts, and about
    one paper of about 24 kB (what a minute of 8,000 tokens holds), each in `_RUNS` runs. A third of the
    quotations is not there, which takes longest."""
    chance = random.Random(SEED)
    usable = [paper for paper in chance.sample(papers, 600) if len(sentences(paper.abstract)) >= 6]
    took: dict[str, list[float]] = {"10 abstracts": [], "full text": []}
    for _ in range(_RUNS):
        chosen = chance.sample(usable, 40)
        ten = [of_abstract(at, paper) for at, paper in enumerate(chosen[:10], 1)]
        parts = tuple(Part(f"{at} Section", paper.abstract) for at, paper in enumerate(chosen[:18]))
        long = [Material(1, chosen[0], parts, origin="html")]
        for name, material in (("10 abstracts", ten), ("full text", long)):
            said = list(_twelve(chance, material, chosen[-1]))
            _forget()
            begun = time.process_time()
            for raw in said:
                checked(raw, material, "several")
            took[name].append((time.process_time() - begun) * 1000)
    return took


def _twelve(chance: random.Random, material: Sequence[Material], stranger: Paper) -> Iterable[RawStatement]:
    for at in range(12):
        one = chance.choice(material)
        part = chance.choice(one.parts)
        sentence = chance.choice(sentences(part.text)).text
        quote = sentence if at % 3 else chance.choice(sentences(stranger.abstract)).text
        yield RawStatement("theme", sentence, ((one.number, quote),))


def _forget() -> None:
    """Nothing of the papers is known; what is kept of single words stays, as in a service that has run for a while."""
    for module in (words, name_checks, number_checks, quotation_checks, told_checks):
        for value in vars(module).values():
            if hasattr(value, "cache_clear") and value.__name__ not in ("key_of", "_form", "of_english"):
                value.cache_clear()


def worst() -> dict[str, float]:
    """The 95th percentile of `milliseconds`."""
    return {name: sorted(took)[int(len(took) * 0.95)] for name, took in milliseconds(papers_to_check()).items()}


@lru_cache(maxsize=1)
def papers_to_check() -> list[Paper]:
    """Some of the recorded papers, and those of the statements by hand, readable as the sources make them."""
    by_hand = {case[0] for case in (*TRUE, *FALSE, *grounding_held_out.TRUE, *grounding_held_out.FALSE)}
    all_papers = corpus()
    some = [one for one in all_papers if one.arxiv_id in by_hand] + random.Random(SEED).sample(all_papers, 4000)
    return [replace(one, title=plain(one.title), abstract=plain(one.abstract)) for one in some]


def main() -> None:
    papers = papers_to_check()
    first = score(answers(papers, SEED))
    assert first.altered == ALTERED
    print(first.line(f"50 answers (seed {SEED})"))
    more = score(answer for seed in _MORE_SEEDS for answer in answers(papers, seed))
    print(more.line(f"{50 * len(_MORE_SEEDS)} answers ({len(_MORE_SEEDS)} seeds)"))
    hand = by_hand(papers, TRUE, FALSE)
    print(hand.line("by hand"))
    held = by_hand(papers, grounding_held_out.TRUE, grounding_held_out.FALSE)
    print(held.line("by hand, nothing mended for them"))
    for name, ms in worst().items():
        print(f"12 statements about {name}: {ms:.1f} ms (95th percentile of {_RUNS})")
    print("missed by way:", dict(Counter(how for how, _ in more.missed)))
    if "--show" in sys.argv:
        for how, raw in first.missed + more.missed + hand.missed + held.missed:
            print("MISSED ", how, "|", raw.text, "|", raw.support)
        for statement in first.refused + more.refused + hand.refused + held.refused:
            print("REFUSED", [(one.fault, one.text) for one in statement.problems], "|", statement.text)


if __name__ == "__main__":
    main()
