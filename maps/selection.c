/* Outline of many regions at once, from the arcs of a level of detail
 *
 * An arc with a chosen region on one side only is part of the strong line round the whole; one between two chosen regions is
 * drawn thin, and not where regions are so small that it would cover them. So each border is drawn once, whatever the regions look like together.
 */
#include "config.h"
#include "maps/map-private.h"

#define INNER_SHARE 0.4 /* of the outer line's width */

typedef struct {
  const LbScene *scene;
  const guint8 *chosen; /* by region */
} Selection;

/* The chosen region at one side of an arc, -1: none. */
static gint64
side (const Selection *self, guint32 shape)
{
  guint owner = shape != LB_NO_SHAPE ? lb_scene_get_owner (self->scene, shape) : 0;

  return shape != LB_NO_SHAPE && self->chosen[owner] ? (gint64) owner : -1;
}

static gboolean
is_in_view (const LbDetail *detail, guint arc, const LbView *view)
{
  const gint32 *box = detail->boxes + 4 * (gsize) arc;
  double left, top, right, bottom;

  lb_view_to_surface (view, detail->origin_x + detail->unit * box[0], detail->origin_y + detail->unit * box[3], &left, &top);
  lb_view_to_surface (view, detail->origin_x + detail->unit * box[2], detail->origin_y + detail->unit * box[1], &right, &bottom);
  return left <= view->width && right >= 0 && top <= view->height && bottom >= 0;
}

static void
add_arc (const LbDetail *detail, guint arc, cairo_t *cr, const LbView *view)
{
  for (guint32 i = detail->first[arc]; i < detail->first[arc + 1]; i++) {
    double x, y;
    lb_view_to_surface (view, detail->origin_x + detail->unit * detail->xy[2 * (gsize) i],
                        detail->origin_y + detail->unit * detail->xy[2 * (gsize) i + 1], &x, &y);
    if (i == detail->first[arc])
      cairo_move_to (cr, x, y);
    else
      cairo_line_to (cr, x, y);
  }
}

static void
add_arcs (const Selection *self, const LbDetail *detail, cairo_t *cr, const LbView *view, gboolean inner)
{
  cairo_new_path (cr);
  for (guint arc = 0; arc < detail->n_arcs; arc++) {
    gint64 left = side (self, detail->left[arc]), right = side (self, detail->right[arc]);
    if (left != right && (left >= 0 && right >= 0) == inner && is_in_view (detail, arc, view))
      add_arc (detail, arc, cr, view);
  }
}

void
lb_scene_paint_selection (LbScene *scene, cairo_t *cr, const LbView *view, const guint *regions, guint n_regions, LbMedium medium)
{
  const LbStyle *style = lb_ground_style (lb_scene_get_ground (scene), medium);
  LbLevels *levels = lb_scene_get_levels (scene);
  guint n = lb_levels_get_n_shapes (levels);
  g_autofree guint8 *chosen = g_new0 (guint8, (gsize) n + 1);
  Selection self = {scene, chosen};
  LbLine inner = style->selected;
  LbDetail detail;

  for (guint i = 0; i < n_regions; i++)
    if (regions[i] < n)
      chosen[regions[i]] = TRUE;
  lb_levels_get_detail (levels, lb_levels_choose (levels, 1 / view->scale), &detail);
  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, view->width, view->height);
  cairo_clip (cr);
  add_arcs (&self, &detail, cr, view, TRUE);
  inner.width *= INNER_SHARE;
  inner.opacity *= lb_border_fade (lb_scene_get_ground (scene)->typical[lb_scene_get_level (scene)] * view->scale, inner.width);
  lb_style_set_line (cr, &inner);
  cairo_stroke (cr);
  add_arcs (&self, &detail, cr, view, FALSE);
  lb_style_set_line (cr, &style->selected_under);
  cairo_stroke_preserve (cr);
  lb_style_set_line (cr, &style->selected);
  cairo_stroke (cr);
  cairo_restore (cr);
}
