/* report.h - documents: compose → lay out → paint
 *
 * Compose asks the value tables and fills a list of blocks from a template; lay out breaks blocks into pages of the official
 * type area (it knows no surface, so a test can ask where a line stands in millimetres); paint writes PDF.
 * No clock, no random numbers and no locale reach the output: the same project, dates and template give the same bytes.
 */
#pragma once
#include "maps/map.h"
#include "src/command.h"

#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS

#define LB_REPORTS_ERROR (lb_reports_error_quark ())

typedef enum {
  LB_REPORTS_ERROR_KIND,     /* unknown kind, or one this version has not got        */
  LB_REPORTS_ERROR_TEMPLATE, /* template: line, column, what is wrong                */
  LB_REPORTS_ERROR_FONT,     /* no font that can set Chinese                         */
  LB_REPORTS_ERROR_DATA,     /* nothing to report on                                 */
  LB_REPORTS_ERROR_OUTPUT,   /* the file cannot be written                           */
} LbReportsError;

GQuark lb_reports_error_quark (void);

typedef struct {
  const char *kind;   /* "look-back", "notice", …                         */
  gint32 as_of;       /* LB_DAY_NONE: the last day of the data            */
  gint32 since;       /* LB_DAY_NONE: no comparison                       */
  const char *region; /* code of the region reported on; NULL: the county */
  gboolean public_;   /* for publication: small cells are hidden, lists of households left out (disclosure.h) */
  const char *review; /* map-review number of a report for publication; NULL: its maps say 内部用图 不得公开 */
  gboolean archive;   /* PDF/A-2b                                         */
  const char *letter; /* text of a letterhead (letterhead.h); NULL: no red head */
  gboolean folder;    /* the tables as files beside it (audit-pack.h)     */
  GCancellable *cancellable; /* NULL: none; asked between pages             */
  LbTiming *timing;          /* NULL: none; receives fonts compose layout paint */
} LbReportOptions;

/* Whether @review may be the map-review number of a report for publication. LB_ERROR_USAGE. */
gboolean lb_report_check_review (const char *review, GError **error);

/* A report laid out: its pages may be painted onto any surface, as often as one likes. Belongs to one thread at a time. */
typedef struct _LbReport LbReport;

/* Composes and lays out. Errors and thread as lb_report_write(). */
LbReport   *lb_report_new (LbProject *project, const LbReportOptions *options, GError **error);
void        lb_report_free (LbReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbReport, lb_report_free)
const char *lb_report_get_title (const LbReport *self); /* borrowed */
guint       lb_report_get_n_pages (const LbReport *self);
/* Points. */
void        lb_report_get_page_size (const LbReport *self, guint page, double *width, double *height);
/* The unit of @cr is a point. */
void        lb_report_paint_page (LbReport *self, guint page, cairo_t *cr);

typedef struct {
  guint pages;
  GPtrArray *substitutions; /* char *: fonts that stand in for the wanted ones, "仿宋→Noto Serif CJK SC" */
} LbReportResult;

void lb_report_result_clear (LbReportResult *self);

/* Writes the PDF beside @path and renames it. @result may be NULL; on success the caller clears it. Besides the errors
 * above: LB_ERROR_USAGE (dates, unknown kind), LB_ERROR_NOT_FOUND (region), LB_ERROR_FILE, LB_ERROR_INPUT (indicator),
 * G_IO_ERROR_CANCELLED. Thread: the one that owns @project. Cost: the cubes, then milliseconds a page. */
gboolean lb_report_write (LbProject *project, const LbReportOptions *options, const char *path,
                          LbReportResult *result, GError **error);

G_END_DECLS
