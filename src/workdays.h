/* workdays.h - which days are worked
 *
 * Monday to Friday, less the announced holidays, plus the weekend days that are worked in exchange. The announcements
 * of each year stand in data/rules/holidays.ini; in a year without one only weekends are free. Immutable after
 * loading; any thread.
 */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

typedef struct _LbWorkdays LbWorkdays;

/* LB_ERROR_FILE or LB_ERROR_INPUT with file and line. */
LbWorkdays *lb_workdays_load (const char *path, GError **error);
void        lb_workdays_free (LbWorkdays *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbWorkdays, lb_workdays_free)

gboolean lb_workdays_is_worked (const LbWorkdays *self, gint32 day);
/* Whether the year of @day has its announcement. */
gboolean lb_workdays_is_announced (const LbWorkdays *self, gint32 day);
/* Working days after @from up to and with @to; 0 when @to is not later. A step a day. */
gint32 lb_workdays_count (const LbWorkdays *self, gint32 from, gint32 to);
/* The @n-th working day after @from (@n 0: @from itself). */
gint32 lb_workdays_add (const LbWorkdays *self, gint32 from, gint32 n);

G_END_DECLS
