/* The whole sheet: title, framed map, legend block, notes – the elements of domain.md §5.3
 *
 * An upright sheet has its legend block below the map, a sheet that lies has it on the right. Sizes are told in
 * points of print; screen media use the same proportions in pixels, enlarged with the sheet.
 */
#include "config.h"
#include "maps/map-private.h"

#include <math.h>
#include <string.h>

/* Of the block beside or below the map, in points of the design. */
#define PAD          12.0
#define GUTTER       22.0
#define COLUMN      196.0
#define LINES_SHARE 0.355 /* of an upright sheet's width: where the borders' column begins */

typedef struct {
  LbMap *map;
  cairo_t *cr;
  LbMedium medium;
  const LbStyle *style;
  double k;      /* size of a point of the design                       */
  double shrink; /* of what stands beside the map, 1 where it fits in */
  LbView view; /* of the map inside its frame   */
} Sheet;

static double
write_text (const Sheet *self, double x, double y, const char *text, double size, gboolean bold)
{
  return lb_style_text (self->style, self->cr, x, y, text, size * self->k, bold, self->style->text, 0);
}

static void
rule (const Sheet *self, double x1, double y1, double x2, double y2, double width)
{
  cairo_move_to (self->cr, x1, y1);
  cairo_line_to (self->cr, x2, y2);
  lb_style_set_line (self->cr, &(LbLine) {width * self->k, self->style->frame, 1, {0}, 0});
  cairo_stroke (self->cr);
}

static char *
heading (const LbMap *map)
{
  const LbMapSpec *spec = &map->spec;

  if (spec->indicator == NULL)
    return g_strdup ("");
  if (spec->unit == NULL || *spec->unit == '\0')
    return g_strdup (spec->indicator);
  return g_strconcat (spec->indicator, lb_words_get (map->words, "unit-open"), spec->unit,
                      lb_words_get (map->words, "unit-close"), NULL);
}

/* Heading, indicator and class rows in a column; returns its height. */
static double
class_column (const Sheet *self, double x, double y, double width, gboolean paint)
{
  g_autoptr (GArray) rows = lb_map_list_legend_rows (self->map);
  g_autofree char *what = heading (self->map);
  double k = self->k, pitch = 17.3 * k, start = y;

  if (paint)
    write_text (self, x, y + 8 * k, lb_words_get (self->map->words, "legend"), 11.5, TRUE);
  y += 18 * k;
  if (self->map->second != NULL)
    y += lb_map_paint_square (self->map, self->cr, x, y, width, k, self->medium, paint);
  else if (*what != '\0')
    y += lb_style_paragraph (self->style, self->cr, x, y, width, what, 8.5 * k, self->style->text, paint) + 4 * k;
  for (guint i = 0; i < rows->len; i++, y += pitch) {
    const LbLegendRow *row = &g_array_index (rows, LbLegendRow, i);
    if (!paint)
      continue;
    lb_map_paint_swatch (self->map, self->cr, row->class_index, x, y + 2.2 * k, 23 * k, 12.9 * k, self->medium);
    write_text (self, x + 30 * k, y + pitch / 2, row->limits, 9.5, FALSE);
    lb_style_text (self->style, self->cr, x + width, y + pitch / 2, row->count, 9.5 * k, FALSE, self->style->text, 1);
  }
  return y - start;
}

/* The bar of furniture.c has its own sizes, so the surface shrinks under it. */
static void
paint_bar (const Sheet *self, double x, double y)
{
  LbView view = self->view;

  view.scale /= self->shrink;
  cairo_save (self->cr);
  cairo_translate (self->cr, x, y);
  cairo_scale (self->cr, self->shrink, self->shrink);
  lb_map_paint_scale_bar (self->map, self->cr, &view, 0, 0, self->medium);
  cairo_restore (self->cr);
}

/* Border samples, scale bar, ratio. */
static double
line_column (const Sheet *self, double x, double y, gboolean paint)
{
  double k = self->k, start = y;

  for (LbLevel level = 0; level < LB_N_LEVELS; level++) {
    if (!lb_map_has_border (self->map, level))
      continue;
    if (paint) {
      g_autofree char *key = g_strconcat (lb_level_to_text (level), "-line", NULL);
      lb_map_paint_border_sample (self->map, self->cr, level, x, y + 7 * k, 27 * k, self->medium);
      write_text (self, x + 33 * k, y + 7 * k, lb_words_get (self->map->words, key), 8.5, FALSE);
    }
    y += 15.5 * k;
  }
  y += 8 * k;
  if (paint)
    paint_bar (self, x + 3 * k, y);
  y += 19 * k;
  if (self->medium == LB_MEDIUM_PRINT) {
    g_autofree char *ratio = lb_map_dup_ratio (self->map, &self->view);
    if (paint)
      write_text (self, x, y + 5 * k, ratio, 8.5, FALSE);
    y += 12 * k;
  }
  return y - start;
}

