"""Settings from the environment."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_radar.config import VARIABLES, Settings, from_environment
from paper_radar.errors import BadInputError


def test_an_empty_environment_is_enough() -> None:
    assert from_environment({}) == Settings()
    assert Settings().host == "127.0.0.1"


def test_lists_are_split_at_commas() -> None:
    assert from_environment({"PAPER_RADAR_CATEGORIES": " cs.LG, math.OC ,"}).categories == ("cs.LG", "math.OC")


NUMBERS = ["PORT", "REFRESH_MINUTES", "ARXIV_INTERVAL", "RETENTION_DAYS"]


@pytest.mark.parametrize("variable", [f"PAPER_RADAR_{name}" for name in NUMBERS])
@pytest.mark.parametrize("wrong", ["many", "-1", "1e99x"])
def test_a_wrong_number_is_refused_by_the_variables_name(variable: str, wrong: str) -> None:
    with pytest.raises(BadInputError, match=variable):
        from_environment({variable: wrong})


@given(st.dictionaries(st.sampled_from(sorted(VARIABLES)), st.text(max_size=20)))
def test_whatever_the_environment_holds_it_is_read_or_refused(environment: dict[str, str]) -> None:
    try:
        from_environment(environment)
    except BadInputError as error:
        assert "PAPER_RADAR" in error.message


def test_the_key_does_not_show_in_logs() -> None:
    assert "gsk_1" not in repr(Settings(groq_api_key="gsk_1"))


@pytest.mark.parametrize(("text", "allowed"), [("1", True), ("true", True), ("ON", True), ("0", False), ("no", False)])
def test_private_feeds_are_allowed_by_a_one_and_not_by_a_zero(text: str, allowed: bool) -> None:
    assert from_environment({"PAPER_RADAR_PRIVATE_FEEDS": text}).private_feeds is allowed


@pytest.mark.parametrize("text", ["2", "maybe", "10.0.0.0/8"])
def test_a_switch_that_is_neither_is_refused_and_not_guessed(text: str) -> None:
    with pytest.raises(BadInputError, match="PAPER_RADAR_PRIVATE_FEEDS must be 1 or 0"):
        from_environment({"PAPER_RADAR_PRIVATE_FEEDS": text})


def test_private_feeds_are_not_allowed_and_90_days_are_kept_until_somebody_says_so() -> None:
    assert (Settings().private_feeds, Settings().retention_days, Settings().feeds) == (False, 90, ())
