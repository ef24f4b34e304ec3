/* Shapefiles that are well formed and hard all the same, made here because some are large: each goes through import, check and map --bare
 * as whole processes, is drawn or refused with a sentence, and never ends by a signal. */
#include <glib.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#define N_MANY    100000
#define N_MILLION 1000000

typedef struct {
  GArray *starts; /* guint32: first point of each ring  */
  GArray *points; /* double x, y                        */
} Polygon;

typedef struct {
  GByteArray *shp, *shx, *dbf;
  guint n;
} Set;

static void
put_int (GByteArray *bytes, gint32 value, gboolean big)
{
  guint32 word = big ? GUINT32_TO_BE ((guint32) value) : GUINT32_TO_LE ((guint32) value);

  g_byte_array_append (bytes, (const guint8 *) &word, sizeof word);
}

static void
put_double (GByteArray *bytes, double value)
{
  guint64 bits;

  memcpy (&bits, &value, sizeof bits);
  bits = GUINT64_TO_LE (bits);
  g_byte_array_append (bytes, (const guint8 *) &bits, sizeof bits);
}

static Polygon
polygon_new (void)
{
  return (Polygon) {g_array_new (FALSE, FALSE, sizeof (guint32)), g_array_new (FALSE, FALSE, sizeof (double))};
}

static void
begin_ring (Polygon *self)
{
  guint32 start = self->points->len / 2;

  g_array_append_val (self->starts, start);
}

static void
add_point (Polygon *self, double x, double y)
{
  g_array_append_val (self->points, x);
  g_array_append_val (self->points, y);
}

static void
add_ring (Polygon *self, const double *xy, guint n)
{
  begin_ring (self);
  g_array_append_vals (self->points, xy, 2 * n);
}

static void
add_square (Polygon *self, double x, double y, double size)
{
  const double xy[] = {x, y, x, y + size, x + size, y + size, x + size, y, x, y};

  add_ring (self, xy, 5);
}

static void
put_header (GByteArray *bytes, gsize length)
{
  put_int (bytes, 9994, TRUE);
  for (int i = 0; i < 5; i++)
    put_int (bytes, 0, TRUE);
  put_int (bytes, (gint32) (length / 2), TRUE);
  put_int (bytes, 1000, FALSE);
  put_int (bytes, 5, FALSE);
  for (int i = 0; i < 8; i++)
    put_double (bytes, (const double[]) {98, 26, 100, 28, 0, 0, 0, 0}[i]);
}

/* Takes @polygon apart. */
static void
set_add (Set *self, Polygon *polygon)
{
  guint length = 44 + 4 * polygon->starts->len + 8 * polygon->points->len;
  g_autofree char *row = g_strdup_printf (" 5399021002%02u%-6s", self->n + 1, self->n == 0 ? "甲村" : "乙村");

  put_int (self->shx, (gint32) (50 + self->shp->len / 2), TRUE);
  put_int (self->shx, (gint32) length / 2, TRUE);
  put_int (self->shp, (gint32) ++self->n, TRUE);
  put_int (self->shp, (gint32) length / 2, TRUE);
  put_int (self->shp, 5, FALSE);
  for (int i = 0; i < 4; i++)
    put_double (self->shp, 0); /* the box, which nobody should believe */
  put_int (self->shp, (gint32) polygon->starts->len, FALSE);
  put_int (self->shp, (gint32) polygon->points->len / 2, FALSE);
  for (guint i = 0; i < polygon->starts->len; i++)
    put_int (self->shp, (gint32) g_array_index (polygon->starts, guint32, i), FALSE);
  for (guint i = 0; i < polygon->points->len; i++)
    put_double (self->shp, g_array_index (polygon->points, double, i));
  g_byte_array_append (self->dbf, (const guint8 *) row, 19);
  g_array_unref (polygon->starts);
  g_array_unref (polygon->points);
}

static void
save (const char *folder, const char *extension, const GByteArray *head, const GByteArray *body)
{
  g_autofree char *name = g_strdup_printf ("hard.%s", extension), *path = g_build_filename (folder, name, NULL);
  g_autoptr (GByteArray) all = g_byte_array_new ();

  g_byte_array_append (all, head->data, head->len);
  g_byte_array_append (all, body->data, body->len);
  g_assert_true (g_file_set_contents (path, (const char *) all->data, (gssize) all->len, NULL));
}

