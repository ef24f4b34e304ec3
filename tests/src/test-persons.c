/* The national export: one row a person, from which household, member, case, risks, clearance and measures come */
#include "src/error.h"
#include "src/export.h"
#include "src/person.h"
#include "tests/src/ledger-fixture.h"
#include "tests/src/national.h"

#include <string.h>

static void
assert_text (LedgerFixture *fixture, const char *sql, const char *expected)
{
  g_autofree char *found = ledger_text (fixture, sql);

  g_assert_cmpstr (found, ==, expected);
}

/* (transfer full): the headings, and two people of a monitored household. */
static GString *
family (void)
{
  g_autofree char *header = national_header ();
  GString *text = g_string_new (header);
  char first[19], second[19];

  national_certificate (first, 17);
  national_certificate (second, 18);
  for (int i = 0; i < 2; i++)
    national_row (text, "乡（镇）", "清河镇", "行政村", "东山村", "户编号", "5399029900000001", "人编号", i == 0 ? "01" : "02", "姓名",
                  i == 0 ? "甲一" : "甲二", "证件号码", i == 0 ? first : second, "家庭人口数", "3", "户类型", "脱贫户", "监测对象类别",
                  "脱贫不稳定户", "与户主关系", i == 0 ? "户主" : "配偶", "健康状况", i == 0 ? "患有大病" : "健康", "劳动技能", "弱劳动力或半劳动力",
                  "务工时间（月）", i == 0 ? "" : "8", "享受低保政策情况", i == 0 ? "农村低保" : "未享受", "整户无劳动能力兜底保障户", "否",
                  "人均纯收入（元）", "6,820.50", "致贫/返贫风险1", "因病", "致贫/返贫风险2", "缺劳动力", "风险是否已消除", "是", "识别监测时间",
                  "202304.0", "消除监测时间", "202506", "风险消除方式", "帮扶消除", "监测联系人", "庚七", "实施开发式帮扶措施情况", "已实施",
                  "公益性岗位帮扶", "护林员", "健康帮扶", "参加城乡居民基本医疗保险个人缴费补贴,大病救助，慢病签约", "综合保障", "无", "住房安全保障",
                  "否", "社会帮扶", "是", "识别监测时间2", "202301", "风险消除后家庭人均纯收入", "11000", "风险消除后是否住房损毁", "否",
                  "风险消除后合规自付支出", "300", NULL);
  return text;
}

static void
one_import_fills_every_table (LedgerFixture *fixture, gconstpointer data)
{
  GString *text = family ();

  (void) data;
  g_autoptr (LbImportResult) result = ledger_take (fixture, "p.csv", text->str, 2, 0);
  g_assert_cmpstr (result->kind, ==, "persons");
  assert_text (fixture, "SELECT household_no || head_name || size || type || region_id || whole_no_labour FROM household",
               "5399029900000001甲一3out_of_poverty40");
  assert_text (fixture, "SELECT group_concat (person_no || name || health || labour || coalesce (work_months, '') || dibao || id_state, ' ')"
                        " FROM person", "01甲一seriousweak_halfruralvalid 02甲二healthyweak_half8.0nonevalid");
  assert_text (fixture, "SELECT class || identified_on || cleared_on || clear_mode || persons || income_pc_fen || developmental || contact_name"
                        " FROM monitoring_case", "unstable2023-042025-06assisted36820501庚七");
  assert_text (fixture, "SELECT group_concat (ord || risk_code) FROM case_risk", "1illness,2labour_lack");
  assert_text (fixture, "SELECT income_pc_fen || housing_unsafe || self_pay_fen FROM risk_clearance", "1100000030000");
  g_string_free (text, TRUE);
}

