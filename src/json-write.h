/* json-write.h - small additions to json-glib for the --json outputs. Any thread. */
#pragma once
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Adds a member to the open object; @text NULL: null. */
void lb_json_add_text (JsonBuilder *builder, const char *name, const char *text);
void lb_json_add_count (JsonBuilder *builder, const char *name, gint64 count);
/* (transfer full): what was built, on one line. */
char *lb_json_to_line (JsonBuilder *builder);

G_END_DECLS
