#include "maps/levels-private.h"
#include "maps/raster.h"
#include "maps/sketch.h"
#include "tests/maps/tessellation.h"

#include <math.h>
#include <string.h>

/* 170 × 150 crooked cells and their lakes: enough arcs that a sketch is worth it. */
#define ACROSS 170
#define DOWN   150
#define CELL   100.0

typedef struct {
  LbShapes *shapes;
  LbLevels *levels;
  LbSketch *sketch;
  LbView whole;
} Land;

static void
land_init (Land *self, gconstpointer unused)
{
  (void) unused;
  self->shapes = tessellation_new (ACROSS, DOWN, 5, CELL, 3);
  g_autoptr (LbTopology) topology = lb_topology_new (self->shapes, NULL, NULL);
  self->levels = lb_levels_new (topology, NULL, NULL);
  self->sketch = lb_sketch_new (self->levels);
  self->whole = lb_view_fit (lb_shapes_get_extent (self->shapes), 640, 480, 10);
  g_assert_true (lb_sketch_is_worth (self->levels));
  g_assert_nonnull (self->sketch);
}

static void
land_clear (Land *self, gconstpointer unused)
{
  (void) unused;
  lb_sketch_free (self->sketch);
  lb_levels_unref (self->levels);
  lb_shapes_unref (self->shapes);
}

/* @haste: as in motion, the detail of a picture so many times smaller. */
static LbRaster *
fill_with (const Land *land, const LbView *view, gboolean sketched, guint n_threads, double haste)
{
  LbRaster *raster = lb_raster_new ();
  LbDetail detail;

  lb_levels_get_detail (land->levels, lb_levels_choose (land->levels, haste / view->scale), &detail);
  if (sketched)
    lb_raster_fill_sketch (raster, land->sketch, &detail, view, n_threads);
  else
    lb_raster_fill (raster, &detail, lb_levels_get_n_shapes (land->levels), view, n_threads);
  return raster;
}

static LbRaster *
fill (const Land *land, const LbView *view, gboolean sketched, guint n_threads)
{
  return fill_with (land, view, sketched, n_threads, 1);
}

#define FINER 4

/* Does @id show within a pixel and a half of a pixel's middle, in a raster FINER times as large? */
static gboolean
lies_near (const LbRaster *fine, int x, int y, guint32 id)
{
  int width = lb_raster_get_width (fine), height = lb_raster_get_height (fine), reach = FINER;

  for (int v = MAX (y * FINER - reach, 0); v < MIN ((y + 1) * FINER + reach, height); v++)
    for (int u = MAX (x * FINER - reach, 0); u < MIN ((x + 1) * FINER + reach, width); u++)
      if (lb_raster_get_ids (fine)[v * width + u] == id)
        return TRUE;
  return FALSE;
}

/* What a pixel in motion shows lies under it or beside it; where no border is near, it is what it shows at rest. */
static void
assert_like_rest (const Land *land, const LbView *view, const LbRaster *motion)
{
  LbView finer = {view->east0, view->north0, view->scale * FINER, view->width * FINER, view->height * FINER};
  g_autoptr (LbRaster) rest = fill (land, view, FALSE, 2);
  g_autoptr (LbRaster) fine = fill (land, &finer, FALSE, 2);
  guint far = 0;

  g_assert_cmpint (lb_raster_get_width (motion), ==, 640);
  g_assert_cmpint (lb_raster_get_height (motion), ==, 480);
  for (int y = 0; y < 480; y++)
    for (int x = 0; x < 640; x++) {
      guint32 id = lb_raster_get_ids (motion)[y * 640 + x];
      far += id != lb_raster_get_ids (rest)[y * 640 + x] && !lies_near (fine, x, y, id);
    }
  g_assert_cmpuint (far, ==, 0);
}

static void
a_sketch_shows_what_rests_but_for_borders (Land *land, gconstpointer unused)
{
  const double factors[] = {0.8, 1, 1.37, 2.6, 4.9};

  (void) unused;
  for (gsize i = 0; i < G_N_ELEMENTS (factors); i++) {
    LbView view = lb_view_zoom (&land->whole, factors[i], 301.3, 222.9);
    g_assert_true (lb_sketch_suits (land->sketch, &view));
    g_autoptr (LbRaster) motion = fill (land, &view, TRUE, 2);
    assert_like_rest (land, &view, motion);
  }
}

