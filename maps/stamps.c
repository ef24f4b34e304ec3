/* Widths and pictures of names
 *
 * Pictures lie in two tables: the young one takes what is used; when it holds half of what may be kept, it becomes the old one and what
 * was in that and has not been used since is freed. Fonts are those of an own font map, for Pango's are one thread's.
 */
#include "config.h"
#include "maps/stamps.h"
#include "maps/halo.h"

#include <math.h>
#include <string.h>

#define MOST_BYTES (24u << 20)
#define MOST_TEXTS 20000 /* widths of names that are not added up */

typedef struct {
  guint hand;
  guint eighths; /* of the device's scale */
  char *text;
} Key;

typedef struct {
  cairo_surface_t *surface;
  int dx, dy;
  gsize bytes;
} Stamp;

struct _LbStamps {
  GMutex lock;
  const LbStyles *styles;
  PangoFontMap *fonts;
  GHashTable *letters;     /* hand and character → width × PANGO_SCALE + 1 */
  GHashTable *texts;       /* Key → the same                               */
  GHashTable *young, *old; /* Key → Stamp                                  */
  gsize bytes;             /* of the young                                 */
};

static guint
key_hash (gconstpointer data)
{
  const Key *key = data;

  return g_str_hash (key->text) * 31 + key->hand * 7 + key->eighths;
}

static gboolean
key_equal (gconstpointer a, gconstpointer b)
{
  const Key *p = a, *q = b;

  return p->hand == q->hand && p->eighths == q->eighths && strcmp (p->text, q->text) == 0;
}

static void
key_free (gpointer data)
{
  Key *key = data;

  g_free (key->text);
  g_free (key);
}

static Key *
key_copy (const Key *key)
{
  Key *copy = g_memdup2 (key, sizeof *key);

  copy->text = g_strdup (key->text);
  return copy;
}

static void
stamp_free (gpointer data)
{
  Stamp *stamp = data;

  cairo_surface_destroy (stamp->surface);
  g_free (stamp);
}

static GHashTable *
new_table (void)
{
  return g_hash_table_new_full (key_hash, key_equal, key_free, stamp_free);
}

LbStamps *
lb_stamps_new (const LbStyles *styles)
{
  LbStamps *self = g_new0 (LbStamps, 1);

  g_mutex_init (&self->lock);
  self->styles = styles;
  self->letters = g_hash_table_new (NULL, NULL);
  self->texts = g_hash_table_new_full (key_hash, key_equal, key_free, NULL);
  self->young = new_table ();
  self->old = new_table ();
  return self;
}

void
lb_stamps_free (LbStamps *self)
{
  g_hash_table_unref (self->letters);
  g_hash_table_unref (self->texts);
  g_hash_table_unref (self->young);
  g_hash_table_unref (self->old);
  g_clear_object (&self->fonts);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static guint
number_of (LbHand hand)
{
  return ((guint) hand.medium * LB_N_LEVELS + (guint) hand.level) * 2 + (hand.bold ? 1 : 0);
}

static PangoLayout *
new_layout (LbStamps *self, LbHand hand, const char *text)
{
  const LbStyle *style = &self->styles->medium[hand.medium];
  const LbLetter *letter = &style->labels[hand.level];

  if (self->fonts == NULL)
    self->fonts = pango_cairo_font_map_new ();
  return lb_style_layout_in (style, pango_font_map_create_context (self->fonts), text, letter->size, hand.bold, letter->tracking);
}

static int
measure_layout (LbStamps *self, LbHand hand, const char *text)
{
  g_autoptr (PangoLayout) layout = new_layout (self, hand, text);
  int width;

  pango_layout_get_size (layout, &width, NULL);
  return width;
}

/* Letters that stand beside each other as they stand alone; Pango's tracking is not the same at a line's ends. */
static gboolean
adds_up (const LbStyles *styles, LbHand hand, const char *text)
{
  if (styles->medium[hand.medium].labels[hand.level].tracking > 0)
    return FALSE;
  for (; *text != '\0'; text = g_utf8_next_char (text)) {
    gunichar letter = g_utf8_get_char (text);
    if (!g_ascii_isdigit ((int) MIN (letter, 127)) && !(letter >= 0x4e00 && letter <= 0x9fff))
      return FALSE;
  }
  return TRUE;
}

static int
measure_letter (LbStamps *self, LbHand hand, const char *letter)
{
  gpointer key = GUINT_TO_POINTER (number_of (hand) << 21 | g_utf8_get_char (letter));
  int width = GPOINTER_TO_INT (g_hash_table_lookup (self->letters, key));

  if (width == 0) {
    char alone[7] = {0};
    memcpy (alone, letter, (gsize) (g_utf8_next_char (letter) - letter));
    width = measure_layout (self, hand, alone) + 1;
    g_hash_table_insert (self->letters, key, GINT_TO_POINTER (width));
  }
  return width - 1;
}

static int
measure_text (LbStamps *self, LbHand hand, const char *text)
{
  Key key = {number_of (hand), 0, (char *) text};
  int width = GPOINTER_TO_INT (g_hash_table_lookup (self->texts, &key));

  if (width == 0) {
    if (g_hash_table_size (self->texts) >= MOST_TEXTS)
      g_hash_table_remove_all (self->texts);
    width = measure_layout (self, hand, text) + 1;
    g_hash_table_insert (self->texts, key_copy (&key), GINT_TO_POINTER (width));
  }
  return width - 1;
}

double
lb_stamps_measure (LbStamps *self, LbHand hand, const char *text)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);
  int width = 0;

  if (!adds_up (self->styles, hand, text))
    return (double) measure_text (self, hand, text) / PANGO_SCALE;
  for (; *text != '\0'; text = g_utf8_next_char (text))
    width += measure_letter (self, hand, text);
  return (double) width / PANGO_SCALE;
}

