/* template-private.h - what a parsed template is made of, and the state while it is filled */
#pragma once
#include "reports/template.h"

typedef enum {
  LB_WORD_FIGURE, /* a number of an indicator                                 */
  LB_WORD_PAIR,   /* 366户1053人                                              */
  LB_WORD_NAME,   /* name of a region found through an indicator: 甲村, 甲村等3个村 */
  LB_WORD_TIES,   /* how many of its level have the same value                */
  LB_WORD_NODATA, /* names of the regions of a level that have no data        */
  LB_WORD_NODATA_COUNT,
  LB_WORD_TITLE,  /* name of the indicator                                    */
  LB_WORD_UNIT,
  LB_WORD_COUNTY, LB_WORD_ISSUER, LB_WORD_RULES, LB_WORD_REGION, LB_WORD_WHOLE,
  LB_WORD_BELOW, LB_WORD_BELOW_COUNT, LB_WORD_AS_OF, LB_WORD_SINCE, LB_WORD_VERSION, LB_WORD_ROW,
  LB_WORD_NUMBER_OF_TABLE, LB_WORD_NUMBER_OF_FIGURE,
} LbWord;

typedef enum { LB_PLACE_ROW, LB_PLACE_HERE, LB_PLACE_COUNTY, LB_PLACE_BEST, LB_PLACE_WORST, LB_PLACE_HIGHEST,
               LB_PLACE_LOWEST, LB_PLACE_LEVEL } LbPlace;

/* How a change is said. */
typedef enum { LB_SAY_PLAIN, LB_SAY_RATE /* 提高 下降 */, LB_SAY_COUNT /* 增加 减少 */, LB_SAY_NET /* 净增 净减 */,
               LB_SAY_ARROW /* ↑ ↓ */ } LbSay;

typedef struct {
  guint line, column;
  LbWord word;
  char *indicator; /* or the label of a table or figure */
  LbWhen when;
  LbField field;
  LbPlace place;
  guint nth;       /* best2 → 2 */
  LbLevel level;   /* LB_PLACE_LEVEL */
  gboolean below;  /* …the level of the subordinates */
  int decimals;    /* -1: the indicator's own, none for counts */
  LbSay say;
  char *unit;      /* said after a change: 个百分点 */
} LbReference;

typedef struct {
  char *text;             /* NULL: the reference */
  LbReference *reference;
} LbPiece;

typedef enum {
  LB_LINE_TITLE, LB_LINE_SUBTITLE, LB_LINE_HEADING, LB_LINE_RUN_IN, LB_LINE_PARAGRAPH, LB_LINE_TABLE, LB_LINE_COLUMN,
  LB_LINE_TOTAL, LB_LINE_TABLE_NOTE, LB_LINE_TABLE_END, LB_LINE_FIGURE, LB_LINE_FIGURE_NOTE, LB_LINE_NOTE,
  LB_LINE_BREAK, LB_LINE_IF, LB_LINE_IF_NOT, LB_LINE_ELSE, LB_LINE_END,
} LbTemplateLineType;

typedef struct {
  LbTemplateLineType type;
  guint line;
  GPtrArray *pieces;      /* LbPiece                                    */
  GPtrArray *head;        /* LbPiece: [group|]head of a column          */
  char *label;            /* of a table or figure                       */
  char *indicator;        /* that sorts a table or colours a figure     */
  guint column;           /* of @indicator                              */
  LbLevel level;
  gboolean below;
  char comparison;        /* of a condition: 0, '<', '>', '=', '!', 'l' (<=), 'g' (>=) */
  double limit;
} LbTemplateLine;

struct _LbTemplate {
  char *name;
  char *sha256;
  GPtrArray *lines; /* LbTemplateLine */
};

/* Parses what stands between { and }; @column is that of the brace. NULL with error. */
LbReference *lb_reference_parse (const LbTemplate *self, const char *text, guint line, guint column, GError **error);
void         lb_reference_free (LbReference *self);
/* A level word: LEVEL, 乡镇 村 网格, below 下级. */
gboolean     lb_reference_level (const char *text, LbLevel *level, gboolean *below);

/* The state while a template is filled. */
typedef struct {
  const LbTemplate *template;
  const LbFigures *figures;
  GArray *uses;        /* LbTemplateUse, may be NULL                            */
  GHashTable *numbers; /* "T" or "F" + label → number of the table or figure + 0 */
  int row;             /* region of the table's row, -1 outside tables           */
} LbFiller;

/* (transfer full): the words of @pieces, NULL with error. */
char    *lb_filler_words (LbFiller *self, const GPtrArray *pieces, GError **error);
/* The number a condition is about; words that are there count 1, empty ones NAN. */
gboolean lb_filler_number (LbFiller *self, const LbReference *reference, double *value, GError **error);
