/* Which names find room at one scale, the same in every view of it
 *
 * Names stand at the pole of inaccessibility of their region, or a little above, below or beside it if that is taken. Higher levels
 * choose first, then larger regions – by powers of two of their area, and among those of one power in an order that is as
 * good as drawn by lot. A name that finds no room is tried without its official suffix and then left out.
 *
 * Whether a name stands depends on those before it that could touch it, which depend on those before them. The lots keep such
 * chains short, so a view settles its names and a few beyond its edges instead of those of the whole map; and what a name's
 * fate is does not depend on the view that asked.
 */
#include "config.h"
#include "maps/label-private.h"

#include <math.h>
#include <string.h>

#define DEEPEST 500 /* names in a chain; what follows is left out rather than the stack run over */
#define FATES_A_BLOCK 256
#define SIDEWAYS 0.3
#define UPWARDS  1.35

typedef struct {
  const char *text;           /* NULL: no room                                          */
  double x, y, width, height; /* box, in surface units from the ground's own zero point */
} Fate;

struct _LbLabelPlan {
  LbGround *ground;
  double scale;
  LbMedium medium;
  const LbLabelRoom *room;
  const LbLabelPoints *points[LB_N_LEVELS]; /* NULL where anchors are unknown */
  GHashTable *fates;    /* region + 1 → Fate                                                        */
  GPtrArray *blocks;    /* of FATES_A_BLOCK fates each: thousands are settled for a frame at a new scale */
  guint in_block;       /* fates taken of the last block                                            */
  GStringChunk *texts;
  GPtrArray *rivals;    /* of Fate: those of all names that are being settled, one name's behind the other's */
  gint64 deadline;      /* while collecting                                                         */
  gboolean whole;
};

void
lb_label_plan_free (LbLabelPlan *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->fates);
  g_ptr_array_unref (self->blocks);
  g_ptr_array_unref (self->rivals);
  g_string_chunk_free (self->texts);
  g_free (self);
}

gboolean
lb_label_plan_is_for (const LbLabelPlan *self, double scale, LbMedium medium)
{
  return self->medium == medium && !(self->scale < scale) && !(self->scale > scale);
}

gboolean
lb_label_plan_is_whole (const LbLabelPlan *self)
{
  return self->whole;
}

static char *
without_suffix (const char *name)
{
  static const char *const suffixes[] = {"街道", "社区", "乡", "镇", "村"};

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_suffix (name, suffixes[i])) {
      char *shortened = g_strndup (name, strlen (name) - strlen (suffixes[i]));
      if (g_utf8_strlen (shortened, -1) >= 2)
        return shortened;
      g_free (shortened);
    }
  return NULL;
}

/* A grid's name without its village's, which stands beside it. */
static const char *
own_part (const LbRegionTree *tree, const LbRegion *region)
{
  if (region->level == LB_LEVEL_GRID && region->parent >= 0) {
    const char *parent = lb_region_tree_get (tree, (guint) region->parent)->name;
    if (*parent != '\0' && g_str_has_prefix (region->name, parent) && strlen (region->name) > strlen (parent))
      return region->name + strlen (parent);
  }
  return region->name;
}

static char *
grid_number (const char *name)
{
  const char *start = strpbrk (name, "0123456789");

  return start != NULL ? g_strndup (start, strspn (start, "0123456789")) : NULL;
}

static guint32
draw_lot (guint number)
{
  guint32 lot = number * 0x9e3779b1u;

  lot = (lot ^ lot >> 15) * 0x85ebca77u;
  lot = (lot ^ lot >> 13) * 0xc2b2ae3du;
  return lot ^ lot >> 16;
}

/* Ranks and lengths of all names of the ground, once. */
static void
rank_names (LbGround *ground)
{
  const LbRegionTree *tree = lb_boundaries_get_regions (ground->boundaries);
  guint n = lb_region_tree_get_n (tree);

  if (!g_once_init_enter (&ground->ranks_made))
    return;
  ground->ranks = g_new (guint64, (gsize) n + 1);
  ground->letters = g_new (guint8, (gsize) n + 1);
  for (guint i = 0; i < n; i++) {
    const LbRegion *region = lb_region_tree_get (tree, i);
    guint64 size = region->area_m2 > 0 ? (guint64) (ilogb (region->area_m2) + 2000) : 0;
    ground->ranks[i] = size << 32 | (G_MAXUINT32 - draw_lot (i));
    ground->letters[i] = (guint8) MIN (g_utf8_strlen (region->name, -1), 255);
  }
  g_once_init_leave (&ground->ranks_made, 1);
}

