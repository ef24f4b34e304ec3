#!/bin/sh
# Recounts D01's cases and M01 from the sample's CSV files with the sqlite3 program alone: no code and no query
# of ours, and another way of counting. Ours adds dated changes; this asks, for each date anew, which was the last
# event of each case, and then counts what stands. Households lie where their grid code says (6 digits county, 9 township,
# 12 village, 15 grid).
#   indicators.sh SAMPLE-FOLDER >indicators.csv
# Columns: date, level, code, open cases, their persons, implemented measures, planned measures. Grids: one in fifty.
set -eu
sample=$1
sqlite3 -batch :memory: <<SQL
.mode csv
.import $sample/households.csv households
.import $sample/cases.csv cases
.import $sample/measures.csv measures

CREATE TABLE dates (date TEXT);
INSERT INTO dates VALUES ('2022-06-30'), ('2024-02-29'), ('2025-12-31');

-- Any date that is not YYYY-MM-DD would make the comparisons of text below worthless: 1 / 0 stops nothing in
-- SQLite, a CHECK does.
CREATE TABLE checked (date TEXT CHECK (date = '' OR date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'));
INSERT INTO checked SELECT "识别监测时间" FROM cases UNION ALL SELECT "消除监测时间" FROM cases
  UNION ALL SELECT "消除回退时间" FROM cases UNION ALL SELECT "计划时间" FROM measures
  UNION ALL SELECT "落实时间" FROM measures;

CREATE TABLE numbered AS
  SELECT rowid AS id, "户编号" AS household, CAST ("监测人口" AS INTEGER) AS persons, "识别监测时间" AS identified,
         "消除监测时间" AS cleared, "消除回退时间" AS revoked
    FROM cases;
CREATE INDEX numbered_household ON numbered (household, identified);

-- What happened to each case, in order; the later word of one day wins.
CREATE TABLE events AS
  SELECT id, identified AS date, 1 AS step, 1 AS open FROM numbered
  UNION ALL SELECT id, cleared, 2, 0 FROM numbered WHERE cleared <> ''
  UNION ALL SELECT id, revoked, 3, 1 FROM numbered WHERE revoked <> '';
CREATE TABLE standing AS
  SELECT date, id FROM (
    SELECT d.date, e.id, e.open,
           row_number () OVER (PARTITION BY d.date, e.id ORDER BY e.date DESC, e.step DESC) AS back
      FROM dates d JOIN events e ON e.date <= d.date)
   WHERE back = 1 AND open = 1;

-- A measure belongs to the household's latest case identified by the day it was planned, else to its first.
CREATE TABLE belonging AS
  SELECT m."计划时间" AS planned, m."落实状态" AS status, m."落实时间" AS done,
         coalesce (
           (SELECT n.id FROM numbered n WHERE n.household = m."户编号" AND n.identified <= m."计划时间"
             ORDER BY n.identified DESC LIMIT 1),
           (SELECT n.id FROM numbered n WHERE n.household = m."户编号" ORDER BY n.identified LIMIT 1)) AS id
    FROM measures m;
CREATE INDEX belonging_case ON belonging (id);

CREATE TABLE counted AS
  SELECT s.date, h."网格编码" AS grid, n.persons,
         (SELECT count (*) FROM belonging b WHERE b.id = n.id AND b.planned <= s.date AND b.status = '已落实'
             AND b.done <= s.date) AS implemented,
         (SELECT count (*) FROM belonging b WHERE b.id = n.id AND b.planned <= s.date
             AND CASE WHEN b.status IN ('已停止', '不适用') THEN b.done > s.date ELSE 1 END) AS planned
    FROM standing s JOIN numbered n ON n.id = s.id JOIN households h ON h."户编号" = n.household;

CREATE TABLE levels (level TEXT, digits INTEGER);
INSERT INTO levels VALUES ('county', 6), ('township', 9), ('village', 12), ('grid', 15);
CREATE TABLE places AS
  SELECT DISTINCT level, digits, substr ("网格编码", 1, digits) AS code FROM levels, households
   WHERE length ("网格编码") >= digits;

.headers on
SELECT d.date, p.level, p.code, count (c.grid) AS open, coalesce (sum (c.persons), 0) AS persons,
       coalesce (sum (c.implemented), 0) AS implemented, coalesce (sum (c.planned), 0) AS planned
  FROM dates d
  JOIN (SELECT *, row_number () OVER (PARTITION BY level ORDER BY code) AS number FROM places) p
       ON p.level <> 'grid' OR p.number % 50 = 0
  LEFT JOIN counted c ON c.date = d.date AND substr (c.grid, 1, p.digits) = p.code
 GROUP BY d.date, p.level, p.code
 ORDER BY d.date, p.digits, p.code;
SQL
