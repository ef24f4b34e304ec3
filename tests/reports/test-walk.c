/* Every number of every kind of report: each has a reference, and each is asked again from elsewhere. */
#include "printed.h"
#include "recount.h"
#include "tests/src/hand.h"
#include "tests/src/run.h"
#include "tests/src/sample.h"

#include <string.h>

static char *dir, *project_path;
static Answers *answers;

static LbReportOptions
options_for (const char *kind)
{
  LbReportOptions options = {.kind = kind, .as_of = lb_day_from_text ("2025-12-31"), .since = lb_day_from_text ("2024-12-31")};
  return options;
}

/* (transfer full) */
static LbDocument *
compose (const char *kind)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LbProject) project = lb_project_open (project_path, LB_DB_READ, &error);
  LbReportOptions options = options_for (kind);
  LbDocument *document = lb_compose (project, &options, NULL, &error);

  g_assert_no_error (error);
  return document;
}

static void
count (GHashTable *numbers, const char *text, int by)
{
  int n = GPOINTER_TO_INT (g_hash_table_lookup (numbers, text));

  g_hash_table_replace (numbers, g_strdup (text), GINT_TO_POINTER (n + by));
}

static void
add_numbers (GHashTable *numbers, const char *text)
{
  g_autoptr (GPtrArray) list = printed_split (text);

  for (guint i = 0; i < list->len; i++)
    count (numbers, g_ptr_array_index (list, i), 1);
}

/* Numbers in the texts of lists (6—10天) and the names of places, which may stand in titles and cells of words. */
static GHashTable *
list_names (const LbDocument *document)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer data;

  g_hash_table_iter_init (&iter, document->figures->lists);
  while (g_hash_table_iter_next (&iter, NULL, &data))
    for (guint r = 0; r < ((LbList *) data)->rows->len; r++)
      for (char **cell = ((LbListRow *) g_ptr_array_index (((LbList *) data)->rows, r))->cells; *cell != NULL; cell++)
        add_numbers (names, *cell);
  g_hash_table_iter_init (&iter, document->figures->tables);
  while (g_hash_table_iter_next (&iter, NULL, &data)) {
    const LbIndicator *indicator = ((LbFigureTable *) data)->now->indicator;
    const char *const words[] = {indicator->id, indicator->name, indicator->source, indicator->note};
    for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
      add_numbers (names, words[i]);
  }
  for (guint i = 0; i < lb_region_tree_get_n (document->figures->regions); i++)
    add_numbers (names, lb_region_tree_get (document->figures->regions, i)->name);
  return names;
}

/* The first number that has no reference of its own; NULL: there is none. */
static char *
find_stray (const LbDocument *document)
{
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL), names = list_names (document);
  g_autoptr (GArray) printed = printed_list (document->blocks);

  for (guint i = 0; i < document->uses->len; i++)
    add_numbers (told, g_array_index (document->uses, LbTemplateUse, i).text);
  for (guint i = 0; i < printed->len; i++) {
    const Printed *number = &g_array_index (printed, Printed, i);
    if (number->words && g_hash_table_contains (names, number->text))
      continue;
    if (GPOINTER_TO_INT (g_hash_table_lookup (told, number->text)) > 0)
      count (told, number->text, -1);
    else
      return g_strdup_printf ("%s in “%s”", number->text, number->beside);
  }
  return NULL;
}

static void
every_number_is_told_and_true (gconstpointer data)
{
  g_autoptr (LbDocument) document = compose (data);
  g_autoptr (Recount) recount = recount_new (project_path, document, answers);
  g_autofree char *stray = find_stray (document);
  guint seen[LB_TELLS_CELL + 1] = {0};

  if (stray != NULL)
    g_error ("%s: %s comes from no reference", (const char *) data, stray);
  for (guint i = 0; i < document->uses->len; i++) {
    const LbTemplateUse *use = &g_array_index (document->uses, LbTemplateUse, i);
    g_assert_false (use->hidden);
    recount_check (recount, use);
    seen[use->tells]++;
  }
  g_assert_cmpuint (document->uses->len, >, 20);
  g_test_message ("%s: %u figures, %u counts of regions, %u of bins, %u shares of them, %u of rows, %u sums, %u cells", (const char *) data,
                  seen[LB_TELLS_FIGURE], seen[LB_TELLS_REGIONS], seen[LB_TELLS_BIN], seen[LB_TELLS_SHARE], seen[LB_TELLS_ROWS],
                  seen[LB_TELLS_SUM], seen[LB_TELLS_CELL]);
}

