#include "tests/maps/boundary-fixture.h"

#include <glib/gstdio.h>
#include <shapefil.h>
#include <string.h>

Fixture *
fixture_new (void)
{
  Fixture *self = g_new0 (Fixture, 1);
  const LbProjectInfo info = {.name = "岚岭县"};
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("lookback-boundaries-XXXXXX", &error);
  g_assert_no_error (error);
  self->project_path = g_build_filename (self->folder, "p.gpkg", NULL);
  self->project = lb_project_create (self->project_path, &info, &error);
  g_assert_no_error (error);
  return self;
}

void
fixture_free (Fixture *self)
{
  g_autoptr (GDir) dir = NULL;

  lb_project_close (self->project);
  dir = g_dir_open (self->folder, 0, NULL);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir)) {
    g_autofree char *path = g_build_filename (self->folder, name, NULL);
    g_unlink (path);
  }
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->project_path);
  g_free (self);
}

static void
write_polygon (SHPHandle file, const Region *region)
{
  double x[10], y[10];
  int starts[] = {0, 5}, n = 0;

  for (int ring = 0; ring < (region->hole > 0 ? 2 : 1); ring++) {
    double width = ring == 0 ? region->width : region->hole, height = ring == 0 ? region->height : region->hole;
    double left = region->x + (region->width - width) / 2, below = region->y + (region->height - height) / 2;
    const double around[][2] = {{0, 0}, {0, 1}, {1, 1}, {1, 0}, {0, 0}};
    for (int i = 0; i < 5; i++, n++) {
      x[n] = left + around[i][0] * width;
      y[n] = below + around[i][1] * height;
    }
  }
  gboolean null = region->width == 0;
  SHPObject *object = null ? SHPCreateSimpleObject (SHPT_NULL, 0, NULL, NULL, NULL)
                           : SHPCreateObject (SHPT_POLYGON, -1, n / 5, starts, NULL, n, x, y, NULL, NULL);
  g_assert_cmpint (SHPWriteObject (file, -1, object), >=, 0);
  SHPDestroyObject (object);
}

/* Cut to the field's width without regard to characters, as many writers do. */
static void
write_cell (DBFHandle table, int record, int field, const char *text, const TableForm *form)
{
  gsize length;
  g_autofree char *bytes =
    g_convert (text, -1, form->charset != NULL ? form->charset : "UTF-8", "UTF-8", NULL, &length, NULL);

  bytes[MIN (length, (gsize) form->width)] = '\0';
  g_assert_true (DBFWriteStringAttribute (table, record, field, bytes));
}

char *
fixture_write (Fixture *self, const char *name, const Region *regions, guint n, const TableForm *form)
{
  static const char *const usual[] = {"XZQDM", "XZQMC", "SJDM"};
  const TableForm plain = {NULL, "UTF-8", 40, NULL};
  const TableForm *used = form != NULL ? form : &plain;
  const char *const *fields = used->fields != NULL ? used->fields : usual;
  g_autofree char *base = g_build_filename (self->folder, name, NULL);
  SHPHandle file = SHPCreate (base, SHPT_POLYGON);
  DBFHandle table = DBFCreateEx (base, used->code_page);

  g_assert_nonnull (file);
  g_assert_nonnull (table);
  for (int i = 0; i < 3; i++)
    if (*fields[i] != '\0')
      DBFAddField (table, fields[i], FTString, used->width, 0);
  for (guint i = 0; i < n; i++) {
    const char *const cells[] = {regions[i].code, regions[i].name, regions[i].parent};
    write_polygon (file, &regions[i]);
    for (int k = 0, column = 0; k < 3; k++)
      if (*fields[k] != '\0')
        write_cell (table, (int) i, column++, cells[k] != NULL ? cells[k] : "", used);
  }
  SHPClose (file);
  DBFClose (table);
  return g_strconcat (base, ".shp", NULL);
}

LbImportResult *
fixture_import (Fixture *self, const char *path, const LbImportOptions *options)
{
  const LbImportOptions none = {.kind = "boundaries"};
  g_autoptr (GError) error = NULL;
  LbImportResult *result = lb_boundaries_import (self->project, path, options != NULL ? options : &none, &error);

  g_assert_no_error (error);
  g_assert_nonnull (result);
  return result;
}

char *
fixture_text (Fixture *self, const char *sql)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  lb_db_get_text (lb_project_get_db (self->project), sql, &text, &error);
  g_assert_no_error (error);
  return text;
}

double
fixture_number (Fixture *self, const char *sql)
{
  g_autofree char *text = fixture_text (self, sql);

  g_assert_nonnull (text);
  return g_ascii_strtod (text, NULL);
}

char *
fixture_describe (Fixture *self)
{
  return fixture_text (self, "SELECT coalesce (group_concat (line, ' '), '') FROM (SELECT r.name || '<' ||"
                             " coalesce (p.name, '-') AS line FROM region r LEFT JOIN region p ON p.id = r.parent_id"
                             " ORDER BY coalesce (r.code, ''), r.name)");
}
