/* Formats of numbers, and the texts of a workbook in bounded memory */
#include "src/number-format.h"
#include "src/string-store.h"

#include <string.h>

static void
codes_tell_what_a_number_is (void)
{
  static const struct {
    const char *code;
    LbNumberForm form;
  } codes[] = {
    {"General", LB_FORM_NUMBER}, {"general\"年\"", LB_FORM_NUMBER}, {"0", LB_FORM_NUMBER}, {"#,##0.00", LB_FORM_NUMBER},
    {"@", LB_FORM_NUMBER}, {"0.00E+00", LB_FORM_NUMBER}, {"0\"days\"", LB_FORM_NUMBER}, {"0\\d", LB_FORM_NUMBER},
    {"[Red]0.00", LB_FORM_NUMBER}, {"[Magenta]0", LB_FORM_NUMBER}, {"[h]:mm", LB_FORM_NUMBER}, {"[mm]:ss", LB_FORM_NUMBER},
    {"_(* #,##0_);_(* \\(#,##0\\)", LB_FORM_NUMBER}, {"0;yyyy", LB_FORM_NUMBER}, {"", LB_FORM_NUMBER}, {"\"", LB_FORM_NUMBER},
    {"0%", LB_FORM_PERCENT}, {"0.00%;[Red]-0.00%", LB_FORM_PERCENT},
    {"yyyy-mm-dd", LB_FORM_DAY}, {"m/d/yy", LB_FORM_DAY}, {"yyyy\"年\"m\"月\"d\"日\";@", LB_FORM_DAY}, {"m\"月\"d\"日\"", LB_FORM_DAY},
    {"[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", LB_FORM_DAY}, {"[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"", LB_FORM_DAY},
    {"e\"年\"m\"月\"d\"日\"", LB_FORM_DAY}, {"yyyy年m月d日", LB_FORM_DAY},
    {"yyyy/m", LB_FORM_MONTH}, {"yyyymm", LB_FORM_MONTH}, {"mmm-yy", LB_FORM_MONTH}, {"[$-409]mmm\\-yy;@", LB_FORM_MONTH},
    {"yyyy", LB_FORM_YEAR}, {"yyyy\"年\"", LB_FORM_YEAR},
    {"yyyy-mm-dd hh:mm:ss", LB_FORM_DAY_TIME}, {"m/d/yy h:mm AM/PM", LB_FORM_DAY_TIME},
    {"h:mm", LB_FORM_TIME}, {"mm:ss.0", LB_FORM_TIME}, {"上午/下午h\"时\"mm\"分\"", LB_FORM_TIME},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++) {
    g_test_message ("%s", codes[i].code);
    g_assert_cmpint (lb_number_form_from_code (codes[i].code), ==, codes[i].form);
  }
  g_assert_cmpint (lb_number_form_from_id (14), ==, LB_FORM_DAY);
  g_assert_cmpint (lb_number_form_from_id (57), ==, LB_FORM_MONTH);
  g_assert_cmpint (lb_number_form_from_id (10), ==, LB_FORM_PERCENT);
  g_assert_cmpint (lb_number_form_from_id (46), ==, LB_FORM_NUMBER); /* [h]:mm:ss */
  g_assert_cmpint (lb_number_form_from_id (163), ==, LB_FORM_NUMBER);
}

static void
texts_beyond_the_memory_come_back_from_the_file (void)
{
  g_autoptr (LbStringStore) store = lb_string_store_new (4096);
  g_autoptr (GError) error = NULL;
  const guint n = 20000;

  for (guint i = 0; i < n; i++) {
    g_autofree char *text = g_strdup_printf ("%s%u", i % 7 == 0 ? "" : "边缘易致贫户", i);
    g_assert_true (lb_string_store_add (store, i % 11 == 0 ? "" : text, &error));
    if (i % 1000 == 999) /* asked for while more comes */
      g_assert_cmpstr (lb_string_store_get (store, i - 3, &error), !=, NULL);
  }
  g_assert_cmpuint (lb_string_store_get_n (store), ==, n);
  for (guint k = 0; k < 2 * n; k++) {
    guint i = k < n ? k : (guint) ((guint64) k * 7919 % n); /* in order, then at random */
    g_autofree char *text = g_strdup_printf ("%s%u", i % 7 == 0 ? "" : "边缘易致贫户", i);
    g_assert_cmpstr (lb_string_store_get (store, i, &error), ==, i % 11 == 0 ? "" : text);
  }
  g_assert_no_error (error);
}

static void
a_folder_that_takes_no_file_is_told (void)
{
  if (g_test_subprocess ()) {
    g_autoptr (LbStringStore) store = lb_string_store_new (16);
    g_autoptr (GError) error = NULL;
    gboolean good = TRUE;
    for (guint i = 0; i < 100 && good; i++)
      good = lb_string_store_add (store, "边缘易致贫户", &error);
    g_assert_false (good);
    g_assert_nonnull (strstr (error->message, "/nowhere"));
    return;
  }

  g_setenv ("TMPDIR", "/nowhere", TRUE);
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/number-format/codes-tell-what-a-number-is", codes_tell_what_a_number_is);
  g_test_add_func ("/string-store/texts-beyond-the-memory-come-back-from-the-file", texts_beyond_the_memory_come_back_from_the_file);
  g_test_add_func ("/string-store/a-folder-that-takes-no-file-is-told", a_folder_that_takes_no_file_is_told);
  return g_test_run ();
}
