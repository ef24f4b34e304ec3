#include "config.h"
#include "maps/style.h"
#include "maps/error.h"
#include "src/i18n.h"
#include "src/paths.h"

#include <string.h>

static const char *const groups[] = {"light", "dark", "print"};
static const char *const level_keys[] = {"county", "township", "area", "village", "grid", "joint_unit"};

/* The words of a key, or NULL after saying which one is bad. */
static char **
get_words (GKeyFile *file, const char *group, const char *key, guint at_least, GError **error)
{
  g_autofree char *value = g_key_file_get_string (file, group, key, NULL);
  g_auto (GStrv) words = g_strsplit (value != NULL ? value : "", " ", -1);

  if (value != NULL && g_strv_length (words) >= at_least)
    return g_steal_pointer (&words);
  g_set_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_FILE, _ ("style.ini: “%s” under [%s] is missing or too short"), key,
               group);
  return NULL;
}

static gboolean
read_colour (const char *word, const char *group, const char *key, LbColour *colour, GError **error)
{
  if (lb_colour_parse (word, colour))
    return TRUE;
  g_set_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_FILE, _ ("style.ini: “%s” of “%s” under [%s] is not a colour"), word, key,
               group);
  return FALSE;
}

static gboolean
read_line (GKeyFile *file, const char *group, const char *key, LbLine *line, GError **error)
{
  g_auto (GStrv) words = get_words (file, group, key, 2, error);

  if (words == NULL || !read_colour (words[1], group, key, &line->colour, error))
    return FALSE;
  line->width = g_ascii_strtod (words[0], NULL);
  line->opacity = words[2] != NULL ? g_ascii_strtod (words[2], NULL) : 1;
  for (guint i = 3; i < g_strv_length (words) && line->n_dash < (int) G_N_ELEMENTS (line->dash); i++)
    line->dash[line->n_dash++] = g_ascii_strtod (words[i], NULL);
  return TRUE;
}

static gboolean
read_letter (GKeyFile *file, const char *group, const char *key, LbLetter *letter, GError **error)
{
  g_auto (GStrv) words = get_words (file, group, key, 4, error);

  if (words == NULL || !read_colour (words[1], group, key, &letter->colour, error) ||
      !read_colour (words[3], group, key, &letter->halo_colour, error))
    return FALSE;
  letter->size = g_ascii_strtod (words[0], NULL);
  letter->halo = g_ascii_strtod (words[2], NULL);
  letter->tracking = words[4] != NULL ? g_ascii_strtod (words[4], NULL) : 0;
  return TRUE;
}

static gboolean
read_colours (GKeyFile *file, const char *group, LbStyle *style, GError **error)
{
  const struct {
    const char *key;
    LbColour *colour;
  } plain[] = {{"ground", &style->ground}, {"land", &style->land},   {"no-data", &style->no_data}, {"text", &style->text},
               {"dim", &style->dim},       {"frame", &style->frame}, {"paper", &style->paper}};

  for (guint i = 0; i < G_N_ELEMENTS (plain); i++) {
    g_auto (GStrv) words = get_words (file, group, plain[i].key, 1, error);
    if (words == NULL || !read_colour (words[0], group, plain[i].key, plain[i].colour, error))
      return FALSE;
  }
  g_auto (GStrv) hatch = get_words (file, group, "hatch", 3, error);
  if (hatch == NULL || !read_colour (hatch[2], group, "hatch", &style->hatch, error))
    return FALSE;
  style->hatch_pitch = MAX (g_ascii_strtod (hatch[0], NULL), 1);
  style->hatch_width = g_ascii_strtod (hatch[1], NULL);
  return TRUE;
}

static gboolean
read_medium (GKeyFile *file, const char *group, LbStyle *style, GError **error)
{
  static const LbLevel named[] = {LB_LEVEL_TOWNSHIP, LB_LEVEL_VILLAGE, LB_LEVEL_GRID};
  const struct {
    const char *key;
    LbLine *line;
  } outlines[] = {{"hover-under", &style->hover_under}, {"hover", &style->hover},
                  {"selected-under", &style->selected_under}, {"selected", &style->selected}};

  if (!read_colours (file, group, style, error))
    return FALSE;
  for (guint i = 0; i < LB_N_LEVELS; i++)
    if (!read_line (file, group, level_keys[i], &style->borders[i], error))
      return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (outlines); i++)
    if (!read_line (file, group, outlines[i].key, outlines[i].line, error))
      return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (named); i++) {
    g_autofree char *key = g_strconcat ("label-", level_keys[named[i]], NULL);
    if (!read_letter (file, group, key, &style->labels[named[i]], error))
      return FALSE;
  }
  g_autofree char *families = g_key_file_get_string (file, "fonts", "sans", NULL);
  g_auto (GStrv) list = g_strsplit (families != NULL ? families : "sans-serif", ";", -1);
  style->family = g_strjoinv (",", list);
  return TRUE;
}

