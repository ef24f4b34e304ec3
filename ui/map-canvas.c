#include "config.h"
#include "ui/map-canvas-private.h"
#include "ui/parts.h"
#include "ui/phrases.h"
#include "maps/error.h"
#include "src/date.h"
#include "src/i18n.h"

#include <adwaita.h>
#include <math.h>

G_DEFINE_FINAL_TYPE (LbMapCanvas, lb_map_canvas, GTK_TYPE_WIDGET)

/* Painted beyond each edge, so that a short pan uncovers map and not ground. Logical pixels. */
#define MARGIN 96
#define FIT_MARGIN 40
#define OUTLINE_MARGIN 8

/* --- painting by the worker --------------------------------------------------------------------------------- */

typedef struct {
  LbPicture *picture;
  LbView view; /* logical pixels, with margins */
  int device;  /* device pixels per logical pixel */
  LbMedium medium;
  GArray *marks;   /* guint */
  gboolean moving; /* coarse and quick; a fine one follows when nothing newer is wanted */
  LbPainter *painter; /* the worker's while it paints, then the canvas's: it answers what lies under the pointer */
  guint wanted;
} PaintJob;

static void
paint_job_free (gpointer data)
{
  PaintJob *job = data;

  g_clear_pointer (&job->painter, lb_painter_free);
  lb_picture_unref (job->picture);
  g_array_unref (job->marks);
  g_free (job);
}

static GdkTexture *
texture_from_surface (cairo_surface_t *surface)
{
  int width = cairo_image_surface_get_width (surface), height = cairo_image_surface_get_height (surface);
  int stride = cairo_image_surface_get_stride (surface);

  cairo_surface_flush (surface);
  g_autoptr (GBytes) bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), (gsize) height * (gsize) stride,
                                                         (GDestroyNotify) cairo_surface_destroy,
                                                         cairo_surface_reference (surface));
  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, (gsize) stride);
}

static void
paint_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  PaintJob *job = data;
  int width = (int) ceil (job->view.width) * job->device, height = (int) ceil (job->view.height) * job->device;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);

  (void) source;
  (void) cancellable;
  cairo_scale (cr, job->device, job->device);
  lb_painter_paint (job->painter, cr, &job->view, job->medium);
  if (job->marks->len > 0)
    lb_scene_paint_selection (job->picture->scene, cr, &job->view, (guint *) (void *) job->marks->data, job->marks->len,
                              job->medium);
  lb_map_paint_labels (job->picture->map, cr, &job->view, job->medium, job->moving);
  if (cairo_status (cr) == CAIRO_STATUS_SUCCESS)
    g_task_return_pointer (task, texture_from_surface (surface), g_object_unref);
  else
    g_task_return_new_error (task, LB_MAPS_ERROR, LB_MAPS_ERROR_DRAW, _ ("The map cannot be drawn: %s"),
                             cairo_status_to_string (cairo_status (cr)));
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void start_painting (LbMapCanvas *self, gboolean moving);

static void
painted (GObject *source, GAsyncResult *result, gpointer data)
{
  LbMapCanvas *self = LB_MAP_CANVAS (source);
  PaintJob *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = g_task_propagate_pointer (G_TASK (result), &error);

  (void) data;
  self->painting = FALSE;
  if (texture != NULL && self->picture != NULL && job->picture->county == self->picture->county) {
    g_set_object (&self->texture, texture);
    self->painted = job->view;
    lb_spare_painters_give (&self->spare, g_steal_pointer (&self->painter));
    self->painter = g_steal_pointer (&job->painter);
    gtk_widget_queue_draw (GTK_WIDGET (self));
  } else if (error != NULL) {
    g_warning ("%s", error->message);
  }
  self->shown = job->wanted;
  self->fine = !job->moving;
  if (self->shown != self->wanted || !self->fine)
    start_painting (self, self->shown != self->wanted);
}

static void
start_painting (LbMapCanvas *self, gboolean moving)
{
  LbView view = self->state != NULL ? lb_state_get_view (self->state) : (LbView){0};
  g_autoptr (GTask) task = NULL;
  PaintJob *job;

  if (self->painting || self->picture == NULL || view.scale <= 0)
    return;
  job = g_new0 (PaintJob, 1);
  job->picture = lb_picture_ref (self->picture);
  job->view = lb_view_pan (&view, MARGIN, MARGIN);
  job->view.width += 2 * MARGIN;
  job->view.height += 2 * MARGIN;
  job->device = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  job->medium = lb_parts_medium ();
  job->marks = g_array_ref (lb_state_get_marks (self->state));
  job->moving = moving;
  job->painter = lb_spare_painters_take (&self->spare, job->picture->map, job->picture->scene, moving);
  job->wanted = self->wanted;
  self->painting = TRUE;
  task = g_task_new (self, NULL, painted, NULL);
  g_task_set_name (task, "map");
  g_task_set_task_data (task, job, paint_job_free);
  g_task_run_in_thread (task, paint_thread);
}

