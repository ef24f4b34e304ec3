/* Regions renamed, merged and abolished; what that means for the rows that hang on them stands in region.h */
#include "config.h"
#include "src/date.h"
#include "src/i18n.h"
#include "src/stage-private.h"

#include <inttypes.h>

static const char rename_region[] =
  "UPDATE region SET name = coalesce (?2, name), code = coalesce (?3, code),"
  " alias = coalesce (alias || char (10), '') || ?4, import_batch_id = ?5, src_row = ?6 WHERE id = ?1";
static const char end_region[] =
  "UPDATE region SET valid_to = ?2, successor_id = ?3, import_batch_id = ?4, src_row = ?5 WHERE id = ?1";

gboolean
lb_stage_prepare_changes (LbStage *self, GError **error)
{
  self->regions = lb_project_dup_regions (self->project, error);
  return self->regions != NULL;
}

/* The region that takes the place of @old: by code, else the only one of that name and level in its township, else in
 * the county. -1: none. */
static int
find_successor (const LbStage *self, const LbRegion *old, const char *code, const char *name)
{
  guint n;
  const guint *numbers = lb_region_tree_get_level (self->regions, old->level, &n);
  int near = -1, far = -1, sisters = 0, others = 0;

  if (code != NULL)
    return lb_region_tree_find_code (self->regions, code);
  for (guint i = 0; name != NULL && i < n; i++) {
    const LbRegion *region = lb_region_tree_get (self->regions, numbers[i]);
    if (region == old || !g_str_equal (region->name, name))
      continue;
    if (region->parent == old->parent) {
      near = (int) numbers[i];
      sisters++;
    } else {
      far = (int) numbers[i];
      others++;
    }
  }
  return sisters == 1 ? near : sisters == 0 && others == 1 ? far : -1;
}

static gboolean
rename_to (LbStage *self, const LbRegion *region, const LbValue *values, gint64 src_row, GError **error)
{
  const LbValue *name = &values[LB_CHANGE_NEW_NAME], *code = &values[LB_CHANGE_NEW_CODE];
  const char *gap = name->set && code->set && *region->code != '\0' ? "\n" : "";
  g_autofree char *former = g_strconcat (name->set ? region->name : "", gap, code->set ? region->code : "", NULL);
  sqlite3_stmt *update = lb_db_prepare (self->db, rename_region, error);

  if (update == NULL)
    return FALSE;
  sqlite3_bind_int64 (update, 1, region->id);
  lb_stage_bind_text (update, 2, name);
  lb_stage_bind_text (update, 3, code);
  sqlite3_bind_text (update, 4, former, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (update, 5, self->batch);
  sqlite3_bind_int64 (update, 6, src_row);
  return lb_db_run (self->db, update, error);
}

/* The old region stands to the day before the change. */
static gboolean
end_on (LbStage *self, const LbRegion *region, const LbValue *day, int successor, gint64 src_row, GError **error)
{
  g_autofree char *first = g_strdup_printf ("%.7s-01", day->text); /* of a month only: from its beginning */
  gint32 number = lb_day_from_text (g_utf8_strlen (day->text, -1) > 7 ? day->text : first);
  g_autofree char *last = lb_day_to_text (number - 1);
  sqlite3_stmt *update = lb_db_prepare (self->db, end_region, error);

  if (update == NULL)
    return FALSE;
  sqlite3_bind_int64 (update, 1, region->id);
  sqlite3_bind_text (update, 2, last, -1, SQLITE_STATIC);
  lb_stage_bind_id (update, 3, successor >= 0 ? lb_region_tree_get (self->regions, (guint) successor)->id : 0);
  sqlite3_bind_int64 (update, 4, self->batch);
  sqlite3_bind_int64 (update, 5, src_row);
  return lb_db_run (self->db, update, error);
}

/* Circles ---------------------------------------------------------------------------------------------------- */

static const char next_regions[] =
  "SELECT r.parent_id, r.successor_id, r.name, b.file, r.src_row, (SELECT name FROM region s WHERE s.id = r.successor_id)"
  " FROM region r LEFT JOIN import_batch b ON b.id = r.import_batch_id WHERE r.id = ?";

/* A region to which the way leads, by way of parents and of successors. */
typedef struct {
  gint64 id;
  guint from; /* the step before it */
  char *told; /* which row led to it; NULL: it lies above that one */
} Step;

static void
step_clear (gpointer data)
{
  g_free (((Step *) data)->told);
}

/* Adds a step from step @from, unless the way has been there. */
static void
add_step (GArray *way, gint64 id, guint from, char *told)
{
  const Step step = {id, from, told};

  for (guint i = 0; i < way->len; i++)
    if (g_array_index (way, Step, i).id == id) {
      g_free (told);
      return;
    }
  g_array_append_val (way, step);
}

/* Adds what lies above step @at, and what took its place. */
static gboolean
go_on (LbStage *self, GArray *way, guint at, GError **error)
{
  sqlite3_stmt *row = lb_db_prepare (self->db, next_regions, error);

  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, g_array_index (way, Step, at).id);
  int step = lb_db_step (self->db, row, error);
  if (step == SQLITE_ROW && sqlite3_column_int64 (row, 1) != 0)
    add_step (way, sqlite3_column_int64 (row, 1), at,
              g_strdup_printf (_ ("%s → %s (%s, row %" PRId64 ")"), (const char *) sqlite3_column_text (row, 2),
                               (const char *) sqlite3_column_text (row, 5), (const char *) sqlite3_column_text (row, 3),
                               (gint64) sqlite3_column_int64 (row, 4)));
  if (step == SQLITE_ROW && sqlite3_column_int64 (row, 0) != 0)
    add_step (way, sqlite3_column_int64 (row, 0), at, NULL);
  sqlite3_reset (row);
  return step != SQLITE_ERROR;
}

