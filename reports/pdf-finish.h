/* pdf-finish.h - what cairo cannot say in a PDF is added to what it wrote
 *
 * Page labels as printed, links of the contents, the document's language, dates as the format wants them; object streams make the
 * file smaller. The archive form adds what PDF/A-2b (ISO 19005-2, GB/T 23286) asks for beside what pages drawn by cairo have
 * already (embedded fonts, no scripts, no encryption): XMP, an output intent with its colour profile, an identifier.
 */
#pragma once
#include "reports/paint.h"

G_BEGIN_DECLS

/* (transfer full): the finished file. LB_REPORTS_ERROR_OUTPUT when cairo's bytes cannot be understood. Deterministic. */
GByteArray *lb_pdf_finish (const GByteArray *drawn, const LbLayout *layout, const LbPaintInfo *info, GError **error);

/* (transfer full): an ICC profile of sRGB (IEC 61966-2-1), for D50. */
GByteArray *lb_icc_new_srgb (void);
/* (transfer full): the XMP packet of a document; @producer as in its information dictionary. */
char       *lb_xmp_new (const LbPaintInfo *info, const char *producer);

G_END_DECLS