static void
repaint (LbMapCanvas *self)
{
  self->wanted++;
  start_painting (self, TRUE);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

gboolean
lb_map_canvas_is_settled (LbMapCanvas *self)
{
  return self->texture != NULL && !self->painting && self->shown == self->wanted && self->fine && self->settle == 0;
}

/* --- view ---------------------------------------------------------------------------------------------------- */

static void
join_box (LbBox *box, LbBox other)
{
  if (other.min_x > other.max_x)
    return;
  box->min_x = MIN (box->min_x, other.min_x);
  box->min_y = MIN (box->min_y, other.min_y);
  box->max_x = MAX (box->max_x, other.max_x);
  box->max_y = MAX (box->max_y, other.max_y);
}

/* Ground of a region: its own and all that lies below it, because a level may have no polygons. */
static LbBox
region_box (LbCounty *county, int region)
{
  const LbShapes *shapes = lb_boundaries_get_shapes (county->boundaries);
  LbBox box = {INFINITY, INFINITY, -INFINITY, -INFINITY};

  if (region < 0)
    return lb_shapes_get_extent (shapes);
  guint end = lb_region_tree_get (county->regions, (guint) region)->end;
  for (guint i = (guint) region; i < end; i++)
    join_box (&box, lb_shapes_get_box (shapes, i));
  return box;
}

static LbView
fitted (LbMapCanvas *self, int region)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));
  LbBox box = region_box (self->picture->county, region);

  if (width <= 0 || height <= 0 || box.min_x > box.max_x)
    return (LbView){0};
  return lb_view_fit (box, width, height, MIN (FIT_MARGIN, MIN (width, height) / 8.0));
}

void
lb_map_canvas_fit (LbMapCanvas *self)
{
  if (self->picture == NULL)
    return;
  LbView view = fitted (self, lb_state_get_focus (self->state));
  if (view.scale <= 0)
    return;
  self->framed = TRUE;
  lb_state_set_view (self->state, &view);
}

void
lb_map_canvas_zoom_at (LbMapCanvas *self, const LbView *from, double factor, double x, double y)
{
  if (self->picture == NULL || from->scale <= 0)
    return;
  LbView whole = fitted (self, LB_STATE_NO_REGION);
  double scale = CLAMP (from->scale * factor, whole.scale / 2, 4.0);
  LbView view = lb_view_zoom (from, scale / from->scale, x, y);
  self->framed = FALSE;
  lb_state_set_view (self->state, &view);
}

void
lb_map_canvas_zoom (LbMapCanvas *self, double factor)
{
  LbView view = lb_state_get_view (self->state);

  lb_map_canvas_zoom_at (self, &view, factor, view.width / 2, view.height / 2);
}

/* The widget has another size: the ground in its middle stays there. */
static gboolean
settle_size (gpointer data)
{
  LbMapCanvas *self = data;
  int width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));
  LbView view = lb_state_get_view (self->state);

  self->settle = 0;
  if (self->picture == NULL || width <= 0 || height <= 0)
    return G_SOURCE_REMOVE;
  if (view.scale > 0 && view.width == width && view.height == height)
    return G_SOURCE_REMOVE;
  if (view.scale <= 0 || self->framed) {
    lb_map_canvas_fit (self);
  } else {
    LbView moved_view = lb_view_pan (&view, (width - view.width) / 2, (height - view.height) / 2);
    moved_view.width = width;
    moved_view.height = height;
    lb_state_set_view (self->state, &moved_view);
  }
  return G_SOURCE_REMOVE;
}

static void
queue_settle (LbMapCanvas *self)
{
  if (self->settle == 0 && self->state != NULL)
    self->settle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, settle_size, self, NULL);
}

/* --- following the state ------------------------------------------------------------------------------------- */

/* The painter answers for what it painted, which the view may have left a little. */
static void
to_painted (LbMapCanvas *self, const LbView *view, double *x, double *y)
{
  double east, north;

  lb_view_to_ground (view, *x, *y, &east, &north);
  lb_view_to_surface (&self->painted, east, north, x, y);
}

int
lb_map_canvas_pick (LbMapCanvas *self, double x, double y)
{
  LbView view = lb_state_get_view (self->state);

  if (self->painter == NULL || view.scale <= 0)
    return -1;
  to_painted (self, &view, &x, &y);
  return lb_painter_pick (self->painter, &self->painted, x, y);
}

