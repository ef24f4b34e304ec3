/* A map to a file: PNG in pixels, SVG and PDF in points; the same map gives the same bytes. */
#include "config.h"
#include "maps/error.h"
#include "maps/map-private.h"
#include "src/error.h"
#include "src/i18n.h"
#include "src/output.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <errno.h>
#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define LARGEST_SIDE 20000.0

typedef enum { FORMAT_PNG, FORMAT_SVG, FORMAT_PDF } Format;

/* cairo's writer knows only success and failure; errno is kept for the sentence. */
typedef struct {
  FILE *file;
  GString *held; /* SVG, until it is whole; NULL otherwise */
  int code;
} Sink;

static cairo_status_t
write_bytes (void *data, const unsigned char *bytes, unsigned int length)
{
  Sink *sink = data;

  if (sink->held != NULL) {
    g_string_append_len (sink->held, (const char *) bytes, length);
    return CAIRO_STATUS_SUCCESS;
  }
  if (fwrite (bytes, 1, length, sink->file) == length)
    return CAIRO_STATUS_SUCCESS;
  sink->code = errno;
  return CAIRO_STATUS_WRITE_ERROR;
}

/* cairo numbers the surfaces of a whole process; here they count from 1 in each file. */
static void
renumber_surfaces (const GString *svg, GString *out)
{
  static const char word[] = "surface";
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *from = svg->str;

  for (const char *at; (at = strstr (from, word)) != NULL;) {
    const char *digits = at + strlen (word);
    gsize length = strspn (digits, "0123456789");
    g_string_append_len (out, from, digits - from);
    from = digits + length;
    if (length == 0)
      continue;
    char *number = g_strndup (digits, length);
    guint known = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, number));
    if (known == 0)
      known = g_hash_table_size (numbers) + 1;
    g_hash_table_insert (numbers, number, GUINT_TO_POINTER (known));
    g_string_append_printf (out, "%u", known);
  }
  g_string_append (out, from);
}

static cairo_status_t
release (Sink *sink)
{
  g_autoptr (GString) held = g_steal_pointer (&sink->held), svg = g_string_sized_new (held->len);

  renumber_surfaces (held, svg);
  return write_bytes (sink, (const unsigned char *) svg->str, (unsigned int) svg->len);
}

static gboolean
find_format (const char *path, Format *format, GError **error)
{
  static const char *const suffixes[] = {".png", ".svg", ".pdf"};
  g_autofree char *lower = g_ascii_strdown (path, -1);

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_suffix (lower, suffixes[i])) {
      *format = (Format) i;
      return TRUE;
    }
  g_set_error (error, LB_ERROR, LB_ERROR_USAGE,
               _ ("%s: a map is written as .png, .svg or .pdf; let the name end so"), path);
  return FALSE;
}

gboolean
lb_map_check_path (const char *path, GError **error)
{
  Format format;

  return find_format (path, &format, error);
}

static cairo_surface_t *
make_surface (Format format, Sink *sink, double width, double height)
{
  if (format == FORMAT_PNG)
    return cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) width, (int) height);
  if (format == FORMAT_SVG) {
    cairo_surface_t *surface = cairo_svg_surface_create_for_stream (write_bytes, sink, width, height);
    cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PT);
    return surface;
  }
  return cairo_pdf_surface_create_for_stream (write_bytes, sink, width, height);
}

/* The day the data is from stands where cairo would write the clock. */
static void
set_metadata (const LbMap *map, cairo_surface_t *surface)
{
  const LbMapSpec *spec = &map->spec;
  g_autofree char *day = g_strconcat (spec->as_of != NULL ? spec->as_of : "2000-01-01", "T00:00:00Z", NULL);

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, day);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Lookback " LB_VERSION);
  if (spec->title != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, spec->title);
  if (spec->maker != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_AUTHOR, spec->maker);
}

static void
paint (LbMap *map, cairo_t *cr, double width, double height, const LbBox *ground, gboolean bare, LbMedium medium)
{
  double margin = bare ? 0 : medium == LB_MEDIUM_PRINT ? MIN (width, height) * 0.07 : MIN (width, height) * 0.02;

  if (bare) {
    g_autoptr (LbPainter) painter = lb_painter_new_for (map, cairo_get_target (cr), medium);
    LbView view = lb_view_fit (ground != NULL ? *ground : map->ground->extent, width, height,
                               ground != NULL ? 0 : MIN (width, height) * 0.01);
    lb_painter_paint (painter, cr, &view, medium);
    return;
  }
  lb_style_set_colour (cr, lb_map_style (map, medium)->paper, 1);
  cairo_paint (cr);
  cairo_translate (cr, margin, margin);
  lb_map_paint_sheet_of (map, cr, width - 2 * margin, height - 2 * margin, medium, ground);
}

