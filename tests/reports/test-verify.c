/* lookback verify, run as a person would in other countries and on other days: the same report is the same, and what was changed is named. */
#include "src/project.h"
#include "tests/src/hand.h"
#include "tests/src/run.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct {
  Hand hand;
  char *pdf;
} Fixture;

static char *locales;

/* Where the program runs: a locale made by the test, a time zone, a day that records would carry. */
static const struct {
  const char *locale, *zone, *day, *point;
} places[] = {
  {"C.UTF-8", "Asia/Shanghai", "1700000000", "."},
  {"zh_CN.UTF-8", "Pacific/Kiritimati", "1", "."},
  {"de_DE.UTF-8", "America/New_York", "1900000000", ","},
};

static void
go_to (gsize place)
{
  g_setenv ("LC_ALL", places[place].locale, TRUE);
  g_setenv ("LANG", places[place].locale, TRUE);
  g_setenv ("TZ", places[place].zone, TRUE);
  g_setenv ("SOURCE_DATE_EPOCH", places[place].day, TRUE);
}

static void
make_locale (const char *language)
{
  g_autofree char *name = g_strconcat (language, ".UTF-8", NULL), *path = g_build_filename (locales, name, NULL);
  char *argv[] = {(char *) "localedef", (char *) "-i", (char *) language, (char *) "-f", (char *) "UTF-8", path, NULL};
  int status;

  g_assert_true (g_spawn_sync (NULL, argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
                               NULL, NULL, &status, NULL));
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_DIR));
}

static void
report (Fixture *self, const char *extra)
{
  g_autoptr (Run) run = run_program ("report", self->hand.path, "--kind", "notice", "-o", self->pdf, "--as-of", "2025-12-31", "--since",
                                     "2025-06-30", extra, NULL);

  if (run->status != 0)
    g_error ("%s", run->err);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  hand_set_up (&self->hand, data);
  for (int i = 1; i <= 9; i++)
    hand_add_case (&self->hand, i, i < 6 ? HAND_SHIMEN : HAND_LIUWAN, 3, "2025-01-10", NULL, NULL);
  for (int i = 0; i < 7; i++)
    hand_add_measure (&self->hand, 1, "2025-02-01", i < 5 ? "implemented" : "planned", i < 5 ? "2025-02-20" : NULL);
  self->pdf = g_build_filename (self->hand.dir, "报告.pdf", NULL);
  go_to (0);
  report (self, NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_free (self->pdf);
  hand_tear_down (&self->hand, data);
}

/* The status of verify everywhere, and that its sentence speaks of @words. */
static void
assert_everywhere (Fixture *self, int status, const char *words)
{
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++) {
    go_to (i);
    g_autoptr (Run) run = run_program ("verify", self->pdf, "--project", self->hand.path, NULL);
    g_autofree char *said = g_strconcat (run->out, run->err, NULL);
    if (run->status != status || strstr (said, words) == NULL)
      g_error ("in %s: %d, %s", places[i].locale, run->status, said);
  }
}

static void
the_locales_are_what_they_say (Fixture *self G_GNUC_UNUSED, gconstpointer data G_GNUC_UNUSED)
{
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++) {
    char *argv[] = {(char *) "locale", (char *) "decimal_point", NULL};
    g_autofree char *out = NULL;
    go_to (i);
    g_assert_true (g_spawn_sync (NULL, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, NULL, NULL));
    g_assert_cmpstr (g_strchomp (out), ==, places[i].point);
  }
}

static void
the_same_report_is_the_same_everywhere (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  assert_everywhere (self, 0, "");
  report (self, "--public");
  assert_everywhere (self, 0, "");
}

static void
bytes_are_the_same_wherever_it_is_made (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *first = NULL;
  gsize length, other;

  g_assert_true (g_file_get_contents (self->pdf, &first, &length, NULL));
  for (gsize i = 1; i < G_N_ELEMENTS (places); i++) {
    g_autofree char *again = NULL;
    go_to (i);
    report (self, NULL);
    g_assert_true (g_file_get_contents (self->pdf, &again, &other, NULL));
    g_assert_cmpmem (first, length, again, other);
  }
}

static void
a_changed_row_is_found_everywhere (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  hand_run (&self->hand, "UPDATE measure SET status = 'implemented', status_on = '2025-07-01' WHERE status = 'planned'");
  assert_everywhere (self, 3, "ledger rows were changed");
}

static void
a_changed_pdf_is_found_everywhere (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  FILE *file = g_fopen (self->pdf, "ab");

  g_assert_nonnull (file);
  fputs ("%x\n", file);
  fclose (file);
  assert_everywhere (self, 3, "changed after it was made");
}

static void
another_template_is_found_everywhere (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  hand_run (&self->hand, "INSERT INTO report_template VALUES ('notice', '在册{D01.户人@本地}。')");
  assert_everywhere (self, 3, "template differs");
}

static void
another_rule_set_is_found_everywhere (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  hand_run (&self->hand, "UPDATE lookback_meta SET value = 'weixi' WHERE key = 'rules'");
  assert_everywhere (self, 3, "rule set differs (report: national; now: weixi)");
}

/* The set keeps its name, and one of its values is the project's own now. */
static void
another_value_of_a_rule_is_found_everywhere (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  hand_run (&self->hand, "INSERT INTO rule_override (section, key, value) VALUES ('rank', 'min_base', '50')");
  assert_everywhere (self, 3, "values of the rule set differ");
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  locales = g_dir_make_tmp ("lookback-XXXXXX", NULL);
  make_locale ("de_DE");
  make_locale ("zh_CN");
  g_setenv ("LOCPATH", locales, TRUE);
  g_setenv ("LANGUAGE", "en", TRUE);
  ADD ("/verify/the-locales-are-what-they-say", the_locales_are_what_they_say);
  ADD ("/verify/the-same-report-is-the-same-everywhere", the_same_report_is_the_same_everywhere);
  ADD ("/verify/bytes-are-the-same-wherever-it-is-made", bytes_are_the_same_wherever_it_is_made);
  ADD ("/verify/a-changed-row-is-found-everywhere", a_changed_row_is_found_everywhere);
  ADD ("/verify/a-changed-pdf-is-found-everywhere", a_changed_pdf_is_found_everywhere);
  ADD ("/verify/another-template-is-found-everywhere", another_template_is_found_everywhere);
  ADD ("/verify/another-rule-set-is-found-everywhere", another_rule_set_is_found_everywhere);
  ADD ("/verify/another-value-of-a-rule-is-found-everywhere", another_value_of_a_rule_is_found_everywhere);
  int status = g_test_run ();
  hand_remove (locales);
  g_free (locales);
  return status;
}
