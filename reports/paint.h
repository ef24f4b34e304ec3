/* paint.h - pages become a PDF
 *
 * Vector, with subset fonts, outline and metadata. The dates in the file come from the caller, so the same
 * pages give the same bytes on any day. Written beside the target and renamed; a failure leaves no file. One thread.
 */
#pragma once
#include "reports/layout.h"

G_BEGIN_DECLS

typedef struct {
  const char *title, *author, *subject, *keywords;
  const char *date; /* ISO 8601, of making: "2025-12-31T00:00:00+08:00" */
  gboolean archive; /* PDF/A-2b */
} LbPaintInfo;

/* One page on any surface of cairo, its unit a point: PDF, printer, screen. Links are not part of it. */
void lb_paint_page (cairo_t *cr, LbFonts *fonts, const LbPage *page);

/* LB_REPORTS_ERROR_OUTPUT, LB_ERROR_FILE or G_IO_ERROR_CANCELLED. @cancellable may be NULL; asked between pages. */
gboolean lb_paint_pdf (const LbLayout *layout, LbFonts *fonts, const LbPaintInfo *info, const char *path,
                       GCancellable *cancellable, GError **error);

G_END_DECLS
