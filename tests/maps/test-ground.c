/* What maps of one scene share: the keys of its borders, and the stamps of its names. */
#include "maps/halo.h"
#include "maps/label-private.h"
#include "tests/maps/little-county.h"

#include <math.h>
#include <string.h>

static void
names_are_as_wide_as_their_layouts (void)
{
  static const char *const names[] = {"黑地村", "第12网格", "保坡社区", "Ava 3", "松岭乡", "᠐᠑", "7"};
  g_autoptr (GError) error = NULL;
  g_autoptr (LbStyles) styles = lb_styles_load (&error);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 8, 8);
  cairo_t *cr = cairo_create (surface);

  g_assert_no_error (error);
  LbStamps *stamps = lb_stamps_new (styles);
  for (guint i = 0; i < 2 * G_N_ELEMENTS (names); i++) {
    const LbHand hands[] = {{LB_MEDIUM_SCREEN_LIGHT, LB_LEVEL_TOWNSHIP, TRUE}, {LB_MEDIUM_SCREEN_DARK, LB_LEVEL_VILLAGE, FALSE}, {LB_MEDIUM_PRINT, LB_LEVEL_GRID, FALSE}};
    for (guint k = 0; k < G_N_ELEMENTS (hands); k++) {
      const LbStyle *style = &styles->medium[hands[k].medium];
      const LbLetter *letter = &style->labels[hands[k].level];
      const char *name = names[i % G_N_ELEMENTS (names)];
      g_autoptr (PangoLayout) layout = lb_style_layout (style, cr, name, letter->size, hands[k].bold, letter->tracking);
      int width;
      pango_layout_get_size (layout, &width, NULL);
      g_assert_cmpfloat_with_epsilon (lb_stamps_measure (stamps, hands[k], name), (double) width / PANGO_SCALE, 0.02);
    }
  }
  lb_stamps_free (stamps);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
pictures_stay_until_others_are_used_more (void)
{
  const LbHand hand = {LB_MEDIUM_SCREEN_LIGHT, LB_LEVEL_VILLAGE, FALSE};
  g_autoptr (LbStyles) styles = lb_styles_load (NULL);
  LbStamps *stamps = lb_stamps_new (styles);
  int dx, dy;

  g_assert_null (lb_stamps_get (stamps, hand, 2, "黑地村", FALSE, &dx, &dy));
  cairo_surface_t *first = lb_stamps_get (stamps, hand, 2, "黑地村", TRUE, &dx, &dy);
  g_assert_nonnull (first);
  g_assert_null (lb_stamps_get (stamps, hand, 1, "黑地村", FALSE, &dx, &dy));
  gsize bytes = 4 * (gsize) cairo_image_surface_get_width (first) * (gsize) cairo_image_surface_get_height (first);
  guint most = (24u << 20) / (guint) bytes;
  cairo_surface_t *unused = lb_stamps_get (stamps, hand, 2, "白场村", TRUE, &dx, &dy);
  for (guint i = 0; i < 2 * most; i++) {
    g_autofree char *name = g_strdup_printf ("第%05u村", i);
    cairo_surface_destroy (lb_stamps_get (stamps, hand, 2, name, TRUE, &dx, &dy));
    cairo_surface_t *again = lb_stamps_get (stamps, hand, 2, "黑地村", FALSE, &dx, &dy);
    g_assert_true (again == first);
    cairo_surface_destroy (again);
  }
  g_assert_null (lb_stamps_get (stamps, hand, 2, "白场村", FALSE, &dx, &dy));
  /* Whoever holds a picture keeps it. */
  g_assert_cmpint (cairo_image_surface_get_height (unused), >, 20);
  cairo_surface_destroy (unused);
  cairo_surface_destroy (first);
  lb_stamps_free (stamps);
}

static void
the_halo_of_a_point_is_a_disc (void)
{
  enum { SIDE = 48, MARGIN = 8 };
  guint8 mask[SIDE * SIDE] = {0};

  mask[24 * SIDE + 24] = 255;
  for (double radius = 0.5; radius < 6; radius += 0.75) {
    guint8 halo[32 * 32] = {0};
    lb_halo_grow (mask + MARGIN * SIDE + MARGIN, halo, 32, 32, SIDE, radius);
    for (int y = 0; y < 32; y++)
      for (int x = 0; x < 32; x++) {
        double away = hypot (x - 16, y - 16);
        if (away <= radius - 0.4)
          g_assert_cmpuint (halo[y * 32 + x], >=, 250);
        if (away >= radius + 1)
          g_assert_cmpuint (halo[y * 32 + x], ==, 0);
      }
  }
}

static gboolean
look_alike (cairo_surface_t *a, cairo_surface_t *b)
{
  cairo_surface_flush (a);
  cairo_surface_flush (b);
  return memcmp (cairo_image_surface_get_data (a), cairo_image_surface_get_data (b),
                 (gsize) cairo_image_surface_get_height (a) * (gsize) cairo_image_surface_get_stride (a)) == 0;
}

