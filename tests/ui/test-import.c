/* What a clerk does with a file in the window of an import, and what then stands in the project. */
#include "config.h"
#include "src/import.h"
#include "tests/ui/pilot.h"
#include "ui/window-private.h"

#include <gdk/x11/gdkx.h>
#include <poppler.h>
#include <string.h>

static char *sample_project;
static LbImportWindow *dialog;

static gboolean
is_stage (const char *stage)
{
  return g_str_equal (lb_import_window_get_stage (dialog), stage);
}

static gboolean
is_tried (Pilot *pilot)
{
  (void) pilot;
  return is_stage ("review");
}

static gboolean
is_imported (Pilot *pilot)
{
  (void) pilot;
  return is_stage ("done");
}

static gboolean
is_taken_back (Pilot *pilot)
{
  (void) pilot;
  return lb_import_window_get_batch (dialog) == 0;
}

static gboolean
is_refused (Pilot *pilot)
{
  (void) pilot;
  return is_stage ("failed");
}

static void
open_window (Pilot *pilot, const char *file)
{
  pilot_open (pilot, sample_project, 1366, 768);
  pilot_settle (pilot);
  dialog = lb_window_import (pilot->window, file);
  g_assert_nonnull (dialog);
  if (file != NULL)
    pilot_wait (pilot, is_tried, "the trial");
}

/* (transfer full): the first line of a ledger of the sample county, and @n rows of it with @tail behind them. */
static char *
write_rows (const char *ledger, const char *name, guint n, const char *tail)
{
  g_autofree char *sample = g_build_filename (g_getenv ("LOOKBACK_DATA_DIR"), "sample", ledger, NULL);
  g_autofree char *text = NULL;
  char *path = g_build_filename (pilot_folder (), name, NULL);

  g_assert_true (g_file_get_contents (sample, &text, NULL, NULL));
  g_auto (GStrv) lines = g_strsplit (text, "\n", (int) n + 2);
  g_clear_pointer (&lines[n + 1], g_free);
  g_autofree char *head = g_strjoinv ("\n", lines);
  g_autofree char *made = g_strconcat (head, "\n", tail, NULL);
  g_assert_true (g_file_set_contents (path, made, -1, NULL));
  return path;
}

static void
write_text (const char *name, const char *text, const char *encoding, char **path)
{
  gsize length;
  g_autofree char *bytes = g_convert (text, -1, encoding, "UTF-8", NULL, &length, NULL);

  *path = g_build_filename (pilot_folder (), name, NULL);
  g_assert_true (g_file_set_contents (*path, bytes, (gssize) length, NULL));
}

static gint64
count (const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LbProject) project = lb_project_open (sample_project, LB_DB_READ, &error);
  gint64 n = -1;

  g_assert_no_error (error);
  g_assert_true (lb_db_get_int (lb_project_get_db (project), sql, &n, &error));
  return n;
}

static void
undo_and_close (Pilot *pilot)
{
  pilot_press (dialog, "_Take the import back");
  pilot_wait (pilot, is_taken_back, "the project as it was");
  pilot_settle (pilot);
  pilot_press (dialog, "_Close");
  pilot_close (pilot);
}

