/* The finished PDF of the sample county, made by the program itself and read back through poppler. */
#include "pages.h"
#include "reports/compose.h"
#include "src/date.h"

#include <math.h>
#include <poppler.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MM (25.4 / 72)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerDocument, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerPage, g_object_unref)

typedef struct {
  char *dir, *project, *pdf;
} Sample;

static Sample sample;

/* Runs the program; @words end with NULL. Returns the exit status; @said receives standard error. */
static int
run_with (char **envp, char **said, const char *const *words)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *out = NULL, *err = NULL;
  int status;

  g_ptr_array_add (argv, (gpointer) g_getenv ("LOOKBACK"));
  for (; *words != NULL; words++)
    g_ptr_array_add (argv, (gpointer) *words);
  g_ptr_array_add (argv, NULL);
  g_spawn_sync (NULL, (char **) argv->pdata, envp, G_SPAWN_DEFAULT, NULL, NULL, &out, &err, &status, &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (status));
  if (said != NULL)
    *said = g_steal_pointer (&err);
  else if (WEXITSTATUS (status) != 0)
    g_test_message ("%s", err);
  return WEXITSTATUS (status);
}

#define RUN(said, ...) run_with (NULL, said, (const char *const[]) {__VA_ARGS__, NULL})

static void
make_sample (void)
{
  static const char *const files[] = {"township.shp", "village.shp", "grid.shp", "households.csv", "cases.csv",
                                      "measures.csv"};
  sample.dir = g_dir_make_tmp ("lookback-XXXXXX", NULL);
  sample.project = g_build_filename (sample.dir, "county.gpkg", NULL);
  sample.pdf = g_build_filename (sample.dir, "report.pdf", NULL);
  g_assert_cmpint (RUN (NULL, "new", sample.project, "--name", "岚岭县", "--code", "539902", "--issuer",
                        "岚岭县乡村振兴局"), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autofree char *path = g_build_filename (g_getenv ("LOOKBACK_DATA_DIR"), "sample", files[i], NULL);
    g_assert_cmpint (RUN (NULL, "import", sample.project, path), ==, 0);
  }
  g_assert_cmpint (RUN (NULL, "report", sample.project, "--kind", "look-back", "-o", sample.pdf, "--as-of",
                        "2025-12-31", "--since", "2024-12-31"), ==, 0);
}

static void
remove_sample (void)
{
  g_autoptr (GDir) dir = g_dir_open (sample.dir, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (sample.dir, name, NULL);
    unlink (path);
  }
  rmdir (sample.dir);
  g_free (sample.dir);
  g_free (sample.project);
  g_free (sample.pdf);
}

static PopplerDocument *
open_pdf (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = g_filename_to_uri (sample.pdf, NULL, NULL);
  PopplerDocument *document = poppler_document_new_from_file (uri, NULL, &error);

  g_assert_no_error (error);
  return document;
}

/* Text without the white space that line ends and grid cells bring. */
static char *
squeeze (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_unichar (out, g_utf8_get_char (p));
  return g_string_free (out, FALSE);
}

static char *
text_of_page (PopplerDocument *document, int i)
{
  g_autoptr (PopplerPage) page = poppler_document_get_page (document, i);
  return poppler_page_get_text (page);
}

static void
the_text_can_be_searched (void)
{
  static const char *const words[] = {"岚岭县", "366户", "1053", "1510", "69.74%"};
  g_autoptr (PopplerDocument) document = open_pdf ();

  for (guint w = 0; w < G_N_ELEMENTS (words); w++) {
    guint found = 0;
    for (int i = 0; i < poppler_document_get_n_pages (document); i++) {
      g_autoptr (PopplerPage) page = poppler_document_get_page (document, i);
      GList *hits = poppler_page_find_text (page, words[w]);
      found += g_list_length (hits);
      g_list_free_full (hits, (GDestroyNotify) poppler_rectangle_free);
    }
    if (found == 0)
      g_error ("“%s” is not found", words[w]);
  }
}

/* The template asks for this member by its name, and for the whole family as a table. */
static void
a_member_named_beside_its_family_has_its_figures (void)
{
  g_autoptr (PopplerDocument) document = open_pdf ();
  gboolean found = FALSE;

  for (int i = 0; i < poppler_document_get_n_pages (document); i++) {
    g_autofree char *text = text_of_page (document, i), *plain = squeeze (text);
    found = found || strstr (plain, "因病17259446.99") != NULL;
  }
  g_assert_true (found);
}

