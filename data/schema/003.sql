-- Schema 3: what the national export tells beside schema 2: incomes by kind, work away from home, safe water, disability
-- cards. Conventions as in 001.sql.

ALTER TABLE household ADD COLUMN safe_water INTEGER CHECK (safe_water IN (0, 1)); -- 是否解决安全饮用水, as it is now

-- Each sheet of a workbook is a batch of its own, and known by its name beside the file's SHA-256.
ALTER TABLE import_batch ADD COLUMN sheet TEXT;

-- A disability card may be of the right length and yet break its own rule (1_12_004): its state stands in a CHECK, so the
-- table is made anew.
CREATE TABLE person_3 (
  id                 INTEGER PRIMARY KEY,
  household_id       INTEGER NOT NULL REFERENCES household (id),
  person_no          TEXT NOT NULL,               -- 人编号; without one the row's place in its household
  name               TEXT,                        -- leaves the program masked
  id_hash            TEXT,                        -- keyed hash of the certificate number
  id_enc             BLOB,                        -- the number itself, when the project has a passphrase
  id_state           TEXT CHECK (id_state = 'valid' OR id_state = 'length' OR id_state = 'checksum'
                              OR id_state = 'disability_card' OR id_state = 'card_rule'),
  birth_year         INTEGER CHECK (birth_year BETWEEN 1880 AND 2100),
  sex                TEXT CHECK (sex IN ('male', 'female')),
  relation           TEXT,                        -- 与户主关系, 'head' for 户主
  health             TEXT CHECK (health = 'healthy' OR health = 'chronic' OR health = 'serious'
                              OR health = 'disabled' OR health = 'multi'),
  labour             TEXT CHECK (labour = 'skilled' OR labour = 'ordinary' OR labour = 'weak_half'
                              OR labour = 'lost' OR labour = 'none'),
  education          TEXT,
  student            TEXT,                        -- 在校生状况, NULL: none
  dropout            INTEGER CHECK (dropout IN (0, 1)),          -- 义务教育阶段失学辍学
  work_place         TEXT,
  work_months        REAL CHECK (work_months BETWEEN 0 AND 12),
  insured_medical    INTEGER CHECK (insured_medical IN (0, 1)),
  insured_bigdisease INTEGER CHECK (insured_bigdisease IN (0, 1)),
  dibao              TEXT CHECK (dibao = 'urban' OR dibao = 'rural' OR dibao = 'none'),   -- 享受低保政策情况
  tekun              TEXT CHECK (tekun = 'urban' OR tekun = 'rural' OR tekun = 'none'),   -- 享受特困供养政策情况
  import_batch_id    INTEGER NOT NULL REFERENCES import_batch (id),
  src_row            INTEGER NOT NULL,
  UNIQUE (household_id, person_no)
) STRICT;
INSERT INTO person_3 (id, household_id, person_no, name, id_hash, id_enc, id_state, birth_year, sex, relation, health, labour,
    education, student, dropout, work_place, work_months, insured_medical, insured_bigdisease, dibao, tekun,
    import_batch_id, src_row)
  SELECT id, household_id, person_no, name, id_hash, id_enc, id_state, birth_year, sex, relation, health,
    labour, education, student, dropout, work_place, work_months, insured_medical, insured_bigdisease, dibao,
    tekun, import_batch_id, src_row FROM person;
DROP TABLE person;
ALTER TABLE person_3 RENAME TO person;
CREATE INDEX person_id_hash ON person (id_hash) WHERE id_hash IS NOT NULL;

-- 收支情况 of a case's household in the year: at identification, and at clearance. Per head stands in monitoring_case and
-- risk_clearance.
CREATE TABLE case_income (
  id                INTEGER PRIMARY KEY,
  case_id           INTEGER NOT NULL REFERENCES monitoring_case (id) ON DELETE CASCADE,
  moment            TEXT NOT NULL CHECK (moment = 'identified' OR moment = 'cleared'),
  wage_fen          INTEGER,                      -- 工资性收入
  business_fen      INTEGER,                      -- 生产经营性收入
  property_fen      INTEGER,                      -- 财产性收入
  transfer_fen      INTEGER,                      -- 转移性收入
  business_cost_fen INTEGER,                      -- 生产经营性支出
  net_fen           INTEGER,                      -- 家庭纯收入
  claims_fen        INTEGER,                      -- 理赔收入
  import_batch_id   INTEGER NOT NULL REFERENCES import_batch (id),
  src_row           INTEGER NOT NULL,
  UNIQUE (case_id, moment)
) STRICT;

-- 外出务工月监测: a spell of work away from home. Without a first day: none yet (working 0).
CREATE TABLE person_work (
  id              INTEGER PRIMARY KEY,
  person_id       INTEGER NOT NULL REFERENCES person (id),
  working         INTEGER CHECK (working IN (0, 1)),
  started_on      TEXT,
  ended_on        TEXT,
  channel         TEXT,                           -- 就业渠道
  industry        TEXT,                           -- 所属行业
  employer        TEXT,
  place           TEXT,
  import_batch_id INTEGER NOT NULL REFERENCES import_batch (id),
  src_row         INTEGER NOT NULL
) STRICT;
CREATE INDEX person_work_person ON person_work (person_id);

INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES
  ('case_income', 'attributes', 'case_income', '监测户收支', NULL),
  ('person_work', 'attributes', 'person_work', '外出务工', NULL);

-- All that the tree of regions is made of: opening a project reads this and not the polygons that the rows carry with them.
CREATE INDEX IF NOT EXISTS region_tree ON region (id, parent_id, level, code, name, area_m2, alias, valid_to, successor_id);