static void
test_whole (void)
{
  Pilot pilot = {0};
  g_autofree char *file = write_rows ("measures.csv", "measures of July.csv", 2, "88888888,健康帮扶,大病救助,2025-01-01,,,,计划,\n");

  g_test_summary ("a file is shown before it lands, lands as a batch, and is taken back; what cannot be read gives its sentence");
  open_window (&pilot, file);
  gint64 before = lb_loader_get_county (pilot.loader)->data_version;
  g_assert_true (pilot_reads (GTK_WIDGET (dialog), "assistance measures"));
  g_assert_true (pilot_reads (GTK_WIDGET (dialog), "88888888"));
  g_assert_true (pilot_reads (GTK_WIDGET (dialog), "Rows with problems: 1"));
  g_assert_false (pilot_reads (GTK_WIDGET (dialog), "Keep certificate numbers")); /* there are none, so none is asked for */
  g_assert_cmpint (lb_import_window_get_batch (dialog), ==, 0);

  pilot_press (dialog, "Import 2 rows");
  pilot_wait (&pilot, is_imported, "the import");
  g_assert_true (pilot_reads (GTK_WIDGET (dialog), "2 of 3 rows"));
  g_assert_cmpint (lb_import_window_get_batch (dialog), >, 0);
  pilot_settle (&pilot);
  g_assert_cmpint (lb_loader_get_county (pilot.loader)->data_version, >, before);
  pilot_press (dialog, "_Take the import back");
  pilot_wait (&pilot, is_taken_back, "the project as it was");
  pilot_settle (&pilot);
  pilot_press (dialog, "_Close");
  lb_state_set_indicator (pilot.state, "M01");
  pilot_settle (&pilot);
  g_assert_true (pilot_reads (GTK_WIDGET (pilot.window->region_card), "1053 / 1510"));

  dialog = lb_window_import (pilot.window, "/nowhere/ledger.pdf");
  pilot_wait (&pilot, is_refused, "the sentence");
  g_assert_true (pilot_reads (GTK_WIDGET (dialog), "ledger.pdf"));
  pilot_press (dialog, "_Close");
  pilot_close (&pilot);
}

#define HOUSEHOLDS "户编号,户主姓名,乡（镇）,行政村,家庭人口数,劳动力人数,本年人口\n"

static void
test_columns (void)
{
  Pilot pilot = {0};
  g_autofree char *file = NULL;

  g_test_summary ("another column for a field changes what lands; a field has one column; what is missing is said");
  write_text ("people.csv", HOUSEHOLDS "77000001,甲一,碧关镇,杉桥村,5,4,3\n", "UTF-8", &file);
  open_window (&pilot, file);
  g_assert_null (lb_import_columns_dup_maps (lb_import_window_get_columns (dialog))); /* as proposed */
  lb_import_columns_choose (lb_import_window_get_columns (dialog), "家庭人口数", "");
  pilot_wait (&pilot, is_tried, "the trial");
  g_assert_nonnull (strstr (lb_import_window_get_problem (dialog), "家庭人口数"));
  lb_import_columns_choose (lb_import_window_get_columns (dialog), "本年人口", "size");
  lb_import_columns_choose (lb_import_window_get_columns (dialog), "劳动力人数", "");
  pilot_wait (&pilot, is_tried, "the trial");
  g_assert_null (lb_import_window_get_problem (dialog));
  pilot_press (dialog, "Import 1 rows");
  pilot_wait (&pilot, is_imported, "the import");
  g_assert_cmpint (count ("SELECT size FROM household WHERE household_no = '77000001'"), ==, 3);
  g_assert_cmpint (count ("SELECT count(*) FROM household WHERE household_no = '77000001' AND labour_count IS NULL"), ==, 1);
  undo_and_close (&pilot);
}

static void
test_encoding (void)
{
  Pilot pilot = {0};
  g_autofree char *file = NULL;

  g_test_summary ("each encoding shows its names; the wrong one cannot be imported by accident, the right one lands");
  write_text ("gb.csv", HOUSEHOLDS "77000002,甲一,碧关镇,杉桥村,5,4,3\n", "GB18030", &file);
  open_window (&pilot, file);
  g_assert_true (pilot_reads (GTK_WIDGET (lb_import_window_get_encodings (dialog)), "碧关镇"));
  g_assert_true (pilot_reads (GTK_WIDGET (lb_import_window_get_encodings (dialog)), "cannot be read"));
  lb_import_encodings_choose (lb_import_window_get_encodings (dialog), "UTF-8");
  g_assert_true (is_stage ("checking"));
  pilot_wait (&pilot, is_tried, "the trial");
  g_assert_nonnull (lb_import_window_get_problem (dialog));
  lb_import_encodings_choose (lb_import_window_get_encodings (dialog), "GB18030");
  pilot_wait (&pilot, is_tried, "the trial");
  g_assert_null (lb_import_window_get_problem (dialog));
  pilot_press (dialog, "Import 1 rows");
  pilot_wait (&pilot, is_imported, "the import");
  g_assert_cmpint (count ("SELECT count(*) FROM household WHERE household_no = '77000002' AND head_name = '甲一'"), ==, 1);
  undo_and_close (&pilot);
}

