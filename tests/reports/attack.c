#include "attack.h"
#include "solver.h"

#include <math.h>
#include <string.h>

typedef enum { NUMERATOR, DENOMINATOR, PERSONS, N_PARTS } Part;

typedef struct {
  const LbDocument *document;
  const LbRegionTree *regions;
  guint n, small_cell;
  GHashTable *counts;   /* checksum of a count → its number + 1               */
  GPtrArray *vectors;   /* const double *: by number of the count and date     */
  GHashTable *numbers;  /* "indicator part" → number of the count + 1          */
  Solver *solver;
  GPtrArray *findings;
} Attack;

/* A count at one date in one region. */
static guint
variable_of (const Attack *self, guint count, gboolean then, guint region)
{
  return (count * 2 + then) * self->n + region;
}

/* (transfer full): under which name a count is known everywhere: that two come to the same by chance, nobody knows. */
static char *
name_of (const char *indicator, Part part)
{
  static const struct {
    const char *indicator;
    Part part;
    const char *same;
    Part of;
  } same[] = {{"D02", NUMERATOR, "D01", NUMERATOR}, {"D02", PERSONS, "D01", PERSONS}, {"D03", NUMERATOR, "D01", PERSONS},
              {"D05:", DENOMINATOR, "D01", NUMERATOR}, {"D06:", DENOMINATOR, "D01", NUMERATOR}, {"P01", DENOMINATOR, "D02", DENOMINATOR}};

  for (gsize i = 0; i < G_N_ELEMENTS (same); i++)
    if (g_str_has_prefix (indicator, same[i].indicator) && part == same[i].part)
      return g_strdup_printf ("%s %d", same[i].same, same[i].of);
  if (g_str_equal (indicator, "M02"))
    return g_strdup_printf ("M01 %d", part);
  return g_strdup_printf ("%s %d", g_str_equal (indicator, "M06") && part == NUMERATOR ? "M05" : indicator, part);
}

static void
add_count (Attack *self, const char *indicator, Part part, const double *now, const double *then)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  if (now == NULL)
    return;
  for (guint i = 0; i < self->n; i++)
    if (fabs (now[i] - round (now[i])) > 0)
      return;
  g_checksum_update (sum, (const guchar *) now, (gssize) (self->n * sizeof (double)));
  if (then != NULL)
    g_checksum_update (sum, (const guchar *) then, (gssize) (self->n * sizeof (double)));
  g_autofree char *name = name_of (indicator, part);
  g_checksum_update (sum, (const guchar *) name, -1);
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, g_checksum_get_string (sum)));
  if (number == 0) {
    g_ptr_array_add (self->vectors, (gpointer) now);
    g_ptr_array_add (self->vectors, (gpointer) then);
    number = self->vectors->len / 2;
    g_hash_table_insert (self->counts, g_strdup (g_checksum_get_string (sum)), GUINT_TO_POINTER (number));
    solver_set_size (self->solver, number * 2 * self->n);
  }
  g_hash_table_insert (self->numbers, g_strdup_printf ("%s %d", indicator, part), GUINT_TO_POINTER (number));
}

/* FALSE: it is no count. */
static gboolean
find_count (const Attack *self, const char *indicator, Part part, guint *count)
{
  g_autofree char *key = g_strdup_printf ("%s %d", indicator, part);
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, key));

  *count = number - 1;
  return number > 0;
}

static double
value_of (const Attack *self, guint variable)
{
  const double *vector = g_ptr_array_index (self->vectors, variable / self->n);

  return vector == NULL ? NAN : vector[variable % self->n];
}

/* Regions are the sums of their parts; below the villages nothing is told. */
static void
add_tree (Attack *self)
{
  for (guint slice = 0; slice < self->vectors->len; slice++)
    for (guint region = 0; region < self->n && g_ptr_array_index (self->vectors, slice) != NULL; region++) {
      const LbRegion *place = lb_region_tree_get (self->regions, region);
      if (place->end == region + 1 || place->level >= LB_LEVEL_VILLAGE)
        continue;
      GArray *terms = solver_add (self->solver);
      solver_add_term (terms, slice * self->n + region, 1);
      for (guint child = region + 1; child < place->end; child = lb_region_tree_get (self->regions, child)->end)
        solver_add_term (terms, slice * self->n + child, -1);
    }
}

