/* deltas.h - the rows of an indicator's query, read with care
 *
 * An indicator file may come from anybody. Its query runs on a read-only connection of its own, under an
 * authorizer that lets nothing but reading pass, with a limit on time and on rows; every row is checked. For cube.c.
 * Thread: the one that owns the project.
 */
#pragma once
#include "src/indicator.h"
#include "src/project.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct {
  gint32 day;     /* LB_DAY_ALWAYS: a base that was always there */
  guint32 region; /* number in the tree                          */
  double numerator;
  double denominator;
  double persons;
} LbDelta;

/* (transfer full) (element-type LbDelta): the deltas as the query gives them, unsorted. @regions is the tree
 * that numbers them. @has_persons: the query has the fifth column. @seconds: time limit. */
GArray *lb_deltas_read (LbProject *project, const LbIndicator *indicator, const LbRegionTree *regions,
                        double seconds, gboolean *has_persons, GCancellable *cancellable, GError **error);

G_END_DECLS
