/* Figures worked out by hand where the rule set has a say. National rules: identified within 15 days, publicity of 5, a
 * measure within a month, a visit within 3 months, clearance not before 6, warnings within 15 days. */
#include "src/date.h"
#include "src/rules.h"
#include "tests/src/figures.h"

#include <string.h>

#define RULE(section, key, value) \
  "INSERT INTO rule_override (section, key, value) VALUES ('" section "', '" key "', '" value "')\n"

static const Sheet sheets[] = {
  {"/indicators/I01/late-only-where-it-is-certain", "I01",
   "household id=1\nhousehold id=2\nhousehold id=3\nhousehold id=4\nhousehold id=5 region_id=liuwan\n"
   "monitoring_case id=1 clue_date=2024-01-01 identified_on=2024-01-16\n"            /* the fifteenth day: in time */
   "monitoring_case id=2 clue_date=2024-01-01 identified_on=2024-01-17 persons=5\n"  /* late                       */
   "monitoring_case id=3 clue_date=2024-01 identified_on=2024-02\n"                  /* cannot tell                */
   "monitoring_case id=4 clue_date=2024-01 identified_on=2024-03\n"                  /* 16 days at least: late     */
   "monitoring_case id=5 identified_on=2024-01-20\n",
   "2024-01-15 county 0/0 = —\n2024-01-16 county 0/1 = 0\n2024-01-17 county 1/2 = 50 5人\n2024-02-29 county 1/2\n"
   "2024-03-31 county 2/3 = 66.67\n2024-03-31 qingxi 0/0 = —\n"},
  {"/indicators/I01/the-project-may-have-its-own-limit", "I01",
   RULE ("limits", "identify", "20 day_cal")
   "household id=1\nmonitoring_case id=1 clue_date=2024-01-01 identified_on=2024-01-17\n", "2024-01-17 county 0/1 = 0\n"},
  {"/indicators/I03/pairs-against-the-partial-order", "I03",
   /* home_check < review < publicity < system_entry, home_check < data_match < system_entry; review and data_match are free. */
   "household id=1\nhousehold id=2\nhousehold id=3\nhousehold id=4 region_id=liuwan\n"
   "monitoring_case id=1 identified_on=2024-02-01\nmonitoring_case id=2 identified_on=2024-02-01\n"
   "monitoring_case id=3 identified_on=2024-03-01\nmonitoring_case id=4\n"
   "case_step case_id=1 step_code=home_check finished_on=2024-01-10\n"
   "case_step case_id=1 step_code=data_match finished_on=2024-01-11\n"
   "case_step case_id=1 step_code=review finished_on=2024-01-12\n"
   "case_step case_id=1 step_code=publicity started_on=2024-01-11 finished_on=2024-01-20\n"   /* posted before the review */
   "case_step case_id=2 step_code=home_check finished_on=2024-01\n"
   "case_step case_id=2 step_code=review finished_on=2024-01-05\n"                            /* cannot tell */
   "case_step case_id=3 step_code=system_entry finished_on=2024-02-20\n"
   "case_step case_id=3 step_code=publicity started_on=2024-02-18 finished_on=2024-02-25\n"   /* entered while posted */
   "case_step case_id=4 step_code=review finished_on=2024-02-20\n",
   "2024-01-31 county 0/0 = —\n2024-02-01 county 1/2 = 1\n2024-03-01 grid1 2/3 = 2\n2024-03-01 qingxi 0/0 = —\n"},
  {"/indicators/I04/five-days-are-enough", "I04",
   "household id=1\nhousehold id=2\nhousehold id=3\nmonitoring_case id=1 persons=4\nmonitoring_case id=2\nmonitoring_case id=3\n"
   "case_step case_id=1 step_code=publicity started_on=2024-01-10 finished_on=2024-01-14\n"
   "case_step case_id=2 step_code=publicity started_on=2024-01-10 finished_on=2024-01-15\n"
   "case_step case_id=3 step_code=publicity started_on=2024-01 finished_on=2024-01\n",
   "2024-01-13 county 0/0 = —\n2024-01-14 county 1/1 = 1 4人\n2024-01-15 county 1/2 = 1\n"},
  {"/indicators/I05/steps-and-their-evidence", "I05",
   /* Five steps and three kinds of evidence. */
   "household id=1\nhousehold id=2 region_id=liuwan\nmonitoring_case id=1 identified_on=2024-02-01\nmonitoring_case id=2 identified_on=2024-03-01\n"
   "case_step case_id=1 step_code=home_check finished_on=2024-01-10\ncase_step case_id=1 step_code=review finished_on=2024-01-10\n"
   "case_step case_id=1 step_code=system_entry finished_on=2024-02-05\ncase_step case_id=1 step_code=consent finished_on=2024-01-10\n"
   "evidence subject=step item=home_check kind=form taken_on=2024-01-10\nevidence subject=step item=home_check kind=form\n"
   "evidence subject=step item=review kind=photo\nevidence subject=step item=publicity kind=notice_photo missing_reason=lost\n",
   "2024-01-31 county 0/0 = —\n2024-02-01 county 3/8 = 37.5\n2024-02-05 county 4/8 = 50\n2024-03-01 county 4/16 = 25\n2024-03-01 qingxi 0/8 = 0\n"},
  {"/indicators/I06/a-warning-until-the-household-is-taken-up", "I06",
   "household id=1 size=4\nhousehold id=2\nhousehold id=3\n"
   "early_warning id=1 household_id=1 pushed_on=2024-01-05\nwarning_check warning_id=1 checked_on=2024-01-10 result=enter_case\n"
   "early_warning id=2 household_id=2 pushed_on=2024-01-05\nwarning_check warning_id=2 checked_on=2024-01-10 result=no_risk\n"
   "early_warning id=3 household_id=3 pushed_on=2024-01-05\nwarning_check warning_id=3 checked_on=2024-01-10 result=enter_case\n"
   "finding household_id=1 category=漏纳 first_seen_on=2024-01-20\nfinding household_id=2 category=other first_seen_on=2024-01-20\n"
   "monitoring_case id=1 identified_on=2024-02-01\nmonitoring_case id=3 identified_on=2024-01-09\n",
   "2024-01-09 county 0/3 = 0\n2024-01-10 county 1/3 = 1 4人\n2024-01-31 county 1/3\n2024-02-01 county 0/3\n2024-01-10 qingxi 0/0 = —\n"},
  {"/indicators/I06/an-income-below-the-line-of-its-year", "I06",
   /* Line: 7,500 yuan for 2023 and 2024. */
   "household id=1 size=2\nhousehold id=2\nhousehold id=3\n"
   "household_income year=2023 income_pc_fen=749999\nhousehold_income year=2024 income_pc_fen=750000\n"
   "household_income household_id=2 year=2023 income_pc_fen=100\nhousehold_income household_id=3 year=2023 income_pc_fen=100\n"
   "monitoring_case id=2 identified_on=2023-06-01\n"
   "monitoring_case id=3 identified_on=2023-06-01 cleared_on=2023-09-01 revoked_on=2024-03-01\n",
   "2023-12-30 county 0/3\n2023-12-31 county 2/3 = 2 5人\n2024-03-01 county 1/3 = 1 2人\n2024-12-31 county 0/3\n"},
  {"/indicators/M07/a-month-after-identification", "M07",
   "household id=1\nhousehold id=2\nhousehold id=3\n"
   "monitoring_case id=1 identified_on=2024-01-10 persons=5\nmonitoring_case id=2 identified_on=2024-01-10 cleared_on=2024-02-05 revoked_on=2024-04-01\n"
   "monitoring_case id=3 identified_on=2024-01-10\nmeasure case_id=1 status=implemented status_on=2024-03-01\n"
   "measure case_id=2 status=stopped status_on=2024-01-20\nmeasure case_id=3 status=implemented status_on=2024-01-05\n",
   "2024-02-09 county 0/0 = —\n2024-02-10 county 1/2 = 1 5人\n2024-03-01 county 0/2 = 0\n2024-04-01 county 1/3 = 1 3人\n"},
  {"/indicators/M09/any-acceptable-measure-of-the-risk", "M09",
   "household id=1\nhousehold id=2\nmonitoring_case id=1\nmonitoring_case id=2 cleared_on=2024-06-01\n"
   "case_risk case_id=1 ord=1 risk_code=illness\ncase_risk case_id=1 ord=2 risk_code=schooling\ncase_risk case_id=1 ord=3 risk_code=disaster\n"
   "case_risk case_id=1 ord=4 risk_code=illness\ncase_risk case_id=2 risk_code=housing\n"
   "measure case_id=1 category=social status=implemented status_on=2024-04-01\nmeasure case_id=1 category=health status=implemented status_on=2024-03-01\n"
   "measure case_id=2 category=housing\n",
   "2023-12-31 county 0/0 = —\n2024-01-01 county 0/3 = 0\n2024-03-01 county 1/3\n2024-04-01 county 2/3 = 66.67\n2024-06-01 county 2/2 = 100\n"},
  {"/indicators/V05/three-months-without-a-visit", "V05",
   "household id=1\nhousehold id=2 region_id=liuwan\nmonitoring_case id=1 identified_on=2024-01-10 persons=4\n"
   "monitoring_case id=2 identified_on=2024-01-10 cleared_on=2024-04-20\n"
   "visit visited_on=2024-01-05\nvisit visited_on=2024-05-01 mode=phone\nvisit visited_on=2024-05-01\nvisit visited_on=2024-07-31\n",
   "2024-01-09 county 0/0 = —\n2024-04-10 county 0/2 = 0\n2024-04-11 county 2/2 = 2 7人\n2024-04-20 county 1/1 = 1\n2024-05-01 county 0/1 = 0\n"
   "2024-10-31 county 0/1\n2024-11-01 lanshan 1/1 = 1 4人\n2024-11-01 qingxi 0/0 = —\n"},
  {"/indicators/G02/no-number-no-judgement", "G02", "household id=1\n", "2024-01-01 county 0/0 = —\n"},
  {"/indicators/G02/by-the-numbers-of-its-kind", "G02",
   RULE ("grid", "rural.hh_max", "2 hh") RULE ("grid", "urban_community.hh_min", "2 hh") RULE ("grid", "urban_community.persons_max", "8 person")
   "UPDATE region SET grid_kind = 'urban_community', valid_to = '2024-06-30' WHERE id = 8\n"
   "household id=1\nhousehold id=2\nhousehold id=3\nhousehold id=4 region_id=grid2 size=5\nhousehold id=5 region_id=grid2 size=4\nhousehold id=6 region_id=liuwan\n",
   "2024-01-01 grid1 1/1 = 1\n2024-01-01 grid2 1/1 = 1\n2024-01-01 county 2/2 = 2\n2024-07-01 county 1/1\n2024-01-01 liuwan 0/0 = —\n"},
  {"/indicators/G03/the-other-side-of-size", "G03",
   RULE ("grid", "rural.hh_max", "2 hh") RULE ("grid", "rural.hh_min", "1 hh")
   "household id=1\nhousehold id=2\nhousehold id=3\nhousehold id=4 region_id=grid2\n",
   "2024-01-01 grid1 0/1 = 0\n2024-01-01 grid2 1/1 = 100\n2024-01-01 county 1/2 = 50\n"},
  {"/indicators/A02/the-ledgers-day-or-the-limit-of-the-class", "A02",
   "matter class=simple received_on=2024-01-01 due_on=2024-01-10 completed_on=2024-01-10\n"
   "matter class=simple received_on=2024-01-01 completed_on=2024-01-05\n"     /* limit 3 days: the 4th */
   "matter class=general received_on=2024-01-01\nmatter received_on=2024-01-01 completed_on=2024-01-01\n",
   "2024-01-03 county 0/0 = —\n2024-01-04 county 0/1 = 0\n2024-01-08 county 0/2\n2024-01-10 county 1/3 = 33.33\n"},
  {"/indicators/A02/a-class-by-itself", "A02:simple",
   "matter class=simple received_on=2024-01-01 completed_on=2024-01-04\nmatter class=general received_on=2024-01-01\n",
   "2024-01-31 county 1/1 = 100\n2024-01-31 lanshan 0/0 = —\n"},
  {"/indicators/W01/checked-among-the-due", "W01",
   "early_warning id=1 pushed_on=2024-01-01 due_on=2024-01-10\nwarning_check warning_id=1 checked_on=2024-01-05\n"
   "early_warning id=2 pushed_on=2024-01-01\nwarning_check warning_id=2 checked_on=2024-01-20\nwarning_check warning_id=2 round=2 checked_on=2024-01-25\n"
   "early_warning id=3 pushed_on=2024-01-01\nwarning_check warning_id=3 round=2 checked_on=2024-01-20\n",
   "2024-01-09 county 0/0 = —\n2024-01-10 county 1/1 = 100\n2024-01-16 county 1/3 = 33.33\n2024-01-20 qingxi 2/3 = 66.67\n"},
  {"/indicators/W04/the-second-round-decides-anew", "W04",
   "early_warning id=1 pushed_on=2024-01-01\nwarning_check warning_id=1 checked_on=2024-01-10 result=enter_case\n"
   "early_warning id=2 pushed_on=2024-01-01\nwarning_check warning_id=2 checked_on=2024-01-12\n"
   "warning_check warning_id=2 round=2 checked_on=2024-02-01 result=enter_case\n"
   "early_warning id=3 region_id=shimen pushed_on=2024-01-01\nwarning_check warning_id=3 checked_on=2024-01-12 result=enter_case\n"
   "warning_check warning_id=3 round=2 checked_on=2024-03\nearly_warning id=4 pushed_on=2024-01-01\n",
   "2024-01-09 county 0/0 = —\n2024-01-10 qingxi 1/1 = 100\n2024-01-12 county 2/3 = 66.667\n2024-02-01 county 3/3 = 100\n"
   "2024-03-30 shimen 1/1\n2024-03-31 shimen 0/1 = 0\n2024-03-31 county 2/3\n2024-03-31 grid1 0/0 = —\n"},
  {"/indicators/W02/checked-in-time", "W02",
   "early_warning id=1 pushed_on=2024-01-01 due_on=2024-01-10\nwarning_check warning_id=1 checked_on=2024-01-10\n"
   "early_warning id=2 pushed_on=2024-01-01\nwarning_check warning_id=2 checked_on=2024-01-20\n",
   "2024-01-10 county 1/1 = 100\n2024-01-16 county 1/2 = 50\n2024-01-20 county 1/2\n"},
  {"/indicators/C02/three-papers-a-clearance", "C02",
   "household id=1\nhousehold id=2 region_id=liuwan\nmonitoring_case id=1 cleared_on=2024-08-01\nmonitoring_case id=2 cleared_on=2024-09-01 revoked_on=2024-10-01\n"
   "evidence item=clearance_form taken_on=2024-07-01\nevidence item=clearance_form\nevidence item=measures_form taken_on=2024-08-20\n"
   "evidence item=assessment_form missing_reason=lost\nevidence item=other\n",
   "2024-07-31 county 0/0 = —\n2024-08-01 county 1/3\n2024-08-20 county 2/3 = 66.67\n2024-10-01 county 2/6\n2024-10-01 qingxi 0/3 = 0\n"},
  {"/indicators/C03/half-a-year-at-least", "C03",
   "household id=1\nhousehold id=2\nhousehold id=3\nhousehold id=4\n"
   "monitoring_case id=1 identified_on=2024-01-15 cleared_on=2024-07-14 clear_mode=assisted persons=4\n"
   "monitoring_case id=2 identified_on=2024-01-15 cleared_on=2024-07-15 clear_mode=assisted\n"
   "monitoring_case id=3 identified_on=2024-01-15 cleared_on=2024-02-15 clear_mode=natural\n"
   "monitoring_case id=4 identified_on=2024-01 cleared_on=2024-07 clear_mode=assisted\n",
   "2024-07-13 county 0/0 = —\n2024-07-14 county 1/1 = 1 4人\n2024-07-31 county 1/2 = 1\n"},
  {"/indicators/C06/the-line-of-the-year-of-clearance", "C06",
   "household id=1\nhousehold id=2\nhousehold id=3\nmonitoring_case id=1 cleared_on=2024-08-01 persons=4\nmonitoring_case id=2 cleared_on=2025-08-01\n"
   "monitoring_case id=3 cleared_on=2024-08-01\n"
   "risk_clearance case_id=1 income_pc_fen=749999\nrisk_clearance case_id=2 income_pc_fen=840000\nrisk_clearance case_id=3\n",
   "2024-07-31 county 0/0 = —\n2024-08-01 county 1/1 = 1 4人\n2025-08-01 county 1/2 = 1\n"},
  {"/indicators/S03/sessions-of-the-last-full-month", "S03",
   RULE ("training", "county_monthly.per_month", "1") RULE ("training", "town_monthly.per_month", "2")
   "training held_on=2024-01-10\ntraining kind=town_monthly region_id=lanshan held_on=2024-01-05\n"
   "training kind=town_monthly region_id=lanshan held_on=2024-02-05\ntraining kind=town_monthly region_id=lanshan held_on=2024-02-06\n"
   "training kind=town_monthly region_id=lanshan held_on=2024-02-07\ntraining kind=pre_job held_on=2024-02-07\n",
   "2024-01-30 county 0/0 = —\n2024-01-31 county 2/5 = 40\n2024-01-31 qingxi 0/2 = 0\n2024-02-28 lanshan 1/2 = 50\n2024-02-29 lanshan 2/2 = 100\n"
   "2024-02-29 county 2/5\n2024-03-31 county 0/5 = 0\n2024-02-29 songling 0/0 = —\n"},
  {"/indicators/S03/a-kind-without-a-rule-is-no-data", "S03:pre_job", "training kind=pre_job held_on=2024-02-07\n", "2024-03-31 county 0/0 = —\n"},
  {"/indicators/B01/kept-and-fresh", "B01",
   "ledger updated_on=2024-01-10\nledger updated_on=2024-03-01\nledger region_id=grid2 type=floating updated_on=2024-02-01\n"
   "ledger type=custom updated_on=2024-02-01\nledger region_id=liuwan updated_on=2024-02-01\n",
   "2024-01-09 county 0/0 = —\n2024-01-10 county 1/10 = 10\n2024-02-01 county 2/10 = 20\n2024-03-01 grid1 1/5 = 20\n2024-05-01 county 2/10\n"
   "2024-05-02 county 1/10\n2024-06-01 grid1 1/5\n2024-06-02 county 0/10 = 0\n2024-06-02 liuwan 0/0 = —\n"},
  {NULL, NULL, NULL, NULL}};

