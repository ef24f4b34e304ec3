/* Who has a list of all households, or knows every figure but one, and tries one after the other: what leaves the program tells nothing
 * without the project's key. With the key the same attempts succeed, so they are the right ones. */
#include "reports/compose.h"
#include "reports/verify.h"
#include "src/key.h"
#include "tests/src/hand.h"

#include <glib/gstdio.h>
#include <string.h>

#define HOUSEHOLDS 200 /* of which every fifth is monitored */

typedef struct {
  Hand hand;
  char *pdf, *folder;
} Fixture;

static LbReportOptions
options_for (const char *kind, gboolean public_)
{
  LbReportOptions options = {.kind = kind, .as_of = lb_day_from_text ("2025-12-31"), .public_ = public_,
                             .folder = g_str_equal (kind, "audit-pack")};
  return options;
}

static char *
number_of (int household)
{
  return g_strdup_printf ("H%d", household);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  hand_set_up (&self->hand, data);
  for (int i = 5; i <= HOUSEHOLDS; i += 5)
    hand_add_case (&self->hand, i, i % 2 == 0 ? HAND_SHIMEN : HAND_LIUWAN, 3, "2025-01-10", NULL, NULL);
  self->pdf = g_build_filename (self->hand.dir, "报告.pdf", NULL);
  self->folder = g_build_filename (self->hand.dir, "报告-files", NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_free (self->pdf);
  g_free (self->folder);
  hand_tear_down (&self->hand, data);
}

static void
write_report (Fixture *self, const char *kind, gboolean public_)
{
  g_autoptr (GError) error = NULL;
  LbReportOptions options = options_for (kind, public_);

  lb_report_write (self->hand.project, &options, self->pdf, NULL, &error);
  g_assert_no_error (error);
}

/* The pack ---------------------------------------------------------------------------------------------- */

/* All that may be handed on: the files of the pack's folder but those in "restricted". */
static void
gather (const char *folder, GString *text)
{
  GDir *dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL), *bytes = NULL;
    if (g_file_test (path, G_FILE_TEST_IS_DIR)) {
      if (!g_str_equal (name, "restricted"))
        gather (path, text);
      continue;
    }
    g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
    g_string_append (text, bytes);
  }
  g_dir_close (dir);
}

/* (transfer full): the pseudonyms in @text, as far as the shortest form of them that there ever was. */
static GHashTable *
list_pseudonyms (const char *text)
{
  GHashTable *words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (const char *at = strstr (text, "户"); at != NULL; at = strstr (at, "户")) {
    at += strlen ("户");
    g_hash_table_add (words, g_strndup (at, 8));
  }
  return words;
}

static gboolean
is_told (GHashTable *pseudonyms, const char *sum)
{
  g_autofree char *word = g_strndup (sum, 8);

  return g_hash_table_contains (pseudonyms, word);
}

/* How many households of the dictionary are recovered. @key NULL: by what a stranger can compute, from the project's name and code and
 * from the fingerprint that stands in the PDF. */
static guint
try_dictionary (const char *text, const char *fingerprint, const char *key)
{
  const char *const guesses[] = {"", "岚岭县", "539902", fingerprint, "lookback", "pseudonym"};
  g_autoptr (GHashTable) pseudonyms = list_pseudonyms (text);
  guint recovered = 0;

  for (int i = 1; i <= HOUSEHOLDS; i++) {
    g_autofree char *number = number_of (i), *joined = g_strconcat (fingerprint, number, NULL);
    g_autofree char *lines = g_strjoin ("\n", fingerprint, number, NULL);
    const char *const words[] = {number, joined, lines};
    gboolean found = FALSE;
    for (gsize w = 0; w < G_N_ELEMENTS (words); w++) {
      g_autofree char *plain = g_compute_checksum_for_string (G_CHECKSUM_SHA256, words[w], -1);
      found = found || is_told (pseudonyms, plain);
      for (gsize g = 0; g < G_N_ELEMENTS (guesses); g++) {
        g_autofree char *keyed = lb_key_sign (key != NULL ? key : guesses[g], "pseudonym", words[w]);
        found = found || is_told (pseudonyms, keyed);
      }
    }
    recovered += found;
  }
  return recovered;
}

