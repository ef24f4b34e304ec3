/* Certificate numbers: sealed on import, opened on export, and in clear nowhere in between */
#include "src/error.h"
#include "src/journal.h"
#include "src/secret.h"
#include "tests/src/ledger-fixture.h"
#include "tests/src/run.h"

#include <string.h>

#define PASSPHRASE "山上有一千棵核桃树"
#define HEADER     "户编号,行政村,人编号,姓名,与户主关系,证件号码\n"
#define FIRST      "11010519491231002X"
#define SECOND     "440524188001010014"

typedef struct {
  LedgerFixture ledger;
  char *words, *other; /* files with the passphrase and with another one */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  ledger_set_up (&self->ledger, data);
  self->words = ledger_write (&self->ledger, "words", PASSPHRASE "\n", -1);
  self->other = ledger_write (&self->ledger, "other", "山上有一千棵板栗树\n", -1);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  ledger_tear_down (&self->ledger, data);
  g_free (self->words);
  g_free (self->other);
}

/* Imports @text by the program; @words may be NULL. */
static void
import (Fixture *self, const char *name, const char *text, const char *words, int status)
{
  g_autofree char *path = ledger_write (&self->ledger, name, text, -1);
  const char *option = words != NULL ? "--passphrase-file" : NULL;

  g_autoptr (Run) run = run_program ("import", self->ledger.path, path, "--as", "persons", option, words, NULL);
  g_assert_cmpint (run->status, ==, status);
}

