#include "specimen.h"

#include <math.h>

static LbBlock *
add (GPtrArray *blocks, LbBlockType type, LbRole role, const char *text)
{
  LbBlock *block = lb_block_new (type);

  if (text != NULL)
    lb_block_add (block, role, text);
  g_ptr_array_add (blocks, block);
  return block;
}

static void
heading (GPtrArray *blocks, const char *text)
{
  lb_block_set_outline (add (blocks, LB_BLOCK_HEADING, LB_ROLE_HEI, text), text, 1);
}

static void
section (GPtrArray *blocks, const char *lead, const char *text)
{
  LbBlock *block = add (blocks, LB_BLOCK_PARAGRAPH, LB_ROLE_KAI, lead);

  lb_block_set_outline (block, lead, 2);
  lb_block_add (block, LB_ROLE_TEXT, text);
}

static const char words[] =
  "截至2025年12月31日，全县在册监测对象366户1348人，与2025年6月30日相比，净增61户248人。其中脱贫不稳定户176户"
  "700人、边缘易致贫户122户443人、突发严重困难户68户205人，分别占48.09%、33.33%、18.58%；应落实帮扶措施1510条，已落实"
  "1053条，落实率69.74%，比基期下降6.61个百分点（见表1）。普湾乡密度最高，为每平方公里0.27户；康江镇密度最低，共有"
  "2户6人。各乡镇、各部门要坚持“问题导向”，逐村逐户核实，做到应纳尽纳、应扶尽扶。";

GPtrArray *
lb_specimen_letter (void)
{
  GPtrArray *blocks = lb_blocks_new ();
  LbLetter *letter = lb_block_get_letter (add (blocks, LB_BLOCK_RED_HEAD, LB_ROLE_TEXT, NULL));

  letter->organ = g_strdup ("岚岭县乡村振兴局文件");
  letter->number = g_strdup ("岚乡振发〔2026〕3号");
  letter->secrecy = g_strdup ("内部");
  add (blocks, LB_BLOCK_TITLE, LB_ROLE_TITLE, "关于2025年下半年防止返贫动态监测和帮扶\v工作督导“回头看”情况的通报");
  add (blocks, LB_BLOCK_ADDRESSEE, LB_ROLE_TEXT, "各乡镇人民政府，县直有关单位");
  for (guint i = 0; i < 3; i++)
    add (blocks, LB_BLOCK_PARAGRAPH, LB_ROLE_TEXT, words);
  LbBlock *list = add (blocks, LB_BLOCK_ATTACHMENTS, LB_ROLE_TEXT, NULL);
  lb_block_add_line (list, "各乡镇监测对象和帮扶措施落实情况表");
  lb_block_add_line (list, "未按期落实帮扶措施问题清单（截至2025年12月31日，含责任单位、整改时限和证据编号）");
  LbLetter *signature = lb_block_get_letter (add (blocks, LB_BLOCK_SIGNATURE, LB_ROLE_TEXT, NULL));
  signature->organ = g_strdup ("岚岭县乡村振兴局");
  signature->date = g_strdup ("2026年1月5日");
  LbLetter *colophon = lb_block_get_letter (add (blocks, LB_BLOCK_COLOPHON, LB_ROLE_TEXT, NULL));
  colophon->copies_to = g_strdup ("县委办公室，县人大常委会办公室，县政府办公室，县政协办公室，县纪委监委，县委组织部");
  colophon->organ = g_strdup ("岚岭县乡村振兴局办公室");
  colophon->date = g_strdup ("2026年1月6日");
  return blocks;
}

