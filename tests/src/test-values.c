#include "src/text.h"
#include "src/values.h"

#include <string.h>

static LbAliases *aliases; /* loaded by main */

static void
dates_of_every_form_keep_their_precision (void)
{
  static const char *const pairs[][2] = {
    {"2023-04-05", "2023-04-05"}, {"2023/4/5", "2023-04-05"}, {"2023.4.5", "2023-04-05"}, {"20230405", "2023-04-05"},
    {"202304", "2023-04"}, {"202304.0", "2023-04"}, {"2023年4月", "2023-04"}, {"2023年4月5日", "2023-04-05"},
    {"2023年04月05", "2023-04-05"}, {"45021", "2023-04-05"}, {"45021.0", "2023-04-05"}, {"45021.75", "2023-04-05"},
    {"2023-04-05 00:00:00", "2023-04-05"}, {"2023-04-05T08:30:00Z", "2023-04-05"}, {"20230405.0", "2023-04-05"},
    {"2023-4", "2023-04"}, {"2023/04", "2023-04"}, {"2023.04", "2023-04"}, {"2024-02-29", "2024-02-29"},
    {"32874", "1990-01-01"}, {"73050", "2099-12-31"}};

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++) {
    char date[12];
    g_test_message ("%s", pairs[i][0]);
    g_assert_true (lb_value_read_date (pairs[i][0], date));
    g_assert_cmpstr (date, ==, pairs[i][1]);
  }
}

static void
what_is_no_date_is_refused (void)
{
  static const char *const none[] = {"2023-02-30", "2023-13-01", "2023", "20231301", "202313", "2023.1", "2023-4/5", "32873",
                                     "73051", "12345678901", "4/5/2023", "2023年", "2023年4", "abc", "2023-04-05x", "1899-01-01",
                                     "2101-01-01", "2023-00-01", "202300", "2023-04-", "45021.x", "2023-04-05 noon", "-", "0"};

  for (gsize i = 0; i < G_N_ELEMENTS (none); i++) {
    char date[12];
    g_test_message ("%s", none[i]);
    g_assert_false (lb_value_read_date (none[i], date));
  }
}

/* Reads @cell as @field of @kind; (transfer full) the reason or NULL. */
static char *
read_cell (LbLedger ledger, const char *name, const char *cell, LbValue *value)
{
  const LbLedgerKind *kind = &lb_ledger_kinds[ledger];
  char *copy = lb_text_normalise (cell);

  for (guint i = 0; i < kind->n_fields; i++)
    if (g_str_equal (kind->fields[i].name, name)) {
      char *reason = lb_value_read (&kind->fields[i], aliases, "列", copy, value);
      if (value->text >= copy && value->text <= copy + strlen (copy))
        value->text = g_intern_string (value->text); /* outlives the copy */
      g_free (copy);
      return reason;
    }
  g_assert_not_reached ();
}

static void
assert_number (LbLedger ledger, const char *field, const char *cell, gint64 expected)
{
  LbValue value = {0};
  g_autofree char *reason = read_cell (ledger, field, cell, &value);

  g_assert_cmpstr (reason, ==, NULL);
  g_assert_true (value.set);
  g_assert_cmpint (value.number, ==, expected);
  lb_value_clear (&value);
}

static void
assert_text (LbLedger ledger, const char *field, const char *cell, const char *expected)
{
  LbValue value = {0};
  g_autofree char *reason = read_cell (ledger, field, cell, &value);

  g_assert_cmpstr (reason, ==, NULL);
  g_assert_true (value.set);
  g_assert_cmpstr (value.text, ==, expected);
  lb_value_clear (&value);
}

static void
assert_refused (LbLedger ledger, const char *field, const char *cell, const char *fragment)
{
  LbValue value = {0};
  g_autofree char *reason = read_cell (ledger, field, cell, &value);

  g_test_message ("%s: %s", cell, reason);
  g_assert_nonnull (reason);
  g_assert_nonnull (strstr (reason, fragment));
  g_assert_nonnull (strstr (reason, "列"));
  lb_value_clear (&value);
}

static void
numbers_come_as_people_and_spreadsheets_write_them (void)
{
  assert_number (LB_LEDGER_HOUSEHOLDS, "size", "４", 4);
  assert_number (LB_LEDGER_HOUSEHOLDS, "size", "4.0", 4);
  assert_number (LB_LEDGER_HOUSEHOLDS, "size", "3人", 3);
  assert_refused (LB_LEDGER_HOUSEHOLDS, "size", "4.5", "whole number");
  assert_refused (LB_LEDGER_HOUSEHOLDS, "size", "四", "whole number");
  assert_refused (LB_LEDGER_HOUSEHOLDS, "size", "0", "between 1 and 99");
  assert_refused (LB_LEDGER_HOUSEHOLDS, "size", "100", "between 1 and 99");
  assert_number (LB_LEDGER_HOUSEHOLDS, "size", "99", 99);
}