/* The members @ids (ends with NULL) make up @whole, where anything of them is told. */
static void
add_sum (Attack *self, const char *family, const char *const *ids, const char *whole, Part part, Part of)
{
  guint count;

  for (guint region = 0; region < self->n; region++)
    for (int then = 0; then < 2; then++) {
      GArray *terms = solver_terms_new ();
      gboolean told = FALSE, complete = find_count (self, whole, of, &count);
      if (complete)
        solver_add_term (terms, variable_of (self, count, then, region), 1);
      for (guint i = 0; ids[i] != NULL && complete; i++) {
        g_autofree char *id = g_strconcat (family, ":", ids[i], NULL);
        complete = find_count (self, id, part, &count);
        if (!complete)
          break;
        guint variable = variable_of (self, count, then, region);
        told = told || solver_knows (self->solver, variable);
        solver_add_term (terms, variable, -1);
      }
      if (complete && told)
        solver_take (self->solver, terms);
      else
        g_array_unref (terms);
    }
}

static void
add_families (Attack *self)
{
  static const char *const classes[] = {"unstable", "marginal", "sudden", NULL};
  static const char *const categories[] = {"industry", "employment", "finance", "public_post", "health", "compulsory_education",
                                           "other_education", "safety_net", "housing", "water", "social", "relocation",
                                           "living_conditions", "infrastructure", NULL};
  static const char *const developmental[] = {"industry", "employment", "finance", "public_post", NULL};

  add_sum (self, "D05", classes, "D01", NUMERATOR, NUMERATOR);
  add_sum (self, "D05", classes, "D01", PERSONS, PERSONS);
  for (int part = NUMERATOR; part <= DENOMINATOR; part++) {
    add_sum (self, "M02", categories, "M01", part, part);
    add_sum (self, "M02", developmental, "M02:developmental", part, part);
  }
}

/* A change is told: one equation; a difference between denominator and numerator: another. */
static void
add_difference (Attack *self, guint a, guint b)
{
  GArray *terms = solver_add (self->solver);

  solver_add_term (terms, a, 1);
  solver_add_term (terms, b, -1);
}

static gboolean
is_small (const Attack *self, double number)
{
  return fabs (number) >= 0.5 && fabs (number) < self->small_cell - 0.5;
}

/* (transfer full): under which names a count stands: "D01 0, D02 0". */
static char *
names_of (const Attack *self, guint count)
{
  g_autoptr (GString) names = g_string_new (NULL);
  GHashTableIter iter;
  gpointer name, number;

  g_hash_table_iter_init (&iter, self->numbers);
  while (g_hash_table_iter_next (&iter, &name, &number))
    if (GPOINTER_TO_UINT (number) == count + 1)
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", (const char *) name);
  return g_strdup (names->str);
}

static void G_GNUC_PRINTF (2, 3)
find (Attack *self, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (self->findings, g_strdup_vprintf (format, args));
  va_end (args);
}

static Part
part_of (LbField field)
{
  return field == LB_FIELD_PERSONS ? PERSONS : field == LB_FIELD_DENOMINATOR ? DENOMINATOR : NUMERATOR;
}

/* A rate or count of an indicator is told. TRUE: something new follows. */
static gboolean
learn_value (Attack *self, const char *indicator, gboolean then, guint region)
{
  const LbIndicator *own = lb_figures_find (self->document->figures, indicator)->now->indicator;
  guint numerator, denominator;

  if (!find_count (self, indicator, NUMERATOR, &numerator))
    return FALSE;
  guint above = variable_of (self, numerator, then, region);
  if (own->form != LB_FORM_RATIO)
    return solver_learn (self->solver, above);
  if (!find_count (self, indicator, DENOMINATOR, &denominator)) /* divided by an area, which everybody knows */
    return solver_learn (self->solver, above);
  guint below = variable_of (self, denominator, then, region);
  if (solver_knows (self->solver, below))
    return solver_learn (self->solver, above);
  return solver_knows (self->solver, above) && value_of (self, above) > 0 && solver_learn (self->solver, below);
}

/* TRUE: something new follows. */
static gboolean
learn_use (Attack *self, const LbTemplateUse *use)
{
  guint count, other;
  gboolean then = use->when == LB_WHEN_THEN;

  if (use->tells != LB_TELLS_FIGURE || use->hidden || use->day != LB_DAY_NONE || g_str_equal (use->text, LB_NO_DATA))
    return FALSE;
  switch (use->field) {
  case LB_FIELD_RANK: return FALSE;
  case LB_FIELD_VALUE:
    if (use->when != LB_WHEN_CHANGE)
      return learn_value (self, use->indicator, then, use->region);
    /* With the rate of one date that of the other is known. */
    return find_count (self, use->indicator, NUMERATOR, &count) &&
           (solver_knows (self->solver, variable_of (self, count, FALSE, use->region)) || solver_knows (self->solver, variable_of (self, count, TRUE, use->region))) &&
           (learn_value (self, use->indicator, TRUE, use->region) | learn_value (self, use->indicator, FALSE, use->region));
  case LB_FIELD_OPEN:
    if (find_count (self, use->indicator, NUMERATOR, &count) && find_count (self, use->indicator, DENOMINATOR, &other))
      add_difference (self, variable_of (self, other, then, use->region), variable_of (self, count, then, use->region));
    return FALSE;
  default:
    if (!find_count (self, use->indicator, part_of (use->field), &count))
      return FALSE;
    if (use->when != LB_WHEN_CHANGE)
      return solver_learn (self->solver, variable_of (self, count, then, use->region));
    add_difference (self, variable_of (self, count, FALSE, use->region), variable_of (self, count, TRUE, use->region));
    return FALSE;
  }
}

