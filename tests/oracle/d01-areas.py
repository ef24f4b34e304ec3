#!/usr/bin/env python3
"""Areas of the sample county's regions by programs that share no code with Lookback: GDAL reads the shapefiles and sorts
rings into polygons and holes, GeographicLib's Planimeter measures each ring on the CGCS2000 ellipsoid with exact geodesics.

    tests/oracle/d01-areas.py > tests/oracle/d01-areas.csv

All townships and villages, every 86th grid, and the county as the sum of its townships. Needs gdal-bin and
geographiclib-tools.
"""
import json
import os
import subprocess

SAMPLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "data", "sample")


def read(level):
    text = subprocess.run(["ogr2ogr", "-f", "GeoJSON", "-lco", "COORDINATE_PRECISION=17", "/vsistdout/",
                           os.path.join(SAMPLE, level + ".shp")], check=True, capture_output=True).stdout
    for feature in json.loads(text)["features"]:
        geometry = feature["geometry"]
        polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
        yield feature["properties"]["XZQDM"], polygons


def measure(regions):
    """One run of Planimeter for all rings: a blank line ends a ring."""
    lines, signs = [], []
    for number, (_, polygons) in enumerate(regions):
        for polygon in polygons:
            for place, ring in enumerate(polygon):
                signs.append((number, 1 if place == 0 else -1))
                lines += [f"{x!r} {y!r}" for x, y in ring[:-1]] + [""]
    out = subprocess.run(["Planimeter", "-w", "-E", "-e", "6378137", "1/298.257222101", "-p", "9"], input="\n".join(lines),
                         check=True, capture_output=True, text=True).stdout
    areas = [0.0] * len(regions)
    rows = [line for line in out.splitlines() if line.strip()]
    assert len(rows) == len(signs)
    for (number, sign), row in zip(signs, rows):
        areas[number] += sign * abs(float(row.split()[2]))
    return areas


print("code,area_m2")
for level, step in (("township", 1), ("village", 1), ("grid", 86)):
    regions = sorted(read(level))[::step]
    areas = measure(regions)
    if level == "township":
        print(f"539902,{sum(areas)!r}")
    for (code, _), area in zip(regions, areas):
        print(f"{code},{area!r}")