static char *
system_line (const LbMap *map)
{
  int epsg = lb_boundaries_get_epsg (map->boundaries);
  /* CGCS2000 / 3-degree Gauss-Kruger CM 75E … 135E are 4534 … 4554. */
  gboolean zone = epsg >= 4534 && epsg <= 4554;
  g_autofree char *number = g_strdup_printf ("%d", zone ? 75 + 3 * (epsg - 4534) : epsg);

  return lb_words_fill (map->words, zone ? "system-zone" : "system-epsg", "degrees", number, "epsg", number, NULL);
}

/* The whole is the county, or the township or village that was cut out of it. */
static const char *
summary_key (const LbMap *map)
{
  const LbRegionTree *regions = lb_boundaries_get_regions (map->boundaries);
  const LbRegion *root = lb_region_tree_get_n (regions) > 0 ? lb_region_tree_get (regions, 0) : NULL;
  gboolean part = root != NULL && root->end == lb_region_tree_get_n (regions) && root->end > 1;

  return part && root->level == LB_LEVEL_TOWNSHIP ? "summary-township" : part && root->level == LB_LEVEL_VILLAGE ? "summary-village" : "summary";
}

static gboolean
info_row (const Sheet *self, const char *key, const char *text, double x, double *y, double width, gboolean paint)
{
  double k = self->k, indent = strlen (lb_words_get (self->map->words, "method")) > 7 ? 40 * k : 44 * k;

  if (text == NULL || *text == '\0')
    return FALSE;
  if (paint)
    lb_style_paragraph (self->style, self->cr, x, *y, indent, lb_words_get (self->map->words, key), 8.2 * k,
                        self->style->text, TRUE);
  double height = lb_style_paragraph (self->style, self->cr, x + indent, *y, width - indent, text, 8.2 * k,
                                      self->style->text, paint);
  *y += MAX (height, 11.5 * k) + 2.6 * k;
  return TRUE;
}

/* How it was made and by whom, and the mark. */
static double
info_column (const Sheet *self, double x, double y, double width, gboolean paint)
{
  const LbMapSpec *spec = &self->map->spec;
  const LbWords *words = self->map->words;
  double k = self->k, start = y;
  g_autofree char *method = self->map->classes != NULL ? lb_map_dup_method (self->map, "method-line") : NULL;
  g_autofree char *as_of = spec->as_of != NULL ? lb_words_date (words, spec->as_of) : NULL;
  g_autofree char *made_on = spec->made_on != NULL ? lb_words_date (words, spec->made_on) : NULL;
  g_autofree char *system = system_line (self->map);

  info_row (self, "method", method, x, &y, width, paint);
  info_row (self, summary_key (self->map), spec->summary, x, &y, width, paint);
  info_row (self, "as-of", as_of, x, &y, width, paint);
  info_row (self, "made-on", made_on, x, &y, width, paint);
  info_row (self, "maker", spec->maker, x, &y, width, paint);
  info_row (self, "source", spec->source, x, &y, width, paint);
  info_row (self, "system", system, x, &y, width, paint);

  const char *mark = spec->mark != NULL ? spec->mark : lb_words_get (words, "mark");
  double mark_width = lb_style_measure (self->style, self->cr, mark, 9.5 * k, TRUE) + 28 * k;
  y += 5 * k;
  if (paint) {
    cairo_rectangle (self->cr, x, y, mark_width, 18 * k);
    lb_style_set_line (self->cr, &(LbLine) {0.8 * k, self->style->text, 1, {0}, 0});
    cairo_stroke (self->cr);
    write_text (self, x + 14 * k, y + 9 * k, mark, 9.5, TRUE);
  }
  return y + 19 * k - start;
}

static void
paint_map (Sheet *self, double x, double y, double width, double height, const LbBox *ground)
{
  g_autoptr (LbPainter) painter = lb_painter_new_for (self->map, cairo_get_target (self->cr), self->medium);
  double arrow = 40 * self->k;

  self->view = lb_view_fit (ground != NULL ? *ground : self->map->ground->extent, width, height, ground != NULL ? 0 : 14 * self->k);
  cairo_save (self->cr);
  cairo_translate (self->cr, x, y);
  lb_painter_paint (painter, self->cr, &self->view, self->medium);
  cairo_rectangle_t corner = {width - arrow - 4 * self->k, 14 * self->k, arrow, arrow};
  lb_map_paint_labels_beside (self->map, self->cr, &self->view, &corner, 1, -1, self->medium);
  lb_map_paint_north_arrow (self->map, self->cr, corner.x, corner.y, arrow, self->medium);
  cairo_restore (self->cr);
}

/* The square legend does not get narrower with its column, so on a narrow sheet the whole block is set smaller. */
static double
fit_upright (const Sheet *self, double width)
{
  double room = width * LINES_SHARE, wanted = (PAD + LB_SQUARE_WIDTH + GUTTER) * self->k;

  return self->map->second != NULL ? MIN (1, room / wanted) : 1;
}