/* Coverage of the letters, 0–255, with empty margins. */
static cairo_surface_t *
draw_letters (PangoLayout *layout, double device, int width, int height, double x, double y)
{
  cairo_surface_t *mask = cairo_image_surface_create (CAIRO_FORMAT_A8, width, height);
  cairo_t *cr = cairo_create (mask);

  cairo_translate (cr, x, y);
  cairo_scale (cr, device, device);
  pango_cairo_update_layout (cr, layout);
  pango_cairo_show_layout (cr, layout);
  cairo_destroy (cr);
  cairo_surface_flush (mask);
  return mask;
}

static void
paint_through (cairo_surface_t *target, cairo_surface_t *mask, LbColour colour, double x, double y)
{
  cairo_t *cr = cairo_create (target);

  lb_style_set_colour (cr, colour, 1);
  cairo_mask_surface (cr, mask, x, y);
  cairo_destroy (cr);
}

static Stamp *
draw_stamp (LbStamps *self, LbHand hand, double device, const char *text)
{
  const LbLetter *letter = &self->styles->medium[hand.medium].labels[hand.level];
  g_autoptr (PangoLayout) layout = new_layout (self, hand, text);
  double radius = letter->halo / 2 * device;
  int margin = (int) ceil (radius) + 2, logical_height;
  PangoRectangle ink;

  /* In pixels, from the corner of the name's box: where the layout lies and what of it is inked. */
  pango_layout_get_extents (layout, &ink, NULL);
  pango_layout_get_size (layout, NULL, &logical_height);
  double x = letter->tracking / 2 * device, y = (letter->size * LB_LABEL_TALL - (double) logical_height / PANGO_SCALE) / 2 * device;
  double scale = device / PANGO_SCALE;
  int left = (int) floor (x + ink.x * scale) - margin, top = (int) floor (y + ink.y * scale) - margin;
  int width = (int) ceil (x + (ink.x + ink.width) * scale) + margin - left, rows = (int) ceil (y + (ink.y + ink.height) * scale) + margin - top;
  width = (width + LB_HALO_STEP - 1) / LB_HALO_STEP * LB_HALO_STEP;

  cairo_surface_t *mask = draw_letters (layout, device, width + 2 * margin, rows + 2 * margin, x - left + margin, y - top + margin);
  cairo_surface_t *halo = cairo_image_surface_create (CAIRO_FORMAT_A8, width, rows);
  int stride = cairo_image_surface_get_stride (mask);
  lb_halo_grow (cairo_image_surface_get_data (mask) + margin * stride + margin, cairo_image_surface_get_data (halo),
                cairo_image_surface_get_stride (halo), rows, stride, radius);
  cairo_surface_mark_dirty (halo);
  Stamp *stamp = g_new (Stamp, 1);
  *stamp = (Stamp) {cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, rows), left, top, (gsize) width * (gsize) rows * 4};
  paint_through (stamp->surface, halo, letter->halo_colour, 0, 0);
  paint_through (stamp->surface, mask, letter->colour, -margin, -margin);
  cairo_surface_destroy (halo);
  cairo_surface_destroy (mask);
  return stamp;
}

static void
keep_young (LbStamps *self, Key *key, Stamp *stamp)
{
  if (self->bytes + stamp->bytes > MOST_BYTES / 2) {
    g_hash_table_unref (self->old);
    self->old = self->young;
    self->young = new_table ();
    self->bytes = 0;
  }
  self->bytes += stamp->bytes;
  g_hash_table_insert (self->young, key, stamp);
}

static const Stamp *
find_stamp (LbStamps *self, const Key *key)
{
  Stamp *stamp = g_hash_table_lookup (self->young, key);
  gpointer own_key, own_stamp;

  if (stamp != NULL || !g_hash_table_steal_extended (self->old, key, &own_key, &own_stamp))
    return stamp;
  keep_young (self, own_key, own_stamp);
  return own_stamp;
}

cairo_surface_t *
lb_stamps_get (LbStamps *self, LbHand hand, double device, const char *text, gboolean make, int *dx, int *dy)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);
  Key key = {number_of (hand), (guint) lround (device * 8), (char *) text};
  const Stamp *stamp = find_stamp (self, &key);

  if (stamp == NULL) {
    if (!make)
      return NULL;
    Stamp *drawn = draw_stamp (self, hand, key.eighths / 8.0, text);
    keep_young (self, key_copy (&key), drawn);
    stamp = drawn;
  }
  *dx = stamp->dx;
  *dy = stamp->dy;
  return cairo_surface_reference (stamp->surface);
}
