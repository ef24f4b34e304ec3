/* The kinds of report, each a template data/reports/KIND.txt. */
#include "config.h"
#include "reports/compose.h"
#include "reports/report.h"
#include "src/error.h"
#include "src/i18n.h"

#include <string.h>

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

gboolean
lb_report_check_public (const char *kind, GError **error)
{
  static const struct {
    const char *kind, *why;
  } closed[] = {
    {"village-file", N_ ("a village file tells of a handful of households in each grid, and hiding small figures would leave nothing of "
                         "it; publish the notice or the look-back report of the township instead")},
    {"audit-pack", N_ ("an audit pack holds the dossiers of single households and is for the auditors alone; hand it over with a "
                       "receipt, or publish the look-back report")},
    {"township-ticket", N_ ("a township's ticket names problems by village, a few households each; it goes to the township alone. "
                            "Publish the notice instead")},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (closed); i++)
    if (g_str_equal (closed[i].kind, kind)) {
      g_set_error (error, LB_REPORTS_ERROR, LB_REPORTS_ERROR_KIND, _ ("there is no %s for publication: %s"), kind, _ (closed[i].why));
      return FALSE;
    }
  return TRUE;
}

gboolean
lb_report_check_review (const char *review, GError **error)
{
  if (*review != '\0' && strpbrk (review, ";\n") == NULL)
    return TRUE;
  g_set_error (error, LB_ERROR, LB_ERROR_USAGE, _ ("“%s” is no map-review number"), review);
  return FALSE;
}
