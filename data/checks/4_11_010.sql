-- id: 4_11_010
-- severity: error
-- name.zh: 消除时收入低于监测范围
-- name.en: Cleared below the line
-- message.zh: 帮扶消除时人均纯收入 {income:yuan} 元，低于当年监测范围 {line:yuan} 元
-- message.en: cleared by help with {income:yuan} yuan per head, below the line of {line:yuan}
-- remedy.zh: 核实收入；确实偏低的回退消除，继续帮扶
-- remedy.en: check the income; if true, undo the clearance and go on helping
-- source: 防返贫监测疑点数据规则 4_11_010

SELECT d.region_id, d.household_id, 'monitoring_case' AS row_table, d.case_id AS row_id, d.cleared AS since, d.revoked - 1 AS until, 'breach' AS verdict, k.income_pc_fen AS income, lb_line (d.cleared) AS line
  FROM case_dated d JOIN risk_clearance k ON k.case_id = d.case_id
 WHERE d.clear_mode = 'assisted' AND k.income_pc_fen < lb_line (d.cleared);
