#include "config.h"
#include "src/match.h"
#include "src/i18n.h"
#include "src/text.h"

#include <string.h>

#define CANDIDATES   5
#define NAME_LETTERS 64
#define MOST_GUESSES 2000   /* a file in which nothing fits gets candidates for the first rows only */
#define MOST_CACHED  200000

struct _LbMatcher {
  LbRegionTree *regions;
  GHashTable *names; /* "level/normal name" → GArray of guint */
  GHashTable *aliases; /* the same of former names            */
  GHashTable *codes; /* former code → number + 1              */
  guint guesses;
  GHashTable *cache; /* "township\x1fvillage\x1fgrid\x1fcode" → LbMatch */
};

static void
match_free (gpointer data)
{
  LbMatch *match = data;

  g_free (match->reason);
  g_strfreev (match->candidates);
  g_free (match);
}

/* (transfer full): a name without the words that people add and leave out. */
static char *
shorten (LbLevel level, const char *name)
{
  static const char *const endings[] = {"街道办事处", "办事处", "村民委员会", "社区居民委员会", "居民委员会", "村委会",
                                        "居委会", "行政村", "社区", "街道", "民族乡", "村", "镇", "乡", NULL};
  g_autofree char *key = lb_text_normalise_heading (name);

  for (gsize i = 0; level != LB_LEVEL_GRID && endings[i] != NULL; i++)
    if (g_str_has_suffix (key, endings[i]) && g_utf8_strlen (key, -1) - g_utf8_strlen (endings[i], -1) >= 2) {
      key[strlen (key) - strlen (endings[i])] = '\0';
      break;
    }
  return g_strdup_printf ("%d/%s", (int) level, key);
}

static void
add_name (GHashTable *names, LbLevel level, const char *name, guint number)
{
  g_autofree char *key = shorten (level, name);
  GArray *list = g_hash_table_lookup (names, key);

  if (list == NULL) {
    list = g_array_new (FALSE, FALSE, sizeof (guint));
    g_hash_table_insert (names, g_steal_pointer (&key), list);
  }
  g_array_append_val (list, number);
}

/* Former names and codes, one a line. */
static void
add_aliases (LbMatcher *self, const LbRegion *region, guint number)
{
  g_auto (GStrv) lines = g_strsplit (region->alias, "\n", -1);

  for (gsize i = 0; lines[i] != NULL; i++)
    if (g_ascii_isdigit (*lines[i]))
      g_hash_table_insert (self->codes, g_strdup (lines[i]), GUINT_TO_POINTER (number + 1));
    else if (*lines[i] != '\0')
      add_name (self->aliases, region->level, lines[i], number);
}

LbMatcher *
lb_matcher_new (LbRegionTree *regions)
{
  LbMatcher *self = g_new0 (LbMatcher, 1);

  self->regions = lb_region_tree_ref (regions);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  self->aliases = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  self->codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->cache = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, match_free);
  for (guint i = 0; i < lb_region_tree_get_n (regions); i++) {
    const LbRegion *region = lb_region_tree_get (regions, i);
    add_name (self->names, region->level, region->name, i);
    add_aliases (self, region, i);
  }
  return self;
}

void
lb_matcher_free (LbMatcher *self)
{
  lb_region_tree_unref (self->regions);
  g_hash_table_unref (self->names);
  g_hash_table_unref (self->aliases);
  g_hash_table_unref (self->codes);
  g_hash_table_unref (self->cache);
  g_free (self);
}

static gboolean
given (const char *text)
{
  return text != NULL && *text != '\0';
}

static gboolean
is_below (const LbMatcher *self, guint region, int parent)
{
  return parent < 0 || (region >= (guint) parent && region < lb_region_tree_get (self->regions, (guint) parent)->end);
}

/* A code, or one that the region had before. */
static int
find_code (const LbMatcher *self, const char *code)
{
  int number = lb_region_tree_find_code (self->regions, code);

  return number >= 0 ? number : GPOINTER_TO_INT (g_hash_table_lookup (self->codes, code)) - 1;
}

/* Regions of @level called @name below @parent (-1: anywhere). The full name wins over the short form, and that over
 * a former name. Returns the only one, -1 for none, -2 for several. */
