#include "config.h"
#include "maps/boundary-cache.h"
#include "maps/anchors.h"
#include "maps/boundaries-private.h"
#include "maps/large-pages.h"
#include "maps/scene.h"
#include "maps/shapes-private.h"
#include "src/date.h"

#define SHAPES  "shapes"
#define ANCHORS "anchors"

typedef gpointer (*DecodeFunc) (GBytes *bytes, gpointer data);

/* The blob of @name, read in one go into memory of its own; NULL without error when there is none. SQLite's column would hold it a second
 * time. */
static GBytes *
read_blob (LbProject *project, const char *name, GError **error)
{
  LbDb *db = lb_project_get_db (project);
  sqlite3_stmt *statement = lb_db_prepare (db, "SELECT rowid FROM lookback_levels WHERE name = ?", error);
  sqlite3_blob *blob = NULL;
  GBytes *bytes = NULL;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_text (statement, 1, name, -1, SQLITE_STATIC);
  if (lb_db_step (db, statement, error) == SQLITE_ROW &&
      sqlite3_blob_open (lb_db_get_handle (db), "main", "lookback_levels", "content", sqlite3_column_int64 (statement, 0), 0, &blob) ==
        SQLITE_OK) {
    gsize length = (gsize) sqlite3_blob_bytes (blob);
    guint8 *content = g_malloc (length + 1);
    lb_large_pages_use (content, length);
    if (sqlite3_blob_read (blob, content, (int) length, 0) == SQLITE_OK)
      bytes = g_bytes_new_take (content, length);
    else
      g_free (content);
  }
  sqlite3_blob_close (blob);
  sqlite3_reset (statement);
  return bytes;
}

static gpointer
load (LbProject *project, const char *name, DecodeFunc decode, gpointer data, GError **error)
{
  g_autoptr (GBytes) bytes = read_blob (project, name, error);

  return bytes != NULL ? decode (bytes, data) : NULL;
}

static gboolean
store (LbProject *project, const char *name, GBytes *bytes, GError **error)
{
  LbDb *db = lb_project_get_db (project);
  sqlite3_stmt *statement =
    lb_db_prepare (db, "INSERT OR REPLACE INTO lookback_levels (name, content) VALUES (?, ?)", error);
  gsize length;
  const void *content = g_bytes_get_data (bytes, &length);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, name, -1, SQLITE_STATIC);
  sqlite3_bind_blob64 (statement, 2, content, length, SQLITE_STATIC);
  return lb_db_run (db, statement, error);
}

static gpointer
decode_shapes (GBytes *bytes, gpointer epsg)
{
  return lb_shapes_from_bytes (bytes, epsg);
}

LbShapes *
lb_shapes_load (LbProject *project, guint n_shapes, int *epsg, GError **error)
{
  g_autoptr (LbShapes) shapes = load (project, SHAPES, decode_shapes, epsg, error);

  return shapes != NULL && lb_shapes_get_n (shapes) == n_shapes ? g_steal_pointer (&shapes) : NULL;
}

gboolean
lb_shapes_store (LbProject *project, const LbShapes *shapes, int epsg, GError **error)
{
  if (lb_shapes_get_n_points (shapes) > LB_SHAPES_BLOB_MOST)
    return TRUE; /* too large to be kept */
  g_autoptr (GBytes) bytes = lb_shapes_to_bytes (shapes, epsg);
  return store (project, SHAPES, bytes, error);
}

GBytes *
lb_anchors_load (LbProject *project)
{
  return read_blob (project, ANCHORS, NULL);
}

gboolean
lb_anchors_store (LbProject *project, const LbRegionTree *regions, const LbShapes *shapes, GError **error)
{
  g_autoptr (GBytes) bytes = lb_anchors_to_bytes (regions, shapes);

  return store (project, ANCHORS, bytes, error);
}

static gpointer
decode_levels (GBytes *bytes, gpointer data)
{
  (void) data;
  return lb_levels_from_bytes (bytes);
}

LbLevels *
lb_levels_load (LbProject *project, const char *name, guint n_shapes, GError **error)
{
  g_autoptr (LbLevels) levels = load (project, name, decode_levels, NULL, error);

  return levels != NULL && lb_levels_get_n_shapes (levels) == n_shapes ? g_steal_pointer (&levels) : NULL;
}

gboolean
lb_levels_store (LbProject *project, const char *name, const LbLevels *levels, GError **error)
{
  g_autoptr (GBytes) bytes = lb_levels_to_bytes (levels);

  return store (project, name, bytes, error);
}

gboolean
lb_boundary_cache_fill (LbProject *project, GCancellable *cancellable, GError **error)
{
  g_autoptr (LbBoundaries) boundaries = lb_boundaries_read (project, error);

  if (boundaries == NULL ||
      !lb_shapes_store (project, lb_boundaries_get_shapes (boundaries), lb_boundaries_get_epsg (boundaries), error) ||
      !lb_anchors_store (project, lb_boundaries_get_regions (boundaries), lb_boundaries_get_shapes (boundaries), error))
    return FALSE;
  for (int level = LB_LEVEL_COUNTY; level < LB_N_LEVELS; level++) {
    guint n;
    lb_region_tree_get_level (lb_boundaries_get_regions (boundaries), (LbLevel) level, &n);
    if (n == 0)
      continue;
    g_autoptr (GArray) pieces = lb_pieces_find (boundaries, (LbLevel) level, LB_DAY_NONE);
    g_autofree char *name = lb_pieces_dup_name (lb_boundaries_get_regions (boundaries), (LbLevel) level, LB_DAY_NONE);
    g_autoptr (LbLevels) levels = lb_pieces_make_levels (lb_boundaries_get_shapes (boundaries), pieces, cancellable, error);
    if (levels == NULL || !lb_levels_store (project, name, levels, error))
      return FALSE;
  }
  return TRUE;
}
