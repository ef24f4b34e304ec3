#include "config.h"
#include "maps/classes.h"
#include "maps/breaks.h"
#include "maps/error.h"
#include "maps/sort.h"
#include "src/error.h"
#include "src/i18n.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct {
  const char *word;
  const char *label;
  guint (*find) (const LbDistinct *values, guint k, double *limits);
} methods[] = {
  [LB_CLASSIFY_EQUAL] = {"equal", N_ ("Equal intervals"), lb_breaks_equal},
  [LB_CLASSIFY_QUANTILE] = {"quantile", N_ ("Quantiles"), lb_breaks_quantile},
  [LB_CLASSIFY_JENKS] = {"jenks", N_ ("Natural breaks"), lb_breaks_jenks},
  [LB_CLASSIFY_PRETTY] = {"pretty", N_ ("Round numbers"), lb_breaks_pretty},
  [LB_CLASSIFY_STDDEV] = {"stddev", N_ ("Standard deviation"), lb_breaks_stddev},
  [LB_CLASSIFY_HEADTAIL] = {"headtail", N_ ("Head/tail breaks"), lb_breaks_headtail},
  [LB_CLASSIFY_MANUAL] = {"manual", N_ ("Chosen limits"), NULL},
};

gboolean
lb_classify_parse (const char *text, LbClassify *method, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    if (g_strcmp0 (text, methods[i].word) == 0) {
      *method = (LbClassify) i;
      return TRUE;
    }
  g_set_error (error, LB_ERROR, LB_ERROR_USAGE,
               _ ("“%s” is not a method of classification; there are equal, quantile, jenks, pretty, stddev, headtail and manual"),
               text);
  return FALSE;
}

const char *
lb_classify_get_label (LbClassify method)
{
  return _ (methods[method].label);
}

const char *
lb_classify_to_text (LbClassify method)
{
  return methods[method].word;
}

/* The finite values, distinct and counted. */
typedef struct {
  double *value;
  guint *count;
  LbDistinct distinct;
} Sorted;

/* Rates and counts of small regions are few different numbers: those are told apart by hashing and only they are sorted. */
#define FEW       2048
#define FEW_SLOTS 8192

typedef struct {
  double value;
  guint count;
} Counted;

static int
compare_counted (const void *a, const void *b)
{
  const Counted *first = a, *second = b;

  return (first->value > second->value) - (first->value < second->value);
}

/* Place of a value in the table: its own or a free one. */
static guint
find_slot (const guint16 *slots, const Counted *counted, double value)
{
  guint64 bits;

  memcpy (&bits, &value, sizeof bits);
  guint slot = (guint) (bits * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15) >> 51);
  while (slots[slot] != 0 && memcmp (&counted[slots[slot] - 1].value, &value, sizeof value) != 0)
    slot = (slot + 1) % FEW_SLOTS;
  return slot;
}

/* FALSE when there are more than FEW distinct values. */
static gboolean
count_few (Sorted *self, const double *values, gsize n)
{
  g_autofree guint16 *slots = g_new0 (guint16, FEW_SLOTS);
  g_autofree Counted *counted = g_new (Counted, FEW);
  guint distinct = 0;
  gsize finite = 0;

  for (gsize i = 0; i < n; i++) {
    if (!isfinite (values[i]))
      continue;
    double value = values[i] + 0.0; /* −0 is 0 */
    guint slot = find_slot (slots, counted, value);
    if (slots[slot] == 0) {
      if (distinct == FEW)
        return FALSE;
      counted[distinct++] = (Counted) {value, 0};
      slots[slot] = (guint16) distinct;
    }
    counted[slots[slot] - 1].count++;
    finite++;
  }
  qsort (counted, distinct, sizeof (Counted), compare_counted);
  self->value = g_new (double, distinct + 1);
  self->count = g_new (guint, distinct + 1);
  for (guint i = 0; i < distinct; i++) {
    self->value[i] = counted[i].value;
    self->count[i] = counted[i].count;
  }
  self->distinct = (LbDistinct) {self->value, self->count, distinct, finite};
  return TRUE;
}

