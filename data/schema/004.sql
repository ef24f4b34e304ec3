-- Schema 4: two more columns of the national export: who plans to go away for work, and the income range that the ledger itself
-- names at identification and at clearance. Conventions as in 001.sql.

-- 纳入监测对象的(人均)收入参考范围, as the ledger writes it: "7500", or in words.
ALTER TABLE case_income ADD COLUMN reference TEXT;

-- 是否计划务工, the third sheet of the export: what a member plans now.
CREATE TABLE work_plan (
  id              INTEGER PRIMARY KEY,
  person_id       INTEGER NOT NULL UNIQUE REFERENCES person (id),
  planned         INTEGER NOT NULL CHECK (planned IN (0, 1)),
  import_batch_id INTEGER NOT NULL REFERENCES import_batch (id),
  src_row         INTEGER NOT NULL
) STRICT;

INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES
  ('work_plan', 'attributes', 'work_plan', '计划务工', NULL);
