#include "config.h"
#include "reports/paint.h"
#include "reports/pdf-finish.h"
#include "reports/report.h"
#include "src/i18n.h"
#include "src/output.h"

#include <cairo-pdf.h>
#include <math.h>

#define POINTS_PER_MM (1 / LB_MM_PER_POINT)

/* Glyphs from one face of a run, with their characters, so that the text can be searched and copied. */
static void
show (cairo_t *cr, LbFonts *fonts, const LbRun *run, guint from, guint to)
{
  g_autofree cairo_glyph_t *glyphs = g_new (cairo_glyph_t, to - from);
  g_autofree cairo_text_cluster_t *clusters = g_new (cairo_text_cluster_t, to - from);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = from; i < to; i++) {
    const LbPlaced *placed = &g_array_index (run->glyphs, LbPlaced, i);
    gsize before = text->len;
    g_string_append_unichar (text, placed->c);
    glyphs[i - from] = (cairo_glyph_t) {placed->glyph, placed->x * POINTS_PER_MM, 0};
    clusters[i - from] = (cairo_text_cluster_t) {(int) (text->len - before), 1};
  }
  LbRole face = g_array_index (run->glyphs, LbPlaced, from).face;
  cairo_set_font_face (cr, lb_fonts_get_face (fonts, face));
  cairo_set_font_size (cr, run->size);
  cairo_show_text_glyphs (cr, text->str, (int) text->len, glyphs, (int) (to - from), clusters, (int) (to - from), 0);
}

static void
paint_run (cairo_t *cr, LbFonts *fonts, const LbRun *run)
{
  cairo_save (cr);
  cairo_translate (cr, run->x * POINTS_PER_MM, run->y * POINTS_PER_MM);
  if (run->turned)
    cairo_rotate (cr, G_PI / 2);
  cairo_set_source_rgb (cr, run->colour.r, run->colour.g, run->colour.b);
  for (guint from = 0, to; from < run->glyphs->len; from = to) {
    LbRole face = g_array_index (run->glyphs, LbPlaced, from).face;
    for (to = from + 1; to < run->glyphs->len && g_array_index (run->glyphs, LbPlaced, to).face == face;)
      to++;
    show (cr, fonts, run, from, to);
  }
  cairo_restore (cr);
}

static void
set_ink (cairo_t *cr, LbColour ink)
{
  cairo_set_source_rgb (cr, ink.r, ink.g, ink.b);
}

/* Lines at 45°, 1.1 mm apart, on a grid of the page's own, so that neighbours continue each other. */
static void
hatch (cairo_t *cr, const LbMark *mark)
{
  const double step = 1.1 * G_SQRT2;
  double height = mark->y2 - mark->y1;

  cairo_save (cr);
  cairo_rectangle (cr, mark->x1, mark->y1, mark->x2 - mark->x1, height);
  cairo_clip (cr);
  for (double c = floor ((mark->x1 + mark->y1) / step) * step; c <= mark->x2 + mark->y2; c += step) {
    cairo_move_to (cr, c - mark->y1, mark->y1);
    cairo_line_to (cr, c - mark->y2, mark->y2);
  }
  cairo_set_line_width (cr, 0.5 * LB_MM_PER_POINT);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
set_dash (cairo_t *cr, double dash)
{
  double pattern[] = {fabs (dash) * LB_MM_PER_POINT, fabs (dash) * LB_MM_PER_POINT};

  cairo_set_line_cap (cr, dash < 0 ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
  if (dash < 0)
    pattern[0] = 0; /* dots */
  cairo_set_dash (cr, pattern, dash == 0 ? 0 : 2, 0);
}

static void
paint_mark (cairo_t *cr, const LbMark *mark)
{
  cairo_new_path (cr);
  if (mark->shape == LB_MARK_LINE) {
    cairo_move_to (cr, mark->x1, mark->y1);
    cairo_line_to (cr, mark->x2, mark->y2);
  } else if (mark->shape == LB_MARK_BOX)
    cairo_rectangle (cr, mark->x1, mark->y1, mark->x2 - mark->x1, mark->y2 - mark->y1);
  else
    cairo_arc (cr, mark->x1, mark->y1, mark->x2, 0, 2 * G_PI);
  set_ink (cr, mark->ink);
  if (mark->fill == LB_FILL_SOLID)
    cairo_fill_preserve (cr);
  cairo_path_t *path = cairo_copy_path (cr);
  if (mark->fill == LB_FILL_HATCH)
    hatch (cr, mark);
  if (mark->thickness > 0) {
    cairo_new_path (cr);
    cairo_append_path (cr, path);
    set_ink (cr, mark->edge);
    cairo_set_line_width (cr, mark->thickness * LB_MM_PER_POINT);
    set_dash (cr, mark->dash);
    cairo_stroke (cr);
  }
  cairo_new_path (cr); /* what was filled only is not left to the next stroke */
  cairo_path_destroy (path);
}

static void
paint_marks (cairo_t *cr, const LbPage *page)
{
  cairo_save (cr);
  cairo_scale (cr, POINTS_PER_MM, POINTS_PER_MM);
  for (guint i = 0; i < page->marks->len; i++)
    paint_mark (cr, &g_array_index (page->marks, LbMark, i));
  cairo_restore (cr);
}

static void
paint_figure (cairo_t *cr, const LbFigureBox *box)
{
  const LbBox *ground = box->ground.min_x > box->ground.max_x ? NULL : &box->ground;
  double width = box->width * POINTS_PER_MM, height = box->height * POINTS_PER_MM;

  cairo_save (cr);
  cairo_translate (cr, box->x * POINTS_PER_MM, box->y * POINTS_PER_MM);
  if (box->bare)
    lb_map_paint_picture (box->map, cr, width, height, LB_MEDIUM_PRINT, ground, box->focus, box->framed);
  if (box->bare && box->marked != NULL)
    lb_map_mark_in_picture (box->map, cr, width, height, LB_MEDIUM_PRINT, ground, (const guint *) box->marked->data, box->marked->len);
  if (!box->bare)
    lb_map_paint_sheet_of (box->map, cr, width, height, LB_MEDIUM_PRINT, ground);
  cairo_restore (cr);
}

void
lb_paint_page (cairo_t *cr, LbFonts *fonts, const LbPage *page)
{
  for (guint i = 0; i < page->figures->len; i++)
    paint_figure (cr, &g_array_index (page->figures, LbFigureBox, i));
  paint_marks (cr, page); /* leaders lie upon maps */
  for (guint i = 0; i < page->rules->len; i++) {
    const LbRule *rule = &g_array_index (page->rules, LbRule, i);
    set_ink (cr, rule->colour);
    cairo_set_line_width (cr, rule->thickness);
    cairo_move_to (cr, rule->x1 * POINTS_PER_MM, rule->y * POINTS_PER_MM);
    cairo_line_to (cr, rule->x2 * POINTS_PER_MM, rule->y * POINTS_PER_MM);
    cairo_stroke (cr);
  }
  for (guint i = 0; i < page->runs->len; i++)
    paint_run (cr, fonts, &g_array_index (page->runs, LbRun, i));
}

static void
describe (cairo_surface_t *surface, const LbPaintInfo *info)
{
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, info->title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_AUTHOR, info->author);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, info->subject);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_KEYWORDS, info->keywords);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Lookback " LB_VERSION);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, info->date);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_MOD_DATE, info->date);
}