GArray *
lb_map_canvas_query (LbMapCanvas *self, const double *xy, guint n)
{
  LbView view = lb_state_get_view (self->state);
  g_autofree double *painted_xy = g_memdup2 (xy, 2 * n * sizeof (double));

  if (self->painter == NULL || view.scale <= 0)
    return NULL;
  for (guint i = 0; i < n; i++)
    to_painted (self, &view, &painted_xy[2 * i], &painted_xy[2 * i + 1]);
  return lb_painter_query (self->painter, &self->painted, painted_xy, n);
}

static void
describe (LbMapCanvas *self)
{
  LbValues *values = self->picture != NULL ? lb_picture_get_values (self->picture) : NULL;
  int root = self->picture != NULL ? lb_county_get_root (self->picture->county) : -1;
  guint n;
  const guint *regions = lb_state_get_chosen (self->state, &n);

  if (n == 0 && root >= 0) {
    regions = (const guint *) &root;
    n = 1;
  }
  if (values == NULL || n == 0)
    return;
  LbFigure figure = lb_values_sum (values, regions, n);
  g_autofree char *value = lb_phrase_figure_unit (values->indicator, &figure);
  g_autofree char *name = n == 1 ? g_strdup (lb_region_tree_get (values->regions, regions[0])->name)
                                 : lb_phrase_count (n, self->picture->level);
  g_autofree char *spoken = g_strdup_printf ("%s, %s: %s", values->indicator->name, name, value);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, spoken, -1);
}

static void
follow_picture (LbMapCanvas *self)
{
  LbPicture *picture = lb_loader_get_picture (self->loader);

  if (self->picture == picture)
    return;
  if (picture == NULL || self->picture == NULL || picture->county != self->picture->county) {
    g_clear_object (&self->texture); /* another county: its old picture must not be shown stretched */
    g_clear_pointer (&self->painter, lb_painter_free);
    lb_spare_painters_clear (&self->spare);
  }
  g_clear_pointer (&self->picture, lb_picture_unref);
  if (picture != NULL)
    self->picture = lb_picture_ref (picture);
  describe (self);
  queue_settle (self);
  repaint (self);
}

static void
follow_selection (LbMapCanvas *self)
{
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
follow_marks (LbMapCanvas *self)
{
  describe (self);
  repaint (self);
}

static void
follow_tool (LbMapCanvas *self)
{
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), lb_state_get_tool (self->state) != LB_TOOL_PAN ? "crosshair" : NULL);
}

static void
follow_view (LbMapCanvas *self)
{
  if (lb_state_get_view (self->state).scale <= 0)
    queue_settle (self);
  else
    repaint (self);
}

