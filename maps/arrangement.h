/* arrangement.h - what the borders of a topology really divide the plane into
 *
 * Where borders cross or touch although no vertex says so, arcs are cut into pieces; the pieces bound faces. Each face has
 * the shapes that claim it: none is a gap, two are an overlap. Private to the room, for the finding of faults; one
 * thread at a time, though it works on all cores inside.
 *
 * Segment i of arc a runs from its point i to i + 1; segments are numbered through, first_segment[a] + i.
 */
#pragma once
#include "maps/topology-private.h"

G_BEGIN_DECLS

/* Two segments that meet where they share no vertex. */
typedef struct {
  guint32 arc_a, arc_b;
  guint32 segment_a, segment_b; /* within their arcs                                                             */
  double along_a, along_b;      /* 0 … 1                                                                         */
  double x, y;
  gboolean crosses;             /* else one's end lies on the other                                              */
} LbMeeting;

/* A net of square cells over all segments. */
typedef struct {
  const LbTopology *topology;
  gsize *first_segment;  /* n_arcs + 1                          */
  guint32 *arc_of;       /* of a segment                        */
  double min_x, min_y, cell;
  guint columns, rows;
  gsize *first;          /* columns × rows + 1                  */
  guint32 *segments;     /* segments whose box touches the cell */
  double scale;          /* snapping, as in the topology        */
} LbSegmentNet;

LbSegmentNet *lb_segment_net_new (const LbTopology *topology);
void          lb_segment_net_free (LbSegmentNet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbSegmentNet, lb_segment_net_free)

/* (element-type LbMeeting): all meetings, in the order of segments. *complete becomes FALSE when the segments lie so thick
 * that comparing all of them would take minutes. */
GArray *lb_segment_net_meet (const LbSegmentNet *self, guint n_threads, GCancellable *cancellable, gboolean *complete);

/* The nearest segment to the left of a point: FALSE when there is none. */
gboolean lb_segment_net_look_left (const LbSegmentNet *self, double x, double y, guint32 *arc, guint32 *segment,
                                   double *along);

#define LB_CLAIMS 4 /* as many claims of a face as are remembered */
#define LB_NO_FACE G_MAXUINT32

/* One loop of half-edges around a face. Counter-clockwise (area > 0): the face's outer boundary. Clockwise: the outside of a
 * group of shapes that hang together. */
typedef struct {
  double area;   /* squared units */
  double length;
  guint32 edge;  /* one of its half-edges                        */
  guint32 claims[LB_CLAIMS]; /* shapes along it on its own side  */
  guint n_claims;
  guint32 beyond[2];         /* shapes along it on the other side */
  guint n_beyond;
  guint32 container;         /* of a clockwise loop: the face it lies in, LB_NO_FACE outside of all */
} LbLoop;

typedef struct _LbArrangement LbArrangement;

LbArrangement *lb_arrangement_new (const LbTopology *topology, const LbSegmentNet *net, GArray *meetings);
void           lb_arrangement_free (LbArrangement *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbArrangement, lb_arrangement_free)

const LbLoop *lb_arrangement_get_loops (const LbArrangement *self, guint *n);
/* A point inside the face of a counter-clockwise loop. */
void          lb_arrangement_find_inside (const LbArrangement *self, guint loop, double *x, double *y);

G_END_DECLS
