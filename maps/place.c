#include "config.h"
#include "maps/place.h"
#include "maps/bytes.h"
#include "maps/code.h"
#include "maps/notices.h"
#include "maps/shapes-private.h"
#include "src/i18n.h"
#include "src/text.h"

#include <math.h>
#include <string.h>

typedef struct {
  gint64 id;
  gint64 batch;
  int parent;      /* index in the table, -1: none */
  int parent_before;
  LbLevel level;
  char *code;
  char *name;      /* as it is compared */
  gboolean has_geom;
  LbBox box;       /* of the polygon in degrees */
  double area, area_before;
  const LbStaged *staged; /* NULL: was there before */
} Node;

typedef struct {
  LbDb *db;
  const LbBoundaryStage *stage;
  GArray *nodes;        /* Node */
  GHashTable *by_code;  /* code → index + 1 */
  GHashTable *by_name;  /* township name, or "parent's index/name" below → index + 1; 0: ambiguous */
  GHashTable *shapes;   /* index → LbShapes, loaded when first needed */
  gboolean can_contain; /* there are polygons above the deepest level */
} Table;

static Node *
node_at (const Table *table, int index)
{
  return &g_array_index (table->nodes, Node, index);
}

static void
node_clear (gpointer data)
{
  Node *self = data;

  g_free (self->code);
  g_free (self->name);
}

/* The envelope stands in the blob's head, as lb_shapes_to_gpkg() writes it. */
static void
read_box (sqlite3_stmt *row, int column, Node *node)
{
  const guchar *head = sqlite3_column_blob (row, column);

  node->box = (LbBox) {-180, -90, 180, 90}; /* a blob of another writer: the polygon itself must tell */
  if (head != NULL && sqlite3_column_bytes (row, column) >= 40 && (head[3] & 0x0f) == 0x03)
    node->box = (LbBox) {lb_bytes_get_double (head + 8), lb_bytes_get_double (head + 24), lb_bytes_get_double (head + 16),
                         lb_bytes_get_double (head + 32)};
}

static void
read_node (Table *table, sqlite3_stmt *row, GHashTable *staged_by_id)
{
  Node node = {.parent = -1, .area = NAN};
  const char *code = (const char *) sqlite3_column_text (row, 3);

  node.id = sqlite3_column_int64 (row, 0);
  lb_level_parse ((const char *) sqlite3_column_text (row, 2), &node.level, NULL); /* CHECKed by the table */
  node.code = g_strdup (code != NULL ? code : "");
  node.name = lb_text_normalise ((const char *) sqlite3_column_text (row, 4));
  if (sqlite3_column_type (row, 5) != SQLITE_NULL)
    node.area = sqlite3_column_double (row, 5);
  node.area_before = node.area;
  node.batch = sqlite3_column_int64 (row, 6);
  node.has_geom = sqlite3_column_type (row, 7) != SQLITE_NULL;
  if (node.has_geom)
    read_box (row, 7, &node);
  node.staged = g_hash_table_lookup (staged_by_id, &node.id);
  g_array_append_val (table->nodes, node);
  if (*node.code != '\0')
    g_hash_table_insert (table->by_code, node.code, GUINT_TO_POINTER (table->nodes->len));
}

/* Parents by id, once all are known. */
static gboolean
link_parents (Table *table, GError **error)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  sqlite3_stmt *rows = lb_db_prepare (table->db, "SELECT parent_id FROM region ORDER BY id", error);
  int result = SQLITE_ERROR;

  for (guint i = 0; i < table->nodes->len; i++)
    g_hash_table_insert (by_id, &node_at (table, (int) i)->id, GUINT_TO_POINTER (i + 1));
  for (int i = 0; rows != NULL && (result = lb_db_step (table->db, rows, error)) == SQLITE_ROW; i++) {
    gint64 parent = sqlite3_column_int64 (rows, 0);
    Node *node = node_at (table, i);
    node->parent = GPOINTER_TO_INT (g_hash_table_lookup (by_id, &parent)) - 1;
    node->parent_before = node->parent;
  }
  if (rows != NULL)
    sqlite3_reset (rows);
  return result == SQLITE_DONE;
}

