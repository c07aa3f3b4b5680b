"""Exact samplers of Canonne, Kamath, Steinke 2020, section 5, in plain fractions."""

import math
from fractions import Fraction

import aes


class Uniform:
    """Integers below a bound from a seed's stream: lowest bits of words, drawn again if too large."""

    def __init__(self, seed, number):
        self.blocks = aes.key_stream(seed, 4 << 96 | number << 64)
        self.words = []

    def word(self):
        if not self.words:
            block = next(self.blocks)
            self.words = [int.from_bytes(block[at : at + 8], "little") for at in (0, 8)]
        return self.words.pop(0)

    def below(self, bound):
        while True:
            bits, draw = bound.bit_length(), 0
            for at in range(0, bits, 64):
                wanted = min(64, bits - at)
                draw |= (self.word() & ((1 << wanted) - 1)) << at
            if draw < bound:
                return draw

    def bit(self):
        return self.word() & 1


def small_coin(uniform, n, d):
    """1 with probability exp(-n/d), n <= d (algorithm 1)."""
    k = 1
    while uniform.below(d * k) < n:
        k += 1
    return k % 2


def coin(uniform, n, d):
    """1 with probability exp(-n/d)."""
    if not all(small_coin(uniform, 1, 1) for _ in range(n // d)):
        return 0
    return small_coin(uniform, n % d, d)


def laplace(uniform, t, s):
    """Probability proportional to exp(-|y| s / t) (algorithm 2)."""
    while True:
        rest = uniform.below(t)
        if not small_coin(uniform, rest, t):
            continue
        whole = 0
        while small_coin(uniform, 1, 1):
            whole += 1
        magnitude = (rest + t * whole) // s
        negative = uniform.bit()
        if magnitude or not negative:
            return -magnitude if negative else magnitude


def gaussian(uniform, a, b):
    """Probability proportional to exp(-y^2 b / (2 a)) (algorithm 3)."""
    t = math.isqrt(a // b) + 1
    while True:
        candidate = laplace(uniform, t, 1)
        away = (abs(candidate) - Fraction(a, b * t)) ** 2 * Fraction(b, 2 * a)
        d = 2 * a * b * t * t
        assert away * d == int(away * d)
        if coin(uniform, int(away * d), d):
            return candidate


def sampler(name, a, b, uniform):
    return lambda: {"gaussian": gaussian, "laplace": laplace}[name](uniform, a, b)
