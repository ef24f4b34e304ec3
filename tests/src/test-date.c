#include "src/date.h"
#include "src/error.h"

static void
a_month_counts_from_its_last_day (void)
{
  g_assert_cmpint (lb_day_from_text ("2024-02"), ==, lb_day_from_ymd (2024, 2, 29));
  g_assert_cmpint (lb_day_from_text ("2023-02"), ==, lb_day_from_ymd (2023, 2, 28));
}

static void
days_go_to_text_and_back (void)
{
  for (gint32 day = lb_day_from_ymd (1899, 12, 30); day < lb_day_from_ymd (2101, 1, 1); day += 13) {
    g_autofree char *text = lb_day_to_text (day);
    g_assert_cmpint (lb_day_from_text (text), ==, day);
  }
  g_assert_cmpint (lb_day_from_text ("1970-01-01"), ==, 0);
}

static void
days_that_do_not_exist_are_no_dates (void)
{
  static const char *const none[] = {"2023-02-30", "2023-13", "2023-00", "2023-1-01", "20230101", "", "2023-04-31", "二〇二三"};

  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    g_assert_cmpint (lb_day_from_text (none[i]), ==, LB_DAY_NONE);
  g_assert_cmpint (lb_day_from_text (NULL), ==, LB_DAY_NONE);
}

static void
the_command_line_wants_whole_days (void)
{
  g_autoptr (GError) error = NULL;
  gint32 day;

  g_assert_true (lb_day_parse ("2025-12-31", &day, NULL));
  g_assert_false (lb_day_parse ("2025-12", &day, &error));
  g_assert_error (error, LB_ERROR, LB_ERROR_USAGE);
}

static void
every_day_is_the_calendars (void)
{
  for (int year = 1; year <= 9999; year += year < 1890 || year > 2110 ? 97 : 1)
    for (int month = 0; month <= 13; month++)
      for (int day = 0; day <= 32; day++) {
        gboolean there = month >= 1 && day >= 1 && month <= 12 && day <= 31 &&
                         g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year);
        gint32 found = lb_day_from_ymd (year, month, day);
        g_assert_true (there == (found != LB_DAY_NONE));
        if (!there)
          continue;
        g_autoptr (GDate) date = g_date_new_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year);
        g_assert_cmpint (found, ==, (int) g_date_get_julian (date) - 719163);
      }
}

static void
a_month_begins_on_its_first_and_counts_from_its_last (void)
{
  g_assert_cmpint (lb_day_first_from_text ("2024-02"), ==, lb_day_from_ymd (2024, 2, 1));
  g_assert_cmpint (lb_day_from_text ("2024-02"), ==, lb_day_from_ymd (2024, 2, 29));
  g_assert_cmpint (lb_day_first_from_text ("2024-02-10"), ==, lb_day_from_ymd (2024, 2, 10));
  g_assert_cmpint (lb_day_first_from_text ("2024-13"), ==, LB_DAY_NONE);
  g_assert_cmpint (lb_day_first_from_text (NULL), ==, LB_DAY_NONE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/date/every-day-is-the-calendars", every_day_is_the_calendars);
  g_test_add_func ("/date/a-month-begins-on-its-first-and-counts-from-its-last", a_month_begins_on_its_first_and_counts_from_its_last);
  g_test_add_func ("/date/a-month-counts-from-its-last-day", a_month_counts_from_its_last_day);
  g_test_add_func ("/date/days-go-to-text-and-back", days_go_to_text_and_back);
  g_test_add_func ("/date/days-that-do-not-exist-are-no-dates", days_that_do_not_exist_are_no_dates);
  g_test_add_func ("/date/the-command-line-wants-whole-days", the_command_line_wants_whole_days);
  return g_test_run ();
}
