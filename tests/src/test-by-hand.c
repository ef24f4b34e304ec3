/* What a person does to an import by hand: sees the first rows, chooses columns and encoding, corrects cells, and looks what an undo takes. */
#include "src/batches.h"
#include "src/preview.h"
#include "tests/src/ledger-fixture.h"

#include <string.h>

static const char households[] = "户编号,户主姓名,乡（镇）,行政村,家庭人口数,劳动力人数,附言\n"
                                 "H1,甲一,清河镇,东山村,4,2\n"
                                 "H2,乙二二,清河镇,西坪,3,1\n"
                                 "H3,丙三,清河镇,南坡村,2,x\n";

static void
a_preview_shows_headings_and_masked_rows (LedgerFixture *fixture, gconstpointer data)
{
  g_autofree char *path = ledger_write (fixture, "h.csv", households, -1);
  const LbImportOptions options = {0};
  g_autoptr (GError) error = NULL;

  (void) data;
  g_autoptr (LbPreview) preview = lb_preview_new (fixture->project, path, &options, &error);
  g_assert_no_error (error);
  g_assert_null (preview->problem);
  g_assert_cmpstr (preview->kind, ==, "households");
  g_assert_cmpstr (preview->header[1], ==, "户主姓名");
  g_assert_cmpstr (preview->fields[1], ==, "head_name");
  g_assert_cmpstr (preview->fields[6], ==, "");
  g_assert_cmpuint (preview->rows->len, ==, 3);
  g_assert_cmpstr (((GStrv) preview->rows->pdata[1])[1], ==, "乙*二");
  g_assert_cmpstr (((GStrv) preview->rows->pdata[1])[3], ==, "西坪");
}

static void
a_preview_without_the_needed_headings_says_what_is_missing (LedgerFixture *fixture, gconstpointer data)
{
  g_autofree char *path = ledger_write (fixture, "h.csv", "甲,乙,丙\nH1,东山村,110101198001011234\n", -1);
  const LbImportOptions guessed = {0}, chosen = {.kind = "households", .maps = (const char *const[]) {"village=乙", NULL}};
  g_autoptr (GError) error = NULL;

  (void) data;
  g_autoptr (LbPreview) preview = lb_preview_new (fixture->project, path, &guessed, &error);
  g_assert_no_error (error);
  g_assert_nonnull (preview->problem);
  g_assert_null (preview->kind);
  g_assert_cmpuint (g_strv_length (preview->header), ==, 3);
  g_assert_null (strstr (((GStrv) preview->rows->pdata[0])[2], "19800101")); /* a column that is not read may hold anything */
  g_autoptr (LbPreview) second = lb_preview_new (fixture->project, path, &chosen, &error);
  g_assert_no_error (error);
  g_assert_nonnull (second->problem);
  g_assert_cmpstr (second->fields[1], ==, "village");
}

static void
each_encoding_shows_the_names_it_would_give (LedgerFixture *fixture, gconstpointer data)
{
  gsize length;
  g_autofree char *bytes = g_convert (households, -1, "GB18030", "UTF-8", NULL, &length, NULL);
  g_autofree char *path = ledger_write (fixture, "h.csv", bytes, (gssize) length);
  const LbImportOptions decided = {0}, wrong = {.encoding = "utf8"};

  (void) data;
  g_autoptr (LbPreview) preview = lb_preview_new (fixture->project, path, &decided, NULL);
  g_assert_cmpstr (preview->encoding, ==, "GB18030");
  g_assert_cmpuint (preview->encodings->len, ==, 2);
  const LbPreviewEncoding *utf8 = preview->encodings->pdata[0], *gb = preview->encodings->pdata[1];
  g_assert_cmpstr (gb->names, ==, "清河镇　东山村　西坪　南坡村");
  g_assert_cmpuint (gb->wrong, ==, 0);
  g_assert_nonnull (gb->reason);
  g_assert_cmpuint (utf8->wrong, >, 0);
  g_assert_null (utf8->reason);
  g_assert_null (strstr (gb->names, "甲一")); /* places only */
  g_autoptr (LbPreview) other = lb_preview_new (fixture->project, path, &wrong, NULL);
  g_assert_cmpstr (other->encoding, ==, "UTF-8");
  g_assert_cmpuint (other->encodings->len, ==, 2);
}

static void
a_column_left_out_is_left_out_next_time_too (LedgerFixture *fixture, gconstpointer data)
{
  g_autofree char *path = ledger_write (fixture, "h.csv", households, -1);
  static const char *const maps[] = {"household_no=户编号", "township=乡（镇）", "village=行政村", "size=家庭人口数", NULL};
  const LbImportOptions options = {.kind = "households", .maps = maps, .maps_only = TRUE};
  g_autoptr (GError) error = NULL;

  (void) data;
  g_autoptr (LbImportResult) first = lb_ledger_import (fixture->project, path, &options, &error);
  g_assert_no_error (error);
  g_assert_cmpint (first->accepted, ==, 2); /* the x in 劳动力人数 was not read, 南坡村 is no village */
  g_assert_cmpstr (first->fields[5], ==, "");
  g_assert_cmpint (ledger_count (fixture, "SELECT sum (size) FROM household"), ==, 7);
  g_assert_cmpint (ledger_count (fixture, "SELECT count(*) FROM household WHERE head_name IS NOT NULL"), ==, 0);
  g_autoptr (LbImportResult) second = ledger_take (fixture, "h2.csv", "户编号,户主姓名,乡（镇）,行政村,家庭人口数,劳动力人数,附言\n"
                                                                      "H4,丁四,清河镇,东山村,5,x\n", 1, 0);
  g_assert_cmpint (ledger_count (fixture, "SELECT count(*) FROM household WHERE head_name IS NOT NULL"), ==, 0);
}

