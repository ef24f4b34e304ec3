#!/usr/bin/env python3
"""Makes the broken shapefiles of this folder and the seeds of the fuzz target; the same bytes every time.

Each set is the same small pair of villages with one fault. verdicts.txt says what Lookback must do with it.
"""
import os
import struct

PRJ = (b'GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,'
       b'298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]')
ROWS = [("539902100201", "东村"), ("539902100202", "西村")]


def square(x, y, size=0.01):
    return [(x, y), (x, y + size), (x + size, y + size), (x + size, y), (x, y)]


def polygon(rings, kind=5, tail=b"", points=None, parts=None, starts=None):
    flat = [p for ring in rings for p in ring]
    if starts is None:
        starts, at = [], 0
        for ring in rings:
            starts.append(at)
            at += len(ring)
    xs, ys = [p[0] for p in flat] or [0], [p[1] for p in flat] or [0]
    body = struct.pack("<i4d", kind, min(xs), min(ys), max(xs), max(ys))
    body += struct.pack("<ii", len(starts) if parts is None else parts, len(flat) if points is None else points)
    body += b"".join(struct.pack("<i", s) for s in starts)
    body += b"".join(struct.pack("<2d", *p) for p in flat)
    return body + tail


def header(size, kind=5, code=9994):
    return (struct.pack(">7i", code, 0, 0, 0, 0, 0, size // 2) + struct.pack("<ii", 1000, kind)
            + struct.pack("<8d", 99, 27, 100, 28, 0, 0, 0, 0))


def shp(bodies, kind=5, lengths=None):
    records, index, at = b"", b"", 100
    for i, body in enumerate(bodies):
        words = len(body) // 2 if lengths is None else lengths[i]
        records += struct.pack(">ii", i + 1, words) + body
        index += struct.pack(">ii", at // 2, words)
        at += 8 + len(body)
    return header(100 + len(records), kind) + records, header(100 + len(index), kind) + index


def dbf(rows=ROWS, encoding="utf-8", ldid=0, fields=(("XZQDM", 12), ("XZQMC", 12)), count=None, record=None, head=None):
    body = b""
    for row in rows:
        body += b" " + b"".join(cell.encode(encoding)[:width].ljust(width) for cell, (_, width) in zip(row, fields))
    columns = b"".join(struct.pack("<11sc4xBB14x", name.encode(encoding)[:10], b"C", width, 0) for name, width in fields)
    length = 1 + sum(width for _, width in fields)
    return (struct.pack("<4BIHH17xB2x", 3, 126, 1, 1, len(rows) if count is None else count,
                        32 + len(columns) + 1 if head is None else head, length if record is None else record, ldid)
            + columns + b"\r" + body + b"\x1a")


GOOD = [polygon([square(99.1, 27.1)]), polygon([square(99.2, 27.1)])]
SETS = {}


def put(name, shp_shx, table=None, prj=PRJ, cpg=b"UTF-8", with_shx=True):
    parts = {"shp": shp_shx[0], "dbf": dbf() if table is None else table, "prj": prj, "cpg": cpg}
    if with_shx:
        parts["shx"] = shp_shx[1]
    SETS[name] = {k: v for k, v in parts.items() if v is not None}


good = shp(GOOD)
put("good", good)
put("no-shx", good, with_shx=False)
put("no-dbf", good, table=b"")
del SETS["no-dbf"]["dbf"]
put("empty-shp", (b"", good[1]))
put("cut-in-header", (good[0][:60], good[1]))
put("not-a-shapefile", (b"PK\x03\x04" + bytes(200), good[1]))
put("points", (header(128, 1) + struct.pack(">ii", 1, 10) + struct.pack("<i2d", 1, 99.1, 27.1), header(108, 1) + struct.pack(">ii", 50, 10)))
put("lines", shp([polygon([square(99.1, 27.1)], 3)], 3))
put("multipatch", shp([polygon([square(99.1, 27.1)], 31)], 31))
put("only-nulls", shp([struct.pack("<i", 0), struct.pack("<i", 0)]))
put("one-null", shp([GOOD[0], struct.pack("<i", 0)]))
put("cut-in-record", (good[0][:-40], good[1]))
put("cut-without-shx", (good[0][:-40], None), with_shx=False)
put("header-too-long", (good[0][:24] + struct.pack(">i", 99999999) + good[0][28:], good[1]))
put("shx-outside", (good[0], good[1][:-8] + struct.pack(">ii", 0x3fffffff, 64)))
put("shx-repeats-one-record", (good[0], header(100 + 8 * 4000) + good[1][100:108] * 4000))
put("shx-empty", (good[0], b""))
put("shx-count-too-large", (good[0], good[1][:24] + struct.pack(">i", 0x7fffffff) + good[1][28:]))
put("record-length-zero", (good[0][:104] + bytes(4) + good[0][108:], None), with_shx=False)
put("record-length-huge", (good[0][:104] + struct.pack(">I", 0x7fffffff) + good[0][108:], good[1]))
put("record-length-negative", (good[0][:104] + struct.pack(">I", 0xffffffff) + good[0][108:], good[1]))
put("two-thousand-million-points", shp([polygon([square(99.1, 27.1)], points=0x7fffffff), GOOD[1]]))
put("negative-points", shp([polygon([square(99.1, 27.1)], points=-1), GOOD[1]]))
put("negative-parts", shp([polygon([square(99.1, 27.1)], parts=-1), GOOD[1]]))
put("no-parts", shp([polygon([], starts=[]), GOOD[1]]))
put("part-begins-before", shp([polygon([square(99.1, 27.1)], starts=[-5]), GOOD[1]]))
put("part-begins-behind", shp([polygon([square(99.1, 27.1)], starts=[0, 77]), GOOD[1]]))
put("parts-fall", shp([polygon([square(99.1, 27.1), square(99.3, 27.1)], starts=[0, 5, 3]), GOOD[1]]))
nan = square(99.1, 27.1)
nan[2] = (float("nan"), 27.1)
put("nan", shp([polygon([nan]), GOOD[1]]))
put("infinite", shp([GOOD[0], polygon([[(99.1, 27.1), (float("inf"), 27.2), (99.2, 27.2), (99.1, 27.1)]])]))
put("absurd", shp([GOOD[0], polygon([square(1e30, 27.1, 1e29)])]))
put("not-closed", shp([polygon([square(99.1, 27.1)[:4]]), GOOD[1]]))
put("ring-of-two-points", shp([polygon([square(99.1, 27.1), [(99.5, 27.5), (99.6, 27.6)]]), GOOD[1]]))
put("a-line-as-ring", shp([polygon([square(99.1, 27.1), [(99.5, 27.5), (99.6, 27.5), (99.7, 27.5), (99.5, 27.5)]]), GOOD[1]]))
put("points-among-polygons", shp([GOOD[0], struct.pack("<i2d", 1, 99.1, 27.1)]))
put("polygon-z-without-z", shp([polygon([square(99.1, 27.1)], 15), polygon([square(99.2, 27.1)], 15)], 15))
put("polygon-m-without-m", shp([polygon([square(99.1, 27.1)], 25), polygon([square(99.2, 27.1)], 25)], 25))
put("rubbish-behind", (good[0] + b"end", good[1]))
put("hole-first", shp([polygon([square(99.102, 27.102, 0.002)[::-1], square(99.1, 27.1)]), GOOD[1]]))
put("dbf-empty", good, b"")
put("dbf-cut-in-header", good, dbf()[:50])
put("dbf-count-too-large", good, dbf(count=4000000000))
put("dbf-one-row", good, dbf(ROWS[:1]))
put("dbf-record-shorter-than-fields", good, dbf(record=9))
put("dbf-record-length-zero", good, dbf(record=0))
put("dbf-header-length-behind", good, dbf(head=60000))
put("dbf-no-fields", good, dbf([(), ()], fields=()))
put("dbf-rubbish", good, bytes(range(256)) * 3)
put("dbf-no-known-field", good, dbf(fields=(("AAA", 12), ("BBB", 12))))
put("dbf-name-cut-in-half", good, dbf([("539902100201", "清水村委会"), ("539902100202", "西村")], fields=(("XZQDM", 12), ("XZQMC", 7))))
put("cpg-rubbish", good, cpg=b"\xff\xfe\x00EBCDIC")
put("gbk-marked-utf-8", good, dbf(encoding="gbk"))
put("gbk-unmarked", good, dbf([("539902100201", "东坡村民委员会"), ("539902100202", "西山村民委员会")], "gbk", fields=(("XZQDM", 12), ("XZQMC", 20))), cpg=None)
put("same-code-twice", good, dbf([("539902100201", "东村"), ("539902100201", "西村")]))
put("dbf-no-rows", good, dbf([]))
put("prj-with-a-name", good, prj=b"39902100203 CGCS2000   ")
put("prj-rubbish", good, prj=b"\x00\xffPROJCS[")
put("prj-of-metres", good, prj=b'PROJCS["x",GEOGCS["x",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],'
    b'PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",33500000.0],'
    b'PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",99.0],PARAMETER["Scale_Factor",1.0],'
    b'PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]')
put("six-digits-without-prj", shp([polygon([square(500000, 3000000, 900)]), polygon([square(501000, 3000000, 900)])]), prj=None)
put("north-before-east", shp([polygon([square(3000000, 33500000, 900)]), polygon([square(3000000, 33501000, 900)])]), prj=None)

HERE = os.path.dirname(os.path.abspath(__file__))
CORPUS = os.path.join(HERE, "..", "..", "fuzz", "corpus", "shapefile")

for name, parts in SETS.items():
    for extension, content in parts.items():
        with open(os.path.join(HERE, f"{name}.{extension}"), "wb") as file:
            file.write(content)
    with open(os.path.join(CORPUS, name), "wb") as file:  # as tests/fuzz/fuzz-shapefile.c reads it
        for extension in ("shp", "shx", "dbf", "prj", "cpg"):
            content = parts.get(extension)
            file.write(b"\xff\xff\xff\xff" if content is None else struct.pack("<I", len(content)) + content)
