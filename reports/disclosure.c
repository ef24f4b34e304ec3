#include "config.h"
#include "reports/disclosure.h"
#include "src/date.h"
#include "src/suppress.h"

#include <math.h>
#include <string.h>

#define NO_COUNT (-1)

/* One count of every region on both dates. */
typedef struct {
  const double *now, *then; /* borrowed; then NULL without comparison            */
  double *change;           /* NULL without comparison                           */
  double *left;             /* 差额, where it is told; NULL: it is not            */
  guint same;               /* a count that is decided together with this one    */
} Count;

/* Counts that are decided together. */
typedef struct {
  gboolean *hidden[2]; /* now, and where two dates are compared; NULL: no member */
} Decision;

/* The counts of one table. */
typedef struct {
  int numerator, denominator;
} Cells;

struct _LbDisclosure {
  const LbFigures *figures;
  guint n, small_cell;
  GPtrArray *counts;  /* Count */
  GHashTable *by_sum; /* checksum of a count → its number + 1 */
  GHashTable *cells;  /* LbFigureTable → Cells */
  GHashTable *families; /* id → GArray of the ids of those members that the report has (char *, borrowed) */
  Decision *decisions; /* by number of the count that stands for its kind */
};

static Count *
count_at (const LbDisclosure *self, int number)
{
  return g_ptr_array_index (self->counts, (guint) number);
}

static void
count_free (gpointer data)
{
  Count *count = data;

  g_free (count->change);
  g_free (count->left);
  g_free (count);
}

static guint
find_kind (const LbDisclosure *self, guint number)
{
  while (count_at (self, (int) number)->same != number)
    number = count_at (self, (int) number)->same;
  return number;
}

static void
join (LbDisclosure *self, int a, int b)
{
  if (a != NO_COUNT && b != NO_COUNT)
    count_at (self, (int) find_kind (self, (guint) b))->same = find_kind (self, (guint) a);
}

/* The number of the count, found again when it is the same everywhere; NO_COUNT for what is no count. */
static int
add_count (LbDisclosure *self, const double *now, const double *then)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  if (now == NULL || !lb_suppress_are_counts (now, self->n) || (then != NULL && !lb_suppress_are_counts (then, self->n)))
    return NO_COUNT;
  g_checksum_update (sum, (const guchar *) now, (gssize) (self->n * sizeof (double)));
  if (then != NULL)
    g_checksum_update (sum, (const guchar *) then, (gssize) (self->n * sizeof (double)));
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_sum, g_checksum_get_string (sum)));
  if (number > 0)
    return (int) number - 1;

  Count *count = g_new0 (Count, 1);
  count->now = now;
  count->then = then;
  count->same = self->counts->len;
  if (then != NULL)
    count->change = g_new (double, self->n);
  for (guint i = 0; then != NULL && i < self->n; i++)
    count->change[i] = now[i] - then[i];
  g_ptr_array_add (self->counts, count);
  g_hash_table_insert (self->by_sum, g_strdup (g_checksum_get_string (sum)), GUINT_TO_POINTER (self->counts->len));
  return (int) self->counts->len - 1;
}

/* 差额 is told of the region reported on and of those next below it. */
static void
add_left (LbDisclosure *self, const LbFigureTable *table, int numerator)
{
  LbLevel lowest = lb_figures_below (self->figures, self->figures->region);
  double *left = g_new0 (double, self->n);

  for (guint i = 0; i < self->n; i++)
    if (lb_region_tree_get (self->figures->regions, i)->level <= lowest)
      left[i] = table->now->denominator[i] - table->now->numerator[i];
  g_free (count_at (self, numerator)->left);
  count_at (self, numerator)->left = left;
}

static void
add_table (LbDisclosure *self, const LbFigureTable *table, GHashTable *left)
{
  const LbValues *now = table->now, *then = table->then;
  Cells *cells = g_new (Cells, 1);

  cells->numerator = add_count (self, now->numerator, then == NULL ? NULL : then->numerator);
  cells->denominator = add_count (self, now->denominator, then == NULL ? NULL : then->denominator);
  if (now->persons != NULL)
    join (self, cells->numerator, add_count (self, now->persons, then == NULL ? NULL : then->persons));
  g_autofree char *family = g_strndup (now->indicator->id, strcspn (now->indicator->id, ":"));
  if (cells->numerator != NO_COUNT && cells->denominator != NO_COUNT && g_hash_table_contains (left, family))
    add_left (self, table, cells->numerator);
  g_hash_table_insert (self->cells, (gpointer) table, cells);
}

