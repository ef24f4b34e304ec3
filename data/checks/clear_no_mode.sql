-- id: clear_no_mode
-- severity: warning
-- name.zh: 消除方式未填写
-- name.en: No mode of clearance
-- message.zh: 已消除风险，但未填写消除方式
-- message.en: the risk is cleared, but how is not filled in
-- remedy.zh: 补填帮扶消除或自然消除
-- remedy.en: fill in assisted or natural
-- source: 台账必填项

SELECT d.region_id, d.household_id, 'monitoring_case' AS row_table, d.case_id AS row_id, d.cleared AS since, d.revoked - 1 AS until, 'breach' AS verdict
  FROM case_dated d WHERE d.cleared IS NOT NULL AND d.clear_mode IS NULL
   AND EXISTS (SELECT 1 FROM case_filled f WHERE f.clear_mode > 0);
