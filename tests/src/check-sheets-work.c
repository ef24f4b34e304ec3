/* Sheets of procedure, limits, structure and notes; every day was worked out by hand */
#include "tests/src/check-sheets.h"

#include <stddef.h>

const CheckSheet check_sheets_work[] = {
  {"/checks/clear_uninsured/after-clearance-until-revoked", "clear_uninsured", NULL,
   "household id=1..3\n"
   "monitoring_case id=1 identified_on=2023-01-01 cleared_on=2024-01-01 revoked_on=2024-06-01\n"
   "risk_clearance id=1 uninsured=1\n"
   "monitoring_case id=2 identified_on=2023-01-01 cleared_on=2024-01-01\n"
   "risk_clearance id=2 uninsured=0\n"
   "monitoring_case id=3 identified_on=2023-01-01 cleared_on=2024-01-01\n"
   "risk_clearance id=3\n",
   "H1 breach 2024-01-01..2024-05-31\n"},
  {"/checks/id_checksum/only-the-wrong-number", "id_checksum", NULL,
   "household id=1..2\n"
   "person household_id=1 person_no=1 id_state=checksum\n"
   "person household_id=2 person_no=1 id_state=valid\n",
   "H1 breach ..\n"},
  {"/checks/risk_measure/active-and-no-measure-that-fits", "risk_measure", NULL,
   "household id=1..3\n"
   "monitoring_case id=1 identified_on=2024-01-10 cleared_on=2024-12-01\n"
   "case_risk case_id=1 risk_code=housing\n"
   "measure case_id=1 category=housing status=stopped status_on=2024-03-01\n"
   "monitoring_case id=2 identified_on=2024-01-10\n"
   "case_risk case_id=2 risk_code=housing\n"
   "measure case_id=2 category=relocation\n"
   "monitoring_case id=3 identified_on=2024-01-10\n"
   "case_risk case_id=3 risk_code=accident\n",
   "H1 breach 2024-02-11..2024-11-30\n"},
  {"/checks/cloud_month/this-month-and-the-next", "cloud_month", NULL,
   "household id=1..4\n"
   "monitoring_case id=1 identified_on=2024-01-01 cleared_on=2024-02-29 clear_mode=assisted\n"
   "monitoring_case id=2 identified_on=2024-01-31 cleared_on=2024-03-01 clear_mode=assisted\n"
   "monitoring_case id=3 identified_on=2024-01-01 cleared_on=2024-01-20 clear_mode=natural\n"
   "monitoring_case id=4 identified_on=2024-01 cleared_on=2024-02 clear_mode=assisted\n",
   "H1 breach 2024-02-29..\n"
   "H4 breach 2024-02-29..\n"},
  {"/checks/clear_no_labour/cleared-without-labour", "clear_no_labour", NULL,
   "household id=1 whole_no_labour=1\n"
   "household id=2 whole_no_labour=0\n"
   "household id=3 whole_no_labour=1\n"
   "monitoring_case id=1 identified_on=2023-01-01 cleared_on=2024-01-01 clear_mode=assisted\n"
   "monitoring_case id=2 identified_on=2023-01-01 cleared_on=2024-01-01 clear_mode=assisted\n"
   "monitoring_case id=3 identified_on=2023-01-01 cleared_on=2024-01-01 clear_mode=natural\n",
   "H1 breach 2024-01-01..\n"},
  {"/checks/clear_no_mode/cleared-nobody-knows-how", "clear_no_mode", NULL,
   "household id=1..2\n"
   "monitoring_case id=1 identified_on=2023-01-01 cleared_on=2024-01-01\n"
   "monitoring_case id=2 identified_on=2023-01-01 cleared_on=2024-01-01 clear_mode=natural\n",
   "H1 breach 2024-01-01..\n"},
  {"/checks/step_order/pairs-in-three-values", "step_order", NULL,
   "household id=1..5\n"
   "monitoring_case id=1 identified_on=2024-03-31\n"
   "case_step case_id=1 step_code=home_check finished_on=2024-03-12\n"
   "case_step case_id=1 step_code=review finished_on=2024-03-11\n"
   "monitoring_case id=2 identified_on=2024-03-31\n"
   "case_step case_id=2 step_code=home_check finished_on=2024-03-11\n"
   "case_step case_id=2 step_code=review finished_on=2024-03-11\n"
   "monitoring_case id=3 identified_on=2024-03-31\n"
   "case_step case_id=3 step_code=home_check finished_on=2024-03\n"
   "case_step case_id=3 step_code=review finished_on=2024-03-11\n"
   "monitoring_case id=4 identified_on=2024-03-31\n"
   "case_step case_id=4 step_code=home_check finished_on=2024-02\n"
   "case_step case_id=4 step_code=review finished_on=2024-03\n"
   "monitoring_case id=5 identified_on=2024-03-31\n"
   "case_step case_id=5 step_code=publicity started_on=2024-03-05 finished_on=2024-03-10\n"
   "case_step case_id=5 step_code=system_entry finished_on=2024-03-08\n"
   "case_step case_id=5 step_code=data_match finished_on=2024-03-07 result=n_a\n",
   "H1 breach 2024-03-31..\n"
   "H3 unknown 2024-03-31..\n"
   "H5 breach 2024-03-31..\n"},
  {"/checks/step_missing/required-steps", "step_missing", NULL,
   "household id=1..2\n"
   "monitoring_case id=1\n"
   "case_step case_id=1 step_code=home_check finished_on=2024-01-01\n"
   "monitoring_case id=2\n"
   "case_step case_id=2 step_code=home_check finished_on=2024-01-01\n"
   "case_step case_id=2 step_code=review finished_on=2024-01-01\n"
   "case_step case_id=2 step_code=data_match finished_on=2024-01-01\n"
   "case_step case_id=2 step_code=publicity started_on=2024-01-01\n"
   "case_step case_id=2 step_code=system_entry finished_on=2024-01-01\n",
   "H1 breach 2024-01-01..\n"},
  {"/checks/step_evidence/a-step-without-its-paper", "step_evidence", NULL,
   "household id=1..2\n"
   "monitoring_case id=1\n"
   "case_step id=1 case_id=1 step_code=review finished_on=2024-01-01\n"
   "evidence household_id=1 case_id=1 subject=step item=review kind=photo\n"
   "monitoring_case id=2\n"
   "case_step id=2 case_id=2 step_code=review finished_on=2024-01-01\n"
   "evidence household_id=2 case_id=2 subject=step item=review kind=minutes\n",
   "H1 breach 2024-01-01..\n"},
  {"/checks/clear_evidence/three-papers", "clear_evidence", NULL,
   "household id=1..2\n"
   "monitoring_case id=1 identified_on=2023-01-01 cleared_on=2024-01-01 clear_mode=assisted\n"
   "evidence household_id=1 case_id=1 item=clearance_form\n"
   "evidence household_id=1 case_id=1 item=measures_form missing_reason=遗失\n"
   "monitoring_case id=2 identified_on=2023-01-01 cleared_on=2024-01-01 clear_mode=assisted\n"
   "evidence household_id=2 case_id=2 item=clearance_form\n"
   "evidence household_id=2 case_id=2 item=measures_form\n"
   "evidence household_id=2 case_id=2 item=assessment_form\n",
   "H1 breach 2024-01-01..\n"},
  {"/checks/clear_step/steps-of-a-clearance", "clear_step", NULL,
   "household id=1..2\n"
   "monitoring_case id=1 identified_on=2023-01-01 cleared_on=2024-01-01 clear_mode=assisted\n"
   "risk_clearance id=1 home_check_on=2023-12-01\n"
   "monitoring_case id=2 identified_on=2023-01-01 cleared_on=2024-01-01 clear_mode=assisted\n"
   "risk_clearance id=2 home_check_on=2023-12-01 review_on=2023-12-02 publicity_from=2023-12-03 town_audit_on=2023-12-20 county_approved_on=2023-12-25\n",
   "H1 breach 2024-01-01..\n"},
  {"/checks/identify_late/fifteen-days-in-three-values", "identify_late", NULL,
   "household id=1..6\n"
   "monitoring_case id=1 clue_date=2024-03-01 identified_on=2024-03-17\n"
   "monitoring_case id=2 clue_date=2024-03-01 identified_on=2024-03-16\n"
   "monitoring_case id=3 clue_date=2024-03-20 identified_on=2024-04\n"
   "monitoring_case id=4 clue_date=2024-03 identified_on=2024-03\n"
   "monitoring_case id=5 clue_date=2024-03 identified_on=2024-05\n"
   "monitoring_case id=6 clue_date=2024-03-01 identified_on=2024-03-10\n"
   "case_step case_id=6 step_code=system_entry finished_on=2024-03-20\n",
   "H1 breach 2024-03-17..\n"
   "H3 unknown 2024-04-30..\n"
   "H5 breach 2024-05-31..\n"
   "H6 breach 2024-03-10..\n"},
  {"/checks/publicity_short/five-days-in-three-values", "publicity_short", NULL,
   "household id=1..4\n"
   "monitoring_case id=1\n"
   "case_step case_id=1 step_code=publicity started_on=2024-01-01 finished_on=2024-01-05\n"
   "monitoring_case id=2\n"
   "case_step case_id=2 step_code=publicity started_on=2024-01-01 finished_on=2024-01-06\n"
   "monitoring_case id=3\n"
   "case_step case_id=3 step_code=publicity started_on=2024-01 finished_on=2024-02-03\n"
   "monitoring_case id=4\n"
   "case_step case_id=4 step_code=publicity started_on=2024-01 finished_on=2024-02-05\n",
   "H1 breach 2024-01-01..\n"
   "H3 unknown 2024-01-01..\n"},
  {"/checks/clear_publicity_short/five-days", "clear_publicity_short", NULL,
   "household id=1..2\n"
   "monitoring_case id=1 identified_on=2023-01-01 cleared_on=2024-01-01\n"
   "risk_clearance id=1 publicity_from=2023-12-01 publicity_to=2023-12-05\n"
   "monitoring_case id=2 identified_on=2023-01-01 cleared_on=2024-01-01\n"
   "risk_clearance id=2 publicity_from=2023-12-01 publicity_to=2023-12-06\n",
   "H1 breach 2024-01-01..\n"},
  {"/checks/date_order/contradictions-only-where-certain", "date_order", NULL,
   "household id=1..4\n"
   "monitoring_case id=1 clue_date=2024-03-02 identified_on=2024-03-01\n"
   "monitoring_case id=2 clue_date=2024-03 identified_on=2024-03-01\n"
   "monitoring_case id=3 identified_on=2024-03-01 cleared_on=2024-02\n"
   "monitoring_case id=4 identified_on=2024-03-01 cleared_on=2024-09-01 revoked_on=2024-08-31\n",
   "H1 breach 2024-03-01..\n"
   "H3 breach 2024-03-01..\n"
   "H4 breach 2024-03-01..\n"},
  {"/checks/future_date/after-the-day-of-the-import", "future_date", NULL,
   "household id=1..3\n"
   "UPDATE import_batch SET at = '2024-06-30T15:59:59Z'\n"
   "visit household_id=1 visited_on=2024-07-01\n"
   "visit household_id=2 visited_on=2024-06-30\n"
   "monitoring_case id=3 identified_on=2024-06\n"
   "staff started_on=2024-07\n",
   "松岭一 breach ..\n"
   "H1 breach ..\n"},
  {"/checks/measure_overdue/from-the-day-after", "measure_overdue", NULL,
   "household id=1..3\n"
   "monitoring_case id=1\n"
   "measure case_id=1 due_on=2024-03-31\n"
   "monitoring_case id=2\n"
   "measure case_id=2 due_on=2024-03-31 status=implemented status_on=2024-04-10\n"
   "monitoring_case id=3\n"
   "measure case_id=3 due_on=2024-03-31 status=stopped status_on=2024-03-01\n",
   "H1 breach 2024-04-01..\n"
   "H2 breach 2024-04-01..2024-04-09\n"},
  {"/checks/matter_late/due-day-or-the-classs-limit", "matter_late", NULL,
   "matter received_on=2024-03-01 due_on=2024-03-10 completed_on=2024-03-10\n"
   "matter received_on=2024-03-01 due_on=2024-03-10 completed_on=2024-03-12\n"
   "matter received_on=2024-03-01 class=simple\n"
   "matter received_on=2024-03-01\n",
   "柳湾村 breach 2024-03-05..\n"
   "柳湾村 breach 2024-03-11..2024-03-11\n"},
  {"/checks/warning_late/until-checked", "warning_late", NULL,
   "early_warning id=1 pushed_on=2024-03-01 due_on=2024-03-05\n"
   "early_warning id=2 pushed_on=2024-03-01\n"
   "warning_check warning_id=2 checked_on=2024-03-20\n"
   "early_warning id=3 pushed_on=2024-03-01\n"
   "warning_check warning_id=3 checked_on=2024-03-16\n",
   "柳湾村 breach 2024-03-06..\n"
   "柳湾村 breach 2024-03-17..2024-03-19\n"},
  {"/checks/finding_late/each-track-by-itself", "finding_late", NULL,
   "finding id=1\n"
   "rectification_track finding_id=1 track=township due_on=2024-03-31 closed_on=2024-04-02\n"
   "rectification_track finding_id=1 track=department due_on=2024-03-31 closed_on=2024-03-31\n",
   "柳湾村 breach 2024-04-01..2024-04-01\n"},
  {"/checks/ledger_stale/three-months", "ledger_stale", NULL,
   "ledger updated_on=2024-01-31\n"
   "ledger updated_on=2024-05-01\n"
   "ledger type=floating updated_on=2024-01-31\n"
   "ledger type=floating updated_on=2024-04-30\n",
   "松岭一 breach 2024-07-31..\n"
   "松岭一 breach 2024-08-02..\n"},
  {"/checks/visit_gap/a-visit-starts-the-clock-again", "visit_gap", NULL,
   "household id=1..2\n"
   "monitoring_case id=1 identified_on=2024-01-10\n"
   "visit household_id=1 visited_on=2024-04-10\n"
   "visit household_id=1 visited_on=2024-08-01\n"
   "monitoring_case id=2 identified_on=2024-01-10 cleared_on=2024-05-01\n",
   "H1 breach 2024-07-11..2024-07-31\n"
   "H1 breach 2024-11-02..\n"
   "H2 breach 2024-04-11..2024-04-30\n"},
  {"/checks/rush_month/six-against-a-median-of-one", "rush_month", NULL,
   "household id=1..9\n"
   "monitoring_case id=1 identified_on=2023-01-01 cleared_on=2024-01\n"
   "monitoring_case id=2 identified_on=2023-01-01 cleared_on=2024-02\n"
   "monitoring_case id=3 identified_on=2023-01-01 cleared_on=2024-03\n"
   "monitoring_case id=4 identified_on=2023-01-01 cleared_on=2024-12-14\n"
   "monitoring_case id=5 identified_on=2023-01-01 cleared_on=2024-12-10\n"
   "monitoring_case id=6 identified_on=2023-01-01 cleared_on=2024-12-11\n"
   "monitoring_case id=7 identified_on=2023-01-01 cleared_on=2024-12-12\n"
   "monitoring_case id=8 identified_on=2023-01-01 cleared_on=2024-12-13\n"
   "monitoring_case id=9 identified_on=2023-01-01 cleared_on=2024-12-14\n",
   "岚山镇 breach 2024-12-31..\n"},
  {"/checks/rush_day/five-on-one-day", "rush_day", NULL,
   "household id=1..7\n"
   "monitoring_case id=1 identified_on=2023-01-01 cleared_on=2024-03-05 clear_mode=assisted\n"
   "monitoring_case id=2 identified_on=2023-01-01 cleared_on=2024-03-05 clear_mode=assisted\n"
   "monitoring_case id=3 identified_on=2023-01-01 cleared_on=2024-03-05 clear_mode=assisted\n"
   "monitoring_case id=4 identified_on=2023-01-01 cleared_on=2024-03-05 clear_mode=assisted\n"
   "monitoring_case id=5 identified_on=2023-01-01 cleared_on=2024-03-05 clear_mode=assisted\n"
   "monitoring_case id=6 identified_on=2023-01-01 cleared_on=2024-03-05 clear_mode=natural\n"
   "monitoring_case id=7 identified_on=2023-01-01 cleared_on=2024-03-05 clear_mode=natural\n",
   "岚山镇 breach 2024-03-05..\n"},
  {"/checks/case_twice/two-at-once", "case_twice", NULL,
   "household id=1\n"
   "monitoring_case id=1 identified_on=2024-01-01 cleared_on=2024-06-01\n"
   "monitoring_case id=2 household_id=1 case_seq=2 identified_on=2024-03-01\n"
   "household id=2\n"
   "monitoring_case id=3 household_id=2 identified_on=2024-01-01 cleared_on=2024-03-01\n"
   "monitoring_case id=4 household_id=2 case_seq=2 identified_on=2024-03-01\n",
   "H1 breach 2024-03-01..2024-05-31\n"},
  {"/checks/person_twice/one-number-two-households", "person_twice", NULL,
   "household id=1..3\n"
   "person household_id=1 id_hash=aa\n"
   "person household_id=2 id_hash=aa\n"
   "person household_id=3 id_hash=bb\n",
   "H2 breach ..\n"},
  {"/checks/measure_twice/the-same-measure", "measure_twice", NULL,
   "household id=1\n"
   "monitoring_case id=1\n"
   "measure id=1 subtype=低保\n"
   "measure id=2 subtype=低保\n"
   "measure id=3 subtype=特困\n"
   "measure id=4 subtype=低保 planned_on=2024-02-01\n",
   "H1 breach 2024-01-01..\n"},
  {"/checks/visit_twice/the-same-visit", "visit_twice", NULL,
   "household id=1\n"
   "visit visited_on=2024-03-01 visitor=甲\n"
   "visit visited_on=2024-03-01 visitor=甲\n"
   "visit visited_on=2024-03-01 visitor=乙\n"
   "visit visited_on=2024-03 visitor=丙\n"
   "visit visited_on=2024-03 visitor=丙\n",
   "H1 breach 2024-03-01..\n"},
  {"/checks/household_twice/head-and-telephone", "household_twice", NULL,
   "household id=1..2 head_name=甲 phone=1\n"
   "household id=3 head_name=甲 phone=2\n"
   "household id=4 head_name=甲\n"
   "household id=5 head_name=甲\n",
   "H2 breach ..\n"},
  {"/checks/region_place/above-the-villages", "region_place", NULL,
   "household id=1 region_id=lanshan\n"
   "household id=2 region_id=shimen\n"
   "household id=3 region_id=grid1\n"
   "UPDATE region SET parent_id = NULL WHERE id = 6\n"
   "household id=4 region_id=liuwan\n",
   "H1 breach ..\n"
   "H4 breach ..\n"},
  {"/checks/region_parent/none-or-none-higher", "region_parent", NULL,
   "UPDATE region SET parent_id = NULL WHERE id = 5\n"
   "UPDATE region SET parent_id = 4 WHERE id = 6\n",
   "石门村 breach ..\n"
   "柳湾村 breach ..\n"},
  {"/checks/region_ended/households-that-nobody-answers-for", "region_ended", NULL,
   "household id=1 region_id=grid1\n"
   "household id=2 region_id=shimen\n"
   "UPDATE region SET valid_to = '2024-06-30' WHERE id IN (4, 6)\n"
   "UPDATE region SET valid_to = '2024-06-30', successor_id = 6 WHERE id = 5\n",
   "松岭村 breach 2024-07-01..\n"},
  {"/checks/region_reject/rows-of-a-batch", "region_reject", NULL,
   "import_reject reason_code=region reason=x\n"
   "import_reject reason_code=region reason=x\n"
   "import_reject reason_code=value reason=x\n",
   "all breach ..\n"},
  {"/checks/grid_size/twenty-and-twenty-one", "grid_size", "weixi",
   "household id=1..21 region_id=grid1\n"
   "household id=22..40 region_id=grid2\n"
   "household id=41 region_id=grid2\n",
   "松岭一 breach ..\n"},
  {"/checks/grid_size/no-number-no-judgement", "grid_size", "national",
   "household id=1..21 region_id=grid1\n"
   "household id=22..40 region_id=grid2\n"
   "household id=41 region_id=grid2\n",
   ""},
  {"/checks/grid_vacant/between-two-workers", "grid_vacant", NULL,
   "staff role=full_time started_on=2024-01-01 ended_on=2024-03-31\n"
   "staff role=part_time started_on=2024-05-01\n"
   "staff role=leader started_on=2024-01-01\n",
   "松岭一 breach 2024-04-01..2024-04-30\n"
   "松岭二 breach ..\n"},
  {"/checks/grid_staffing/one-one-three", "grid_staffing", "linxia",
   "staff role=leader\n"
   "staff role=full_time\n"
   "staff role=part_time\n"
   "staff role=part_time\n"
   "staff role=part_time\n"
   "staff region_id=grid2 role=leader\n"
   "staff region_id=grid2 role=full_time ended_on=2024-01-01\n"
   "staff region_id=grid2 role=part_time\n",
   "松岭二 breach ..\n"},
  {"/checks/silent_grid/neither-clue-nor-visit", "silent_grid", NULL,
   "household id=1 region_id=grid1\n"
   "household id=2 region_id=grid2\n"
   "monitoring_case id=1 clue_date=2024-01-05 identified_on=2024-01-10\n"
   "monitoring_case id=2 identified_on=2024-01-10 cleared_on=2024-06-01\n"
   "visit household_id=1 visited_on=2024-09-01\n",
   "松岭一 breach 2024-07-11..2024-08-31\n"
   "松岭一 breach 2025-03-02..\n"},
  {"/checks/household_incomplete/a-field-that-others-have", "household_incomplete", NULL,
   "household id=1 head_name=甲 labour_count=1\n"
   "household id=2 head_name=乙\n"
   "household id=3 labour_count=0\n",
   "H2 breach ..\n"
   "H3 breach ..\n"},
  {"/checks/household_size/members-and-size", "household_size", NULL,
   "household id=1 size=2\n"
   "household id=2 size=1\n"
   "household id=3 size=4\n"
   "person household_id=1\n"
   "person household_id=2\n",
   "H1 breach ..\n"},
  {"/checks/field_empty/once-for-a-ledger", "field_empty", NULL,
   "household id=1\n",
   "all breach ..\n"
   "all breach ..\n"},
  {"/checks/d7_weixi/only-beside-its-figures", "d7_weixi", "weixi",
   "UPDATE region SET level = 'grid' WHERE id > 5\n",
   ""},
  {"/checks/d7_weixi/beside-its-figures", "d7_weixi", "weixi",
   "WITH RECURSIVE n (i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 4383) INSERT INTO region (id, parent_id, level, name) SELECT i, 5, 'grid', i FROM n\n",
   "all breach ..\n"},
  {"/checks/d7_jiyang/words-that-no-figure-needs", "d7_jiyang", "jiyang",
   "household id=1\n",
   "all breach ..\n"
   "all breach ..\n"},
  {"/checks/d7_jiyang/not-under-another-set", "d7_jiyang", "national",
   "household id=1\n",
   ""},
  {"/checks/d7_linqu/notes", "d7_linqu", "linqu",
   "household id=1\n",
   "all breach ..\n"
   "all breach ..\n"},
  {"/checks/d7_linzi/notes", "d7_linzi", "linzi",
   "household id=1\n",
   "all breach ..\n"},
  {"/checks/d7_linxia/notes", "d7_linxia", "linxia",
   "household id=1\n",
   "all breach ..\n"
   "all breach ..\n"},
  {"/checks/d7_leting/notes", "d7_leting", "leting",
   "household id=1\n",
   "all breach ..\n"
   "all breach ..\n"},
  {NULL, NULL, NULL, NULL, NULL},
};
