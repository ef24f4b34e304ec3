#include "config.h"
#include "reports/verify.h"
#include "src/date.h"
#include "src/error.h"
#include "src/i18n.h"
#include "src/journal.h"

#include <glib/gstdio.h>
#include <qpdf/qpdf-c.h>
#include <string.h>
#include <unistd.h>

/* (transfer full): "key=value; key=value" of the PDF's metadata as a table; NULL with error. */
static GHashTable *
read_words (const char *path, GError **error)
{
  qpdf_data pdf = qpdf_init ();

  qpdf_silence_errors (pdf);
  qpdf_set_suppress_warnings (pdf, QPDF_TRUE);
  gboolean good = (qpdf_read (pdf, path, NULL) & QPDF_ERRORS) == 0;
  qpdf_oh info = good ? qpdf_oh_get_key (pdf, qpdf_get_trailer (pdf), "/Info") : 0;
  qpdf_oh entry = good && qpdf_oh_is_dictionary (pdf, info) ? qpdf_oh_get_key (pdf, info, "/Keywords") : 0;
  const char *keywords = entry != 0 && qpdf_oh_is_string (pdf, entry) ? qpdf_oh_get_utf8_value (pdf, entry) : NULL;
  g_autoptr (GHashTable) words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_auto (GStrv) parts = g_strsplit (keywords == NULL ? "" : keywords, "; ", -1);
  for (char **part = parts; *part != NULL; part++) {
    char *equals = strchr (*part, '=');
    if (equals != NULL)
      g_hash_table_insert (words, g_strndup (*part, (gsize) (equals - *part)), g_strdup (equals + 1));
  }
  qpdf_cleanup (&pdf);
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    g_set_error (error, LB_ERROR, LB_ERROR_FILE, _ ("cannot read %s"), path);
  else if (g_hash_table_contains (words, "kind") && g_hash_table_contains (words, "data") &&
           g_hash_table_contains (words, "as-of"))
    return g_steal_pointer (&words);
  else
    g_set_error (error, LB_ERROR, LB_ERROR_INPUT,
                 _ ("%s does not say what it was made from; it is no report of Lookback, or its metadata were removed"), path);
  return NULL;
}

static gint32
day_of (GHashTable *words, const char *key)
{
  const char *text = g_hash_table_lookup (words, key);

  return text == NULL ? LB_DAY_NONE : lb_day_from_text (text);
}

static const char *
word_of (GHashTable *words, const char *key)
{
  const char *text = g_hash_table_lookup (words, key);

  return text == NULL ? "" : text;
}

/* What differs between the two reports' metadata. Sums under different keys say nothing of what they are made from. */
static void
compare_words (GHashTable *before, GHashTable *now, GPtrArray *differences)
{
  static const struct {
    const char *key, *msgid;
    gboolean keyed;
  } told[] = {
    {"project", N_ ("the fingerprints are under the key of another project file"), FALSE},
    {"program", N_ ("the program version differs"), FALSE},
    {"rules", N_ ("the rule set differs"), FALSE},
    {"rule-values", N_ ("values of the rule set differ"), FALSE},
    {"small-cell", N_ ("the count below which figures are hidden differs"), FALSE},
    {"data", N_ ("the imported data differ"), TRUE},
    {"figures", N_ ("figures differ: ledger rows were changed"), TRUE},
    {"template", N_ ("the template differs"), FALSE},
    {"fonts", N_ ("the fonts differ"), FALSE},
  };
  gboolean same_key = g_str_equal (word_of (before, "project"), word_of (now, "project"));

  for (gsize i = 0; i < G_N_ELEMENTS (told); i++) {
    const char *a = word_of (before, told[i].key), *b = word_of (now, told[i].key);
    if (!g_str_equal (a, b) && (same_key || !told[i].keyed))
      g_ptr_array_add (differences, g_strdup_printf (_ ("%s (report: %s; now: %s)"), _ (told[i].msgid), a, b));
  }
}

static char *
sum_of (const char *path, GError **error)
{
  g_autofree char *bytes = NULL;
  gsize length;

  if (!g_file_get_contents (path, &bytes, &length, error))
    return NULL;
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) bytes, length);
}

/* Whether the project noted that it made just these bytes. */
static gboolean
is_recorded (LbProject *project, const char *sum)
{
  sqlite3_stmt *row =
    lb_db_prepare (lb_project_get_db (project), "SELECT 1 FROM report_run WHERE sha256 = ? LIMIT 1", NULL);

  if (row == NULL)
    return FALSE;
  sqlite3_bind_text (row, 1, sum, -1, SQLITE_TRANSIENT);
  gboolean found = lb_db_step (lb_project_get_db (project), row, NULL) == SQLITE_ROW;
  sqlite3_reset (row);
  return found;
}

