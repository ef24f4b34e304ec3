#include "maps/error.h"
#include "src/error.h"
#include "tests/maps/little-county.h"

#include <math.h>
#include <poppler.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

static const double some_missing[LITTLE_VILLAGES] = {1, NAN, 4, 7, NAN, 16, 22, 29, 37, 46, 56, 67};

/* (transfer full): the bytes of the map written to a file of this name. */
static GBytes *
write_map (const Little *little, LbMap *map, const char *name, double width, double height, gboolean bare)
{
  g_autofree char *path = g_build_filename (little->dir, name, NULL);
  g_autoptr (GError) error = NULL;
  char *bytes;
  gsize length;

  g_assert_true (lb_map_write (map, path, width, height, NULL, bare, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  return g_bytes_new_take (bytes, length);
}

static void
the_same_map_gives_the_same_bytes (Little *little, gconstpointer data)
{
  static const char *const names[] = {"map.png", "map.svg", "map.pdf"};
  g_autoptr (LbMap) first = little_map (little, some_missing), second = little_map (little, some_missing);

  (void) data;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (GBytes) a = write_map (little, first, names[i], 595, 842, FALSE);
    if (i > 0)
      g_usleep (1100000); /* a clock in the output would have moved on */
    g_autoptr (GBytes) b = write_map (little, second, names[i], 595, 842, FALSE);
    g_assert_true (g_bytes_equal (a, b));
  }
}

static void
a_pdf_can_be_searched_in_chinese (Little *little, gconstpointer data)
{
  static const char *const words[] = {"岚岭县监测对象密度分布图", "东山镇", "甲村", "无数据", "自然断点", "含上限不含下限",
                                      "2025年12月31日", "岚岭县乡村振兴局", "内部用图", "本图界线不作为权属争议的依据", "千米",
                                      "比例尺", "中央经线", "村级界", "资料来源", "北"};
  g_autoptr (LbMap) map = little_map (little, some_missing);
  g_autoptr (GBytes) bytes = write_map (little, map, "map.pdf", 595, 842, FALSE);
  g_autoptr (GError) error = NULL;

  (void) data;
  PopplerDocument *document = poppler_document_new_from_bytes (bytes, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (poppler_document_get_n_pages (document), ==, 1);
  PopplerPage *page = poppler_document_get_page (document, 0);
  g_autofree char *text = poppler_page_get_text (page), *title = poppler_document_get_title (document);
  double width, height;
  poppler_page_get_size (page, &width, &height);
  g_assert_cmpfloat_with_epsilon (width, 595, 0.5);
  g_assert_cmpfloat_with_epsilon (height, 842, 0.5);
  g_assert_cmpstr (title, ==, "岚岭县监测对象密度分布图（2025年12月31日）");
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (text, words[i]) == NULL)
      g_error ("“%s” is not in: %s", words[i], text);
  g_object_unref (page);
  g_object_unref (document);
}

static guint
count (const char *text, const char *end, const char *word)
{
  guint n = 0;

  for (const char *at = text; (at = g_strstr_len (at, end - at, word)) != NULL; at += strlen (word))
    n++;
  return n;
}

/* The path filled evenodd, which only classes are. */
static void
regions_of_one_class_are_filled_as_one_outline (Little *little, gconstpointer data)
{
  static const double same[LITTLE_VILLAGES] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
  g_autoptr (LbMap) map = little_map (little, same);
  g_autoptr (GBytes) bytes = write_map (little, map, "map.svg", 400, 500, TRUE);
  g_autofree char *svg = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  const char *fill = strstr (svg, "fill-rule:evenodd");

  (void) data;
  g_assert_nonnull (fill);
  const char *path = strstr (fill, " d=\"");
  g_assert_nonnull (path);
  g_assert_cmpuint (count (path, strchr (path + 4, '"'), "Z"), ==, 1);
}

static void
a_map_that_rested_is_painted_the_same (Little *little, gconstpointer data)
{
  g_autoptr (LbMap) map = little_map (little, some_missing);
  g_autoptr (GBytes) before = write_map (little, map, "map.svg", 400, 500, TRUE);

  (void) data;
  lb_map_rest (map);
  g_autoptr (GBytes) after = write_map (little, map, "map.svg", 400, 500, TRUE);
  g_assert_true (g_bytes_equal (before, after));
}

static void
an_svg_is_well_formed (Little *little, gconstpointer data)
{
  g_autoptr (LbMap) map = little_map (little, some_missing);
  g_autoptr (GBytes) bytes = write_map (little, map, "map.svg", 400, 500, FALSE);
  const GMarkupParser nothing = {NULL, NULL, NULL, NULL, NULL};
  g_autoptr (GMarkupParseContext) parser = g_markup_parse_context_new (&nothing, 0, NULL, NULL);
  g_autoptr (GError) error = NULL;

  (void) data;
  g_markup_parse_context_parse (parser, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);
  g_markup_parse_context_end_parse (parser, &error);
  g_assert_no_error (error);
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), "<svg"));
}

static void
vector_files_hold_no_picture (Little *little, gconstpointer data)
{
  g_autoptr (LbMap) map = little_map (little, some_missing);
  g_autoptr (GBytes) svg = write_map (little, map, "map.svg", 400, 500, FALSE);
  g_autoptr (GBytes) pdf = write_map (little, map, "map.pdf", 400, 500, FALSE);

  (void) data;
  g_assert_null (g_strstr_len (g_bytes_get_data (svg, NULL), (gssize) g_bytes_get_size (svg), "<image"));
  g_assert_null (g_strstr_len (g_bytes_get_data (pdf, NULL), (gssize) g_bytes_get_size (pdf), "/Subtype /Image"));
}