/* (transfer full): the members as the program exports them; "" when it refuses. */
static char *
export (Fixture *self, const char *words, gboolean unmasked)
{
  g_autofree char *path = g_build_filename (self->ledger.dir, "out.csv", NULL);
  const char *file = words != NULL ? "--passphrase-file" : NULL;
  g_autoptr (Run) run = unmasked ? run_program ("export", self->ledger.path, "members", "-o", path, "--unmasked", "--reason",
                                                "入户核查", file, words, NULL)
                                 : run_program ("export", self->ledger.path, "members", "-o", path, file, words, NULL);
  char *text = NULL;

  if (run->status != 0)
    return g_strdup ("");
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static void
assert_shown (Fixture *self, const char *words, gboolean unmasked, const char *number)
{
  g_autofree char *text = export (self, words, unmasked);

  g_test_message ("%s", text);
  g_assert_nonnull (strstr (text, "证件号码"));
  g_assert_nonnull (strstr (text, number));
}

/* The whole file, the log written back: neither an accepted number nor a rejected one stands in it. */
static void
assert_not_in_project (Fixture *self, const char *number)
{
  g_autofree char *bytes = NULL;
  gsize length;

  lb_db_exec (lb_project_get_db (self->ledger.project), "PRAGMA wal_checkpoint (TRUNCATE)", NULL);
  g_assert_true (g_file_get_contents (self->ledger.path, &bytes, &length, NULL));
  g_assert_null (memmem (bytes, length, number, strlen (number)));
}

static void
a_number_comes_back_with_its_passphrase_only (Fixture *self, gconstpointer data)
{
  (void) data;
  import (self, "p.csv", HEADER "1,西坪村,01,甲一,户主," FIRST "\n1,西坪村,02,甲二,配偶,\n", self->words, 0);
  assert_shown (self, self->words, TRUE, "甲一,户主,01," FIRST ",女,1949");
  assert_shown (self, self->words, TRUE, "甲二,配偶,02,,");
  assert_shown (self, self->words, FALSE, "甲*,户主,01,1101************2X,");
  assert_shown (self, NULL, TRUE, "甲一,户主,01,,女,1949");
  g_autofree char *refused = export (self, self->other, TRUE);
  g_assert_cmpstr (refused, ==, "");
}

static void
the_project_holds_no_number_in_clear (Fixture *self, gconstpointer data)
{
  (void) data;
  import (self, "p.csv", HEADER "1,西坪村,01,甲一,户主," FIRST "\n1,无名村,02,甲二,配偶," SECOND "\n", self->words, 3);
  import (self, "q.csv", HEADER "1,西坪村,01,甲一,户主,4.40524188001E+17\n", self->words, 3); /* the cell itself is rejected */
  g_assert_cmpint (ledger_count (&self->ledger, "SELECT count(*) FROM person WHERE length (id_enc) = 24 + 18 + 16"), ==, 1);
  g_assert_cmpint (ledger_count (&self->ledger, "SELECT count(*) FROM import_reject"), ==, 2);
  assert_not_in_project (self, FIRST);
  assert_not_in_project (self, SECOND);
  assert_not_in_project (self, "4.40524188001E+17");
}

static void
another_passphrase_imports_nothing (Fixture *self, gconstpointer data)
{
  (void) data;
  import (self, "p.csv", HEADER "1,西坪村,01,甲一,户主," FIRST "\n", self->words, 0);
  g_autofree char *before = ledger_dump (self->ledger.project);
  import (self, "q.csv", HEADER "2,西坪村,01,乙一,户主," SECOND "\n", self->other, 1);
  g_autofree char *after = ledger_dump (self->ledger.project);
  g_assert_cmpstr (after, ==, before);
  import (self, "q.csv", HEADER "2,西坪村,01,乙一,户主," SECOND "\n", self->words, 0);
  assert_shown (self, self->words, TRUE, SECOND);
}

static void
without_a_passphrase_numbers_are_not_kept (Fixture *self, gconstpointer data)
{
  (void) data;
  import (self, "p.csv", HEADER "1,西坪村,01,甲一,户主," FIRST "\n", NULL, 0);
  g_assert_cmpint (ledger_count (&self->ledger, "SELECT count(*) FROM person WHERE id_enc IS NULL AND id_hash IS NOT NULL"), ==, 1);
  g_assert_false (lb_secret_exists (self->ledger.project));
}

static void
a_trial_gives_no_passphrase_to_the_project (Fixture *self, gconstpointer data)
{
  g_autofree char *path = ledger_write (&self->ledger, "p.csv", HEADER "1,西坪村,01,甲一,户主," FIRST "\n", -1);

  (void) data;
  g_autoptr (Run) run = run_program ("import", self->ledger.path, path, "--dry-run", "--passphrase-file", self->words, NULL);
  g_assert_cmpint (run->status, ==, 0);
  g_assert_false (lb_secret_exists (self->ledger.project));
}

/* Next month's export comes without numbers, or without the passphrase, or with a corrected number. */
static void
a_known_number_is_neither_lost_nor_given_to_another (Fixture *self, gconstpointer data)
{
  (void) data;
  import (self, "p.csv", HEADER "1,西坪村,01,甲一,户主," FIRST "\n", self->words, 0);
  import (self, "q.csv", HEADER "1,西坪村,01,甲一,户主,\n", self->words, 0);
  assert_shown (self, self->words, TRUE, FIRST);
  import (self, "r.csv", HEADER "1,西坪村,01,甲一,本人," FIRST "\n", NULL, 0);
  assert_shown (self, self->words, TRUE, FIRST);
  lb_db_exec (lb_project_get_db (self->ledger.project), "UPDATE person SET id_hash = NULL", NULL);
  import (self, "s.csv", HEADER "1,西坪村,01,甲一,户主," SECOND "\n", NULL, 0);
  assert_shown (self, self->words, TRUE, "甲一,户主,01,,");
}

static void
undo_brings_the_sealed_number_back (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  (void) data;
  import (self, "p.csv", HEADER "1,西坪村,01,甲一,户主," FIRST "\n", self->words, 0);
  g_autofree char *before = ledger_text (&self->ledger, "SELECT hex (id_enc) FROM person");
  import (self, "q.csv", HEADER "1,西坪村,01,甲一,本人," FIRST "\n", self->words, 0);
  g_autofree char *changed = ledger_text (&self->ledger, "SELECT hex (id_enc) FROM person");
  g_assert_cmpstr (changed, !=, before);
  lb_import_undo (self->ledger.project, 2, NULL, &error);
  g_assert_no_error (error);
  g_autofree char *after = ledger_text (&self->ledger, "SELECT hex (id_enc) FROM person");
  g_assert_cmpstr (after, ==, before);
}

static void
an_export_with_numbers_is_in_the_journal (Fixture *self, gconstpointer data)
{
  (void) data;
  import (self, "p.csv", HEADER "1,西坪村,01,甲一,户主," FIRST "\n", self->words, 0);
  assert_shown (self, self->words, TRUE, FIRST);
  g_autofree char *line = ledger_text (
    &self->ledger, "SELECT action || '|' || object || '|' || count || '|' || purpose FROM journal ORDER BY id DESC LIMIT 1");
  g_assert_cmpstr (line, ==, "export_unmasked|members → out.csv|1|入户核查");
  g_assert_true (lb_journal_verify (lb_project_get_db (self->ledger.project), NULL));
}

#define ADD(name, function) g_test_add ("/certificates/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-number-comes-back-with-its-passphrase-only", a_number_comes_back_with_its_passphrase_only);
  ADD ("the-project-holds-no-number-in-clear", the_project_holds_no_number_in_clear);
  ADD ("another-passphrase-imports-nothing", another_passphrase_imports_nothing);
  ADD ("without-a-passphrase-numbers-are-not-kept", without_a_passphrase_numbers_are_not_kept);
  ADD ("a-trial-gives-no-passphrase-to-the-project", a_trial_gives_no_passphrase_to_the_project);
  ADD ("a-known-number-is-neither-lost-nor-given-to-another", a_known_number_is_neither_lost_nor_given_to_another);
  ADD ("undo-brings-the-sealed-number-back", undo_brings_the_sealed_number_back);
  ADD ("an-export-with-numbers-is-in-the-journal", an_export_with_numbers_is_in_the_journal);
  return g_test_run ();
}
