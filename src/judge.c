#include "config.h"
#include "src/judge.h"
#include "src/i18n.h"
#include "src/match.h"
#include "src/text.h"

#include <inttypes.h>
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

  verdict->code = "value";
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
    if (reason == NULL && value->set && kind->fields[i].hidden != LB_PRIVATE_NOTHING && strchr (value->text, '*') != NULL)
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

/* True when the first of two fields that are both filled comes after the second, or is more. */
static gboolean
are_swapped (const LbJudge *self, const LbVerdict *verdict, const LbFieldPair *pair)
{
  const LbValue *first = &verdict->values[pair->first], *second = &verdict->values[pair->second];

  if (self->mapping->kind->fields[pair->first].type == LB_VALUE_DATE)
    return lb_value_dates_clash (first, second);
  return first->set && second->set && first->number > second->number;
}

static gboolean
check_orders (const LbJudge *self, LbVerdict *verdict)
{
  const LbLedgerKind *kind = self->mapping->kind;

  for (const LbFieldPair *pair = kind->orders; pair != NULL && pair->first >= 0; pair++) {
    if (!are_swapped (self, verdict, pair))
      continue;
    verdict->code = "order";
    if (kind->fields[pair->first].type != LB_VALUE_DATE)
      return blame (verdict, pair->first,
                    g_strdup_printf (_ ("%s (%" PRId64 ") is more than %s (%" PRId64 ")"), heading (self, pair->first),
                                     verdict->values[pair->first].number, heading (self, pair->second),
                                     verdict->values[pair->second].number));
    return blame (verdict, pair->second,
                  g_strdup_printf (_ ("%s (%s) lies before %s (%s)"), heading (self, pair->second),
                                   verdict->values[pair->second].text, heading (self, pair->first),
                                   verdict->values[pair->first].text));
  }
  return TRUE;
}

static gboolean
check_needs (const LbJudge *self, LbVerdict *verdict)
{
  for (const LbFieldPair *pair = self->mapping->kind->needs; pair != NULL && pair->first >= 0; pair++)
    if (verdict->values[pair->first].set && !verdict->values[pair->second].set)
      return blame (verdict, pair->first,
                    g_strdup_printf (_ ("column %s is filled, but column %s is empty"), heading (self, pair->first),
                                     heading (self, pair->second)));
  return TRUE;
}

/* What a field says more of a word, where that word stands nowhere. */
static gboolean
check_words (const LbJudge *self, LbVerdict *verdict)
{
  for (const LbFieldWord *rule = self->mapping->kind->words; rule != NULL && rule->field >= 0; rule++) {
    gboolean found = !verdict->values[rule->field].set;
    for (int i = rule->first; i <= rule->last && !found; i++)
      found = verdict->values[i].set && strstr (verdict->values[i].text, rule->word) != NULL;
    if (!found)
      return blame (verdict, rule->field,
                    g_strdup_printf (_ ("column %s is filled, but column %s does not say “%s”"), heading (self, rule->field),
                                     heading (self, rule->first),
                                     lb_aliases_get_word (self->aliases, self->mapping->kind->fields[rule->first].words, rule->word)));
  }
  return TRUE;
}

/* Whether a case is cleared is told twice: in a word and by its day. */
static gboolean
check_cleared (const LbJudge *self, int first, LbVerdict *verdict)
{
  int cleared_at = first + LB_CASE_CLEARED, day_at = first + LB_CASE_CLEARED_ON;
  const LbValue *cleared = &verdict->values[cleared_at], *cleared_on = &verdict->values[day_at];

  if (cleared->set && cleared->number == 1 && !cleared_on->set)
    return blame (verdict, day_at,
                  g_strdup_printf (_ ("%s says yes, but column %s is empty"), heading (self, cleared_at),
                                   heading (self, day_at)));
  if (cleared->set && cleared->number == 0 && cleared_on->set && !verdict->values[first + LB_CASE_REVOKED_ON].set)
    return blame (verdict, cleared_at,
                  g_strdup_printf (_ ("%s says no, but column %s holds %s"), heading (self, cleared_at),
                                   heading (self, day_at), cleared_on->text));
  return TRUE;
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
  const LbLedgerKind *kind = self->mapping->kind;
  int first = lb_ledger_kind_get_case (kind);

  verdict->code = "value";
  if (first >= 0 && !check_cleared (self, first, verdict))
    return FALSE;
  if (lb_ledger_kind_id (kind) == LB_LEDGER_MEASURES && !check_measure (self, verdict))
    return FALSE;
  return check_needs (self, verdict) && check_words (self, verdict) && check_orders (self, verdict);
}

/* Match ----------------------------------------------------------------------------------------------------- */

static const char *
text_of (const LbValue *value)
{
  return value->set ? value->text : NULL;
}

/* The region that the row names; 0 when it names none. */
static gboolean
match_row (const LbJudge *self, LbVerdict *verdict)
{
  int at = self->mapping->kind->place;

  verdict->region_id = 0;
  verdict->code = "region";
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
  if (self->mapping->kind->place_need == LB_PLACE_NEEDED)
    return blame (verdict, at + 1, g_strdup_printf (_ ("the row names no place: column %s is empty"),
                                                    heading (self, at + 1)));
  return TRUE; /* the place of its household, or the county's own */
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
  verdict->code = "shape";
  verdict->reason = NULL;
  verdict->candidates = NULL;
  if (check_shape (self, row, verdict) && read_values (self, row, verdict) && check_row (self, verdict))
    match_row (self, verdict);
}
