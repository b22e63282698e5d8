"""What is suggested of a file in which anything may stand."""

from paper_radar.papers.model import Paper
from paper_radar.start.suggesting import suggestions


def test_a_megabyte_in_place_of_a_title_is_neither_read_nor_told() -> None:
    words: list[int] = []

    def rarities(terms: object) -> dict[str, float]:
        words.append(len(list(terms)))  # type: ignore[call-overload]
        return {}

    endless = " ".join(f"gradient flow number {n}" for n in range(40_000))
    found = suggestions([Paper(key="url:a", title=endless, abstract=endless, authors=("Difan Zou",) * 5_000)], rarities)
    assert words[0] < 2_000
    told = [*found.authors, *found.topics]
    assert told and max(len(each.why) for each in told) <= 500
