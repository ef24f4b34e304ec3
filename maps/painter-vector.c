/* The vector painter: fills, hatch and borders as cairo paths
 *
 * Neighbours must meet without a seam. On pixels each region is added into an empty group with the operator
 * SATURATE, so that the parts of a pixel that two neighbours cover add up to the whole pixel (laid over one another
 * they would let the ground shine through). In PDF and SVG a viewer does the same mistake, so there each fill is
 * widened by a hairline of its own colour, which the border drawn later covers.
 */
#include "config.h"
#include "maps/painter.h"
#include "maps/topology.h"
#include "maps/trace.h"

#include <math.h>

#define HAIRLINE 0.3 /* points */

static gboolean
target_is (cairo_t *cr, cairo_surface_type_t type)
{
  return cairo_surface_get_type (cairo_get_group_target (cr)) == type;
}

static gboolean
is_within (const LbPainter *self, LbMapPiece piece)
{
  return self->end == 0 || (piece.owner >= self->from && piece.owner < self->end);
}

/* On pixels: piece by piece. */
static void
fill_pieces (const LbPainter *self, const LbTrace *trace, LbMedium medium)
{
  LbMap *map = self->map;
  const LbShapes *shapes = lb_boundaries_get_shapes (map->boundaries);
  const GArray *pieces = lb_map_get_pieces_by_class (map);

  cairo_set_fill_rule (trace->cr, CAIRO_FILL_RULE_EVEN_ODD);
  cairo_set_operator (trace->cr, CAIRO_OPERATOR_SATURATE);
  cairo_new_path (trace->cr);
  for (guint i = 0; i < pieces->len; i++) {
    LbMapPiece piece = g_array_index (pieces, LbMapPiece, i);
    if (!is_within (self, piece) || !lb_trace_shows (trace, lb_shapes_get_box (shapes, piece.shape)))
      continue;
    lb_trace_shape (trace, shapes, piece.shape);
    lb_style_set_colour (trace->cr, lb_map_get_class_colour (map, lb_map_class_of (map, piece.owner), medium), 1);
    cairo_fill (trace->cr);
  }
  cairo_set_operator (trace->cr, CAIRO_OPERATOR_OVER);
}

/* Classes that are none come first. */
static guint32
group_of_class (int class_index)
{
  return (guint32) (class_index - LB_CLASS_SUPPRESSED);
}

/* (transfer full): the ground of each class in view, one shape a group of group_of_class(). Borders between regions of a class are not
 * in it, so a file does not say them twice. */
static LbShapes *
dissolve_classes (const LbPainter *self, const LbTrace *trace, guint n_groups)
{
  LbMap *map = self->map;
  const LbShapes *shapes = lb_boundaries_get_shapes (map->boundaries);
  const GArray *pieces = lb_map_get_pieces_by_class (map);
  g_autofree guint *members = g_new (guint, (gsize) pieces->len + 1);
  g_autofree guint32 *groups = g_new (guint32, (gsize) lb_shapes_get_n (shapes) + 1);
  guint n = 0;

  for (guint i = 0; i < pieces->len; i++) {
    LbMapPiece piece = g_array_index (pieces, LbMapPiece, i);
    if (!is_within (self, piece) || !lb_trace_shows (trace, lb_shapes_get_box (shapes, piece.shape)))
      continue;
    members[n++] = piece.shape;
    groups[piece.shape] = group_of_class (lb_map_class_of (map, piece.owner));
  }
  g_autoptr (LbTopology) topology = lb_topology_new_for (shapes, members, n, NULL, NULL);
  return lb_topology_dissolve (topology, groups, n_groups);
}

/* Regions too small to show in the outline of their class. */
static void
trace_specks (const LbPainter *self, const LbTrace *trace, int class_index)
{
  const LbShapes *shapes = lb_boundaries_get_shapes (self->map->boundaries);
  const GArray *pieces = lb_map_get_pieces_by_class (self->map);

  for (guint i = 0; i < pieces->len; i++) {
    LbMapPiece piece = g_array_index (pieces, LbMapPiece, i);
    LbBox box = lb_shapes_get_box (shapes, piece.shape);
    if (lb_map_class_of (self->map, piece.owner) == class_index && is_within (self, piece) && lb_trace_shows (trace, box) &&
        lb_trace_is_speck (trace, box))
      lb_trace_shape (trace, shapes, piece.shape);
  }
}