void
lb_map_canvas_bind (LbMapCanvas *self, LbState *state, LbLoader *loader)
{
  self->state = g_object_ref (state);
  self->loader = g_object_ref (loader);
  g_signal_connect_object (loader, "notify::picture", G_CALLBACK (follow_picture), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (state, "notify::view", G_CALLBACK (follow_view), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (state, "notify::focus", G_CALLBACK (lb_map_canvas_fit), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (state, "notify::selection", G_CALLBACK (follow_selection), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (state, "notify::marks", G_CALLBACK (follow_marks), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (state, "notify::tool", G_CALLBACK (follow_tool), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (state, "notify::hover", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (repaint), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (repaint), NULL);
}

/* --- drawing ------------------------------------------------------------------------------------------------- */

static void
snapshot_texture (LbMapCanvas *self, GtkSnapshot *snapshot, const LbView *view)
{
  double stretch = view->scale / self->painted.scale;
  double x, y;

  lb_view_to_surface (view, self->painted.east0, self->painted.north0, &x, &y);
  gtk_snapshot_append_texture (snapshot, self->texture,
                               &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) (self->painted.width * stretch),
                                                    (float) (self->painted.height * stretch)));
}

static void
snapshot_outline (LbMapCanvas *self, GtkSnapshot *snapshot, const LbView *view, int region, gboolean selected)
{
  LbBox box;
  double left, top, right, bottom;
  graphene_rect_t bounds, widget;

  if (region < 0 || self->painter == NULL)
    return;
  box = lb_shapes_get_box (lb_boundaries_get_shapes (self->picture->county->boundaries), (guint) region);
  /* With history a region may have more ground than its polygon. */
  if (lb_region_tree_get_first_end (self->picture->county->regions) != LB_DAY_NONE)
    box = lb_shapes_get_extent (lb_boundaries_get_shapes (self->picture->county->boundaries));
  if (box.min_x > box.max_x)
    return;
  lb_view_to_surface (view, box.min_x, box.max_y, &left, &top);
  lb_view_to_surface (view, box.max_x, box.min_y, &right, &bottom);
  graphene_rect_init (&bounds, (float) left - OUTLINE_MARGIN, (float) top - OUTLINE_MARGIN,
                      (float) (right - left) + 2 * OUTLINE_MARGIN, (float) (bottom - top) + 2 * OUTLINE_MARGIN);
  graphene_rect_init (&widget, 0, 0, (float) view->width, (float) view->height);
  if (!graphene_rect_intersection (&bounds, &widget, &bounds))
    return;
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  lb_painter_outline (self->painter, cr, view, (guint) region, lb_parts_medium (), selected);
  cairo_destroy (cr);
}

static void
snapshot_furniture (LbMapCanvas *self, GtkSnapshot *snapshot, const LbView *view)
{
  LbMedium medium = lb_parts_medium ();
  double bottom = view->height - 44;

  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, (float) bottom - 30, 320, 74));
  lb_map_paint_scale_bar (self->picture->map, cr, view, 24, bottom, medium);
  cairo_destroy (cr);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT ((float) view->width - 80, 0, 80, 90));
  lb_map_paint_north_arrow (self->picture->map, cr, view->width - 40, 14, 44, medium);
  cairo_destroy (cr);
}

static void
snapshot_band (LbMapCanvas *self, GtkSnapshot *snapshot, const LbView *view)
{
  const double dashes[] = {6, 4};
  GdkRGBA accent = lb_parts_colour (GTK_WIDGET (self), "accent");
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) view->width, (float) view->height));

  for (guint i = 0; i + 1 < self->band.xy->len; i += 2)
    cairo_line_to (cr, g_array_index (self->band.xy, double, i), g_array_index (self->band.xy, double, i + 1));
  cairo_close_path (cr);
  cairo_set_source_rgba (cr, accent.red, accent.green, accent.blue, 0.12);
  cairo_fill_preserve (cr);
  cairo_set_source_rgba (cr, accent.red, accent.green, accent.blue, 1);
  cairo_set_line_width (cr, 1.5);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

/* While panes slide, under load, GTK 4.8 allocates widgets beside a flap a width of −2147483648 for a frame: nothing is drawn then, nor is a
 * map painted for it, and the next frame has the true size. */
static void
snapshot_canvas (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LbMapCanvas *self = LB_MAP_CANVAS (widget);
  LbView view = self->state != NULL ? lb_state_get_view (self->state) : (LbView){0};

  if (self->picture == NULL || view.scale <= 0 || gtk_widget_get_width (widget) < 1 || gtk_widget_get_height (widget) < 1)
    return;
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                                         (float) gtk_widget_get_height (widget)));
  if (self->texture != NULL)
    snapshot_texture (self, snapshot, &view);
  if (lb_state_get_hover (self->state) != lb_state_get_selection (self->state))
    snapshot_outline (self, snapshot, &view, lb_state_get_hover (self->state), FALSE);
  snapshot_outline (self, snapshot, &view, lb_state_get_selection (self->state), TRUE);
  snapshot_furniture (self, snapshot, &view);
  if (lb_band_is_drawn (&self->band))
    snapshot_band (self, snapshot, &view);
  gtk_snapshot_pop (snapshot);
}

static void
size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GTK_WIDGET_CLASS (lb_map_canvas_parent_class)->size_allocate (widget, width, height, baseline);
  if (width < 1 || height < 1)
    return; /* see snapshot_canvas() */
  queue_settle (LB_MAP_CANVAS (widget));
}

static void
dispose (GObject *object)
{
  LbMapCanvas *self = LB_MAP_CANVAS (object);

  g_clear_handle_id (&self->settle, g_source_remove);
  lb_band_end (&self->band);
  g_clear_pointer (&self->painter, lb_painter_free);
  lb_spare_painters_clear (&self->spare);
  g_clear_pointer (&self->picture, lb_picture_unref);
  g_clear_object (&self->texture);
  g_clear_object (&self->state);
  g_clear_object (&self->loader);
  G_OBJECT_CLASS (lb_map_canvas_parent_class)->dispose (object);
}

static void
lb_map_canvas_class_init (LbMapCanvasClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  widget_class->snapshot = snapshot_canvas;
  widget_class->size_allocate = size_allocate;
  gtk_widget_class_set_css_name (widget_class, "map-canvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  lb_map_canvas_class_init_input (widget_class);
}

static void
lb_map_canvas_init (LbMapCanvas *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  lb_map_canvas_init_input (self);
}
