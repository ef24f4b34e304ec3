-- id: 1111_18
-- severity: warning
-- name.zh: 识别时收入偏高
-- name.en: High income at identification
-- message.zh: 识别时人均纯收入 {income:yuan} 元，高于 {high} 元
-- message.en: the income at identification is {income:yuan} yuan per head, above {high}
-- remedy.zh: 核实收入；确属支出骤增的补充说明
-- remedy.en: check the income; if spending is the reason, say so
-- source: 防返贫监测疑点数据规则 1111_18

SELECT d.region_id, d.household_id, 'monitoring_case' AS row_table, d.case_id AS row_id, d.identified AS since, NULL AS until, 'breach' AS verdict, c.income_pc_fen AS income, lb_rule ('income.high', d.identified) AS high
  FROM case_dated d JOIN monitoring_case c ON c.id = d.case_id
 WHERE c.income_pc_fen > lb_rule ('income.high', d.identified) * 100;
