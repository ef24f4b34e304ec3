/* block.h - what a document says, before anybody knows where it will stand
 *
 * Compose fills a list of blocks, lay out breaks it into pages. A block owns its words; sizes, positions and
 * page numbers are none of its business. Plain values, used by one thread at a time.
 */
#pragma once
#include "maps/map.h"
#include "reports/chart.h"

G_BEGIN_DECLS

/* In cells of tables and charts: no data, and a number that may not be told. */
#define LB_NO_DATA     "—"
#define LB_HIDDEN_MARK "※"

/* The voices of an official page; which font speaks for each is told by fonts.ini (fonts.h). */
typedef enum {
  LB_ROLE_TEXT,  /* 仿宋: body                       */
  LB_ROLE_KAI,   /* 楷体: second headings, subtitle   */
  LB_ROLE_HEI,   /* 黑体: first headings, table heads */
  LB_ROLE_TITLE, /* 小标宋: title                     */
  LB_ROLE_SONG,  /* 宋体: tables, page numbers, notes */
  LB_ROLE_STRONG, /* 黑体 of a bold cut: headlines of slides, key figures */
  LB_N_ROLES
} LbRole;

typedef struct {
  LbRole role;
  char *text;
} LbSpan;

/* A column of a table. Neighbours with the same @group share a head with a thin rule under it (户/人 pairs);
 * a group of one column only is the upper line of its head. Cells of a column that is not numeric wrap. */
typedef struct {
  char *group;      /* "" when there is none */
  char *head;
  gboolean numeric; /* decimal points aligned; a * after the number (small base) hangs beside it */
} LbColumn;

typedef struct {
  char *title;
  GArray *columns; /* LbColumn                                             */
  GPtrArray *rows; /* char **, one cell a column, NULL-terminated          */
  gboolean total;  /* the last row is the total                            */
  char *note;      /* below the table, "" when there is none               */
} LbTable;

/* One large number with what it means. */
typedef struct {
  char *label;  /* 全县帮扶措施落实率                            */
  char *value;  /* 93.73                                         */
  char *unit;   /* %                                             */
  char *change; /* 1.60个百分点; "" when nothing is compared     */
  int arrow;    /* 1 ▲ the number rose, −1 ▼ it fell, 0 no arrow */
  int good;     /* 1 better, −1 worse, 0 neither                 */
  char *note;   /* 6月末92.13%; "" when there is none            */
  char *place;  /* of a card on a map: where its region lies     */
  guint region; /* …and the region its leader points to          */
} LbKeyFigure;

/* The parts of an official letter; which of them a block reads is told at LbBlockType. NULL leaves a part out. Several organs and
 * several signers have '\n' between, the first in charge. */
typedef struct {
  char *organ;     /* 发文机关标志, 署名, 印发机关                        */
  char *mark;      /* 文件, right of the organs                            */
  char *number;    /* 岚乡振发〔2026〕3号                                  */
  char *signer;    /* 签发人, of a letter to a higher office               */
  char *copy;      /* 份号                                                 */
  char *secrecy;   /* 内部, 秘密★1年                                      */
  char *urgency;   /* 特急                                                 */
  char *date;      /* 2026年1月5日                                         */
  char *copies_to; /* 抄送                                                 */
  gboolean sealed; /* a seal will be put on it: the date stands four cells in */
} LbLetter;

