#!/usr/bin/env python3
"""Known answers for classes: every split tried, exact fractions, standard library only.

Writes classes.csv: method, k, values, limits (both ;-separated). Natural breaks: of all ways to cut the distinct
values into k runs the one with the least sum of squares around the means (the sets are chosen so that it
is unique). Quantiles: statistics.quantiles, inclusive, which is type 7 of Hyndman & Fan.
"""
import itertools
import pathlib
import random
import statistics
from fractions import Fraction


def cost(run):
    mean = sum(run, Fraction(0)) / len(run)
    return sum(((x - mean) ** 2 for x in run), Fraction(0))


def jenks(values, k):
    values = sorted(values)
    distinct = sorted(set(values))
    found = []
    for cuts in itertools.combinations(range(1, len(distinct)), k - 1):
        bounds = [0, *cuts, len(distinct)]
        runs = [[v for v in values if distinct[a] <= v <= distinct[b - 1]] for a, b in zip(bounds, bounds[1:])]
        found.append((sum(map(cost, runs)), [float(distinct[0])] + [float(distinct[b - 1]) for b in bounds[1:]]))
    found.sort()
    unique = len(found) < 2 or found[0][0] < found[1][0]
    return found[0][1] if unique else None


def rows():
    dice = random.Random(20251231)
    sets = [[Fraction(n, 4) for n in (dice.choices(range(-40, 400), k=dice.randint(5, 12)))] for _ in range(40)]
    sets.append([Fraction(n) for n in (1, 1, 1, 2, 2, 3, 10, 10, 11, 11, 11, 30)])
    for values in sets:
        for k in range(2, 6):
            if len(set(values)) < k:
                continue
            best = jenks(values, k)
            if best is not None:
                yield "jenks", k, values, best
            inner = statistics.quantiles(values, n=k, method="inclusive")
            limits = [float(min(values)), *map(float, inner), float(max(values))]
            if len(set(limits)) == k + 1:
                yield "quantile", k, values, limits


with open(pathlib.Path(__file__).with_name("classes.csv"), "w", encoding="utf-8") as out:
    out.write("method,k,values,limits\n")
    for method, k, values, limits in rows():
        out.write(f"{method},{k},{';'.join(repr(float(v)) for v in values)},{';'.join(map(repr, limits))}\n")
