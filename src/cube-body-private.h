/* cube-body-private.h - shared by cube-body.c and cube-pack.c only */
#pragma once
#include "src/cube-body.h"

/* Running totals of one kind of figure, one an entry: whole numbers, as nearly all are, take half the room. Both NULL:
 * the figure is 0 everywhere. */
typedef struct {
  gint32 *narrow;
  double *wide;
} LbTotals;

struct _LbCubeBody {
  gatomicrefcount refs;
  guint n_regions;
  gboolean has_persons;
  guint n_changing; /* regions in which anything changes */
  guint *changing;  /* their numbers, rising             */
  guint *first;     /* n_changing + 1: first[i] … first[i + 1] are the entries of changing[i] */
  gint32 *day;
  LbTotals totals[LB_N_FIGURES];
  double *always[LB_N_FIGURES]; /* a region; NULL: nothing was always there */
};
