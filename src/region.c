#include "config.h"
#include "src/region.h"
#include "src/date.h"
#include "src/error.h"
#include "src/i18n.h"
#include "src/id-table.h"

#include <stdlib.h>
#include <string.h>

struct _LbRegionTree {
  gatomicrefcount refs;
  GArray *regions;                 /* LbRegion, pre-order               */
  int *parents;                    /* theirs, for passes over all       */
  GStringChunk *strings;
  gsize by_code;                   /* GHashTable, code → number + 1; made when first asked for: no map asks */
  LbIdTable *by_id;                /* id → number + 1                   */
  GArray *levels[LB_N_LEVELS];     /* guint numbers                     */
  gint32 first_end;                /* LB_DAY_NONE: every region stands  */
};

typedef struct {
  gint64 id;
  gint64 parent_id;
  LbLevel level;
  const char *code;
  const char *name;
  double area_m2;
  const char *alias;
  gint32 valid_to;
  gint64 successor_id;
  guint parent;      /* index of its row + 1; 0: none           */
  guint first_child; /* where its children's rows begin         */
  guint n_children;
} Row;

struct _LbRegionTreeBuilder {
  GArray *rows; /* Row */
  GStringChunk *strings;
};

static const char *const level_words[LB_N_LEVELS] = {"county", "township", "area", "village", "grid", "joint_unit"};

gboolean
lb_level_parse (const char *text, LbLevel *level, GError **error)
{
  for (int i = 0; i < LB_N_LEVELS; i++)
    if (strcmp (text, level_words[i]) == 0 || (text[0] == '0' + i && text[1] == '\0')) {
      *level = (LbLevel) i;
      return TRUE;
    }
  g_set_error (error, LB_ERROR, LB_ERROR_USAGE,
               _ ("“%s” is not a level; use county, township, area, village, grid or joint_unit"), text);
  return FALSE;
}

const char *
lb_level_to_text (LbLevel level)
{
  return level_words[level];
}

const char *
lb_level_get_label (LbLevel level)
{
  static const char *const labels[LB_N_LEVELS] = {
    N_ ("County"), N_ ("Township"), N_ ("Area"), N_ ("Village"), N_ ("Grid"), N_ ("Joint unit")};

  return _ (labels[level]);
}

LbRegionTreeBuilder *
lb_region_tree_builder_new (void)
{
  LbRegionTreeBuilder *self = g_new0 (LbRegionTreeBuilder, 1);

  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  self->strings = g_string_chunk_new (16384);
  return self;
}

static const char *
keep (LbRegionTreeBuilder *self, const char *text)
{
  return text != NULL && *text != '\0' ? g_string_chunk_insert (self->strings, text) : "";
}

void
lb_region_tree_builder_add (LbRegionTreeBuilder *self, gint64 id, gint64 parent_id, LbLevel level,
                            const char *code, const char *name, double area_m2)
{
  Row row = {.id = id, .parent_id = parent_id, .level = level, .code = keep (self, code), .name = keep (self, name),
             .area_m2 = area_m2, .alias = "", .valid_to = LB_DAY_NONE};

  g_array_append_val (self->rows, row);
}

void
lb_region_tree_builder_set_history (LbRegionTreeBuilder *self, const char *alias, const char *valid_to, gint64 successor_id)
{
  Row *row = &g_array_index (self->rows, Row, self->rows->len - 1);

  row->alias = keep (self, alias);
  row->valid_to = lb_day_from_text (valid_to);
  row->successor_id = successor_id;
}

/* In the order of codes, then of their adding, which is that of the rows. */
static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const Row *first = *(const Row *const *) a, *second = *(const Row *const *) b;
  int order = strcmp (first->code, second->code);

  return order != 0 ? order : (first > second) - (first < second);
}

static void
sort_rows (Row **rows, guint n)
{
  for (guint i = 1; i < n; i++)
    if (compare_rows (&rows[i - 1], &rows[i]) > 0) { /* as a project stores them, they are in order */
      qsort (rows, n, sizeof *rows, compare_rows);
      return;
    }
}

