/* block.h - what a document says, before anybody knows where it will stand
 *
 * Compose fills a list of blocks, lay out breaks it into pages. A block owns its words; sizes, positions and
 * page numbers are none of its business. Plain values, used by one thread at a time.
 */
#pragma once
#include "maps/map.h"

G_BEGIN_DECLS

/* The five voices of an official page; which font speaks for each is told by fonts.ini (fonts.h). */
typedef enum {
  LB_ROLE_TEXT,  /* 仿宋: body                       */
  LB_ROLE_KAI,   /* 楷体: second headings, subtitle   */
  LB_ROLE_HEI,   /* 黑体: first headings, table heads */
  LB_ROLE_TITLE, /* 小标宋: title                     */
  LB_ROLE_SONG,  /* 宋体: tables, page numbers, notes */
  LB_N_ROLES
} LbRole;

typedef struct {
  LbRole role;
  char *text;
} LbSpan;

/* A column of a table. Neighbours with the same @group share a head with a thin rule under it (户/人 pairs);
 * a group of one column only is the upper line of its head. */
typedef struct {
  char *group;      /* "" when there is none */
  char *head;
  gboolean numeric; /* decimal points aligned */
} LbColumn;

typedef struct {
  char *title;
  GArray *columns; /* LbColumn                                             */
  GPtrArray *rows; /* char **, one cell a column, NULL-terminated          */
  gboolean total;  /* the last row is the total                            */
  char *note;      /* below the table, "" when there is none               */
} LbTable;

typedef enum {
  LB_BLOCK_TITLE,     /* spans; '\v' in the text is a place where the sense allows a new line */
  LB_BLOCK_SUBTITLE,  /* one centred line below the title            */
  LB_BLOCK_HEADING,   /* first level, a line of its own, stays with what follows */
  LB_BLOCK_PARAGRAPH, /* spans; a second heading runs in as its first span       */
  LB_BLOCK_TABLE,
  LB_BLOCK_FIGURE,    /* a page of its own, as soon as the present page is full  */
  LB_BLOCK_BREAK,
  LB_BLOCK_NOTE,      /* small type at the end of the text           */
} LbBlockType;

typedef struct {
  LbBlockType type;
  GPtrArray *spans; /* LbSpan                                        */
  LbTable *table;   /* LB_BLOCK_TABLE                                */
  LbMap *map;       /* LB_BLOCK_FIGURE                               */
  char *outline;    /* entry in the document's outline, NULL: none   */
  guint depth;      /* of that entry: 1, 2                           */
} LbBlock;

/* (transfer full): an empty block with no spans. */
LbBlock *lb_block_new (LbBlockType type);
void     lb_block_free (LbBlock *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbBlock, lb_block_free)

/* Adds words; copies @text. */
void lb_block_add (LbBlock *self, LbRole role, const char *text);
/* (transfer full): all words of the block without their roles. */
char *lb_block_dup_text (const LbBlock *self);

/* (transfer full): a table without columns and rows. */
LbTable *lb_table_new (const char *title);
void     lb_table_free (LbTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbTable, lb_table_free)
void     lb_table_add_column (LbTable *self, const char *group, const char *head, gboolean numeric);
/* Takes @cells (NULL-terminated, one a column). */
void     lb_table_take_row (LbTable *self, char **cells);

G_END_DECLS