/* Rows of `lookback check` by rule, those left out that cannot be told. */
static GHashTable *
ask_the_command (void)
{
  GHashTable *hits = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (Run) run = run_program ("check", project_path, "--as-of", "2025-12-31", "--csv", "-", NULL);
  g_auto (GStrv) lines = g_strsplit (run->out, "\n", -1);

  for (char **line = lines + 1; *line != NULL && **line != '\0'; line++) {
    g_auto (GStrv) cells = g_strsplit (*line, ",", 3);
    if (cells[0] != NULL && cells[1] != NULL && !g_str_equal (cells[1], "unknown"))
      count (hits, cells[0], 1);
  }
  return hits;
}

static void
hits_by_rule_are_those_of_the_command_and_add_up_to_the_doubt_data (void)
{
  g_autoptr (LbDocument) document = compose ("look-back");
  g_autoptr (GHashTable) command = ask_the_command ();
  const LbFigures *figures = document->figures;
  const LbList *list = lb_figures_find_list (figures, "rule-hits");
  g_autoptr (GPtrArray) rows = lb_list_select (list, figures->regions, figures->region, NULL, NULL);
  guint rule = (guint) lb_list_find_column (list, "编号"), hits = (guint) lb_list_find_column (list, "命中");
  double sum = 0;

  g_assert_cmpuint (rows->len, >, 10);
  for (guint i = 0; i < rows->len; i++) {
    const LbListRow *row = g_ptr_array_index (rows, i);
    g_assert_cmpfloat (row->numbers[hits], ==, GPOINTER_TO_INT (g_hash_table_lookup (command, row->cells[rule])));
    sum += row->numbers[hits];
  }
  g_assert_cmpfloat (sum, ==, lb_figures_get (figures, lb_figures_find (figures, "Q04"), LB_WHEN_NOW, LB_FIELD_NUMERATOR, figures->region));
}

/* The walk itself can fail: a number slipped into the finished document is found, and so is one that was changed. */
static void
a_number_without_a_reference_is_found (void)
{
  g_autoptr (LbDocument) document = compose ("notice");
  LbBlock *block = lb_block_new (LB_BLOCK_PARAGRAPH);

  lb_block_add (block, LB_ROLE_TEXT, "另有4711户没有登记。");
  g_ptr_array_add (document->blocks, block);
  g_autofree char *stray = find_stray (document);
  g_assert_nonnull (stray);
  g_assert_true (g_str_has_prefix (stray, "4711 in"));
}

static void
a_number_told_twice_needs_two_references (void)
{
  g_autoptr (LbDocument) document = compose ("notice");
  LbBlock *block = lb_block_new (LB_BLOCK_PARAGRAPH);

  lb_block_add (block, LB_ROLE_TEXT, "应落实帮扶措施1510条。"); /* true, and yet typed */
  g_ptr_array_add (document->blocks, block);
  g_autofree char *stray = find_stray (document);
  g_assert_nonnull (stray);
}

static void
a_wrong_number_is_found (void)
{
  if (g_test_subprocess ()) {
    g_autoptr (LbDocument) document = compose ("notice");
    g_autoptr (Recount) recount = recount_new (project_path, document, answers);
    LbTemplateUse *use = &g_array_index (document->uses, LbTemplateUse, 0);
    g_free (use->text);
    use->text = g_strdup ("367");
    recount_check (recount, use);
    return;
  }
  g_test_trap_subprocess (NULL, 60000000, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*367* stands for 366*");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (g_test_subprocess ())
    project_path = g_strdup (g_getenv ("LB_WALK_PROJECT"));
  else {
    dir = g_dir_make_tmp ("lookback-XXXXXX", NULL);
    project_path = g_build_filename (dir, "county.gpkg", NULL);
    g_setenv ("LB_WALK_PROJECT", project_path, TRUE);
    sample_import (project_path, "weixi");
    sample_put_supplement_in (project_path, NULL);
  }
  answers = answers_new ();
  for (const char *const *kind = lb_report_kinds; *kind != NULL; kind++) {
    g_autofree char *name = g_strconcat ("/walk/every-number-has-a-reference-and-is-what-it-says/", *kind, NULL);
    g_test_add_data_func (name, *kind, every_number_is_told_and_true);
  }
  g_test_add_func ("/walk/hits-by-rule-are-those-of-the-command-and-add-up-to-the-doubt-data",
                   hits_by_rule_are_those_of_the_command_and_add_up_to_the_doubt_data);
  g_test_add_func ("/walk/a-number-without-a-reference-is-found", a_number_without_a_reference_is_found);
  g_test_add_func ("/walk/a-number-told-twice-needs-two-references", a_number_told_twice_needs_two_references);
  g_test_add_func ("/walk/a-wrong-number-is-found", a_wrong_number_is_found);
  int status = g_test_run ();
  answers_free (answers);
  if (dir != NULL)
    hand_remove (dir);
  g_free (dir);
  g_free (project_path);
  return status;
}
