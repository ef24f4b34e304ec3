/* values.h - what stands in a cell becomes what is stored
 *
 * Dates in every form the exports use, whole numbers, yuan, yes and no, words of a group. A cell that cannot
 * be read gives a sentence with its heading and contents. Any thread.
 */
#pragma once
#include "src/aliases.h"
#include "src/ledger-kinds.h"

G_BEGIN_DECLS

typedef struct {
  gboolean set;     /* FALSE: the cell is empty, or there is no such column */
  gint64 number;    /* COUNT, MONEY, YES_NO, RANK, BITS                     */
  const char *text; /* the others; lives in the cell, in the aliases, in @room or in @list */
  char room[12];    /* a date                                               */
  char *list;       /* WORDS; kept between rows, see lb_value_clear()       */
} LbValue;

/* Reads @cell, which must be normalised (text.h) and may be changed. NULL when it was understood, else (transfer
 * full) the reason. @heading is named in it. @value must not move afterwards. */
char *lb_value_read (const LbField *field, const LbAliases *aliases, const char *heading, char *cell, LbValue *value);

/* Frees what @value holds; a zeroed LbValue is empty. */
void lb_value_clear (LbValue *value);

/* Reads a date of any form into @date, "YYYY-MM-DD" or "YYYY-MM". */
gboolean lb_value_read_date (const char *text, char date[12]);

/* True when @earlier is certainly after @later: days where both know the day, else months. */
gboolean lb_value_dates_clash (const LbValue *earlier, const LbValue *later);

G_END_DECLS
