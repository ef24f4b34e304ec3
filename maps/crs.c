/* Which coordinate system a boundary file has, and which zone a county is shown in. EPSG numbers of CGCS2000 zones:
 * 3° 4513–4533 (zones 25–45) and 4534–4554 (75°E … 135°E, no prefix); 6° 4491–4501 (zones 13–23).
 */
#include "config.h"
#include "maps/crs.h"
#include "maps/error.h"
#include "maps/proj-context.h"
#include "src/i18n.h"

#include <math.h>
#include <string.h>

void
lb_crs_clear (LbCrs *self)
{
  g_clear_pointer (&self->definition, g_free);
  g_clear_pointer (&self->label, g_free);
  g_clear_pointer (&self->reason, g_free);
}

static gboolean
is_degrees (LbBox box)
{
  return box.min_x >= -180 && box.max_x <= 180 && box.min_y >= -90 && box.max_y <= 90;
}

/* The horizontal part: a .prj may bind a datum shift or add a height. */
static PJ *
strip (PJ_CONTEXT *context, PJ *crs)
{
  for (;;) {
    PJ_TYPE type = crs != NULL ? proj_get_type (crs) : PJ_TYPE_UNKNOWN;
    PJ *inner = type == PJ_TYPE_COMPOUND_CRS ? proj_crs_get_sub_crs (context, crs, 0)
                : type == PJ_TYPE_BOUND_CRS  ? proj_get_source_crs (context, crs)
                                             : NULL;
    if (inner == NULL)
      return crs;
    proj_destroy (crs);
    crs = inner;
  }
}

typedef enum { CRS_UNKNOWN, CRS_GEOGRAPHIC, CRS_PROJECTED } CrsKind;

/* (transfer full): "EPSG:4490", found by comparison where the .prj bears no number, as those of ArcGIS; else the name. */
static char *
make_label (PJ_CONTEXT *context, PJ *crs)
{
  const char *authority = proj_get_id_auth_name (crs, 0), *code = proj_get_id_code (crs, 0);
  int *confidence = NULL;

  if (authority != NULL && code != NULL)
    return g_strdup_printf ("%s:%s", authority, code);
  PJ_OBJ_LIST *alike = proj_identify (context, crs, "EPSG", NULL, &confidence);
  g_autoptr (PJ) first =
    alike != NULL && proj_list_get_count (alike) > 0 && confidence[0] >= 90 ? proj_list_get (context, alike, 0) : NULL;
  proj_list_destroy (alike);
  proj_int_list_destroy (confidence);
  code = first != NULL ? proj_get_id_code (first, 0) : NULL;
  return code != NULL ? g_strdup_printf ("EPSG:%s", code) : g_strdup (proj_get_name (crs));
}

static gboolean
is_stored_system (PJ_CONTEXT *context, const PJ *crs)
{
  g_autofree char *definition = g_strdup_printf ("EPSG:%d", LB_CRS_STORED);
  g_autoptr (PJ) stored = proj_create (context, definition);

  return stored != NULL &&
         proj_is_equivalent_to_with_ctx (context, crs, stored, PJ_COMP_EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS);
}

/* Looks @text up in PROJ; @label becomes its EPSG number or its name, @stored TRUE when it is the system coordinates are stored in:
 * to parse its WKT again costs PROJ 15 ms each time, to look up the number less than one. */
static CrsKind
recognise (const char *text, char **label, gboolean *stored)
{
  g_autoptr (PJ_CONTEXT) context = lb_proj_context_new ();
  g_autoptr (PJ) crs = strip (context, proj_create (context, text));
  PJ_TYPE type = crs != NULL ? proj_get_type (crs) : PJ_TYPE_UNKNOWN;

  if (type != PJ_TYPE_GEOGRAPHIC_2D_CRS && type != PJ_TYPE_GEOGRAPHIC_3D_CRS && type != PJ_TYPE_PROJECTED_CRS)
    return CRS_UNKNOWN;
  *label = make_label (context, crs);
  *stored = is_stored_system (context, crs);
  return type == PJ_TYPE_PROJECTED_CRS ? CRS_PROJECTED : CRS_GEOGRAPHIC;
}

/* Anything else would be looked up as a name, which takes seconds and may find what nobody meant. */
static gboolean
is_wkt (const char *text)
{
  g_autoptr (PJ_CONTEXT) context = lb_proj_context_new ();

  return proj_context_guess_wkt_dialect (context, text) != PJ_GUESSED_NOT_WKT;
}

static void
describe_extent (LbBox box, char *text, gsize size)
{
  char numbers[4][G_ASCII_DTOSTR_BUF_SIZE];
  const double values[] = {box.min_x, box.min_y, box.max_x, box.max_y};

  for (int i = 0; i < 4; i++)
    g_ascii_formatd (numbers[i], sizeof numbers[i], "%.10g", values[i]);
  g_snprintf (text, size, "%s, %s – %s, %s", numbers[0], numbers[1], numbers[2], numbers[3]);
}

