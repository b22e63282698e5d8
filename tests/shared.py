"""Where the recorded data lie: ../shared beside the project. Where it is absent, just those cases are passed over."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
DATA = SHARED / "data"

needs_shared = pytest.mark.skipif(
    not DATA.is_dir(), reason="the recorded data (../shared/data) are not beside this checkout"
)
