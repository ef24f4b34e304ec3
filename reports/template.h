/* template.h - the words of a report, with references where the numbers go
 *
 * A template is a text file that a clerk edits (docs/templates.md describes the language). A number can only come from
 * a reference such as {M01.numerator@here}; a digit typed into a sentence is refused. All errors are
 * LB_REPORTS_ERROR_TEMPLATE and begin with file:line:column. Immutable after parsing; one thread.
 */
#pragma once
#include "reports/block.h"
#include "reports/figures.h"

G_BEGIN_DECLS

typedef struct _LbTemplate LbTemplate;

LbTemplate *lb_template_load (const char *path, GError **error);
/* @name stands for the path in messages. */
LbTemplate *lb_template_parse (const char *text, const char *name, GError **error);
void        lb_template_free (LbTemplate *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbTemplate, lb_template_free)

/* SHA-256 of its text, borrowed. */
const char *lb_template_get_sha256 (const LbTemplate *self);

typedef struct {
  const char *id;
  guint line, column; /* of its first use */
} LbTemplateIndicator;
/* (transfer full): the indicators that references, tables and figures name. Ids are borrowed. */
GArray *lb_template_list_indicators (const LbTemplate *self);

/* The error of something at a place of the template. */
void lb_template_set_error (const LbTemplate *self, guint line, guint column, GError **error, const char *format, ...)
  G_GNUC_PRINTF (5, 6);

/* One number that came into the words, so that a test can walk them all. */
typedef struct {
  const char *indicator; /* borrowed from the template */
  LbWhen when;
  LbField field;
  guint region;
  int decimals;
  char *text;            /* as printed: digits and '.', or — */
} LbTemplateUse;

/* Makes the map of a figure; @note "" when there is none; NULL with error stops. */
typedef LbMap *(*LbTemplateMapFunc) (const char *indicator, LbLevel level, const char *title, const char *note,
                                     gpointer user_data, GError **error);

/* (transfer full) (element-type LbBlock): fills the template. @uses (may be NULL): array of LbTemplateUse that
 * receives every number. */
GPtrArray *lb_template_fill (const LbTemplate *self, const LbFigures *figures, LbTemplateMapFunc map,
                             gpointer user_data, GArray *uses, GError **error);
/* An empty array for @uses. */
GArray *lb_template_uses_new (void);

G_END_DECLS
