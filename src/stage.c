#include "config.h"
#include "src/stage-private.h"
#include "src/import.h"
#include "src/late-index.h"

#include <string.h>

#define MOST_WAITING 512 /* rows; beyond it nothing more is won */

/* Columns that are no fields of the row. What is none of these is the column of a link. */
typedef enum {
  SLOT_REGION, SLOT_HOUSEHOLD, SLOT_CASE, SLOT_PERSONS, SLOT_SEQUENCE, SLOT_PERSON_NO, SLOT_ID_HASH, SLOT_ID_ENC,
  SLOT_ID_STATE, SLOT_BIRTH_YEAR, SLOT_SEX, SLOT_SIZE, SLOT_LINK
} Slot;

static const char *const slot_columns[] = {"region_id", "household_id", "case_id", "persons", "case_seq", "person_no",
                                           "id_hash", "id_enc", "id_state", "birth_year", "sex", "size"};

/* The slot of @column, -1 when it is none of the kind's. */
static int
find_slot (const LbLedgerKind *kind, const char *column)
{
  gboolean listed = FALSE;

  for (guint i = 0; i < LB_MAX_SLOTS && kind->slots[i] != NULL; i++)
    listed = listed || g_str_equal (kind->slots[i], column);
  for (guint i = 0; listed && i < kind->n_links; i++)
    if (g_str_equal (kind->links[i].column, column))
      return SLOT_LINK + (int) i;
  for (guint i = 0; listed && i < G_N_ELEMENTS (slot_columns); i++)
    if (g_str_equal (slot_columns[i], column))
      return (int) i;
  return -1;
}

/* Which columns tell the rows apart. */
static void
resolve_key (LbStage *self)
{
  g_auto (GStrv) names = self->kind->key != NULL ? g_strsplit (self->kind->key, " ", -1) : NULL;

  for (guint i = 0; names != NULL && names[i] != NULL; i++) {
    LbStagedColumn column = {-1, find_slot (self->kind, names[i])};
    for (guint k = 0; column.slot < 0 && column.field < 0 && k < self->kind->n_fields; k++)
      if (self->kind->fields[k].child == 0 && g_strcmp0 (self->kind->fields[k].column, names[i]) == 0)
        column.field = (int) k;
    g_assert (column.slot >= 0 || column.field >= 0);
    self->key[self->n_key++] = column;
  }
}

static gboolean
is_mapped (const LbStage *self, int field)
{
  return self->mapping->columns[field] >= 0;
}

/* What a ledger does not tell of a person must not be wiped out. */
static gboolean
slot_is_told (const LbStage *self, int slot)
{
  switch (slot) {
  case SLOT_ID_HASH:
  case SLOT_ID_ENC:
  case SLOT_ID_STATE: return is_mapped (self, LB_MEMBER_CERTIFICATE);
  case SLOT_SEX: return is_mapped (self, LB_MEMBER_CERTIFICATE) || is_mapped (self, LB_MEMBER_SEX);
  case SLOT_BIRTH_YEAR: return is_mapped (self, LB_MEMBER_CERTIFICATE) || is_mapped (self, LB_MEMBER_BIRTH);
  case SLOT_SIZE: return !is_mapped (self, LB_HOUSEHOLD_SIZE);
  default: return TRUE;
  }
}

typedef struct {
  GString *names, *sets, *same;
  int parameter;
} Columns;

/* A row without a certificate number leaves the one that is known; another number without its sealed text wipes out the
 * text of the former one. The hash is the parameter before the sealed text. No two seals of a number are the same: that it is
 * the same number is told by the hash. */
static void
add_set (Columns *columns, const char *name, int slot)
{
  int parameter = columns->parameter;
  g_autofree char *value = g_strdup_printf ("?%d", parameter);

  if (slot == SLOT_ID_HASH || slot == SLOT_ID_STATE || slot == SLOT_ID_ENC) {
    g_free (value);
    value = slot != SLOT_ID_ENC ? g_strdup_printf ("coalesce (?%d, %s)", parameter, name)
                                : g_strdup_printf ("coalesce (?%d, CASE WHEN coalesce (?%d, id_hash) IS id_hash THEN %s END)",
                                                   parameter, parameter - 1, name);
  }
  g_string_append_printf (columns->sets, "%s = %s, ", name, value);
  if (slot == SLOT_ID_ENC)
    g_string_append_printf (columns->same, " AND (%s IS %s OR (%s IS NOT NULL AND id_hash = ?%d))", name, value, name, parameter - 1);
  else
    g_string_append_printf (columns->same, " AND %s IS %s", name, value);
}