/* Of a map every class is taken for the value itself. */
static gboolean
learn_map (Attack *self, const LbMap *map)
{
  const LbMapSpec *spec = lb_map_get_spec (map);
  const LbRegionTree *own = lb_boundaries_get_regions (lb_map_get_boundaries (map));
  GHashTableIter iter;
  gpointer id, data;
  gboolean news = FALSE;

  g_hash_table_iter_init (&iter, self->document->figures->tables);
  while (g_hash_table_iter_next (&iter, &id, &data)) {
    const LbFigureTable *table = data;
    g_autofree char *change = g_strconcat (table->now->indicator->name, "变化", NULL);
    gboolean changes = g_str_equal (spec->indicator, change);
    if (!changes && !g_str_equal (spec->indicator, table->now->indicator->name))
      continue;
    for (guint i = 0; i < lb_region_tree_get_n (own); i++) {
      int region = lb_region_tree_find_code ((LbRegionTree *) self->regions, lb_region_tree_get (own, i)->code);
      if (lb_region_tree_get (own, i)->level != spec->level || spec->suppressed[i] || region < 0)
        continue;
      LbTemplateUse use = {.tells = LB_TELLS_FIGURE, .indicator = id, .when = changes ? LB_WHEN_CHANGE : LB_WHEN_NOW,
                           .field = LB_FIELD_VALUE, .region = (guint) region, .day = LB_DAY_NONE, .text = (char *) "0"};
      news |= learn_use (self, &use);
    }
  }
  return news;
}

static gboolean
read_blocks (Attack *self, const GPtrArray *blocks)
{
  gboolean news = FALSE;

  for (guint i = 0; i < blocks->len; i++) {
    const LbBlock *block = g_ptr_array_index (blocks, i);
    if (block->type == LB_BLOCK_FIGURE)
      news |= learn_map (self, block->map);
    for (guint c = 0; block->type == LB_BLOCK_ROW && c < block->columns->len; c++)
      news |= read_blocks (self, ((const LbRowColumn *) g_ptr_array_index (block->columns, c))->blocks);
  }
  return news;
}

static gboolean
read_document (Attack *self)
{
  gboolean news = FALSE;

  for (guint i = 0; i < self->document->uses->len; i++)
    news |= learn_use (self, &g_array_index (self->document->uses, LbTemplateUse, i));
  return read_blocks (self, self->document->blocks) || news;
}

/* Small counts that are known, on either date or as the difference of both. */
static void
report_counts (Attack *self)
{
  guint slice = 2 * self->n;

  for (guint v = 0; v < solver_get_size (self->solver); v++) {
    gboolean then = v / self->n % 2;
    const LbRegion *place = lb_region_tree_get (self->regions, v % self->n);
    if (!solver_knows (self->solver, v))
      continue;
    g_autofree char *names = names_of (self, v / slice);
    if (is_small (self, value_of (self, v)))
      find (self, "%s%s of %s is %g", names, then ? " then" : "", place->name, value_of (self, v));
    if (!then && solver_knows (self->solver, v + self->n) && is_small (self, value_of (self, v) - value_of (self, v + self->n)))
      find (self, "%s of %s changed by %g", names, place->name, value_of (self, v) - value_of (self, v + self->n));
  }
}

/* Points of trends: small ones, and two that differ by little. */
static void
report_trends (Attack *self)
{
  const GArray *uses = self->document->uses;

  for (guint i = 0; i < uses->len; i++) {
    const LbTemplateUse *a = &g_array_index (uses, LbTemplateUse, i);
    if (a->tells != LB_TELLS_FIGURE || a->hidden || a->day == LB_DAY_NONE)
      continue;
    const LbFigureTable *table = lb_figures_find (self->document->figures, a->indicator);
    g_autoptr (LbValues) x = lb_cube_at (table->cube, a->day);
    if (is_small (self, x->numerator[a->region]))
      find (self, "%s on day %d is %g", a->indicator, a->day, x->numerator[a->region]);
    for (guint k = 0; k < i; k++) {
      const LbTemplateUse *b = &g_array_index (uses, LbTemplateUse, k);
      if (b->tells != LB_TELLS_FIGURE || b->hidden || b->day == LB_DAY_NONE || b->region != a->region || !g_str_equal (a->indicator, b->indicator))
        continue;
      g_autoptr (LbValues) y = lb_cube_at (table->cube, b->day);
      if (is_small (self, x->numerator[a->region] - y->numerator[a->region]))
        find (self, "%s changed by %g between two months", a->indicator, x->numerator[a->region] - y->numerator[a->region]);
    }
  }
}