static Cells *
cells_of (const LbDisclosure *self, const LbFigureTable *table)
{
  return g_hash_table_lookup (self->cells, table);
}

/* Small counts, and what must go with them. What is hidden already stays so. */
static void
decide (LbDisclosure *self, guint kind, gboolean compared)
{
  g_autoptr (GPtrArray) arrays = g_ptr_array_new ();

  for (guint i = self->counts->len; i-- > 0;) { /* the first one last: it says which cell is the smallest */
    const Count *count = count_at (self, (int) i);
    if (find_kind (self, i) != kind)
      continue;
    if (compared) {
      g_ptr_array_add (arrays, count->change);
      g_ptr_array_add (arrays, (gpointer) count->then);
    }
    if (count->left != NULL)
      g_ptr_array_add (arrays, count->left);
    g_ptr_array_add (arrays, (gpointer) count->now);
  }
  lb_suppress_counts (self->figures->regions, (const double *const *) arrays->pdata, arrays->len, self->small_cell,
                      self->decisions[kind].hidden[compared]);
}

static gboolean *
hidden_of (const LbDisclosure *self, int count, gboolean compared)
{
  return self->decisions[find_kind (self, (guint) count)].hidden[compared];
}

/* A family whose members make up a whole, all but those that are sums of others (开发式帮扶). */
typedef struct {
  GArray *parts, *sums; /* int: counts */
  int whole;
} Family;

static double
number_of (const LbDisclosure *self, int count, gboolean then, guint region)
{
  const Count *own = count_at (self, count);

  return then ? own->then[region] : own->now[region];
}

/* Whether the members but @left_out (-1: none) sum to the whole everywhere. */
static gboolean
adds_up (const LbDisclosure *self, const GArray *members, int whole, int left_out)
{
  for (guint region = 0; region < self->n; region++) {
    double sum = 0;
    for (int i = 0; i < (int) members->len; i++)
      if (i != left_out)
        sum += number_of (self, g_array_index (members, int, i), FALSE, region);
    if (fabs (sum - number_of (self, whole, FALSE, region)) > 0.5)
      return FALSE;
  }
  return TRUE;
}

static void
family_clear (Family *self)
{
  g_clear_pointer (&self->parts, g_array_unref);
  g_clear_pointer (&self->sums, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Family, family_clear)

/* FALSE: the members have no sum that anybody could know (a household may have several risks). */
static gboolean
read_family (const LbDisclosure *self, const char *id, const GArray *ids, gboolean denominators, Family *family)
{
  const LbFigureTable *table = lb_figures_find (self->figures, id);
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (int));

  family->whole = table == NULL ? NO_COUNT : denominators ? cells_of (self, table)->denominator : cells_of (self, table)->numerator;
  for (guint i = 0; i < ids->len; i++) {
    table = lb_figures_find (self->figures, g_array_index (ids, char *, i));
    const Cells *cells = cells_of (self, table);
    int count = denominators ? cells->denominator : cells->numerator;
    if (count == NO_COUNT)
      return FALSE;
    g_array_append_val (members, count);
    if (family->whole == NO_COUNT) /* of shares the whole is what all are divided by */
      family->whole = cells->denominator;
  }
  if (family->whole == NO_COUNT)
    return FALSE;
  int left_out = -1;
  while (left_out < (int) members->len && !adds_up (self, members, family->whole, left_out))
    left_out++;
  if (left_out == (int) members->len)
    return FALSE;
  family->parts = g_array_new (FALSE, FALSE, sizeof (int));
  family->sums = g_array_new (FALSE, FALSE, sizeof (int));
  for (int i = 0; i < (int) members->len; i++)
    g_array_append_val (i == left_out ? family->sums : family->parts, g_array_index (members, int, i));
  return TRUE;
}

static gboolean
hide (LbDisclosure *self, int count, gboolean compared, guint region)
{
  gboolean *hidden = &hidden_of (self, count, compared)[region], changed = !*hidden;

  *hidden = TRUE;
  return changed;
}

/* The smallest part that is shown and not nothing; NO_COUNT: there is none. */
static int
smallest_part (const LbDisclosure *self, const Family *family, gboolean compared, guint region)
{
  int best = NO_COUNT;

  for (guint i = 0; i < family->parts->len; i++) {
    int part = g_array_index (family->parts, int, i);
    double number = number_of (self, part, FALSE, region);
    if (!hidden_of (self, part, compared)[region] && number > 0 &&
        (best == NO_COUNT || number < number_of (self, best, FALSE, region)))
      best = part;
  }
  return best;
}

