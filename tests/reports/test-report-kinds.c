/* Every kind of report from a small project made by hand; what is wrong with a project, a template or a target is told in one
 * sentence and leaves no half file; a report is made again and compared. */
#include "reports/compose.h"
#include "reports/verify.h"
#include "src/date.h"
#include "src/error.h"
#include "src/journal.h"
#include "tests/src/hand.h"

#include <poppler.h>
#include <string.h>
#include <unistd.h>

typedef struct {
  Hand hand;
  char *pdf;
} Fixture;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerDocument, g_object_unref)

static void
set_up (Fixture *self, gconstpointer data)
{
  hand_set_up (&self->hand, data);
  hand_add_case (&self->hand, 1, HAND_GRID_1, 3, "2025-01-10", NULL, NULL);
  hand_add_case (&self->hand, 2, HAND_SHIMEN, 4, "2025-03-10", NULL, NULL);
  hand_add_case (&self->hand, 3, HAND_LIUWAN, 2, "2025-03-10", "2025-09-01", NULL);
  for (int i = 0; i < 6; i++)
    hand_add_measure (&self->hand, 1, "2025-02-01", "implemented", "2025-02-20");
  hand_add_measure (&self->hand, 2, "2025-04-01", "planned", NULL);
  hand_run (&self->hand, "UPDATE measure SET due_on = '2025-06-01' WHERE case_id = 2");
  self->pdf = g_build_filename (self->hand.dir, "报告.pdf", NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_free (self->pdf);
  hand_tear_down (&self->hand, data);
}

static LbReportOptions
options_for (const char *kind)
{
  LbReportOptions options = {.kind = kind, .as_of = lb_day_from_text ("2025-12-31"), .since = lb_day_from_text ("2025-06-30")};
  return options;
}

static void
write_report (Fixture *self, const char *kind)
{
  g_autoptr (GError) error = NULL;
  LbReportOptions options = options_for (kind);

  lb_report_write (self->hand.project, &options, self->pdf, NULL, &error);
  g_assert_no_error (error);
}

/* All text of a document, without the white space of its grid. */
static char *
read_pdf (const char *path, int *pages)
{
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (PopplerDocument) document = poppler_document_new_from_file (uri, NULL, &error);
  GString *all = g_string_new (NULL);

  g_assert_no_error (error);
  *pages = poppler_document_get_n_pages (document);
  for (int i = 0; i < *pages; i++) {
    PopplerPage *page = poppler_document_get_page (document, i);
    g_autofree char *text = poppler_page_get_text (page);
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
      if (!g_unichar_isspace (g_utf8_get_char (p)))
        g_string_append_unichar (all, g_utf8_get_char (p));
    g_object_unref (page);
  }
  return g_string_free (all, FALSE);
}

static void
every_kind_can_be_made (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  static const struct {
    const char *kind, *word;
    int least, most;
  } expected[] = {
    {"look-back", "存在的主要问题", 8, 60}, {"notice", "情况的通报", 2, 6},       {"township-ticket", "岚山镇问题整改通知单", 2, 3},
    {"village-file", "一村一档", 3, 6},     {"audit-pack", "抽查材料包", 2, 20},  {"briefing", "在册监测对象", 5, 12},
    {"monthly", "工作月报", 2, 4},
  };

  g_assert_cmpuint (g_strv_length ((char **) lb_report_kinds), ==, G_N_ELEMENTS (expected));
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++) {
    int pages;
    write_report (self, expected[i].kind);
    g_autofree char *text = read_pdf (self->pdf, &pages);
    if (strstr (text, expected[i].word) == NULL || pages < expected[i].least || pages > expected[i].most)
      g_error ("%s has %d pages and says: %s", expected[i].kind, pages, text);
  }
}

/* (transfer none): the distribution of the days from clue to identification. */
static const LbChart *
find_distribution (const LbDocument *document)
{
  for (guint i = 0; i < document->blocks->len; i++) {
    const LbChart *chart = ((const LbBlock *) g_ptr_array_index (document->blocks, i))->chart;
    if (chart != NULL && chart->kind == LB_CHART_DISTRIBUTION && strstr (chart->title, "用时") != NULL)
      return chart;
  }
  g_assert_not_reached ();
}

