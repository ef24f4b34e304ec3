#include "config.h"
#include "maps/pixels-file.h"
#include "maps/error.h"
#include "src/i18n.h"
#include "src/output.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <png.h>
#include <setjmp.h>

static void
write_bytes (png_structp png, png_bytep bytes, png_size_t length)
{
  if (fwrite (bytes, 1, length, png_get_io_ptr (png)) != length)
    png_error (png, "write");
}

static void
flush_bytes (png_structp png)
{
  (void) png;
}

static void
fail (png_structp png, png_const_charp message)
{
  (void) message;
  longjmp (png_jmpbuf (png), 1);
}

static void
ignore (png_structp png, png_const_charp message)
{
  (void) png, (void) message;
}

static void
pack_row (const guint32 *row, png_bytep out, int width)
{
  for (int x = 0; x < width; x++) {
    out[3 * x] = (png_byte) (row[x] >> 16);
    out[3 * x + 1] = (png_byte) (row[x] >> 8);
    out[3 * x + 2] = (png_byte) row[x];
  }
}

static void
write_rows (png_structp png, png_infop info, cairo_surface_t *surface, png_bytep packed)
{
  int width = cairo_image_surface_get_width (surface), height = cairo_image_surface_get_height (surface);

  png_set_IHDR (png, info, (png_uint_32) width, (png_uint_32) height, 8, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
                PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_set_filter (png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
  png_set_compression_level (png, 1);
  png_set_compression_buffer_size (png, 1 << 16);
  png_write_info (png, info);
  for (int y = 0; y < height; y++) {
    const guchar *row = cairo_image_surface_get_data (surface) + (gsize) y * (gsize) cairo_image_surface_get_stride (surface);
    pack_row ((const guint32 *) (gconstpointer) row, packed, width);
    png_write_row (png, packed);
  }
  png_write_end (png, info);
}

/* 0, or what went wrong. */
static int
encode (cairo_surface_t *surface, FILE *file)
{
  png_structp png = png_create_write_struct (PNG_LIBPNG_VER_STRING, NULL, fail, ignore);
  png_infop info = png != NULL ? png_create_info_struct (png) : NULL;
  png_bytep packed = g_malloc (3 * (gsize) cairo_image_surface_get_width (surface));
  volatile int code = ENOMEM;

  cairo_surface_flush (surface);
  if (info != NULL && setjmp (png_jmpbuf (png)) == 0) {
    png_set_write_fn (png, file, write_bytes, flush_bytes);
    write_rows (png, info, surface, packed);
    code = 0;
  } else if (info != NULL) {
    code = ferror (file) ? errno : EIO;
  }
  png_destroy_write_struct (&png, &info);
  g_free (packed);
  return code;
}

gboolean
lb_png_save (cairo_surface_t *surface, const char *path, GError **error)
{
  g_autoptr (LbOutput) output = lb_output_new (path, error);

  if (output == NULL)
    return FALSE;
  FILE *file = g_fopen (lb_output_get_path (output), "wbe");
  int code = file != NULL ? encode (surface, file) : errno;
  if (file != NULL && fclose (file) != 0 && code == 0)
    code = errno;
  if (code == 0)
    return lb_output_commit (output, error);
  g_set_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_DRAW, _ ("cannot write %s: %s"), path, g_strerror (code));
  return FALSE;
}