/* Three offices, two who sign, seals. */
GPtrArray *
lb_specimen_joint (void)
{
  GPtrArray *blocks = lb_blocks_new ();
  LbLetter *letter = lb_block_get_letter (add (blocks, LB_BLOCK_RED_HEAD, LB_ROLE_TEXT, NULL));

  letter->organ = g_strdup ("岚岭县农业农村局\n岚岭县乡村振兴局\n岚岭县民政局");
  letter->mark = g_strdup ("文件");
  letter->number = g_strdup ("岚农发〔2026〕12号");
  letter->signer = g_strdup ("张某某\n李某\n王某某");
  letter->copy = g_strdup ("000007");
  letter->secrecy = g_strdup ("内部");
  letter->urgency = g_strdup ("特急");
  add (blocks, LB_BLOCK_TITLE, LB_ROLE_TITLE, "关于防止返贫动态监测和帮扶工作的报告");
  add (blocks, LB_BLOCK_ADDRESSEE, LB_ROLE_TEXT, "县人民政府");
  add (blocks, LB_BLOCK_PARAGRAPH, LB_ROLE_TEXT, words);
  LbLetter *signature = lb_block_get_letter (add (blocks, LB_BLOCK_SIGNATURE, LB_ROLE_TEXT, NULL));
  signature->organ = g_strdup (letter->organ);
  signature->date = g_strdup ("2026年1月5日");
  signature->sealed = TRUE;
  LbLetter *colophon = lb_block_get_letter (add (blocks, LB_BLOCK_COLOPHON, LB_ROLE_TEXT, NULL));
  colophon->organ = g_strdup ("岚岭县农业农村局办公室");
  colophon->date = g_strdup ("2026年1月6日");
  /* A second letter of the same run: its pages count from 1. */
  add (blocks, LB_BLOCK_BREAK, LB_ROLE_TEXT, NULL);
  LbLetter *next = lb_block_get_letter (add (blocks, LB_BLOCK_RED_HEAD, LB_ROLE_TEXT, NULL));
  next->organ = g_strdup ("岚岭县农业农村局\n岚岭县乡村振兴局");
  next->number = g_strdup ("岚农发〔2026〕13号");
  add (blocks, LB_BLOCK_TITLE, LB_ROLE_TITLE, "关于问题整改的通知");
  add (blocks, LB_BLOCK_PARAGRAPH, LB_ROLE_TEXT, words);
  LbLetter *plain = lb_block_get_letter (add (blocks, LB_BLOCK_SIGNATURE, LB_ROLE_TEXT, NULL));
  plain->organ = g_strdup ("岚岭县农业农村局\n岚岭县乡村振兴局");
  plain->date = g_strdup ("2026年1月5日");
  return blocks;
}

static void
row (LbTable *table, const char *cells)
{
  lb_table_take_row (table, g_strsplit (cells, "|", -1));
}

static LbTable *
add_table (GPtrArray *blocks, const char *title)
{
  LbBlock *block = add (blocks, LB_BLOCK_TABLE, LB_ROLE_SONG, NULL);

  block->table = lb_table_new (title);
  lb_block_set_outline (block, title, 2);
  return block->table;
}

