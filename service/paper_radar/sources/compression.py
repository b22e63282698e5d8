"""What is compressed, unpacked piece by piece: no piece grows beyond a bound, and what was cut off is seen."""

import zlib
from collections.abc import Iterable, Iterator

PIECE = 64 * 1024
# By the words of Content-Encoding (RFC 9110 §8.4.1). Others exist, but we ask for gzip alone.
_GZIP = frozenset({"gzip", "x-gzip"})
_NOT_ASKED_FOR = frozenset({"br", "zstd", "compress", "x-compress", "dcb", "dcz"})
_GZIP_BITS, _ZLIB_BITS, _RAW_BITS = 16 + zlib.MAX_WBITS, zlib.MAX_WBITS, -zlib.MAX_WBITS
_MEMBER = b"\x1f\x8b"


class CutError(Exception):
    """The compressed data ends before its end."""


class UnknownCodingError(Exception):
    """It is compressed in a way that nobody asked for, or twice; `coding` is what was said."""

    def __init__(self, coding: str) -> None:
        super().__init__(coding)
        self.coding = coding


def unpacked(pieces: Iterable[bytes], coding: str) -> Iterator[bytes]:
    """The content of a body that came in `pieces` under this Content-Encoding, in pieces of at most PIECE bytes.

    Words that name no compression ("utf-8" has been seen) say nothing. Raises UnknownCodingError, CutError, zlib.error
    for what is not compressed as it says.
    """
    words = [word for word in (part.strip().lower() for part in coding.split(",")) if word not in ("", "identity")]
    if any(word in _NOT_ASKED_FOR for word in words) or len(words) > 1:
        raise UnknownCodingError(coding)
    if words and words[0] in _GZIP:
        yield from _inflated(pieces, _GZIP_BITS)
    elif words == ["deflate"]:
        pieces, bits = _deflate_bits(iter(pieces))
        yield from _inflated(pieces, bits)
    else:
        yield from pieces


def _inflated(pieces: Iterable[bytes], bits: int) -> Iterator[bytes]:
    inflate = zlib.decompressobj(bits)
    began = False
    for piece in pieces:
        rest = piece
        while rest:
            if inflate.eof:
                if bits != _GZIP_BITS or not rest.startswith(_MEMBER[: len(rest)]):
                    return  # what stands behind the end is padding, and every other reader ignores it too
                inflate = zlib.decompressobj(bits)
            began = True
            if content := inflate.decompress(rest, PIECE):
                yield content
            rest = inflate.unused_data if inflate.eof else inflate.unconsumed_tail
    if began and not inflate.eof:
        if content := inflate.flush():
            yield content
        if not inflate.eof:
            raise CutError


def _deflate_bits(pieces: Iterator[bytes]) -> tuple[Iterator[bytes], int]:
    """Is it zlib's format, as the standard has it, or bare deflate, as some servers have it? Told by two bytes."""
    head = b""
    for piece in pieces:
        head += piece
        if len(head) >= 2:
            break
    wrapped = len(head) >= 2 and head[0] & 0x0F == 8 and int.from_bytes(head[:2]) % 31 == 0

    def again() -> Iterator[bytes]:
        yield head
        yield from pieces

    return again(), _ZLIB_BITS if wrapped else _RAW_BITS
