-- The costly ones of relations.sql as tables, for a connection that many queries are asked on (src/relations.h).
--
-- Run where main is empty memory and the project is attached. Once its view is gone, the table is what a name means.

PRAGMA main.journal_mode = OFF;
BEGIN;

-- Regions without their boundaries, which lie between the words of a row and the reader of the table. Whoever attaches this
-- reads them by way of a view that still has the boundaries (src/relations.c).
CREATE TABLE main.region (id INTEGER PRIMARY KEY, parent_id INTEGER, level TEXT, code TEXT, name TEXT, alias TEXT, kind TEXT,
                          grid_kind TEXT, area_m2 REAL, households_total INTEGER, persons_total INTEGER, urban_class TEXT,
                          valid_from TEXT, valid_to TEXT, successor_id INTEGER, pre INTEGER, last INTEGER,
                          import_batch_id INTEGER, src_row INTEGER);
INSERT INTO main.region
  SELECT id, parent_id, level, code, name, alias, kind, grid_kind, area_m2, households_total, persons_total, urban_class,
         valid_from, valid_to, successor_id, pre, last, import_batch_id, src_row FROM project.region;
CREATE INDEX main.region_level ON region (level);
CREATE INDEX main.region_parent ON region (parent_id);
CREATE INDEX main.region_pre ON region (pre);

CREATE TABLE main.case_dated (case_id INTEGER PRIMARY KEY, household_id INTEGER, region_id INTEGER, class TEXT, persons INTEGER,
                              clear_mode TEXT, identified INTEGER, cleared INTEGER, revoked INTEGER, able INTEGER,
                              identified_first INTEGER);
INSERT INTO main.case_dated SELECT * FROM temp.case_dated;
DROP VIEW temp.case_dated;

CREATE TABLE main.case_span (case_id INTEGER, household_id INTEGER, region_id INTEGER, class TEXT, persons INTEGER,
                             identified INTEGER, first INTEGER, last INTEGER, able INTEGER);
INSERT INTO main.case_span SELECT * FROM temp.case_span ORDER BY case_id;
CREATE INDEX main.case_span_case ON case_span (case_id);
CREATE INDEX main.case_span_household ON case_span (household_id, first, last, case_id);
DROP VIEW temp.case_span;

CREATE TABLE main.case_filled (n INTEGER, clue INTEGER, channel INTEGER, income INTEGER, self_pay INTEGER, dropout INTEGER,
                               housing INTEGER, insured INTEGER, water INTEGER, contact_name INTEGER, contact_phone INTEGER,
                               clear_mode INTEGER, cleared INTEGER);
INSERT INTO main.case_filled SELECT * FROM temp.case_filled;
DROP VIEW temp.case_filled;

CREATE TABLE main.case_done (case_id INTEGER, category TEXT, day INTEGER);
INSERT INTO main.case_done SELECT * FROM temp.case_done;
CREATE INDEX main.case_done_case ON case_done (case_id);
DROP VIEW temp.case_done;

CREATE TABLE main.case_helped (case_id INTEGER PRIMARY KEY, day INTEGER, developmental_day INTEGER);
INSERT INTO main.case_helped SELECT * FROM temp.case_helped;
DROP VIEW temp.case_helped;

CREATE TABLE main.measure_span (measure_id INTEGER, case_id INTEGER, region_id INTEGER, category TEXT, due INTEGER,
                                first INTEGER, last INTEGER, implemented INTEGER);
INSERT INTO main.measure_span SELECT * FROM temp.measure_span;
DROP VIEW temp.measure_span;

CREATE TABLE main.household_base (region_id INTEGER, households INTEGER, persons INTEGER);
INSERT INTO main.household_base SELECT * FROM temp.household_base;
CREATE INDEX main.household_base_region ON household_base (region_id);
DROP VIEW temp.household_base;

CREATE TABLE main.finding_state (finding_id INTEGER PRIMARY KEY, region_id INTEGER, seen INTEGER, due INTEGER, closed INTEGER,
                                 timely INTEGER, tracks INTEGER);
INSERT INTO main.finding_state SELECT * FROM temp.finding_state;
DROP VIEW temp.finding_state;

COMMIT;
