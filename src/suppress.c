#include "config.h"
#include "src/suppress.h"
#include "src/error.h"
#include "src/i18n.h"

#include <math.h>

typedef struct {
  const LbRegionTree *regions;
  const double *const *counts;
  guint n_counts;
  double small_cell;
  gboolean *hidden;
  double **residual; /* of a hidden region: what its hidden leaves sum to, a row a region */
  guint *cells;      /* of a hidden region: how many those are                            */
} Suppression;

gboolean
lb_suppress_are_counts (const double *counts, guint n)
{
  for (guint i = 0; i < n; i++)
    if (isfinite (counts[i]) && fabs (counts[i] - round (counts[i])) > 0)
      return FALSE;
  return TRUE;
}

static gboolean
is_small (const Suppression *self, double count)
{
  double size = fabs (count); /* of a difference of two dates too */

  return size > 0 && size < self->small_cell;
}

static guint
first_child (guint region)
{
  return region + 1;
}

static guint
next_child (const Suppression *self, guint child)
{
  return lb_region_tree_get (self->regions, child)->end;
}

/* What the hidden cells below @region come to. */
static guint
gather (const Suppression *self, guint region, double *residual)
{
  guint end = lb_region_tree_get (self->regions, region)->end, cells = 0;

  for (guint q = 0; q < self->n_counts; q++)
    residual[q] = 0;
  for (guint child = first_child (region); child < end; child = next_child (self, child)) {
    if (!self->hidden[child])
      continue;
    cells += self->cells[child];
    for (guint q = 0; q < self->n_counts; q++)
      residual[q] += self->residual[child][q];
  }
  return cells;
}

/* Whether the hidden children of a shown region, taken together, are a small count: of a difference of two dates some rise and some fall, and
 * what the cells below them hold apart may come to little. */
static gboolean
is_small_together (const Suppression *self, guint region, guint q)
{
  guint end = lb_region_tree_get (self->regions, region)->end;
  double sum = 0;

  for (guint child = first_child (region); child < end; child = next_child (self, child))
    sum += self->hidden[child] ? self->counts[q][child] : 0;
  return is_small (self, sum);
}

/* The smallest shown child that holds anything, or with @empty_too, for want of one, an empty child. 0: none is left. */
static guint
smallest_child (const Suppression *self, guint region, gboolean empty_too)
{
  guint end = lb_region_tree_get (self->regions, region)->end, best = 0;
  double least = INFINITY;

  for (guint child = first_child (region); child < end; child = next_child (self, child)) {
    double size = fabs (self->counts[self->n_counts - 1][child]);
    if (self->hidden[child] || (size <= 0 && !empty_too))
      continue;
    if (size <= 0)
      size = G_MAXDOUBLE;
    if (size < least) {
      least = size;
      best = child;
    }
  }
  return best;
}

/* Hides a region; when it has children one of them at least, so that it is not their sum. */
static void
hide (Suppression *self, guint region)
{
  double *residual = self->residual[region];
  gboolean leaf = lb_region_tree_get (self->regions, region)->end == region + 1;
  guint cells = 0;

  self->hidden[region] = TRUE;
  if (!leaf && (cells = gather (self, region, residual)) == 0) {
    guint child = smallest_child (self, region, TRUE);
    hide (self, child);
    cells = gather (self, region, residual);
  }
  /* What sits at the region itself and not at its children is as unknown as a leaf. */
  self->cells[region] = MAX (cells, 1);
  for (guint q = 0; q < self->n_counts && cells == 0; q++)
    residual[q] = fabs (self->counts[q][region]);
}

/* Hides children of a shown region until what can be computed about them says no more than a cell may. */
static void
protect (Suppression *self, guint region)
{
  for (;;) {
    double *residual = self->residual[region];
    guint cells = gather (self, region, residual);
    gboolean small = FALSE;
    for (guint q = 0; q < self->n_counts; q++)
      small = small || is_small (self, residual[q]) || (cells > 0 && is_small_together (self, region, q));
    if (cells == 0 || (cells > 1 && !small))
      return;
    guint child = smallest_child (self, region, !small);
    if (child == 0) {
      hide (self, region);
      return;
    }
    hide (self, child);
  }
}

void
lb_suppress_counts (const LbRegionTree *regions, const double *const *counts, guint n_counts, guint small_cell, gboolean *hidden)
{
  guint n = lb_region_tree_get_n (regions);
  g_autofree double *numbers = g_new0 (double, (gsize) n * n_counts);
  g_autofree double **residual = g_new (double *, n);
  g_autofree guint *cells = g_new0 (guint, n);
  Suppression self = {regions, counts, n_counts, small_cell, hidden, residual, cells};

  for (guint i = 0; i < n; i++)
    residual[i] = numbers + (gsize) i * n_counts;
  for (guint region = n; region-- > 0;) { /* children before parents */
    gboolean small = hidden[region];
    for (guint q = 0; q < n_counts; q++)
      small = small || is_small (&self, counts[q][region]);
    if (small)
      hide (&self, region);
    else
      protect (&self, region);
  }
}

gboolean *
lb_suppress_cells (const LbValues *values, guint small_cell)
{
  const double *counts[] = {values->numerator, values->denominator};
  gboolean *hidden = g_new0 (gboolean, values->n);

  lb_suppress_counts (values->regions, counts, lb_suppress_are_counts (values->denominator, values->n) ? 2 : 1, small_cell, hidden);
  return hidden;
}

static void
add_table (gboolean *hidden, const LbValues *values, guint small_cell)
{
  g_autofree gboolean *more = values != NULL ? lb_suppress_cells (values, small_cell) : NULL;

  for (guint i = 0; more != NULL && i < values->n; i++)
    hidden[i] = hidden[i] || more[i];
}

gboolean
lb_suppress_get_small_cell (const LbRules *rules, gint32 day, guint *small_cell, GError **error)
{
  double number = 0;

  if (!lb_rules_get_number (rules, "publish.small_cell", day, &number) || number < 1) {
    g_set_error (error, LB_ERROR, LB_ERROR_INPUT,
                 _ ("the rule set %s does not say from which count a cell may be published (publish.small_cell); add it"),
                 lb_rules_get_name (rules));
    return FALSE;
  }
  *small_cell = (guint) number;
  return TRUE;
}

/* Cells hidden together by several tables keep each table's rules: more hidden cells never make a residual smaller. */
gboolean *
lb_suppress_for_project (LbProject *project, const LbValues *values, const LbValues *earlier, const LbValues *later, GError **error)
{
  g_autoptr (LbRules) rules = lb_rules_load_for_project (project, NULL, error);
  guint small_cell;

  if (rules == NULL || !lb_suppress_get_small_cell (rules, values->as_of, &small_cell, error))
    return NULL;
  gboolean *hidden = lb_suppress_cells (values, small_cell);
  add_table (hidden, earlier, small_cell);
  add_table (hidden, later, small_cell);
  return hidden;
}
