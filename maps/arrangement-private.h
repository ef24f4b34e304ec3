/* arrangement-private.h - pieces of arcs, between arrangement-pieces.c that cuts them and arrangement.c that walks around faces */
#pragma once
#include "maps/arrangement.h"

G_BEGIN_DECLS

typedef struct {
  guint32 from, to;  /* nodes                                                                     */
  guint32 arc;
  guint32 first, last; /* points of the arc inside the piece, first > last: none                  */
  double start[2], end[2];
  guint32 lies_on;   /* piece that runs the same way between the same nodes, G_MAXUINT32: none    */
  gboolean same_way;
} LbPiece;

struct _LbArrangement {
  const LbTopology *topology;
  const LbSegmentNet *net;
  GArray *pieces;       /* LbPiece                                                  */
  guint *first_piece;   /* of an arc, n_arcs + 1                                    */
  guint32 n_nodes;
  guint *first_edge;    /* of a node, n_nodes + 1                                   */
  guint32 *edges;       /* half-edges that leave a node, counter-clockwise          */
  guint32 *place;       /* of a half-edge in edges                                  */
  guint32 *loop_of;     /* of a half-edge                                           */
  GArray *loops;        /* LbLoop                                                   */
  GHashTable *joined;   /* piece → guint32 list of pieces that lie on it (GArray *) */
};

/* Cuts all arcs at the meetings, then lets straight pieces between the same nodes lie on one of them. */
void lb_arrangement_cut (LbArrangement *self, const GArray *meetings);

static inline const LbPiece *
lb_arrangement_get_piece (const LbArrangement *self, guint32 piece)
{
  return &g_array_index (self->pieces, LbPiece, piece);
}

/* Nothing but its two ends. */
static inline gboolean
lb_piece_is_straight (const LbPiece *self)
{
  return (int) self->first > (int) self->last;
}

G_END_DECLS