LbStyles *
lb_styles_load (GError **error)
{
  g_autofree char *path = lb_paths_data ("maps", "style.ini", NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (LbStyles) self = g_new0 (LbStyles, 1);

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, error)) {
    g_prefix_error (error, "%s: ", path);
    return NULL;
  }
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    if (!read_medium (file, groups[i], &self->medium[i], error))
      return NULL;
  return g_steal_pointer (&self);
}

void
lb_styles_free (LbStyles *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->medium); i++)
    g_free (self->medium[i].family);
  g_free (self);
}

guint32
lb_colour_pack (LbColour colour)
{
  guint r = (guint) (colour.r * 255 + 0.5), g = (guint) (colour.g * 255 + 0.5), b = (guint) (colour.b * 255 + 0.5);

  return r << 16 | g << 8 | b;
}

void
lb_style_set_colour (cairo_t *cr, LbColour colour, double opacity)
{
  cairo_set_source_rgba (cr, colour.r, colour.g, colour.b, opacity);
}

void
lb_style_set_line (cairo_t *cr, const LbLine *line)
{
  lb_style_set_colour (cr, line->colour, line->opacity);
  cairo_set_line_width (cr, line->width);
  cairo_set_dash (cr, line->dash, line->n_dash, 0);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, line->n_dash > 0 ? CAIRO_LINE_CAP_BUTT : CAIRO_LINE_CAP_ROUND);
}

PangoLayout *
lb_style_layout (const LbStyle *style, cairo_t *cr, const char *text, double size, gboolean bold, double tracking)
{
  return lb_style_layout_in (style, pango_cairo_create_context (cr), text, size, bold, tracking);
}

PangoLayout *
lb_style_layout_in (const LbStyle *style, PangoContext *context, const char *text, double size, gboolean bold, double tracking)
{
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_language (context, pango_language_from_string ("zh-cn"));

  g_autoptr (PangoFontDescription) font = pango_font_description_new ();
  pango_font_description_set_family (font, style->family);
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);

  PangoLayout *layout = pango_layout_new (context);
  g_object_unref (context);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  if (tracking > 0) {
    g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
    pango_attr_list_insert (attributes, pango_attr_letter_spacing_new ((int) (tracking * PANGO_SCALE)));
    pango_layout_set_attributes (layout, attributes);
  }
  return layout;
}

double
lb_style_text (const LbStyle *style, cairo_t *cr, double x, double y, const char *text, double size, gboolean bold,
               LbColour colour, double align)
{
  g_autoptr (PangoLayout) layout = lb_style_layout (style, cr, text, size, bold, 0);
  int width, height;

  pango_layout_get_size (layout, &width, &height);
  lb_style_set_colour (cr, colour, 1);
  cairo_move_to (cr, x - align * width / PANGO_SCALE, y - 0.5 * height / PANGO_SCALE);
  pango_cairo_show_layout (cr, layout);
  return (double) width / PANGO_SCALE;
}

double
lb_style_measure (const LbStyle *style, cairo_t *cr, const char *text, double size, gboolean bold)
{
  g_autoptr (PangoLayout) layout = lb_style_layout (style, cr, text, size, bold, 0);
  int width;

  pango_layout_get_size (layout, &width, NULL);
  return (double) width / PANGO_SCALE;
}

double
lb_style_paragraph (const LbStyle *style, cairo_t *cr, double x, double y, double width, const char *text, double size,
                    LbColour colour, gboolean paint)
{
  g_autoptr (PangoLayout) layout = lb_style_layout (style, cr, text, size, FALSE, 0);
  int height;

  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_get_size (layout, NULL, &height);
  if (paint) {
    lb_style_set_colour (cr, colour, 1);
    cairo_move_to (cr, x, y);
    pango_cairo_show_layout (cr, layout);
  }
  return (double) height / PANGO_SCALE;
}
