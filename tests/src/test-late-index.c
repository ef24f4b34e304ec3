/* The indexes of a large table are made in steps between which a cancel is heard */
#include "src/late-index.h"

#include <string.h>

#define N_ROWS           300000
#define MOST_COMPARISONS 2000000 /* between two looks; a sort of all the rows at once takes above four million */
#define STEPS_PER_LOOK   1000

typedef struct {
  guint compared; /* since the last look */
  guint most;
  guint looks;
  guint stop_at;  /* 0: never */
} Sorter;

static int
compare_and_count (void *data, int n, const void *a, int m, const void *b)
{
  Sorter *self = data;
  int order = memcmp (a, b, (gsize) MIN (n, m));

  self->compared++;
  return order != 0 ? order : n - m;
}

static int
look (void *data)
{
  Sorter *self = data;

  self->most = MAX (self->most, self->compared);
  self->compared = 0;
  self->looks++;
  return self->stop_at != 0 && self->looks >= self->stop_at;
}

/* (transfer full): rows in no order, and an index that counts what it compares. */
static LbDb *
make_table (Sorter *sorter)
{
  g_autoptr (GError) error = NULL;
  LbDb *db = lb_db_open_memory (":memory:", &error);

  g_assert_no_error (error);
  sqlite3_create_collation (lb_db_get_handle (db), "counted", SQLITE_UTF8, sorter, compare_and_count);
  lb_db_exec (db, "CREATE TABLE t (word TEXT); CREATE INDEX t_word ON t (word COLLATE counted)", &error);
  g_assert_no_error (error);
  return db;
}

static char **
fill (LbDb *db)
{
  g_autoptr (GError) error = NULL;
  char **statements = lb_late_index_drop (db, "t", &error);

  g_assert_no_error (error);
  lb_db_exec (db, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT " G_STRINGIFY (N_ROWS) ")"
                  " INSERT INTO t SELECT printf ('%09d', i * 7919 % 300007) FROM n", &error);
  g_assert_no_error (error);
  return statements;
}

static void
an_index_is_made_in_small_steps (void)
{
  Sorter sorter = {0};
  g_autoptr (LbDb) db = make_table (&sorter);
  g_auto (GStrv) statements = fill (db);
  g_autoptr (GError) error = NULL;

  sqlite3_progress_handler (lb_db_get_handle (db), STEPS_PER_LOOK, look, &sorter);
  lb_late_index_make (db, (const char *const *) statements, &error);
  look (&sorter);
  sqlite3_progress_handler (lb_db_get_handle (db), 0, NULL, NULL);
  g_assert_no_error (error);
  g_assert_cmpuint (sorter.most, >, 0);
  g_assert_cmpuint (sorter.most, <, MOST_COMPARISONS);
}

static void
a_stopped_index_is_not_there (void)
{
  Sorter sorter = {.stop_at = 500};
  g_autoptr (LbDb) db = make_table (&sorter);
  g_auto (GStrv) statements = fill (db);
  gint64 indexes = -1;

  sqlite3_progress_handler (lb_db_get_handle (db), STEPS_PER_LOOK, look, &sorter);
  g_assert_false (lb_late_index_make (db, (const char *const *) statements, NULL));
  sqlite3_progress_handler (lb_db_get_handle (db), 0, NULL, NULL);
  g_assert_true (lb_db_get_int (db, "SELECT count(*) FROM sqlite_master WHERE type = 'index'", &indexes, NULL));
  g_assert_cmpint (indexes, ==, 0);
  g_assert_true (lb_db_get_int (db, "PRAGMA temp_store", &indexes, NULL));
  g_assert_cmpint (indexes, ==, 2); /* memory, as for everything else */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/late-index/an-index-is-made-in-small-steps", an_index_is_made_in_small_steps);
  g_test_add_func ("/late-index/a-stopped-index-is-not-there", a_stopped_index_is_not_there);
  return g_test_run ();
}