static void
test_correction (void)
{
  Pilot pilot = {0};
  g_autofree char *file = NULL;

  g_test_summary ("a corrected row lands with the others; rows left over are corrected later and only they are imported");
  write_text ("typos.csv", "户编号,户主姓名,乡（镇）,行政村,家庭人口数\n77000003,甲一,碧关镇,杉桥村,5\n77000004,乙二,碧关镇,杉桥村,x\n"
              "77000005,丙三,碧关镇,杉桥村,y\n", "UTF-8", &file);
  open_window (&pilot, file);
  g_assert_true (pilot_reads (GTK_WIDGET (dialog), "Rows with problems: 2"));
  lb_import_problems_correct (lb_import_window_get_problems (dialog), 3, 4, "6");
  pilot_wait (&pilot, is_tried, "the trial");
  g_assert_true (pilot_reads (GTK_WIDGET (dialog), "Rows with problems: 1"));
  g_assert_true (pilot_reads (GTK_WIDGET (dialog), "1 row corrected"));
  pilot_press (dialog, "Import 2 rows");
  pilot_wait (&pilot, is_imported, "the import");
  g_assert_cmpint (count ("SELECT size FROM household WHERE household_no = '77000004'"), ==, 6);

  pilot_press (dialog, "Correct the rejected _rows…");
  pilot_wait (&pilot, is_tried, "the trial");
  g_assert_true (pilot_reads (GTK_WIDGET (dialog), "Import 0 rows"));
  lb_import_problems_correct (lb_import_window_get_problems (dialog), 4, 4, "2");
  pilot_wait (&pilot, is_tried, "the trial");
  pilot_press (dialog, "Import 1 rows");
  pilot_wait (&pilot, is_imported, "the import");
  g_assert_cmpint (count ("SELECT count(*) FROM household WHERE household_no LIKE '7700000_'"), ==, 3);
  g_assert_cmpint (count ("SELECT src_row FROM household WHERE household_no = '77000005'"), ==, 4);

  gint64 first = count ("SELECT max (id) - 1 FROM import_batch");
  pilot_press (dialog, "_Take the import back");
  pilot_wait (&pilot, is_taken_back, "the project as it was");
  g_assert_cmpint (count ("SELECT count(*) FROM household WHERE household_no LIKE '7700000_'"), ==, 2);
  {
    g_autoptr (LbProject) project = lb_project_open (sample_project, LB_DB_WRITE, NULL);
    g_assert_true (lb_import_undo (project, first, NULL, NULL));
  }
  pilot_press (dialog, "_Close");
  pilot_close (&pilot);
}

