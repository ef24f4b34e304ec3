/* key.h - what a project signs with
 *
 * 32 random bytes, made with the project and kept in it alone (lookback_meta). Numbers that few people can have are soon
 * tried one by one, so a plain hash of a certificate, of a household's number or of a small count hides nothing; one under
 * this key tells nothing to whoever has not got the project, and is the same again for whoever has.
 */
#pragma once
#include "src/project.h"

G_BEGIN_DECLS

/* (transfer full): the key as text. A project of an older program gets it now, in the caller's transaction where there is one. */
char *lb_key_dup (LbDb *db, GError **error);

/* The same for a @project that may be open for reading alone: what is missing is then written on a connection of its own.
 * LB_ERROR_FILE where that cannot be. */
char *lb_key_dup_for_project (LbProject *project, GError **error);

/* (transfer full): HMAC-SHA256 of @text, hexadecimal. What is signed for one @purpose tells nothing of another. Any thread. */
char *lb_key_sign (const char *key, const char *purpose, const char *text);

G_END_DECLS
