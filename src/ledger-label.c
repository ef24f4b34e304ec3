#include "config.h"
#include "src/ledger-label.h"
#include "src/i18n.h"
#include "src/region.h"

static const struct {
  const char *kind, *label;
} kinds[] = {
  {"boundaries", N_ ("boundaries")},
  {"households", N_ ("households")},
  {"cases", N_ ("monitored households")},
  {"measures", N_ ("assistance measures")},
  {"visits", N_ ("visits")},
  {"registrations", N_ ("registrations")},
  {"matters", N_ ("matters of the grids")},
  {"staff", N_ ("staff")},
  {"members", N_ ("members of households")},
  {"persons", N_ ("national export, one row a person")},
  {"incomes", N_ ("incomes")},
  {"work", N_ ("work away from home")},
  {"work-plans", N_ ("planned work")},
  {"clearances", N_ ("clearances of risk")},
  {"evidence", N_ ("evidence")},
  {"visit-plans", N_ ("planned visits")},
  {"tickets", N_ ("tickets")},
  {"warnings", N_ ("warnings")},
  {"findings", N_ ("findings of inspections")},
  {"samples", N_ ("samples of inspections")},
  {"answers", N_ ("answers of checklists")},
  {"assignments", N_ ("assignments")},
  {"assessments", N_ ("assessments")},
  {"trainings", N_ ("trainings")},
  {"ledgers", N_ ("ledgers of grids")},
  {"resources", N_ ("resources")},
  {"regions", N_ ("regions")},
  {"region-changes", N_ ("changes of regions")},
};

const char *
lb_ledger_label (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].kind, kind))
      return _ (kinds[i].label);
  return kind;
}

char *
lb_ledger_dup_label (const char *kind, const char *level)
{
  LbLevel which;

  return level != NULL && lb_level_parse (level, &which, NULL) ? g_strdup_printf (_ ("%s (%s)"), lb_ledger_label (kind), lb_level_get_label (which))
                                                             : g_strdup (lb_ledger_label (kind));
}
