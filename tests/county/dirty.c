/* dirty.c - one defect a row, chosen by chance among those the row's columns can have
 *
 * Some can be mended by a careful reader (full-width digits, 2023/4/5, 202304.0, spaces), some cannot
 * (1.23E+15 has lost its digits, 2023-02-30 is no day, an unknown village is nowhere).
 */
#include "config.h"
#include "tests/county/dirty.h"
#include "tests/county/random.h"

#include <string.h>

static char *
full_width_digits (const char *text)
{
  GString *wide = g_string_new (NULL);

  for (; *text != '\0'; text++)
    if (g_ascii_isdigit (*text))
      g_string_append_unichar (wide, 0xff10 + (gunichar) (*text - '0'));
    else
      g_string_append_c (wide, *text);
  return g_string_free (wide, FALSE);
}

static char *
spoil_date (const char *text, guint kind)
{
  int year = 0, month = 0, day = 0;

  if (strlen (text) != 10)
    return g_strdup (text);
  year = (int) g_ascii_strtoll (text, NULL, 10);
  month = (int) g_ascii_strtoll (text + 5, NULL, 10);
  day = (int) g_ascii_strtoll (text + 8, NULL, 10);
  switch (kind) {
  case 0: return g_strdup_printf ("%d/%d/%d", year, month, day);
  case 1: return g_strdup_printf ("%04d%02d.0", year, month);
  case 2: return g_strdup_printf ("%d年%d月", year, month);
  case 3: return g_strdup_printf ("%d-02-30", year);
  case 4: return g_strdup_printf ("%d.%d.%d", year, month, day);
  default: return full_width_digits (text);
  }
}

static char *
spoil_field (const char *text, const char *heading, Random *random)
{
  gboolean date = g_str_has_suffix (heading, "时间") || g_str_has_suffix (heading, "日期");

  if (date)
    return spoil_date (text, random_below (random, 6));
  if (strcmp (heading, "户编号") == 0 && *text != '\0')
    switch (random_below (random, 3)) {
    case 0: return g_strdup_printf ("%c.%.2sE+%u", text[0], text + 1, (guint) strlen (text) - 1);
    case 1: return full_width_digits (text);
    default: return g_strconcat ("'", text, NULL);
    }
  if (strcmp (heading, "行政村") == 0)
    return random_chance (random, 0.5) ? g_strdup ("无此村") : g_strconcat (text, "民委员会", NULL);
  if (strcmp (heading, "网格编码") == 0)
    return random_chance (random, 0.5) ? g_strdup ("") : g_strconcat (text, " ", NULL);
  if (strcmp (text, "是") == 0)
    return g_strdup (random_chance (random, 0.5) ? "√" : "1");
  if (strcmp (text, "否") == 0)
    return g_strdup (random_chance (random, 0.5) ? "×" : "0");
  if (*text != '\0' && g_ascii_isdigit (*text))
    return random_chance (random, 0.5) ? full_width_digits (text) : g_strconcat (text, ".0", NULL);
  return random_chance (random, 0.3) ? g_strdup ("") : g_strconcat (text, "　 ", NULL);
}

guint
spoil_row (GPtrArray *fields, char **headings, guint64 seed, const char *file, guint row, double share)
{
  Random random = random_for (seed, CHANCE_DIRT, (guint64) g_str_hash (file) << 32 | row);
  guint column;
  char *spoilt;

  if (!random_chance (&random, share))
    return 1;
  if (random_chance (&random, 0.08))
    return 2;
  /* Most defects sit in filled cells. */
  column = random_below (&random, fields->len);
  for (guint again = 0; again < 4 && *(const char *) fields->pdata[column] == '\0'; again++)
    column = random_below (&random, fields->len);
  spoilt = spoil_field (fields->pdata[column], headings[column], &random);
  g_free (fields->pdata[column]);
  fields->pdata[column] = spoilt;
  return 1;
}
