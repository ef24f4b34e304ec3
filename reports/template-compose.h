/* template-compose.h - the state while the lines of a template become blocks */
#pragma once
#include "reports/template-private.h"

typedef struct {
  LbFiller filler;
  LbTemplateMapFunc map;
  gpointer user_data;
  GCancellable *cancellable;
  gboolean counting;     /* the first walk: tables and figures get their numbers              */
  guint depth;           /* repeats that are open; inside them nothing is numbered            */
  guint tables, figures; /* numbered so far                                                   */
  GPtrArray *document;   /* LbBlock                                                           */
  GPtrArray *blocks;     /* where blocks go: @document, or a column of a row                  */
  LbBlock *row;          /* the row that is open, NULL: none                                  */
  guint headings, run_ins, appendices;
  char *run_in;          /* a second heading that waits for its paragraph                     */
  const LbTemplateLine *table; /* the table that is open                                      */
  GPtrArray *columns;    /* its columns, LbTemplateLine                                       */
  const LbTemplateLine *total, *note;
} LbComposer;

/* (transfer none): a new block at the end; @text (may be NULL) in @role. */
LbBlock *lb_composer_add (LbComposer *self, LbBlockType type, LbRole role, const char *text);
/* Takes @block. */
void     lb_composer_take (LbComposer *self, LbBlock *block);
/* (transfer full): the title of a table ("T") or figure ("F"), numbered outside repeats; NULL with error. */
char    *lb_composer_title (LbComposer *self, const LbTemplateLine *line, const char *kind, GError **error);
/* Says in one sentence that @title has no rows. */
void     lb_composer_say_empty (LbComposer *self, const char *title);
/* Says in one sentence that a list is not published, and how long it is as far as that may be told. */
void     lb_composer_say_withheld (LbComposer *self, const char *title, const LbList *list, guint rows);
/* (transfer full): the words of the note of @type on the line after @line; "" when there is none; NULL with error. */
char    *lb_composer_note_after (LbComposer *self, const LbTemplateLine *line, LbTemplateLineType type, GError **error);

/* Whether a list, or a chart of one, is not published. */
gboolean lb_composer_withholds (LbComposer *self, const LbTemplateLine *line, const LbList *list, GPtrArray *rows);
/* Each adds the block of one line; FALSE with error. */
gboolean lb_composer_words (LbComposer *self, const LbTemplateLine *line, GError **error);
gboolean lb_composer_table (LbComposer *self, GError **error);
gboolean lb_composer_list (LbComposer *self, const LbTemplateLine *line, GError **error);
gboolean lb_composer_definitions (LbComposer *self, const LbTemplateLine *line, GError **error);
gboolean lb_composer_figure (LbComposer *self, const LbTemplateLine *line, GError **error);
/* Gives the figure's block cards for the regions that its line picks. */
gboolean lb_composer_cards (LbComposer *self, const LbTemplateLine *line, const LbTemplateMap *wish, LbBlock *block, GError **error);
gboolean lb_composer_chart (LbComposer *self, const LbTemplateLine *line, GError **error);
gboolean lb_composer_key_figure (LbComposer *self, const LbTemplateLine *line, GError **error);
