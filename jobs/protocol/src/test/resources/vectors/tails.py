#!/usr/bin/env python3
"""Writes tails.json: upper tails of F, two-sided t and chi-squared at 60 digits. Needs mpmath."""
import json
import pathlib

from mpmath import exp, gammainc, log, log1p, loggamma, mp, mpf, nstr

mp.dps = 60


def fraction(a, b, x):
    """I_x(a, b) by its continued fraction (DLMF 8.17.22), for x below (a+1)/(a+b+2)."""
    front = exp(a * log(x) + b * log1p(-x) - log(a) - loggamma(a) - loggamma(b) + loggamma(a + b))
    value, c, d = mpf(1), mpf(1), mpf(0)
    for i in range(200000):
        m = i // 2
        if i == 0:
            term = mpf(1)
        elif i % 2 == 0:
            term = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        else:
            term = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d = 1 / (1 + term * d)
        c = 1 + term / c
        value *= c * d
        if abs(1 - c * d) < mpf(10) ** -45:
            return front * (value - 1)
    raise ArithmeticError("no convergence")


def beta(a, b, x):
    return fraction(a, b, x) if x < (a + 1) / (a + b + 2) else 1 - fraction(b, a, 1 - x)


def f_tail(f, d1, d2):
    f, d1, d2 = mpf(f), mpf(d1), mpf(d2)
    return beta(d2 / 2, d1 / 2, d2 / (d2 + d1 * f))


cases = []
for d1 in ["1", "2", "5", "30", "100"]:
    for d2 in ["1", "3.5", "10", "77", "15000", "1000000", "1000000000", "10000000000"]:
        for f in ["0.001", "0.9", "1.5", "4", "20", "150", "1200"]:
            p = f_tail(f, d1, d2)
            if p > mpf(10) ** -280:
                cases.append({"f": f, "numerator": d1, "denominator": d2, "p": nstr(p, 20)})
for df in [1, 2, 5, 40, 200, 5000]:
    for x in ["0.001", "0.5", "3", "20", "140", "600", "1200", "6000"]:
        p = gammainc(mpf(df) / 2, mpf(x) / 2, regularized=True)
        if p > mpf(10) ** -280:
            cases.append({"chiSquared": x, "df": df, "p": nstr(p, 20)})
lines = ",\n".join(json.dumps(case, sort_keys=True) for case in cases)
pathlib.Path(__file__).with_name("tails.json").write_text("[\n" + lines + "\n]\n")
