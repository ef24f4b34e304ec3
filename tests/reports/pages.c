#include "pages.h"

#include <cairo.h>
#include <math.h>
#include <string.h>

#define MM (25.4 / 72)

static void
page_free (gpointer data)
{
  LbSeenPage *self = data;

  g_array_unref (self->seen);
  g_free (self->text);
  g_free (self);
}

static const char *
plain_name (const char *font)
{
  const char *plus = font != NULL ? strchr (font, '+') : NULL;

  return g_intern_string (plus != NULL ? plus + 1 : font != NULL ? font : "");
}

static LbSeenPage *
read_page (PopplerDocument *document, int i)
{
  LbSeenPage *self = g_new0 (LbSeenPage, 1);
  PopplerPage *page = poppler_document_get_page (document, i);
  g_autofree char *text = poppler_page_get_text (page);
  g_autoptr (GString) tight = g_string_new (NULL);
  g_autofree PopplerRectangle *boxes = NULL;
  GList *attributes = poppler_page_get_text_attributes (page), *run = attributes;
  guint n = 0, k = 0;

  self->number = i + 1;
  self->seen = g_array_new (FALSE, FALSE, sizeof (LbSeen));
  poppler_page_get_size (page, &self->width, &self->height);
  self->width *= MM;
  self->height *= MM;
  poppler_page_get_text_layout (page, &boxes, &n);
  for (const char *p = text; *p != '\0' && k < n; p = g_utf8_next_char (p), k++) {
    while (run != NULL && (int) k > ((PopplerTextAttributes *) run->data)->end_index)
      run = run->next;
    if (g_unichar_isspace (g_utf8_get_char (p)))
      continue;
    const PopplerTextAttributes *look = run != NULL ? run->data : NULL;
    LbSeen seen = {g_utf8_get_char (p), boxes[k].x1 * MM, boxes[k].y1 * MM, boxes[k].x2 * MM, boxes[k].y2 * MM,
                   look != NULL ? look->font_size : 0, plain_name (look != NULL ? look->font_name : NULL)};
    g_array_append_val (self->seen, seen);
    g_string_append_unichar (tight, seen.c);
  }
  self->text = g_strdup (tight->str);
  poppler_page_free_text_attributes (attributes);
  g_object_unref (page);
  return self;
}

LbPages *
lb_pages_open (const char *path)
{
  LbPages *self = g_new0 (LbPages, 1);
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = g_filename_to_uri (path, NULL, &error);

  self->document = uri != NULL ? poppler_document_new_from_file (uri, NULL, &error) : NULL;
  if (self->document == NULL)
    g_error ("%s: %s", path, error->message);
  self->pages = g_ptr_array_new_with_free_func (page_free);
  for (int i = 0; i < poppler_document_get_n_pages (self->document); i++)
    g_ptr_array_add (self->pages, read_page (self->document, i));
  return self;
}

void
lb_pages_free (LbPages *self)
{
  g_ptr_array_unref (self->pages);
  g_object_unref (self->document);
  g_free (self);
}

const LbSeenPage *
lb_pages_get (const LbPages *self, guint i)
{
  return g_ptr_array_index (self->pages, i);
}

/* Dots per mm of the picture in which rules are looked for. */
#define FINE 20

static cairo_surface_t *
draw_page (const LbPages *self, guint i)
{
  const LbSeenPage *seen = lb_pages_get (self, i);
  PopplerPage *page = poppler_document_get_page (self->document, (int) i);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) ceil (seen->width * FINE),
                                                         (int) ceil (seen->height * FINE));
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, FINE * MM, FINE * MM);
  poppler_page_render (page, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  g_object_unref (page);
  return surface;
}

/* The longest dark stretch of a row of pixels; green tells, so that red rules are dark too. */
static int
longest_stretch (const guint32 *row, int width, int *start)
{
  int best = 0;

  for (int x = 0; x < width;) {
    int from = x;
    while (x < width && ((row[x] >> 8) & 0xFF) < 160)
      x++;
    if (x - from > best) {
      best = x - from;
      *start = from;
    }
    x += x == from;
  }
  return best;
}

