/* list.h - a list is a file: rows of the ledgers as a report shows them
 *
 * data/reports/lists/ID.sql: a header of "-- key: value" comments, then one SELECT. Its column names are the heads of the table.
 * Names that begin with "_" are not shown: _region (region.id) places a row, so that a report of a township takes its own rows
 * only; _household, _case, _finding, _unit and the like join the lists inside a repeat over the rows of another. The
 * query reads :as_of and :since (day numbers; :since NULL without comparison), the rules (rules.h) and the relations that
 * indicators share (relations.h).
 *
 * Keys: id, title, source; then, for columns that are more than text:
 *   number: HEAD [DECIMALS]   date: HEAD     mask: HEAD (a person's name)     household: HEAD (a household's number)
 *   group: WORDS = HEAD HEAD  (neighbours under one head)
 *   quoting: HEAD             a sentence that quotes the ledger: what stands between “ and ” is masked
 *   public: rows | counts | cells | whole   what a report for publication shows (list-public.h); without it the rows are households or
 *                             persons, and only their number is told. rows: everything, for nobody is meant; counts: sums over rows
 *                             may be known, so that others are hidden with a small one; cells: a small one alone; whole: all or nothing,
 *                             for other numbers of the report are sums of some rows. The last three only with "sum"
 *   sum: yes                  rows whose texts are the same are added together: counts of a region are those of its parts
 * Immutable once read; one thread.
 */
#pragma once
#include "src/guard.h"
#include "src/region.h"

G_BEGIN_DECLS

typedef enum { LB_CELL_TEXT, LB_CELL_NUMBER, LB_CELL_DATE, LB_CELL_NAME, LB_CELL_HOUSEHOLD, LB_CELL_QUOTING } LbCellKind;

typedef enum { LB_PUBLIC_NUMBER, LB_PUBLIC_ROWS, LB_PUBLIC_COUNTS, LB_PUBLIC_CELLS, LB_PUBLIC_WHOLE } LbListPublic;

typedef struct {
  char *head;
  char *group; /* "" when there is none */
  LbCellKind kind;
  int decimals;
  gboolean hidden;
} LbListColumn;

typedef struct {
  int region;      /* number in the tree; -1: of no place     */
  char **cells;    /* as shown, "—" where there is nothing    */
  gboolean hidden; /* its numbers are not told (lb_list_protect()) */
  double *numbers; /* of numeric and hidden columns; else NAN; dates: day numbers */
} LbListRow;

typedef struct {
  char *id, *title, *source, *path;
  gboolean sum;
  LbListPublic open;
  GArray *columns; /* LbListColumn       */
  GPtrArray *rows; /* LbListRow, in the order of the query */
  GArray *by_region; /* LbRowPlace, private: where the rows of a region are */
} LbList;

typedef struct {
  LbGuard *guard;       /* on a connection with the rules and the relations */
  LbRegionTree *regions;
  gint32 as_of, since;  /* since LB_DAY_NONE: no comparison */
  gboolean names;       /* leave names as they are          */
  GCancellable *cancellable;
} LbListContext;

/* Reads and runs the list @id: of the folder "lists" beside the project, else the shipped one. LB_ERROR_NOT_FOUND,
 * LB_ERROR_INPUT names file and what is wrong. */
LbList *lb_list_new (const LbListContext *context, const char *project_path, const char *id, GError **error);
/* Whether it reads what the checks found (hits-table.h), which the context's connection then has to have. */
gboolean lb_list_needs_checks (const char *project_path, const char *id);
void    lb_list_free (LbList *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbList, lb_list_free)

/* -1: there is none. */
int lb_list_find_column (const LbList *self, const char *head);

/* (transfer container): the rows within @scope that agree with @outer's @row (both NULL: no outer list) in the hidden
 * columns that both lists have, _region aside. A list of sums gives new rows, which the array frees. */
GPtrArray *lb_list_select (const LbList *self, const LbRegionTree *regions, guint scope, const LbList *outer,
                           const LbListRow *row);

G_END_DECLS