static gboolean
compare (LbProject *project, GHashTable *words, const char *path, const char *again, GPtrArray *differences, GError **error)
{
  g_autoptr (GHashTable) now = read_words (again, error);
  g_autofree char *sum = now == NULL ? NULL : sum_of (path, error);
  g_autofree char *sum_again = sum == NULL ? NULL : sum_of (again, error);

  if (sum_again == NULL)
    return FALSE;
  if (g_str_equal (sum, sum_again))
    return TRUE;
  compare_words (words, now, differences);
  if (differences->len == 0)
    g_ptr_array_add (differences, g_strdup (_ ("the PDF was changed after it was made: data, template and program are the "
                                               "same, and yet its bytes are not")));
  else if (is_recorded (project, sum))
    g_ptr_array_add (differences, g_strdup (_ ("the PDF itself is as this project made it")));
  return TRUE;
}

GPtrArray *
lb_report_verify (LbProject *project, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) words = read_words (path, error);
  g_autofree char *dir = words == NULL ? NULL : g_dir_make_tmp ("lookback-XXXXXX", error);
  if (dir == NULL)
    return NULL;

  g_autofree char *again = g_build_filename (dir, "again.pdf", NULL);
  g_autoptr (GPtrArray) differences = g_ptr_array_new_with_free_func (g_free);
  const char *region = word_of (words, "region");
  g_autofree char *letter = g_uri_unescape_string (word_of (words, "letter"), NULL);
  LbReportOptions options = {.kind = word_of (words, "kind"), .as_of = day_of (words, "as-of"), .since = day_of (words, "since"),
                             .region = *region == '\0' ? NULL : region,
                             .public_ = g_str_equal (word_of (words, "edition"), "public"),
                             .review = *word_of (words, "review") == '\0' ? NULL : word_of (words, "review"),
                             .archive = g_str_equal (word_of (words, "form"), "archive"),
                             .letter = letter == NULL || *letter == '\0' ? NULL : letter, .cancellable = cancellable};
  gboolean good = lb_report_write (project, &options, again, NULL, error) &&
                  compare (project, words, path, again, differences, error);
  g_unlink (again);
  g_rmdir (dir);
  return good ? g_steal_pointer (&differences) : NULL;
}

/* What left for the public stands in the journal. */
static gboolean
note_export (LbDb *db, const LbReportOptions *options, const char *file, GError **error)
{
  g_autofree char *purpose = g_strdup_printf ("masked, small cells hidden, map review %s",
                                              options->review == NULL ? "none" : options->review);

  return lb_journal_append (db, "export_public", file, 1, purpose, error);
}

gboolean
lb_report_record (const char *project_path, const LbReportOptions *options, const char *path, GError **error)
{
  /* A device has no bytes to be remembered. */
  if (access (project_path, W_OK) != 0 || !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return FALSE;
  g_autoptr (GHashTable) words = read_words (path, error);
  g_autofree char *sum = words == NULL ? NULL : sum_of (path, error), *file = g_path_get_basename (path);
  g_autofree char *now = lb_journal_now ();
  g_autoptr (LbProject) project = sum == NULL ? NULL : lb_project_open (project_path, LB_DB_WRITE, error);
  if (project == NULL)
    return FALSE;

  LbDb *db = lb_project_get_db (project);
  g_autofree char *purpose = g_strdup_printf ("%s, %s, sha256 %s", options->kind, word_of (words, "as-of"), sum);
  g_autoptr (LbTransaction) transaction = lb_transaction_begin (db, error);
  sqlite3_stmt *row = transaction == NULL ? NULL : lb_db_prepare (
    db, "INSERT INTO report_run (kind, file, as_of, since, region_code, rules, masked, fingerprint, sha256, at) "
        "VALUES (?, ?, ?, nullif (?, '-'), nullif (?, ''), ?, 1, ?, ?, ?)", error);
  if (row == NULL)
    return FALSE;
  const char *const values[] = {options->kind, file, word_of (words, "as-of"), word_of (words, "since"), word_of (words, "region"),
                                word_of (words, "rules"), word_of (words, "data"), sum, now};
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    sqlite3_bind_text (row, (int) i + 1, values[i], -1, SQLITE_TRANSIENT);
  return lb_db_run (db, row, error) && lb_journal_append (db, "report", file, 0, purpose, error) &&
         (!options->public_ || note_export (db, options, file, error)) && lb_transaction_commit (transaction, error);
}
