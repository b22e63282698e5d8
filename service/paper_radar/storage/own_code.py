"""The text of our own modules: what was computed by a rule is stale when the rule has been rewritten."""

from functools import cache
from importlib.resources import files


@cache
def code_of(package: str, names: tuple[str, ...] = ()) -> bytes:
    """The source of the modules of a package, one after the other; of all its modules if none is named."""
    folder = files(package)
    chosen = [f"{name}.py" for name in names] or sorted(
        each.name for each in folder.iterdir() if each.name.endswith(".py")
    )
    return b"".join(folder.joinpath(name).read_bytes() for name in chosen)