static gboolean
is_open (const LbList *list)
{
  return list->open == LB_PUBLIC_ROWS;
}

/* Of a column of counts the sum may be known: hidden rows beside shown ones are given away when they come to little. */
static void
report_columns (Attack *self, const LbList *list, guint region)
{
  g_autoptr (GPtrArray) rows = lb_list_select (list, self->regions, region, NULL, NULL);

  for (guint c = 0; c < list->columns->len; c++) {
    const char *head = g_array_index (list->columns, LbListColumn, c).head;
    g_autoptr (GArray) seen = g_array_set_size (g_array_new (FALSE, TRUE, sizeof (gboolean)), rows->len);
    guint hidden = 0;
    double rest = 0;
    for (guint i = 0; i < self->document->uses->len; i++) {
      const LbTemplateUse *use = &g_array_index (self->document->uses, LbTemplateUse, i);
      if (use->tells != LB_TELLS_CELL || !use->hidden || use->region != region || g_strcmp0 (use->list, list->id) != 0 ||
          g_strcmp0 (use->head, head) != 0)
        continue;
      if (use->row >= seen->len || g_array_index (seen, gboolean, use->row))
        continue;
      g_array_index (seen, gboolean, use->row) = TRUE;
      hidden++;
      rest += ((const LbListRow *) g_ptr_array_index (rows, use->row))->numbers[c];
    }
    double sum = 0;
    for (guint r = 0; r < rows->len; r++)
      sum += ((const LbListRow *) g_ptr_array_index (rows, r))->numbers[c];
    if (hidden > 0 && is_small (self, rest) && !is_small (self, sum)) /* a small sum is not told itself */
      find (self, "the %u hidden rows of %s.%s come to %g", hidden, list->id, head, rest);
  }
}

static void
report_lists (Attack *self)
{
  for (guint i = 0; i < self->document->uses->len; i++) {
    const LbTemplateUse *use = &g_array_index (self->document->uses, LbTemplateUse, i);
    const LbList *list = use->list == NULL ? NULL : lb_figures_find_list (self->document->figures, use->list);
    if (list == NULL || is_open (list))
      continue;
    int column = use->head == NULL ? -1 : lb_list_find_column (list, use->head);
    gboolean counts = use->tells == LB_TELLS_SUM || (use->tells == LB_TELLS_ROWS && !list->sum) ||
                      (column >= 0 && g_array_index (list->columns, LbListColumn, (guint) column).kind == LB_CELL_NUMBER);
    if (use->tells == LB_TELLS_CELL && !list->sum)
      find (self, "a row of %s is told: %s", list->id, use->text);
    if (counts && !use->hidden && is_small (self, g_ascii_strtod (use->text, NULL)))
      find (self, "%s of %s is %s", use->head == NULL ? "the length" : use->head, list->id, use->text);
    if (use->hidden && use->tells == LB_TELLS_CELL && list->open == LB_PUBLIC_COUNTS)
      report_columns (self, list, use->region);
  }
}

static void
attack_clear (Attack *self)
{
  g_hash_table_unref (self->counts);
  g_hash_table_unref (self->numbers);
  g_ptr_array_unref (self->vectors);
  solver_free (self->solver);
}

GPtrArray *
attack (const LbDocument *document, guint small_cell)
{
  Attack self = {.document = document, .regions = document->figures->regions, .n = lb_region_tree_get_n (document->figures->regions),
                 .small_cell = small_cell, .counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                 .numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL), .vectors = g_ptr_array_new (),
                 .solver = solver_new (), .findings = g_ptr_array_new_with_free_func (g_free)};
  GHashTableIter iter;
  gpointer id, data;

  g_hash_table_iter_init (&iter, document->figures->tables);
  while (g_hash_table_iter_next (&iter, &id, &data)) {
    const LbValues *now = ((LbFigureTable *) data)->now, *then = ((LbFigureTable *) data)->then;
    add_count (&self, id, NUMERATOR, now->numerator, then == NULL ? NULL : then->numerator);
    add_count (&self, id, DENOMINATOR, now->denominator, then == NULL ? NULL : then->denominator);
    add_count (&self, id, PERSONS, now->persons, then == NULL ? NULL : then->persons);
  }
  add_tree (&self);
  read_document (&self);
  add_families (&self);
  while (solver_run (self.solver) || read_document (&self))
    ;
  report_counts (&self);
  report_trends (&self);
  report_lists (&self);
  attack_clear (&self);
  return self.findings;
}