/* (transfer full): one monitored household of one person, hit by a disaster; @kind is the cell of 因自然灾害子项. */
static char *
hit_by_disaster (const char *risk, const char *kind)
{
  g_autofree char *header = national_header ();
  GString *text = g_string_new (header);

  national_row (text, "乡（镇）", "清河镇", "行政村", "东山村", "户编号", "5399029900000002", "人编号", "01", "姓名", "丙三",
                "家庭人口数", "1", "纳入监测对象的（人均）收入参考范围", "7500", "户类型", "一般户", "监测对象类别", "突发严重困难户", "与户主关系", "户主", "致贫/返贫风险1", "因病", "致贫/返贫风险2", risk,
                "因自然灾害子项", kind, "识别监测时间", "202304", "风险是否已消除", "是", "消除监测时间", "202406", "是否解决安全饮用水", "否",
                "工资性收入", "12000", "风险消除后工资性收入", "18000.5", "风险消除后转移性收入", "3,600", "风险消除后生产经营性支出", "-20",
                "风险消除后家庭纯收入", "21580.5", NULL);
  return g_string_free (text, FALSE);
}

static void
disasters_incomes_and_water_are_read_and_exported (LedgerFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autofree char *text = hit_by_disaster ("因自然灾害", "洪涝灾害"), *path = g_build_filename (fixture->dir, "out.csv", NULL);
  g_autofree char *csv = NULL;
  g_autoptr (GError) error = NULL;

  g_autoptr (LbImportResult) result = ledger_take (fixture, "p.csv", text, 1, 0);
  assert_text (fixture, "SELECT group_concat (ord || risk_code || coalesce (sub_code, '-')) FROM case_risk", "1illness-,2disasterflood");
  assert_text (fixture, "SELECT safe_water FROM household", "0");
  assert_text (fixture, "SELECT group_concat (moment || ':' || coalesce (wage_fen, '') || ',' || coalesce (transfer_fen, '') || ','"
                        " || coalesce (business_cost_fen, '') || ',' || coalesce (net_fen, ''), ' ') FROM case_income",
               "identified:1200000,,, cleared:1800050,360000,-2000,2158050");
  assert_text (fixture, "SELECT group_concat (moment || coalesce (reference, '')) FROM case_income", "identified7500,cleared");
  g_assert_true (lb_export_table (fixture->project, "cases", path, "test", NULL, NULL, &error));
  g_assert_true (g_file_get_contents (path, &csv, NULL, NULL));
  g_assert_nonnull (strstr (csv, "因自然灾害子项"));
  g_assert_nonnull (strstr (csv, ",因病,因自然灾害,,,,洪涝,"));
  g_assert_nonnull (strstr (csv, ",18000.50,"));
  /* the next export says otherwise, and undo brings back what was */
  g_autofree char *before = ledger_dump (fixture->project), *other = hit_by_disaster ("因自然灾害", "");
  g_autoptr (LbImportResult) next = ledger_take (fixture, "q.csv", other, 1, 0);
  assert_text (fixture, "SELECT count (sub_code) FROM case_risk", "0");
  g_assert_true (lb_import_undo (fixture->project, next->batch, NULL, &error));
  g_autofree char *after = ledger_dump (fixture->project);
  g_assert_cmpstr (after, ==, before);
}

static void
a_kind_of_disaster_without_a_disaster_is_refused (LedgerFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autofree char *text = hit_by_disaster ("缺劳动力", "旱灾"), *unknown = hit_by_disaster ("因自然灾害", "蝗灾");
  g_autoptr (LbImportResult) result = ledger_take (fixture, "p.csv", text, 0, 1);
  g_autoptr (LbImportResult) second = ledger_take (fixture, "q.csv", unknown, 0, 1);

  g_assert_cmpstr (((LbReject *) g_ptr_array_index (result->rejects, 0))->reason, ==,
                   "column 因自然灾害子项 is filled, but column 致贫/返贫风险1 does not say “因自然灾害”");
  g_assert_nonnull (strstr (((LbReject *) g_ptr_array_index (second->rejects, 0))->reason, "is not one of: 洪涝"));
}

