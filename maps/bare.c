#include "config.h"
#include "maps/bare.h"
#include "maps/boundaries-private.h"
#include "maps/crs.h"
#include "maps/parallel.h"
#include "maps/pixel-grid.h"

#include <math.h>

#define RECORDS_A_CHUNK 128
#define TOLERANCE       0.05 /* pixels */

struct _LbBare {
  LbShapefile *file;
  const LbShpRecord *records;
  guint n;
  LbBox *boxes;   /* of each shape, empty (min > max) without one: first of the file, then of the fitted view */
  double *points; /* a vertex of each shape, NAN without one; the same                                        */
  guchar *repaired; /* the shape had rings that were left out */
  LbBox extent;   /* of the file                                                                             */
  LbTransform *transform;
  int epsg;
  LbPixelGrid *grid;
  LbView view;
};

static const LbBox nowhere = {INFINITY, INFINITY, -INFINITY, -INFINITY};

static LbBox
join (LbBox a, LbBox b)
{
  return (LbBox) {MIN (a.min_x, b.min_x), MIN (a.min_y, b.min_y), MAX (a.max_x, b.max_x), MAX (a.max_y, b.max_y)};
}

static gboolean
is_empty (LbBox box)
{
  return !(box.min_x <= box.max_x);
}

/* --- first reading: is every coordinate a place on Earth, and where does each shape lie? --- */

typedef struct {
  LbBare *bare;
  LbRingReader *readers; /* one a thread                                   */
  guint bad;             /* atomic: the first record that is to be refused */
} Survey;

typedef struct {
  LbBox box;
  double first[2];
} Measure;

static void
measure_ring (gpointer data, double *xy, guint n)
{
  Measure *measure = data;
  LbBox box = measure->box;

  if (is_empty (box)) {
    measure->first[0] = xy[0];
    measure->first[1] = xy[1];
  }
  for (guint i = 0; i < n; i++) {
    double x = xy[2 * i], y = xy[2 * i + 1];
    box.min_x = x < box.min_x ? x : box.min_x;
    box.max_x = x > box.max_x ? x : box.max_x;
    box.min_y = y < box.min_y ? y : box.min_y;
    box.max_y = y > box.max_y ? y : box.max_y;
  }
  measure->box = box;
}

static void
survey_records (gpointer data, gsize begin, gsize end, guint thread)
{
  Survey *survey = data;
  LbBare *self = survey->bare;

  for (gsize i = begin; i < end; i++) {
    Measure measure = {nowhere, {NAN, NAN}};
    guint dropped = survey->readers[thread].repairs.dropped.count;
    if (!lb_ring_reader_run (&survey->readers[thread], &self->records[i], (guint) i + 1, measure_ring, &measure, NULL)) {
      guint bad = __atomic_load_n (&survey->bad, __ATOMIC_RELAXED);
      while (i < bad && !__atomic_compare_exchange_n (&survey->bad, &bad, (guint) i, TRUE, __ATOMIC_RELAXED, __ATOMIC_RELAXED))
        ;
      return;
    }
    /* Polygons without a row in the table are checked, but not drawn. */
    if (i >= self->n)
      continue;
    self->boxes[i] = measure.box;
    self->repaired[i] = survey->readers[thread].repairs.dropped.count != dropped;
    self->points[2 * i] = measure.first[0];
    self->points[2 * i + 1] = measure.first[1];
  }
}

static LbRingReader *
make_readers (const LbBare *self, guint n)
{
  LbRingReader *readers = g_new0 (LbRingReader, n);

  for (guint i = 0; i < n; i++) {
    readers[i].name = lb_shapefile_get_name (self->file);
    readers[i].bytes = lb_shapefile_get_bytes (self->file);
  }
  return readers;
}