/* TRUE when @a chooses before @b, both of one level. */
static inline gboolean
comes_before (const LbGround *ground, guint a, guint b)
{
  guint64 rank_a = ground->ranks[a], rank_b = ground->ranks[b];

  return rank_a != rank_b ? rank_a > rank_b : a < b;
}

LbLabelPlan *
lb_label_plan_new (LbGround *ground, double scale, LbMedium medium, const LbLabelRoom *room)
{
  LbLabelPlan *self = g_new0 (LbLabelPlan, 1);

  rank_names (ground);
  self->ground = ground;
  self->scale = scale;
  self->medium = medium;
  self->room = room;
  self->fates = g_hash_table_new (NULL, NULL);
  self->blocks = g_ptr_array_new_with_free_func (g_free);
  self->in_block = FATES_A_BLOCK;
  self->texts = g_string_chunk_new (4096);
  self->rivals = g_ptr_array_new ();
  self->whole = TRUE;
  for (LbLevel level = LB_LEVEL_TOWNSHIP; level <= LB_LEVEL_VILLAGE; level++) /* grids are too many to be all known */
    self->points[level] = lb_ground_get_label_points (ground, level);
  return self;
}

/* No name of so many letters is wider. */
static double
most_width (const LbLetter *letter, glong letters)
{
  return letters * (1.15 * letter->size + letter->tracking);
}

static double
tall (const LbLetter *letter)
{
  return letter->size * LB_LABEL_TALL;
}

/* One name while room is sought for it. */
typedef struct {
  LbLabelPlan *plan;
  guint number;
  guint64 rank;
  LbLevel level, other; /* other: the level whose names are looked at */
  LbAnchor anchor;
  double width;         /* no more than this */
  guint depth;
  guint first_rival;    /* of its own, placed: from here on in the plan's rivals */
} Search;

static const Fate *settle (LbLabelPlan *plan, guint number, LbLevel level, guint depth);

/* FALSE when there is no time to look for it. */
static gboolean
find_anchor (LbLabelPlan *plan, guint number, LbAnchor *anchor)
{
  if (lb_ground_recall_anchor (plan->ground, number, anchor))
    return TRUE;
  if (plan->deadline != 0 && g_get_monotonic_time () > plan->deadline) {
    plan->whole = FALSE;
    return FALSE;
  }
  *anchor = lb_ground_get_anchor (plan->ground, number);
  return TRUE;
}

/* Round one region, those of its neighbours stay unnamed. */
static gboolean
is_named (const LbLabelPlan *plan, guint number, LbLevel level)
{
  const LbLabelRoom *room = plan->room;

  return room == NULL || room->end == 0 || level != room->level || (number >= room->from && number < room->end);
}

/* @number comes before, with its anchor at @x, @y: a rival if it is near and finds room itself. */
static void
meet_at (Search *self, guint number, double x, double y, guint letters)
{
  const LbStyle *style = lb_ground_style (self->plan->ground, self->plan->medium);
  const LbLetter *own = &style->labels[self->level], *letter = &style->labels[self->other];
  double width = most_width (letter, letters < 255 ? letters : G_MAXUINT8 * 4);
  double dx = fabs (x - self->anchor.x) * self->plan->scale, dy = fabs (y - self->anchor.y) * self->plan->scale;

  if (dx > (0.5 + SIDEWAYS) * (width + self->width) || dy > (0.5 + UPWARDS) * (tall (own) + tall (letter)))
    return;
  const Fate *fate = settle (self->plan, number, self->other, self->depth + 1);
  if (fate->text != NULL)
    g_ptr_array_add (self->plan->rivals, (gpointer) fate);
}

static void
meet_region (guint number, gpointer data)
{
  Search *self = data;
  LbGround *ground = self->plan->ground;

  if (!is_named (self->plan, number, self->other))
    return;
  if (self->other == self->level && (number == self->number || !comes_before (ground, number, self->number)))
    return;
  LbAnchor anchor;
  if (find_anchor (self->plan, number, &anchor) && anchor.radius >= 0)
    meet_at (self, number, anchor.x, anchor.y, ground->letters[number]);
}

