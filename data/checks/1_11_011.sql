-- id: 1_11_011
-- severity: warning
-- name.zh: 消除后未填写监测联系人
-- name.en: No contact after clearance
-- message.zh: 已消除风险，但未填写监测联系人或电话
-- message.en: the risk is cleared, but the contact or the telephone is missing
-- remedy.zh: 补填监测联系人和联系电话
-- remedy.en: fill in contact and telephone
-- source: 防返贫监测疑点数据规则 1_11_011

SELECT d.region_id, d.household_id, 'monitoring_case' AS row_table, d.case_id AS row_id, d.cleared AS since, d.revoked - 1 AS until, 'breach' AS verdict
  FROM case_dated d JOIN monitoring_case c ON c.id = d.case_id
 WHERE d.cleared IS NOT NULL AND (c.contact_name IS NULL OR c.contact_phone IS NULL)
   AND EXISTS (SELECT 1 FROM case_filled WHERE contact_name + contact_phone > 0);
