"""The second implementation: seed expansion, dealing, commitments and Merkle trees, from the text."""

import functools
import hashlib

import aes
import g1

SHARES, BLINDINGS, PIECES = 1, 2, 5
RING = 1 << 128
TAG = b"TRIBUTARY-V1-PEDERSEN_BLS12381G1_XMD:SHA-256_SSWU_RO_"


def expand(seed, domain, block, count):
    stream = aes.key_stream(seed, domain << 96 | block << 64)
    out = []
    while len(out) < count:
        value = int.from_bytes(next(stream) + next(stream), "little") % (1 << 255)
        if value < g1.Q:
            out.append(value)
    return out


def blocks(cells, block_size):
    return [min(block_size, cells - start) for start in range(0, cells, block_size)]


def shares(seed, cells, block_size):
    return [s for b, n in enumerate(blocks(cells, block_size)) for s in expand(seed, SHARES, b, n)]


def blindings(seed, cells, block_size):
    return [expand(seed, BLINDINGS, b, 1)[0] for b in range(len(blocks(cells, block_size)))]


def piece(seed, cells, block_size):
    """Integers below 2^128, 16 bytes of a block's stream each."""
    out = []
    for b, n in enumerate(blocks(cells, block_size)):
        stream = aes.key_stream(seed, PIECES << 96 | b << 64)
        out += [int.from_bytes(next(stream), "little") for _ in range(n)]
    return out


def encode_ring(elements):
    return b"".join(e.to_bytes(16, "little") for e in elements)


def encode(scalars):
    return b"".join(s.to_bytes(32, "little") for s in scalars)


def cut(scalars, block_size):
    return [scalars[i : i + block_size] for i in range(0, len(scalars), block_size)]


def share_root(scalars, blinding, block_size):
    return merkle_root(
        [encode(block + [r]) for block, r in zip(cut(scalars, block_size), blinding)]
    )


@functools.lru_cache(None)
def generator(j):
    return g1.hash_to(b"G" + j.to_bytes(4, "big"), TAG)


@functools.lru_cache(None)
def blinding_generator():
    return g1.hash_to(b"H", TAG)


def commit(scalars, blinding):
    """One doubling serves all terms."""
    terms = [(s, generator(j)) for j, s in enumerate(scalars)] + [(blinding, blinding_generator())]
    point = g1.INFINITY
    for bit in reversed(range(255)):
        point = g1.add(point, point)
        for scalar, base in terms:
            if scalar >> bit & 1:
                point = g1.add(point, base)
    return point


def _hash(prefix, *parts):
    return hashlib.sha256(bytes([prefix]) + b"".join(parts)).digest()


def _split(count):
    """RFC 6962: the largest power of two below count."""
    return 1 << (count - 1).bit_length() - 1


def _top(leaves):
    if len(leaves) == 1:
        return _hash(0, leaves[0])
    k = _split(len(leaves))
    return _hash(1, _top(leaves[:k]), _top(leaves[k:]))


def merkle_root(leaves):
    return _hash(2, len(leaves).to_bytes(8, "big"), _top(leaves))


def merkle_path(leaves, index):
    if len(leaves) == 1:
        return []
    k = _split(len(leaves))
    if index < k:
        return merkle_path(leaves[:k], index) + [_top(leaves[k:])]
    return merkle_path(leaves[k:], index - k) + [_top(leaves[:k])]
