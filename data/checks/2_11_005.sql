-- id: 2_11_005
-- severity: warning
-- name.zh: 因自然灾害未填写子项
-- name.en: Disaster without its kind
-- message.zh: 风险为“因自然灾害”，但未填写灾害子项
-- message.en: the risk is a natural disaster, but which one is not filled in
-- remedy.zh: 补填因自然灾害子项
-- remedy.en: fill in the kind of disaster
-- source: 防返贫监测疑点数据规则 2_11_005

SELECT d.region_id, d.household_id, 'monitoring_case' AS row_table, d.case_id AS row_id, d.identified AS since, NULL AS until, 'breach' AS verdict
  FROM case_dated d
  JOIN case_risk r ON r.case_id = d.case_id
 WHERE r.risk_code = 'disaster' AND r.sub_code IS NULL
   AND EXISTS (SELECT 1 FROM case_risk WHERE sub_code IS NOT NULL);
