/* template-private.h - what a parsed template is made of, and the state while it is filled */
#pragma once
#include "reports/list.h"
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
  LB_WORD_ORGANS, LB_WORD_LETTER_NUMBER, LB_WORD_ADDRESSEE, LB_WORD_SIGNATURE, LB_WORD_LETTER_DATE, LB_WORD_PRINTER,
  LB_WORD_PRINTED, /* of the letter (letterhead.h) */
  LB_WORD_UPPER,  /* name of the region above the one spoken of                 */
  LB_WORD_PUBLIC, /* 公开版, "" in a report for internal use                   */
  LB_WORD_NUMBER, /* which of a repeat this is: 1, 2, 3                         */
  LB_WORD_COUNT,  /* how many of a level are over a limit                       */
  LB_WORD_DEGREE, /* …as a word: 个别 部分 普遍                                   */
  LB_WORD_LIST_ROWS, LB_WORD_LIST_SUM, LB_WORD_LIST_FIRST, /* of a list: rows, total of a column, a cell of its first row */
  LB_WORD_CELL,   /* a cell of the row that is repeated over                     */
} LbWord;

typedef enum { LB_PLACE_ROW, LB_PLACE_HERE, LB_PLACE_COUNTY, LB_PLACE_UPPER, LB_PLACE_BEST, LB_PLACE_WORST,
               LB_PLACE_HIGHEST, LB_PLACE_LOWEST, LB_PLACE_LEVEL } LbPlace;

/* Which regions, or rows of a list, a repeat or table is about. */
typedef struct {
  guint line, column;
  gboolean here;     /* 本地: the region spoken of, alone                               */
  LbLevel level;
  gboolean below;
  char *indicator;   /* what sorts and chooses; NULL: tree order                        */
  LbWhen when;       /* …by its value or its change                                     */
  LbPlace pick;      /* LB_PLACE_BEST to LB_PLACE_LOWEST: the first @n from that end; LB_PLACE_ROW: all */
  guint n;
  char comparison;   /* as in LbTemplateLine; 0: none                                   */
  double limit;
  guint most;        /* within words: names beyond are counted, 等5个; 0: all            */
  char *list;        /* rows of this list instead of regions                            */
} LbSelection;

/* How a change is said. */
typedef enum { LB_SAY_PLAIN, LB_SAY_RATE /* 提高 下降 */, LB_SAY_COUNT /* 增加 减少 */, LB_SAY_NET /* 净增 净减 */,
               LB_SAY_ARROW /* ↑ ↓ */ } LbSay;

typedef struct {
  guint line, column;
  LbWord word;
  char *indicator; /* or the label of a table or figure, or the id of a list */
  char *head;      /* column of a list */
  char comparison; /* LB_WORD_COUNT, LB_WORD_DEGREE */
  double limit;
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
  char *text;             /* NULL: the reference, or the repeat                  */
  LbReference *reference;
  LbSelection *selection; /* [SELECTION：WORDS]: @words for each, with 、 between */
  GPtrArray *words;       /* LbPiece                                            */
} LbPiece;

typedef enum {
  LB_LINE_TITLE, LB_LINE_SUBTITLE, LB_LINE_HEADING, LB_LINE_RUN_IN, LB_LINE_PARAGRAPH,
  LB_LINE_TABLE, LB_LINE_COLUMN, LB_LINE_COLUMN_EACH, LB_LINE_TOTAL, LB_LINE_TABLE_NOTE, LB_LINE_TABLE_END,
  LB_LINE_FACETS, /* a table with a row for each member of a family of indicators */
  LB_LINE_LIST, LB_LINE_LIST_NOTE, LB_LINE_DEFINITIONS, LB_LINE_FIGURE, LB_LINE_FIGURE_NOTE, LB_LINE_CHART, LB_LINE_KEY_FIGURE, LB_LINE_NOTE, LB_LINE_BREAK,
  LB_LINE_STYLE, LB_LINE_SLIDE, LB_LINE_FOOT, LB_LINE_CONTENTS, LB_LINE_APPENDIX, LB_LINE_RED_HEAD, LB_LINE_ADDRESSEE,
  LB_LINE_ATTACHMENTS, LB_LINE_SIGNATURE, LB_LINE_COLOPHON, LB_LINE_ROW, LB_LINE_ROW_NEXT, LB_LINE_ROW_END,
  LB_LINE_IF, LB_LINE_IF_NOT, LB_LINE_ELSE, LB_LINE_END, LB_LINE_EACH, LB_LINE_EACH_END,
} LbTemplateLineType;

typedef struct {
  LbTemplateLineType type;
  guint line;
  guint column;           /* of its arguments                                        */
  GPtrArray *pieces;      /* LbPiece                                                 */
  GPtrArray *head;        /* LbPiece: [group|]head of a column; title of a slide     */
  char *label;            /* of a table or figure                                    */
  char *indicator;        /* that colours a figure; a chart's first; a list's id     */
  char *second;           /* a chart's second                                        */
  char *rule;             /* key of the rule set that gives a chart's limit, NULL: @limit */
  LbWhen when;            /* figure: the value or its change                         */
  LbSelection *selection; /* of a table, repeat or chart                             */
  LbLevel level;
  gboolean below;
  char comparison;        /* of a condition: 0, '<', '>', '=', '!', 'l' (<=), 'g' (>=) */
  double limit;           /* of a condition; of a chart, NAN: none                    */
  double size;            /* share of a row; height of a figure, mm                  */
  LbPlace pick;           /* of a figure: whose regions get cards, @n of them         */
  guint n;                /* a trend's months; rows shown of a list, 0: all           */
  int word;               /* chart: LbChartKind; style: LbPageStyle; figure: LbFigurePlace */
  guint partner;          /* of a repeat and its end, a condition and what ends it: number of the other line */
} LbTemplateLine;