static gboolean
read_table (Table *table, GError **error)
{
  g_autoptr (GHashTable) staged_by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  sqlite3_stmt *rows = lb_db_prepare (table->db,
                                      "SELECT id, parent_id, level, code, name, area_m2, import_batch_id,"
                                      " substr (geom, 1, 40) FROM region ORDER BY id",
                                      error);
  int result = SQLITE_ERROR;

  for (guint i = 0; i < table->stage->regions->len; i++) {
    LbStaged *staged = g_ptr_array_index (table->stage->regions, i);
    if (staged->id != 0)
      g_hash_table_insert (staged_by_id, &staged->id, staged);
  }
  while (rows != NULL && (result = lb_db_step (table->db, rows, error)) == SQLITE_ROW)
    read_node (table, rows, staged_by_id);
  if (rows != NULL)
    sqlite3_reset (rows);
  return result == SQLITE_DONE && link_parents (table, error);
}

/* TRUE when @candidate may stand above @node and is deeper than @best. */
static gboolean
is_better (const Table *table, int candidate, int best, const Node *node)
{
  if (candidate < 0 || node_at (table, candidate)->level >= node->level)
    return FALSE;
  return best < 0 || node_at (table, candidate)->level > node_at (table, best)->level;
}

static int
find_code (const Table *table, const char *code)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (table->by_code, code)) - 1;
}

static int
find_by_prefix (const Table *table, const Node *node)
{
  static const guint lengths[] = {12, 9, 6};
  gsize length = strlen (node->code);

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++) {
    if (lengths[i] >= length || strspn (node->code, "0123456789") < length)
      continue;
    g_autofree char *prefix = g_strndup (node->code, lengths[i]);
    int found = find_code (table, prefix);
    if (is_better (table, found, -1, node))
      return found;
  }
  return -1;
}

/* Names of the region above: a township's name alone, a village's within its township. */
static void
index_names (Table *table)
{
  for (guint i = 0; i < table->nodes->len; i++) {
    const Node *node = node_at (table, (int) i);
    if (node->level != LB_LEVEL_TOWNSHIP && node->level != LB_LEVEL_VILLAGE)
      continue;
    char *key = node->level == LB_LEVEL_TOWNSHIP ? g_strdup (node->name)
                                                 : g_strdup_printf ("%d/%s", node->parent, node->name);
    gboolean there = g_hash_table_contains (table->by_name, key);
    g_hash_table_insert (table->by_name, key, GUINT_TO_POINTER (there ? 0 : i + 1));
  }
}

static int
find_by_names (const Table *table, const LbStaged *staged)
{
  g_autofree char *township = lb_text_normalise (staged->township);
  g_autofree char *village = lb_text_normalise (staged->village);

  if (*township == '\0')
    return -1;
  int found = GPOINTER_TO_INT (g_hash_table_lookup (table->by_name, township)) - 1;
  if (found < 0 || *village == '\0')
    return found;
  g_autofree char *key = g_strdup_printf ("%d/%s", found, village);
  int below = GPOINTER_TO_INT (g_hash_table_lookup (table->by_name, key)) - 1;
  return below >= 0 ? below : found;
}

static LbShapes *
load_shape (Table *table, int index)
{
  LbShapes *shapes = g_hash_table_lookup (table->shapes, GINT_TO_POINTER (index));
  if (shapes != NULL)
    return shapes;

  LbShapesBuilder *builder = lb_shapes_builder_new ();
  sqlite3_stmt *row = lb_db_prepare (table->db, "SELECT geom FROM region WHERE id = ?", NULL);
  if (row != NULL) {
    sqlite3_bind_int64 (row, 1, node_at (table, index)->id);
    if (lb_db_step (table->db, row, NULL) == SQLITE_ROW)
      lb_shapes_builder_add_gpkg (builder, sqlite3_column_blob (row, 0), (gsize) sqlite3_column_bytes (row, 0));
    sqlite3_reset (row);
  }
  shapes = lb_shapes_builder_end (builder);
  g_hash_table_insert (table->shapes, GINT_TO_POINTER (index), shapes);
  return shapes;
}