static void
sort_values (Sorted *self, const double *values, gsize n)
{
  gsize finite = 0;
  guint distinct = 0;

  if (count_few (self, values, n))
    return;
  self->value = g_new (double, n + 1);
  self->count = g_new (guint, n + 1);
  for (gsize i = 0; i < n; i++)
    if (isfinite (values[i]))
      self->value[finite++] = values[i] + 0.0;
  lb_sort_doubles (self->value, finite);
  for (gsize i = 0; i < finite; i++) {
    if (distinct > 0 && !(self->value[i] > self->value[distinct - 1])) {
      self->count[distinct - 1]++;
      continue;
    }
    self->value[distinct] = self->value[i];
    self->count[distinct++] = 1;
  }
  self->distinct = (LbDistinct) {self->value, self->count, distinct, finite};
}

static void
sorted_clear (Sorted *self)
{
  g_free (self->value);
  g_free (self->count);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sorted, sorted_clear)

static gboolean
check_manual (const double *manual, guint k, GError **error)
{
  if (manual == NULL) {
    g_set_error_literal (error, LB_MAPS_ERROR, LB_MAPS_ERROR_CLASSES,
                         _ ("chosen limits are missing; name them from the lowest to the highest"));
    return FALSE;
  }
  for (guint i = 0; i <= k; i++) {
    if (isfinite (manual[i]) && (i == 0 || manual[i] > manual[i - 1]))
      continue;
    g_set_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_CLASSES,
                 _ ("limit %u of the classes is not greater than the one before; name them in rising order"), i + 1);
    return FALSE;
  }
  return TRUE;
}

static LbClasses *
classify (LbClassify method, guint k, const double *values, gsize n, const double *manual, gboolean rounded,
          GError **error)
{
  g_auto (Sorted) sorted = {0};
  double limits[LB_CLASSES_MAX + 1];
  guint found = 0;

  if (k < 1 || k > LB_CLASSES_MAX) {
    g_set_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_CLASSES, _ ("%u classes are not possible; choose 1 to %d"), k,
                 LB_CLASSES_MAX);
    return NULL;
  }
  if (method == LB_CLASSIFY_MANUAL && !check_manual (manual, k, error))
    return NULL;

  sort_values (&sorted, values, n);
  if (method == LB_CLASSIFY_MANUAL) {
    memcpy (limits, manual, (k + 1) * sizeof (double));
    found = k;
  } else if (sorted.distinct.n == 1) {
    limits[0] = limits[1] = sorted.value[0];
    found = 1;
  } else if (sorted.distinct.n > 1) {
    found = methods[method].find (&sorted.distinct, MIN (k, sorted.distinct.n), limits);
    if (rounded)
      lb_breaks_round (&sorted.distinct, found, limits);
  }

  LbClasses *self = g_new0 (LbClasses, 1);
  self->method = method;
  self->n = found;
  self->limits = g_new0 (double, found + 1);
  self->counts = g_new0 (guint, found + 1);
  if (found > 0)
    memcpy (self->limits, limits, (found + 1) * sizeof (double));
  self->no_data = (guint) n;
  for (guint i = 0; i < sorted.distinct.n; i++) {
    int class_index = lb_classes_find (self, sorted.value[i]);
    if (class_index < 0)
      continue;
    self->counts[class_index] += sorted.count[i];
    self->no_data -= sorted.count[i];
  }
  return self;
}

LbClasses *
lb_classes_new (LbClassify method, guint k, const double *values, gsize n, const double *manual, GError **error)
{
  return classify (method, k, values, n, manual, TRUE, error);
}

LbClasses *
lb_classes_new_exact (LbClassify method, guint k, const double *values, gsize n, const double *manual, GError **error)
{
  return classify (method, k, values, n, manual, FALSE, error);
}

