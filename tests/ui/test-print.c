/* The print operation, exporting instead of printing: the same pages come out as in the PDF of the report. */
#include "config.h"
#include "src/date.h"
#include "ui/print.h"

#include <glib/gstdio.h>
#include <poppler.h>
#include <string.h>

static char *dir, *project_path;

static void
run (const char *const *words)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  int status;

  g_ptr_array_add (argv, (gpointer) g_getenv ("LOOKBACK"));
  for (; *words != NULL; words++)
    g_ptr_array_add (argv, (gpointer) *words);
  g_ptr_array_add (argv, NULL);
  g_assert_true (g_spawn_sync (NULL, (char **) argv->pdata, NULL, G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL,
                               NULL, NULL, NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);
}

#define MM (72 / 25.4)
#define RUN(...) run ((const char *const[]) {__VA_ARGS__, NULL})

static void
make_project (void)
{
  static const char *const files[] = {"township.shp", "village.shp", "grid.shp", "households.csv", "cases.csv", "measures.csv"};

  dir = g_dir_make_tmp ("lookback-XXXXXX", NULL);
  project_path = g_build_filename (dir, "county.gpkg", NULL);
  RUN ("new", project_path, "--name", "岚岭县", "--code", "539902", "--issuer", "岚岭县乡村振兴局");
  for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autofree char *path = g_build_filename (g_getenv ("LOOKBACK_DATA_DIR"), "sample", files[i], NULL);
    RUN ("import", project_path, path);
  }
}

static void
the_pages_that_are_printed_are_those_of_the_report (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (dir, "printed.pdf", NULL), *uri = g_filename_to_uri (path, NULL, NULL);
  g_autoptr (LbProject) project = lb_project_open (project_path, LB_DB_READ, &error);
  const LbReportOptions options = {.kind = "look-back", .as_of = lb_day_from_text ("2025-12-31"), .since = LB_DAY_NONE};
  LbReport *report = lb_report_new (project, &options, &error);
  g_assert_no_error (error);
  int n = (int) lb_report_get_n_pages (report);
  g_autoptr (GtkPrintOperation) operation = lb_print_operation_new (report);

  gtk_print_operation_set_export_filename (operation, path);
  gtk_print_operation_set_allow_async (operation, FALSE);
  g_assert_cmpint (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &error), ==,
                   GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_no_error (error);
  PopplerDocument *document = poppler_document_new_from_file (uri, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (poppler_document_get_n_pages (document), ==, n);
  for (int i = 0; i < n; i++) {
    PopplerPage *page = poppler_document_get_page (document, i);
    PopplerRectangle foot = {0, 264 * MM, 210 * MM, 290 * MM}; /* the type area ends at 262 mm, the number stands 7 mm below */
    g_autofree char *text = poppler_page_get_text_for_area (page, &foot), *number = g_strdup_printf ("%d", i + 1);
    double width, height;
    poppler_page_get_size (page, &width, &height);
    g_assert_cmpfloat_with_epsilon (width, 595.3, 1);
    g_assert_cmpfloat_with_epsilon (height, 841.9, 1);
    if (strstr (text, number) == NULL)
      g_error ("the foot of page %d: %s", i + 1, text);
    g_object_unref (page);
  }
  g_object_unref (document);
  g_unlink (path);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (gtk_init_check ());
  make_project ();
  g_test_add_func ("/print/the-pages-that-are-printed-are-those-of-the-report", the_pages_that_are_printed_are_those_of_the_report);
  int status = g_test_run ();
  g_unlink (project_path);
  g_rmdir (dir);
  g_free (project_path);
  g_free (dir);
  return status;
}
