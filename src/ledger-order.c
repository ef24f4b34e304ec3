#include "config.h"
#include "src/ledger-order.h"

#include <string.h>

#define PLACES "region" /* where a row's township, village and grid are looked up */

/* Whether a batch of @kind adds rows to @table, itself or as one of its parts. */
static gboolean
fills (const LbLedgerKind *kind, const char *table)
{
  for (guint i = 0; i < kind->n_parts; i++)
    if (strcmp (lb_ledger_kinds[kind->parts[i].ledger].table, table) == 0)
      return TRUE;
  return strcmp (kind->table, table) == 0;
}

/* A kind that makes the row itself needs nobody for it; but a place is never made by who is in it. */
static void
add_need (GPtrArray *needs, const LbLedgerKind *kind, const char *table)
{
  if (!fills (kind, table))
    g_ptr_array_add (needs, g_strdup (table));
}

static gboolean
read_references (LbDb *db, const LbLedgerKind *kind, const char *table, GPtrArray *needs, GError **error)
{
  sqlite3_stmt *keys = lb_db_prepare (db, "SELECT DISTINCT \"table\" FROM pragma_foreign_key_list (?)", error);
  int step;

  if (keys == NULL)
    return FALSE;
  sqlite3_bind_text (keys, 1, table, -1, SQLITE_STATIC);
  while ((step = lb_db_step (db, keys, error)) == SQLITE_ROW)
    add_need (needs, kind, (const char *) sqlite3_column_text (keys, 0));
  sqlite3_reset (keys);
  return step == SQLITE_DONE;
}

/* (transfer full): the tables whose rows @kind names. */
static GPtrArray *
list_needs (LbDb *db, const LbLedgerKind *kind, GError **error)
{
  g_autoptr (GPtrArray) needs = g_ptr_array_new_with_free_func (g_free);

  if (kind->place >= 0)
    g_ptr_array_add (needs, g_strdup (PLACES));
  if (!read_references (db, kind, kind->table, needs, error))
    return NULL;
  for (guint i = 0; i < kind->n_parts; i++)
    if (!read_references (db, kind, lb_ledger_kinds[kind->parts[i].ledger].table, needs, error))
      return NULL;
  return g_steal_pointer (&needs);
}

/* The kinds that fill what @kind names. */
static guint32
find_makers (const LbLedgerKind *kind, const GPtrArray *needs)
{
  guint32 makers = 0;

  for (guint i = 0; i < LB_N_LEDGERS; i++)
    for (guint k = 0; k < needs->len && kind != &lb_ledger_kinds[i]; k++)
      if (fills (&lb_ledger_kinds[i], g_ptr_array_index (needs, k)))
        makers |= 1u << i;
  return makers;
}

/* Whom a kind waits for waits for others, whose ledgers may be among the files though its own is not. */
static void
add_far_ones (LbLedgerOrder *self)
{
  for (guint k = 0; k < LB_N_LEDGERS; k++)
    for (guint i = 0; i < LB_N_LEDGERS; i++)
      if ((self->before[i] & 1u << k) != 0)
        self->before[i] |= self->before[k];
}

gboolean
lb_ledger_order_read (LbLedgerOrder *self, LbProject *project, GError **error)
{
  G_STATIC_ASSERT (LB_N_LEDGERS <= 32);

  for (guint i = 0; i < LB_N_LEDGERS; i++) {
    g_autoptr (GPtrArray) needs = list_needs (lb_project_get_db (project), &lb_ledger_kinds[i], error);
    if (needs == NULL)
      return FALSE;
    self->before[i] = find_makers (&lb_ledger_kinds[i], needs);
  }
  add_far_ones (self);
  return TRUE;
}

gboolean
lb_ledger_order_waits (const LbLedgerOrder *self, LbLedger kind, LbLedger other)
{
  return (self->before[kind] & 1u << other) != 0;
}