/* Each row's parent; roots have none. */
static void
find_parents (GArray *rows)
{
  g_autoptr (LbIdTable) by_id = lb_id_table_new (rows->len);

  for (guint i = 0; i < rows->len; i++)
    lb_id_table_add (by_id, g_array_index (rows, Row, i).id, i + 1);
  for (guint i = 0; i < rows->len; i++) {
    Row *row = &g_array_index (rows, Row, i);
    guint parent = row->parent_id != 0 ? lb_id_table_find (by_id, row->parent_id) : 0;
    if (parent > 0 && g_array_index (rows, Row, parent - 1).level < row->level) {
      row->parent = parent;
      g_array_index (rows, Row, parent - 1).n_children++;
    }
  }
}

/* (transfer full): all rows but the roots, children of one row together; then the roots, of which there are @n_roots. */
static Row **
list_children (GArray *rows, guint *n_roots)
{
  Row **list = g_new (Row *, rows->len + 1);
  guint end = 0;

  for (guint i = 0; i < rows->len; i++) {
    Row *row = &g_array_index (rows, Row, i);
    row->first_child = end;
    end += row->n_children;
    row->n_children = 0;
  }
  *n_roots = rows->len - end;
  for (guint i = 0; i < rows->len; i++) {
    Row *row = &g_array_index (rows, Row, i);
    Row *parent = row->parent > 0 ? &g_array_index (rows, Row, row->parent - 1) : NULL;
    list[parent != NULL ? parent->first_child + parent->n_children++ : end++] = row;
  }
  return list;
}

/* Appends @row and, after it, its descendants. The depth is bounded: a child's level is deeper than its
 * parent's, which also makes a circle impossible (see find_parents). */
static void
place (LbRegionTree *tree, Row **children, const Row *row, int parent)
{
  guint number = tree->regions->len;
  LbRegion region = {row->id, parent, 0, row->level, row->code, row->name, row->area_m2,
                     row->alias, row->valid_to, -1};

  g_array_append_val (tree->regions, region);
  g_array_append_val (tree->levels[row->level], number);
  sort_rows (children + row->first_child, row->n_children);
  for (guint i = 0; i < row->n_children; i++)
    place (tree, children, children[row->first_child + i], (int) number);
  g_array_index (tree->regions, LbRegion, number).end = tree->regions->len;
}

/* Whether figures of @from may on any day arrive at @target: by way of parents and of successors. */
static gboolean
leads_to (const LbRegionTree *tree, int from, int target)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (int));

  g_array_append_val (open, from);
  while (open->len > 0) {
    int at = g_array_index (open, int, open->len - 1);
    g_array_set_size (open, open->len - 1);
    if (at == target)
      return TRUE;
    if (at < 0 || !g_hash_table_add (seen, GINT_TO_POINTER (at + 1)))
      continue;
    const LbRegion *region = lb_region_tree_get (tree, (guint) at);
    g_array_append_val (open, region->parent);
    g_array_append_val (open, region->successor);
  }
  return FALSE;
}

static void
add_history (LbRegionTree *tree, const Row *row)
{
  int number = row->valid_to != LB_DAY_NONE ? lb_region_tree_find_id (tree, row->id) : -1;
  int successor = row->successor_id != 0 ? lb_region_tree_find_id (tree, row->successor_id) : -1;

  if (number < 0)
    return;
  tree->first_end = MIN (tree->first_end, row->valid_to);
  if (successor >= 0 && !leads_to (tree, successor, number))
    g_array_index (tree->regions, LbRegion, number).successor = successor;
}

LbRegionTree *
lb_region_tree_builder_end (LbRegionTreeBuilder *self)
{
  LbRegionTree *tree = g_new0 (LbRegionTree, 1);
  guint n_roots;

  g_atomic_ref_count_init (&tree->refs);
  tree->first_end = LB_DAY_NONE;
  tree->regions = g_array_sized_new (FALSE, FALSE, sizeof (LbRegion), self->rows->len);
  tree->strings = g_steal_pointer (&self->strings);
  tree->by_id = lb_id_table_new (self->rows->len);
  for (int i = 0; i < LB_N_LEVELS; i++)
    tree->levels[i] = g_array_new (FALSE, FALSE, sizeof (guint));

  find_parents (self->rows);
  g_autofree Row **children = list_children (self->rows, &n_roots);
  Row **roots = children + self->rows->len - n_roots;
  sort_rows (roots, n_roots);
  for (guint i = 0; i < n_roots; i++)
    place (tree, children, roots[i], -1);

  tree->parents = g_new (int, tree->regions->len);
  for (guint i = 0; i < tree->regions->len; i++) {
    const LbRegion *region = &g_array_index (tree->regions, LbRegion, i);
    tree->parents[i] = region->parent;
    lb_id_table_add (tree->by_id, region->id, i + 1);
  }
  for (guint i = 0; i < self->rows->len; i++)
    add_history (tree, &g_array_index (self->rows, Row, i));
  g_array_unref (self->rows);
  g_free (self);
  return tree;
}

