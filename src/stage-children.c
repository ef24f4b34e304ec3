/* Rows of other tables that hang on a row of a ledger: steps, risks, rounds of checks, tracks, measures in columns */
#include "config.h"
#include "src/stage-private.h"

#include <string.h>

#define MOST_RISKS 5 /* case_risk.ord */

static const char *const breaks[] = {",", "，", "、", ";", "；"};

static const char *
column_of (const LbStage *self, int field)
{
  return self->kind->fields[field].column;
}

/* "case_id = ?1 AND step_code = 'review'" */
static char *
condition (const LbChild *child)
{
  if (child->column == NULL || child->mode == LB_CHILD_LIST)
    return g_strdup_printf ("%s = ?1", child->parent);
  return g_strdup_printf ("%s = ?1 AND %s = '%s'", child->parent, child->column, child->value);
}

/* One row a parent: what the file has of it is written, the rest stays. */
static gboolean
prepare_one (LbStage *self, LbStagedChild *state, GError **error)
{
  const LbChild *child = state->child;
  g_autofree char *where = condition (child);
  g_autoptr (GString) names = g_string_new (child->parent), sets = g_string_new (NULL), same = g_string_new (NULL);

  g_string_append (names, ", import_batch_id, src_row");
  g_string_append_printf (same, "SELECT import_batch_id FROM %s WHERE id = ?1", child->table);
  for (guint i = 0; i < state->n_fields; i++) {
    g_string_append_printf (names, ", %s", column_of (self, state->fields[i]));
    g_string_append_printf (sets, "%s = ?%u, ", column_of (self, state->fields[i]), i + 4);
    g_string_append_printf (same, " AND %s IS ?%u", column_of (self, state->fields[i]), i + 4);
  }
  if (child->column != NULL)
    g_string_append_printf (names, ", %s", child->column);
  g_autofree char *find = g_strdup_printf ("SELECT id FROM %s WHERE %s", child->table, where);
  g_autofree char *update =
    g_strdup_printf ("UPDATE %s SET %simport_batch_id = ?2, src_row = ?3 WHERE id = ?1", child->table, sets->str);
  return (state->find = lb_db_prepare (self->db, find, error)) != NULL &&
         (state->rows = lb_stage_get_rows (self, child->table, names->str, error)) != NULL &&
         (state->same = lb_db_prepare (self->db, same->str, error)) != NULL &&
         (state->update = lb_db_prepare (self->db, update, error)) != NULL;
}

/* Whether the field says more of a word of the list, and is no part of the list itself. */
static gboolean
is_detail (const LbStage *self, const LbStagedChild *state, guint i)
{
  return g_strcmp0 (column_of (self, state->fields[i]), state->child->column) == 0;
}

static const char *
list_column (const LbStage *self, const LbStagedChild *state)
{
  for (guint i = 0; i < state->n_fields; i++)
    if (!is_detail (self, state, i))
      return column_of (self, state->fields[i]);
  return NULL;
}

static gboolean
prepare_list (LbStage *self, LbStagedChild *state, GError **error)
{
  const LbChild *child = state->child;
  const char *list = list_column (self, state), *detail = child->column;

  if (list == NULL) { /* the details of nothing: a filled one was refused (LbFieldWord) */
    state->n_fields = 0;
    return TRUE;
  }
  g_autofree char *where = condition (child);
  g_autofree char *find = g_strdup_printf ("SELECT id FROM %s WHERE %s", child->table, where);
  g_autofree char *names = g_strdup_printf ("%s, import_batch_id, src_row, ord, %s%s%s", child->parent, list,
                                            detail != NULL ? ", " : "", detail != NULL ? detail : "");
  g_autofree char *same = g_strdup_printf ("SELECT import_batch_id, %s, %s FROM %s WHERE %s ORDER BY ord", list,
                                           detail != NULL ? detail : "NULL", child->table, where);
  return (state->find = lb_db_prepare (self->db, find, error)) != NULL &&
         (state->same = lb_db_prepare (self->db, same, error)) != NULL &&
         (state->rows = lb_stage_get_rows (self, child->table, names, error)) != NULL;
}