static int
find_among (const LbMatcher *self, GHashTable *names, LbLevel level, const char *name, int parent)
{
  g_autofree char *key = shorten (level, name);
  const GArray *list = g_hash_table_lookup (names, key);
  int full = -1, brief = -1;

  for (guint i = 0; list != NULL && i < list->len; i++) {
    guint number = g_array_index (list, guint, i);
    if (!is_below (self, number, parent))
      continue;
    if (strcmp (lb_region_tree_get (self->regions, number)->name, name) == 0)
      full = full == -1 ? (int) number : -2;
    brief = brief == -1 ? (int) number : -2;
  }
  return full != -1 ? full : brief;
}

static int
find_name (const LbMatcher *self, LbLevel level, const char *name, int parent)
{
  int found = find_among (self, self->names, level, name, parent);

  return found != -1 ? found : find_among (self, self->aliases, level, name, parent);
}

/* A cell may hold a code or a name. */
static int
find_part (const LbMatcher *self, LbLevel level, const char *word, int parent)
{
  int number = find_code (self, word);

  if (number >= 0 && lb_region_tree_get (self->regions, (guint) number)->level == level)
    return is_below (self, (guint) number, parent) ? number : -1;
  return find_name (self, level, word, parent);
}

/* Edit distance in characters, Levenshtein 1966; of the first NAME_LETTERS. */
static guint
distance (const char *a, const char *b)
{
  gunichar letters[NAME_LETTERS];
  guint row[NAME_LETTERS + 1], n = 0;

  for (; *b != '\0' && n < NAME_LETTERS; b = g_utf8_next_char (b))
    letters[n++] = g_utf8_get_char (b);
  for (guint j = 0; j <= n; j++)
    row[j] = j;
  for (guint i = 1; *a != '\0' && i <= NAME_LETTERS; a = g_utf8_next_char (a), i++) {
    guint corner = row[0];
    row[0] = i;
    for (guint j = 1; j <= n; j++) {
      guint replaced = corner + (letters[j - 1] != g_utf8_get_char (a));
      corner = row[j];
      row[j] = MIN (replaced, MIN (row[j], row[j - 1]) + 1);
    }
  }
  return row[n];
}

static char *
describe (const LbMatcher *self, guint number)
{
  const LbRegion *region = lb_region_tree_get (self->regions, number);
  LbLevel above = region->level == LB_LEVEL_GRID ? LB_LEVEL_VILLAGE : LB_LEVEL_TOWNSHIP;
  int parent = region->level > above ? lb_region_tree_get_ancestor (self->regions, number, above) : -1;

  if (parent < 0)
    return g_strdup_printf ("%s (%s)", region->name, region->code);
  return g_strdup_printf ("%s (%s, %s)", region->name, lb_region_tree_get (self->regions, (guint) parent)->name,
                          region->code);
}

/* The regions of @level below @parent whose name or code is nearest to @word. */
static char **
nearest (LbMatcher *self, LbLevel level, const char *word, int parent)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  guint best[CANDIDATES], costs[CANDIDATES], kept = 0, n;
  const guint *numbers = lb_region_tree_get_level (self->regions, level, &n);
  gboolean code = g_ascii_isdigit (*word);

  if (++self->guesses > MOST_GUESSES)
    n = 0;
  for (guint i = 0; i < n; i++) {
    const LbRegion *region = lb_region_tree_get (self->regions, numbers[i]);
    guint cost = distance (word, code ? region->code : region->name), at = kept;
    if (!is_below (self, numbers[i], parent) || (kept == CANDIDATES && cost >= costs[kept - 1]))
      continue;
    if (kept < CANDIDATES)
      kept++;
    else
      at = CANDIDATES - 1;
    for (; at > 0 && costs[at - 1] > cost; at--) {
      costs[at] = costs[at - 1];
      best[at] = best[at - 1];
    }
    costs[at] = cost;
    best[at] = numbers[i];
  }
  for (guint i = 0; i < kept; i++)
    g_ptr_array_add (found, describe (self, best[i]));
  g_ptr_array_add (found, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&found), FALSE);
}