static void
meet_point (const LbLabelPoint *point, gpointer data)
{
  Search *self = data;

  if (self->other == self->level &&
      (point->rank < self->rank || (point->rank == self->rank && point->number >= self->number)))
    return;
  if (is_named (self->plan, point->number, self->other))
    meet_at (self, point->number, point->x, point->y, point->letters);
}

static gboolean
touch (double x, double y, double width, double height, double other_x, double other_y, double other_width, double other_height)
{
  return x < other_x + other_width && other_x < x + width && y < other_y + other_height && other_y < y + height;
}

static gboolean
is_free (const Search *self, const Fate *box)
{
  const LbLabelRoom *room = self->plan->room;

  for (guint i = self->first_rival; i < self->plan->rivals->len; i++) {
    const Fate *rival = g_ptr_array_index (self->plan->rivals, i);
    if (touch (box->x, box->y, box->width, box->height, rival->x, rival->y, rival->width, rival->height))
      return FALSE;
  }
  if (room == NULL)
    return TRUE;
  double x = box->x - room->view->east0 * self->plan->scale, y = box->y + room->view->north0 * self->plan->scale;
  if (x < 1 || y < 1 || x + box->width > room->view->width - 1 || y + box->height > room->view->height - 1)
    return FALSE;
  for (guint i = 0; i < room->n_taken; i++) {
    const cairo_rectangle_t *taken = &room->taken[i];
    if (touch (x, y, box->width, box->height, taken->x, taken->y, taken->width, taken->height))
      return FALSE;
  }
  return TRUE;
}

static double
measure (const Search *self, const char *text)
{
  LbLabelPlan *plan = self->plan;

  return lb_stamps_measure (plan->ground->stamps, lb_label_hand (plan->ground, self->level, plan->medium), text);
}

static gboolean
try_text (const Search *self, Fate *fate, const char *text, double width)
{
  static const double steps[][2] = {{0, 0}, {0, -0.6}, {0, 0.6}, {0, -UPWARDS}, {0, UPWARDS}, {-SIDEWAYS, 0}, {SIDEWAYS, 0}};
  LbLabelPlan *plan = self->plan;
  const LbShapes *shapes = lb_boundaries_get_shapes (plan->ground->boundaries);
  Fate box = {NULL, 0, 0, width, tall (&lb_ground_style (plan->ground, plan->medium)->labels[self->level])};

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++) {
    double dx = steps[i][0] * box.width, dy = steps[i][1] * box.height;
    box.x = self->anchor.x * plan->scale + dx - box.width / 2;
    box.y = -self->anchor.y * plan->scale + dy - box.height / 2;
    if (!is_free (self, &box) ||
        (i > 0 && !lb_shapes_contain (shapes, self->anchor.shape, self->anchor.x + dx / plan->scale, self->anchor.y - dy / plan->scale)))
      continue;
    *fate = box;
    fate->text = g_string_chunk_insert (plan->texts, text);
    return TRUE;
  }
  return FALSE;
}

/* Who comes before and could be in the way. */
static void
find_rivals (Search *self)
{
  const LbStyle *style = lb_ground_style (self->plan->ground, self->plan->medium);

  for (LbLevel level = LB_LEVEL_TOWNSHIP; level <= self->level; level++) {
    const LbLetter *letter = &style->labels[level];
    if (letter->size <= 0)
      continue;
    const LbLabelIndex *index = lb_ground_get_label_index (self->plan->ground, level);
    double reach_x = (0.5 + SIDEWAYS) * (self->width + most_width (letter, index->letters)) / self->plan->scale;
    double reach_y = (0.5 + UPWARDS) * (tall (letter) + tall (&style->labels[self->level])) / self->plan->scale;
    LbBox near = {self->anchor.x - reach_x, self->anchor.y - reach_y, self->anchor.x + reach_x, self->anchor.y + reach_y};
    self->other = level;
    if (self->plan->points[level] != NULL)
      lb_label_points_find (self->plan->points[level], near, meet_point, self);
    else
      lb_label_index_query (index, near, meet_region, self);
  }
}