gboolean
lb_stage_prepare_children (LbStage *self, GError **error)
{
  const LbLedgerKind *kind = self->kind;

  if (kind->n_children == 0)
    return TRUE;
  self->children = g_new0 (LbStagedChild, kind->n_children);
  for (guint i = 0; i < kind->n_fields; i++)
    if (kind->fields[i].child > 0 && self->mapping->columns[i] >= 0) {
      LbStagedChild *state = &self->children[kind->fields[i].child - 1];
      g_assert (state->n_fields < MOST_CHILD_FIELDS);
      state->fields[state->n_fields++] = (int) i;
    }
  for (guint i = 0; i < kind->n_children; i++) {
    LbStagedChild *state = &self->children[i];
    state->child = &kind->children[i];
    if (state->n_fields == 0)
      continue;
    if (state->child->mode == LB_CHILD_ONE      ? !prepare_one (self, state, error)
        : state->child->mode == LB_CHILD_LIST   ? !prepare_list (self, state, error)
        : (state->add = lb_db_prepare (self->db, state->child->sql, error)) == NULL)
      return FALSE;
  }
  return TRUE;
}

/* Takes a row away; undo brings it back. */
static gboolean
remove_row (LbStage *self, const LbChild *child, gint64 id, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("DELETE FROM %s WHERE id = ?", child->table);
  sqlite3_stmt *drop = NULL;

  if (!lb_stage_keep (self, child->table, id, error) || (drop = lb_db_prepare (self->db, sql, error)) == NULL)
    return FALSE;
  sqlite3_bind_int64 (drop, 1, id);
  return lb_db_run (self->db, drop, error);
}

/* The ids of the rows that hang on @parent now. */
static gboolean
find_rows (LbStage *self, const LbStagedChild *state, gint64 parent, gint64 *ids, guint most, guint *n, GError **error)
{
  int step = SQLITE_DONE;

  *n = 0;
  sqlite3_bind_int64 (state->find, 1, parent);
  while (*n < most && (step = lb_db_step (self->db, state->find, error)) == SQLITE_ROW)
    ids[(*n)++] = sqlite3_column_int64 (state->find, 0);
  sqlite3_reset (state->find);
  return step != SQLITE_ERROR;
}

static void
bind_fields (const LbStage *self, const LbStagedChild *state, sqlite3_stmt *statement, const LbValue *values)
{
  for (guint i = 0; i < state->n_fields; i++) {
    const LbCell cell = lb_stage_value_cell (self, (guint) state->fields[i], &values[state->fields[i]]);
    lb_cell_bind (&cell, statement, (int) i + 4);
  }
}

static gboolean
change_one (LbStage *self, const LbStagedChild *state, const LbValue *values, gint64 id, gint64 src_row, GError **error)
{
  gboolean stands = FALSE;

  sqlite3_bind_int64 (state->same, 1, id);
  bind_fields (self, state, state->same, values);
  if (!lb_stage_stands (self, state->same, &stands, error) || stands)
    return stands;
  if (!lb_stage_keep (self, state->child->table, id, error))
    return FALSE;
  sqlite3_bind_int64 (state->update, 1, id);
  sqlite3_bind_int64 (state->update, 2, self->batch);
  sqlite3_bind_int64 (state->update, 3, src_row);
  bind_fields (self, state, state->update, values);
  return lb_db_run (self->db, state->update, error);
}

static gboolean
add_one (LbStage *self, const LbStagedChild *state, const LbValue *values, gint64 parent, gint64 src_row, GError **error)
{
  LbCell *cells = lb_row_batch_begin_row (state->rows);

  *cells++ = lb_cell_integer (parent);
  *cells++ = lb_cell_integer (self->batch);
  *cells++ = lb_cell_integer (src_row);
  for (guint i = 0; i < state->n_fields; i++)
    *cells++ = lb_stage_value_cell (self, (guint) state->fields[i], &values[state->fields[i]]);
  if (state->child->column != NULL)
    *cells = lb_cell_word (state->child->value);
  return lb_row_batch_end_row (state->rows, error);
}

