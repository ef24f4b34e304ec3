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

/* Its text, borrowed, and the SHA-256 of that. */
const char *lb_template_get_text (const LbTemplate *self);
const char *lb_template_get_sha256 (const LbTemplate *self);

typedef struct {
  const char *id;
  guint line, column; /* of its first use                      */
  gboolean family;    /* every member of the family is wanted  */
} LbTemplateName;
/* (transfer full) (element-type LbTemplateName): the indicators that references, tables and figures name, and the
 * lists. Ids are borrowed. */
GArray *lb_template_list_indicators (const LbTemplate *self);
GArray *lb_template_list_lists (const LbTemplate *self);

/* The error of something at a place of the template. */
void lb_template_set_error (const LbTemplate *self, guint line, guint column, GError **error, const char *format, ...)
  G_GNUC_PRINTF (5, 6);

/* One number that came into the words, so that a test can walk them all. */
typedef struct {
  const char *indicator; /* its id, NULL: from a list; borrowed                 */
  LbWhen when;
  LbField field;
  guint region;
  int decimals;
  const char *list;      /* id of the list a number came from, NULL: indicator  */
  char *text;            /* as printed: digits and '.', or —                    */
} LbTemplateUse;

/* Makes the map of a figure of the ground of @region; NULL with error stops. */
typedef struct {
  const char *indicator;
  LbWhen when;       /* the value or its change                       */
  LbLevel level;
  guint region;
  int focus;         /* region that is outlined; −1: none              */
  const char *title;
  const char *note;  /* "" when there is none                         */
} LbTemplateMap;
typedef LbBlock *(*LbTemplateMapFunc) (const LbTemplateMap *wish, gpointer user_data, GError **error);

/* The page style the template asks for (LbPageStyle, page-style.h); the official one where it asks for none. */
int lb_template_get_style (const LbTemplate *self);
/* Whether it can be a letter: it has a line @版头. */
gboolean lb_template_has_red_head (const LbTemplate *self);

/* (transfer full) (element-type LbBlock): fills the template. @uses (may be NULL): array of LbTemplateUse that
 * receives every number. G_IO_ERROR_CANCELLED between lines; @cancellable may be NULL. */
GPtrArray *lb_template_fill (const LbTemplate *self, const LbFigures *figures, LbTemplateMapFunc map,
                             gpointer user_data, GArray *uses, GCancellable *cancellable, GError **error);
/* An empty array for @uses. */
GArray *lb_template_uses_new (void);

G_END_DECLS
