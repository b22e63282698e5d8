"""What holds for every test."""

from hypothesis import settings

# A deadline would be a timed test: it fails on a busy machine and proves nothing on a quiet one.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
