"""What holds for every test."""

import os

from hypothesis import settings

# A deadline would be a timed test: it fails on a busy machine and proves nothing on a quiet one.
settings.register_profile("untimed", deadline=None)
# What lands is decided by the change, not by the draw: a find of wild input is for the desk, where it can be mended.
settings.register_profile("landing", deadline=None, derandomize=True)
settings.load_profile("landing" if os.environ.get("CI") else "untimed")
