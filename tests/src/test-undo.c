#include "src/error.h"
#include "src/journal.h"
#include "tests/src/ledger-fixture.h"

#include <string.h>

static void
load_all (LedgerFixture *fixture)
{
  g_autoptr (LbImportResult) households = ledger_take (fixture, "h.csv", ledger_households, 3, 0);
  g_autoptr (LbImportResult) cases = ledger_take (fixture, "c.csv", ledger_cases, 3, 0);
  g_autoptr (LbImportResult) measures = ledger_take (fixture, "m.csv", ledger_measures, 3, 0);
}

/* (transfer full): @text with @from replaced once by @to; @from must be there. */
static char *
change (const char *text, const char *from, const char *to)
{
  const char *at = strstr (text, from);

  g_assert_nonnull (at);
  g_autofree char *head = g_strndup (text, (gsize) (at - text));
  return g_strconcat (head, to, at + strlen (from), NULL);
}

static void
undo_leaves_every_table_as_it_was (LedgerFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  (void) data;
  g_autofree char *empty = ledger_dump (fixture->project);
  load_all (fixture);
  for (gint64 batch = 3; batch >= 1; batch--) {
    lb_import_undo (fixture->project, batch, NULL, &error);
    g_assert_no_error (error);
  }
  g_autofree char *after = ledger_dump (fixture->project);
  g_assert_cmpstr (after, ==, empty);
  g_assert_true (lb_journal_verify (lb_project_get_db (fixture->project), &error));
}

static void
next_months_export_updates_and_undo_brings_back (LedgerFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  (void) data;
  load_all (fixture);
  g_autofree char *before = ledger_dump (fixture->project);
  g_autofree char *households = change (ledger_households, "清河镇,西坪村,539902100202001,2", "清河镇,东山村,539902100201001,5");
  g_autofree char *cases = change (ledger_cases, "因残,,,否,,,", "因残,因病,,是,2025-06,自然消除,");
  g_autofree char *measures = change (ledger_measures, "计划,\n", "已落实,2025-03-01\n");
  g_autoptr (LbImportResult) first = ledger_take (fixture, "h2.csv", households, 3, 0);
  g_autoptr (LbImportResult) second = ledger_take (fixture, "c2.csv", cases, 3, 0);
  g_autoptr (LbImportResult) third = ledger_take (fixture, "m2.csv", measures, 3, 0);

  g_assert_cmpint (ledger_count (fixture, "SELECT count(*) FROM household"), ==, 3);
  g_assert_cmpint (ledger_count (fixture, "SELECT size FROM household WHERE household_no = '5399020003'"), ==, 5);
  g_assert_cmpint (ledger_count (fixture, "SELECT count(*) FROM monitoring_case"), ==, 3);
  g_assert_cmpint (ledger_count (fixture, "SELECT count(*) FROM monitoring_case WHERE cleared_on = '2025-06'"), ==, 1);
  g_assert_cmpint (ledger_count (fixture, "SELECT count(*) FROM case_risk"), ==, 5);
  g_assert_cmpint (ledger_count (fixture, "SELECT count(*) FROM measure"), ==, 3);
  g_assert_cmpint (ledger_count (fixture, "SELECT count(*) FROM measure WHERE status = 'implemented'"), ==, 2);
  for (gint64 batch = 6; batch >= 4; batch--) {
    lb_import_undo (fixture->project, batch, NULL, &error);
    g_assert_no_error (error);
  }
  g_autofree char *after = ledger_dump (fixture->project);
  g_assert_cmpstr (after, ==, before);
}

static void
a_batch_that_others_build_on_stays (LedgerFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  (void) data;
  load_all (fixture);
  g_autofree char *before = ledger_dump (fixture->project);
  g_assert_false (lb_import_undo (fixture->project, 1, NULL, &error));
  g_assert_error (error, LB_ERROR, LB_ERROR_PROJECT);
  g_assert_true (g_str_has_suffix (error->message, ": 3, 2"));
  g_clear_error (&error);
  g_assert_false (lb_import_undo (fixture->project, 2, NULL, &error));
  g_assert_true (g_str_has_suffix (error->message, ": 3"));
  g_autofree char *after = ledger_dump (fixture->project);
  g_assert_cmpstr (after, ==, before);
}

