#include "config.h"
#include "src/judge.h"
#include "src/i18n.h"
#include "src/mask.h"
#include "src/match.h"
#include "src/text.h"

#include <string.h>

struct _LbJudge {
  const LbMapping *mapping;
  const LbAliases *aliases;
  LbRegionTree *regions;
  LbMatcher *matcher;
};

LbJudge *
lb_judge_new (const LbMapping *mapping, const LbAliases *aliases, LbRegionTree *regions)
{
  LbJudge *self = g_new0 (LbJudge, 1);

  self->mapping = mapping;
  self->aliases = aliases;
  self->regions = lb_region_tree_ref (regions);
  self->matcher = lb_matcher_new (regions);
  return self;
}

void
lb_judge_free (LbJudge *self)
{
  lb_matcher_free (self->matcher);
  lb_region_tree_unref (self->regions);
  g_free (self);
}

/* Normalise and validate ------------------------------------------------------------------------------------ */

static const char *
heading (const LbJudge *self, int field)
{
  return lb_mapping_get_heading (self->mapping, self->aliases, (guint) field);
}

static gboolean
blame (LbVerdict *verdict, int field, char *reason)
{
  verdict->field = field;
  verdict->reason = reason;
  return FALSE;
}

static gboolean
check_shape (const LbJudge *self, const LbRow *row, LbVerdict *verdict)
{
  for (guint i = self->mapping->n_columns; i < row->n; i++)
    if (row->cells[i][0] != '\0')
      return blame (verdict, -1,
                    g_strdup_printf (_ ("the row has %u cells, but there are %u headings; is a quotation mark missing?"),
                                     row->n, self->mapping->n_columns));
  if (row->cut && row->n < self->mapping->n_columns)
    return blame (verdict, -1,
                  g_strdup_printf (_ ("the file ends in the middle of this row: %u cells of %u; export it again"), row->n,
                                   self->mapping->n_columns));
  return TRUE;
}

/* Fills the values. FALSE at the first cell that cannot be taken. */
static gboolean
read_values (const LbJudge *self, const LbRow *row, LbVerdict *verdict)
{
  const LbLedgerKind *kind = self->mapping->kind;
  char *room = verdict->room;

  for (guint i = 0; i < kind->n_fields; i++) {
    int column = self->mapping->columns[i];
    LbValue *value = &verdict->values[i];
    value->set = FALSE;
    if (column < 0 || (guint) column >= row->n || row->cells[column][0] == '\0')
      continue;
    gsize length = strlen (row->cells[column]) + 1;
    char *cell = memcpy (room, row->cells[column], length);
    room += length;
    lb_text_normalise_in_place (cell);
    char *reason = lb_value_read (&kind->fields[i], self->aliases, self->mapping->headings[column], cell, value);
    if (reason == NULL && value->set && lb_mask_is_private (kind->fields[i].name) && strchr (value->text, '*') != NULL)
      reason = g_strdup_printf (_ ("“%s” in column %s is masked; import the original ledger, a masked export would overwrite "
                                   "what it hides"),
                                value->text, self->mapping->headings[column]);
    if (reason != NULL)
      return blame (verdict, (int) i, reason);
  }
  for (guint i = 0; i < kind->n_fields; i++)
    if (kind->fields[i].need == LB_NEED_VALUE && !verdict->values[i].set)
      return blame (verdict, (int) i, g_strdup_printf (_ ("column %s is empty"), heading (self, (int) i)));
  return TRUE;
}

static gboolean
in_order (const LbJudge *self, int earlier, int later, LbVerdict *verdict)
{
  if (!lb_value_dates_clash (&verdict->values[earlier], &verdict->values[later]))
    return TRUE;
  return blame (verdict, later,
                g_strdup_printf (_ ("%s (%s) lies before %s (%s)"), heading (self, later), verdict->values[later].text,
                                 heading (self, earlier), verdict->values[earlier].text));
}

