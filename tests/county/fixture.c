/* fixture.c - generated counties for the tests */
#include "config.h"
#include "tests/county/fixture.h"

#include <glib/gstdio.h>
#include <string.h>

Fixture *
fixture_new (const char *program, const char *const *options)
{
  Fixture *self = g_new0 (Fixture, 1);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  int status;

  self->folder = g_dir_make_tmp ("county-XXXXXX", &error);
  g_assert_no_error (error);
  g_ptr_array_add (words, (gpointer) program);
  g_ptr_array_add (words, (gpointer) "--out");
  g_ptr_array_add (words, self->folder);
  for (guint i = 0; options != NULL && options[i] != NULL; i++)
    g_ptr_array_add (words, (gpointer) options[i]);
  g_ptr_array_add (words, NULL);
  g_spawn_sync (NULL, (char **) words->pdata, NULL, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, &error));
  return self;
}

void
fixture_free (Fixture *self)
{
  g_auto (GStrv) names = folder_list (self->folder);

  for (guint i = 0; names[i] != NULL; i++) {
    g_autofree char *path = fixture_path (self, names[i]);
    g_remove (path);
  }
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self);
}

char *
fixture_path (const Fixture *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

char **
folder_list (const char *folder)
{
  GPtrArray *names = g_ptr_array_new ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (names, FALSE);
}

char *
table_text (DBFHandle table, int record, const char *field)
{
  return g_strdup (DBFReadStringAttribute (table, record, DBFGetFieldIndex (table, field)));
}

Layer *
layer_read (const char *folder, const char *name, const char *encoding)
{
  Layer *self = g_new0 (Layer, 1);
  g_autofree char *base = g_build_filename (folder, name, NULL);
  SHPHandle shp = SHPOpen (base, "rb");
  DBFHandle dbf = DBFOpen (base, "rb");
  int type;

  g_assert_true (shp != NULL && dbf != NULL);
  SHPGetInfo (shp, &self->n, &type, NULL, NULL);
  g_assert_cmpint (type, ==, SHPT_POLYGON);
  g_assert_cmpint (DBFGetRecordCount (dbf), ==, self->n);
  self->codes = g_new0 (char *, self->n + 1);
  self->names = g_new0 (char *, self->n + 1);
  self->parents = g_new0 (char *, self->n + 1);
  self->shapes = g_new0 (SHPObject *, self->n);
  for (int i = 0; i < self->n; i++) {
    g_autofree char *raw = table_text (dbf, i, "XZQMC");

    self->codes[i] = table_text (dbf, i, "XZQDM");
    self->names[i] = g_convert (raw, -1, "UTF-8", encoding != NULL ? encoding : "UTF-8", NULL, NULL, NULL);
    g_assert_nonnull (self->names[i]);
    self->parents[i] = table_text (dbf, i, "SJDM");
    self->shapes[i] = SHPReadObject (shp, i);
  }
  SHPClose (shp);
  DBFClose (dbf);
  return self;
}

void
layer_free (Layer *self)
{
  for (int i = 0; i < self->n; i++)
    SHPDestroyObject (self->shapes[i]);
  g_free (self->shapes);
  g_strfreev (self->codes);
  g_strfreev (self->names);
  g_strfreev (self->parents);
  g_free (self);
}
