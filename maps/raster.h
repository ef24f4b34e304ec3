/* raster.h - the id raster: which shape lies under each pixel
 *
 * One number a pixel: 0 outside, else the shape's number + 1. From it come the colours (a lookup), the borders (where the
 * number changes), the region under the pointer (one read), and rubber-band queries. It is filled from the arcs of a level of
 * detail, each shared border once:
 *
 * An arc crossing the middle of a pixel row changes what lies to the right of it: "leave @left, enter @right". Each crossing adds
 * (right − left) to the cell of the first pixel middle to its right; a running sum along the row is the number of the shape.
 * Sums need no sorting and do not mind in which order crossings of one pixel come. Where simplified borders cross each other or the
 * data overlaps, the sum is no shape; a second running value, the exclusive-or of a hash of the same numbers, tells, and
 * the pixel keeps its left neighbour's number.
 *
 * Sizes: 1920 × 1080, 16 bytes a pixel. One thread at a time; filling uses all cores in bands of rows.
 */
#pragma once
#include "maps/levels.h"
#include "maps/map.h"

G_BEGIN_DECLS

typedef struct _LbRaster LbRaster;

LbRaster *lb_raster_new (void);
void      lb_raster_free (LbRaster *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbRaster, lb_raster_free)

/* Fills the raster for @view (its width and height rounded up, at most 16384 each) from @detail. @n_shapes: shapes of the
 * topology. A shape that covers no pixel middle gets the pixel at one of its vertices, or one beside it, unless that is another shape's
 * only one: nothing vanishes as long as there are pixels for all. @n_threads 0: all cores. O(points of arcs in the view + pixels). */
void lb_raster_fill (LbRaster *self, const LbDetail *detail, guint n_shapes, const LbView *view, guint n_threads);

/* For frames in motion: where there are not even two pixels for each border in view, shapes without one are let go. */
void      lb_raster_set_hasty (LbRaster *self, gboolean hasty);

/* Polygons handed over whole, by even–odd. The func adds the rings of one shape, x and y in pixels; it is called from several
 * threads and more than once for the same shape. */
typedef struct _LbRingSink LbRingSink;
typedef void (*LbShapeRingsFunc) (gpointer data, guint shape, guint thread, LbRingSink *sink);
void lb_ring_sink_add (LbRingSink *self, const double *xy, guint n_points);
/* The same as lb_raster_fill() without a topology. @boxes: where each shape lies, in pixels, min_y at the top. Overlapping shapes:
 * the later one shows. O(points × bands they lie in + pixels). */
void lb_raster_fill_rings (LbRaster *self, int width, int height, const LbBox *boxes, guint n_shapes, LbShapeRingsFunc func,
                           gpointer data, guint n_threads);
/* Then: shapes that cover no pixel's middle get the pixel at @points (x, y of a vertex of each; NAN: no shape) or one beside it, unless
 * that is another shape's only one. */
void lb_raster_show_small (LbRaster *self, const double *points);

int lb_raster_get_width (const LbRaster *self);
int lb_raster_get_height (const LbRaster *self);
/* (array length=width*height) (transfer none): shape + 1, or 0. Valid until the next fill. */
const guint32 *lb_raster_get_ids (const LbRaster *self);
/* Shape at a pixel, LB_NO_SHAPE outside of all. */
guint32 lb_raster_pick (const LbRaster *self, double x, double y);
/* (transfer full) (element-type guint32): shapes under a rectangle or polygon of pixels, each once, ascending. @xy: closed or not. */
GArray *lb_raster_query (const LbRaster *self, const double *xy, guint n_points);

/* Told beside 0xRRGGBB in the highest byte of a colour: what lies over it. */
#define LB_RASTER_PLAIN   0xff000000u
#define LB_RASTER_HATCHED 0xfe000000u
#define LB_RASTER_CROSSED 0xfd000000u /* hatched both ways */

/* What a pixel of each shape looks like. */
typedef struct {
  const guint32 *colours;      /* 1 + n_shapes: colour and LB_RASTER_…, [0] the ground                                 */
  const guint32 *keys;         /* 1 + n_shapes: where the shape belongs, a field of bits for each level, higher levels in higher bits: two
                                  shapes are in one region of a level when the bits of its field and all above are equal  */
  guint32 fields[LB_N_LEVELS]; /* the bits of each level; 0: borders of it are not drawn                                  */
  struct {
    double width;              /* pixels; 0: not drawn       */
    guint32 colour;            /* 0xRRGGBB                   */
    double opacity;
  } borders[LB_N_LEVELS];
  guint32 hatch;               /* 0xRRGGBB                   */
  double hatch_pitch, hatch_width;
  double hatch_phase;          /* so that the hatch keeps to the ground while the map pans */
  double cross_phase;          /* the same of the lines that cross it                      */
} LbRasterStyle;

/* Colours and borders into @pixels (CAIRO_FORMAT_RGB24 or opaque ARGB32, @stride bytes a row). One pass over the pixels, on all cores. */
void lb_raster_paint (const LbRaster *self, const LbRasterStyle *style, guchar *pixels, int stride, guint n_threads);

/* The same at rest: @self was filled for a view twice as large; each pixel of the half-size @pixels is the mean of four. */
void lb_raster_paint_half (const LbRaster *self, const LbRasterStyle *style, guchar *pixels, int stride, guint n_threads);

G_END_DECLS
