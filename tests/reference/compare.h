/* compare.h - a picture against the approved one in tests/reference/NAME.png
 *
 * A channel may differ by 2 of 255, and one pixel in a thousand by more (another rasteriser's rounding). On failure out,
 * reference and difference are left in the folder lookback-reference under the system's temporary one.
 * LB_REFERENCE_APPROVE=1 makes the picture the approved one: look at it before it is committed.
 */
#pragma once
#include <cairo.h>
#include <glib.h>

/* Fails the test when @surface (RGB24) is not the approved picture. */
void reference_compare (cairo_surface_t *surface, const char *name);
