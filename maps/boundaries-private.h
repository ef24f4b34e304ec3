/* boundaries-private.h - what reading a shapefile into boundaries and drawing it at once have in common */
#pragma once
#include "maps/boundaries.h"
#include "maps/dbf.h"

G_BEGIN_DECLS

/* The project's boundaries from the stored geometry, whatever the cache holds; nothing is written. Cost: PROJ for every vertex. */
LbBoundaries *lb_boundaries_read (LbProject *project, GError **error);

/* (transfer none): the blob of anchors (anchors.h) that the project keeps; NULL: none. */
GBytes *lb_boundaries_get_anchors (const LbBoundaries *self);

/* EPSG code of the system to show @extent in, which is in the system @crs. LB_MAPS_ERROR_CRS. */
gboolean lb_display_find (const LbCrs *crs, LbBox extent, int *epsg, GError **error);

/* (transfer full): numbers of @field for @n records; NULL with LB_MAPS_ERROR_FIELD when there is no such field or it holds words only.
 * @table may be NULL. */
double *lb_table_read_numbers (LbDbf *table, const char *field, guint n, GError **error);

/* The one level that all codes told so far (a mixed or silent file counts as villages). Begin with {0}. */
typedef struct {
  guint n;
  gboolean mixed;
  LbLevel level;
} LbLevelVote;
void    lb_level_vote_add (LbLevelVote *self, const char *code);
LbLevel lb_level_vote_end (const LbLevelVote *self);
/* The level of a table's codes. @table may be NULL. */
gboolean lb_table_find_level (LbDbf *table, guint n, LbLevel *level, GError **error);

G_END_DECLS
