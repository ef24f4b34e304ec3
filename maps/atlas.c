#include "config.h"
#include "maps/atlas-private.h"
#include "maps/crs.h"

#include <geodesic.h>

struct _LbAtlas {
  gatomicrefcount refs;
  LbStyles *styles;
  LbStamps *stamps;
  GMutex lock;
  LbWords *words[2];       /* Chinese, English                        */
  int epsg;                /* of the way to degrees, 0: not looked up */
  LbTransform *to_degrees;
};

LbAtlas *
lb_atlas_new (GError **error)
{
  g_autoptr (LbStyles) styles = lb_styles_load (error);

  if (styles == NULL)
    return NULL;
  LbAtlas *self = g_new0 (LbAtlas, 1);
  g_atomic_ref_count_init (&self->refs);
  g_mutex_init (&self->lock);
  self->styles = g_steal_pointer (&styles);
  self->stamps = lb_stamps_new (self->styles);
  return self;
}

LbAtlas *
lb_atlas_ref (LbAtlas *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
lb_atlas_unref (LbAtlas *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  lb_stamps_free (self->stamps);
  lb_styles_free (self->styles);
  for (guint i = 0; i < G_N_ELEMENTS (self->words); i++)
    g_clear_pointer (&self->words[i], lb_words_free);
  g_clear_pointer (&self->to_degrees, lb_transform_free);
  g_mutex_clear (&self->lock);
  g_free (self);
}

const LbStyles *
lb_atlas_get_styles (const LbAtlas *self)
{
  return self->styles;
}

LbStamps *
lb_atlas_get_stamps (const LbAtlas *self)
{
  return self->stamps;
}

const LbWords *
lb_atlas_get_words (LbAtlas *self, const char *language, GError **error)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);
  LbWords **words = &self->words[g_strcmp0 (language, "en") == 0];

  if (*words == NULL)
    *words = lb_words_load (language, error);
  return *words;
}

static gboolean
to_degrees (LbAtlas *self, int epsg, double *xy, gsize n_points)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);

  if (self->epsg != epsg) {
    g_autofree char *from = g_strdup_printf ("EPSG:%d", epsg);
    g_clear_pointer (&self->to_degrees, lb_transform_free);
    self->to_degrees = lb_transform_new (from, "EPSG:4490", NULL);
    self->epsg = epsg;
  }
  return self->to_degrees != NULL && lb_transform_points (self->to_degrees, xy, n_points);
}

double
lb_atlas_measure_metre (LbAtlas *self, int epsg, double east, double north)
{
  double xy[4] = {east - 500, north, east + 500, north}, length = 0;
  struct geod_geodesic ellipsoid;

  if (!to_degrees (self, epsg, xy, 2))
    return 1;
  geod_init (&ellipsoid, 6378137, 1 / 298.257222101); /* CGCS2000 */
  geod_inverse (&ellipsoid, xy[1], xy[0], xy[3], xy[2], &length, NULL, NULL);
  return length > 900 && length < 1100 ? length / 1000 : 1;
}
