/* stage-private.h - what stage.c, stage-children.c and stage-find.c share */
#pragma once
#include "src/person.h"
#include "src/row-batch.h"
#include "src/stage.h"

#define MOST_CHILD_FIELDS 8
#define MOST_PARTS        3

/* A case as later rows of the file must know it. */
typedef struct {
  gint64 id;
  gint64 row;           /* its row in this file, 0: it was there before */
  guint32 identified;   /* 20230405, or 20230400 where only the month is known */
} LbStagedCase;

/* What the import knows of a household without asking the database each time. */
typedef struct {
  gint64 id, region_id;
  gint64 row;   /* its row in this file, when it came from it; 0: it was there before */
  int size;
  int cases;    /* number of its last case */
  GArray *known; /* of LbStagedCase, in their order; NULL: not asked for yet, see stage-cases.c */
} LbStagedHousehold;

typedef struct _LbStagedHouseholds LbStagedHouseholds;

/* A column that is written or looked up: a field of the row, or a slot. */
typedef struct {
  int field; /* -1: a slot */
  int slot;
} LbStagedColumn;

typedef struct {
  const LbChild *child;
  int fields[MOST_CHILD_FIELDS];
  guint n_fields;                      /* those that the file has */
  sqlite3_stmt *find, *update, *same;  /* same: finds the row, or gives the list, as it stands */
  sqlite3_stmt *add;                   /* LB_CHILD_ADD                */
  LbRowBatch *rows;                    /* new rows of the other modes */
} LbStagedChild;

/* What the row belongs to, beside its own cells. */
typedef struct {
  gint64 region_id, household_id, case_id;
  LbStagedHousehold *household;
  gint64 links[LB_MAX_SLOTS];
  gint64 found;                        /* id of the row that is there already, 0: none */
  gint64 found_row;                    /* its row in this file, when it came from it  */
  gint64 id;                           /* of the row as it stands now                 */
  gint64 persons, sequence;
  LbCertificate certificate;
  char person_no[24];
} LbStagedPlace;

struct _LbStage {
  LbProject *project;
  LbDb *db;
  const LbMapping *mapping;
  LbMapping *own_mapping;              /* of a part */
  const LbAliases *aliases;
  const LbLedgerKind *kind;
  LbLedger ledger;
  gint64 batch;
  gboolean fresh;                      /* the kind's table was empty: nothing can be there already */
  const char *code;                    /* why the last row was refused */
  gint64 county;                       /* where rows without any place belong, 0: nowhere */
  LbStagedHouseholds *households;      /* shared with the parts */
  GHashTable *keep_sql;                /* table → statement that keeps a row as it was */
  LbStagedColumn written[LB_MAX_FIELDS + LB_MAX_SLOTS];
  guint n_written;
  LbStagedColumn key[LB_MAX_SLOTS];
  guint n_key;
  LbRowBatch *rows;                    /* new ones of the kind's table                       */
  gint64 next_id;                      /* of the next of them                                */
  char **late_indexes;                 /* of the kind's table, to be made at the end; NULL: they stand */
  GHashTable *batches;                 /* "table (columns)" → LbRowBatch: sisters share one  */
  guint most_waiting;                  /* rows of each: 1 where later rows look for them     */
  sqlite3_stmt *update, *find, *owner, *next_number;
  sqlite3_stmt *same;                  /* the batch of a row that stands as it is told       */
  GHashTable *confirmed;               /* batches of such rows                               */
  GHashTable *untouched;               /* id of such a row → its row in the file             */
  sqlite3_stmt *link_find[LB_MAX_SLOTS], *link_make[LB_MAX_SLOTS];
  LbStagedChild *children;
  char *certificate_key;
  const LbSecret *secret;              /* NULL: certificate numbers are not kept */
  GBytes *sealed;                      /* the present row's number, NULL: none   */
  LbRegionTree *regions;               /* as they were before a ledger of region changes */
  struct _LbStage *parts[MOST_PARTS];
  LbValue *part_values;
  GHashTable *told;                    /* household_no → char **: what its first row said of the household */
};

