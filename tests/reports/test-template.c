#include "reports/report.h"
#include "reports/template.h"
#include "src/date.h"
#include "tests/src/hand.h"

#include <math.h>
#include <string.h>

/* Two townships: 岚山镇 with 2 households of 7 persons, measures 1 of 2; 青溪乡 with 1 household, no measure. */
typedef struct {
  Hand hand;
  LbFigures *figures;
} Fixture;

static void
take (Fixture *self, const char *id)
{
  g_autoptr (LbCube) cube = hand_cube (&self->hand, id);

  lb_figures_add (self->figures, cube);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  gboolean compared = GPOINTER_TO_INT (data);
  g_autoptr (GError) error = NULL;

  hand_set_up (&self->hand, NULL);
  /* These figures are small, and shall be compared all the same. */
  hand_run (&self->hand, "INSERT INTO rule_override (section, key, value) VALUES ('rank', 'min_base', '0')");
  hand_add_case (&self->hand, 1, HAND_GRID_1, 3, "2025-01-10", NULL, NULL);
  hand_add_case (&self->hand, 2, HAND_SHIMEN, 4, "2025-03-10", NULL, NULL);
  hand_add_case (&self->hand, 3, HAND_LIUWAN, 2, "2025-03-10", NULL, NULL);
  hand_add_measure (&self->hand, 1, "2025-02-01", "implemented", "2025-02-20");
  hand_add_measure (&self->hand, 2, "2025-04-01", "planned", NULL);
  g_autoptr (LbRegionTree) regions = lb_project_dup_regions (self->hand.project, &error);
  g_assert_no_error (error);
  self->figures = lb_figures_new (regions, (guint) lb_region_tree_find_id (regions, HAND_COUNTY),
                                  lb_day_from_text ("2025-12-31"),
                                  compared ? lb_day_from_text ("2025-02-28") : LB_DAY_NONE, "测县", "测县局", "national");
  take (self, "D01");
  take (self, "M01");
}

static void
tear_down (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  lb_figures_free (self->figures);
  hand_tear_down (&self->hand, NULL);
}

static void
assert_parse_error (const char *text, guint line, guint column, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *place = g_strdup_printf ("模板.txt:%u:%u: ", line, column);
  LbTemplate *template = lb_template_parse (text, "模板.txt", &error);

  g_assert_null (template);
  g_assert_error (error, LB_REPORTS_ERROR, LB_REPORTS_ERROR_TEMPLATE);
  if (!g_str_has_prefix (error->message, place) || strstr (error->message, words) == NULL)
    g_error ("“%s” gave “%s”, not “%s…%s”", text, error->message, place, words);
}

static void
a_typed_number_is_refused (void)
{
  assert_parse_error ("全县有366户。", 1, 4, "typed");
  assert_parse_error ("@一级 情况\n落实率为６9%", 2, 5, "typed");
  assert_parse_error ("@标题 2025年报告", 1, 5, "typed");
  assert_parse_error ("@表 甲 乡镇 = 表\n@列 第1列 = {行名}\n@表完", 2, 5, "typed");
}

static void
an_unknown_reference_is_named_with_its_place (void)
{
  assert_parse_error ("在册{M01.分了}条", 1, 3, "M01.分了");
  assert_parse_error ("第一行\n\n  在册{天气}", 3, 5, "天气");
  assert_parse_error ("{M01.值@最南}", 1, 1, "最南");
  assert_parse_error ("{M01.值@本地:很多}", 1, 1, "很多");
  assert_parse_error ("{M01.值@本地:升降}", 1, 1, "升降");
  assert_parse_error ("{县名@本地}", 1, 1, "本地");
}

static void
open_ends_are_refused (void)
{
  assert_parse_error ("在册{M01.值", 1, 3, "}");
  assert_parse_error ("在册M01}", 1, 4, "typed");
  assert_parse_error ("在册}", 1, 3, "{");
  assert_parse_error ("@若 {基期}\n甲", 2, 1, "@完");
  assert_parse_error ("甲\n@完", 2, 1, "@若");
  assert_parse_error ("@否则", 1, 1, "@若");
  assert_parse_error ("@分栏 0.5\n@每 乡镇\n@分栏 0.5\n甲\n@分栏完\n@每完\n@另栏 0.5\n乙\n@分栏完", 3, 1, "@分栏完");
  assert_parse_error ("@若 {基期}\n@否则\n@否则\n@完", 3, 1, "@若");
  assert_parse_error ("@表 甲 乡镇 = 题\n@列 名 = {行名}", 2, 1, "@表完");
  assert_parse_error ("@列 名 = {行名}", 1, 1, "@表");
  assert_parse_error ("@表 甲 乡镇 = 题\n一段话\n@表完", 2, 1, "@表完");
  assert_parse_error ("@图注 注", 1, 1, "@图");
}