static void
pages_are_a4_and_counted (void)
{
  g_autoptr (PopplerDocument) document = open_pdf ();

  g_assert_cmpint (poppler_document_get_n_pages (document), >=, 4);
  for (int i = 0; i < poppler_document_get_n_pages (document); i++) {
    g_autoptr (PopplerPage) page = poppler_document_get_page (document, i);
    g_autofree char *label = poppler_page_get_label (page), *expected = g_strdup_printf ("%d", i + 1);
    double width, height;
    poppler_page_get_size (page, &width, &height);
    g_assert_cmpfloat_with_epsilon (width * MM, 210, 0.1);
    g_assert_cmpfloat_with_epsilon (height * MM, 297, 0.1);
    g_assert_cmpstr (label, ==, expected);
  }
}

static void
pages_keep_the_standard (void)
{
  g_autoptr (LbPages) pages = lb_pages_open (sample.pdf);

  lb_check_glyphs (pages);
  for (guint i = 0; i < pages->pages->len; i++) {
    const LbSeenPage *page = lb_pages_get (pages, i);
    lb_check_area (page, 28, 37, 156, 225);
    lb_check_official_number (page);
    lb_check_flush (page, 16, 28, 184);
  }
}

static void
fonts_are_embedded_subsets (void)
{
  g_autoptr (PopplerDocument) document = open_pdf ();
  PopplerFontInfo *info = poppler_font_info_new (document);
  PopplerFontsIter *iter;
  guint fonts = 0;

  while (poppler_font_info_scan (info, 20, &iter)) {
    if (iter == NULL)
      continue;
    do {
      g_assert_true (poppler_fonts_iter_is_embedded (iter));
      g_assert_true (poppler_fonts_iter_is_subset (iter));
      g_assert_cmpint (poppler_fonts_iter_get_font_type (iter), !=, POPPLER_FONT_TYPE_TYPE3);
      fonts++;
    } while (poppler_fonts_iter_next (iter));
    poppler_fonts_iter_free (iter);
  }
  poppler_font_info_free (info);
  g_assert_cmpuint (fonts, >=, 4);
}

static void
the_outline_has_the_headings (void)
{
  g_autoptr (PopplerDocument) document = open_pdf ();
  PopplerIndexIter *iter = poppler_index_iter_new (document);
  g_autoptr (GString) titles = g_string_new (NULL);

  g_assert_nonnull (iter);
  do {
    PopplerAction *action = poppler_index_iter_get_action (iter);
    g_string_append_printf (titles, "%s/", action->any.title);
    poppler_action_free (action);
  } while (poppler_index_iter_next (iter));
  poppler_index_iter_free (iter);
  g_assert_nonnull (strstr (titles->str, "二、总体情况/"));
  g_assert_nonnull (strstr (titles->str, "四、帮扶措施情况/"));
}

static void
metadata_tell_where_it_comes_from (void)
{
  g_autoptr (PopplerDocument) document = open_pdf ();
  g_autofree char *title = poppler_document_get_title (document), *author = poppler_document_get_author (document);
  g_autofree char *keywords = poppler_document_get_keywords (document);
  static const char *const wanted[] = {"as-of=2025-12-31", "since=2024-12-31", "rules=national", "data=", "template=",
                                       "program=Lookback", "fonts="};

  g_assert_cmpstr (title, ==, "岚岭县防止返贫动态监测和帮扶工作督导“回头看”报告");
  g_assert_cmpstr (author, ==, "岚岭县乡村振兴局");
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    g_assert_nonnull (strstr (keywords, wanted[i]));
}

/* (transfer full): checksum of a village map of the sample, drawn from what was loaded down to @level. */
static char *
village_map (LbLevel level)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (sample.dir, "map.pdf", NULL), *bytes = NULL;
  g_autoptr (LbProject) project = lb_project_open (sample.project, LB_DB_READ, &error);
  g_autoptr (LbBoundaries) boundaries = lb_boundaries_load_to (project, level, &error);
  LbMapSpec spec = {.level = LB_LEVEL_VILLAGE, .palette = "OrRd", .as_of = "2025-12-31", .language = "zh"};
  g_autoptr (LbMap) map = lb_map_new (boundaries, &spec, &error);
  gsize length;

  g_assert_no_error (error);
  g_assert_true (lb_map_write (map, path, 400, 500, NULL, FALSE, &error));
  g_assert_true (g_file_get_contents (path, &bytes, &length, &error));
  unlink (path);
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) bytes, length);
}

