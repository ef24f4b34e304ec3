#include "config.h"
#include "src/number-format.h"
#include "src/date.h"
#include "src/number.h"

#include <math.h>
#include <string.h>

#define EXACT_DIGITS  15           /* of a double, in decimal                                   */
#define EXACT_NUMBER  1e15
#define UNIX_EPOCH    25569        /* 1970-01-01 in days from 1899-12-30                        */
#define NO_SUCH_DAY   60           /* 1900-02-29: spreadsheets count it, the calendar does not  */
#define LAST_DAY      2958465      /* 9999-12-31                                                */
#define OFFSET_1904   1462
#define DAY_SECONDS   86400

/* Form of a code ----------------------------------------------------------------------------------------------- */

enum { SHOWS_YEAR = 1, SHOWS_MONTH = 2, SHOWS_DAY = 4, SHOWS_TIME = 8, SHOWS_PERCENT = 16 };

/* Behind a quoted text, an escaped character, a space as wide as a character, or what stands in brackets. */
static const char *
skip_literal (const char *at)
{
  const char *end = NULL;

  if (*at == '"')
    end = strchr (at + 1, '"');
  else if (*at == '[')
    end = strchr (at, ']');
  else if (*at == '\\' || *at == '_' || *at == '*')
    return at[1] != '\0' ? g_utf8_next_char (at + 1) : at + 1;
  return end != NULL ? end + 1 : at + strlen (at);
}

/* [h], [mm], [ss]: a span of time, which is a number. */
static gboolean
is_span (const char *at)
{
  gsize letters = *at == '[' ? strspn (at + 1, "hHmMsS") : 0;

  return letters > 0 && at[1 + letters] == ']';
}

static guint
judge_letter (char letter)
{
  switch (g_ascii_tolower (letter)) {
  case 'y':
  case 'e':
  case 'b': return SHOWS_YEAR;
  case 'm': return SHOWS_MONTH; /* or minutes: see lb_number_form_from_code() */
  case 'd': return SHOWS_DAY;
  case 'h':
  case 's': return SHOWS_TIME;
  case '%': return SHOWS_PERCENT;
  default: return 0;
  }
}

/* The first section counts, which is the one for positive numbers. */
LbNumberForm
lb_number_form_from_code (const char *code)
{
  guint shows = 0;

  if (g_ascii_strncasecmp (code, "General", 7) == 0)
    return LB_FORM_NUMBER;
  for (const char *at = code; *at != '\0' && *at != ';';) {
    if (is_span (at))
      return LB_FORM_NUMBER;
    if (strchr ("\"[\\_*", *at) != NULL) {
      at = skip_literal (at);
      continue;
    }
    if (g_ascii_tolower (*at) == 'e' && (at[1] == '+' || at[1] == '-'))
      return LB_FORM_NUMBER;
    shows |= judge_letter (*at);
    at = g_utf8_next_char (at);
  }
  if (shows & SHOWS_PERCENT)
    return LB_FORM_PERCENT;
  if (shows & SHOWS_DAY)
    return shows & SHOWS_TIME ? LB_FORM_DAY_TIME : LB_FORM_DAY;
  if (shows & SHOWS_TIME)
    return shows & SHOWS_YEAR ? LB_FORM_DAY_TIME : LB_FORM_TIME;
  if (shows & SHOWS_YEAR)
    return shows & SHOWS_MONTH ? LB_FORM_MONTH : LB_FORM_YEAR;
  return shows & SHOWS_MONTH ? LB_FORM_DAY : LB_FORM_NUMBER;
}

