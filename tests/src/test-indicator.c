/* Indicator files: what is refused, and the words that say where and why. */
#include "src/error.h"
#include "src/indicator.h"
#include "src/limits.h"
#include "tests/src/hand.h"

#include <glib/gstdio.h>
#include <string.h>

/* A good header, line by line, so that a test can spoil one line and name it. */
static const char *const good[] = {
  "-- id: T01", "-- name.zh: 测试率", "-- name.en: Test rate", "-- group.zh: 测试", "-- group.en: Tests",
  "-- unit.zh: 户", "-- unit.en: households", "-- scale: 1000", "-- decimals: 1", "-- better: down",
  "-- kind: stock", "-- palette: OrRd", "-- source.zh: 手工",
  "-- source.en: by hand", "-- note.zh: 无", "-- note.en: none", "",
  "SELECT id AS region_id, NULL AS day, 1 AS numerator, 2 AS denominator FROM region"};

/* The good file with line @number (from 1) replaced; NULL leaves it out. */
static char *
spoil (guint number, const char *line)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (good); i++) {
    const char *kept = i + 1 == number ? line : good[i];
    if (kept != NULL)
      g_string_append_printf (text, "%s\n", kept);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_refused (Hand *hand, const char *where, guint number, const char *line, int expected_line,
                const char *word)
{
  g_autofree char *text = spoil (number, line);
  g_autofree char *path = hand_write (hand, "indicators/T01.sql", text);
  g_autofree char *place = g_strdup_printf ("%s, line %d: ", path, expected_line);
  g_autoptr (GError) error = NULL;
  g_autoptr (LbIndicator) indicator = lb_indicator_load (path, "zh", &error);

  g_test_message ("%s: %s", where, error != NULL ? error->message : "accepted");
  g_assert_null (indicator);
  g_assert_error (error, LB_ERROR, LB_ERROR_INPUT);
  g_assert_true (g_str_has_prefix (error->message, place));
  g_assert_nonnull (strstr (error->message, word));
}
#define REFUSED(number, line, expected_line, word) \
  assert_refused (hand, G_STRLOC, number, line, expected_line, word)

static void
a_good_file_gives_every_word (Hand *hand, gconstpointer data)
{
  g_autofree char *text = spoil (0, NULL);
  g_autofree char *path = hand_write (hand, "T01.sql", text);
  g_autoptr (GError) error = NULL;
  g_autoptr (LbIndicator) chinese = lb_indicator_load (path, "zh", &error);
  g_autoptr (LbIndicator) english = lb_indicator_load (path, "en", &error);

  (void) data;
  g_assert_no_error (error);
  g_assert_cmpstr (chinese->id, ==, "T01");
  g_assert_cmpstr (chinese->name, ==, "测试率");
  g_assert_cmpstr (english->name, ==, "Test rate");
  g_assert_cmpstr (english->unit, ==, "households");
  g_assert_cmpstr (chinese->source, ==, "手工");
  g_assert_cmpstr (chinese->note, ==, "无");
  g_assert_cmpstr (english->source, ==, "by hand");
  g_assert_cmpstr (english->note, ==, "none");
  g_assert_cmpfloat (chinese->scale, ==, 1000);
  g_assert_cmpint (chinese->decimals, ==, 1);
  g_assert_cmpint (chinese->better, ==, LB_BETTER_DOWN);
  g_assert_false (chinese->flow);
  g_assert_true (g_str_has_prefix (chinese->sql, "SELECT"));
}

static void
windows_line_ends_and_a_byte_order_mark_are_taken (Hand *hand, gconstpointer data)
{
  g_autofree char *text = spoil (0, NULL);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *joined = g_strjoinv ("\r\n", lines);
  g_autofree char *marked = g_strconcat ("\357\273\277", joined, NULL);
  g_autofree char *path = hand_write (hand, "T01.sql", marked);
  g_autoptr (GError) error = NULL;
  g_autoptr (LbIndicator) indicator = lb_indicator_load (path, "zh", &error);

  (void) data;
  g_assert_no_error (error);
  g_assert_cmpstr (indicator->palette, ==, "OrRd");
}

static void
every_bad_line_is_named (Hand *hand, gconstpointer data)
{
  (void) data;
  REFUSED (1, "-- id: T02", 1, "T02.sql");
  REFUSED (1, "-- id: ../T01", 1, "../T01");
  REFUSED (2, "-- nom.zh: 测试率", 2, "nom.zh");
  REFUSED (3, "-- name.zh: 又一个", 3, "line 2");
  REFUSED (4, "-- group.zh:", 4, "group.zh");
  REFUSED (5, "-- a comment in the header", 5, "-- key: value");
  REFUSED (8, "-- scale: 0", 8, "scale");
  REFUSED (8, "-- scale: 1,5", 8, "1,5");
  REFUSED (8, "-- scale: nan", 8, "nan");
  REFUSED (9, "-- decimals: 1.5", 9, "1.5");
  REFUSED (9, "-- decimals: -1", 9, "-1");
  REFUSED (9, "-- decimals: 7", 9, "0 to 6");
  REFUSED (10, "-- better: more", 10, "up, down or none");
  REFUSED (11, "-- kind: rate", 11, "stock or flow");
  REFUSED (11, "-- kind: flow", 11, "window");
  REFUSED (14, "-- source.en: x\n-- window: 30 days", 15, "flow");
  REFUSED (15, NULL, 15, "note.zh");
  REFUSED (16, NULL, 15, "note.en");
  REFUSED (18, "", 16, "no query");
}

static void
every_missing_key_is_named (Hand *hand, gconstpointer data)
{
  static const char *const words[] = {"id", "name.zh", "name.en", "group.zh", "group.en", "unit.zh", "unit.en"};

  (void) data;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    REFUSED (i + 1, NULL, 15, words[i]);
  REFUSED (9, NULL, 15, "decimals");
  REFUSED (10, NULL, 15, "better");
  REFUSED (11, NULL, 15, "kind");
  REFUSED (12, NULL, 15, "palette");
  REFUSED (13, NULL, 15, "source.zh");
  REFUSED (14, NULL, 15, "source.en");
}

static void
a_flow_has_a_window (Hand *hand, gconstpointer data)
{
  static const char *const bad[] = {"30", "days", "0 days", "30 weeks", "-1 months", "1.5 days", "99999 days"};

  (void) data;
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autofree char *line = g_strdup_printf ("-- kind: flow\n-- window: %s", bad[i]);
    REFUSED (11, line, 12, "window");
  }
  g_autofree char *text = spoil (11, "-- kind: flow\n-- window: 3 months");
  g_autofree char *path = hand_write (hand, "T01.sql", text);
  g_autoptr (LbIndicator) indicator = lb_indicator_load (path, "zh", NULL);
  g_assert_true (indicator->flow);
  g_assert_cmpint (indicator->window_months, ==, 3);
}