GArray *
lb_pages_find_rules (const LbPages *self, guint i, double least)
{
  GArray *rules = g_array_new (FALSE, FALSE, sizeof (LbSeenRule));
  cairo_surface_t *surface = draw_page (self, i);
  int width = cairo_image_surface_get_width (surface), height = cairo_image_surface_get_height (surface);
  int stride = cairo_image_surface_get_stride (surface), thick = 0, from = 0, length = 0;
  const guchar *pixels = cairo_image_surface_get_data (surface);

  for (int y = 0; y <= height; y++) {
    int start = 0;
    int own = y < height ? longest_stretch ((const guint32 *) (const void *) (pixels + (gsize) y * (gsize) stride), width, &start) : 0;
    if (own >= least * FINE) {
      thick++;
      if (own > length || thick == 1) {
        from = start;
        length = own;
      }
    } else if (thick > 0) {
      LbSeenRule rule = {(double) from / FINE, (double) (from + length) / FINE, (y - thick / 2.0) / FINE, (double) thick / FINE};
      g_array_append_val (rules, rule);
      thick = 0;
      length = 0;
    }
  }
  cairo_surface_destroy (surface);
  return rules;
}

guint64
lb_pages_with (const LbPages *self, const char *words)
{
  guint64 pages = 0;

  for (guint i = 0; i < self->pages->len; i++)
    if (strstr (lb_pages_get (self, i)->text, words) != NULL)
      pages |= G_GUINT64_CONSTANT (1) << i;
  return pages;
}

const LbSeen *
lb_page_find (const LbSeenPage *page, const char *words)
{
  const char *at = strstr (page->text, words);

  return at == NULL ? NULL : &g_array_index (page->seen, LbSeen, g_utf8_pointer_to_offset (page->text, at));
}

static const LbSeen *
seen_at (const LbSeenPage *page, guint i)
{
  return &g_array_index (page->seen, LbSeen, i);
}

/* Marks whose ink fills the left half of their box. */
static gboolean
is_mark (gunichar c)
{
  return g_utf8_strchr ("，。、；：！？）》〉】〕』」”’", -1, c) != NULL;
}

/* Marks whose ink fills the right half of theirs: at the beginning of a line they may reach out with the empty half. */
static gboolean
is_opening (gunichar c)
{
  return g_utf8_strchr ("（《〈【〔『「“‘", -1, c) != NULL;
}

void
lb_check_area (const LbSeenPage *page, double left, double top, double width, double height)
{
  for (guint i = 0; i < page->seen->len; i++) {
    const LbSeen *seen = seen_at (page, i);
    double left_ink = seen->x1 + (is_opening (seen->c) ? (seen->x2 - seen->x1) / 2 : 0);
    double right = seen->x2 - (is_mark (seen->c) ? (seen->x2 - seen->x1) / 2 : 0);
    /* Boxes are those of the font: higher than the em box. */
    double over = (seen->y2 - seen->y1 - seen->size * MM) / 2 + 0.6;
    gboolean inside = left_ink > left - 0.5 && right < left + width + 0.5 && seen->y1 > top - over &&
                      seen->y2 < top + height + over;
    gboolean number = fabs (seen->size - 14) < 0.1 && (g_unichar_isdigit (seen->c) || seen->c == 0x2014);
    if (!inside && !number)
      g_error ("page %d: U+%04X at %.1f … %.1f, %.1f … %.1f mm stands outside the type area", page->number, seen->c, seen->x1,
               seen->x2, seen->y1, seen->y2);
  }
}

void
lb_check_pitch (const LbSeenPage *page, double size, double top, double pitch)
{
  for (guint i = 0; i < page->seen->len; i++) {
    const LbSeen *seen = seen_at (page, i);
    if (fabs (seen->size - size) > 0.1 || seen->c < 0x4E00 || seen->c > 0x9FFF)
      continue;
    /* Middle of the box: of the em box, whatever the font's ascent. */
    double line = ((seen->y1 + seen->y2) / 2 - top) / pitch - 0.5;
    double off = (line - round (line)) * pitch;
    if (fabs (off) > 0.6)
      g_error ("page %d: U+%04X stands %.2f mm beside line %.0f", page->number, seen->c, off, round (line) + 1);
  }
}

