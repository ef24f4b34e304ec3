#include "config.h"
#include "ui/snapshot.h"
#include "src/error.h"
#include "src/i18n.h"
#include "src/paths.h"

#include <errno.h>
#include <glib/gstdio.h>

/* Boundaries before ledgers, households before what belongs to them. */
static const char *const sample_files[] = {
  "township.shp", "village.shp", "grid.shp", "households.csv", "cases.csv", "measures.csv",
  "visits.csv", "registrations.csv", "matters.csv", "staff.csv",
};

/* Counts whole files: the sample's files are small and the person waits seconds, not minutes. */
static gboolean
import_files (LbProject *project, GCancellable *cancellable, LbProgress progress, gpointer data, GError **error)
{
  const LbImportOptions options = {.cancellable = cancellable};

  for (guint i = 0; i < G_N_ELEMENTS (sample_files); i++) {
    g_autofree char *path = lb_paths_data ("sample", sample_files[i], NULL);
    g_autoptr (LbImportResult) result = NULL;

    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
    if (!g_file_test (path, G_FILE_TEST_EXISTS))
      continue;
    if (g_str_has_suffix (path, ".shp"))
      result = lb_boundaries_import (project, path, &options, error);
    else
      result = lb_ledger_import (project, path, &options, error);
    if (result == NULL)
      return FALSE;
    if (progress != NULL)
      progress (i + 1, G_N_ELEMENTS (sample_files), data);
  }
  return TRUE;
}

static void
remove_project (const char *path)
{
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  g_autofree char *shm = g_strconcat (path, "-shm", NULL);

  g_unlink (path);
  g_unlink (wal);
  g_unlink (shm);
}

gboolean
lb_sample_make (const char *path, GCancellable *cancellable, LbProgress progress, gpointer data, GError **error)
{
  const LbProjectInfo info = {.name = "岚岭县", .code = "539902", .issuer = "岚岭县乡村振兴局", .rules = "weixi"};
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  LbProject *project;
  gboolean good;

  if (g_mkdir_with_parents (folder, 0700) != 0) {
    g_set_error (error, LB_ERROR, LB_ERROR_FILE, _ ("The folder “%s” cannot be made: %s"), folder, g_strerror (errno));
    return FALSE;
  }
  remove_project (part);
  project = lb_project_create (part, &info, error);
  if (project == NULL)
    return FALSE;
  good = import_files (project, cancellable, progress, data, error);
  lb_project_close (project);
  if (good && g_rename (part, path) != 0) {
    g_set_error (error, LB_ERROR, LB_ERROR_FILE, _ ("“%s” cannot be written: %s"), path, g_strerror (errno));
    good = FALSE;
  }
  if (!good)
    remove_project (part);
  return good;
}
