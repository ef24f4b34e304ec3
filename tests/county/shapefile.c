/* shapefile.c - corners become coordinates, regions become records
 *
 * The plane of the tessellation is laid on the ellipsoid by a linear map, which keeps it planar; coordinates are rounded to
 * 1e-8 degree (1 mm), so that they are the same on every machine. Projected variants are made from these.
 */
#include "config.h"
#include "tests/county/shapefile.h"
#include "tests/county/outline.h"

#include <gio/gio.h>
#include <math.h>
#include <proj.h>
#include <shapefil.h>

#define MIDDLE_LONGITUDE 99.3
#define MIDDLE_LATITUDE  27.2
#define METRES_PER_DEGREE_EAST  99079.0
#define METRES_PER_DEGREE_NORTH 110806.7

static const char geographic[] =
  "GEOGCS[\"GCS_China_Geodetic_Coordinate_System_2000\",DATUM[\"D_China_2000\","
  "SPHEROID[\"CGCS2000\",6378137.0,298.257222101]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]";

typedef struct {
  const Options *options;
  const Tessellation *tessellation;
  PJ *projection;          /* NULL: degrees */
  GArray *corners, *starts;
  GArray *parts;           /* int           */
  GArray *x, *y;           /* double        */
} Writer;

typedef struct {
  const char *name;
  guint n;
  char **codes, **names;
  int name_width, code_width;
  guint32 *label_of_grid;  /* region of each grid   */
  const char **parents;    /* code of each's parent */
} Level;

static void
place_corner (const Writer *self, guint64 corner, double *x, double *y)
{
  lattice_corner_place (&self->tessellation->lattice, corner, x, y);
  *x = floor ((MIDDLE_LONGITUDE + *x / METRES_PER_DEGREE_EAST) * 1e8 + 0.5) / 1e8;
  *y = floor ((MIDDLE_LATITUDE + *y / METRES_PER_DEGREE_NORTH) * 1e8 + 0.5) / 1e8;
}

static double
signed_area (const double *x, const double *y, guint n)
{
  double sum = 0;

  for (guint i = 0; i + 1 < n; i++)
    sum += (x[i] - x[0]) * (y[i + 1] - y[0]) - (x[i + 1] - x[0]) * (y[i] - y[0]);
  return sum;
}

/* Rings of the wanted kind: outer rings, which run clockwise, first, holes after them. */
static void
append_rings (Writer *self, gboolean holes)
{
  for (guint i = 0; i < self->starts->len; i++) {
    guint begin = g_array_index (self->starts, guint, i), part = self->x->len;
    guint end = i + 1 < self->starts->len ? g_array_index (self->starts, guint, i + 1) : self->corners->len;

    for (guint k = begin; k <= end; k++) {
      double x, y;

      place_corner (self, g_array_index (self->corners, guint64, k < end ? k : begin), &x, &y);
      g_array_append_val (self->x, x);
      g_array_append_val (self->y, y);
    }
    if ((signed_area ((double *) self->x->data + part, (double *) self->y->data + part, self->x->len - part) > 0) != holes) {
      g_array_set_size (self->x, part);
      g_array_set_size (self->y, part);
    } else {
      g_array_append_val (self->parts, part);
    }
  }
}

static void
write_record (Writer *self, SHPHandle shp, Outliner *outliner, guint region)
{
  GArray *const used[] = {self->corners, self->starts, self->parts, self->x, self->y};
  SHPObject *object;

  for (guint i = 0; i < G_N_ELEMENTS (used); i++)
    g_array_set_size (used[i], 0);
  outliner_trace (outliner, region, self->corners, self->starts);
  append_rings (self, FALSE);
  append_rings (self, TRUE);
  if (self->projection != NULL)
    proj_trans_generic (self->projection, PJ_FWD, (double *) self->x->data, sizeof (double), self->x->len,
                        (double *) self->y->data, sizeof (double), self->y->len, NULL, 0, 0, NULL, 0, 0);
  object = SHPCreateObject (SHPT_POLYGON, -1, (int) self->parts->len, (int *) self->parts->data, NULL,
                            (int) self->x->len, (double *) self->x->data, (double *) self->y->data, NULL, NULL);
  SHPWriteObject (shp, -1, object);
  SHPDestroyObject (object);
}

static char *
encode (const Options *options, const char *text)
{
  return options->gbk ? g_convert (text, -1, "GB18030", "UTF-8", NULL, NULL, NULL) : g_strdup (text);
}

static gboolean
write_table (const Options *options, const Level *level, const char *base, GError **error)
{
  DBFHandle dbf = DBFCreateEx (base, options->gbk ? "LDID/77" : options->cpg ? "UTF-8" : "LDID/0");

  if (dbf == NULL) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "cannot write %s.dbf", base);
    return FALSE;
  }
  /* A fixed date: the same county is the same bytes on any day. */
  DBFSetLastModifiedDate (dbf, 125, 12, 31);
  DBFAddField (dbf, "XZQDM", FTString, level->code_width, 0);
  DBFAddField (dbf, "XZQMC", FTString, level->name_width, 0);
  DBFAddField (dbf, "SJDM", FTString, level->code_width > 9 ? level->code_width - 3 : 6, 0);
  for (guint i = 0; i < level->n; i++) {
    g_autofree char *name = encode (options, level->names[i]);

    DBFWriteStringAttribute (dbf, (int) i, 0, level->codes[i]);
    DBFWriteStringAttribute (dbf, (int) i, 1, name);
    DBFWriteStringAttribute (dbf, (int) i, 2, level->parents[i]);
  }
  DBFClose (dbf);
  return TRUE;
}

