-- Schema 2: the whole domain. Conventions as in 001.sql.
--
-- Two tables of schema 1 are made anew, because what they allowed stood in a CHECK: regions gain the level below
-- the grid (联户单元), and the steps of identification become data of the rule set. The migration runs with foreign keys
-- off and proves them before it commits (src/schema.c).

-- Regions: the level of joint-household units, sizes that no ledger gives, and what became of abolished villages --------

CREATE TABLE region_2 (
  id               INTEGER PRIMARY KEY AUTOINCREMENT,
  geom             MULTIPOLYGON,
  parent_id        INTEGER REFERENCES region (id),  -- NULL: the county, or a region without a place (无处安放)
  level            TEXT NOT NULL CHECK (level IN ('county', 'township', 'area', 'village', 'grid', 'joint_unit')),
  code             TEXT,
  name             TEXT NOT NULL,
  alias            TEXT,               -- other and former names, one a line
  kind             TEXT NOT NULL DEFAULT 'statutory' CHECK (kind IN ('statutory', 'management')),
  grid_kind        TEXT CHECK (grid_kind IN ('rural', 'urban_community', 'dedicated', 'party')),
  area_m2          REAL CHECK (area_m2 > 0), -- ellipsoidal; without a polygon of its own the sum of its children
  households_total INTEGER CHECK (households_total >= 0), -- as declared, where no ledger of households is kept
  persons_total    INTEGER CHECK (persons_total >= 0),
  urban_class      TEXT,               -- 城乡分类代码, 111 … 220
  valid_from       TEXT,
  valid_to         TEXT,               -- last day on which the region stood; NULL: it stands
  successor_id     INTEGER REFERENCES region (id),
  pre              INTEGER,            -- pre-order number in the tree, from 0: descendants are pre+1 … last
  last             INTEGER,
  import_batch_id  INTEGER REFERENCES import_batch (id),
  src_row          INTEGER
);
INSERT INTO region_2 (id, geom, parent_id, level, code, name, alias, kind, grid_kind, area_m2, valid_from, valid_to,
                      successor_id, pre, last, import_batch_id, src_row)
  SELECT id, geom, parent_id, level, code, name, alias, kind, grid_kind, area_m2, valid_from, valid_to,
         successor_id, pre, last, import_batch_id, src_row FROM region;
DROP TABLE region;
ALTER TABLE region_2 RENAME TO region;
CREATE UNIQUE INDEX region_code ON region (code) WHERE code IS NOT NULL;
CREATE INDEX region_parent ON region (parent_id);
CREATE INDEX region_pre ON region (pre);
CREATE TRIGGER region_insert_drops_levels AFTER INSERT ON region BEGIN DELETE FROM lookback_levels; END;
CREATE TRIGGER region_delete_drops_levels AFTER DELETE ON region BEGIN DELETE FROM lookback_levels; END;
CREATE TRIGGER region_update_drops_levels AFTER UPDATE OF geom, parent_id, code, level, pre ON region
BEGIN DELETE FROM lookback_levels; END;

-- Tables of very many rows ------------------------------------------------------------------------------

-- Made anew without AUTOINCREMENT, which writes a second table with every row, and without indexes on the batch, which
-- only undo asks for: it reads the table once instead. A third of the time of an import.
-- Their words are checked with OR: of IN with more than two words SQLite makes an index and searches it for every row,
-- which took longer than all the rest of storing it. Unique numbers are indexes with a name, for an import into an empty
-- table makes such indexes at its end.
CREATE TABLE household_2 (
  id              INTEGER PRIMARY KEY,
  household_no    TEXT NOT NULL,                  -- 户编号 of the national system
  region_id       INTEGER NOT NULL REFERENCES region (id),
  head_name       TEXT,                           -- 户主姓名; leaves the program masked
  phone           TEXT,                           -- leaves the program masked
  address         TEXT,                           -- to the village group
  type            TEXT NOT NULL DEFAULT 'ordinary' CHECK (type = 'ordinary' OR type = 'out_of_poverty'
                                                       OR type = 'other'),
  size            INTEGER NOT NULL CHECK (size BETWEEN 1 AND 99),
  labour_count    INTEGER CHECK (labour_count BETWEEN 0 AND 99),
  whole_no_labour INTEGER CHECK (whole_no_labour IN (0, 1)),
  relocated       INTEGER CHECK (relocated IN (0, 1)),
  import_batch_id INTEGER NOT NULL REFERENCES import_batch (id),
  src_row         INTEGER NOT NULL
) STRICT;
INSERT INTO household_2 (id, household_no, region_id, head_name, phone, address, type, size, labour_count, whole_no_labour,
    relocated, import_batch_id, src_row)
  SELECT id, household_no, region_id, head_name, phone, address, type, size, labour_count, whole_no_labour,
    relocated, import_batch_id, src_row FROM household;
