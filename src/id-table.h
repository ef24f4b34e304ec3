/* id-table.h - where the row of an id is
 *
 * Ids that a project gives are small numbers with few gaps: those stand in a plain array, others in a hash table. One writer,
 * then any thread.
 */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

typedef struct _LbIdTable LbIdTable;

/* For about @n ids. */
LbIdTable *lb_id_table_new (guint n);
void       lb_id_table_free (LbIdTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbIdTable, lb_id_table_free)

/* @place is not 0; of an id that comes twice the later one counts; the id 0 is none. */
void  lb_id_table_add (LbIdTable *self, gint64 id, guint place);
/* 0: there is none. O(1). */
guint lb_id_table_find (const LbIdTable *self, gint64 id);

G_END_DECLS
