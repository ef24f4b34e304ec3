#include "maps/raster.h"

#include <math.h>

/* A field of N × N crooked quadrilaterals: corners of a square lattice, moved by up to 0.4 of a step. Every edge is one arc. */
#define N    23
#define UNIT 0.01

typedef struct {
  GArray *first, *xy, *boxes, *left, *right;
  gint32 *blocks;
  guint8 *begins;
  LbDetail detail;
  LbShapes *shapes;
} Field;

static void
corner (GRand *random, gint32 *corners, int i, int j)
{
  corners[0] = (gint32) ((i + g_rand_double_range (random, -0.4, 0.4)) * 100);
  corners[1] = (gint32) ((j + g_rand_double_range (random, -0.4, 0.4)) * 100);
}

static guint32
cell (int i, int j)
{
  return i < 0 || j < 0 || i >= N || j >= N ? LB_NO_SHAPE : (guint32) (j * N + i);
}

static void
add_arc (Field *field, const gint32 *a, const gint32 *b, guint32 left, guint32 right)
{
  const gint32 points[4] = {a[0], a[1], b[0], b[1]};
  const gint32 box[4] = {MIN (a[0], b[0]), MIN (a[1], b[1]), MAX (a[0], b[0]), MAX (a[1], b[1])};
  guint end;

  g_array_append_vals (field->xy, points, 4);
  g_array_append_vals (field->boxes, box, 4);
  g_array_append_val (field->left, left);
  g_array_append_val (field->right, right);
  end = field->xy->len / 2;
  g_array_append_val (field->first, end);
}

static gint32 *
make_blocks (const gint32 *boxes, guint n_arcs)
{
  gint32 *blocks = g_new (gint32, 4 * (n_arcs / LB_ARC_BLOCK + 1));

  for (guint i = 0; i < n_arcs; i++) {
    gint32 *block = blocks + 4 * (i / LB_ARC_BLOCK);
    for (int k = 0; k < 4; k++)
      block[k] = i % LB_ARC_BLOCK == 0 ? boxes[4 * i + (guint) k] : k < 2 ? MIN (block[k], boxes[4 * i + (guint) k]) : MAX (block[k], boxes[4 * i + (guint) k]);
  }
  return blocks;
}

static guint8 *
find_begins (const GArray *left, const GArray *right)
{
  guint8 *begins = g_new0 (guint8, left->len);
  gboolean met[N * N] = {FALSE};

  for (guint arc = 0; arc < left->len; arc++) {
    guint32 a = g_array_index (left, guint32, arc), b = g_array_index (right, guint32, arc);
    if (a != LB_NO_SHAPE && !met[a]) {
      begins[arc] |= LB_BEGINS_LEFT;
      met[a] = TRUE;
    }
    if (b != LB_NO_SHAPE && !met[b]) {
      begins[arc] |= LB_BEGINS_RIGHT;
      met[b] = TRUE;
    }
  }
  return begins;
}

static Field *
field_new (guint32 seed)
{
  Field *field = g_new0 (Field, 1);
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  gint32 corners[N + 1][N + 1][2];
  LbShapesBuilder *builder = lb_shapes_builder_new ();
  guint zero = 0;

  field->first = g_array_new (FALSE, FALSE, sizeof (guint));
  field->xy = g_array_new (FALSE, FALSE, sizeof (gint32));
  field->boxes = g_array_new (FALSE, FALSE, sizeof (gint32));
  field->left = g_array_new (FALSE, FALSE, sizeof (guint32));
  field->right = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_array_append_val (field->first, zero);
  for (int i = 0; i <= N; i++)
    for (int j = 0; j <= N; j++)
      corner (random, corners[i][j], i, j);
  for (int i = 0; i <= N; i++)
    for (int j = 0; j <= N; j++) {
      if (i < N) /* going east: north is on the left */
        add_arc (field, corners[i][j], corners[i + 1][j], cell (i, j), cell (i, j - 1));
      if (j < N) /* going north: west is on the left */
        add_arc (field, corners[i][j], corners[i][j + 1], cell (i - 1, j), cell (i, j));
    }
  for (int j = 0; j < N; j++)
    for (int i = 0; i < N; i++) {
      const int ring[5][2] = {{i, j}, {i + 1, j}, {i + 1, j + 1}, {i, j + 1}, {i, j}};
      lb_shapes_builder_begin_shape (builder);
      lb_shapes_builder_begin_ring (builder);
      for (int k = 0; k < 5; k++)
        lb_shapes_builder_add_point (builder, corners[ring[k][0]][ring[k][1]][0] * UNIT, corners[ring[k][0]][ring[k][1]][1] * UNIT);
    }
  field->shapes = lb_shapes_builder_end (builder);
  field->blocks = make_blocks ((const gint32 *) (gpointer) field->boxes->data, field->left->len);
  field->begins = find_begins (field->left, field->right);
  field->detail = (LbDetail) {
    .unit = UNIT,
    .n_arcs = field->left->len,
    .first = (const guint32 *) (gpointer) field->first->data,
    .xy = (const gint32 *) (gpointer) field->xy->data,
    .boxes = (const gint32 *) (gpointer) field->boxes->data,
    .block_boxes = field->blocks,
    .left = (const guint32 *) (gpointer) field->left->data,
    .right = (const guint32 *) (gpointer) field->right->data,
    .begins = field->begins,
  };
  return field;
}