static void
hasty_detail_shows_what_rests_but_for_borders (Land *land, gconstpointer unused)
{
  const double factors[] = {1.37, 4.9, 7.7, 12, 20, 50};

  (void) unused;
  for (gsize i = 0; i < G_N_ELEMENTS (factors); i++) {
    LbView view = lb_view_zoom (&land->whole, factors[i], 301.3, 222.9);
    g_autoptr (LbRaster) motion = fill_with (land, &view, FALSE, 2, 2);
    assert_like_rest (land, &view, motion);
  }
}

static void
nothing_vanishes_in_motion (Land *land, gconstpointer unused)
{
  LbView view = lb_view_zoom (&land->whole, 1.1, 320, 240); /* lakes of less than a pixel */
  g_autoptr (LbRaster) rest = fill (land, &view, FALSE, 2);
  g_autoptr (LbRaster) motion = fill (land, &view, TRUE, 2);
  guint n = lb_levels_get_n_shapes (land->levels), missing = 0;
  g_autofree guchar *seen = g_malloc0 (n + 1), *moved = g_malloc0 (n + 1);

  (void) unused;
  for (int i = 0; i < 640 * 480; i++) {
    seen[lb_raster_get_ids (rest)[i]] = 1;
    moved[lb_raster_get_ids (motion)[i]] = 1;
  }
  for (guint i = 1; i <= n; i++)
    missing += seen[i] && !moved[i];
  g_assert_cmpuint (missing, ==, 0);
}

static void
the_number_of_threads_changes_nothing (Land *land, gconstpointer unused)
{
  LbView view = lb_view_zoom (&land->whole, 1.7, 500, 40);
  g_autoptr (LbRaster) one = fill (land, &view, TRUE, 1);
  g_autoptr (LbRaster) seven = fill (land, &view, TRUE, 7);

  (void) unused;
  g_assert_cmpmem (lb_raster_get_ids (one), 640 * 480 * 4, lb_raster_get_ids (seven), 640 * 480 * 4);
}

static void
outside_lies_nothing (Land *land, gconstpointer unused)
{
  const LbView views[] = {{-1e7, 1e7, 0.01, 640, 480}, {1e300, -1e300, 0.01, 640, 480}, {0, -100, 0.01, 640, 480}, {ACROSS * CELL * 1.1, 5000, 0.01, 640, 480}};

  (void) unused;
  for (gsize i = 0; i < G_N_ELEMENTS (views); i++) {
    g_autoptr (LbRaster) raster = fill (land, &views[i], TRUE, 2);
    for (int k = 0; k < 640 * 480; k++)
      g_assert_cmpuint (lb_raster_get_ids (raster)[k], ==, 0);
  }
}

static void
close_by_it_does_not_suit (Land *land, gconstpointer unused)
{
  LbView view = lb_view_zoom (&land->whole, 20, 320, 240);

  (void) unused;
  g_assert_false (lb_sketch_suits (land->sketch, &view));
}

static void
nothing_has_no_sketch (void)
{
  g_autoptr (LbShapes) shapes = lb_shapes_builder_end (lb_shapes_builder_new ());
  g_autoptr (LbTopology) topology = lb_topology_new (shapes, NULL, NULL);
  g_autoptr (LbLevels) levels = lb_levels_new (topology, NULL, NULL);

  g_assert_null (lb_sketch_new (levels));
}

static void
few_shapes_need_none (void)
{
  g_autoptr (LbShapes) shapes = tessellation_new (20, 20, 5, CELL, 3);
  g_autoptr (LbTopology) topology = lb_topology_new (shapes, NULL, NULL);
  g_autoptr (LbLevels) levels = lb_levels_new (topology, NULL, NULL);

  g_assert_false (lb_sketch_is_worth (levels));
}

#define add(name, func) g_test_add ("/sketch/" name, Land, NULL, land_init, func, land_clear)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("a-sketch-shows-what-rests-but-for-borders", a_sketch_shows_what_rests_but_for_borders);
  add ("hasty-detail-shows-what-rests-but-for-borders", hasty_detail_shows_what_rests_but_for_borders);
  add ("nothing-vanishes-in-motion", nothing_vanishes_in_motion);
  add ("the-number-of-threads-changes-nothing", the_number_of_threads_changes_nothing);
  add ("outside-lies-nothing", outside_lies_nothing);
  add ("close-by-it-does-not-suit", close_by_it_does_not_suit);
  g_test_add_func ("/sketch/nothing-has-no-sketch", nothing_has_no_sketch);
  g_test_add_func ("/sketch/few-shapes-need-none", few_shapes_need_none);
  return g_test_run ();
}
