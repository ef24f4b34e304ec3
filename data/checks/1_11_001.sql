-- id: 1_11_001
-- severity: error
-- name.zh: 未填写风险类型
-- name.en: No kind of risk
-- message.zh: 监测对象没有填写致贫返贫风险
-- message.en: the case has no kind of risk
-- remedy.zh: 补填致贫/返贫风险1
-- remedy.en: fill in the first risk
-- source: 防返贫监测疑点数据规则 1_11_001

SELECT d.region_id, d.household_id, 'monitoring_case' AS row_table, d.case_id AS row_id, d.identified AS since, NULL AS until, 'breach' AS verdict
  FROM case_dated d WHERE NOT EXISTS (SELECT 1 FROM case_risk r WHERE r.case_id = d.case_id);