static gboolean
lies_below (const Table *table, int index, int ancestor)
{
  while (index >= 0 && index != ancestor)
    index = node_at (table, index)->parent;
  return index >= 0;
}

/* The deepest region above @node's level whose polygon holds its inner point, below @best if something was found
 * before: a village that its code puts into one township is never given to another by its place. */
static int
find_by_place (Table *table, const Node *node, const LbShapes *shapes, guint shape, int best)
{
  double x, y;
  int found = best;

  if (!lb_shapes_inner_point (shapes, shape, &x, &y))
    return best;
  for (int i = 0; i < (int) table->nodes->len; i++) {
    const Node *other = node_at (table, i);
    if (!other->has_geom || !is_better (table, i, found, node) || x < other->box.min_x || x > other->box.max_x ||
        y < other->box.min_y || y > other->box.max_y)
      continue;
    LbShapes *around = load_shape (table, i);
    if (lb_shapes_get_n (around) > 0 && lb_shapes_contain (around, 0, x, y) &&
        (best < 0 || lies_below (table, i, best)))
      found = i;
  }
  return found;
}

/* The level that should stand right above, as far as codes have it. */
static LbLevel
level_above (LbLevel level)
{
  return level == LB_LEVEL_GRID    ? LB_LEVEL_VILLAGE
         : level == LB_LEVEL_COUNTY ? LB_LEVEL_COUNTY
         : level == LB_LEVEL_TOWNSHIP ? LB_LEVEL_COUNTY
                                      : LB_LEVEL_TOWNSHIP;
}

static int
find_parent (Table *table, int index)
{
  const Node *node = node_at (table, index);
  int best = find_by_prefix (table, node);

  if (node->staged != NULL) {
    int by_code = find_code (table, node->staged->parent_code), by_names = find_by_names (table, node->staged);
    if (by_code != index && is_better (table, by_code, best, node))
      best = by_code;
    if (by_names != index && is_better (table, by_names, best, node))
      best = by_names;
  }
  if (!table->can_contain || (best >= 0 && node_at (table, best)->level >= level_above (node->level)))
    return best;
  if (node->staged != NULL)
    return find_by_place (table, node, table->stage->shapes, node->staged->shape, best);
  return node->has_geom ? find_by_place (table, node, load_shape (table, index), 0, best) : best;
}

/* A file without codes, parents and names of townships says nothing of where it belongs; in a project of one
 * county, with no polygon above that could tell, it belongs to that county. */
static int
only_county (const Table *table, const Node *node)
{
  int county = -1;

  if (*node->code != '\0' || node->staged == NULL || *node->staged->parent_code != '\0' || *node->staged->township != '\0')
    return -1;
  for (int i = 0; i < (int) table->nodes->len; i++) {
    const Node *other = node_at (table, i);
    gboolean second = county >= 0 && other->level == LB_LEVEL_COUNTY;
    if (second || (other->level < node->level && other->has_geom))
      return -1;
    if (other->level == LB_LEVEL_COUNTY)
      county = i;
  }
  return county;
}

/* Level by level from above, so that names and places below find their parents' places settled. A region
 * moves to a deeper parent; to another one of the same level only when its own file says so. */
static void
place_level (Table *table, LbLevel level)
{
  for (int i = 0; i < (int) table->nodes->len; i++) {
    Node *node = node_at (table, i);
    if (node->level != level)
      continue;
    int parent = find_parent (table, i);
    if (parent < 0)
      parent = only_county (table, node);
    gboolean as_deep = parent >= 0 && node->parent >= 0 &&
                       node_at (table, parent)->level == node_at (table, node->parent)->level;
    if (is_better (table, parent, node->parent, node) || (node->staged != NULL && as_deep))
      node->parent = parent;
  }
}