/* The limit is the rule set's; what just keeps it stands on its left; few far out share the last bin. */
static void
bins_meet_the_limit_of_the_rules (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  LbReportOptions options = options_for ("look-back");

  for (int i = 10; i < 60; i++)
    hand_add_case (&self->hand, i, HAND_GRID_1, 1, "2025-03-31", NULL, NULL);
  hand_run (&self->hand, "UPDATE monitoring_case SET clue_date = date ('2025-03-31', '-' || (6 + id % 10) || ' days') WHERE id >= 10");
  hand_run (&self->hand, "UPDATE monitoring_case SET clue_date = date ('2025-03-31', '-16 days') WHERE id = 10");
  hand_run (&self->hand, "UPDATE monitoring_case SET clue_date = date ('2025-03-31', '-80 days') WHERE id = 11");
  g_autoptr (LbDocument) document = lb_compose (self->hand.project, &options, NULL, &error);
  g_assert_no_error (error);
  const LbChart *chart = find_distribution (document);
  guint within = 0, beyond = 0;
  g_assert_cmpuint (chart->marks->len, ==, 1);
  g_assert_cmpfloat (g_array_index (chart->marks, LbChartMark, 0).at, ==, 15);
  g_assert_true (chart->tail);
  for (guint i = 0; i < chart->items->len; i++) {
    const LbChartItem *item = &g_array_index (chart->items, LbChartItem, i);
    g_assert_true (item->x >= 15 || item->x2 <= 15); /* no bin lies on both sides */
    *(item->x2 <= 15 ? &within : &beyond) += (guint) item->value;
  }
  g_assert_true (within == 48 && beyond == 2);
}

static const char letter[] =
  "[公文]\n发文机关 = 岚岭县农业农村局、岚岭县乡村振兴局 # 主办机关在前\n机关标志 = 文件\n发文字号 = 岚农发〔2026〕9号\n份号 = 7\n"
  "主送 = 各乡镇人民政府\n抄送 = 县委办公室\n成文日期 = 2026-01-05\n";

static void
kinds_with_a_head_become_letters (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const kinds[] = {"notice", "look-back", "township-ticket"};
  static const char *const words[] = {"000007", "岚岭县农业农村局", "岚农发〔2026〕9号", "抄送：县委办公室", "2026年1月5日印发"};
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    LbReportOptions options = options_for (kinds[i]);
    int pages;
    options.letter = letter;
    lb_report_write (self->hand.project, &options, self->pdf, NULL, &error);
    g_assert_no_error (error);
    g_autofree char *text = read_pdf (self->pdf, &pages);
    for (gsize k = 0; k < G_N_ELEMENTS (words); k++)
      if (strstr (text, words[k]) == NULL)
        g_error ("the letter %s does not say “%s”: %s", kinds[i], words[k], text);
    g_assert_cmpint (pages % 2, ==, 0); /* 版记 on an even page */
    g_assert_true ((strstr (text, "〔2026〕10号") != NULL) == (i == 2)); /* each ticket has the next number */
    /* The same letter is made again. */
    g_autoptr (GPtrArray) differences = lb_report_verify (self->hand.project, self->pdf, NULL, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (differences->len, ==, 0);
  }
}

static void
letters_that_the_standard_does_not_know_are_told (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  static const struct {
    const char *kind, *text, *word;
  } wrong[] = {
    {"notice", "[公文]\n发文机关 = 某局\n发文字号 = 某发[2026]3号\n", "〔〕"},
    {"notice", "[公文]\n发文机关 = 某局\n发文字号 = 某发〔2026〕第3号\n", "发文字号"},
    {"notice", "[公文]\n发文机关 = 某局\n发文字号 = 某发〔2026〕03号\n", "发文字号"},
    {"notice", "[公文]\n发文机关 = 某局\n份号 = 1234567\n", "份号"},
    {"notice", "[公文]\n发文机关 = 某局\n成文日期 = 一月五日\n", "成文日期"},
    {"notice", "[公文]\n发文单位 = 某局\n", "发文单位"},
    {"notice", "[公文]\n主送 = 各乡镇\n", "发文机关"},
    {"notice", "发文机关 = 某局\n", "letter"},
    {"briefing", letter, "briefing"},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (GError) error = NULL;
    LbReportOptions options = options_for (wrong[i].kind);
    options.letter = wrong[i].text;
    g_assert_false (lb_report_write (self->hand.project, &options, self->pdf, NULL, &error));
    if (strstr (error->message, wrong[i].word) == NULL)
      g_error ("%s: %s", wrong[i].text, error->message);
    g_assert_cmpint (access (self->pdf, F_OK), !=, 0);
  }
}

