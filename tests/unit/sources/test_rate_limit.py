"""What a server says of how many requests it still allows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_radar.sources.rate_limit import LONGEST, RateLimit, rate_limit


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ('"api";r=489;t=120', RateLimit(489, 120.0)),
        ('"api"; r=0; t=7', RateLimit(0, 7.0)),
        ("api;t=7;r=3", RateLimit(3, 7.0)),
        ('"api";r=489;t=120, "resolvers";r=2;t=60', RateLimit(2, 60.0)),
        ('"api";r=5;t=31536000', RateLimit(5, LONGEST)),
        ('"api";r=489', None),
        ('"api";r=-1;t=10', None),
        ('"api";r=1.5;t=10', None),
        ("", None),
        ("100", None),
    ],
)
def test_the_tightest_limit_told_is_read(header: str, told: RateLimit | None):
    assert rate_limit({"ratelimit": header} if header else {}) == told


@given(st.text())
def test_any_header_is_a_limit_or_none(header: str):
    limit = rate_limit({"ratelimit": header})
    assert limit is None or (limit.left >= 0 and 0 <= limit.resets_in <= LONGEST)