typedef enum {
  LB_BLOCK_TITLE,     /* spans; '\v' in the text is a place where the sense allows a new line */
  LB_BLOCK_SUBTITLE,  /* one centred line below the title            */
  LB_BLOCK_HEADING,   /* a line of its own, stays with what follows; its role tells its level */
  LB_BLOCK_PARAGRAPH, /* spans; a second heading runs in as its first span       */
  LB_BLOCK_TABLE,
  LB_BLOCK_FIGURE,    /* map: @place tells whether on a page of its own, taken as soon as the present page is full */
  LB_BLOCK_BREAK,
  LB_BLOCK_NOTE,      /* small type; at the end of the text it goes below the last figure */
  LB_BLOCK_CHART,     /* @height mm, its caption included; 0: what its kind needs */
  LB_BLOCK_KEY_FIGURES, /* side by side; on slides and in narrow columns below one another */
  LB_BLOCK_CONTENTS,  /* of the outline, with page numbers and links; spans: its heading */
  LB_BLOCK_APPENDIX,  /* begins a page: @label 附件1 above, spans: the title below */
  LB_BLOCK_RED_HEAD,  /* letter: organ, mark, number, signer, copy, secrecy, urgency; begins a letter, whose pages count from 1 */
  LB_BLOCK_ADDRESSEE, /* 主送: spans, flush left                     */
  LB_BLOCK_ATTACHMENTS, /* 附件说明: lines of @list                  */
  LB_BLOCK_SIGNATURE, /* letter: organ, date, sealed                 */
  LB_BLOCK_COLOPHON,  /* 版记, at the foot of the last page: letter: copies_to, organ, date */
  LB_BLOCK_ROW,       /* columns of blocks beside each other         */
  LB_BLOCK_SLIDE,     /* a new slide (or dossier page): spans: its headline; @label: the small line above */
  LB_BLOCK_FOOT,      /* running foot from here on: @list: left, right */
} LbBlockType;

typedef enum {
  LB_PLACE_ON_PAGE,      /* the type area of a page of its own        */
  LB_PLACE_ON_LYING_PAGE, /* the same on a landscape page             */
  LB_PLACE_IN_TEXT,      /* @height mm of the column's width          */
} LbFigurePlace;

/* One column of a row. */
typedef struct {
  double share;      /* of the width; all shares of a row make 1 */
  GPtrArray *blocks; /* LbBlock                                  */
} LbRowColumn;

typedef struct {
  LbBlockType type;
  GPtrArray *spans; /* LbSpan                                        */
  LbTable *table;   /* LB_BLOCK_TABLE                                */
  LbMap *map;       /* LB_BLOCK_FIGURE                               */
  LbBox ground;     /* …the part shown; everything when it is empty (min_x > max_x), as from lb_block_new() */
  int focus;        /* …region that is outlined; −1: none, as from lb_block_new() */
  LbFigurePlace place;
  double height;    /* mm, of a figure in the text, a chart or a row; 0: what it needs, at most the rest of the page */
  LbChart *chart;   /* LB_BLOCK_CHART                                */
  GArray *figures;  /* LbKeyFigure; of a figure: cards on the map    */
  LbLetter *letter;
  GPtrArray *list;  /* char *                                        */
  char *label;
  GPtrArray *columns; /* LbRowColumn: LB_BLOCK_ROW                   */
  char *outline;    /* entry in the document's outline, NULL: none   */
  guint depth;      /* of that entry: 1, 2                           */
  int region;       /* that the pages from here to the next entry are about; −1: none, as from lb_block_new() */
} LbBlock;

/* (transfer full): an empty block with no spans. */
LbBlock *lb_block_new (LbBlockType type);
void     lb_block_free (LbBlock *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbBlock, lb_block_free)

/* (transfer full): an empty list of blocks, which frees them. */
GPtrArray *lb_blocks_new (void);

/* Adds words; copies @text. */
void lb_block_add (LbBlock *self, LbRole role, const char *text);
/* (transfer full): all words of the block without their roles. */
char *lb_block_dup_text (const LbBlock *self);
/* Sets the outline entry; copies @text. */
void lb_block_set_outline (LbBlock *self, const char *text, guint depth);
/* Adds a line to the list; copies it. */
void lb_block_add_line (LbBlock *self, const char *line);
/* The letter of the block, made empty at the first call. Its words are the block's: g_strdup() them in. */
LbLetter *lb_block_get_letter (LbBlock *self);
/* Adds a key figure; copies its words, of which NULL counts as "". */
void lb_block_add_figure (LbBlock *self, const LbKeyFigure *figure);
/* Adds a column to a row; returns its list of blocks, borrowed. */
GPtrArray *lb_block_add_column (LbBlock *self, double share);

/* (transfer full): a table without columns and rows. */
LbTable *lb_table_new (const char *title);
void     lb_table_free (LbTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbTable, lb_table_free)
void     lb_table_add_column (LbTable *self, const char *group, const char *head, gboolean numeric);
/* Takes @cells (NULL-terminated, one a column). */
void     lb_table_take_row (LbTable *self, char **cells);

G_END_DECLS
