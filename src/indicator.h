/* indicator.h - an indicator is a file
 *
 * data/indicators/ID.sql: a header of "-- key: value" comments, then one SELECT of dated deltas
 *   (region_id, day, numerator, denominator [, persons])
 * `day` is a day number (lb_day), NULL for a base that was always there; `persons` is given by
 * indicators that count households, because counts travel as 户/人 pairs. Summed over days up to a date
 * the deltas give the stock on that date; the difference of two dates is a flow; summed up the tree they
 * give every level.
 *
 * Keys: id, name.zh, name.en, group.zh, group.en, unit.zh, unit.en, scale (value = numerator ÷
 * denominator × scale, 1 if absent), decimals (of the shown value), better (up|down|none), kind
 * (stock|flow), window ("30 days", "1 months"; for a flow, and only there), palette, source, note. All but
 * scale, window and note are required. The header is the comment lines at the top, up to the first line that
 * is none; the file is called ID.sql.
 *
 * LbIndicator is immutable after loading and reference-counted; any thread.
 */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

typedef enum { LB_BETTER_NONE, LB_BETTER_UP, LB_BETTER_DOWN } LbBetter;

typedef struct {
  gatomicrefcount refs;
  char *id;
  char *name;      /* in the language asked for at loading */
  char *group;
  char *unit;      /* "户/km²", "%"                         */
  char *palette;   /* name in data/palettes                */
  char *source;    /* source of the definition             */
  char *note;      /* "" when there is none                */
  char *sql;
  char *path;
  double scale;
  int decimals;
  LbBetter better;
  gboolean flow;   /* FALSE: stock                         */
  int window_days;   /* of a flow: one of the two is above 0 */
  int window_months;
} LbIndicator;

/* Parses one file. LB_ERROR_INPUT names file, line and what is wrong. @language "zh" or "en". */
LbIndicator *lb_indicator_load (const char *path, const char *language, GError **error);
LbIndicator *lb_indicator_ref (LbIndicator *self);
void         lb_indicator_unref (LbIndicator *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbIndicator, lb_indicator_unref)

/* (element-type LbIndicator) (transfer full): the shipped indicators, then the user's own
 * (XDG data folder/lookback/indicators, then the folder "indicators" beside @project_path when that is not
 * NULL), sorted by group in the order of D I M V G S P A W C R L Q B, then id; a later file replaces an
 * earlier one of the same id. A bad file is left out; its sentence is added to @problems (GPtrArray of char*)
 * when that is not NULL. */
GPtrArray *lb_indicator_catalogue (const char *project_path, const char *language, GPtrArray *problems);

/* (transfer full): the one of that id, LB_ERROR_NOT_FOUND with the list of ids otherwise. A bad file of
 * that id gives its own error. */
LbIndicator *lb_indicator_find (const char *id, const char *project_path, const char *language,
                                GError **error);

G_END_DECLS
