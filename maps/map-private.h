/* map-private.h - what the files of one map share: its ground, classes, colours and words
 *
 * What does not depend on the values lies in the ground, which maps of the same boundaries and level share.
 */
#pragma once
#include "maps/ground.h"
#include "maps/map.h"
#include "maps/raster.h"
#include "maps/scene.h"
#include "maps/style.h"
#include "maps/words.h"

G_BEGIN_DECLS

struct _LbMap {
  gatomicrefcount refs;
  LbGround *ground;
  LbBoundaries *boundaries; /* of the ground */
  LbMapSpec spec;
  GPtrArray *strings; /* what spec points to */
  const LbWords *words;          /* of the atlas                        */
  LbClasses *classes;            /* NULL: outline map                     */
  LbClasses *second;             /* NULL: one indicator                   */
  LbColour *light, *dark;        /* n_colours each, by class              */
  guint n_colours;
  guint cells[LB_PAIR_CLASSES];  /* regions by class, of two indicators   */
  guint no_data, suppressed;     /* regions                               */
  gsize scene_made;
  LbScene *scene;                /* NULL: the map was not made on one and none was asked for; or there is none */
  gsize by_class_made;
  GArray *by_class;              /* LbMapPiece, classes in rising order   */
};

/* Whether a class of a map of changes is one of less: in print it is lined, for without colours both ends look alike. */
gboolean lb_map_is_less (const LbMap *self, int class_index);
/* Classes and colours from the spec and the pieces. */
gboolean lb_map_make_classes (LbMap *self, GError **error);
/* (element-type LbMapPiece) (transfer none): the pieces, those of a class together, classes in rising order; sorted at the first call. */
const GArray *lb_map_get_pieces_by_class (LbMap *self);

/* (transfer none): the scene that the map was made on, else one that is made at the first call, as lb_scene_new() does. NULL when its shapes are
 * too many. Any thread. */
LbScene *lb_map_get_scene (LbMap *self);

/* 1 where regions of @size pixels a side are large beside borders of @width, 0 where those would cover them. */
double lb_border_fade (double size, double width);
/* How a map of @look in @view is dressed on a raster with @factor samples a pixel: hatch; then line by line. */
LbRasterStyle lb_raster_style_new (const LbStyle *look, const LbView *view, double factor);
void lb_raster_style_set_line (LbRasterStyle *self, LbLevel level, const LbLine *line, double fade, double factor);
/* 1 where regions of @level are large in @view, 0 where borders of @width would cover them. */
double lb_map_border_fade (const LbMap *self, const LbView *view, LbLevel level, double width);
/* Outline of one region, as hover or selection show it. */
void lb_map_paint_outline (LbMap *self, cairo_t *cr, const LbView *view, guint region, LbMedium medium, gboolean selected);

/* (transfer full): what the county comes to, "14.3 户/千户（366 户 1098 人）", from the same numbers as the map; NULL when it has no
 * data. @change: the values are differences, of which only the value is told. */
char *lb_values_summarise (const LbValues *values, const LbWords *words, const char *unit, gboolean change);
/* Two indicators: both are named, defined and summed up, and each axis turns its alarming side outwards. What the spec then points to is kept
 * in @strings and in @pair. */
typedef struct {
  const LbValues *first, *second;
  const char *county, *day; /* as the map says them */
} LbPairWish;
void lb_map_describe_pair (LbMapSpec *spec, const LbPairWish *pair, const LbWords *words, GPtrArray *strings);

/* FALSE with LB_MAPS_ERROR_DRAW for a picture too small or too large. */
gboolean lb_map_check_size (double width, double height, GError **error);
/* Degrees become the box of metres that holds all four sides; numbers too large for degrees are metres already. */
gboolean lb_map_extent_to_ground (int epsg, LbBox *box, GError **error);

/* Pole of inaccessibility of the largest ring of a shape, to within @precision: the point of the polygon farthest from its border, and
 * how far that is; < 0 for an empty shape. */
double lb_polylabel (const LbShapes *shapes, guint shape, double *x, double *y);

static inline const LbStyle *
lb_map_style (const LbMap *self, LbMedium medium)
{
  return lb_ground_style (self->ground, medium);
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
/* TRUE when the map draws borders of this level. Of a map with a scene told by the arcs, else by the lines of the vector painter. */
gboolean lb_map_has_border (LbMap *self, LbLevel level);
/* Width of the scale bar that lb_map_paint_scale_bar() draws, without its words. */
double  lb_scale_bar_length (const LbMap *self, const LbView *view, double most, double *metres);
/* (transfer full): "比例尺 1 : 56.8 万" for a view in points. */
char   *lb_map_dup_ratio (const LbMap *self, const LbView *view);
/* Hatch of a class that is none over the current clip, in the surface's own grid: lines for no data, crossed ones for
 * suppressed values. */
void    lb_paint_hatch (const LbStyle *style, cairo_t *cr, int class_index, double x, double y, double width, double height);

#define LB_SQUARE_WIDTH 152 /* with its words, in units of @k */
/* The square legend of two indicators, its upper left corner at (x, y), in units of @k; returns its height. @width: the most it may take;
 * only measures when !@paint. */
double lb_map_paint_square (LbMap *self, cairo_t *cr, double x, double y, double width, double k, LbMedium medium, gboolean paint);
/* (transfer full): a limit of @classes as the legend writes it. */
char  *lb_map_dup_limit (const LbClasses *classes, guint i, int decimals);

G_END_DECLS
