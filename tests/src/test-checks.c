/* Checks: for each rule what breaks it, what keeps it and what cannot be told, as rows that go in and hits that come out */
#include "src/check.h"
#include "src/hits-table.h"
#include "src/date.h"
#include "src/error.h"
#include "src/findings.h"
#include "src/relations.h"
#include "tests/src/check-sheets.h"
#include "tests/src/figures.h"

#include <glib/gstdio.h>
#include <string.h>

/* "household verdict since..until", "region" where no household is concerned; ends that are open are left out. */
static void
write_hit (GString *out, sqlite3_stmt *row)
{
  const char *household = (const char *) sqlite3_column_text (row, 0), *region = (const char *) sqlite3_column_text (row, 1);
  const char *severity = (const char *) sqlite3_column_text (row, 2);

  g_string_append_printf (out, "%s %s", household != NULL ? household : region != NULL ? region : "all",
                          g_str_equal (severity, "unknown") ? "unknown" : "breach");
  for (int i = 3; i <= 4; i++) {
    g_autofree char *day =
      sqlite3_column_type (row, i) != SQLITE_NULL ? lb_day_to_text (sqlite3_column_int (row, i)) : NULL;
    g_string_append_printf (out, "%s%s", i == 3 ? " " : "..", day != NULL ? day : "");
  }
  g_string_append_c (out, '\n');
}

static GPtrArray *
one_check (const char *id, const char *project_path)
{
  GPtrArray *all = lb_check_catalogue (project_path, "en", NULL);

  for (guint i = all->len; i-- > 0;)
    if (!g_str_equal (((LbCheck *) g_ptr_array_index (all, i))->id, id))
      g_ptr_array_remove_index (all, i);
  g_assert_cmpuint (all->len, ==, 1);
  return all;
}

static char *
list_hits (const char *path, const char *rules_name, GPtrArray *checks, GError **error)
{
  g_autoptr (LbProject) project = lb_project_open (path, LB_DB_READ, error);
  g_autoptr (LbRules) rules = project != NULL ? lb_rules_load_for_project (project, rules_name, error) : NULL;
  g_autoptr (LbCheckHits) hits = NULL; /* outlives the connection that has them as a table */
  g_autoptr (LbDb) db = rules != NULL ? lb_db_open (path, LB_DB_READ, error) : NULL;
  g_autoptr (GString) out = g_string_new (NULL);

  if (db == NULL || !lb_relations_make (db, error) || !lb_rules_register (rules, db, error))
    return NULL;
  hits = lb_check_hits_find (db, rules, checks, NULL, error);
  if (hits == NULL || !lb_hits_table_make (db, hits->lists, error))
    return NULL;
  sqlite3_stmt *query = lb_db_prepare (db,
                                       "SELECT h.household_no, r.name, c.severity, c.first_day, c.last_day FROM check_hit c "
                                       "LEFT JOIN household h ON h.id = c.household_id LEFT JOIN region r ON r.id = c.region_id "
                                       "ORDER BY h.household_no, r.id, c.first_day, c.severity",
                                       error);
  while (query != NULL && lb_db_step (db, query, error) == SQLITE_ROW)
    write_hit (out, query);
  return query != NULL ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}

/* Making a project takes longer than checking it: the sheets start from copies of one. */
typedef struct {
  char *bytes;
  gsize length;
} Base;

static void
base_make (Base *self)
{
  Hand hand;

  hand_set_up (&hand, NULL);
  hand_run (&hand, "UPDATE import_batch SET at = '2030-01-01T00:00:00Z'; PRAGMA wal_checkpoint (TRUNCATE)");
  g_assert_true (g_file_get_contents (hand.path, &self->bytes, &self->length, NULL));
  hand_tear_down (&hand, NULL);
}