/* A key that is written wrong would not fail: it would find no value and count nothing. */
static void
every_rule_that_is_asked_for_exists (void)
{
  g_autoptr (GPtrArray) all = lb_indicator_catalogue (NULL, "zh", NULL);
  g_autoptr (LbRules) national = lb_rules_load ("national", NULL, NULL);
  g_autoptr (GRegex) pattern = g_regex_new ("'([a-z_]+\\.[a-z_0-9.]*[a-z0-9])'", 0, 0, NULL);
  int n = 0;

  for (guint i = 0; i < all->len; i++) {
    const LbIndicator *indicator = g_ptr_array_index (all, i);
    g_autoptr (GMatchInfo) found = NULL;
    for (g_regex_match (pattern, indicator->sql, 0, &found); g_match_info_matches (found); g_match_info_next (found, NULL)) {
      g_autofree char *key = g_match_info_fetch (found, 1);
      if (g_str_equal (key, "ledgers.required_level")) /* grid where no set says otherwise */
        continue;
      g_test_message ("%s: %s", indicator->id, key);
      g_assert_nonnull (lb_rules_find (national, key, LB_DAY_NONE));
      n++;
    }
  }
  g_assert_cmpint (n, >=, 10);
}

static void
there_are_sixty_one (void)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) all = lb_indicator_catalogue (NULL, "en", problems);
  g_autoptr (GHashTable) bases = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < all->len; i++) {
    const char *id = ((LbIndicator *) g_ptr_array_index (all, i))->id;
    g_hash_table_add (bases, g_strndup (id, strcspn (id, ":")));
  }
  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpuint (g_hash_table_size (bases), ==, 61);
}

