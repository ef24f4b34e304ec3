/* Names on the map: those in view, painted with a halo
 *
 * On a map that moves, what is named depends on the ground and the scale only; the plan of a scale is kept from one frame to the
 * next, and names are laid on as stamps. A frame does not wait for all that it meets for the first time: what is not ready comes with one of the
 * next frames, higher levels first. On a sheet names are drawn as letters, keep to the frame and out of the way of what stands on it.
 * Villages and grids are named only when they are large enough on the surface.
 */
#include "config.h"
#include "maps/label-private.h"

#include <math.h>

/* What a frame in motion gives, at most, to what it meets for the first time. Microseconds. */
#define TIME_TO_PLACE 2500
#define TIME_TO_STAMP 2500

/* Side of a village, in sizes of its name's letters, below which a name would lie over its neighbours as well. */
#define VILLAGE_ROOM 1.5
#define GRID_ROOM 44.0 /* side of a grid from which on grids are named, in label sizes of 11 */

void
lb_placed_label_clear (LbPlacedLabel *label)
{
  g_free (label->text);
}

LbHand
lb_label_hand (const LbGround *ground, LbLevel level, LbMedium medium)
{
  gboolean bold = level == LB_LEVEL_TOWNSHIP || (level == LB_LEVEL_VILLAGE && ground->level == LB_LEVEL_GRID);

  return (LbHand) {medium, level, bold};
}

const LbLabelIndex *
lb_ground_get_label_index (LbGround *self, LbLevel level)
{
  gsize *made = &self->label_indexes[level];

  if (g_once_init_enter (made))
    g_once_init_leave (made, (gsize) lb_label_index_new (self->boundaries, level, self->day));
  return (const LbLabelIndex *) *made;
}

static void
collect_levels (const LbGround *ground, LbLabelPlan *plan, const LbView *view, LbMedium medium, gint64 deadline, GArray *placed)
{
  double grid_size = lb_ground_style (ground, medium)->labels[LB_LEVEL_GRID].size;
  double village_size = lb_ground_style (ground, medium)->labels[LB_LEVEL_VILLAGE].size;

  if (ground->level >= LB_LEVEL_TOWNSHIP)
    lb_label_plan_collect (plan, LB_LEVEL_TOWNSHIP, view, deadline, placed);
  if (ground->level >= LB_LEVEL_VILLAGE && ground->typical[LB_LEVEL_VILLAGE] * view->scale >= VILLAGE_ROOM * village_size)
    lb_label_plan_collect (plan, LB_LEVEL_VILLAGE, view, deadline, placed);
  if (ground->level >= LB_LEVEL_GRID && ground->typical[LB_LEVEL_GRID] * view->scale >= GRID_ROOM / 11 * grid_size)
    lb_label_plan_collect (plan, LB_LEVEL_GRID, view, deadline, placed);
}

/* The plan of the last frame, if it was of this scale; nobody else has it meanwhile. */
static LbLabelPlan *
borrow_plan (LbGround *ground, double scale, LbMedium medium)
{
  g_mutex_lock (&ground->lock);
  LbLabelPlan *plan = g_steal_pointer (&ground->label_plan);
  g_mutex_unlock (&ground->lock);
  if (plan != NULL && lb_label_plan_is_for (plan, scale, medium))
    return plan;
  lb_label_plan_free (plan);
  return lb_label_plan_new (ground, scale, medium, NULL);
}

/* One that lacks something is not kept. */
static void
return_plan (LbGround *ground, LbLabelPlan *plan)
{
  if (!lb_label_plan_is_whole (plan)) {
    lb_label_plan_free (plan);
    return;
  }
  g_mutex_lock (&ground->lock);
  LbLabelPlan *other = ground->label_plan;
  ground->label_plan = plan;
  g_mutex_unlock (&ground->lock);
  lb_label_plan_free (other);
}

GArray *
lb_map_place_labels (LbMap *self, const LbView *view, const LbLabelRoom *room, LbMedium medium, gint64 deadline)
{
  LbGround *ground = self->ground;
  GArray *placed = g_array_new (FALSE, FALSE, sizeof (LbPlacedLabel));
  LbLabelPlan *plan = room != NULL ? lb_label_plan_new (ground, view->scale, medium, room) : borrow_plan (ground, view->scale, medium);

  g_array_set_clear_func (placed, (GDestroyNotify) lb_placed_label_clear);
  collect_levels (ground, plan, view, medium, deadline, placed);
  if (room != NULL)
    lb_label_plan_free (plan);
  else
    return_plan (ground, plan);
  return placed;
}

static LbLevel
level_of (const LbMap *self, const LbPlacedLabel *label)
{
  return lb_region_tree_get (lb_boundaries_get_regions (self->boundaries), label->region)->level;
}

