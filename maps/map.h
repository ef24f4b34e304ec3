/* map.h - one coloured map, drawn to screen, PNG, SVG or PDF by the same code
 *
 * LbMap is a description: boundaries, values, level, classes, colours, words. LbView says which part of the ground goes
 * where on the surface. Painting is behind LbPainter, so that the id raster can take the place of the vector painter
 * on screens; words, legend, scale bar and north arrow are always pango/cairo (furniture).
 * Immutable after lb_map_new(); any thread may paint it, several at once.
 */
#pragma once
#include "maps/atlas.h"
#include "maps/boundaries.h"
#include "maps/classes.h"
#include "maps/scene.h"
#include "src/cube.h"

#include <cairo.h>

G_BEGIN_DECLS

typedef enum { LB_MEDIUM_SCREEN_LIGHT, LB_MEDIUM_SCREEN_DARK, LB_MEDIUM_PRINT } LbMedium;

/* The other indicator of a map of two: three classes by quantile each, nine colours, a square legend. */
typedef struct {
  const double *values; /* one per region number, copied; NULL: a map of one indicator */
  gboolean reversed;    /* low is alarming                                              */
  const char *indicator;
  const char *unit;
  int decimals;
} LbMapSecond;

/* Classes that are none. */
#define LB_CLASS_NO_DATA    (-1)
#define LB_CLASS_SUPPRESSED (-2) /* a value that is not told, for so few households stand behind it */

typedef struct {
  LbLevel level;            /* regions of this level are filled; borders of it and of all above are drawn */
  const double *values;     /* one per region number, copied; NULL: an outline map                      */
  LbClassify classify;
  guint n_classes;
  const double *limits;     /* n_classes + 1 when classify is LB_CLASSIFY_MANUAL                          */
  const char *palette;
  gboolean reversed;
  LbMapSecond second;       /* with it classify, n_classes and limits are not read, and the palette is bivariate  */
  const gboolean *suppressed; /* one per region number, copied: its value is classed nowhere; NULL: none          */
  const char *title;        /* words of the furniture; "" or NULL leaves the item out                    */
  const char *indicator;    /* name over the legend                                                       */
  const char *unit;
  int decimals;
  const char *as_of;        /* "2025-12-31"                                                               */
  const char *maker;        /* office                                                                     */
  const char *source;       /* source line                                                                */
  const char *summary;      /* what the whole county comes to, "14.3 户/千户（366 户 1098 人）"            */
  const char *note;         /* sentences after the standing note on borders                               */
  const char *made_on;      /* "2026-01-05"; NULL: not told, for no clock reaches a map                   */
  const char *mark;         /* map-review number, or NULL for 内部用图 不得公开                             */
  const char *language;     /* "zh" or "en": words of the furniture                                       */
} LbMapSpec;

typedef struct _LbMap LbMap;

LbMap *lb_map_new (LbBoundaries *boundaries, const LbMapSpec *spec, GError **error);
/* The same as one of many maps of a document. */
LbMap *lb_map_new_in (LbAtlas *atlas, LbBoundaries *boundaries, const LbMapSpec *spec, GError **error);
/* The same on the boundaries and level of @scene: another indicator, month or other classes without finding the ground anew. */
LbMap *lb_map_new_on (LbScene *scene, const LbMapSpec *spec, GError **error);

/* The map of an indicator's values with all that its sheet says: title, sources, definition, what the county comes to. The
 * numbers are those of @values, so map and tables cannot disagree. */
typedef struct {
  const LbValues *values;
  const LbValues *second; /* of the same regions and day; NULL: a map of one indicator */
  LbLevel level;
  LbClassify classify;
  guint n_classes;
  const char *county;   /* its name                    */
  const char *maker;    /* office                      */
  const char *language; /* "zh" or "en"                */
  LbScene *scene;       /* of the same boundaries and level; NULL: the ground is found anew */
} LbValuesMap;
LbMap *lb_map_new_for_values (LbBoundaries *boundaries, const LbValuesMap *wish, GError **error);

LbMap *lb_map_ref (LbMap *self);
void   lb_map_unref (LbMap *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbMap, lb_map_unref)