/* A system and coordinates that cannot belong together: better asked than drawn somewhere in the sea. */
static gboolean
check_fit (CrsKind kind, const char *label, LbBox box, GError **error)
{
  char extent[200];

  if (box.min_x > box.max_x || (kind == CRS_GEOGRAPHIC) == is_degrees (box))
    return TRUE;
  describe_extent (box, extent, sizeof extent);
  g_set_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_CRS,
               kind == CRS_GEOGRAPHIC
                 ? _ ("the coordinate system %s counts in degrees, but the coordinates are %s; name the right system with --crs")
                 : _ ("the coordinate system %s counts in metres, but the coordinates are %s; name the right system with --crs"),
               label, extent);
  return FALSE;
}

static gboolean
set_crs (LbCrs *crs, const char *definition, char *label, char *reason)
{
  crs->definition = g_strdup (definition);
  crs->label = label;
  crs->reason = reason;
  return TRUE;
}

static gboolean
decide_wanted (const char *wanted, LbBox box, LbCrs *crs, GError **error)
{
  gboolean bare = *wanted != '\0' && strspn (wanted, "0123456789") == strlen (wanted);
  g_autofree char *definition = bare ? g_strdup_printf ("EPSG:%s", wanted) : g_strdup (wanted);
  g_autofree char *label = NULL;
  gboolean stored;
  CrsKind kind = recognise (definition, &label, &stored);

  if (kind == CRS_UNKNOWN) {
    g_set_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_CRS,
                 _ ("“%s” is not a coordinate system; give an EPSG number, for example --crs EPSG:4527"), wanted);
    return FALSE;
  }
  return check_fit (kind, label, box, error) &&
         set_crs (crs, definition, g_steal_pointer (&label), g_strdup (_ ("as asked")));
}

/* Without a .prj: the size of the numbers tells, as far as it can. */
static gboolean
decide_by_size (LbBox box, const char *why_no_prj, LbCrs *crs, GError **error)
{
  char extent[200];
  gboolean in_reach = box.min_x > 0 && box.max_x < 1e8 && box.min_y >= 0 && box.max_y < 1e7;
  int zone = in_reach ? (int) (box.min_x / 1e6) : 0;
  gboolean one_zone = in_reach && zone == (int) (box.max_x / 1e6);

  if (is_degrees (box))
    return set_crs (crs, "EPSG:4490", g_strdup ("EPSG:4490"),
                    g_strdup_printf (_ ("%s; the coordinates are degrees"), why_no_prj));
  if (one_zone && ((zone >= 25 && zone <= 45) || (zone >= 13 && zone <= 23))) {
    gboolean narrow = zone >= 25;
    g_autofree char *definition = g_strdup_printf ("EPSG:%d", narrow ? 4488 + zone : 4478 + zone);
    return set_crs (crs, definition, g_strdup (definition),
                    g_strdup_printf (narrow ? _ ("%s; eight digits before the point: 3° zone %d")
                                            : _ ("%s; eight digits before the point: 6° zone %d"),
                                     why_no_prj, zone));
  }
  describe_extent (box, extent, sizeof extent);
  if (box.min_y >= 13e6 && box.max_y < 46e6 && box.max_x < 1e7)
    g_set_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_CRS,
                 _ ("%s, and the coordinates %s have north before east; exchange them and write the file again"),
                 why_no_prj, extent);
  else
    g_set_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_CRS,
                 _ ("%s, and the coordinates %s do not tell the zone; name the coordinate system with --crs, "
                    "for example --crs EPSG:%d for the 3° zone of 117°E"),
                 why_no_prj, extent, lb_crs_zone_for (117));
  return FALSE;
}

gboolean
lb_crs_decide (const char *wanted, const char *prj, LbBox extent, LbCrs *crs, GError **error)
{
  g_autofree char *label = NULL;
  CrsKind kind = CRS_UNKNOWN;
  gboolean stored = FALSE;

  *crs = (LbCrs) {NULL};
  if (wanted != NULL)
    return decide_wanted (wanted, extent, crs, error);
  if (prj != NULL && is_wkt (prj))
    kind = recognise (prj, &label, &stored);
  if (kind != CRS_UNKNOWN)
    return check_fit (kind, label, extent, error) &&
           set_crs (crs, stored ? "EPSG:4490" : prj, g_steal_pointer (&label), g_strdup (_ ("from the .prj file")));
  return decide_by_size (extent,
                         prj == NULL ? _ ("there is no .prj file") : _ ("the .prj file is not understood"),
                         crs, error);
}

int
lb_crs_zone_for (double longitude)
{
  int meridian = (int) floor (longitude / 3 + 0.5) * 3;

  return 4534 + (CLAMP (meridian, 75, 135) - 75) / 3;
}

int
lb_crs_display_for (LbBox degrees)
{
  double longitude = degrees.min_x + (degrees.max_x - degrees.min_x) / 2;
  double latitude = degrees.min_y + (degrees.max_y - degrees.min_y) / 2;

  if (degrees.min_x > degrees.max_x || (longitude >= 73.5 && longitude <= 136.5 && latitude > 0))
    return lb_crs_zone_for (degrees.min_x > degrees.max_x ? 105 : longitude);
  int zone = CLAMP ((int) floor ((longitude + 180) / 6) + 1, 1, 60);
  return (latitude < 0 ? 32700 : 32600) + zone;
}
