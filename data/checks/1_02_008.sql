-- id: 1_02_008
-- severity: error
-- name.zh: 消除后住房出现安全问题
-- name.en: Unsafe housing after clearance
-- message.zh: 已消除风险，但住房出现安全问题
-- message.en: the risk is cleared, but the housing is unsafe
-- remedy.zh: 核实住房；问题属实的回退消除并落实住房保障
-- remedy.en: check the house; if true, undo the clearance and secure it
-- source: 防返贫监测疑点数据规则 1_02_008

SELECT d.region_id, d.household_id, 'monitoring_case' AS row_table, d.case_id AS row_id, d.cleared AS since, d.revoked - 1 AS until, 'breach' AS verdict
  FROM case_dated d JOIN risk_clearance k ON k.case_id = d.case_id
 WHERE d.cleared IS NOT NULL AND k.housing_unsafe = 1;
