/* Names on the map: those in view, painted with a halo
 *
 * On a map that moves, what is named depends on the ground and the scale only; the plan of a scale is kept from one frame to the
 * next. On a sheet names keep to the frame and out of the way of what stands on it.
 * Grids are named only when they are large enough on the surface.
 */
#include "config.h"
#include "maps/label-private.h"

#define GRID_ROOM 44.0 /* side of a grid from which on grids are named, in label sizes of 11 */

void
lb_placed_label_clear (LbPlacedLabel *label)
{
  g_free (label->text);
}

gboolean
lb_label_is_bold (const LbMap *map, LbLevel level)
{
  return level == LB_LEVEL_TOWNSHIP || (level == LB_LEVEL_VILLAGE && map->spec.level == LB_LEVEL_GRID);
}

const LbLabelIndex *
lb_map_get_label_index (LbMap *self, LbLevel level)
{
  gsize *made = &self->label_indexes[level];

  if (g_once_init_enter (made))
    g_once_init_leave (made, (gsize) lb_label_index_new (self->boundaries, level));
  return (const LbLabelIndex *) *made;
}

static void
collect_levels (LbMap *self, LbLabelPlan *plan, cairo_t *cr, const LbView *view, LbMedium medium, GArray *placed)
{
  double grid_size = lb_map_style (self, medium)->labels[LB_LEVEL_GRID].size;

  if (self->spec.level >= LB_LEVEL_TOWNSHIP)
    lb_label_plan_collect (plan, cr, LB_LEVEL_TOWNSHIP, view, placed);
  if (self->spec.level >= LB_LEVEL_VILLAGE)
    lb_label_plan_collect (plan, cr, LB_LEVEL_VILLAGE, view, placed);
  if (self->spec.level >= LB_LEVEL_GRID && self->typical[LB_LEVEL_GRID] * view->scale >= GRID_ROOM / 11 * grid_size)
    lb_label_plan_collect (plan, cr, LB_LEVEL_GRID, view, placed);
}

/* The plan of the last frame, if it was of this scale; nobody else has it meanwhile. */
static LbLabelPlan *
borrow_plan (LbMap *self, double scale, LbMedium medium)
{
  g_mutex_lock (&self->lock);
  LbLabelPlan *plan = g_steal_pointer (&self->label_plan);
  g_mutex_unlock (&self->lock);
  if (plan != NULL && lb_label_plan_is_for (plan, scale, medium))
    return plan;
  lb_label_plan_free (plan);
  return lb_label_plan_new (self, scale, medium, NULL);
}

static void
return_plan (LbMap *self, LbLabelPlan *plan)
{
  g_mutex_lock (&self->lock);
  LbLabelPlan *other = self->label_plan;
  self->label_plan = plan;
  g_mutex_unlock (&self->lock);
  lb_label_plan_free (other);
}

GArray *
lb_map_place_labels (LbMap *self, cairo_t *cr, const LbView *view, const LbLabelRoom *room, LbMedium medium)
{
  GArray *placed = g_array_new (FALSE, FALSE, sizeof (LbPlacedLabel));
  LbLabelPlan *plan = room != NULL ? lb_label_plan_new (self, view->scale, medium, room) : borrow_plan (self, view->scale, medium);

  g_array_set_clear_func (placed, (GDestroyNotify) lb_placed_label_clear);
  collect_levels (self, plan, cr, view, medium, placed);
  if (room != NULL)
    lb_label_plan_free (plan);
  else
    return_plan (self, plan);
  return placed;
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
    LbLevel level = lb_region_tree_get (lb_boundaries_get_regions (self->boundaries), label->region)->level;
    const LbLetter *letter = &style->labels[level];
    g_autoptr (PangoLayout) layout =
      lb_style_layout (style, cr, label->text, letter->size, lb_label_is_bold (self, level), letter->tracking);
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

void
lb_map_paint_labels (LbMap *self, cairo_t *cr, const LbView *view, LbMedium medium)
{
  g_autoptr (GArray) placed = lb_map_place_labels (self, cr, view, NULL, medium);

  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, view->width, view->height);
  cairo_clip (cr);
  paint_placed (self, cr, placed, medium);
  cairo_restore (cr);
}

void
lb_map_paint_labels_beside (LbMap *self, cairo_t *cr, const LbView *view, const cairo_rectangle_t *taken, guint n_taken,
                            int within, LbMedium medium)
{
  const LbRegionTree *tree = lb_boundaries_get_regions (self->boundaries);
  const LbLabelRoom room = {view, taken, n_taken, within < 0 ? 0 : (guint) within,
                            within < 0 ? 0 : lb_region_tree_get (tree, (guint) within)->end};
  g_autoptr (GArray) placed = lb_map_place_labels (self, cr, view, &room, medium);

  paint_placed (self, cr, placed, medium);
}
