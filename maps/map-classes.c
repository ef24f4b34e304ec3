/* Which class a region is in and which colour a class has, for maps of one indicator and of two
 *
 * Two indicators have three classes each, thirds of the regions that have both values; an indicator with fewer distinct values
 * has fewer. The nine colours run towards the alarming corner, which is low for an indicator that is reversed.
 */
#include "config.h"
#include "maps/map-private.h"

#include <math.h>

int
lb_map_class_of (const LbMap *self, guint region)
{
  if (self->classes == NULL)
    return LB_CLASS_NO_DATA;
  if (self->spec.suppressed != NULL && self->spec.suppressed[region])
    return LB_CLASS_SUPPRESSED;
  int column = lb_classes_find (self->classes, self->spec.values[region]);
  if (self->second == NULL)
    return column;
  int row = lb_classes_find (self->second, self->spec.second.values[region]);
  return row < 0 || column < 0 ? LB_CLASS_NO_DATA : LB_PAIR_SIDE * row + column;
}

guint
lb_map_get_no_data (const LbMap *self)
{
  return self->no_data;
}

gboolean
lb_map_is_less (const LbMap *self, int class_index)
{
  const LbClasses *classes = self->classes;

  if (classes == NULL || self->second != NULL || class_index < 0 || class_index >= (int) classes->n || classes->n < 3)
    return FALSE;
  gboolean symmetric = classes->limits[0] < 0 && classes->limits[0] == -classes->limits[classes->n];
  return symmetric && classes->limits[class_index + 1] < 0;
}

/* (transfer full) (element-type guint): what is filled, each region once, but for suppressed ones. */
static GArray *
list_told (LbMap *self)
{
  GArray *owners = self->ground->owners;

  if (self->spec.suppressed == NULL)
    return g_array_ref (owners);
  GArray *told = g_array_sized_new (FALSE, FALSE, sizeof (guint), owners->len);
  for (guint i = 0; i < owners->len; i++) {
    guint owner = g_array_index (owners, guint, i);
    if (self->spec.suppressed[owner])
      self->suppressed++;
    else
      g_array_append_val (told, owner);
  }
  return told;
}

/* A stable sort by counting: fewer changes of colour in the output, and the same order every time. */
static GArray *
sort_by_class (const LbMap *self)
{
  const GArray *pieces = self->ground->pieces;
  guint n_places = self->n_colours - (guint) LB_CLASS_SUPPRESSED;
  g_autofree guint *starts = g_new0 (guint, n_places + 1);
  GArray *sorted = g_array_sized_new (FALSE, FALSE, sizeof (LbMapPiece), pieces->len);

  g_array_set_size (sorted, pieces->len);
  for (guint i = 0; i < pieces->len; i++)
    starts[lb_map_class_of (self, g_array_index (pieces, LbMapPiece, i).owner) - LB_CLASS_SUPPRESSED + 1]++;
  for (guint i = 0; i < n_places; i++)
    starts[i + 1] += starts[i];
  for (guint i = 0; i < pieces->len; i++) {
    LbMapPiece piece = g_array_index (pieces, LbMapPiece, i);
    g_array_index (sorted, LbMapPiece, starts[lb_map_class_of (self, piece.owner) - LB_CLASS_SUPPRESSED]++) = piece;
  }
  return sorted;
}

const GArray *
lb_map_get_pieces_by_class (LbMap *self)
{
  if (g_once_init_enter (&self->by_class_made)) {
    self->by_class = sort_by_class (self);
    g_once_init_leave (&self->by_class_made, 1);
  }
  return self->by_class;
}

/* Where nothing is anywhere, the one class has the colour of the lowest of so many, not of the middle. */
#define ZERO_OF 5

static gboolean
all_zero (const double *values, guint n)
{
  for (guint i = 0; i < n; i++)
    if (!isnan (values[i]) && values[i] != 0)
      return FALSE;
  return TRUE;
}