static void
pairs_table (GPtrArray *blocks)
{
  static const char *const rows[] = {
    "塔花镇|75|286|4|15|10|43|69|258|0|—|91.57",       "江里路镇|72|248|21|89|7|19|86|318|6|100.00|91.47",
    "福春镇|144|593|30|118|12|58|162|653|4|100.00*|95.49", "攀普镇|492|2002|102|397|70|304|524|2095|11|81.82|94.09",
    "坪马镇|400|1541|82|341|61|238|421|1644|9|88.89|93.73", "石头乡|669|2700|174|712|101|421|742|2991|22|95.45|93.42",
    "山山傈僳族乡|104|443|19|68|18|65|105|446|3|100.00*|92.90", "合　计|2368|9398|525|2150|332|1344|2561|10204|66|93.94|93.73"};
  static const char *const groups[] = {"2月末在册", "新识别", "风险消除", "8月末在册"};
  LbTable *table = add_table (blocks, "表1　各乡镇监测对象变化和帮扶情况（2025年3月至8月）");

  lb_table_add_column (table, "", "乡　镇", FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++) {
    lb_table_add_column (table, groups[i], "户", TRUE);
    lb_table_add_column (table, groups[i], "人", TRUE);
  }
  lb_table_add_column (table, "因住房新识别", "户", TRUE);
  lb_table_add_column (table, "因住房新识别", "按期%", TRUE);
  lb_table_add_column (table, "落实率", "%", TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    row (table, rows[i]);
  table->total = TRUE;
  g_free (table->note);
  table->note = g_strdup ("注：1. *为小基数，分母不足5户，不参加排名。2. —为无基数。3. 按期指线索发现至识别完成不超过15天。"
                          "4. 合计由户数、人数相加后计算，不是各乡镇比率的平均。");
}

static void
problems_table (GPtrArray *blocks, guint n)
{
  static const char *const problems[] = {
    "识别满1个月仍未落实帮扶措施，帮扶责任人未按月入户，台账与系统记录不一致，需核实后补录",
    "义务教育保障未落实", "住房安全鉴定超期，C级危房未纳入当年改造计划，已书面交办住建部门限期销号",
    "走访记录缺失2个月，网格员空缺"};
  LbTable *table = add_table (blocks, "表2　问题台账");

  lb_table_add_column (table, "", "序号", TRUE);
  lb_table_add_column (table, "", "乡镇", FALSE);
  lb_table_add_column (table, "", "村", FALSE);
  lb_table_add_column (table, "", "问题", FALSE);
  lb_table_add_column (table, "", "涉及户数", TRUE);
  lb_table_add_column (table, "", "整改时限", FALSE);
  for (guint i = 0; i < n; i++) {
    g_autofree char *cells = g_strdup_printf ("%u|%s|%s村|%s|%u|2026年%u月%u日", i + 1, i % 3 == 0 ? "山山傈僳族乡" : "坪马镇",
                                              i % 2 == 0 ? "新阁" : "柏林江", problems[i % 4], i % 7 + 1, i % 3 + 1, i % 27 + 1);
    row (table, cells);
  }
}

static void
wide_table (GPtrArray *blocks, const char *title, guint months)
{
  LbTable *table = add_table (blocks, title);

  lb_table_add_column (table, "", "乡　镇", FALSE);
  for (guint m = 0; m < months; m++) {
    g_autofree char *group = g_strdup_printf ("%u月新识别", m + 1);
    lb_table_add_column (table, group, "户", TRUE);
    lb_table_add_column (table, group, "人", TRUE);
  }
  lb_table_add_column (table, "合计", "户", TRUE);
  for (guint i = 0; i < 12; i++) {
    GString *cells = g_string_new (NULL);
    g_string_append_printf (cells, "%s", i == 5 ? "山山傈僳族乡" : "坪马镇");
    for (guint m = 0; m < months; m++)
      g_string_append_printf (cells, "|%u|%u", (i * 7 + m * 3) % 180, (i * 31 + m * 17) % 1200);
    g_string_append_printf (cells, "|%u", i * 113);
    row (table, cells->str);
    g_string_free (cells, TRUE);
  }
}

GPtrArray *
lb_specimen_tables (void)
{
  GPtrArray *blocks = lb_blocks_new ();

  heading (blocks, "一、总体情况");
  add (blocks, LB_BLOCK_PARAGRAPH, LB_ROLE_TEXT, words);
  pairs_table (blocks);
  heading (blocks, "二、分月情况");
  add (blocks, LB_BLOCK_PARAGRAPH, LB_ROLE_TEXT, words);
  wide_table (blocks, "表3　各乡镇分月新识别监测对象", 10);
  add (blocks, LB_BLOCK_PARAGRAPH, LB_ROLE_TEXT, words);
  heading (blocks, "三、问题");
  problems_table (blocks, 40);
  LbBlock *appendix = add (blocks, LB_BLOCK_APPENDIX, LB_ROLE_TITLE, "分月台账");
  appendix->label = g_strdup ("附件1");
  lb_block_set_outline (appendix, "附件1　分月台账", 1);
  wide_table (blocks, "", 12);
  return blocks;
}

static LbChart *
add_chart (GPtrArray *blocks, LbChartKind kind, const char *title, const char *unit)
{
  LbBlock *block = add (blocks, LB_BLOCK_CHART, LB_ROLE_HEI, NULL);

  block->chart = lb_chart_new (kind, title, unit);
  lb_block_set_outline (block, title, 2);
  return block->chart;
}

static void
ranking_charts (GPtrArray *blocks)
{
  static const char *const names[] = {"福春镇", "下春镇", "攀普镇", "坪马镇", "中桥镇", "石头乡", "上桥营镇", "山山傈僳族乡", "塔花镇",
                                      "江里路镇"};
  static const double now[] = {95.49, 94.70, 94.09, 93.73, 93.68, 93.42, 93.13, 92.90, 91.57, NAN};
  static const double then[] = {90.61, 90.51, 92.53, 92.35, 95.10, 92.31, 87.50, 94.07, 90.36, 94.62};
  LbChart *dots = add_chart (blocks, LB_CHART_RANKING, "图4　各乡镇帮扶措施落实率（2025年8月31日）", "%，增减百分点");
  LbChart *bars = add_chart (blocks, LB_CHART_RANKING, "图5　各乡镇在册监测户数", "户");

  dots->decimals = 2;
  dots->cut = dots->numbered = TRUE;
  lb_chart_set (&dots->series, "8月末");
  lb_chart_set (&dots->second, "2月末");
  lb_chart_add_mark (dots, 93.73, "全县93.73");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    lb_chart_add (dots, names[i], now[i], then[i]);
    lb_chart_add (bars, names[i], 742 - 71.0 * i, NAN);
  }
}

