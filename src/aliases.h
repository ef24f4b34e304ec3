/* aliases.h - which field a heading means, and which stored word a cell's word means
 *
 * Loaded from data/aliases.ini. Immutable after loading; any thread.
 */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

typedef struct _LbAliases LbAliases;

/* LB_ERROR_FILE when the file is missing, LB_ERROR_INPUT when it is broken. */
LbAliases *lb_aliases_load (GError **error);
void       lb_aliases_free (LbAliases *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbAliases, lb_aliases_free)

/* Name of the field that @heading (any spelling) means in ledgers of @kind, or NULL. Borrowed. */
const char *lb_aliases_find_field (const LbAliases *self, const char *kind, const char *heading);
/* How people write the field's heading; its name when the file has none. Borrowed. */
const char *lb_aliases_get_heading (const LbAliases *self, const char *kind, const char *field);
/* Stored word that @word (normalised) means in @group, or NULL. Borrowed. */
const char *lb_aliases_find_word (const LbAliases *self, const char *group, const char *word);
/* Whether @cell (normalised) is a word for nothing: NULL, n/a, —. Asked for every cell, and quick for all others. */
gboolean    lb_aliases_is_empty (const LbAliases *self, const char *cell);
/* The word that people read for a stored one, the first of its line; the stored one when the group has none. Borrowed. */
const char *lb_aliases_get_word (const LbAliases *self, const char *group, const char *stored);
/* (transfer full): the words people use in @group, the first of each, joined for a sentence. */
char       *lb_aliases_list_words (const LbAliases *self, const char *group);

G_END_DECLS