/* What stands in the row's way: TRUE, with @reason for the person and @field to blame. */
gboolean    lb_stage_refuse (LbStage *self, const char *code, guint at, char *sentence, char **reason, guint *field);
const char *lb_stage_heading (const LbStage *self, guint field);
/* stage-change.c: a row as it was, for undo. */
gboolean    lb_stage_keep (LbStage *self, const char *table, gint64 row_id, GError **error);
gboolean    lb_stage_change_row (LbStage *self, const LbValue *values, LbStagedPlace *place, gint64 src_row, GError **error);
/* Runs @same, bound, which gives the batch of a row that is as the file tells it. @stands: it need not be written. */
gboolean    lb_stage_stands (LbStage *self, sqlite3_stmt *same, gboolean *stands, GError **error);
/* This batch builds on batch @earlier from now on; 0: on none. */
gboolean    lb_stage_confirm (LbStage *self, gint64 earlier, GError **error);
/* The row of the file that told what stands in row @id of the kind's table; 0: none yet, or it was written. */
gint64      lb_stage_get_untouched (const LbStage *self, gint64 id);
/* Where new rows of @table wait; owned by the stage. */
LbRowBatch *lb_stage_get_rows (LbStage *self, const char *table, const char *columns, GError **error);
/* What is stored of a value, and of a column that is written or looked up; they point into @value and @place. */
LbCell      lb_stage_value_cell (const LbStage *self, guint field, const LbValue *value);
LbCell      lb_stage_column_cell (const LbStage *self, const LbStagedColumn *column, const LbValue *values,
                                  const LbStagedPlace *place);
void        lb_stage_bind_text (sqlite3_stmt *statement, int parameter, const LbValue *value);
void        lb_stage_bind_id (sqlite3_stmt *statement, int parameter, gint64 id);

/* stage-households.c: @household is borrowed, NULL where there is none of that number. */
LbStagedHouseholds *lb_staged_households_new (LbDb *db, GError **error);
void                lb_staged_households_free (LbStagedHouseholds *self);
gboolean            lb_staged_households_find (LbStagedHouseholds *self, const char *number, LbStagedHousehold **household,
                                               GError **error);
/* A household that the file brought; to be filled. */
LbStagedHousehold  *lb_staged_households_add (LbStagedHouseholds *self, const char *number);

/* stage-find.c: what the row belongs to, and the row that is there already. */
gboolean lb_stage_prepare_find (LbStage *self, GError **error);
gboolean lb_stage_find (LbStage *self, const LbValue *values, LbStagedPlace *place, gint64 src_row, char **reason,
                        guint *field, GError **error);

/* stage-cases.c: the cases of a household. */
gboolean lb_stage_prepare_cases (LbStage *self, GError **error);
gboolean lb_stage_recall_case (LbStage *self, LbStagedHousehold *household, const char *identified, LbStagedPlace *place,
                             GError **error);
void     lb_stage_remember_case (LbStagedPlace *place, const char *identified, gint64 src_row);

/* stage-children.c: rows of other tables that hang on the row. */
gboolean lb_stage_prepare_children (LbStage *self, GError **error);
gboolean lb_stage_write_children (LbStage *self, const LbValue *values, const LbStagedPlace *place, gint64 src_row,
                                  GError **error);

LbStage *lb_stage_new_part (LbStage *whole, LbMapping *mapping, GError **error); /* takes @mapping */

/* stage-parts.c: a row that is several ledgers at once. */
gboolean lb_stage_prepare_parts (LbStage *self, GError **error);
gboolean lb_stage_put_parts (LbStage *self, const LbValue *values, gint64 region_id, gint64 src_row, char **reason,
                             guint *field, GError **error);

/* stage-region.c: regions renamed, merged and abolished. */
gboolean lb_stage_prepare_changes (LbStage *self, GError **error);
gboolean lb_stage_change_region (LbStage *self, const LbValue *values, gint64 region_id, gint64 src_row, char **reason,
                                 guint *field, GError **error);
