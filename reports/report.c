#include "config.h"
#include "reports/report.h"
#include "reports/audit-pack.h"
#include "reports/compose.h"
#include "reports/paint.h"
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

static gboolean
paint (const LbDocument *document, const LbLayout *layout, LbFonts *fonts, const LbReportOptions *options, const char *path,
       GError **error)
{
  g_autoptr (GPtrArray) substitutions = lb_fonts_dup_substitutions (fonts);
  g_autofree char *fonts_text = join (substitutions, "，");
  g_autofree char *keywords = g_strdup_printf ("%s; form=%s; fonts=%s", document->keywords,
                                               options->archive ? "archive" : "plain", fonts_text);
  g_autofree char *as_of = lb_day_to_text (document->figures->as_of);
  /* Not the clock: the same report is the same file on any day. */
  g_autofree char *date = g_strconcat (as_of, "T00:00:00+08:00", NULL);
  LbPaintInfo info = {document->title, document->figures->issuer, "防止返贫动态监测和帮扶工作督导", keywords, date,
                      options->archive};

  return lb_paint_pdf (layout, fonts, &info, path, options->cancellable, error);
}

gboolean
lb_report_write (LbProject *project, const LbReportOptions *options, const char *path, LbReportResult *result,
                 GError **error)
{
  LbTiming quiet = {FALSE, 0}, *timing = options->timing != NULL ? options->timing : &quiet;

  if (!lb_report_check_kind (options->kind, error))
    return FALSE;
  if (options->public_) {
    g_set_error_literal (error, LB_REPORTS_ERROR, LB_REPORTS_ERROR_KIND,
                         _ ("a report for publication is not available in this version, because small figures are "
                            "not suppressed yet; without --public it is made for internal use"));
    return FALSE;
  }
  g_autoptr (LbFonts) fonts = lb_fonts_new (NULL, error);
  if (fonts == NULL)
    return FALSE;
  lb_timing_stage (timing, "fonts");
  g_autoptr (LbDocument) document = lb_compose (project, options, NULL, error);
  if (document == NULL)
    return FALSE;
  lb_timing_stage (timing, "compose");
  g_autoptr (LbLayout) layout = lb_layout_new (document->blocks, fonts, document->style);
  if (!lb_fonts_check (fonts, error))
    return FALSE;
  lb_timing_stage (timing, "layout");
  g_autoptr (LbAuditPack) pack = NULL;
  if (options->folder) {
    pack = lb_audit_pack_new (document, lb_template_get_text (document->template), path, error);
    if (pack == NULL)
      return FALSE;
  }
  if (!paint (document, layout, fonts, options, path, error) || (pack != NULL && !lb_audit_pack_commit (pack, error)))
    return FALSE;
  lb_timing_stage (timing, "paint");
  if (result != NULL) {
    result->pages = layout->pages->len;
    result->substitutions = lb_fonts_dup_substitutions (fonts);
  }
  return TRUE;
}