static void
add_column (LbStage *self, Columns *columns, const char *name, LbStagedColumn column)
{
  self->written[self->n_written++] = column;
  g_string_append_printf (columns->names, "%s, ", name);
  /* A case keeps its number, a person too; a household its size where the file does not tell it. */
  if (column.slot != SLOT_SEQUENCE && column.slot != SLOT_PERSON_NO && column.slot != SLOT_SIZE)
    add_set (columns, name, column.slot);
  columns->parameter++;
}

/* The id of the next new row: higher than any that was given before, also in tables that never give one twice. */
static gboolean
find_next_id (LbStage *self, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT 1 + max (coalesce ((SELECT max (id) FROM %s), 0),"
                                          " coalesce ((SELECT seq FROM sqlite_sequence WHERE name = '%s'), 0))",
                                          self->kind->table, self->kind->table);

  return lb_db_get_int (self->db, sql, &self->next_id, error);
}

/* Only columns that the file has are written: a ledger without telephone numbers must not wipe them out. */
static gboolean
prepare_writing (LbStage *self, GError **error)
{
  g_autoptr (GString) names = g_string_new ("id, "), sets = g_string_new (NULL), same = g_string_new (NULL);
  Columns columns = {names, sets, same, 1};
  const LbLedgerKind *kind = self->kind;

  for (guint i = 0; i < kind->n_fields; i++)
    if (kind->fields[i].column != NULL && kind->fields[i].child == 0 && is_mapped (self, (int) i))
      add_column (self, &columns, kind->fields[i].column, (LbStagedColumn){(int) i, -1});
  for (guint i = 0; i < LB_MAX_SLOTS && kind->slots[i] != NULL; i++) {
    int slot = find_slot (kind, kind->slots[i]);
    if (slot >= SLOT_LINK ? is_mapped (self, kind->links[slot - SLOT_LINK].field) : slot_is_told (self, slot))
      add_column (self, &columns, kind->slots[i], (LbStagedColumn){-1, slot});
  }
  g_string_append (names, "import_batch_id, src_row");
  g_autofree char *update =
    g_strdup_printf ("UPDATE %s SET %simport_batch_id = ?%d, src_row = ?%d WHERE id = ?%d", kind->table, sets->str,
                     columns.parameter, columns.parameter + 1, columns.parameter + 2);
  g_autofree char *stands =
    g_strdup_printf ("SELECT import_batch_id FROM %s WHERE id = ?%d%s", kind->table, columns.parameter, same->str);
  return find_next_id (self, error) &&
         (self->rows = lb_stage_get_rows (self, kind->table, names->str, error)) != NULL &&
         (self->update = lb_db_prepare (self->db, update, error)) != NULL &&
         (self->same = lb_db_prepare (self->db, stands, error)) != NULL;
}

static gboolean
prepare_links (LbStage *self, GError **error)
{
  for (guint i = 0; i < self->kind->n_links; i++) {
    const LbLink *link = &self->kind->links[i];
    if ((self->link_find[i] = lb_db_prepare (self->db, link->find, error)) == NULL ||
        (link->make != NULL && (self->link_make[i] = lb_db_prepare (self->db, link->make, error)) == NULL))
      return FALSE;
  }
  return TRUE;
}

static gboolean
look_around (LbStage *self, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT NOT EXISTS (SELECT 1 FROM %s)", self->kind->table);
  gint64 fresh = 0;

  if (!lb_db_get_int (self->db, sql, &fresh, error) ||
      !lb_db_get_int (self->db, "SELECT id FROM region ORDER BY level <> 'county', pre LIMIT 1", &self->county, error))
    return FALSE;
  self->fresh = fresh != 0;
  return TRUE;
}

/* Whether new rows may wait: nothing that a later row asks the database for may depend on them. */
static gboolean
can_wait (const LbStage *self)
{
  switch (self->ledger) {
  case LB_LEDGER_HOUSEHOLDS:
  case LB_LEDGER_CASES: return TRUE; /* known by heart */
  default: return self->kind->pairs && self->fresh && self->kind->n_links == 0;
  }
}

static LbStage *
make_stage (LbProject *project, const LbMapping *mapping, const LbAliases *aliases, gint64 batch)
{
  LbStage *self = g_new0 (LbStage, 1);

  self->project = project;
  self->db = lb_project_get_db (project);
  self->mapping = mapping;
  self->aliases = aliases;
  self->kind = mapping->kind;
  self->ledger = lb_ledger_kind_id (mapping->kind);
  self->batch = batch;
  self->keep_sql = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  self->confirmed = g_hash_table_new (NULL, NULL);
  self->untouched = g_hash_table_new (NULL, NULL);
  self->batches = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) lb_row_batch_free);
  return self;
}

