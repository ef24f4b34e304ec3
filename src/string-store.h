/* string-store.h - millions of texts by number, in bounded memory
 *
 * The shared texts of a workbook. They stand one behind the other; of every sixteenth it is known where. The first
 * 64 MiB stay in memory; what comes then goes to a nameless temporary file, sixteen texts of which are read at a time:
 * cells ask for neighbours, for texts are numbered as they first appear. One thread at a time.
 */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

typedef struct _LbStringStore LbStringStore;

/* @in_memory: bytes that stay in memory, 0: LB_STRING_STORE_MEMORY. */
#define LB_STRING_STORE_MEMORY (64 << 20)
LbStringStore *lb_string_store_new (gsize in_memory);
void           lb_string_store_free (LbStringStore *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbStringStore, lb_string_store_free)

/* FALSE with LB_ERROR_FILE when the temporary file cannot be made or written. */
gboolean    lb_string_store_add (LbStringStore *self, const char *text, GError **error);
guint64     lb_string_store_get_n (const LbStringStore *self);
/* Borrowed until the next call. @i must be below the number of texts. NULL with LB_ERROR_FILE. */
const char *lb_string_store_get (LbStringStore *self, guint64 i, GError **error);

G_END_DECLS
