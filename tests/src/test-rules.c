/* Rule sets: layers, versions, limits, working days, and files that say what is wrong with them */
#include "src/rules.h"
#include "src/date.h"
#include "src/error.h"
#include "tests/src/hand.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

static gint32
day (const char *text)
{
  gint32 number = lb_day_from_text (text);

  g_assert_cmpint (number, !=, LB_DAY_NONE);
  return number;
}

static LbRules *
load (const char *name)
{
  g_autoptr (GError) error = NULL;
  LbRules *rules = lb_rules_load (name, NULL, &error);

  g_assert_no_error (error);
  return rules;
}

static void
test_shipped_sets_load (void)
{
  static const char *const names[] = {"jiyang", "leting", "linqu", "linxia", "linzi", "national", "weixi"};
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) all = lb_rules_catalogue (NULL, problems);

  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpuint (all->len, ==, G_N_ELEMENTS (names));
  for (guint i = 0; i < all->len; i++) {
    const LbRules *rules = g_ptr_array_index (all, i);
    g_assert_cmpstr (lb_rules_get_name (rules), ==, names[i]);
    g_assert_cmpuint (strlen (lb_rules_get_title (rules, "zh")), >, 0);
    g_assert_cmpuint (strlen (lb_rules_get_basis (rules)), >, 0);
  }
}

static void
test_every_shipped_value_with_a_number_has_a_source (void)
{
  g_autoptr (GPtrArray) all = lb_rules_catalogue (NULL, NULL);

  for (guint i = 0; i < all->len; i++) {
    GPtrArray *values = lb_rules_get_values (g_ptr_array_index (all, i));
    for (guint v = 0; v < values->len; v++) {
      const LbRuleValue *value = g_ptr_array_index (values, v);
      if (g_str_has_prefix (value->key, "limits.") || g_str_has_prefix (value->key, "line.") ||
          g_str_has_prefix (value->key, "grid."))
        g_assert_cmpuint (strlen (value->source), >, 0);
    }
  }
}

static void
test_a_county_inherits_what_it_does_not_state (void)
{
  g_autoptr (LbRules) weixi = load ("weixi");
  const LbRuleValue *size = lb_rules_find (weixi, "grid.rural.hh_max", LB_DAY_NONE);
  const LbRuleValue *limit = lb_rules_find (weixi, "limits.identify", LB_DAY_NONE);

  g_assert_cmpfloat (size->number, ==, 20);
  g_assert_cmpstr (size->set, ==, "weixi");
  g_assert_cmpfloat (limit->number, ==, 15);
  g_assert_cmpint (limit->unit, ==, LB_UNIT_DAY_CAL);
  g_assert_cmpstr (limit->set, ==, "national");
  g_assert_null (lb_rules_find (weixi, "limits.nothing", LB_DAY_NONE));
}

static void
test_steps_are_a_partial_order (void)
{
  g_autoptr (LbRules) national = load ("national");
  g_autoptr (LbRules) jiyang = load ("jiyang");
  gint32 then = day ("2021-11-30");

  g_assert_true (lb_rules_step_precedes (national, "home_check", "system_entry", then));
  g_assert_false (lb_rules_step_precedes (national, "review", "data_match", then));
  g_assert_false (lb_rules_step_precedes (national, "data_match", "review", then));
  g_assert_true (lb_rules_step_precedes (jiyang, "review", "data_match", then));
  g_assert_true (lb_rules_step_precedes (jiyang, "home_check", "publicity", then));
  g_assert_false (lb_rules_step_precedes (jiyang, "publicity", "home_check", then));
}

static void
test_a_line_stands_until_the_next (void)
{
  g_autoptr (LbRules) national = load ("national");
  gint64 fen;

  g_assert_false (lb_rules_get_line (national, day ("2019-12-31"), &fen));
  g_assert_true (lb_rules_get_line (national, day ("2020-01-01"), &fen));
  g_assert_cmpint (fen, ==, 600000);
  g_assert_true (lb_rules_get_line (national, day ("2022-12-31"), &fen));
  g_assert_cmpint (fen, ==, 600000);
  g_assert_true (lb_rules_get_line (national, day ("2024-06-30"), &fen));
  g_assert_cmpint (fen, ==, 750000);
}

