/* map-private.h - what the files of one map share: pieces, borders, anchors
 *
 * A piece is a shape that is filled in the name of a region: usually its own, else a descendant's when the level asked
 * for has no polygon there, else an ancestor's when there is nothing below. Borders and anchors are made when first
 * asked for, under the map's lock, and stay.
 */
#pragma once
#include "maps/map.h"
#include "maps/style.h"
#include "maps/words.h"

G_BEGIN_DECLS

typedef struct {
  guint shape; /* number of the region whose polygon is drawn */
  guint owner; /* number of the region it is drawn for        */
} LbPiece;

/* Borders of one level, each drawn once: polylines of ground coordinates. */
typedef struct {
  GArray *points; /* double x, y                                              */
  GArray *starts; /* guint: index of each polyline's first point, and the end */
} LbBorderLines;

typedef struct {
  double x, y;       /* pole of inaccessibility, metres                   */
  double radius;     /* to the nearest border; < 0: the region has no shape */
  guint shape;
  gboolean known;
} LbAnchor;

struct _LbMap {
  gatomicrefcount refs;
  LbBoundaries *boundaries;
  LbMapSpec spec;
  GPtrArray *strings; /* what spec points to */
  LbStyles *styles;
  LbWords *words;
  LbClasses *classes;            /* NULL: outline map                     */
  LbColour *light, *dark;        /* classes->n each                       */
  GArray *pieces;                /* LbPiece, classes in rising order      */
  LbBox extent;                  /* of the pieces                         */
  double ground_factor;          /* true metres a display metre, at the middle */
  double typical[LB_N_LEVELS];   /* metres: side of the square of median area, 0: unknown */

  GMutex lock;
  gsize borders_made;
  LbBorderLines borders[LB_N_LEVELS];
  LbAnchor *anchors;             /* n regions, `known` under the lock     */
};

/* Class of a region, -1 no data. */
int lb_map_class_of (const LbMap *self, guint region);
/* Borders of the map, made at the first call. O(vertices). */
const LbBorderLines *lb_map_get_borders (LbMap *self);
void lb_borders_make (const LbMap *map, LbBorderLines *borders);
void lb_borders_clear (LbBorderLines *borders);

/* The anchor of a region's name. */
LbAnchor lb_map_get_anchor (LbMap *self, guint region);
/* Pole of inaccessibility of the largest ring of a shape, to within @precision: the point of the polygon farthest from its border, and
 * how far that is; < 0 for an empty shape. */
double lb_polylabel (const LbShapes *shapes, guint shape, double *x, double *y);

static inline const LbStyle *
lb_map_style (const LbMap *self, LbMedium medium)
{
  return &self->styles->medium[medium];
}

/* One name and where it stands, for tests and for painting. */
typedef struct {
  guint region;
  char *text;
  double x, y, width, height; /* box on the surface */
} LbPlacedLabel;
void lb_placed_label_clear (LbPlacedLabel *label);
/* (transfer full) (element-type LbPlacedLabel): the names that find room. @cr only measures. */
GArray *lb_map_place_labels (LbMap *self, cairo_t *cr, const LbView *view, const cairo_rectangle_t *taken, guint n_taken,
                             LbMedium medium);

/* Legend rows in their order, top down. */
typedef struct {
  int class_index; /* -1: no data */
  char *limits;
  char *count;
} LbLegendRow;
void    lb_legend_row_clear (LbLegendRow *row);
GArray *lb_map_list_legend (const LbMap *self);
/* "自然断点，5 级，含上限不含下限" */
char   *lb_map_dup_method (const LbMap *self, const char *key);
/* The swatch of a legend row. */
void    lb_map_paint_swatch (const LbMap *self, cairo_t *cr, int class_index, double x, double y, double width,
                             double height, LbMedium medium);
/* The line of a border level as the legend shows it. */
void    lb_map_paint_border_sample (const LbMap *self, cairo_t *cr, LbLevel level, double x, double y, double width,
                                    LbMedium medium);
/* TRUE when the map draws borders of this level. */
gboolean lb_map_has_border (LbMap *self, LbLevel level);
/* Width of the scale bar that lb_map_paint_scale_bar() draws, without its words. */
double  lb_scale_bar_length (const LbMap *self, const LbView *view, double most, double *metres);
/* (transfer full): "比例尺 1 : 56.8 万" for a view in points. */
char   *lb_map_dup_ratio (const LbMap *self, const LbView *view);
/* Hatch over the current clip, in the surface's own grid. */
void    lb_paint_hatch (const LbStyle *style, cairo_t *cr, double x, double y, double width, double height);

G_END_DECLS
