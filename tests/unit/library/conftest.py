"""A library on a workspace of its own for each test."""

import pytest

from paper_radar.library.saved import Library
from tests.fakes.workspace import FakeWorkspace
from tests.unit.library.papers import Clock


@pytest.fixture
def workspace():
    return FakeWorkspace()


@pytest.fixture
def library(workspace):
    return Library(workspace, Clock())
