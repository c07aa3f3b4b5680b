#!/usr/bin/env python3
"""Writes (or with --check compares) evaluation.json: aggregates of opened cells, by other means.

Exact fractions; doubles through Decimal at 80 digits, whose conversion to float rounds correctly;
decimal averages as Spark computes them (39 digits first, then the result's scale, half up). Statistics
of deviations and of order come from the values themselves, not from their sums or counts."""
import json
import math
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


def spread(xs):
    mean = Fraction(sum(xs), len(xs))
    return sum((x - mean) ** 2 for x in xs)


def together(xs, ys):
    mx, my = Fraction(sum(xs), len(xs)), Fraction(sum(ys), len(ys))
    return sum((x - mx) * (y - my) for x, y in zip(xs, ys))


def root(value):
    return (Decimal(value.numerator) / Decimal(value.denominator)).sqrt()


def about(xs, power):
    mean = Fraction(sum(xs), len(xs))
    return sum((x - mean) ** power for x in xs)


def shape(kind, xs):
    """Skewness and excess kurtosis, from the values themselves."""
    if not xs or spread(xs) == 0:
        return None
    n, two = len(xs), about(xs, 2)
    if kind == "kurtosis":
        return float(n * about(xs, 4) / two**2 - 3)
    three = about(xs, 3)
    size = root(n * three**2 / two**3)
    return float(-size if three < 0 else size)


def bivariate(kind, xs, ys):
    """x and y are exact; y is the dependent one. Unlike Spark's corr, nothing fails: it is None."""
    if not xs:
        return None
    n, xx, yy, xy = len(xs), spread(xs), spread(ys), together(xs, ys)
    if kind == "covar_pop":
        return float(xy / n)
    if kind == "covar_samp":
        return None if n == 1 else float(xy / (n - 1))
    if kind == "regr_sxx":
        return float(xx)
    if kind == "regr_sxy":
        return float(xy)
    if kind == "corr":
        if xx * yy == 0:
            return None
        size = root(xy**2 / (xx * yy))
        return float(-size if xy < 0 else size)
    if xx == 0:
        return None
    if kind == "regr_r2":
        return 1.0 if yy == 0 else float(xy**2 / (xx * yy))
    slope = xy / xx
    if kind == "regr_slope":
        return float(slope)
    return float(Fraction(sum(ys), n) - slope * Fraction(sum(xs), n))


BIVARIATE = ["covar_pop", "covar_samp", "corr", "regr_slope", "regr_intercept", "regr_r2",
             "regr_sxx", "regr_sxy"]
MOMENTS = {"covar_pop": ["", "x", "y", "xy"], "covar_samp": ["", "x", "y", "xy"],
           "corr": ["", "x", "y", "xx", "xy", "yy"], "regr_slope": ["", "x", "y", "xx", "xy"],
           "regr_intercept": ["", "x", "y", "xx", "xy"],
           "regr_r2": ["", "x", "y", "xx", "xy", "yy"], "regr_sxx": ["", "x", "xx"],
           "regr_sxy": ["", "x", "y", "xy"], "skewness": ["", "x", "xx", "xxx"],
           "kurtosis": ["", "x", "xx", "xxx", "xxxx"]}


def cells(kind, xs, ys, centres):
    """Sums of products of centred integers."""
    out = []
    for moment in MOMENTS[kind]:
        total = 0
        for x, y in zip(xs, ys):
            product = 1
            for letter in moment:
                product *= x - centres[0] if letter == "x" else y - centres[1]
            total += product
        out.append(str(total))
    return out


def moment_vectors(dice):
    out = []
    samples = [[], [(3, 4)], [(1, 1), (1, 2)], [(1, 7), (2, 7)], [(0, 0), (1, -1), (2, -2)]]
    for size in [2, 5, 60, 400]:
        for bits in [2, 12, 25]:
            pairs = [(dice.randint(-(2**bits), 2**bits), dice.randint(-(2**bits), 2**bits))
                     for _ in range(size)]
            samples.append(pairs)
            far = 5 * 10**18
            samples.append([(far + x, y - far) for x, y in pairs])
    for pairs in samples:
        xs, ys = [p[0] for p in pairs], [p[1] for p in pairs]
        for kind in BIVARIATE + ["skewness", "kurtosis"]:
            scale = dice.choice([0, 2, 6])
            unit = Fraction(1, 10**scale)
            far = bool(xs) and abs(xs[0]) > 2**62
            centres = [5 * 10**18 + 11, -(5 * 10**18)] if far else dice.choice([[0, 0], [7, -3]])
            expected = (bivariate(kind, [x * unit for x in xs], [y * unit for y in ys])
                        if kind in BIVARIATE else shape(kind, xs))
            out.append({"kind": kind, "scale": scale, "centres": [str(c) for c in centres],
                        "cells": cells(kind, xs, ys, centres), "expected": expected})
    return out


def ordered(kind, fraction, values):
    """From the sorted list of all values, each the lower edge of its bin."""
    if not values:
        return None
    values = sorted(values)
    if kind == "mode":
        return str(max(sorted(set(values)), key=values.count))
    if kind in ["min", "max"]:
        return str(values[0] if kind == "min" else values[-1])
    if kind == "percentile":
        place = fraction * (len(values) - 1)
        low = int(place)
        high = min(low + 1, len(values) - 1)
        return float(values[low] + (place - low) * (values[high] - values[low]))
    # Spark multiplies p by n in doubles.
    rank = max(1, math.ceil(float(fraction) * float(len(values))))
    return str(values[min(rank, len(values)) - 1])


def ordered_vectors(dice):
    out = []
    for size in [0, 1, 2, 3, 10, 100, 1000]:
        lower, width, count = dice.randint(-50, 50), dice.randint(1, 9), dice.choice([1, 4, 25])
        bins = [dice.randrange(count) for _ in range(size)]
        counts = [bins.count(i) for i in range(count)]
        values = [lower + width * i for i in bins]
        for kind in ["min", "max", "mode"]:
            out.append({"kind": kind, "lower": lower, "width": width,
                        "cells": [str(c) for c in counts], "expected": ordered(kind, None, values)})
        for kind in ["percentile", "percentile_disc"]:
            for text in ["0", "0.07", "0.25", "0.5", "0.9", "1"]:
                out.append({"kind": kind, "fraction": text, "lower": lower, "width": width,
                            "cells": [str(c) for c in counts],
                            "expected": ordered(kind, Fraction(text), values)})
    return out


def everything():
    dice = random.Random(20261122)
    return vectors() + moment_vectors(dice) + ordered_vectors(dice)


target = pathlib.Path(__file__).with_name("evaluation.json")
text = "[\n" + ",\n".join(json.dumps(v, sort_keys=True) for v in everything()) + "\n]\n"
if "--check" in sys.argv:
    sys.exit(0 if target.read_text() == text else "evaluation.json differs")
target.write_text(text)
