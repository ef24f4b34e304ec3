#include "tests/src/national.h"

#include <stdarg.h>
#include <string.h>

static const struct {
  int column; /* from 1 */
  const char *heading;
} columns[] = {
  {1, "序号"}, {2, "县(市、区、旗)"}, {3, "乡（镇）"}, {4, "行政村"}, {5, "户编号"}, {6, "自然村"}, {7, "人编号"}, {8, "姓名"},
  {9, "性别"}, {10, "证件号码"}, {11, "家庭人口数"}, {12, "户类型"}, {13, "监测对象类别"}, {14, "与户主关系"}, {15, "民族"},
  {16, "政治面貌"}, {38, "文化程度"}, {39, "在校生\n状况"}, {40, "失学或辍学原因"}, {41, "健康状况"}, {42, "劳动技能"}, {43, "务工地点"},
  {44, "务工时间（月）"}, {45, "是否参加大病保险"}, {46, "是否参加城乡居民基本医疗保险"}, {48, "享受低保政策情况"},
  {61, "享受特困供养政策情况"}, {70, "户联系电话"}, {86, "整户无劳动能力兜底保障户"}, {88, "工资性收入"}, {90, "人均纯收入（元）"},
  {91, "合规自付支出"}, {92, "是否危房户"}, {93, "是否解决安全饮用水"}, {94, "是否义务教育阶段适龄儿童少年失学辍学"},
  {95, "纳入监测对象的（人均）收入参考范围"}, {100, "致贫/返贫风险1"}, {101, "致贫/返贫风险2"}, {102, "致贫/返贫风险3"}, {103, "致贫/返贫风险4"}, {104, "致贫/返贫风险5"},
  {105, "因自然灾害子项"}, {109, "风险是否已消除"}, {110, "识别监测时间"}, {111, "消除监测时间"}, {112, "风险消除方式"},
  {113, "监测联系人"}, {114, "联系方式"}, {144, "实施开发式帮扶措施情况"}, {145, "产业帮扶"}, {146, "就业帮扶"}, {147, "金融帮扶"},
  {148, "公益性岗位帮扶"}, {149, "公益性岗位帮扶其他备注"}, {150, "健康帮扶"}, {151, "义务教育保障"}, {152, "教育帮扶"}, {153, "综合保障"},
  {154, "住房安全保障"}, {155, "饮水安全保障"}, {156, "社会帮扶"}, {157, "搬迁"}, {158, "生产生活条件改善"}, {159, "基础设施建设"},
  {160, "风险是否已消除"}, {161, "识别监测时间"}, {162, "信息采集人"}, {163, "信息采集人联系电话"},
  {165, "风险消除后是否义务教育阶段适龄儿童少年失学辍学"}, {166, "风险消除后是否住房损毁"},
  {167, "风险消除后是否有家庭成员未参加城乡居民（职工）基本医疗保险"}, {168, "风险消除后是否饮水设施损毁"}, {169, "风险消除后工资性收入"},
  {170, "风险消除后财产性收入"}, {171, "风险消除后转移性收入"}, {172, "风险消除后生产经营性收入"}, {173, "风险消除后生产经营性支出"},
  {174, "风险消除后家庭纯收入"}, {175, "风险消除后家庭人均纯收入"}, {176, "风险消除后理赔收入"}, {177, "风险消除后合规自付支出"},
};

static void
append_cell (GString *out, guint column, const char *text)
{
  gboolean quoted = strpbrk (text, ",\n\"") != NULL;

  g_string_append_printf (out, "%s%s%s%s", column > 0 ? "," : "", quoted ? "\"" : "", text, quoted ? "\"" : "");
}

char *
national_header (void)
{
  GString *out = g_string_new (NULL);
  gsize next = 0;

  for (int i = 1; i <= NATIONAL_COLUMNS; i++) {
    g_autofree char *other = g_strdup_printf ("扩展指标%d", i);
    gboolean known = next < G_N_ELEMENTS (columns) && columns[next].column == i;
    append_cell (out, (guint) i - 1, known ? columns[next++].heading : other);
  }
  g_string_append_c (out, '\n');
  return g_string_free (out, FALSE);
}