LbRegionTree *
lb_region_tree_ref (LbRegionTree *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
lb_region_tree_unref (LbRegionTree *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_array_unref (self->regions);
  g_free (self->parents);
  if (self->by_code != 0)
    g_hash_table_unref ((GHashTable *) self->by_code);
  lb_id_table_free (self->by_id);
  for (int i = 0; i < LB_N_LEVELS; i++)
    g_array_unref (self->levels[i]);
  g_string_chunk_free (self->strings);
  g_free (self);
}

guint
lb_region_tree_get_n (const LbRegionTree *self)
{
  return self->regions->len;
}

const LbRegion *
lb_region_tree_get (const LbRegionTree *self, guint number)
{
  g_return_val_if_fail (number < self->regions->len, NULL);
  return &g_array_index (self->regions, LbRegion, number);
}

const int *
lb_region_tree_get_parents (const LbRegionTree *self)
{
  return self->parents;
}

const guint *
lb_region_tree_get_level (const LbRegionTree *self, LbLevel level, guint *n)
{
  *n = self->levels[level]->len;
  return (const guint *) self->levels[level]->data;
}

static GHashTable *
index_codes (const LbRegionTree *self)
{
  GHashTable *codes = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->regions->len; i++) {
    const char *code = g_array_index (self->regions, LbRegion, i).code;
    if (*code != '\0' && !g_hash_table_contains (codes, code))
      g_hash_table_insert (codes, (gpointer) code, GUINT_TO_POINTER (i + 1));
  }
  return codes;
}

int
lb_region_tree_find_code (const LbRegionTree *self, const char *code)
{
  gsize *by_code = (gsize *) &self->by_code; /* nobody sees it change */

  if (g_once_init_enter (by_code))
    g_once_init_leave (by_code, (gsize) index_codes (self));
  return GPOINTER_TO_INT (g_hash_table_lookup ((GHashTable *) *by_code, code)) - 1;
}

int
lb_region_tree_find_id (const LbRegionTree *self, gint64 id)
{
  return (int) lb_id_table_find (self->by_id, id) - 1;
}

int
lb_region_tree_get_ancestor (const LbRegionTree *self, guint number, LbLevel level)
{
  int at = (int) number;

  while (at >= 0 && lb_region_tree_get (self, (guint) at)->level > level)
    at = lb_region_tree_get (self, (guint) at)->parent;
  return at >= 0 && lb_region_tree_get (self, (guint) at)->level == level ? at : -1;
}

gboolean
lb_region_stands (const LbRegion *self, gint32 day)
{
  return day <= self->valid_to; /* LB_DAY_NONE comes after every day */
}

guint
lb_region_tree_resolve (const LbRegionTree *self, guint number, gint32 day)
{
  const LbRegion *region;

  while (region = lb_region_tree_get (self, number), !lb_region_stands (region, day) && region->successor >= 0)
    number = (guint) region->successor;
  return number;
}

int
lb_region_tree_get_above (const LbRegionTree *self, guint number, gint32 day)
{
  const LbRegion *region = lb_region_tree_get (self, number);

  return region->successor >= 0 && !lb_region_stands (region, day) ? region->successor : region->parent;
}

gint32
lb_region_tree_get_first_end (const LbRegionTree *self)
{
  return self->first_end;
}

LbLevel
lb_region_tree_get_deepest (const LbRegionTree *self)
{
  for (int i = LB_N_LEVELS - 1; i > 0; i--)
    if (self->levels[i]->len > 0)
      return (LbLevel) i;
  return LB_LEVEL_COUNTY;
}
