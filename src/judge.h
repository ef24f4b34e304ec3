/* judge.h - one row: normalise → validate → match
 *
 * Everything that can be said of a row without the project's tables: its cells become values, its fields are weighed
 * against each other, its place becomes a region. What cannot be taken gets a reason. One thread at a time.
 */
#pragma once
#include "src/mapping.h"
#include "src/region.h"
#include "src/row-source.h"
#include "src/values.h"

G_BEGIN_DECLS

typedef struct _LbJudge LbJudge;

typedef struct {
  LbValue *values;   /* by field; room for them is the caller's, who zeroes it once: fields without a column stay unset */
  char *room;        /* at least lb_judge_get_room() bytes, the caller's                */
  gint64 region_id;  /* 0: the kind has no place of its own                             */
  int field;         /* what the reason is about, -1: the row as a whole                */
  const char *code;  /* of the reason, as import_reject.reason_code                      */
  char *reason;      /* NULL: the row is good                                           */
  char **candidates; /* NULL or the places that may have been meant                     */
} LbVerdict;

/* All arguments but @regions must outlive the judge; @regions may be NULL for a kind without a place of its own. */
LbJudge *lb_judge_new (const LbMapping *mapping, const LbAliases *aliases, LbRegionTree *regions);
void     lb_judge_free (LbJudge *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbJudge, lb_judge_free)

/* Bytes that a row with @bytes of cells needs in a verdict's room. */
gsize lb_judge_get_room (const LbJudge *self, gsize bytes);
/* Fills @verdict, whose values point into the room, the row's cells and the judge; the former reason and candidates are
 * overwritten, not freed. */
void  lb_judge_row (LbJudge *self, const LbRow *row, LbVerdict *verdict);

G_END_DECLS
