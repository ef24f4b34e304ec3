#include "config.h"
#include "src/headings.h"
#include "src/error.h"
#include "src/i18n.h"
#include "src/limits.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* What the user chose for the same headings before, as "field=heading". NULL: nothing. */
static char **
recall_maps (LbProject *project, const char *fingerprint, const LbLedgerKind **kind)
{
  sqlite3_stmt *row =
    lb_db_prepare (lb_project_get_db (project), "SELECT kind, mapping FROM lookback_mapping WHERE fingerprint = ?", NULL);
  g_autoptr (GPtrArray) maps = g_ptr_array_new ();

  if (row == NULL)
    return NULL;
  sqlite3_bind_text (row, 1, fingerprint, -1, SQLITE_TRANSIENT);
  if (lb_db_step (lb_project_get_db (project), row, NULL) == SQLITE_ROW) {
    const LbLedgerKind *stored = lb_ledger_kind_find ((const char *) sqlite3_column_text (row, 0), NULL);
    g_autoptr (JsonNode) node = json_from_string ((const char *) sqlite3_column_text (row, 1), NULL);
    if (stored != NULL && node != NULL && JSON_NODE_HOLDS_OBJECT (node) && (*kind == NULL || *kind == stored)) {
      JsonObject *object = json_node_get_object (node);
      g_autoptr (GList) fields = json_object_get_members (object);
      *kind = stored;
      for (GList *at = fields; at != NULL; at = at->next)
        g_ptr_array_add (maps, g_strdup_printf ("%s=%s", (const char *) at->data,
                                                json_object_get_string_member_with_default (object, at->data, "")));
    }
  }
  sqlite3_reset (row);
  if (maps->len == 0)
    return NULL;
  g_ptr_array_add (maps, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&maps), FALSE);
}

static const char *
cell_of (const LbRow *row, guint column)
{
  const char *cell = column < row->n ? row->cells[column] : "";

  return cell + strspn (cell, " \t\r\n");
}

static gboolean
stands_twice (const LbRow *row, guint column)
{
  for (guint i = 0; i < row->n; i++)
    if (i != column && strcmp (cell_of (row, i), cell_of (row, column)) == 0)
      return TRUE;
  return FALSE;
}

char **
lb_headings_join (const LbRow *upper, const LbRow *lower, guint *n)
{
  const char *group = "";

  *n = MAX (upper->n, lower->n);
  char **cells = g_new0 (char *, *n + 1);
  for (guint i = 0; i < *n; i++) {
    const char *above = cell_of (upper, i), *below = cell_of (lower, i);
    if (*above != '\0')
      group = above;
    if (*below == '\0')
      cells[i] = g_strdup (above);
    else if (*group != '\0' && stands_twice (lower, i))
      cells[i] = g_strconcat (group, " ", below, NULL);
    else
      cells[i] = g_strdup (below);
  }
  return cells;
}

static LbMapping *
try_cells (const LbHeadingsWish *wish, char *const *cells, guint n, GError **error)
{
  LbMappingWish own = *wish->wish;
  g_autofree char *fingerprint = lb_mapping_fingerprint (cells, n);
  g_auto (GStrv) recalled =
    own.maps == NULL && wish->project != NULL ? recall_maps (wish->project, fingerprint, &own.kind) : NULL;

  if (recalled != NULL) {
    own.maps = (const char *const *) recalled;
    own.maps_only = TRUE; /* what was kept is whole, and what it leaves out was left out by a person */
  }
  return lb_mapping_new (&own, wish->file, cells, n, error);
}

/* True where @lower fills a column that @upper leaves empty: only then can both be headings. */
static gboolean
may_be_two (const LbRow *upper, const LbRow *lower)
{
  for (guint i = 0; i < lower->n; i++)
    if (*cell_of (upper, i) == '\0' && *cell_of (lower, i) != '\0')
      return TRUE;
  return FALSE;
}

/* The headings in row @at, or in that row and the one below it, whichever names more fields. */
static LbMapping *
try_rows (const LbHeadingsWish *wish, const GArray *rows, guint at, guint *height, GError **error)
{
  const LbRow *row = &g_array_index (rows, LbRow, at), *below = row + 1;
  g_autoptr (LbMapping) one = try_cells (wish, row->cells, row->n, error);

  *height = 1;
  if (at + 1 == rows->len || !may_be_two (row, below))
    return g_steal_pointer (&one);
  guint n;
  g_auto (GStrv) cells = lb_headings_join (row, below, &n);
  g_autoptr (LbMapping) two = try_cells (wish, cells, n, NULL);
  if (two == NULL || (one != NULL && lb_mapping_count (one) > lb_mapping_count (two)))
    return g_steal_pointer (&one);
  g_clear_error (error);
  *height = 2;
  return g_steal_pointer (&two);
}

