#include "config.h"
#include "src/stage.h"
#include "src/i18n.h"
#include "src/import.h"

#include <string.h>

#define MOST_COLUMNS (LB_MAX_FIELDS + 4)

struct _LbStage {
  LbProject *project;
  LbDb *db;
  const LbMapping *mapping;
  const LbAliases *aliases;
  const LbLedgerKind *kind;
  LbLedger ledger;
  gint64 batch;
  GHashTable *households;          /* household_no → id (as pointer)                    */
  char *insert_sql, *update_sql;
  sqlite3_stmt *insert, *update, *find, *owner;
  sqlite3_stmt *add_risk, *add_step;
  int bound[MOST_COLUMNS];         /* field bound to each parameter of insert and update */
  guint n_bound;
};

/* What the row belongs to, beside its own cells. */
typedef struct {
  gint64 region_id, household_id, case_id;
  gint64 found;                    /* id of the row that is there already, 0: none */
  gint64 found_row;                /* its row in this file, when it came from it  */
  gint64 persons, sequence;
} Place;

/* Columns that are not fields, in the order in which bind_place() binds them. */
static const char *const place_columns[LB_N_LEDGERS][4] = {
  [LB_LEDGER_HOUSEHOLDS] = {"region_id"},
  [LB_LEDGER_CASES] = {"household_id", "persons", "case_seq"},
  [LB_LEDGER_MEASURES] = {"case_id"},
  [LB_LEDGER_VISITS] = {"household_id"},
  [LB_LEDGER_REGISTRATIONS] = {"household_id"},
  [LB_LEDGER_MATTERS] = {"region_id", "household_id"},
  [LB_LEDGER_STAFF] = {"region_id"},
};

/* The row that is there already: id, batch, source row. ?1… are bound by bind_key(). Ledgers without a number of
 * their own (measures, visits) pair equal rows one to one, hence the batch in their conditions. */
static const char *const find_sql[LB_N_LEDGERS] = {
  [LB_LEDGER_HOUSEHOLDS] = "SELECT id, import_batch_id, src_row FROM household WHERE household_no = ?1",
  [LB_LEDGER_CASES] = "SELECT id, import_batch_id, src_row FROM monitoring_case WHERE household_id = ?1"
                      " AND substr (identified_on, 1, length (?2)) = substr (?2, 1, length (identified_on)) LIMIT 1",
  [LB_LEDGER_MEASURES] = "SELECT id, 0, 0 FROM measure WHERE case_id = ?1 AND category = ?2 AND planned_on = ?3"
                         " AND subtype IS ?4 AND import_batch_id <> ?5 ORDER BY id LIMIT 1",
  [LB_LEDGER_VISITS] = "SELECT id, 0, 0 FROM visit WHERE household_id = ?1 AND visited_on = ?2 AND mode = ?3"
                       " AND purpose IS ?4 AND visitor IS ?5 AND import_batch_id <> ?6 ORDER BY id LIMIT 1",
  [LB_LEDGER_REGISTRATIONS] = "SELECT id, import_batch_id, src_row FROM platform_reg WHERE household_id = ?1"
                              " AND platform = ?2",
  [LB_LEDGER_MATTERS] = "SELECT id, import_batch_id, src_row FROM matter WHERE matter_no = ?1",
  [LB_LEDGER_STAFF] = "SELECT id, import_batch_id, src_row FROM staff WHERE staff_no = ?1",
};

/* A measure belongs to the latest case identified on or before its plan, else to the first. */
static const char owner_case_sql[] =
  "SELECT id FROM monitoring_case WHERE household_id = ?1"
  " ORDER BY lb_day (identified_on) > lb_day (?2),"
  " CASE WHEN lb_day (identified_on) > lb_day (?2) THEN lb_day (identified_on) ELSE -lb_day (identified_on) END, id LIMIT 1";
static const char owner_household_sql[] =
  "SELECT (SELECT size FROM household WHERE id = ?1),"
  " (SELECT coalesce (max (case_seq), 0) + 1 FROM monitoring_case WHERE household_id = ?1)";
static const char add_risk_sql[] =
  "INSERT INTO case_risk (case_id, ord, risk_code, import_batch_id, src_row) VALUES (?, ?, ?, ?, ?)";
