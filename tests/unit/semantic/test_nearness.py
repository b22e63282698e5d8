"""Vectors in a byte a dimension, and their cosines."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_radar.semantic.nearness import cosines, packed

vectors = st.lists(st.floats(-1e3, 1e3, width=32), min_size=16, max_size=16).filter(
    lambda values: math.hypot(*values) > 1e-3
)


@given(vectors, vectors)
def test_a_cosine_of_kept_vectors_is_that_of_the_vectors(one: list[float], other: list[float]) -> None:
    true = float(np.dot(one, other) / (np.linalg.norm(one) * np.linalg.norm(other)))
    (found,) = cosines(packed(np.array(one, np.float32)), ["other"], {"other": packed(np.array(other, np.float32))})
    assert found == pytest.approx(true, abs=0.03)  # of 16 dimensions; of 384 the roundings are nearer to nothing


def test_cosines_come_in_the_order_of_the_keys_and_where_no_vector_is_there_is_none() -> None:
    page = packed(np.array([1.0, 0.0]))
    known = {"turned": packed(np.array([0.0, 5.0])), "same": packed(np.array([0.1, 0.0])), "failed": b""}
    found = cosines(page, ["same", "unknown", "turned", "failed"], known)
    assert found == [pytest.approx(1.0), None, pytest.approx(0.0), None]


def test_a_vector_of_another_width_is_none_to_compare_with() -> None:
    assert cosines(packed(np.ones(4)), ["a"], {"a": packed(np.ones(3))}) == [None]


def test_zeros_are_near_to_nothing() -> None:
    assert cosines(packed(np.zeros(4)), ["a", "b"], {"a": packed(np.zeros(4)), "b": packed(np.ones(4))}) == [0.0, 0.0]
    assert packed(np.zeros(0)) == b""
