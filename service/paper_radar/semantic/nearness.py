"""How near vectors are to one another. Pure; numpy, which a model brings along, is imported when it is first needed.

A vector is kept as one signed byte a dimension, scaled so that its largest component is 127: a cosine does not depend
on the scale, and 384 bytes a paper give it to within 0.01.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MOST = 127


def packed(vector: "NDArray[np.floating[Any]]") -> bytes:
    """The vector, of one dimension and any length, as it is kept; zeros stay zeros."""
    import numpy as np

    largest = float(np.abs(vector).max(initial=0.0))
    scaled = vector * (_MOST / largest) if largest > 0 else vector
    return bytes(np.rint(scaled).astype(np.int8).data)


def cosines(page: bytes, keys: Sequence[str], vectors: Mapping[str, bytes]) -> list[float | None]:
    """The cosine of each paper's vector with that of the page, in the order of the keys; None where there is none."""
    import numpy as np

    known = [key for key in keys if len(vectors.get(key, b"")) == len(page)]
    rows = np.frombuffer(b"".join(vectors[key] for key in known), np.int8).reshape(len(known), len(page))
    papers = rows.astype(np.float32)
    of_page = np.frombuffer(page, np.int8).astype(np.float32)
    # einsum and not `@`, which would wake a pool of threads for a tenth of a millisecond's work.
    squares = np.einsum("pd,pd->p", papers, papers) * np.einsum("d,d->", of_page, of_page)
    products = np.einsum("pd,d->p", papers, of_page)
    found = dict(zip(known, (products / np.sqrt(np.maximum(squares, 1.0))).tolist(), strict=True))
    return [found.get(key) for key in keys]