/* Column of @heading from 0; "识别监测时间2" is the one that stands for the second time. */
static guint
find_column (const char *heading)
{
  gboolean second = g_str_has_suffix (heading, "时间2");
  g_autofree char *plain = g_strndup (heading, strlen (heading) - (second ? 1 : 0));

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    if (g_str_equal (columns[i].heading, plain) && second-- <= 0)
      return (guint) columns[i].column - 1;
  g_error ("no column %s", heading);
}

void
national_row (GString *out, ...)
{
  const char *cells[NATIONAL_COLUMNS] = {NULL}, *heading;
  va_list pairs;

  va_start (pairs, out);
  while ((heading = va_arg (pairs, const char *)) != NULL) {
    const char *cell = va_arg (pairs, const char *);
    cells[find_column (heading)] = cell;
  }
  va_end (pairs);
  for (guint i = 0; i < NATIONAL_COLUMNS; i++)
    append_cell (out, i, cells[i] != NULL ? cells[i] : "");
  g_string_append_c (out, '\n');
}

void
national_certificate (char number[19], guint serial)
{
  static const int weights[17] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  int sum = 0;

  /* 539902 is no county; the year makes the serial's upper part. */
  g_snprintf (number, 19, "539902%04u%02u%02u%03u", 1940 + serial / 1000 % 70, 1 + serial % 12, 1 + serial % 28, serial % 1000);
  for (int i = 0; i < 17; i++)
    sum += (number[i] - '0') * weights[i];
  number[17] = "10X98765432"[sum % 11];
  number[18] = '\0';
}

char *
national_export (guint households)
{
  static const char *const classes[] = {"脱贫不稳定户", "边缘易致贫户", "突发严重困难户"};
  static const char *const risks[] = {"因病", "因学", "因残", "因务工就业不稳"};
  static const char *const health[] = {"健康", "长期慢性病", "患有大病", "残疾"};
  static const char *const months[] = {"202304", "202304.0", "2023-11", "2024年2月"};
  char *head = national_header ();
  GString *out = g_string_new (head);
  guint serial = 0;

  g_free (head);
  for (guint h = 0; h < households; h++) {
    guint size = 2 + h % 4;
    gboolean watched = h % 3 == 0, cleared = h % 6 == 0;
    g_autofree char *no = g_strdup_printf ("53990299%08u", h + 1), *people = g_strdup_printf ("%u", size);
    for (guint p = 0; p < size; p++) {
      char certificate[19];
      g_autofree char *person = g_strdup_printf ("%s%02u", no, p + 1), *name = g_strdup_printf ("虚%u%u", h, p);
      national_certificate (certificate, serial++);
      national_row (
        out, "乡（镇）", "清河镇", "行政村", h % 2 == 0 ? "东山村" : "西坪村", "户编号", no, "人编号", person, "姓名", name, "证件号码",
        certificate, "家庭人口数", people, "户类型", h % 5 == 0 ? "脱贫户" : "一般户", "监测对象类别", watched ? classes[h / 3 % 3] : "",
        "与户主关系", p == 0 ? "户主" : "子女", "健康状况", health[(h + p) % 4], "劳动技能", p < 2 ? "普通劳动力" : "无劳动力", "享受低保政策情况",
        h % 7 == 0 ? "农村低保" : "未享受", "整户无劳动能力兜底保障户", "否", "人均纯收入（元）", watched ? "6820.5" : "", "致贫/返贫风险1",
        watched ? risks[h / 3 % 4] : "", "风险是否已消除", !watched ? "" : cleared ? "是" : "否", "识别监测时间",
        watched ? months[h / 3 % 4] : "", "消除监测时间", cleared ? "202506" : "", "风险消除方式", cleared ? "帮扶消除" : "", "健康帮扶",
        watched ? "参加城乡居民基本医疗保险个人缴费补贴,大病救助" : "", "综合保障", watched && h % 2 == 0 ? "低保" : "", "风险消除后家庭人均纯收入",
        cleared ? "11000" : "", "风险消除后是否住房损毁", cleared ? "否" : "", NULL);
    }
  }
  return g_string_free (out, FALSE);
}