static void
pseudonyms_are_not_undone_with_a_dictionary (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *fingerprint = lb_project_dup_fingerprint (self->hand.project, &error);
  g_autofree char *key = lb_key_dup_for_project (self->hand.project, &error);

  g_assert_no_error (error);
  write_report (self, "audit-pack", FALSE);
  gather (self->folder, text);
  g_assert_cmpuint (try_dictionary (text->str, fingerprint, NULL), ==, 0);
  g_assert_cmpuint (try_dictionary (text->str, fingerprint, key), ==, HOUSEHOLDS / 5);
  g_assert_null (strstr (text->str, key));
}

static void
masked_lists_tell_no_household (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *masked = g_build_filename (self->folder, "masked", "no-measure.csv", NULL), *hidden = NULL;
  g_autofree char *restricted = g_build_filename (self->folder, "restricted", "no-measure.csv", NULL), *open = NULL;

  hand_run (&self->hand, "UPDATE household SET household_no = 'H-4711', head_name = '张建民' WHERE id = 10");
  write_report (self, "audit-pack", FALSE);
  g_assert_true (g_file_get_contents (masked, &hidden, NULL, NULL) && g_file_get_contents (restricted, &open, NULL, NULL));
  g_assert_nonnull (strstr (open, "H-4711"));
  g_assert_null (strstr (hidden, "H-4711"));
  g_assert_nonnull (strstr (hidden, "张*民"));
  g_assert_null (strstr (open, "张建民"));
}

/* Why a row was refused is told in a sentence that quotes it. */
static void
reasons_of_refused_rows_tell_no_household (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const folders[] = {"masked", "restricted"};

  hand_run (&self->hand, "INSERT INTO import_reject (import_batch_id, src_row, column_name, value, reason, content) "
                         "VALUES (1, 7, '户编号', 'H-4711', '“H-4711”不在项目中', '[\"H-4711\"]')");
  write_report (self, "audit-pack", FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++) {
    g_autofree char *path = g_build_filename (self->folder, folders[i], "rejects.csv", NULL), *text = NULL;
    g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
    g_assert_nonnull (strstr (text, "“*”不在项目中"));
    g_assert_null (strstr (text, "H-4711"));
  }
}

/* The restricted file from the masked one: a number in the place of every pseudonym. That it is right shows in its sum. */
static char *
sum_of_restricted (Fixture *self, const char *name)
{
  g_autofree char *path = g_build_filename (self->folder, "restricted", name, NULL), *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) bytes, length);
}

static void
no_sum_tells_a_number_that_was_guessed_right (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const names[] = {"cases.csv", "no-measure.csv", "villages/539902100202/cases.csv"};
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *index_path = g_build_filename (self->folder, "restricted", "index.csv", NULL), *index = NULL;

  write_report (self, "audit-pack", FALSE);
  gather (self->folder, text);
  g_assert_true (g_file_get_contents (index_path, &index, NULL, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *sum = sum_of_restricted (self, names[i]);
    g_assert_nonnull (strstr (index, sum));
    g_assert_null (strstr (text->str, sum));
  }
}

/* The report for publication ---------------------------------------------------------------------------- */

/* (transfer full): "data=…; figures=…" of the report's metadata. */
static char *
read_sums (Hand *hand, gboolean public_)
{
  g_autoptr (GError) error = NULL;
  LbReportOptions options = options_for ("notice", public_);
  g_autoptr (LbDocument) document = lb_compose (hand->project, &options, NULL, &error);

  g_assert_no_error (error);
  const char *from = strstr (document->keywords, "data="), *until = strstr (document->keywords, "; template=");
  g_assert_true (from != NULL && until != NULL);
  return g_strndup (from, (gsize) (until - from));
}

/* What everybody knows: ten households in one village. What is hidden: @few in another. */
static void
fill (Hand *hand, int few)
{
  for (int i = 1; i <= 10; i++)
    hand_add_case (hand, i, HAND_SHIMEN, 3, "2025-01-10", NULL, NULL);
  for (int i = 11; i < 11 + few; i++)
    hand_add_case (hand, i, HAND_LIUWAN, 3, "2025-01-10", NULL, NULL);
}

/* Which of the counts from 1 to 4 give the sums @published; NULL for @key: the attacker has a project of his own. */
static guint
try_counts (const char *published, const char *key, gboolean public_)
{
  guint right = 0;

  for (int few = 1; few <= 4; few++) {
    Hand own;
    hand_set_up (&own, NULL);
    fill (&own, few);
    if (key != NULL) {
      g_autofree char *sql = g_strdup_printf ("UPDATE lookback_meta SET value = '%s' WHERE key = 'hash_key'", key);
      hand_run (&own, sql);
    }
    g_autofree char *sums = read_sums (&own, public_);
    right += g_str_equal (sums, published);
    hand_tear_down (&own, NULL);
  }
  return right;
}

static void
a_hidden_count_is_not_found_by_trying (void)
{
  g_autoptr (GError) error = NULL;
  Hand hand;

  hand_set_up (&hand, NULL);
  fill (&hand, 3);
  g_autofree char *key = lb_key_dup_for_project (hand.project, &error);
  g_autofree char *published = read_sums (&hand, TRUE), *internal = read_sums (&hand, FALSE);
  g_assert_cmpuint (try_counts (published, NULL, TRUE), ==, 0);
  g_assert_cmpuint (try_counts (published, key, TRUE), ==, 1);
  /* Where nothing is hidden, whoever has the same ledgers can see that the report is made from them. */
  g_assert_cmpuint (try_counts (internal, NULL, FALSE), ==, 1);
  hand_tear_down (&hand, NULL);
}

static char *
verify (Fixture *self, LbProject *project)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) differences = lb_report_verify (project, self->pdf, NULL, &error);

  g_assert_no_error (error);
  g_ptr_array_add (differences, NULL);
  return g_strjoinv ("|", (char **) differences->pdata);
}