static const char add_step_sql[] = "INSERT INTO case_step (case_id, step_code, started_on, finished_on, import_batch_id,"
                                   " src_row) VALUES (?, ?, ?, ?, ?, ?)";

static gboolean
load_households (LbStage *self, GError **error)
{
  sqlite3_stmt *rows = lb_db_prepare (self->db, "SELECT household_no, id FROM household", error);
  int step = SQLITE_ERROR;

  self->households = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  while (rows != NULL && (step = lb_db_step (self->db, rows, error)) == SQLITE_ROW)
    g_hash_table_insert (self->households, g_strdup ((const char *) sqlite3_column_text (rows, 0)),
                         GSIZE_TO_POINTER (sqlite3_column_int64 (rows, 1)));
  if (rows != NULL)
    sqlite3_reset (rows);
  return step == SQLITE_DONE;
}

/* Only columns that the file has are written: a ledger without telephone numbers must not wipe them out. */
static void
write_statements (LbStage *self)
{
  g_autoptr (GString) names = g_string_new (NULL), marks = g_string_new (NULL), sets = g_string_new (NULL);
  int parameter = 1;

  for (guint i = 0; i < self->kind->n_fields; i++) {
    const char *column = self->kind->fields[i].column;
    if (column == NULL || self->mapping->columns[i] < 0)
      continue;
    self->bound[self->n_bound++] = (int) i;
    g_string_append_printf (names, "%s, ", column);
    g_string_append_printf (marks, "?%d, ", parameter);
    g_string_append_printf (sets, "%s = ?%d, ", column, parameter++);
  }
  for (guint i = 0; i < 4 && place_columns[self->ledger][i] != NULL; i++) {
    const char *column = place_columns[self->ledger][i];
    g_string_append_printf (names, "%s, ", column);
    g_string_append_printf (marks, "?%d, ", parameter);
    if (!g_str_equal (column, "case_seq"))
      g_string_append_printf (sets, "%s = ?%d, ", column, parameter);
    parameter++;
  }
  self->insert_sql = g_strdup_printf ("INSERT INTO %s (%simport_batch_id, src_row) VALUES (%s?%d, ?%d)",
                                      self->kind->table, names->str, marks->str, parameter, parameter + 1);
  self->update_sql = g_strdup_printf ("UPDATE %s SET %simport_batch_id = ?%d, src_row = ?%d WHERE id = ?%d",
                                      self->kind->table, sets->str, parameter, parameter + 1, parameter + 2);
}

LbStage *
lb_stage_new (LbProject *project, const LbMapping *mapping, const LbAliases *aliases, gint64 batch, GError **error)
{
  g_autoptr (LbStage) self = g_new0 (LbStage, 1);

  self->project = project;
  self->db = lb_project_get_db (project);
  self->mapping = mapping;
  self->aliases = aliases;
  self->kind = mapping->kind;
  self->ledger = lb_ledger_kind_id (mapping->kind);
  self->batch = batch;
  write_statements (self);
  if ((self->kind->household >= 0 && !load_households (self, error)) ||
      (self->insert = lb_db_prepare (self->db, self->insert_sql, error)) == NULL ||
      (self->update = lb_db_prepare (self->db, self->update_sql, error)) == NULL ||
      (self->find = lb_db_prepare (self->db, find_sql[self->ledger], error)) == NULL)
    return NULL;
  if (self->ledger == LB_LEDGER_MEASURES || self->ledger == LB_LEDGER_CASES) {
    self->owner = lb_db_prepare (
      self->db, self->ledger == LB_LEDGER_CASES ? owner_household_sql : owner_case_sql, error);
    if (self->owner == NULL)
      return NULL;
  }
  if (self->ledger == LB_LEDGER_CASES &&
      ((self->add_risk = lb_db_prepare (self->db, add_risk_sql, error)) == NULL ||
       (self->add_step = lb_db_prepare (self->db, add_step_sql, error)) == NULL))
    return NULL;
  return g_steal_pointer (&self);
}

void
lb_stage_free (LbStage *self)
{
  g_clear_pointer (&self->households, g_hash_table_unref);
  g_free (self->insert_sql);
  g_free (self->update_sql);
  g_free (self);
}

static const char *
heading (const LbStage *self, guint field)
{
  return lb_mapping_get_heading (self->mapping, self->aliases, field);
}