/* Counted by hand on the printed calendars of these months. */
static void
test_working_days_know_holidays_and_exchanged_weekends (void)
{
  static const struct {
    const char *from, *to;
    int worked;
  } cases[] = {
    {"2024-09-30", "2024-10-08", 1},  /* 国庆: 1–7 free, Tuesday 8 worked                    */
    {"2024-10-07", "2024-10-12", 5},  /* Saturday 12 worked in exchange                      */
    {"2023-01-20", "2023-01-30", 3},  /* 春节 21–27, Saturday 28 and Sunday 29 worked, Monday */
    {"2022-12-30", "2023-01-03", 1},  /* 元旦 begins in the year before                        */
    {"2024-03-01", "2024-03-08", 5},
    {"2024-03-08", "2024-03-08", 0},
    {"2024-03-08", "2024-03-01", 0},
    {"2018-10-01", "2018-10-05", 4},  /* no announcement in the file: weekends only           */
  };
  g_autoptr (LbRules) rules = load ("national");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (lb_rules_count_workdays (rules, day (cases[i].from), day (cases[i].to)), ==, cases[i].worked);
}

static void
test_limits_honour_their_unit (Hand *hand, gconstpointer data)
{
  static const struct {
    const char *key, *start, *last;
  } cases[] = {
    {"limits.calendar", "2024-09-30", "2024-10-05"}, {"limits.working", "2024-09-30", "2024-10-12"},
    {"limits.months", "2023-08-31", "2024-02-29"},   {"limits.months", "2023-12-15", "2024-06-15"},
  };
  g_autofree char *path = hand_write (
    hand, "own.ini",
    "[rules]\nname.zh=自定\nname.en=Own\nbasis=-\n[limits]\ncalendar = 5 day_cal\nworking = 5 day_work\nmonths = 6 month\n");
  g_autoptr (GError) error = NULL;
  g_autoptr (LbRules) rules = lb_rules_load_file (path, NULL, &error);

  (void) data;
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (lb_rules_limit_day (rules, day (cases[i].start), cases[i].key), ==, day (cases[i].last));
  g_assert_cmpint (lb_rules_limit_day (rules, day ("2024-01-01"), "limits.none"), ==, LB_DAY_NONE);
}

static void
test_versions_and_validity_choose_by_day (Hand *hand, gconstpointer data)
{
  static const struct {
    const char *key, *day, *text;
  } cases[] = {
    {"limits.identify", "2022-12-31", "15 day_cal"}, /* the base: the set is not valid yet     */
    {"limits.identify", "2023-01-01", "20 day_work"},
    {"limits.identify", "2023-06-30", "20 day_work"},
    {"limits.identify", "2023-07-01", "10 day_cal"},
    {"limits.publicity_min", "2022-12-31", "5 day_cal"},
    {"limits.publicity_min", "2024-01-01", "7 day_cal"},
  };
  g_autofree char *path = hand_write (hand, "own.ini",
                                      "[rules]\nname.zh=自定\nname.en=Own\nbasis=-\nbase=national\nvalid_from=2023-01-01\n"
                                      "[limits]\nidentify @2023-01..2023-06 = 20 day_work\n"
                                      "identify @2023-07-01.. = 10 day_cal # by telephone\npublicity_min = 7 day_cal\n");
  g_autoptr (GError) error = NULL;
  g_autoptr (LbRules) rules = lb_rules_load_file (path, NULL, &error);

  (void) data;
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (lb_rules_get_text (rules, cases[i].key, day (cases[i].day)), ==, cases[i].text);
  g_assert_cmpstr (lb_rules_find (rules, "limits.identify", LB_DAY_NONE)->source, ==, "by telephone");
}

