/* check.h - a check is a file
 *
 * data/checks/ID.sql: a header of "-- key: value" comments, then one SELECT whose rows are hits:
 *   region_id, household_id, row_table, row_id, since, until, verdict [, words of the message …]
 * A hit stands from the day `since` to the day `until`, NULL for "still"; so one query tells the hits of every date, and
 * none asks which day it is. `verdict` is 'breach', or 'unknown' where a date known only to the month leaves it open.
 * The queries read the project, the relations of relations.h and the rules of rules.h.
 *
 * Keys: id, severity (error|warning|note), name.zh, name.en, message.zh, message.en, remedy.zh, remedy.en, source; and
 * optional rules (names of rule sets under which alone the check runs). {word} in a message is the column of that
 * name; {word:day} prints a day number as a date, {word:yuan} fen as yuan, {word:GROUP} the Chinese word of a code (group
 * of data/aliases.ini, or section of the rule set).
 * Checks lie where indicators lie: shipped, in the user's data folder, in "checks" beside the project; the later wins.
 */
#pragma once
#include "src/guard.h"
#include "src/rules.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum { LB_SEVERITY_ERROR, LB_SEVERITY_WARNING, LB_SEVERITY_NOTE } LbSeverity;

/* Immutable after loading; owned by its catalogue. */
typedef struct {
  char *id;
  LbSeverity severity;
  char *name, *message, *remedy, *source; /* in the language asked for at loading */
  char **rules;                           /* NULL: under every rule set          */
  char *sql;
  char *path;
} LbCheck;

/* Parses one file. LB_ERROR_INPUT names file, line and what is wrong. @language "zh" or "en". */
LbCheck *lb_check_load (const char *path, const char *language, GError **error);
void     lb_check_free (LbCheck *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbCheck, lb_check_free)

/* (element-type LbCheck) (transfer full): all checks by id. A bad file is left out; its sentence goes into @problems
 * (GPtrArray of char*) when that is not NULL. */
GPtrArray *lb_check_catalogue (const char *project_path, const char *language, GPtrArray *problems);

typedef struct {
  const LbCheck *check;
  gint64 region_id;    /* 0: the whole county           */
  gint64 household_id; /* 0: none                       */
  const char *row_table;
  gint64 row_id;
  gint32 since, until; /* LB_DAY_NONE: still            */
  gboolean unknown;    /* cannot tell                   */
  const char *message; /* filled in; lives as the call  */
} LbHit;

typedef void (*LbHitFunc) (const LbHit *hit, gpointer data);

/* Runs @checks under @rules on a connection of its own to @path and calls @func with the hits that stand on @as_of, check by
 * check. A query that fails is left out, its sentence goes into @problems. 40,000 households: see the tests' bench.
 * FALSE when the project cannot be read or the run was cancelled. Any thread. */
gboolean lb_checks_run (const char *path, LbRules *rules, const GPtrArray *checks, gint32 as_of, LbHitFunc func,
                        gpointer data, GPtrArray *problems, GCancellable *cancellable, GError **error);

/* For indicators that count hits at any date, and lists: under @guard, appends the hits of @check to @hits (LbHit, without the
 * row's table and a message); nothing where the rule set has no use for it. Several connections may divide the checks. */
gboolean lb_check_gather (LbGuard *guard, LbRules *rules, const LbCheck *check, GArray *hits, GCancellable *cancellable,
                          GError **error);

/* Hits that outlive who gathered them. */
typedef struct {
  GPtrArray *checks; /* LbCheck, whose hits they are */
  GPtrArray *lists;  /* GArray of LbHit              */
} LbCheckHits;

/* None yet. Takes a reference to @checks. */
LbCheckHits *lb_check_hits_new (GPtrArray *checks);
/* (transfer full): those of all @checks, found on a connection that has the relations and the rules (lb_rules_register) and no guard yet.
 * hits-table.h makes a table of them. A query that fails is an error here. */
LbCheckHits *lb_check_hits_find (LbDb *db, LbRules *rules, GPtrArray *checks, GCancellable *cancellable, GError **error);
void         lb_check_hits_free (LbCheckHits *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbCheckHits, lb_check_hits_free)

/* "error", "warning", "note", or "unknown" for a hit that cannot be told. */
const char *lb_hit_get_severity (const LbHit *hit);

G_END_DECLS
