/* lookback indicators: the catalogue */
#include "config.h"
#include "src/columns.h"
#include "src/commands-private.h"
#include "src/i18n.h"
#include "src/indicator.h"
#include "src/json-write.h"

#include <stdio.h>

static const char *
better_word (const LbIndicator *indicator)
{
  return indicator->better == LB_BETTER_UP ? "up" : indicator->better == LB_BETTER_DOWN ? "down" : "none";
}

static const char *
better_arrow (const LbIndicator *indicator)
{
  return indicator->better == LB_BETTER_UP ? "↑" : indicator->better == LB_BETTER_DOWN ? "↓" : "○";
}

static const char *
form_word (const LbIndicator *indicator)
{
  return indicator->form == LB_FORM_COUNT ? "count" : indicator->form == LB_FORM_PEAK ? "peak" : "ratio";
}

static void
add_facets (JsonBuilder *builder, const LbIndicator *indicator)
{
  json_builder_set_member_name (builder, "facets");
  json_builder_begin_array (builder);
  for (guint i = 0; i < indicator->facets->len; i++) {
    const LbFacet *facet = &g_array_index (indicator->facets, LbFacet, i);
    json_builder_begin_object (builder);
    lb_json_add_text (builder, "code", facet->code);
    lb_json_add_text (builder, "label", facet->label);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
}

static void
add_indicator (JsonBuilder *builder, const LbIndicator *indicator)
{
  json_builder_begin_object (builder);
  lb_json_add_text (builder, "id", indicator->id);
  lb_json_add_text (builder, "name", indicator->name);
  lb_json_add_text (builder, "group", indicator->group);
  lb_json_add_text (builder, "unit", indicator->unit);
  json_builder_set_member_name (builder, "scale");
  json_builder_add_double_value (builder, indicator->scale);
  lb_json_add_count (builder, "decimals", indicator->decimals);
  lb_json_add_text (builder, "value", form_word (indicator));
  lb_json_add_text (builder, "better", better_word (indicator));
  lb_json_add_text (builder, "kind", indicator->flow ? "flow" : "stock");
  lb_json_add_text (builder, "palette", indicator->palette);
  lb_json_add_text (builder, "source", indicator->source);
  lb_json_add_text (builder, "note", indicator->note);
  add_facets (builder, indicator);
  lb_json_add_text (builder, "file", indicator->path);
  json_builder_end_object (builder);
}

static void
print_json (GPtrArray *all)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < all->len; i++)
    add_indicator (builder, g_ptr_array_index (all, i));
  json_builder_end_array (builder);
  g_autofree char *text = lb_json_to_line (builder);
  printf ("%s\n", text);
}

static void
add_line (LbColumns *columns, const LbIndicator *indicator, const char *source)
{
  lb_columns_add (columns, indicator->id);
  lb_columns_add (columns, better_arrow (indicator));
  lb_columns_add (columns, indicator->name);
  lb_columns_add (columns, indicator->unit);
  lb_columns_add (columns, source);
}

/* The members of a family follow it; they share its definition. */
static void
print_table (GPtrArray *all)
{
  g_autoptr (LbColumns) columns = lb_columns_new ("lllll");

  for (guint i = 0; i < all->len; i++) {
    const LbIndicator *indicator = g_ptr_array_index (all, i);
    add_line (columns, indicator, indicator->source);
    for (guint f = 0; f < indicator->facets->len; f++) {
      g_autoptr (LbIndicator) member =
        lb_indicator_dup_facet (indicator, g_array_index (indicator->facets, LbFacet, f).code, NULL);
      add_line (columns, member, "");
    }
  }
  g_autofree char *text = lb_columns_to_text (columns);
  fputs (text, stdout);
}

static int
run (int argc, char **argv)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    {"json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print JSON"), NULL}, {NULL}};

  if (!lb_command_parse (&lb_command_indicators, &argc, &argv, entries, 0, 1))
    return LB_EXIT_USAGE;
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) all =
    lb_indicator_catalogue (argc > 1 ? argv[1] : NULL, lb_i18n_language (), problems);
  if (json)
    print_json (all);
  else
    print_table (all);
  for (guint i = 0; i < problems->len; i++)
    lb_command_say ("%s", (const char *) g_ptr_array_index (problems, i));
  return problems->len > 0 ? LB_EXIT_FINDINGS : LB_EXIT_DONE;
}

const LbCommand lb_command_indicators = {
  "indicators", "[PROJECT] [--json]", N_ ("List the indicators"), run};