static void
field_free (Field *field)
{
  g_array_unref (field->first);
  g_array_unref (field->xy);
  g_array_unref (field->boxes);
  g_array_unref (field->left);
  g_array_unref (field->right);
  g_free (field->blocks);
  g_free (field->begins);
  lb_shapes_unref (field->shapes);
  g_free (field);
}

static guint32
shape_at (const Field *field, const LbView *view, double x, double y)
{
  for (guint i = 0; i < lb_shapes_get_n (field->shapes); i++)
    if (lb_shapes_contain (field->shapes, i, view->east0 + x / view->scale, view->north0 - y / view->scale))
      return i;
  return LB_NO_SHAPE;
}

static void
every_pixel_shows_the_shape_under_its_middle (void)
{
  for (guint32 seed = 1; seed <= 3; seed++) {
    Field *field = field_new (seed);
    const LbView views[] = {{-1.00037, N + 1.00071, 13.70013, 350, 340}, {5.30029, 14.10057, 61.30041, 200, 160}, {N - 2.00033, 3.00017, 40.00071, 150, 150}};
    for (gsize v = 0; v < G_N_ELEMENTS (views); v++) {
      g_autoptr (LbRaster) raster = lb_raster_new ();
      lb_raster_fill (raster, &field->detail, N * N, &views[v], 2);
      g_autofree guint *middles = g_new0 (guint, N * N); /* pixels whose middle lies in the shape */
      g_autoptr (GArray) rescued = g_array_new (FALSE, FALSE, sizeof (guint32));
      for (int y = 0; y < lb_raster_get_height (raster); y++)
        for (int x = 0; x < lb_raster_get_width (raster); x++) {
          guint32 shown = lb_raster_pick (raster, x, y), under = shape_at (field, &views[v], x + 0.5, y + 0.5);
          if (under != LB_NO_SHAPE)
            middles[under]++;
          if (shown != under)
            g_array_append_val (rescued, shown);
        }
      /* Another shape than the one under the middle: only one that has no middle of its own, and once. */
      for (guint i = 0; i < rescued->len; i++)
        g_assert_cmpuint (middles[g_array_index (rescued, guint32, i)]++, ==, 0);
    }
    field_free (field);
  }
}

static void
nothing_depends_on_the_number_of_threads (void)
{
  Field *field = field_new (7);
  LbView view = {-1, N + 1.0, 31, 700, 700};
  g_autoptr (LbRaster) one = lb_raster_new ();
  g_autoptr (LbRaster) seven = lb_raster_new ();

  lb_raster_fill (one, &field->detail, N * N, &view, 1);
  lb_raster_fill (seven, &field->detail, N * N, &view, 7);
  g_assert_cmpmem (lb_raster_get_ids (one), 700 * 700 * 4, lb_raster_get_ids (seven), 700 * 700 * 4);
  field_free (field);
}

static void
a_second_fill_forgets_the_first (void)
{
  Field *field = field_new (8);
  LbView near = {4, 9, 80, 300, 300}, far = {-1, N + 1.0, 12, 300, 300};
  g_autoptr (LbRaster) used = lb_raster_new ();
  g_autoptr (LbRaster) fresh = lb_raster_new ();

  lb_raster_fill (used, &field->detail, N * N, &near, 0);
  lb_raster_fill (used, &field->detail, N * N, &far, 0);
  lb_raster_fill (fresh, &field->detail, N * N, &far, 0);
  g_assert_cmpmem (lb_raster_get_ids (used), 300 * 300 * 4, lb_raster_get_ids (fresh), 300 * 300 * 4);
  field_free (field);
}

