/* compose.h - the first of the three parts: from project and template to blocks
 *
 * Finds the region and the dates, builds the value tables of every indicator the template names, fills the
 * template, makes the maps and adds the closing line with the fingerprint. Reads no clock. Thread: the project's.
 */
#pragma once
#include "reports/block.h"
#include "reports/page-style.h"
#include "reports/report.h"
#include "reports/template.h"

G_BEGIN_DECLS

typedef struct {
  GPtrArray *blocks;   /* LbBlock                                                        */
  LbPageStyle style;   /* of its pages                                                   */
  LbFigures *figures;
  LbTemplate *template;
  GArray *uses;        /* LbTemplateUse: every number in the words                        */
  char *title;         /* of the document, one line                                       */
  char *fingerprint;   /* of the project's data; for publication under the project's key   */
  char *keywords;      /* fingerprint, dates, rule set, template, program version         */
} LbDocument;

/* @template_path NULL: the shipped one of the kind. */
LbDocument *lb_compose (LbProject *project, const LbReportOptions *options, const char *template_path, GError **error);
void        lb_document_free (LbDocument *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbDocument, lb_document_free)

/* TRUE when @kind is one; LB_ERROR_USAGE. */
extern const char *const lb_report_kinds[]; /* ends with NULL */
gboolean lb_report_check_kind (const char *kind, GError **error);
/* TRUE when there is an edition of it for publication; LB_REPORTS_ERROR_KIND says why there is none and what to do. */
gboolean lb_report_check_public (const char *kind, GError **error);

G_END_DECLS
