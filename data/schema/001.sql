-- Lookback project, schema 1: a GeoPackage (OGC 12-128r18).
--
-- Conventions. Dates are text, 'YYYY-MM-DD' or 'YYYY-MM': the length is the precision; lb_day(text)
-- turns them into day numbers. Counts of households and persons travel in pairs. Money is integer fen.
-- Every business row names the batch and the source row it came from. Codes are text: zeros matter.
-- Tables of the GeoPackage standard stand first, ledgers after, our own machinery (lookback_*) last.

CREATE TABLE gpkg_spatial_ref_sys (
  srs_name                 TEXT NOT NULL,
  srs_id                   INTEGER NOT NULL PRIMARY KEY,
  organization             TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL,
  definition               TEXT NOT NULL,
  description              TEXT
) STRICT;

INSERT INTO gpkg_spatial_ref_sys VALUES
  ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined Cartesian coordinate reference system'),
  ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system'),
  ('WGS 84 geodetic', 4326, 'EPSG', 4326,
   'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]',
   'longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid'),
  ('China Geodetic Coordinate System 2000', 4490, 'EPSG', 4490,
   'GEOGCS["China Geodetic Coordinate System 2000",DATUM["China_2000",SPHEROID["CGCS2000",6378137,298.257222101,AUTHORITY["EPSG","1024"]],AUTHORITY["EPSG","1043"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4490"]]',
   'longitude/latitude coordinates in decimal degrees on the CGCS2000 spheroid');

CREATE TABLE gpkg_contents (
  table_name  TEXT NOT NULL PRIMARY KEY,
  data_type   TEXT NOT NULL,
  identifier  TEXT UNIQUE,
  description TEXT DEFAULT '',
  last_change TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  min_x       REAL,
  min_y       REAL,
  max_x       REAL,
  max_y       REAL,
  srs_id      INTEGER REFERENCES gpkg_spatial_ref_sys (srs_id)
) STRICT;

CREATE TABLE gpkg_geometry_columns (
  table_name         TEXT NOT NULL UNIQUE REFERENCES gpkg_contents (table_name),
  column_name        TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL,
  srs_id             INTEGER NOT NULL REFERENCES gpkg_spatial_ref_sys (srs_id),
  z                  INTEGER NOT NULL,
  m                  INTEGER NOT NULL,
  PRIMARY KEY (table_name, column_name)
) STRICT;

-- Machinery ------------------------------------------------------------------------------------------