static void
trend_charts (GPtrArray *blocks)
{
  LbChart *bars = add_chart (blocks, LB_CHART_TREND, "图2　新识别与风险消除户数（2023年9月至2025年8月）", "户");
  LbChart *lines = add_chart (blocks, LB_CHART_TREND, "图8　帮扶措施落实率", "%");

  lb_chart_set (&bars->series, "新识别");
  lb_chart_set (&bars->second, "风险消除");
  lb_chart_set (&lines->series, "全县");
  lb_chart_set (&lines->second, "石头乡");
  lines->lines = TRUE;
  for (int i = 0; i < 24; i++) {
    g_autofree char *month = g_strdup_printf ("%d月", (i + 8) % 12 + 1);
    g_autofree char *year = g_strdup_printf ("%d年", 2023 + (i + 8) / 12);
    lb_chart_add (bars, month, 80 + 30 * sin (i * 1.7), 50 + 12 * cos (i * 2.3));
    lb_chart_set_group (bars, year);
    lb_chart_add (lines, month, i == 9 ? NAN : 80 + i * 0.6, 74 + i * 0.8 + 2 * sin (i));
    lb_chart_set_group (lines, year);
  }
  lb_chart_add_mark (bars, 18, "2025-02-28");
  lb_chart_add_mark (bars, 24, "2025-08-31");
  lb_chart_add_mark (lines, 18, "2025-02-28");
  lb_chart_add_mark (lines, 24, "2025-08-31");
}

static void
distribution_chart (GPtrArray *blocks)
{
  static const double counts[] = {0, 5, 8, 29, 40, 50, 66, 62, 64, 38, 50, 35, 20, 24, 12, 9, 6, 1, 4, 1, 1, 0, 0, 0, 0};
  LbChart *chart = add_chart (blocks, LB_CHART_DISTRIBUTION, "图3　识别用时分布（2025年3月至8月新识别525户）", "户");

  lb_chart_set (&chart->x_title, "线索发现至识别完成（天）");
  lb_chart_set (&chart->left, "按期491户，中位数10天");
  lb_chart_set (&chart->right, "超期34户，占6.48%");
  lb_chart_add_mark (chart, 15.5, "15天时限");
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    lb_chart_add_at (chart, "", 1.5 + i, 2.5 + i, counts[i]);
}

