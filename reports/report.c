#include "config.h"
#include "reports/report.h"
#include "reports/audit-pack.h"
#include "reports/compose.h"
#include "src/date.h"
#include "src/i18n.h"

void
lb_report_result_clear (LbReportResult *self)
{
  g_clear_pointer (&self->substitutions, g_ptr_array_unref);
  self->pages = 0;
}

static char *
join (const GPtrArray *words, const char *separator)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < words->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? separator : "", (const char *) g_ptr_array_index (words, i));
  return g_string_free (text, FALSE);
}

struct _LbReport {
  LbFonts *fonts;
  LbDocument *document;
  LbLayout *layout;
};

LbReport *
lb_report_new (LbProject *project, const LbReportOptions *options, GError **error)
{
  LbTiming quiet = {FALSE, 0}, *timing = options->timing != NULL ? options->timing : &quiet;
  g_autoptr (LbReport) self = g_new0 (LbReport, 1);

  if (!lb_report_check_kind (options->kind, error) || (options->public_ && !lb_report_check_public (options->kind, error)))
    return NULL;
  self->fonts = lb_fonts_new (NULL, error);
  if (self->fonts == NULL)
    return NULL;
  lb_timing_stage (timing, "fonts");
  self->document = lb_compose (project, options, NULL, error);
  if (self->document == NULL)
    return NULL;
  lb_timing_stage (timing, "compose");
  self->layout = lb_layout_new (self->document->blocks, self->fonts, self->document->style);
  if (!lb_fonts_check (self->fonts, error))
    return NULL;
  lb_timing_stage (timing, "layout");
  return g_steal_pointer (&self);
}

void
lb_report_free (LbReport *self)
{
  g_clear_pointer (&self->layout, lb_layout_free);
  g_clear_pointer (&self->document, lb_document_free);
  g_clear_pointer (&self->fonts, lb_fonts_free);
  g_free (self);
}

const char *
lb_report_get_title (const LbReport *self)
{
  return self->document->title;
}

guint
lb_report_get_n_pages (const LbReport *self)
{
  return self->layout->pages->len;
}

void
lb_report_get_page_size (const LbReport *self, guint page, double *width, double *height)
{
  const LbPage *own = g_ptr_array_index (self->layout->pages, page);

  *width = own->width / LB_MM_PER_POINT;
  *height = own->height / LB_MM_PER_POINT;
}

void
lb_report_paint_page (LbReport *self, guint page, cairo_t *cr)
{
  lb_paint_page (cr, self->fonts, g_ptr_array_index (self->layout->pages, page));
}

static gboolean
write_files (LbReport *self, LbProject *project, const LbReportOptions *options, const LbPaintInfo *info, const char *path, GError **error)
{
  LbAuditPackSource source = {project, self->document, self->layout, self->fonts, info};
  g_autoptr (LbAuditPack) pack = NULL;

  if (options->folder) {
    pack = lb_audit_pack_new (&source, path, options->cancellable, error);
    if (pack == NULL)
      return FALSE;
  }
  return lb_paint_pdf (self->layout, self->fonts, info, path, options->cancellable, error) &&
         (pack == NULL || lb_audit_pack_commit (pack, error));
}

gboolean
lb_report_write (LbProject *project, const LbReportOptions *options, const char *path, LbReportResult *result,
                 GError **error)
{
  LbTiming quiet = {FALSE, 0}, *timing = options->timing != NULL ? options->timing : &quiet;
  g_autoptr (LbReport) self = lb_report_new (project, options, error);

  if (self == NULL)
    return FALSE;
  const LbDocument *document = self->document;
  g_autoptr (GPtrArray) substitutions = lb_fonts_dup_substitutions (self->fonts);
  g_autofree char *fonts = join (substitutions, "，");
  g_autofree char *keywords = g_strdup_printf ("%s; form=%s; fonts=%s", document->keywords,
                                               options->archive ? "archive" : "plain", fonts);
  g_autofree char *as_of = lb_day_to_text (document->figures->as_of);
  /* Not the clock: the same report is the same file on any day. */
  g_autofree char *date = g_strconcat (as_of, "T00:00:00+08:00", NULL);
  LbPaintInfo info = {document->title, document->figures->issuer, "防止返贫动态监测和帮扶工作督导", keywords, date,
                      options->archive};
  if (!write_files (self, project, options, &info, path, error))
    return FALSE;
  lb_timing_stage (timing, "paint");
  if (result != NULL) {
    result->pages = self->layout->pages->len;
    result->substitutions = lb_fonts_dup_substitutions (self->fonts);
  }
  return TRUE;
}