static void
corrected_cells_are_imported_and_only_the_rows_named (LedgerFixture *fixture, gconstpointer data)
{
  g_autofree char *path = ledger_write (fixture, "h.csv", households, -1);
  const LbImportOptions plain = {0};
  g_autoptr (LbRepairs) repairs = lb_repairs_new ();
  g_autoptr (GError) error = NULL;

  (void) data;
  g_autoptr (LbImportResult) first = lb_ledger_import (fixture->project, path, &plain, &error);
  g_assert_no_error (error);
  g_assert_cmpint (first->accepted, ==, 2);
  g_assert_cmpuint (first->rejects->len, ==, 1);
  const LbReject *reject = first->rejects->pdata[0];
  g_assert_cmpint (reject->row, ==, 4);

  lb_repairs_keep (repairs, 4);
  lb_repairs_set (repairs, 4, 3, "539902100201");
  lb_repairs_set (repairs, 4, 5, "x");
  lb_repairs_set (repairs, 4, 5, "1");
  g_assert_cmpuint (lb_repairs_count (repairs), ==, 1);
  g_autoptr (LbRepairs) copy = lb_repairs_copy (repairs);
  const LbImportOptions mended = {.repairs = copy, .again = TRUE};
  g_autoptr (LbImportResult) second = lb_ledger_import (fixture->project, path, &mended, &error);
  g_assert_no_error (error);
  g_assert_cmpint (second->rows, ==, 1);
  g_assert_cmpint (second->accepted, ==, 1);
  g_assert_cmpint (ledger_count (fixture, "SELECT src_row FROM household WHERE household_no = 'H3' AND labour_count = 1"), ==, 4);

  lb_repairs_set (repairs, 4, 3, NULL);
  lb_repairs_set (repairs, 4, 5, NULL);
  g_assert_cmpuint (lb_repairs_count (repairs), ==, 0);
}

static void
a_candidate_is_written_by_its_code (void)
{
  g_autofree char *village = lb_repairs_dup_suggestion ("东山村 (清河镇, 539902100201)");
  g_autofree char *county = lb_repairs_dup_suggestion ("岚岭县 (539902)");

  g_assert_cmpstr (village, ==, "539902100201");
  g_assert_cmpstr (county, ==, "539902");
  g_assert_null (lb_repairs_dup_suggestion ("东山村"));
  g_assert_null (lb_repairs_dup_suggestion (""));
}

static void
an_undo_is_told_before_it_is_done (LedgerFixture *fixture, gconstpointer data)
{
  g_autoptr (LbImportResult) first = ledger_take (fixture, "h.csv", ledger_households, 3, 0);
  g_autoptr (LbImportResult) second = ledger_take (fixture, "h2.csv", "户编号,乡（镇）,行政村,家庭人口数\n5399020001,清河镇,东山村,5\n"
                                                                      "5399020009,清河镇,东山村,1\n", 2, 0);
  g_autoptr (GError) error = NULL;
  LbUndoForecast forecast;

  (void) data;
  g_autofree char *before = ledger_dump (fixture->project);
  g_assert_true (lb_import_forecast_undo (fixture->project, 2, &forecast, &error));
  g_assert_cmpint (forecast.added, ==, 1);
  g_assert_cmpint (forecast.changed, ==, 1);
  g_assert_false (lb_import_forecast_undo (fixture->project, 1, &forecast, &error)); /* the second builds on it */
  g_assert_nonnull (error);
  g_autofree char *after = ledger_dump (fixture->project);
  g_assert_cmpstr (before, ==, after);

  g_assert_true (lb_import_undo (fixture->project, 2, NULL, NULL));
  g_autoptr (GPtrArray) batches = lb_batches_list (fixture->project, NULL);
  g_assert_cmpuint (batches->len, ==, 2);
  const LbBatch *newest = batches->pdata[0], *oldest = batches->pdata[1];
  g_assert_cmpstr (newest->file, ==, "h2.csv");
  g_assert_nonnull (newest->undone_at);
  g_assert_null (oldest->undone_at);
  g_assert_cmpint (oldest->accepted, ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) g_test_add ("/by-hand/" name, LedgerFixture, NULL, ledger_set_up, test, ledger_tear_down)
  ADD ("a-preview-shows-headings-and-masked-rows", a_preview_shows_headings_and_masked_rows);
  ADD ("a-preview-without-the-needed-headings-says-what-is-missing", a_preview_without_the_needed_headings_says_what_is_missing);
  ADD ("each-encoding-shows-the-names-it-would-give", each_encoding_shows_the_names_it_would_give);
  ADD ("a-column-left-out-is-left-out-next-time-too", a_column_left_out_is_left_out_next_time_too);
  ADD ("corrected-cells-are-imported-and-only-the-rows-named", corrected_cells_are_imported_and_only_the_rows_named);
  ADD ("an-undo-is-told-before-it-is-done", an_undo_is_told_before_it_is_done);
#undef ADD
  g_test_add_func ("/by-hand/a-candidate-is-written-by-its-code", a_candidate_is_written_by_its_code);
  return g_test_run ();
}
