#include "config.h"
#include "src/paths.h"

#include <stdarg.h>

static char *
executable_dir (void)
{
  g_autofree char *exe = g_file_read_link ("/proc/self/exe", NULL);

  return exe != NULL ? g_path_get_dirname (exe) : g_strdup (".");
}

static char *
data_root (void)
{
  const char *override = g_getenv ("LOOKBACK_DATA_DIR");
  if (override != NULL && *override != '\0')
    return g_strdup (override);

  g_autofree char *dir = executable_dir ();
  g_autofree char *installed = g_build_filename (dir, "..", "share", "lookback", NULL);
  if (g_file_test (installed, G_FILE_TEST_IS_DIR))
    return g_steal_pointer (&installed);
  return g_build_filename (dir, "..", "data", NULL);
}

char *
lb_paths_data (const char *first, ...)
{
  g_autofree char *root = data_root ();
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  va_list args;

  g_ptr_array_add (parts, root);
  va_start (args, first);
  for (const char *part = first; part != NULL; part = va_arg (args, const char *))
    g_ptr_array_add (parts, (gpointer) part);
  va_end (args);
  g_ptr_array_add (parts, NULL);
  return g_build_filenamev ((char **) parts->pdata);
}

char **
lb_paths_layers (const char *kind, const char *project_path)
{
  g_autoptr (GStrvBuilder) folders = g_strv_builder_new ();
  g_autofree char *shipped = lb_paths_data (kind, NULL);
  g_autofree char *user = g_build_filename (g_get_user_data_dir (), "lookback", kind, NULL);

  g_strv_builder_add_many (folders, shipped, user, NULL);
  if (project_path != NULL) {
    g_autofree char *beside = g_path_get_dirname (project_path);
    g_autofree char *own = g_build_filename (beside, kind, NULL);
    g_strv_builder_add (folders, own);
  }
  return g_strv_builder_end (folders);
}

char *
lb_paths_locale_dir (void)
{
  const char *override = g_getenv ("LOOKBACK_LOCALE_DIR");
  if (override != NULL && *override != '\0')
    return g_strdup (override);

  g_autofree char *dir = executable_dir ();
  g_autofree char *built = g_build_filename (dir, "data", "po", NULL);
  if (g_file_test (built, G_FILE_TEST_IS_DIR))
    return g_steal_pointer (&built);
  return g_build_filename (dir, "..", "share", "locale", NULL);
}
