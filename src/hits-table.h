/* hits-table.h - the hits of the checks as a table of SQL
 *
 * check_hit (rule, severity, region_id, household_id, first_day, last_day, name): @name is the rule's; severity is error, warning, note or unknown; a NULL
 * region is the whole county, a NULL first_day "always" and a NULL last_day "still". Queries of indicators count the hits where
 * they were gathered; nothing is copied into the connection. One thread at a time.
 */
#pragma once
#include "src/check.h"
#include "src/db.h"

G_BEGIN_DECLS

/* Makes the table on @db of @lists (GPtrArray of GArray of LbHit), in their order; in the place of an earlier one. Takes a
 * reference of @lists, which nobody may change from then on; the checks of the hits must outlive the connection. Before any guard. */
gboolean lb_hits_table_make (LbDb *db, GPtrArray *lists, GError **error);

G_END_DECLS
