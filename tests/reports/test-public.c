/* Editions for publication: what a reader can compute, what they say, and that they can be made again. */
#include "attack.h"
#include "reports/disclosure.h"
#include "reports/verify.h"
#include "tests/src/hand.h"
#include "tests/src/sample.h"

#include <string.h>

#define SMALL_CELL 5

static const char *const kinds[] = {"look-back", "notice", "briefing", "monthly"};
static char *dir, *project_path;

static LbDocument *
compose (LbProject *project, const char *kind, const char *region)
{
  g_autoptr (GError) error = NULL;
  LbReportOptions options = {.kind = kind, .as_of = lb_day_from_text ("2025-12-31"), .since = lb_day_from_text ("2025-06-30"),
                             .region = region, .public_ = TRUE};
  LbDocument *document = lb_compose (project, &options, NULL, &error);

  g_assert_no_error (error);
  return document;
}

static guint
count_hidden (const LbDocument *document)
{
  guint n = 0;

  for (guint i = 0; i < document->uses->len; i++)
    n += g_array_index (document->uses, LbTemplateUse, i).hidden;
  return n;
}

static void
assert_closed (const LbDocument *document, const char *name)
{
  g_autoptr (GPtrArray) findings = attack (document, SMALL_CELL);

  for (guint i = 0; i < findings->len; i++)
    g_test_message ("%s: %s", name, (const char *) g_ptr_array_index (findings, i));
  g_assert_cmpuint (findings->len, ==, 0);
}

static void
no_small_count_of_the_sample_can_be_computed (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LbProject) project = lb_project_open (project_path, LB_DB_READ, &error);
  static const char *const regions[] = {NULL, "539902206"};

  g_assert_no_error (error);
  for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++)
    for (gsize r = 0; r < G_N_ELEMENTS (regions); r++) {
      g_autoptr (LbDocument) document = compose (project, kinds[k], regions[r]);
      assert_closed (document, kinds[k]);
      g_test_message ("%s: %u of %u numbers hidden", kinds[k], count_hidden (document), document->uses->len);
      g_assert_cmpuint (count_hidden (document), >, 0);
    }
}

/* Shows one cell more in a copy of what was found good. */
static void
one_more_cell_gives_another_away (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LbProject) project = lb_project_open (project_path, LB_DB_READ, &error);
  g_autoptr (LbDocument) document = compose (project, "notice", NULL);
  guint opened = 0;

  for (guint i = 0; i < document->uses->len; i++) {
    LbTemplateUse *use = &g_array_index (document->uses, LbTemplateUse, i);
    const LbFigureTable *table = use->indicator == NULL ? NULL : lb_figures_find (document->figures, use->indicator);
    if (!use->hidden || table == NULL || use->field != LB_FIELD_NUMERATOR || use->when != LB_WHEN_NOW ||
        table->now->numerator[use->region] < SMALL_CELL)
      continue;
    use->hidden = FALSE; /* a complement: large enough by itself */
    g_autoptr (GPtrArray) findings = attack (document, SMALL_CELL);
    opened += findings->len > 0;
    use->hidden = TRUE;
  }
  g_assert_cmpuint (opened, >, 0);
}

static void
a_lower_threshold_is_noticed (void)
{
  Hand hand;
  g_autoptr (GString) sql = g_string_new (NULL);

  hand_set_up (&hand, NULL);
  for (int i = 1; i <= 60; i++)
    hand_add_case (&hand, i, i <= 3 ? HAND_LIUWAN : HAND_SHIMEN, 3, "2025-01-10", NULL, NULL);
  g_autoptr (LbDocument) good = compose (hand.project, "notice", NULL);
  assert_closed (good, "notice");
  hand_run (&hand, "INSERT INTO rule_override (section, key, value) VALUES ('publish', 'small_cell', '2')");
  g_autoptr (LbDocument) bad = compose (hand.project, "notice", NULL);
  g_autoptr (GPtrArray) findings = attack (bad, SMALL_CELL);
  g_assert_cmpuint (findings->len, >, 0);
  hand_tear_down (&hand, NULL);
}

static const char *
pick (const char *const *words, int n)
{
  return words[g_test_rand_int_range (0, n)];
}

