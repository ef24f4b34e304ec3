/* lookback rules: the rule sets, or every value of one with where it comes from */
#include "config.h"
#include "src/columns.h"
#include "src/commands-private.h"
#include "src/date.h"
#include "src/i18n.h"
#include "src/json-write.h"
#include "src/rules.h"

#include <stdio.h>

/* (transfer full): "2023-01-01..", "" when it always holds. */
static char *
write_span (const LbRuleValue *value)
{
  gboolean always = value->from == LB_DAY_ALWAYS, still = value->until == LB_DAY_NONE;
  g_autofree char *from = always ? g_strdup ("") : lb_day_to_text (value->from);
  g_autofree char *until = still ? g_strdup ("") : lb_day_to_text (value->until);

  return always && still ? g_strdup ("") : g_strconcat (from, "..", until, NULL);
}

static void
add_values (JsonBuilder *builder, const LbRules *rules)
{
  GPtrArray *values = lb_rules_get_values (rules);

  json_builder_set_member_name (builder, "values");
  json_builder_begin_array (builder);
  for (guint i = 0; i < values->len; i++) {
    const LbRuleValue *value = g_ptr_array_index (values, i);
    g_autofree char *span = write_span (value);
    json_builder_begin_object (builder);
    lb_json_add_text (builder, "key", value->key);
    lb_json_add_text (builder, "value", value->text);
    lb_json_add_text (builder, "days", span);
    lb_json_add_text (builder, "source", value->source);
    lb_json_add_text (builder, "set", value->set);
    lb_json_add_count (builder, "line", value->line);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
}

static void
add_cover (JsonBuilder *builder, const LbRules *rules)
{
  lb_json_add_text (builder, "name", lb_rules_get_name (rules));
  lb_json_add_text (builder, "title", lb_rules_get_title (rules, lb_i18n_language ()));
  lb_json_add_text (builder, "basis", lb_rules_get_basis (rules));
}

static void
print_json (const GPtrArray *sets, gboolean values)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < sets->len; i++) {
    json_builder_begin_object (builder);
    add_cover (builder, g_ptr_array_index (sets, i));
    if (values)
      add_values (builder, g_ptr_array_index (sets, i));
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
  g_autofree char *text = lb_json_to_line (builder);
  printf ("%s\n", text);
}

static void
print_sets (const GPtrArray *sets)
{
  g_autoptr (LbColumns) columns = lb_columns_new ("lll");

  for (guint i = 0; i < sets->len; i++) {
    const LbRules *rules = g_ptr_array_index (sets, i);
    lb_columns_add (columns, lb_rules_get_name (rules));
    lb_columns_add (columns, lb_rules_get_title (rules, lb_i18n_language ()));
    lb_columns_add (columns, lb_rules_get_basis (rules));
  }
  g_autofree char *text = lb_columns_to_text (columns);
  fputs (text, stdout);
}

static void
print_values (const LbRules *rules)
{
  GPtrArray *values = lb_rules_get_values (rules);
  g_autoptr (LbColumns) columns = lb_columns_new ("lllll");

  printf ("%s  %s  %s\n", lb_rules_get_name (rules), lb_rules_get_title (rules, lb_i18n_language ()),
          lb_rules_get_basis (rules));
  for (guint i = 0; i < values->len; i++) {
    const LbRuleValue *value = g_ptr_array_index (values, i);
    g_autofree char *span = write_span (value);
    lb_columns_add (columns, value->key);
    lb_columns_add (columns, value->text);
    lb_columns_add (columns, span);
    lb_columns_add (columns, value->set);
    lb_columns_add (columns, value->source);
  }
  g_autofree char *text = lb_columns_to_text (columns);
  fputs (text, stdout);
}

/* (transfer full) (element-type LbRules): the set of the project or of that name alone, or all there are. */
static GPtrArray *
load_sets (const char *path, const char *name, GPtrArray *problems, GError **error)
{
  g_autoptr (GPtrArray) sets = g_ptr_array_new_with_free_func ((GDestroyNotify) lb_rules_unref);
  LbRules *rules;

  if (path == NULL && name == NULL)
    return lb_rules_catalogue (NULL, problems);
  if (path == NULL)
    rules = lb_rules_load (name, NULL, error);
  else {
    g_autoptr (LbProject) project = lb_project_open (path, LB_DB_READ, error);
    rules = project != NULL ? lb_rules_load_for_project (project, name, error) : NULL;
  }
  if (rules == NULL)
    return NULL;
  g_ptr_array_add (sets, rules);
  return g_steal_pointer (&sets);
}

static int
run (int argc, char **argv)
{
  g_autofree char *name = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    {"json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print JSON"), NULL},
    {"rules", 0, 0, G_OPTION_ARG_STRING, &name, N_ ("Rule set; else the project’s own"), "NAME"},
    {NULL}};
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  if (!lb_command_parse (&lb_command_rules, &argc, &argv, entries, 0, 1))
    return LB_EXIT_USAGE;
  const char *path = argc > 1 ? argv[1] : NULL;
  gboolean one = path != NULL || name != NULL;
  g_autoptr (GPtrArray) sets = load_sets (path, name, problems, &error);
  if (sets == NULL)
    return lb_command_fail (error);
  if (json)
    print_json (sets, one);
  else if (one)
    print_values (g_ptr_array_index (sets, 0));
  else
    print_sets (sets);
  for (guint i = 0; i < problems->len; i++)
    lb_command_say ("%s", (const char *) g_ptr_array_index (problems, i));
  return problems->len > 0 ? LB_EXIT_FINDINGS : LB_EXIT_DONE;
}

const LbCommand lb_command_rules = {
  "rules", "[PROJECT] [--rules NAME] [--json]", N_ ("List the rule sets, or the values of one with their sources"), run};
