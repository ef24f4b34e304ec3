/* text.h - bytes of unknown encoding become UTF-8
 *
 * Ledgers and DBF tables come as UTF-8, GB18030 (GBK, GB2312) or UTF-16, often without saying so. Decision order
 * for both: the user's choice → what the file says (.cpg, LDID, BOM) → test of the bytes. Any thread.
 */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  const char *name;  /* "UTF-8", "GB18030", "UTF-16LE", "UTF-16BE"; static                            */
  char *reason;      /* one clause for the batch and the window: "from the .cpg file", "bytes valid as UTF-8", … */
} LbEncoding;

void lb_encoding_clear (LbEncoding *self);

/* Canonical name of an encoding as users and files write it ("gbk", "936", "LDID/77", "utf8", "ANSI 936"), or
 * NULL when unknown. Static. */
const char *lb_encoding_canonical (const char *name);

/* Judges @bytes (a sample, 64 KiB are plenty; it may end inside a character): BOM; valid UTF-8 with a multi-byte
 * character; else GB18030 if the share of common Chinese characters says so; pure ASCII is UTF-8. */
void lb_encoding_detect (const char *bytes, gsize length, LbEncoding *encoding);

/* (transfer full): @length bytes in @encoding as UTF-8. A character cut in half at the very end is dropped; bytes
 * that are no character become U+FFFD and are counted in @replaced (may be NULL). Never NULL. */
char *lb_text_decode (const char *bytes, gssize length, const char *encoding, guint *replaced);

/* (transfer full): trimmed, full-width digits, Latin letters, brackets and spaces made half-width, inner runs of white
 * space (line breaks too) made one space. */
char *lb_text_normalise (const char *text);

/* (transfer full): a heading without spaces, line breaks and bracket differences, for comparison. */
char *lb_text_normalise_heading (const char *text);

G_END_DECLS