LbNumberForm
lb_number_form_from_id (guint id)
{
  switch (id) {
  case 9:
  case 10: return LB_FORM_PERCENT;
  case 17:
  case 27: /* yyyy"年"m"月" where the spreadsheet speaks Chinese, as are those up to 58 */
  case 36:
  case 50:
  case 52:
  case 57: return LB_FORM_MONTH;
  case 14:
  case 15:
  case 16:
  case 28:
  case 29:
  case 30:
  case 31:
  case 51:
  case 53:
  case 54:
  case 58: return LB_FORM_DAY;
  case 22: return LB_FORM_DAY_TIME;
  case 18:
  case 19:
  case 20:
  case 21:
  case 32:
  case 33:
  case 34:
  case 35:
  case 45:
  case 47:
  case 55:
  case 56: return LB_FORM_TIME;
  default: return LB_FORM_NUMBER;
  }
}

/* Number to text ----------------------------------------------------------------------------------------------- */

static gboolean
is_plain (const char *number)
{
  const char *at = number + (*number == '-');
  gsize whole = strspn (at, "0123456789"), part = 0;

  if (at[whole] == '.')
    part = strspn (at + whole + 1, "0123456789");
  const char *end = at + whole + (part > 0 ? part + 1 : 0);
  return whole > 0 && *end == '\0' && (part == 0 || whole + part <= EXACT_DIGITS);
}

static void
write_number (const char *number, double value, GString *text)
{
  char short_form[G_ASCII_DTOSTR_BUF_SIZE];

  if (is_plain (number) || !(fabs (value) < EXACT_NUMBER)) {
    g_string_append (text, number);
    return;
  }
  g_ascii_formatd (short_form, sizeof short_form, "%.15g", value);
  g_autofree char *meant = lb_number_to_text (g_ascii_strtod (short_form, NULL));
  g_string_append (text, meant);
}

static gboolean
write_day (LbNumberForm form, double serial, GString *text)
{
  int days = (int) serial, year, month, day;

  if (days < 1 || days > LAST_DAY || days == NO_SUCH_DAY)
    return FALSE;
  lb_day_to_ymd (days - UNIX_EPOCH + (days < NO_SUCH_DAY), &year, &month, &day);
  g_string_append_printf (text, form == LB_FORM_YEAR ? "%04d" : form == LB_FORM_MONTH ? "%04d-%02d" : "%04d-%02d-%02d", year,
                          month, day);
  return TRUE;
}

static void
write_time (int seconds, GString *text)
{
  g_string_append_printf (text, "%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

static gboolean
write_moment (LbNumberForm form, double serial, GString *text)
{
  if (!(serial >= 0 && serial < LAST_DAY + 1))
    return FALSE;
  double whole = floor (serial);
  int seconds = (int) floor ((serial - whole) * DAY_SECONDS + 0.5);
  whole += seconds == DAY_SECONDS;
  seconds %= DAY_SECONDS;
  gboolean clock = form == LB_FORM_TIME || (form == LB_FORM_DAY_TIME && seconds > 0);
  if (form == LB_FORM_TIME && whole < 1) {
    write_time (seconds, text);
    return TRUE;
  }
  if (!write_day (form, whole, text))
    return FALSE;
  if (clock) {
    g_string_append_c (text, ' ');
    write_time (seconds, text);
  }
  return TRUE;
}

void
lb_number_form_write (LbNumberForm form, const char *number, gboolean from_1904, GString *text)
{
  char *end = NULL;
  double value;

  if (form == LB_FORM_NUMBER && is_plain (number)) {
    g_string_append (text, number);
    return;
  }
  value = g_ascii_strtod (number, &end);
  if (end == number || *end != '\0') { /* no number at all: as it stands */
    g_string_append (text, number);
  } else if (form == LB_FORM_PERCENT) {
    char hundredfold[G_ASCII_DTOSTR_BUF_SIZE];
    g_ascii_formatd (hundredfold, sizeof hundredfold, "%.15g", value * 100);
    write_number (hundredfold, value * 100, text);
    g_string_append_c (text, '%');
  } else {
    double serial = from_1904 && !(form == LB_FORM_TIME && value < 1) ? value + OFFSET_1904 : value;
    if (form == LB_FORM_NUMBER || !write_moment (form, serial, text))
      write_number (number, value, text);
  }
}