/* Sums of the children for regions without polygon, deepest level first; NAN where no child has an area. */
static void
sum_areas (Table *table)
{
  g_autofree double *sums = g_new (double, table->nodes->len);

  for (int level = LB_LEVEL_GRID; level > LB_LEVEL_COUNTY; level--) {
    for (guint i = 0; i < table->nodes->len; i++)
      sums[i] = NAN;
    for (guint i = 0; i < table->nodes->len; i++) {
      const Node *node = node_at (table, (int) i);
      if (node->parent >= 0 && !isnan (node->area))
        sums[node->parent] = (isnan (sums[node->parent]) ? 0 : sums[node->parent]) + node->area;
    }
    for (guint i = 0; i < table->nodes->len; i++) {
      Node *node = node_at (table, (int) i);
      if (!node->has_geom && (int) node->level == level - 1)
        node->area = sums[i];
    }
  }
}

static gboolean
differs (double a, double b)
{
  return isnan (a) != isnan (b) || (!isnan (a) && a != b);
}

static gboolean
write_changes (LbProject *project, const Table *table, gint64 batch, GError **error)
{
  for (guint i = 0; i < table->nodes->len; i++) {
    const Node *node = node_at (table, (int) i);
    if (node->parent == node->parent_before && !differs (node->area, node->area_before))
      continue;
    if (node->batch != batch && !lb_import_keep_before (project, batch, "region", node->id, error))
      return FALSE;
    sqlite3_stmt *update =
      lb_db_prepare (table->db, "UPDATE region SET parent_id = ?, area_m2 = ? WHERE id = ?", error);
    if (update == NULL)
      return FALSE;
    if (node->parent >= 0)
      sqlite3_bind_int64 (update, 1, node_at (table, node->parent)->id);
    if (!isnan (node->area))
      sqlite3_bind_double (update, 2, node->area);
    sqlite3_bind_int64 (update, 3, node->id);
    if (!lb_db_run (table->db, update, error))
      return FALSE;
  }
  return TRUE;
}

static void
say_lost (const Table *table, GPtrArray *notices)
{
  guint n = 0;
  const Node *first = NULL;

  for (guint i = 0; i < table->nodes->len; i++) {
    const Node *node = node_at (table, (int) i);
    if (node->staged != NULL && node->parent < 0 && node->level != LB_LEVEL_COUNTY && n++ == 0)
      first = node;
  }
  if (n > 0)
    lb_notice (notices, _ ("%u regions found no region above them and stand alone (the first is %s %s, record %u)"), n,
               first->name, first->code, first->staged->record);
}

gboolean
lb_place_regions (LbProject *project, const LbBoundaryStage *stage, gint64 batch, GPtrArray *notices, GError **error)
{
  Table table = {.db = lb_project_get_db (project), .stage = stage};

  table.nodes = g_array_new (FALSE, FALSE, sizeof (Node));
  g_array_set_clear_func (table.nodes, node_clear);
  table.by_code = g_hash_table_new (g_str_hash, g_str_equal);
  table.by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  table.shapes = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) lb_shapes_unref);
  gboolean good = read_table (&table, error);
  if (good) {
    for (guint i = 0; i < table.nodes->len; i++)
      table.can_contain |= node_at (&table, (int) i)->has_geom;
    for (int level = LB_LEVEL_TOWNSHIP; level < LB_N_LEVELS; level++) {
      place_level (&table, (LbLevel) level);
      g_hash_table_remove_all (table.by_name);
      index_names (&table);
    }
    sum_areas (&table);
    say_lost (&table, notices);
    good = write_changes (project, &table, batch, error);
  }
  g_hash_table_unref (table.shapes);
  g_hash_table_unref (table.by_name);
  g_hash_table_unref (table.by_code);
  g_array_unref (table.nodes);
  return good;
}
