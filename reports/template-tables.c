/* Tables: a row a region, a row a member of a family of indicators, or a row a row of a list. */
#include "config.h"
#include "reports/disclosure.h"
#include "reports/template-compose.h"
#include "src/i18n.h"

#include <math.h>
#include <string.h>

/* A column as it is filled: its line and, of a column for each member, the member. */
typedef struct {
  const LbTemplateLine *line;
  const char *facet; /* id, NULL: no member */
} Column;

/* (transfer full) (element-type char *, borrowed): ids of the members of @family that have data where the report speaks of. */
static GPtrArray *
list_facets (LbComposer *self, const LbTemplateLine *line, const char *family, GError **error)
{
  const LbFigures *figures = self->filler.figures;
  const GArray *members = lb_figures_find_family (figures, family);
  GPtrArray *list = g_ptr_array_new ();

  if (members == NULL) {
    lb_template_set_error (self->filler.template, line->line, line->column, error,
                           _ ("the indicator “%s” has no members"), family);
    g_ptr_array_unref (list);
    return NULL;
  }
  for (guint i = 0; i < members->len; i++) {
    const char *id = g_array_index (members, char *, i);
    const LbFigureTable *table = lb_figures_find (figures, id);
    if (table != NULL && !isnan (table->now->value[self->filler.here]))
      g_ptr_array_add (list, (gpointer) id);
  }
  return list;
}

/* (transfer full) (element-type Column) */
static GArray *
expand_columns (LbComposer *self, GError **error)
{
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (Column));

  for (guint i = 0; i < self->columns->len; i++) {
    Column column = {g_ptr_array_index (self->columns, i), NULL};
    if (column.line->type == LB_LINE_COLUMN) {
      g_array_append_val (columns, column);
      continue;
    }
    g_autoptr (GPtrArray) facets = list_facets (self, column.line, column.line->indicator, error);
    if (facets == NULL)
      return NULL;
    for (guint k = 0; k < facets->len; k++) {
      column.facet = g_ptr_array_index (facets, k);
      g_array_append_val (columns, column);
    }
  }
  return g_steal_pointer (&columns);
}

static gboolean
is_numeric (const LbTemplateLine *column)
{
  const LbPiece *piece = column->pieces->len == 1 ? g_ptr_array_index (column->pieces, 0) : NULL;

  return piece != NULL && piece->reference != NULL &&
         (piece->reference->word == LB_WORD_FIGURE || piece->reference->word == LB_WORD_COUNT);
}

static gboolean
add_head (LbComposer *self, LbTable *table, const Column *column, GError **error)
{
  if (column->facet != NULL) {
    const LbIndicator *indicator = lb_figures_find (self->filler.figures, column->facet)->now->indicator;
    lb_table_add_column (table, "", lb_facet_label (indicator), TRUE);
    return TRUE;
  }
  g_autofree char *head = lb_filler_words (&self->filler, column->line->head, error);
  if (head == NULL)
    return FALSE;
  char *bar = strchr (head, '|');
  if (bar != NULL)
    *bar = '\0';
  lb_table_add_column (table, bar == NULL ? "" : head, bar == NULL ? head : bar + 1, is_numeric (column->line));
  return TRUE;
}

static gboolean
add_row (LbComposer *self, LbTable *table, const GArray *columns, const char *first, GError **error)
{
  g_autoptr (GStrvBuilder) cells = g_strv_builder_new ();
  const char *facet = self->filler.facet;

  self->filler.marks = TRUE;
  for (guint i = 0; i < columns->len; i++) {
    const Column *column = &g_array_index (columns, Column, i);
    if (column->facet != NULL)
      self->filler.facet = column->facet;
    g_autofree char *text = i == 0 && first != NULL ? g_strdup (first)
                                                    : lb_filler_words (&self->filler, column->line->pieces, error);
    self->filler.facet = facet;
    if (text == NULL) {
      self->filler.marks = FALSE;
      return FALSE;
    }
    g_strv_builder_add (cells, *text == '\0' ? "—" : text);
  }
  self->filler.marks = FALSE;
  lb_table_take_row (table, g_strv_builder_end (cells));
  return TRUE;
}

