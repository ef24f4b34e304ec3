/* Palettes are files: data/palettes/NAME.ini, [light] lists for 3 to 9 classes, [dark] one ramp. */
#include "config.h"
#include "maps/classes.h"
#include "maps/error.h"
#include "src/i18n.h"
#include "src/paths.h"

#include <math.h>
#include <string.h>

#define SHORTEST 3
#define LONGEST  9

gboolean
lb_colour_parse (const char *hex, LbColour *colour)
{
  if (hex == NULL || hex[0] != '#' || strlen (hex) != 7)
    return FALSE;
  for (int i = 1; i < 7; i++)
    if (!g_ascii_isxdigit (hex[i]))
      return FALSE;
  double *part[] = {&colour->r, &colour->g, &colour->b};
  for (int i = 0; i < 3; i++)
    *part[i] = (g_ascii_xdigit_value (hex[1 + 2 * i]) * 16 + g_ascii_xdigit_value (hex[2 + 2 * i])) / 255.0;
  return TRUE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static GKeyFile *
read_palette (const char *name, GError **error)
{
  g_autofree char *file = g_strconcat (name, ".ini", NULL);
  g_autofree char *path = lb_paths_data ("palettes", file, NULL);
  g_autoptr (GKeyFile) palette = g_key_file_new ();

  if (!g_key_file_load_from_file (palette, path, G_KEY_FILE_NONE, error)) {
    g_prefix_error (error, "%s: ", path);
    return NULL;
  }
  return g_steal_pointer (&palette);
}

static gboolean
is_kind (GKeyFile *palette, const char *kind)
{
  g_autofree char *own = palette != NULL ? g_key_file_get_string (palette, "palette", "kind", NULL) : NULL;

  return g_strcmp0 (own, kind) == 0;
}

/* (transfer full): names of the palettes for two indicators, or of those for one. */
static char **
list_palettes (gboolean pairs)
{
  g_autofree char *folder = lb_paths_data ("palettes", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *file;

  while (dir != NULL && (file = g_dir_read_name (dir)) != NULL) {
    if (!g_str_has_suffix (file, ".ini"))
      continue;
    g_autofree char *name = g_strndup (file, strlen (file) - strlen (".ini"));
    g_autoptr (GKeyFile) palette = read_palette (name, NULL);
    if (palette != NULL && is_kind (palette, "bivariate") == pairs)
      g_ptr_array_add (names, g_steal_pointer (&name));
  }
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_steal (names, NULL);
}

char **
lb_palette_list (void)
{
  return list_palettes (FALSE);
}

static GKeyFile *
load_palette (const char *name, gboolean pair, GError **error)
{
  gboolean plain = name != NULL && *name != '\0' && strchr (name, '/') == NULL;
  g_autofree char *file = g_strconcat (plain ? name : "", ".ini", NULL);
  g_autofree char *path = lb_paths_data ("palettes", file, NULL);

  if (plain && g_file_test (path, G_FILE_TEST_EXISTS)) {
    g_autoptr (GKeyFile) palette = read_palette (name, error);
    if (palette == NULL || is_kind (palette, "bivariate") == pair)
      return g_steal_pointer (&palette);
  }
  g_auto (GStrv) names = list_palettes (pair);
  g_autofree char *all = g_strjoinv (", ", names);
  g_set_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_CLASSES,
               pair ? _ ("there is no palette “%s” for two indicators; there are %s") : _ ("there is no palette “%s”; there are %s"),
               name != NULL ? name : "", all);
  return NULL;
}

static LbColour *
read_list (GKeyFile *palette, const char *group, const char *key, const char *name, gsize *n, GError **error)
{
  g_auto (GStrv) words = g_key_file_get_string_list (palette, group, key, n, NULL);
  g_autofree LbColour *colours = g_new (LbColour, words != NULL ? *n + 1 : 1);
  gboolean good = words != NULL && *n >= SHORTEST;

  for (gsize i = 0; good && i < *n; i++)
    good = lb_colour_parse (words[i], &colours[i]);
  if (!good) {
    g_set_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_CLASSES,
                 _ ("the palette %s.ini has no list of colours “%s” under [%s]"), name, key, group);
    return NULL;
  }
  return g_steal_pointer (&colours);
}

/* @n colours at equal steps along a list. */
static LbColour *
pick_along (const LbColour *list, gsize length, guint n)
{
  LbColour *colours = g_new (LbColour, MAX (n, 1));

  for (guint i = 0; i < n; i++) {
    double at = n == 1 ? (double) (length - 1) / 2 : (double) i * (double) (length - 1) / (n - 1);
    gsize low = MIN ((gsize) floor (at), length - 2);
    double part = at - (double) low;
    const LbColour *a = &list[low], *b = &list[low + 1];
    colours[i] = (LbColour) {a->r + (b->r - a->r) * part, a->g + (b->g - a->g) * part, a->b + (b->b - a->b) * part};
  }
  return colours;
}

static LbColour *
get_colours (const char *name, const char *group, const char *key, guint n, gboolean reversed, GError **error)
{
  g_autoptr (GKeyFile) palette = load_palette (name, FALSE, error);
  gsize length;

  if (palette == NULL)
    return NULL;
  g_autofree LbColour *list = read_list (palette, group, key, name, &length, error);
  if (list == NULL)
    return NULL;
  LbColour *colours = pick_along (list, length, n);
  for (guint i = 0; reversed && i < n / 2; i++) {
    LbColour swap = colours[i];
    colours[i] = colours[n - 1 - i];
    colours[n - 1 - i] = swap;
  }
  return colours;
}

LbColour *
lb_palette_get (const char *name, guint n, gboolean reversed, GError **error)
{
  char key[4];

  g_snprintf (key, sizeof key, "%u", CLAMP (n, SHORTEST, LONGEST));
  return get_colours (name, "light", key, n, reversed, error);
}

LbColour *
lb_palette_get_dark (const char *name, guint n, gboolean reversed, GError **error)
{
  return get_colours (name, "dark", "ramp", n, reversed, error);
}

LbColour *
lb_palette_get_pair (const char *name, gboolean dark, GError **error)
{
  g_autoptr (GKeyFile) palette = load_palette (name, TRUE, error);
  const char *group = dark ? "dark" : "light";
  gsize length;

  if (palette == NULL)
    return NULL;
  g_autofree LbColour *list = read_list (palette, group, "3x3", name, &length, error);
  if (list == NULL || length == LB_PAIR_CLASSES)
    return g_steal_pointer (&list);
  g_set_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_CLASSES, _ ("the palette %s.ini has no list of colours “%s” under [%s]"), name,
               "3x3", group);
  return NULL;
}

gboolean
lb_palette_is_diverging (const char *name)
{
  g_autoptr (GKeyFile) palette = load_palette (name, FALSE, NULL);

  return is_kind (palette, "diverging");
}