/* How many files an index names; each has the size and the sum that stand there. The PDF lies beside the folder. */
static guint
check_index (Fixture *self, const char *folder, const char *index)
{
  g_auto (GStrv) lines = g_strsplit (index, "\n", -1);
  guint checked = 0;

  for (guint i = 1; lines[i] != NULL && *lines[i] != '\0'; i++) {
    g_auto (GStrv) cells = g_strsplit (g_strchomp (lines[i]), ",", -1);
    g_autofree char *path = g_str_equal (cells[0], "报告.pdf") ? g_strdup (self->pdf) : g_build_filename (folder, cells[0], NULL), *bytes = NULL;
    gsize length;
    g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
    g_autofree char *sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) bytes, length);
    g_assert_cmpstr (cells[4], ==, sum);
    g_assert_cmpuint (g_ascii_strtoull (cells[2], NULL, 10), ==, length);
    checked++;
  }
  return checked;
}

static void
assert_names (const char *index, const char *file, gboolean expected)
{
  if ((strstr (index, file) != NULL) != expected)
    g_error ("%s should %sbe in %s", file, expected ? "" : "not ", index);
}

static void
the_audit_pack_lists_its_files_with_their_sums (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  LbReportOptions options = options_for ("audit-pack");
  g_autofree char *folder = g_build_filename (self->hand.dir, "报告-files", NULL), *open = NULL, *restricted = NULL;
  g_autofree char *open_path = g_build_filename (folder, "index.csv", NULL);
  g_autofree char *restricted_path = g_build_filename (folder, "restricted", "index.csv", NULL);

  options.folder = TRUE;
  lb_report_write (self->hand.project, &options, self->pdf, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (open_path, &open, NULL, NULL) && g_file_get_contents (restricted_path, &restricted, NULL, NULL));
  g_assert_cmpuint (check_index (self, folder, open), >, 10);
  g_assert_cmpuint (check_index (self, folder, restricted), >, 10);
  /* The village of the household without a measure has a folder with its rows and its dossier. */
  assert_names (open, "journal.csv", TRUE);
  assert_names (open, "masked/villages/539902100202/cases.csv", TRUE);
  assert_names (open, "dossiers.pdf", FALSE); /* they bear the households' numbers */
  assert_names (restricted, "报告.pdf", TRUE);
  assert_names (restricted, "restricted/villages/539902100202/cases.csv", TRUE);
  assert_names (restricted, "restricted/villages/539902100202/dossiers.pdf", TRUE);
  g_autofree char *dossiers = g_build_filename (folder, "restricted/villages/539902100202/dossiers.pdf", NULL), *words = NULL;
  int pages;
  words = read_pdf (dossiers, &pages);
  g_assert_nonnull (strstr (words, "材料核对"));

  /* It is not written over. */
  g_assert_false (lb_report_write (self->hand.project, &options, self->pdf, NULL, &error));
  g_assert_error (error, LB_ERROR, LB_ERROR_EXISTS);
}

