/* The days between which the ledgers tell of anything
 *
 * The texts of the dates are compared as they are, one scan a table, which takes a third of what a day number of each would.
 * A month comes before its days as a text and after them as a day; only where the outermost text leaves that open is asked again.
 */
#include "config.h"
#include "src/date.h"
#include "src/project.h"

#include <string.h>

#define MONTH_LETTERS 7 /* YYYY-MM */

/* Columns of days on which something happened. Terms of office and due days are none: they reach into the future. */
static const struct {
  const char *table, *columns[4];
} dated[] = {
  {"monitoring_case", {"identified_on", "cleared_on", "revoked_on"}},
  {"risk_clearance", {"proposed_on", "county_approved_on"}},
  {"evidence", {"taken_on"}},
  {"measure", {"planned_on", "status_on", "verified_on"}},
  {"visit", {"visited_on"}},
  {"platform_reg", {"registered_on"}},
  {"matter", {"received_on", "completed_on"}},
  {"matter_ticket", {"done_on"}},
  {"early_warning", {"pushed_on"}},
  {"warning_check", {"checked_on"}},
  {"sample_unit", {"visited_on"}},
  {"answer", {"answered_on"}},
  {"finding", {"first_seen_on", "rechecked_on"}},
  {"rectification_track", {"reported_on", "closed_on"}},
  {"assessment", {"held_on"}},
  {"training", {"held_on"}},
  {"ledger", {"updated_on"}},
  {"resource", {"on_day"}},
};

typedef struct {
  char *low, *high; /* NULL: nothing yet */
} Range;

static void
range_clear (Range *self)
{
  g_free (self->low);
  g_free (self->high);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Range, range_clear)

static void
widen (Range *self, const char *text)
{
  if (text != NULL && (self->low == NULL || strcmp (text, self->low) < 0)) {
    g_free (self->low);
    self->low = g_strdup (text);
  }
  if (text != NULL && (self->high == NULL || strcmp (text, self->high) > 0)) {
    g_free (self->high);
    self->high = g_strdup (text);
  }
}

/* Widens @range by what @format gives for each column, which "@" stands for in it; ?1 is @text. */
static gboolean
ask_columns (LbDb *db, const char *format, const char *text, Range *range, GError **error)
{
  for (gsize t = 0; t < G_N_ELEMENTS (dated); t++) {
    g_autoptr (GString) sql = g_string_new ("SELECT ");
    for (int c = 0; dated[t].columns[c] != NULL; c++) {
      g_auto (GStrv) parts = g_strsplit (format, "@", -1);
      g_autofree char *result = g_strjoinv (dated[t].columns[c], parts);
      g_string_append_printf (sql, "%s%s", c > 0 ? ", " : "", result);
    }
    g_string_append_printf (sql, " FROM %s", dated[t].table);
    sqlite3_stmt *row = lb_db_prepare (db, sql->str, error);
    if (row == NULL)
      return FALSE;
    if (text != NULL)
      sqlite3_bind_text (row, 1, text, -1, SQLITE_TRANSIENT);
    if (lb_db_step (db, row, error) != SQLITE_ROW)
      return FALSE;
    for (int i = 0; i < sqlite3_column_count (row); i++)
      widen (range, (const char *) sqlite3_column_text (row, i));
    sqlite3_reset (row);
  }
  return TRUE;
}

/* The first text may be a month, and a day of that month then the first day. */
static gboolean
find_first (LbDb *db, const char *low, gint32 *first, GError **error)
{
  g_auto (Range) later = {NULL, NULL};

  if (strlen (low) == MONTH_LETTERS && !ask_columns (db, "min (@) FILTER (WHERE @ > ?1)", low, &later, error))
    return FALSE;
  *first = lb_day_from_text (later.low != NULL && g_str_has_prefix (later.low, low) ? later.low : low);
  return TRUE;
}

/* The last text may be a day, and the month that it lies in stand somewhere too. */
static gboolean
find_last (LbDb *db, const char *high, gint32 *last, GError **error)
{
  g_autofree char *month = g_strndup (high, MONTH_LETTERS);
  g_auto (Range) whole = {NULL, NULL};

  *last = lb_day_from_text (high);
  if (*last != lb_day_from_text (month) && !ask_columns (db, "max (@) FILTER (WHERE @ = ?1)", month, &whole, error))
    return FALSE;
  if (whole.high != NULL)
    *last = lb_day_from_text (month);
  return TRUE;
}

gboolean
lb_project_get_dates (LbProject *self, gint32 *first, gint32 *last, GError **error)
{
  LbDb *db = lb_project_get_db (self);
  g_auto (Range) range = {NULL, NULL};

  *first = *last = LB_DAY_NONE;
  return ask_columns (db, "min (@), max (@)", NULL, &range, error) &&
         (range.low == NULL ||
          (find_first (db, range.low, first, error) && find_last (db, range.high, last, error)));
}