/* No day stands in the columns of measures: planned and done in the month of identification. */
static void
columns_of_measures_become_measures_of_the_month_of_identification (LedgerFixture *fixture, gconstpointer data)
{
  GString *text = family ();

  (void) data;
  g_autoptr (LbImportResult) result = ledger_take (fixture, "p.csv", text->str, 2, 0);
  assert_text (fixture, "SELECT group_concat (category || ':' || coalesce (subtype, '-'), ' ') FROM measure",
               "public_post:护林员 health:参加城乡居民基本医疗保险个人缴费补贴 health:大病救助 health:慢病签约 social:-");
  assert_text (fixture, "SELECT group_concat (DISTINCT planned_on || status || status_on) FROM measure", "2023-04implemented2023-04");
  g_string_free (text, TRUE);
}

static void
a_certificate_number_is_not_kept (LedgerFixture *fixture, gconstpointer data)
{
  GString *text = family ();
  g_autofree char *bytes = NULL;
  gsize length;
  char number[19];

  (void) data;
  national_certificate (number, 17);
  g_autoptr (LbImportResult) result = ledger_take (fixture, "p.csv", text->str, 2, 0);
  g_assert_cmpint (ledger_count (fixture, "SELECT count(*) FROM person WHERE length (id_hash) = 64 AND id_enc IS NULL"), ==, 2);
  g_assert_cmpint (ledger_count (fixture, "SELECT count(DISTINCT id_hash) FROM person"), ==, 2);
  assert_text (fixture, "SELECT birth_year || sex FROM person WHERE person_no = '01'", "1940male");
  g_clear_pointer (&fixture->project, lb_project_close); /* the log is written back */
  g_assert_true (g_file_get_contents (fixture->path, &bytes, &length, NULL));
  g_assert_null (memmem (bytes, length, number, 18));
  g_string_free (text, TRUE);
}

/* Rejected rows are kept whole for the person at the screen, in the project without the number. */
static void
a_rejected_row_keeps_its_certificate_masked (LedgerFixture *fixture, gconstpointer data)
{
  g_autofree char *header = national_header ();
  GString *text = g_string_new (header);

  (void) data;
  national_row (text, "行政村", "无名村", "户编号", "1", "姓名", "甲", "与户主关系", "户主", "证件号码", "11010519491231002X", NULL);
  g_autoptr (LbImportResult) result = ledger_take (fixture, "p.csv", text->str, 0, 1);
  g_assert_cmpint (ledger_count (fixture, "SELECT instr (content, '110105194912') FROM import_reject"), ==, 0);
  g_assert_cmpint (ledger_count (fixture, "SELECT instr (content, '1101************2X') > 0 FROM import_reject"), ==, 1);
  g_assert_cmpint (ledger_count (fixture, "SELECT reason_code = 'region' FROM import_reject"), ==, 1);
  const LbReject *reject = g_ptr_array_index (result->rejects, 0);
  g_assert_true (g_strv_contains ((const char *const *) reject->cells, "11010519491231002X"));
  g_string_free (text, TRUE);
}

static void
a_certificate_is_judged_by_length_and_check_digit (void)
{
  static const struct {
    const char *number, *state;
    int year;
  } cases[] = {
    {"11010519491231002X", "valid", 1949}, /* the example of GB 11643-1999 */
    {"11010519491231002x", "valid", 1949},
    {"440524188001010014", "valid", 1880}, /* the other one */
    {"110105194912310021", "checksum", 0},
    {"11010519491331002X", "checksum", 0},
    {"11010519491231002", "length", 0},
    {"1101051949123100", "length", 0},
    {"11010519491231002X43", "disability_card", 1949},
    {"11010519491231002X43B1", "disability_card", 1949},
    {"11010519491231002X74b9", "disability_card", 1949},
    {"11010519491231002X83", "card_rule", 1949}, /* no such kind  */
    {"11010519491231002X03", "card_rule", 1949},
    {"11010519491231002X45", "card_rule", 1949}, /* no such grade */
    {"11010519491231002XX3", "card_rule", 1949},
    {"11010519491231002X43C1", "card_rule", 1949},
    {"11010519491231002X43B0", "card_rule", 1949},
    {"11010519491231002143", "checksum", 0},
    {"11010519491231002X4", "length", 0},
    {"甲", "length", 0},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    LbCertificate certificate;
    lb_certificate_read (cases[i].number, &certificate);
    g_test_message ("%s", cases[i].number);
    g_assert_cmpstr (certificate.state, ==, cases[i].state);
    g_assert_cmpint (certificate.birth_year, ==, cases[i].year);
  }
}

