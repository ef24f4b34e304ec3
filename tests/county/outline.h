/* outline.h - rings of regions, walked on the honeycomb
 *
 * What corners a border keeps depends on the corner and the grids around it alone, never on who asks. So both sides
 * of a border, and every level, have exactly the same vertices.
 */
#pragma once
#include "tests/county/tessellation.h"

typedef struct _Outliner Outliner;

/* @label_of_grid: the region of each grid; regions are numbered 0…n_regions - 1. Keeps @tessellation borrowed. */
Outliner *outliner_new (const Tessellation *tessellation, const guint32 *label_of_grid, guint n_regions);
void outliner_free (Outliner *self);
/* Appends the corner numbers of the region's rings, without repeating the first, to @corners and where each ring
 * starts to @starts (both guint64 and guint). Clockwise outer rings, counter-clockwise holes. */
void outliner_trace (Outliner *self, guint region, GArray *corners, GArray *starts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Outliner, outliner_free)
