/* No query of the shipped checks and indicators reads a whole ledger once for each row of another: on ten counties at once it
 * would never end. SQLite's own plan is asked, so that no clock decides. */
#include "src/check.h"
#include "src/hits-table.h"
#include "src/indicator.h"
#include "src/relations.h"
#include "src/rules.h"
#include "tests/src/hand.h"

#include <string.h>

/* One line of EXPLAIN QUERY PLAN. */
typedef struct {
  int id, parent;
  char *detail;
} Step;

/* Inner loops that read all of something small, or are the larger of the two. */
static const struct {
  const char *query, *inner, *why;
} small_loops[] = {
  {"1_11_002", "SCAN c", "outside: one count of the ledger"},
  {"grid_staffing", "SCAN (subquery-3)", "inside: three duties"},
  {"region_parent", "SCAN above LEFT-JOIN", "inside: six levels"},
  {"G02", "SCAN s", "outside: four kinds of grid"},
  {"G03", "SCAN s", "outside: four kinds of grid"},
  {"I05", "SCAN d", "outside: what the rule set requires"},
  {"S03", "SCAN k", "inside: one day"},
};
static gboolean met[G_N_ELEMENTS (small_loops)];

static void
step_clear (gpointer data)
{
  g_free (((Step *) data)->detail);
}

static GArray *
explain (LbDb *db, const char *id, const char *sql)
{
  g_autofree char *text = g_strconcat ("EXPLAIN QUERY PLAN ", sql, NULL);
  sqlite3_stmt *plan = NULL;
  GArray *steps = g_array_new (FALSE, FALSE, sizeof (Step));

  g_array_set_clear_func (steps, step_clear);
  if (sqlite3_prepare_v2 (lb_db_get_handle (db), text, -1, &plan, NULL) != SQLITE_OK)
    g_error ("%s: %s", id, sqlite3_errmsg (lb_db_get_handle (db)));
  while (sqlite3_step (plan) == SQLITE_ROW) {
    Step step = {sqlite3_column_int (plan, 0), sqlite3_column_int (plan, 1), g_strdup ((const char *) sqlite3_column_text (plan, 3))};
    g_array_append_val (steps, step);
  }
  sqlite3_finalize (plan);
  return steps;
}

static const Step *
find (const GArray *steps, int id)
{
  for (guint i = 0; i < steps->len; i++)
    if (g_array_index (steps, Step, i).id == id)
      return &g_array_index (steps, Step, i);
  return NULL;
}

/* A search without an index goes through the rows until it has the least or greatest: through all of them. */
static gboolean
reads_all (const Step *step)
{
  return (g_str_has_prefix (step->detail, "SCAN ") && strstr (step->detail, "CONSTANT ROW") == NULL) ||
         (g_str_has_prefix (step->detail, "SEARCH ") && strstr (step->detail, " USING ") == NULL);
}

/* Done anew for each row of the query around it; what is materialized or a co-routine of its own is not, or counts with it. */
static gboolean
is_repeated (const GArray *steps, const Step *step)
{
  for (const Step *at = find (steps, step->parent); at != NULL; at = find (steps, at->parent)) {
    if (g_str_has_prefix (at->detail, "CORRELATED "))
      return TRUE;
    if (g_str_has_prefix (at->detail, "MATERIALIZE ") || g_str_has_prefix (at->detail, "CO-ROUTINE "))
      return FALSE;
  }
  return FALSE;
}

/* A table of the same FROM stands before it. */
static gboolean
is_inner (const GArray *steps, guint place)
{
  const Step *step = &g_array_index (steps, Step, place);

  for (guint i = 0; i < place; i++) {
    const Step *other = &g_array_index (steps, Step, i);
    if (other->parent == step->parent && (g_str_has_prefix (other->detail, "SCAN ") || g_str_has_prefix (other->detail, "SEARCH ")))
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_small (const char *id, const char *detail)
{
  for (gsize i = 0; i < G_N_ELEMENTS (small_loops); i++)
    if (g_str_equal (small_loops[i].query, id) && g_str_equal (small_loops[i].inner, detail))
      return met[i] = TRUE;
  return FALSE;
}

static void
examine (LbDb *db, const char *id, const char *sql)
{
  g_autoptr (GArray) steps = explain (db, id, sql);

  g_assert_cmpuint (steps->len, >, 0);
  for (guint i = 0; i < steps->len; i++) {
    const Step *step = &g_array_index (steps, Step, i);
    if (!reads_all (step))
      continue;
    if (is_repeated (steps, step)) {
      g_test_message ("%s: “%s” is done for each row of the query around it", id, step->detail);
      g_test_fail ();
    }
    if (is_inner (steps, i) && !is_small (id, step->detail)) {
      g_test_message ("%s: “%s” is the inner loop of a join", id, step->detail);
      g_test_fail ();
    }
  }
}

/* A connection as the cubes have it. */
static void
prepare (Hand *hand, LbDb *db, const LbKeptRelations *kept)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LbRules) rules = lb_rules_load_for_project (hand->project, NULL, &error);

  g_assert_no_error (error);
  lb_relations_make (db, &error);
  g_assert_no_error (error);
  lb_rules_register (rules, db, &error);
  g_assert_no_error (error);
  lb_kept_relations_attach (kept, db, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  lb_hits_table_make (db, none, &error);
  g_assert_no_error (error);
}

static void
no_query_reads_a_ledger_for_each_row_of_another (Hand *hand, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LbKeptRelations) kept = lb_kept_relations_new (hand->path, &error);
  g_autoptr (LbDb) db = lb_db_open (hand->path, LB_DB_READ, &error);
  g_autoptr (GPtrArray) checks = lb_check_catalogue (NULL, "zh", NULL);
  g_autoptr (GPtrArray) indicators = lb_indicator_catalogue (NULL, "zh", NULL);

  (void) data;
  g_assert_no_error (error);
  prepare (hand, db, kept);
  for (guint i = 0; i < checks->len; i++)
    examine (db, ((LbCheck *) checks->pdata[i])->id, ((LbCheck *) checks->pdata[i])->sql);
  for (guint i = 0; i < indicators->len; i++)
    examine (db, ((LbIndicator *) indicators->pdata[i])->id, ((LbIndicator *) indicators->pdata[i])->sql);
  for (gsize i = 0; i < G_N_ELEMENTS (small_loops); i++)
    if (!met[i]) {
      g_test_message ("%s no longer has “%s”", small_loops[i].query, small_loops[i].inner);
      g_test_fail ();
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/query-plans/no-query-reads-a-ledger-for-each-row-of-another", Hand, NULL, hand_set_up,
              no_query_reads_a_ledger_for_each_row_of_another, hand_tear_down);
  return g_test_run ();
}
