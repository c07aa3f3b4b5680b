"""The four-party engine over Z_2^64, plainly: sharing, products, agreement, opening, messages.

Follows the documentation of the package io.tributary.mpc.four; words are integers below 2^64.
"""

import hashlib

import aes

MASK = (1 << 64) - 1
PARTIES = range(4)
OUTSIDE = 4
AGREE, LAYER, OPEN = 0, 1, 2
MASKS, DEALING = 1, 3

# Sender, backup, receiver, outsider of the six joint messages of a product.
PRODUCT = [(0, 1, 3, 2), (1, 2, 0, 3), (2, 3, 1, 0), (3, 0, 2, 1), (2, 0, 3, 1), (3, 1, 2, 0)]


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def be(value, size):
    return value.to_bytes(size, "big")


def encode(words):
    return b"".join(word.to_bytes(8, "little") for word in words)


class Stream:
    """Words of a key's stream for a purpose and a number."""

    def __init__(self, key, purpose, number):
        self.blocks = aes.key_stream(key, purpose << 96 | number << 64)
        self.words = []

    def next(self, count):
        while len(self.words) < count:
            block = next(self.blocks)
            self.words += [int.from_bytes(block[at : at + 8], "little") for at in (0, 8)]
        taken, self.words = self.words[:count], self.words[count:]
        return taken


def deal(seeds, number, vector_piece, cells):
    """The four pieces of a vector; the seed of the vector's piece is not used."""
    pieces = [Stream(seed, DEALING, number).next(len(cells)) for seed in seeds]
    pieces[vector_piece] = [
        (cell - sum(pieces[p][i] for p in PARTIES if p != vector_piece)) & MASK
        for i, cell in enumerate(cells)
    ]
    return pieces


class Run:
    """All four parties at once: honest parties agree, so each piece is computed once."""

    def __init__(self, seeds, run_id, attempt, digest):
        self.context = run_id + be(attempt, 4) + be(0, 1)
        self.digest = digest
        self.masks = [self.key(b"tributary four mask", seeds[q], q) for q in PARTIES]
        self.salts = [self.key(b"tributary four salt", seeds[q], q) for q in PARTIES]

    def key(self, label, seed, piece):
        return sha(label, seed, self.context, self.digest, be(piece, 1))

    def message(self, kind, number, sender, receiver, hashes, body):
        return (
            b"TFM1" + self.context + be(kind, 1) + be(number, 4) + be(sender, 1)
            + be(receiver, 1) + be(len(hashes), 4) + b"".join(hashes)
            + be(len(body), 4) + body
        )

    def each(self, make):
        return [make(p, q) for p in PARTIES for q in PARTIES if p != q]

    def agree(self, number, vectors):
        def piece_hash(q):
            words = b"".join(encode(pieces[q]) for pieces in vectors)
            return sha(b"agree", self.salts[q], self.context, be(number, 4), be(q, 1), words)

        def make(p, other):
            common = [q for q in PARTIES if q not in (p, other)]
            hashes = [self.digest] + [piece_hash(q) for q in common]
            return self.message(AGREE, number, p, other, hashes, b"")

        return self.each(make)

    def product(self, number, x, y):
        """The pieces of the product and the messages of its layer."""
        count = len(x[0])
        z = [[x[q][i] * y[q][i] & MASK for i in range(count)] for q in PARTIES]
        streams = [Stream(key, MASKS, number) for key in self.masks]
        sections = {}
        for route in PRODUCT:
            g, h = route[2], route[3]
            mask = streams[g].next(count)
            words = [(x[g][i] * y[h][i] + x[h][i] * y[g][i] - mask[i]) & MASK for i in range(count)]
            z[g] = [(a + b) & MASK for a, b in zip(z[g], mask)]
            z[h] = [(a + b) & MASK for a, b in zip(z[h], words)]
            sections[route] = words

        def section_hash(route):
            s, b, g, o = route
            words = sections[route]
            place = be(number, 4) + be(s, 1) + be(b, 1) + be(g, 1) + be(len(words), 4)
            return sha(self.salts[o], self.context, place, encode(words))

        def make(p, q):
            sent = sorted((r for r in PRODUCT if r[0] == p and r[2] == q), key=lambda r: r[1])
            backed = sorted((r for r in PRODUCT if r[1] == p and r[2] == q), key=lambda r: r[0])
            body = b"".join(encode(sections[r]) for r in sent)
            hashes = [section_hash(r) for r in sent + backed]
            return self.message(LAYER, number, p, q, hashes, body)

        return z, self.each(make)

    def open(self, number, z):
        def piece(q):
            place = be(q, 1) + be(OUTSIDE, 1)
            salt = sha(b"open salt", self.salts[q], self.context, place)
            return salt, sha(b"open", salt, self.context, place, encode(z[q]))

        def make(p):
            held = [q for q in PARTIES if q != p]
            body = b""
            for q in held:
                holders = [party for party in PARTIES if party != q]
                if holders.index(p) != q % 3:
                    body += piece(q)[0] + encode(z[q])
            return self.message(OPEN, number, p, OUTSIDE, [piece(q)[1] for q in held], body)

        return [make(p) for p in PARTIES]


def program(cells):
    """The text of w = (x y) x, whose hash is the program's digest."""
    num = lambda i: f"Num[id={i}, ring=Z64, cells={cells}]"
    lines = [
        "tributary four 1 absent -1",
        f"input x = {num(0)}",
        f"input y = {num(1)}",
        f"product 1 [0, 1] = {num(2)}",
        f"product 1 [2, 0] = {num(3)}",
        f"open w {num(3)} outside",
    ]
    return "\n".join(lines).encode()


def transcript(seeds, dealer_seeds, run_id, attempt, x, y):
    """The messages of w = (x y) x, round by round, and the sum of the pieces that open."""
    run = Run(seeds, run_id, attempt, sha(program(len(x))))
    a = deal(dealer_seeds[:4], 0, 0, x)
    b = deal(dealer_seeds[4:], 1, 1, y)
    z, first = run.product(1, a, b)
    w, second = run.product(2, z, a)
    rounds = [run.agree(0, [a, b]), first, second, run.agree(3, [w]), run.open(4, w)]
    return run, rounds, [sum(column) & MASK for column in zip(*w)]
