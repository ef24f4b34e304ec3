/* Figures worked out by hand: density, measures, clearance, data quality. */
#include "tests/src/figures.h"

static const Sheet sheets[] = {
  {"/indicators/D02/households-come-from-the-ledger-and-elsewhere-as-declared", "D02",
   /* 松岭一 keeps a ledger: two households of its own. 柳湾村 keeps none and declares 40. What 岚山镇 declares is not used,
    * because below it there is a ledger. */
   "household id=1 region_id=grid1\nhousehold id=2 region_id=grid1\n"
   "monitoring_case id=1 persons=4 identified_on=2024-03\n"
   "UPDATE region SET households_total = 40, persons_total = 100 WHERE id = 6\n"
   "UPDATE region SET households_total = 999 WHERE id = 2\n",
   "2024-03-30 grid1 0/2 = 0\n2024-03-31 grid1 1/2 = 500 4人\n2024-03-31 liuwan 0/40 = 0\n2024-03-31 county 1/42 = 23.81\n"
   "2024-03-31 shimen 0/0 = —\n"},
  {"/indicators/D02/what-lies-inside-is-not-counted-twice", "D02",
   "UPDATE region SET households_total = 100 WHERE id = 1\nUPDATE region SET households_total = 60 WHERE id = 2\n"
   "UPDATE region SET households_total = 25 WHERE id = 7\n",
   "2024-01-01 county 0/100\n2024-01-01 lanshan 0/60\n2024-01-01 grid1 0/25\n2024-01-01 songling 0/25\n2024-01-01 qingxi 0/0 = —\n"},
  {"/indicators/D03/persons-over-persons", "D03",
   "household id=1 region_id=liuwan size=5\nhousehold id=2 region_id=shimen size=3\n"
   "monitoring_case id=1 persons=4 identified_on=2024-01-05 cleared_on=2024-06-01\n",
   "2024-01-05 county 4/8 = 500\n2024-01-05 liuwan 4/5 = 800\n2024-05-31 liuwan 4/5\n2024-06-01 county 0/8 = 0\n2024-01-05 grid1 0/0 = —\n"},
  {"/indicators/D05/a-class-among-all", "D05:sudden",
   "household id=1\nhousehold id=2\nhousehold id=3 region_id=liuwan\n"
   "monitoring_case id=1 class=sudden persons=5\nmonitoring_case id=2 class=marginal identified_on=2024-02-01\n"
   "monitoring_case id=3 class=unstable identified_on=2024-02-01 cleared_on=2024-04-01\n",
   "2024-01-31 county 1/1 = 100 5人\n2024-02-01 county 1/3 = 33.33\n2024-02-01 qingxi 0/1 = 0\n2024-04-01 county 1/2 = 50\n"
   "2024-04-01 qingxi 0/0 = —\n"},
  {"/indicators/D06/a-risk-counts-once-a-case", "D06:illness",
   "household id=1\nhousehold id=2\nmonitoring_case id=1 persons=2\nmonitoring_case id=2\n"
   "case_risk case_id=1 ord=1 risk_code=disability\ncase_risk case_id=1 ord=2 risk_code=illness\n"
   "case_risk case_id=1 ord=3 risk_code=illness\n",
   "2024-01-01 county 1/2 = 50 2人\n2023-12-31 county 0/0 = —\n"},
  {"/indicators/D08/persons-of-active-cases", "D08",
   "household id=1\nhousehold id=2\nmonitoring_case id=1 persons=2 identified_on=2024-01-10\n"
   "monitoring_case id=2 persons=5 identified_on=2024-02 cleared_on=2024-04-01 revoked_on=2024-06-01\n",
   "2024-01-09 county 0/0 = —\n2024-01-10 county 2/1 = 2\n2024-02-29 grid1 7/2 = 3.5\n2024-04-01 county 2/1\n2024-06-01 county 7/2\n"
   "2024-06-01 qingxi 0/0 = —\n"},
  {"/indicators/I08/identified-in-twelve-months", "I08",
   "household id=1\nhousehold id=2 region_id=liuwan\nmonitoring_case id=1 persons=2 identified_on=2023-03-10 cleared_on=2023-03-10\n"
   "monitoring_case household_id=1 case_seq=2 persons=4 identified_on=2023-12\nmonitoring_case id=3 household_id=2 persons=5 identified_on=2024-03-10\n",
   "2023-03-09 county 0/2 = 0 0人\n2023-03-10 county 1/2 = 1 2人\n2023-12-31 grid1 2/1 = 2 6人\n2024-03-09 county 2/2 = 2 6人\n"
   "2024-03-10 county 2/2 = 2 9人\n2024-12-30 county 2/2 = 2 9人\n2024-12-31 county 1/2 = 1 5人\n2024-12-31 shimen 0/0 = —\n"},
  {"/indicators/M10/a-helper-in-office", "M10",
   "household id=1\nhousehold id=2\nhousehold id=3 region_id=liuwan\nmonitoring_case id=1 persons=2 identified_on=2024-01-10\n"
   "monitoring_case id=2 persons=5 identified_on=2024-01-10 cleared_on=2024-05-01 revoked_on=2024-07-01\nmonitoring_case id=3 identified_on=2024-01-10\n"
   "staff id=1 ended_on=2024-08-31\nstaff id=2\nassignment staff_id=1 started_on=2024-01-01\n"
   "assignment staff_id=2 started_on=2024-03-01 ended_on=2024-03-31\nassignment staff_id=2 household_id=2\nassignment staff_id=2 household_id=3 duty=link\n",
   "2024-01-09 county 0/0 = —\n2024-01-10 county 2/3 = 66.67 7人\n2024-03-15 county 2/3\n2024-05-01 grid1 1/1 = 100 2人\n2024-07-01 county 2/3 = 66.67 7人\n"
   "2024-08-31 county 2/3\n2024-09-01 county 1/3 = 33.33 5人\n2024-01-10 qingxi 0/1 = 0\n2024-01-10 shimen 0/0 = —\n"},
  {"/indicators/M12/only-the-safety-net-where-somebody-can-work", "M12",
   "household id=1 labour_count=1\nhousehold id=2 labour_count=2\nhousehold id=3 labour_count=0\nhousehold id=4\nhousehold id=5 whole_no_labour=0\n"
   "monitoring_case id=1 persons=2\nmonitoring_case id=2 persons=5 cleared_on=2024-06-01\nmonitoring_case id=3\nmonitoring_case id=4\nmonitoring_case id=5\n"
   "measure category=safety_net status=implemented status_on=2024-02-01\nmeasure status=implemented status_on=2024-04\n"
   "measure case_id=2 category=safety_net status=implemented status_on=2024-03-01\nmeasure case_id=2 status=in_progress\n"
   "measure case_id=3 category=safety_net status=implemented status_on=2024-02-01\n"
   "measure case_id=5 status=implemented status_on=2024-02-01\nmeasure case_id=5 category=safety_net status=implemented status_on=2024-02-01\n",
   "2023-12-31 county 0/0 = —\n2024-01-31 county 0/3 = 0\n2024-02-01 county 1/3 = 33.33 2人\n2024-03-01 county 2/3 = 66.67 7人\n"
   "2024-04-29 county 2/3\n2024-04-30 county 1/3 = 33.33 5人\n2024-06-01 county 0/2 = 0 0人\n2024-06-01 qingxi 0/0 = —\n"},
  {"/indicators/C05/revoked-among-the-cleared", "C05",
   "household id=1\nhousehold id=2\nhousehold id=3 region_id=liuwan\nmonitoring_case id=1 persons=2 cleared_on=2024-03-01 revoked_on=2024-05\n"
   "monitoring_case id=2 cleared_on=2024-04-01\nmonitoring_case id=3\n",
   "2024-02-29 county 0/0 = —\n2024-03-01 county 0/1 = 0\n2024-05-30 county 0/2\n2024-05-31 grid1 1/2 = 50 2人\n2024-05-31 qingxi 0/0 = —\n"},
  {"/indicators/C07/help-cannot-clear-who-cannot-work", "C07",
   "household id=1 whole_no_labour=1\nhousehold id=2 whole_no_labour=1\nhousehold id=3 whole_no_labour=0\nhousehold id=4\n"
   "monitoring_case id=1 persons=2 cleared_on=2024-03-01 clear_mode=assisted revoked_on=2024-06-01\n"
   "monitoring_case id=2 cleared_on=2024-03-01 clear_mode=natural\nmonitoring_case id=3 cleared_on=2024-04-01 clear_mode=assisted\n"
   "monitoring_case id=4 cleared_on=2024-04-01 clear_mode=assisted\n",
   "2024-02-29 county 0/0 = —\n2024-03-01 grid1 1/1 = 1 2人\n2024-04-01 county 1/2 = 1 2人\n2024-06-01 county 0/1 = 0 0人\n2024-06-01 qingxi 0/0 = —\n"},
  {"/indicators/D07/cleared-leave-the-top-and-stay-below", "D07",
   "household id=1\nhousehold id=2\nhousehold id=3\n"
   "monitoring_case id=1 identified_on=2024-01-10 cleared_on=2024-05-01 revoked_on=2024-07-01\n"
   "monitoring_case id=2 identified_on=2024-02-01\nmonitoring_case id=3 identified_on=2024-03-01 cleared_on=2024-03-01\n",
   "2024-01-10 county 1/1\n2024-02-28 county 2/2 = 100\n2024-03-01 county 2/3\n2024-05-01 county 1/3 = 33.33\n2024-07-01 county 2/3\n"},
  {"/indicators/C01/clearance-is-the-other-side", "C01",
   "household id=1\nhousehold id=2\n"
   "monitoring_case id=1 persons=6 identified_on=2024-01-10 cleared_on=2024-05-01 revoked_on=2024-07-01\nmonitoring_case id=2\n",
   "2024-04-30 county 0/2 = 0\n2024-05-01 county 1/2 = 50 6人\n2024-07-01 county 0/2 = 0 0人\n2023-12-31 county 0/0 = —\n"},
  {"/indicators/C04/each-region-has-its-own-fullest-month", "C04",
   /* 松岭一: three in March; 柳湾村: one in March, two in May. The county: four in March of six. */
   "household id=1\nhousehold id=2\nhousehold id=3\nhousehold id=4 region_id=liuwan\nhousehold id=5 region_id=liuwan\n"
   "household id=6 region_id=liuwan\n"
   "monitoring_case id=1 cleared_on=2024-03-01\nmonitoring_case id=2 cleared_on=2024-03\nmonitoring_case id=3 cleared_on=2024-03-31\n"
   "monitoring_case id=4 cleared_on=2024-03-15\nmonitoring_case id=5 cleared_on=2024-05-01\nmonitoring_case id=6 cleared_on=2024-05-31\n",
   "2024-05-31 county 4/6 = 0.67\n2024-05-31 lanshan 3/3 = 1\n2024-05-31 qingxi 2/3\n2024-04-30 county 4/4\n"
   "2025-03-31 county 2/2\n2025-02-28 county 4/6\n2025-05-31 county 0/0 = —\n2024-05-31 shimen 0/0 = —\n"},
  {"/indicators/M02/a-member-and-the-whole", "M02:safety_net",
   "household id=1\nmonitoring_case id=1\n"
   "measure category=safety_net status=implemented status_on=2024-02-01\nmeasure category=safety_net\nmeasure category=industry\n",
   "2024-01-01 county 0/2 = 0\n2024-02-01 county 1/2 = 50\n2024-02-01 qingxi 0/0 = —\n"},
  {"/indicators/M02/developmental-are-four-categories", "M02:developmental",
   "household id=1\nmonitoring_case id=1\n"
   "measure category=industry status=implemented status_on=2024-02-01\nmeasure category=employment\nmeasure category=finance\n"
   "measure category=public_post\nmeasure category=health\n",
   "2024-02-01 county 1/4 = 25\n"},
  {"/indicators/M02/the-whole-is-all-categories", "M02",
   "household id=1\nmonitoring_case id=1\n"
   "measure category=industry status=implemented status_on=2024-02-01\nmeasure category=health\n",
   "2024-02-01 county 1/2 = 50\n"},
  {"/indicators/M05/overdue-begins-the-day-after", "M05",
   "household id=1\nmonitoring_case id=1 cleared_on=2024-12-01\n"
   "measure due_on=2024-03-31\n"                                          /* overdue to the clearance          */
   "measure due_on=2024-03-31 status=implemented status_on=2024-04-10\n"  /* overdue for nine days             */
   "measure due_on=2024-03-31 status=implemented status_on=2024-03-31\n"  /* in time                           */
   "measure due_on=2024-03-31 status=stopped status_on=2024-05-01\n"      /* overdue until stopped             */
   "measure due_on=2024-03 planned_on=2024-06-01\n"                       /* due before it was planned         */
   "measure\n",                                                           /* without a day                     */
   "2024-03-31 county 0/5 = 0\n2024-04-01 county 3/5 = 3\n2024-04-10 county 2/5\n2024-05-01 county 1/4\n2024-06-01 county 2/5\n"
   "2024-11-30 county 2/5 = 2\n2024-12-01 county 0/0 = —\n2024-04-01 qingxi 0/0 = —\n"},
  {"/indicators/M06/only-what-is-due-is-asked", "M06",
   "household id=1\nmonitoring_case id=1 cleared_on=2024-12-01\n"
   "measure due_on=2024-03-31\nmeasure due_on=2024-03-31 status=implemented status_on=2024-04-10\n"
   "measure due_on=2024-08-01 status=implemented status_on=2024-02-10\nmeasure\n",
   "2024-03-30 county 0/0 = —\n2024-03-31 county 0/2 = 0\n2024-04-01 county 2/2 = 100\n2024-04-10 county 1/2 = 50\n"
   "2024-08-01 county 1/3 = 33.33\n2024-12-01 county 0/0 = —\n"},
  {"/indicators/M08/labour-must-be-known", "M08",
   "household id=1 labour_count=2\nhousehold id=2 labour_count=0\nhousehold id=3\nhousehold id=4 whole_no_labour=0\n"
   "monitoring_case id=1 persons=5\nmonitoring_case id=2\nmonitoring_case id=3\n"
   "monitoring_case id=4 identified_on=2024-01-01 cleared_on=2024-03-01 revoked_on=2024-05-01\n"
   "measure case_id=1 category=health status=implemented status_on=2024-01-05\n"
   "measure case_id=1 category=finance status=implemented status_on=2024-02\n"
   "measure case_id=4 category=industry status=implemented status_on=2024-04-01\n",
   "2024-02-28 county 0/2 = 0\n2024-02-29 county 1/2 = 50 5人\n2024-03-01 county 1/1\n2024-05-01 county 2/2 = 100 8人\n"},
  {"/indicators/Q01/seven-cells-a-case", "Q01",
   "household id=1\nhousehold id=2\nmonitoring_case id=1 income_pc_fen=700000 dropout=0 housing_unsafe=0 uninsured=1 water_unsafe=0\n"
   "case_risk case_id=1 risk_code=illness\nmonitoring_case id=2 identified_on=2024-02-01\n",
   "2024-01-31 county 7/7 = 100\n2024-02-01 county 8/14 = 57.14\n2024-02-01 qingxi 0/0 = —\n"},
  {"/indicators/Q03/a-refused-region-counts-at-the-county", "Q03",
   "household id=1\nmatter received_on=2024-01-01\nstaff id=3\n"
   "import_batch id=2 kind=households file=a sha256=y rows=0 accepted=0 rejected=0 at=x undone_at=2024\n"
   "import_reject reason=x reason_code=region\nimport_reject reason=x reason_code=shape\n"
   "INSERT INTO import_reject (import_batch_id, src_row, reason, content, reason_code) VALUES (2, 1, 'x', '[]', 'region')\n",
   "2024-01-01 county 3/4 = 75\n2024-01-01 grid1 2/2 = 100\n2024-01-01 qingxi 1/1\n2024-01-01 shimen 0/0 = —\n"},
  {NULL, NULL, NULL, NULL}};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  figures_add (sheets);
  return g_test_run ();
}