/* Pixel for pixel. Stamps that would have to be drawn after @deadline are left out. */
static void
stamp_placed (const LbMap *self, cairo_t *cr, const GArray *placed, LbMedium medium, gint64 deadline)
{
  double device = 1, zero = 0, x0 = 0, y0 = 0;

  cairo_user_to_device_distance (cr, &device, &zero);
  cairo_user_to_device (cr, &x0, &y0);
  cairo_save (cr);
  cairo_identity_matrix (cr);
  for (guint i = 0; i < placed->len; i++) {
    const LbPlacedLabel *label = &g_array_index (placed, LbPlacedLabel, i);
    gboolean time = deadline == 0 || g_get_monotonic_time () < deadline;
    int dx, dy;
    cairo_surface_t *stamp =
      lb_stamps_get (self->ground->stamps, lb_label_hand (self->ground, level_of (self, label), medium), device, label->text, time, &dx, &dy);
    if (stamp == NULL)
      continue;
    cairo_set_source_surface (cr, stamp, round (x0 + label->x * device) + dx, round (y0 + label->y * device) + dy);
    cairo_paint (cr);
    cairo_surface_destroy (stamp);
  }
  cairo_restore (cr);
}

/* Without a halo a name is light upon a dark fill. */
static LbColour
colour_upon (const LbMap *map, guint region, const LbLetter *letter, LbMedium medium)
{
  if (map->classes == NULL)
    return letter->colour;
  LbColour fill = lb_map_get_class_colour (map, lb_map_class_of (map, region), medium);

  /* Luma of Rec. 709. */
  return 0.2126 * fill.r + 0.7152 * fill.g + 0.0722 * fill.b < 0.4 ? letter->halo_colour : letter->colour;
}

static void
paint_placed (const LbMap *self, cairo_t *cr, const GArray *placed, LbMedium medium)
{
  const LbStyle *style = lb_map_style (self, medium);

  cairo_save (cr);
  for (guint i = 0; i < placed->len; i++) {
    const LbPlacedLabel *label = &g_array_index (placed, LbPlacedLabel, i);
    LbHand hand = lb_label_hand (self->ground, level_of (self, label), medium);
    const LbLetter *letter = &style->labels[hand.level];
    g_autoptr (PangoLayout) layout = lb_style_layout (style, cr, label->text, letter->size, hand.bold, letter->tracking);
    int height;
    pango_layout_get_size (layout, NULL, &height);
    cairo_move_to (cr, label->x + letter->tracking / 2, label->y + (label->height - (double) height / PANGO_SCALE) / 2);
    if (letter->halo > 0) {
      pango_cairo_layout_path (cr, layout);
      lb_style_set_line (cr, &(LbLine) {letter->halo, letter->halo_colour, 1, {0}, 0});
      cairo_stroke (cr);
      cairo_move_to (cr, label->x + letter->tracking / 2, label->y + (label->height - (double) height / PANGO_SCALE) / 2);
    }
    lb_style_set_colour (cr, letter->halo > 0 ? letter->colour : colour_upon (self, label->region, letter, medium), 1);
    pango_cairo_show_layout (cr, layout);
  }
  cairo_restore (cr);
}

/* Stamps are pictures in the surface's own pixels: not for paper, nor for a surface that is turned or stretched. */
static gboolean
takes_stamps (cairo_t *cr)
{
  cairo_matrix_t matrix;

  cairo_get_matrix (cr, &matrix);
  return cairo_surface_get_type (cairo_get_group_target (cr)) == CAIRO_SURFACE_TYPE_IMAGE && matrix.xx > 0 && matrix.yy == matrix.xx &&
         matrix.xy == 0 && matrix.yx == 0;
}

void
lb_map_paint_labels (LbMap *self, cairo_t *cr, const LbView *view, LbMedium medium, gboolean moving)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GArray) placed = lb_map_place_labels (self, view, NULL, medium, moving ? start + TIME_TO_PLACE : 0);

  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, view->width, view->height);
  cairo_clip (cr);
  if (takes_stamps (cr))
    stamp_placed (self, cr, placed, medium, moving ? g_get_monotonic_time () + TIME_TO_STAMP : 0);
  else
    paint_placed (self, cr, placed, medium);
  cairo_restore (cr);
}

void
lb_map_paint_labels_beside (LbMap *self, cairo_t *cr, const LbView *view, const cairo_rectangle_t *taken, guint n_taken,
                            int within, LbMedium medium)
{
  const LbRegionTree *tree = lb_boundaries_get_regions (self->boundaries);
  const LbLabelRoom room = {view, taken, n_taken, within < 0 ? 0 : (guint) within,
                            within < 0 ? 0 : lb_region_tree_get (tree, (guint) within)->end, self->spec.level};
  g_autoptr (GArray) placed = lb_map_place_labels (self, view, &room, medium, 0);

  paint_placed (self, cr, placed, medium);
}