static void
save_text (const char *folder, const char *extension, const char *text)
{
  g_autoptr (GByteArray) head = g_byte_array_new (), body = g_byte_array_new ();

  g_byte_array_append (head, (const guint8 *) text, (guint) strlen (text));
  save (folder, extension, head, body);
}

static void
set_save (const Set *self, const char *folder)
{
  g_autoptr (GByteArray) shp = g_byte_array_new (), shx = g_byte_array_new (), dbf = g_byte_array_new ();
  guint8 start[32] = {3, 126, 1, 1};
  guint8 fields[65] = {0};

  put_header (shp, 100 + self->shp->len);
  put_header (shx, 100 + self->shx->len);
  start[4] = (guint8) self->n;
  start[8] = 97;  /* where the rows begin */
  start[10] = 19; /* bytes a row           */
  memcpy (fields, "XZQDM", 6);
  fields[11] = fields[43] = 'C';
  fields[16] = 12;
  memcpy (fields + 32, "XZQMC", 6);
  fields[48] = 6;
  fields[64] = '\r';
  g_byte_array_append (dbf, start, sizeof start);
  g_byte_array_append (dbf, fields, sizeof fields);
  save (folder, "shp", shp, self->shp);
  save (folder, "shx", shx, self->shx);
  save (folder, "dbf", dbf, self->dbf);
  save_text (folder, "cpg", "UTF-8");
  save_text (folder, "prj",
             "GEOGCS[\"GCS_China_Geodetic_Coordinate_System_2000\",DATUM[\"D_China_2000\",SPHEROID[\"CGCS2000\",6378137.0,"
             "298.257222101]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]");
}

/* --- what is hard; every file but the empty one also holds a plain square --- */

static void
two_points (Polygon *polygon)
{
  add_ring (polygon, (const double[]) {99.1, 27.1, 99.11, 27.11}, 2);
}

static void
no_area (Polygon *polygon)
{
  add_ring (polygon, (const double[]) {99.1, 27.1, 99.11, 27.1, 99.12, 27.1, 99.1, 27.1}, 4);
}

static void
many_parts (Polygon *polygon)
{
  for (int i = 0; i < N_MANY; i++)
    add_square (polygon, 98 + i % 400 * 1e-3, 26 + i / 400 * 1e-3, 5e-4);
}

/* Rings in rings, ground and hole by turns. */
static void
nested_parts (Polygon *polygon)
{
  for (int i = 0; i < 3000; i++)
    add_square (polygon, 98 + i * 1e-6, 26 + i * 1e-6, 0.5 - 2e-6 * i);
}

/* A circle with five thousand waves, clockwise. */
static void
million_vertices (Polygon *polygon)
{
  begin_ring (polygon);
  for (int i = 0; i <= N_MILLION; i++) {
    double angle = -2 * G_PI * (i % N_MILLION) / N_MILLION, radius = 0.1 * (1 + 0.01 * sin (5000 * angle));
    add_point (polygon, 99.2 + radius * cos (angle), 27.4 + radius * sin (angle));
  }
}

static void
out_of_this_world (Polygon *polygon)
{
  add_square (polygon, 1e300, 27.1, 1e299);
}

/* Both halves as large: even its signed area is none. */
static void
even_bow_tie (Polygon *polygon)
{
  add_ring (polygon, (const double[]) {99.1, 27.1, 99.11, 27.11, 99.11, 27.1, 99.1, 27.11, 99.1, 27.1}, 5);
}

static void
bow_tie (Polygon *polygon)
{
  add_ring (polygon, (const double[]) {99.1, 27.1, 99.11, 27.11, 99.11, 27.1, 99.1, 27.105, 99.1, 27.1}, 5);
}

static void
plain_square (Polygon *polygon)
{
  add_square (polygon, 99.2, 27.1, 0.01);
}

static void
date_line (Polygon *polygon)
{
  add_ring (polygon, (const double[]) {179.99, 27.1, 179.99, 27.11, -179.99, 27.11, -179.99, 27.1, 179.99, 27.1}, 5);
}

static void
beyond_180 (Polygon *polygon)
{
  add_square (polygon, 179.99, 27.1, 0.02);
}

typedef struct {
  const char *name;
  void (*draw) (Polygon *); /* NULL: a file of no records */
  int import, check, map;   /* exit status                */
  const char *sentence;     /* every one of the three says it; NULL: nothing is to be said */
  const char *finding;      /* check says it              */
} Case;

