/* The households of the project, by heart: a ledger asks for one in every row
 *
 * A small file asks the database for those that it names; one that has named many gets them all at once.
 */
#include "config.h"
#include "src/stage-private.h"

#include <string.h>

#define MOST_ASKED 4000 /* one by one; beyond it all forty thousand of a county cost less */

struct _LbStagedHouseholds {
  LbDb *db;
  GHashTable *known; /* household_no → LbStagedHousehold */
  gboolean all;      /* what is not known is not there   */
  gboolean cases;    /* there may be cases of before     */
  guint asked;
};

static void
household_free (gpointer data)
{
  LbStagedHousehold *household = data;

  g_clear_pointer (&household->known, g_array_unref);
  g_free (household);
}

/* Eight bytes at a time, multiplied by the golden ratio. */
static guint
hash_number (gconstpointer key)
{
  const char *text = key;
  gsize left = strlen (text);
  guint64 hash = left, word = 0;

  for (; left >= sizeof word; left -= sizeof word, text += sizeof word) {
    memcpy (&word, text, sizeof word);
    hash = (hash ^ word) * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15);
    hash ^= hash >> 32;
  }
  word = 0;
  memcpy (&word, text, left);
  hash = (hash ^ word) * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15);
  return (guint) (hash >> 32);
}

LbStagedHouseholds *
lb_staged_households_new (LbDb *db, GError **error)
{
  gint64 some = 0, cases = 0;

  if (!lb_db_get_int (db, "SELECT EXISTS (SELECT 1 FROM household)", &some, error) ||
      !lb_db_get_int (db, "SELECT EXISTS (SELECT 1 FROM monitoring_case)", &cases, error))
    return NULL;
  LbStagedHouseholds *self = g_new0 (LbStagedHouseholds, 1);
  self->db = db;
  self->known = g_hash_table_new_full (hash_number, g_str_equal, g_free, household_free);
  self->all = some == 0;
  self->cases = cases != 0;
  return self;
}

void
lb_staged_households_free (LbStagedHouseholds *self)
{
  g_hash_table_unref (self->known);
  g_free (self);
}

/* In a table of cases that was empty no household has one of before; and its index may be gone (late-index.h). */
static sqlite3_stmt *
prepare (const LbStagedHouseholds *self, const char *where, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
    "SELECT household_no, id, region_id, size, %s FROM household h %s",
    self->cases ? "(SELECT max (case_seq) FROM monitoring_case c WHERE c.household_id = h.id)" : "0", where);

  return lb_db_prepare (self->db, sql, error);
}

/* What a row of this file has changed is known better here. */
static void
take_row (LbStagedHouseholds *self, sqlite3_stmt *row)
{
  const char *number = (const char *) sqlite3_column_text (row, 0);

  if (!g_hash_table_contains (self->known, number)) {
    LbStagedHousehold *household = lb_staged_households_add (self, number);
    household->id = sqlite3_column_int64 (row, 1);
    household->region_id = sqlite3_column_int64 (row, 2);
    household->size = sqlite3_column_int (row, 3);
    household->cases = sqlite3_column_int (row, 4);
  }
}

static gboolean
take_rows (LbStagedHouseholds *self, sqlite3_stmt *rows, GError **error)
{
  int step;

  while ((step = lb_db_step (self->db, rows, error)) == SQLITE_ROW)
    take_row (self, rows);
  sqlite3_reset (rows);
  return step == SQLITE_DONE;
}

static gboolean
ask (LbStagedHouseholds *self, const char *number, GError **error)
{
  sqlite3_stmt *rows = prepare (self, self->asked < MOST_ASKED ? "WHERE household_no = ?1" : "", error);

  if (rows == NULL)
    return FALSE;
  if (self->asked++ < MOST_ASKED)
    sqlite3_bind_text (rows, 1, number, -1, SQLITE_STATIC);
  else
    self->all = TRUE;
  return take_rows (self, rows, error);
}

gboolean
lb_staged_households_find (LbStagedHouseholds *self, const char *number, LbStagedHousehold **household, GError **error)
{
  *household = g_hash_table_lookup (self->known, number);
  if (*household != NULL || self->all)
    return TRUE;
  if (!ask (self, number, error))
    return FALSE;
  *household = g_hash_table_lookup (self->known, number);
  return TRUE;
}

LbStagedHousehold *
lb_staged_households_add (LbStagedHouseholds *self, const char *number)
{
  LbStagedHousehold *household = g_new0 (LbStagedHousehold, 1);

  g_hash_table_insert (self->known, g_strdup (number), household);
  return household;
}
