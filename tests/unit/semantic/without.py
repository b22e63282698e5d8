"""The commands in a Python that lacks the packages of the extra: `python -m tests.unit.semantic.without doctor`."""

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType

MISSING = ("onnxruntime", "tokenizers", "numpy")


class Without(PathFinder):
    """Finds what is installed, but for these packages."""

    @classmethod
    def find_spec(
        cls, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        return None if fullname.partition(".")[0] in MISSING else super().find_spec(fullname, path, target)


if __name__ == "__main__":
    sys.meta_path[:] = [Without if finder is PathFinder else finder for finder in sys.meta_path]
    from paper_radar.cli import main

    main()
