"""Unpacking what is compressed: bounded, whole, and only as it was asked for."""

import gzip
import zlib
from collections.abc import Callable, Iterable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_radar.sources.compression import PIECE, CutError, UnknownCodingError, unpacked

FEED = b"<rss>" + bytes(range(256)) * 40 + b"</rss>"


def bare(content: bytes) -> bytes:
    deflate = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return deflate.compress(content) + deflate.flush()


PACKED: list[tuple[str, Callable[[bytes], bytes]]] = [
    ("", bytes),
    ("identity", bytes),
    ("gzip", gzip.compress),
    ("GZip", gzip.compress),
    ("x-gzip", gzip.compress),
    ("identity, gzip", gzip.compress),
    ("deflate", zlib.compress),
    ("deflate", bare),
]


def whole(pieces: Iterable[bytes], coding: str) -> bytes:
    return b"".join(unpacked(pieces, coding))


@pytest.mark.parametrize(("coding", "pack"), PACKED)
@pytest.mark.parametrize("size", [1, 7, 100_000])
def test_content_comes_out_as_it_went_in(coding: str, pack: Callable[[bytes], bytes], size: int):
    packed = pack(FEED)
    assert whole((packed[at : at + size] for at in range(0, len(packed), size)), coding) == FEED


@given(st.binary(max_size=2000), st.integers(1, 50), st.sampled_from(PACKED))
def test_it_does_so_however_it_is_cut_into_pieces(
    content: bytes, size: int, packed_as: tuple[str, Callable[[bytes], bytes]]
):
    coding, pack = packed_as
    packed = pack(content)
    assert whole((packed[at : at + size] for at in range(0, len(packed), size)), coding) == content


def test_a_body_in_several_members_is_one():
    assert whole([gzip.compress(b"<rss>") + gzip.compress(b"</rss>")], "gzip") == b"<rss></rss>"


@pytest.mark.parametrize("padding", [b"\0" * 100, b"\r\n", b"<!-- served in 3 ms -->"])
def test_what_stands_behind_the_end_is_padding(padding: bytes):
    assert whole([gzip.compress(FEED) + padding], "gzip") == FEED


def test_an_empty_body_is_empty_whatever_it_says():
    assert whole([], "gzip") == whole([], "deflate") == b""


@pytest.mark.parametrize("keep", [1, 9, 12, 200, -1, -8])
@pytest.mark.parametrize(("coding", "pack"), [("gzip", gzip.compress), ("deflate", bare), ("deflate", zlib.compress)])
def test_what_is_cut_is_never_taken_for_the_whole(coding: str, pack: Callable[[bytes], bytes], keep: int):
    packed = pack(FEED)
    cut = packed[:keep]
    if (coding, keep, pack) == ("deflate", -1, bare):
        cut = packed[:-2]
    with pytest.raises((CutError, zlib.error)):
        whole([cut], coding)


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress, bare])
def test_a_bomb_comes_in_small_pieces(pack: Callable[[bytes], bytes]):
    bomb = pack(bytes(20_000_000))
    coding = "gzip" if pack is gzip.compress else "deflate"
    sizes = [len(piece) for piece in unpacked([bomb], coding)]
    assert max(sizes) <= PIECE
    assert sum(sizes) == 20_000_000


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, gzip", "gzip,br", "deflate, gzip", "compress"])
def test_what_nobody_asked_for_and_what_is_packed_twice_is_refused_by_name(coding: str):
    with pytest.raises(UnknownCodingError) as caught:
        whole([gzip.compress(gzip.compress(FEED))], coding)
    assert caught.value.coding == coding


@pytest.mark.parametrize("coding", ["utf-8", "none", "binary"])
def test_a_word_that_names_no_compression_says_nothing(coding: str):
    assert whole([FEED], coding) == FEED


@given(st.binary(max_size=300), st.sampled_from(["gzip", "deflate"]))
def test_garbage_is_refused_or_read_and_never_more(garbage: bytes, coding: str):
    with suppress(CutError, zlib.error):
        whole([garbage], coding)
