#include "config.h"
#include "reports/fonts.h"
#include "reports/report.h"
#include "src/i18n.h"
#include "src/paths.h"

#include <cairo-ft.h>
#include <fontconfig/fontconfig.h>
#include <hb-ot.h>
#include <hb.h>
#include <string.h>

static const char *const groups[LB_N_ROLES] = {"text", "kai", "hei", "title", "song", "strong"};

typedef struct {
  char *name;   /* 仿宋                             */
  char *family; /* the one found                    */
  gboolean substitute;
  FcPattern *pattern;
  hb_font_t *metrics;
  unsigned int upem;
  cairo_font_face_t *face;
  GString *borrowed; /* characters other faces lent */
} Face;

struct _LbFonts {
  Face faces[LB_N_ROLES];
  GString *missing;
};

/* The installed font of that family, NULL when there is none: fontconfig always answers with something, so its answer
 * is taken only when it is what was asked for and has Chinese. */
static FcPattern *
match_family (const char *family, gboolean bold)
{
  FcPattern *wanted = FcPatternCreate ();
  FcPatternAddString (wanted, FC_FAMILY, (const FcChar8 *) family);
  FcPatternAddInteger (wanted, FC_WEIGHT, bold ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR);
  FcPatternAddBool (wanted, FC_VARIABLE, FcFalse);
  FcPatternAddBool (wanted, FC_SCALABLE, FcTrue);
  FcPatternAddString (wanted, FC_LANG, (const FcChar8 *) "zh-cn");
  FcConfigSubstitute (NULL, wanted, FcMatchPattern);
  FcDefaultSubstitute (wanted);

  FcResult result;
  FcPattern *found = FcFontMatch (NULL, wanted, &result);
  FcPatternDestroy (wanted);
  if (found == NULL)
    return NULL;
  FcChar8 *name;
  FcCharSet *charset;
  for (int i = 0; FcPatternGetString (found, FC_FAMILY, i, &name) == FcResultMatch; i++)
    if (g_ascii_strcasecmp ((const char *) name, family) == 0 &&
        FcPatternGetCharSet (found, FC_CHARSET, 0, &charset) == FcResultMatch &&
        FcCharSetHasChar (charset, 0x56DE) /* 回 */)
      return found;
  FcPatternDestroy (found);
  return NULL;
}

static gboolean
face_open (Face *self, FcPattern *pattern)
{
  FcChar8 *file;
  int index = 0;
  if (FcPatternGetString (pattern, FC_FILE, 0, &file) != FcResultMatch)
    return FALSE;
  FcPatternGetInteger (pattern, FC_INDEX, 0, &index);

  hb_blob_t *blob = hb_blob_create_from_file ((const char *) file);
  hb_face_t *face = hb_face_create (blob, (unsigned int) index & 0xFFFFU);
  hb_blob_destroy (blob);
  self->upem = hb_face_get_upem (face);
  self->metrics = hb_font_create (face);
  hb_ot_font_set_funcs (self->metrics);
  hb_font_set_scale (self->metrics, (int) self->upem, (int) self->upem);
  hb_face_destroy (face);

  self->pattern = pattern;
  FcPatternReference (pattern);
  self->face = cairo_ft_font_face_create_for_pattern (pattern);
  return hb_face_get_glyph_count (face) > 0 && cairo_font_face_status (self->face) == CAIRO_STATUS_SUCCESS;
}

static void
face_close (Face *self)
{
  g_free (self->name);
  g_free (self->family);
  g_clear_pointer (&self->pattern, FcPatternDestroy);
  g_clear_pointer (&self->metrics, hb_font_destroy);
  g_clear_pointer (&self->face, cairo_font_face_destroy);
  if (self->borrowed != NULL)
    g_string_free (self->borrowed, TRUE);
}

static gboolean
face_try (Face *self, const char *entry, gboolean substitute)
{
  gboolean bold = g_str_has_suffix (entry, ":bold");
  g_autofree char *family = g_strndup (entry, strlen (entry) - (bold ? strlen (":bold") : 0));
  FcPattern *pattern = match_family (family, bold);

  if (pattern == NULL)
    return FALSE;
  gboolean opened = face_open (self, pattern);
  FcPatternDestroy (pattern);
  if (!opened) {
    g_clear_pointer (&self->pattern, FcPatternDestroy);
    g_clear_pointer (&self->metrics, hb_font_destroy);
    g_clear_pointer (&self->face, cairo_font_face_destroy);
    return FALSE;
  }
  self->family = bold ? g_strdup_printf ("%s Bold", family) : g_strdup (family);
  self->substitute = substitute;
  return TRUE;
}