/* The first button below @widget that opens a menu. */
static GtkWidget *
find_menu (GtkWidget *widget)
{
  if (GTK_IS_MENU_BUTTON (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_menu (child);
    if (found != NULL)
      return found;
  }
  return NULL;
}

static gboolean
has_corrected (Pilot *pilot)
{
  (void) pilot;
  return is_stage ("review") && pilot_reads (GTK_WIDGET (dialog), "1 row corrected");
}

static void
test_candidate (void)
{
  Pilot pilot = {0};
  g_autofree char *file = NULL;

  g_test_summary ("a village misspelt is corrected from the nearest candidates in the row's own form");
  write_text ("village.csv", "户编号,户主姓名,乡（镇）,行政村,家庭人口数,电话\n77000007,甲一,碧关镇,山桥村,5,\n", "UTF-8", &file);
  open_window (&pilot, file);
  GtkMenuButton *button = GTK_MENU_BUTTON (find_menu (GTK_WIDGET (lb_import_window_get_problems (dialog))));
  gtk_menu_button_popup (button);
  pilot_idle (300);
  g_assert_true (pilot_reads (GTK_WIDGET (gtk_menu_button_get_popover (button)), "户主姓名"));
  pilot_press (gtk_menu_button_get_popover (button), "杉桥村 (碧关镇, 539902100200)");
  pilot_wait (&pilot, has_corrected, "the trial");
  pilot_press (dialog, "Import 1 rows");
  pilot_wait (&pilot, is_imported, "the import");
  g_assert_cmpint (count ("SELECT count(*) FROM household h JOIN region r ON r.id = h.region_id WHERE household_no = '77000007' AND r.code = '539902100200'"), ==, 1);
  undo_and_close (&pilot);
}

static gboolean
is_listed (Pilot *pilot)
{
  (void) pilot;
  return pilot_reads (GTK_WIDGET (lb_import_window_get_batches (dialog)), "measures.csv");
}

static gboolean
is_asked (Pilot *pilot)
{
  (void) pilot;
  return lb_import_batches_get_question (lb_import_window_get_batches (dialog)) != NULL;
}

static gboolean
says_taken_back (Pilot *pilot)
{
  (void) pilot;
  return pilot_reads (GTK_WIDGET (lb_import_window_get_batches (dialog)), "The import was taken back");
}

static gboolean
says_later (Pilot *pilot)
{
  (void) pilot;
  return pilot_reads (GTK_WIDGET (lb_import_window_get_batches (dialog)), "later batches build on it");
}

static void
test_batches (void)
{
  Pilot pilot = {0};
  g_autofree char *file = NULL;

  g_test_summary ("earlier imports are listed; one is taken back after a question that says what goes; one that others build on says which");
  write_text ("late.csv", HOUSEHOLDS "77000006,甲一,碧关镇,杉桥村,5,4,3\n", "UTF-8", &file);
  open_window (&pilot, file);
  pilot_press (dialog, "Import 1 rows");
  pilot_wait (&pilot, is_imported, "the import");
  gint64 batch = lb_import_window_get_batch (dialog);
  pilot_settle (&pilot);
  gint64 version = lb_loader_get_county (pilot.loader)->data_version;
  pilot_press (dialog, "_Earlier imports…");
  pilot_wait (&pilot, is_listed, "the batches");
  LbImportBatches *batches = lb_import_window_get_batches (dialog);
  g_assert_true (pilot_reads (GTK_WIDGET (batches), "late.csv"));
  lb_import_batches_ask (batches, count ("SELECT id FROM import_batch WHERE kind = 'households' ORDER BY id LIMIT 1"));
  pilot_wait (&pilot, says_later, "the sentence");
  g_assert_null (lb_import_batches_get_question (batches));
  lb_import_batches_ask (batches, batch);
  pilot_wait (&pilot, is_asked, "the question");
  g_assert_nonnull (strstr (lb_import_batches_get_question (batches), "1 rows that it brought go"));
  g_assert_cmpint (count ("SELECT count(*) FROM household WHERE household_no = '77000006'"), ==, 1); /* not before the answer */
  GListModel *windows = gtk_window_get_toplevels ();
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);
    if (ADW_IS_MESSAGE_DIALOG (window))
      adw_message_dialog_response (ADW_MESSAGE_DIALOG (window), "undo");
  }
  pilot_wait (&pilot, says_taken_back, "the project as it was");
  g_assert_cmpint (count ("SELECT count(*) FROM household WHERE household_no = '77000006'"), ==, 0);
  pilot_settle (&pilot);
  g_assert_cmpint (lb_loader_get_county (pilot.loader)->data_version, >, version);
  pilot_press (dialog, "_Close");
  pilot_close (&pilot);
}