static void
a_batch_whose_rows_were_changed_later_stays (LedgerFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  (void) data;
  g_autoptr (LbImportResult) first = ledger_take (fixture, "h.csv", ledger_households, 3, 0);
  g_autofree char *second_text = change (ledger_households, "甲一", "甲二"), *third_text = change (ledger_households, "甲一", "甲三");
  g_autoptr (LbImportResult) second = ledger_take (fixture, "h2.csv", second_text, 3, 0);
  g_autoptr (LbImportResult) third = ledger_take (fixture, "h3.csv", third_text, 3, 0);
  g_assert_false (lb_import_undo (fixture->project, 1, NULL, &error));
  g_assert_true (g_str_has_suffix (error->message, ": 3, 2"));
  g_clear_error (&error);
  g_assert_false (lb_import_undo (fixture->project, 2, NULL, &error));
  g_assert_true (g_str_has_suffix (error->message, ": 3"));
}

static void
rows_told_again_are_not_written (LedgerFixture *fixture, gconstpointer data)
{
  const LbImportOptions again = {.again = TRUE};
  static const char *const files[] = {"h.csv", "c.csv", "m.csv"};
  g_autoptr (GError) error = NULL;

  (void) data;
  load_all (fixture);
  g_autofree char *before = ledger_dump (fixture->project);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autofree char *path = g_build_filename (fixture->dir, files[i], NULL);
    g_autoptr (LbImportResult) result = lb_ledger_import (fixture->project, path, &again, &error);
    g_assert_no_error (error);
    g_assert_cmpint (result->accepted, ==, 3);
  }
  g_autofree char *after = ledger_dump (fixture->project);
  g_assert_cmpstr (after, ==, before);
}

static void
a_batch_whose_rows_were_told_again_stays (LedgerFixture *fixture, gconstpointer data)
{
  const LbImportOptions again = {.again = TRUE};
  g_autoptr (GError) error = NULL;

  (void) data;
  g_autoptr (LbImportResult) first = ledger_take (fixture, "h.csv", ledger_households, 3, 0);
  g_autofree char *path = g_build_filename (fixture->dir, "h.csv", NULL);
  g_autoptr (LbImportResult) second = lb_ledger_import (fixture->project, path, &again, &error);
  g_assert_no_error (error);
  g_assert_false (lb_import_undo (fixture->project, 1, NULL, &error));
  g_assert_true (g_str_has_suffix (error->message, ": 2"));
  g_clear_error (&error);
  g_assert_true (lb_import_undo (fixture->project, 2, NULL, &error));
  g_assert_cmpint (ledger_count (fixture, "SELECT count(*) FROM household"), ==, 3);
  g_assert_true (lb_import_undo (fixture->project, 1, NULL, &error));
  g_assert_cmpint (ledger_count (fixture, "SELECT count(*) FROM household"), ==, 0);
}

/* The first of two rows tells what stands and so is not written; the second still is its twin. */
static void
a_twin_of_an_unchanged_row_is_refused (LedgerFixture *fixture, gconstpointer data)
{
  static const char one[] = "户编号,人编号,姓名,与户主关系,性别\n5399020001,01,甲一,户主,男\n";
  g_autofree char *two = g_strconcat (one, "5399020001,01,甲一,户主,女\n", NULL);

  (void) data;
  g_autoptr (LbImportResult) households = ledger_take (fixture, "h.csv", ledger_households, 3, 0);
  g_autoptr (LbImportResult) first = ledger_take (fixture, "p.csv", one, 1, 0);
  g_autofree char *before = ledger_dump (fixture->project);
  g_autoptr (LbImportResult) second = ledger_take (fixture, "p2.csv", two, 1, 1);
  const LbReject *reject = g_ptr_array_index (second->rejects, 0);
  g_assert_nonnull (strstr (reject->reason, "stands already in row 2"));
  g_autofree char *after = ledger_dump (fixture->project);
  g_assert_cmpstr (after, ==, before);
}

/* Only the risk that came is new: its case stays with the batch that told it. */
static void
a_new_risk_leaves_its_case_unwritten (LedgerFixture *fixture, gconstpointer data)
{
  (void) data;
  load_all (fixture);
  g_autofree char *cases = change (ledger_cases, "因残,,,否", "因残,因病,,否");
  g_autoptr (LbImportResult) second = ledger_take (fixture, "c2.csv", cases, 3, 0);
  g_assert_cmpint (ledger_count (fixture, "SELECT count(*) FROM monitoring_case WHERE import_batch_id = 2"), ==, 3);
  g_assert_cmpint (ledger_count (fixture, "SELECT count(*) FROM case_risk WHERE import_batch_id = 4"), ==, 2);
  g_assert_cmpint (ledger_count (fixture, "SELECT count(*) FROM lookback_history"), ==, 1);
}

/* Stopped in the middle, at the first row that comes back. */
static void
cancel_at_first_row (void *cancellable, int action, const char *schema, const char *table, sqlite3_int64 id)
{
  (void) action, (void) schema, (void) id;
  if (g_str_equal (table, "household"))
    g_cancellable_cancel (cancellable);
}

