-- Puts the files of tests/oracle/supplement into a project of the sample county. Each file stands as a table of texts, s_NAME;
-- empty cells are NULL.
INSERT INTO import_batch (id, kind, file, sha256, rows, accepted, rejected, at) VALUES (1000, 'supplement', 'supplement', 'x', 37, 0, 37, '');
UPDATE region SET grid_kind = p.grid_kind, valid_from = p.valid_from, valid_to = p.valid_to FROM s_places p WHERE p.region = code;

INSERT INTO visit_plan (region_id, household_id, rhythm, n, started_on, ended_on, import_batch_id, src_row)
  SELECT r.id, h.id, rhythm, n, started_on, ended_on, 1000, s.rowid
    FROM s_plans s JOIN region r ON r.code = s.region LEFT JOIN household h ON h.household_no = s.household;
INSERT INTO visit (household_id, visited_on, mode, import_batch_id, src_row)
  SELECT h.id, visited_on, mode, 1000, s.rowid FROM s_visits s JOIN household h ON h.household_no = s.household;
INSERT INTO early_warning (warning_no, region_id, household_id, dept, kind, pushed_on, due_on, import_batch_id, src_row)
  SELECT warning_no, r.id, h.id, dept, s.kind, pushed_on, due_on, 1000, s.rowid
    FROM s_warnings s JOIN region r ON r.code = s.region LEFT JOIN household h ON h.household_no = s.household;
INSERT INTO warning_check (warning_id, round, checked_on, result, import_batch_id, src_row)
  SELECT w.id, round, checked_on, result, 1000, s.rowid FROM s_checks s JOIN early_warning w USING (warning_no);

INSERT INTO campaign (name, kind) SELECT DISTINCT campaign, 'look_back' FROM s_units;
INSERT INTO sample_unit (campaign_id, region_id, household_id, visited_on)
  SELECT c.id, r.id, h.id, visited_on FROM s_units s JOIN campaign c ON c.name = s.campaign JOIN region r ON r.code = s.region
    JOIN household h ON h.household_no = s.household;
INSERT INTO answer (sample_unit_id, kind, item, good, answered_on)
  SELECT u.id, s.kind, item, good, answered_on FROM s_answers s JOIN campaign c ON c.name = s.campaign
    JOIN household h ON h.household_no = s.household JOIN sample_unit u ON u.campaign_id = c.id AND u.household_id = h.id;
INSERT INTO finding (finding_no, campaign_id, region_id, household_id, dimension, category, text, first_seen_on, rechecked_on)
  SELECT finding_no, c.id, r.id, h.id, dimension, category, '问题', first_seen_on, rechecked_on
    FROM s_findings s JOIN campaign c ON c.name = s.campaign JOIN region r ON r.code = s.region
    LEFT JOIN household h ON h.household_no = s.household;
UPDATE finding SET same_as_id = (SELECT o.id FROM s_findings s JOIN finding o ON o.finding_no = s.same_as
                                  WHERE s.finding_no = finding.finding_no);
INSERT INTO rectification_track (finding_id, track, due_on, closed_on)
  SELECT f.id, track, due_on, closed_on FROM s_tracks s JOIN finding f USING (finding_no);

INSERT INTO training (region_id, kind, held_on, import_batch_id, src_row)
  SELECT r.id, s.kind, held_on, 1000, s.rowid FROM s_trainings s JOIN region r ON r.code = s.region;
INSERT INTO ledger (region_id, type, updated_on, import_batch_id, src_row)
  SELECT r.id, s.type, updated_on, 1000, s.rowid FROM s_kept s JOIN region r ON r.code = s.region;

CREATE TEMP TABLE known_case AS
  SELECT c.id, c.household_id, h.household_no, c.identified_on FROM monitoring_case c JOIN household h ON h.id = c.household_id;
CREATE INDEX temp.known_case_key ON known_case (household_no, identified_on);
INSERT INTO risk_clearance (case_id, income_pc_fen, import_batch_id, src_row)
  SELECT k.id, s.income_pc_fen, 1000, s.rowid FROM s_clearances s
    JOIN known_case k ON k.household_no = s.household AND k.identified_on = s.identified;
INSERT INTO evidence (household_id, case_id, subject, item, kind, taken_on, missing_reason, import_batch_id, src_row)
  SELECT k.household_id, k.id, subject, item, kind, taken_on, missing_reason, 1000, s.rowid FROM s_papers s
    JOIN known_case k ON k.household_no = s.household AND k.identified_on = s.identified;
UPDATE monitoring_case SET dropout = s.dropout, housing_unsafe = s.housing_unsafe, uninsured = s.uninsured, water_unsafe = s.water_unsafe
  FROM s_flags s JOIN known_case k ON k.household_no = s.household AND k.identified_on = s.identified WHERE monitoring_case.id = k.id;
INSERT INTO household_income (household_id, year, income_pc_fen, import_batch_id, src_row)
  SELECT h.id, year, income_pc_fen, 1000, s.rowid FROM s_incomes s JOIN household h ON h.household_no = s.household;

INSERT INTO import_reject (import_batch_id, src_row, reason, reason_code, content)
  SELECT 1000, row, '区划不明', reason_code, '[]' FROM s_rejects;
INSERT INTO assignment (staff_id, household_id, duty, started_on, ended_on, import_batch_id, src_row)
  SELECT f.id, h.id, s.duty, s.started_on, s.ended_on, 1000, s.rowid FROM s_assignments s
    JOIN staff f ON f.staff_no = s.staff JOIN household h ON h.household_no = s.household;

INSERT INTO rule_override (section, key, value) VALUES
  ('grid', 'urban_community.hh_min', '9 hh'), ('grid', 'urban_community.persons_max', '36 person'),
  ('training', 'county_monthly.per_month', '1'), ('training', 'town_monthly.per_month', '2');
