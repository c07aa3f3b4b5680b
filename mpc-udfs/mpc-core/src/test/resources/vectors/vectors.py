#!/usr/bin/env python3
"""Checks the vectors beside this file against the second implementation; --write makes them anew.

A file holds records separated by empty lines, each of `name: value` lines; lists are separated by
spaces, bytes are hex, scalars 32 bytes little-endian.
"""

import hashlib
import pathlib
import sys

sys.dont_write_bytecode = True  # No caches among the resources.

import four as engine
import g1
import noise as exact
import tributary as t

HERE = pathlib.Path(__file__).parent


def seed(label):
    return hashlib.sha256(label.encode()).digest()


def hexes(parts):
    return " ".join(part.hex() for part in parts)


def expansion():
    for cells, size in [(1, 256), (5, 2), (8, 8), (260, 256)]:
        secret = seed(f"expansion {cells} {size}")
        yield {
            "seed": secret.hex(),
            "cells": cells,
            "blockSize": size,
            "shares": t.encode(t.shares(secret, cells, size)).hex(),
            "blindings": t.encode(t.blindings(secret, cells, size)).hex(),
        }


def dealing():
    top = (1 << 127) - 1
    half = (g1.Q - 1) // 2
    cases = [
        (2, 0, 4, [0, 1, -1, 7, -(1 << 40)]),
        (3, 2, 2, [top, -top - 1, 1 << 119, -(1 << 119), 0]),
        (3, 1, 2, [half, -half, 1 << 127, 5]),
        (4, 3, 3, [3, 1, 4, 1, 5, 9, 2]),
    ]
    for nodes, vector_node, size, cells in cases:
        seeds = [seed(f"dealing {nodes} {cells[0]} {node}") for node in range(nodes)]
        shares = [t.shares(s, len(cells), size) for s in seeds]
        rest = [
            (cell - sum(shares[n][i] for n in range(nodes) if n != vector_node)) % g1.Q
            for i, cell in enumerate(cells)
        ]
        shares[vector_node] = rest
        assert [sum(column) % g1.Q for column in zip(*shares)] == [cell % g1.Q for cell in cells]
        blindings = [t.blindings(s, len(cells), size) for s in seeds]
        commitments = [
            g1.compress(t.commit(block, r))
            for n in range(nodes)
            for block, r in zip(t.cut(shares[n], size), blindings[n])
        ]
        yield {
            "nodes": nodes,
            "vectorNode": vector_node,
            "blockSize": size,
            "cells": " ".join(map(str, cells)),
            "seeds": hexes(seeds),
            "vector": t.encode(rest).hex(),
            "shareRoots": hexes(
                t.share_root(shares[n], blindings[n], size) for n in range(nodes)
            ),
            "commitments": hexes(commitments),
            "commitmentRoot": t.merkle_root(commitments).hex(),
        }


def pieces():
    """Contributions to comparison runs: all four pieces, their commitments by piece and block."""
    top = (1 << 120) - 1
    cases = [
        (0, 256, [5]),
        (2, 2, [top, -top, 0, -1, 1 << 64]),
        (3, 4, [(1 << 127) - 1, -(1 << 127), -(1 << 64), 7, 0]),
        (1, 3, [3, 1, 4, 1, 5, 9, 2]),
    ]
    for vector_piece, size, cells in cases:
        seeds = [seed(f"pieces {vector_piece} {size} {piece}") for piece in range(4)]
        dealt = [t.piece(s, len(cells), size) for s in seeds]
        dealt[vector_piece] = [
            (cell - sum(dealt[p][i] for p in range(4) if p != vector_piece)) % t.RING
            for i, cell in enumerate(cells)
        ]
        blindings = [t.blindings(s, len(cells), size) for s in seeds]
        commitments = [
            g1.compress(t.commit(block, r))
            for p in range(4)
            for block, r in zip(t.cut(dealt[p], size), blindings[p])
        ]
        yield {
            "vectorPiece": vector_piece,
            "blockSize": size,
            "cells": " ".join(map(str, cells)),
            "seeds": hexes(seeds),
            "pieces": hexes(t.encode_ring(p) for p in dealt),
            "blindings": hexes(t.encode(r) for r in blindings),
            "commitments": hexes(commitments),
            "commitmentRoot": t.merkle_root(commitments).hex(),
        }