/* The step at which the way arrives at @id; 0: it does not. */
static guint
find_step (const GArray *way, gint64 id)
{
  for (guint i = 1; i < way->len; i++)
    if (g_array_index (way, Step, i).id == id)
      return i;
  return 0;
}

/* (transfer full): the rows that lead from the first step to step @at, in their order. */
static char *
tell_way (const GArray *way, guint at)
{
  g_autoptr (GString) told = g_string_new (NULL);

  for (; at > 0; at = g_array_index (way, Step, at).from)
    if (g_array_index (way, Step, at).told != NULL) {
      g_string_prepend (told, told->len > 0 ? _ (", ") : "");
      g_string_prepend (told, g_array_index (way, Step, at).told);
    }
  return g_string_free (g_steal_pointer (&told), FALSE);
}

/* Whether the figures of @from would come back to @target: then the two would answer for one another without end.
 * (transfer full) @rows: those that lead there, of this file and of earlier ones; NULL: none do. */
static gboolean
find_circle (LbStage *self, gint64 from, gint64 target, char **rows, GError **error)
{
  g_autoptr (GArray) way = g_array_new (FALSE, FALSE, sizeof (Step));

  g_array_set_clear_func (way, step_clear);
  add_step (way, from, 0, NULL);
  for (guint at = 0; at < way->len && find_step (way, target) == 0; at++)
    if (!go_on (self, way, at, error))
      return FALSE;
  guint end = find_step (way, target);
  *rows = end > 0 ? tell_way (way, end) : NULL;
  return TRUE;
}

gboolean
lb_stage_change_region (LbStage *self, const LbValue *values, gint64 region_id, gint64 src_row, char **reason, guint *field,
                        GError **error)
{
  int number = lb_region_tree_find_id (self->regions, region_id);
  const LbRegion *region = lb_region_tree_get (self->regions, (guint) number);
  const LbValue *name = &values[LB_CHANGE_NEW_NAME], *code = &values[LB_CHANGE_NEW_CODE];
  const char *change = values[LB_CHANGE_KIND].text;

  if (g_str_equal (change, "rename")) {
    int owner = code->set ? lb_region_tree_find_code (self->regions, code->text) : -1;
    if (!name->set && !code->set)
      return lb_stage_refuse (self, "value", LB_CHANGE_NEW_NAME,
                              g_strdup_printf (_ ("column %s is empty"), lb_stage_heading (self, LB_CHANGE_NEW_NAME)),
                              reason, field);
    if (owner >= 0 && owner != number)
      return lb_stage_refuse (self, "region", LB_CHANGE_NEW_CODE,
                              g_strdup_printf (_ ("the code %s belongs to %s already"), code->text,
                                               lb_region_tree_get (self->regions, (guint) owner)->name),
                              reason, field);
    return lb_stage_keep (self, "region", region_id, error) && rename_to (self, region, values, src_row, error) &&
           lb_project_renumber_regions (self->project, error);
  }
  int successor = find_successor (self, region, code->set ? code->text : NULL, name->set ? name->text : NULL);
  gboolean inside = successor >= number && successor < (int) region->end; /* a village cannot go on as its own grid */
  if (inside || (successor < 0 && (name->set || code->set || g_str_equal (change, "merge"))))
    return lb_stage_refuse (
      self, "region", code->set ? LB_CHANGE_NEW_CODE : LB_CHANGE_NEW_NAME,
      g_strdup_printf (_ ("no single other region is “%s”, which took the place of %s; import its boundary first or give its code"),
                       code->set ? code->text : name->set ? name->text : "", region->name),
      reason, field);
  g_autofree char *circle = NULL;
  const LbRegion *heir = successor >= 0 ? lb_region_tree_get (self->regions, (guint) successor) : NULL;
  if (heir != NULL && !find_circle (self, heir->id, region_id, &circle, error))
    return FALSE;
  if (circle != NULL)
    return lb_stage_refuse (
      self, "region", code->set ? LB_CHANGE_NEW_CODE : LB_CHANGE_NEW_NAME,
      g_strdup_printf (_ ("%s cannot go on as %s, for from there the way leads back to it: %s; correct this row or one of those"),
                       region->name, heir->name, circle),
      reason, field);
  return lb_stage_keep (self, "region", region_id, error) &&
         end_on (self, region, &values[LB_CHANGE_DAY], successor, src_row, error);
}
