/* audit-pack.h - the folder beside an audit pack's PDF
 *
 * index.csv (file, bytes, SHA-256), the lists of the report as CSV in two forms – "restricted" with the households' numbers
 * and "masked" with pseudonyms in their place; names are masked in both –, the values of every indicator at every region, their
 * definitions, and the template. Draw and substitution log are lists (sample-frames, sample-units).
 */
#pragma once
#include "reports/compose.h"

G_BEGIN_DECLS

typedef struct _LbAuditPack LbAuditPack;

/* Writes all but the index into a folder beside @pdf_path that has no final name yet. LB_ERROR_EXISTS when the folder of
 * that name ("NAME-files" for NAME.pdf) is there already. */
LbAuditPack *lb_audit_pack_new (const LbDocument *document, const char *template_text, const char *pdf_path, GError **error);
/* Adds the index with the PDF and gives the folder its name. */
gboolean     lb_audit_pack_commit (LbAuditPack *self, GError **error);
/* Removes what was not committed. */
void         lb_audit_pack_free (LbAuditPack *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbAuditPack, lb_audit_pack_free)

G_END_DECLS
