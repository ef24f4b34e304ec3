#include "config.h"
#include "src/date.h"
#include "src/error.h"
#include "src/i18n.h"

#include <string.h>

/* Days are counted from 1970-01-01; GDate counts from 0001-01-01 as 1. */
#define EPOCH_JULIAN 719163

static gboolean
read_digits (const char *text, int count, int *value)
{
  *value = 0;
  for (int i = 0; i < count; i++) {
    if (!g_ascii_isdigit (text[i]))
      return FALSE;
    *value = *value * 10 + (text[i] - '0');
  }
  return TRUE;
}

static gboolean
is_leap (int year)
{
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int
days_in_month (int year, int month)
{
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  return days[month - 1] + (month == 2 && is_leap (year));
}

/* Ledgers hold millions of dates and each is read by several queries, so this counts without a GDate. */
gint32
lb_day_from_ymd (int year, int month, int day)
{
  static const int before[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334}; /* the month, in a common year */

  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > days_in_month (year, month))
    return LB_DAY_NONE;
  int years = year - 1;
  return years * 365 + years / 4 - years / 100 + years / 400 + before[month - 1] + (month > 2 && is_leap (year)) + day - EPOCH_JULIAN;
}

gint32
lb_day_from_text (const char *text)
{
  int year, month, day;
  gsize length = text != NULL ? strlen (text) : 0;

  if ((length != 7 && length != 10) || text[4] != '-' || !read_digits (text, 4, &year) ||
      !read_digits (text + 5, 2, &month))
    return LB_DAY_NONE;
  if (length == 7) {
    if (year < 1 || month < 1 || month > 12)
      return LB_DAY_NONE;
    return lb_day_from_ymd (year, month, days_in_month (year, month));
  }
  if (text[7] != '-' || !read_digits (text + 8, 2, &day))
    return LB_DAY_NONE;
  return lb_day_from_ymd (year, month, day);
}

gint32
lb_day_first_from_text (const char *text)
{
  gint32 day = lb_day_from_text (text);
  int year, month;

  if (day == LB_DAY_NONE || strlen (text) == 10)
    return day;
  lb_day_to_ymd (day, &year, &month, NULL);
  return lb_day_from_ymd (year, month, 1);
}

void
lb_day_to_ymd (gint32 day, int *year, int *month, int *mday)
{
  GDate date;

  g_return_if_fail (day > -EPOCH_JULIAN && day < 3000000);
  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) (day + EPOCH_JULIAN));
  if (year != NULL)
    *year = g_date_get_year (&date);
  if (month != NULL)
    *month = g_date_get_month (&date);
  if (mday != NULL)
    *mday = g_date_get_day (&date);
}

char *
lb_day_to_text (gint32 day)
{
  int year, month, mday;

  lb_day_to_ymd (day, &year, &month, &mday);
  return g_strdup_printf ("%04d-%02d-%02d", year, month, mday);
}

gboolean
lb_day_parse (const char *text, gint32 *day, GError **error)
{
  *day = strlen (text) == 10 ? lb_day_from_text (text) : LB_DAY_NONE;
  if (*day != LB_DAY_NONE)
    return TRUE;
  g_set_error (error, LB_ERROR, LB_ERROR_USAGE,
               _ ("“%s” is not a date; write it as YYYY-MM-DD, for example 2025-12-31"), text);
  return FALSE;
}