static gboolean
write_one (LbStage *self, const LbStagedChild *state, const LbValue *values, const LbStagedPlace *place, gint64 src_row,
           GError **error)
{
  gboolean told = FALSE;
  gint64 id = 0;
  guint n = 0;

  for (guint i = 0; i < state->n_fields; i++)
    told = told || values[state->fields[i]].set;
  if (place->found != 0 && !find_rows (self, state, place->id, &id, 1, &n, error))
    return FALSE;
  if (!told)
    /* What has no sister may be known from a ledger of its own. */
    return id == 0 || state->child->column == NULL || remove_row (self, state->child, id, error);
  return id != 0 ? change_one (self, state, values, id, src_row, error) : add_one (self, state, values, place->id, src_row, error);
}

/* What the row says of the word at @at; NULL: nothing. */
static const char *
find_detail (const LbStage *self, const LbStagedChild *state, const LbValue *values, const char *at, int length)
{
  const char *word = state->child->value;

  if (word == NULL || (gsize) length != strlen (word) || strncmp (at, word, (gsize) length) != 0)
    return NULL;
  for (guint i = 0; i < state->n_fields; i++)
    if (is_detail (self, state, i) && values[state->fields[i]].set)
      return values[state->fields[i]].text;
  return NULL;
}

/* A word of the list, and how far the list was read. All zero: at its beginning. */
typedef struct {
  const char *word, *next;
  int length, order;
  guint field;
} ListWord;

static gboolean
next_in_list (const LbStage *self, const LbStagedChild *state, const LbValue *values, ListWord *at)
{
  while (at->next == NULL || *at->next == '\0') {
    if (at->field == state->n_fields || at->order == MOST_RISKS)
      return FALSE;
    const LbValue *value = &values[state->fields[at->field]];
    at->next = value->set && !is_detail (self, state, at->field) ? value->text : NULL;
    at->field++;
  }
  if (at->order == MOST_RISKS)
    return FALSE;
  at->order++;
  at->word = at->next;
  at->length = (int) strcspn (at->word, ",");
  at->next += at->length + (at->word[at->length] == ',');
  return TRUE;
}

static gboolean
add_to_list (LbStage *self, const LbStagedChild *state, const LbValue *values, const ListWord *at, gint64 parent,
             gint64 src_row, GError **error)
{
  LbCell *cells = lb_row_batch_begin_row (state->rows);

  *cells++ = lb_cell_integer (parent);
  *cells++ = lb_cell_integer (self->batch);
  *cells++ = lb_cell_integer (src_row);
  *cells++ = lb_cell_integer (at->order);
  *cells++ = (LbCell){.type = LB_CELL_TEXT, .length = at->length, .bytes = at->word};
  if (state->child->column != NULL)
    *cells = lb_cell_text (find_detail (self, state, values, at->word, at->length));
  return lb_row_batch_end_row (state->rows, error);
}

static gboolean
is_word (const ListWord *at, const char *detail, sqlite3_stmt *row)
{
  return sqlite3_column_bytes (row, 1) == at->length && memcmp (sqlite3_column_text (row, 1), at->word, (gsize) at->length) == 0 &&
         g_strcmp0 ((const char *) sqlite3_column_text (row, 2), detail) == 0;
}

/* @stands: the words are those that are there, in their order. */
static gboolean
compare_list (LbStage *self, const LbStagedChild *state, const LbValue *values, gint64 parent, gboolean *stands, GError **error)
{
  ListWord at = {0};
  gint64 batch = 0;
  int step = SQLITE_ROW;

  *stands = TRUE;
  sqlite3_bind_int64 (state->same, 1, parent);
  while (*stands && (step = lb_db_step (self->db, state->same, error)) == SQLITE_ROW) {
    batch = sqlite3_column_int64 (state->same, 0);
    *stands = batch != self->batch && next_in_list (self, state, values, &at) &&
              is_word (&at, find_detail (self, state, values, at.word, at.length), state->same);
  }
  sqlite3_reset (state->same);
  if (*stands && step == SQLITE_DONE)
    *stands = !next_in_list (self, state, values, &at);
  return !*stands || (step == SQLITE_DONE && lb_stage_confirm (self, batch, error));
}