static void
fill_path (cairo_t *cr, cairo_fill_rule_t rule)
{
  if (!cairo_has_current_point (cr))
    return;
  cairo_set_fill_rule (cr, rule);
  cairo_fill_preserve (cr);
  cairo_stroke (cr);
}

/* As vectors: class by class, so that a file says its colour once. */
static void
fill_classes (const LbPainter *self, const LbTrace *trace, LbMedium medium)
{
  LbMap *map = self->map;
  cairo_t *cr = trace->cr;
  g_autoptr (LbShapes) grounds = dissolve_classes (self, trace, group_of_class ((int) map->n_colours));

  cairo_set_line_width (cr, HAIRLINE);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_new_path (cr);
  for (int i = LB_CLASS_SUPPRESSED; i < (int) map->n_colours; i++) {
    lb_style_set_colour (cr, lb_map_get_class_colour (map, i, medium), 1);
    lb_trace_shape (trace, grounds, group_of_class (i));
    fill_path (cr, CAIRO_FILL_RULE_EVEN_ODD);
    trace_specks (self, trace, i);
    fill_path (cr, CAIRO_FILL_RULE_WINDING);
  }
}

/* Parallel lines at 45°: rising to the right, or falling. */
static void
hatch_lines (const LbStyle *style, cairo_t *cr, double x, double y, double width, double height, gboolean falling)
{
  double step = style->hatch_pitch * G_SQRT2; /* along an axis; the pitch is across the lines */
  double first = falling ? x - y - height : x + y;

  for (double c = floor (first / step) * step; c <= first + width + height; c += step) {
    double from = falling ? c + y : c - y, to = falling ? from + height : from - height;
    cairo_move_to (cr, from, y);
    cairo_line_to (cr, to, y + height);
  }
}

/* Level lines, for classes of less. */
static void
level_lines (const LbStyle *style, cairo_t *cr, double x, double y, double width, double height)
{
  for (double at = ceil (y / style->hatch_pitch) * style->hatch_pitch; at <= y + height; at += style->hatch_pitch) {
    cairo_move_to (cr, x, at);
    cairo_line_to (cr, x + width, at);
  }
}

void
lb_paint_hatch (const LbStyle *style, cairo_t *cr, int class_index, double x, double y, double width, double height)
{
  cairo_new_path (cr);
  if (class_index >= 0) {
    level_lines (style, cr, x, y, width, height);
    lb_style_set_line (cr, &(LbLine) {style->hatch_width, style->text, 0.55, {0}, 0});
    cairo_stroke (cr);
    return;
  }
  hatch_lines (style, cr, x, y, width, height, FALSE);
  if (class_index == LB_CLASS_SUPPRESSED)
    hatch_lines (style, cr, x, y, width, height, TRUE);
  lb_style_set_line (cr, &(LbLine) {style->hatch_width, style->hatch, 1, {0}, 0});
  cairo_stroke (cr);
}

static void
hatch_pieces (const LbPainter *self, const LbTrace *trace, LbMedium medium, int class_index)
{
  LbMap *map = self->map;
  const LbShapes *shapes = lb_boundaries_get_shapes (map->boundaries);
  const GArray *pieces = lb_map_get_pieces_by_class (map);
  cairo_t *cr = trace->cr;
  double left, top, right, bottom;
  gboolean any = FALSE;

  if (map->classes == NULL)
    return;
  cairo_save (cr);
  cairo_new_path (cr);
  for (guint i = 0; i < pieces->len; i++) {
    LbMapPiece piece = g_array_index (pieces, LbMapPiece, i);
    int own = lb_map_class_of (map, piece.owner);
    if (own > class_index)
      break; /* pieces come by class, those without first */
    if (own < class_index || !is_within (self, piece) || !lb_trace_shows (trace, lb_shapes_get_box (shapes, piece.shape)))
      continue;
    lb_trace_shape (trace, shapes, piece.shape);
    any = TRUE;
  }
  if (any) {
    cairo_path_extents (cr, &left, &top, &right, &bottom);
    left = MAX (left, -trace->margin);
    top = MAX (top, -trace->margin);
    right = MIN (right, trace->view.width + trace->margin);
    bottom = MIN (bottom, trace->view.height + trace->margin);
    cairo_clip (cr);
    if (right > left && bottom > top)
      lb_paint_hatch (lb_map_style (map, medium), cr, class_index, left, top, right - left, bottom - top);
  }
  cairo_restore (cr);
}

double
lb_border_fade (double size, double width)
{
  return CLAMP ((size / width - 5) / 11, 0, 1);
}

