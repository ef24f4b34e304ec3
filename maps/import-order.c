#include "config.h"
#include "maps/import-order.h"
#include "src/ledger-order.h"

/* Files are compared by this. */
typedef struct {
  LbImportFile file;
  guint turn;  /* 0: boundaries; those of ledgers come behind it */
  guint place; /* of the kind among those of one turn            */
} Entry;

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  g_free (entry->file.path);
  g_free (entry);
}

static gint
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *first = *(Entry *const *) a, *second = *(Entry *const *) b;

  if (first->turn != second->turn)
    return first->turn < second->turn ? -1 : 1;
  return (first->place > second->place) - (first->place < second->place);
}

static gboolean
fill_entry (Entry *entry, LbProject *project, const LbImportOptions *options, const guint *turns, GError **error)
{
  entry->file.kind = lb_import_file_peek (project, entry->file.path, options, error);
  if (entry->file.kind == NULL || g_str_equal (entry->file.kind, LB_IMPORT_BOUNDARIES))
    return entry->file.kind != NULL;
  const LbLedgerKind *kind = lb_ledger_kind_find (entry->file.kind, error);
  if (kind == NULL)
    return FALSE;
  entry->place = lb_ledger_kind_id (kind);
  entry->turn = turns[entry->place] + 1;
  return TRUE;
}

GPtrArray *
lb_import_order (LbProject *project, const char *const *paths, guint n, const LbImportOptions *options, GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (free_entry);
  guint turns[LB_N_LEDGERS];

  if (!lb_ledger_order (project, turns, error))
    return NULL;
  for (guint i = 0; i < n; i++) {
    Entry *entry = g_new0 (Entry, 1);
    entry->file.path = g_strdup (paths[i]);
    g_ptr_array_add (files, entry);
    if (!fill_entry (entry, project, options, turns, error))
      return NULL;
  }
  g_ptr_array_sort (files, compare_entries); /* is stable */
  return g_steal_pointer (&files);
}
