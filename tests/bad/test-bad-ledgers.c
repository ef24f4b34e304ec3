/* Walks tests/bad/ledgers/verdicts.txt: file | kind or - | refused, or accepted/rejected | fragment of the sentence.
 * Whatever comes of it, a file that was refused leaves the project as it was, and nothing ever crashes. */
#include "src/error.h"
#include "tests/src/ledger-fixture.h"

#include <string.h>

static char *
folder (void)
{
  return g_build_filename (g_getenv ("LB_TESTS"), "bad", "ledgers", NULL);
}

static void
judge (LedgerFixture *fixture, char **words)
{
  g_autofree char *dir = folder (), *path = g_build_filename (dir, words[0], NULL);
  g_autofree char *before = ledger_dump (fixture->project);
  g_autoptr (GError) error = NULL;
  LbImportOptions options = {.kind = g_str_equal (words[1], "-") ? NULL : words[1]};

  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_autoptr (LbImportResult) result = lb_ledger_import (fixture->project, path, &options, &error);
  if (g_str_equal (words[2], "refused")) {
    g_assert_null (result);
    g_assert_nonnull (error);
    g_test_message ("%s", error->message);
    g_assert_true (error->domain == LB_ERROR);
    g_assert_nonnull (strstr (error->message, words[3]));
    g_assert_null (strchr (error->message, '\n'));
    g_autofree char *after = ledger_dump (fixture->project);
    g_assert_cmpstr (after, ==, before);
    return;
  }
  g_assert_no_error (error);
  g_autofree char *counts = g_strdup_printf ("%d/%d", (int) result->accepted, (int) result->rejected);
  for (guint i = 0; i < result->rejects->len; i++) {
    const LbReject *reject = g_ptr_array_index (result->rejects, i);
    g_test_message ("row %d: %s", (int) reject->row, reject->reason);
    if (i == 0)
      g_assert_nonnull (strstr (reject->reason, words[3]));
  }
  g_assert_cmpstr (counts, ==, words[2]);
  g_assert_true (lb_import_undo (fixture->project, result->batch, NULL, &error));
  g_autofree char *after = ledger_dump (fixture->project);
  g_assert_cmpstr (after, ==, before);
}

static void
one_file (LedgerFixture *fixture, gconstpointer data)
{
  g_auto (GStrv) words = g_strsplit (data, "|", 4);
  g_autoptr (LbImportResult) households = ledger_take (fixture, "h.csv", ledger_households, 3, 0);

  g_assert_cmpuint (g_strv_length (words), ==, 4);
  for (gsize i = 0; words[i] != NULL; i++)
    g_strstrip (words[i]);
  judge (fixture, words);
}

/* Every file has its verdict: one that is forgotten is not tested. */
static void
every_file_has_a_verdict (gconstpointer data)
{
  g_autofree char *dir = folder ();
  GDir *files = g_dir_open (dir, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (files)) != NULL) {
    g_autofree char *start = g_strdup_printf ("\n%s ", name);
    if (g_str_has_suffix (name, ".csv")) {
      g_test_message ("%s", name);
      g_assert_nonnull (strstr (data, start));
    }
  }
  g_dir_close (files);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_autofree char *dir = folder (), *path = g_build_filename (dir, "verdicts.txt", NULL), *text = NULL;
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  g_test_add_data_func ("/bad-ledgers/every-file-has-a-verdict", text, every_file_has_a_verdict);
  for (gsize i = 0; lines[i] != NULL; i++) {
    if (*lines[i] == '#' || *lines[i] == '\0')
      continue;
    g_autofree char *name = g_strndup (lines[i], strcspn (lines[i], " ."));
    g_autofree char *test = g_strdup_printf ("/bad-ledgers/%s", name);
    g_test_add (test, LedgerFixture, lines[i], ledger_set_up, one_file, ledger_tear_down);
  }
  return g_test_run ();
}