static void
a_family_has_members (Hand *hand, gconstpointer data)
{
  static const char *const bad[] = {"-- facet: a", "-- facet: a 甲", "-- facet: a 甲 |", "-- facet: a | a", "-- facet: A 甲 | a",
                                    "-- facet: a-b 甲 | a", "-- facet: a 甲 | a\n-- facet: a 乙 | b"};
  g_autofree char *text = spoil (13, "-- source.zh: 手工\n-- facet: one 甲 | first\n-- facet: two_2 乙 | second\n-- whole: none");
  g_autofree char *path = hand_write (hand, "indicators/T01.sql", text);
  g_autoptr (GError) error = NULL;

  (void) data;
  g_autoptr (LbIndicator) member = lb_indicator_find ("T01:two_2", hand->path, "zh", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (member->id, ==, "T01:two_2");
  g_assert_cmpstr (member->name, ==, "测试率·乙");
  g_assert_null (lb_indicator_find ("T01", hand->path, "zh", &error));
  g_assert_error (error, LB_ERROR, LB_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "T01:one, T01:two_2"));
  g_clear_error (&error);
  g_assert_null (lb_indicator_find ("T01:three", hand->path, "zh", &error));
  g_assert_nonnull (strstr (error->message, "T01:one, T01:two_2"));
  g_clear_error (&error);
  g_assert_null (lb_indicator_find ("M01:one", hand->path, "zh", &error));
  g_assert_nonnull (strstr (error->message, "M01 has no members"));
  g_autoptr (GPtrArray) all = lb_indicator_catalogue (hand->path, "en", NULL);
  guint members = 0;
  for (guint i = 0; i < all->len; i++)
    members += g_str_has_prefix (((LbIndicator *) g_ptr_array_index (all, i))->id, "T01:");
  g_assert_cmpuint (members, ==, 2);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    REFUSED (13, bad[i], i == G_N_ELEMENTS (bad) - 1 ? 14 : 13, i == G_N_ELEMENTS (bad) - 1 ? "second time" : "-- facet: code");
  REFUSED (13, "-- source.zh: x\n-- whole: none", 14, "facets");
  REFUSED (13, "-- source.zh: x\n-- value: sum", 14, "ratio, count or peak");
  REFUSED (13, "-- source.zh: x\n-- value: peak", 14, "two or more months");
  REFUSED (13, "-- source.zh: x\n-- base: none", 14, "plain");
}

static void
strange_files_are_refused (Hand *hand, gconstpointer data)
{
  g_autofree char *latin = hand_write (hand, "L.sql", "-- id: L\n-- name.zh: \377\376\n");
  g_autofree char *empty = hand_write (hand, "E.sql", "");
  g_autofree char *folder = g_path_get_dirname (latin);
  g_autofree char *missing = g_build_filename (folder, "none.sql", NULL);
  g_autofree char *zeros = g_strnfill (LB_LIMIT_INDICATOR_BYTES + 1, '-');
  g_autofree char *large = hand_write (hand, "G.sql", zeros);
  const char *const paths[] = {latin, empty, folder, missing, large};
  const char *const words[] = {"line 2", "-- id", "1 MB", "cannot open", "1 MB"};

  (void) data;
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++) {
    g_autoptr (GError) error = NULL;
    g_assert_null (lb_indicator_load (paths[i], "zh", &error));
    g_assert_nonnull (error);
    g_assert_nonnull (strstr (error->message, paths[i]));
    g_assert_nonnull (strstr (error->message, words[i]));
  }
}