static void
other_charts (GPtrArray *blocks)
{
  static const char *const steps[] = {"预警推送", "乡镇核实", "入户研判", "纳入监测", "落实帮扶"};
  static const double left[] = {1824, 1560, 846, 366, 351};
  static const char *const ages[] = {"30天以内", "31—60天", "61—90天", "91—180天", "180天以上"};
  static const double within[] = {42, 31, 12, 0, 0}, overdue[] = {0, 6, 15, 22, 9};
  LbChart *funnel = add_chart (blocks, LB_CHART_FUNNEL, "图6　预警线索办理漏斗", "户");
  LbChart *ageing = add_chart (blocks, LB_CHART_AGEING, "图7　未销号问题的账龄", "个");
  LbChart *calendar = add_chart (blocks, LB_CHART_CALENDAR, "图9　每日入户走访户数（2025年）", "户");
  LbChart *scatter = add_chart (blocks, LB_CHART_SCATTER, "图10　监测密度与帮扶措施落实率（80个村）", "落实率（%）");

  lb_chart_set (&ageing->series, "未到期");
  lb_chart_set (&ageing->second, "已超期");
  for (guint i = 0; i < 5; i++) {
    lb_chart_add (funnel, steps[i], left[i], NAN);
    lb_chart_add (ageing, ages[i], within[i], overdue[i]);
  }
  for (int day = 20089; day < 20089 + 365; day++)
    lb_chart_add_at (calendar, "", day, NAN, day == 20200 ? NAN : day % 7 > 4 ? 0 : fabs (40 * sin (day * 0.13)) + day % 5);
  lb_chart_set (&scatter->x_title, "每千户监测户数（户/千户）");
  for (guint i = 0; i < 80; i++) {
    g_autofree char *name = g_strdup_printf ("%s%u村", i % 3 == 0 ? "石坪" : "河合", i);
    lb_chart_add_at (scatter, name, 12 + 5 * sin (i * 1.3) + (i % 17 == 0 ? i * 0.4 : 0), NAN,
                     93 + 3 * cos (i * 2.1) - (i % 19 == 0 ? 14 : 0));
  }
  lb_chart_add_mark (scatter, 14.3, "全县14.3");
  lb_chart_add_mark (scatter, 93.73, "全县93.73");
}

GPtrArray *
lb_specimen_charts (void)
{
  GPtrArray *blocks = lb_blocks_new ();

  trend_charts (blocks);
  distribution_chart (blocks);
  ranking_charts (blocks);
  other_charts (blocks);
  return blocks;
}

static void
key_figures (GPtrArray *blocks)
{
  LbBlock *block = add (blocks, LB_BLOCK_KEY_FIGURES, LB_ROLE_HEI, NULL);

  lb_block_add_figure (block, &(LbKeyFigure) {(char *) "帮扶措施落实率", (char *) "93.73", (char *) "%", (char *) "1.60个百分点",
                                              1, 1, (char *) "2月末92.13%"});
  lb_block_add_figure (block, &(LbKeyFigure) {(char *) "尚未落实的措施", (char *) "244", (char *) "条", (char *) "9条", -1, 1,
                                              (char *) "应落实3889条"});
  lb_block_add_figure (block, &(LbKeyFigure) {(char *) "在册监测对象", (char *) "2561", (char *) "户", (char *) "193户", 1, 0,
                                              (char *) "10204人"});
  lb_block_add_figure (block, &(LbKeyFigure) {(char *) "落实率不足80%的村", (char *) "3", (char *) "个", (char *) "1个", 1, -1,
                                              (char *) ""});
}