static void
run_sheet (Hand *hand, const CheckSheet *sheet)
{
  g_autoptr (GError) error = NULL;

  figures_fill (hand, sheet->rows);
  g_autoptr (GPtrArray) checks = one_check (sheet->id, NULL);
  g_autofree char *hits = list_hits (hand->path, sheet->rules, checks, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (hits, ==, sheet->hits);
}

static Base base; /* of all sheets */

static void
test_sheet (gconstpointer data)
{
  Hand hand = {.dir = g_dir_make_tmp ("lookback-XXXXXX", NULL)};

  if (base.bytes == NULL)
    base_make (&base);
  hand.path = g_build_filename (hand.dir, "county.gpkg", NULL);
  g_assert_true (g_file_set_contents_full (hand.path, base.bytes, (gssize) base.length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  hand.project = lb_project_open (hand.path, LB_DB_WRITE, NULL);
  g_assert_true (lb_db_exec (lb_project_get_db (hand.project), "PRAGMA synchronous = OFF", NULL));
  run_sheet (&hand, data);
  hand_tear_down (&hand, NULL);
}

static gboolean
has_hit (const CheckSheet *sheet, const char *id)
{
  for (; sheet->path != NULL; sheet++)
    if (g_str_equal (sheet->id, id) && *sheet->hits != '\0')
      return TRUE;
  return FALSE;
}

/* A check without a sheet is a check that nobody has seen work. */
static void
test_every_shipped_check_has_a_sheet (void)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) checks = lb_check_catalogue (NULL, "zh", problems);

  g_assert_cmpuint (problems->len, ==, 0);
  for (guint i = 0; i < checks->len; i++) {
    const LbCheck *check = g_ptr_array_index (checks, i);
    if (!has_hit (check_sheets_doubt, check->id) && !has_hit (check_sheets_work, check->id))
      g_error ("%s has no sheet with a hit", check->id);
  }
}

static void
count (const LbHit *hit, gpointer data)
{
  guint *n = data;

  (void) hit;
  ++*n;
}

static void
keep_message (const LbHit *hit, gpointer data)
{
  g_ptr_array_add (data, g_strdup (hit->message));
}

/* The same rows are in order for the nation and out of order for Jiyang. */
static void
test_two_rule_sets_judge_the_same_data (Hand *hand, gconstpointer data)
{
  static const char *const sets[] = {"national", "jiyang"}, *const expected[] = {"", "H1 breach 2024-03-31..\n"};
  g_autoptr (GPtrArray) checks = one_check ("step_order", NULL);

  (void) data;
  figures_fill (hand, "household id=1\nmonitoring_case id=1 identified_on=2024-03-31\n"
                      "case_step id=1 step_code=review finished_on=2024-03-20\n"
                      "case_step id=2 step_code=data_match finished_on=2024-03-10\n");
  for (gsize i = 0; i < G_N_ELEMENTS (sets); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *hits = list_hits (hand->path, sets[i], checks, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (hits, ==, expected[i]);
  }
}

static void
test_an_override_moves_a_limit (Hand *hand, gconstpointer data)
{
  g_autoptr (GPtrArray) checks = one_check ("identify_late", NULL);
  g_autoptr (GError) error = NULL;

  (void) data;
  figures_fill (hand, "household id=1\nmonitoring_case id=1 clue_date=2024-09-30 identified_on=2024-10-12\n"
                      "household id=2\nmonitoring_case id=2 clue_date=2024-09-30 identified_on=2024-10-14\n"
                      "INSERT INTO rule_override (section, key, value) VALUES ('limits', 'identify', '5 day_work')\n");
  g_autofree char *hits = list_hits (hand->path, NULL, checks, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (hits, ==, "H2 breach 2024-10-14..\n");
}

static void
test_a_hit_stands_on_its_days_only (Hand *hand, gconstpointer data)
{
  static const struct {
    const char *day;
    guint hits;
  } cases[] = {{"2024-02-28", 0}, {"2024-02-29", 0}, {"2024-03-01", 1}, {"2024-03-09", 1}, {"2024-03-10", 0}};
  g_autoptr (GPtrArray) checks = one_check ("matter_late", NULL);

  (void) data;
  figures_fill (hand, "matter received_on=2024-02-01 due_on=2024-02-29 completed_on=2024-03-10\n");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (LbRules) rules = lb_rules_load ("national", NULL, &error);
    guint n = 0;
    g_assert_true (lb_checks_run (hand->path, rules, checks, lb_day_from_text (cases[i].day), count, &n, NULL, NULL, &error));
    g_assert_cmpuint (n, ==, cases[i].hits);
  }
}

static void
test_a_message_is_filled_in (Hand *hand, gconstpointer data)
{
  g_autoptr (GPtrArray) checks = one_check ("4_11_010", NULL);
  g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (LbRules) rules = lb_rules_load ("national", NULL, &error);

  (void) data;
  figures_fill (hand, "household id=1\nmonitoring_case id=1 identified_on=2023-01-01 cleared_on=2024-01-01 clear_mode=assisted\n"
                      "risk_clearance id=1 income_pc_fen=649950\n");
  g_assert_true (lb_checks_run (hand->path, rules, checks, lb_day_from_text ("2024-06-30"), keep_message, messages, NULL, NULL,
                                &error));
  g_assert_cmpuint (messages->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (messages, 0), ==,
                   "cleared by help with 6499.50 yuan per head, below the line of 7500");
}

#define HEAD                                                                                                            \
  "-- id: own\n-- severity: note\n-- name.zh: x\n-- name.en: x\n-- message.zh: x\n-- message.en: {n} rows\n"            \
  "-- remedy.zh: x\n-- remedy.en: x\n-- source: x\n\n"
#define COLUMNS "NULL AS region_id, NULL AS household_id, NULL AS row_table, NULL AS row_id, NULL AS since, NULL AS until"

static void
test_a_check_beside_the_project_works_like_a_shipped_one (Hand *hand, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (hand->dir, "checks", NULL);
  g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (LbRules) rules = lb_rules_load ("national", NULL, &error);

  (void) data;
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_free (hand_write (hand, "checks/own.sql", HEAD "SELECT " COLUMNS ", 'breach' AS verdict, count (*) AS n FROM region"));
  g_autoptr (GPtrArray) checks = one_check ("own", hand->path);
  g_assert_true (lb_checks_run (hand->path, rules, checks, 0, keep_message, messages, NULL, NULL, &error));
  g_assert_cmpuint (messages->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (messages, 0), ==, "8 rows");
}

static void
test_a_bad_query_is_refused_and_the_others_run (Hand *hand, gconstpointer data)
{
  static const struct {
    const char *sql, *word;
  } cases[] = {
    {"SELECT 1 AS region_id", "must begin with the columns"},
    {"SELECT " COLUMNS ", 'perhaps' AS verdict", "no usable verdict"},
    {"SELECT NULL AS region_id, NULL AS household_id, NULL AS row_table, NULL AS row_id, 'soon' AS since, NULL AS until, 'breach' AS verdict",
     "no usable since"},
    {"DELETE FROM household", "more than read"},
    {"UPDATE region SET name = 'x'", "more than read"},
    {"SELECT " COLUMNS ", 'breach' AS verdict; SELECT 1", "exactly one query"},
    {"SELECT " COLUMNS ", 'breach' AS verdict WHERE ?1", "must begin with the columns"},
    {"SELECT FROM", "the query fails"},
  };
  g_autofree char *folder = g_build_filename (hand->dir, "checks", NULL);

  (void) data;
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = g_strconcat (HEAD, cases[i].sql, NULL);
    g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GError) error = NULL;
    g_autoptr (LbRules) rules = lb_rules_load ("national", NULL, &error);
    guint n = 0;
    g_free (hand_write (hand, "checks/own.sql", text));
    g_autoptr (GPtrArray) checks = lb_check_catalogue (hand->path, "en", NULL);
    g_assert_true (lb_checks_run (hand->path, rules, checks, 0, count, &n, problems, NULL, &error));
    g_assert_cmpuint (problems->len, ==, 1);
    if (strstr (g_ptr_array_index (problems, 0), cases[i].word) == NULL)
      g_error ("%s gives: %s", cases[i].sql, (char *) g_ptr_array_index (problems, 0));
    g_autofree char *hits = list_hits (hand->path, NULL, checks, &error);
    g_assert_null (hits);
    g_assert_error (error, LB_ERROR, LB_ERROR_INPUT);
  }
}