static void
wrong_directives_are_refused (void)
{
  assert_parse_error ("@标頭 甲", 1, 2, "标頭");
  assert_parse_error ("@表 甲 乡镇", 1, 4, "=");
  assert_parse_error ("@表 甲 省 = 题", 1, 4, "LEVEL");
  assert_parse_error ("@图 甲 村 = 题", 1, 4, "INDICATOR");
  assert_parse_error ("@若 基期", 1, 4, "REFERENCE");
  assert_parse_error ("@若 {M01.值} > 很多", 1, 4, "REFERENCE");
  assert_parse_error ("@完 甲", 1, 4, "@完");
  assert_parse_error ("", 1, 1, "empty");
  assert_parse_error ("# 只有注释\n", 1, 1, "empty");
}

static LbBlock *
no_map (const LbTemplateMap *wish G_GNUC_UNUSED, gpointer user_data G_GNUC_UNUSED, GError **error G_GNUC_UNUSED)
{
  g_return_val_if_reached (NULL);
}

static GPtrArray *
fill (Fixture *self, const char *text, GArray *uses, GError **error)
{
  g_autoptr (LbTemplate) template = lb_template_parse (text, "t", error);

  return template == NULL ? NULL : lb_template_fill (template, self->figures, no_map, NULL, uses, NULL, error);
}

static void
assert_words (Fixture *self, const char *text, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) blocks = fill (self, text, NULL, &error);
  g_autoptr (GString) got = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < blocks->len; i++) {
    g_autofree char *words = lb_block_dup_text (g_ptr_array_index (blocks, i));
    g_string_append_printf (got, "%s%s", i > 0 ? "/" : "", words);
  }
  g_assert_cmpstr (got->str, ==, expected);
}

static void
references_become_numbers (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  assert_words (self, "在册{D01.户人@本地}", "在册3户9人");
  assert_words (self, "在册{D01.households@county}户", "在册3户");
  assert_words (self, "{M01.分子}/{M01.分母}，{M01.值@本地}%，余{M01.差额}", "1/2，50.00%，余1");
  assert_words (self, "{D01.分母@本地:1}平方公里，{D01.值}", "100.0平方公里，0.03");
  assert_words (self, "截至{截止日期}，{县名}{全域}{下级个数}个{下级}", "截至2025年12月31日，测县全县2个乡镇");
}

static void
places_are_found_by_value (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  assert_words (self, "{M01.地名@最高}{D01.户数@最高}", "岚山镇2");
  assert_words (self, "{M01.地名@最好}{M01.值@最差}", "岚山镇50.00");
  assert_words (self, "{M01.地名@最差2}", "—");
  assert_words (self, "{M01.无数据@下级}{M01.无数据个数@乡镇}个", "青溪乡1个");
}

/* 2 households on 60 km² and 1 on 30 km² are the same density. */
static void
equal_values_are_named_as_ties (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  assert_words (self, "{D01.地名@最高}，{D01.并列个数@最高}", "岚山镇等2个乡镇，2");
  assert_words (self, "@若 {M01.并列个数@最好} = 1\n甲\n@完\n@若 {D01.并列个数@最高} = 1\n乙\n@完", "甲");
}

static void
no_data_is_a_dash (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) blocks =
    fill (self, "@表 甲 下级 按 M01 = 题\n@列 {下级} = {行名}\n@列 率 = {M01.值}\n@列 位次 = {M01.位次}\n@合计 合计\n@表完",
          NULL, &error);
  g_assert_no_error (error);
  const LbTable *table = ((LbBlock *) g_ptr_array_index (blocks, 0))->table;
  static const char *const expected[][3] = {{"岚山镇", "50.00", "1"}, {"青溪乡", "—", "—"}, {"合计", "50.00", "—"}};

  g_assert_cmpstr (table->title, ==, "表1　题");
  g_assert_cmpuint (table->rows->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    for (guint k = 0; k < 3; k++)
      g_assert_cmpstr (((char **) g_ptr_array_index (table->rows, i))[k], ==, expected[i][k]);
  g_assert_true (table->total);
}

