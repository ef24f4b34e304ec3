/* code.h - what a region code tells: 6 digits county, 9 township, 12 village, 15 and more grid (GB/T 2260, GB/T 10114,
 * statistical codes; domain.md §3.1–3.2) */
#pragma once
#include "src/region.h"

G_BEGIN_DECLS

/* (transfer full): @text as a code: blanks and a numeric field's ".000" gone; the zeros that fill a statistical code of
 * twelve digits up (539902101000 for a township) gone as well. */
char *lb_code_canonical (const char *text);
/* FALSE when @code does not tell: not only digits, or of another length. */
gboolean lb_code_get_level (const char *code, LbLevel *level);

G_END_DECLS
