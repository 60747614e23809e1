"""Find near-copies of a text by MinHash: the least hashes of its runs of words agree as often as the runs are shared.

A. Z. Broder, On the resemblance and containment of documents (1997); banding as in J. Leskovec, A. Rajaraman and
J. Ullman, Mining of Massive Datasets, chapter 3.
"""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from zlib import crc32

import numpy as np

from graph.names import fold

_SIZE, _BANDS = 96, 32
_WORD = 32
_FACTORS, _TERMS = (
    np.array(
        [int.from_bytes(sha256(f"{what} {number}".encode()).digest()[:8], "big") | 1 for number in range(_SIZE)],
        dtype=np.uint64,
    )
    for what in ("factor", "term")
)  # the same on every machine, since a graph keeps signatures

Signature = tuple[int, ...]


def signature(text: str, words: int) -> Signature:
    """Give the least of each of 96 hashes over all runs of so many words; `()` for a text without words."""
    runs = np.fromiter({crc32(run.encode()) for run in _runs(fold(text).split(), words)}, dtype=np.uint64)
    if not len(runs):
        return ()
    hashes = (runs[:, None] * _FACTORS + _TERMS) >> np.uint64(_WORD)  # multiply-shift, modulo 2**64
    return tuple(int(least) for least in hashes.min(axis=0))


def _runs(words: Sequence[str], length: int) -> Iterator[str]:
    for start in range(max(1, len(words) - length + 1) if words else 0):
        yield " ".join(words[start : start + length])


def bands(found: Signature) -> tuple[str, ...]:
    """Give short texts of which two texts that are alike to 0.5 share one or more in 98 of 100 cases."""
    rows = _SIZE // _BANDS
    parts = [found[start : start + rows] for start in range(0, len(found), rows)]
    return tuple(f"{number}-{crc32(repr(part).encode()):08x}" for number, part in enumerate(parts))


def alike(one: Signature, other: Signature) -> float:
    """Estimate which share of the runs of two texts both have."""
    return sum(a == b for a, b in zip(one, other, strict=True)) / _SIZE if one and other else 0.0
