/* Figures worked out by hand: visits, grids, staff, matters, warnings, rectification, look-back. */
#include "tests/src/figures.h"

static const Sheet sheets[] = {
  {"/indicators/V01/two-home-visits-in-a-week-that-ends-on-sunday", "V01",
   /* 2024-01-08 is a Monday. */
   "household id=1\nhousehold id=2 region_id=liuwan\n"
   "visit_plan household_id=1 rhythm=weekly n=2 started_on=2024-01-08 ended_on=2024-01-24\n"
   "visit_plan household_id=2 rhythm=weekly n=2 started_on=2024-01-10\n"
   "visit visited_on=2024-01-08\nvisit visited_on=2024-01-14\n"
   "visit household_id=2 visited_on=2024-01-13\nvisit household_id=2 visited_on=2024-01-14 mode=phone\n"
   "visit visited_on=2024-01-15\nvisit visited_on=2024-01-22\nvisit visited_on=2024-01-24\nvisit visited_on=2024-01\n",
   "2024-01-13 county 0/0 = —\n2024-01-14 county 1/2 = 50\n2024-01-14 qingxi 0/1 = 0\n2024-01-20 county 1/2\n2024-01-21 county 0/2\n"
   "2024-01-27 county 0/2\n2024-01-28 county 0/1\n2024-01-28 lanshan 0/0 = —\n"},
  {"/indicators/V01/plans-that-overlap-are-one", "V01",
   "household id=1\nvisit_plan household_id=1 rhythm=weekly n=1 started_on=2024-01-01 ended_on=2024-01-10\n"
   "visit_plan household_id=1 rhythm=weekly n=2 started_on=2024-01-05\nvisit visited_on=2024-01-09\n"
   "visit_plan household_id=1 rhythm=monthly n=1\n",
   "2024-01-07 county 0/1 = 0\n2024-01-14 county 0/1 = 0\n"},
  {"/indicators/V02/a-plan-of-a-region-means-its-active-cases", "V02",
   "household id=1\nhousehold id=2\nhousehold id=3 region_id=liuwan\n"
   "monitoring_case id=1 identified_on=2024-01-10\nmonitoring_case id=2 identified_on=2024-01-31 cleared_on=2024-02-29\n"
   "monitoring_case id=3 identified_on=2024-01-10\n"
   "visit_plan region_id=lanshan rhythm=monthly\n"
   "visit visited_on=2024-01-05 mode=phone\nvisit household_id=3 visited_on=2024-01-20\nvisit household_id=2 visited_on=2024-02-10\n",
   "2024-01-30 county 0/0 = —\n2024-01-31 county 1/2 = 50\n2024-02-28 county 1/2\n2024-02-29 county 0/1 = 0\n2024-01-31 qingxi 0/0 = —\n"},
  {"/indicators/V03/odd-months-keep-the-last-round", "V03",
   "household id=1\nhousehold id=2\n"
   "visit_plan household_id=1 rhythm=even_month started_on=2024-01-05\nvisit_plan household_id=2 rhythm=even_month started_on=2024-03-01\n"
   "visit visited_on=2024-01-20\nvisit visited_on=2024-02\nvisit household_id=2 visited_on=2024-04-30\nvisit visited_on=2024-04-01 mode=phone\n",
   "2024-01-31 county 0/0 = —\n2024-02-29 county 1/1 = 100\n2024-03-31 county 1/1\n2024-04-29 county 1/1\n2024-04-30 county 1/2 = 50\n"
   "2024-06-30 county 0/2 = 0\n"},
  {"/indicators/G01/only-workers-in-office", "G01",
   "household id=1\nhousehold id=2\nhousehold id=3 region_id=liuwan\n"
   "staff started_on=2024-01-01 ended_on=2024-06-30\nstaff role=part_time started_on=2024-03-01\nstaff role=leader\nstaff role=full_time region_id=shimen\n",
   "2023-12-31 county 3/1 = 3\n2024-01-01 county 3/2 = 1.5\n2024-03-01 grid1 2/2 = 1\n2024-06-30 county 3/3\n2024-07-01 county 3/2\n"
   "2024-07-01 qingxi 1/0 = —\n2024-07-01 shimen 0/1 = 0\n"},
  {"/indicators/V06/visits-by-phone-in-twelve-months", "V06",
   "household id=1\nhousehold id=2 region_id=liuwan\nvisit visited_on=2023-05-01 mode=phone\nvisit visited_on=2024-02\n"
   "visit visited_on=2024-03-01 mode=video\nvisit household_id=2 visited_on=2024-04-01\n",
   "2023-05-01 county 1/1 = 100\n2024-03-01 grid1 2/3 = 66.67\n2024-04-30 county 2/4 = 50\n2024-05-01 county 1/3 = 33.33\n"
   "2024-05-01 qingxi 0/1 = 0\n2024-05-01 shimen 0/0 = —\n"},
  {"/indicators/V07/home-visits-of-which-the-actions-are-known", "V07",
   "household id=1\nvisit visited_on=2024-01-01 actions=15\nvisit visited_on=2024-01-02 actions=7\nvisit visited_on=2024-01-03\n"
   "visit visited_on=2024-01-04 mode=phone actions=15\nvisit visited_on=2024-01 actions=0\n",
   "2024-01-01 county 1/1 = 100\n2024-01-04 county 1/2 = 50\n2024-01-31 grid1 1/3 = 33.33\n2024-12-31 county 1/3\n2025-01-01 county 0/2 = 0\n"
   "2025-01-31 county 0/0 = —\n2024-01-31 qingxi 0/0 = —\n"},
  {"/indicators/G04/a-household-and-a-member-count-once", "G04",
   "household id=1\nhousehold id=2\nhousehold id=3 region_id=liuwan\nstaff id=1 role=party_member\n"
   "staff id=2 role=party_member region_id=shimen ended_on=2024-06-30\n"
   "assignment staff_id=1 duty=link\nassignment staff_id=1 household_id=2 duty=link started_on=2024-02-01 ended_on=2024-03-31\n"
   "assignment staff_id=2 household_id=2 duty=link started_on=2024-03-01\nassignment staff_id=2 household_id=3 duty=help\n",
   "2024-01-31 county 1/1 = 1\n2024-02-01 songling 2/1 = 2\n2024-03-01 lanshan 2/2 = 1\n2024-04-01 county 2/2\n2024-06-30 county 2/2\n"
   "2024-07-01 county 1/1\n2024-07-01 qingxi 0/0 = —\n2024-04-01 shimen 0/1 = 0\n"},
  {"/indicators/G08/no-worker-in-office", "G08",
   "staff started_on=2024-02-01 ended_on=2024-03-31\nstaff started_on=2024-03-15 ended_on=2024-05-31 role=part_time\nstaff role=leader\n"
   "staff region_id=grid2 ended_on=2024-04-30\nUPDATE region SET valid_to = '2024-08-31' WHERE id = 8\n",
   "2024-01-31 county 1/2 = 1\n2024-02-01 county 0/2 = 0\n2024-04-30 grid2 0/1 = 0\n2024-05-01 grid2 1/1 = 1\n2024-05-31 grid1 0/1\n"
   "2024-06-01 songling 2/2 = 2\n2024-08-31 county 2/2\n2024-09-01 county 1/1\n2024-09-01 qingxi 0/0 = —\n"},
  {"/indicators/G06/a-grid-counts-while-it-stands", "G06",
   "household id=1\nhousehold id=2 region_id=liuwan\nhousehold id=3 region_id=grid2\n"
   "UPDATE region SET valid_from = '2024-02-01', valid_to = '2024-05-31' WHERE id = 8\n",
   "2024-01-31 county 1/3\n2024-02-01 county 2/3 = 66.67\n2024-05-31 grid2 1/1 = 100\n2024-06-01 grid2 0/0 = —\n2024-06-01 songling 1/2 = 50\n2024-02-01 qingxi 0/1 = 0\n"
   "2024-02-01 shimen 0/0 = —\n"},
  {"/indicators/P01/a-household-registers-once", "P01",
   "household id=1\nhousehold id=2\nhousehold id=3 region_id=liuwan\n"
   "platform_reg registered_on=2024-03-01\nplatform_reg registered_on=2024-02\nplatform_reg household_id=2 registered_on=2024-05-01\n",
   "2024-02-28 county 0/3 = 0\n2024-02-29 county 1/3 = 33.33\n2024-03-01 county 1/3\n2024-05-01 lanshan 2/2 = 100\n2024-05-01 shimen 0/0 = —\n"},
  {"/indicators/P02/the-first-registration-of-a-household", "P02",
   "household id=1\nhousehold id=2\nhousehold id=3 region_id=liuwan\nplatform_reg registered_on=2024-03-01 by_proxy=0\n"
   "platform_reg registered_on=2024-02 by_proxy=1\nplatform_reg household_id=2 registered_on=2024-05-01 by_proxy=0\n"
   "platform_reg household_id=3 registered_on=2024-05-01\n",
   "2024-02-28 county 0/0 = —\n2024-02-29 county 1/1 = 100\n2024-05-01 grid1 1/2 = 50\n2024-05-01 qingxi 0/0 = —\n"},
  {"/indicators/A04/four-and-five-among-the-rated", "A04",
   "matter received_on=2024-01-05 completed_on=2024-01-20 satisfaction=4\nmatter received_on=2024-01-10 satisfaction=3\n"
   "matter received_on=2024-01-10 completed_on=2024-01-05 satisfaction=5\nmatter received_on=2024-01-10 completed_on=2024-01-12\n",
   "2024-01-09 county 0/0 = —\n2024-01-10 county 1/2 = 50\n2024-01-20 qingxi 2/3 = 66.67\n2024-01-20 lanshan 0/0 = —\n"},
  {"/indicators/A01/by-the-day-of-receipt", "A01",
   "matter received_on=2024-01-05 completed_on=2024-01-05\nmatter received_on=2024-01-10 completed_on=2024-02-01\nmatter received_on=2024-01-20\n",
   "2024-01-04 county 0/0 = —\n2024-01-05 county 1/1 = 100\n2024-01-20 county 1/3\n2024-02-01 qingxi 2/3 = 66.67\n2024-02-01 lanshan 0/0 = —\n"},
  {"/indicators/R01/all-tracks-must-be-closed", "R01",
   "finding id=1\nrectification_track due_on=2024-02-01 closed_on=2024-01-20\nrectification_track track=department due_on=2024-03-01 closed_on=2024-03-10\n"
   "finding id=2\nrectification_track finding_id=2 due_on=2024-02-15 closed_on=2024-02-01\nfinding id=3\nrectification_track finding_id=3 due_on=2024-02-15\n"
   "finding id=4\nrectification_track finding_id=4\nfinding id=5\n",
   "2024-02-14 county 0/0 = —\n2024-02-15 county 1/2 = 50\n2024-03-01 county 1/3\n2024-03-10 qingxi 2/3 = 66.67\n"},
  {"/indicators/R02/each-track-by-its-own-day", "R02",
   "finding id=1\nrectification_track due_on=2024-02-01 closed_on=2024-02-10\nrectification_track track=department due_on=2024-03-01 closed_on=2024-02-10\n"
   "finding id=2\nrectification_track finding_id=2 due_on=2024-02-15 closed_on=2024-02-15\nfinding id=3\nrectification_track finding_id=3 due_on=2024-02-15\n",
   "2024-02-15 county 1/2 = 50\n2024-03-01 county 1/3 = 33.33\n"},
  {"/indicators/R03/both-sides-of-a-double-turn", "R03",
   "finding id=1\nrectification_track closed_on=2024-02-10\nrectification_track track=department closed_on=2024-03\n"
   "finding id=2\nrectification_track finding_id=2 closed_on=2024-02-10\n"
   "finding id=3 first_seen_on=2024-02-01\nrectification_track finding_id=3 closed_on=2024-02-10\nrectification_track finding_id=3 track=department\n",
   "2024-01-09 county 0/0 = —\n2024-01-10 county 0/1 = 0\n2024-02-10 county 0/2\n2024-03-31 county 1/2 = 50\n"},
  {"/indicators/R04/what-came-back-among-what-was-looked-at-again", "R04",
   "finding id=1 rechecked_on=2024-05-01\nrectification_track closed_on=2024-02-10\n"
   "finding id=2\nrectification_track finding_id=2 closed_on=2024-02-10\n"
   "finding id=3 rechecked_on=2024-05-01\nrectification_track finding_id=3\n"
   "finding id=4 region_id=shimen first_seen_on=2024-06-01 same_as_id=2\n"
   "finding id=5 first_seen_on=2024-02-01 same_as_id=1\n",
   "2024-04-30 county 0/0 = —\n2024-05-01 county 0/1 = 0\n2024-06-01 qingxi 1/2 = 50\n2024-06-01 shimen 0/0 = —\n"},
  {"/indicators/R05/open-past-its-day", "R05",
   "finding id=1\nrectification_track due_on=2024-02-01 closed_on=2024-02-10\nfinding id=2\nrectification_track finding_id=2 due_on=2024-02\n"
   "finding id=3\nrectification_track finding_id=3 due_on=2024-02-01 closed_on=2024-02-01\n",
   "2024-02-01 county 0/3 = 0\n2024-02-02 county 1/3 = 1\n2024-02-10 county 0/3\n2024-02-29 county 0/3\n2024-03-01 county 1/3\n2024-03-01 lanshan 0/0 = —\n"},
  {"/indicators/L01/findings-of-the-drawn-households-only", "L01",
   "household id=1\nhousehold id=2\nhousehold id=3\ncampaign id=1\ncampaign id=2\n"
   "sample_unit household_id=1 visited_on=2024-04-01\nsample_unit household_id=2 visited_on=2024-04-02\nsample_unit household_id=3\nsample_unit\n"
   "finding campaign_id=1 household_id=1 first_seen_on=2024-04-01\nfinding campaign_id=1 household_id=1 first_seen_on=2024-03-01\n"
   "finding campaign_id=2 household_id=1\nfinding campaign_id=1 household_id=3\nfinding campaign_id=1\n",
   "2024-03-31 county 0/0 = —\n2024-04-01 county 2/1 = 2\n2024-04-02 grid1 2/2 = 1\n2024-04-02 qingxi 0/0 = —\n"},
  {"/indicators/L02/items-without-a-judgement-do-not-count", "L02",
   "household id=1\ncampaign id=1\nsample_unit id=1 household_id=1 visited_on=2024-04-01\nsample_unit id=2\n"
   "answer good=1\nanswer good=0\nanswer\nanswer kind=awareness good=1\nanswer sample_unit_id=2 good=1 answered_on=2024-04-05\nanswer sample_unit_id=2 good=1\n",
   "2024-03-31 county 0/0 = —\n2024-04-01 grid1 1/2 = 50\n2024-04-05 county 2/3 = 66.67\n2024-04-05 qingxi 1/1\n"},
  {NULL, NULL, NULL, NULL}};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  figures_add (sheets);
  return g_test_run ();
}