static void
paint_upright (const Sheet *sheet, double top, double width, double bottom, const LbBox *ground)
{
  Sheet self = *sheet, map = *sheet;
  self.shrink = fit_upright (sheet, width);
  self.k *= self.shrink;
  /* Without classes the borders stand under the heading. */
  double k = self.k, pad = PAD * k, line_x = self.map->classes != NULL ? width * LINES_SHARE : pad, info_x = width * 0.56;
  double class_width = MAX (line_x - pad - GUTTER * k, 40 * k);
  double block = class_column (&self, 0, 0, class_width, FALSE);

  block = MAX (block, line_column (&self, 0, 0, FALSE) + 30 * k);
  block = MAX (block, info_column (&self, 0, 0, width - info_x - pad, FALSE)) + 2 * pad - 6 * k;
  double edge = bottom - block;
  paint_map (&map, 0, top, width, edge - top, ground);
  self.view = map.view;
  class_column (&self, pad, edge + pad - 4 * k, class_width, TRUE);
  line_column (&self, line_x, edge + pad + 30 * k, TRUE);
  info_column (&self, info_x, edge + pad, width - info_x - pad, TRUE);
  rule (&self, 0, edge, width, edge, 0.6);
}

/* Height of the column beside a lying map, with its margins; all of it grows with the sheet's k. */
static double
measure_column (const Sheet *self, double width)
{
  double k = self->k;

  return class_column (self, 0, 0, width, FALSE) + line_column (self, 0, 0, FALSE) + info_column (self, 0, 0, width, FALSE) +
         (2 * PAD + 14 + 12) * k;
}

static void
paint_lying (const Sheet *sheet, double top, double width, double bottom, const LbBox *ground)
{
  Sheet self = *sheet, map = *sheet;
  /* What does not fit in is set smaller rather than run over the foot. */
  self.shrink = MIN (1, (bottom - top) / measure_column (sheet, (COLUMN - 2 * PAD) * sheet->k));
  self.k *= self.shrink;
  double k = self.k, pad = PAD * k, column = COLUMN * k, edge = width - column, y = top + pad;

  paint_map (&map, 0, top, edge, bottom - top, ground);
  self.view = map.view;
  y += class_column (&self, edge + pad, y, column - 2 * pad, TRUE) + 14 * k;
  y += line_column (&self, edge + pad, y, TRUE) + 12 * k;
  /* What the sheet was made from stands at its foot if there is room, else below the rest. */
  double info = info_column (&self, 0, 0, column - 2 * pad, FALSE);
  info_column (&self, edge + pad, MAX (y, bottom - pad - info), column - 2 * pad, TRUE);
  rule (&self, edge, top, edge, bottom, 0.6);
}

void
lb_map_paint_sheet_of (LbMap *map, cairo_t *cr, double width, double height, LbMedium medium, const LbBox *ground)
{
  /* A screen's sheet grows with its pixels: type of 13.5 px on a sheet of 1200 px, more on larger ones. */
  double zoom = medium == LB_MEDIUM_PRINT ? 1 : MAX (1, sqrt (width * height) / 1200);
  Sheet sheet = {map, cr, medium, lb_map_style (map, medium), medium == LB_MEDIUM_PRINT ? 1 : 1.42, 1, {0}};
  const LbMapSpec *spec = &map->spec;
  double top = 0;

  width /= zoom;
  height /= zoom;
  cairo_save (cr);
  cairo_scale (cr, zoom, zoom);
  if (spec->title != NULL && *spec->title != '\0') {
    /* A long title is set smaller rather than cut. */
    double size = 16 * sheet.k, own = lb_style_measure (sheet.style, cr, spec->title, size, TRUE);
    size *= MIN (1, width / own);
    lb_style_text (sheet.style, cr, width / 2, 11 * sheet.k, spec->title, size, TRUE, sheet.style->text, 0.5);
    top = 26 * sheet.k;
  }
  g_autofree char *note = g_strconcat (lb_words_get (map->words, "disclaimer"), spec->note, NULL);
  double note_height = lb_style_paragraph (sheet.style, cr, 0, 0, width, note, 8.5 * sheet.k, sheet.style->text, FALSE);
  double bottom = height - note_height - 5 * sheet.k;
  if (width > 1.15 * height)
    paint_lying (&sheet, top, width, bottom, ground);
  else
    paint_upright (&sheet, top, width, bottom, ground);
  cairo_rectangle (cr, 0, top, width, bottom - top);
  lb_style_set_line (cr, &(LbLine) {0.6 * sheet.k, sheet.style->frame, 1, {0}, 0});
  cairo_stroke (cr);
  lb_style_paragraph (sheet.style, cr, 0, bottom + 4 * sheet.k, width, note, 8.5 * sheet.k, sheet.style->text, TRUE);
  cairo_restore (cr);
}

void
lb_map_paint_sheet (LbMap *self, cairo_t *cr, double width, double height, LbMedium medium)
{
  lb_map_paint_sheet_of (self, cr, width, height, medium, NULL);
}