static gboolean
clear_list (LbStage *self, const LbStagedChild *state, gint64 parent, GError **error)
{
  gint64 ids[MOST_RISKS];
  guint n = 0;

  if (!find_rows (self, state, parent, ids, MOST_RISKS, &n, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!remove_row (self, state->child, ids[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
write_list (LbStage *self, const LbStagedChild *state, const LbValue *values, const LbStagedPlace *place, gint64 src_row,
            GError **error)
{
  gboolean stands = FALSE;
  ListWord at = {0};

  if (place->found != 0 && !compare_list (self, state, values, place->id, &stands, error))
    return FALSE;
  if (stands)
    return TRUE;
  if (place->found != 0 && !clear_list (self, state, place->id, error))
    return FALSE;
  while (next_in_list (self, state, values, &at))
    if (!add_to_list (self, state, values, &at, place->id, src_row, error))
      return FALSE;
  return TRUE;
}

/* Length of the word at @at, and of the separator behind it. */
static gsize
next_word (const char *at, gsize *gap)
{
  gsize length = 0;

  for (*gap = 0; at[length] != '\0'; length++)
    for (gsize i = 0; i < G_N_ELEMENTS (breaks); i++)
      if (g_str_has_prefix (at + length, breaks[i])) {
        *gap = strlen (breaks[i]);
        return length;
      }
  return length;
}

static gboolean
add_word (LbStage *self, const LbStagedChild *state, const char *word, const LbValue *day, gint64 parent, gint64 src_row,
          GError **error)
{
  const char *yes = lb_aliases_find_word (self->aliases, "yes_no", word);

  if (*word == '\0' || lb_aliases_find_word (self->aliases, "nothing", word) != NULL || g_strcmp0 (yes, "0") == 0)
    return TRUE;
  sqlite3_bind_int64 (state->add, 1, parent);
  sqlite3_bind_text (state->add, 2, state->child->value, -1, SQLITE_STATIC);
  if (yes == NULL)
    sqlite3_bind_text (state->add, 3, word, -1, SQLITE_STATIC);
  else
    sqlite3_bind_null (state->add, 3); /* 是: there was one, and no more is told */
  lb_stage_bind_text (state->add, 4, day);
  sqlite3_bind_int64 (state->add, 5, self->batch);
  sqlite3_bind_int64 (state->add, 6, src_row);
  return lb_db_run (self->db, state->add, error);
}

static gboolean
write_words (LbStage *self, const LbStagedChild *state, const LbValue *values, const LbStagedPlace *place, gint64 src_row,
             GError **error)
{
  for (guint i = 0; i < state->n_fields; i++) {
    const LbValue *value = &values[state->fields[i]];
    for (const char *at = value->set ? value->text : ""; *at != '\0';) {
      gsize gap, length = next_word (at, &gap);
      g_autofree char *cut = g_strndup (at, length);
      if (!add_word (self, state, g_strstrip (cut), &values[state->child->day], place->id, src_row, error))
        return FALSE;
      at += length + gap;
    }
  }
  return TRUE;
}

gboolean
lb_stage_write_children (LbStage *self, const LbValue *values, const LbStagedPlace *place, gint64 src_row, GError **error)
{
  for (guint i = 0; i < self->kind->n_children; i++) {
    const LbStagedChild *state = &self->children[i];
    if (state->n_fields == 0)
      continue;
    if (state->child->mode == LB_CHILD_ONE    ? !write_one (self, state, values, place, src_row, error)
        : state->child->mode == LB_CHILD_LIST ? !write_list (self, state, values, place, src_row, error)
                                              : !write_words (self, state, values, place, src_row, error))
      return FALSE;
  }
  return TRUE;
}