double
lb_map_border_fade (const LbMap *self, const LbView *view, LbLevel level, double width)
{
  double size = self->ground->typical[level] * view->scale;

  if (level <= LB_LEVEL_COUNTY || self->ground->typical[level] <= 0)
    return 1;
  return lb_border_fade (size, width);
}

/* The first piece of @region or of one behind it: pieces stand in the order of their owners. */
static guint
find_piece (const GArray *pieces, guint region)
{
  guint low = 0, high = pieces->len;

  while (low < high) {
    guint middle = (low + high) / 2;
    if (g_array_index (pieces, LbMapPiece, middle).owner < region)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* What is filled for the region; of another level than the map's its own polygon. */
static void
trace_region (LbMap *map, const LbTrace *trace, guint region)
{
  const LbShapes *shapes = lb_boundaries_get_shapes (map->boundaries);
  const GArray *pieces = map->ground->pieces;
  guint first = find_piece (pieces, region);

  for (guint i = first; i < pieces->len && g_array_index (pieces, LbMapPiece, i).owner == region; i++)
    lb_trace_shape (trace, shapes, g_array_index (pieces, LbMapPiece, i).shape);
  gboolean other_level = first >= pieces->len || g_array_index (pieces, LbMapPiece, first).owner != region;
  if (other_level && lb_shapes_get_n_rings (shapes, region) > 0)
    lb_trace_shape (trace, shapes, region);
}

/* What parts the regions below the one that is shown is drawn inside it only. */
static void
clip_to_region (const LbPainter *self, const LbTrace *trace)
{
  cairo_new_path (trace->cr);
  trace_region (self->map, trace, self->from);
  cairo_clip (trace->cr);
}

static gboolean
boxes_meet (LbBox a, LbBox b)
{
  return a.min_x <= b.max_x && b.min_x <= a.max_x && a.min_y <= b.max_y && b.min_y <= a.max_y;
}

static void
stroke_lines (const LbPainter *self, const LbTrace *trace, const LbBorderLines *lines, gboolean inside)
{
  LbBox box = inside ? lb_shapes_get_box (lb_boundaries_get_shapes (self->map->boundaries), self->from) : (LbBox) {0};

  for (guint i = 0; i + 1 < lines->starts->len; i++) {
    guint start = g_array_index (lines->starts, guint, i), end = g_array_index (lines->starts, guint, i + 1);
    LbBox own = g_array_index (lines->boxes, LbBox, i);
    if (lb_trace_shows (trace, own) && (!inside || box.min_x > box.max_x || boxes_meet (own, box)))
      lb_trace_line (trace, &g_array_index (lines->points, double, 2 * start), end - start);
  }
}

static void
stroke_borders (const LbPainter *self, const LbTrace *trace, LbMedium medium)
{
  LbMap *map = self->map;
  const LbRegionTree *tree = lb_boundaries_get_regions (map->boundaries);
  const LbBorderLines *borders = lb_ground_get_borders (map->ground);
  const LbStyle *style = lb_map_style (map, medium);

  /* The finest first, so that the county's line lies on top. */
  for (int level = LB_N_LEVELS - 1; level >= 0; level--) {
    LbLine line = style->borders[level];
    line.opacity *= lb_map_border_fade (map, &trace->view, (LbLevel) level, line.width);
    if (line.opacity < 0.02)
      continue;
    gboolean inside = self->end > 0 && level > (int) lb_region_tree_get (tree, self->from)->level;
    cairo_save (trace->cr);
    if (inside)
      clip_to_region (self, trace);
    cairo_new_path (trace->cr);
    stroke_lines (self, trace, &borders[level], inside);
    lb_style_set_line (trace->cr, &line);
    cairo_stroke (trace->cr);
    cairo_restore (trace->cr);
  }
}

gboolean
lb_map_has_border (LbMap *self, LbLevel level)
{
  if (g_atomic_pointer_get (&self->scene_made) != 0 && self->scene != NULL)
    return lb_scene_has_border (self->scene, level);
  return lb_ground_get_borders (self->ground)[level].points->len > 0;
}

void
lb_map_paint_border_sample (const LbMap *self, cairo_t *cr, LbLevel level, double x, double y, double width,
                            LbMedium medium)
{
  cairo_save (cr);
  cairo_move_to (cr, x, y);
  cairo_line_to (cr, x + width, y);
  lb_style_set_line (cr, &lb_map_style (self, medium)->borders[level]);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
paint_directly (const LbPainter *self, cairo_t *cr, const LbView *view, LbMedium medium, gboolean pixels)
{
  LbTrace trace = lb_trace_new (cr, view, medium);

  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, view->width, view->height);
  cairo_clip (cr);
  lb_style_set_colour (cr, lb_map_style (self->map, medium)->ground, 1);
  cairo_paint (cr);
  if (pixels)
    cairo_push_group (cr);
  if (pixels)
    fill_pieces (self, &trace, medium);
  else
    fill_classes (self, &trace, medium);
  if (pixels) {
    cairo_pop_group_to_source (cr);
    cairo_paint (cr);
  }
  hatch_pieces (self, &trace, medium, LB_CLASS_SUPPRESSED);
  hatch_pieces (self, &trace, medium, LB_CLASS_NO_DATA);
  for (int class_index = 0; medium == LB_MEDIUM_PRINT && lb_map_is_less (self->map, class_index); class_index++)
    hatch_pieces (self, &trace, medium, class_index);
  stroke_borders (self, &trace, medium);
  cairo_restore (cr);
}

/* A screen's surface may be anything (a recording, a window): the map becomes pixels of its own resolution first. */
static void
paint_through_pixels (const LbPainter *self, cairo_t *cr, const LbView *view, LbMedium medium)
{
  double dx = 1, dy = 0;

  cairo_user_to_device_distance (cr, &dx, &dy);
  double device = CLAMP (hypot (dx, dy), 0.1, 8);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) ceil (view->width * device),
                                                         (int) ceil (view->height * device));
  cairo_surface_set_device_scale (surface, device, device);
  cairo_t *pixels = cairo_create (surface);
  paint_directly (self, pixels, view, medium, TRUE);
  cairo_destroy (pixels);
  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, view->width, view->height);
  cairo_clip (cr);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_paint (cr);
  cairo_restore (cr);
  cairo_surface_destroy (surface);
}

