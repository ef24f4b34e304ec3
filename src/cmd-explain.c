/* lookback values --explain: the definition card of one figure */
#include "config.h"
#include "src/cmd-explain.h"
#include "src/columns.h"
#include "src/date.h"
#include "src/i18n.h"
#include "src/json-write.h"

#include <math.h>
#include <stdio.h>

/* Rows of the card on the terminal; --json has them all. */
#define MOST_LINES 20

static void
add_number (JsonBuilder *builder, const char *name, double value)
{
  json_builder_set_member_name (builder, name);
  if (isfinite (value))
    json_builder_add_double_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
add_rows (JsonBuilder *builder, const LbExplanation *card)
{
  json_builder_set_member_name (builder, "rows");
  json_builder_begin_array (builder);
  for (guint i = 0; i < card->rows->len; i++) {
    const LbExplainedRow *row = g_ptr_array_index (card->rows, i);
    json_builder_begin_object (builder);
    lb_json_add_text (builder, "table", row->table);
    lb_json_add_count (builder, "id", row->id);
    lb_json_add_text (builder, "label", row->label);
    lb_json_add_text (builder, "file", row->file);
    lb_json_add_count (builder, "row", row->file_row);
    add_number (builder, "numerator", row->numerator);
    add_number (builder, "denominator", row->denominator);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
}

static void
add_rules (JsonBuilder *builder, const LbExplanation *card)
{
  lb_json_add_text (builder, "rule_set", card->rule_set);
  json_builder_set_member_name (builder, "rules");
  json_builder_begin_array (builder);
  for (guint i = 0; i < card->rules->len; i++) {
    const LbExplainedRule *rule = g_ptr_array_index (card->rules, i);
    json_builder_begin_object (builder);
    lb_json_add_text (builder, "key", rule->key);
    lb_json_add_text (builder, "value", rule->text);
    lb_json_add_text (builder, "source", rule->source);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
}

void
lb_explanation_print_json (const LbExplanation *card)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *as_of = lb_day_to_text (card->as_of);
  g_autofree char *since = card->since > LB_DAY_ALWAYS ? lb_day_to_text (card->since) : NULL;

  json_builder_begin_object (builder);
  lb_json_add_text (builder, "indicator", card->indicator->id);
  lb_json_add_text (builder, "name", card->indicator->name);
  lb_json_add_text (builder, "unit", card->indicator->unit);
  lb_json_add_text (builder, "definition", card->indicator->source);
  lb_json_add_text (builder, "note", card->indicator->note);
  lb_json_add_text (builder, "code", card->code);
  lb_json_add_text (builder, "region", card->name);
  lb_json_add_text (builder, "as_of", as_of);
  lb_json_add_text (builder, "after", since);
  add_number (builder, "numerator", card->numerator);
  add_number (builder, "denominator", card->denominator);
  add_number (builder, "persons", card->persons);
  add_number (builder, "value", card->value);
  json_builder_set_member_name (builder, "small_base");
  json_builder_add_boolean_value (builder, card->small);
  add_rules (builder, card);
  lb_json_add_count (builder, "data_version", card->data_version);
  lb_json_add_text (builder, "fingerprint", card->fingerprint);
  add_rows (builder, card);
  json_builder_end_object (builder);
  g_autofree char *text = lb_json_to_line (builder);
  printf ("%s\n", text);
}

static char *
show (double count)
{
  return lb_format_number (count, floor (count) < count ? 2 : 0);
}

static void
print_head (const LbExplanation *card)
{
  const LbIndicator *indicator = card->indicator;
  g_autofree char *as_of = lb_day_to_text (card->as_of);
  g_autofree char *value = lb_format_number (card->value, indicator->decimals);
  g_autofree char *numerator = show (card->numerator), *denominator = show (card->denominator);

  printf ("%s %s\n%s %s  %s\n\n", indicator->id, indicator->name, card->name, card->code, as_of);
  printf (_ ("Value: %s %s%s\n"), value, indicator->unit, card->small ? _ (" (small base, not ranked)") : "");
  printf (_ ("Numerator: %s\n"), numerator);
  printf (_ ("Denominator: %s\n"), denominator);
  if (!isnan (card->persons))
    printf (_ ("Persons: %.0f\n"), card->persons);
  if (card->since > LB_DAY_ALWAYS) {
    g_autofree char *first = lb_day_to_text (card->since + 1);
    printf (_ ("Counted from %s to %s\n"), first, as_of);
  }
  printf (_ ("Definition: %s\n"), indicator->source);
  if (*indicator->note != '\0')
    printf (_ ("Note: %s\n"), indicator->note);
}

static void
print_rows (const LbExplanation *card)
{
  const char *const headings[] = {_ ("table"), _ ("row"), _ ("name"), _ ("numerator"), _ ("denominator"), _ ("file"), _ ("line")};
  g_autoptr (LbColumns) columns = lb_columns_new ("lrlrrlr");

  printf (P_ ("\n%u row behind the figure\n", "\n%u rows behind the figure\n", card->rows->len), card->rows->len);
  for (gsize i = 0; i < G_N_ELEMENTS (headings); i++)
    lb_columns_add (columns, headings[i]);
  for (guint i = 0; i < MIN (card->rows->len, MOST_LINES); i++) {
    const LbExplainedRow *row = g_ptr_array_index (card->rows, i);
    g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, row->id);
    g_autofree char *numerator = show (row->numerator), *denominator = show (row->denominator);
    g_autofree char *line = row->file != NULL ? g_strdup_printf ("%" G_GINT64_FORMAT, row->file_row) : g_strdup ("");
    const char *const cells[] = {row->table, id, row->label != NULL ? row->label : "", numerator, denominator,
                                 row->file != NULL ? row->file : "", line};
    for (gsize c = 0; c < G_N_ELEMENTS (cells); c++)
      lb_columns_add (columns, cells[c]);
  }
  g_autofree char *text = lb_columns_to_text (columns);
  fputs (text, stdout);
  if (card->rows->len > MOST_LINES)
    printf (_ ("… and %u more; --json lists all\n"), card->rows->len - MOST_LINES);
}

void
lb_explanation_print (const LbExplanation *card)
{
  print_head (card);
  printf (_ ("Rule set: %s\n"), card->rule_set);
  for (guint i = 0; i < card->rules->len; i++) {
    const LbExplainedRule *rule = g_ptr_array_index (card->rules, i);
    printf ("  %s = %s%s%s\n", rule->key, rule->text, *rule->source != '\0' ? "  # " : "", rule->source);
  }
  g_autofree char *version = g_strdup_printf ("%" G_GINT64_FORMAT, card->data_version);
  printf (_ ("Data version: %s, fingerprint %.16s\n"), version, card->fingerprint);
  print_rows (card);
}