static void
test_passphrase (void)
{
  Pilot pilot = {0};
  g_autofree char *file = NULL;
  gint64 number = count ("SELECT household_no FROM household LIMIT 1");
  g_autofree char *text = g_strdup_printf ("户编号,姓名,与户主关系,证件号码\n%" G_GINT64_FORMAT ",甲一,户主,11010519491231002X\n", number);

  g_test_summary ("certificate numbers are kept only with a passphrase, and sealed");
  write_text ("members.csv", text, "UTF-8", &file);
  open_window (&pilot, file);
  g_assert_true (pilot_reads (GTK_WIDGET (dialog), "members of households"));
  g_assert_true (pilot_reads (GTK_WIDGET (dialog), "Keep certificate numbers"));
  g_assert_false (pilot_reads (GTK_WIDGET (dialog), "11010519491231002X"));
  lb_import_window_set_passphrase (dialog, "short");
  g_assert_false (gtk_widget_is_sensitive (pilot_find_button (GTK_WIDGET (dialog), "Import 1 rows")));
  lb_import_window_set_passphrase (dialog, "long enough to be one");
  pilot_press (dialog, "Import 1 rows");
  pilot_wait (&pilot, is_imported, "the import");
  g_assert_cmpint (count ("SELECT count(*) FROM person WHERE id_enc IS NOT NULL"), ==, 1);
  undo_and_close (&pilot);
}

static char *
digest_of (const char *sql)
{
  g_autoptr (LbProject) project = lb_project_open (sample_project, LB_DB_READ, NULL);
  char *text = NULL;

  g_assert_true (lb_db_get_text (lb_project_get_db (project), sql, &text, NULL));
  return text;
}

#define STATE "SELECT (SELECT count(*) FROM import_batch) || ' ' || (SELECT count(*) FROM measure) || ' ' || (SELECT count(*) FROM journal)"

static void
test_cancel (void)
{
  Pilot pilot = {0};
  g_autofree char *file = write_rows ("measures.csv", "many.csv", 1400, "");
  g_autofree char *before = digest_of (STATE);

  g_test_summary ("an import that is stopped leaves the project unchanged, and what was found still stands");
  open_window (&pilot, file);
  GtkWidget *button = gtk_window_get_default_widget (GTK_WINDOW (dialog));
  g_signal_emit_by_name (button, "clicked");
  g_assert_true (is_stage ("working"));
  pilot_press (dialog, "_Cancel");
  pilot_wait (&pilot, is_tried, "the review");
  g_assert_nonnull (strstr (lb_import_window_get_problem (dialog), "nothing of it was kept"));
  g_autofree char *after = digest_of (STATE);
  g_assert_cmpstr (before, ==, after);
  g_assert_true (gtk_widget_is_sensitive (button));

  /* Closed while it runs: the same. */
  g_signal_emit_by_name (button, "clicked");
  gtk_window_destroy (GTK_WINDOW (dialog));
  pilot_idle (500);
  g_autofree char *closed = digest_of (STATE);
  g_assert_cmpstr (before, ==, closed);
  pilot_close (&pilot);
}

static gboolean
drop_files (GtkWidget *widget, const char *const *paths)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  GSList *files = NULL;
  gboolean taken = FALSE;
  GValue value = G_VALUE_INIT;

  for (guint i = 0; paths[i] != NULL; i++)
    files = g_slist_append (files, g_file_new_for_path (paths[i]));
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_list (files));
  g_slist_free_full (files, g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
    if (GTK_IS_DROP_TARGET (controller))
      g_signal_emit_by_name (controller, "drop", &value, 0.0, 0.0, &taken);
  }
  g_value_unset (&value);
  return taken;
}

static void
test_drop (void)
{
  Pilot pilot = {0};
  g_autofree char *first = write_rows ("measures.csv", "first.csv", 2, ""), *second = write_rows ("visits.csv", "second.csv", 3, "");
  const char *const both[] = {first, second, NULL};

  g_test_summary ("files dropped on the window of an import are taken one after the other; Escape closes it");
  open_window (&pilot, NULL);
  g_assert_true (is_stage ("start"));
  g_assert_true (drop_files (GTK_WIDGET (dialog), both));
  pilot_wait (&pilot, is_tried, "the trial");
  g_assert_true (pilot_reads (GTK_WIDGET (dialog), "first.csv"));
  pilot_press (dialog, "Import 2 rows");
  pilot_wait (&pilot, is_imported, "the import");
  pilot_press (dialog, "_Take the import back");
  pilot_wait (&pilot, is_taken_back, "the project as it was");
  pilot_press (dialog, "_Next file");
  pilot_wait (&pilot, is_tried, "the trial");
  g_assert_true (pilot_reads (GTK_WIDGET (dialog), "second.csv"));
  g_assert_true (pilot_reads (GTK_WIDGET (dialog), "visits"));

  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  pilot_xdotool (&pilot, "windowfocus %lu", gdk_x11_surface_get_xid (gtk_native_get_surface (GTK_NATIVE (dialog))));
  pilot_xdotool (&pilot, "key Escape");
  pilot_idle (300);
  g_assert_null (dialog);
  g_assert_true (drop_files (GTK_WIDGET (pilot.window), both)); /* and on the main window, which opens it again */
  pilot_settle (&pilot);
  pilot_close (&pilot);
}