static gboolean
face_choose (Face *self, GKeyFile *file, const char *path, const char *group, GError **error)
{
  g_autoptr (GError) local = NULL;
  self->name = g_key_file_get_string (file, group, "name", &local);
  g_auto (GStrv) wanted = local ? NULL : g_key_file_get_string_list (file, group, "wanted", NULL, &local);
  g_auto (GStrv) others = local ? NULL : g_key_file_get_string_list (file, group, "substitutes", NULL, &local);
  if (local != NULL) {
    g_set_error (error, LB_REPORTS_ERROR, LB_REPORTS_ERROR_TEMPLATE,
                 _ ("%s: the group [%s] needs name, wanted and substitutes: %s"), path, group, local->message);
    return FALSE;
  }
  self->borrowed = g_string_new (NULL);
  for (char **entry = wanted; *entry != NULL; entry++)
    if (face_try (self, *entry, FALSE))
      return TRUE;
  for (char **entry = others; *entry != NULL; entry++)
    if (face_try (self, *entry, TRUE))
      return TRUE;
  g_set_error (error, LB_REPORTS_ERROR, LB_REPORTS_ERROR_FONT,
               _ ("no installed font can set Chinese as %s; install the package fonts-noto-cjk "
                  "or name a font in %s"), self->name, path);
  return FALSE;
}

LbFonts *
lb_fonts_new (const char *path, GError **error)
{
  g_autofree char *shipped = path == NULL ? lb_paths_data ("reports", "fonts.ini", NULL) : g_strdup (path);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) local = NULL;

  if (!g_key_file_load_from_file (file, shipped, G_KEY_FILE_NONE, &local)) {
    g_set_error (error, LB_REPORTS_ERROR, LB_REPORTS_ERROR_TEMPLATE, _ ("cannot read %s: %s"), shipped,
                 local->message);
    return NULL;
  }
  g_autoptr (LbFonts) self = g_new0 (LbFonts, 1);
  self->missing = g_string_new (NULL);
  for (int role = 0; role < LB_N_ROLES; role++)
    if (!face_choose (&self->faces[role], file, shipped, groups[role], error))
      return NULL;
  return g_steal_pointer (&self);
}

void
lb_fonts_free (LbFonts *self)
{
  for (int role = 0; role < LB_N_ROLES; role++)
    face_close (&self->faces[role]);
  g_string_free (self->missing, TRUE);
  g_free (self);
}

static void
remember (GString *characters, gunichar c)
{
  if (g_utf8_strchr (characters->str, (gssize) characters->len, c) == NULL)
    g_string_append_unichar (characters, c);
}

LbGlyph
lb_fonts_find (LbFonts *self, LbRole role, gunichar c)
{
  /* Where to look when the role's own font lacks a character: serif text stays serif. */
  static const LbRole others[] = {LB_ROLE_TEXT, LB_ROLE_SONG, LB_ROLE_HEI, LB_ROLE_KAI, LB_ROLE_TITLE, LB_ROLE_STRONG};
  hb_codepoint_t glyph = 0;
  LbGlyph found = {role, 0, 1};

  if (!hb_font_get_nominal_glyph (self->faces[role].metrics, c, &glyph) || glyph == 0) {
    for (guint i = 0; i < G_N_ELEMENTS (others) && glyph == 0; i++)
      if (hb_font_get_nominal_glyph (self->faces[others[i]].metrics, c, &glyph) && glyph != 0)
        found.face = others[i];
    remember (glyph == 0 ? self->missing : self->faces[role].borrowed, c);
    if (glyph == 0)
      return found;
  }
  const Face *face = &self->faces[found.face];
  found.glyph = glyph;
  found.advance = (double) hb_font_get_glyph_h_advance (face->metrics, glyph) / face->upem;
  return found;
}

double
lb_fonts_get_middle (LbFonts *self, LbRole role, gunichar c)
{
  LbGlyph glyph = lb_fonts_find (self, role, c);
  const Face *face = &self->faces[glyph.face];
  hb_glyph_extents_t box;

  if (!hb_font_get_glyph_extents (face->metrics, glyph.glyph, &box))
    return 0;
  return (box.y_bearing + box.height / 2.0) / face->upem;
}

double
lb_fonts_measure (LbFonts *self, LbRole role, double size_pt, const char *text)
{
  double width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    width += lb_fonts_find (self, role, g_utf8_get_char (p)).advance;
  return width * size_pt * 25.4 / 72;
}

cairo_font_face_t *
lb_fonts_get_face (LbFonts *self, LbRole face)
{
  return self->faces[face].face;
}

GPtrArray *
lb_fonts_dup_substitutions (LbFonts *self)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);

  for (int role = 0; role < LB_N_ROLES; role++) {
    const Face *face = &self->faces[role];
    if (face->substitute)
      g_ptr_array_add (list, g_strdup_printf ("%s→%s", face->name, face->family));
    for (const char *p = face->borrowed->str; *p != '\0'; p = g_utf8_next_char (p)) {
      LbGlyph glyph = lb_fonts_find (self, (LbRole) role, g_utf8_get_char (p));
      g_autofree char *character = g_strndup (p, (gsize) (g_utf8_next_char (p) - p));
      g_ptr_array_add (list, g_strdup_printf ("%s“%s”→%s", face->name, character,
                                              self->faces[glyph.face].family));
    }
  }
  return list;
}

gboolean
lb_fonts_check (LbFonts *self, GError **error)
{
  if (self->missing->len == 0)
    return TRUE;
  g_set_error (error, LB_REPORTS_ERROR, LB_REPORTS_ERROR_FONT,
               _ ("no installed font has the characters “%s”; install the package fonts-noto-cjk-extra "
                  "or a font that has them"), self->missing->str);
  return FALSE;
}
