/* Points from one coordinate system into another. Axes are always east/longitude first. Systems that are the
 * same apart from names and axis order leave the numbers as they are, to the last bit.
 */
#include "config.h"
#include "maps/crs.h"
#include "maps/error.h"
#include "maps/proj-context.h"
#include "maps/shapes-private.h"
#include "src/i18n.h"

#include <math.h>
#include <string.h>

#define POINTS_PER_THREAD 200000 /* below this a second thread costs more than it saves */
#define MAX_THREADS       8

struct _LbTransform {
  PJ_CONTEXT *context;
  PJ *operation; /* NULL: nothing to do */
};

static void
ignore_message (gpointer data, int level, const char *message)
{
  (void) data, (void) level, (void) message;
}

PJ_CONTEXT *
lb_proj_context_new (void)
{
  PJ_CONTEXT *context = proj_context_create ();

  proj_log_func (context, NULL, ignore_message);
  proj_context_set_enable_network (context, FALSE);
  return context;
}

static gboolean
make_operation (LbTransform *self, const char *from, const char *to)
{
  PJ *source = proj_create (self->context, from), *target = proj_create (self->context, to);
  gboolean made = source != NULL && target != NULL;

  if (made && !proj_is_equivalent_to_with_ctx (self->context, source, target,
                                               PJ_COMP_EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS)) {
    PJ *raw = proj_create_crs_to_crs_from_pj (self->context, source, target, NULL, NULL);
    self->operation = raw != NULL ? proj_normalize_for_visualization (self->context, raw) : NULL;
    proj_destroy (raw);
    made = self->operation != NULL;
  }
  proj_destroy (source);
  proj_destroy (target);
  return made;
}

LbTransform *
lb_transform_new (const char *from, const char *to, GError **error)
{
  g_autoptr (LbTransform) self = g_new0 (LbTransform, 1);

  self->context = lb_proj_context_new ();
  if (make_operation (self, from, to))
    return g_steal_pointer (&self);
  g_set_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_CRS,
               _ ("PROJ knows no way from the coordinate system “%s” to “%s”; name the right system with --crs"),
               from, to);
  return NULL;
}

void
lb_transform_free (LbTransform *self)
{
  proj_destroy (self->operation);
  proj_context_destroy (self->context);
  g_free (self);
}

static gboolean
all_finite (const double *xy, gsize n)
{
  for (gsize i = 0; i < 2 * n; i++)
    if (!isfinite (xy[i]))
      return FALSE;
  return TRUE;
}

gboolean
lb_transform_points (LbTransform *self, double *xy, gsize n_points)
{
  const gsize stride = 2 * sizeof (double);

  if (self->operation == NULL || n_points == 0)
    return all_finite (xy, n_points);
  proj_errno_reset (self->operation);
  gsize done = proj_trans_generic (self->operation, PJ_FWD, xy, stride, n_points, xy + 1, stride, n_points,
                                   NULL, 0, 0, NULL, 0, 0);
  return done == n_points && all_finite (xy, n_points);
}

typedef struct {
  const char *from, *to;
  double *xy;
  gsize n;
} Part;

/* Each thread has a context of its own: PROJ's must not be shared. */
static gpointer
transform_part (gpointer data)
{
  const Part *part = data;
  g_autoptr (LbTransform) transform = lb_transform_new (part->from, part->to, NULL);

  return GINT_TO_POINTER (transform != NULL && lb_transform_points (transform, part->xy, part->n));
}

static gboolean
transform_all (double *xy, gsize n, const char *from, const char *to)
{
  GThread *threads[MAX_THREADS];
  Part parts[MAX_THREADS];
  guint wanted = (guint) MIN (n / POINTS_PER_THREAD + 1, MIN (g_get_num_processors (), MAX_THREADS));
  gboolean good = TRUE;

  for (guint i = 0; i < wanted; i++) {
    gsize begin = n / wanted * i, end = i + 1 < wanted ? n / wanted * (i + 1) : n;
    parts[i] = (Part) {from, to, xy + 2 * begin, end - begin};
    threads[i] = i > 0 ? g_thread_new ("transform", transform_part, &parts[i]) : NULL;
  }
  good = GPOINTER_TO_INT (transform_part (&parts[0]));
  for (guint i = 1; i < wanted; i++)
    good &= GPOINTER_TO_INT (g_thread_join (threads[i]));
  return good;
}

static guint
first_without_image (const LbShapes *shapes)
{
  for (guint i = 0; i < shapes->n; i++) {
    gsize begin = shapes->first_point[shapes->first_ring[i]], end = shapes->first_point[shapes->first_ring[i + 1]];
    if (!all_finite (shapes->xy + 2 * begin, end - begin))
      return i;
  }
  return shapes->n;
}

gboolean
lb_shapes_project_in_place (LbShapes *self, const char *from, const char *to, GError **error)
{
  g_autoptr (LbTransform) possible = lb_transform_new (from, to, error);

  if (possible == NULL)
    return FALSE;
  if (possible->operation == NULL)
    return TRUE;
  if (!transform_all (self->xy, lb_shapes_get_n_points (self), from, to)) {
    g_set_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_CRS,
                 _ ("the points of record %u have no place in the coordinate system %s; name the system they are in with --crs"),
                 first_without_image (self) + 1, to);
    return FALSE;
  }
  lb_shapes_measure_boxes (self);
  return TRUE;
}

LbShapes *
lb_shapes_project (const LbShapes *shapes, const char *from, const char *to, GError **error)
{
  g_autoptr (LbShapes) image = g_new0 (LbShapes, 1);

  g_atomic_ref_count_init (&image->refs);
  lb_shapes_unpack_all (shapes);
  image->n = shapes->n;
  image->first_ring = g_memdup2 (shapes->first_ring, (shapes->n + 1) * sizeof (guint));
  image->first_point =
    g_memdup2 (shapes->first_point, ((gsize) shapes->first_ring[shapes->n] + 1) * sizeof (gsize));
  image->xy = g_memdup2 (shapes->xy, lb_shapes_get_n_points (shapes) * 2 * sizeof (double));
  image->boxes = g_memdup2 (shapes->boxes, shapes->n * sizeof (LbBox));
  image->extent = shapes->extent;
  return lb_shapes_project_in_place (image, from, to, error) ? g_steal_pointer (&image) : NULL;
}