def generators():
    yield {"name": "H", "point": g1.compress(t.blinding_generator()).hex()}
    for j in [0, 1, 2, 254, 255]:
        yield {"name": f"G{j}", "point": g1.compress(t.generator(j)).hex()}


def commitments():
    cases = [
        ([1], 0),
        ([0], 1),
        ([g1.Q - 1, 0, 1], g1.Q - 1),
        (t.expand(seed("commitment"), 7, 0, 5), 12345),
        (t.expand(seed("commitment"), 7, 1, 256), t.expand(seed("commitment"), 7, 2, 1)[0]),
    ]
    for scalars, blinding in cases:
        point = t.commit(scalars, blinding)
        yield {
            "scalars": t.encode(scalars).hex(),
            "blinding": t.encode([blinding]).hex(),
            "commitment": g1.compress(point).hex(),
            "x": point[0].to_bytes(48, "big").hex(),
            "y": point[1].to_bytes(48, "big").hex(),
        }


def merkle():
    for count in [1, 2, 3, 4, 5, 6, 7, 8, 13]:
        leaves = [hashlib.sha256(bytes([count, i])).digest()[: i + 1] for i in range(count)]
        for index in sorted({0, count // 2, count - 1}):
            yield {
                "leaves": hexes(leaves),
                "index": index,
                "root": t.merkle_root(leaves).hex(),
                "path": hexes(t.merkle_path(leaves, index)),
            }


def scalars():
    def record(name, value, code):
        return {"name": name, "bytes": value, "code": code}

    little = lambda value: value.to_bytes(32, "little").hex()
    yield record("zero", little(0), "OK")
    yield record("largest", little(g1.Q - 1), "OK")
    yield record("bad_order", little(g1.Q), "SCALAR_NOT_CANONICAL")
    yield record("bad_above_order", little(g1.Q + 1), "SCALAR_NOT_CANONICAL")
    yield record("bad_limb_carries", little(g1.Q | (1 << 64) - 1), "SCALAR_NOT_CANONICAL")
    yield record("bad_all_ones", "ff" * 32, "SCALAR_NOT_CANONICAL")
    yield record("bad_top_bit", little(1 << 255), "SCALAR_NOT_CANONICAL")
    yield record("bad_second", little(5) + little(g1.Q), "SCALAR_NOT_CANONICAL")
    yield record("bad_short", "00" * 31, "BAD_LENGTH")
    yield record("bad_long", "00" * 33, "BAD_LENGTH")


def off_subgroup():
    """A point of the curve whose order is not q."""
    x = 1
    while True:
        y = g1.root(x * x * x + 4)
        if y is not None and g1.times(g1.Q, (x, y)) is not g1.INFINITY:
            return x, y
        x += 1


def points():
    def record(name, value, code):
        return {"name": name, "bytes": bytes(value).hex(), "code": code}

    good = t.generator(0)
    encoded = g1.compress(good)
    three = (0, 2)
    assert g1.times(3, three) is g1.INFINITY
    torsion = g1.times(g1.Q, off_subgroup())
    yield record("generator", encoded, "OK")
    yield record("negative", g1.compress(g1.negative(good)), "OK")
    yield record("bad_infinity", g1.compress(g1.INFINITY), "POINT_AT_INFINITY")
    yield record("bad_infinity_with_sign", [0xE0] + [0] * 47, "POINT_ENCODING")
    yield record("bad_infinity_with_rest", [0xC0] + [0] * 46 + [1], "POINT_ENCODING")
    yield record("bad_uncompressed_flag", [encoded[0] & 0x7F] + list(encoded[1:]), "POINT_ENCODING")
    x = next(x for x in range(1, 1000) if g1.root(x * x * x + 4) is not None)
    plus_p = bytearray((x + g1.P).to_bytes(48, "big"))
    plus_p[0] |= 0x80
    yield record("bad_abscissa_plus_p", plus_p, "POINT_ENCODING")
    at_p = bytearray(g1.P.to_bytes(48, "big"))
    at_p[0] |= 0x80
    yield record("bad_abscissa_p", at_p, "POINT_ENCODING")
    yield record("bad_all_ones", [0x9F] + [0xFF] * 47, "POINT_ENCODING")
    x = next(x for x in range(1, 1000) if g1.root(x * x * x + 4) is None)
    yield record("bad_off_curve", [0x80] + [0] * 45 + list(x.to_bytes(2, "big")), "POINT_NOT_ON_CURVE")
    yield record("bad_order_three", g1.compress(three), "POINT_NOT_IN_GROUP")
    yield record("bad_torsion", g1.compress(torsion), "POINT_NOT_IN_GROUP")
    yield record("bad_good_plus_order_three", g1.compress(g1.add(good, three)), "POINT_NOT_IN_GROUP")
    yield record("bad_good_plus_torsion", g1.compress(g1.add(good, torsion)), "POINT_NOT_IN_GROUP")
    yield record("bad_short", encoded[:47], "BAD_LENGTH")
    yield record("bad_long", encoded + b"\0", "BAD_LENGTH")
    yield record("bad_uncompressed", good[0].to_bytes(48, "big") + good[1].to_bytes(48, "big"), "BAD_LENGTH")


def four():
    """Runs of w = (x y) x; of every message its SHA-256, by round, sender and receiver."""
    cases = [([3], [5]), ([0, 1, engine.MASK], [1 << 63, engine.MASK, 12345])]
    for attempt, (x, y) in enumerate(cases):
        seeds = [seed(f"four {attempt} {piece}") for piece in range(4)]
        dealer_seeds = [seed(f"four dealer {attempt} {i}") for i in range(8)]
        run_id = seed(f"four run {attempt}")
        run, rounds, opened = engine.transcript(seeds, dealer_seeds, run_id, attempt, x, y)
        assert opened == [a * b * a & engine.MASK for a, b in zip(x, y)]
        yield {
            "seeds": hexes(seeds),
            "dealerSeeds": hexes(dealer_seeds),
            "runId": run_id.hex(),
            "attempt": attempt,
            "x": engine.encode(x).hex(),
            "y": engine.encode(y).hex(),
            "digest": run.digest.hex(),
            "opened": engine.encode(opened).hex(),
            "first": rounds[1][2].hex(),
            "messages": hexes(engine.sha(m) for messages in rounds for m in messages),
        }


def noise():
    """Samples of the discrete Gaussian with sigma squared a/b and the discrete Laplace of scale a/b."""
    cases = [
        ("gaussian", 2, 1), ("gaussian", 9, 4), ("gaussian", 1000000, 1), ("gaussian", 1, 7),
        ("gaussian", 123456789012345678, 1000003), ("laplace", 1, 1), ("laplace", 7, 2),
        ("laplace", 1, 3), ("laplace", 1 << 40, 12345),
    ]
    for number, (name, a, b) in enumerate(cases):
        secret = seed(f"noise {number}")
        sample = exact.sampler(name, a, b, exact.Uniform(secret, number))
        yield {
            "seed": secret.hex(),
            "number": number,
            "name": name,
            "a": a,
            "b": b,
            "samples": " ".join(str(sample()) for _ in range(25)),
        }


FILES = [expansion, dealing, pieces, generators, commitments, merkle, scalars, points, four, noise]


def render(records):
    return "\n".join("".join(f"{k}: {v}\n" for k, v in record.items()) for record in records)


def main():
    wrong = 0
    for make in FILES:
        path = HERE / f"{make.__name__}.txt"
        text = render(make())
        if "--write" in sys.argv:
            path.write_text(text)
        elif not path.exists() or path.read_text() != text:
            print(f"{path.name}: differs from the second implementation")
            wrong = 1
    return wrong


if __name__ == "__main__":
    sys.exit(main())
