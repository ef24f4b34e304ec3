/* faults.h - what is wrong with boundaries, found and named, never mended in silence
 *
 * Coordinates are metres. A gap is ground that nobody claims though shapes lie around it (it may be a lake; a person decides);
 * an overlap is claimed twice; a sliver is a gap or an overlap that is long and thin, or borders that lie upon each
 * other without common vertices. Any thread.
 */
#pragma once
#include "maps/boundaries.h"
#include "maps/topology.h"

G_BEGIN_DECLS

typedef enum {
  LB_FAULT_GAP,
  LB_FAULT_OVERLAP,
  LB_FAULT_SLIVER,
  LB_FAULT_SELF_CROSSING,
  LB_FAULT_DUPLICATE_RING,
  LB_FAULT_WRONG_NESTING,
  LB_FAULT_CHILD_OUTSIDE,
  LB_FAULT_INCOMPLETE, /* so much lies upon each other that not everything was compared */
  LB_N_FAULTS
} LbFaultKind;

typedef struct {
  LbFaultKind kind;
  guint32 a, b;       /* shapes concerned, LB_NO_SHAPE: none; overlap, child outside: a lies in b        */
  double x, y;        /* a place in or on it                                                             */
  double size;        /* m²; 0 where the fault is a point                                                */
  gboolean overlap;   /* of a sliver: claimed twice, else by nobody or merely without common vertices    */
} LbFault;

/* (element-type LbFault) (transfer full): the faults of the shapes of one topology, by kind, then size, the largest first. Cost:
 * some seconds for 10 M vertices; all cores. NULL only when cancelled. */
GArray *lb_faults_find (const LbTopology *topology, GCancellable *cancellable, GError **error);

/* Appends to @faults where shapes lie outside of their parents: parents[i] is the shape around shape i, LB_NO_SHAPE for none.
 * Parents without a polygon hold whatever they like. */
gboolean lb_faults_find_outside (const LbShapes *shapes, const guint32 *parents, GArray *faults,
                                 GCancellable *cancellable, GError **error);

/* (element-type LbFault) (transfer full): all of the above for every level of @boundaries: a and b are region numbers, x and y
 * longitude and latitude. */
GArray *lb_faults_check (const LbBoundaries *boundaries, GCancellable *cancellable, GError **error);

/* "gap", "overlap", …: the word in the first column of check's table. */
const char *lb_fault_get_word (LbFaultKind kind);
/* "error" or "warning". */
const char *lb_fault_get_severity (const LbFault *fault);
/* (transfer full): a sentence with the names of the shapes concerned; @b may be NULL. */
char       *lb_fault_describe (const LbFault *fault, const char *a, const char *b);

G_END_DECLS
