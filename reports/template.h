/* template.h - the words of a report, with references where the numbers go
 *
 * A template is a text file that a clerk edits (docs/templates.md describes the language). A number can only come from
 * a reference such as {M01.numerator@here}; a digit typed into a sentence is refused. All errors are
 * LB_REPORTS_ERROR_TEMPLATE and begin with file:line:column. Immutable after parsing; one thread.
 */
#pragma once
#include "reports/block.h"
#include "reports/figures.h"
#include "src/date.h"

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

/* (transfer full): set of the ids whose 差额 a sentence, table or key figure tells, a family standing for its
 * members. Ids are borrowed. */
GHashTable *lb_template_list_left (const LbTemplate *self);

/* The error of something at a place of the template. */
void lb_template_set_error (const LbTemplate *self, guint line, guint column, GError **error, const char *format, ...)
  G_GNUC_PRINTF (5, 6);

/* What a number tells. */
typedef enum {
  LB_TELLS_FIGURE,  /* a figure of an indicator in @region                                                          */
  LB_TELLS_REGIONS, /* of how many regions of @level within @region @how holds                                       */
  LB_TELLS_BIN,     /* …are in a bin of a distribution, by the value of @indicator or @head of @list                */
  LB_TELLS_SHARE,   /* …what share of them that is, %                                                                */
  LB_TELLS_ROWS,    /* how many rows @list has in @region                                                            */
  LB_TELLS_SUM,     /* the sum of its column @head                                                                   */
  LB_TELLS_CELL,    /* column @head of its row @row there, counted from 0                                            */
} LbTells;

/* What holds of the regions that are counted. */
typedef enum {
  LB_HOW_ALL,     /* they are there                                                                  */
  LB_HOW_BEYOND,  /* the value compares with @low as @comparison says                                */
  LB_HOW_RANKED,  /* …and its base is large enough to be compared; without a comparison: it has data */
  LB_HOW_NO_DATA,
  LB_HOW_TIED,    /* they have the value of region @row                                              */
} LbHow;

/* One number that came into words, tables, charts or the line of a map, so that a test can walk them all. */
typedef struct {
  LbTells tells;
  const char *indicator; /* its id, of a member with its code, NULL: from a list; borrowed */
  LbWhen when;
  LbField field;
  guint region;
  int decimals;
  gint32 day;            /* of a trend; LB_DAY_NONE: as @when says              */
  const char *list;      /* id of the list a number came from; borrowed         */
  const char *head;      /* its column; borrowed                                */
  guint row;
  double low, high;      /* of a bin: above low up to high, ±∞ where it is open   */
  LbHow how;
  char comparison;       /* as in the template: < > = ! l (<=) g (>=), 0: none  */
  LbLevel level;
  gboolean hidden;       /* not told: @text is the mark or the words for it      */
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