static void
seek_room (Search *self, Fate *fate, const char *name)
{
  const LbLetter *letter = &lb_ground_style (self->plan->ground, self->plan->medium)->labels[self->level];
  LbBox box = lb_shapes_get_box (lb_boundaries_get_shapes (self->plan->ground->boundaries), self->anchor.shape);
  double width = (box.max_x - box.min_x) * self->plan->scale;
  /* A village's name may hang over its border a little; a grid's may not, or one cannot tell whose it is. */
  double room = self->level == LB_LEVEL_GRID ? 0.95 * width : 1.35 * width + letter->size;

  /* Nothing fits below the width of one letter; and who has no room has no need to look who else is there. */
  if (room < letter->size * 0.4)
    return;
  g_autofree char *shortened = self->level == LB_LEVEL_GRID ? grid_number (name) : without_suffix (name);
  double whole = measure (self, name), part = shortened != NULL ? measure (self, shortened) : INFINITY;
  if (whole > room && part > room)
    return;
  self->width = MIN (most_width (letter, g_utf8_strlen (name, -1)), room);
  find_rivals (self);
  if (whole <= room && try_text (self, fate, name, whole))
    return;
  if (part <= room)
    try_text (self, fate, shortened, part);
}

static Fate *
add_fate (LbLabelPlan *plan, guint number)
{
  if (plan->in_block == FATES_A_BLOCK) {
    g_ptr_array_add (plan->blocks, g_new0 (Fate, FATES_A_BLOCK));
    plan->in_block = 0;
  }
  Fate *fate = (Fate *) g_ptr_array_index (plan->blocks, plan->blocks->len - 1) + plan->in_block++;
  g_hash_table_insert (plan->fates, GUINT_TO_POINTER (number + 1), fate);
  return fate;
}

static const Fate *
settle (LbLabelPlan *plan, guint number, LbLevel level, guint depth)
{
  Fate *fate = g_hash_table_lookup (plan->fates, GUINT_TO_POINTER (number + 1));

  if (fate != NULL)
    return fate;
  fate = add_fate (plan, number);
  const LbRegionTree *tree = lb_boundaries_get_regions (plan->ground->boundaries);
  const char *name = own_part (tree, lb_region_tree_get (tree, number));
  Search search = {plan, number, plan->ground->ranks[number], level, level, {0}, 0, depth, plan->rivals->len};
  if (find_anchor (plan, number, &search.anchor) && search.anchor.radius >= 0 && *name != '\0' && depth < DEEPEST)
    seek_room (&search, fate, name);
  g_ptr_array_set_size (plan->rivals, (int) search.first_rival);
  return fate;
}

typedef struct {
  LbLabelPlan *plan;
  LbLevel level;
  const LbView *view;
  GArray *labels;
} Collection;

static void
collect (guint number, gpointer data)
{
  Collection *self = data;
  if (!is_named (self->plan, number, self->level))
    return;
  const Fate *fate = settle (self->plan, number, self->level, 0);
  double x = fate->x - self->view->east0 * self->view->scale, y = fate->y + self->view->north0 * self->view->scale;

  if (fate->text == NULL || !touch (x, y, fate->width, fate->height, 0, 0, self->view->width, self->view->height))
    return;
  LbPlacedLabel label = {number, g_strdup (fate->text), x, y, fate->width, fate->height};
  g_array_append_val (self->labels, label);
}

void
lb_label_plan_collect (LbLabelPlan *self, LbLevel level, const LbView *view, gint64 deadline, GArray *labels)
{
  const LbLabelIndex *index = lb_ground_get_label_index (self->ground, level);
  const LbLetter *letter = &lb_ground_style (self->ground, self->medium)->labels[level];
  Collection collection = {self, level, view, labels};
  LbBox box;

  /* A name may reach into the view from a region beside it. */
  double reach_x = self->room != NULL ? 0 : (0.5 + SIDEWAYS) * most_width (letter, index->letters);
  double reach_y = self->room != NULL ? 0 : (0.5 + UPWARDS) * tall (letter);
  lb_view_to_ground (view, -reach_x, -reach_y, &box.min_x, &box.max_y);
  lb_view_to_ground (view, view->width + reach_x, view->height + reach_y, &box.max_x, &box.min_y);
  self->deadline = deadline;
  lb_label_index_query (index, box, collect, &collection);
}
