-- id: 1_02_009
-- severity: error
-- name.zh: 消除后饮水出现安全问题
-- name.en: Unsafe water after clearance
-- message.zh: 已消除风险，但饮水出现安全问题
-- message.en: the risk is cleared, but the water is unsafe
-- remedy.zh: 核实饮水；问题属实的回退消除并落实饮水保障
-- remedy.en: check the water; if true, undo the clearance and secure it
-- source: 防返贫监测疑点数据规则 1_02_009

SELECT d.region_id, d.household_id, 'monitoring_case' AS row_table, d.case_id AS row_id, d.cleared AS since, d.revoked - 1 AS until, 'breach' AS verdict
  FROM case_dated d JOIN household h ON h.id = d.household_id LEFT JOIN risk_clearance k ON k.case_id = d.case_id
 WHERE d.cleared IS NOT NULL AND (k.water_unsafe = 1 OR h.safe_water = 0);