static void
test_a_bad_header_is_refused_with_its_line (Hand *hand, gconstpointer data)
{
  static const struct {
    const char *text, *word;
  } cases[] = {
    {"-- id: other\n", "line 1: the header ends here and has no line “-- severity: …”"},
    {"-- colour: red\n", "line 1: there is no key “colour”"},
    {"-- id\n", "line 1: a line of the header"},
    {"-- id: own\n-- id: own\n", "line 2: “id” stands here for the second time, after line 1"},
    {"-- id: own\n-- severity: bad\n-- name.zh: x\n-- name.en: x\n-- message.zh: x\n-- message.en: x\n-- remedy.zh: x\n"
     "-- remedy.en: x\n-- source: x\nSELECT 1",
     "line 2: severity is error, warning or note"},
    {"-- id: other\n-- severity: note\n-- name.zh: x\n-- name.en: x\n-- message.zh: x\n-- message.en: x\n-- remedy.zh: x\n"
     "-- remedy.en: x\n-- source: x\nSELECT 1",
     "line 1: the file must be called like its id, “other.sql”"},
  };

  (void) data;
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = hand_write (hand, "own.sql", cases[i].text);
    g_autoptr (GError) error = NULL;
    g_assert_null (lb_check_load (path, "en", &error));
    g_assert_error (error, LB_ERROR, LB_ERROR_INPUT);
    if (strstr (error->message, cases[i].word) == NULL)
      g_error ("%s gives: %s", cases[i].text, error->message);
  }
}

