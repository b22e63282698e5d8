"""Orders that are kept, and those that are forgotten."""

from paper_radar.feed.orders import KeptOrders, Order, order_of
from paper_radar.feed.sections import Section


def order(papers: int) -> Order:
    return order_of(range(papers), map("arxiv:{}".format, range(papers)))


def test_an_order_is_found_by_its_token() -> None:
    kept: KeptOrders[str] = KeptOrders()
    one, other = order(3), order(3)
    kept.put(one, "one")
    kept.put(other, "other")
    assert kept.get(one.token) == (one, "one") and kept.get(other.token) == (other, "other")
    assert kept.get("") is None and kept.get("another") is None


def test_the_order_asked_for_least_lately_is_forgotten_first() -> None:
    kept: KeptOrders[None] = KeptOrders(orders=2)
    first, second, third = order(1), order(1), order(1)
    kept.put(first, None)
    kept.put(second, None)
    assert kept.get(first.token)
    kept.put(third, None)
    assert [bool(kept.get(each.token)) for each in (first, second, third)] == [True, False, True]


def test_long_orders_push_others_out_but_never_themselves() -> None:
    kept: KeptOrders[None] = KeptOrders(places=10)
    short, long = order(4), order(40)
    kept.put(short, None)
    kept.put(long, None)
    assert kept.get(short.token) is None and kept.get(long.token) is not None


def test_an_order_that_holds_papers_no_more_is_forgotten() -> None:
    kept: KeptOrders[None] = KeptOrders()
    one = order(1)
    kept.put(one, None)
    kept.forget(one.token)
    kept.forget(one.token)
    assert kept.get(one.token) is None


def test_a_place_knows_its_section() -> None:
    one = order_of([1, 2, 3], "abc", (Section("looked", 0, 1), Section("week", 1, 2)))
    assert [one.section_at(place) for place in range(4)] == ["looked", "week", "week", None]