static void
a_disability_card_joins_with_the_identity_card (void)
{
  LbCertificate card, identity, other;

  lb_certificate_read ("11010519491231002X43", &card);
  lb_certificate_read ("11010519491231002x", &identity);
  lb_certificate_read ("440524188001010014", &other);
  lb_certificate_hash ("11010519491231002X43", "key", &card);
  lb_certificate_hash ("11010519491231002x", "key", &identity);
  lb_certificate_hash ("440524188001010014", "key", &other);
  g_assert_cmpstr (card.hash, ==, identity.hash);
  g_assert_cmpstr (card.hash, !=, other.hash);
  /* printf 11010519491231002X | openssl dgst -sha256 -hmac key */
  g_assert_cmpstr (identity.hash, ==, "c702e187e6363f417304a7cb1ac993b0f8d3b0255ed35027ccd9ddc60b32b2d4");
}

static void
rows_of_a_household_that_contradict_name_each_other (LedgerFixture *fixture, gconstpointer data)
{
  GString *text = family ();

  (void) data;
  national_row (text, "乡（镇）", "清河镇", "行政村", "东山村", "户编号", "5399029900000001", "姓名", "甲三", "家庭人口数", "4", "与户主关系", "子女", NULL);
  g_autoptr (LbImportResult) result = ledger_take (fixture, "p.csv", text->str, 2, 1);
  const LbReject *reject = g_ptr_array_index (result->rejects, 0);
  g_assert_cmpstr (reject->column, ==, "家庭人口数");
  g_assert_cmpstr (reject->code, ==, "duplicate");
  g_assert_nonnull (strstr (reject->reason, "row 2 and row 4 are of the same household"));
  g_assert_nonnull (strstr (reject->reason, "“3” there and “4” here"));
  g_string_free (text, TRUE);
}

/* Some exports write the case into the head's row only, wherever that stands. */
static void
a_case_told_in_one_row_of_its_household_is_taken (LedgerFixture *fixture, gconstpointer data)
{
  g_autofree char *header = national_header ();
  GString *text = g_string_new (header);

  (void) data;
  national_row (text, "行政村", "西坪村", "户编号", "77", "姓名", "乙一", "与户主关系", "配偶", "家庭人口数", "2", NULL);
  national_row (text, "行政村", "西坪村", "户编号", "77", "姓名", "乙二", "与户主关系", "户主", "家庭人口数", "2", "监测对象类别", "边缘易致贫户",
                "识别监测时间", "202401", "致贫/返贫风险1", "因学", NULL);
  national_row (text, "行政村", "西坪村", "户编号", "77", "姓名", "乙三", "与户主关系", "子女", NULL);
  national_row (text, "行政村", "西坪村", "户编号", "78", "姓名", "丙一", "与户主关系", "户主", "家庭人口数", "1", NULL);
  g_autoptr (LbImportResult) result = ledger_take (fixture, "p.csv", text->str, 4, 0);
  assert_text (fixture, "SELECT group_concat (household_no || head_name, ' ') FROM household", "77乙二 78丙一");
  assert_text (fixture, "SELECT group_concat (household_id || class || identified_on) FROM monitoring_case", "1marginal2024-01");
  assert_text (fixture, "SELECT group_concat (person_no) FROM person", "1,2,3,1");
  g_string_free (text, TRUE);
}