void
lb_check_flush (const LbSeenPage *page, double size, double left, double right)
{
  for (guint i = 0; i + 1 < page->seen->len; i++) {
    const LbSeen *seen = seen_at (page, i), *next = seen_at (page, i + 1);
    /* The next character begins a line that is not a paragraph's first: this line is full. */
    gboolean turns = fabs (seen->size - size) < 0.1 && fabs (next->size - size) < 0.1 && next->y1 > seen->y1 + 5 &&
                     next->x1 < left + 2;
    double end = seen->x2 - (is_mark (seen->c) ? (seen->x2 - seen->x1) / 2 : 0);
    if (!turns || (is_mark (seen->c) && end < right + 0.5 && seen->x2 > right - 0.5))
      continue;
    if (fabs (end - right) > 0.6)
      g_error ("page %d: the line that ends with U+%04X at %.1f mm leaves %.1f mm", page->number, seen->c, seen->y1, right - end);
  }
}

void
lb_check_official_number (const LbSeenPage *page)
{
  g_autofree char *wanted = g_strdup_printf ("—%d—", page->number);
  gboolean lying = page->width > page->height, odd = page->number % 2 == 1;
  double left = 1e9, right = 0, middle = 0;
  guint n = 0;

  for (guint i = 0; i < page->seen->len; i++) {
    const LbSeen *seen = seen_at (page, i);
    /* Along the number and across it, as the bound sheet is read. */
    double down = lying ? 297 - (seen->x1 + seen->x2) / 2 : (seen->y1 + seen->y2) / 2;
    if (fabs (seen->size - 14) > 0.1 || down < 263)
      continue;
    left = MIN (left, lying ? seen->y1 : seen->x1);
    right = MAX (right, lying ? seen->y2 : seen->x2);
    middle = down;
    n++;
  }
  if (n != g_utf8_strlen (wanted, -1))
    g_error ("page %d: the page number has %u characters", page->number, n);
  if (odd && fabs (right - (184 - 156.0 / 28)) > 0.5)
    g_error ("page %d: the number ends at %.2f mm", page->number, right);
  if (!odd && fabs (left - (28 + 156.0 / 28)) > 0.5)
    g_error ("page %d: the number begins at %.2f mm", page->number, left);
  if (fabs (middle - (37 + 225 + 7)) > 1.2)
    g_error ("page %d: the number stands %.2f mm below the type area", page->number, middle - 262);
}

static void
check_fonts (PopplerDocument *document)
{
  PopplerFontInfo *info = poppler_font_info_new (document);
  PopplerFontsIter *iter;

  while (poppler_font_info_scan (info, 50, &iter)) {
    if (iter == NULL)
      continue;
    do {
      const char *name = poppler_fonts_iter_get_full_name (iter);
      if (!poppler_fonts_iter_is_embedded (iter) || !poppler_fonts_iter_is_subset (iter))
        g_error ("the font %s is not embedded as a subset", name);
      if (poppler_fonts_iter_get_font_type (iter) == POPPLER_FONT_TYPE_TYPE3)
        g_error ("the font %s is of type 3", name);
    } while (poppler_fonts_iter_next (iter));
    poppler_fonts_iter_free (iter);
  }
  g_object_unref (info);
}

void
lb_check_glyphs (const LbPages *self)
{
  for (guint p = 0; p < self->pages->len; p++) {
    const LbSeenPage *page = lb_pages_get (self, p);
    for (guint i = 0; i < page->seen->len; i++) {
      gunichar c = seen_at (page, i)->c;
      if (c == 0xFFFD || c == 0x25A1 || (c >= 0xE000 && c <= 0xF8FF))
        g_error ("page %d has U+%04X, a character without a glyph", page->number, c);
    }
  }
  check_fonts (self->document);
}

void
lb_check_heads (const LbPages *self, const char *head, const char *const *rows)
{
  guint64 heads = lb_pages_with (self, head), with = 0;

  for (; *rows != NULL; rows++) {
    guint64 found = lb_pages_with (self, *rows);
    if (found == 0)
      g_error ("the row “%s” is on no page", *rows);
    with |= found;
  }
  if ((with & ~heads) != 0)
    g_error ("a page has rows of the table but not its head “%s”", head);
}