GPtrArray *
lb_specimen_report (void)
{
  static const char *const heads[] = {"一、督导基本情况", "二、总体情况", "三、识别纳入", "四、帮扶措施", "五、走访监测"};
  GPtrArray *blocks = lb_blocks_new ();

  add (blocks, LB_BLOCK_TITLE, LB_ROLE_TITLE, "岚岭县防止返贫动态监测和帮扶工作\v督导“回头看”报告");
  add (blocks, LB_BLOCK_CONTENTS, LB_ROLE_TITLE, "目　录");
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++) {
    heading (blocks, heads[i]);
    if (i == 0)
      key_figures (blocks);
    section (blocks, "（一）主要情况。", words);
    section (blocks, "（二）比较。", "普湾乡密度最高，为每平方公里0.27户，共有132户500人；康江镇最低。");
    if (i == 1)
      pairs_table (blocks);
  }
  LbBlock *appendix = add (blocks, LB_BLOCK_APPENDIX, LB_ROLE_TITLE, "问题台账");
  appendix->label = g_strdup ("附件1");
  lb_block_set_outline (appendix, "附件1　问题台账", 1);
  problems_table (blocks, 9);
  add (blocks, LB_BLOCK_NOTE, LB_ROLE_SONG, "本报告由回望生成。");
  return blocks;
}

GPtrArray *
lb_specimen_slides (void)
{
  GPtrArray *blocks = lb_blocks_new ();
  LbBlock *foot = add (blocks, LB_BLOCK_FOOT, LB_ROLE_HEI, NULL);
  LbBlock *slide = add (blocks, LB_BLOCK_SLIDE, LB_ROLE_STRONG, "全县措施落实率93.73%，半年提高1.60个百分点，3个村仍不足八成");

  lb_block_add_line (foot, "截至2025-08-31 · 比较2025-02-28");
  lb_block_add_line (foot, "示例数据 · 内部用图");
  slide->label = g_strdup ("云岭县 · 帮扶措施");
  LbBlock *columns = add (blocks, LB_BLOCK_ROW, LB_ROLE_HEI, NULL);
  columns->height = 138;
  GPtrArray *left = lb_block_add_column (columns, 0.66), *right = lb_block_add_column (columns, 0.34);
  ranking_charts (left);
  g_ptr_array_set_size (left, 1);
  key_figures (right);
  slide = add (blocks, LB_BLOCK_SLIDE, LB_ROLE_STRONG, "新识别快于消除：24个月里有20个月如此");
  slide->label = g_strdup ("云岭县 · 规模");
  trend_charts (blocks);
  g_ptr_array_set_size (blocks, blocks->len - 1);
  ((LbBlock *) g_ptr_array_index (blocks, blocks->len - 1))->height = 125;
  return blocks;
}

GPtrArray *
lb_specimen_dossiers (guint n)
{
  GPtrArray *blocks = lb_blocks_new ();

  for (guint i = 0; i < n; i++) {
    g_autofree char *name = g_strdup_printf ("新阁%u村", i + 1);
    LbBlock *page = add (blocks, LB_BLOCK_SLIDE, LB_ROLE_TITLE, name);
    page->label = g_strdup ("坪马镇 · 截至2025年12月31日");
    lb_block_set_outline (page, name, 1);
    key_figures (blocks);
    LbBlock *columns = add (blocks, LB_BLOCK_ROW, LB_ROLE_HEI, NULL);
    GPtrArray *left = lb_block_add_column (columns, 0.6), *right = lb_block_add_column (columns, 0.4);
    trend_charts (left);
    g_ptr_array_set_size (left, 1);
    distribution_chart (right);
    pairs_table (blocks);
    problems_table (blocks, 5);
  }
  return blocks;
}

static GPtrArray *
two_dossiers (void)
{
  return lb_specimen_dossiers (2);
}

const LbSpecimen lb_specimens[] = {
  {"letter", lb_specimen_letter, LB_STYLE_OFFICIAL}, {"joint", lb_specimen_joint, LB_STYLE_OFFICIAL}, {"tables", lb_specimen_tables, LB_STYLE_OFFICIAL},
  {"charts", lb_specimen_charts, LB_STYLE_OFFICIAL}, {"report", lb_specimen_report, LB_STYLE_OFFICIAL},
  {"plain", lb_specimen_report, LB_STYLE_PLAIN},     {"slides", lb_specimen_slides, LB_STYLE_SLIDE},
  {"dossiers", two_dossiers, LB_STYLE_DOSSIER},      {NULL, NULL, LB_STYLE_OFFICIAL}};