static gboolean
make_single (LbMap *self, const GArray *told, GError **error)
{
  const LbMapSpec *spec = &self->spec;
  const char *palette = spec->palette != NULL ? spec->palette : "OrRd";
  g_autofree double *shown = g_new (double, told->len + 1);

  for (guint i = 0; i < told->len; i++)
    shown[i] = spec->values[g_array_index (told, guint, i)];
  self->classes = lb_classes_new (spec->classify, spec->n_classes, shown, told->len, spec->limits, error);
  if (self->classes == NULL)
    return FALSE;
  self->no_data = self->classes->no_data;
  self->n_colours = MAX (self->classes->n, 1);
  guint of = self->n_colours == 1 && all_zero (shown, told->len) ? ZERO_OF : self->n_colours;
  self->light = lb_palette_get (palette, of, spec->reversed, error);
  if (self->light == NULL)
    return FALSE;
  self->dark = lb_palette_get_dark (palette, of, spec->reversed, error);
  return self->dark != NULL;
}

/* How alarming class @index of @classes is, 0 to 2. */
static guint
alarm_of (const LbClasses *classes, guint index, gboolean reversed)
{
  guint place = classes->n <= 1 ? 1 : index * (LB_PAIR_SIDE - 1) / (classes->n - 1);

  return reversed ? LB_PAIR_SIDE - 1 - place : place;
}

static LbColour *
pair_colours (const LbMap *self, const char *palette, gboolean dark, GError **error)
{
  g_autofree LbColour *list = lb_palette_get_pair (palette, dark, error);

  if (list == NULL)
    return NULL;
  LbColour *colours = g_new0 (LbColour, LB_PAIR_CLASSES);
  for (guint row = 0; row < self->second->n; row++)
    for (guint column = 0; column < self->classes->n; column++)
      colours[LB_PAIR_SIDE * row + column] = list[LB_PAIR_SIDE * alarm_of (self->second, row, self->spec.second.reversed) +
                                                  alarm_of (self->classes, column, self->spec.reversed)];
  return colours;
}

static gboolean
make_pair (LbMap *self, const GArray *told, GError **error)
{
  const LbMapSpec *spec = &self->spec;
  const char *palette = spec->palette != NULL ? spec->palette : "bivariate";
  g_autofree double *first = g_new (double, told->len + 1), *second = g_new (double, told->len + 1);
  guint n = 0;

  for (guint i = 0; i < told->len; i++) {
    guint region = g_array_index (told, guint, i);
    first[n] = spec->values[region];
    second[n] = spec->second.values[region];
    n += isfinite (first[n]) && isfinite (second[n]);
  }
  self->no_data = told->len - n;
  self->classes = lb_classes_new_thirds (first, n, error);
  if (self->classes != NULL)
    self->second = lb_classes_new_thirds (second, n, error);
  if (self->second == NULL)
    return FALSE;
  for (guint i = 0; i < n; i++)
    self->cells[LB_PAIR_SIDE * lb_classes_find (self->second, second[i]) + lb_classes_find (self->classes, first[i])]++;
  self->n_colours = LB_PAIR_CLASSES;
  self->light = pair_colours (self, palette, FALSE, error);
  if (self->light == NULL)
    return FALSE;
  self->dark = pair_colours (self, palette, TRUE, error);
  return self->dark != NULL;
}

gboolean
lb_map_make_classes (LbMap *self, GError **error)
{
  if (self->spec.values == NULL)
    return TRUE;
  g_autoptr (GArray) told = list_told (self);
  return self->spec.second.values != NULL ? make_pair (self, told, error) : make_single (self, told, error);
}

LbColour
lb_map_get_class_colour (const LbMap *self, int class_index, LbMedium medium)
{
  const LbStyle *style = lb_map_style (self, medium);

  if (self->classes == NULL)
    return style->land;
  if (class_index < 0 || class_index >= (int) self->n_colours)
    return style->no_data;
  return medium == LB_MEDIUM_SCREEN_DARK ? self->dark[class_index] : self->light[class_index];
}