static void
no_shape_vanishes_below_a_pixel (void)
{
  Field *field = field_new (9);
  LbView view = {-1, N + 1.0, 1.3, 33, 33}; /* 529 shapes of 1.7 pixels */
  g_autoptr (LbRaster) raster = lb_raster_new ();
  gboolean seen[N * N + 1] = {FALSE};
  guint missing = 0;

  lb_raster_fill (raster, &field->detail, N * N, &view, 0);
  for (int i = 0; i < 33 * 33; i++)
    seen[lb_raster_get_ids (raster)[i]] = TRUE;
  for (int i = 1; i <= N * N; i++)
    missing += !seen[i];
  g_assert_cmpuint (missing, ==, 0);
  field_free (field);
}

static void
haste_lets_go_of_small_shapes_only (void)
{
  Field *field = field_new (9);
  LbView view = {-1, N + 1.0, 1.3, 33, 33};
  g_autoptr (LbRaster) careful = lb_raster_new ();
  g_autoptr (LbRaster) hasty = lb_raster_new ();
  guint counts[N * N + 1] = {0}, let_go = 0;

  lb_raster_set_hasty (hasty, TRUE);
  lb_raster_fill (careful, &field->detail, N * N, &view, 0);
  lb_raster_fill (hasty, &field->detail, N * N, &view, 0);
  for (int i = 0; i < 33 * 33; i++)
    counts[lb_raster_get_ids (hasty)[i]]++;
  for (int i = 0; i < 33 * 33; i++)
    if (lb_raster_get_ids (careful)[i] != lb_raster_get_ids (hasty)[i]) {
      g_assert_cmpuint (counts[lb_raster_get_ids (careful)[i]], ==, 0);
      let_go++;
    }
  g_assert_cmpuint (let_go, >, 0);

  /* With pixels for all it is as careful. */
  view = (LbView) {-1, N + 1.0, 20, 500, 500};
  lb_raster_fill (careful, &field->detail, N * N, &view, 0);
  lb_raster_fill (hasty, &field->detail, N * N, &view, 0);
  g_assert_cmpmem (lb_raster_get_ids (careful), 500 * 500 * 4, lb_raster_get_ids (hasty), 500 * 500 * 4);
  field_free (field);
}

static void
crossed_borders_leave_no_streaks (void)
{
  /* Two vertical borders that simplification has made change sides between the rows 20 and 80. */
  const guint32 first[] = {0, 2, 4, 6, 8, 10};
  const gint32 xy[] = {0, 0, 0, 10000, 4000, 0, 6000, 10000, 6000, 0, 4000, 10000, 10000, 0, 10000, 10000, 0, 10000, 10000, 10000};
  const gint32 boxes[] = {0, 0, 0, 10000, 4000, 0, 6000, 10000, 4000, 0, 6000, 10000, 10000, 0, 10000, 10000, 0, 10000, 10000, 10000};
  const guint32 left[] = {LB_NO_SHAPE, 0, 1, 2, LB_NO_SHAPE}, right[] = {0, 1, 2, LB_NO_SHAPE, 2};
  const gint32 blocks[] = {0, 0, 10000, 10000};
  const guint8 begins[] = {LB_BEGINS_RIGHT, LB_BEGINS_RIGHT, LB_BEGINS_RIGHT, 0, 0};
  LbDetail detail = {.unit = 0.01, .n_arcs = 5, .first = first, .xy = xy,   .boxes = boxes, .block_boxes = blocks, .left = left, .right = right,
                     .begins = begins};
  LbView view = {-10, 110, 1, 120, 120};

  g_autoptr (LbRaster) raster = lb_raster_new ();

  lb_raster_fill (raster, &detail, 3, &view, 1);
  for (int y = 12; y < 108; y++) {
    g_assert_cmpuint (lb_raster_pick (raster, 30, y), ==, 0);
    g_assert_cmpuint (lb_raster_pick (raster, 90, y), ==, 2);
    g_assert_cmpuint (lb_raster_pick (raster, 115, y), ==, LB_NO_SHAPE);
  }
}

