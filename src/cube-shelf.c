#include "config.h"
#include "src/cube-shelf.h"

struct _LbCubeShelf {
  gatomicrefcount refs;
  GMutex lock;
  gsize most, used;
  GQueue order; /* LbCubePlace that has its body; the last used first */
};

struct _LbCubePlace {
  LbCubeShelf *shelf;
  LbCubeBody *body; /* NULL: put away; under the shelf's lock */
  GBytes *packed;
  guint n_regions;
  gsize size;
  GList link;
};

LbCubeShelf *
lb_cube_shelf_new (gsize most)
{
  LbCubeShelf *self = g_new0 (LbCubeShelf, 1);

  g_atomic_ref_count_init (&self->refs);
  g_mutex_init (&self->lock);
  g_queue_init (&self->order);
  self->most = most;
  return self;
}

void
lb_cube_shelf_unref (LbCubeShelf *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_mutex_clear (&self->lock);
  g_free (self);
}

gsize
lb_cube_shelf_get_used (LbCubeShelf *self)
{
  g_mutex_lock (&self->lock);
  gsize used = self->used;
  g_mutex_unlock (&self->lock);
  return used;
}

static void
put_away (LbCubeShelf *self, LbCubePlace *place)
{
  g_queue_unlink (&self->order, &place->link);
  self->used -= place->size;
  g_clear_pointer (&place->body, lb_cube_body_unref);
}

/* Takes a reference of @body. */
static void
put_up (LbCubeShelf *self, LbCubePlace *place, LbCubeBody *body)
{
  place->body = body;
  g_queue_push_head_link (&self->order, &place->link);
  self->used += place->size;
  while (self->used > self->most && self->order.tail != &place->link)
    put_away (self, self->order.tail->data);
}

LbCubePlace *
lb_cube_place_new (LbCubeShelf *shelf, LbCubeBody *body, GBytes *packed)
{
  LbCubePlace *self = g_new0 (LbCubePlace, 1);

  self->size = lb_cube_body_get_size (body);
  self->n_regions = lb_cube_body_get_n_regions (body);
  self->link.data = self;
  if (shelf == NULL) {
    self->body = lb_cube_body_ref (body);
    return self;
  }
  g_atomic_ref_count_inc (&shelf->refs);
  self->shelf = shelf;
  self->packed = g_bytes_ref (packed);
  g_mutex_lock (&shelf->lock);
  put_up (shelf, self, lb_cube_body_ref (body));
  g_mutex_unlock (&shelf->lock);
  return self;
}

void
lb_cube_place_free (LbCubePlace *self)
{
  if (self->shelf != NULL) {
    g_mutex_lock (&self->shelf->lock);
    if (self->body != NULL)
      put_away (self->shelf, self);
    g_mutex_unlock (&self->shelf->lock);
    lb_cube_shelf_unref (self->shelf);
  }
  g_clear_pointer (&self->body, lb_cube_body_unref);
  g_clear_pointer (&self->packed, g_bytes_unref);
  g_free (self);
}

/* (transfer full): the body when it is there, and then the last used; NULL when it was put away. */
static LbCubeBody *
find (LbCubePlace *self)
{
  if (self->body == NULL)
    return NULL;
  g_queue_unlink (&self->shelf->order, &self->link);
  g_queue_push_head_link (&self->shelf->order, &self->link);
  return lb_cube_body_ref (self->body);
}

LbCubeBody *
lb_cube_place_hold (LbCubePlace *self)
{
  if (self->shelf == NULL)
    return lb_cube_body_ref (self->body);
  g_mutex_lock (&self->shelf->lock);
  LbCubeBody *body = find (self);
  g_mutex_unlock (&self->shelf->lock);
  if (body != NULL)
    return body;
  LbCubeBody *made = lb_cube_body_unpack (self->packed, self->n_regions);
  g_assert (made != NULL); /* packed by ourselves, in memory ever since */
  g_mutex_lock (&self->shelf->lock);
  body = find (self); /* somebody else may have been quicker */
  if (body == NULL)
    put_up (self->shelf, self, lb_cube_body_ref (body = lb_cube_body_ref (made)));
  g_mutex_unlock (&self->shelf->lock);
  lb_cube_body_unref (made);
  return body;
}

GBytes *
lb_cube_place_get_packed (const LbCubePlace *self)
{
  return self->packed;
}
