/* Dates as spreadsheets, databases and people write them */
#include "config.h"
#include "src/values.h"
#include "src/date.h"

#include <stdio.h>
#include <string.h>

#define FIRST_YEAR   1900
#define LAST_YEAR    2100
#define EXCEL_FIRST  32874  /* 1990-01-01 as Excel counts days */
#define EXCEL_LAST   73050  /* 2099-12-31                      */
#define EXCEL_OFFSET 25569  /* 1970-01-01                      */

/* Up to @most digits at @at; returns how many. */
static int
take_number (const char **at, int most, int *number)
{
  int count = 0;

  for (*number = 0; count < most && g_ascii_isdigit (**at); count++)
    *number = *number * 10 + *(*at)++ - '0';
  return count;
}

static gboolean
skip (const char **at, const char *sign)
{
  gsize length = strlen (sign);

  if (strncmp (*at, sign, length) != 0)
    return FALSE;
  *at += length;
  return TRUE;
}

static gboolean
write_day (char date[12], int year, int month, int day)
{
  if (year < FIRST_YEAR || year > LAST_YEAR || lb_day_from_ymd (year, month, day) == LB_DAY_NONE)
    return FALSE;
  /* Digit by digit: this is the work of a million cells. */
  const char digits[] = {(char) ('0' + year / 1000), (char) ('0' + year / 100 % 10), (char) ('0' + year / 10 % 10),
                         (char) ('0' + year % 10), '-', (char) ('0' + month / 10), (char) ('0' + month % 10), '-',
                         (char) ('0' + day / 10), (char) ('0' + day % 10), '\0'};
  memcpy (date, digits, sizeof digits);
  return TRUE;
}

static gboolean
write_month (char date[12], int year, int month)
{
  if (!write_day (date, year, month, 1))
    return FALSE;
  date[7] = '\0';
  return TRUE;
}

static gboolean
write_serial (char date[12], int serial)
{
  int year, month, day;

  if (serial < EXCEL_FIRST || serial > EXCEL_LAST)
    return FALSE;
  lb_day_to_ymd (serial - EXCEL_OFFSET, &year, &month, &day);
  return write_day (date, year, month, day);
}

/* The clock behind a date, which many exports write and no ledger means: "2023-04-05 00:00:00". */
static gboolean
only_a_clock (const char *at)
{
  return *at == '\0' || ((*at == ' ' || *at == 'T') && strspn (at + 1, "0123456789:.Z") == strlen (at + 1));
}

/* "20230405", "202304", "45021"; a spreadsheet adds ".0", a serial with a clock ".5". */
static gboolean
read_compact (const char *text, gsize digits, char date[12])
{
  const char *rest = text + digits;
  int number, ignored;
  const char *at = text;

  take_number (&at, 8, &number);
  if (digits == 5 && *rest == '.')
    rest += 1 + take_number (&(const char *){rest + 1}, 9, &ignored);
  else if (*rest == '.')
    for (rest++; *rest == '0'; rest++)
      ;
  if (!only_a_clock (rest))
    return FALSE;
  switch (digits) {
  case 5: return write_serial (date, number);
  case 6: return write_month (date, number / 100, number % 100);
  case 8: return write_day (date, number / 10000, number / 100 % 100, number % 100);
  default: return FALSE;
  }
}

gboolean
lb_value_read_date (const char *text, char date[12])
{
  gsize digits = strspn (text, "0123456789");
  int year, month, day;
  const char *at = text;

  if (digits != 4)
    return read_compact (text, digits, date);
  take_number (&at, 4, &year);
  char separator = *at;
  gboolean chinese = skip (&at, "年");
  if (!chinese && !skip (&at, "-") && !skip (&at, "/") && !skip (&at, "."))
    return FALSE;
  int month_digits = take_number (&at, 2, &month);
  if (month_digits == 0)
    return FALSE;
  if (chinese) {
    if (!skip (&at, "月"))
      return FALSE;
    if (*at == '\0')
      return write_month (date, year, month);
    if (take_number (&at, 2, &day) == 0)
      return FALSE;
    skip (&at, "日");
    return only_a_clock (at) && write_day (date, year, month, day);
  }
  /* 2023.1 is what a spreadsheet makes of 2023.10: nobody can tell which month was meant. */
  if (*at == '\0')
    return !(separator == '.' && month_digits == 1 && month == 1) && write_month (date, year, month);
  if (*at++ != separator || take_number (&at, 2, &day) == 0)
    return FALSE;
  return only_a_clock (at) && write_day (date, year, month, day);
}

gboolean
lb_value_dates_clash (const LbValue *earlier, const LbValue *later)
{
  if (!earlier->set || !later->set)
    return FALSE;
  return strncmp (earlier->text, later->text, MIN (strlen (earlier->text), strlen (later->text))) > 0;
}