static gboolean
write_prj (const Options *options, const char *base, GError **error)
{
  g_autofree char *path = g_strconcat (base, ".prj", NULL);
  int zone = (int) (MIDDLE_LONGITUDE / 3 + 0.5);
  g_autofree char *name = options->crs == CRS_GAUSS
    ? g_strdup_printf ("CGCS2000_3_Degree_GK_CM_%dE", 3 * zone) : g_strdup_printf ("CGCS2000_3_Degree_GK_Zone_%d", zone);
  g_autofree char *projected = g_strdup_printf (
    "PROJCS[\"%s\",%s,PROJECTION[\"Gauss_Kruger\"],PARAMETER[\"False_Easting\",%d.0],PARAMETER[\"False_Northing\",0.0],"
    "PARAMETER[\"Central_Meridian\",%d.0],PARAMETER[\"Scale_Factor\",1.0],PARAMETER[\"Latitude_Of_Origin\",0.0],"
    "UNIT[\"Meter\",1.0]]", name, geographic, options->crs == CRS_GAUSS ? 500000 : zone * 1000000 + 500000, 3 * zone);

  return g_file_set_contents (path, options->crs == CRS_DEGREES ? geographic : projected, -1, error);
}

static gboolean
write_level (Writer *self, const Level *level, GError **error)
{
  g_autofree char *base = g_build_filename (self->options->out, level->name, NULL);
  g_autoptr (Outliner) outliner = outliner_new (self->tessellation, level->label_of_grid, level->n);
  SHPHandle shp = SHPCreate (base, SHPT_POLYGON);
  guint64 n_vertices = 0;

  if (shp == NULL) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "cannot write %s.shp", base);
    return FALSE;
  }
  for (guint i = 0; i < level->n; i++) {
    write_record (self, shp, outliner, i);
    n_vertices += self->x->len;
  }
  SHPClose (shp);
  g_print ("%s: %u polygons, %" G_GUINT64_FORMAT " vertices\n", level->name, level->n, n_vertices);
  return write_table (self->options, level, base, error)
         && (!self->options->prj || write_prj (self->options, base, error));
}

static gboolean
write_levels (Writer *self, const Places *places, GError **error)
{
  const Tessellation *t = self->tessellation;
  const Plan *plan = &t->plan;
  g_autofree guint32 *township = g_new (guint32, plan->n_grids), *village = g_new (guint32, plan->n_grids);
  g_autofree guint32 *grid = g_new (guint32, plan->n_grids);
  g_autofree const char **county = g_new (const char *, plan->n_townships);
  g_autofree const char **townships = g_new (const char *, plan->n_villages);
  g_autofree const char **villages = g_new (const char *, plan->n_grids);
  Level levels[] = {
    {"township", plan->n_townships, places->township_codes, places->township_names, 40, 9, township, county},
    {"village", plan->n_villages, places->village_codes, places->village_names, 40, 12, village, townships},
    {"grid", plan->n_grids, places->grid_codes, places->grid_names, 12, 15, grid, villages},
  };

  for (guint i = 0; i < plan->n_townships; i++)
    county[i] = self->options->profile->code;
  for (guint i = 0; i < plan->n_villages; i++)
    townships[i] = places->township_codes[t->villages[i].township];
  for (guint i = 0; i < plan->n_grids; i++) {
    grid[i] = i;
    village[i] = t->grids[i].village;
    township[i] = t->villages[village[i]].township;
    villages[i] = places->village_codes[village[i]];
  }
  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    if (!write_level (self, &levels[i], error))
      return FALSE;
  return TRUE;
}

gboolean
shapefiles_write (const Tessellation *tessellation, const Places *places, const Options *options, GError **error)
{
  Writer writer = {
    .options = options,
    .tessellation = tessellation,
    .corners = g_array_new (FALSE, FALSE, sizeof (guint64)),
    .starts = g_array_new (FALSE, FALSE, sizeof (guint)),
    .parts = g_array_new (FALSE, FALSE, sizeof (int)),
    .x = g_array_new (FALSE, FALSE, sizeof (double)),
    .y = g_array_new (FALSE, FALSE, sizeof (double)),
  };
  PJ_CONTEXT *context = proj_context_create ();
  gboolean done;

  if (options->crs != CRS_DEGREES) {
    int zone = (int) (MIDDLE_LONGITUDE / 3 + 0.5);
    g_autofree char *target = g_strdup_printf ("EPSG:%d", zone + (options->crs == CRS_GAUSS ? 4509 : 4488));
    PJ *plain = proj_create_crs_to_crs (context, "EPSG:4490", target, NULL);

    writer.projection = proj_normalize_for_visualization (context, plain);
    proj_destroy (plain);
  }
  done = write_levels (&writer, places, error);
  proj_destroy (writer.projection);
  proj_context_destroy (context);
  g_array_unref (writer.corners);
  g_array_unref (writer.starts);
  g_array_unref (writer.parts);
  g_array_unref (writer.x);
  g_array_unref (writer.y);
  return done;
}
