/* audit-pack.h - the folder beside an audit pack's PDF
 *
 * The lists of the report as CSV in two forms – "restricted" with the households' numbers and "masked" with pseudonyms in their place;
 * names are masked in both –, the same for each village of the sample with the dossiers of its households
 * (restricted/villages/CODE/), the values of every indicator at every region, their definitions, the template, and the project's
 * journal with its chain of sums. Draw and substitution log are lists (sample-frames, sample-units).
 *
 * Pseudonyms are made under the project's key (key.h). Two indexes name file, title, bytes, pages and SHA-256: index.csv of what may be
 * handed on, restricted/index.csv of the PDF and all else in which numbers of households stand. The sum of such a file
 * would tell a number to whoever puts one after the other into the masked file.
 */
#pragma once
#include "reports/compose.h"
#include "reports/paint.h"

G_BEGIN_DECLS

typedef struct _LbAuditPack LbAuditPack;

/* Everything the folder is made from; the caller keeps it until the pack is freed. */
typedef struct {
  LbProject *project;
  const LbDocument *document;
  const LbLayout *layout;  /* of the PDF */
  LbFonts *fonts;
  const LbPaintInfo *info; /* of the PDF */
} LbAuditPackSource;

/* Writes all but the indexes into a folder beside @pdf_path that has no final name yet. LB_ERROR_EXISTS when the folder of
 * that name ("NAME-files" for NAME.pdf) is there already; LB_ERROR_PROJECT when the journal's chain is broken;
 * G_IO_ERROR_CANCELLED. */
LbAuditPack *lb_audit_pack_new (const LbAuditPackSource *source, const char *pdf_path, GCancellable *cancellable, GError **error);
/* Adds the indexes, the PDF in one of them, and gives the folder its name. */
gboolean     lb_audit_pack_commit (LbAuditPack *self, GError **error);
/* Removes what was not committed. */
void         lb_audit_pack_free (LbAuditPack *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbAuditPack, lb_audit_pack_free)

G_END_DECLS
