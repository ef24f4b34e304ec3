#include "config.h"
#include "src/preview.h"
#include "src/headings.h"
#include "src/limits.h"
#include "src/mask.h"

#include <string.h>

#define SAMPLE_ROWS  5  /* shown                                      */
#define LOOKED_ROWS  40 /* in which names are searched                */
#define SAMPLE_NAMES 6  /* of them, different ones                    */
#define CERTIFICATE_LETTERS 18

typedef struct {
  LbPreview *preview;
  LbProject *project; /* NULL: boundaries */
  const char *path, *file;
  const LbImportOptions *options;
  LbAliases *aliases;
  gint64 heading_row;  /* number of the lowest row of headings      */
  GArray *columns;     /* guint: where names of places are expected */
} Look;

static void
encoding_free (gpointer data)
{
  LbPreviewEncoding *encoding = data;

  g_free (encoding->reason);
  g_free (encoding->names);
  g_free (encoding);
}

void
lb_preview_free (LbPreview *self)
{
  g_free (self->problem);
  g_strfreev (self->header);
  g_strfreev (self->fields);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->encodings);
  g_free (self);
}

static LbRowSource *
open_source (const Look *look, const char *encoding, GError **error)
{
  LbRowSourceOpen open = look->options->open != NULL ? look->options->open : lb_row_source_open_csv;
  g_autoptr (GPtrArray) notices = g_ptr_array_new_with_free_func (g_free);

  return open (look->path, encoding, notices, error);
}

/* --- headings ---------------------------------------------------------------------------------------------- */

static const LbField *
find_field (const LbLedgerKind *kind, const char *name)
{
  for (guint i = 0; kind != NULL && i < kind->n_fields; i++)
    if (g_str_equal (kind->fields[i].name, name))
      return &kind->fields[i];
  return NULL;
}

/* The widest of the first rows is taken for the headings where nothing told them. */
static void
guess_headings (Look *look, LbRowSource *source)
{
  const GArray *rows = lb_row_source_look (source, LB_LIMIT_HEADER_ROWS);
  guint widest = 0;
  LbRow row;

  for (guint i = 1; i < rows->len; i++)
    if (g_array_index (rows, LbRow, i).n > g_array_index (rows, LbRow, widest).n)
      widest = i;
  for (guint i = 0; i <= widest && lb_row_source_next (source, &row, NULL); i++)
    if (i == widest) {
      look->preview->header = lb_mapping_number_headings (row.cells, row.n);
      look->heading_row = row.number;
    }
}

/* The field that a person chose for the heading, or its alias; "" for none. */
static const char *
propose (const Look *look, const LbLedgerKind *kind, const char *heading)
{
  const char *const *maps = look->options->maps;

  for (guint i = 0; kind != NULL && maps != NULL && maps[i] != NULL; i++) {
    const char *equals = strchr (maps[i], '=');
    g_autofree char *name = equals != NULL ? g_strndup (maps[i], (gsize) (equals - maps[i])) : NULL;
    const LbField *field = name != NULL && g_str_equal (equals + 1, heading) ? find_field (kind, name) : NULL;
    if (field != NULL)
      return field->name;
  }
  const char *alias =
    kind != NULL && !look->options->maps_only ? lb_aliases_find_field (look->aliases, kind->name, heading) : NULL;
  return alias != NULL && find_field (kind, alias) != NULL ? alias : "";
}

static void
propose_fields (Look *look, const LbLedgerKind *kind)
{
  g_autoptr (GStrvBuilder) fields = g_strv_builder_new ();
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; look->preview->header[i] != NULL; i++) {
    const char *field = propose (look, kind, look->preview->header[i]);
    g_strv_builder_add (fields, g_hash_table_add (taken, (gpointer) field) ? field : "");
  }
  look->preview->fields = g_strv_builder_end (fields);
  look->preview->kind = kind != NULL ? kind->name : NULL;
}