static void
who_has_the_project_verifies_and_who_has_another_is_told (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  Hand other;

  write_report (self, "notice", TRUE);
  g_autofree char *same = verify (self, self->hand.project);
  g_assert_cmpstr (same, ==, "");
  hand_set_up (&other, NULL);
  g_autofree char *told = verify (self, other.project);
  g_assert_nonnull (strstr (told, "key of another project file"));
  g_assert_null (strstr (told, "ledger rows were changed")); /* that cannot be known */
  hand_tear_down (&other, NULL);

  hand_run (&self->hand, "DELETE FROM measure");
  hand_run (&self->hand, "DELETE FROM monitoring_case WHERE id = 5");
  g_autofree char *changed = verify (self, self->hand.project);
  g_assert_nonnull (strstr (changed, "ledger rows were changed"));
}

/* A project that an older program made, open for reading as the command opens it. */
static void
a_project_without_a_key_gets_one (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  hand_run (&self->hand, "DELETE FROM lookback_meta WHERE key = 'hash_key'");
  g_autoptr (LbProject) reading = lb_project_open (self->hand.path, LB_DB_READ, &error);
  LbReportOptions options = options_for ("notice", TRUE);
  lb_report_write (reading, &options, self->pdf, NULL, &error);
  g_assert_no_error (error);
  g_autofree char *first = lb_key_dup_for_project (reading, &error), *again = lb_key_dup (lb_project_get_db (self->hand.project), &error);
  g_assert_cmpstr (first, ==, again);
  g_assert_cmpuint (strlen (first), ==, 64);
  g_autofree char *same = verify (self, self->hand.project);
  g_assert_cmpstr (same, ==, "");
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/secrecy/pseudonyms-are-not-undone-with-a-dictionary", pseudonyms_are_not_undone_with_a_dictionary);
  ADD ("/secrecy/masked-lists-tell-no-household", masked_lists_tell_no_household);
  ADD ("/secrecy/reasons-of-refused-rows-tell-no-household", reasons_of_refused_rows_tell_no_household);
  ADD ("/secrecy/no-sum-tells-a-number-that-was-guessed-right", no_sum_tells_a_number_that_was_guessed_right);
  g_test_add_func ("/secrecy/a-hidden-count-is-not-found-by-trying", a_hidden_count_is_not_found_by_trying);
  ADD ("/secrecy/who-has-the-project-verifies-and-who-has-another-is-told", who_has_the_project_verifies_and_who_has_another_is_told);
  ADD ("/secrecy/a-project-without-a-key-gets-one", a_project_without_a_key_gets_one);
  return g_test_run ();
}