static const Case cases[] = {
  {"two-points", two_points, 0, 0, 0, "1 rings without area were left out (the first in record 1)", NULL},
  {"no-area", no_area, 0, 0, 0, "1 rings without area were left out (the first in record 1)", NULL},
  {"a-hundred-thousand-parts", many_parts, 1, 1, 1, "record 1 at byte 144 has more rings than a region can have", NULL},
  {"three-thousand-nested-parts", nested_parts, 0, 3, 0, NULL, "belong to nobody"},
  {"a-million-vertices", million_vertices, 0, 0, 0, NULL, NULL},
  {"1e300", out_of_this_world, 1, 1, 1, "record 1 at byte 156 has a coordinate that is no place on Earth", NULL},
  {"even-bow-tie", even_bow_tie, 0, 0, 0, "1 rings without area were left out", NULL},
  {"bow-tie", bow_tie, 0, 3, 0, NULL, "self-crossing"},
  {"duplicates", plain_square, 0, 3, 0, NULL, "have the same ring"},
  {"date-line", date_line, 0, 0, 0, NULL, NULL},
  {"beyond-180", beyond_180, 1, 1, 1, "counts in degrees, but the coordinates are", NULL},
  {"no-records", NULL, 1, 1, 1, "holds no polygons", NULL},
};

static void
make_set (const Case *hard, const char *folder)
{
  Set set = {g_byte_array_new (), g_byte_array_new (), g_byte_array_new (), 0};

  if (hard->draw != NULL) {
    Polygon first = polygon_new (), second = polygon_new ();
    hard->draw (&first);
    set_add (&set, &first);
    plain_square (&second);
    set_add (&set, &second);
  }
  set_save (&set, folder);
  g_byte_array_unref (set.shp);
  g_byte_array_unref (set.shx);
  g_byte_array_unref (set.dbf);
}

/* Runs "lookback WORDS" in @folder; what it said on either channel goes into @said. */
static int
run (const char *folder, const char *words, char **said)
{
  g_autofree char *line = g_strdup_printf ("%s %s", g_getenv ("LOOKBACK"), words);
  g_auto (GStrv) argv = g_strsplit (line, " ", -1);
  g_autofree char *out = NULL, *err = NULL;
  g_autoptr (GError) error = NULL;
  int status = -1;

  g_spawn_sync (folder, argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, &err, &status, &error);
  g_assert_no_error (error);
  *said = g_strconcat (out, err, NULL);
  g_test_message ("%s: %s", words, *said);
  if (!g_spawn_check_wait_status (status, &error))
    g_assert_true (error->domain == G_SPAWN_EXIT_ERROR); /* else a signal ended it */
  return error != NULL ? error->code : 0;
}

static void
check_step (const Case *hard, const char *folder, const char *words, int expected)
{
  g_autofree char *said = NULL;
  int status = run (folder, words, &said);

  if (status != expected)
    g_error ("%s: %s ended with %d: %s", hard->name, words, status, said);
  if (hard->sentence != NULL && strstr (said, hard->sentence) == NULL)
    g_error ("%s: %s does not say “%s”: %s", hard->name, words, hard->sentence, said);
  if (hard->sentence == NULL)
    g_assert_null (strstr (said, "left out"));
  if (g_str_has_prefix (words, "check") && hard->finding != NULL && strstr (said, hard->finding) == NULL)
    g_error ("%s: the check does not find “%s”: %s", hard->name, hard->finding, said);
}

static void
is_drawn_or_refused (gconstpointer data)
{
  static const char *const files[] = {"hard.shp", "hard.shx", "hard.dbf", "hard.cpg", "hard.prj", "p.gpkg", "map.png"};
  const Case *hard = data;
  g_autofree char *folder = g_dir_make_tmp ("lookback-hard-XXXXXX", NULL);
  g_autofree char *picture = g_build_filename (folder, "map.png", NULL), *made = NULL;

  make_set (hard, folder);
  g_assert_cmpint (run (folder, "new p.gpkg --name 县", &made), ==, 0);
  check_step (hard, folder, "import p.gpkg hard.shp", hard->import);
  check_step (hard, folder, "check hard.shp", hard->check);
  check_step (hard, folder, "map hard.shp -o map.png --bare --size 400x300", hard->map);
  g_assert_cmpint (g_file_test (picture, G_FILE_TEST_EXISTS), ==, hard->map == 0);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autofree char *path = g_build_filename (folder, files[i], NULL);
    g_unlink (path);
  }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/hard-shapefiles/%s-is-drawn-or-refused", cases[i].name);
    g_test_add_data_func (path, &cases[i], is_drawn_or_refused);
  }
  return g_test_run ();
}