static gboolean
check_case (const LbJudge *self, LbVerdict *verdict)
{
  const LbValue *cleared = &verdict->values[LB_CASE_CLEARED], *cleared_on = &verdict->values[LB_CASE_CLEARED_ON],
                *revoked_on = &verdict->values[LB_CASE_REVOKED_ON];

  if (cleared->set && cleared->number == 1 && !cleared_on->set)
    return blame (verdict, LB_CASE_CLEARED_ON,
                  g_strdup_printf (_ ("%s says yes, but column %s is empty"), heading (self, LB_CASE_CLEARED),
                                   heading (self, LB_CASE_CLEARED_ON)));
  if (cleared->set && cleared->number == 0 && cleared_on->set && !revoked_on->set)
    return blame (verdict, LB_CASE_CLEARED,
                  g_strdup_printf (_ ("%s says no, but column %s holds %s"), heading (self, LB_CASE_CLEARED),
                                   heading (self, LB_CASE_CLEARED_ON), cleared_on->text));
  if (revoked_on->set && !cleared_on->set)
    return blame (verdict, LB_CASE_REVOKED_ON,
                  g_strdup_printf (_ ("column %s is filled, but column %s is empty"), heading (self, LB_CASE_REVOKED_ON),
                                   heading (self, LB_CASE_CLEARED_ON)));
  return in_order (self, LB_CASE_IDENTIFIED, LB_CASE_CLEARED_ON, verdict) &&
         in_order (self, LB_CASE_CLEARED_ON, LB_CASE_REVOKED_ON, verdict) &&
         in_order (self, LB_CASE_PUBLICITY_FROM, LB_CASE_PUBLICITY_TO, verdict);
}

static gboolean
check_measure (const LbJudge *self, LbVerdict *verdict)
{
  const char *status = verdict->values[LB_MEASURE_STATUS].text;

  if (verdict->values[LB_MEASURE_STATUS_ON].set || g_str_equal (status, "planned") || g_str_equal (status, "in_progress"))
    return TRUE;
  return blame (verdict, LB_MEASURE_STATUS_ON,
                g_strdup_printf (_ ("column %s is empty, though the status needs its day"),
                                 heading (self, LB_MEASURE_STATUS_ON)));
}

/* What no single cell can tell. */
static gboolean
check_row (const LbJudge *self, LbVerdict *verdict)
{
  switch (lb_ledger_kind_id (self->mapping->kind)) {
  case LB_LEDGER_CASES: return check_case (self, verdict);
  case LB_LEDGER_MEASURES: return check_measure (self, verdict);
  case LB_LEDGER_MATTERS: return in_order (self, LB_MATTER_RECEIVED, LB_MATTER_COMPLETED, verdict);
  case LB_LEDGER_STAFF: return in_order (self, LB_STAFF_STARTED, LB_STAFF_ENDED, verdict);
  default: return TRUE;
  }
}

/* Match ----------------------------------------------------------------------------------------------------- */

static const char *
text_of (const LbValue *value)
{
  return value->set ? value->text : NULL;
}

/* The region of the row; 0 for a kind that has none of its own. */
static gboolean
match_row (const LbJudge *self, LbVerdict *verdict)
{
  int at = self->mapping->kind->place;

  verdict->region_id = 0;
  if (at < 0)
    return TRUE;
  const LbPlace place = {text_of (&verdict->values[at]), text_of (&verdict->values[at + 1]), text_of (&verdict->values[at + 2]),
                         text_of (&verdict->values[at + 3])};
  const LbMatch *match = lb_matcher_find (self->matcher, &place);
  if (match->reason != NULL) {
    verdict->candidates = g_strdupv (match->candidates);
    return blame (verdict, at + match->part, g_strdup (match->reason));
  }
  if (match->region >= 0) {
    verdict->region_id = lb_region_tree_get (self->regions, (guint) match->region)->id;
    return TRUE;
  }
  if (lb_ledger_kind_id (self->mapping->kind) == LB_LEDGER_HOUSEHOLDS)
    return blame (verdict, at + 1, g_strdup_printf (_ ("the row names no place: column %s is empty"),
                                                    heading (self, at + 1)));
  /* Staff and matters of the county itself. */
  verdict->region_id = lb_region_tree_get (self->regions, 0)->id;
  return TRUE;
}

gsize
lb_judge_get_room (const LbJudge *self, const LbRow *row)
{
  gsize room = 0;

  for (guint i = 0; i < self->mapping->kind->n_fields; i++) /* fields may share a column */
    if (self->mapping->columns[i] >= 0 && (guint) self->mapping->columns[i] < row->n)
      room += strlen (row->cells[self->mapping->columns[i]]) + 1;
  return room;
}

void
lb_judge_row (LbJudge *self, const LbRow *row, LbVerdict *verdict)
{
  verdict->region_id = 0;
  verdict->field = -1;
  verdict->reason = NULL;
  verdict->candidates = NULL;
  if (check_shape (self, row, verdict) && read_values (self, row, verdict) && check_row (self, verdict))
    match_row (self, verdict);
}
