/* map-private.h - what the files of one map share: pieces, borders, anchors
 *
 * A piece is a shape that is filled in the name of a region: usually its own, else a descendant's when the level asked
 * for has no polygon there, else an ancestor's when there is nothing below. Borders and anchors are made when first
 * asked for, under the map's lock, and stay.
 */
#pragma once
#include "maps/map.h"
#include "maps/raster.h"
#include "maps/scene.h"
#include "maps/style.h"
#include "maps/words.h"

G_BEGIN_DECLS

/* Borders of one level, each drawn once: polylines of ground coordinates. */
typedef struct {
  GArray *points; /* double x, y                                              */
  GArray *starts; /* guint: index of each polyline's first point, and the end */
  GArray *boxes;  /* LbBox of each polyline                                   */
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
  LbClasses *second;             /* NULL: one indicator                   */
  LbColour *light, *dark;        /* n_colours each, by class              */
  guint n_colours;
  guint cells[LB_PAIR_CLASSES];  /* regions by class, of two indicators   */
  guint no_data, suppressed;     /* regions                               */
  GArray *pieces;                /* LbMapPiece, classes in rising order      */
  LbBox extent;                  /* of the pieces                         */
  double ground_factor;          /* true metres a display metre, at the middle */
  double typical[LB_N_LEVELS];   /* metres: side of the square of median area, 0: unknown */

  GMutex lock;
  gsize borders_made;
  LbBorderLines borders[LB_N_LEVELS];
  LbAnchor *anchors;             /* n regions, `known` under the lock     */
  gsize label_indexes[LB_N_LEVELS]; /* LbLabelIndex, each made once      */
  struct _LbLabelPlan *label_plan;  /* of the last scale, under the lock  */
};

/* Class of a region, or LB_CLASS_NO_DATA or LB_CLASS_SUPPRESSED. */
int lb_map_class_of (const LbMap *self, guint region);
/* Classes and colours from the spec and the pieces. */
gboolean lb_map_make_classes (LbMap *self, GError **error);
/* Borders of the map, made at the first call. O(vertices). */
const LbBorderLines *lb_map_get_borders (LbMap *self);
void lb_borders_make (const LbMap *map, LbBorderLines *borders);
void lb_borders_clear (LbBorderLines *borders);

/* 1 where regions of @size pixels a side are large beside borders of @width, 0 where those would cover them. */
double lb_border_fade (double size, double width);
/* How a map of @look in @view is dressed on a raster with @factor samples a pixel: hatch; then line by line. */
LbRasterStyle lb_raster_style_new (const LbStyle *look, const LbView *view, double factor);
void lb_raster_style_set_line (LbRasterStyle *self, LbLevel level, const LbLine *line, double fade, double factor);
/* 1 where regions of @level are large in @view, 0 where borders of @width would cover them. */
double lb_map_border_fade (const LbMap *self, const LbView *view, LbLevel level, double width);
/* Outline of one region, as hover or selection show it. */
void lb_map_paint_outline (LbMap *self, cairo_t *cr, const LbView *view, guint region, LbMedium medium, gboolean selected);

/* FALSE with LB_MAPS_ERROR_DRAW for a picture too small or too large. */
gboolean lb_map_check_size (double width, double height, GError **error);
/* Degrees become the box of metres that holds all four sides; numbers too large for degrees are metres already. */
gboolean lb_map_extent_to_ground (int epsg, LbBox *box, GError **error);

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
/* (transfer full) (element-type LbLegendRow): the rows that stand as rows: of two indicators only those of no class, for the square
 * tells the others. */
GArray *lb_map_list_legend_rows (const LbMap *self);
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
/* Hatch of a class that is none over the current clip, in the surface's own grid: lines for no data, crossed ones for
 * suppressed values. */
void    lb_paint_hatch (const LbStyle *style, cairo_t *cr, int class_index, double x, double y, double width, double height);

/* The square legend of two indicators, its upper left corner at (x, y), in units of @k; returns its height. @width: the most it may take;
 * only measures when !@paint. */
double lb_map_paint_square (LbMap *self, cairo_t *cr, double x, double y, double width, double k, LbMedium medium, gboolean paint);
/* (transfer full): a limit of @classes as the legend writes it. */
char  *lb_map_dup_limit (const LbClasses *classes, guint i, int decimals);

G_END_DECLS