/* Hides parts of one region until what the hidden ones sum to says no more than a cell may. TRUE: something was hidden. */
static gboolean
protect_family (LbDisclosure *self, const Family *family, gboolean compared, guint region)
{
  gboolean changed = FALSE;

  for (;;) {
    double rest[2] = {0, 0};
    guint n = 0;
    for (guint i = 0; i < family->parts->len; i++) {
      int part = g_array_index (family->parts, int, i);
      if (!hidden_of (self, part, compared)[region])
        continue;
      n++;
      rest[0] += number_of (self, part, FALSE, region);
      rest[1] += compared ? number_of (self, part, TRUE, region) : 0;
    }
    /* A sum of some of them would part the hidden ones. */
    for (guint i = 0; n > 0 && i < family->sums->len; i++)
      changed |= hide (self, g_array_index (family->sums, int, i), compared, region);
    if (n == 0 || (n > 1 && !lb_disclosure_is_small (self, rest[0]) && !lb_disclosure_is_small (self, rest[1])))
      return changed;
    int more = smallest_part (self, family, compared, region);
    changed |= hide (self, more == NO_COUNT ? family->whole : more, compared, region);
    if (more == NO_COUNT)
      return changed;
  }
}

/* Members are told of a region as a whole, not of its villages. */
static gboolean
is_told (const LbDisclosure *self, guint region)
{
  return region == self->figures->region || lb_region_tree_get (self->figures->regions, region)->level <= LB_LEVEL_TOWNSHIP;
}

static gboolean
protect_families (LbDisclosure *self, gboolean compared)
{
  GHashTableIter iter;
  gpointer id, ids;
  gboolean changed = FALSE;

  g_hash_table_iter_init (&iter, self->families);
  while (g_hash_table_iter_next (&iter, &id, &ids))
    for (int denominators = 0; denominators < 2; denominators++) {
      g_auto (Family) family = {NULL, NULL, NO_COUNT};
      if (!read_family (self, id, ids, denominators, &family))
        continue;
      for (guint region = 0; region < self->n; region++)
        if (is_told (self, region))
          changed |= protect_family (self, &family, compared, region);
    }
  return changed;
}

static void
decide_all (LbDisclosure *self, gboolean compared)
{
  do
    for (guint kind = 0; kind < self->counts->len; kind++)
      if (self->decisions[kind].hidden[compared] != NULL)
        decide (self, kind, compared);
  while (protect_families (self, compared));
}

/* The two counts of a member go together where each member has its own base; a row is hidden as a whole then. */
static void
join_members (LbDisclosure *self)
{
  GHashTableIter iter;
  gpointer ids;

  g_hash_table_iter_init (&iter, self->families);
  while (g_hash_table_iter_next (&iter, NULL, &ids)) {
    const GArray *members = ids;
    for (guint i = 0; i < members->len; i++) {
      const Cells *cells = cells_of (self, lb_figures_find (self->figures, g_array_index (members, char *, i)));
      const Cells *first = cells_of (self, lb_figures_find (self->figures, g_array_index (members, char *, 0)));
      const Cells *last = cells_of (self, lb_figures_find (self->figures, g_array_index (members, char *, members->len - 1)));
      if (first->denominator != last->denominator)
        join (self, cells->numerator, cells->denominator);
    }
  }
}

/* A family is one whether the report has it in a table or names its members in sentences. */
static void
add_member (LbDisclosure *self, char *id)
{
  const char *colon = strchr (id, ':');
  g_autofree char *family = colon == NULL ? NULL : g_strndup (id, (gsize) (colon - id));

  if (family == NULL)
    return;
  GArray *members = g_hash_table_lookup (self->families, family);
  if (members == NULL) {
    members = g_array_new (FALSE, FALSE, sizeof (char *));
    g_hash_table_insert (self->families, g_steal_pointer (&family), members);
  }
  g_array_append_val (members, id);
}

