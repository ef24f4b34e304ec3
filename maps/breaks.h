/* breaks.h - where the methods of classification put their limits
 *
 * Private to the room. All work on distinct values in rising order with how often each occurs, so that ties cannot be
 * split. They write limits from the lower end to the upper end into @limits and return the number of classes.
 */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

#define LB_CLASSES_MAX 12

typedef struct {
  const double *value; /* distinct, rising             */
  const guint *count;  /* how often each occurs        */
  guint n;             /* at least 1                   */
  gsize total;         /* sum of count                 */
} LbDistinct;

/* @limits has room for LB_CLASSES_MAX + 1; @k is at most the number of distinct values. */
guint lb_breaks_equal (const LbDistinct *values, guint k, double *limits);
guint lb_breaks_quantile (const LbDistinct *values, guint k, double *limits);
guint lb_breaks_jenks (const LbDistinct *values, guint k, double *limits);
guint lb_breaks_pretty (const LbDistinct *values, guint k, double *limits);
guint lb_breaks_stddev (const LbDistinct *values, guint k, double *limits);
guint lb_breaks_headtail (const LbDistinct *values, guint k, double *limits);

/* Rounds limits as far as no value changes its class; the ends are rounded outwards. */
void lb_breaks_round (const LbDistinct *values, guint k, double *limits);

G_END_DECLS
