/* Ledger rows in the words of the people who keep them: the import in reverse. */
#include "config.h"
#include "src/export-private.h"
#include "src/mask.h"

#include <string.h>

#define FIRST_FIELD 1 /* column 0 is the region */
#define BITS        4

static const char *const sources[LB_N_LEDGERS] = {
  [LB_LEDGER_HOUSEHOLDS] = "t.region_id, %s FROM household t ORDER BY t.id",
  [LB_LEDGER_CASES] = "NULL, %s FROM monitoring_case t JOIN household h ON h.id = t.household_id ORDER BY t.id",
  [LB_LEDGER_MEASURES] = ("NULL, %s FROM measure t JOIN monitoring_case c ON c.id = t.case_id"
                          " JOIN household h ON h.id = c.household_id ORDER BY t.id"),
  [LB_LEDGER_VISITS] = "NULL, %s FROM visit t JOIN household h ON h.id = t.household_id ORDER BY t.id",
  [LB_LEDGER_REGISTRATIONS] = "NULL, %s FROM platform_reg t JOIN household h ON h.id = t.household_id ORDER BY t.id",
  [LB_LEDGER_MATTERS] = "t.region_id, %s FROM matter t LEFT JOIN household h ON h.id = t.household_id ORDER BY t.id",
  [LB_LEDGER_STAFF] = "t.region_id, %s FROM staff t ORDER BY t.id",
};

#define STEP(side, code) "(SELECT " side " FROM case_step s WHERE s.case_id = t.id AND s.step_code = '" code "')"
#define DONE             "coalesce (finished_on, started_on)"
#define RISK(ord)        "(SELECT risk_code FROM case_risk r WHERE r.case_id = t.id AND r.ord = " ord ")"

/* Fields of cases that are not stored in a column of their table. */
static const struct {
  const char *field;
  const char *sql;
} case_parts[] = {
  {"persons", "t.persons"},
  {"cleared", "t.cleared_on IS NOT NULL AND t.revoked_on IS NULL"},
  {"home_check", STEP (DONE, "home_check")},
  {"review", STEP (DONE, "review")},
  {"data_match", STEP (DONE, "data_match")},
  {"publicity_from", STEP ("started_on", "publicity")},
  {"publicity_to", STEP ("finished_on", "publicity")},
  {"town_audit", STEP (DONE, "town_audit")},
  {"county_approve", STEP (DONE, "county_approve")},
  {"system_entry", STEP (DONE, "system_entry")},
  {"risk1", RISK ("1")}, {"risk2", RISK ("2")}, {"risk3", RISK ("3")}, {"risk4", RISK ("4")}, {"risk5", RISK ("5")},
};

static void
append_field (GString *list, const LbLedgerKind *kind, guint at)
{
  const LbField *field = &kind->fields[at];

  g_string_append (list, at > 0 ? ", " : "");
  if (field->column != NULL) {
    g_string_append_printf (list, "t.%s", field->column);
    return;
  }
  if ((int) at == kind->household) {
    g_string_append (list, "h.household_no");
    return;
  }
  for (gsize i = 0; lb_ledger_kind_id (kind) == LB_LEDGER_CASES && i < G_N_ELEMENTS (case_parts); i++)
    if (strcmp (case_parts[i].field, field->name) == 0) {
      g_string_append (list, case_parts[i].sql);
      return;
    }
  g_string_append (list, "NULL"); /* a place, which comes from the region */
}

char *
lb_export_ledger_sql (const LbLedgerKind *kind)
{
  g_autoptr (GString) list = g_string_new (NULL);
  g_auto (GStrv) parts = g_strsplit (sources[lb_ledger_kind_id (kind)], "%s", 2);

  for (guint i = 0; i < kind->n_fields; i++)
    append_field (list, kind, i);
  return g_strconcat ("SELECT ", parts[0], list->str, parts[1], NULL);
}

char **
lb_export_ledger_headings (const LbExport *self, const LbLedgerKind *kind)
{
  g_autoptr (GStrvBuilder) headings = g_strv_builder_new ();

  for (guint i = 0; i < kind->n_fields; i++)
    g_strv_builder_add (headings, lb_aliases_get_heading (self->aliases, kind->name, kind->fields[i].name));
  return g_strv_builder_end (headings);
}

