#include "config.h"
#include "src/number.h"

#include <math.h>
#include <string.h>

/* Every decimal number of up to 15 digits survives the way through a double, so 15 digits are the number
 * as it was meant; the digits after them are the double's own. */
#define MEANT_DIGITS 15
#define MOST_DIGITS  17

/* Splits |value| into MEANT_DIGITS digits and the power of ten of the first one. */
static int
split_digits (double value, char digits[MEANT_DIGITS + 1])
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (text, sizeof text, "%.14e", fabs (value));
  digits[0] = text[0];
  memcpy (digits + 1, text + 2, MEANT_DIGITS - 1);
  digits[MEANT_DIGITS] = '\0';
  return (int) g_ascii_strtoll (strchr (text, 'e') + 1, NULL, 10);
}

/* Rounds @digits to the first @keep of them, the rest become zeros. TRUE: carried into a new first digit. */
static gboolean
round_digits (char *digits, int keep)
{
  gboolean up = digits[keep] >= '5';

  memset (digits + keep, '0', (gsize) (MEANT_DIGITS - keep));
  for (int i = keep - 1; up && i >= 0; i--) {
    up = digits[i] == '9';
    digits[i] = up ? '0' : (char) (digits[i] + 1);
  }
  return up;
}

char *
lb_format_number (double value, int decimals)
{
  char digits[MEANT_DIGITS + 1];

  g_return_val_if_fail (decimals >= 0 && decimals <= 12, NULL);
  if (!isfinite (value))
    return g_strdup ("—");

  int power = split_digits (value, digits);
  int keep = power + 1 + decimals;
  gboolean carried = FALSE;
  if (keep < 0)
    memset (digits, '0', MEANT_DIGITS);
  else if (keep < MEANT_DIGITS)
    carried = round_digits (digits, keep);

  g_autoptr (GString) text = g_string_new (NULL);
  gboolean zero = !carried && strspn (digits, "0") == MEANT_DIGITS;
  if (value < 0 && !zero)
    g_string_append_c (text, '-');
  int first = MAX (power + carried, 0);
  for (int place = first; place >= -decimals; place--) {
    int at = power - place;
    if (place == -1)
      g_string_append_c (text, '.');
    if (at == -1 && carried)
      g_string_append_c (text, '1');
    else
      g_string_append_c (text, at >= 0 && at < MEANT_DIGITS ? digits[at] : '0');
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
lb_number_to_text (double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE], format[8];

  if (!isfinite (value))
    return g_strdup ("");
  if (value == 0)
    return g_strdup ("0"); /* minus zero too */
  for (int digits = MEANT_DIGITS; digits <= MOST_DIGITS; digits++) {
    g_snprintf (format, sizeof format, "%%.%dg", digits);
    g_ascii_formatd (text, sizeof text, format, value);
    if (g_ascii_strtod (text, NULL) == value)
      break;
  }
  return g_strdup (text);
}