static cairo_surface_t *
paint (LbMap *map, gboolean moving)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 600, 400);
  cairo_t *cr = cairo_create (surface);
  LbView view = lb_view_fit (lb_map_get_extent (map), 600, 400, 5);

  lb_map_paint_labels (map, cr, &view, LB_MEDIUM_SCREEN_LIGHT, moving);
  cairo_destroy (cr);
  return surface;
}

static void
frames_in_motion_come_to_show_what_rest_shows (Little *little, gconstpointer data)
{
  g_autoptr (LbMap) first = little_map (little, NULL), second = little_map (little, NULL);
  cairo_surface_t *rest = paint (first, FALSE);
  gboolean all = FALSE;

  (void) data;
  for (int frame = 0; frame < 100000 && !all; frame++) {
    cairo_surface_t *moving = paint (second, TRUE);
    all = look_alike (moving, rest);
    cairo_surface_destroy (moving);
  }
  g_assert_true (all);
  cairo_surface_destroy (rest);
}

static void
another_map_of_the_scene_shares_its_ground (Little *little, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LbScene) scene = lb_scene_new (little->boundaries, LB_LEVEL_VILLAGE, NULL, NULL, &error);
  LbMapSpec spec = little_spec ();

  (void) data;
  g_assert_no_error (error);
  spec.level = LB_LEVEL_TOWNSHIP; /* the scene's level counts */
  g_autoptr (LbMap) one = lb_map_new_on (scene, &spec, &error);
  g_assert_no_error (error);
  g_autoptr (LbMap) other = lb_map_new_on (scene, &spec, &error);
  g_assert_true (one->ground == other->ground);
  g_assert_cmpint (lb_map_get_spec (one)->level, ==, LB_LEVEL_VILLAGE);
  g_autoptr (LbMap) alone = little_map (little, NULL);
  LbBox shared = lb_map_get_extent (one), own = lb_map_get_extent (alone);
  g_assert_cmpmem (&shared, sizeof shared, &own, sizeof own);
}

/* Of every two villages: the highest level at which their ancestors differ is that of the highest field in which their keys do. */
static void
keys_tell_the_level_of_every_border (Little *little, gconstpointer data)
{
  g_autoptr (LbScene) scene = lb_scene_new (little->boundaries, LB_LEVEL_VILLAGE, NULL, NULL, NULL);
  const LbRegionTree *tree = lb_boundaries_get_regions (little->boundaries);
  const GArray *pieces = lb_scene_get_pieces (scene);
  const guint32 *keys = lb_scene_get_keys (scene);

  (void) data;
  g_assert_cmpuint (keys[0], ==, 0);
  for (guint i = 0; i < pieces->len; i++) {
    LbMapPiece a = g_array_index (pieces, LbMapPiece, i);
    g_assert_cmpuint (keys[a.shape + 1] & lb_scene_get_field (scene, LB_LEVEL_COUNTY), !=, 0);
    for (guint k = 0; k < pieces->len; k++) {
      LbMapPiece b = g_array_index (pieces, LbMapPiece, k);
      LbLevel differs = LB_N_LEVELS, told = LB_N_LEVELS;
      for (int level = LB_N_LEVELS - 1; level >= 0; level--) {
        if (lb_region_tree_get_ancestor (tree, a.owner, (LbLevel) level) != lb_region_tree_get_ancestor (tree, b.owner, (LbLevel) level))
          differs = (LbLevel) level;
        if ((keys[a.shape + 1] ^ keys[b.shape + 1]) & lb_scene_get_field (scene, (LbLevel) level))
          told = (LbLevel) level;
      }
      g_assert_cmpint (told, ==, differs);
    }
  }
}

/* Two villages beside each other on either side of the townships' border, and one far off. */
static LbPainter *
paint_villages (Little *little, LbScene *scene, LbView *view)
{
  g_autoptr (LbMap) map = little_map (little, NULL);
  LbPainter *painter = lb_painter_new_raster (map, scene, FALSE);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 400, 300);
  cairo_t *cr = cairo_create (surface);

  *view = lb_view_fit (lb_map_get_extent (map), 400, 300, 10);
  lb_painter_paint (painter, cr, view, LB_MEDIUM_SCREEN_LIGHT);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return painter;
}

static void
place_of (Little *little, LbScene *scene, const LbView *view, guint v, double *x, double *y)
{
  LbAnchor anchor = lb_ground_get_anchor (lb_scene_get_ground (scene), little_village (little, v));

  lb_view_to_surface (view, anchor.x, anchor.y, x, y);
}