/* township, village, grid, region_code of a region. The code stands where no grid says it already. */
static const char *
get_place (const LbExport *self, gint64 region_id, int part)
{
  static const LbLevel levels[] = {LB_LEVEL_TOWNSHIP, LB_LEVEL_VILLAGE, LB_LEVEL_GRID};
  int number = lb_region_tree_find_id (self->regions, region_id);

  if (number < 0)
    return "";
  const LbRegion *region = lb_region_tree_get (self->regions, (guint) number);
  if (part >= (int) G_N_ELEMENTS (levels))
    return region->level == LB_LEVEL_GRID ? "" : region->code;
  int ancestor = lb_region_tree_get_ancestor (self->regions, (guint) number, levels[part]);
  if (ancestor < 0)
    return "";
  region = lb_region_tree_get (self->regions, (guint) ancestor);
  return levels[part] == LB_LEVEL_GRID ? region->code : region->name;
}

static char *
format_yuan (gint64 fen)
{
  gint64 yuan = ABS (fen) / 100, rest = ABS (fen) % 100;
  const char *sign = fen < 0 ? "-" : "";

  if (rest == 0)
    return g_strdup_printf ("%s%" G_GINT64_FORMAT, sign, yuan);
  return g_strdup_printf ("%s%" G_GINT64_FORMAT ".%02d", sign, yuan, (int) rest);
}

static char *
format_bits (const LbExport *self, const char *group, int bits)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (int i = 0; i < BITS; i++) {
    g_autofree char *stored = g_strdup_printf ("%d", 1 << i);
    if (bits & (1 << i))
      g_strv_builder_add (words, lb_aliases_get_word (self->aliases, group, stored));
  }
  g_auto (GStrv) all = g_strv_builder_end (words);
  return g_strjoinv ("、", all);
}

static char *
mask (const LbExport *self, const char *field, const char *text)
{
  if (self->unmasked)
    return g_strdup (text);
  if (g_str_equal (field, "head_name") || g_str_equal (field, "name") || g_str_equal (field, "visitor"))
    return lb_mask_name (text);
  if (g_str_equal (field, "phone"))
    return lb_mask_phone (text);
  return g_strdup (text);
}

/* (transfer full): the cell, NULL when it is empty. */
static char *
format_cell (const LbExport *self, const LbField *field, sqlite3_stmt *rows, int column)
{
  const char *text = (const char *) sqlite3_column_text (rows, column);

  if (text == NULL)
    return NULL;
  switch (field->type) {
  case LB_VALUE_MONEY:
    return format_yuan (sqlite3_column_int64 (rows, column));
  case LB_VALUE_YES_NO:
    return g_strdup (lb_aliases_get_word (self->aliases, "yes_no", text));
  case LB_VALUE_WORD:
  case LB_VALUE_WORDS:
  case LB_VALUE_RANK:
    return g_strdup (lb_aliases_get_word (self->aliases, field->words, text));
  case LB_VALUE_BITS:
    return format_bits (self, field->words, sqlite3_column_int (rows, column));
  default:
    return mask (self, field->name, text);
  }
}

void
lb_export_ledger_row (const LbExport *self, const LbLedgerKind *kind, sqlite3_stmt *rows, LbSheet *sheet)
{
  for (guint i = 0; i < kind->n_fields; i++) {
    const LbField *field = &kind->fields[i];
    int part = kind->place >= 0 ? (int) i - kind->place : -1;
    if (part >= 0 && part < 4) {
      lb_sheet_cell (sheet, get_place (self, sqlite3_column_int64 (rows, 0), part), FALSE);
      continue;
    }
    g_autofree char *text = format_cell (self, field, rows, (int) i + FIRST_FIELD);
    lb_sheet_cell (sheet, text != NULL ? text : "",
                   field->type == LB_VALUE_COUNT || field->type == LB_VALUE_MONEY);
  }
}
