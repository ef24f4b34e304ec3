#include "config.h"
#include "src/judge.h"
#include "src/i18n.h"
#include "src/match.h"
#include "src/text.h"

#include <inttypes.h>
#include <string.h>

#define MEMO_SLOTS 64 /* a power of two */
#define MEMO_BYTES 32

/* A cell that was read before, of a field whose cells are few different words. Filled once, so that values may point to
 * it while the rows are stored elsewhere. */
typedef struct {
  char cell[MEMO_BYTES];
  guint length;  /* 0: free */
  gboolean set;
  gint64 number;
  const char *text;
  char *list;    /* @text, where it is the memo's own */
} Memo;

/* A field that the file has. */
typedef struct {
  guint field;
  guint column;
  Memo *memo;    /* MEMO_SLOTS of them, NULL: its cells differ */
} Column;

struct _LbJudge {
  const LbMapping *mapping;
  const LbAliases *aliases;
  LbRegionTree *regions;
  LbMatcher *matcher;
  Column columns[LB_MAX_FIELDS];
  guint n_columns;
  guint most_fields; /* that share one column */
  GArray *orders, *needs; /* LbFieldPair: those that this file can break */
};

static gboolean
has_few_words (const LbField *field)
{
  return field->type == LB_VALUE_WORD || field->type == LB_VALUE_WORDS || field->type == LB_VALUE_RANK ||
         field->type == LB_VALUE_BITS || field->type == LB_VALUE_YES_NO;
}

static void
choose_columns (LbJudge *self)
{
  const LbLedgerKind *kind = self->mapping->kind;
  g_autofree guint *shared = g_new0 (guint, self->mapping->n_columns);

  for (guint i = 0; i < kind->n_fields; i++) {
    int column = self->mapping->columns[i];
    if (column < 0)
      continue;
    self->columns[self->n_columns++] =
      (Column){i, (guint) column, has_few_words (&kind->fields[i]) ? g_new0 (Memo, MEMO_SLOTS) : NULL};
    shared[column]++;
    self->most_fields = MAX (self->most_fields, shared[column]);
  }
}

/* The pairs of which the file has the first field, and @both if both are wanted. */
static GArray *
choose_pairs (const LbJudge *self, const LbFieldPair *pairs, gboolean both)
{
  GArray *chosen = g_array_new (FALSE, FALSE, sizeof (LbFieldPair));

  for (const LbFieldPair *pair = pairs; pair != NULL && pair->first >= 0; pair++)
    if (self->mapping->columns[pair->first] >= 0 && (!both || self->mapping->columns[pair->second] >= 0))
      g_array_append_val (chosen, *pair);
  return chosen;
}

LbJudge *
lb_judge_new (const LbMapping *mapping, const LbAliases *aliases, LbRegionTree *regions)
{
  LbJudge *self = g_new0 (LbJudge, 1);

  self->mapping = mapping;
  self->aliases = aliases;
  if (regions != NULL) {
    self->regions = lb_region_tree_ref (regions);
    self->matcher = lb_matcher_new (regions);
  }
  choose_columns (self);
  self->orders = choose_pairs (self, mapping->kind->orders, TRUE);
  self->needs = choose_pairs (self, mapping->kind->needs, FALSE);
  return self;
}

void
lb_judge_free (LbJudge *self)
{
  for (guint i = 0; i < self->n_columns; i++) {
    for (guint k = 0; self->columns[i].memo != NULL && k < MEMO_SLOTS; k++)
      g_free (self->columns[i].memo[k].list);
    g_free (self->columns[i].memo);
  }
  g_array_unref (self->orders);
  g_array_unref (self->needs);
  g_clear_pointer (&self->matcher, lb_matcher_free);
  g_clear_pointer (&self->regions, lb_region_tree_unref);
  g_free (self);
}

/* Words that were read before ------------------------------------------------------------------------------- */

static Memo *
find_memo (const Column *column, const char *cell, gsize length)
{
  guint64 hash = length;

  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guchar) cell[i]) * G_GUINT64_CONSTANT (0x100000001B3); /* FNV-1a */
  return &column->memo[(hash >> 32) % MEMO_SLOTS];
}

static gboolean
recall (const Memo *memo, const char *cell, gsize length, LbValue *value)
{
  if (memo->length != length || memcmp (memo->cell, cell, length) != 0)
    return FALSE;
  value->set = memo->set;
  value->number = memo->number;
  value->text = memo->text;
  return TRUE;
}