static void
vector_paint (LbPainter *self, cairo_t *cr, const LbView *view, LbMedium medium)
{
  gboolean pixels = target_is (cr, CAIRO_SURFACE_TYPE_IMAGE);

  if (pixels || medium == LB_MEDIUM_PRINT)
    paint_directly (self, cr, view, medium, pixels);
  else
    paint_through_pixels (self, cr, view, medium);
}

static int
vector_pick (LbPainter *self, const LbView *view, double x, double y)
{
  LbMap *map = self->map;
  const LbShapes *shapes = lb_boundaries_get_shapes (map->boundaries);
  double east, north;

  if (!(x >= 0) || !(y >= 0) || x > view->width || y > view->height)
    return -1;
  lb_view_to_ground (view, x, y, &east, &north);
  for (guint i = 0; i < map->ground->pieces->len; i++) {
    LbMapPiece piece = g_array_index (map->ground->pieces, LbMapPiece, i);
    LbBox box = lb_shapes_get_box (shapes, piece.shape);
    if (east >= box.min_x && east <= box.max_x && north >= box.min_y && north <= box.max_y &&
        lb_shapes_contain (shapes, piece.shape, east, north))
      return (int) piece.owner;
  }
  return -1;
}

void
lb_map_paint_outline (LbMap *self, cairo_t *cr, const LbView *view, guint region, LbMedium medium, gboolean selected)
{
  const LbStyle *style = lb_map_style (self, medium);
  LbTrace trace = lb_trace_new (cr, view, medium);

  g_return_if_fail (region < lb_shapes_get_n (lb_boundaries_get_shapes (self->boundaries)));
  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, view->width, view->height);
  cairo_clip (cr);
  cairo_new_path (cr);
  trace_region (self, &trace, region);
  lb_style_set_line (cr, selected ? &style->selected_under : &style->hover_under);
  cairo_stroke_preserve (cr);
  lb_style_set_line (cr, selected ? &style->selected : &style->hover);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
vector_outline (LbPainter *self, cairo_t *cr, const LbView *view, guint region, LbMedium medium, gboolean selected)
{
  lb_map_paint_outline (self->map, cr, view, region, medium, selected);
}

static void
vector_free (LbPainter *self)
{
  g_free (self);
}

static const LbPainterClass vector_class = {vector_paint, vector_pick, NULL, vector_outline, vector_free};

LbPainter *
lb_painter_new_vector (LbMap *map)
{
  LbPainter *self = g_new0 (LbPainter, 1);

  self->class = &vector_class;
  self->map = lb_map_ref (map);
  return self;
}