static void
a_map_needs_no_boundaries_below_its_level (void)
{
  g_autofree char *all = village_map (LB_LEVEL_GRID), *few = village_map (LB_LEVEL_VILLAGE);

  g_assert_cmpstr (all, ==, few);
}

static void
the_table_stands_in_the_pdf (void)
{
  g_autoptr (PopplerDocument) document = open_pdf ();
  g_autoptr (GString) all = g_string_new (NULL);

  for (int i = 0; i < poppler_document_get_n_pages (document); i++) {
    g_autofree char *text = text_of_page (document, i), *tight = squeeze (text);
    g_string_append (all, tight);
  }
  g_assert_nonnull (strstr (all->str, "全县各乡镇帮扶措施落实情况"));
  g_assert_nonnull (strstr (all->str, "合计"));
  g_assert_nonnull (strstr (all->str, "内部用图不得公开"));
  g_assert_nonnull (strstr (all->str, "模板指纹"));
}

static char *
read_report (const char *tz, const char *lang, const char *day)
{
  g_autofree char *path = g_build_filename (sample.dir, "again.pdf", NULL);
  g_auto (GStrv) envp = g_get_environ ();
  char *bytes;
  gsize length;

  envp = g_environ_setenv (envp, "TZ", tz, TRUE);
  envp = g_environ_setenv (envp, "LANG", lang, TRUE);
  envp = g_environ_setenv (envp, "LC_ALL", lang, TRUE);
  envp = g_environ_setenv (envp, "LANGUAGE", "", TRUE);
  envp = g_environ_setenv (envp, "SOURCE_DATE_EPOCH", day, TRUE);
  g_assert_cmpint (run_with (envp, NULL, (const char *const[]) {"report", sample.project, "--kind", "look-back", "-o", path,
                                                                "--as-of", "2025-12-31", NULL}), ==, 0);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  char *sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) bytes, length);
  g_free (bytes);
  return sum;
}

static void
the_same_report_is_the_same_bytes (void)
{
  g_autofree char *a = read_report ("Asia/Shanghai", "zh_CN.UTF-8", "1700000000");
  g_autofree char *b = read_report ("America/New_York", "en_US.UTF-8", "1");
  g_autofree char *c = read_report ("Pacific/Kiritimati", "C", "1900000000");

  g_assert_cmpstr (a, ==, b);
  g_assert_cmpstr (a, ==, c);
}

