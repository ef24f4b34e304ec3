/* Sheets of the provinces’ doubt-data rules; every day was worked out by hand */
#include "tests/src/check-sheets.h"

#include <stddef.h>

const CheckSheet check_sheets_doubt[] = {
  {"/checks/1_02_006/poor-until-a-case-or-the-next-income", "1_02_006", NULL,
   "household id=1..3 type=out_of_poverty\n"
   "household id=4 type=ordinary\n"
   "household_income household_id=1 year=2023 income_pc_fen=749999\n"
   "household_income household_id=1 year=2024 income_pc_fen=750000\n"
   "household_income household_id=2 year=2023 income_pc_fen=700000\n"
   "monitoring_case id=2 identified_on=2024-05-10\n"
   "household_income household_id=3 year=2023 income_pc_fen=700000\n"
   "monitoring_case id=3 identified_on=2023-05-10\n"
   "household_income household_id=4 year=2023 income_pc_fen=700000\n",
   "H1 breach 2023-12-31..2024-12-30\n"
   "H2 breach 2023-12-31..2024-05-09\n"},
  {"/checks/1_02_008/after-clearance-until-revoked", "1_02_008", NULL,
   "household id=1..3\n"
   "monitoring_case id=1 identified_on=2023-01-01 cleared_on=2024-01-01 revoked_on=2024-06-01\n"
   "risk_clearance id=1 housing_unsafe=1\n"
   "monitoring_case id=2 identified_on=2023-01-01 cleared_on=2024-01-01\n"
   "risk_clearance id=2 housing_unsafe=0\n"
   "monitoring_case id=3 identified_on=2023-01-01 cleared_on=2024-01-01\n"
   "risk_clearance id=3\n",
   "H1 breach 2024-01-01..2024-05-31\n"},
  {"/checks/1_02_009/after-clearance-until-revoked", "1_02_009", NULL,
   "household id=1..3\n"
   "monitoring_case id=1 identified_on=2023-01-01 cleared_on=2024-01-01 revoked_on=2024-06-01\n"
   "risk_clearance id=1 water_unsafe=1\n"
   "monitoring_case id=2 identified_on=2023-01-01 cleared_on=2024-01-01\n"
   "risk_clearance id=2 water_unsafe=0\n"
   "monitoring_case id=3 identified_on=2023-01-01 cleared_on=2024-01-01\n"
   "risk_clearance id=3\n",
   "H1 breach 2024-01-01..2024-05-31\n"},
  {"/checks/1_02_009/a-household-of-today-without-safe-water", "1_02_009", NULL,
   "household id=1 safe_water=0\n"
   "household id=2 safe_water=1\n"
   "household id=3 safe_water=0\n"
   "monitoring_case id=1 identified_on=2023-01-01 cleared_on=2024-01-01\n"
   "monitoring_case id=2 identified_on=2023-01-01 cleared_on=2024-01-01\n"
   "monitoring_case id=3 identified_on=2023-01-01\n",
   "H1 breach 2024-01-01..\n"},
  {"/checks/1_11_005/after-clearance-until-revoked", "1_11_005", NULL,
   "household id=1..3\n"
   "monitoring_case id=1 identified_on=2023-01-01 cleared_on=2024-01-01 revoked_on=2024-06-01\n"
   "risk_clearance id=1 dropout=1\n"
   "monitoring_case id=2 identified_on=2023-01-01 cleared_on=2024-01-01\n"
   "risk_clearance id=2 dropout=0\n"
   "monitoring_case id=3 identified_on=2023-01-01 cleared_on=2024-01-01\n"
   "risk_clearance id=3\n",
   "H1 breach 2024-01-01..2024-05-31\n"},
  {"/checks/1_11_001/no-risk", "1_11_001", NULL,
   "household id=1..2\n"
   "monitoring_case id=1 identified_on=2024-03\n"
   "monitoring_case id=2\n"
   "case_risk case_id=2 risk_code=illness\n",
   "H1 breach 2024-03-31..\n"},
  {"/checks/1_11_002/a-field-that-others-have", "1_11_002", NULL,
   "household id=1..2\n"
   "monitoring_case id=1 channel=self\n"
   "monitoring_case id=2 channel=self income_pc_fen=600000 dropout=0\n",
   "H1 breach 2024-01-01..\n"},
  {"/checks/1_11_009/assisted-without-help", "1_11_009", NULL,
   "household id=1..3\n"
   "monitoring_case id=1 identified_on=2023-01-01 cleared_on=2024-01-01 clear_mode=assisted\n"
   "measure case_id=1 status=implemented status_on=2024-01-02\n"
   "monitoring_case id=2 identified_on=2023-01-01 cleared_on=2024-01-01 clear_mode=assisted\n"
   "measure case_id=2 planned_on=2023-02-01 status=implemented status_on=2023-03-01\n"
   "monitoring_case id=3 identified_on=2023-01-01 cleared_on=2024-01-01 clear_mode=natural\n",
   "H1 breach 2024-01-01..\n"},
  {"/checks/1_11_010/a-month-without-help", "1_11_010", NULL,
   "household id=1..4\n"
   "monitoring_case id=1 identified_on=2024-01-10\n"
   "monitoring_case id=2 identified_on=2024-01-10\n"
   "measure case_id=2 planned_on=2024-01-15 status=implemented status_on=2024-02-10\n"
   "monitoring_case id=3 identified_on=2024-01-10\n"
   "measure case_id=3 planned_on=2024-01-15 status=implemented status_on=2024-03-01\n"
   "monitoring_case id=4 identified_on=2024-01\n"
   "measure case_id=4 planned_on=2024-01-15 status=implemented status_on=2024-02-20\n",
   "H1 breach 2024-02-11..\n"
   "H3 breach 2024-02-11..2024-02-29\n"
   "H4 unknown 2024-02-02..2024-02-19\n"},
  {"/checks/5_12_007/labour-without-developmental-help", "5_12_007", NULL,
   "household id=1 labour_count=2\n"
   "monitoring_case id=1 identified_on=2024-01-10\n"
   "measure case_id=1 category=safety_net status=implemented status_on=2024-02-01\n"
   "household id=2 labour_count=2\n"
   "monitoring_case id=2 identified_on=2024-01-10\n"
   "measure case_id=2 category=employment status=implemented status_on=2024-07-10\n"
   "household id=3 labour_count=0\n"
   "monitoring_case id=3 identified_on=2024-01-10\n"
   "household id=4 labour_count=1\n"
   "monitoring_case id=4 identified_on=2024-01 cleared_on=2024-07-20\n",
   "H1 breach 2024-07-11..\n"
   "H4 unknown 2024-07-02..2024-07-19\n"},
  {"/checks/1_11_011/no-contact-after-clearance", "1_11_011", NULL,
   "household id=1..3\n"
   "monitoring_case id=1 identified_on=2023-01-01 cleared_on=2024-01-01\n"
   "monitoring_case id=2 identified_on=2023-01-01 cleared_on=2024-01-01 contact_name=甲 contact_phone=1\n"
   "monitoring_case id=3 identified_on=2023-01-01\n",
   "H1 breach 2024-01-01..\n"},
  {"/checks/1_12_002/only-the-wrong-number", "1_12_002", NULL,
   "household id=1..2\n"
   "person household_id=1 person_no=1 id_state=length\n"
   "person household_id=2 person_no=1 id_state=valid\n",
   "H1 breach ..\n"},
  {"/checks/4_01_006/pupil-at-work", "4_01_006", NULL,
   "household id=1..3\n"
   "person household_id=1 student=初中 work_months=3\n"
   "person household_id=2 student=初中\n"
   "person household_id=3 work_months=3\n",
   "H1 breach ..\n"},
  {"/checks/4_01_006/pupil-away-from-home", "4_01_006", NULL,
   "household id=1..3\n"
   "person id=1 household_id=1 student=高中\n"
   "person_work person_id=1 started_on=2024-03-05 ended_on=2024-08-20\n"
   "person id=2 household_id=2 student=高中\n"
   "person_work person_id=2 working=0\n"
   "person id=3 household_id=3\n"
   "person_work person_id=3 started_on=2024-03-05\n",
   "H1 breach 2024-03-05..2024-08-20\n"},
  {"/checks/1_12_004/a-card-that-breaks-its-rule", "1_12_004", NULL,
   "household id=1..2\n"
   "person id=1 household_id=1 id_state=card_rule\n"
   "person id=2 household_id=2 id_state=disability_card\n"
   "person id=3 household_id=2 person_no=2 id_state=checksum\n",
   "H1 breach ..\n"},
  {"/checks/2_11_001/disability-without-a-disabled-member", "2_11_001", NULL,
   "household id=1..3\n"
   "monitoring_case id=1\n"
   "case_risk case_id=1 risk_code=disability\n"
   "person household_id=1 health=healthy\n"
   "monitoring_case id=2\n"
   "case_risk case_id=2 risk_code=disability\n"
   "person household_id=2 health=disabled\n"
   "monitoring_case id=3\n"
   "case_risk case_id=3 risk_code=disability\n",
   "H1 breach 2024-01-01..\n"},
  {"/checks/2_11_006/unstable-jobs-without-labour", "2_11_006", NULL,
   "household id=1 labour_count=0\n"
   "household id=2 labour_count=1\n"
   "household id=3\n"
   "monitoring_case id=1\n"
   "monitoring_case id=2\n"
   "monitoring_case id=3\n"
   "case_risk case_id=1 risk_code=job_instability\n"
   "case_risk case_id=2 risk_code=job_instability\n"
   "case_risk case_id=3 risk_code=job_instability\n",
   "H1 breach 2024-01-01..\n"},
  {"/checks/4_11_009/lack-of-labour-though-all-can-work", "4_11_009", NULL,
   "household id=1 size=2 labour_count=2\n"
   "household id=2 size=3 labour_count=1\n"
   "monitoring_case id=1\n"
   "monitoring_case id=2\n"
   "case_risk case_id=1 risk_code=labour_lack\n"
   "case_risk case_id=2 risk_code=labour_lack\n",
   "H1 breach 2024-01-01..\n"},
  {"/checks/2_11_005/disaster-of-no-kind", "2_11_005", NULL,
   "household id=1..2\n"
   "monitoring_case id=1\n"
   "monitoring_case id=2\n"
   "case_risk case_id=1 risk_code=disaster\n"
   "case_risk case_id=2 risk_code=disaster sub_code=flood\n",
   "H1 breach 2024-01-01..\n"},
  {"/checks/5_15_020/ill-at-no-cost", "5_15_020", NULL,
   "household id=1..3\n"
   "monitoring_case id=1 self_pay_fen=0\n"
   "monitoring_case id=2 self_pay_fen=1\n"
   "monitoring_case id=3\n"
   "case_risk case_id=1 risk_code=illness\n"
   "case_risk case_id=2 risk_code=illness\n"
   "case_risk case_id=3 risk_code=illness\n",
   "H1 breach 2024-01-01..\n"},
  {"/checks/3_11_003/cleared-without-the-measure-that-fits", "3_11_003", NULL,
   "household id=1..3\n"
   "monitoring_case id=1 identified_on=2023-01-01 cleared_on=2024-01-01 clear_mode=assisted\n"
   "case_risk case_id=1 risk_code=illness\n"
   "measure case_id=1 category=industry status=implemented status_on=2023-03-01\n"
   "monitoring_case id=2 identified_on=2023-01-01 cleared_on=2024-01-01 clear_mode=assisted\n"
   "case_risk case_id=2 risk_code=illness\n"
   "measure case_id=2 category=health status=implemented status_on=2023-03-01\n"
   "monitoring_case id=3 identified_on=2023-01-01 cleared_on=2024-01-01 clear_mode=natural\n"
   "case_risk case_id=3 risk_code=illness\n",
   "H1 breach 2024-01-01..\n"},
  {"/checks/3_11_004/cleared-without-the-measure-that-fits", "3_11_004", NULL,
   "household id=1..3\n"
   "monitoring_case id=1 identified_on=2023-01-01 cleared_on=2024-01-01 clear_mode=assisted\n"
   "case_risk case_id=1 risk_code=schooling\n"
   "measure case_id=1 category=health status=implemented status_on=2023-03-01\n"
   "monitoring_case id=2 identified_on=2023-01-01 cleared_on=2024-01-01 clear_mode=assisted\n"
   "case_risk case_id=2 risk_code=schooling\n"
   "measure case_id=2 category=other_education status=implemented status_on=2023-03-01\n"
   "monitoring_case id=3 identified_on=2023-01-01 cleared_on=2024-01-01 clear_mode=natural\n"
   "case_risk case_id=3 risk_code=schooling\n",
   "H1 breach 2024-01-01..\n"},
  {"/checks/3_11_005/cleared-without-the-measure-that-fits", "3_11_005", NULL,
   "household id=1..3\n"
   "monitoring_case id=1 identified_on=2023-01-01 cleared_on=2024-01-01 clear_mode=assisted\n"
   "case_risk case_id=1 risk_code=disability\n"
   "measure case_id=1 category=health status=implemented status_on=2023-03-01\n"
   "monitoring_case id=2 identified_on=2023-01-01 cleared_on=2024-01-01 clear_mode=assisted\n"
   "case_risk case_id=2 risk_code=disability\n"
   "measure case_id=2 category=social status=implemented status_on=2023-03-01\n"
   "monitoring_case id=3 identified_on=2023-01-01 cleared_on=2024-01-01 clear_mode=natural\n"
   "case_risk case_id=3 risk_code=disability\n",
   "H1 breach 2024-01-01..\n"},
  {"/checks/5_18_006/water-without-its-measure", "5_18_006", NULL,
   "household id=1..2\n"
   "monitoring_case id=1\n"
   "case_risk case_id=1 risk_code=water\n"
   "measure case_id=1 category=housing\n"
   "monitoring_case id=2\n"
   "case_risk case_id=2 risk_code=water\n"
   "measure case_id=2 category=water\n",
   "H1 breach 2024-01-01..\n"},
  {"/checks/4_11_006/a-problem-that-is-no-risk", "4_11_006", NULL,
   "household id=1..3\n"
   "monitoring_case id=1 water_unsafe=1\n"
   "case_risk case_id=1 risk_code=housing\n"
   "monitoring_case id=2 water_unsafe=1\n"
   "case_risk case_id=2 risk_code=water\n"
   "monitoring_case id=3 water_unsafe=0\n",
   "H1 breach 2024-01-01..\n"},
  {"/checks/4_11_007/a-problem-that-is-no-risk", "4_11_007", NULL,
   "household id=1..3\n"
   "monitoring_case id=1 uninsured=1\n"
   "case_risk case_id=1 risk_code=housing\n"
   "monitoring_case id=2 uninsured=1\n"
   "case_risk case_id=2 risk_code=illness\n"
   "monitoring_case id=3 uninsured=0\n",
   "H1 breach 2024-01-01..\n"},
  {"/checks/4_11_010/cleared-below-the-line-of-its-year", "4_11_010", NULL,
   "household id=1..4\n"
   "monitoring_case id=1 identified_on=2022-01-01 cleared_on=2023-06-01 clear_mode=assisted\n"
   "risk_clearance id=1 income_pc_fen=749999\n"
   "monitoring_case id=2 identified_on=2022-01-01 cleared_on=2023-06-01 clear_mode=assisted\n"
   "risk_clearance id=2 income_pc_fen=750000\n"
   "monitoring_case id=3 identified_on=2020-01-01 cleared_on=2021-06-01 clear_mode=assisted\n"
   "risk_clearance id=3 income_pc_fen=700000\n"
   "monitoring_case id=4 identified_on=2022-01-01 cleared_on=2023-06-01 clear_mode=natural\n"
   "risk_clearance id=4 income_pc_fen=1\n",
   "H1 breach 2023-06-01..\n"},
  {"/checks/2_11_002/six-months-in-three-values", "2_11_002", NULL,
   "household id=1..6\n"
   "monitoring_case id=1 identified_on=2024-01-10 cleared_on=2024-07-09 clear_mode=assisted\n"
   "monitoring_case id=2 identified_on=2024-01-10 cleared_on=2024-07-10 clear_mode=assisted\n"
   "monitoring_case id=3 identified_on=2024-01 cleared_on=2024-07 clear_mode=assisted\n"
   "monitoring_case id=4 identified_on=2024-01 cleared_on=2024-06 clear_mode=assisted\n"
   "monitoring_case id=5 identified_on=2024-01 cleared_on=2024-08 clear_mode=assisted\n"
   "monitoring_case id=6 identified_on=2024-01-10 cleared_on=2024-02-09 clear_mode=natural\n",
   "H1 breach 2024-07-09..\n"
   "H3 unknown 2024-07-31..\n"
   "H4 breach 2024-06-30..\n"},
  {"/checks/5_16_005/entered-but-nobody-has-it", "5_16_005", NULL,
   "household id=1..3\n"
   "monitoring_case id=1\n"
   "measure case_id=1 category=safety_net subtype=农村低保\n"
   "person household_id=1 dibao=none\n"
   "monitoring_case id=2\n"
   "measure case_id=2 category=safety_net subtype=农村低保\n"
   "person household_id=2 dibao=rural\n"
   "monitoring_case id=3\n"
   "measure case_id=3 category=safety_net subtype=农村低保\n",
   "H1 breach 2024-01-01..\n"},
  {"/checks/4_11_015/entered-but-nobody-has-it", "4_11_015", NULL,
   "household id=1..3\n"
   "monitoring_case id=1\n"
   "measure case_id=1 category=safety_net subtype=特困供养\n"
   "person household_id=1 tekun=none\n"
   "monitoring_case id=2\n"
   "measure case_id=2 category=safety_net subtype=特困供养\n"
   "person household_id=2 tekun=rural\n"
   "monitoring_case id=3\n"
   "measure case_id=3 category=safety_net subtype=特困供养\n",
   "H1 breach 2024-01-01..\n"},
  {"/checks/4_11_016/entered-but-nobody-has-it", "4_11_016", NULL,
   "household id=1..3\n"
   "monitoring_case id=1\n"
   "measure case_id=1 category=safety_net subtype=残疾人两项补贴\n"
   "person household_id=1 health=healthy\n"
   "monitoring_case id=2\n"
   "measure case_id=2 category=safety_net subtype=残疾人两项补贴\n"
   "person household_id=2 health=disabled\n"
   "monitoring_case id=3\n"
   "measure case_id=3 category=safety_net subtype=残疾人两项补贴\n",
   "H1 breach 2024-01-01..\n"},
  {"/checks/5_16_003/dibao-not-among-the-measures", "5_16_003", NULL,
   "household id=1..2\n"
   "monitoring_case id=1 cleared_on=2024-06-01\n"
   "person household_id=1 dibao=rural\n"
   "monitoring_case id=2\n"
   "person household_id=2 dibao=rural\n"
   "measure case_id=2 category=safety_net subtype=农村低保\n",
   "H1 breach 2024-01-01..2024-05-31\n"},
  {"/checks/5_11_030/developmental-but-marked-as-none", "5_11_030", NULL,
   "household id=1..3\n"
   "monitoring_case id=1 developmental=0\n"
   "measure case_id=1 status=implemented status_on=2024-02-01\n"
   "monitoring_case id=2 developmental=0\n"
   "measure case_id=2 category=health status=implemented status_on=2024-02-01\n"
   "monitoring_case id=3 developmental=1\n"
   "measure case_id=3 status=implemented status_on=2024-02-01\n",
   "H1 breach 2024-01-01..\n"},
  {"/checks/5_12_011/only-training", "5_12_011", NULL,
   "household id=1..3\n"
   "monitoring_case id=1 developmental=1\n"
   "measure case_id=1 category=employment subtype=技能培训 status=implemented status_on=2024-02-01\n"
   "monitoring_case id=2 developmental=1\n"
   "measure case_id=2 category=employment subtype=劳务输出 status=implemented status_on=2024-02-01\n"
   "monitoring_case id=3 developmental=0\n",
   "H1 breach 2024-01-01..\n"},
  {"/checks/5_11_033/no-labour-not-marked", "5_11_033", NULL,
   "household id=1 labour_count=0 whole_no_labour=0\n"
   "household id=2 labour_count=0 whole_no_labour=1\n"
   "household id=3 labour_count=1\n"
   "monitoring_case id=1 cleared_on=2024-06-01\n"
   "monitoring_case id=2\n"
   "monitoring_case id=3\n",
   "H1 breach 2024-01-01..2024-05-31\n"},
  {"/checks/5_17_013/labour-export-without-a-worker", "5_17_013", NULL,
   "household id=1..3\n"
   "monitoring_case id=1\n"
   "measure case_id=1 category=employment subtype=劳务输出\n"
   "person household_id=1\n"
   "monitoring_case id=2\n"
   "measure case_id=2 category=employment subtype=劳务输出\n"
   "person household_id=2 work_months=4\n"
   "monitoring_case id=3\n"
   "measure case_id=3 category=employment subtype=劳务输出\n"
   "household id=4\n"
   "person id=4 household_id=4\n"
   "person_work person_id=4 started_on=2024-02\n"
   "monitoring_case id=4\n"
   "measure case_id=4 category=employment subtype=劳务输出\n",
   "H1 breach 2024-01-01..\n"},
  {"/checks/income_reference/above-the-ledgers-own-range", "income_reference", NULL,
   "household id=1..5\n"
   "monitoring_case id=1 class=marginal income_pc_fen=750001\n"
   "case_income case_id=1 moment=identified reference=7500\n"
   "monitoring_case id=2 class=marginal income_pc_fen=750000\n"
   "case_income case_id=2 moment=identified reference=7500\n"
   "monitoring_case id=3 class=sudden income_pc_fen=900000\n"
   "case_income case_id=3 moment=identified reference=7500\n"
   "monitoring_case id=4 class=unstable income_pc_fen=900000\n"
   "case_income case_id=4 moment=identified reference=7500元以下\n"
   "monitoring_case id=5 class=unstable income_pc_fen=900000\n"
   "case_income case_id=5 moment=cleared reference=7500\n",
   "H1 breach 2024-01-01..\n"},
  {"/checks/work_plan_open/planned-and-not-begun", "work_plan_open", NULL,
   "household id=1..4\n"
   "person id=1 household_id=1\n"
   "work_plan person_id=1 planned=1\n"
   "person id=2 household_id=2 work_months=3\n"
   "work_plan person_id=2 planned=1\n"
   "person id=3 household_id=3\n"
   "work_plan person_id=3 planned=0\n"
   "person id=4 household_id=4\n"
   "work_plan person_id=4 planned=1\n"
   "person_work person_id=4 working=1\n",
   "H1 breach ..\n"},
  {"/checks/1111_18/above-twenty-thousand", "1111_18", NULL,
   "household id=1..2\n"
   "monitoring_case id=1 income_pc_fen=2000001\n"
   "monitoring_case id=2 income_pc_fen=2000000\n",
   "H1 breach 2024-01-01..\n"},
  {NULL, NULL, NULL, NULL, NULL},
};