/* Everything but the households, which parts share; a part's rows are completed by those after it. */
static gboolean
prepare (LbStage *self, gboolean is_part, GError **error)
{
  resolve_key (self);
  if (!look_around (self, error))
    return FALSE;
  self->most_waiting = !is_part && can_wait (self) ? MOST_WAITING : 1;
  if (self->fresh && self->most_waiting > 1 &&
      (self->late_indexes = lb_late_index_drop (self->db, self->kind->table, error)) == NULL)
    return FALSE;
  return prepare_writing (self, error) && prepare_links (self, error) &&
         lb_stage_prepare_find (self, error) && lb_stage_prepare_children (self, error);
}

LbStage *
lb_stage_new (LbProject *project, const LbMapping *mapping, const LbAliases *aliases, const LbSecret *secret, gint64 batch,
              GError **error)
{
  g_autoptr (LbStage) self = make_stage (project, mapping, aliases, batch);
  gboolean ready = TRUE;

  self->secret = secret;
  if (self->kind->household >= 0 || self->ledger == LB_LEDGER_HOUSEHOLDS || self->kind->n_parts > 0)
    ready = (self->households = lb_staged_households_new (self->db, error)) != NULL;
  if (self->ledger == LB_LEDGER_REGION_CHANGES)
    ready = lb_stage_prepare_changes (self, error);
  else if (ready)
    ready = self->kind->n_parts > 0 ? lb_stage_prepare_parts (self, error) : prepare (self, FALSE, error);
  return ready ? g_steal_pointer (&self) : NULL;
}

LbStage *
lb_stage_new_part (LbStage *whole, LbMapping *mapping, GError **error)
{
  g_autoptr (LbStage) self = make_stage (whole->project, mapping, whole->aliases, whole->batch);

  self->own_mapping = mapping;
  self->secret = whole->secret;
  self->households = whole->households;
  return prepare (self, TRUE, error) ? g_steal_pointer (&self) : NULL;
}

void
lb_stage_free (LbStage *self)
{
  for (guint i = 0; i < MOST_PARTS; i++)
    g_clear_pointer (&self->parts[i], lb_stage_free);
  if (self->own_mapping == NULL)
    g_clear_pointer (&self->households, lb_staged_households_free);
  g_clear_pointer (&self->told, g_hash_table_unref);
  g_clear_pointer (&self->regions, lb_region_tree_unref);
  g_clear_pointer (&self->keep_sql, g_hash_table_unref);
  g_hash_table_unref (self->confirmed);
  g_hash_table_unref (self->untouched);
  g_hash_table_unref (self->batches);
  g_strfreev (self->late_indexes);
  g_free (self->certificate_key);
  g_clear_pointer (&self->sealed, g_bytes_unref);
  g_free (self->children);
  g_free (self->part_values);
  g_free (self->own_mapping);
  g_free (self);
}

const char *
lb_stage_get_code (const LbStage *self)
{
  return self->code;
}

gboolean
lb_stage_refuse (LbStage *self, const char *code, guint at, char *sentence, char **reason, guint *field)
{
  self->code = code;
  *field = at;
  *reason = sentence;
  return TRUE;
}

const char *
lb_stage_heading (const LbStage *self, guint field)
{
  return lb_mapping_get_heading (self->mapping, self->aliases, field);
}

LbRowBatch *
lb_stage_get_rows (LbStage *self, const char *table, const char *columns, GError **error)
{
  g_autofree char *name = g_strdup_printf ("%s (%s)", table, columns);
  LbRowBatch *rows = g_hash_table_lookup (self->batches, name);

  if (rows == NULL && (rows = lb_row_batch_new (self->db, table, columns, self->most_waiting, error)) != NULL)
    g_hash_table_insert (self->batches, g_steal_pointer (&name), rows);
  return rows;
}

/* Values as cells -------------------------------------------------------------------------------------------- */

void
lb_stage_bind_text (sqlite3_stmt *statement, int parameter, const LbValue *value)
{
  const LbCell cell = lb_cell_text (value->set ? value->text : NULL);

  lb_cell_bind (&cell, statement, parameter);
}

void
lb_stage_bind_id (sqlite3_stmt *statement, int parameter, gint64 id)
{
  const LbCell cell = lb_cell_id (id);

  lb_cell_bind (&cell, statement, parameter);
}

static LbCell
sealed_cell (GBytes *sealed)
{
  if (sealed == NULL)
    return (LbCell){.type = LB_CELL_NULL};
  return (LbCell){.type = LB_CELL_BLOB, .bytes = g_bytes_get_data (sealed, NULL), .length = (int) g_bytes_get_size (sealed)};
}

