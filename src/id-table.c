#include "config.h"
#include "src/id-table.h"

#define SPARE 4 /* words of the array an id */

struct _LbIdTable {
  guint *places; /* of the ids below n_places */
  gint64 n_places;
  GHashTable *others; /* gint64 (owned) → place; NULL until the first one */
};

LbIdTable *
lb_id_table_new (guint n)
{
  LbIdTable *self = g_new0 (LbIdTable, 1);

  self->n_places = (gint64) n * SPARE + 1;
  self->places = g_new0 (guint, (gsize) self->n_places);
  return self;
}

void
lb_id_table_free (LbIdTable *self)
{
  g_free (self->places);
  g_clear_pointer (&self->others, g_hash_table_unref);
  g_free (self);
}

void
lb_id_table_add (LbIdTable *self, gint64 id, guint place)
{
  if (id == 0)
    return;
  if (id > 0 && id < self->n_places) {
    self->places[id] = place;
    return;
  }
  if (self->others == NULL)
    self->others = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_hash_table_replace (self->others, g_memdup2 (&id, sizeof id), GUINT_TO_POINTER (place));
}

guint
lb_id_table_find (const LbIdTable *self, gint64 id)
{
  if (id >= 0 && id < self->n_places)
    return self->places[id];
  return self->others != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->others, &id)) : 0;
}