LbDisclosure *
lb_disclosure_new (const LbFigures *figures, guint small_cell, GHashTable *left)
{
  LbDisclosure *self = g_new0 (LbDisclosure, 1);
  g_autoptr (GList) ids = g_list_sort (g_hash_table_get_keys (figures->tables), (GCompareFunc) g_strcmp0);

  self->figures = figures;
  self->n = lb_region_tree_get_n (figures->regions);
  self->small_cell = small_cell;
  self->counts = g_ptr_array_new_with_free_func (count_free);
  self->by_sum = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->cells = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  for (const GList *id = ids; id != NULL; id = id->next)
    add_table (self, lb_figures_find (figures, id->data), left);
  self->families = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  for (const GList *id = ids; id != NULL; id = id->next)
    add_member (self, id->data);
  join_members (self);
  self->decisions = g_new0 (Decision, MAX (self->counts->len, 1));
  for (guint i = 0; i < self->counts->len; i++)
    if (find_kind (self, i) == i)
      self->decisions[i].hidden[FALSE] = g_new0 (gboolean, self->n);
  decide_all (self, FALSE);
  if (figures->since == LB_DAY_NONE)
    return self;
  for (guint i = 0; i < self->counts->len; i++)
    if (self->decisions[i].hidden[FALSE] != NULL)
      self->decisions[i].hidden[TRUE] = g_memdup2 (self->decisions[i].hidden[FALSE], self->n * sizeof (gboolean));
  decide_all (self, TRUE);
  return self;
}

void
lb_disclosure_free (LbDisclosure *self)
{
  for (guint i = 0; i < self->counts->len; i++) {
    g_free (self->decisions[i].hidden[FALSE]);
    g_free (self->decisions[i].hidden[TRUE]);
  }
  g_free (self->decisions);
  g_hash_table_unref (self->cells);
  g_hash_table_unref (self->families);
  g_hash_table_unref (self->by_sum);
  g_ptr_array_unref (self->counts);
  g_free (self);
}

guint
lb_disclosure_get_small_cell (const LbDisclosure *self)
{
  return self->small_cell;
}

gboolean
lb_disclosure_is_small (const LbDisclosure *self, double count)
{
  return fabs (count) > 0 && fabs (count) < self->small_cell;
}

gboolean
lb_disclosure_hides (const LbDisclosure *self, const LbFigureTable *table, LbWhen when, LbField field, guint region)
{
  const Cells *cells = cells_of (self, table);
  gboolean compared = when != LB_WHEN_NOW;
  gboolean numerator = cells->numerator != NO_COUNT && hidden_of (self, cells->numerator, compared)[region];
  gboolean denominator = cells->denominator != NO_COUNT && hidden_of (self, cells->denominator, compared)[region];

  switch (field) {
  case LB_FIELD_NUMERATOR:
  case LB_FIELD_PERSONS: return numerator;
  case LB_FIELD_DENOMINATOR: return denominator;
  case LB_FIELD_VALUE:
  case LB_FIELD_RANK: return numerator || (denominator && table->now->indicator->form == LB_FORM_RATIO);
  case LB_FIELD_OPEN: return numerator || denominator || compared;
  }
  g_return_val_if_reached (TRUE);
}

/* Whether little lies between two dates. */
static gboolean
are_near (const LbDisclosure *self, const LbValues *a, const LbValues *b, guint region)
{
  return lb_disclosure_is_small (self, a->numerator[region] - b->numerator[region]) ||
         (lb_suppress_are_counts (a->denominator, a->n) &&
          lb_disclosure_is_small (self, a->denominator[region] - b->denominator[region]));
}

void
lb_disclosure_hide_days (const LbDisclosure *self, const LbFigureTable *table, guint region, const gint32 *days, guint n,
                         gboolean *hidden)
{
  g_autoptr (GPtrArray) shown = g_ptr_array_new_with_free_func ((GDestroyNotify) lb_values_unref);
  gboolean own = lb_disclosure_hides (self, table, LB_WHEN_NOW, LB_FIELD_VALUE, region);

  if (!own)
    g_ptr_array_add (shown, lb_values_ref (table->now));
  if (table->then != NULL && !lb_disclosure_hides (self, table, LB_WHEN_THEN, LB_FIELD_VALUE, region))
    g_ptr_array_add (shown, lb_values_ref (table->then));
  for (guint i = n; i-- > 0;) {
    g_autoptr (LbValues) values = lb_cube_at (table->cube, days[i]);
    g_autofree gboolean *small = lb_suppress_cells (values, self->small_cell);
    hidden[i] = own || small[region];
    for (guint k = 0; k < shown->len && !hidden[i]; k++)
      hidden[i] = are_near (self, g_ptr_array_index (shown, k), values, region);
    if (!hidden[i])
      g_ptr_array_add (shown, g_steal_pointer (&values));
  }
}