/* The household that the row names. FALSE with @reason when there is none. */
static gboolean
find_household (const LbStage *self, const LbValue *values, Place *place, char **reason, guint *field)
{
  int number = self->kind->household;

  if (number < 0 || !values[number].set)
    return TRUE;
  place->household_id = (gint64) GPOINTER_TO_SIZE (g_hash_table_lookup (self->households, values[number].text));
  if (place->household_id != 0)
    return TRUE;
  *field = (guint) number;
  *reason = g_strdup_printf (_ ("“%s” in column %s is no household of the project; import the households first"),
                             values[number].text, heading (self, *field));
  return FALSE;
}

/* The case that a measure belongs to; a new case's number among those of its household, and its persons. */
static gboolean
find_owner (LbStage *self, const LbValue *values, Place *place, char **reason, guint *field, GError **error)
{
  if (self->owner == NULL)
    return TRUE;
  sqlite3_bind_int64 (self->owner, 1, place->household_id);
  if (self->ledger == LB_LEDGER_MEASURES)
    sqlite3_bind_text (self->owner, 2, values[LB_MEASURE_PLANNED].text, -1, SQLITE_STATIC);
  int step = lb_db_step (self->db, self->owner, error);
  if (step == SQLITE_ERROR)
    return FALSE;
  if (self->ledger == LB_LEDGER_CASES) {
    place->persons = values[LB_CASE_PERSONS].set ? values[LB_CASE_PERSONS].number : sqlite3_column_int64 (self->owner, 0);
    place->sequence = sqlite3_column_int64 (self->owner, 1);
  } else if (step == SQLITE_ROW) {
    place->case_id = sqlite3_column_int64 (self->owner, 0);
  } else {
    *field = LB_MEASURE_HOUSEHOLD;
    *reason = g_strdup_printf (_ ("household “%s” in column %s has no monitoring case that the measure could belong to"),
                               values[*field].text, heading (self, *field));
  }
  sqlite3_reset (self->owner);
  return TRUE;
}

static void
bind_text (sqlite3_stmt *statement, int parameter, const LbValue *value)
{
  if (value->set)
    sqlite3_bind_text (statement, parameter, value->text, -1, SQLITE_STATIC);
  else
    sqlite3_bind_null (statement, parameter);
}

static void
bind_key (LbStage *self, const LbValue *values, const Place *place)
{
  switch (self->ledger) {
  case LB_LEDGER_CASES:
    sqlite3_bind_int64 (self->find, 1, place->household_id);
    bind_text (self->find, 2, &values[LB_CASE_IDENTIFIED]);
    break;
  case LB_LEDGER_MEASURES:
    sqlite3_bind_int64 (self->find, 1, place->case_id);
    bind_text (self->find, 2, &values[LB_MEASURE_CATEGORY]);
    bind_text (self->find, 3, &values[LB_MEASURE_PLANNED]);
    bind_text (self->find, 4, &values[LB_MEASURE_SUBTYPE]);
    sqlite3_bind_int64 (self->find, 5, self->batch);
    break;
  case LB_LEDGER_VISITS:
    sqlite3_bind_int64 (self->find, 1, place->household_id);
    for (int i = LB_VISIT_DATE; i <= LB_VISIT_VISITOR; i++)
      bind_text (self->find, i + 1, &values[i]);
    sqlite3_bind_int64 (self->find, 6, self->batch);
    break;
  case LB_LEDGER_REGISTRATIONS:
    sqlite3_bind_int64 (self->find, 1, place->household_id);
    bind_text (self->find, 2, &values[LB_REGISTRATION_PLATFORM]);
    break;
  default:
    bind_text (self->find, 1, &values[0]);
  }
}

/* Looks for the row that is there already. A row of this very batch means that the file says the same thing twice. */
static gboolean
find_row (LbStage *self, const LbValue *values, Place *place, char **reason, guint *field, GError **error)
{
  bind_key (self, values, place);
  int step = lb_db_step (self->db, self->find, error);
  if (step == SQLITE_ERROR)
    return FALSE;
  if (step == SQLITE_ROW) {
    place->found = sqlite3_column_int64 (self->find, 0);
    if (sqlite3_column_int64 (self->find, 1) == self->batch) {
      *field = 0;
      *reason = g_strdup_printf (_ ("“%s” in column %s stands already in row %" G_GINT64_FORMAT " of this file"),
                                 values[0].text, heading (self, 0), (gint64) sqlite3_column_int64 (self->find, 2));
    }
  }
  sqlite3_reset (self->find);
  return TRUE;
}

