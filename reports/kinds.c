/* The kinds of report, each a template data/reports/KIND.txt; those a later version fills are known by name, so that they are
 * answered plainly. */
#include "config.h"
#include "reports/compose.h"
#include "src/error.h"
#include "src/i18n.h"

static const struct {
  const char *name;
  gboolean made;
} kinds[] = {
  {"look-back", TRUE}, {"notice", TRUE}, {"township-ticket", TRUE}, {"village-file", TRUE},
  {"audit-pack", TRUE}, {"briefing", TRUE}, {"monthly", TRUE},
};

gboolean
lb_report_check_kind (const char *kind, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    if (!g_str_equal (kinds[i].name, kind))
      continue;
    if (!kinds[i].made)
      g_set_error (error, LB_REPORTS_ERROR, LB_REPORTS_ERROR_KIND,
                   _ ("the report “%s” is not available in this version; “look-back” is"), kind);
    return kinds[i].made;
  }
  g_set_error (error, LB_ERROR, LB_ERROR_USAGE,
               _ ("“%s” is not a kind of report; there are look-back, notice, township-ticket, village-file, "
                  "audit-pack, briefing and monthly"), kind);
  return FALSE;
}
