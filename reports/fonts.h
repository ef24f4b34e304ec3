/* fonts.h - which font speaks for which role, and how wide its glyphs are
 *
 * data/reports/fonts.ini lists families by role. A font that stands in for a wanted one is known and listed; a
 * character that a role's font lacks is taken knowingly from another role's font and listed; a character
 * that no font has is an error before anything is written. Metrics come from the font tables, unhinted, so
 * no surface is needed. One thread at a time.
 */
#pragma once
#include "reports/block.h"

G_BEGIN_DECLS

typedef struct _LbFonts LbFonts;

/* @path: fonts.ini, NULL for the shipped one. LB_REPORTS_ERROR_FONT when no installed font can set Chinese: the sentence
 * names the package to install. LB_REPORTS_ERROR_TEMPLATE when the file is not right. */
LbFonts *lb_fonts_new (const char *path, GError **error);
void     lb_fonts_free (LbFonts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbFonts, lb_fonts_free)

typedef struct {
  LbRole face;     /* the role whose font has the character: the one asked for, nearly always */
  guint glyph;     /* 0: no font has it                                                        */
  double advance;  /* em                                                                       */
} LbGlyph;

LbGlyph lb_fonts_find (LbFonts *self, LbRole role, gunichar c);
/* Height of the middle of a glyph's ink above the baseline, em. */
double  lb_fonts_get_middle (LbFonts *self, LbRole role, gunichar c);
/* Width of a text without any breaking, mm. */
double  lb_fonts_measure (LbFonts *self, LbRole role, double size_pt, const char *text);

/* For painting: the face for cairo. Borrowed. */
cairo_font_face_t *lb_fonts_get_face (LbFonts *self, LbRole face);

/* What stands in for what, in Chinese, one clause each: "仿宋→Noto Serif CJK SC", "楷体“傈僳”→Noto Serif CJK SC".
 * (element-type utf8) (transfer full): complete after lay out. */
GPtrArray *lb_fonts_dup_substitutions (LbFonts *self);
/* LB_REPORTS_ERROR_FONT with the characters asked for that no font has; TRUE when there are none. */
gboolean   lb_fonts_check (LbFonts *self, GError **error);

G_END_DECLS
