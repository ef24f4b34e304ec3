-- id: 2_11_001
-- severity: warning
-- name.zh: 因残但家中无残疾人
-- name.en: Risk of disability, but no disabled member
-- message.zh: 风险为“因残”，但家庭成员中没有残疾人
-- message.en: the risk is disability, but no member is disabled
-- remedy.zh: 核实成员健康状况或更正风险类型
-- remedy.en: correct the members’ health or the kind of risk
-- source: 防返贫监测疑点数据规则 2_11_001

SELECT d.region_id, d.household_id, 'monitoring_case' AS row_table, d.case_id AS row_id, d.identified AS since, NULL AS until, 'breach' AS verdict
  FROM case_dated d
  JOIN case_risk r ON r.case_id = d.case_id
 WHERE r.risk_code = 'disability' AND EXISTS (SELECT 1 FROM person p WHERE p.household_id = d.household_id AND p.health IS NOT NULL)
   AND NOT EXISTS (SELECT 1 FROM person p WHERE p.household_id = d.household_id AND p.health IN ('disabled', 'multi'));