static void
a_bare_map_has_the_size_asked_for_and_no_words (Little *little, gconstpointer data)
{
  g_autoptr (LbMap) map = little_map (little, some_missing);
  g_autoptr (GBytes) png = write_map (little, map, "map.png", 321, 123, TRUE);
  g_autofree char *path = g_build_filename (little->dir, "map.png", NULL);
  g_autoptr (GBytes) pdf = write_map (little, map, "bare.pdf", 321, 123, TRUE);
  cairo_surface_t *surface = cairo_image_surface_create_from_png (path);

  (void) data;
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 321);
  g_assert_cmpint (cairo_image_surface_get_height (surface), ==, 123);
  cairo_surface_destroy (surface);
  g_assert_null (g_strstr_len (g_bytes_get_data (pdf, NULL), (gssize) g_bytes_get_size (pdf), "/Font <<"));
}

static void
a_full_disk_leaves_what_was_there (Little *little, gconstpointer data)
{
  static const char *const names[] = {"full.png", "full.svg", "full.pdf"};
  g_autoptr (LbMap) map = little_map (little, some_missing);
  struct rlimit before, small;

  (void) data;
  signal (SIGXFSZ, SIG_IGN);
  getrlimit (RLIMIT_FSIZE, &before);
  small = before;
  small.rlim_cur = 4096;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = g_build_filename (little->dir, names[i], NULL), *text = NULL;
    g_autoptr (GError) error = NULL;
    g_assert_true (g_file_set_contents (path, "what was there", -1, NULL));
    setrlimit (RLIMIT_FSIZE, &small);
    gboolean written = lb_map_write (map, path, 400, 500, NULL, FALSE, &error);
    setrlimit (RLIMIT_FSIZE, &before);
    g_assert_false (written);
    g_assert_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_DRAW);
    g_assert_nonnull (strstr (error->message, names[i]));
    g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
    g_assert_cmpstr (text, ==, "what was there");
  }
  /* No temporary file stays behind. */
  g_autoptr (GDir) dir = g_dir_open (little->dir, 0, NULL);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    g_assert_false (name[0] == '.');
}

static void
impossible_files_are_refused (Little *little, gconstpointer data)
{
  g_autoptr (LbMap) map = little_map (little, NULL);
  g_autofree char *odd = g_build_filename (little->dir, "map.bmp", NULL);
  g_autofree char *nowhere = g_build_filename (little->dir, "no-folder", "map.png", NULL);
  g_autofree char *good = g_build_filename (little->dir, "map.png", NULL);
  LbBox empty = {5, 5, 5, 9};
  g_autoptr (GError) error = NULL;

  (void) data;
  g_assert_false (lb_map_write (map, odd, 400, 300, NULL, FALSE, &error));
  g_assert_error (error, LB_ERROR, LB_ERROR_USAGE);
  g_clear_error (&error);
  g_assert_false (lb_map_write (map, nowhere, 400, 300, NULL, FALSE, &error));
  g_assert_error (error, LB_ERROR, LB_ERROR_FILE);
  g_clear_error (&error);
  g_assert_false (lb_map_write (map, good, 1e9, 300, NULL, FALSE, &error));
  g_assert_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_DRAW);
  g_clear_error (&error);
  g_assert_false (lb_map_write (map, good, 400, 300, &empty, FALSE, &error));
  g_assert_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_DRAW);
}

static void
a_map_speaks_the_language_of_its_spec (Little *little, gconstpointer data)
{
  LbMapSpec spec = little_spec ();
  g_autofree double *values = little_values (little, some_missing);
  spec.values = values;
  spec.language = "en";
  g_autoptr (LbMap) map = lb_map_new (little->boundaries, &spec, NULL);
  g_autoptr (GBytes) bytes = write_map (little, map, "map.pdf", 595, 842, FALSE);
  PopplerDocument *document = poppler_document_new_from_bytes (bytes, NULL, NULL);
  PopplerPage *page = poppler_document_get_page (document, 0);
  g_autofree char *text = poppler_page_get_text (page);

  (void) data;
  g_assert_nonnull (strstr (text, "Natural breaks, 5 classes"));
  g_assert_nonnull (strstr (text, "No data"));
  g_assert_nonnull (strstr (text, "2025-12-31"));
  g_object_unref (page);
  g_object_unref (document);
}

#define ADD(name, function) g_test_add ("/map-file/" name, Little, NULL, little_set_up, function, little_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("the-same-map-gives-the-same-bytes", the_same_map_gives_the_same_bytes);
  ADD ("a-pdf-can-be-searched-in-chinese", a_pdf_can_be_searched_in_chinese);
  ADD ("an-svg-is-well-formed", an_svg_is_well_formed);
  ADD ("regions-of-one-class-are-filled-as-one-outline", regions_of_one_class_are_filled_as_one_outline);
  ADD ("a-map-that-rested-is-painted-the-same", a_map_that_rested_is_painted_the_same);
  ADD ("vector-files-hold-no-picture", vector_files_hold_no_picture);
  ADD ("a-bare-map-has-the-size-asked-for-and-no-words", a_bare_map_has_the_size_asked_for_and_no_words);
  ADD ("a-full-disk-leaves-what-was-there", a_full_disk_leaves_what_was_there);
  ADD ("impossible-files-are-refused", impossible_files_are_refused);
  ADD ("a-map-speaks-the-language-of-its-spec", a_map_speaks_the_language_of_its_spec);
  return g_test_run ();
}