/* Takes the rows down to the headings. */
static LbRowSource *
find_headings (Look *look, const LbLedgerKind *kind, GError **error)
{
  const LbImportOptions *options = look->options;
  const LbMappingWish wish = {look->aliases, kind, options->maps, options->maps_only};
  const LbHeadingsWish where = {&wish, look->project, look->file, options->sheet};
  g_autoptr (LbRowSource) source = open_source (look, options->encoding, error);
  g_autoptr (GPtrArray) notices = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) problem = NULL;

  if (source == NULL)
    return NULL;
  g_autoptr (LbMapping) mapping = lb_headings_find (source, &where, notices, &problem);
  if (mapping != NULL) {
    look->preview->kind = mapping->kind->name;
    look->preview->header = g_strdupv (mapping->headings);
    look->preview->fields = lb_mapping_dup_fields (mapping);
    return lb_row_source_begin_data (source, error) ? g_steal_pointer (&source) : NULL;
  }
  look->preview->problem = g_strdup (problem->message);
  g_clear_pointer (&source, lb_row_source_free);
  source = open_source (look, options->encoding, error);
  if (source == NULL)
    return NULL;
  guess_headings (look, source);
  if (look->preview->header != NULL)
    propose_fields (look, kind);
  return g_steal_pointer (&source);
}

/* --- rows -------------------------------------------------------------------------------------------------- */

static gboolean
looks_like_certificate (const char *cell)
{
  return strlen (cell) == CERTIFICATE_LETTERS && strspn (cell, "0123456789Xx") == CERTIFICATE_LETTERS &&
         strspn (cell, "0123456789") >= CERTIFICATE_LETTERS - 1;
}

/* (transfer full): what may be seen of a cell. A column that is not read may hold anything. */
static char *
mask_cell (const LbField *field, const char *cell)
{
  g_autofree char *shown = lb_text_normalise (cell);
  LbPrivate hidden = field != NULL ? field->hidden : looks_like_certificate (shown) ? LB_PRIVATE_CERTIFICATE : LB_PRIVATE_NOTHING;

  switch (hidden) {
  case LB_PRIVATE_NAME: return lb_mask_name (shown);
  case LB_PRIVATE_PHONE: return lb_mask_phone (shown);
  case LB_PRIVATE_CERTIFICATE: return lb_mask_certificate (shown);
  case LB_PRIVATE_ADDRESS: return lb_mask_address (shown);
  case LB_PRIVATE_NOTHING: break;
  }
  return g_steal_pointer (&shown);
}

static void
show_rows (Look *look, LbRowSource *source)
{
  LbPreview *preview = look->preview;
  const LbLedgerKind *kind = preview->kind != NULL ? lb_ledger_kind_find (preview->kind, NULL) : NULL;
  guint n = preview->header != NULL ? g_strv_length (preview->header) : 0;
  LbRow row;

  while (n > 0 && preview->rows->len < SAMPLE_ROWS && lb_row_source_next (source, &row, NULL)) {
    char **cells = g_new0 (char *, n + 1);
    for (guint i = 0; i < n; i++)
      cells[i] = i < row.n ? mask_cell (find_field (kind, preview->fields[i]), row.cells[i]) : g_strdup ("");
    if (preview->rows->len == 0)
      look->heading_row = row.number - 1;
    g_ptr_array_add (preview->rows, cells);
  }
}

/* --- encodings --------------------------------------------------------------------------------------------- */

/* Township, village and grid are public, and everyone in the county knows how they are written. */
static void
choose_columns (Look *look)
{
  static const char *const places[] = {"township", "village", "grid"};

  for (guint i = 0; look->preview->fields != NULL && look->preview->fields[i] != NULL; i++)
    for (guint k = 0; k < G_N_ELEMENTS (places); k++)
      if (g_str_equal (look->preview->fields[i], places[k]))
        g_array_append_val (look->columns, i);
}

static gboolean
is_plain (const char *text)
{
  for (; *text != '\0'; text++)
    if ((guchar) *text >= 0x80)
      return FALSE;
  return TRUE;
}