static void
test_overrides_stand_above_the_projects_own_set_only (Hand *hand, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  (void) data;
  hand_run (hand, "INSERT INTO rule_override (section, key, value, valid_from, basis) VALUES "
                  "('limits', 'identify', '10 day_work', '2024-01', '县发〔2024〕3号')");
  g_autoptr (LbRules) own = lb_rules_load_for_project (hand->project, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (LbRules) other = lb_rules_load_for_project (hand->project, "jiyang", &error);
  g_assert_no_error (error);

  g_assert_cmpstr (lb_rules_get_name (own), ==, "national");
  g_assert_cmpstr (lb_rules_get_text (own, "limits.identify", day ("2023-12-31")), ==, "15 day_cal");
  g_assert_cmpstr (lb_rules_get_text (own, "limits.identify", day ("2024-01-01")), ==, "10 day_work");
  g_assert_cmpstr (lb_rules_find (own, "limits.identify", LB_DAY_NONE)->set, ==, "project");
  g_assert_cmpstr (lb_rules_find (own, "limits.identify", LB_DAY_NONE)->source, ==, "县发〔2024〕3号");
  g_assert_cmpstr (lb_rules_get_text (other, "limits.identify", day ("2024-01-01")), ==, "15 day_cal");
}

static void
test_sql_reads_the_rules (Hand *hand, gconstpointer data)
{
  static const struct {
    const char *sql;
    gint64 answer;
  } cases[] = {
    {"lb_rule ('limits.identify')", 10},
    {"lb_rule ('limits.identify', lb_day ('2023-12-31'))", 15},
    {"lb_rule ('limits.identify', lb_day ('2024-01-01'))", 10},
    {"lb_rule ('limits.nothing') IS NULL", 1},
    {"lb_rule ('visits.rhythm') = 'monthly'", 1},
    {"lb_workdays (lb_day ('2024-09-30'), lb_day ('2024-10-08'))", 1},
    {"lb_limit_day (lb_day ('2023-03-01'), 'limits.identify') - lb_day ('2023-03-01')", 15},
    {"lb_limit_day (lb_day ('2024-03-01'), 'limits.identify') - lb_day ('2024-03-15')", 0},
    {"lb_line (lb_day ('2024-03-01'))", 750000},
    {"lb_line (NULL) IS NULL", 1},
    {"lb_line (9223372036854775807) IS NULL", 1},
    {"(SELECT count (*) FROM rule_list WHERE key = 'measures.illness')", 3},
    {"(SELECT until_day FROM rule_list WHERE item = '15 day_cal') - lb_day ('2023-12-31')", 0},
    {"(SELECT from_day FROM rule_list WHERE item = '10 day_work') - lb_day ('2024-01-01')", 0},
    {"(SELECT count (*) FROM rule_list WHERE key = 'limits.identify')", 2},
    {"EXISTS (SELECT 1 FROM rule_order WHERE first = 'home_check' AND second = 'system_entry')", 1},
    {"EXISTS (SELECT 1 FROM rule_order WHERE first = 'review' AND second = 'data_match')", 0},
  };
  g_autoptr (GError) error = NULL;

  (void) data;
  hand_run (hand, "INSERT INTO rule_override (section, key, value, valid_from) VALUES "
                  "('limits', 'identify', '10 day_work', '2024-01')");
  g_autoptr (LbRules) rules = lb_rules_load_for_project (hand->project, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (LbDb) db = lb_db_open (hand->path, LB_DB_READ, &error);
  g_assert_no_error (error);
  g_assert_true (lb_rules_register (rules, db, &error));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *sql = g_strconcat ("SELECT ", cases[i].sql, NULL);
    gint64 answer;
    lb_db_get_int (db, sql, &answer, &error);
    g_assert_no_error (error);
    if (answer != cases[i].answer)
      g_error ("%s: %" G_GINT64_FORMAT, cases[i].sql, answer);
  }
}

static void
test_a_bad_file_is_refused_with_its_line (Hand *hand, gconstpointer data)
{
  static const struct {
    const char *body;
    int line;
    const char *word;
  } cases[] = {
    {"[limits]\nidentify = 15 days\n", 6, "day_cal"},
    {"[limits]\nidentify = soon\n", 6, "time limit"},
    {"[limits]\nidentify = 2.5 day_cal\n", 6, "whole number"},
    {"[limits]\nidentify =\n", 6, "no value"},
    {"[limits]\nidentify = 15 day_cal\n\nidentify = 10 day_cal\n", 8, "line 6 already"},
    {"[limits]\nidentify @2023-01-01..2023-12-31 = 15 day_cal\nidentify @2023-12-31.. = 10 day_cal\n", 7, "line 6 already"},
    {"[limits]\nidentify @2023 = 15 day_cal\n", 6, "time of a version"},
    {"[limits]\nidentify @2024-01-01..2023-01-01 = 15 day_cal\n", 6, "time of a version"},
    {"[limits\nidentify = 15 day_cal\n", 5, "section"},
    {"[limits]\njust words\n", 6, "key = value"},
    {"[line]\nthis = 7500 yuan\n", 6, "income line"},
    {"[line]\n2023 = 7500\n", 6, "income line"},
    {"[steps]\norder = a < b < a\n", 6, "circle"},
    {"[steps]\norder = a < < b\n", 6, "order of steps"},
    {"[rules]\ncolour = red\n", 6, "no “colour”"},
    {"[rules]\nvalid_from = spring\n", 6, "not a date"},
  };

  (void) data;
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = g_strconcat ("[rules]\nname.zh=自定\nname.en=Own\nbasis=-\n", cases[i].body, NULL);
    g_autofree char *path = hand_write (hand, "own.ini", text);
    g_autofree char *place = g_strdup_printf ("%s, line %d: ", path, cases[i].line);
    g_autoptr (GError) error = NULL;
    g_assert_null (lb_rules_load_file (path, NULL, &error));
    g_assert_error (error, LB_ERROR, LB_ERROR_INPUT);
    if (!g_str_has_prefix (error->message, place) || strstr (error->message, cases[i].word) == NULL)
      g_error ("%s gives: %s", cases[i].body, error->message);
  }
}