static void
add_outline (cairo_surface_t *surface, const GArray *outline)
{
  int parent = CAIRO_PDF_OUTLINE_ROOT;

  for (guint i = 0; i < outline->len; i++) {
    const LbOutlineEntry *entry = &g_array_index (outline, LbOutlineEntry, i);
    g_autofree char *y = lb_format_number (entry->y * POINTS_PER_MM, 2);
    g_autofree char *target = g_strdup_printf ("page=%u pos=[0 %s]", entry->page + 1, y);
    int id = cairo_pdf_surface_add_outline (surface, entry->depth > 1 ? parent : CAIRO_PDF_OUTLINE_ROOT, entry->text,
                                            target, CAIRO_PDF_OUTLINE_FLAG_OPEN);
    if (entry->depth <= 1)
      parent = id;
  }
}

static gboolean
shows (const LbPage *page, const LbMap *map)
{
  for (guint i = 0; page != NULL && i < page->figures->len; i++)
    if (g_array_index (page->figures, LbFigureBox, i).map == map)
      return TRUE;
  return FALSE;
}

/* A thousand maps on a thousand pages take the room of one. */
static void
rest_maps (const LbPage *page, const LbPage *next)
{
  for (guint i = 0; i < page->figures->len; i++) {
    LbMap *map = g_array_index (page->figures, LbFigureBox, i).map;
    if (!shows (next, map))
      lb_map_rest (map);
  }
}

static gboolean
paint_pages (cairo_surface_t *surface, const LbLayout *layout, LbFonts *fonts, GCancellable *cancellable,
             GError **error)
{
  cairo_t *cr = cairo_create (surface);
  gboolean going = TRUE;

  for (guint i = 0; i < layout->pages->len && going; i++) {
    const LbPage *page = g_ptr_array_index (layout->pages, i);
    cairo_pdf_surface_set_size (surface, page->width * POINTS_PER_MM, page->height * POINTS_PER_MM);
    lb_paint_page (cr, fonts, page);
    cairo_show_page (cr);
    rest_maps (page, i + 1 < layout->pages->len ? g_ptr_array_index (layout->pages, i + 1) : NULL);
    going = !g_cancellable_set_error_if_cancelled (cancellable, error);
  }
  cairo_destroy (cr);
  return going;
}

static cairo_status_t
keep_bytes (void *data, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

/* (transfer full): the pages as cairo writes them. */
static GByteArray *
draw (const LbLayout *layout, LbFonts *fonts, const LbPaintInfo *info, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) drawn = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (keep_bytes, drawn, LB_PAGE_WIDTH * POINTS_PER_MM,
                                                                  LB_PAGE_HEIGHT * POINTS_PER_MM);
  describe (surface, info);
  gboolean painted = paint_pages (surface, layout, fonts, cancellable, error);
  if (painted)
    add_outline (surface, layout->outline);
  cairo_surface_finish (surface);
  cairo_status_t status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (!painted)
    return NULL;
  if (status == CAIRO_STATUS_SUCCESS)
    return g_steal_pointer (&drawn);
  g_set_error (error, LB_REPORTS_ERROR, LB_REPORTS_ERROR_OUTPUT, _ ("the pages cannot be drawn: %s"),
               cairo_status_to_string (status));
  return NULL;
}

gboolean
lb_paint_pdf (const LbLayout *layout, LbFonts *fonts, const LbPaintInfo *info, const char *path,
              GCancellable *cancellable, GError **error)
{
  g_autoptr (LbOutput) writable = lb_output_new (path, error); /* told before any work is done */
  if (writable == NULL)
    return FALSE;
  g_autoptr (GByteArray) drawn = draw (layout, fonts, info, cancellable, error);
  g_autoptr (GByteArray) finished = drawn == NULL ? NULL : lb_pdf_finish (drawn, layout, info, error);
  if (finished == NULL)
    return FALSE;
  g_clear_pointer (&writable, lb_output_free);
  return lb_output_write (path, (const char *) finished->data, finished->len, error);
}