DROP TABLE household;
ALTER TABLE household_2 RENAME TO household;
CREATE UNIQUE INDEX household_number ON household (household_no);
CREATE INDEX household_region ON household (region_id);

CREATE TABLE monitoring_case_2 (
  id              INTEGER PRIMARY KEY,
  household_id    INTEGER NOT NULL REFERENCES household (id),
  case_seq        INTEGER NOT NULL CHECK (case_seq >= 1),
  class           TEXT NOT NULL CHECK (class = 'unstable' OR class = 'marginal' OR class = 'sudden'),
  channel         TEXT CHECK (channel = 'self' OR channel = 'cadre' OR channel = 'dept' OR channel = 'petition'
                           OR channel = 'other'),
  persons         INTEGER NOT NULL CHECK (persons BETWEEN 1 AND 99),
  clue_date       TEXT,
  identified_on   TEXT NOT NULL,
  income_pc_fen   INTEGER,                        -- per head at identification
  self_pay_fen    INTEGER,                        -- 合规自付支出
  developmental   INTEGER CHECK (developmental IN (0, 1)), -- 实施开发式帮扶措施情况
  cleared_on      TEXT,
  clear_mode      TEXT CHECK (clear_mode IN ('assisted', 'natural')),
  revoked_on      TEXT,                           -- the clearance was undone: active again
  green_lane      INTEGER CHECK (green_lane IN (0, 1)), -- measures before procedure
  contact_name    TEXT,   -- 监测联系人; leaves the program masked
  contact_phone   TEXT,
  dropout         INTEGER CHECK (dropout IN (0, 1)),       -- at identification
  housing_unsafe  INTEGER CHECK (housing_unsafe IN (0, 1)),
  uninsured       INTEGER CHECK (uninsured IN (0, 1)),
  water_unsafe    INTEGER CHECK (water_unsafe IN (0, 1)),
  import_batch_id INTEGER NOT NULL REFERENCES import_batch (id),
  src_row         INTEGER NOT NULL,
  CHECK (revoked_on IS NULL OR cleared_on IS NOT NULL)
) STRICT;
INSERT INTO monitoring_case_2 (id, household_id, case_seq, class, channel, persons, clue_date, identified_on, income_pc_fen,
    self_pay_fen, developmental, cleared_on, clear_mode, revoked_on, import_batch_id, src_row)
  SELECT id, household_id, case_seq, class, channel, persons, clue_date, identified_on, income_pc_fen,
    self_pay_fen, developmental, cleared_on, clear_mode, revoked_on, import_batch_id, src_row FROM monitoring_case;
DROP TABLE monitoring_case;
ALTER TABLE monitoring_case_2 RENAME TO monitoring_case;
CREATE UNIQUE INDEX monitoring_case_number ON monitoring_case (household_id, case_seq);

CREATE TABLE case_risk_2 (
  id              INTEGER PRIMARY KEY,
  case_id         INTEGER NOT NULL REFERENCES monitoring_case (id) ON DELETE CASCADE,
  ord             INTEGER NOT NULL CHECK (ord BETWEEN 1 AND 5),
  risk_code       TEXT NOT NULL,                  -- 因病, 因学, 因残, … as code: illness, schooling, disability, …
  sub_code        TEXT,
  import_batch_id INTEGER NOT NULL REFERENCES import_batch (id),
  src_row         INTEGER NOT NULL,
  UNIQUE (case_id, ord)
) STRICT;
INSERT INTO case_risk_2 (id, case_id, ord, risk_code, sub_code, import_batch_id, src_row)
  SELECT id, case_id, ord, risk_code, sub_code, import_batch_id, src_row FROM case_risk;
