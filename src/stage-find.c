/* What a row belongs to, and which row of before it continues */
#include "config.h"
#include "src/stage-private.h"
#include "src/i18n.h"
#include "src/key.h"

#include <inttypes.h>
#include <string.h>

/* A case belongs to the latest one identified on or before the day, else to the first; without a day to the latest. */
static const char owner_case[] =
  "SELECT id FROM monitoring_case WHERE household_id = ?1"
  " ORDER BY lb_day (identified_on) > coalesce (lb_day (?2), 1e9),"
  " CASE WHEN lb_day (identified_on) > lb_day (?2) THEN lb_day (identified_on) ELSE -lb_day (identified_on) END, id LIMIT 1";

/* The same person: by certificate; where one of the two has none, by number, else by name. */
static const char same_person[] =
  "SELECT id, import_batch_id, src_row FROM person WHERE household_id = ?1 AND (id_hash = ?2"
  " OR ((?2 IS NULL OR id_hash IS NULL) AND (person_no = ?3 OR (?3 IS NULL AND name = ?4)))) LIMIT 1";
static const char next_person[] =
  "SELECT coalesce (max (CAST (person_no AS INTEGER)), 0) + 1 FROM person WHERE household_id = ?1";

/* "SELECT … WHERE a IS ?1 AND b IS ?2": rows of this batch are told by their batch. */
static sqlite3_stmt *
prepare_by_key (LbStage *self, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_auto (GStrv) names = g_strsplit (self->kind->key, " ", -1);

  g_string_append_printf (sql, "SELECT id, import_batch_id, src_row FROM %s WHERE ", self->kind->table);
  for (guint i = 0; names[i] != NULL; i++)
    g_string_append_printf (sql, "%s%s IS ?%u", i > 0 ? " AND " : "", names[i], i + 1);
  /* Rows without a number are paired one to one: one that was taken has this batch's number. */
  if (self->kind->pairs)
    g_string_append_printf (sql, " AND import_batch_id IS NOT ?%u ORDER BY id", self->n_key + 1);
  else
    g_string_append (sql, " LIMIT 1");
  return lb_db_prepare (self->db, sql->str, error);
}

static gboolean
has_slot (const LbLedgerKind *kind, const char *column)
{
  for (guint i = 0; i < LB_MAX_SLOTS && kind->slots[i] != NULL; i++)
    if (g_str_equal (kind->slots[i], column))
      return TRUE;
  return FALSE;
}

gboolean
lb_stage_prepare_find (LbStage *self, GError **error)
{
  if (has_slot (self->kind, "case_id") && (self->owner = lb_db_prepare (self->db, owner_case, error)) == NULL)
    return FALSE;
  switch (self->ledger) {
  case LB_LEDGER_HOUSEHOLDS:
    return TRUE; /* known by heart */
  case LB_LEDGER_CASES:
    return lb_stage_prepare_cases (self, error);
  case LB_LEDGER_MEMBERS:
    return (self->find = lb_db_prepare (self->db, same_person, error)) != NULL &&
           (self->next_number = lb_db_prepare (self->db, next_person, error)) != NULL &&
           (self->certificate_key = lb_key_dup (self->db, error)) != NULL;
  default:
    return (self->find = prepare_by_key (self, error)) != NULL;
  }
}

/* The household that the row names, and the region that the row has from it or from the county. */
static gboolean
find_household (LbStage *self, const LbValue *values, LbStagedPlace *place, char **reason, guint *field, GError **error)
{
  int number = self->ledger == LB_LEDGER_HOUSEHOLDS ? LB_HOUSEHOLD_NO : self->kind->household;

  if (number >= 0 && values[number].set) {
    if (!lb_staged_households_find (self->households, values[number].text, &place->household, error))
      return FALSE;
    if (place->household != NULL)
      place->household_id = place->household->id;
    else if (self->ledger != LB_LEDGER_HOUSEHOLDS)
      return lb_stage_refuse (
        self, "household", (guint) number,
        g_strdup_printf (_ ("“%s” in column %s is no household of the project; import the households first"),
                         values[number].text, lb_stage_heading (self, (guint) number)),
        reason, field);
  }
  if (self->kind->place_need == LB_PLACE_EITHER && place->household != NULL)
    place->region_id = 0;
  else if (place->region_id == 0)
    place->region_id = place->household != NULL ? place->household->region_id : self->county;
  return TRUE;
}

