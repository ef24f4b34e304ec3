#!/usr/bin/env python3
"""Known answers for neighbours: edges and vertices of the sample's shapefiles compared as bytes, standard library only.

Writes neighbours.csv: level, code, rook, queen. Of townships and villages the codes of the neighbours, ;-separated and
ascending; of grids how many there are. Rook: an edge (two vertices next to each other) in common; queen: a vertex.
"""
import collections
import pathlib
import struct

here = pathlib.Path(__file__).resolve().parent
sample = here.parent.parent / "data" / "sample"


def read_codes(path):
    data = path.read_bytes()
    n, header, length = struct.unpack("<IHH", data[4:12])
    offset, at = 1, 32
    while data[at] != 0x0D:
        name = data[at:at + 11].split(b"\0")[0]
        if name == b"XZQDM":
            start, width = offset, data[at + 16]
        offset += data[at + 16]
        at += 32
    rows = (data[header + i * length:header + (i + 1) * length] for i in range(n))
    return [row[start:start + width].decode("ascii").strip() for row in rows]


def read_rings(path):
    """For each record its rings, each a list of vertices as 16 raw bytes."""
    data = path.read_bytes()
    at, records = 100, []
    while at < len(data):
        words = struct.unpack(">I", data[at + 4:at + 8])[0]
        body = data[at + 8:at + 8 + 2 * words]
        at += 8 + 2 * words
        n_parts, n_points = struct.unpack("<II", body[36:44])
        parts = [*struct.unpack(f"<{n_parts}I", body[44:44 + 4 * n_parts]), n_points]
        points = [body[44 + 4 * n_parts + 16 * i:][:16] for i in range(n_points)]
        records.append([points[a:b] for a, b in zip(parts, parts[1:])])
    return records


def pair_up(records, keys_of):
    owners = collections.defaultdict(set)
    for number, rings in enumerate(records):
        for ring in rings:
            for key in keys_of(ring):
                owners[key].add(number)
    neighbours = collections.defaultdict(set)
    for group in owners.values():
        for a in group:
            neighbours[a] |= group - {a}
    return neighbours


with open(here / "neighbours.csv", "w", newline="") as out:
    out.write("level,code,rook,queen\n")
    for level in ("township", "village", "grid"):
        codes = read_codes(sample / f"{level}.dbf")
        records = read_rings(sample / f"{level}.shp")
        rook = pair_up(records, lambda ring: (frozenset(edge) for edge in zip(ring, ring[1:])))
        queen = pair_up(records, lambda ring: ring)
        for number in sorted(range(len(codes)), key=codes.__getitem__):
            cells = [sorted(codes[i] for i in each[number]) for each in (rook, queen)]
            text = [str(len(cell)) if level == "grid" else ";".join(cell) for cell in cells]
            out.write(",".join([level, codes[number], *text]) + "\n")
