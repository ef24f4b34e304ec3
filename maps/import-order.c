#include "config.h"
#include "maps/import-order.h"
#include "src/ledger-order.h"

static void
free_file (gpointer data)
{
  LbImportFile *file = data;

  g_free (file->path);
  g_free (file);
}

static gboolean
holds_boundaries (const LbImportFile *file)
{
  return g_str_equal (file->kind, LB_IMPORT_BOUNDARIES);
}

/* Whether @file has to wait for @other. */
static gboolean
waits (const LbLedgerOrder *order, const LbImportFile *file, const LbImportFile *other)
{
  if (holds_boundaries (file) || holds_boundaries (other))
    return !holds_boundaries (file);
  return lb_ledger_order_waits (order, lb_ledger_kind_id (lb_ledger_kind_find (file->kind, NULL)),
                                lb_ledger_kind_id (lb_ledger_kind_find (other->kind, NULL)));
}

/* The first of @files that waits for none of the others. */
static guint
find_next (const LbLedgerOrder *order, const GPtrArray *files)
{
  for (guint i = 0; i < files->len; i++) {
    gboolean waiting = FALSE;
    for (guint k = 0; k < files->len && !waiting; k++)
      waiting = k != i && waits (order, g_ptr_array_index (files, i), g_ptr_array_index (files, k));
    if (!waiting)
      return i;
  }
  return 0; /* in a circle each is as good as another */
}

GPtrArray *
lb_import_order (LbProject *project, const char *const *paths, guint n, const LbImportOptions *options, GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (free_file);
  LbLedgerOrder order;

  if (!lb_ledger_order_read (&order, project, error))
    return NULL;
  for (guint i = 0; i < n; i++) {
    LbImportFile *file = g_new0 (LbImportFile, 1);
    file->path = g_strdup (paths[i]);
    file->kind = lb_import_file_peek (project, paths[i], options, error);
    g_ptr_array_add (files, file);
    if (file->kind == NULL)
      return NULL;
  }
  g_autoptr (GPtrArray) sorted = g_ptr_array_new_with_free_func (free_file);
  while (files->len > 0)
    g_ptr_array_add (sorted, g_ptr_array_steal_index (files, find_next (&order, files)));
  return g_steal_pointer (&sorted);
}