static void
the_border_takes_the_highest_level_that_differs (void)
{
  Field *field = field_new (4);
  LbView view = {-1, N + 1.0, 20, 500, 500};
  g_autoptr (LbRaster) raster = lb_raster_new ();
  g_autofree guint32 *colours = g_new (guint32, N * N + 1);
  g_autofree guint32 *keys = g_new (guint32, N * N + 1);
  g_autofree guint32 *pixels = g_new (guint32, 500 * 500);
  LbRasterStyle style = {.colours = colours, .hatch_pitch = 6, .hatch_width = 1.6};

  for (guint32 i = 0; i <= N * N; i++) {
    colours[i] = i == 0 ? 0xffffff : 0xff808080;
    keys[i] = i == 0 ? 0 : (guint32) (1 + ((i - 1) % N >= N / 2)) << 16 | i;
  }
  style.keys = keys;
  style.fields[LB_LEVEL_TOWNSHIP] = 3u << 16;
  style.fields[LB_LEVEL_VILLAGE] = G_MAXUINT16;
  style.borders[LB_LEVEL_TOWNSHIP].width = 1;
  style.borders[LB_LEVEL_TOWNSHIP].colour = 0xff0000;
  style.borders[LB_LEVEL_TOWNSHIP].opacity = 1;
  style.borders[LB_LEVEL_VILLAGE].width = 1;
  style.borders[LB_LEVEL_VILLAGE].colour = 0x0000ff;
  style.borders[LB_LEVEL_VILLAGE].opacity = 1;
  lb_raster_fill (raster, &field->detail, N * N, &view, 0);
  lb_raster_paint (raster, &style, (guchar *) pixels, 2000, 0);

  const guint32 *ids = lb_raster_get_ids (raster);
  for (int y = 0; y < 499; y++)
    for (int x = 0; x < 499; x++) {
      guint32 id = ids[y * 500 + x], right = ids[y * 500 + x + 1], below = ids[(y + 1) * 500 + x];
      gboolean township = keys[id] >> 16 != keys[right] >> 16 || keys[id] >> 16 != keys[below] >> 16;
      guint32 wanted = 0xff000000 | (township ? 0xff0000 : id != right || id != below ? 0x0000ff : colours[id] & 0xffffff);
      g_assert_cmphex (pixels[y * 500 + x], ==, wanted);
    }
  field_free (field);
}

static void
a_rubber_band_finds_each_shape_once (void)
{
  Field *field = field_new (5);
  LbView view = {-1, N + 1.0, 20, 500, 500};
  const double band[] = {100, 100, 180, 100, 180, 150, 100, 150};
  g_autoptr (LbRaster) raster = lb_raster_new ();
  g_autoptr (GHashTable) wanted = g_hash_table_new (NULL, NULL);

  lb_raster_fill (raster, &field->detail, N * N, &view, 0);
  for (int y = 100; y < 150; y++)
    for (int x = 100; x < 180; x++)
      g_hash_table_add (wanted, GUINT_TO_POINTER (lb_raster_pick (raster, x, y) + 1));
  g_autoptr (GArray) found = lb_raster_query (raster, band, 4);
  g_assert_cmpuint (found->len, ==, g_hash_table_size (wanted));
  for (guint i = 0; i < found->len; i++)
    g_assert_true (g_hash_table_contains (wanted, GUINT_TO_POINTER (g_array_index (found, guint32, i) + 1)));
  field_free (field);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/raster/every-pixel-shows-the-shape-under-its-middle", every_pixel_shows_the_shape_under_its_middle);
  g_test_add_func ("/raster/nothing-depends-on-the-number-of-threads", nothing_depends_on_the_number_of_threads);
  g_test_add_func ("/raster/a-second-fill-forgets-the-first", a_second_fill_forgets_the_first);
  g_test_add_func ("/raster/no-shape-vanishes-below-a-pixel", no_shape_vanishes_below_a_pixel);
  g_test_add_func ("/raster/haste-lets-go-of-small-shapes-only", haste_lets_go_of_small_shapes_only);
  g_test_add_func ("/raster/crossed-borders-leave-no-streaks", crossed_borders_leave_no_streaks);
  g_test_add_func ("/raster/the-border-takes-the-highest-level-that-differs", the_border_takes_the_highest_level_that_differs);
  g_test_add_func ("/raster/a-rubber-band-finds-each-shape-once", a_rubber_band_finds_each_shape_once);
  return g_test_run ();
}
