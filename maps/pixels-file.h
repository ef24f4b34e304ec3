/* pixels-file.h - pixels to a PNG file, quickly
 *
 * Maps are flat areas: the fastest level of zlib without row filters packs them in a fraction of the time of its usual one.
 */
#pragma once
#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* @surface: CAIRO_FORMAT_RGB24; written beside @path and renamed. LB_MAPS_ERROR_DRAW. */
gboolean lb_png_save (cairo_surface_t *surface, const char *path, GError **error);

G_END_DECLS
