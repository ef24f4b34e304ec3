#!/usr/bin/env python3
"""Ellipsoidal areas of the sample's regions by Planimeter of GeographicLib, on the ellipsoid of CGCS2000; GDAL reads the
shapefiles. No code of ours. The county has no polygon: it is its townships together.
  areas.py SAMPLE-FOLDER indicators.csv >areas.csv      (the codes of indicators.csv; square kilometres)"""
import csv, json, subprocess, sys

sample, listed = sys.argv[1:3]
wanted = {row["code"] for row in csv.DictReader(open(listed))}
rings, owners = [], []
for level in ("township", "village", "grid"):
    text = subprocess.run(["ogr2ogr", "-f", "GeoJSON", "-lco", "COORDINATE_PRECISION=15", "/vsistdout/",
                           f"{sample}/{level}.shp"], capture_output=True, check=True).stdout
    for feature in json.loads(text)["features"]:
        code, geometry = feature["properties"]["XZQDM"], feature["geometry"]
        if code not in wanted:
            continue
        parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
        for part in parts:
            for number, ring in enumerate(part):
                rings.append("".join(f"{x!r} {y!r}\n" for x, y in (point[:2] for point in ring[:-1])))
                owners.append((code, -1 if number else 1))

answer = subprocess.run(["Planimeter", "-w", "-e", "6378137", "1/298.257222101", "-p", "9"], input="\n".join(rings),
                        capture_output=True, check=True, text=True).stdout.split("\n")
areas = {}
for (code, sign), line in zip(owners, answer, strict=False):
    areas[code] = areas.get(code, 0) + sign * abs(float(line.split()[2])) / 1e6
assert len([line for line in answer if line]) == len(owners)
areas["539902"] = sum(area for code, area in areas.items() if len(code) == 9)
print("code,area_km2")
for code in sorted(areas, key=lambda code: (len(code), code)):
    print(f"{code},{areas[code]!r}")