/* Whose row was changed behind the journal's back is found; the triggers that forbid it are dropped to do so. */
static void
test_a_broken_journal_is_a_finding (Hand *hand, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  (void) data;
  g_autoptr (GPtrArray) whole = lb_findings_collect (hand->project, NULL, LB_DAY_NONE, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < whole->len; i++)
    g_assert_cmpstr (((LbFinding *) g_ptr_array_index (whole, i))->rule, !=, "journal");
  hand_run (hand, "DROP TRIGGER journal_no_update; UPDATE journal SET object = 'another'");
  g_autoptr (GPtrArray) broken = lb_findings_collect (hand->project, NULL, LB_DAY_NONE, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (((LbFinding *) g_ptr_array_index (broken, 0))->rule, ==, "journal");
}

static void
test_a_finding_masks_the_household_and_names_its_row (Hand *hand, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  (void) data;
  figures_fill (hand, "UPDATE import_batch SET file = 'cases.csv', at = '2030-01-01T00:00:00Z'\n"
                      "household id=1 household_no=5399021002000013\n"
                      "monitoring_case id=1 clue_date=2024-01-01 identified_on=2024-03-01\n"
                      "UPDATE monitoring_case SET src_row = 12\n");
  g_autoptr (GPtrArray) findings = lb_findings_collect (hand->project, NULL, LB_DAY_NONE, NULL, NULL, &error);
  g_assert_no_error (error);
  const LbFinding *late = NULL;
  for (guint i = 0; i < findings->len; i++)
    if (g_str_equal (((LbFinding *) g_ptr_array_index (findings, i))->rule, "identify_late"))
      late = g_ptr_array_index (findings, i);
  g_assert_nonnull (late);
  g_assert_cmpstr (late->household, ==, "5399**********13");
  g_assert_cmpstr (late->row, ==, "cases.csv:12");
  g_assert_cmpstr (late->region, ==, "539902100201001");
  g_assert_true (g_str_has_prefix (late->message, "岚山镇松岭村松岭一: the clue came 2024-01-01"));
}

#define ADD(path, test) g_test_add (path, Hand, NULL, hand_set_up, test, hand_tear_down)

static void
add_sheets (const CheckSheet *sheet)
{
  for (; sheet->path != NULL; sheet++)
    g_test_add_data_func (sheet->path, sheet, test_sheet);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_sheets (check_sheets_doubt);
  add_sheets (check_sheets_work);
  g_test_add_func ("/checks/every-shipped-check-has-a-sheet", test_every_shipped_check_has_a_sheet);
  ADD ("/checks/two-rule-sets-judge-the-same-data", test_two_rule_sets_judge_the_same_data);
  ADD ("/checks/an-override-moves-a-limit", test_an_override_moves_a_limit);
  ADD ("/checks/a-hit-stands-on-its-days-only", test_a_hit_stands_on_its_days_only);
  ADD ("/checks/a-message-is-filled-in", test_a_message_is_filled_in);
  ADD ("/checks/a-check-beside-the-project-works-like-a-shipped-one", test_a_check_beside_the_project_works_like_a_shipped_one);
  ADD ("/checks/a-bad-query-is-refused-and-the-others-run", test_a_bad_query_is_refused_and_the_others_run);
  ADD ("/checks/a-bad-header-is-refused-with-its-line", test_a_bad_header_is_refused_with_its_line);
  ADD ("/checks/a-broken-journal-is-a-finding", test_a_broken_journal_is_a_finding);
  ADD ("/checks/a-finding-masks-the-household-and-names-its-row", test_a_finding_masks_the_household_and_names_its_row);
  int status = g_test_run ();
  g_free (base.bytes);
  return status;
}