static void
a_cancelled_undo_leaves_everything (LedgerFixture *fixture, gconstpointer data)
{
  sqlite3 *handle = lb_db_get_handle (lb_project_get_db (fixture->project));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  (void) data;
  load_all (fixture);
  g_autofree char *text = change (ledger_households, "甲一", "甲二");
  g_autoptr (LbImportResult) second = ledger_take (fixture, "h2.csv", text, 3, 0);
  g_autofree char *before = ledger_dump (fixture->project);
  sqlite3_update_hook (handle, cancel_at_first_row, cancellable);
  g_assert_false (lb_import_undo (fixture->project, second->batch, cancellable, &error));
  sqlite3_update_hook (handle, NULL, NULL);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_autofree char *after = ledger_dump (fixture->project);
  g_assert_cmpstr (after, ==, before);
  g_clear_error (&error);
  g_assert_true (lb_import_undo (fixture->project, second->batch, NULL, &error));
}

static void
only_standing_batches_can_be_taken_back (LedgerFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  (void) data;
  g_assert_false (lb_import_undo (fixture->project, 7, NULL, &error));
  g_assert_error (error, LB_ERROR, LB_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_autoptr (LbImportResult) first = ledger_take (fixture, "h.csv", ledger_households, 3, 0);
  g_assert_true (lb_import_undo (fixture->project, 1, NULL, NULL));
  g_assert_false (lb_import_undo (fixture->project, 1, NULL, &error));
  g_assert_error (error, LB_ERROR, LB_ERROR_NOT_FOUND);
}

static void
a_changed_region_comes_back_to_the_bit (LedgerFixture *fixture, gconstpointer data)
{
  LbDb *db = lb_project_get_db (fixture->project);
  LbImportOptions options = {0};
  g_autoptr (GError) error = NULL;
  g_autoptr (LbImportResult) result = lb_import_result_new ("grid.shp", "boundaries");

  (void) data;
  lb_db_exec (db, "UPDATE region SET area_m2 = 1234567.1234567891, geom = x'4750000100ff', alias = '甲\n乙' WHERE id = 4", &error);
  g_assert_no_error (error);
  g_autofree char *before = ledger_text (fixture, "SELECT hex (geom) || printf ('%.17g', area_m2) || quote (alias) || quote (kind) FROM region WHERE id = 4");
  result->sha256 = g_strdup ("00");
  g_assert_true (lb_import_open_batch (fixture->project, result, &options, &error));
  g_assert_true (lb_import_keep_before (fixture->project, result->batch, "region", 4, &error));
  lb_db_exec (db, "UPDATE region SET area_m2 = 1, geom = NULL, alias = NULL, import_batch_id = 1 WHERE id = 4", &error);
  g_assert_no_error (error);
  g_assert_true (lb_import_close_batch (fixture->project, result, &error));
  lb_import_undo (fixture->project, 1, NULL, &error);
  g_assert_no_error (error);
  g_autofree char *after = ledger_text (fixture, "SELECT hex (geom) || printf ('%.17g', area_m2) || quote (alias) || quote (kind) FROM region WHERE id = 4");
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpint (ledger_count (fixture, "SELECT import_batch_id IS NULL FROM region WHERE id = 4"), ==, 1);
}

#define CASE(name, function) g_test_add ("/undo/" name, LedgerFixture, NULL, ledger_set_up, function, ledger_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  CASE ("leaves-every-table-as-it-was", undo_leaves_every_table_as_it_was);
  CASE ("next-months-export-updates-and-undo-brings-back", next_months_export_updates_and_undo_brings_back);
  CASE ("a-batch-that-others-build-on-stays", a_batch_that_others_build_on_stays);
  CASE ("a-batch-whose-rows-were-changed-later-stays", a_batch_whose_rows_were_changed_later_stays);
  CASE ("rows-told-again-are-not-written", rows_told_again_are_not_written);
  CASE ("a-batch-whose-rows-were-told-again-stays", a_batch_whose_rows_were_told_again_stays);
  CASE ("a-twin-of-an-unchanged-row-is-refused", a_twin_of_an_unchanged_row_is_refused);
  CASE ("a-new-risk-leaves-its-case-unwritten", a_new_risk_leaves_its_case_unwritten);
  CASE ("a-cancelled-undo-leaves-everything", a_cancelled_undo_leaves_everything);
  CASE ("only-standing-batches-can-be-taken-back", only_standing_batches_can_be_taken_back);
  CASE ("a-changed-region-comes-back-to-the-bit", a_changed_region_comes_back_to_the_bit);
  return g_test_run ();
}