static void
remember (Memo *memo, const LbField *field, const char *cell, gsize length, const LbValue *value)
{
  gboolean of_aliases = field->type == LB_VALUE_WORD || field->type == LB_VALUE_RANK;

  if (memo->length > 0)
    return;
  memcpy (memo->cell, cell, length);
  memo->length = (guint) length;
  memo->set = value->set;
  memo->number = value->number;
  memo->list = value->set && !of_aliases ? g_strdup (value->text) : NULL;
  memo->text = memo->list != NULL ? memo->list : value->text;
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

/* The cell's normal form, in @room where it is another text. A number may be cut to its digits. */
static char *
normalise (const LbField *field, char *cell, char **room)
{
  gsize length;

  if (lb_text_is_normal (cell, &length) && !(field->type == LB_VALUE_NUMBER && memchr (cell, '.', length) != NULL))
    return cell;
  length = strlen (cell) + 1;
  char *copy = memcpy (*room, cell, length);
  *room += length;
  lb_text_normalise_in_place (copy);
  return copy;
}

static char *
read_value (const LbJudge *self, const Column *column, char *cell, LbValue *value, char **room)
{
  const LbField *field = &self->mapping->kind->fields[column->field];
  const char *heading = self->mapping->headings[column->column];
  gsize length = column->memo != NULL ? strlen (cell) : MEMO_BYTES;
  Memo *memo = length < MEMO_BYTES ? find_memo (column, cell, length) : NULL;

  if (memo != NULL && recall (memo, cell, length, value))
    return NULL;
  char *reason = lb_value_read (field, self->aliases, heading, normalise (field, cell, room), value);
  if (reason == NULL && value->set && field->hidden != LB_PRIVATE_NOTHING && strchr (value->text, '*') != NULL)
    return g_strdup_printf (_ ("“%s” in column %s is masked; import the original ledger, a masked export would overwrite "
                               "what it hides"),
                            value->text, heading);
  if (reason == NULL && memo != NULL)
    remember (memo, field, cell, length, value);
  return reason;
}

/* What was merged looks like this in a CSV file, and to guess that the row above is meant would give one household the members
 * of another. */
static char *
say_empty (const LbJudge *self, int field)
{
  return g_strdup_printf (_ ("column %s is empty; if the row above was meant, write its value into this row too, or import the "
                             "workbook as XLSX: only there merged cells count for all their rows"),
                          heading (self, field));
}

/* Fills the values. FALSE at the first cell that cannot be taken. */
static gboolean
read_values (const LbJudge *self, const LbRow *row, LbVerdict *verdict)
{
  const LbLedgerKind *kind = self->mapping->kind;
  char *room = verdict->room;

  verdict->code = "value";
  for (guint i = 0; i < self->n_columns; i++) {
    const Column *column = &self->columns[i];
    LbValue *value = &verdict->values[column->field];
    value->set = FALSE;
    if (column->column >= row->n || row->cells[column->column][0] == '\0')
      continue;
    char *reason = read_value (self, column, row->cells[column->column], value, &room);
    if (reason != NULL)
      return blame (verdict, (int) column->field, reason);
  }
  for (guint i = 0; i < kind->n_fields; i++)
    if (kind->fields[i].need == LB_NEED_VALUE && !verdict->values[i].set)
      return blame (verdict, (int) i, say_empty (self, (int) i));
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

  for (guint i = 0; i < self->orders->len; i++) {
    const LbFieldPair *pair = &g_array_index (self->orders, LbFieldPair, i);
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
  for (guint i = 0; i < self->needs->len; i++) {
    const LbFieldPair *pair = &g_array_index (self->needs, LbFieldPair, i);
    if (verdict->values[pair->first].set && !verdict->values[pair->second].set)
      return blame (verdict, pair->first,
                    g_strdup_printf (_ ("column %s is filled, but column %s is empty"), heading (self, pair->first),
                                     heading (self, pair->second)));
  }
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
    return blame (verdict, at + 1,
                  g_strdup_printf (_ ("the row names no place: column %s is empty; if the place of the row above was meant, write it "
                                      "into this row too, or import the workbook as XLSX: only there merged cells count for all "
                                      "their rows"),
                                   heading (self, at + 1)));
  return TRUE; /* the place of its household, or the county's own */
}

gsize
lb_judge_get_room (const LbJudge *self, gsize bytes)
{
  return bytes * self->most_fields;
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