static gboolean
is_chinese (const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_get_script (g_utf8_get_char (at)) == G_UNICODE_SCRIPT_HAN)
      return TRUE;
  return FALSE;
}

static void
every_word_of_a_definition_stands_in_both_languages (void)
{
  g_autoptr (GPtrArray) english = lb_indicator_catalogue (NULL, "en", NULL), chinese = lb_indicator_catalogue (NULL, "zh", NULL);

  g_assert_cmpuint (english->len, ==, chinese->len);
  for (guint i = 0; i < english->len; i++) {
    const LbIndicator *en = g_ptr_array_index (english, i), *zh = g_ptr_array_index (chinese, i);
    g_test_message ("%s: %s / %s", en->id, en->source, en->note);
    g_assert_cmpstr (en->id, ==, zh->id);
    g_assert_false (is_chinese (en->name) || is_chinese (en->group) || is_chinese (en->unit) || is_chinese (en->source) ||
                    is_chinese (en->note));
    g_assert_true (is_chinese (zh->source));
    g_assert_cmpint (*en->note == '\0', ==, *zh->note == '\0');
    g_assert_true (*zh->note == '\0' || is_chinese (zh->note));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/indicators/every-rule-that-is-asked-for-exists", every_rule_that_is_asked_for_exists);
  g_test_add_func ("/indicators/there-are-sixty-one", there_are_sixty_one);
  g_test_add_func ("/indicators/every-word-of-a-definition-stands-in-both-languages", every_word_of_a_definition_stands_in_both_languages);
  figures_add (sheets);
  return g_test_run ();
}