static gboolean
add_region_rows (LbComposer *self, LbTable *table, const GArray *columns, GError **error)
{
  g_autoptr (GArray) regions = lb_filler_regions (&self->filler, self->table->selection, error);
  guint most = self->table->selection->most;
  gboolean going = regions != NULL;

  for (guint i = 0; going && i < regions->len && (most == 0 || i < most); i++) {
    self->filler.row = (int) g_array_index (regions, guint, i);
    self->filler.count = i + 1;
    going = add_row (self, table, columns, NULL, error);
  }
  self->filler.row = -1;
  return going;
}

static gboolean
add_facet_rows (LbComposer *self, LbTable *table, const GArray *columns, GError **error)
{
  g_autoptr (GPtrArray) facets = list_facets (self, self->table, self->table->indicator, error);
  gboolean going = facets != NULL;

  for (guint i = 0; going && i < facets->len; i++) {
    self->filler.facet = g_ptr_array_index (facets, i);
    self->filler.count = i + 1;
    going = add_row (self, table, columns, NULL, error);
  }
  self->filler.facet = NULL;
  return going;
}

static gboolean
fill_table (LbComposer *self, LbTable *table, const GArray *columns, GError **error)
{
  for (guint i = 0; i < columns->len; i++)
    if (!add_head (self, table, &g_array_index (columns, Column, i), error))
      return FALSE;
  if (!(self->table->type == LB_LINE_FACETS ? add_facet_rows : add_region_rows) (self, table, columns, error))
    return FALSE;
  if (self->total != NULL && table->rows->len > 0) {
    g_autofree char *label = lb_filler_words (&self->filler, self->total->pieces, error);
    /* The total of the members is the family as a whole. */
    self->filler.facet = self->table->type == LB_LINE_FACETS ? self->table->indicator : NULL;
    gboolean added = label != NULL && add_row (self, table, columns, label, error);
    self->filler.facet = NULL;
    if (!added)
      return FALSE;
    table->total = TRUE;
  }
  if (self->note != NULL) {
    g_free (table->note);
    table->note = lb_filler_words (&self->filler, self->note->pieces, error);
  }
  return table->note != NULL;
}

static gboolean
has_hidden (const LbTable *table)
{
  for (guint i = 0; i < table->rows->len; i++)
    if (g_strv_contains (g_ptr_array_index (table->rows, i), LB_HIDDEN_MARK))
      return TRUE;
  return FALSE;
}

/* A table with hidden cells says what their mark is. */
static void
explain_mark (const LbFiller *filler, LbTable *table)
{
  g_autofree char *old = table->note;

  table->note = g_strdup_printf ("%s%s%s 为不足%u的数及可据以推算的数，不予公布。", old, *old == '\0' ? "注：" : "", LB_HIDDEN_MARK,
                                 lb_disclosure_get_small_cell (filler->figures->disclosure));
}

static void
take_table (LbComposer *self, LbTable *table)
{
  if (self->filler.figures->disclosure != NULL && has_hidden (table))
    explain_mark (&self->filler, table);
  if (table->rows->len == 0) {
    lb_composer_say_empty (self, table->title);
    lb_table_free (table);
    return;
  }
  LbBlock *block = lb_composer_add (self, LB_BLOCK_TABLE, LB_ROLE_SONG, NULL);
  block->table = table;
  if (self->depth == 0)
    lb_block_set_outline (block, table->title, 2);
}

gboolean
lb_composer_table (LbComposer *self, GError **error)
{
  g_autofree char *title = lb_composer_title (self, self->table, "T", error);
  if (title == NULL)
    return FALSE;
  if (self->columns->len == 0) {
    lb_template_set_error (self->filler.template, self->table->line, 1, error, _ ("the table has no columns"));
    return FALSE;
  }
  g_autoptr (GArray) columns = expand_columns (self, error);
  g_autoptr (LbTable) table = columns == NULL ? NULL : lb_table_new (title);
  if (table == NULL || !fill_table (self, table, columns, error))
    return FALSE;
  take_table (self, g_steal_pointer (&table));
  self->table = self->total = self->note = NULL;
  g_ptr_array_set_size (self->columns, 0);
  return TRUE;
}

