/* secret.h - certificate numbers under a passphrase
 *
 * A project keeps certificate numbers only as keyed hashes, which join and do not tell. Where the office needs the
 * numbers themselves (forms for the national system), they are sealed: XChaCha20-Poly1305 under a key that Argon2id makes
 * of a passphrase (libsodium; nothing of it is our own). The passphrase is stored nowhere: who loses it loses the numbers
 * and nothing else. An LbSecret belongs to one thread; its key lies in locked memory and is wiped when it is freed.
 */
#pragma once
#include "src/project.h"

G_BEGIN_DECLS

typedef struct _LbSecret LbSecret;

/* TRUE when the project has a passphrase. */
gboolean lb_secret_exists (LbProject *project);

/* Gives a project its first passphrase, in a transaction of its own, and writes that into the journal. LB_ERROR_EXISTS when it
 * has one; LB_ERROR_USAGE when @passphrase is shorter than 8 characters. Takes a second or less and 64 MB, on purpose. */
LbSecret *lb_secret_create (LbProject *project, const char *passphrase, GError **error);

/* LB_ERROR_NOT_FOUND when the project has none, LB_ERROR_INPUT when it is another one. Costs what lb_secret_create() costs. */
LbSecret *lb_secret_open (LbProject *project, const char *passphrase, GError **error);
void      lb_secret_free (LbSecret *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbSecret, lb_secret_free)

/* (transfer full): @text sealed, never the same bytes twice. */
GBytes *lb_secret_seal (const LbSecret *self, const char *text);
/* (transfer full): what was sealed; LB_ERROR_PROJECT when the bytes were changed or belong to another key. */
char   *lb_secret_unseal (const LbSecret *self, gconstpointer sealed, gsize size, GError **error);

/* (transfer full): the first line of a file, for --passphrase-file; "-" is standard input. Wipe it with
 * lb_secret_wipe(). */
char *lb_secret_read_passphrase (const char *path, GError **error);
/* What the first line of the file at @path opens. @create: of a project without a passphrase it becomes the passphrase. */
LbSecret *lb_secret_open_file (LbProject *project, const char *path, gboolean create, GError **error);
/* Overwrites and frees @text. */
void  lb_secret_wipe (char *text);

G_END_DECLS