static gboolean
find_case (LbStage *self, const LbValue *values, LbStagedPlace *place, char **reason, guint *field, GError **error)
{
  if (self->owner == NULL)
    return TRUE;
  sqlite3_bind_int64 (self->owner, 1, place->household_id);
  if (self->kind->case_day >= 0)
    lb_stage_bind_text (self->owner, 2, &values[self->kind->case_day]);
  int step = lb_db_step (self->db, self->owner, error);
  if (step == SQLITE_ROW)
    place->case_id = sqlite3_column_int64 (self->owner, 0);
  else if (step == SQLITE_DONE && self->kind->case_needed) {
    guint number = (guint) self->kind->household;
    lb_stage_refuse (
      self, "household", number,
      g_strdup_printf (_ ("household “%s” in column %s has no monitoring case that the row could belong to"),
                       values[number].text, lb_stage_heading (self, number)),
      reason, field);
  }
  sqlite3_reset (self->owner);
  return step != SQLITE_ERROR;
}

/* Runs a statement that may give an id. */
static gboolean
ask_for_id (LbStage *self, sqlite3_stmt *statement, gint64 *id, GError **error)
{
  int step = lb_db_step (self->db, statement, error);

  *id = step == SQLITE_ROW ? sqlite3_column_int64 (statement, 0) : 0;
  sqlite3_reset (statement);
  return step != SQLITE_ERROR;
}

static gboolean
follow_link (LbStage *self, guint number, const LbValue *value, LbStagedPlace *place, gint64 src_row, GError **error)
{
  sqlite3_stmt *find = self->link_find[number], *make = self->link_make[number];
  int asked = sqlite3_bind_parameter_count (find);

  lb_stage_bind_text (find, 1, value);
  if (asked >= 2)
    lb_stage_bind_id (find, 2, place->household_id);
  if (asked >= 3)
    lb_stage_bind_id (find, 3, place->region_id);
  if (!ask_for_id (self, find, &place->links[number], error))
    return FALSE;
  if (place->links[number] != 0 || make == NULL)
    return TRUE;
  lb_stage_bind_text (make, 1, value);
  sqlite3_bind_int64 (make, 2, self->batch);
  sqlite3_bind_int64 (make, 3, src_row);
  if (!lb_db_run (self->db, make, error))
    return FALSE;
  place->links[number] = sqlite3_last_insert_rowid (lb_db_get_handle (self->db));
  return TRUE;
}

static gboolean
follow_links (LbStage *self, const LbValue *values, LbStagedPlace *place, gint64 src_row, char **reason, guint *field,
              GError **error)
{
  for (guint i = 0; i < self->kind->n_links && *reason == NULL; i++) {
    const LbLink *link = &self->kind->links[i];
    const LbValue *value = &values[link->field];
    if (!value->set)
      continue;
    if (!follow_link (self, i, value, place, src_row, error))
      return FALSE;
    if (place->links[i] == 0)
      lb_stage_refuse (self, "value", (guint) link->field,
                       g_strdup_printf (_ ("“%s” in column %s: %s"), value->text,
                                        lb_stage_heading (self, (guint) link->field), _ (link->missing)),
                       reason, field);
  }
  return TRUE;
}

/* What the certificate tells; what the row says itself goes before it. */
static void
read_person (LbStage *self, const LbValue *values, LbStagedPlace *place)
{
  const LbValue *number = &values[LB_MEMBER_CERTIFICATE], *birth = &values[LB_MEMBER_BIRTH];
  LbCertificate *certificate = &place->certificate;

  g_clear_pointer (&self->sealed, g_bytes_unref);
  if (number->set) {
    lb_certificate_read (number->text, certificate);
    lb_certificate_hash (number->text, self->certificate_key, certificate);
    if (self->secret != NULL)
      self->sealed = lb_secret_seal (self->secret, number->text);
  }
  if (birth->set)
    certificate->birth_year = (int) g_ascii_strtoll (birth->text, NULL, 10);
  if (values[LB_MEMBER_SEX].set)
    certificate->sex = values[LB_MEMBER_SEX].text;
}

static gboolean
bind_person (LbStage *self, const LbValue *values, LbStagedPlace *place)
{
  const char *hash = place->certificate.hash;

  sqlite3_bind_int64 (self->find, 1, place->household_id);
  if (*hash != '\0')
    sqlite3_bind_text (self->find, 2, hash, -1, SQLITE_STATIC);
  else
    sqlite3_bind_null (self->find, 2);
  lb_stage_bind_text (self->find, 3, &values[LB_MEMBER_NO]);
  lb_stage_bind_text (self->find, 4, &values[LB_MEMBER_NAME]);
  return TRUE;
}