static void
test_bases_in_a_circle_are_refused (Hand *hand, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (hand->dir, "rules", NULL);
  g_autoptr (GError) error = NULL;

  (void) data;
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_free (hand_write (hand, "rules/one.ini", "[rules]\nname.zh=一\nname.en=One\nbasis=-\nbase=two\n"));
  g_free (hand_write (hand, "rules/two.ini", "[rules]\nname.zh=二\nname.en=Two\nbasis=-\nbase=one\n"));
  g_assert_null (lb_rules_load ("one", hand->path, &error));
  g_assert_error (error, LB_ERROR, LB_ERROR_INPUT);
}

static void
test_an_unknown_set_lists_what_there_is (void)
{
  static const char *const names[] = {"nowhere", "", "../rules/national", "National", "holidays"};

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (GError) error = NULL;
    g_assert_null (lb_rules_load (names[i], NULL, &error));
    g_assert_error (error, LB_ERROR, LB_ERROR_NOT_FOUND);
    g_assert_nonnull (strstr (error->message, "jiyang, leting, linqu, linxia, linzi, national, weixi"));
  }
}

#define ADD(path, test) g_test_add (path, Hand, NULL, hand_set_up, test, hand_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/shipped-sets-load", test_shipped_sets_load);
  g_test_add_func ("/rules/every-shipped-value-with-a-number-has-a-source", test_every_shipped_value_with_a_number_has_a_source);
  g_test_add_func ("/rules/a-county-inherits-what-it-does-not-state", test_a_county_inherits_what_it_does_not_state);
  g_test_add_func ("/rules/steps-are-a-partial-order", test_steps_are_a_partial_order);
  g_test_add_func ("/rules/a-line-stands-until-the-next", test_a_line_stands_until_the_next);
  g_test_add_func ("/rules/working-days-know-holidays-and-exchanged-weekends",
                   test_working_days_know_holidays_and_exchanged_weekends);
  ADD ("/rules/limits-honour-their-unit", test_limits_honour_their_unit);
  ADD ("/rules/versions-and-validity-choose-by-day", test_versions_and_validity_choose_by_day);
  ADD ("/rules/overrides-stand-above-the-projects-own-set-only", test_overrides_stand_above_the_projects_own_set_only);
  ADD ("/rules/sql-reads-the-rules", test_sql_reads_the_rules);
  ADD ("/rules/a-bad-file-is-refused-with-its-line", test_a_bad_file_is_refused_with_its_line);
  ADD ("/rules/bases-in-a-circle-are-refused", test_bases_in_a_circle_are_refused);
  g_test_add_func ("/rules/an-unknown-set-lists-what-there-is", test_an_unknown_set_lists_what_there_is);
  return g_test_run ();
}
