/* ledger-label.h - what the kinds of files are called by people */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

/* Translated; @kind itself when it has no name. */
const char *lb_ledger_label (const char *kind);
/* (transfer full): the same with the level of boundaries, a word of lb_level_to_text(); NULL: none. */
char *lb_ledger_dup_label (const char *kind, const char *level);

G_END_DECLS
