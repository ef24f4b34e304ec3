/* deltas.h - the rows of an indicator's query, read with care
 *
 * An indicator file may come from anybody. Its query runs on a read-only connection of its own, under an
 * authorizer that lets nothing but reading pass, with a limit on time and on rows; every row is checked. For cube.c
 * and explain.c. Thread: one at a time; each thread that reads opens a reader of its own.
 */
#pragma once
#include "src/indicator.h"
#include "src/project.h"
#include "src/rules.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct {
  gint32 day;     /* LB_DAY_ALWAYS: a base that was always there */
  guint32 region; /* number in the tree                          */
  double numerator;
  double denominator;
  double persons;
} LbDelta;

/* A guarded connection, for one query after the other. */
typedef struct _LbDeltaReader LbDeltaReader;

/* Opens @path once more, with the relations of relations.h and the functions of @rules. @keep: the relations are worked out once and kept in memory,
 * which pays when many indicators are read. */
LbDeltaReader *lb_delta_reader_open (const char *path, LbRules *rules, gboolean keep, GError **error);
LbRules       *lb_delta_reader_get_rules (const LbDeltaReader *self); /* borrowed */
void           lb_delta_reader_close (LbDeltaReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbDeltaReader, lb_delta_reader_close)

/* The query's rows one by one; @row_table and @row_id name the row of the project that a delta comes from, NULL and 0
 * where the query does not say. FALSE stops. */
typedef gboolean (*LbDeltaFunc) (const LbDelta *delta, const char *row_table, gint64 row_id, gpointer data);

/* Runs the query of @indicator. @regions is the tree that numbers the regions. @has_persons: the query counts persons
 * beside households. @seconds: time limit. LB_ERROR_INPUT names the file and what is wrong with it or with a row. */
gboolean lb_delta_reader_run (LbDeltaReader *self, const LbIndicator *indicator, const LbRegionTree *regions,
                              double seconds, LbDeltaFunc func, gpointer data, gboolean *has_persons,
                              GCancellable *cancellable, GError **error);

/* (transfer full) (element-type LbDelta): all of them as the query gives them, unsorted. */
GArray *lb_deltas_read (LbDeltaReader *reader, const LbIndicator *indicator, const LbRegionTree *regions, double seconds,
                        gboolean *has_persons, GCancellable *cancellable, GError **error);

G_END_DECLS
