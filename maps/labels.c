/* Names on the map: what is placed where, then painted with a halo
 *
 * Names stand at the pole of inaccessibility of their region, or a little above, below or beside it if that is taken.
 * Higher levels choose first, larger regions before smaller ones; a name that finds no room is tried without
 * its official suffix and then left out. Grids are named only when they are large enough on the surface.
 */
#include "config.h"
#include "maps/map-private.h"

#include <math.h>
#include <string.h>

#define CELL       64.0 /* of the collision grid, surface units */
#define GRID_ROOM  44.0 /* side of a grid from which on grids are named, in label sizes of 11 */

void
lb_placed_label_clear (LbPlacedLabel *label)
{
  g_free (label->text);
}

/* Boxes already taken, by cells of the surface. */
typedef struct {
  GArray **cells; /* of guint: indices into placed */
  guint columns, rows;
  GArray *placed;
  const LbView *view;
  const cairo_rectangle_t *taken; /* by other things */
  guint n_taken;
} Board;

static void
cells_of (const Board *board, const LbPlacedLabel *box, guint *x0, guint *y0, guint *x1, guint *y1)
{
  *x0 = (guint) CLAMP (box->x / CELL, 0, board->columns - 1);
  *y0 = (guint) CLAMP (box->y / CELL, 0, board->rows - 1);
  *x1 = (guint) CLAMP ((box->x + box->width) / CELL, 0, board->columns - 1);
  *y1 = (guint) CLAMP ((box->y + box->height) / CELL, 0, board->rows - 1);
}

static gboolean
is_free (const Board *board, const LbPlacedLabel *box)
{
  guint x0, y0, x1, y1;

  if (box->x < 1 || box->y < 1 || box->x + box->width > board->view->width - 1 ||
      box->y + box->height > board->view->height - 1)
    return FALSE;
  for (guint i = 0; i < board->n_taken; i++) {
    const cairo_rectangle_t *other = &board->taken[i];
    if (box->x < other->x + other->width && other->x < box->x + box->width && box->y < other->y + other->height &&
        other->y < box->y + box->height)
      return FALSE;
  }
  cells_of (board, box, &x0, &y0, &x1, &y1);
  for (guint y = y0; y <= y1; y++)
    for (guint x = x0; x <= x1; x++) {
      const GArray *cell = board->cells[y * board->columns + x];
      for (guint i = 0; cell != NULL && i < cell->len; i++) {
        const LbPlacedLabel *other = &g_array_index (board->placed, LbPlacedLabel, g_array_index (cell, guint, i));
        if (box->x < other->x + other->width && other->x < box->x + box->width && box->y < other->y + other->height &&
            other->y < box->y + box->height)
          return FALSE;
      }
    }
  return TRUE;
}

static void
take (Board *board, const LbPlacedLabel *box)
{
  guint x0, y0, x1, y1, index = board->placed->len;

  g_array_append_vals (board->placed, box, 1);
  cells_of (board, box, &x0, &y0, &x1, &y1);
  for (guint y = y0; y <= y1; y++)
    for (guint x = x0; x <= x1; x++) {
      GArray **cell = &board->cells[y * board->columns + x];
      if (*cell == NULL)
        *cell = g_array_new (FALSE, FALSE, sizeof (guint));
      g_array_append_val (*cell, index);
    }
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

/* What placing one name needs to know. */
typedef struct {
  LbMap *map;
  cairo_t *cr;
  const LbView *view;
  const LbStyle *style;
  Board board;
} Placer;

/* Township names are bold; among names of grids those of villages are too. */
static gboolean
is_bold (const LbMap *map, LbLevel level)
{
  return level == LB_LEVEL_TOWNSHIP || (level == LB_LEVEL_VILLAGE && map->spec.level == LB_LEVEL_GRID);
}

static gboolean
try_text (Placer *self, guint region, const LbAnchor *anchor, const LbLetter *letter, LbLevel level, const char *text,
          double room)
{
  const LbShapes *shapes = lb_boundaries_get_shapes (self->map->boundaries);
  static const double steps[][2] = {{0, 0}, {0, -0.6}, {0, 0.6}, {0, -1.35}, {0, 1.35}, {-0.3, 0}, {0.3, 0}};
  g_autoptr (PangoLayout) layout =
    lb_style_layout (self->style, self->cr, text, letter->size, is_bold (self->map, level), letter->tracking);
  LbPlacedLabel label = {region, (char *) text, 0, 0, 0, letter->size * 1.2};
  int width;

  pango_layout_get_size (layout, &width, NULL);
  label.width = (double) width / PANGO_SCALE;
  if (label.width > room)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++) {
    double x, y, east, north;
    lb_view_to_surface (self->view, anchor->x, anchor->y, &x, &y);
    x += steps[i][0] * label.width;
    y += steps[i][1] * label.height;
    lb_view_to_ground (self->view, x, y, &east, &north);
    if (i > 0 && !lb_shapes_contain (shapes, anchor->shape, east, north))
      continue;
    label.x = x - label.width / 2;
    label.y = y - label.height / 2;
    if (is_free (&self->board, &label)) {
      label.text = g_strdup (text);
      take (&self->board, &label);
      return TRUE;
    }
  }
  return FALSE;
}

