/* project-private.h - schema of the project file: made, recognised, migrated
 *
 * Only project.c calls these. Schema N is data/schema/001.sql … 00N.sql run in order, each in one
 * transaction; lookback_meta.schema says how far a file has come. PRAGMA user_version belongs to the
 * GeoPackage standard (10301 = 1.3.1) and cannot number our schema as well.
 */
#pragma once
#include "src/db.h"

G_BEGIN_DECLS

gboolean lb_schema_create (LbDb *db, GError **error);
gboolean lb_schema_check (LbDb *db, LbDbMode mode, GError **error);

/* Looks at the first 100 bytes only, so that a wrong file is refused before SQLite touches it. */
gboolean lb_schema_looks_like_project (const char *path, GError **error);

G_END_DECLS
