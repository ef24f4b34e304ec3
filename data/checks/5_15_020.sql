-- id: 5_15_020
-- severity: warning
-- name.zh: 因病但合规自付支出为零
-- name.en: Illness without own payments
-- message.zh: 风险为“因病”，但合规自付支出为 0
-- message.en: the risk is illness, but the eligible own payments are 0
-- remedy.zh: 核实医疗支出或更正风险类型
-- remedy.en: correct the payments or the kind of risk
-- source: 防返贫监测疑点数据规则 5_15_020

SELECT d.region_id, d.household_id, 'monitoring_case' AS row_table, d.case_id AS row_id, d.identified AS since, NULL AS until, 'breach' AS verdict
  FROM case_dated d JOIN monitoring_case c ON c.id = d.case_id
  JOIN case_risk r ON r.case_id = d.case_id
 WHERE r.risk_code = 'illness' AND c.self_pay_fen = 0;
