#include "fixture.h"

static void
add (GPtrArray *blocks, LbBlockType type, LbRole role, const char *text)
{
  LbBlock *block = lb_block_new (type);

  lb_block_add (block, role, text);
  if (type == LB_BLOCK_HEADING) {
    block->outline = g_strdup (text);
    block->depth = 1;
  }
  g_ptr_array_add (blocks, block);
}

static LbBlock *
make_table (guint rows)
{
  LbBlock *block = lb_block_new (LB_BLOCK_TABLE);
  LbTable *table = block->table = lb_table_new ("表1　各乡镇监测对象和帮扶措施落实情况（2025年12月31日）");

  lb_table_add_column (table, "", "乡　镇", FALSE);
  lb_table_add_column (table, "在册监测对象", "户", TRUE);
  lb_table_add_column (table, "在册监测对象", "人", TRUE);
  lb_table_add_column (table, "密度", "户/km²", TRUE);
  lb_table_add_column (table, "落实率", "%", TRUE);
  for (guint i = 0; i < rows; i++) {
    char **cells = g_new0 (char *, 6);
    cells[0] = g_strdup_printf ("溪口%s镇", i == 3 ? "傈僳族" : "");
    cells[1] = g_strdup_printf ("%u", 7 * i);
    cells[2] = g_strdup_printf ("%u", 29 * i);
    cells[3] = g_strdup (i == 2 ? "—" : "0.14");
    cells[4] = g_strdup (i == 1 ? "100.00" : i == 2 ? "—" : "69.74");
    lb_table_take_row (table, cells);
  }
  table->total = TRUE;
  g_free (table->note);
  table->note = g_strdup ("注：1. — 为无数据。2. 合计由户数、人数相加后计算，不是各乡镇比率的平均。");
  return block;
}

GPtrArray *
lb_fixture_blocks (guint rows)
{
  GPtrArray *blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) lb_block_free);

  add (blocks, LB_BLOCK_TITLE, LB_ROLE_TITLE, "岚岭县防止返贫动态监测和帮扶工作\v督导“回头看”报告");
  add (blocks, LB_BLOCK_SUBTITLE, LB_ROLE_KAI, "（截至2025年12月31日）");
  add (blocks, LB_BLOCK_HEADING, LB_ROLE_HEI, "一、总体情况");
  add (blocks, LB_BLOCK_PARAGRAPH, LB_ROLE_KAI, "（一）监测对象规模。");
  lb_block_add (g_ptr_array_index (blocks, 3), LB_ROLE_TEXT,
                "截至2025年12月31日，全县在册监测对象366户1053人，密度0.09户/km²。“边缘易致贫户”（见表1）、"
                "“突发严重困难户”（见图1）。按照《防止返贫动态监测和帮扶工作方案》要求，各乡镇、各部门坚持问题导向，"
                "逐村逐户核实，做到应纳尽纳、应扶尽扶，坚决守住不发生规模性返贫的底线。");
  add (blocks, LB_BLOCK_HEADING, LB_ROLE_HEI, "二、帮扶措施");
  for (int i = 0; i < 3; i++)
    add (blocks, LB_BLOCK_PARAGRAPH, LB_ROLE_TEXT,
         "应落实帮扶措施1510条，已落实1053条，落实率69.74%，比上年末提高1.60个百分点；其中塔花镇落实率最高，为"
         "95.49%，江里路镇最低，为91.47%。未落实的457条中，产业帮扶71条、就业帮扶63条、综合保障919条，"
         "涉及山山傈僳族乡、石头乡等乡镇，计划2026年3月底前全部落实到户到人，不留死角。");
  g_ptr_array_add (blocks, make_table (rows));
  add (blocks, LB_BLOCK_HEADING, LB_ROLE_HEI, "三、存在的主要问题");
  add (blocks, LB_BLOCK_PARAGRAPH, LB_ROLE_TEXT, "走访的79户中，8户识别满1个月仍未落实措施，均在坪马镇新阁村（证据01）。");
  return blocks;
}