static gboolean
survey (LbBare *self, GPtrArray *notices, GError **error)
{
  guint threads = lb_parallel_get_default (), n_records = lb_shapefile_get_records (self->file)->len;
  g_autofree LbRingReader *readers = make_readers (self, threads);
  Survey survey = {self, readers, G_MAXUINT};
  gboolean good = TRUE;

  lb_parallel_run (threads, n_records, RECORDS_A_CHUNK, NULL, survey_records, &survey);
  if (survey.bad != G_MAXUINT) {
    Measure measure = {nowhere, {NAN, NAN}};
    good = lb_ring_reader_run (&readers[0], &self->records[survey.bad], survey.bad + 1, measure_ring, &measure, error);
  }
  for (guint i = 0; i < threads; i++) {
    lb_ring_reader_clear (&readers[i]);
    if (i > 0)
      lb_ring_repairs_add (&readers[0].repairs, &readers[i].repairs);
  }
  if (!good)
    return FALSE;
  lb_ring_repairs_say (&readers[0].repairs, readers[0].name, notices);
  self->extent = nowhere;
  for (guint i = 0; i < self->n; i++)
    self->extent = join (self->extent, self->boxes[i]);
  return !is_empty (self->extent) || lb_shapefile_refuse_empty (readers[0].name, error);
}

LbBare *
lb_bare_open (const char *path, GPtrArray *notices, GError **error)
{
  LbShapefile *file = lb_shapefile_open_unread (path, NULL, notices, error);
  g_autoptr (LbBare) self = file != NULL ? lb_bare_new (file, notices, error) : NULL;

  return self != NULL && lb_bare_place (self, error) ? g_steal_pointer (&self) : NULL;
}

LbBare *
lb_bare_new (LbShapefile *file, GPtrArray *notices, GError **error)
{
  g_autoptr (LbBare) self = g_new0 (LbBare, 1);

  self->file = file;
  self->n = lb_shapefile_get_n (self->file);
  self->records = (const LbShpRecord *) (const void *) lb_shapefile_get_records (self->file)->data;
  self->boxes = g_new (LbBox, (gsize) self->n + 1);
  self->repaired = g_malloc ((gsize) self->n + 1);
  self->points = g_new (double, 2 * (gsize) self->n + 2);
  return survey (self, notices, error) ? g_steal_pointer (&self) : NULL;
}

static gboolean
find_projection (LbBare *self, GError **error)
{
  LbCrs crs;
  gboolean good = lb_crs_decide (NULL, lb_shapefile_get_prj (self->file), self->extent, &crs, error);

  if (!good)
    return FALSE;
  good = lb_display_find (&crs, self->extent, &self->epsg, error);
  if (good) {
    g_autofree char *display = g_strdup_printf ("EPSG:%d", self->epsg);
    self->transform = lb_transform_new (crs.definition, display, error);
  }
  lb_crs_clear (&crs);
  return self->transform != NULL;
}

gboolean
lb_bare_place (LbBare *self, GError **error)
{
  if (find_projection (self, error))
    return TRUE;
  g_prefix_error (error, "%s: ", lb_shapefile_get_name (self->file));
  return FALSE;
}

void
lb_bare_free (LbBare *self)
{
  g_clear_pointer (&self->file, lb_shapefile_free);
  g_clear_pointer (&self->transform, lb_transform_free);
  g_clear_pointer (&self->grid, lb_pixel_grid_free);
  g_free (self->boxes);
  g_free (self->repaired);
  g_free (self->points);
  g_free (self);
}

LbShapefile *
lb_bare_get_file (const LbBare *self)
{
  return self->file;
}

guint
lb_bare_get_n (const LbBare *self)
{
  return self->n;
}

gboolean
lb_bare_has_shape (const LbBare *self, guint shape)
{
  return !isnan (self->points[2 * (gsize) shape]);
}

int
lb_bare_get_epsg (const LbBare *self)
{
  return self->epsg;
}

/* --- the view --- */

static LbBox
move_box (const LbPixelGrid *grid, LbBox box)
{
  double corners[] = {box.min_x, box.min_y, box.max_x, box.min_y, box.min_x, box.max_y, box.max_x, box.max_y};
  LbBox image = nowhere;

  lb_pixel_grid_move (grid, corners, 4);
  for (int i = 0; i < 4; i++)
    image = join (image, (LbBox) {corners[2 * i], corners[2 * i + 1], corners[2 * i], corners[2 * i + 1]});
  return image;
}

typedef struct {
  const LbPixelGrid *grid;
  LbBox box;
} Outline;

static void
outline_ring (gpointer data, double *xy, guint n)
{
  Outline *outline = data;

  lb_pixel_grid_move (outline->grid, xy, n);
  for (guint i = 0; i < n; i++)
    outline->box = join (outline->box, (LbBox) {xy[2 * i], xy[2 * i + 1], xy[2 * i], xy[2 * i + 1]});
}