static void
conditions_choose_lines (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  assert_words (self, "@若 {M01.值@本地} >= 50\n甲\n@否则\n乙\n@完", "甲");
  assert_words (self, "@若 {M01.值@本地} > 50\n甲\n@否则\n乙\n@完", "乙");
  assert_words (self, "@若 {基期}\n甲\n@若 {M01.值}\n丙\n@完\n@否则\n乙\n@完", "乙");
  assert_words (self, "@若无 {基期}\n甲\n@完\n丁", "甲/丁");
  assert_words (self, "@若 {M01.值@最差2}\n甲\n@否则\n乙\n@完", "乙");
}

static void
headings_are_numbered (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  assert_words (self, "@一级 甲\n@二级 乙\n丙\n@二级 丁\n戊\n@一级 己\n@二级 庚\n辛",
                "一、甲/（一）乙。丙/（二）丁。戊/二、己/（一）庚。辛");
}

static void
a_change_without_a_base_is_refused (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (fill (self, "甲\n乙{M01.变化.值@本地}", NULL, &error));
  g_assert_error (error, LB_REPORTS_ERROR, LB_REPORTS_ERROR_TEMPLATE);
  g_assert_true (g_str_has_prefix (error->message, "t:2:2: "));
}

static void
an_unranked_indicator_has_no_best (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (fill (self, "{D01.地名@最好}", NULL, &error));
  g_assert_error (error, LB_REPORTS_ERROR, LB_REPORTS_ERROR_TEMPLATE);
  g_clear_error (&error);
  g_assert_null (fill (self, "{X99.值}", NULL, &error));
  g_assert_true (g_str_has_prefix (error->message, "t:1:1: "));
  g_clear_error (&error);
  g_assert_null (fill (self, "见{表.无}", NULL, &error));
  g_assert_true (g_str_has_prefix (error->message, "t:1:2: "));
}

static void
changes_are_said_in_words (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  assert_words (self, "{M01.变化.值@本地:升降 个百分点}", "下降50.00个百分点");
  assert_words (self, "户数{D01.变化.户数@本地:净增减 户}", "户数净增2户");
  assert_words (self, "{D01.基期.户人@本地}", "1户3人");
  assert_words (self, "{M01.变化.值@本地:箭头}", "↓50.00");
  assert_words (self, "{M01.变化.分子@本地:增减 条}", "持平");
}

static void
every_number_is_recorded (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) uses = lb_template_uses_new ();
  g_autoptr (GPtrArray) blocks = fill (self, "{D01.户人@本地}{M01.值@最好}", uses, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (uses->len, ==, 3);
  g_assert_cmpstr (g_array_index (uses, LbTemplateUse, 0).text, ==, "3");
  g_assert_cmpstr (g_array_index (uses, LbTemplateUse, 1).text, ==, "9");
  g_assert_cmpint (g_array_index (uses, LbTemplateUse, 1).field, ==, LB_FIELD_PERSONS);
  g_assert_cmpstr (g_array_index (uses, LbTemplateUse, 2).text, ==, "50.00");
}

#define ADD(path, compared, test) g_test_add (path, Fixture, GINT_TO_POINTER (compared), set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/template/a-typed-number-is-refused", a_typed_number_is_refused);
  g_test_add_func ("/template/an-unknown-reference-is-named-with-its-place", an_unknown_reference_is_named_with_its_place);
  g_test_add_func ("/template/open-ends-are-refused", open_ends_are_refused);
  g_test_add_func ("/template/wrong-directives-are-refused", wrong_directives_are_refused);
  ADD ("/template/references-become-numbers", FALSE, references_become_numbers);
  ADD ("/template/places-are-found-by-value", FALSE, places_are_found_by_value);
  ADD ("/template/equal-values-are-named-as-ties", FALSE, equal_values_are_named_as_ties);
  ADD ("/template/no-data-is-a-dash", FALSE, no_data_is_a_dash);
  ADD ("/template/conditions-choose-lines", FALSE, conditions_choose_lines);
  ADD ("/template/headings-are-numbered", FALSE, headings_are_numbered);
  ADD ("/template/a-change-without-a-base-is-refused", FALSE, a_change_without_a_base_is_refused);
  ADD ("/template/an-unranked-indicator-has-no-best", FALSE, an_unranked_indicator_has_no_best);
  ADD ("/template/changes-are-said-in-words", TRUE, changes_are_said_in_words);
  ADD ("/template/every-number-is-recorded", FALSE, every_number_is_recorded);
  return g_test_run ();
}
