"""What holds for every test."""

import os

import pytest
from hypothesis import settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

# A deadline would be a timed test: it fails on a busy machine and proves nothing on a quiet one.
settings.register_profile("untimed", deadline=None)
# What lands is decided by the change, not by the draw: a find of wild input is for the desk, where it can be mended.
settings.register_profile("landing", deadline=None, derandomize=True)
settings.load_profile("landing" if os.environ.get("CI") else "untimed")


class _OneBrowser(LoadScopeScheduling):
    """Shares the files out among the processes; all browser cases go to one, for they share a browser and a service.

    A mark of xdist (`xdist_group`) would say the same, but xdist 3.8 writes it where pytest 9.2 does not look.
    """

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return "browser" if file.startswith("tests/e2e/") else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    return _OneBrowser(config, log)