/* Forgets what painting has found out and painting again would find: a document of a thousand maps paints one after the other. Nobody may be
 * painting a map of this ground. */
void   lb_map_rest (LbMap *self);

LbBoundaries    *lb_map_get_boundaries (const LbMap *self);
const LbMapSpec *lb_map_get_spec (const LbMap *self);
LbBox            lb_map_get_extent (const LbMap *self);         /* ground covered, metres */
const LbClasses *lb_map_get_classes (const LbMap *self);        /* NULL: outline map; of two indicators: the first's */
const LbClasses *lb_map_get_second_classes (const LbMap *self); /* NULL: one indicator */
/* Class of a region by its values, or LB_CLASS_NO_DATA or LB_CLASS_SUPPRESSED. */
int              lb_map_class_of (const LbMap *self, guint region);
/* Filled regions of no data; of two indicators those that lack either. */
guint            lb_map_get_no_data (const LbMap *self);
/* Classes count from 0; of two indicators, class r of the second with class c of the first is LB_PAIR_SIDE × r + c. */
LbColour         lb_map_get_class_colour (const LbMap *self, int class_index, LbMedium medium);

/* Rows of the legend, top down, as every medium shows them. */
typedef struct {
  int class_index; /* or LB_CLASS_NO_DATA, LB_CLASS_SUPPRESSED */
  char *limits;    /* "40 – 50"      */
  char *count;     /* "25 村"        */
} LbLegendRow;
void    lb_legend_row_clear (LbLegendRow *row);
GArray *lb_map_list_legend (const LbMap *self); /* (element-type LbLegendRow) (transfer full) */
/* (transfer full): "自然断点，5 级，含上限不含下限"; @key "method-line" or, shorter, "legend-line". */
char   *lb_map_dup_method (const LbMap *self, const char *key);

/* Where the ground lies on the surface: x_px = (east − east0) × scale, y_px = (north0 − north) × scale. Plain value;
 * testable without a display. */
typedef struct {
  double east0, north0; /* ground coordinates of the surface's upper left corner, metres */
  double scale;         /* pixels (or points) per metre                                  */
  double width, height; /* surface, pixels or points                                     */
} LbView;

LbView lb_view_fit (LbBox ground, double width, double height, double margin);
void   lb_view_to_surface (const LbView *view, double east, double north, double *x, double *y);
void   lb_view_to_ground (const LbView *view, double x, double y, double *east, double *north);
LbView lb_view_zoom (const LbView *view, double factor, double x, double y); /* keeps (x, y) on its ground */
LbView lb_view_pan (const LbView *view, double dx, double dy);

/* The painter: fill, borders and hatch of the part in @view. Vectors for print, the id raster for screens. */
typedef struct _LbPainter LbPainter;
LbPainter *lb_painter_new_vector (LbMap *map);
/* The painter that fits @target and @medium: the id raster for a screen's pixels, else vectors (print has dashed borders). Builds what
 * the raster needs. */
LbPainter *lb_painter_new_for (LbMap *map, cairo_surface_t *target, LbMedium medium);
/* @scene: of the map's boundaries and level. @moving: one sample a pixel, else two by two. Screens and PNG only. */
LbPainter *lb_painter_new_raster (LbMap *map, LbScene *scene, gboolean moving);
/* Of raster painters: whether it paints that scene; which pictures it was made for. */
gboolean   lb_painter_is_of (const LbPainter *self, LbScene *scene);
gboolean   lb_painter_is_moving (const LbPainter *self);
/* The same boundaries and level in another indicator, date or classes: what is known of the ground is kept. */
void       lb_painter_set_map (LbPainter *self, LbMap *map);
/* Only what lies within @region is filled and parted; round it stand the borders of its own level and above. Vectors only. */
void       lb_painter_set_within (LbPainter *self, guint region);
void       lb_painter_free (LbPainter *self);
void       lb_painter_paint (LbPainter *self, cairo_t *cr, const LbView *view, LbMedium medium);
/* Number of the filled region at a point of the surface, -1 outside. */
int        lb_painter_pick (LbPainter *self, const LbView *view, double x, double y);
/* (transfer full) (element-type guint): the filled regions under an outline of points of the surface, closed or not, each once, ascending;
 * one is under it when a pixel of it is. Raster painters. */