/* The journal goes into the pack with its chain, and a broken chain is told before anything is written. */
static void
the_audit_pack_has_the_journal (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  LbReportOptions options = options_for ("audit-pack");
  g_autofree char *path = g_build_filename (self->hand.dir, "报告-files", "journal.csv", NULL), *text = NULL, *last = NULL;
  LbDb *db = lb_project_get_db (self->hand.project);

  g_assert_true (lb_journal_append (db, "export_unmasked", "户.csv", 12, "核查", &error));
  options.folder = TRUE;
  g_assert_true (lb_report_write (self->hand.project, &options, self->pdf, NULL, &error));
  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  g_assert_true (lb_db_get_text (db, "SELECT hash FROM journal ORDER BY id DESC LIMIT 1", &last, &error));
  g_assert_nonnull (strstr (text, last));
  g_assert_nonnull (strstr (text, "export_unmasked"));

  g_autofree char *other = g_build_filename (self->hand.dir, "另.pdf", NULL), *folder = g_build_filename (self->hand.dir, "另-files", NULL);
  hand_run (&self->hand, "DROP TRIGGER journal_no_update");
  hand_run (&self->hand, "UPDATE journal SET count = 1 WHERE action = 'export_unmasked'");
  g_assert_false (lb_report_write (self->hand.project, &options, other, NULL, &error));
  g_assert_error (error, LB_ERROR, LB_ERROR_PROJECT);
  g_assert_false (g_file_test (other, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

/* What differs, joined; "" when nothing does. */
static char *
verify (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) differences = lb_report_verify (self->hand.project, self->pdf, NULL, &error);

  g_assert_no_error (error);
  g_ptr_array_add (differences, NULL);
  return g_strjoinv ("|", (char **) differences->pdata);
}

static void
a_report_made_again_is_the_same (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  for (const char *const *kind = lb_report_kinds; *kind != NULL; kind++) {
    write_report (self, *kind);
    g_autofree char *differences = verify (self);
    g_assert_cmpstr (differences, ==, "");
  }
}

static void
a_changed_ledger_row_is_found (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  write_report (self, "notice");
  hand_run (&self->hand, "UPDATE measure SET status = 'implemented', status_on = '2025-07-01' WHERE case_id = 2");
  g_autofree char *differences = verify (self);
  g_assert_nonnull (strstr (differences, "ledger rows were changed"));
}

static void
a_changed_pdf_is_found (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *bytes = NULL;
  gsize length;

  write_report (self, "notice");
  g_assert_true (g_file_get_contents (self->pdf, &bytes, &length, NULL));
  bytes = g_realloc (bytes, length + 3);
  memcpy (bytes + length, "%x\n", 3); /* to a reader nothing has changed */
  g_assert_true (g_file_set_contents (self->pdf, bytes, (gssize) length + 3, NULL));
  g_autofree char *differences = verify (self);
  g_assert_nonnull (strstr (differences, "changed after it was made"));
}

static void
another_template_is_found (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  write_report (self, "notice");
  hand_run (&self->hand, "INSERT INTO report_template VALUES ('notice', '在册{D01.户人@本地}。')");
  g_autofree char *differences = verify (self);
  g_assert_nonnull (strstr (differences, "template differs"));
}

static void
another_program_version_is_found (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  static const char wanted[] = "004C006F006F006B006200610063006B0020"; /* "Lookback ", as the metadata have it */
  g_autofree char *bytes = NULL;
  gsize length, at = 0;

  g_autofree char *open = g_build_filename (self->hand.dir, "open.pdf", NULL);
  char *argv[] = {(char *) "qpdf", (char *) "--object-streams=disable", self->pdf, open, NULL};

  write_report (self, "notice");
  g_assert_true (g_spawn_sync (NULL, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL));
  g_assert_true (g_file_get_contents (open, &bytes, &length, NULL));
  for (gsize i = 0; i + sizeof wanted < length && at == 0; i++)
    if (g_ascii_strncasecmp (bytes + i, wanted, sizeof wanted - 1) == 0)
      at = i + sizeof wanted - 1;
  g_assert_cmpuint (at, >, 0);
  bytes[at + 3] = '9'; /* version 9.… */
  g_assert_true (g_file_set_contents (self->pdf, bytes, (gssize) length, NULL));
  g_autofree char *differences = verify (self);
  g_assert_nonnull (strstr (differences, "program version differs"));
}

static void
what_is_no_report_is_refused (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (self->pdf, "%PDF-1.4 hello", -1, NULL));
  g_assert_null (lb_report_verify (self->hand.project, self->pdf, NULL, &error));
  g_assert_error (error, LB_ERROR, LB_ERROR_INPUT);
  g_clear_error (&error);
  unlink (self->pdf);
  g_assert_null (lb_report_verify (self->hand.project, self->pdf, NULL, &error));
  g_assert_error (error, LB_ERROR, LB_ERROR_FILE);
}

static void
a_report_is_noted_without_touching_the_data (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  LbReportOptions options = options_for ("notice");
  gint64 rows, version = lb_project_get_data_version (self->hand.project);
  g_autofree char *before = lb_project_dup_fingerprint (self->hand.project, &error);

  write_report (self, "notice");
  g_assert_true (lb_report_record (self->hand.path, &options, self->pdf, &error));
  g_assert_no_error (error);
  g_autofree char *after = lb_project_dup_fingerprint (self->hand.project, &error), *differences = verify (self);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (lb_project_get_data_version (self->hand.project), ==, version);
  g_assert_true (lb_db_get_int (lb_project_get_db (self->hand.project),
                                "SELECT count(*) FROM report_run WHERE kind = 'notice' AND length (sha256) = 64", &rows, &error));
  g_assert_cmpint (rows, ==, 1);
  g_assert_cmpstr (differences, ==, "");
}

static void
assert_fails (Fixture *self, const LbReportOptions *options, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (lb_report_write (self->hand.project, options, self->pdf, NULL, &error));
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” does not speak of “%s”", error->message, words);
  g_assert_false (g_file_test (self->pdf, G_FILE_TEST_EXISTS));
}

static void
a_wrong_template_of_the_project_is_told_with_its_place (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  LbReportOptions options = options_for ("notice");

  hand_run (&self->hand, "INSERT INTO report_template VALUES ('notice', '第一行' || char (10) || '在册{D01.户人@本地}，共366户。')");
  assert_fails (self, &options, "(notice):2:16: ");
}

static void
a_report_may_be_about_a_region_without_data_or_a_single_village (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  hand_run (&self->hand, "DELETE FROM measure; DELETE FROM monitoring_case; DELETE FROM household");
  LbReportOptions options = options_for ("look-back");
  for (const char *const *kind = lb_report_kinds; *kind != NULL; kind++) {
    static const int regions[] = {HAND_LIUWAN, HAND_QINGXI};
    for (gsize i = 0; i < G_N_ELEMENTS (regions); i++) {
      g_autofree char *sql = g_strdup_printf ("SELECT code FROM region WHERE id = %d", regions[i]);
      g_autofree char *region = NULL;
      g_assert_true (lb_db_get_text (lb_project_get_db (self->hand.project), sql, &region, &error));
      options.kind = *kind;
      options.region = region;
      lb_report_write (self->hand.project, &options, self->pdf, NULL, &error);
      g_assert_no_error (error);
    }
  }
}

/* 60 characters, some of them outside GBK: the font may lack them, and then the report says which; it never prints boxes. */
static void
long_and_rare_names_are_set_or_told (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  LbReportOptions options = options_for ("township-ticket");
  g_autoptr (GString) name = g_string_new (NULL);
  int pages;

  for (int i = 0; i < 58; i++)
    g_string_append (name, "岭");
  g_string_append (name, "㙍镇"); /* U+364D, outside GBK */
  g_autofree char *sql = g_strdup_printf ("UPDATE region SET name = '%s' WHERE id = %d", name->str, HAND_LANSHAN);
  hand_run (&self->hand, sql);
  if (lb_report_write (self->hand.project, &options, self->pdf, NULL, &error)) {
    g_autofree char *text = read_pdf (self->pdf, &pages);
    g_assert_nonnull (strstr (text, "㙍"));
  } else {
    g_assert_error (error, LB_REPORTS_ERROR, LB_REPORTS_ERROR_FONT);
    g_assert_false (g_file_test (self->pdf, G_FILE_TEST_EXISTS));
  }
}

static void
an_empty_project_has_nothing_to_report (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (self->hand.dir, "empty.gpkg", NULL);
  LbProjectInfo info = {.name = "空县"};
  g_autoptr (LbProject) project = lb_project_create (path, &info, &error);
  LbReportOptions options = options_for ("look-back");

  g_assert_no_error (error);
  g_assert_false (lb_report_write (project, &options, self->pdf, NULL, &error));
  g_assert_error (error, LB_REPORTS_ERROR, LB_REPORTS_ERROR_DATA);
  g_assert_nonnull (strstr (error->message, "import boundaries"));
  g_assert_false (g_file_test (self->pdf, G_FILE_TEST_EXISTS));
}

static void
a_cancelled_report_leaves_no_file (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  LbReportOptions options = options_for ("look-back");

  options.cancellable = cancellable;
  g_cancellable_cancel (cancellable);
  g_assert_false (lb_report_write (self->hand.project, &options, self->pdf, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (self->pdf, G_FILE_TEST_EXISTS));
}

static gpointer
cancel_soon (gpointer data)
{
  g_usleep (30000);
  g_cancellable_cancel (data);
  return NULL;
}

static void
a_report_cancelled_in_the_middle_leaves_no_file (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  LbReportOptions options = options_for ("look-back");

  options.cancellable = cancellable;
  GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);
  gboolean written = lb_report_write (self->hand.project, &options, self->pdf, NULL, &error);
  g_thread_join (thread);
  /* A fast machine is done before; then the file is whole. */
  if (!written)
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_file_test (self->pdf, G_FILE_TEST_EXISTS), ==, written);
}

