/* The boundaries of generated counties: nested, shared to the last bit, valid in GEOS' eyes. */
#include "config.h"
#include "tests/county/fixture.h"

#include <geos_c.h>
#include <proj.h>
#include <string.h>

static const char *program;

typedef struct {
  double from[2], to[2];
} Edge;

static guint
edge_hash (gconstpointer key)
{
  const guint64 *bits = key;
  guint64 hash = 0;

  for (guint i = 0; i < sizeof (Edge) / sizeof *bits; i++)
    hash = (hash ^ bits[i]) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) + (hash >> 29);
  return (guint) (hash >> 32);
}

static gboolean
edge_equal (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (Edge)) == 0;
}

static GHashTable *
edges_new (void)
{
  return g_hash_table_new_full (edge_hash, edge_equal, g_free, NULL);
}

/* Adds the directed edges of the shape; one that meets its opposite takes that away instead. */
static void
edges_add (GHashTable *edges, const SHPObject *shape)
{
  for (int part = 0; part < shape->nParts; part++) {
    int end = part + 1 < shape->nParts ? shape->panPartStart[part + 1] : shape->nVertices;

    for (int i = shape->panPartStart[part]; i + 1 < end; i++) {
      Edge edge = {{shape->padfX[i], shape->padfY[i]}, {shape->padfX[i + 1], shape->padfY[i + 1]}};
      Edge back = {{edge.to[0], edge.to[1]}, {edge.from[0], edge.from[1]}};

      g_assert_false (g_hash_table_contains (edges, &edge));
      if (!g_hash_table_remove (edges, &back))
        g_hash_table_add (edges, g_memdup2 (&edge, sizeof edge));
    }
  }
}

static void
check_edges (GHashTable *inner, GHashTable *outer)
{
  GHashTableIter iter;
  gpointer edge;

  g_assert_cmpuint (g_hash_table_size (inner), ==, g_hash_table_size (outer));
  g_hash_table_iter_init (&iter, inner);
  while (g_hash_table_iter_next (&iter, &edge, NULL))
    g_assert_true (g_hash_table_contains (outer, edge));
}

/* What is left of the children's edges, once those between two of them are gone, is the parent's outline. */
static void
check_nesting (const Layer *parents, const Layer *children)
{
  int placed = 0;

  for (int p = 0; p < parents->n; p++) {
    g_autoptr (GHashTable) inner = edges_new (), outer = edges_new ();

    edges_add (outer, parents->shapes[p]);
    for (int c = 0; c < children->n; c++)
      if (strcmp (children->parents[c], parents->codes[p]) == 0) {
        g_assert_true (g_str_has_prefix (children->codes[c], parents->codes[p]));
        edges_add (inner, children->shapes[c]);
        placed++;
      }
    check_edges (inner, outer);
  }
  g_assert_cmpint (placed, ==, children->n);
}

static void
a_parent_is_outlined_by_its_children (void)
{
  const char *const other[] = {"--only", "boundaries", "--seed", "7", NULL};
  g_autoptr (Fixture) fixture = fixture_new (program, other);
  g_autoptr (Layer) township = layer_read (fixture->folder, "township", NULL);
  g_autoptr (Layer) village = layer_read (fixture->folder, "village", NULL);
  g_autoptr (Layer) grid = layer_read (fixture->folder, "grid", NULL);
  g_autoptr (GHashTable) of_grids = edges_new (), of_townships = edges_new ();

  check_nesting (township, village);
  check_nesting (village, grid);
  for (int i = 0; i < grid->n; i++)
    edges_add (of_grids, grid->shapes[i]);
  for (int i = 0; i < township->n; i++)
    edges_add (of_townships, township->shapes[i]);
  check_edges (of_grids, of_townships);
}

static GEOSGeometry *
geos_ring (GEOSContextHandle_t geos, const SHPObject *shape, int part)
{
  int begin = shape->panPartStart[part];
  int end = part + 1 < shape->nParts ? shape->panPartStart[part + 1] : shape->nVertices;
  GEOSCoordSequence *points = GEOSCoordSeq_create_r (geos, (unsigned) (end - begin), 2);

  for (int i = begin; i < end; i++)
    GEOSCoordSeq_setXY_r (geos, points, (unsigned) (i - begin), shape->padfX[i], shape->padfY[i]);
  return GEOSGeom_createLinearRing_r (geos, points);
}

static double
ring_area (const SHPObject *shape, int part)
{
  int begin = shape->panPartStart[part];
  int end = part + 1 < shape->nParts ? shape->panPartStart[part + 1] : shape->nVertices;
  double sum = 0, x = shape->padfX[begin], y = shape->padfY[begin];

  for (int i = begin; i + 1 < end; i++)
    sum += (shape->padfX[i] - x) * (shape->padfY[i + 1] - y) - (shape->padfX[i + 1] - x) * (shape->padfY[i] - y);
  return sum / 2;
}