static void
bind_value (sqlite3_stmt *statement, int parameter, const LbField *field, const LbValue *value)
{
  if (!value->set && field->fallback != NULL)
    sqlite3_bind_text (statement, parameter, field->fallback, -1, SQLITE_STATIC);
  else if (!value->set)
    sqlite3_bind_null (statement, parameter);
  else if (field->type == LB_VALUE_TEXT || field->type == LB_VALUE_NUMBER || field->type == LB_VALUE_DATE ||
           field->type == LB_VALUE_WORD || field->type == LB_VALUE_WORDS)
    sqlite3_bind_text (statement, parameter, value->text, -1, SQLITE_STATIC);
  else
    sqlite3_bind_int64 (statement, parameter, value->number);
}

static void
bind_id (sqlite3_stmt *statement, int parameter, gint64 id)
{
  if (id != 0)
    sqlite3_bind_int64 (statement, parameter, id);
  else
    sqlite3_bind_null (statement, parameter);
}

static int
bind_place (const LbStage *self, sqlite3_stmt *statement, int parameter, const Place *place)
{
  for (guint i = 0; i < 4 && place_columns[self->ledger][i] != NULL; i++) {
    const char *column = place_columns[self->ledger][i];
    bind_id (statement, parameter++,
             g_str_equal (column, "region_id")      ? place->region_id
             : g_str_equal (column, "household_id") ? place->household_id
             : g_str_equal (column, "case_id")      ? place->case_id
             : g_str_equal (column, "persons")      ? place->persons
                                                    : place->sequence);
  }
  return parameter;
}

/* Inserts or updates the row itself; its id goes into @place. */
static gboolean
write_row (LbStage *self, const LbValue *values, Place *place, gint64 src_row, GError **error)
{
  sqlite3_stmt *statement = place->found != 0 ? self->update : self->insert;
  int parameter = 1;

  if (place->found != 0 &&
      !lb_import_keep_before (self->project, self->batch, self->kind->table, place->found, error))
    return FALSE;
  for (guint i = 0; i < self->n_bound; i++)
    bind_value (statement, parameter++, &self->kind->fields[self->bound[i]], &values[self->bound[i]]);
  parameter = bind_place (self, statement, parameter, place);
  sqlite3_bind_int64 (statement, parameter++, self->batch);
  sqlite3_bind_int64 (statement, parameter++, src_row);
  if (place->found != 0)
    sqlite3_bind_int64 (statement, parameter, place->found);
  if (!lb_db_run (self->db, statement, error))
    return FALSE;
  place->case_id = place->found != 0 ? place->found : sqlite3_last_insert_rowid (lb_db_get_handle (self->db));
  return TRUE;
}

/* Takes away the child rows of a case that its new row replaces; undo brings them back. */
static gboolean
remove_children (LbStage *self, gint64 case_id, const char *table, const char *condition, GError **error)
{
  g_autofree char *select = g_strdup_printf ("SELECT id FROM %s WHERE case_id = ? AND %s", table, condition);
  g_autofree char *drop = g_strdup_printf ("DELETE FROM %s WHERE case_id = ? AND %s", table, condition);
  sqlite3_stmt *rows = lb_db_prepare (self->db, select, error);
  int step = SQLITE_ERROR;

  if (rows == NULL)
    return FALSE;
  sqlite3_bind_int64 (rows, 1, case_id);
  while ((step = lb_db_step (self->db, rows, error)) == SQLITE_ROW)
    if (!lb_import_keep_before (self->project, self->batch, table, sqlite3_column_int64 (rows, 0), error))
      return FALSE;
  sqlite3_reset (rows);
  sqlite3_stmt *remove = step == SQLITE_DONE ? lb_db_prepare (self->db, drop, error) : NULL;
  if (remove == NULL)
    return FALSE;
  sqlite3_bind_int64 (remove, 1, case_id);
  return lb_db_run (self->db, remove, error);
}

