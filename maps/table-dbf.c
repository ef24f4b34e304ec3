/* A DBF table as rows: its field names are row 1, its records follow. */
#include "config.h"
#include "maps/dbf.h"
#include "maps/error.h"
#include "maps/tables.h"
#include "src/i18n.h"

#include <string.h>

typedef struct {
  LbDbf *dbf;
  GPtrArray *cells; /* char *, of the row */
  guint next;       /* row: 0 the names   */
} Table;

static gboolean
next_row (gpointer data, LbRow *row, G_GNUC_UNUSED GError **error)
{
  Table *self = data;
  guint n = lb_dbf_get_n_fields (self->dbf);

  while (self->next > 0 && self->next <= lb_dbf_get_n (self->dbf) && lb_dbf_is_deleted (self->dbf, self->next - 1))
    self->next++;
  if (self->next > lb_dbf_get_n (self->dbf))
    return FALSE;
  g_ptr_array_set_size (self->cells, 0);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (self->cells, self->next == 0 ? g_strdup (lb_dbf_get_field_name (self->dbf, i))
                                                  : lb_dbf_dup_text (self->dbf, self->next - 1, i));
  self->next++;
  row->n = n;
  row->number = self->next;
  row->cut = FALSE;
  g_ptr_array_add (self->cells, NULL);
  row->cells = (char **) self->cells->pdata;
  return TRUE;
}

static void
get_progress (gpointer data, gint64 *done, gint64 *total)
{
  Table *self = data;

  *done = self->next;
  *total = lb_dbf_get_n (self->dbf);
}

static void
free_table (gpointer data)
{
  Table *self = data;

  lb_dbf_free (self->dbf);
  g_ptr_array_unref (self->cells);
  g_free (self);
}

/* The file that says the encoding, beside the table; NULL: there is none. */
static GBytes *
read_cpg (const char *path)
{
  static const char *const endings[] = {"cpg", "CPG"};
  char *text;
  gsize length;

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++) {
    g_autofree char *cpg = g_strdup_printf ("%.*s.%s", (int) (strrchr (path, '.') - path), path, endings[i]);
    if (g_file_get_contents (cpg, &text, &length, NULL))
      return g_bytes_new_take (text, length);
  }
  return NULL;
}

LbRowSource *
lb_table_dbf_open (const char *path, const char *encoding, GPtrArray *notices, GError **error)
{
  static const LbRowSourceKind kind = {.next = next_row, .get_progress = get_progress, .free = free_table};
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);

  if (file == NULL) {
    g_set_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_FILE,
                 _ ("%s cannot be read; check that it is a file and that you may read it"), path);
    return NULL;
  }
  g_autoptr (GBytes) bytes = g_mapped_file_get_bytes (file), cpg = read_cpg (path);
  LbDbf *dbf = lb_dbf_open (name, bytes, cpg, encoding, notices, error);
  if (dbf == NULL)
    return NULL;
  Table *self = g_new0 (Table, 1);
  self->dbf = dbf;
  self->cells = g_ptr_array_new_with_free_func (g_free);
  const LbEncoding *have = lb_dbf_get_encoding (dbf);
  LbEncoding own = {have->name, g_strdup (have->reason)};
  return lb_row_source_new (&kind, self, NULL, &own);
}