static void
place_name (Placer *self, guint number, LbLevel level)
{
  const LbRegionTree *tree = lb_boundaries_get_regions (self->map->boundaries);
  const LbRegion *region = lb_region_tree_get (tree, number);
  const LbLetter *letter = &self->style->labels[level];
  const char *name = own_part (tree, region);
  LbAnchor anchor = lb_map_get_anchor (self->map, number);

  if (anchor.radius < 0 || *name == '\0')
    return;
  LbBox box = lb_shapes_get_box (lb_boundaries_get_shapes (self->map->boundaries), anchor.shape);
  double width = (box.max_x - box.min_x) * self->view->scale, height = (box.max_y - box.min_y) * self->view->scale;
  if (height < 0.7 * letter->size || width < letter->size)
    return;
  /* A village's name may hang over its border a little; a grid's may not, or one cannot tell whose it is. */
  double room = level == LB_LEVEL_GRID ? 0.95 * width : 1.35 * width + letter->size;
  if (try_text (self, number, &anchor, letter, level, name, room))
    return;
  g_autofree char *shortened = level == LB_LEVEL_GRID ? grid_number (name) : without_suffix (name);
  if (shortened != NULL)
    try_text (self, number, &anchor, letter, level, shortened, room);
}

/* Regions of a level that reach into the view, largest first. */
static int
compare_areas (gconstpointer a, gconstpointer b, gpointer tree)
{
  double x = lb_region_tree_get (tree, *(const guint *) a)->area_m2, y = lb_region_tree_get (tree, *(const guint *) b)->area_m2;

  if (isnan (x) || isnan (y) || x == y)
    return (*(const guint *) a > *(const guint *) b) - (*(const guint *) a < *(const guint *) b);
  return (x < y) - (x > y);
}

static gboolean
in_view (const Placer *self, guint number)
{
  const LbShapes *shapes = lb_boundaries_get_shapes (self->map->boundaries);
  double left, top, right, bottom;
  LbBox box = lb_shapes_get_box (shapes, number);

  if (box.min_x > box.max_x)
    return TRUE; /* no polygon of its own: its anchor will tell */
  lb_view_to_surface (self->view, box.min_x, box.max_y, &left, &top);
  lb_view_to_surface (self->view, box.max_x, box.min_y, &right, &bottom);
  return right > 0 && bottom > 0 && left < self->view->width && top < self->view->height;
}

static void
place_level (Placer *self, LbLevel level)
{
  LbRegionTree *tree = lb_boundaries_get_regions (self->map->boundaries);
  guint n;
  const guint *numbers = lb_region_tree_get_level (tree, level, &n);
  g_autoptr (GArray) shown = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < n; i++)
    if (in_view (self, numbers[i]))
      g_array_append_val (shown, numbers[i]);
  g_array_sort_with_data (shown, compare_areas, tree);
  for (guint i = 0; i < shown->len; i++)
    place_name (self, g_array_index (shown, guint, i), level);
}

GArray *
lb_map_place_labels (LbMap *self, cairo_t *cr, const LbView *view, const cairo_rectangle_t *taken, guint n_taken,
                     LbMedium medium)
{
  const LbStyle *style = lb_map_style (self, medium);
  guint columns = (guint) CLAMP (view->width / CELL + 1, 1, 4096), rows = (guint) CLAMP (view->height / CELL + 1, 1, 4096);
  g_autofree GArray **cells = g_new0 (GArray *, (gsize) columns * rows);
  GArray *placed = g_array_new (FALSE, FALSE, sizeof (LbPlacedLabel));
  Placer placer = {self, cr, view, style, {cells, columns, rows, placed, view, taken, n_taken}};

  g_array_set_clear_func (placed, (GDestroyNotify) lb_placed_label_clear);
  if (self->spec.level >= LB_LEVEL_TOWNSHIP)
    place_level (&placer, LB_LEVEL_TOWNSHIP);
  if (self->spec.level >= LB_LEVEL_VILLAGE)
    place_level (&placer, LB_LEVEL_VILLAGE);
  if (self->spec.level >= LB_LEVEL_GRID &&
      self->typical[LB_LEVEL_GRID] * view->scale >= GRID_ROOM / 11 * style->labels[LB_LEVEL_GRID].size)
    place_level (&placer, LB_LEVEL_GRID);
  for (gsize i = 0; i < (gsize) columns * rows; i++)
    if (cells[i] != NULL)
      g_array_unref (cells[i]);
  return placed;
}

void
lb_map_paint_labels (LbMap *self, cairo_t *cr, const LbView *view, LbMedium medium)
{
  lb_map_paint_labels_beside (self, cr, view, NULL, 0, medium);
}

void
lb_map_paint_labels_beside (LbMap *self, cairo_t *cr, const LbView *view, const cairo_rectangle_t *taken, guint n_taken,
                            LbMedium medium)
{
  const LbStyle *style = lb_map_style (self, medium);
  g_autoptr (GArray) placed = lb_map_place_labels (self, cr, view, taken, n_taken, medium);

  cairo_save (cr);
  for (guint i = 0; i < placed->len; i++) {
    const LbPlacedLabel *label = &g_array_index (placed, LbPlacedLabel, i);
    LbLevel level = lb_region_tree_get (lb_boundaries_get_regions (self->boundaries), label->region)->level;
    const LbLetter *letter = &style->labels[level];
    g_autoptr (PangoLayout) layout =
      lb_style_layout (style, cr, label->text, letter->size, is_bold (self, level), letter->tracking);
    int height;
    pango_layout_get_size (layout, NULL, &height);
    cairo_move_to (cr, label->x + letter->tracking / 2, label->y + (label->height - (double) height / PANGO_SCALE) / 2);
    pango_cairo_layout_path (cr, layout);
    lb_style_set_line (cr, &(LbLine) {letter->halo, letter->halo_colour, 1, {0}, 0});
    cairo_stroke (cr);
    cairo_move_to (cr, label->x + letter->tracking / 2, label->y + (label->height - (double) height / PANGO_SCALE) / 2);
    lb_style_set_colour (cr, letter->colour, 1);
    pango_cairo_show_layout (cr, layout);
  }
  cairo_restore (cr);
}
