/* ground.h - what all maps of the same boundaries and level share, whatever they show
 *
 * Pieces, extent, sizes, borders, styles, and of the names: where they stand, how wide they are, what they look like. A map of another
 * indicator, month or classes takes it over, so nothing of it is found twice. What takes time is found when first asked for, under the
 * ground's lock, and stays. Private to the room. Reference-counted; any thread.
 */
#pragma once
#include "maps/anchors.h"
#include "maps/atlas-private.h"
#include "maps/scene.h"

G_BEGIN_DECLS

/* Borders of one level, each drawn once: polylines of ground coordinates. */
typedef struct {
  GArray *points; /* double x, y                                              */
  GArray *starts; /* guint: index of each polyline's first point, and the end */
  GArray *boxes;  /* LbBox of each polyline                                   */
} LbBorderLines;

struct _LbGround {
  gatomicrefcount refs;
  LbBoundaries *boundaries;
  LbLevel level;
  gint32 day;                    /* on which the regions stand so         */
  LbAtlas *atlas;
  const LbStyles *styles;        /* of the atlas                          */
  GArray *pieces;                /* LbMapPiece, in tree order             */
  GArray *owners;                /* guint: regions that are filled, each once, in tree order */
  LbBox extent;                  /* of the pieces                         */
  double ground_factor;          /* true metres a display metre, at the middle */
  double typical[LB_N_LEVELS];   /* metres: side of the square of median area, 0: unknown */

  GMutex lock;
  gsize borders_made;
  LbBorderLines borders[LB_N_LEVELS];
  LbAnchor *anchors;             /* n regions; written under the lock, `known` last */
  gsize ranks_made;
  guint64 *ranks;                /* n regions: the greater chooses its name's place first, by label-plan.c */
  guint8 *letters;               /* n regions: of the name, 255 for more            */
  gsize label_indexes[LB_N_LEVELS]; /* LbLabelIndex, each made once      */
  gsize label_points[LB_N_LEVELS];  /* LbLabelPoints, the same           */
  struct _LbLabelPlan *label_plan;  /* of the last scale, under the lock  */
  LbStamps *stamps;              /* of the atlas                          */
};

/* Cost: a walk over the regions; of the first ground of an atlas a look into PROJ. */
LbGround *lb_ground_new (LbAtlas *atlas, LbBoundaries *boundaries, LbLevel level, gint32 day);
LbGround *lb_ground_ref (LbGround *self);
void      lb_ground_unref (LbGround *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbGround, lb_ground_unref)

/* Forgets borders and places of names, which are found again when next asked for. Nobody may be painting. */
void lb_ground_rest (LbGround *self);

/* Borders, made at the first call. O(vertices). */
const LbBorderLines *lb_ground_get_borders (LbGround *self);
void lb_borders_make (const LbGround *ground, LbBorderLines *borders);
void lb_borders_clear (LbBorderLines *borders);
/* The anchor of a region's name, found at the first call. */
LbAnchor lb_ground_get_anchor (LbGround *self, guint region);
/* The same if it was found before, else FALSE. */
gboolean lb_ground_recall_anchor (LbGround *self, guint region, LbAnchor *anchor);

static inline const LbStyle *
lb_ground_style (const LbGround *self, LbMedium medium)
{
  return &self->styles->medium[medium];
}

G_END_DECLS