static LbMatch *
fail (LbMatcher *self, int part, LbLevel level, const char *word, int parent, char *reason)
{
  LbMatch *match = g_new0 (LbMatch, 1);

  match->region = -1;
  match->part = part;
  match->reason = reason;
  match->candidates = nearest (self, level, word, parent);
  return match;
}

static const char *
name_of (const LbMatcher *self, int number)
{
  return number >= 0 ? lb_region_tree_get (self->regions, (guint) number)->name : "?";
}

/* What a failed look-up of a name says. */
static LbMatch *
fail_name (LbMatcher *self, int part, LbLevel level, const char *word, int parent, gboolean several)
{
  const char *where = parent >= 0 ? name_of (self, parent) : _ ("the county");

  if (several)
    return fail (self, part, level, word, parent,
                 g_strdup_printf (_ ("several regions in %s are called “%s”; add the township or the code"), where, word));
  return fail (self, part, level, word, parent, g_strdup_printf (_ ("no region in %s is called “%s”"), where, word));
}

static LbMatch *
contradict (LbMatcher *self, int part, int region, LbLevel level, const char *word)
{
  const LbRegion *have = lb_region_tree_get (self->regions, (guint) region);
  int owner = lb_region_tree_get_ancestor (self->regions, (guint) region, level);

  return fail (self, part, level, word, -1,
               g_strdup_printf (_ ("%s (%s) belongs to %s, not to %s"), have->name, have->code, name_of (self, owner),
                                word));
}

/* @region was told by its code: what is named above it must agree. */
static LbMatch *
agree (LbMatcher *self, const LbPlace *place, int part, int region)
{
  static const LbLevel levels[] = {LB_LEVEL_TOWNSHIP, LB_LEVEL_VILLAGE};
  const char *const names[] = {place->township, place->village};

  for (int i = 1; i >= 0; i--) {
    int owner = lb_region_tree_get_ancestor (self->regions, (guint) region, levels[i]);
    if (!given (names[i]) || owner < 0)
      continue;
    int above = lb_region_tree_get (self->regions, (guint) owner)->parent;
    if (find_part (self, levels[i], names[i], above) != owner)
      return contradict (self, part, region, levels[i], names[i]);
  }
  LbMatch *match = g_new0 (LbMatch, 1);
  match->region = region;
  return match;
}

static LbMatch *
look_up (LbMatcher *self, const LbPlace *place)
{
  static const LbLevel levels[] = {LB_LEVEL_TOWNSHIP, LB_LEVEL_VILLAGE, LB_LEVEL_GRID};
  const char *const words[] = {place->township, place->village, place->grid};
  int at = -1;

  for (int part = 3; part >= 2; part--) {
    const char *code = part == 3 ? place->code : place->grid;
    int region = given (code) ? find_code (self, code) : -1;
    if (region >= 0)
      return agree (self, place, part, region);
    if (part == 3 && given (code))
      return fail (self, part, LB_LEVEL_VILLAGE, code, -1, g_strdup_printf (_ ("no region has the code %s"), code));
  }
  for (int part = 0; part < 3; part++) {
    if (!given (words[part]))
      continue;
    int found = find_part (self, levels[part], words[part], at);
    if (found < 0)
      return part == 2 && g_ascii_isdigit (*words[part])
               ? fail (self, part, LB_LEVEL_GRID, words[part], at,
                       g_strdup_printf (_ ("no grid has the code %s"), words[part]))
               : fail_name (self, part, levels[part], words[part], at, found == -2);
    at = found;
  }
  LbMatch *match = g_new0 (LbMatch, 1);
  match->region = at;
  return match;
}

static const char *
plain (const char *text)
{
  return text != NULL ? text : "";
}

const LbMatch *
lb_matcher_find (LbMatcher *self, const LbPlace *place)
{
  g_autofree char *key = g_strjoin ("\x1f", plain (place->township), plain (place->village), plain (place->grid),
                                    plain (place->code), NULL);
  LbMatch *match = g_hash_table_lookup (self->cache, key);

  if (match == NULL) {
    if (g_hash_table_size (self->cache) >= MOST_CACHED)
      g_hash_table_remove_all (self->cache);
    match = look_up (self, place);
    g_hash_table_insert (self->cache, g_steal_pointer (&key), match);
  }
  return match;
}