/* A person without a number gets the next one of the household. */
static gboolean
number_person (LbStage *self, const LbValue *values, LbStagedPlace *place, GError **error)
{
  gint64 next = 0;

  if (values[LB_MEMBER_NO].set) {
    g_strlcpy (place->person_no, values[LB_MEMBER_NO].text, sizeof place->person_no);
    return TRUE;
  }
  sqlite3_bind_int64 (self->next_number, 1, place->household_id);
  if (!ask_for_id (self, self->next_number, &next, error))
    return FALSE;
  g_snprintf (place->person_no, sizeof place->person_no, "%" PRId64, next);
  return TRUE;
}

/* FALSE when nothing can be there: the look-up would be in vain. */
static gboolean
bind_key (LbStage *self, const LbValue *values, LbStagedPlace *place)
{
  switch (self->ledger) {
  case LB_LEDGER_MEMBERS:
    return bind_person (self, values, place);
  default:
    if (self->kind->pairs && self->fresh)
      return FALSE;
    for (guint i = 0; i < self->n_key; i++) {
      const LbCell cell = lb_stage_column_cell (self, &self->key[i], values, place);
      lb_cell_bind (&cell, self->find, (int) i + 1);
    }
    if (self->kind->pairs)
      sqlite3_bind_int64 (self->find, (int) self->n_key + 1, self->batch);
    return TRUE;
  }
}

static gboolean
refuse_twin (LbStage *self, const LbValue *values, gint64 row, char **reason, guint *field)
{
  return lb_stage_refuse (self, "duplicate", 0,
                          g_strdup_printf (_ ("“%s” in column %s stands already in row %" PRId64 " of this file"),
                                           values[0].set ? values[0].text : "", lb_stage_heading (self, 0), row),
                          reason, field);
}

/* The row of this file that the row found has been told by; 0: none yet. */
static gint64
get_taken (const LbStage *self)
{
  if (sqlite3_column_int64 (self->find, 1) == self->batch)
    return sqlite3_column_int64 (self->find, 2);
  return lb_stage_get_untouched (self, sqlite3_column_int64 (self->find, 0));
}

/* Looks for the row that is there already. A row of this very batch means that the file says the same thing twice. */
static gboolean
find_row (LbStage *self, const LbValue *values, LbStagedPlace *place, char **reason, guint *field, GError **error)
{
  gint64 taken = 0;
  int step;

  if (self->ledger == LB_LEDGER_HOUSEHOLDS) {
    place->found = place->household_id;
    if (place->household != NULL && place->household->row != 0)
      refuse_twin (self, values, place->household->row, reason, field);
    return TRUE;
  }
  if (self->ledger == LB_LEDGER_CASES) {
    if (!lb_stage_recall_case (self, place->household, values[LB_CASE_IDENTIFIED].text, place, error))
      return FALSE;
    if (place->found_row != 0)
      refuse_twin (self, values, place->found_row, reason, field);
    return TRUE;
  }
  if (!bind_key (self, values, place))
    return TRUE;
  while ((step = lb_db_step (self->db, self->find, error)) == SQLITE_ROW) {
    place->found = sqlite3_column_int64 (self->find, 0);
    taken = get_taken (self);
    if (taken == 0 || !self->kind->pairs)
      break;
    place->found = 0; /* paired already; the next one may be free */
  }
  if (step == SQLITE_ROW && taken != 0)
    refuse_twin (self, values, taken, reason, field);
  sqlite3_reset (self->find);
  return step != SQLITE_ERROR;
}

gboolean
lb_stage_find (LbStage *self, const LbValue *values, LbStagedPlace *place, gint64 src_row, char **reason, guint *field,
               GError **error)
{
  if (!find_household (self, values, place, reason, field, error))
    return FALSE;
  if (*reason != NULL)
    return TRUE;
  if (!find_case (self, values, place, reason, field, error))
    return FALSE;
  if (*reason != NULL)
    return TRUE;
  if (!follow_links (self, values, place, src_row, reason, field, error))
    return FALSE;
  if (*reason != NULL)
    return TRUE;
  if (self->ledger == LB_LEDGER_MEMBERS)
    read_person (self, values, place);
  if (!find_row (self, values, place, reason, field, error))
    return FALSE;
  if (*reason != NULL)
    return TRUE;
  if (self->ledger == LB_LEDGER_CASES) {
    place->persons = values[LB_CASE_PERSONS].set ? values[LB_CASE_PERSONS].number : MAX (place->household->size, 1);
    place->sequence = place->household->cases + 1;
  }
  return self->ledger != LB_LEDGER_MEMBERS || place->found != 0 || number_person (self, values, place, error);
}