static guint
count_files (const char *dir, const char *prefix)
{
  g_autoptr (GDir) files = g_dir_open (dir, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (files)) != NULL)
    n += g_str_has_prefix (name, prefix) || strstr (name, prefix) != NULL;
  return n;
}

/* Wherever it is stopped: neither the PDF nor a folder, half or whole, stays. */
static void
a_cancelled_audit_pack_leaves_no_folder (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  for (int i = 0; i < 4; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    LbReportOptions options = options_for ("audit-pack");
    options.folder = options.archive = TRUE;
    options.cancellable = cancellable;
    if (i == 0)
      g_cancellable_cancel (cancellable);
    GThread *thread = i == 0 ? NULL : g_thread_new ("cancel", cancel_soon, cancellable);
    gboolean written = lb_report_write (self->hand.project, &options, self->pdf, NULL, &error);
    if (thread != NULL)
      g_thread_join (thread);
    g_assert_cmpuint (count_files (self->hand.dir, "报告"), ==, written ? 2 : 0);
    if (written)
      return;
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  }
}

/* 10,000 villages in one township: every list, table and rank is made in time that grows with them, not with their square. */
static void
ten_thousand_villages_are_reported (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  LbReportOptions options = options_for ("notice");
  g_autofree char *sql = g_strdup_printf (
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000) "
    "INSERT INTO region (parent_id, level, code, name, area_m2) "
    "SELECT %d, 'village', printf ('539902999%%05d', i), '村' || i, 1000000 FROM n", HAND_LANSHAN);

  hand_run (&self->hand, sql);
  lb_report_write (self->hand.project, &options, self->pdf, NULL, &error);
  g_assert_no_error (error);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/report-kinds/every-kind-can-be-made", every_kind_can_be_made);
  ADD ("/report-kinds/bins-meet-the-limit-of-the-rules", bins_meet_the_limit_of_the_rules);
  ADD ("/report-kinds/those-with-a-head-become-letters", kinds_with_a_head_become_letters);
  ADD ("/report-kinds/letters-that-the-standard-does-not-know-are-told", letters_that_the_standard_does_not_know_are_told);
  ADD ("/report-kinds/the-audit-pack-lists-its-files-with-their-sums", the_audit_pack_lists_its_files_with_their_sums);
  ADD ("/report-kinds/the-audit-pack-has-the-journal", the_audit_pack_has_the_journal);
  ADD ("/report-kinds/a-report-made-again-is-the-same", a_report_made_again_is_the_same);
  ADD ("/report-kinds/a-changed-ledger-row-is-found", a_changed_ledger_row_is_found);
  ADD ("/report-kinds/a-changed-pdf-is-found", a_changed_pdf_is_found);
  ADD ("/report-kinds/another-template-is-found", another_template_is_found);
  ADD ("/report-kinds/another-program-version-is-found", another_program_version_is_found);
  ADD ("/report-kinds/what-is-no-report-is-refused", what_is_no_report_is_refused);
  ADD ("/report-kinds/a-report-is-noted-without-touching-the-data", a_report_is_noted_without_touching_the_data);
  ADD ("/report-kinds/a-wrong-template-of-the-project-is-told-with-its-place", a_wrong_template_of_the_project_is_told_with_its_place);
  ADD ("/report-kinds/a-report-may-be-about-a-region-without-data-or-a-single-village",
       a_report_may_be_about_a_region_without_data_or_a_single_village);
  ADD ("/report-kinds/long-and-rare-names-are-set-or-told", long_and_rare_names_are_set_or_told);
  ADD ("/report-kinds/an-empty-project-has-nothing-to-report", an_empty_project_has_nothing_to_report);
  ADD ("/report-kinds/a-cancelled-report-leaves-no-file", a_cancelled_report_leaves_no_file);
  ADD ("/report-kinds/a-report-cancelled-in-the-middle-leaves-no-file", a_report_cancelled_in_the_middle_leaves_no_file);
  ADD ("/report-kinds/a-cancelled-audit-pack-leaves-no-folder", a_cancelled_audit_pack_leaves_no_folder);
  ADD ("/report-kinds/ten-thousand-villages-are-reported", ten_thousand_villages_are_reported);
  return g_test_run ();
}
