#include "solver.h"

#define PRIME 2147483647u

typedef struct {
  guint variable;
  int factor; /* 1 or −1 */
} Term;

struct _Solver {
  GArray *known;        /* gboolean by unknown */
  GPtrArray *equations; /* GArray of Term      */
};

Solver *
solver_new (void)
{
  Solver *self = g_new (Solver, 1);

  self->known = g_array_new (FALSE, TRUE, sizeof (gboolean));
  self->equations = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  return self;
}

void
solver_free (Solver *self)
{
  g_array_unref (self->known);
  g_ptr_array_unref (self->equations);
  g_free (self);
}

void
solver_set_size (Solver *self, guint unknowns)
{
  g_array_set_size (self->known, unknowns);
}

guint
solver_get_size (const Solver *self)
{
  return self->known->len;
}

gboolean
solver_knows (const Solver *self, guint unknown)
{
  return g_array_index (self->known, gboolean, unknown);
}

gboolean
solver_learn (Solver *self, guint unknown)
{
  gboolean news = !solver_knows (self, unknown);

  g_array_index (self->known, gboolean, unknown) = TRUE;
  return news;
}

GArray *
solver_terms_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (Term));
}

void
solver_add_term (GArray *terms, guint unknown, int factor)
{
  Term term = {unknown, factor};

  g_array_append_val (terms, term);
}

void
solver_take (Solver *self, GArray *terms)
{
  g_ptr_array_add (self->equations, terms);
}

GArray *
solver_add (Solver *self)
{
  GArray *terms = solver_terms_new ();

  solver_take (self, terms);
  return terms;
}

static guint
unknowns_of (const Solver *self, const GArray *terms, guint *last)
{
  guint n = 0;

  for (guint i = 0; i < terms->len; i++)
    if (!solver_knows (self, g_array_index (terms, Term, i).variable)) {
      *last = g_array_index (terms, Term, i).variable;
      n++;
    }
  return n;
}

static gboolean
substitute (Solver *self)
{
  gboolean news = FALSE, going = TRUE;
  guint last;

  while (going) {
    going = FALSE;
    for (guint i = 0; i < self->equations->len; i++)
      if (unknowns_of (self, g_ptr_array_index (self->equations, i), &last) == 1)
        going = solver_learn (self, last);
    news |= going;
  }
  return news;
}

static guint64
power (guint64 base, guint64 exponent)
{
  guint64 result = 1;

  for (; exponent > 0; exponent >>= 1, base = base * base % PRIME)
    if (exponent & 1)
      result = result * base % PRIME;
  return result;
}

/* Equations without one that holds an unknown of its own: it says nothing about others. (transfer container) */
static GPtrArray *
prune (const Solver *self)
{
  GPtrArray *left = g_ptr_array_new ();
  g_autofree guint *uses = g_new0 (guint, self->known->len);
  gboolean going = TRUE;
  guint last;

  for (guint i = 0; i < self->equations->len; i++)
    if (unknowns_of (self, g_ptr_array_index (self->equations, i), &last) > 0)
      g_ptr_array_add (left, g_ptr_array_index (self->equations, i));
  for (guint i = 0; i < left->len; i++) {
    const GArray *terms = g_ptr_array_index (left, i);
    for (guint k = 0; k < terms->len; k++)
      uses[g_array_index (terms, Term, k).variable]++;
  }
  while (going) {
    going = FALSE;
    for (guint i = left->len; i-- > 0;) {
      const GArray *terms = g_ptr_array_index (left, i);
      gboolean own = FALSE;
      for (guint k = 0; k < terms->len; k++) {
        guint variable = g_array_index (terms, Term, k).variable;
        own = own || (!solver_knows (self, variable) && uses[variable] == 1);
      }
      if (!own)
        continue;
      for (guint k = 0; k < terms->len; k++)
        uses[g_array_index (terms, Term, k).variable]--;
      g_ptr_array_remove_index_fast (left, i);
      going = TRUE;
    }
  }
  return left;
}

/* Brings what is left into echelon form; an unknown that stands alone in a row is known. */
static gboolean
eliminate (Solver *self)
{
  g_autoptr (GPtrArray) left = prune (self);
  g_autoptr (GHashTable) columns = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) variables = g_array_new (FALSE, FALSE, sizeof (guint));
  gboolean news = FALSE;

  for (guint i = 0; i < left->len; i++) {
    const GArray *terms = g_ptr_array_index (left, i);
    for (guint k = 0; k < terms->len; k++) {
      guint variable = g_array_index (terms, Term, k).variable;
      gpointer key = GUINT_TO_POINTER (variable + 1);
      if (solver_knows (self, variable) || g_hash_table_contains (columns, key))
        continue;
      g_hash_table_insert (columns, key, GUINT_TO_POINTER (variables->len));
      g_array_append_val (variables, variable);
    }
  }
  guint width = variables->len, height = left->len, rank = 0;
  if (width == 0)
    return FALSE;
  g_autofree guint64 *cells = g_new0 (guint64, (gsize) width * height);
  for (guint i = 0; i < height; i++) {
    const GArray *terms = g_ptr_array_index (left, i);
    for (guint k = 0; k < terms->len; k++) {
      const Term *term = &g_array_index (terms, Term, k);
      if (!solver_knows (self, term->variable)) {
        guint64 *cell = &cells[(gsize) i * width + GPOINTER_TO_UINT (g_hash_table_lookup (columns, GUINT_TO_POINTER (term->variable + 1)))];
        *cell = (*cell + (term->factor > 0 ? 1 : PRIME - 1)) % PRIME;
      }
    }
  }
  for (guint column = 0; column < width && rank < height; column++) {
    guint pivot = rank;
    while (pivot < height && cells[(gsize) pivot * width + column] == 0)
      pivot++;
    if (pivot == height)
      continue;
    guint64 *row = &cells[(gsize) rank * width], *found = &cells[(gsize) pivot * width];
    for (guint k = 0; k < width; k++) {
      guint64 keep = row[k];
      row[k] = found[k];
      found[k] = keep;
    }
    guint64 inverse = power (row[column], PRIME - 2);
    for (guint k = 0; k < width; k++)
      row[k] = row[k] * inverse % PRIME;
    for (guint i = 0; i < height; i++) {
      guint64 *other = &cells[(gsize) i * width], factor = other[column];
      for (guint k = column; i != rank && factor != 0 && k < width; k++)
        other[k] = (other[k] + (PRIME - factor) * row[k]) % PRIME;
    }
    rank++;
  }
  for (guint i = 0; i < rank; i++) {
    guint n = 0, at = 0;
    for (guint k = 0; k < width; k++)
      if (cells[(gsize) i * width + k] != 0) {
        n++;
        at = k;
      }
    if (n == 1)
      news |= solver_learn (self, g_array_index (variables, guint, at));
  }
  return news;
}

gboolean
solver_run (Solver *self)
{
  gboolean news = FALSE;

  while (substitute (self) || eliminate (self))
    news = TRUE;
  return news;
}
