#include "src/text.h"

#include <string.h>

static void
assert_detected (const char *bytes, gsize length, const char *name)
{
  LbEncoding encoding = {0};

  lb_encoding_detect (bytes, length, &encoding);
  g_assert_cmpstr (encoding.name, ==, name);
  g_assert_cmpuint (strlen (encoding.reason), >, 0);
  lb_encoding_clear (&encoding);
}

static void
assert_detected_text (const char *text, const char *encoding, const char *name)
{
  gsize length;
  g_autofree char *bytes = g_convert (text, -1, encoding, "UTF-8", NULL, &length, NULL);

  g_assert_nonnull (bytes);
  assert_detected (bytes, length, name);
}

static const char ledger[] = "户编号,户主姓名,行政村\n5399020001,李秋香,碧关镇杉桥村\n5399020002,彭吉,松涛社区\n";

static void
encodings_are_told_from_the_bytes (void)
{
  assert_detected_text (ledger, "UTF-8", "UTF-8");
  assert_detected_text (ledger, "GB18030", "GB18030");
  assert_detected_text (ledger, "GBK", "GB18030");
  assert_detected_text (ledger, "UTF-16LE", "UTF-16LE");
  assert_detected_text (ledger, "UTF-16BE", "UTF-16BE");
  assert_detected ("a,b\n1,2\n", 8, "UTF-8");
  assert_detected ("\xEF\xBB\xBF" "a", 4, "UTF-8");
  assert_detected ("\xFF\xFE" "a\0", 4, "UTF-16LE");
  assert_detected ("\xFE\xFF\0a", 4, "UTF-16BE");
}

static void
a_sample_may_end_inside_a_character (void)
{
  for (gsize cut = strlen ("户编号"); cut < strlen (ledger); cut++)
    assert_detected (ledger, cut, "UTF-8");
}

static void
a_few_damaged_bytes_leave_utf8_what_it_is (void)
{
  g_autofree char *damaged = g_strdup (ledger);

  damaged[strlen (damaged) - 3] = (char) 0xFF;
  assert_detected (damaged, strlen (damaged), "UTF-8");
}

static void
encoding_words_of_files_and_users_are_known (void)
{
  g_assert_cmpstr (lb_encoding_canonical ("gbk"), ==, "GB18030");
  g_assert_cmpstr (lb_encoding_canonical ("ANSI 936"), ==, "GB18030");
  g_assert_cmpstr (lb_encoding_canonical ("LDID/77"), ==, "GB18030");
  g_assert_cmpstr (lb_encoding_canonical ("utf8"), ==, "UTF-8");
  g_assert_cmpstr (lb_encoding_canonical ("UTF-16"), ==, "UTF-16LE");
  g_assert_null (lb_encoding_canonical ("klingon"));
}

static void
decoding_in_pieces_equals_decoding_at_once (void)
{
  static const char *const encodings[] = {"UTF-8", "GB18030", "UTF-16LE", "UTF-16BE"};

  for (gsize e = 0; e < G_N_ELEMENTS (encodings); e++) {
    gsize length;
    g_autofree char *bytes = g_convert (ledger, -1, encodings[e], "UTF-8", NULL, &length, NULL);
    for (gsize piece = 1; piece < 9; piece++) {
      g_autoptr (LbDecoder) decoder = lb_decoder_new (encodings[e]);
      g_autoptr (GString) out = g_string_new (NULL);
      for (gsize at = 0; at < length; at += piece)
        lb_decoder_push (decoder, bytes + at, MIN (piece, length - at), out);
      lb_decoder_finish (decoder, out);
      g_assert_cmpstr (out->str, ==, ledger);
      g_assert_cmpuint (lb_decoder_get_replaced (decoder), ==, 0);
    }
  }
}

static void
bytes_that_are_no_character_are_counted (void)
{
  guint replaced = 0;
  g_autofree char *text = lb_text_decode ("a\xFF\xFE" "b", 4, "UTF-8", &replaced);
  g_autofree char *cut = lb_text_decode ("\xB4\xE5\xB4", 3, "GBK", NULL);

  g_assert_cmpstr (text, ==, "a\xEF\xBF\xBD\xEF\xBF\xBD" "b");
  g_assert_cmpuint (replaced, ==, 2);
  g_assert_cmpstr (cut, ==, "村");
}

static void
values_lose_width_and_needless_space (void)
{
  static const char *const pairs[][2] = {
    {"  １２３　", "123"}, {"Ａｂ（村）", "Ab(村)"}, {"东山\r\n 村", "东山 村"}, {"\xEF\xBB\xBF" "甲", "甲"},
    {"", ""}, {"　", ""}, {"普通", "普通"}, {"a\xC2\xA0" "b", "a b"}};

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++) {
    g_autofree char *normal = lb_text_normalise (pairs[i][0]);
    g_assert_cmpstr (normal, ==, pairs[i][1]);
  }
}

static void
headings_are_compared_without_brackets_and_breaks (void)
{
  static const char *const same[][2] = {{"乡（镇）", "乡(镇)"}, {"户\n编 号", "户编号"}, {"*户编号：", "户编号"},
                                        {"金额【元】", "金额（元）"}, {"致贫、返贫风险１", "致贫/返贫风险1"}};

  for (gsize i = 0; i < G_N_ELEMENTS (same); i++) {
    g_autofree char *a = lb_text_normalise_heading (same[i][0]), *b = lb_text_normalise_heading (same[i][1]);
    g_assert_cmpstr (a, ==, b);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/encodings-are-told-from-the-bytes", encodings_are_told_from_the_bytes);
  g_test_add_func ("/text/a-sample-may-end-inside-a-character", a_sample_may_end_inside_a_character);
  g_test_add_func ("/text/a-few-damaged-bytes-leave-utf8-what-it-is", a_few_damaged_bytes_leave_utf8_what_it_is);
  g_test_add_func ("/text/encoding-words-of-files-and-users-are-known", encoding_words_of_files_and_users_are_known);
  g_test_add_func ("/text/decoding-in-pieces-equals-decoding-at-once", decoding_in_pieces_equals_decoding_at_once);
  g_test_add_func ("/text/bytes-that-are-no-character-are-counted", bytes_that_are_no_character_are_counted);
  g_test_add_func ("/text/values-lose-width-and-needless-space", values_lose_width_and_needless_space);
  g_test_add_func ("/text/headings-are-compared-without-brackets-and-breaks", headings_are_compared_without_brackets_and_breaks);
  return g_test_run ();
}