DROP TABLE case_risk;
ALTER TABLE case_risk_2 RENAME TO case_risk;

CREATE TABLE measure_2 (
  id              INTEGER PRIMARY KEY,
  case_id         INTEGER NOT NULL REFERENCES monitoring_case (id),
  category        TEXT NOT NULL CHECK (category = 'industry' OR category = 'employment' OR category = 'finance'
                                    OR category = 'public_post' OR category = 'health'
                                    OR category = 'compulsory_education' OR category = 'other_education'
                                    OR category = 'safety_net' OR category = 'housing' OR category = 'water'
                                    OR category = 'social' OR category = 'relocation'
                                    OR category = 'living_conditions' OR category = 'infrastructure'),
  subtype         TEXT,
  planned_on      TEXT NOT NULL,
  due_on          TEXT,
  responsible     TEXT,                           -- department or unit
  amount_fen      INTEGER CHECK (amount_fen >= 0),
  status          TEXT NOT NULL CHECK (status = 'planned' OR status = 'in_progress' OR status = 'implemented'
                                    OR status = 'stopped' OR status = 'not_applicable'),
  status_on       TEXT,                           -- the day of implemented, stopped or not_applicable
  verified_on     TEXT,
  verified_by     TEXT,
  person_id       INTEGER REFERENCES person (id),   -- beneficiary
  import_batch_id INTEGER NOT NULL REFERENCES import_batch (id),
  src_row         INTEGER NOT NULL,
  CHECK (status IN ('planned', 'in_progress') OR status_on IS NOT NULL)
) STRICT;
INSERT INTO measure_2 (id, case_id, category, subtype, planned_on, due_on, responsible, amount_fen, status, status_on,
    import_batch_id, src_row)
  SELECT id, case_id, category, subtype, planned_on, due_on, responsible, amount_fen, status, status_on,
    import_batch_id, src_row FROM measure;
DROP TABLE measure;
ALTER TABLE measure_2 RENAME TO measure;
CREATE INDEX measure_case ON measure (case_id);
CREATE INDEX measure_person ON measure (person_id) WHERE person_id IS NOT NULL;

CREATE TABLE visit_2 (
  id              INTEGER PRIMARY KEY,
  household_id    INTEGER NOT NULL REFERENCES household (id),
  visited_on      TEXT NOT NULL,
  mode            TEXT NOT NULL CHECK (mode = 'home' OR mode = 'phone' OR mode = 'video'),
  purpose         TEXT CHECK (purpose = 'daily' OR purpose = 'even_month' OR purpose = 'check' OR purpose = 'care'
                           OR purpose = 'look_back'),
  visitor         TEXT,
  actions         INTEGER CHECK (actions BETWEEN 0 AND 15), -- bits 看 1, 查 2, 听 4, 帮 8
  issue_found     INTEGER CHECK (issue_found IN (0, 1)),
  task            TEXT,             -- what was done beside the visit: housework, problem, birthday
  import_batch_id INTEGER NOT NULL REFERENCES import_batch (id),
  src_row         INTEGER NOT NULL
) STRICT;
INSERT INTO visit_2 (id, household_id, visited_on, mode, purpose, visitor, actions, issue_found, import_batch_id, src_row)
  SELECT id, household_id, visited_on, mode, purpose, visitor, actions, issue_found, import_batch_id, src_row FROM visit;
DROP TABLE visit;
ALTER TABLE visit_2 RENAME TO visit;
CREATE INDEX visit_household ON visit (household_id);

CREATE TABLE platform_reg_2 (
  id              INTEGER PRIMARY KEY,
  household_id    INTEGER NOT NULL REFERENCES household (id),
  platform        TEXT NOT NULL,
  registered_on   TEXT NOT NULL,
  by_proxy        INTEGER CHECK (by_proxy IN (0, 1)),
  import_batch_id INTEGER NOT NULL REFERENCES import_batch (id),
  src_row         INTEGER NOT NULL,
  UNIQUE (household_id, platform)
) STRICT;
INSERT INTO platform_reg_2 (id, household_id, platform, registered_on, by_proxy, import_batch_id, src_row)
  SELECT id, household_id, platform, registered_on, by_proxy, import_batch_id, src_row FROM platform_reg;