/* A county of a few townships and villages with some households each, and measures, of which many are few. */
static void
fill_at_random (Hand *hand)
{
  static const char *const classes[] = {"unstable", "marginal", "sudden"};
  static const char *const categories[] = {"industry", "employment", "health", "safety_net", "safety_net", "safety_net", "housing"};
  static const char *const days[] = {"2025-01-10", "2025-03-10", "2025-08-20", "2025-11-02"};
  static const char *const channels[] = {"self", "cadre", "dept", "petition"};
  g_autoptr (GString) sql = g_string_new ("BEGIN;");
  int household = 0, region = 100;

  for (int t = 0, townships = g_test_rand_int_range (1, 5); t < townships; t++) {
    int township = region++;
    g_string_append_printf (sql, "INSERT INTO region (id, parent_id, level, code, name, area_m2) VALUES (%d, 1, 'township', '5399025%02d', '镇%d', 1e6);",
                            township, t, t);
    for (int v = 0, villages = g_test_rand_int_range (1, 6); v < villages; v++) {
      int village = region++;
      g_string_append_printf (sql, "INSERT INTO region (id, parent_id, level, code, name, area_m2) VALUES (%d, %d, 'village', '5399025%02d%03d', '村%d', 1e6);",
                              village, township, t, v, v);
      for (int h = 0, n = g_test_rand_bit () ? g_test_rand_int_range (0, 7) : g_test_rand_int_range (0, 25); h < n; h++) {
        household++;
        gboolean cleared = g_test_rand_int_range (0, 6) == 0;
        g_string_append_printf (
          sql, "INSERT INTO household (id, household_no, region_id, size, import_batch_id, src_row) VALUES (%d, 'H%d', %d, 3, 1, 1);"
               "INSERT INTO monitoring_case (id, household_id, case_seq, class, channel, persons, identified_on, cleared_on, import_batch_id, src_row) "
               "VALUES (%d, %d, 1, '%s', '%s', %d, '%s', %s, 1, 1);",
          household, household, village, household, household, pick (classes, 3), pick (channels, 4), g_test_rand_int_range (1, 6),
          pick (days, 4), cleared ? "'2025-12-01'" : "NULL");
        for (int m = 0, measures = g_test_rand_int_range (0, 4); m < measures; m++)
          g_string_append_printf (sql, "INSERT INTO measure (case_id, category, planned_on, due_on, status, status_on, import_batch_id, src_row) "
                                       "VALUES (%d, '%s', '2025-11-05', '2025-12-01', '%s', '2025-11-20', 1, 1);",
                                  household, pick (categories, 7), g_test_rand_bit () ? "implemented" : "planned");
      }
    }
  }
  g_string_append (sql, "COMMIT;");
  hand_run (hand, sql->str);
}

static void
no_small_count_of_little_counties_can_be_computed (void)
{
  guint hidden = 0;

  for (int round = 0; round < 12; round++) {
    Hand hand;
    hand_set_up (&hand, NULL);
    fill_at_random (&hand);
    for (gsize k = 0; k < 2; k++) {
      g_autoptr (LbDocument) document = compose (hand.project, kinds[k], NULL);
      assert_closed (document, kinds[k]);
      hidden += count_hidden (document);
    }
    hand_tear_down (&hand, NULL);
  }
  g_assert_cmpuint (hidden, >, 300);
}

static char *
text_of (const LbDocument *document)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < document->blocks->len; i++) {
    g_autofree char *words = lb_block_dup_text (g_ptr_array_index (document->blocks, i));
    g_string_append_printf (text, "%s\n", words);
  }
  return g_strdup (text->str);
}

static void
it_says_that_it_is_for_publication (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LbProject) project = lb_project_open (project_path, LB_DB_READ, &error);

  for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++) {
    g_autoptr (LbDocument) document = compose (project, kinds[k], NULL);
    g_autofree char *text = text_of (document);
    g_assert_nonnull (strstr (text, "本件为公开版，数据截至2025年12月31日"));
    g_assert_nonnull (strstr (text, "不足5的户数"));
    g_assert_nonnull (strstr (document->keywords, "edition=public; small-cell=5"));
  }
}

/* A place with three households: the sentences are whole without their numbers. */
static void
sentences_do_without_hidden_numbers (void)
{
  Hand hand;

  hand_set_up (&hand, NULL);
  for (int i = 1; i <= 3; i++)
    hand_add_case (&hand, i, HAND_LIUWAN, 3, "2025-01-10", NULL, NULL);
  for (int i = 0; i < 12; i++)
    hand_add_measure (&hand, 1, "2025-02-01", i < 2 ? "implemented" : "planned", i < 2 ? "2025-02-20" : NULL);
  g_autoptr (LbDocument) document = compose (hand.project, "monthly", NULL);
  g_autofree char *text = text_of (document);
  if (strstr (text, "在册监测对象不足5户；应落实帮扶措施12条，已落实不足5条，落实率（未公布）。") == NULL)
    g_error ("%s", text);
  hand_tear_down (&hand, NULL);
}

