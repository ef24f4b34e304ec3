/* The kinds of report, each a template data/reports/KIND.txt. */
#include "config.h"
#include "reports/compose.h"
#include "src/error.h"
#include "src/i18n.h"

const char *const lb_report_kinds[] = {"look-back", "notice",   "township-ticket", "village-file",
                                       "audit-pack", "briefing", "monthly",         NULL};

gboolean
lb_report_check_kind (const char *kind, GError **error)
{
  if (g_strv_contains (lb_report_kinds, kind))
    return TRUE;
  g_set_error (error, LB_ERROR, LB_ERROR_USAGE,
               _ ("“%s” is not a kind of report; there are look-back, notice, township-ticket, village-file, "
                  "audit-pack, briefing and monthly"), kind);
  return FALSE;
}