static void
yuan_become_fen (void)
{
  assert_number (LB_LEDGER_MEASURES, "amount", "1,234.50", 123450);
  assert_number (LB_LEDGER_MEASURES, "amount", "¥6820.5元", 682050);
  assert_number (LB_LEDGER_MEASURES, "amount", "0.1", 10);
  assert_number (LB_LEDGER_CASES, "income", "-300", -30000);
  assert_refused (LB_LEDGER_MEASURES, "amount", "-300", "outside");
  assert_refused (LB_LEDGER_MEASURES, "amount", "1.2E+4", "amount in yuan");
  assert_refused (LB_LEDGER_MEASURES, "amount", "3万", "amount in yuan");
}

static void
household_numbers_are_text_and_lost_digits_are_refused (void)
{
  assert_text (LB_LEDGER_CASES, "household_no", "0053990200010001", "0053990200010001");
  assert_text (LB_LEDGER_CASES, "household_no", "5399020001.0", "5399020001");
  assert_text (LB_LEDGER_CASES, "household_no", "'5399020001", "5399020001");
  assert_refused (LB_LEDGER_CASES, "household_no", "1.23E+15", "the digits are lost");
  assert_refused (LB_LEDGER_CASES, "household_no", "5e15", "the digits are lost");
}

static void
words_have_other_words (void)
{
  assert_text (LB_LEDGER_CASES, "class", "边缘户", "marginal");
  assert_text (LB_LEDGER_MEASURES, "category", "公益性岗位帮扶", "public_post");
  assert_text (LB_LEDGER_CASES, "risk1", "因病、因学,因缺劳动力", "illness,schooling,labour_lack");
  assert_number (LB_LEDGER_VISITS, "actions", "看查听帮", 15);
  assert_number (LB_LEDGER_VISITS, "actions", "看、听", 5);
  assert_number (LB_LEDGER_MATTERS, "satisfaction", "非常满意", 5);
  assert_number (LB_LEDGER_VISITS, "issue_found", "√", 1);
  assert_number (LB_LEDGER_VISITS, "issue_found", "否", 0);
  assert_refused (LB_LEDGER_CASES, "class", "贫困户", "脱贫不稳定户");
  assert_refused (LB_LEDGER_CASES, "risk1", "因病、因懒", "因懒");
  assert_refused (LB_LEDGER_VISITS, "issue_found", "也许", "neither yes");
}

static void
blank_and_nan_are_empty (void)
{
  static const char *const empty[] = {"", "  ", "NaN", "NULL", "/", "—"};

  for (gsize i = 0; i < G_N_ELEMENTS (empty); i++) {
    LbValue value = {.set = TRUE};
    g_autofree char *reason = read_cell (LB_LEDGER_CASES, "cleared_on", empty[i], &value);
    g_assert_null (reason);
    g_assert_false (value.set);
  }
}

static void
months_and_days_clash_only_when_they_must (void)
{
  LbValue march = {.set = TRUE, .text = "2023-03"}, day = {.set = TRUE, .text = "2023-03-20"},
          april = {.set = TRUE, .text = "2023-04-01"}, none = {0};

  g_assert_false (lb_value_dates_clash (&march, &day));
  g_assert_false (lb_value_dates_clash (&day, &march));
  g_assert_true (lb_value_dates_clash (&april, &day));
  g_assert_true (lb_value_dates_clash (&april, &march));
  g_assert_false (lb_value_dates_clash (&april, &none));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  aliases = lb_aliases_load (NULL);
  g_assert_nonnull (aliases);
  g_test_add_func ("/values/dates-of-every-form-keep-their-precision", dates_of_every_form_keep_their_precision);
  g_test_add_func ("/values/what-is-no-date-is-refused", what_is_no_date_is_refused);
  g_test_add_func ("/values/numbers-come-as-people-and-spreadsheets-write-them", numbers_come_as_people_and_spreadsheets_write_them);
  g_test_add_func ("/values/yuan-become-fen", yuan_become_fen);
  g_test_add_func ("/values/household-numbers-are-text-and-lost-digits-are-refused",
                   household_numbers_are_text_and_lost_digits_are_refused);
  g_test_add_func ("/values/words-have-other-words", words_have_other_words);
  g_test_add_func ("/values/blank-and-nan-are-empty", blank_and_nan_are_empty);
  g_test_add_func ("/values/months-and-days-clash-only-when-they-must", months_and_days_clash_only_when_they_must);
  int status = g_test_run ();
  lb_aliases_free (aliases);
  return status;
}
