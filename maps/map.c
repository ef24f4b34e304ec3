#include "config.h"
#include "maps/map-private.h"
#include "maps/error.h"
#include "src/date.h"
#include "src/i18n.h"

static const char *
keep (LbMap *self, const char *text)
{
  if (text == NULL)
    return NULL;
  char *copy = g_strdup (text);
  g_ptr_array_add (self->strings, copy);
  return copy;
}

static gconstpointer
keep_array (LbMap *self, gconstpointer array, guint n, gsize size)
{
  if (array == NULL)
    return NULL;
  gpointer copy = g_memdup2 (array, MAX (n, 1) * size);
  g_ptr_array_add (self->strings, copy);
  return copy;
}

static void
copy_spec (LbMap *self, const LbMapSpec *spec, guint n)
{
  LbMapSpec *own = &self->spec;
  const char **words[] = {&own->palette, &own->title,   &own->indicator, &own->unit, &own->as_of,   &own->maker,
                          &own->source,  &own->summary, &own->note,      &own->mark, &own->made_on, &own->language,
                          &own->second.indicator, &own->second.unit};

  *own = *spec;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    *words[i] = keep (self, *words[i]);
  own->values = keep_array (self, spec->values, n, sizeof (double));
  own->second.values = keep_array (self, spec->second.values, n, sizeof (double));
  own->suppressed = keep_array (self, spec->suppressed, n, sizeof (gboolean));
  gboolean manual = spec->classify == LB_CLASSIFY_MANUAL && spec->second.values == NULL;
  own->limits = manual ? keep_array (self, spec->limits, spec->n_classes + 1, sizeof (double)) : NULL;
}

/* Takes @ground over. */
static LbMap *
make (LbGround *ground, const LbMapSpec *spec, GError **error)
{
  g_autoptr (LbMap) self = g_new0 (LbMap, 1);

  g_atomic_ref_count_init (&self->refs);
  self->ground = ground;
  self->boundaries = ground->boundaries;
  self->strings = g_ptr_array_new_with_free_func (g_free);
  copy_spec (self, spec, lb_region_tree_get_n (lb_boundaries_get_regions (self->boundaries)));
  self->spec.level = ground->level;
  self->words = lb_atlas_get_words (ground->atlas, spec->language, error);
  if (self->words == NULL)
    return NULL;
  if (ground->pieces->len == 0) {
    g_set_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_DRAW, _ ("there are no boundaries to draw; import a shapefile first"));
    return NULL;
  }
  return lb_map_make_classes (self, error) ? g_steal_pointer (&self) : NULL;
}

LbMap *
lb_map_new (LbBoundaries *boundaries, const LbMapSpec *spec, GError **error)
{
  g_autoptr (LbAtlas) atlas = lb_atlas_new (error);

  return atlas != NULL ? lb_map_new_in (atlas, boundaries, spec, error) : NULL;
}

LbMap *
lb_map_new_in (LbAtlas *atlas, LbBoundaries *boundaries, const LbMapSpec *spec, GError **error)
{
  gint32 day = spec->as_of != NULL ? lb_day_from_text (spec->as_of) : LB_DAY_NONE;

  return make (lb_ground_new (atlas, boundaries, spec->level, day), spec, error);
}

LbMap *
lb_map_new_on (LbScene *scene, const LbMapSpec *spec, GError **error)
{
  LbMap *self = make (lb_ground_ref (lb_scene_get_ground (scene)), spec, error);

  if (self == NULL)
    return NULL;
  self->scene = lb_scene_ref (scene);
  self->scene_made = 1;
  return self;
}

LbScene *
lb_map_get_scene (LbMap *self)
{
  if (g_once_init_enter (&self->scene_made)) {
    self->scene = lb_scene_new_at (self->boundaries, self->spec.level, self->ground->day, NULL, NULL, NULL);
    g_once_init_leave (&self->scene_made, 1);
  }
  return self->scene;
}

LbMap *
lb_map_ref (LbMap *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
lb_map_unref (LbMap *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  if (self->by_class_made)
    g_array_unref (self->by_class);
  g_clear_pointer (&self->classes, lb_classes_free);
  g_clear_pointer (&self->second, lb_classes_free);
  g_clear_pointer (&self->scene, lb_scene_unref);
  g_free (self->light);
  g_free (self->dark);
  g_ptr_array_unref (self->strings);
  lb_ground_unref (self->ground);
  g_free (self);
}

void
lb_map_rest (LbMap *self)
{
  lb_ground_rest (self->ground);
}

LbBoundaries *
lb_map_get_boundaries (const LbMap *self)
{
  return self->boundaries;
}

const LbMapSpec *
lb_map_get_spec (const LbMap *self)
{
  return &self->spec;
}

const LbClasses *
lb_map_get_classes (const LbMap *self)
{
  return self->classes;
}

const LbClasses *
lb_map_get_second_classes (const LbMap *self)
{
  return self->second;
}

LbBox
lb_map_get_extent (const LbMap *self)
{
  return self->ground->extent;
}
