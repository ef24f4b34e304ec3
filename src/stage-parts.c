/* One row a person: household, member and case at once
 *
 * The national export repeats what belongs to the household in the row of every member. The first row is taken, the
 * others must say the same: a contradiction rejects the row and names both.
 */
#include "config.h"
#include "src/stage-private.h"
#include "src/i18n.h"

#include <inttypes.h>
#include <string.h>

static LbStage *
make_part (LbStage *self, const LbPart *part, GError **error)
{
  const LbLedgerKind *kind = &lb_ledger_kinds[part->ledger];
  LbMapping *mapping = g_new0 (LbMapping, 1);

  *mapping = *self->mapping;
  mapping->kind = kind;
  for (guint i = 0; i < LB_MAX_FIELDS; i++)
    mapping->columns[i] = i < kind->n_fields ? self->mapping->columns[i == 0 ? 0 : part->at + i - 1] : -1;
  return lb_stage_new_part (self, mapping, error);
}

static void
told_free (gpointer data)
{
  char **told = data;

  g_strfreev (told);
}

gboolean
lb_stage_prepare_parts (LbStage *self, GError **error)
{
  self->part_values = g_new0 (LbValue, LB_MAX_FIELDS);
  self->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, told_free);
  for (guint i = 0; i < self->kind->n_parts; i++)
    if ((self->parts[i] = make_part (self, &self->kind->parts[i], error)) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
is_of_household (const LbPart *part)
{
  return part->ledger != LB_LEDGER_MEMBERS;
}

/* Telephones and addresses stand in the rows as each member gave them. */
static gboolean
must_agree (const LbField *field)
{
  return !g_str_equal (field->name, "phone") && !g_str_equal (field->name, "address");
}

/* (transfer full): what the row says of its household, a text a field, "" where it says nothing. The first is the row. */
static char **
tell (const LbStage *self, const LbValue *values, gint64 src_row)
{
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();
  g_autofree char *row = g_strdup_printf ("%" PRId64, src_row);

  g_strv_builder_add (texts, row);
  for (guint i = 0; i < self->kind->n_parts; i++) {
    const LbPart *part = &self->kind->parts[i];
    for (guint k = 0; is_of_household (part) && k + 1 < lb_ledger_kinds[part->ledger].n_fields; k++) {
      const LbValue *value = &values[part->at + k];
      g_autofree char *number =
        value->set && value->text == NULL ? g_strdup_printf ("%" PRId64, value->number) : NULL;
      g_strv_builder_add (texts, !value->set ? "" : number != NULL ? number : value->text);
    }
  }
  return g_strv_builder_end (texts);
}

/* Where in them the field @wanted stands. */
static gsize
told_index (const LbStage *self, guint wanted)
{
  gsize at = 1;

  for (guint i = 0; i < self->kind->n_parts; i++) {
    const LbPart *part = &self->kind->parts[i];
    guint n = lb_ledger_kinds[part->ledger].n_fields - 1;
    if (is_of_household (part) && wanted >= part->at && wanted < part->at + n)
      return at + wanted - part->at;
    at += is_of_household (part) ? n : 0;
  }
  g_assert_not_reached ();
}

/* Finds a field in which the two rows differ. Where one says nothing there is no contradiction. */
static gboolean
contradicts (LbStage *self, char **before, char **now, char **reason, guint *field)
{
  gsize at = 1;

  for (guint i = 0; i < self->kind->n_parts; i++) {
    const LbPart *part = &self->kind->parts[i];
    for (guint k = 0; is_of_household (part) && k + 1 < lb_ledger_kinds[part->ledger].n_fields; k++, at++)
      if (*before[at] != '\0' && *now[at] != '\0' && !g_str_equal (before[at], now[at]) &&
          must_agree (&self->kind->fields[part->at + k]))
        return lb_stage_refuse (
          self, "duplicate", part->at + k,
          g_strdup_printf (_ ("row %s and row %s are of the same household, but column %s says “%s” there and “%s” here"),
                           before[0], now[0], lb_stage_heading (self, part->at + k), before[at], now[at]),
          reason, field);
  }
  return FALSE;
}

static gboolean
put_part (LbStage *self, guint number, const LbValue *values, gint64 region_id, gint64 src_row, char **reason,
          guint *field, GError **error)
{
  const LbPart *part = &self->kind->parts[number];
  LbStage *stage = self->parts[number];
  guint n = stage->kind->n_fields;

  self->part_values[0] = values[0];
  memcpy (self->part_values + 1, values + part->at, (n - 1) * sizeof *values);
  if (!lb_stage_put (stage, self->part_values, region_id, src_row, reason, field, error))
    return FALSE;
  if (*reason != NULL) {
    self->code = stage->code;
    *field = *field == 0 ? 0 : part->at + *field - 1;
  }
  return TRUE;
}

static gboolean
run_for_household (LbStage *self, const char *sql, const LbValue *values, const LbValue *text, GError **error)
{
  sqlite3_stmt *statement = lb_db_prepare (self->db, sql, error);
  LbStagedHousehold *household;

  if (statement == NULL || !lb_staged_households_find (self->households, values[0].text, &household, error))
    return FALSE;
  sqlite3_bind_int64 (statement, 1, household->id);
  sqlite3_bind_int64 (statement, 2, self->batch);
  if (text != NULL)
    lb_stage_bind_text (statement, 3, text);
  return lb_db_run (self->db, statement, error);
}

/* What the export leaves to be seen from its rows: the household's size, and who heads it. */
static gboolean
complete_household (LbStage *self, const LbValue *values, GError **error)
{
  static const char count[] =
    "UPDATE household SET size = (SELECT min (max (count (*), 1), 99) FROM person WHERE household_id = ?1"
    " AND import_batch_id = ?2) WHERE id = ?1";
  static const char count_case[] =
    "UPDATE monitoring_case SET persons = (SELECT size FROM household WHERE id = ?1)"
    " WHERE household_id = ?1 AND import_batch_id = ?2";
  static const char head[] = "UPDATE household SET head_name = ?3 WHERE id = ?1 AND import_batch_id = ?2";
  const LbStage *household = self->parts[0], *cases = self->parts[2];
  const LbValue *members = values + self->kind->parts[1].at - 1;

  if (household->mapping->columns[LB_HOUSEHOLD_SIZE] < 0) {
    if (!run_for_household (self, count, values, NULL, error) ||
        (cases->mapping->columns[LB_CASE_PERSONS] < 0 && !run_for_household (self, count_case, values, NULL, error)))
      return FALSE;
  }
  if (household->mapping->columns[LB_HOUSEHOLD_HEAD] >= 0 || !members[LB_MEMBER_RELATION].set ||
      g_strcmp0 (lb_aliases_find_word (self->aliases, "head", members[LB_MEMBER_RELATION].text), "head") != 0)
    return TRUE;
  return run_for_household (self, head, values, &members[LB_MEMBER_NAME], error);
}

gboolean
lb_stage_put_parts (LbStage *self, const LbValue *values, gint64 region_id, gint64 src_row, char **reason, guint *field,
                    GError **error)
{
  g_auto (GStrv) now = tell (self, values, src_row);
  char **before = g_hash_table_lookup (self->told, values[0].text);

  if (before != NULL && contradicts (self, before, now, reason, field))
    return TRUE;
  for (guint i = 0; i < self->kind->n_parts && *reason == NULL; i++) {
    const LbPart *part = &self->kind->parts[i];
    gboolean known = before != NULL && is_of_household (part) &&
                     (part->when < 0 || *before[told_index (self, (guint) part->when)] != '\0');
    if (known || (part->when >= 0 && !values[part->when].set))
      continue;
    if (!put_part (self, i, values, region_id, src_row, reason, field, error))
      return FALSE;
  }
  if (*reason != NULL)
    return TRUE;
  for (gsize i = 0; before != NULL && before[i] != NULL; i++)
    if (i == 0 || *now[i] == '\0') {
      g_free (now[i]);
      now[i] = g_strdup (before[i]);
    }
  g_hash_table_insert (self->told, g_strdup (values[0].text), g_steal_pointer (&now));
  return complete_household (self, values, error);
}
