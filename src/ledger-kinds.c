#include "config.h"
#include "src/ledger-kinds.h"
#include "src/error.h"
#include "src/i18n.h"

#include <string.h>

#define YUAN          G_GINT64_CONSTANT (100)
#define MOST_FEN      (G_GINT64_CONSTANT (1000000000) * YUAN)
#define PLACE_FIELDS                                                                                     \
  {"township", LB_VALUE_TEXT}, {"village", LB_VALUE_TEXT}, {"grid", LB_VALUE_TEXT},                      \
  {"region_code", LB_VALUE_NUMBER}

static const LbField household_fields[] = {
  {"household_no", LB_VALUE_NUMBER, LB_NEED_VALUE, "household_no"},
  PLACE_FIELDS,
  {"size", LB_VALUE_COUNT, LB_NEED_VALUE, "size", .min = 1, .max = 99},
  {"head_name", LB_VALUE_TEXT, LB_NEED_NOTHING, "head_name"},
  {"type", LB_VALUE_WORD, LB_NEED_NOTHING, "type", "household_type", "ordinary"},
  {"labour_count", LB_VALUE_COUNT, LB_NEED_NOTHING, "labour_count", .max = 99},
  {"whole_no_labour", LB_VALUE_YES_NO, LB_NEED_NOTHING, "whole_no_labour"},
  {"relocated", LB_VALUE_YES_NO, LB_NEED_NOTHING, "relocated"},
  {"phone", LB_VALUE_NUMBER, LB_NEED_NOTHING, "phone"},
  {"address", LB_VALUE_TEXT, LB_NEED_NOTHING, "address"},
};

static const LbField case_fields[] = {
  [LB_CASE_HOUSEHOLD] = {"household_no", LB_VALUE_NUMBER, LB_NEED_VALUE},
  [LB_CASE_CLASS] = {"class", LB_VALUE_WORD, LB_NEED_VALUE, "class", "class"},
  [LB_CASE_PERSONS] = {"persons", LB_VALUE_COUNT, .min = 1, .max = 99},
  [LB_CASE_IDENTIFIED] = {"identified_on", LB_VALUE_DATE, LB_NEED_VALUE, "identified_on"},
  [LB_CASE_CLEARED] = {"cleared", LB_VALUE_YES_NO},
  [LB_CASE_CLEARED_ON] = {"cleared_on", LB_VALUE_DATE, LB_NEED_NOTHING, "cleared_on"},
  [LB_CASE_REVOKED_ON] = {"revoked_on", LB_VALUE_DATE, LB_NEED_NOTHING, "revoked_on"},
  [LB_CASE_HOME_CHECK] = {"home_check", LB_VALUE_DATE},
  [LB_CASE_REVIEW] = {"review", LB_VALUE_DATE},
  [LB_CASE_DATA_MATCH] = {"data_match", LB_VALUE_DATE},
  [LB_CASE_PUBLICITY_FROM] = {"publicity_from", LB_VALUE_DATE},
  [LB_CASE_PUBLICITY_TO] = {"publicity_to", LB_VALUE_DATE},
  [LB_CASE_TOWN_AUDIT] = {"town_audit", LB_VALUE_DATE},
  [LB_CASE_COUNTY_APPROVE] = {"county_approve", LB_VALUE_DATE},
  [LB_CASE_SYSTEM_ENTRY] = {"system_entry", LB_VALUE_DATE},
  [LB_CASE_RISK_1] = {"risk1", LB_VALUE_WORDS, .words = "risk"},
  {"risk2", LB_VALUE_WORDS, .words = "risk"},
  {"risk3", LB_VALUE_WORDS, .words = "risk"},
  {"risk4", LB_VALUE_WORDS, .words = "risk"},
  [LB_CASE_RISK_5] = {"risk5", LB_VALUE_WORDS, .words = "risk"},
  {"channel", LB_VALUE_WORD, LB_NEED_NOTHING, "channel", "channel"},
  {"clue_date", LB_VALUE_DATE, LB_NEED_NOTHING, "clue_date"},
  {"income", LB_VALUE_MONEY, LB_NEED_NOTHING, "income_pc_fen", .min = -MOST_FEN, .max = MOST_FEN},
  {"self_pay", LB_VALUE_MONEY, LB_NEED_NOTHING, "self_pay_fen", .max = MOST_FEN},
  {"developmental", LB_VALUE_YES_NO, LB_NEED_NOTHING, "developmental"},
  {"clear_mode", LB_VALUE_WORD, LB_NEED_NOTHING, "clear_mode", "clear_mode"},
};

static const LbField measure_fields[] = {
  [LB_MEASURE_HOUSEHOLD] = {"household_no", LB_VALUE_NUMBER, LB_NEED_VALUE},
  [LB_MEASURE_CATEGORY] = {"category", LB_VALUE_WORD, LB_NEED_VALUE, "category", "category"},
  [LB_MEASURE_SUBTYPE] = {"subtype", LB_VALUE_TEXT, LB_NEED_NOTHING, "subtype"},
  [LB_MEASURE_PLANNED] = {"planned_on", LB_VALUE_DATE, LB_NEED_VALUE, "planned_on"},
  [LB_MEASURE_STATUS] = {"status", LB_VALUE_WORD, LB_NEED_VALUE, "status", "status"},
  [LB_MEASURE_STATUS_ON] = {"status_on", LB_VALUE_DATE, LB_NEED_HEADING, "status_on"},
  {"due_on", LB_VALUE_DATE, LB_NEED_NOTHING, "due_on"},
  {"responsible", LB_VALUE_TEXT, LB_NEED_NOTHING, "responsible"},
  {"amount", LB_VALUE_MONEY, LB_NEED_NOTHING, "amount_fen", .max = MOST_FEN},
};

