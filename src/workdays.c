#include "config.h"
#include "src/workdays.h"
#include "src/date.h"
#include "src/i18n.h"
#include "src/ini.h"

#include <string.h>

/* 1970-01-01, day 0, was a Thursday; counted from Monday as 0 that is 3. */
#define EPOCH_WEEKDAY 3

struct _LbWorkdays {
  GHashTable *exceptions; /* day → GINT_TO_POINTER (1) free, (2) worked */
  GHashTable *years;      /* years that have an announcement          */
};

typedef struct {
  LbWorkdays *self;
  const char *path;
} Reading;

/* "01-24" or "01-24..02-02" of @year, "2022-12-31" where a holiday begins in the year before. */
static gint32
read_day (const char *word, int year)
{
  g_autofree char *full = strlen (word) == 5 ? g_strdup_printf ("%04d-%s", year, word) : g_strdup (word);

  return strlen (full) == 10 ? lb_day_from_text (full) : LB_DAY_NONE;
}

static gboolean
take_span (const Reading *reading, const LbIniEntry *entry, int year, char *word, gboolean worked, GError **error)
{
  char *dots = strstr (word, "..");
  if (dots != NULL)
    *dots = '\0';
  gint32 first = read_day (g_strstrip (word), year);
  gint32 last = dots != NULL ? read_day (g_strstrip (dots + 2), year) : first;

  if (first == LB_DAY_NONE || last == LB_DAY_NONE || last < first || last - first > 31)
    return lb_ini_refuse (reading->path, entry->line, error,
                          _ ("a day is written MM-DD and a span MM-DD..MM-DD, several with commas between"));
  for (gint32 day = first; day <= last; day++)
    g_hash_table_insert (reading->self->exceptions, GINT_TO_POINTER (day), GINT_TO_POINTER (worked ? 2 : 1));
  return TRUE;
}

/* Sections are years; "worked" lists the exchanged weekend days, every other key a holiday. */
static gboolean
take_entry (const LbIniEntry *entry, gpointer data, GError **error)
{
  const Reading *reading = data;
  int year = (int) g_ascii_strtoll (entry->section, NULL, 10);
  g_auto (GStrv) words = g_strsplit (entry->value, ",", -1);

  if (strlen (entry->section) != 4 || strspn (entry->section, "0123456789") != 4 || year < 1990 || year > 2100)
    return lb_ini_refuse (reading->path, entry->line, error, _ ("“%s” is not a year"), entry->section);
  g_hash_table_add (reading->self->years, GINT_TO_POINTER (year));
  for (char **word = words; *word != NULL; word++)
    if (!take_span (reading, entry, year, *word, g_str_equal (entry->key, "worked"), error))
      return FALSE;
  return TRUE;
}

LbWorkdays *
lb_workdays_load (const char *path, GError **error)
{
  g_autoptr (LbWorkdays) self = g_new0 (LbWorkdays, 1);
  Reading reading = {self, path};

  self->exceptions = g_hash_table_new (NULL, NULL);
  self->years = g_hash_table_new (NULL, NULL);
  return lb_ini_read (path, take_entry, &reading, error) ? g_steal_pointer (&self) : NULL;
}

void
lb_workdays_free (LbWorkdays *self)
{
  g_hash_table_unref (self->exceptions);
  g_hash_table_unref (self->years);
  g_free (self);
}

gboolean
lb_workdays_is_worked (const LbWorkdays *self, gint32 day)
{
  int exception = GPOINTER_TO_INT (g_hash_table_lookup (self->exceptions, GINT_TO_POINTER (day)));
  int weekday = ((day + EPOCH_WEEKDAY) % 7 + 7) % 7;

  return exception != 0 ? exception == 2 : weekday < 5;
}

gboolean
lb_workdays_is_announced (const LbWorkdays *self, gint32 day)
{
  int year;

  lb_day_to_ymd (day, &year, NULL, NULL);
  return g_hash_table_contains (self->years, GINT_TO_POINTER (year));
}

gint32
lb_workdays_count (const LbWorkdays *self, gint32 from, gint32 to)
{
  gint32 n = 0;

  for (gint32 day = from + 1; day <= to; day++)
    n += lb_workdays_is_worked (self, day);
  return n;
}

gint32
lb_workdays_add (const LbWorkdays *self, gint32 from, gint32 n)
{
  while (n > 0)
    n -= lb_workdays_is_worked (self, ++from);
  return from;
}
