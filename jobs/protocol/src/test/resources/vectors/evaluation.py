#!/usr/bin/env python3
"""Writes (or with --check compares) evaluation.json: aggregates of opened cells, by other means.

Exact fractions; doubles through Decimal at 80 digits, whose conversion to float rounds correctly;
decimal averages as Spark computes them (39 digits first, then the result's scale, half up)."""
import json
import pathlib
import random
import sys
from decimal import ROUND_HALF_UP, Decimal, getcontext
from fractions import Fraction

getcontext().prec = 200


def rounded(value, scale):
    step = Decimal(1).scaleb(-scale)
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(step, ROUND_HALF_UP)


def evaluate(kind, scale, count, total, squares, result_scale):
    if count == 0:
        return None
    unit = Fraction(1, 10**scale)
    if kind == "sum":
        return str(rounded(total * unit, scale))
    if kind == "avg_decimal":
        first = rounded(Fraction(total, count) * unit, 39)
        return str(first.quantize(Decimal(1).scaleb(-result_scale), ROUND_HALF_UP))
    if kind == "avg":
        return float(Fraction(total, count) * unit)
    divisor = count - 1 if kind.endswith("samp") else count
    if divisor == 0:
        return None
    variance = Fraction(count * squares - total * total, count * divisor) * unit * unit
    if kind.startswith("var"):
        return float(variance)
    return float((Decimal(variance.numerator) / Decimal(variance.denominator)).sqrt())


def vectors():
    dice = random.Random(20261121)
    out = []
    kinds = ["sum", "avg", "avg_decimal", "var_pop", "var_samp", "stddev_pop", "stddev_samp"]
    samples = [[], [0], [5], [-7], [1, 1], [1, 2], [3, 4, 4], [0, 0, 1], [10**17, -(10**17)]]
    samples += [[1] * 31 + [2], [1] + [0] * 159, [2**53 - 1, 2**53, 2**53 + 1]]
    for size in [2, 3, 10, 100, 1000]:
        for bits in [3, 20, 50]:
            samples.append([dice.randint(-(2**bits), 2**bits) for _ in range(size)])
    for values in samples:
        for kind in kinds:
            scale = 0 if kind == "avg" else dice.choice([0, 2, 6])
            cells = [len(values), sum(values), sum(v * v for v in values)]
            expected = evaluate(kind, scale, *cells, scale + 4)
            out.append({"kind": kind, "scale": scale, "cells": [str(c) for c in cells],
                        "expected": expected})
    return out


target = pathlib.Path(__file__).with_name("evaluation.json")
text = "[\n" + ",\n".join(json.dumps(v, sort_keys=True) for v in vectors()) + "\n]\n"
if "--check" in sys.argv:
    sys.exit(0 if target.read_text() == text else "evaluation.json differs")
target.write_text(text)
