/* date.h - calendar days and months as the ledgers write them
 *
 * The national ledgers know many dates only to the month. A date is therefore kept as text,
 * "YYYY-MM-DD" or "YYYY-MM": its length is its precision. For arithmetic a date becomes a day number
 * (days since 1970-01-01); a month counts from its last day, the first day on which "it has
 * happened" is certain. No function here reads the clock. Any thread.
 */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

#define LB_DAY_ALWAYS G_MININT32 /* before every date: a base that was always there */
#define LB_DAY_NEVER (G_MAXINT32 - 1) /* after every date: the end of what stands open */
#define LB_DAY_NONE   G_MAXINT32 /* no date */

/* "YYYY-MM-DD" or "YYYY-MM" → day number; LB_DAY_NONE when @text is NULL or not such a date
 * (2023-02-30 is none). A month gives its last day. */
gint32 lb_day_from_text (const char *text);

/* The first day that @text may mean: of "YYYY-MM" the first of the month. LB_DAY_NONE as above. */
gint32 lb_day_first_from_text (const char *text);

/* Year, month 1–12, day 1–31 → day number, LB_DAY_NONE when there is no such day. */
gint32 lb_day_from_ymd (int year, int month, int day);

/* (transfer full): "YYYY-MM-DD". */
char *lb_day_to_text (gint32 day);

/* Splits a day number. Each out pointer may be NULL. */
void lb_day_to_ymd (gint32 day, int *year, int *month, int *mday);

/* Parses a DATE of the command line: strictly "YYYY-MM-DD"; LB_ERROR_USAGE otherwise. */
gboolean lb_day_parse (const char *text, gint32 *day, GError **error);

G_END_DECLS