LbCell
lb_stage_value_cell (const LbStage *self, guint at, const LbValue *value)
{
  const LbField *field = &self->kind->fields[at];

  if (!value->set)
    return lb_cell_word (field->fallback);
  switch (field->type) {
  case LB_VALUE_TEXT:
    return lb_cell_text (
      field->words != NULL && lb_aliases_find_word (self->aliases, field->words, value->text) != NULL ? NULL : value->text);
  case LB_VALUE_NUMBER:
  case LB_VALUE_DATE:
    return lb_cell_text (value->text);
  case LB_VALUE_WORD:
    return lb_cell_word (value->text);
  case LB_VALUE_WORDS:
    return lb_cell_text (strchr (value->text, ',') != NULL ? "multi" : value->text);
  case LB_VALUE_REAL:
    return (LbCell){.type = LB_CELL_REAL, .real = g_ascii_strtod (value->text, NULL)};
  default:
    return lb_cell_integer (value->number);
  }
}

LbCell
lb_stage_column_cell (const LbStage *self, const LbStagedColumn *column, const LbValue *values, const LbStagedPlace *place)
{
  if (column->field >= 0)
    return lb_stage_value_cell (self, (guint) column->field, &values[column->field]);
  switch (column->slot) {
  case SLOT_REGION: return lb_cell_id (place->region_id);
  case SLOT_HOUSEHOLD: return lb_cell_id (place->household_id);
  case SLOT_CASE: return lb_cell_id (place->case_id);
  case SLOT_PERSONS: return lb_cell_id (place->persons);
  case SLOT_SEQUENCE: return lb_cell_id (place->sequence);
  case SLOT_PERSON_NO: return lb_cell_text (place->person_no);
  case SLOT_ID_HASH: return lb_cell_text (*place->certificate.hash != '\0' ? place->certificate.hash : NULL);
  case SLOT_ID_ENC: return sealed_cell (self->sealed);
  case SLOT_ID_STATE: return lb_cell_text (place->certificate.state);
  case SLOT_BIRTH_YEAR: return lb_cell_id (place->certificate.birth_year);
  case SLOT_SEX: return lb_cell_text (place->certificate.sex);
  case SLOT_SIZE: return lb_cell_integer (1);
  default: return lb_cell_id (place->links[column->slot - SLOT_LINK]);
  }
}

/* The row itself --------------------------------------------------------------------------------------------- */

static gboolean
add_row (LbStage *self, const LbValue *values, LbStagedPlace *place, gint64 src_row, GError **error)
{
  LbCell *cells = lb_row_batch_begin_row (self->rows);

  place->id = self->next_id++;
  *cells++ = lb_cell_integer (place->id);
  for (guint i = 0; i < self->n_written; i++)
    *cells++ = lb_stage_column_cell (self, &self->written[i], values, place);
  *cells++ = lb_cell_integer (self->batch);
  *cells = lb_cell_integer (src_row);
  return lb_row_batch_end_row (self->rows, error);
}

/* What later rows of the file must know. */
static void
remember (LbStage *self, const LbValue *values, LbStagedPlace *place, gint64 src_row)
{
  LbStagedHousehold *household = place->household;

  if (self->ledger == LB_LEDGER_CASES)
    lb_stage_remember_case (place, values[LB_CASE_IDENTIFIED].text, src_row);
  if (self->ledger != LB_LEDGER_HOUSEHOLDS)
    return;
  if (household == NULL)
    household = lb_staged_households_add (self->households, values[LB_HOUSEHOLD_NO].text);
  household->id = place->id;
  household->region_id = place->region_id;
  household->row = src_row;
  if (values[LB_HOUSEHOLD_SIZE].set)
    household->size = (int) values[LB_HOUSEHOLD_SIZE].number;
}

gboolean
lb_stage_put (LbStage *self, const LbValue *values, gint64 region_id, gint64 src_row, char **reason, guint *field,
              GError **error)
{
  LbStagedPlace place = {.region_id = region_id};

  if (self->ledger == LB_LEDGER_REGION_CHANGES)
    return lb_stage_change_region (self, values, region_id, src_row, reason, field, error);
  if (self->kind->n_parts > 0)
    return lb_stage_put_parts (self, values, region_id, src_row, reason, field, error);
  if (!lb_stage_find (self, values, &place, src_row, reason, field, error))
    return FALSE;
  if (*reason != NULL)
    return TRUE;
  if (!(place.found == 0 ? add_row : lb_stage_change_row) (self, values, &place, src_row, error) ||
      (self->children != NULL && !lb_stage_write_children (self, values, &place, src_row, error)))
    return FALSE;
  remember (self, values, &place, src_row);
  return TRUE;
}

gboolean
lb_stage_flush (LbStage *self, GError **error)
{
  GHashTableIter all;
  gpointer batch;

  g_hash_table_iter_init (&all, self->batches);
  while (g_hash_table_iter_next (&all, NULL, &batch))
    if (!lb_row_batch_flush (batch, error))
      return FALSE;
  return self->late_indexes == NULL ||
         lb_late_index_make (self->db, (const char *const *) self->late_indexes, error);
}