/* The id that stands for the present member in a table of facets. */
#define LB_FACET "分项"

struct _LbTemplate {
  char *name;
  char *text;
  char *sha256;
  GPtrArray *lines; /* LbTemplateLine */
};

/* Where the words of a template are read; errors tell the place. */
typedef struct {
  LbTemplate *template;
  const char *start; /* of the line */
  guint line;
} LbTemplateReader;

guint lb_template_column (const LbTemplateReader *self, const char *at);
/* Splits @text, which ends before @stop (NULL: at its own end), into words, references and repeats. */
gboolean lb_template_read_words (const LbTemplateReader *self, const char *text, const char *stop, GPtrArray *pieces,
                                 GError **error);
/* The line of a directive, @text behind its "@". */
gboolean lb_template_read_directive (const LbTemplateReader *self, LbTemplateLine *line, const char *text, GError **error);
/* OPERATOR NUMBER. */
gboolean lb_template_read_comparison (const char *text, char *comparison, double *limit);
/* Conditions and repeats close and find their partners; what belongs to a table stands in one. */
gboolean lb_template_check_order (const LbTemplate *self, GError **error);

/* Parses what stands between { and }; @column is that of the brace. NULL with error. */
LbReference *lb_reference_parse (const LbTemplate *self, const char *text, guint line, guint column, GError **error);
void         lb_reference_free (LbReference *self);
/* Whether the word is about an indicator. */
gboolean     lb_reference_is_figure (LbWord word);
/* A level word: LEVEL, 乡镇 村 网格, below 下级. */
gboolean     lb_reference_level (const char *text, LbLevel *level, gboolean *below);
/* 最差3: the place word and its number, 1 without one. */
gboolean     lb_reference_pick (const char *text, LbPlace *place, guint *n);

/* LEVEL [按 [变化.]INDICATOR [最差N | OPERATOR NUMBER]] [至多N], 本地, or 清单 ID [至多N]. */
LbSelection *lb_selection_parse (const LbTemplate *self, const char *text, guint line, guint column, GError **error);
void         lb_selection_free (LbSelection *self);

/* The state while a template is filled. */
typedef struct {
  const LbTemplate *template;
  const LbFigures *figures;
  GArray *uses;        /* LbTemplateUse, may be NULL                              */
  GHashTable *numbers; /* "T" or "F" + label → number of the table or figure      */
  guint here;          /* region spoken of: the report's, or that of a repeat     */
  int row;             /* region of a table's row or of a repeat in words, else −1 */
  guint count;         /* which of a repeat this is                               */
  const char *facet;   /* id of the member in a table of facets, NULL outside     */
  const LbList *list;  /* the list repeated over and its row, NULL outside        */
  const LbListRow *list_row;
  gboolean marks;      /* numbers of small bases carry a *, hidden ones are a mark and not words */
  gboolean terse;      /* a mark stands for what is hidden, no words             */
  gboolean deciding;   /* a condition asks, nothing is written                    */
  const char *unit;    /* after a hidden rate the words leave this out, NULL: nothing was hidden */
} LbFiller;

/* Notes a number that was written; copies @text. */
/* (transfer full): a figure of @region without its sign, noted: LB_HIDDEN_MARK when it may not be told, — without data. @value: itself, NAN
 * for either. */
char    *lb_filler_tell (LbFiller *self, const LbFigureTable *table, LbWhen when, LbField field, guint region, double *value);
void     lb_filler_note (LbFiller *self, LbTemplateUse use, const char *text);
/* Each writes a number at the end of @out and notes it: one figure of @region, the pair 366户1053人, column @at of a row (the
 * @number-th), the sum of a column, the length of a list. */
void     lb_filler_figure (LbFiller *self, GString *out, const LbReference *reference, LbField field, const LbFigureTable *table,
                           guint region);
void     lb_filler_pair (LbFiller *self, GString *out, const LbReference *reference, const LbFigureTable *table, guint region);
void     lb_filler_cell (LbFiller *self, GString *out, const LbList *list, const LbListRow *row, guint at, guint number);
void     lb_filler_sum (LbFiller *self, GString *out, const LbList *list, const GPtrArray *rows, guint at);
void     lb_filler_length (LbFiller *self, GString *out, const LbList *list, guint rows);

/* (transfer full): the words of @pieces, NULL with error. */
char    *lb_filler_words (LbFiller *self, const GPtrArray *pieces, GError **error);
/* Borrowed: the name of the region above the present one. */
const char *lb_filler_upper_name (const LbFiller *self);
/* The number a condition is about; words that are there count 1, empty ones NAN. */
gboolean lb_filler_number (LbFiller *self, const LbReference *reference, double *value, GError **error);
/* (transfer full) (element-type guint): the regions chosen; NULL with error. */
GArray  *lb_filler_regions (LbFiller *self, const LbSelection *selection, GError **error);
/* (transfer container): the rows chosen of a list; NULL with error. */
GPtrArray *lb_filler_rows (LbFiller *self, const char *list, guint line, guint column, const LbList **found, GError **error);
/* Whether the rows may be written one by one; marks those whose numbers are not told. */
gboolean lb_filler_lists (LbFiller *self, const LbList *list, GPtrArray *rows);
/* The table of an indicator ("分项": that of the present facet); NULL with error when it is not there, or needs a base date
 * that is not given. */
const LbFigureTable *lb_filler_table (LbFiller *self, const char *indicator, LbWhen when, guint line, guint column,
                                      GError **error);
gboolean lb_compare (double value, char comparison, double limit);
