/* project.h - one county's project file, a GeoPackage
 *
 * LbProject is an open project: one connection, the words of its cover page, and a snapshot of its region
 * tree. It belongs to one thread; another thread opens the same path again (WAL lets readers go on while
 * one writer writes). What it hands out as snapshots (LbRegionTree) may go to any thread.
 */
#pragma once
#include "src/db.h"
#include "src/region.h"

G_BEGIN_DECLS

#define LB_SCHEMA_VERSION 5

typedef struct _LbProject LbProject;

typedef struct {
  const char *name;   /* "岚岭县"; NULL takes the file's name                            */
  const char *code;   /* six digits; NULL: taken from the first boundaries              */
  const char *issuer; /* the office that signs, 落款; NULL or "" when not known          */
  const char *rules;  /* rule set, NULL for "national"                                  */
} LbProjectInfo;

/* Makes a new project of the newest schema. LB_ERROR_EXISTS when @path is there already. The file
 * appears whole or not at all. */
LbProject *lb_project_create (const char *path, const LbProjectInfo *info, GError **error);

/* Opens and checks a project: that it is one (application id, user_version of GeoPackage 1.3.1, tables),
 * that its schema is not newer, that its pages are whole. An older schema is copied to
 * "<path>.schema-N.bak" and migrated when @mode is LB_DB_WRITE, and refused with the way out when it is
 * LB_DB_READ. LB_ERROR_PROJECT names what is wrong. Below 50 ms for a county. */
LbProject *lb_project_open (const char *path, LbDbMode mode, GError **error);
void       lb_project_close (LbProject *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbProject, lb_project_close)

LbDb       *lb_project_get_db (LbProject *self);
const char *lb_project_get_path (const LbProject *self);
/* Words of lookback_meta, "" where they are not set. Borrowed until the next set or close. */
const char *lb_project_get_name (const LbProject *self);
const char *lb_project_get_code (const LbProject *self);
const char *lb_project_get_issuer (const LbProject *self);
const char *lb_project_get_rules (const LbProject *self);
gboolean    lb_project_set_code (LbProject *self, const char *code, GError **error);

/* Grows by one with every change of the data (import, undo); what was computed for an older number is
 * stale. lb_project_touch() is called inside the changing transaction. */
gint64   lb_project_get_data_version (const LbProject *self);
gboolean lb_project_touch (LbProject *self, GError **error);

/* (transfer full): the region tree of the present data version. Cheap while nothing changed. */
LbRegionTree *lb_project_dup_regions (LbProject *self, GError **error);

/* Renumbers region.pre / region.last after regions or parents changed; inside the caller's transaction. */
gboolean lb_project_renumber_regions (LbProject *self, GError **error);

/* First and last day on which anything happened that the ledgers tell of, terms and due days left out; LB_DAY_NONE when they are empty. The last day is the
 * as-of date wherever the user names none: no output depends on today's date. */
gboolean lb_project_get_dates (LbProject *self, gint32 *first, gint32 *last, GError **error);

/* (transfer full): SHA-256 over the standing batches (files, kinds, counts), the project's words and rule
 * set: the same data imported on another day gives the same fingerprint. */
char *lb_project_dup_fingerprint (LbProject *self, GError **error);

G_END_DECLS