double *
lb_classes_symmetric_limits (const double *values, gsize n, guint *k)
{
  g_auto (Sorted) sorted = {0};
  g_autofree double *sizes = g_new (double, n + 1);
  double limits[LB_CLASSES_MAX + 1];
  gboolean odd = *k % 2 == 1;
  guint half = MAX (1, (MIN (*k, LB_CLASSES_MAX) + (odd ? 1 : 0)) / 2);

  for (gsize i = 0; i < n; i++)
    sizes[i] = fabs (values[i]);
  sort_values (&sorted, sizes, n);
  *k = 0;
  if (sorted.distinct.n == 0)
    return NULL;
  double largest = sorted.value[sorted.distinct.n - 1];
  half = MIN (half, sorted.distinct.n);
  limits[0] = 0;
  limits[1] = largest;
  if (half > 1)
    lb_breaks_jenks (&sorted.distinct, half, limits);
  /* Between two values, not on one: a limit that is a value would treat +x and −x differently. */
  for (guint i = 1; i < half; i++) {
    guint next = 0;
    while (sorted.value[next] <= limits[i])
      next++;
    limits[i] = (limits[i] + sorted.value[next]) / 2;
  }
  limits[0] = 0;
  if (half > 1)
    lb_breaks_round (&sorted.distinct, half, limits);
  /* Just beyond the largest: the lowest class is closed below, but no limit is to be a value. */
  double end = largest > 0 ? MAX (limits[half], largest) : 1;

  guint total = odd ? 2 * half - 1 : 2 * half;
  double *all = g_new (double, total + 1);
  for (guint i = 0; i <= total; i++) {
    int step = odd ? (int) (2 * i) - (int) total : (int) i - (int) half;
    int place = odd ? (abs (step) + 1) / 2 : abs (step);
    double size = place == 0 ? 0 : (guint) place >= half ? end : limits[place];
    all[i] = step < 0 ? -size : size;
  }
  *k = total;
  return all;
}

gboolean
lb_classes_parse_limits (const char *text, GArray *limits, GError **error)
{
  g_auto (GStrv) words = g_strsplit (text, ",", -1);

  for (char **word = words; *word != NULL; word++) {
    char *end;
    double limit = g_ascii_strtod (g_strstrip (*word), &end);
    if (end == *word || *end != '\0' || !isfinite (limit)) {
      g_set_error (error, LB_ERROR, LB_ERROR_USAGE, _ ("“%s” among the breaks is not a number; write them as 0,10,20,30"),
                   *word);
      return FALSE;
    }
    g_array_append_val (limits, limit);
  }
  if (limits->len >= 2)
    return TRUE;
  g_set_error_literal (error, LB_ERROR, LB_ERROR_USAGE,
                       _ ("classes need at least two breaks, the lowest and the highest; write them as 0,10,20,30"));
  return FALSE;
}

void
lb_classes_free (LbClasses *self)
{
  g_free (self->limits);
  g_free (self->counts);
  g_free (self);
}

int
lb_classes_find (const LbClasses *self, double value)
{
  if (self->n == 0 || !(value >= self->limits[0]) || !(value <= self->limits[self->n]))
    return -1;
  int below = 0; /* inner limits below the value; without branches, as a map asks it of every region */
  for (guint i = 1; i < self->n; i++)
    below += value > self->limits[i];
  return below;
}

double
lb_classes_fit (const LbClasses *self, const double *values, gsize n)
{
  long double sum[LB_CLASSES_MAX + 1] = {0}, square[LB_CLASSES_MAX + 1] = {0};
  gsize count[LB_CLASSES_MAX + 1] = {0};
  double first = NAN;

  /* The last place of the arrays is for all classes together; values are moved by the first one against cancellation. */
  for (gsize i = 0; i < n; i++) {
    int class_index = lb_classes_find (self, values[i]);
    if (class_index < 0)
      continue;
    if (isnan (first))
      first = values[i];
    long double x = (long double) values[i] - first;
    guint places[] = {(guint) class_index, LB_CLASSES_MAX};
    for (guint p = 0; p < 2; p++) {
      sum[places[p]] += x;
      square[places[p]] += x * x;
      count[places[p]]++;
    }
  }
  if (count[LB_CLASSES_MAX] == 0)
    return NAN;
  long double within = 0, all = 0;
  for (guint i = 0; i <= LB_CLASSES_MAX; i++) {
    long double spread = count[i] > 0 ? square[i] - sum[i] * sum[i] / count[i] : 0;
    if (i < LB_CLASSES_MAX)
      within += MAX (spread, 0);
    else
      all = spread;
  }
  return all > 0 ? (double) (1 - within / all) : 1;
}
