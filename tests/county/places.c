/* places.c - numbers places the way the code standards do */
#include "config.h"
#include "tests/county/places.h"
#include "tests/county/names.h"

static void
name_townships (Places *self, const Tessellation *tessellation, const char *county_code)
{
  guint n_towns = 0, n_rural = 0;

  for (guint t = 0; t < tessellation->plan.n_townships; t++) {
    self->township_names[t] = name_of_township (tessellation->plan.seed, t);
    self->township_codes[t] = g_strdup_printf (
      "%s%03u", county_code, g_str_has_suffix (self->township_names[t], "镇") ? 100 + n_towns++ : 200 + n_rural++);
  }
}

static void
name_villages (Places *self, const Tessellation *tessellation)
{
  for (guint t = 0; t < tessellation->plan.n_townships; t++) {
    const Township *township = tessellation->townships + t;
    guint n_communities = 0, n_villages = 0;

    for (guint i = 0; i < township->n_villages; i++) {
      guint v = township->first_village + i;

      self->village_names[v] = name_of_village (tessellation->plan.seed, v);
      self->village_codes[v] = g_strdup_printf (
        "%s%03u", self->township_codes[t],
        g_str_has_suffix (self->village_names[v], "社区") ? 1 + n_communities++ : 200 + n_villages++);
    }
  }
}

Places *
places_new (const Tessellation *tessellation, const char *county_code)
{
  const Plan *plan = &tessellation->plan;
  Places *self = g_new0 (Places, 1);

  self->township_codes = g_new0 (char *, plan->n_townships + 1);
  self->township_names = g_new0 (char *, plan->n_townships + 1);
  self->village_codes = g_new0 (char *, plan->n_villages + 1);
  self->village_names = g_new0 (char *, plan->n_villages + 1);
  self->grid_codes = g_new0 (char *, plan->n_grids + 1);
  self->grid_names = g_new0 (char *, plan->n_grids + 1);
  name_townships (self, tessellation, county_code);
  name_villages (self, tessellation);
  for (guint g = 0; g < plan->n_grids; g++) {
    guint v = tessellation->grids[g].village, number = g - tessellation->villages[v].first_grid + 1;

    self->grid_codes[g] = g_strdup_printf ("%s%03u", self->village_codes[v], number);
    self->grid_names[g] = g_strdup_printf ("第%02u网格", number);
  }
  return self;
}

void
places_free (Places *self)
{
  g_strfreev (self->township_codes);
  g_strfreev (self->township_names);
  g_strfreev (self->village_codes);
  g_strfreev (self->village_names);
  g_strfreev (self->grid_codes);
  g_strfreev (self->grid_names);
  g_free (self);
}
