-- id: 1_11_009
-- severity: error
-- name.zh: 帮扶消除但未享受帮扶措施
-- name.en: Cleared by help, but no help
-- message.zh: 风险通过帮扶消除，但消除前没有已落实的帮扶措施
-- message.en: cleared by help, but no measure was implemented before
-- remedy.zh: 补录已落实的措施；确无措施的更正消除方式或回退消除
-- remedy.en: enter the measures; if there were none, correct the mode or undo the clearance
-- source: 防返贫监测疑点数据规则 1_11_009

SELECT d.region_id, d.household_id, 'monitoring_case' AS row_table, d.case_id AS row_id, d.cleared AS since, d.revoked - 1 AS until, 'breach' AS verdict
  FROM case_dated d JOIN monitoring_case c ON c.id = d.case_id LEFT JOIN case_helped p ON p.case_id = d.case_id
 WHERE d.clear_mode = 'assisted' AND d.cleared IS NOT NULL AND (p.day IS NULL OR p.day > d.cleared);