CREATE TABLE lookback_meta (
  key   TEXT NOT NULL PRIMARY KEY,   -- schema, name, code, issuer, rules, data_version, hash_key
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE import_batch (
  id              INTEGER PRIMARY KEY AUTOINCREMENT,
  kind            TEXT NOT NULL,      -- boundaries, households, cases, …
  file            TEXT NOT NULL,      -- name without its folder
  sha256          TEXT NOT NULL,
  encoding        TEXT,
  encoding_reason TEXT,
  crs             TEXT,
  level           TEXT,               -- of boundaries
  rows            INTEGER NOT NULL,
  accepted        INTEGER NOT NULL,
  rejected        INTEGER NOT NULL,
  at              TEXT NOT NULL,      -- UTC, 'YYYY-MM-DDTHH:MM:SSZ'
  undone_at       TEXT,               -- NULL while the batch stands
  CHECK (rows = accepted + rejected)
) STRICT;

-- A rejected row is kept whole, so that it can be mended and imported again.
CREATE TABLE import_reject (
  id              INTEGER PRIMARY KEY,
  import_batch_id INTEGER NOT NULL REFERENCES import_batch (id),
  src_row         INTEGER NOT NULL,   -- CSV: row as a spreadsheet counts, headings included; else record number
  column_name     TEXT,               -- heading of the offending column
  value           TEXT,
  reason          TEXT NOT NULL,
  candidates      TEXT,               -- JSON array: regions that may have been meant
  content         TEXT NOT NULL       -- JSON array: the row's cells as read
) STRICT;
CREATE INDEX import_reject_batch ON import_reject (import_batch_id);

-- What a batch changed in rows that were there before it: undo puts it back.
CREATE TABLE lookback_history (
  id              INTEGER PRIMARY KEY,
  import_batch_id INTEGER NOT NULL REFERENCES import_batch (id),
  table_name      TEXT NOT NULL,
  row_id          INTEGER NOT NULL,
  before          TEXT NOT NULL       -- JSON object: column → value before the batch
) STRICT;
CREATE INDEX lookback_history_row ON lookback_history (table_name, row_id);

CREATE TABLE lookback_mapping (
  fingerprint TEXT NOT NULL PRIMARY KEY, -- SHA-256 of the header line
  kind        TEXT NOT NULL,
  mapping     TEXT NOT NULL              -- JSON object: field → heading
) STRICT, WITHOUT ROWID;

-- Append only; each row carries the SHA-256 of the row before it, so a missing or changed row shows.
CREATE TABLE journal (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  at       TEXT NOT NULL,
  action   TEXT NOT NULL,   -- create, import, undo, export_unmasked, migrate, …
  object   TEXT NOT NULL,
  count    INTEGER NOT NULL DEFAULT 0,
  purpose  TEXT NOT NULL DEFAULT '',
  previous TEXT NOT NULL,   -- hash of the row before; 64 zeros in the first
  hash     TEXT NOT NULL UNIQUE
) STRICT;
CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
BEGIN SELECT RAISE (ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal
BEGIN SELECT RAISE (ABORT, 'the journal is append-only'); END;

-- Regions --------------------------------------------------------------------------------------------

-- Not STRICT: a GeoPackage declares the geometry column with its geometry type, which STRICT forbids.
CREATE TABLE region (
  id               INTEGER PRIMARY KEY AUTOINCREMENT,
  geom             MULTIPOLYGON,
  parent_id        INTEGER REFERENCES region (id),  -- NULL: the county, or a region without a place (无处安放)
  level            TEXT NOT NULL CHECK (level IN ('county', 'township', 'area', 'village', 'grid')),
  code             TEXT,
  name             TEXT NOT NULL,
  alias            TEXT,               -- other names, one a line
  kind             TEXT NOT NULL DEFAULT 'statutory' CHECK (kind IN ('statutory', 'management')),
  grid_kind        TEXT CHECK (grid_kind IN ('rural', 'urban_community', 'dedicated', 'party')),
  area_m2          REAL CHECK (area_m2 > 0), -- ellipsoidal; without a polygon of its own the sum of its children
  valid_from       TEXT,
  valid_to         TEXT,
  successor_id     INTEGER REFERENCES region (id),
  pre              INTEGER,            -- pre-order number in the tree, from 0: descendants are pre+1 … last
  last             INTEGER,
  import_batch_id  INTEGER REFERENCES import_batch (id),
  src_row          INTEGER
);
CREATE UNIQUE INDEX region_code ON region (code) WHERE code IS NOT NULL;
CREATE INDEX region_parent ON region (parent_id);
CREATE INDEX region_pre ON region (pre);

-- Boundaries made ready for maps, a cache: they go by region numbers, so whatever moves a border or a number drops it.
CREATE TABLE lookback_levels (
  name    TEXT NOT NULL PRIMARY KEY,   -- shapes: all polygons in metres; or a level: its levels of detail
  content BLOB NOT NULL                -- maps/shapes-blob.c, maps/levels-blob.c
) STRICT;
CREATE TRIGGER region_insert_drops_levels AFTER INSERT ON region WHEN EXISTS (SELECT 1 FROM lookback_levels)
BEGIN DELETE FROM lookback_levels; END;
CREATE TRIGGER region_delete_drops_levels AFTER DELETE ON region WHEN EXISTS (SELECT 1 FROM lookback_levels)
BEGIN DELETE FROM lookback_levels; END;
CREATE TRIGGER region_update_drops_levels AFTER UPDATE OF geom, parent_id, code, level, pre ON region
WHEN EXISTS (SELECT 1 FROM lookback_levels) BEGIN DELETE FROM lookback_levels; END;

-- Households and cases -------------------------------------------------------------------------------

CREATE TABLE household (
  id              INTEGER PRIMARY KEY AUTOINCREMENT,
  household_no    TEXT NOT NULL UNIQUE,           -- 户编号 of the national system
  region_id       INTEGER NOT NULL REFERENCES region (id),
  head_name       TEXT,                           -- 户主姓名; leaves the program masked
  phone           TEXT,                           -- leaves the program masked
  address         TEXT,                           -- to the village group
  type            TEXT NOT NULL DEFAULT 'ordinary' CHECK (type IN ('ordinary', 'out_of_poverty', 'other')),
  size            INTEGER NOT NULL CHECK (size BETWEEN 1 AND 99),
  labour_count    INTEGER CHECK (labour_count BETWEEN 0 AND 99),
  whole_no_labour INTEGER CHECK (whole_no_labour IN (0, 1)),
  relocated       INTEGER CHECK (relocated IN (0, 1)),
  import_batch_id INTEGER NOT NULL REFERENCES import_batch (id),
  src_row         INTEGER NOT NULL
) STRICT;
CREATE INDEX household_region ON household (region_id);
CREATE INDEX household_batch ON household (import_batch_id);

-- One episode from clue to clearance; a household may have several.
CREATE TABLE monitoring_case (
  id              INTEGER PRIMARY KEY AUTOINCREMENT,
  household_id    INTEGER NOT NULL REFERENCES household (id),
  case_seq        INTEGER NOT NULL CHECK (case_seq >= 1),
  class           TEXT NOT NULL CHECK (class IN ('unstable', 'marginal', 'sudden')),
  channel         TEXT CHECK (channel IN ('self', 'cadre', 'dept', 'petition', 'other')),
  persons         INTEGER NOT NULL CHECK (persons BETWEEN 1 AND 99),
  clue_date       TEXT,
  identified_on   TEXT NOT NULL,
  income_pc_fen   INTEGER,                        -- per head at identification
  self_pay_fen    INTEGER,                        -- 合规自付支出
  developmental   INTEGER CHECK (developmental IN (0, 1)), -- 实施开发式帮扶措施情况
  cleared_on      TEXT,
  clear_mode      TEXT CHECK (clear_mode IN ('assisted', 'natural')),
  revoked_on      TEXT,                           -- the clearance was undone: active again
  import_batch_id INTEGER NOT NULL REFERENCES import_batch (id),
  src_row         INTEGER NOT NULL,
  UNIQUE (household_id, case_seq),
  CHECK (revoked_on IS NULL OR cleared_on IS NOT NULL)
) STRICT;
CREATE INDEX monitoring_case_batch ON monitoring_case (import_batch_id);

CREATE TABLE case_risk (
  id              INTEGER PRIMARY KEY AUTOINCREMENT,
  case_id         INTEGER NOT NULL REFERENCES monitoring_case (id) ON DELETE CASCADE,
  ord             INTEGER NOT NULL CHECK (ord BETWEEN 1 AND 5),
  risk_code       TEXT NOT NULL,                  -- 因病, 因学, 因残, … as code: illness, schooling, disability, …
  sub_code        TEXT,
  import_batch_id INTEGER NOT NULL REFERENCES import_batch (id),
  src_row         INTEGER NOT NULL,
  UNIQUE (case_id, ord)
) STRICT;

CREATE TABLE case_step (
  id              INTEGER PRIMARY KEY AUTOINCREMENT,
  case_id         INTEGER NOT NULL REFERENCES monitoring_case (id) ON DELETE CASCADE,
  step_code       TEXT NOT NULL CHECK (step_code IN ('home_check', 'review', 'data_match', 'publicity',
                                                     'town_audit', 'county_approve', 'system_entry')),
  started_on      TEXT,                           -- publicity: posted
  finished_on     TEXT,                           -- publicity: removed
  import_batch_id INTEGER NOT NULL REFERENCES import_batch (id),
  src_row         INTEGER NOT NULL,
  UNIQUE (case_id, step_code)
) STRICT;

CREATE TABLE measure (
  id              INTEGER PRIMARY KEY AUTOINCREMENT,
  case_id         INTEGER NOT NULL REFERENCES monitoring_case (id),
  category        TEXT NOT NULL CHECK (category IN (
                    'industry', 'employment', 'finance', 'public_post', 'health', 'compulsory_education',
                    'other_education', 'safety_net', 'housing', 'water', 'social', 'relocation',
                    'living_conditions', 'infrastructure')),
  subtype         TEXT,
  planned_on      TEXT NOT NULL,
  due_on          TEXT,
  responsible     TEXT,                           -- department or unit
  amount_fen      INTEGER CHECK (amount_fen >= 0),
  status          TEXT NOT NULL CHECK (status IN ('planned', 'in_progress', 'implemented', 'stopped', 'not_applicable')),
  status_on       TEXT,                           -- the day of implemented, stopped or not_applicable
  import_batch_id INTEGER NOT NULL REFERENCES import_batch (id),
  src_row         INTEGER NOT NULL,
  CHECK (status IN ('planned', 'in_progress') OR status_on IS NOT NULL)
) STRICT;
CREATE INDEX measure_case ON measure (case_id);
CREATE INDEX measure_batch ON measure (import_batch_id);

CREATE TABLE visit (
  id              INTEGER PRIMARY KEY AUTOINCREMENT,
  household_id    INTEGER NOT NULL REFERENCES household (id),
  visited_on      TEXT NOT NULL,
  mode            TEXT NOT NULL CHECK (mode IN ('home', 'phone', 'video')),
  purpose         TEXT CHECK (purpose IN ('daily', 'even_month', 'check', 'care', 'look_back')),
  visitor         TEXT,
  actions         INTEGER CHECK (actions BETWEEN 0 AND 15), -- bits 看 1, 查 2, 听 4, 帮 8
  issue_found     INTEGER CHECK (issue_found IN (0, 1)),
  import_batch_id INTEGER NOT NULL REFERENCES import_batch (id),
  src_row         INTEGER NOT NULL
) STRICT;
CREATE INDEX visit_household ON visit (household_id);
CREATE INDEX visit_batch ON visit (import_batch_id);

CREATE TABLE platform_reg (
  id              INTEGER PRIMARY KEY AUTOINCREMENT,
  household_id    INTEGER NOT NULL REFERENCES household (id),
  platform        TEXT NOT NULL,
  registered_on   TEXT NOT NULL,
  by_proxy        INTEGER CHECK (by_proxy IN (0, 1)),
  import_batch_id INTEGER NOT NULL REFERENCES import_batch (id),
  src_row         INTEGER NOT NULL,
  UNIQUE (household_id, platform)
) STRICT;
CREATE INDEX platform_reg_batch ON platform_reg (import_batch_id);

CREATE TABLE matter (
  id              INTEGER PRIMARY KEY AUTOINCREMENT,
  matter_no       TEXT NOT NULL UNIQUE,
  source          TEXT NOT NULL CHECK (source IN ('resident', 'grid_patrol', 'platform', 'hotline_12345',
                                                  'hotline_12317', 'petition', 'department')),
  region_id       INTEGER NOT NULL REFERENCES region (id),
  household_id    INTEGER REFERENCES household (id),
  class           TEXT CHECK (class IN ('simple', 'general', 'major', 'difficult', 'cross_county')),
  kind            TEXT,
  received_on     TEXT NOT NULL,
  due_on          TEXT,
  completed_on    TEXT,
  satisfaction    INTEGER CHECK (satisfaction BETWEEN 1 AND 5),
  import_batch_id INTEGER NOT NULL REFERENCES import_batch (id),
  src_row         INTEGER NOT NULL
) STRICT;
CREATE INDEX matter_region ON matter (region_id);
CREATE INDEX matter_batch ON matter (import_batch_id);

CREATE TABLE staff (
  id              INTEGER PRIMARY KEY AUTOINCREMENT,
  staff_no        TEXT NOT NULL UNIQUE,
  name            TEXT NOT NULL,                  -- leaves the program masked
  region_id       INTEGER NOT NULL REFERENCES region (id),
  role            TEXT NOT NULL CHECK (role IN ('leader', 'full_time', 'part_time', 'assistant', 'responsible_helper',
                                                'first_secretary', 'cadre', 'department_officer', 'party_member', 'volunteer')),
  unit            TEXT,
  phone           TEXT,                           -- leaves the program masked
  started_on      TEXT,
  ended_on        TEXT,
  import_batch_id INTEGER NOT NULL REFERENCES import_batch (id),
  src_row         INTEGER NOT NULL
) STRICT;
CREATE INDEX staff_region ON staff (region_id);
CREATE INDEX staff_batch ON staff (import_batch_id);

-- What QGIS and GDAL see -----------------------------------------------------------------------------

INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES
  ('region', 'features', 'region', '区划：县、乡镇、村、网格', 4490),
  ('household', 'attributes', 'household', '农户台账', NULL),
  ('monitoring_case', 'attributes', 'monitoring_case', '监测对象台账', NULL),
  ('case_risk', 'attributes', 'case_risk', '致贫返贫风险', NULL),
  ('case_step', 'attributes', 'case_step', '识别程序', NULL),
  ('measure', 'attributes', 'measure', '帮扶措施台账', NULL),
  ('visit', 'attributes', 'visit', '走访台账', NULL),
  ('platform_reg', 'attributes', 'platform_reg', '平台注册台账', NULL),
  ('matter', 'attributes', 'matter', '事项台账', NULL),
  ('staff', 'attributes', 'staff', '人员台账', NULL),
  ('import_batch', 'attributes', 'import_batch', '导入批次', NULL),
  ('import_reject', 'attributes', 'import_reject', '未入库的行', NULL),
  ('journal', 'attributes', 'journal', '操作日志', NULL);

INSERT INTO gpkg_geometry_columns VALUES ('region', 'geom', 'MULTIPOLYGON', 4490, 0, 0);
