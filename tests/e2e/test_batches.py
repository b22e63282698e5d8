"""The next batch is the next slice of one stable order, and the way back leads to the same papers."""

from tests.e2e.papers import MUON, own
from tests.e2e.popup import Popup
from tests.e2e.reader import Reader

NEXT, BACK = "Next batch ↻", "↺ Back"


def turns(popup: Popup, button: str) -> list[str]:
    """The titles after a turn of the batch."""
    before = popup.rows()
    popup.click("button", button)
    popup.wait_for(lambda: popup.rows() != before, "another batch")
    return [row.title for row in popup.rows()]


def test_next_batch_and_back_walk_one_stable_order(reader: Reader):
    with reader.clicks_the_button(reader.opens(own()[MUON])) as popup:
        first = [row.title for row in popup.wait_for_rows()]
        second = turns(popup, NEXT)
        assert len(first) == 10
        assert not set(first) & set(second)
        assert turns(popup, BACK) == first
        assert turns(popup, NEXT) == second
        assert popup.rows()[0].text.startswith("11.")


def test_the_order_is_the_same_when_the_popup_is_opened_again(reader: Reader):
    page = reader.opens(own()[MUON])
    with reader.clicks_the_button(page) as popup:
        first = [row.title for row in popup.wait_for_rows()]
        second = turns(popup, NEXT)
    with reader.clicks_the_button(page) as popup:
        assert [row.title for row in popup.wait_for_rows()] == first
        assert turns(popup, NEXT) == second


def test_saving_in_the_second_batch_leaves_the_reader_there(reader: Reader):
    with reader.clicks_the_button(reader.opens(own()[MUON])) as popup:
        popup.wait_for_rows()
        second = turns(popup, NEXT)
        popup.click("button", f"Save: {second[2]}")
        popup.wait_for_text("Saved")
        assert [row.title for row in popup.rows()] == second
