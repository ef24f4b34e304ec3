/* place.h - every region finds its parent
 *
 * Works on the region table as it stands inside the import's transaction, after the regions of the file were written.
 * For each region of the file the deepest parent wins that is told by: the prefix of its code; the parent's code in
 * the file; the names of township and village in the file; the polygon around an inner point (used only below what the
 * others told). Regions that were there before are taken over by a deeper parent that the file brought. What finds no
 * parent stays a root (无处安放) and is said.
 * Then the areas of regions without polygon of their own become the sums of their children.
 */
#pragma once
#include "maps/boundary-stage.h"

G_BEGIN_DECLS

gboolean lb_place_regions (LbProject *project, const LbBoundaryStage *stage, gint64 batch, GPtrArray *notices, GError **error);

G_END_DECLS