static void
what_is_wrong_with_a_row_is_said (LedgerFixture *fixture, gconstpointer data)
{
  g_autofree char *header = national_header ();
  GString *text = g_string_new (header);
  static const char *const fragments[] = {"the digits are lost", "识别监测时间 is empty", "lies before", "no region in",
                                          "says yes, but column", "stands already in row 7"};

  (void) data;
#define COMMON "行政村", "西坪村", "姓名", "丁一", "与户主关系", "户主", "家庭人口数", "1"
  national_row (text, COMMON, "户编号", "5.39903E+15", NULL);
  national_row (text, COMMON, "户编号", "81", "监测对象类别", "边缘户", NULL);
  national_row (text, COMMON, "户编号", "82", "监测对象类别", "边缘户", "识别监测时间", "202404", "消除监测时间", "202403", NULL);
  national_row (text, "行政村", "无名村", "姓名", "丁一", "与户主关系", "户主", "户编号", "83", NULL);
  national_row (text, COMMON, "户编号", "84", "监测对象类别", "边缘户", "识别监测时间", "202404", "风险是否已消除", "是", NULL);
  national_row (text, COMMON, "户编号", "85", NULL);
  national_row (text, COMMON, "户编号", "85", NULL);
  g_autoptr (LbImportResult) result = ledger_take (fixture, "p.csv", text->str, 1, 6);
  for (guint i = 0; i < G_N_ELEMENTS (fragments); i++) {
    const LbReject *reject = g_ptr_array_index (result->rejects, i);
    g_test_message ("%s", reject->reason);
    g_assert_nonnull (strstr (reject->reason, fragments[i]));
  }
  g_assert_cmpint (ledger_count (fixture, "SELECT count(*) FROM household"), ==, 1);
  g_assert_cmpint (ledger_count (fixture, "SELECT count(*) FROM monitoring_case"), ==, 0);
  g_string_free (text, TRUE);
}

static void
next_months_export_updates_and_undo_brings_back (LedgerFixture *fixture, gconstpointer data)
{
  g_autofree char *text = national_export (60), *later = NULL;
  g_auto (GStrv) parts = NULL;
  g_autoptr (GError) error = NULL;

  (void) data;
  g_autoptr (LbImportResult) first = ledger_take (fixture, "p.csv", text, 210, 0);
  g_assert_cmpint (ledger_count (fixture, "SELECT count(*) FROM household"), ==, 60);
  g_assert_cmpint (ledger_count (fixture, "SELECT count(*) FROM monitoring_case"), ==, 20);
  g_assert_cmpint (ledger_count (fixture, "SELECT count(*) FROM risk_clearance"), ==, 10);
  g_assert_cmpint (ledger_count (fixture, "SELECT count(*) FROM measure"), ==, 50);
  g_autofree char *before = ledger_dump (fixture->project);
  parts = g_strsplit (text, "大病救助", -1);
  later = g_strjoinv ("大病救助,慢病签约", parts);
  g_autoptr (LbImportResult) second = ledger_take (fixture, "p2.csv", later, 210, 0);
  g_assert_cmpint (ledger_count (fixture, "SELECT count(*) FROM person"), ==, 210);
  g_assert_cmpint (ledger_count (fixture, "SELECT count(*) FROM monitoring_case"), ==, 20);
  g_assert_cmpint (ledger_count (fixture, "SELECT count(*) FROM measure"), ==, 70);
  lb_import_undo (fixture->project, 2, NULL, &error);
  g_assert_no_error (error);
  g_autofree char *after = ledger_dump (fixture->project);
  g_assert_cmpstr (after, ==, before);
  lb_import_undo (fixture->project, 1, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ledger_count (fixture, "SELECT (SELECT count(*) FROM household) + (SELECT count(*) FROM person)"
                                          " + (SELECT count(*) FROM measure) + (SELECT count(*) FROM case_risk)"), ==, 0);
}

/* The ledger of measures knows the days; the columns must not add what it has. */
static void
a_measure_known_from_its_ledger_is_not_doubled_by_a_column (LedgerFixture *fixture, gconstpointer data)
{
  GString *text = family ();

  (void) data;
  g_autoptr (LbImportResult) first = ledger_take (fixture, "p.csv", text->str, 2, 0);
  g_autoptr (LbImportResult) measures = ledger_take (
    fixture, "m.csv", "户编号,措施类别,措施内容,计划时间,落实状态,落实时间\n5399029900000001,产业帮扶,养蜂,2023-05-02,已落实,2023-05-20\n", 1, 0);
  g_autofree char *more = g_strconcat (text->str, "\n", NULL);
  g_autoptr (LbImportResult) second = ledger_take (fixture, "p2.csv", more, 2, 0);
  g_assert_cmpint (ledger_count (fixture, "SELECT count(*) FROM measure"), ==, 6);
  g_string_free (text, TRUE);
}