static gboolean
draw (LbMap *map, Format format, Sink *sink, double width, double height, const LbBox *ground, gboolean bare,
      cairo_status_t *status)
{
  sink->held = format == FORMAT_SVG ? g_string_new (NULL) : NULL;
  cairo_surface_t *surface = make_surface (format, sink, width, height);
  cairo_t *cr = cairo_create (surface);

  if (format == FORMAT_PDF)
    set_metadata (map, surface);
  paint (map, cr, width, height, ground, bare, format == FORMAT_PNG ? LB_MEDIUM_SCREEN_LIGHT : LB_MEDIUM_PRINT);
  *status = cairo_status (cr);
  cairo_destroy (cr);
  if (format == FORMAT_PNG && *status == CAIRO_STATUS_SUCCESS)
    *status = cairo_surface_write_to_png_stream (surface, write_bytes, sink);
  cairo_surface_finish (surface);
  if (*status == CAIRO_STATUS_SUCCESS)
    *status = cairo_surface_status (surface);
  if (sink->held != NULL) {
    cairo_status_t released = release (sink);
    *status = *status == CAIRO_STATUS_SUCCESS ? released : *status;
  }
  cairo_surface_destroy (surface);
  return *status == CAIRO_STATUS_SUCCESS;
}

gboolean
lb_map_check_size (double width, double height, GError **error)
{
  if (!(width >= 16 && height >= 16 && width <= LARGEST_SIDE && height <= LARGEST_SIDE)) {
    g_set_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_DRAW, _ ("a map of this size is not possible; choose 16 to %.0f a side"),
                 LARGEST_SIDE);
    return FALSE;
  }
  return TRUE;
}

static gboolean
check_ground (const LbBox *ground, GError **error)
{
  if (ground != NULL && !(ground->max_x > ground->min_x && ground->max_y > ground->min_y)) {
    g_set_error_literal (error, LB_MAPS_ERROR, LB_MAPS_ERROR_DRAW,
                         _ ("the extent is empty; give west, south, east and north in this order"));
    return FALSE;
  }
  return TRUE;
}

gboolean
lb_map_write (LbMap *self, const char *path, double width, double height, const LbBox *ground, gboolean bare,
              GError **error)
{
  cairo_status_t status;
  Format format;
  Sink sink = {NULL, NULL, 0};

  if (!find_format (path, &format, error) || !lb_map_check_size (width, height, error) ||
      !check_ground (ground, error))
    return FALSE;
  g_autoptr (LbOutput) output = lb_output_new (path, error);
  if (output == NULL)
    return FALSE;
  sink.file = g_fopen (lb_output_get_path (output), "wbe");
  if (sink.file == NULL) {
    g_set_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_DRAW, _ ("cannot write %s: %s"), path, g_strerror (errno));
    return FALSE;
  }
  gboolean drawn = draw (self, format, &sink, width, height, ground, bare, &status);
  gboolean closed = fclose (sink.file) == 0;
  if (!closed && sink.code == 0)
    sink.code = errno;
  if (!drawn || !closed) {
    g_set_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_DRAW, _ ("cannot write %s: %s"), path,
                 sink.code != 0 ? g_strerror (sink.code) : cairo_status_to_string (status));
    return FALSE;
  }
  return lb_output_commit (output, error);
}

gboolean
lb_map_extent_to_ground (int epsg, LbBox *box, GError **error)
{
  double points[2 * 32];
  LbBox ground = {INFINITY, INFINITY, -INFINITY, -INFINITY};

  if (fabs (box->min_x) > 180 || fabs (box->max_x) > 180 || fabs (box->min_y) > 90 || fabs (box->max_y) > 90)
    return TRUE;
  for (guint i = 0; i < 8; i++) {
    double part = i / 8.0, back = 1 - part;
    double x = box->min_x + part * (box->max_x - box->min_x), y = box->min_y + part * (box->max_y - box->min_y);
    double far_x = box->min_x + back * (box->max_x - box->min_x), far_y = box->min_y + back * (box->max_y - box->min_y);
    const double four[] = {x, box->min_y, box->max_x, y, far_x, box->max_y, box->min_x, far_y};
    memcpy (points + 8 * i, four, sizeof four);
  }
  g_autofree char *to = g_strdup_printf ("EPSG:%d", epsg);
  g_autoptr (LbTransform) transform = lb_transform_new ("EPSG:4490", to, error);
  if (transform == NULL)
    return FALSE;
  if (!lb_transform_points (transform, points, 32)) {
    g_set_error (error, LB_ERROR, LB_ERROR_USAGE, _ ("the extent reaches beyond what the map's system %s can show"), to);
    return FALSE;
  }
  for (guint i = 0; i < 32; i++)
    ground = (LbBox) {MIN (ground.min_x, points[2 * i]), MIN (ground.min_y, points[2 * i + 1]),
                      MAX (ground.max_x, points[2 * i]), MAX (ground.max_y, points[2 * i + 1])};
  *box = ground;
  return TRUE;
}