static void
a_lasso_tells_each_region_once (Little *little, gconstpointer data)
{
  g_autoptr (LbScene) scene = lb_scene_new (little->boundaries, LB_LEVEL_VILLAGE, NULL, NULL, NULL);
  g_autoptr (LbScene) above = lb_scene_new (little->boundaries, LB_LEVEL_TOWNSHIP, NULL, NULL, NULL);
  LbView view;
  g_autoptr (LbPainter) painter = paint_villages (little, scene, &view);
  double x[3], y[3];

  (void) data;
  place_of (little, scene, &view, 4, &x[0], &y[0]);
  place_of (little, scene, &view, 5, &x[1], &y[1]);
  place_of (little, scene, &view, 6, &x[2], &y[2]);
  /* A narrow band from the middle of one to the middle of the third crosses these three and no other. */
  const double lasso[] = {x[0], y[0] - 2, x[2], y[2] - 2, x[2], y[2] + 2, x[0], y[0] + 2};
  g_autoptr (GArray) found = lb_painter_query (painter, &view, lasso, 4);
  g_assert_cmpuint (found->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (g_array_index (found, guint, i), ==, little_village (little, (guint[]) {4, 5, 6}[i]));

  g_autoptr (LbMap) map = lb_map_new_on (above, &(LbMapSpec) {.level = LB_LEVEL_TOWNSHIP, .language = "zh"}, NULL);
  g_autoptr (LbPainter) townships = lb_painter_new_raster (map, above, FALSE);
  const double all[] = {0, 0, 400, 0, 400, 300, 0, 300};
  g_autoptr (GArray) both = lb_painter_query (townships, &view, all, 4);
  g_assert_cmpuint (both->len, ==, 2); /* of six polygons each */
  const double nothing[] = {0, 0, 3, 0, 3, 3};
  g_autoptr (GArray) none = lb_painter_query (painter, &view, nothing, 3);
  g_assert_cmpuint (none->len, ==, 0);
}

/* Share of the pixels round a point that are the accent's colour. */
static guint
count_accent (cairo_surface_t *surface, double x, double y, int reach)
{
  guint n = 0;

  for (int row = (int) y - reach; row <= (int) y + reach; row++)
    for (int column = (int) x - reach; column <= (int) x + reach; column++) {
      const guchar *pixel = cairo_image_surface_get_data (surface) + row * cairo_image_surface_get_stride (surface) + 4 * column;
      n += pixel[2] == 0x1a && pixel[1] == 0x5f && pixel[0] == 0xb4;
    }
  return n;
}

static void
a_selection_has_one_outline (Little *little, gconstpointer data)
{
  g_autoptr (LbScene) scene = lb_scene_new (little->boundaries, LB_LEVEL_VILLAGE, NULL, NULL, NULL);
  LbView view;
  g_autoptr (LbPainter) painter = paint_villages (little, scene, &view);
  const guint chosen[] = {little_village (little, 6), little_village (little, 5)};
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 400, 300);
  cairo_t *cr = cairo_create (surface);
  double x[4], y[4];

  (void) data;
  for (guint i = 0; i < 4; i++)
    place_of (little, scene, &view, i + 4, &x[i], &y[i]);
  lb_scene_paint_selection (scene, cr, &view, chosen, 2, LB_MEDIUM_SCREEN_LIGHT);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  /* Strong towards those that are not chosen, thin between the two, nothing inside. */
  guint outer = count_accent (surface, (x[0] + x[1]) / 2, (y[0] + y[1]) / 2, 12);
  guint inner = count_accent (surface, (x[1] + x[2]) / 2, (y[1] + y[2]) / 2, 12);
  guint other = count_accent (surface, (x[2] + x[3]) / 2, (y[2] + y[3]) / 2, 12);
  g_assert_cmpuint (outer, >, 2 * 20);
  g_assert_cmpuint (other, >, 2 * 20);
  g_assert_cmpuint (inner, <, outer / 2);
  g_assert_cmpuint (count_accent (surface, x[1], y[1], 10), ==, 0);
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stamps/names-are-as-wide-as-their-layouts", names_are_as_wide_as_their_layouts);
  g_test_add_func ("/stamps/pictures-stay-until-others-are-used-more", pictures_stay_until_others_are_used_more);
  g_test_add_func ("/stamps/the-halo-of-a-point-is-a-disc", the_halo_of_a_point_is_a_disc);
  g_test_add ("/stamps/frames-in-motion-come-to-show-what-rest-shows", Little, NULL, little_set_up,
              frames_in_motion_come_to_show_what_rest_shows, little_tear_down);
  g_test_add ("/ground/another-map-of-the-scene-shares-its-ground", Little, NULL, little_set_up, another_map_of_the_scene_shares_its_ground,
              little_tear_down);
  g_test_add ("/ground/keys-tell-the-level-of-every-border", Little, NULL, little_set_up, keys_tell_the_level_of_every_border,
              little_tear_down);
  g_test_add ("/ground/a-lasso-tells-each-region-once", Little, NULL, little_set_up, a_lasso_tells_each_region_once, little_tear_down);
  g_test_add ("/ground/a-selection-has-one-outline", Little, NULL, little_set_up, a_selection_has_one_outline, little_tear_down);
  return g_test_run ();
}
