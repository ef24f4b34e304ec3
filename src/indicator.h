/* indicator.h - an indicator is a file
 *
 * data/indicators/ID.sql: a header of "-- key: value" comments, then one SELECT of dated deltas
 *   (region_id, day, numerator, denominator [, persons] [, facet] [, row_table, row_id])
 * `day` is a day number (lb_day), NULL for a base that was always there, LB_DAY_NEVER for what does not happen. In its place
 * may stand `first` and `last`: the row counts from the one until the day before the other, NULL for always and for still.
 * `persons` is given by indicators that count households, because counts travel as 户/人 pairs; `row_table` and
 * `row_id` name the row of the project that a delta comes from, for the definition card (explain.h). Summed over
 * days up to a date the deltas give the stock on that date; the difference of two dates is a flow; summed up the
 * tree they give every level. What queries share is prepared for them: data/schema/relations.sql.
 *
 * Keys: id, name.zh, name.en, group.zh, group.en, unit.zh, unit.en, value (ratio|count|peak; ratio if absent), scale
 * (ratio: value = numerator ÷ denominator × scale, 1 if absent), decimals (of the shown value), better
 * (up|down|none), kind (stock|flow), window ("30 days", "1 months"; for a flow, and only there), base (plain: a small
 * denominator is no reason to distrust the value), facet, whole, palette, source.zh, source.en, note.zh, note.en. All but value, scale,
 * window, base, facet, whole and the notes are required; a note stands in both languages. The header is the comment lines at the top, up to the first line that is
 * none; the file is called ID.sql.
 *
 * A count's value is its numerator; its denominator is what was looked through, and nothing looked through is no data. A
 * peak's numerator is the fullest month of its window of months, for each region by itself.
 *
 * A family of indicators is one file with a line "-- facet: code 中文 | English" for each member. Its rows say in the column
 * facet for which member they count, NULL: for each; then one scan serves them all, and the family as a whole takes every row. Or the
 * query reads the code as :facet, and NULL for the whole, and is run for each ("-- whole: none": there is no such thing). A member's id is
 * "M02:industry".
 *
 * LbIndicator is immutable after loading and reference-counted; any thread.
 */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

typedef enum { LB_BETTER_NONE, LB_BETTER_UP, LB_BETTER_DOWN } LbBetter;

typedef enum { LB_FORM_RATIO, LB_FORM_COUNT, LB_FORM_PEAK } LbForm;

typedef struct {
  char *code;
  char *label; /* in the language asked for at loading */
} LbFacet;

typedef struct {
  gatomicrefcount refs;
  char *id;        /* "M02", of a member "M02:industry"    */
  char *name;      /* in the language asked for at loading */
  char *group;
  char *unit;      /* "户/km²", "%"                         */
  char *palette;   /* name in data/palettes                */
  char *source;    /* of the definition; this and the note in the language asked for at loading */
  char *note;      /* "" when there is none                */
  char *sql;
  char *path;
  char *facet;     /* code of the member, NULL: the whole  */
  GArray *facets;  /* LbFacet: the members of the family; empty for a member and where there are none */
  gboolean whole;  /* the bare id can be computed          */
  LbForm form;
  double scale;
  int decimals;
  LbBetter better;
  gboolean plain;  /* small bases are not marked           */
  gboolean flow;   /* FALSE: stock                         */
  int window_days;   /* of a flow: one of the two is above 0 */
  int window_months;
} LbIndicator;

/* Parses one file. LB_ERROR_INPUT names file, line and what is wrong. @language "zh" or "en". */
LbIndicator *lb_indicator_load (const char *path, const char *language, GError **error);
LbIndicator *lb_indicator_ref (LbIndicator *self);
void         lb_indicator_unref (LbIndicator *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbIndicator, lb_indicator_unref)

/* (transfer full): the member @code of a family; LB_ERROR_NOT_FOUND names the members there are. */
LbIndicator *lb_indicator_dup_facet (const LbIndicator *self, const char *code, GError **error);

/* (element-type LbIndicator) (transfer full): the shipped indicators, then the user's own
 * (XDG data folder/lookback/indicators, then the folder "indicators" beside @project_path when that is not
 * NULL), sorted by group in the order of D I M V G S P A W C R L Q B, then id; a later file replaces an
 * earlier one of the same id. A family without a whole is there as its members. A bad file is left out; its sentence is added to @problems (GPtrArray of char*)
 * when that is not NULL. */
GPtrArray *lb_indicator_catalogue (const char *project_path, const char *language, GPtrArray *problems);

/* (transfer full): the one of that id, "M01" or "M02:industry"; LB_ERROR_NOT_FOUND with the list of ids otherwise. A bad file of
 * that id gives its own error. */
LbIndicator *lb_indicator_find (const char *id, const char *project_path, const char *language,
                                GError **error);

G_END_DECLS