/* Holes lie in the outer ring that covers them. */
static GEOSGeometry *
geos_polygon (GEOSContextHandle_t geos, const SHPObject *shape)
{
  g_autoptr (GPtrArray) polygons = g_ptr_array_new ();
  GEOSGeometry *whole;

  for (int outer = 0; outer < shape->nParts && ring_area (shape, outer) < 0; outer++) {
    g_autoptr (GPtrArray) holes = g_ptr_array_new ();
    GEOSGeometry *shell = GEOSGeom_createPolygon_r (geos, geos_ring (geos, shape, outer), NULL, 0);

    for (int part = 0; part < shape->nParts; part++)
      if (ring_area (shape, part) > 0) {
        GEOSGeometry *hole = geos_ring (geos, shape, part);

        if (GEOSContains_r (geos, shell, hole) == 1)
          g_ptr_array_add (holes, hole);
        else
          GEOSGeom_destroy_r (geos, hole);
      }
    GEOSGeom_destroy_r (geos, shell);
    g_ptr_array_add (polygons, GEOSGeom_createPolygon_r (geos, geos_ring (geos, shape, outer),
                                                         (GEOSGeometry **) holes->pdata, holes->len));
  }
  whole = GEOSGeom_createCollection_r (geos, GEOS_MULTIPOLYGON, (GEOSGeometry **) polygons->pdata, polygons->len);
  return whole;
}

static double
check_valid (GEOSContextHandle_t geos, const Layer *layer)
{
  double sum = 0;

  for (int i = 0; i < layer->n; i++) {
    const SHPObject *shape = layer->shapes[i];
    GEOSGeometry *polygon = geos_polygon (geos, shape);
    double area, rings = 0;

    if (GEOSisValid_r (geos, polygon) != 1)
      g_error ("%s is not valid: %s", layer->codes[i], GEOSisValidReason_r (geos, polygon));
    GEOSArea_r (geos, polygon, &area);
    /* Outer rings stand first and run clockwise. */
    g_assert_cmpfloat (ring_area (shape, 0), <, 0);
    for (int part = 0; part < shape->nParts; part++)
      rings -= ring_area (shape, part);
    g_assert_cmpfloat_with_epsilon (area, rings, 1e-15);
    sum += area;
    GEOSGeom_destroy_r (geos, polygon);
  }
  return sum;
}

static void
geos_finds_every_polygon_valid_and_areas_add_up (void)
{
  static const char *const seeds[] = {"20251231", "3", "11"};

  for (guint i = 0; i < G_N_ELEMENTS (seeds); i++) {
    const char *const options[] = {"--only", "boundaries", "--seed", seeds[i], NULL};
    g_autoptr (Fixture) fixture = fixture_new (program, options);
    g_autoptr (Layer) township = layer_read (fixture->folder, "township", NULL);
    g_autoptr (Layer) village = layer_read (fixture->folder, "village", NULL);
    g_autoptr (Layer) grid = layer_read (fixture->folder, "grid", NULL);
    GEOSContextHandle_t geos = GEOS_init_r ();
    double area = check_valid (geos, township);

    g_assert_cmpfloat_with_epsilon (check_valid (geos, village), area, 1e-12);
    g_assert_cmpfloat_with_epsilon (check_valid (geos, grid), area, 1e-12);
    GEOS_finish_r (geos);
  }
}

static void
the_sample_has_an_exclave_an_enclosed_village_and_a_lake (void)
{
  g_autofree char *sample = g_build_filename (g_getenv ("LOOKBACK_DATA_DIR"), "sample", NULL);
  g_autoptr (Layer) township = layer_read (sample, "township", NULL);
  g_autoptr (Layer) village = layer_read (sample, "village", NULL);
  g_autoptr (GHashTable) outline = edges_new ();
  int in_parts = 0, holes = 0, corners = 0;

  g_assert_cmpint (township->n, ==, 10);
  g_assert_cmpint (village->n, ==, 80);
  for (int i = 0; i < village->n; i++) {
    int outer = 0;

    for (int part = 0; part < village->shapes[i]->nParts; part++)
      outer += ring_area (village->shapes[i], part) < 0;
    in_parts += outer > 1;
    holes += village->shapes[i]->nParts - outer;
  }
  g_assert_cmpint (in_parts, ==, 2);
  g_assert_cmpint (holes, >=, 5); /* two exclaves, two enclosed villages and a lake, each in its village */
  /* The county's outline has a second ring, the lake: walking from any edge does not come by all others. */
  for (int i = 0; i < township->n; i++)
    edges_add (outline, township->shapes[i]);
  {
    g_autoptr (GHashTable) next = g_hash_table_new (g_double_hash, g_double_equal);
    GHashTableIter iter;
    const Edge *edge = NULL, *start;

    g_hash_table_iter_init (&iter, outline);
    while (g_hash_table_iter_next (&iter, (gpointer *) &edge, NULL))
      g_hash_table_insert (next, (gpointer) &edge->from[0], (gpointer) edge);
    start = edge;
    do {
      edge = g_hash_table_lookup (next, &edge->to[0]);
      corners++;
    } while (edge != start);
  }
  g_assert_cmpint (corners, <, (int) g_hash_table_size (outline));
}