static void
test_report (void)
{
  Pilot pilot = {0};
  g_autofree char *letter = g_build_filename (pilot_folder (), "letter.ini", NULL), *path = g_build_filename (pilot_folder (), "letter.pdf", NULL);

  g_test_summary ("the dialog of a report passes the letter with its number and date, and what is public; a wrong date is said before");
  g_assert_true (g_file_set_contents (letter, "[公文]\n发文机关 = 岚岭县农业农村局\n发文字号 = 岚农发〔2026〕9号\n", -1, NULL));
  pilot_open (&pilot, sample_project, 1366, 768);
  pilot_settle (&pilot);
  LbReportWindow *report = lb_window_ask_report (pilot.window);
  g_assert_null (lb_report_window_get_wish (report).letter);
  g_assert_false (lb_report_window_get_wish (report).public_);
  lb_report_window_set_letter (report, letter, "岚农发〔2026〕12号", "2026-02-30");
  g_assert_nonnull (lb_report_window_get_problem (report));
  lb_report_window_set_letter (report, letter, "岚农发〔2026〕12号", "2026-02-03");
  g_assert_null (lb_report_window_get_problem (report));
  lb_report_window_set_public (report, TRUE, "a;b");
  g_assert_nonnull (lb_report_window_get_problem (report));
  lb_report_window_set_public (report, TRUE, "岚S〔2026〕1号");
  g_assert_null (lb_report_window_get_problem (report));
  LbReportWish wish = lb_report_window_get_wish (report);
  g_assert_cmpstr (wish.review, ==, "岚S〔2026〕1号");
  lb_report_window_set_public (report, FALSE, NULL);
  lb_report_window_export (report, path);
  pilot_wait (&pilot, pilot_has_reported, "the report");
  g_assert_cmpstr (lb_window_get_last_toast (pilot.window), ==, "“letter.pdf” was written");
  /* The PDF says what it was made from. */
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  PopplerDocument *document = poppler_document_new_from_file (uri, NULL, NULL);
  g_assert_nonnull (document);
  g_autofree char *made_from = poppler_document_get_keywords (document);
  g_object_unref (document);
  g_assert_nonnull (strstr (made_from, "number%3D岚农发〔2026〕12号"));
  g_assert_nonnull (strstr (made_from, "date%3D2026-02-03"));
  pilot_close (&pilot);
}

static void
add_tests (void)
{
  sample_project = pilot_make_sample ("sample.gpkg");
  g_test_add_func ("/import/file-is-shown-lands-and-is-taken-back", test_whole);
  g_test_add_func ("/import/columns-chosen-by-hand-change-what-lands", test_columns);
  g_test_add_func ("/import/encodings-show-their-names", test_encoding);
  g_test_add_func ("/import/corrected-rows-land", test_correction);
  g_test_add_func ("/import/candidate-corrects-a-row", test_candidate);
  g_test_add_func ("/import/batch-is-taken-back-after-a-question", test_batches);
  g_test_add_func ("/import/certificates-are-kept-under-a-passphrase", test_passphrase);
  g_test_add_func ("/import/stopped-import-leaves-the-project-unchanged", test_cancel);
  g_test_add_func ("/import/dropped-files-come-one-after-the-other", test_drop);
  g_test_add_func ("/import/report-dialog-passes-the-letter", test_report);
}

int
main (int argc, char **argv)
{
  int status = pilot_main (argc, argv, add_tests);

  g_free (sample_project);
  return status;
}
