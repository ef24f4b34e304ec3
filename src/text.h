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

/* The same piece by piece, for files too large to hold twice. A BOM at the very beginning is dropped, a character
 * cut by the end of a piece waits for the next one. */
typedef struct _LbDecoder LbDecoder;
LbDecoder *lb_decoder_new (const char *encoding);
void       lb_decoder_free (LbDecoder *self);
/* Appends the decoded text to @out. A NUL byte stays a NUL. */
void       lb_decoder_push (LbDecoder *self, const char *bytes, gsize length, GString *out);
/* After the last piece: a character cut by the end of the file becomes U+FFFD. */
void       lb_decoder_finish (LbDecoder *self, GString *out);
guint      lb_decoder_get_replaced (const LbDecoder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbDecoder, lb_decoder_free)

/* (transfer full): trimmed, full-width digits, Latin letters, brackets and spaces made half-width, inner runs of white
 * space (line breaks too) made one space, control characters and other invisible ones dropped. */
char *lb_text_normalise (const char *text);
/* The same where it lies, for it never grows; returns the new length. */
gsize lb_text_normalise_in_place (char *text);
/* Whether lb_text_normalise_in_place() would leave @text as it is, and its @length; FALSE also where that takes more than a
 * look at each byte. */
gboolean lb_text_is_normal (const char *text, gsize *length);

/* (transfer full): a heading without spaces, line breaks and bracket differences, for comparison. */
char *lb_text_normalise_heading (const char *text);

G_END_DECLS