static void
add_list_row (LbComposer *self, LbTable *table, const LbList *list, const LbListRow *row)
{
  g_autoptr (GStrvBuilder) cells = g_strv_builder_new ();

  for (guint i = 0; i < list->columns->len; i++) {
    const LbListColumn *column = &g_array_index (list->columns, LbListColumn, i);
    if (column->hidden)
      continue;
    const char *text = row->hidden && column->kind == LB_CELL_NUMBER ? LB_HIDDEN_MARK : row->cells[i];
    LbTemplateUse use = {.tells = LB_TELLS_CELL, .list = list->id, .head = column->head, .row = table->rows->len,
                         .region = self->filler.here, .decimals = column->decimals, .day = LB_DAY_NONE, .hidden = row->hidden};
    g_strv_builder_add (cells, text);
    if (column->kind == LB_CELL_NUMBER)
      lb_filler_note (&self->filler, use, text);
  }
  lb_table_take_row (table, g_strv_builder_end (cells));
}

gboolean
lb_composer_list (LbComposer *self, const LbTemplateLine *line, GError **error)
{
  const LbList *list;
  g_autofree char *title = lb_composer_title (self, line, "T", error);
  g_autofree char *note = title == NULL ? NULL : lb_composer_note_after (self, line, LB_LINE_LIST_NOTE, error);
  g_autoptr (GPtrArray) rows =
    note == NULL ? NULL : lb_filler_rows (&self->filler, line->selection->list, line->line, line->column, &list, error);
  if (rows == NULL)
    return FALSE;
  if (rows->len > 0 && lb_composer_withholds (self, line, list, rows)) {
    lb_composer_say_withheld (self, title, list, rows->len);
    return TRUE;
  }

  LbTable *table = lb_table_new (title);
  guint most = line->selection->most;
  for (guint i = 0; i < list->columns->len; i++) {
    const LbListColumn *column = &g_array_index (list->columns, LbListColumn, i);
    if (!column->hidden)
      lb_table_add_column (table, column->group, column->head, column->kind == LB_CELL_NUMBER);
  }
  for (guint i = 0; i < rows->len && (most == 0 || i < most); i++)
    add_list_row (self, table, list, g_ptr_array_index (rows, i));
  g_free (table->note);
  if (most > 0 && rows->len > most) {
    g_autofree char *length = g_strdup_printf ("%u", rows->len);
    LbTemplateUse use = {.tells = LB_TELLS_ROWS, .list = list->id, .region = self->filler.here, .day = LB_DAY_NONE};
    lb_filler_note (&self->filler, use, length);
    table->note = g_strdup_printf ("%s共%s条，此处列出前%u条。", note, length, most);
  } else
    table->note = g_steal_pointer (&note);
  take_table (self, table);
  return TRUE;
}

static void
add_definition (LbTable *table, const LbIndicator *indicator)
{
  static const char *const directions[] = {[LB_BETTER_NONE] = "情况", [LB_BETTER_UP] = "越高越好", [LB_BETTER_DOWN] = "越低越好"};
  const char *const cells[] = {indicator->id, indicator->name, indicator->unit, directions[indicator->better],
                               indicator->source, *indicator->note == '\0' ? "—" : indicator->note, NULL};

  lb_table_take_row (table, g_strdupv ((char **) cells));
}

/* The indicators of this report: what is divided by what, and what a reader must know. */
gboolean
lb_composer_definitions (LbComposer *self, const LbTemplateLine *line, GError **error)
{
  static const char *const heads[] = {"编号", "指标", "单位", "方向", "口径", "说明"};
  GHashTable *tables = self->filler.figures->tables;
  g_autofree char *title = lb_composer_title (self, line, "T", error);
  if (title == NULL)
    return FALSE;

  LbTable *table = lb_table_new (title);
  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    lb_table_add_column (table, "", heads[i], FALSE);
  g_autoptr (GList) ids = g_list_sort (g_hash_table_get_keys (tables), (GCompareFunc) strcmp);
  for (const GList *id = ids; id != NULL; id = id->next) {
    const LbFigureTable *figures = g_hash_table_lookup (tables, id->data);
    if (figures->now->indicator->facet == NULL)
      add_definition (table, figures->now->indicator);
  }
  take_table (self, table);
  return TRUE;
}