static void
collect_name (GPtrArray *names, const char *cell)
{
  g_autofree char *shown = lb_text_normalise (cell);

  if (is_plain (shown) || names->len >= SAMPLE_NAMES || g_ptr_array_find_with_equal_func (names, shown, g_str_equal, NULL))
    return;
  g_ptr_array_add (names, g_steal_pointer (&shown));
}

/* Boundaries: every cell; a ledger whose places are known: those; any other: its headings. */
static void
collect_names (const Look *look, const LbRow *row, GPtrArray *names)
{
  if (look->project == NULL || (look->columns->len == 0 && row->number <= look->heading_row)) {
    for (guint i = 0; i < row->n; i++)
      collect_name (names, row->cells[i]);
    return;
  }
  for (guint i = 0; row->number > look->heading_row && i < look->columns->len; i++) {
    guint column = g_array_index (look->columns, guint, i);
    if (column < row->n)
      collect_name (names, row->cells[column]);
  }
}

static void
add_encoding (Look *look, const char *name, const LbEncoding *decided)
{
  g_autoptr (LbRowSource) source = open_source (look, name, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  if (source == NULL)
    return;
  const GArray *rows = lb_row_source_look (source, LOOKED_ROWS);
  for (guint i = 0; i < rows->len; i++)
    collect_names (look, &g_array_index (rows, LbRow, i), names);
  LbPreviewEncoding *encoding = g_new0 (LbPreviewEncoding, 1);
  encoding->name = name;
  encoding->reason = g_str_equal (decided->name, name) ? g_strdup (decided->reason) : NULL;
  encoding->wrong = lb_row_source_get_replaced (source);
  g_ptr_array_add (names, NULL);
  encoding->names = g_strjoinv ("　", (char **) names->pdata);
  g_ptr_array_add (look->preview->encodings, encoding);
}

/* UTF-16 is no candidate for a file that is not: its names would be noise, and its bytes tell it for sure. */
static gboolean
look_at_encodings (Look *look, GError **error)
{
  static const char *const names[] = {"UTF-8", "GB18030", "UTF-16LE", "UTF-16BE"};
  g_autoptr (LbRowSource) source = open_source (look, NULL, error);
  const LbEncoding *decided = source != NULL ? lb_row_source_get_encoding (source) : NULL;
  const char *asked = look->options->encoding != NULL ? lb_encoding_canonical (look->options->encoding) : NULL;

  if (source == NULL)
    return FALSE;
  if (decided->name == NULL || lb_row_source_get_sheets (source) != NULL)
    return TRUE;
  look->preview->encoding = asked != NULL ? asked : decided->name;
  choose_columns (look);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (i < 2 || g_str_equal (names[i], look->preview->encoding) || g_str_equal (names[i], decided->name))
      add_encoding (look, names[i], decided);
  return TRUE;
}

static gboolean
look_at_rows (Look *look, GError **error)
{
  const LbLedgerKind *kind = NULL;

  look->aliases = lb_aliases_load (error);
  if (look->aliases == NULL ||
      (look->options->kind != NULL && (kind = lb_ledger_kind_find (look->options->kind, error)) == NULL))
    return FALSE;
  g_autoptr (LbRowSource) source = find_headings (look, kind, error);
  if (source == NULL)
    return FALSE;
  show_rows (look, source);
  return TRUE;
}

LbPreview *
lb_preview_new (LbProject *project, const char *path, const LbImportOptions *options, GError **error)
{
  g_autoptr (LbPreview) self = g_new0 (LbPreview, 1);
  g_autofree char *file = path != NULL ? g_path_get_basename (path) : NULL;
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (guint));
  Look look = {.preview = self, .project = project, .path = path, .file = file, .options = options, .columns = columns};

  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  self->encodings = g_ptr_array_new_with_free_func (encoding_free);
  gboolean good = path == NULL || ((project == NULL || look_at_rows (&look, error)) && look_at_encodings (&look, error));
  g_clear_pointer (&look.aliases, lb_aliases_free);
  return good ? g_steal_pointer (&self) : NULL;
}
