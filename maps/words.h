/* words.h - the words around a map, from data/maps/furniture.ini
 *
 * Not gettext: a map must be the same to the byte in every locale, so its language is named by its LbMapSpec.
 * Private to the room. Immutable; any thread.
 */
#pragma once
#include "src/region.h"

G_BEGIN_DECLS

typedef struct _LbWords LbWords;

/* @language "zh" or "en"; anything else is zh. */
LbWords    *lb_words_load (const char *language, GError **error);
void        lb_words_free (LbWords *self);
/* The word of a key; "" when the file lacks it. Borrowed. */
const char *lb_words_get (const LbWords *self, const char *key);
/* The same for the key "PREFIX-LEVEL" or, without prefix, "LEVEL". */
const char *lb_words_get_level (const LbWords *self, const char *prefix, LbLevel level);
/* (transfer full): the sentence of @key with each {name} replaced by its value: name, value, name, value … NULL. The file
 * is data and never a format string; a name it does not know stays as it stands. */
char       *lb_words_fill (const LbWords *self, const char *key, ...) G_GNUC_NULL_TERMINATED;
/* (transfer full): "2025-12-31" as the language writes it; other text unchanged. */
char       *lb_words_date (const LbWords *self, const char *iso);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbWords, lb_words_free)
G_END_DECLS