DROP TABLE platform_reg;
ALTER TABLE platform_reg_2 RENAME TO platform_reg;

DROP INDEX matter_batch;
DROP INDEX staff_batch;

-- Households and people ----------------------------------------------------------------------------------

-- Per-head net income as the yearly collection gives it.
CREATE TABLE household_income (
  id              INTEGER PRIMARY KEY,
  household_id    INTEGER NOT NULL REFERENCES household (id),
  year            INTEGER NOT NULL CHECK (year BETWEEN 1990 AND 2100),
  income_pc_fen   INTEGER NOT NULL,
  import_batch_id INTEGER NOT NULL REFERENCES import_batch (id),
  src_row         INTEGER NOT NULL,
  UNIQUE (household_id, year)
) STRICT;

-- A member, no more than the rules need. Certificate numbers: the keyed hash joins, the rest is for the eye.
CREATE TABLE person (
  id                 INTEGER PRIMARY KEY,
  household_id       INTEGER NOT NULL REFERENCES household (id),
  person_no          TEXT NOT NULL,               -- 人编号; without one the row's place in its household
  name               TEXT,                        -- leaves the program masked
  id_hash            TEXT,                        -- keyed hash of the certificate number
  id_enc             BLOB,                        -- the number itself, when the project has a passphrase
  id_state           TEXT CHECK (id_state = 'valid' OR id_state = 'length' OR id_state = 'checksum'
                              OR id_state = 'disability_card'),
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
CREATE INDEX person_id_hash ON person (id_hash) WHERE id_hash IS NOT NULL;

-- Cases --------------------------------------------------------------------------------------------------

-- Which steps there are and in which partial order stands in the rule set.
CREATE TABLE case_step_2 (
  id              INTEGER PRIMARY KEY,
  case_id         INTEGER NOT NULL REFERENCES monitoring_case (id) ON DELETE CASCADE,
  step_code       TEXT NOT NULL,                  -- home_check, review, data_match, publicity, system_entry, consent, …
  started_on      TEXT,                           -- publicity: posted
  finished_on     TEXT,                           -- publicity: removed
  result          TEXT CHECK (result = 'pass' OR result = 'fail' OR result = 'returned' OR result = 'n_a'),
  import_batch_id INTEGER NOT NULL REFERENCES import_batch (id),
  src_row         INTEGER NOT NULL,
  UNIQUE (case_id, step_code)
) STRICT;
INSERT INTO case_step_2 (id, case_id, step_code, started_on, finished_on, import_batch_id, src_row)
  SELECT id, case_id, step_code, started_on, finished_on, import_batch_id, src_row FROM case_step;
DROP TABLE case_step;
ALTER TABLE case_step_2 RENAME TO case_step;

-- How a case was cleared: the day and the mode stand in monitoring_case, what was looked at stands here.
CREATE TABLE risk_clearance (
  id                 INTEGER PRIMARY KEY,
  case_id            INTEGER NOT NULL UNIQUE REFERENCES monitoring_case (id) ON DELETE CASCADE,
  proposed_on        TEXT,
  home_check_on      TEXT,
  review_on          TEXT,
  publicity_from     TEXT,
  publicity_to       TEXT,
  town_audit_on      TEXT,
  county_approved_on TEXT,
  income_pc_fen      INTEGER,
  self_pay_fen       INTEGER CHECK (self_pay_fen >= 0),
  dropout            INTEGER CHECK (dropout IN (0, 1)),          -- after clearance, 1: the problem is there
  housing_unsafe     INTEGER CHECK (housing_unsafe IN (0, 1)),
  uninsured          INTEGER CHECK (uninsured IN (0, 1)),
  water_unsafe       INTEGER CHECK (water_unsafe IN (0, 1)),
  revoke_reason      TEXT,
  import_batch_id    INTEGER NOT NULL REFERENCES import_batch (id),
  src_row            INTEGER NOT NULL
) STRICT;

-- A paper, photo or minute that proves something; missing_reason: it is not there, and why.
CREATE TABLE evidence (
  id              INTEGER PRIMARY KEY,
  household_id    INTEGER NOT NULL REFERENCES household (id),
  case_id         INTEGER REFERENCES monitoring_case (id),
  subject         TEXT NOT NULL CHECK (subject IN ('step', 'clearance', 'measure', 'visit', 'finding')),
  item            TEXT NOT NULL,                  -- step code, or item of the rule set's clearance requirements
  kind            TEXT NOT NULL CHECK (kind IN ('form', 'photo', 'minutes', 'signature', 'bank', 'contract',
                                                'notice_photo', 'other')),
  file_name       TEXT,
  sha256          TEXT,
  taken_on        TEXT,
  missing_reason  TEXT,
  import_batch_id INTEGER NOT NULL REFERENCES import_batch (id),
  src_row         INTEGER NOT NULL
) STRICT;
CREATE INDEX evidence_household ON evidence (household_id);

-- Visits, matters, warnings ------------------------------------------------------------------------------

-- Who is to be visited how often: a household, or every active case below a region.
CREATE TABLE visit_plan (
  id              INTEGER PRIMARY KEY,
  region_id       INTEGER NOT NULL REFERENCES region (id),
  household_id    INTEGER REFERENCES household (id),
  rhythm          TEXT NOT NULL CHECK (rhythm IN ('weekly', 'monthly', 'even_month', 'quarterly', 'yearly', 'special')),
  n               INTEGER NOT NULL DEFAULT 1 CHECK (n BETWEEN 1 AND 31),
  task            TEXT,                           -- visit, housework, problem, birthday (四个一), …
  target_group    TEXT,
  started_on      TEXT NOT NULL,
  ended_on        TEXT,
  import_batch_id INTEGER NOT NULL REFERENCES import_batch (id),
  src_row         INTEGER NOT NULL
) STRICT;
CREATE INDEX visit_plan_household ON visit_plan (household_id);

ALTER TABLE matter ADD COLUMN handler TEXT;         -- unit that handles it

-- 六单联办: one row a stage.
CREATE TABLE matter_ticket (
  id              INTEGER PRIMARY KEY,
  matter_id       INTEGER NOT NULL REFERENCES matter (id),
  stage           TEXT NOT NULL CHECK (stage IN ('order', 'verify', 'issue', 'dispatch', 'accept', 'rate')),
  seq             INTEGER NOT NULL DEFAULT 1 CHECK (seq >= 1),  -- above 1: the stage was gone through again
  actor           TEXT,
  done_on         TEXT NOT NULL,
  hours           REAL CHECK (hours >= 0),
  returned        INTEGER NOT NULL DEFAULT 0 CHECK (returned IN (0, 1)),
  import_batch_id INTEGER NOT NULL REFERENCES import_batch (id),
  src_row         INTEGER NOT NULL,
  UNIQUE (matter_id, stage, seq)
) STRICT;

CREATE TABLE early_warning (
  id              INTEGER PRIMARY KEY,
  warning_no      TEXT NOT NULL UNIQUE,
  region_id       INTEGER NOT NULL REFERENCES region (id),
  household_id    INTEGER REFERENCES household (id),
  dept            TEXT NOT NULL,                  -- pushing department
  kind            TEXT NOT NULL CHECK (kind IN ('dibao', 'tekun', 'temporary_aid', 'unsafe_housing', 'medical_cost',
                                                'severe_disability', 'dropout', 'water', 'disaster', 'other')),
  pushed_on       TEXT NOT NULL,
  due_on          TEXT,
  import_batch_id INTEGER NOT NULL REFERENCES import_batch (id),
  src_row         INTEGER NOT NULL
) STRICT;
CREATE INDEX early_warning_region ON early_warning (region_id);

CREATE TABLE warning_check (
  id              INTEGER PRIMARY KEY,
  warning_id      INTEGER NOT NULL REFERENCES early_warning (id) ON DELETE CASCADE,
  round           INTEGER NOT NULL CHECK (round IN (1, 2)),     -- 1 village, 2 township
  checked_on      TEXT NOT NULL,
  result          TEXT NOT NULL CHECK (result IN ('enter_case', 'already_case', 'help_without_case', 'no_risk', 'not_found')),
  import_batch_id INTEGER NOT NULL REFERENCES import_batch (id),
  src_row         INTEGER NOT NULL,
  UNIQUE (warning_id, round)
) STRICT;

-- Inspection and rectification ---------------------------------------------------------------------------

CREATE TABLE campaign (
  id              INTEGER PRIMARY KEY,
  name            TEXT NOT NULL UNIQUE,
  kind            TEXT NOT NULL CHECK (kind IN ('look_back', 'three_visits', 'mid_year', 'five_check', 'spot', 'third_party',
                                                'self', 'cross_county')),
  organiser       TEXT,
  basis           TEXT,                           -- 文号
  started_on      TEXT,
  ended_on        TEXT,
  period_from     TEXT,                           -- the time looked back at
  period_to       TEXT,
  import_batch_id INTEGER REFERENCES import_batch (id),         -- NULL: entered in the program
  src_row         INTEGER
) STRICT;

-- A draw that can be made again: design, seed and frame give the same units.
CREATE TABLE sample_frame (
  id              INTEGER PRIMARY KEY,
  campaign_id     INTEGER NOT NULL REFERENCES campaign (id),
  design          TEXT NOT NULL,
  seed            INTEGER NOT NULL,
  frame_size      INTEGER NOT NULL,
  data_version    TEXT NOT NULL,
  import_batch_id INTEGER REFERENCES import_batch (id),
  src_row         INTEGER
) STRICT;

CREATE TABLE sample_unit (
  id                INTEGER PRIMARY KEY,
  campaign_id       INTEGER NOT NULL REFERENCES campaign (id),
  frame_id          INTEGER REFERENCES sample_frame (id),       -- NULL: a list that was drawn elsewhere
  region_id         INTEGER NOT NULL REFERENCES region (id),
  household_id      INTEGER REFERENCES household (id),          -- NULL: the village itself is the unit
  stratum           TEXT,
  probability       REAL CHECK (probability > 0 AND probability <= 1),
  drawn_seq         INTEGER,
  substitute_for    INTEGER REFERENCES sample_unit (id),
  substitute_reason TEXT,
  visited_on        TEXT,
  group_no          TEXT,
  import_batch_id   INTEGER REFERENCES import_batch (id),
  src_row           INTEGER
) STRICT;
CREATE INDEX sample_unit_campaign ON sample_unit (campaign_id);
CREATE INDEX sample_unit_household ON sample_unit (household_id);

-- What was compared or asked at a visited unit. question 'compare': ledger_value against the value found there.
CREATE TABLE answer (
  id              INTEGER PRIMARY KEY,
  sample_unit_id  INTEGER NOT NULL REFERENCES sample_unit (id),
  kind            TEXT NOT NULL CHECK (kind IN ('compare', 'awareness', 'satisfaction', 'other')),
  item            TEXT NOT NULL,
  ledger_value    TEXT,
  value           TEXT,
  good            INTEGER CHECK (good IN (0, 1)), -- agrees, knows, is satisfied
  answered_on     TEXT,
  import_batch_id INTEGER REFERENCES import_batch (id),
  src_row         INTEGER
) STRICT;
CREATE INDEX answer_unit ON answer (sample_unit_id);

CREATE TABLE finding (
  id              INTEGER PRIMARY KEY,
  finding_no      TEXT NOT NULL UNIQUE,
  campaign_id     INTEGER REFERENCES campaign (id),
  region_id       INTEGER NOT NULL REFERENCES region (id),
  household_id    INTEGER REFERENCES household (id),
  dimension       TEXT NOT NULL CHECK (dimension IN ('responsibility', 'policy', 'work', 'effect', 'data')),
  category        TEXT,
  severity        TEXT NOT NULL DEFAULT 'general' CHECK (severity IN ('general', 'important', 'red_line')),
  text            TEXT NOT NULL,
  evidence        TEXT,
  first_seen_on   TEXT NOT NULL,
  same_as_id      INTEGER REFERENCES finding (id),              -- an earlier finding that came back
  rechecked_on    TEXT,                           -- the closed finding was looked at again
  import_batch_id INTEGER REFERENCES import_batch (id),
  src_row         INTEGER
) STRICT;
CREATE INDEX finding_region ON finding (region_id);

-- 一案双转: a track of the township and one of the department; each has its owner and its day.
CREATE TABLE rectification_track (
  id              INTEGER PRIMARY KEY,
  finding_id      INTEGER NOT NULL REFERENCES finding (id) ON DELETE CASCADE,
  track           TEXT NOT NULL CHECK (track IN ('township', 'department')),
  owner_unit      TEXT,
  owner_name      TEXT,
  action          TEXT,
  urgency         TEXT CHECK (urgency IN ('immediate', 'limited', 'long_term')),
  due_on          TEXT,
  reported_on     TEXT,
  closed_on       TEXT,
  closed_by       TEXT,
  import_batch_id INTEGER REFERENCES import_batch (id),
  src_row         INTEGER,
  UNIQUE (finding_id, track)
) STRICT;

-- People, grids, ledgers ---------------------------------------------------------------------------------

ALTER TABLE staff ADD COLUMN sex TEXT CHECK (sex IN ('male', 'female'));

-- One person, several duties: leads a grid, patrols it, is linked to a household, has contracted a village (包联).
CREATE TABLE assignment (
  id              INTEGER PRIMARY KEY,
  staff_id        INTEGER NOT NULL REFERENCES staff (id),
  region_id       INTEGER REFERENCES region (id),
  household_id    INTEGER REFERENCES household (id),
  duty            TEXT NOT NULL CHECK (duty IN ('lead', 'patrol', 'link', 'contract', 'help')),
  started_on      TEXT,
  ended_on        TEXT,
  import_batch_id INTEGER NOT NULL REFERENCES import_batch (id),
  src_row         INTEGER NOT NULL,
  CHECK ((region_id IS NULL) <> (household_id IS NULL))
) STRICT;
CREATE INDEX assignment_staff ON assignment (staff_id);
CREATE INDEX assignment_household ON assignment (household_id);
CREATE INDEX assignment_region ON assignment (region_id);

CREATE TABLE assessment (
  id              INTEGER PRIMARY KEY,
  staff_id        INTEGER REFERENCES staff (id),                -- NULL: the region as a whole is assessed
  region_id       INTEGER NOT NULL REFERENCES region (id),
  kind            TEXT NOT NULL CHECK (kind IN ('grid_month', 'village_quarter', 'town_half', 'mass_half', 'committee_year')),
  period          TEXT NOT NULL,                  -- '2025-03', '2025Q1', '2025H1', '2025'
  held_on         TEXT NOT NULL,
  score           REAL NOT NULL CHECK (score BETWEEN 0 AND 100),
  method          TEXT CHECK (method IN ('quantified', 'platform', 'vote')),
  grade           TEXT,
  import_batch_id INTEGER NOT NULL REFERENCES import_batch (id),
  src_row         INTEGER NOT NULL
) STRICT;
CREATE INDEX assessment_region ON assessment (region_id);

CREATE TABLE training (
  id              INTEGER PRIMARY KEY,
  region_id       INTEGER NOT NULL REFERENCES region (id),
  kind            TEXT NOT NULL CHECK (kind IN ('pre_job', 'focus', 'business', 'mentoring', 'county_monthly', 'town_monthly')),
  held_on         TEXT NOT NULL,
  hours           REAL CHECK (hours > 0),
  place           TEXT,
  attended        INTEGER CHECK (attended >= 0),
  examined        INTEGER CHECK (examined >= 0),
  passed          INTEGER CHECK (passed >= 0 AND passed <= examined),
  import_batch_id INTEGER NOT NULL REFERENCES import_batch (id),
  src_row         INTEGER NOT NULL
) STRICT;
CREATE INDEX training_region ON training (region_id);

-- 五本台账: which a grid or village keeps, and how fresh they are.
CREATE TABLE ledger (
  id              INTEGER PRIMARY KEY,
  region_id       INTEGER NOT NULL REFERENCES region (id),
  type            TEXT NOT NULL CHECK (type IN ('real_population', 'vulnerable', 'special_group', 'floating', 'key_place', 'custom')),
  name            TEXT,
  updated_on      TEXT NOT NULL,
  row_count       INTEGER CHECK (row_count >= 0),
  import_batch_id INTEGER NOT NULL REFERENCES import_batch (id),
  src_row         INTEGER NOT NULL
) STRICT;
CREATE INDEX ledger_region ON ledger (region_id);

-- What the counties keep beside the national ledgers: sessions and services held (五微, 四自一送), partner units and
-- organisations, places (党群微家, 托养点), enterprises that help (E+520), funds. Quantities as the county counts them.
CREATE TABLE resource (
  id              INTEGER PRIMARY KEY,
  region_id       INTEGER NOT NULL REFERENCES region (id),
  kind            TEXT NOT NULL CHECK (kind IN ('activity', 'service', 'partner_unit', 'resident_unit', 'social_org', 'place',
                                                'care_place', 'enterprise', 'fund', 'special_group', 'emergency_team', 'other')),
  name            TEXT NOT NULL,
  on_day          TEXT,                           -- held, founded, paid in
  quantity        INTEGER CHECK (quantity >= 0),  -- attendees, residents, members
  jobs            INTEGER CHECK (jobs >= 0),      -- enterprise: jobs for the district's poor
  households      INTEGER CHECK (households >= 0),-- enterprise: monitored households helped
  amount_fen      INTEGER CHECK (amount_fen >= 0),
  import_batch_id INTEGER NOT NULL REFERENCES import_batch (id),
  src_row         INTEGER NOT NULL
) STRICT;
CREATE INDEX resource_region ON resource (region_id);

-- Rules, reports -----------------------------------------------------------------------------------------

ALTER TABLE import_reject ADD COLUMN reason_code TEXT; -- shape, value, order, region, household, duplicate

-- The project's own word against the rule set's file: same sections and keys.
CREATE TABLE rule_override (
  id         INTEGER PRIMARY KEY,
  section    TEXT NOT NULL,
  key        TEXT NOT NULL,
  value      TEXT NOT NULL,
  valid_from TEXT,
  valid_to   TEXT,
  basis      TEXT                                 -- 文号, or who asked for it
) STRICT;

-- A template that the user has edited stands in for the shipped one.
CREATE TABLE report_template (
  kind    TEXT NOT NULL PRIMARY KEY,
  content TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE report_run (
  id          INTEGER PRIMARY KEY,
  kind        TEXT NOT NULL,
  file        TEXT NOT NULL,
  as_of       TEXT NOT NULL,
  since       TEXT,
  region_code TEXT,
  rules       TEXT NOT NULL,
  masked      INTEGER NOT NULL CHECK (masked IN (0, 1)),
  fingerprint TEXT NOT NULL,
  sha256      TEXT NOT NULL,
  at          TEXT NOT NULL
) STRICT;

INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES
  ('household_income', 'attributes', 'household_income', '农户年收入', NULL),
  ('person', 'attributes', 'person', '家庭成员', NULL),
  ('risk_clearance', 'attributes', 'risk_clearance', '风险消除', NULL),
  ('evidence', 'attributes', 'evidence', '佐证材料', NULL),
  ('visit_plan', 'attributes', 'visit_plan', '走访计划', NULL),
  ('matter_ticket', 'attributes', 'matter_ticket', '六单联办', NULL),
  ('early_warning', 'attributes', 'early_warning', '部门预警', NULL),
  ('warning_check', 'attributes', 'warning_check', '预警核查', NULL),
  ('campaign', 'attributes', 'campaign', '督导活动', NULL),
  ('sample_frame', 'attributes', 'sample_frame', '抽样框', NULL),
  ('sample_unit', 'attributes', 'sample_unit', '抽样单元', NULL),
  ('answer', 'attributes', 'answer', '核对与问答', NULL),
  ('finding', 'attributes', 'finding', '问题台账', NULL),
  ('rectification_track', 'attributes', 'rectification_track', '整改双转', NULL),
  ('assignment', 'attributes', 'assignment', '包联责任', NULL),
  ('assessment', 'attributes', 'assessment', '考核台账', NULL),
  ('training', 'attributes', 'training', '培训台账', NULL),
  ('ledger', 'attributes', 'ledger', '网格台账', NULL),
  ('resource', 'attributes', 'resource', '活动、单位与场所', NULL);