static void
without_a_column_of_sizes_the_rows_are_counted (LedgerFixture *fixture, gconstpointer data)
{
  (void) data;
  g_autoptr (LbImportResult) result = ledger_take (
    fixture, "p.csv", "户编号,行政村,姓名,与户主关系,监测对象类别,识别监测时间\n1,西坪村,甲,户主,边缘户,202401\n1,西坪村,乙,子女,边缘户,202401\n", 2, 0);
  assert_text (fixture, "SELECT size || head_name || persons FROM household h JOIN monitoring_case c ON c.household_id = h.id", "2甲2");
}

static void
a_household_level_export_fills_case_clearance_and_measures (LedgerFixture *fixture, gconstpointer data)
{
  (void) data;
  g_autoptr (LbImportResult) households = ledger_take (fixture, "h.csv", ledger_households, 3, 0);
  g_autoptr (LbImportResult) result = ledger_take (
    fixture, "c.csv", "户编号,监测对象类别,识别监测时间,风险是否已消除,消除监测时间,产业帮扶,健康帮扶,风险消除后人均纯收入\n"
                      "5399020002,突发严重困难户,2023年4月,是,2024/3/5,\"养蜂、种菜\",大病救助,9800\n", 1, 0);
  g_assert_cmpstr (result->kind, ==, "cases");
  g_assert_cmpint (ledger_count (fixture, "SELECT count(*) FROM measure WHERE planned_on = '2023-04'"), ==, 3);
  g_assert_cmpint (ledger_count (fixture, "SELECT income_pc_fen FROM risk_clearance"), ==, 980000);
}

#define CASE(name, function) \
  g_test_add ("/persons/" name, LedgerFixture, NULL, ledger_set_up, function, ledger_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  CASE ("one-import-fills-every-table", one_import_fills_every_table);
  CASE ("columns-of-measures-become-measures-of-the-month-of-identification",
        columns_of_measures_become_measures_of_the_month_of_identification);
  CASE ("disasters-incomes-and-water-are-read-and-exported", disasters_incomes_and_water_are_read_and_exported);
  CASE ("a-kind-of-disaster-without-a-disaster-is-refused", a_kind_of_disaster_without_a_disaster_is_refused);
  CASE ("a-certificate-number-is-not-kept", a_certificate_number_is_not_kept);
  CASE ("a-rejected-row-keeps-its-certificate-masked", a_rejected_row_keeps_its_certificate_masked);
  g_test_add_func ("/persons/a-certificate-is-judged-by-length-and-check-digit", a_certificate_is_judged_by_length_and_check_digit);
  g_test_add_func ("/persons/a-disability-card-joins-with-the-identity-card", a_disability_card_joins_with_the_identity_card);
  CASE ("rows-of-a-household-that-contradict-name-each-other", rows_of_a_household_that_contradict_name_each_other);
  CASE ("a-case-told-in-one-row-of-its-household-is-taken", a_case_told_in_one_row_of_its_household_is_taken);
  CASE ("what-is-wrong-with-a-row-is-said", what_is_wrong_with_a_row_is_said);
  CASE ("next-months-export-updates-and-undo-brings-back", next_months_export_updates_and_undo_brings_back);
  CASE ("a-measure-known-from-its-ledger-is-not-doubled-by-a-column", a_measure_known_from_its_ledger_is_not_doubled_by_a_column);
  CASE ("without-a-column-of-sizes-the-rows-are-counted", without_a_column_of_sizes_the_rows_are_counted);
  CASE ("a-household-level-export-fills-case-clearance-and-measures", a_household_level_export_fills_case_clearance_and_measures);
  return g_test_run ();
}