static void
households_and_names_are_not_listed (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LbProject) project = lb_project_open (project_path, LB_DB_READ, &error);
  gint64 cases;

  g_assert_true (lb_db_get_int (lb_project_get_db (project), "SELECT count (*) FROM household WHERE head_name IS NOT NULL", &cases, &error));
  g_assert_cmpint (cases, >, 0);
  for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++) {
    g_autoptr (LbDocument) document = compose (project, kinds[k], NULL);
    for (guint i = 0; i < document->blocks->len; i++) {
      const LbBlock *block = g_ptr_array_index (document->blocks, i);
      for (guint c = 0; block->type == LB_BLOCK_TABLE && c < block->table->columns->len; c++) {
        const char *head = g_array_index (block->table->columns, LbColumn, c).head;
        g_assert_cmpstr (head, !=, "户主");
        g_assert_cmpstr (head, !=, "户编号");
      }
    }
  }
}

static void
it_is_made_again_and_noted (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *pdf = g_build_filename (dir, "公开.pdf", NULL);
  LbReportOptions options = {.kind = "notice", .as_of = lb_day_from_text ("2025-12-31"), .since = lb_day_from_text ("2025-06-30"),
                             .public_ = TRUE, .review = "GS（2025）4711号"};
  gint64 rows;
  {
    g_autoptr (LbProject) project = lb_project_open (project_path, LB_DB_READ, &error);
    g_assert_true (lb_report_write (project, &options, pdf, NULL, &error));
  }
  g_assert_true (lb_report_record (project_path, &options, pdf, &error));
  g_autoptr (LbProject) project = lb_project_open (project_path, LB_DB_WRITE, &error);
  g_autoptr (GPtrArray) differences = lb_report_verify (project, pdf, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (differences->len, ==, 0);
  g_assert_true (lb_db_get_int (lb_project_get_db (project),
                                "SELECT count (*) FROM journal WHERE action = 'export_public' AND purpose LIKE '%4711%'", &rows, &error));
  g_assert_cmpint (rows, ==, 1);

  g_assert_true (lb_db_exec (lb_project_get_db (project), "INSERT INTO rule_override (section, key, value) VALUES ('publish', 'small_cell', '10')", &error));
  g_autoptr (GPtrArray) other = lb_report_verify (project, pdf, NULL, &error);
  g_assert_no_error (error);
  g_ptr_array_add (other, NULL);
  g_autofree char *told = g_strjoinv ("|", (char **) other->pdata);
  if (strstr (told, "below which figures are hidden differs (report: 5; now: 10)") == NULL)
    g_error ("%s", told);
  g_assert_true (lb_db_exec (lb_project_get_db (project), "DELETE FROM rule_override", &error));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dir = g_dir_make_tmp ("lookback-XXXXXX", NULL);
  project_path = g_build_filename (dir, "county.gpkg", NULL);
  sample_import (project_path, "national");
  sample_put_supplement_in (project_path, NULL);
  g_test_add_func ("/public/no-small-count-of-the-sample-can-be-computed", no_small_count_of_the_sample_can_be_computed);
  g_test_add_func ("/public/one-more-cell-gives-another-away", one_more_cell_gives_another_away);
  g_test_add_func ("/public/a-lower-threshold-is-noticed", a_lower_threshold_is_noticed);
  g_test_add_func ("/public/no-small-count-of-little-counties-can-be-computed", no_small_count_of_little_counties_can_be_computed);
  g_test_add_func ("/public/it-says-that-it-is-for-publication", it_says_that_it_is_for_publication);
  g_test_add_func ("/public/sentences-do-without-hidden-numbers", sentences_do_without_hidden_numbers);
  g_test_add_func ("/public/households-and-names-are-not-listed", households_and_names_are_not_listed);
  g_test_add_func ("/public/it-is-made-again-and-noted", it_is_made_again_and_noted);
  int status = g_test_run ();
  hand_remove (dir);
  g_free (dir);
  g_free (project_path);
  return status;
}
