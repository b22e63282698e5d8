"""Columns that stand straight in a terminal, whatever the names in them are."""

from hypothesis import given
from hypothesis import strategies as some

from paper_radar.cli.columns import columns, cut, width


def test_wide_letters_take_two_places_and_marks_none():
    assert [width(text) for text in ("Nature", "科学通报", "Garci\u0301a", "ＡＢ", "")] == [6, 8, 6, 4, 0]


def test_columns_are_as_wide_as_their_widest_cell_and_numbers_end_flush():
    rows = [("Source", "New"), ("科学通报", "7"), ("arXiv", "1,204")]
    assert list(columns(rows, right=[1])) == [
        "Source      New",
        "科学通报      7",
        "arXiv     1,204",
    ]


def test_a_long_name_is_cut_and_that_is_seen():
    assert cut("Proceedings of the National Academy", 12) == "Proceedings…"
    assert cut("美国国家科学院院刊", 9) == "美国国家…"
    assert cut("PNAS", 4) == "PNAS"


def test_a_name_cannot_move_the_cursor_nor_break_the_line():
    (line,) = columns([("Evil\x1b[2J\r\nFeed\u202eX", "1")])
    assert line == "Evil [2J Feed X  1"


NAMES = some.text(some.characters(exclude_characters="|"), max_size=60)


@given(some.lists(NAMES, min_size=1, max_size=8))
def test_the_second_column_begins_at_the_same_place_in_every_line(names: list[str]):
    begins = {width(line[: line.index("|")]) for line in columns([(name, "|") for name in names])}
    assert len(begins) == 1


@given(some.text(max_size=100), some.integers(1, 50))
def test_what_is_cut_fits(text: str, most: int):
    assert width(cut(text, most)) <= most