GArray    *lb_painter_query (LbPainter *self, const LbView *view, const double *xy, guint n_points);
/* Outline of one region (hover, selection). */
void       lb_painter_outline (LbPainter *self, cairo_t *cr, const LbView *view, guint region,
                               LbMedium medium, gboolean selected);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbPainter, lb_painter_free)

/* Outline of many regions that are filled in @scene: a strong line round the whole, a thin one between them. @regions: numbers in any
 * order. O(arcs + points in view). */
void lb_scene_paint_selection (LbScene *scene, cairo_t *cr, const LbView *view, const guint *regions, guint n_regions, LbMedium medium);

/* Names of regions, placed without collisions; the anchors are poles of inaccessibility, found once. What is named depends
 * on the ground and the scale only: while the map moves no name jumps or blinks, and at the surface's edge it is cut. @moving: the frame does not
 * wait for names met for the first time beyond a few milliseconds; they come with the next frames. */
void lb_map_paint_labels (LbMap *self, cairo_t *cr, const LbView *view, LbMedium medium, gboolean moving);
/* For a sheet: names keep inside the view and out of the way of what covers the map, boxes on the surface. @within: number of a region,
 * outside of which those of the map's level stay unnamed; -1: none do. */
void lb_map_paint_labels_beside (LbMap *self, cairo_t *cr, const LbView *view, const cairo_rectangle_t *taken,
                                 guint n_taken, int within, LbMedium medium);

/* Furniture, each at a place the caller chooses; sizes in the surface's units. */
void lb_map_paint_scale_bar (LbMap *self, cairo_t *cr, const LbView *view, double x, double y, LbMedium medium);
void lb_map_paint_north_arrow (LbMap *self, cairo_t *cr, double x, double y, double size, LbMedium medium);
/* Size of the legend block, then painting it with its upper left corner at (x, y). */
void lb_map_measure_legend (LbMap *self, cairo_t *cr, LbMedium medium, double *width, double *height);
void lb_map_paint_legend (LbMap *self, cairo_t *cr, double x, double y, LbMedium medium);

/* A whole sheet: title, framed map, legend block below, all elements of domain.md §5.3. As in mock/report-3.png.
 * @width × @height in points (print) or pixels (screen media). */
void lb_map_paint_sheet (LbMap *self, cairo_t *cr, double width, double height, LbMedium medium);
/* The sheet of a part of the ground; NULL: of everything. */
void lb_map_paint_sheet_of (LbMap *self, cairo_t *cr, double width, double height, LbMedium medium, const LbBox *ground);

/* The map with names, classes, scale bar and north arrow only, for slides and small figures whose page tells the rest. Flat boxes have the
 * classes on the left, others below. @focus: number of a region that is outlined and drawn alone, -1: none; on an outline map it is outlined amid what
 * lies around it, and there are no classes. */
void lb_map_paint_picture (LbMap *self, cairo_t *cr, double width, double height, LbMedium medium, const LbBox *ground,
                           int focus, gboolean framed);
/* Where that picture shows the middle of @region, from its upper left corner; FALSE when the region has no shape. */
gboolean lb_map_find_in_picture (LbMap *self, double width, double height, LbMedium medium, const LbBox *ground, guint region,
                                 double *x, double *y);
/* Outlines regions (numbers) in a picture of the same size that was painted before. */
void lb_map_mark_in_picture (LbMap *self, cairo_t *cr, double width, double height, LbMedium medium, const LbBox *ground,
                             const guint *regions, guint n);

/* FALSE with LB_ERROR_USAGE when the name of @path does not end in .png, .svg or .pdf. */
gboolean lb_map_check_path (const char *path, GError **error);

/* The same to a file by its extension .png .svg .pdf, written beside and renamed. @bare: only fill and borders.
 * @ground may be NULL: everything. LB_MAPS_ERROR_DRAW. */
gboolean lb_map_write (LbMap *self, const char *path, double width, double height, const LbBox *ground,
                       gboolean bare, GError **error);

G_END_DECLS