static void
grow_by_shape (const LbBare *self, LbRingReader *reader, Outline *outline, guint shape)
{
  LbBox box = move_box (self->grid, self->boxes[shape]);

  if (box.min_x < outline->box.min_x || box.min_y < outline->box.min_y || box.max_x > outline->box.max_x ||
      box.max_y > outline->box.max_y)
    lb_ring_reader_run (reader, &self->records[shape], shape + 1, outline_ring, outline, NULL);
}

/* Box of all points' images. Only shapes whose own box reaches out of what is known are looked at; the four that reach
 * farthest in the file come first, so these are few. */
static LbBox
find_ground (const LbBare *self)
{
  g_autofree LbRingReader *reader = make_readers (self, 1);
  Outline outline = {self->grid, nowhere};

  for (guint i = 0; i < self->n; i++) {
    const LbBox *box = &self->boxes[i];
    if (box->min_x == self->extent.min_x || box->min_y == self->extent.min_y || box->max_x == self->extent.max_x ||
        box->max_y == self->extent.max_y)
      grow_by_shape (self, reader, &outline, i);
  }
  for (guint i = 0; i < self->n; i++)
    if (lb_bare_has_shape (self, i))
      grow_by_shape (self, reader, &outline, i);
  lb_ring_reader_clear (reader);
  return outline.box;
}

gboolean
lb_bare_fit (LbBare *self, const LbBox *ground, double width, double height, double margin, LbView *view, LbBox *extent)
{
  g_autoptr (LbPixelGrid) coarse = lb_pixel_grid_new (self->transform, self->extent, INFINITY);

  if (coarse == NULL)
    return FALSE;
  double scale = lb_view_fit (ground != NULL ? *ground : lb_pixel_grid_get_box (coarse), width, height,
                              ground != NULL ? 0 : margin).scale;
  g_clear_pointer (&self->grid, lb_pixel_grid_free);
  self->grid = lb_pixel_grid_new (self->transform, self->extent, TOLERANCE / scale);
  if (self->grid == NULL)
    return FALSE;
  *extent = find_ground (self);
  self->view = ground != NULL ? lb_view_fit (*ground, width, height, 0) : lb_view_fit (*extent, width, height, margin);
  *view = self->view;
  return TRUE;
}

/* --- second reading: into pixels --- */

typedef struct {
  const LbBare *bare;
  LbRingReader *readers;
} Drawing;

typedef struct {
  const LbPixelGrid *grid;
  LbRingSink *sink;
} Pen;

static void
draw_ring (gpointer data, double *xy, guint n)
{
  const Pen *pen = data;

  lb_pixel_grid_move (pen->grid, xy, n);
  lb_ring_sink_add (pen->sink, xy, n);
}

static void
draw_shape (gpointer data, guint shape, guint thread, LbRingSink *sink)
{
  const Drawing *drawing = data;
  Pen pen = {drawing->bare->grid, sink};

  /* Nothing to refuse: the survey has read the same bytes. */
  drawing->readers[thread].trusted = !drawing->bare->repaired[shape];
  lb_ring_reader_run (&drawing->readers[thread], &drawing->bare->records[shape], shape + 1, draw_ring, &pen, NULL);
}

void
lb_bare_fill (LbBare *self, LbRaster *raster, int samples)
{
  guint threads = lb_parallel_get_default ();
  g_autofree LbRingReader *readers = make_readers (self, threads);
  Drawing drawing = {self, readers};
  const LbView *view = &self->view;

  lb_pixel_grid_look (self->grid, view->east0, view->north0, view->scale * samples);
  for (guint i = 0; i < self->n; i++) {
    if (!lb_bare_has_shape (self, i))
      continue;
    LbBox box = move_box (self->grid, self->boxes[i]);
    /* The image of a box may bulge a little over its corners'. */
    self->boxes[i] = (LbBox) {box.min_x - 2, box.min_y - 2, box.max_x + 2, box.max_y + 2};
    lb_pixel_grid_move (self->grid, &self->points[2 * (gsize) i], 1);
  }
  lb_raster_fill_rings (raster, (int) ceil (view->width) * samples, (int) ceil (view->height) * samples, self->boxes, self->n,
                        draw_shape, &drawing, threads);
  lb_raster_show_small (raster, self->points);
  for (guint i = 0; i < threads; i++)
    lb_ring_reader_clear (&readers[i]);
}
