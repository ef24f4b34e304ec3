#include "src/mask.h"

static void
names_keep_surname_and_last_letter (void)
{
  static const char *const pairs[][2] = {
    {"张三", "张*"},           {"张建民", "张*民"},         {"欧阳锋", "欧阳*"},       {"欧阳建国", "欧阳*国"},
    {"欧阳", "欧*"},           {"阿依古丽", "阿**丽"},       {"张", "*"},               {"", ""},
    {" 李 四 ", "李*四"},      {"张三、李建国", "张*、李*国"}, {"张三,李四;王五", "张*,李*;王*"},
    {"张三/", "张*/"},         {"Li Ming", "L*****g"},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++) {
    g_autofree char *masked = lb_mask_name (pairs[i][0]);
    g_assert_cmpstr (masked, ==, pairs[i][1]);
  }
  g_autofree char *none = lb_mask_name (NULL);
  g_assert_cmpstr (none, ==, "");
}

static void
telephones_lose_their_middle (void)
{
  static const char *const pairs[][2] = {
    {"13812341234", "138****1234"}, {"0536-8212345", "05********45"}, {"12345", "12*45"}, {"1234", "****"},
    {"", ""},                       {"电话1234567", "*********"},      {"138 1234 1234", "13*********34"},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++) {
    g_autofree char *masked = lb_mask_phone (pairs[i][0]);
    g_assert_cmpstr (masked, ==, pairs[i][1]);
  }
}

static void
certificate_numbers_keep_four_and_two (void)
{
  static const char *const pairs[][2] = {
    {"539902198001010011", "5399************11"}, {"53990219800101001X42", "5399**************42"},
    {"H1234567", "H1****67"}, {"护照12345678901", "*************"}, {"", ""}};

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++) {
    g_autofree char *masked = lb_mask_certificate (pairs[i][0]);
    g_assert_cmpstr (masked, ==, pairs[i][1]);
  }
}

static void
addresses_end_with_the_village_group (void)
{
  static const char *const pairs[][2] = {
    {"岚山镇松岭村三组12号", "岚山镇松岭村三组***"}, {"松岭村第12村民小组", "松岭村第12村民小组"}, {"松岭村5号王组长家", "松岭村***"},
    {"松涛社区2栋301", "松涛社区***"},              {"核桃坪大路边", "***"},                   {"", ""},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++) {
    g_autofree char *masked = lb_mask_address (pairs[i][0]);
    g_assert_cmpstr (masked, ==, pairs[i][1]);
  }
}

static void
what_a_sentence_quotes_is_the_rows_own (void)
{
  static const char *const pairs[][2] = {
    {"“5399020001”不在项目中", "“*”不在项目中"},
    {"列“户主”在这里是“张建民”", "列“*”在这里是“*”"},
    {"整行为空", "整行为空"},
    {"没有收尾的“张建民", "没有收尾的“张建民"},
    {"", ""},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++) {
    g_autofree char *masked = lb_mask_quoted (pairs[i][0]);
    g_assert_cmpstr (masked, ==, pairs[i][1]);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mask/names-keep-surname-and-last-letter", names_keep_surname_and_last_letter);
  g_test_add_func ("/mask/telephones-lose-their-middle", telephones_lose_their_middle);
  g_test_add_func ("/mask/certificate-numbers-keep-four-and-two", certificate_numbers_keep_four_and_two);
  g_test_add_func ("/mask/addresses-end-with-the-village-group", addresses_end_with_the_village_group);
  g_test_add_func ("/mask/what-a-sentence-quotes-is-the-rows-own", what_a_sentence_quotes_is_the_rows_own);
  return g_test_run ();
}