static void
a_file_beside_the_project_takes_the_place_of_a_shipped_one (Hand *hand, gconstpointer data)
{
  g_autofree char *own = spoil (1, "-- id: M01");
  g_autofree char *first = hand_write (hand, "indicators/M01.sql", own);
  g_autofree char *more = spoil (0, NULL);
  g_autofree char *second = hand_write (hand, "indicators/T01.sql", more);
  g_autofree char *third = hand_write (hand, "indicators/X01.sql", "-- id: X01\n");
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) all = lb_indicator_catalogue (hand->path, "zh", problems);
  g_autoptr (LbIndicator) found = lb_indicator_find ("M01", hand->path, "zh", NULL);
  g_autoptr (LbIndicator) shipped = lb_indicator_find ("M01", NULL, "zh", NULL);
  static const char *const order[] = {"D01", "M01", "T01"};

  (void) data;
  g_assert_cmpstr (found->name, ==, "测试率");
  g_assert_cmpstr (shipped->name, ==, "帮扶措施落实率");
  g_assert_cmpuint (all->len, >=, G_N_ELEMENTS (order));
  guint at = 0;
  for (guint i = 0; i < all->len && at < G_N_ELEMENTS (order); i++)
    at += g_str_equal (((LbIndicator *) g_ptr_array_index (all, i))->id, order[at]);
  g_assert_cmpuint (at, ==, G_N_ELEMENTS (order));
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (problems, 0), third));
}

static void
the_users_own_file_lies_between_both (Hand *hand, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "lookback", "indicators", NULL);
  g_autofree char *path = g_build_filename (folder, "D01.sql", NULL);
  g_autofree char *users = spoil (1, "-- id: D01");
  g_autofree char *renamed = spoil (2, "-- name.zh: 项目率");

  (void) data;
  g_mkdir_with_parents (folder, 0755);
  g_assert_true (g_file_set_contents (path, users, -1, NULL));
  g_autoptr (LbIndicator) user = lb_indicator_find ("D01", hand->path, "zh", NULL);
  g_assert_cmpstr (user->name, ==, "测试率");
  renamed[strlen ("-- id: ")] = 'D';
  renamed[strlen ("-- id: T0")] = '1';
  g_autofree char *beside = hand_write (hand, "indicators/D01.sql", renamed);
  g_autoptr (LbIndicator) project = lb_indicator_find ("D01", hand->path, "zh", NULL);
  g_assert_cmpstr (project->name, ==, "项目率");
  g_assert_cmpstr (project->path, ==, beside);
  g_unlink (path);
}

static void
a_bad_file_gives_its_own_error (Hand *hand, gconstpointer data)
{
  g_autofree char *path = hand_write (hand, "indicators/X01.sql", "-- id: X01\n");
  g_autoptr (GError) error = NULL;

  (void) data;
  g_assert_null (lb_indicator_find ("X01", hand->path, "zh", &error));
  g_assert_error (error, LB_ERROR, LB_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, path));
}

static void
an_unknown_id_lists_what_there_is (Hand *hand, gconstpointer data)
{
  static const char *const ids[] = {"Z99", "", "../indicators/M01", "m01/../M01"};

  (void) data;
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++) {
    g_autoptr (GError) error = NULL;
    g_assert_null (lb_indicator_find (ids[i], hand->path, "zh", &error));
    g_assert_error (error, LB_ERROR, LB_ERROR_NOT_FOUND);
    g_assert_nonnull (strstr (error->message, "D01, "));
  }
}

#define ADD(path, function) g_test_add (path, Hand, NULL, hand_set_up, function, hand_tear_down)

int
main (int argc, char **argv)
{
  g_autofree char *home = g_dir_make_tmp ("lookback-home-XXXXXX", NULL);

  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_test_init (&argc, &argv, NULL);
  ADD ("/indicator/a-good-file-gives-every-word", a_good_file_gives_every_word);
  ADD ("/indicator/windows-line-ends-and-a-byte-order-mark-are-taken", windows_line_ends_and_a_byte_order_mark_are_taken);
  ADD ("/indicator/every-bad-line-is-named", every_bad_line_is_named);
  ADD ("/indicator/every-missing-key-is-named", every_missing_key_is_named);
  ADD ("/indicator/a-flow-has-a-window", a_flow_has_a_window);
  ADD ("/indicator/a-family-has-members", a_family_has_members);
  ADD ("/indicator/strange-files-are-refused", strange_files_are_refused);
  ADD ("/indicator/a-file-beside-the-project-takes-the-place-of-a-shipped-one",
       a_file_beside_the_project_takes_the_place_of_a_shipped_one);
  ADD ("/indicator/the-users-own-file-lies-between-both", the_users_own_file_lies_between_both);
  ADD ("/indicator/a-bad-file-gives-its-own-error", a_bad_file_gives_its_own_error);
  ADD ("/indicator/an-unknown-id-lists-what-there-is", an_unknown_id_lists_what_there_is);
  int status = g_test_run ();
  hand_remove (home);
  return status;
}
