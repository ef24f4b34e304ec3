-- id: clear_uninsured
-- severity: error
-- name.zh: 消除后有成员未参加医保
-- name.en: Uninsured after clearance
-- message.zh: 已消除风险，但有家庭成员未参加基本医疗保险
-- message.en: the risk is cleared, but a member has no medical insurance
-- remedy.zh: 督促参保；确属保障问题的回退消除
-- remedy.en: have the member insured; if it is a real lack, undo the clearance
-- source: 防返贫监测疑点数据规则

SELECT d.region_id, d.household_id, 'monitoring_case' AS row_table, d.case_id AS row_id, d.cleared AS since, d.revoked - 1 AS until, 'breach' AS verdict
  FROM case_dated d JOIN risk_clearance k ON k.case_id = d.case_id
 WHERE d.cleared IS NOT NULL AND k.uninsured = 1;
