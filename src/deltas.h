/* deltas.h - the rows of an indicator's query, read with care
 *
 * An indicator file may come from anybody. Its query runs on a read-only connection of its own, under an
 * authorizer that lets nothing but reading pass, with a limit on time and on rows; every row is checked. For cube.c
 * and explain.c. Thread: one at a time; each thread that reads opens a reader of its own.
 */
#pragma once
#include "src/check.h"
#include "src/indicator.h"
#include "src/project.h"
#include "src/relations.h"
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

/* Opens @path once more, with the relations of relations.h and the functions of @rules. @kept: the costly relations as they were
 * worked out for several readers, which pays when many indicators are read; it must outlive the reader. NULL: each query
 * works out what it needs. */
LbDeltaReader *lb_delta_reader_open (const char *path, LbRules *rules, const LbKeptRelations *kept, GError **error);
LbRules       *lb_delta_reader_get_rules (const LbDeltaReader *self); /* borrowed */
void           lb_delta_reader_close (LbDeltaReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbDeltaReader, lb_delta_reader_close)

/* The hits of the checks, for queries that read check_hit. Several readers may share the work: each gathers those of some checks,
 * and one that is given all @lists (GArray of LbHit, which stay as they are) does not run them itself. */
gboolean lb_delta_reader_gather (LbDeltaReader *self, const LbCheck *check, GArray *hits, GCancellable *cancellable,
                                 GError **error);
gboolean lb_delta_reader_take_hits (LbDeltaReader *self, GPtrArray *lists, GError **error);

/* What a row of the query says beside its figures. */
typedef struct {
  const char *facet;     /* the member of the family that it counts for; NULL: every one, or there is none */
  const char *row_table; /* the row of the project that it comes from; NULL and 0 where the query does not say */
  gint64 row_id;
} LbDeltaNote;

/* The deltas one by one, two of a row that tells a span. FALSE stops. */
typedef gboolean (*LbDeltaFunc) (const LbDelta *delta, const LbDeltaNote *note, gpointer data);

/* Runs the query of @indicator; of a member of a family without the rows of the others. @regions is the tree that numbers the
 * regions. @has_persons: the query counts persons beside households. @seconds: time limit. LB_ERROR_INPUT names the file
 * and what is wrong with it or with a row. */
gboolean lb_delta_reader_run (LbDeltaReader *self, const LbIndicator *indicator, const LbRegionTree *regions,
                              double seconds, LbDeltaFunc func, gpointer data, gboolean *has_persons,
                              GCancellable *cancellable, GError **error);

/* All deltas of an indicator, or of several members of one family, as the query gives them, unsorted. */
typedef struct {
  gboolean has_persons;
  GArray *common;  /* LbDelta: what counts for each              */
  GPtrArray *own;  /* GArray of LbDelta: what counts for one only */
} LbDeltas;

/* Whether the members of the family read one and the same query: it has no :facet, and its rows say whom they count for. */
gboolean  lb_deltas_are_shared (const LbIndicator *indicator);
/* Whether it counts the hits of the checks, which are run for it first: more work than any other. */
gboolean  lb_deltas_need_checks (const LbIndicator *indicator);
/* (transfer full): of @members (LbIndicator), which are one indicator or share their query. */
LbDeltas *lb_deltas_read (LbDeltaReader *reader, const GPtrArray *members, const LbRegionTree *regions, double seconds,
                          GCancellable *cancellable, GError **error);
void      lb_deltas_free (LbDeltas *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbDeltas, lb_deltas_free)

G_END_DECLS
