/* classes.h - values become classes
 *
 * K classes have K + 1 limits; class i is (limit[i-1], limit[i]], the first one closed below as well. NAN belongs to no
 * class. LbClasses is a plain value owned by its holder; any thread.
 */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  LB_CLASSIFY_EQUAL,
  LB_CLASSIFY_QUANTILE,
  LB_CLASSIFY_JENKS,
  LB_CLASSIFY_PRETTY,
  LB_CLASSIFY_STDDEV,
  LB_CLASSIFY_HEADTAIL,
  LB_CLASSIFY_MANUAL,
} LbClassify;

gboolean    lb_classify_parse (const char *text, LbClassify *method, GError **error);
const char *lb_classify_get_label (LbClassify method); /* in the user's language: 自然断点 … */
const char *lb_classify_to_text (LbClassify method);   /* the word of the command line */

/* A map of two indicators has three classes of each. */
#define LB_PAIR_SIDE    3
#define LB_PAIR_CLASSES (LB_PAIR_SIDE * LB_PAIR_SIDE)

typedef struct {
  LbClassify method;
  guint n;          /* classes; fewer than asked for when there are fewer distinct values; 0: no values at all */
  double *limits;   /* n + 1                                                                                   */
  guint *counts;    /* n regions per class                                                                     */
  guint no_data;    /* NAN among the values                                                                    */
} LbClasses;

/* Classes of @n values (NAN and infinities are no data). @k 1–12. Limits are rounded as far as no value changes its class.
 * @manual: k + 1 limits for LB_CLASSIFY_MANUAL (values outside are no data); NULL otherwise. */
LbClasses *lb_classes_new (LbClassify method, guint k, const double *values, gsize n, const double *manual,
                           GError **error);
/* The same with the limits exactly as the method gives them, from the minimum to the maximum: for figures that another
 * program is to confirm. */
LbClasses *lb_classes_new_exact (LbClassify method, guint k, const double *values, gsize n, const double *manual,
                                 GError **error);
/* (transfer full) (array length=*k + 1): limits for differences, to be used as LB_CLASSIFY_MANUAL: symmetric around zero,
 * natural breaks of the absolute values; an odd number has a middle class around zero, an even one a limit at
 * zero. @k: classes wanted in, classes found out; NULL and 0 when there is no value. */
double *lb_classes_symmetric_limits (const double *values, gsize n, guint *k);
/* LB_PAIR_SIDE classes with about as many values each: quantiles, or where ties would leave fewer, the least uneven ones. */
LbClasses *lb_classes_new_thirds (const double *values, gsize n, GError **error);
/* "0,10,20.5" → limits appended to @limits (of double); LB_ERROR_USAGE for what is not a number or fewer than two. */
gboolean lb_classes_parse_limits (const char *text, GArray *limits, GError **error);
void       lb_classes_free (LbClasses *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbClasses, lb_classes_free)

/* Class of a value from 0, or -1 for no data. O(k). */
int lb_classes_find (const LbClasses *self, double value);
/* Goodness of variance fit: 1 − sum of squares within classes ÷ sum of squares in all; 1 when all values are equal,
 * NAN without values. */
double lb_classes_fit (const LbClasses *self, const double *values, gsize n);

/* Colours: data/palettes/NAME.ini. */
typedef struct {
  double r, g, b; /* 0–1 sRGB */
} LbColour;

gboolean lb_colour_parse (const char *hex, LbColour *colour);
/* (transfer full) (array length=n): @n colours, low class first, picked from the palette's list of that length (lists of 3
 * to 9 are shipped). @reversed turns them round: for an indicator whose better direction is up, the
 * low end is the alarming, dark end. LB_MAPS_ERROR_CLASSES for an unknown palette, naming those there are. */
LbColour *lb_palette_get (const char *name, guint n, gboolean reversed, GError **error);
/* The same for a dark surface: there the light end is the far end, and diverging palettes have a dark middle. */
LbColour *lb_palette_get_dark (const char *name, guint n, gboolean reversed, GError **error);
/* (transfer full) (array length=LB_PAIR_CLASSES): colours of two indicators at once, row by row from the calm corner to the
 * alarming one; columns are the first indicator. The same error for a palette of another kind. */
LbColour *lb_palette_get_pair (const char *name, gboolean dark, GError **error);
/* TRUE when the palette's middle stands for zero; FALSE for an unknown one too. */
gboolean  lb_palette_is_diverging (const char *name);
/* (transfer full): names of the shipped palettes for one indicator, NULL-terminated. */
char **lb_palette_list (void);

G_END_DECLS