static gboolean
add_risk (LbStage *self, gint64 case_id, int order, const char *code, int length, gint64 src_row, GError **error)
{
  sqlite3_stmt *insert = self->add_risk;

  sqlite3_bind_int64 (insert, 1, case_id);
  sqlite3_bind_int (insert, 2, order);
  sqlite3_bind_text (insert, 3, code, length, SQLITE_STATIC);
  sqlite3_bind_int64 (insert, 4, self->batch);
  sqlite3_bind_int64 (insert, 5, src_row);
  return lb_db_run (self->db, insert, error);
}

static gboolean
write_risks (LbStage *self, const LbValue *values, const Place *place, gint64 src_row, GError **error)
{
  gboolean mapped = FALSE;
  int order = 0;

  for (guint i = LB_CASE_RISK_1; i <= LB_CASE_RISK_5; i++)
    mapped = mapped || self->mapping->columns[i] >= 0;
  if (mapped && place->found != 0 && !remove_children (self, place->case_id, "case_risk", "1", error))
    return FALSE;
  for (guint i = LB_CASE_RISK_1; i <= LB_CASE_RISK_5; i++)
    for (const char *at = values[i].set ? values[i].text : ""; *at != '\0' && order < 5;) {
      int length = (int) strcspn (at, ",");
      if (!add_risk (self, place->case_id, ++order, at, length, src_row, error))
        return FALSE;
      at += length + (at[length] == ',');
    }
  return TRUE;
}

static gboolean
add_step (LbStage *self, gint64 case_id, const char *code, const LbValue *from, const LbValue *to, gint64 src_row,
          GError **error)
{
  sqlite3_stmt *insert = self->add_step;

  sqlite3_bind_int64 (insert, 1, case_id);
  sqlite3_bind_text (insert, 2, code, -1, SQLITE_STATIC);
  if (from != NULL)
    bind_text (insert, 3, from);
  else
    sqlite3_bind_null (insert, 3);
  bind_text (insert, 4, to);
  sqlite3_bind_int64 (insert, 5, self->batch);
  sqlite3_bind_int64 (insert, 6, src_row);
  return lb_db_run (self->db, insert, error);
}

static gboolean
write_steps (LbStage *self, const LbValue *values, const Place *place, gint64 src_row, GError **error)
{
  static const struct {
    const char *code, *condition;
    int from, to;
  } steps[] = {
    {"home_check", "step_code = 'home_check'", -1, LB_CASE_HOME_CHECK},
    {"review", "step_code = 'review'", -1, LB_CASE_REVIEW},
    {"data_match", "step_code = 'data_match'", -1, LB_CASE_DATA_MATCH},
    {"publicity", "step_code = 'publicity'", LB_CASE_PUBLICITY_FROM, LB_CASE_PUBLICITY_TO},
    {"town_audit", "step_code = 'town_audit'", -1, LB_CASE_TOWN_AUDIT},
    {"county_approve", "step_code = 'county_approve'", -1, LB_CASE_COUNTY_APPROVE},
    {"system_entry", "step_code = 'system_entry'", -1, LB_CASE_SYSTEM_ENTRY},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++) {
    const LbValue *from = steps[i].from >= 0 ? &values[steps[i].from] : NULL, *to = &values[steps[i].to];
    gboolean mapped = self->mapping->columns[steps[i].to] >= 0 ||
                      (from != NULL && self->mapping->columns[steps[i].from] >= 0);
    if (mapped && place->found != 0 &&
        !remove_children (self, place->case_id, "case_step", steps[i].condition, error))
      return FALSE;
    if ((to->set || (from != NULL && from->set)) &&
        !add_step (self, place->case_id, steps[i].code, from, to, src_row, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
lb_stage_put (LbStage *self, const LbValue *values, gint64 region_id, gint64 src_row, char **reason, guint *field,
              GError **error)
{
  Place place = {.region_id = region_id};

  if (!find_household (self, values, &place, reason, field))
    return TRUE;
  if (!find_owner (self, values, &place, reason, field, error))
    return FALSE;
  if (*reason != NULL)
    return TRUE;
  if (!find_row (self, values, &place, reason, field, error))
    return FALSE;
  if (*reason != NULL)
    return TRUE;
  return write_row (self, values, &place, src_row, error) &&
         (self->ledger != LB_LEDGER_CASES || (write_risks (self, values, &place, src_row, error) &&
                                              write_steps (self, values, &place, src_row, error)));
}
