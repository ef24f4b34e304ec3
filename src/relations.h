/* relations.h - what the queries of indicators share
 *
 * data/schema/relations.sql names the relations that many indicators are made of (the active time of a case, of a
 * measure, the households of a region, …) as temporary views, so that each rule is written once and a query reads like
 * its definition. With them come the functions that views and queries need beside lb_day():
 *   lb_day_first (text)      first day that a date may mean: of a month its first
 *   lb_month (day)           1–12
 *   lb_month_end (day [, n]) last day of the month n months after that of @day
 * Both leave LB_DAY_NEVER what it is. A user's own query may read the relations as the shipped ones do.
 */
#pragma once
#include "src/db.h"

G_BEGIN_DECLS

/* Makes the functions and views on a connection, which may be read-only. Before any authorizer. */
gboolean lb_relations_make (LbDb *db, GError **error);

/* The costly ones worked out once, with their indexes, in memory that all connections of the program can read; for as long
 * as it lives. About 100 bytes a case and measure. Not for the main loop: a second for a million cases. */
typedef struct _LbKeptRelations LbKeptRelations;
LbKeptRelations *lb_kept_relations_new (const char *path, GError **error);
void             lb_kept_relations_free (LbKeptRelations *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbKeptRelations, lb_kept_relations_free)

/* Puts them in the place of the views that lb_relations_make() made on @db. Any thread. */
gboolean lb_kept_relations_attach (const LbKeptRelations *self, LbDb *db, GError **error);

G_END_DECLS
