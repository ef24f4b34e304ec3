/* Runs every file of the folders named on the command line through a fuzz target, one TAP line a folder. Without
 * libFuzzer this makes the corpus part of the ordinary suite: what once broke a reader never does so again. */
#include <glib.h>
#include <stdio.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

static guint
run_folder (const char *folder)
{
  GDir *dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_build_filename (folder, name, NULL));
  if (dir != NULL)
    g_dir_close (dir);
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++) {
    g_autofree char *bytes = NULL;
    gsize length = 0;
    printf ("# %s\n", (const char *) g_ptr_array_index (names, i));
    fflush (stdout);
    if (g_file_get_contents (g_ptr_array_index (names, i), &bytes, &length, NULL))
      LLVMFuzzerTestOneInput ((const guint8 *) bytes, length);
  }
  return names->len;
}

int
main (int argc, char **argv)
{
  printf ("TAP version 13\n1..%d\n", argc - 1);
  for (int i = 1; i < argc; i++) {
    guint count = run_folder (argv[i]);
    printf ("%s %d - the %u inputs of %s are survived\n", count > 0 ? "ok" : "not ok", i, count, argv[i]);
  }
  return 0;
}