/* Looks through the first rows of the sheet. The nearest is the widest row. @taken: rows down to the headings. */
static LbMapping *
search_sheet (LbRowSource *source, const LbHeadingsWish *wish, guint *taken, GError **error)
{
  const GArray *rows = lb_row_source_look (source, LB_LIMIT_HEADER_ROWS + 1);
  g_autoptr (GError) nearest = NULL;
  guint widest = 0;

  for (guint i = 0; i < MIN (rows->len, LB_LIMIT_HEADER_ROWS); i++) {
    g_autoptr (GError) problem = NULL;
    guint height, n = g_array_index (rows, LbRow, i).n;
    LbMapping *mapping = try_rows (wish, rows, i, &height, &problem);
    *taken = i + height;
    if (mapping != NULL)
      return mapping;
    if (nearest == NULL || n > widest) {
      widest = n;
      g_clear_error (&nearest);
      nearest = g_steal_pointer (&problem);
    }
  }
  LbRow row;
  for (guint i = 0; i < rows->len; i++)
    lb_row_source_next (source, &row, NULL);
  if (rows->len <= LB_LIMIT_HEADER_ROWS && !lb_row_source_next (source, &row, error) && error != NULL && *error != NULL)
    return NULL; /* the rows end where the file cannot be read */
  if (nearest == NULL)
    g_set_error (error, LB_ERROR, LB_ERROR_INPUT, _ ("%s holds no rows; export it again"), wish->file);
  else
    g_propagate_error (error, g_steal_pointer (&nearest));
  return NULL;
}

static void
take (LbRowSource *source, guint n)
{
  LbRow row;

  while (n-- > 0)
    lb_row_source_next (source, &row, NULL);
}

static LbMapping *
search_one (LbRowSource *source, const LbHeadingsWish *wish, guint sheet, GError **error)
{
  guint taken = 0;
  LbMapping *mapping =
    lb_row_source_choose (source, sheet, error) ? search_sheet (source, wish, &taken, error) : NULL;

  if (mapping != NULL)
    take (source, taken);
  return mapping;
}

static int
find_sheet (const char *const *sheets, const char *wanted)
{
  for (int i = 0; sheets != NULL && sheets[i] != NULL; i++)
    if (strcmp (sheets[i], wanted) == 0)
      return i;
  return -1;
}

static LbMapping *
search_named (LbRowSource *source, const LbHeadingsWish *wish, GError **error)
{
  const char *const *sheets = lb_row_source_get_sheets (source);
  int sheet = find_sheet (sheets, wish->sheet);

  if (sheet >= 0)
    return search_one (source, wish, (guint) sheet, error);
  if (sheets == NULL) {
    g_set_error (error, LB_ERROR, LB_ERROR_INPUT, _ ("%s has no sheets; leave --sheet out"), wish->file);
    return NULL;
  }
  g_autofree char *known = g_strjoinv (", ", (char **) sheets);
  g_set_error (error, LB_ERROR, LB_ERROR_INPUT, _ ("%s has no sheet “%s”; its sheets are: %s"), wish->file, wish->sheet,
               known);
  return NULL;
}

static void
tell_others (const LbHeadingsWish *wish, const char *const *sheets, guint chosen, GPtrArray *notices)
{
  g_autoptr (GStrvBuilder) others = g_strv_builder_new ();

  for (guint i = 0; sheets[i] != NULL; i++)
    if (i != chosen)
      g_strv_builder_add (others, sheets[i]);
  g_auto (GStrv) names = g_strv_builder_end (others);
  g_autofree char *list = g_strjoinv (", ", names);
  g_ptr_array_add (notices, g_strdup_printf (_ ("%s: the sheet “%s” was read; --sheet NAME reads another: %s"), wish->file,
                                             sheets[chosen], list));
}

LbMapping *
lb_headings_find (LbRowSource *source, const LbHeadingsWish *wish, GPtrArray *notices, GError **error)
{
  const char *const *sheets = lb_row_source_get_sheets (source);
  g_autoptr (GError) first = NULL;
  guint best = 0, best_count = 0;

  if (wish->sheet != NULL)
    return search_named (source, wish, error);
  if (sheets == NULL || sheets[0] == NULL || sheets[1] == NULL)
    return search_one (source, wish, 0, error);
  for (guint i = 0; sheets[i] != NULL; i++) {
    g_autoptr (LbMapping) mapping = search_one (source, wish, i, first == NULL ? &first : NULL);
    if (mapping != NULL && lb_mapping_count (mapping) > best_count) {
      best = i;
      best_count = lb_mapping_count (mapping);
    }
  }
  if (best_count == 0) {
    g_propagate_error (error, g_steal_pointer (&first));
    return NULL;
  }
  tell_others (wish, sheets, best, notices);
  return search_one (source, wish, best, error);
}
