/* import-kinds.h - what the kinds of files are called by people */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

/* Translated; @kind itself when it has no name. */
const char *lb_import_kind_label (const char *kind);

G_END_DECLS
