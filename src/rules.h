/* rules.h - the rules of a county: steps, limits, lines, grids, rhythms
 *
 * A rule set is a file, data/rules/NAME.ini; a county's file states what differs from its base and where that is
 * written. A value is found by "section.key" and day, in this order: the project's own word (rule_override), the
 * named set, its base, the base's base; within one layer versions never overlap. Every value keeps its source.
 * LbRules is immutable after loading and reference-counted; any thread.
 *
 * A file: "[section]", then "key = value # source" or, for a time only, "key @FROM..TO = value # source", where either
 * end may be missing. Values are texts, lists with commas, or numbers with a unit behind ("15 day_cal"). [rules] holds
 * name.zh, name.en, basis, base, valid_from, valid_to: a set with validity speaks for that time only, its base for
 * the rest. [steps] order holds chains "a < b < c", several with ";" between; what no chain ties is free.
 */
#pragma once
#include "src/project.h"

G_BEGIN_DECLS

typedef struct _LbRules LbRules;

typedef enum {
  LB_UNIT_NONE, LB_UNIT_DAY_CAL, LB_UNIT_DAY_WORK, LB_UNIT_MONTH, LB_UNIT_HH, LB_UNIT_PERSON, LB_UNIT_PCT, LB_UNIT_YUAN
} LbRuleUnit;

/* One version of one value, borrowed from its rules. */
typedef struct {
  const char *key;         /* "limits.identify"                                     */
  const char *text;        /* as written: "15 day_cal"                              */
  const char *const *list; /* its parts between commas, NULL-terminated             */
  double number;           /* NAN when the text is no number                        */
  LbRuleUnit unit;
  gint32 from, until;      /* LB_DAY_ALWAYS and LB_DAY_NONE where there is no end   */
  const char *source;      /* where that is written; "" when not said               */
  const char *set;         /* rule set that says it, "project" for an override      */
  int line;                /* of its file; 0 for an override                        */
} LbRuleValue;

/* A set by name: shipped, in the user's data folder, or in the folder "rules" beside @project_path (may be NULL); the
 * last of them wins. LB_ERROR_NOT_FOUND lists what there is, LB_ERROR_INPUT names file and line. About a millisecond. */
LbRules *lb_rules_load (const char *name, const char *project_path, GError **error);
/* The same from one file, for tools and tests; its base is looked up as above. */
LbRules *lb_rules_load_file (const char *path, const char *project_path, GError **error);
/* The rules of a project with its overrides. @name: another set on the same data, or NULL for the project's own. Its
 * overrides belong to its own set and are left out under another one. Thread: the project's. */
LbRules *lb_rules_load_for_project (LbProject *project, const char *name, GError **error);
LbRules *lb_rules_ref (LbRules *self);
void     lb_rules_unref (LbRules *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbRules, lb_rules_unref)

/* (element-type LbRules) (transfer full): every set that can be loaded, by name; a bad file's sentence goes into
 * @problems (GPtrArray of char*) when that is not NULL. */
GPtrArray *lb_rules_catalogue (const char *project_path, GPtrArray *problems);

const char *lb_rules_get_name (const LbRules *self); /* "weixi" */
/* Name for people in @language "zh" or "en", and the basis document. */
const char *lb_rules_get_title (const LbRules *self, const char *language);
const char *lb_rules_get_basis (const LbRules *self);

/* The value of "section.key" on @day; LB_DAY_NONE: the newest version. NULL when no layer has one. */
const LbRuleValue *lb_rules_find (const LbRules *self, const char *key, gint32 day);
gboolean           lb_rules_get_number (const LbRules *self, const char *key, gint32 day, double *number);
const char        *lb_rules_get_text (const LbRules *self, const char *key, gint32 day); /* NULL: no value */
const char *const *lb_rules_get_list (const LbRules *self, const char *key, gint32 day); /* empty: no value */
/* (element-type LbRuleValue) borrowed: all layers' values, by key, the stronger layer first. */
GPtrArray *lb_rules_get_values (const LbRules *self);

/* The last day that a limit beginning on @start allows, in the limit's unit (calendar days, working days, months);
 * LB_DAY_NONE when there is no such limit or it is not a time. */
gint32 lb_rules_limit_day (const LbRules *self, gint32 start, const char *key);
gint32 lb_rules_count_workdays (const LbRules *self, gint32 from, gint32 to);
/* 监测范围 of the year of @day in fen per head: the latest stated for that year or one before it, for a line stands
 * until the next is announced. FALSE before the first. */
gboolean lb_rules_get_line (const LbRules *self, gint32 day, gint64 *fen);

/* The steps of identification on @day in the order they are listed, NULL-terminated. Borrowed. */
const char *const *lb_rules_get_steps (const LbRules *self, gint32 day);
/* Whether the partial order of @day wants @first done before @second, directly or through others. */
gboolean lb_rules_step_precedes (const LbRules *self, const char *first, const char *second, gint32 day);

/* Makes the rules readable in SQL on this connection, before any authorizer is set:
 *   lb_rule ('section.key' [, day])        its number, else its text; NULL when there is none; no day: the newest
 *   lb_workdays (from_day, to_day)         working days after from up to and with to
 *   lb_limit_day (start_day, 'section.key') the last day allowed
 *   lb_line (day)                          income line of that year in fen per head
 *   temp.rule_list (key, item, from_day, until_day)          every part of every value
 *   temp.rule_order (first, second, from_day, until_day)     pairs of steps, closed over the chains
 * NULL in gives NULL out. The connection keeps a reference. */
gboolean lb_rules_register (LbRules *self, LbDb *db, GError **error);

G_END_DECLS
