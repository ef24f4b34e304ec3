-- id: field_empty
-- severity: note
-- name.zh: 台账缺少某一项
-- name.en: A field that no row has
-- message.zh: {n} 行全部没有“{zh}”，无法判断{why_zh}
-- message.en: none of {n} rows has the {en}, so {why_en} cannot be judged
-- remedy.zh: 导出台账时带上这一列，或导入相应台账
-- remedy.en: export the ledger with this column, or import the ledger that has it
-- source: 数据质量

WITH fields (tab, zh, en, why_zh, why_en, n, filled) AS (
  SELECT 'monitoring_case' AS tab, '线索发现时间' AS zh, 'day of the clue' AS en, '认定是否超期' AS why_zh, 'late identification' AS why_en, n, clue AS filled FROM case_filled
  UNION ALL
  SELECT 'monitoring_case' AS tab, '发现渠道' AS zh, 'channel' AS en, '发现渠道构成' AS why_zh, 'the channels' AS why_en, n, channel AS filled FROM case_filled
  UNION ALL
  SELECT 'monitoring_case' AS tab, '识别时人均纯收入' AS zh, 'income at identification' AS en, '识别收入是否合理' AS why_zh, 'the income at identification' AS why_en, n, income AS filled FROM case_filled
  UNION ALL
  SELECT 'monitoring_case' AS tab, '义务教育状况' AS zh, 'schooling' AS en, '1_11_002' AS why_zh, 'rule 1_11_002' AS why_en, n, dropout AS filled FROM case_filled
  UNION ALL
  SELECT 'monitoring_case' AS tab, '住房安全状况' AS zh, 'housing' AS en, '1_11_002' AS why_zh, 'rule 1_11_002' AS why_en, n, housing AS filled FROM case_filled
  UNION ALL
  SELECT 'monitoring_case' AS tab, '医保状况' AS zh, 'medical insurance' AS en, '1_11_002、4_11_007' AS why_zh, 'rules 1_11_002 and 4_11_007' AS why_en, n, insured AS filled FROM case_filled
  UNION ALL
  SELECT 'monitoring_case' AS tab, '饮水安全状况' AS zh, 'water' AS en, '1_11_002、4_11_006' AS why_zh, 'rules 1_11_002 and 4_11_006' AS why_en, n, water AS filled FROM case_filled
  UNION ALL
  SELECT 'monitoring_case' AS tab, '监测联系人' AS zh, 'contact' AS en, '1_11_011' AS why_zh, 'rule 1_11_011' AS why_en, n, contact_name AS filled FROM case_filled
  UNION ALL
  SELECT 'household' AS tab, '劳动力人数' AS zh, 'labour' AS en, '劳动力相关各条' AS why_zh, 'the rules on labour' AS why_en, count (*) AS n, count (labour_count) AS filled FROM household
  UNION ALL
  SELECT 'monitoring_case', '识别程序各环节日期', 'dates of the steps', '程序先后和时限', 'order and limits of the steps', n, (SELECT count (*) FROM case_step) FROM case_filled
  UNION ALL
  SELECT 'household', '家庭成员', 'members', '证件、健康、低保等各条', 'the rules on certificates, health and dibao', (SELECT count (*) FROM household), (SELECT count (*) FROM person)
  UNION ALL
  SELECT 'monitoring_case', '佐证材料', 'papers', '佐证是否齐全', 'completeness of the papers', n, (SELECT count (*) FROM evidence) FROM case_filled
  UNION ALL
  SELECT 'monitoring_case', '风险消除采集表', 'papers of clearance', '消除后收入、三保障各条', 'the rules on income and safeguards after clearance', cleared,
         (SELECT count (*) FROM risk_clearance) FROM case_filled
)
SELECT NULL AS region_id, NULL AS household_id, tab AS row_table, NULL AS row_id, NULL AS since, NULL AS until, 'breach' AS verdict,
       n, zh, en, why_zh, why_en
  FROM fields WHERE n > 0 AND filled = 0;
