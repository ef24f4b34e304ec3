#include "tests/reference/compare.h"

#include <glib/gstdio.h>
#include <math.h>
#include <stdlib.h>

#define TOLERANCE 2
#define SHARE     0.001

static guint32 *
row_of (cairo_surface_t *surface, int y)
{
  return (guint32 *) (void *) (cairo_image_surface_get_data (surface) + (gsize) y * (gsize) cairo_image_surface_get_stride (surface));
}

/* Counts pixels that differ; paints them red on @diff. */
static guint
count_differences (cairo_surface_t *out, cairo_surface_t *reference, cairo_surface_t *diff)
{
  guint different = 0;

  for (int y = 0; y < cairo_image_surface_get_height (out); y++)
    for (int x = 0; x < cairo_image_surface_get_width (out); x++) {
      guint32 a = row_of (out, y)[x], b = row_of (reference, y)[x];
      gboolean same = TRUE;
      for (int shift = 0; shift < 24; shift += 8)
        same = same && abs ((int) (a >> shift & 255) - (int) (b >> shift & 255)) <= TOLERANCE;
      row_of (diff, y)[x] = same ? (b >> 2 & 0x3f3f3f) + 0xc0c0c0 : 0xff0000;
      different += !same;
    }
  cairo_surface_mark_dirty (diff);
  return different;
}

static void
keep (cairo_surface_t *surface, const char *name, const char *what)
{
  g_autofree char *dir = g_build_filename (g_get_tmp_dir (), "lookback-reference", NULL);
  g_autofree char *file = g_strdup_printf ("%s-%s.png", name, what);
  g_autofree char *path = g_build_filename (dir, file, NULL);

  g_mkdir_with_parents (dir, 0755);
  cairo_surface_write_to_png (surface, path);
  g_test_message ("%s: %s", what, path);
}

void
reference_compare (cairo_surface_t *surface, const char *name)
{
  g_autofree char *file = g_strconcat (name, ".png", NULL);
  g_autofree char *path = g_build_filename (g_getenv ("LB_TESTS"), "reference", file, NULL);

  cairo_surface_flush (surface);
  if (g_getenv ("LB_REFERENCE_APPROVE") != NULL)
    g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_t *reference = cairo_image_surface_create_from_png (path);
  int width = cairo_image_surface_get_width (surface), height = cairo_image_surface_get_height (surface);
  if (cairo_surface_status (reference) != CAIRO_STATUS_SUCCESS) {
    keep (surface, name, "out");
    g_error ("%s: %s", path, cairo_status_to_string (cairo_surface_status (reference)));
  }
  g_assert_cmpint (cairo_image_surface_get_width (reference), ==, width);
  g_assert_cmpint (cairo_image_surface_get_height (reference), ==, height);
  cairo_surface_t *diff = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  guint different = count_differences (surface, reference, diff);
  if (different > SHARE * width * height) {
    keep (surface, name, "out");
    keep (reference, name, "ref");
    keep (diff, name, "diff");
    g_test_message ("%s: %u pixels differ", name, different);
    g_test_fail ();
  }
  cairo_surface_destroy (diff);
  cairo_surface_destroy (reference);
}