static void
assert_sound (char *path)
{
  g_autofree char *out = NULL, *err = NULL;
  char *argv[] = {(char *) "qpdf", (char *) "--check", path, NULL};
  int status;

  g_assert_true (g_spawn_sync (NULL, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, &err, &status, NULL));
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

/* (transfer full): the objects of a PDF as qpdf tells them, independent of the code that wrote them. */
static char *
objects_of (const char *path)
{
  char *out = NULL;
  char *argv[] = {(char *) "qpdf", (char *) "--json=2", (char *) path, NULL};
  int status;

  g_assert_true (g_spawn_sync (NULL, argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &out, NULL,
                               &status, NULL));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
  return out;
}

static void
labels_and_language_are_told (void)
{
  g_autofree char *objects = objects_of (sample.pdf);

  g_assert_nonnull (strstr (objects, "\"/PageLabels\""));
  g_assert_nonnull (strstr (objects, "\"/Lang\": \"u:zh-CN\""));
  g_assert_nonnull (strstr (objects, "\"/DisplayDocTitle\": true"));
  g_assert_nonnull (strstr (objects, "\"u:D:20251231000000+08'00'\""));
  g_assert_null (strstr (objects, "/OutputIntents"));
}

/* What ISO 19005-2 asks for at level B, beside what poppler is asked elsewhere (all fonts embedded). */
static void
the_archive_form_has_what_it_needs (void)
{
  static const char *const wanted[] = {"\"/OutputIntents\"", "\"/S\": \"/GTS_PDFA1\"", "\"/DestOutputProfile\"", "\"/Metadata\"",
                                       "\"/ID\"", "\"/CIDToGIDMap\": \"/Identity\""};
  static const char *const forbidden[] = {"/JavaScript", "/JS\"", "/Encrypt", "/LZWDecode", "/Launch", "/EmbeddedFiles", "/XFA",
                                          "\"/Interpolate\": true", "/TR\"", "/AA\""};
  g_autofree char *path = g_build_filename (sample.dir, "archive.pdf", NULL);

  g_assert_cmpint (RUN (NULL, "report", sample.project, "--kind", "look-back", "-o", path, "--as-of", "2025-12-31", "--archive"),
                   ==, 0);
  g_autofree char *objects = objects_of (path);
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    if (strstr (objects, wanted[i]) == NULL)
      g_error ("the archive form lacks %s", wanted[i]);
  for (guint i = 0; i < G_N_ELEMENTS (forbidden); i++)
    if (strstr (objects, forbidden[i]) != NULL)
      g_error ("the archive form has %s", forbidden[i]);
  g_autoptr (LbPages) pages = lb_pages_open (path);
  g_autofree char *xmp = poppler_document_get_metadata (pages->document), *title = poppler_document_get_title (pages->document);
  g_assert_nonnull (strstr (xmp, "<pdfaid:part>2</pdfaid:part>"));
  g_assert_nonnull (strstr (xmp, "<pdfaid:conformance>B</pdfaid:conformance>"));
  g_assert_nonnull (strstr (xmp, title));
  g_assert_nonnull (strstr (xmp, "<xmp:CreateDate>2025-12-31T00:00:00+08:00</xmp:CreateDate>"));
  g_assert_cmpint (poppler_document_get_creation_date (pages->document), ==, 1767110400); /* the same moment in both */
  lb_check_glyphs (pages);
  unlink (path);
}

static void
qpdf_finds_nothing_wrong (void)
{
  assert_sound (sample.pdf);
}

static void
every_kind_of_the_sample_is_sound (void)
{
  g_autofree char *path = g_build_filename (sample.dir, "kind.pdf", NULL);

  for (const char *const *kind = lb_report_kinds; *kind != NULL; kind++) {
    if (g_str_equal (*kind, "audit-pack")) /* writes a folder; test-kinds */
      continue;
    g_assert_cmpint (RUN (NULL, "report", sample.project, "--kind", *kind, "-o", path, "--as-of", "2025-12-31", "--since",
                          "2025-06-30"), ==, 0);
    assert_sound (path);
    struct stat about;
    g_assert_cmpint (stat (path, &about), ==, 0);
    g_assert_cmpint (about.st_size, <, 5 * 1024 * 1024);
  }
}

/* The program refuses @words with that status and one sentence that names @named. */
static void
refuse (int wanted, const char *named, const char *const *words)
{
  g_autofree char *said = NULL;
  int status = run_with (NULL, &said, words);

  g_assert_cmpint (status, ==, wanted);
  if (strstr (said, named) == NULL)
    g_error ("“%s” does not speak of “%s”", said, named);
  g_assert_true (strchr (said, '\n') == said + strlen (said) - 1);
}

#define REFUSE(wanted, named, ...) refuse (wanted, named, (const char *const[]) {__VA_ARGS__, NULL})
#define LOOK_BACK                  "report", sample.project, "--kind", "look-back", "-o"

static guint
count_files (void)
{
  g_autoptr (GDir) dir = g_dir_open (sample.dir, 0, NULL);
  const char *name;
  guint n = 0;

  /* Beside an open project SQLite keeps files of its own. */
  while ((name = g_dir_read_name (dir)) != NULL)
    n += !g_str_has_suffix (name, "-wal") && !g_str_has_suffix (name, "-shm");
  return n;
}

static void
a_target_that_cannot_be_written_is_told (void)
{
  g_autofree char *nowhere = g_build_filename (sample.dir, "no-such-folder", "r.pdf", NULL);
  guint before = count_files ();

  REFUSE (1, "no-such-folder", LOOK_BACK, nowhere);
  REFUSE (1, "folder", LOOK_BACK, sample.dir);
  REFUSE (1, "/dev/full", LOOK_BACK, "/dev/full");
  g_assert_cmpuint (count_files (), ==, before);
  struct stat about;
  g_assert_cmpint (stat ("/dev/full", &about), ==, 0);
  g_assert_true (S_ISCHR (about.st_mode));
}

static void
wrong_words_are_told (void)
{
  g_autofree char *path = g_build_filename (sample.dir, "none.pdf", NULL);

  REFUSE (2, "poem", "report", sample.project, "--kind", "poem", "-o", path);
  REFUSE (1, "999", LOOK_BACK, path, "--region", "999");
  REFUSE (2, "2025-02-30", LOOK_BACK, path, "--as-of", "2025-02-30");
  REFUSE (2, "--since", LOOK_BACK, path, "--as-of", "2024-01-01", "--since", "2025-01-01");
  REFUSE (1, "publish the notice", "report", sample.project, "--kind", "village-file", "-o", path, "--public");
  REFUSE (2, "--review", LOOK_BACK, path, "--review", "GS123");
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
a_township_gets_a_report_of_its_own (void)
{
  g_autofree char *path = g_build_filename (sample.dir, "township.pdf", NULL);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);

  g_assert_cmpint (RUN (NULL, "report", sample.project, "--kind", "look-back", "-o", path, "--region", "539902101",
                        "--as-of", "2025-12-31"), ==, 0);
  g_autoptr (PopplerDocument) document = poppler_document_new_from_file (uri, NULL, NULL);
  g_assert_nonnull (document);
  g_autofree char *title = poppler_document_get_title (document);
  g_assert_true (g_str_has_prefix (title, "岚岭县"));
  g_assert_null (strstr (title, "岚岭县防止"));
  g_autoptr (GString) all = g_string_new (NULL);
  for (int i = 0; i < poppler_document_get_n_pages (document); i++) {
    g_autofree char *text = text_of_page (document, i), *tight = squeeze (text);
    g_string_append (all, tight);
  }
  g_assert_nonnull (strstr (all->str, "各村帮扶措施落实情况"));
  g_assert_null (strstr (all->str, "各乡镇帮扶措施落实情况"));
  /* Its maps show its own ground: the villages of others stand on none. */
  g_assert_nonnull (strstr (all->str, "全镇"));
}

static void
a_computer_without_chinese_fonts_is_told_what_to_install (void)
{
  g_autofree char *config = g_build_filename (sample.dir, "fonts.conf", NULL);
  g_autofree char *path = g_build_filename (sample.dir, "none.pdf", NULL), *said = NULL;
  g_auto (GStrv) envp = g_environ_setenv (g_get_environ (), "FONTCONFIG_FILE", config, TRUE);

  g_assert_true (g_file_set_contents (config, "<?xml version=\"1.0\"?><fontconfig></fontconfig>", -1, NULL));
  int status = run_with (envp, &said, (const char *const[]) {"report", sample.project, "--kind", "look-back", "-o", path,
                                                             NULL});
  g_assert_cmpint (status, ==, 1);
  g_assert_nonnull (strstr (said, "fonts-noto-cjk"));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  make_sample ();
  g_test_add_func ("/report/the-text-can-be-searched", the_text_can_be_searched);
  g_test_add_func ("/report/a-member-named-beside-its-family-has-its-figures", a_member_named_beside_its_family_has_its_figures);
  g_test_add_func ("/report/pages-are-a4-and-counted", pages_are_a4_and_counted);
  g_test_add_func ("/report/pages-keep-the-standard", pages_keep_the_standard);
  g_test_add_func ("/report/fonts-are-embedded-subsets", fonts_are_embedded_subsets);
  g_test_add_func ("/report/the-outline-has-the-headings", the_outline_has_the_headings);
  g_test_add_func ("/report/metadata-tell-where-it-comes-from", metadata_tell_where_it_comes_from);
  g_test_add_func ("/report/a-map-needs-no-boundaries-below-its-level", a_map_needs_no_boundaries_below_its_level);
  g_test_add_func ("/report/the-table-stands-in-the-pdf", the_table_stands_in_the_pdf);
  g_test_add_func ("/report/the-same-report-is-the-same-bytes", the_same_report_is_the_same_bytes);
  g_test_add_func ("/report/labels-and-language-are-told", labels_and_language_are_told);
  g_test_add_func ("/report/the-archive-form-has-what-it-needs", the_archive_form_has_what_it_needs);
  g_test_add_func ("/report/qpdf-finds-nothing-wrong", qpdf_finds_nothing_wrong);
  g_test_add_func ("/report/every-kind-of-the-sample-is-sound", every_kind_of_the_sample_is_sound);
  g_test_add_func ("/report/a-target-that-cannot-be-written-is-told", a_target_that_cannot_be_written_is_told);
  g_test_add_func ("/report/wrong-words-are-told", wrong_words_are_told);
  g_test_add_func ("/report/a-township-gets-a-report-of-its-own", a_township_gets_a_report_of_its_own);
  g_test_add_func ("/report/a-computer-without-chinese-fonts-is-told-what-to-install",
                   a_computer_without_chinese_fonts_is_told_what_to_install);
  int status = g_test_run ();
  remove_sample ();
  return status;
}