static const LbField visit_fields[] = {
  [LB_VISIT_HOUSEHOLD] = {"household_no", LB_VALUE_NUMBER, LB_NEED_VALUE},
  [LB_VISIT_DATE] = {"visited_on", LB_VALUE_DATE, LB_NEED_VALUE, "visited_on"},
  [LB_VISIT_MODE] = {"mode", LB_VALUE_WORD, LB_NEED_VALUE, "mode", "mode"},
  [LB_VISIT_PURPOSE] = {"purpose", LB_VALUE_WORD, LB_NEED_NOTHING, "purpose", "purpose"},
  [LB_VISIT_VISITOR] = {"visitor", LB_VALUE_TEXT, LB_NEED_NOTHING, "visitor"},
  {"actions", LB_VALUE_BITS, LB_NEED_NOTHING, "actions", "actions"},
  {"issue_found", LB_VALUE_YES_NO, LB_NEED_NOTHING, "issue_found"},
};

static const LbField registration_fields[] = {
  [LB_REGISTRATION_HOUSEHOLD] = {"household_no", LB_VALUE_NUMBER, LB_NEED_VALUE},
  [LB_REGISTRATION_PLATFORM] = {"platform", LB_VALUE_TEXT, LB_NEED_VALUE, "platform"},
  {"registered_on", LB_VALUE_DATE, LB_NEED_VALUE, "registered_on"},
  {"by_proxy", LB_VALUE_YES_NO, LB_NEED_NOTHING, "by_proxy"},
};

static const LbField matter_fields[] = {
  [LB_MATTER_NO] = {"matter_no", LB_VALUE_NUMBER, LB_NEED_VALUE, "matter_no"},
  PLACE_FIELDS,
  [LB_MATTER_HOUSEHOLD] = {"household_no", LB_VALUE_NUMBER},
  [LB_MATTER_RECEIVED] = {"received_on", LB_VALUE_DATE, LB_NEED_VALUE, "received_on"},
  [LB_MATTER_COMPLETED] = {"completed_on", LB_VALUE_DATE, LB_NEED_HEADING, "completed_on"},
  {"source", LB_VALUE_WORD, LB_NEED_VALUE, "source", "source"},
  {"class", LB_VALUE_WORD, LB_NEED_NOTHING, "class", "matter_class"},
  {"kind", LB_VALUE_TEXT, LB_NEED_NOTHING, "kind"},
  {"due_on", LB_VALUE_DATE, LB_NEED_NOTHING, "due_on"},
  {"satisfaction", LB_VALUE_RANK, LB_NEED_NOTHING, "satisfaction", "satisfaction"},
};

static const LbField staff_fields[] = {
  [LB_STAFF_NO] = {"staff_no", LB_VALUE_NUMBER, LB_NEED_VALUE, "staff_no"},
  PLACE_FIELDS,
  [LB_STAFF_STARTED] = {"started_on", LB_VALUE_DATE, LB_NEED_NOTHING, "started_on"},
  [LB_STAFF_ENDED] = {"ended_on", LB_VALUE_DATE, LB_NEED_NOTHING, "ended_on"},
  {"name", LB_VALUE_TEXT, LB_NEED_VALUE, "name"},
  {"role", LB_VALUE_WORD, LB_NEED_VALUE, "role", "role"},
  {"unit", LB_VALUE_TEXT, LB_NEED_NOTHING, "unit"},
  {"phone", LB_VALUE_NUMBER, LB_NEED_NOTHING, "phone"},
};

#define FIELDS(table) table, G_N_ELEMENTS (table)

const LbLedgerKind lb_ledger_kinds[LB_N_LEDGERS] = {
  [LB_LEDGER_HOUSEHOLDS] = {"households", "household", FIELDS (household_fields), LB_HOUSEHOLD_PLACE, -1},
  [LB_LEDGER_CASES] = {"cases", "monitoring_case", FIELDS (case_fields), -1, LB_CASE_HOUSEHOLD},
  [LB_LEDGER_MEASURES] = {"measures", "measure", FIELDS (measure_fields), -1, LB_MEASURE_HOUSEHOLD},
  [LB_LEDGER_VISITS] = {"visits", "visit", FIELDS (visit_fields), -1, LB_VISIT_HOUSEHOLD},
  [LB_LEDGER_REGISTRATIONS] = {"registrations", "platform_reg", FIELDS (registration_fields), -1,
                               LB_REGISTRATION_HOUSEHOLD},
  [LB_LEDGER_MATTERS] = {"matters", "matter", FIELDS (matter_fields), LB_MATTER_PLACE, LB_MATTER_HOUSEHOLD},
  [LB_LEDGER_STAFF] = {"staff", "staff", FIELDS (staff_fields), LB_STAFF_PLACE, -1},
};

const LbLedgerKind *
lb_ledger_kind_find (const char *name, GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);

  for (guint i = 0; i < LB_N_LEDGERS; i++) {
    if (strcmp (lb_ledger_kinds[i].name, name) == 0)
      return &lb_ledger_kinds[i];
    g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", lb_ledger_kinds[i].name);
  }
  g_set_error (error, LB_ERROR, LB_ERROR_USAGE, _ ("“%s” is not a kind of ledger; use one of %s"), name, known->str);
  return NULL;
}

LbLedger
lb_ledger_kind_id (const LbLedgerKind *kind)
{
  return (LbLedger) (kind - lb_ledger_kinds);
}
