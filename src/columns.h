/* columns.h - an aligned table for the terminal
 *
 * Cells are padded by what they take on the screen: a Chinese character takes two places. One thread.
 */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

typedef struct _LbColumns LbColumns;

/* @alignment has one letter a column: 'l' or 'r'. */
LbColumns *lb_columns_new (const char *alignment);
void       lb_columns_free (LbColumns *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbColumns, lb_columns_free)

/* Adds a cell; the row is complete when every column has one. @text is copied. */
void  lb_columns_add (LbColumns *self, const char *text);
/* (transfer full): all rows, each ending in a line feed. */
char *lb_columns_to_text (const LbColumns *self);

G_END_DECLS