/* A form of the files that offices send, against the plain one. */
typedef struct {
  const char *options[8];
  const char *encoding;
  int epsg;
  int language;           /* byte 29 of the DBF  */
  const char *easting;    /* digits before point */
  gboolean cpg, prj;
} Form;

static void
check_form (const Form *form, const Layer *plain, const char *level)
{
  g_autoptr (Fixture) fixture = fixture_new (program, form->options);
  g_autoptr (Layer) layer = layer_read (fixture->folder, level, form->encoding);
  g_autofree char *dbf = g_strconcat (fixture->folder, "/", level, ".dbf", NULL);
  g_autofree char *cpg = g_strconcat (fixture->folder, "/", level, ".cpg", NULL);
  g_autofree char *prj = g_strconcat (fixture->folder, "/", level, ".prj", NULL);
  g_autofree char *table = NULL, *crs = g_strdup_printf ("EPSG:%d", form->epsg);
  PJ *raw = proj_create_crs_to_crs (NULL, "EPSG:4490", crs, NULL), *projection = proj_normalize_for_visualization (NULL, raw);

  g_assert_true (g_file_get_contents (dbf, &table, NULL, NULL));
  g_assert_cmpint ((guchar) table[29], ==, form->language);
  g_assert_cmpint (g_file_test (cpg, G_FILE_TEST_EXISTS), ==, form->cpg);
  g_assert_cmpint (g_file_test (prj, G_FILE_TEST_EXISTS), ==, form->prj);
  g_assert_cmpint (layer->n, ==, plain->n);
  for (int i = 0; i < layer->n; i++) {
    const SHPObject *shape = layer->shapes[i], *other = plain->shapes[i];

    g_assert_cmpstr (layer->codes[i], ==, plain->codes[i]);
    g_assert_cmpstr (layer->names[i], ==, plain->names[i]);
    g_assert_cmpstr (layer->parents[i], ==, plain->parents[i]);
    g_assert_cmpint (shape->nVertices, ==, other->nVertices);
    for (int k = 0; k < shape->nVertices; k++) {
      PJ_COORD place = proj_coord (shape->padfX[k], shape->padfY[k], 0, 0);

      if (form->epsg != 4490)
        place = proj_trans (projection, PJ_INV, place);
      g_assert_cmpfloat_with_epsilon (place.xy.x, other->padfX[k], 1e-9);
      g_assert_cmpfloat_with_epsilon (place.xy.y, other->padfY[k], 1e-9);
    }
  }
  if (form->prj) {
    g_autofree char *text = NULL;
    PJ *said;

    g_assert_true (g_file_get_contents (prj, &text, NULL, NULL));
    said = proj_create (NULL, text);
    g_assert_nonnull (said);
    g_assert_nonnull (strstr (text, form->easting));
    proj_destroy (said);
  }
  proj_destroy (projection);
  proj_destroy (raw);
}

static void
every_form_carries_the_same_county (void)
{
  static const Form forms[] = {
    {{"--encoding", "gbk"}, "GB18030", 4490, 0x4d, "Degree", FALSE, TRUE},
    {{"--no-cpg"}, NULL, 4490, 0, "Degree", FALSE, TRUE},
    {{"--no-prj"}, NULL, 4490, 0, NULL, TRUE, FALSE},
    {{"--crs", "gk"}, NULL, 4542, 0, "500000.0", TRUE, TRUE},
    {{"--crs", "gk-zone", "--encoding", "gbk"}, "GB18030", 4521, 0x4d, "33500000.0", FALSE, TRUE},
    {{"--crs", "gk-zone", "--no-prj", "--no-cpg"}, NULL, 4521, 0, NULL, FALSE, FALSE},
  };
  g_autofree char *sample = g_build_filename (g_getenv ("LOOKBACK_DATA_DIR"), "sample", NULL);
  static const char *const levels[] = {"township", "village"};

  for (guint l = 0; l < G_N_ELEMENTS (levels); l++) {
    g_autoptr (Layer) plain = layer_read (sample, levels[l], NULL);

    for (guint i = 0; i < G_N_ELEMENTS (forms); i++) {
      Form form = forms[i];
      guint n = 0;

      while (form.options[n] != NULL)
        n++;
      form.options[n] = "--only";
      form.options[n + 1] = "boundaries";
      check_form (&form, plain, levels[l]);
    }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  program = argv[1];
  g_test_add_func ("/county/a-parent-is-outlined-by-its-children", a_parent_is_outlined_by_its_children);
  g_test_add_func ("/county/geos-finds-every-polygon-valid-and-areas-add-up",
                   geos_finds_every_polygon_valid_and_areas_add_up);
  g_test_add_func ("/county/the-sample-has-an-exclave-an-enclosed-village-and-a-lake",
                   the_sample_has_an_exclave_an_enclosed_village_and_a_lake);
  g_test_add_func ("/county/every-form-carries-the-same-county", every_form_carries_the_same_county);
  return g_test_run ();
}
