#include "config.h"
#include "ui/print.h"
#include "src/date.h"
#include "ui/work.h"

static gpointer
lay_out (gpointer data, GTask *task, GCancellable *cancellable, GError **error)
{
  LbPicture *picture = data;
  g_autoptr (LbProject) project = lb_project_open (picture->county->path, LB_DB_READ, error);
  const LbReportOptions options = {
    .kind = "look-back", .as_of = picture->as_of, .since = LB_DAY_NONE, .cancellable = cancellable};

  (void) task;
  return project != NULL ? lb_report_new (project, &options, error) : NULL;
}

static const LbWork print_work = {"print", lay_out, (GDestroyNotify) lb_picture_unref, (GDestroyNotify) lb_report_free, FALSE};

void
lb_print_layout (LbPicture *picture, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  lb_work_start (&print_work, lb_picture_ref (picture), cancellable, NULL, callback, data);
}

LbReport *
lb_print_layout_finish (GAsyncResult *result, GError **error)
{
  return lb_work_finish (result, error);
}

static void
begin (GtkPrintOperation *operation, GtkPrintContext *context, LbReport *report)
{
  (void) context;
  gtk_print_operation_set_n_pages (operation, (int) lb_report_get_n_pages (report));
}

/* A landscape page of the report is printed on a landscape sheet. */
static void
set_up_page (GtkPrintOperation *operation, GtkPrintContext *context, int page, GtkPageSetup *setup, LbReport *report)
{
  double width, height;

  (void) operation;
  (void) context;
  lb_report_get_page_size (report, (guint) page, &width, &height);
  gtk_page_setup_set_orientation (setup, width > height ? GTK_PAGE_ORIENTATION_LANDSCAPE : GTK_PAGE_ORIENTATION_PORTRAIT);
}

/* On paper of another size the page keeps its measures if it fits and is made smaller if it does not; it is never enlarged. */
static void
draw (GtkPrintOperation *operation, GtkPrintContext *context, int page, LbReport *report)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  double paper_width = gtk_print_context_get_width (context), paper_height = gtk_print_context_get_height (context);
  double width, height;

  (void) operation;
  lb_report_get_page_size (report, (guint) page, &width, &height);
  double scale = MIN (1, MIN (paper_width / width, paper_height / height));
  cairo_translate (cr, (paper_width - width * scale) / 2, (paper_height - height * scale) / 2);
  cairo_scale (cr, scale, scale);
  lb_report_paint_page (report, (guint) page, cr);
}

GtkPrintOperation *
lb_print_operation_new (LbReport *report)
{
  GtkPrintOperation *self = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  g_autoptr (GtkPaperSize) paper = gtk_paper_size_new (GTK_PAPER_NAME_A4);

  gtk_page_setup_set_paper_size (setup, paper);
  gtk_print_operation_set_default_page_setup (self, setup);
  gtk_print_operation_set_job_name (self, lb_report_get_title (report));
  gtk_print_operation_set_use_full_page (self, TRUE);
  gtk_print_operation_set_unit (self, GTK_UNIT_POINTS);
  gtk_print_operation_set_embed_page_setup (self, TRUE);
  gtk_print_operation_set_allow_async (self, TRUE);
  g_signal_connect (self, "begin-print", G_CALLBACK (begin), report);
  g_signal_connect (self, "request-page-setup", G_CALLBACK (set_up_page), report);
  g_signal_connect (self, "draw-page", G_CALLBACK (draw), report);
  g_object_set_data_full (G_OBJECT (self), "report", report, (GDestroyNotify) lb_report_free);
  return self;
}
